from datetime import date
from pathlib import Path

import pytest

from catalog.ingestion import seen_ids
from catalog.ingestion.seen_ids import Seen, Target
from catalog.landing import write_landing_file
from catalog.providers.registry import provider

DAY = date(2026, 11, 3)


def test_an_id_is_seen_once_for_each_media_type(tmp_path: Path) -> None:
    seen = Seen(provider("wikimedia"), Target(output=str(tmp_path), day=DAY), 0)
    answers = [
        seen.before("image", "7"),
        seen.before("audio", "7"),
        seen.before("image", "7"),
        seen.before("image", "8"),
    ]
    assert answers == [False, False, True, False]


def test_only_the_newest_ids_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_ids, "REMEMBERED", 2)
    seen = Seen(provider("met"), Target(output=str(tmp_path), day=DAY), 0)
    asked = ["1", "2", "2", "3", "2", "3", "1"]
    assert [seen.before("image", each) for each in asked] == [
        False,
        False,
        True,
        False,
        True,
        True,
        False,
    ]


def test_what_was_written_before_a_step_is_seen_and_what_came_after_is_not(tmp_path: Path) -> None:
    met, target = provider("met"), Target(output=str(tmp_path), day=DAY)
    for step in range(3):
        row = {"foreign_identifier": str(step)}
        write_landing_file(target.file(met, "image", step), "image", [row])
    seen = Seen(met, target, 2)
    assert [seen.before("image", each) for each in ("0", "1", "2")] == [True, True, False]
