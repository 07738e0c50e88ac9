from pathlib import Path

import pytest

from catalog.errors import CatalogError, UsageError
from catalog.ingestion.skippable_errors import KnownError, read_known_errors, skipper


def test_known_errors_are_read_and_matched_in_any_case(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text('[{"provider": "fake", "issue": "https://e.org/1", "predicate": "No Such"}]')
    known = read_known_errors(str(file))
    assert known == [KnownError("fake", "https://e.org/1", "No Such")]
    skip = skipper("fake", known, everything=False)
    assert skip(CatalogError("there is no such page"))
    assert not skip(CatalogError("busy"))
    assert not skipper("other", known, everything=False)(CatalogError("no such page"))


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        '{"a": 1}',
        '[{"provider": "fake"}]',
        '[{"provider":"a","issue":"1","predicate":"x"}]',
    ],
)
def test_a_list_of_known_errors_without_issues_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(UsageError):
        read_known_errors(str(file))
