from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.cleaning import clean, clean_row
from catalog.records import MediaRecord
from tests.catalog.cleaning import records

IMAGE = replace(records.IMAGE, provider="met")
AUDIO = replace(records.AUDIO, provider="jamendo")


def lost(record: MediaRecord, **given: Any) -> dict[str, int]:
    dropped: Counter[str] = Counter()
    clean(replace(record, **given), dropped=dropped)
    return dict(dropped)


def lost_in_file(record: MediaRecord, **given: Any) -> dict[str, int]:
    dropped: Counter[str] = Counter()
    clean_row(clean(record) | given, record.media_type, dropped=dropped)
    return dict(dropped)


def test_what_could_not_be_kept_is_counted_by_column() -> None:
    dropped: Counter[str] = Counter()
    clean(replace(IMAGE, thumbnail="nope", width=-4, title="\0", tags=["by"]), dropped=dropped)
    clean(IMAGE, dropped=dropped)
    assert dropped == {
        "dropped.thumbnail": 1,
        "dropped.width": 1,
        "dropped.title": 1,
        "dropped.tags": 1,
    }


REPLACED = [
    ("meta_data", "{broken"),
    ("meta_data", '["a list"]'),
    ("meta_data", '"a text"'),
    ("tags", "[broken"),
    ("category", "painting"),
    ("source", "s" * 81),
    ("ingestion_type", "by hand"),
    ("filetype", "gizmo"),
]


@pytest.mark.parametrize(("column", "value"), REPLACED)
def test_a_value_in_whose_stead_another_is_stored_is_counted(column: str, value: str) -> None:
    assert lost_in_file(IMAGE, **{column: value}) == {f"dropped.{column}": 1}


def test_the_same_is_counted_in_a_record() -> None:
    given = {"category": "painting", "source": "s" * 81, "filetype": "gizmo", "meta_data": "text"}
    assert lost(IMAGE, **given) == {
        "dropped.category": 1,
        "dropped.source": 1,
        "dropped.filetype": 1,
        "dropped.meta_data": 1,
    }


def test_a_set_id_that_the_sets_own_replaces_is_counted() -> None:
    given = {
        "audio_set": {"foreign_identifier": "a"},
        "audio_set_foreign_identifier": "b" * 1001,
    }
    assert lost(AUDIO, **given) == {"dropped.audio_set_foreign_identifier": 1}


PARTS = [
    ("title", "t" * 5001),
    ("creator", "<b>" + "c" * 2001),
    ("tags", ["ruby", "by"]),
    ("tags", ["ruby", "x" * 1001]),
    ("tags", ["ruby", 5]),
    ("tags", [{"name": "cat", "accuracy": 2}]),
    ("tags", [{"name": "cat", "provider": "p" * 81}]),
    ("tags", ["ruby", {"label": "cat"}]),
    ("meta_data", {"a": 1, "b": float("nan")}),
    ("meta_data", {"a": {"b": {"c": b"bytes"}}}),
    ("meta_data", {"a": [1, b"bytes"]}),
    ("meta_data", {"a": "x" * 100_001}),
    ("meta_data", {"k" * 501: "a key that is too long"}),
    ("meta_data", {"raw_license_url": b"bytes"}),
    ("meta_data", {"raw_license_url": "https://example.org/" + "x" * 2000}),
    ("genres", ["rock", "g" * 81]),
    ("genres", ["rock", 7]),
    ("audio_set", {"title": "Album", "thumbnail": "nope"}),
    ("alt_files", [{"url": "https://example.org/1.ogg"}, {"url": "nope"}]),
    ("alt_files", [{"url": "https://example.org/1.ogg"}, {"filetype": "ogg"}]),
    ("alt_files", [{"url": "https://example.org/1.ogg", "filesize": "big"}]),
    ("alt_files", [{"url": "https://example.org/1.ogg", "filetype": "gizmo"}]),
]


@pytest.mark.parametrize(("column", "value"), PARTS)
def test_a_value_of_which_a_part_is_missing_is_counted(column: str, value: Any) -> None:
    assert lost(AUDIO, **{column: value}) == {f"dropped.part_of_{column}": 1}


KEPT = [
    ("title", " "),
    ("tags", [""]),
    ("audio_set", {"title": None}),
    ("title", "<b>File:</b> a\nb"),
    ("title", "<b></b>" * 800 + "short"),
    ("tags", ["Rain", "Rain ", "", None]),
    ("tags", [{"name": "cat", "provider": "machine", "accuracy": 0.9}, "cat"]),
    ("meta_data", {"views": 1, "none": None, "empty": {"list": [None, " "]}, " b ": "two\nlines"}),
    ("meta_data", {"day": date(2026, 11, 23), "price": Decimal("1.5"), "set": {"one"}}),
    ("meta_data", {"huge": 2**70, "list": [None, "", 1]}),
    ("genres", ["rock", "rock ", ""]),
    ("category", "Music "),
    ("ingestion_type", "common_crawl"),
    ("filetype", "audio/MPEG"),
    ("filesize", "1024.0"),
    ("creator_url", "example.org/ann"),
    ("audio_set", {"title": " Album ", "creator": None}),
    ("alt_files", [{"url": "HTTPS://example.org/1.ogg", "filetype": "OGA", "filesize": "7"}]),
]


@pytest.mark.parametrize(("column", "value"), KEPT)
def test_what_is_only_written_another_way_is_not_counted(column: str, value: Any) -> None:
    assert lost(AUDIO, **{column: value}) == {}


def test_a_genre_too_long_in_a_files_array_is_counted() -> None:
    assert lost_in_file(AUDIO, genres="{rock," + "g" * 81 + "}") == {"dropped.part_of_genres": 1}


def test_values_under_names_that_are_no_column_are_counted() -> None:
    given = {"titel": "Rosa", "remarks": None, "n" * 90: "x"}
    assert lost_in_file(IMAGE, **given) == {"dropped.titel": 1, "dropped." + "n" * 80: 1}
