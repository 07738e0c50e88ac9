import pytest

from scripts import release

CHANGES = """# Changes

## 0.2.0 - 2026-12-01

### Added
- A library.

## 0.1.0

- First.
"""


def test_the_notes_of_a_version_are_what_the_changes_say_of_it() -> None:
    assert release.notes("0.2.0", CHANGES) == "### Added\n- A library."
    assert release.notes("0.1.0", CHANGES) == "- First."


def test_a_version_without_changes_is_not_released() -> None:
    with pytest.raises(SystemExit, match="CHANGELOG.md has no heading '## 0.3.0'"):
        release.notes("0.3.0", CHANGES)


def test_the_files_that_state_the_version_agree() -> None:
    assert release.version().count(".") == 2
