"""Answers that were really given, beside the project; skipped where they are absent."""

from pathlib import Path

import orjson
import pytest

from catalog.errors import UsageError
from catalog.parsing import Parsed, parse_answer
from catalog.providers import registry


def summary(folder: Path, name: str) -> tuple[int, list[str]]:
    """Return how many records an answer holds, and why others were rejected."""
    provider = registry.provider(name.partition("/")[0])
    found = list(parse_answer(provider, orjson.loads((folder / name).read_bytes())))
    rejected = [one.reason for one in found if not isinstance(one, Parsed)]
    return len(found) - len(rejected), rejected


@pytest.mark.parametrize(
    ("name", "records", "rejected"),
    [
        ("aucklandmuseum/search_page.json", 1, []),
        ("brooklynmuseum/object_detail.json", 1, []),
        ("brooklynmuseum/search_page.json", 0, ["missing_license"]),
        ("clevelandmuseum/page.json", 1, []),
        ("clevelandmuseum/empty_page.json", 0, []),
        ("justtakeitfree/page.json", 1, []),
        ("met/object.json", 3, []),
        ("museumsvictoria/record.json", 2, ["not_openly_licensed"] * 2),
        ("nappy/page.json", 3, []),
        ("nypl/item_details.json", 2, []),
        ("phylopic/first_page.json", 0, []),
        ("phylopic/record.json", 1, []),
        ("rawpixel/page.json", 1, []),
        ("wikimedia/audio_page_imageinfo.json", 0, ["missing_license"]),
        ("wikimedia/continuation_1.json", 9, []),
        ("wikimedia/continuation_2.json", 0, ["missing_imageinfo"] * 9),
        ("wikimedia/continuation_3.json", 0, ["missing_imageinfo"] * 9),
    ],
)
def test_a_real_answer_becomes_records(
    shared: Path, name: str, records: int, rejected: list[str]
) -> None:
    folder = shared / "data" / "provider-responses"
    assert summary(folder, name) == (records, rejected)


@pytest.mark.parametrize(
    "name",
    ["brooklynmuseum/error.json", "nypl/search.json"],
)
def test_a_real_answer_without_records_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(UsageError):
        summary(shared / "data" / "provider-responses", name)
