from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.cli import main
from catalog.errors import RecordRejected
from catalog.providers.evidence import root
from catalog.providers.fields import read
from catalog.providers.wellcome import LICENSES, license_info, location_of, parse
from tests.catalog.fakeapi import Reply, serving

CC = "https://creativecommons.org/licenses"


@pytest.mark.parametrize(
    ("name", "link", "found"),
    [
        ("cc-by", "http://creativecommons.org/licenses/by/4.0/", ("by", "4.0")),
        ("cc-by-nc-nd", f"{CC}/by-nc-nd/2.0/", ("by-nc-nd", "2.0")),
        ("cc-by-sa", None, ("by-sa", "4.0")),
        ("cc-0", "https://example.org/cc0", ("cc0", "1.0")),
        ("pdm", "https://creativecommons.org/share-your-work/public-domain/pdm/", ("pdm", "1.0")),
    ],
)
def test_a_licence_is_the_one_that_its_id_names_in_the_version_of_its_link(
    name: str, link: str | None, found: tuple[str, str]
) -> None:
    licence = license_info({"license": {"id": name, "url": link}})
    assert (licence.slug, licence.version) == found


def test_the_ids_of_all_eight_licences_are_known() -> None:
    assert sorted(LICENSES) == [
        "cc-0",
        "cc-by",
        "cc-by-nc",
        "cc-by-nc-nd",
        "cc-by-nc-sa",
        "cc-by-nd",
        "cc-by-sa",
        "pdm",
    ]


@pytest.mark.parametrize(
    ("licence", "reason"),
    [
        ({"id": "ogl"}, "license_not_accepted"),
        ({"id": "opl"}, "license_not_accepted"),
        ({"id": "inc"}, "license_not_accepted"),
        ({"id": "cc-by", "url": f"{CC}/by-nc/4.0/"}, "unknown_license"),
        (None, "missing_license"),
    ],
)
def test_a_licence_that_is_not_open_or_that_its_link_denies_is_rejected(
    licence: dict[str, str] | None, reason: str
) -> None:
    with pytest.raises(RecordRejected) as raised:
        license_info({"license": licence})
    assert raised.value.reason == reason


@pytest.mark.parametrize("status", ["open-with-advisory", "restricted", "closed", "by-appointment"])
def test_an_image_that_is_not_open_to_everyone_is_rejected(status: str) -> None:
    location = {
        "locationType": {"id": "iiif-image"},
        "url": "https://iiif.wellcomecollection.org/image/V1.jpg/info.json",
        "accessConditions": [{"status": {"id": "open"}}, {"status": {"id": status}}],
    }
    with pytest.raises(RecordRejected, match=status):
        location_of([location])


def test_one_image_is_asked_for_by_its_id_and_not_by_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, str | None]] = []

    def answer(path: str, given: dict[str, str]) -> Reply:
        asked.append((path, given.get("include")))
        return 200, {}, (root() / "wellcome" / "item.json").read_bytes()

    with serving(answer) as api:
        where = ["--url", api.url, "--output", str(tmp_path), "--delay", "0"]
        with pytest.raises(SystemExit, match="0"):
            main(["ingest", "wellcome", "--id", "aa19moth", *where])
    include = "source.contributors,source.genres,source.languages,source.subjects"
    assert asked == [("/catalogue/v2/images/aa19moth", include)]
    assert len(list(tmp_path.rglob("*.parquet"))) == 1
    capsys.readouterr()


def test_an_image_that_is_gone_is_told_in_the_apis_own_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (root() / "wellcome" / "error_404.json").read_bytes()
    with serving(lambda _path, _query: (404, {}, body)) as api:
        where = ["--url", api.url, "--output", str(tmp_path), "--delay", "0"]
        with pytest.raises(SystemExit, match="0"):
            main(["ingest", "wellcome", "--id", "aa20none", *where])
    said = capsys.readouterr().err
    assert "Image not found for identifier aa20none" in said
    assert '"settled":"gone"' in said


@pytest.mark.parametrize("odd", [["closed"], "closed", {"status": "closed"}, 1])
def test_conditions_that_nobody_can_read_are_never_taken_for_none(odd: object) -> None:
    item = orjson.loads((root() / "wellcome" / "item.json").read_bytes())
    assert isinstance(read(item, listed), list)
    item["locations"][0]["accessConditions"] = odd
    assert isinstance(read(item, listed), RecordRejected)


def listed(item: dict[str, Any]) -> list[Any]:
    return list(parse(item))
