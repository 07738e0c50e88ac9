from pathlib import Path

import pytest

from catalog.apis.link_probe import LinkProber
from catalog.apis.web_session import public_session
from catalog.ingestion.dump_check import check_addresses
from catalog.providers.nga import PROVIDER
from tests.catalog.fakeapi import Reply, serving
from tests.catalog.ingestion.nga_files import write_files

PAGE, FILE = "/collection/art-object-page.1.html", "/b/full/max/0/default.jpg"


def asked(source: Path, page: Reply, file: Reply) -> list[tuple[str, bool, str]]:
    """Return what is told of the first work's page and file, whose hosts answer so."""
    answers = {PAGE: page, FILE: file, "/new": (200, {"Content-Type": "text/html"}, b"<html>")}
    with serving(lambda path, _query: answers[path]) as api:
        prober = LinkProber(public_session("tests", mirror=api.url))
        found = check_addresses(PROVIDER, str(source), prober)
    return [(one.kind, one.is_sound, one.problem or "; ".join(one.drift)) for one in found]


HTML: Reply = (200, {"Content-Type": "text/html"}, b"<html>")
JPEG: Reply = (200, {"Content-Type": "image/jpeg"}, b"picture")


@pytest.mark.parametrize(
    ("page", "file", "told"),
    [
        (HTML, JPEG, [("page", True, ""), ("file", True, "")]),
        (
            (301, {"Location": "/new"}, b""),
            HTML,
            [
                ("page", True, "leads to https://www.nga.gov/new"),
                (
                    "file",
                    False,
                    f"gone: https://i.org{FILE} a page (text/html) where a file should be",
                ),
            ],
        ),
        (
            (404, {}, b""),
            (403, {}, b""),
            [
                ("page", False, f"gone: https://www.nga.gov{PAGE} 404"),
                ("file", True, f"blocked: https://i.org{FILE} 403"),
            ],
        ),
    ],
    ids=["both are there", "a page that moved, and one for a file", "gone, and not to be asked"],
)
def test_the_page_and_the_file_of_one_work_are_asked_for(
    page: Reply, file: Reply, told: list[tuple[str, bool, str]], tmp_path: Path
) -> None:
    assert asked(write_files(tmp_path / "source"), page, file) == told


def test_files_without_a_work_that_is_free_are_a_problem(tmp_path: Path) -> None:
    source = write_files(tmp_path / "source")
    images = source / "published_images.csv"
    images.write_text(images.read_text().replace("\n1,", "\n0,"))
    (found,) = check_addresses(PROVIDER, str(source), LinkProber(public_session("tests")))
    assert found.problem == "no work in the head of the first file is a record"
