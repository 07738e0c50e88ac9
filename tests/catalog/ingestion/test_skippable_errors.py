from pathlib import Path

import pytest

from catalog.errors import UsageError
from catalog.ingestion.skippable_errors import KnownError, is_known, read_known_errors


def test_known_errors_are_read_and_matched_in_any_case(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text('[{"provider": "fake", "issue": "https://e.org/1", "predicate": "No Such"}]')
    known = read_known_errors(str(file))
    assert known == [KnownError("fake", "https://e.org/1", "No Such")]
    assert is_known("fake", known)("there is no such page")
    assert not is_known("fake", known)("busy")
    assert not is_known("other", known)("no such page")


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
