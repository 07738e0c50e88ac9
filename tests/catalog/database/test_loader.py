import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.records import MEDIA_TYPES, Column, ColumnKind, MediaType, Merge, columns_of
from tests.catalog.database.loading import (
    audio,
    fates,
    image,
    landing,
    load,
    rejections,
    stored,
)

pytestmark = pytest.mark.postgres
BY_URL = "https://creativecommons.org/licenses/by/4.0/"


def merged(column: Column) -> str:
    name = column.name
    if name in {"source", "category", "ingestion_type"}:
        unless = f"s.assumed IS NULL OR '{name}' <> ALL(s.assumed)"
        return f"COALESCE(CASE WHEN {unless} THEN s.{name} END, m.{name})"
    if name == "filetype":
        unless = "s.assumed IS NULL OR 'filetype' <> ALL(s.assumed) OR url_key(s.url)"
        return f"COALESCE(CASE WHEN {unless} <> url_key(m.url) THEN s.{name} END, m.{name})"
    if name == "meta_data":
        return "merge_meta_data(m.meta_data, s.meta_data, 'license_url' = ANY(s.assumed)"
    functions = {
        (Merge.URL, ColumnKind.URL): f"merge_url(m.{name}, s.{name})",
        (Merge.MERGE_KEYS, ColumnKind.JSON): f"merge_objects(m.{name}, s.{name})",
        (Merge.TAGS, ColumnKind.TAGS): f"merge_tags(m.{name}, s.{name}, s.provider)",
        (Merge.UNITE, ColumnKind.TEXT_ARRAY): f"merge_texts(m.{name}, s.{name})",
        (Merge.UNITE, ColumnKind.FILES): f"merge_files(m.{name}, s.{name})",
    }
    return functions.get((column.merge, column.kind), f"COALESCE(s.{name}, m.{name})")


def flat(name: str) -> str:
    return " ".join(statement(name).split()).replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_column_is_staged_copied_compared_and_merged_by_its_strategy(
    media_type: MediaType,
) -> None:
    columns = columns_of(media_type)
    names = [column.name for column in columns]
    copied = flat(f"copy_staged_{media_type}").partition("(line, ")[2].partition(")")[0]
    assert copied.split(", ") == [*names, "assumed"]
    staged = flat(f"create_staged_{media_type}").partition("line bigint NOT NULL, ")[2]
    declared = staged.partition(") WITH (autovacuum_enabled = FALSE")[0].split(", ")
    assert [part.split()[0] for part in declared] == [*names, "assumed"]
    update = flat(f"update_{media_type}")
    assert [c.name for c in columns if f"{c.name} = {merged(c)}" not in update] == []
    compared = flat(f"match_{media_type}")
    assert [n for n in names if n != "provider" and f"m.{n}" not in compared] == []
    given = flat(f"insert_{media_type}").partition(f"INSERT INTO {media_type}")[2]
    assert re.findall(r"s\.(\w+),", given)[: len(names)] == names
    filled = flat(f"fill_{media_type}").partition(f"INSERT INTO {media_type}")[2]
    assert re.findall(r"s\.(\w+),", filled)[: len(names)] == names


def test_a_load_writes_whole_rows_and_says_what_it_did(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [
        image(
            1,
            title="A <b>bridge</b>",
            tags=["Rain", "by"],
            meta_data={"views": 7},
            width="640",
            filesize=5_000_000_000,
        ),
        image(2),
    ]
    report = load(database, landing(tmp_path / "flickr.parquet", rows))
    assert fates(report) == (2, 2, 0, 0)
    assert (report.media_type, report.rejected, report.duplicate_ids) == ("image", {}, 0)
    columns = ("foreign_identifier", "title", "tags", "meta_data", "width", "filesize", "url")
    assert stored(connection, *columns, "filetype", "removed_from_source") == [
        (
            "1",
            "A bridge",
            [{"name": "Rain", "provider": "flickr"}],
            {"views": 7, "license_url": BY_URL, "raw_license_url": BY_URL},
            640,
            5_000_000_000,
            "https://img.example.org/1.jpg",
            "jpg",
            False,
        ),
        (
            "2",
            "Title 2",
            None,
            {"license_url": BY_URL, "raw_license_url": BY_URL},
            None,
            None,
            "https://img.example.org/2.jpg",
            "jpg",
            False,
        ),
    ]


def test_a_recording_keeps_what_only_recordings_have(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    given = {
        "duration": 3_000_000_000,
        "genres": ["trip hop", "back\\slash, comma"],
        "audio_set": {"title": "Album", "foreign_identifier": "a1"},
        "alt_files": [{"url": "https://audio.example.org/1.ogg", "filetype": "ogg"}],
        "set_position": 3,
    }
    report = load(database, landing(tmp_path / "jamendo.parquet", [audio(1, **given)], "audio"))
    assert (report.media_type, fates(report)) == ("audio", (1, 1, 0, 0))
    columns = ("duration", "genres", "audio_set", "alt_files", "set_position")
    assert stored(connection, *columns, "audio_set_foreign_identifier", table="audio") == [
        (
            3_000_000_000,
            ["trip hop", "back\\slash, comma"],
            {"title": "Album", "foreign_identifier": "a1"},
            [{"url": "https://audio.example.org/1.ogg", "filetype": "ogg"}],
            3,
            "a1",
        )
    ]


def test_loading_a_file_again_rewrites_no_row(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [image(n, tags=["rain"], meta_data={"views": n}) for n in range(50)]
    path = landing(tmp_path / "flickr.parquet", rows)
    load(database, path)
    before = stored(connection, "xmin::text", "ctid::text", "updated_on", "identifier")
    assert fates(load(database, path)) == (50, 0, 0, 50)
    assert stored(connection, "xmin::text", "ctid::text", "updated_on", "identifier") == before


def test_the_newest_value_that_is_not_null_wins_and_the_moment_of_creation_stays(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(
        database, landing(tmp_path / "1.parquet", [image(1, title="Old", creator="Ann", width=10)])
    )
    before = stored(connection, "identifier", "created_on", "updated_on")
    changed = landing(tmp_path / "2.parquet", [image(1, title="New", creator=None, width=20)])
    assert fates(load(database, changed)) == (1, 0, 1, 0)
    assert stored(connection, "title", "creator", "width") == [("New", "Ann", 20)]
    after = stored(connection, "identifier", "created_on", "updated_on")
    assert after[0][:2] == before[0][:2]
    assert after[0][2] > before[0][2]


def test_a_null_takes_nothing_away(database: str, connection: Connection, tmp_path: Path) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1, creator="Ann", width=10)]))
    assert fates(load(database, landing(tmp_path / "2.parquet", [image(1)]))) == (1, 0, 0, 1)
    assert stored(connection, "creator", "width") == [("Ann", 10)]


MERGES = [
    (
        "meta_data",
        {"a": 1, "b": {"c": 1, "d": 2}},
        {"b": {"c": 3}, "e": None, "f": 4},
        {"a": 1, "b": {"c": 3}, "f": 4, "license_url": BY_URL, "raw_license_url": BY_URL},
    ),
    (
        "tags",
        [{"name": "old", "provider": "flickr"}, {"name": "cat", "provider": "rekognition"}],
        [{"name": "new", "provider": "flickr"}],
        [{"name": "new", "provider": "flickr"}, {"name": "cat", "provider": "rekognition"}],
    ),
    (
        "tags",
        [{"name": "cat", "provider": "rekognition", "accuracy": 0.9}],
        [{"name": "cat", "provider": "rekognition", "accuracy": 0.95}],
        [{"name": "cat", "provider": "rekognition", "accuracy": 0.95}],
    ),
    (
        "tags",
        [{"name": "old", "provider": "flickr"}],
        None,
        [{"name": "old", "provider": "flickr"}],
    ),
    (
        "url",
        "http://a.example.org/1.jpg",
        "https://a.example.org/1.jpg",
        "https://a.example.org/1.jpg",
    ),
    (
        "url",
        "https://a.example.org/1.jpg",
        "http://a.example.org/1.jpg",
        "https://a.example.org/1.jpg",
    ),
    (
        "url",
        "https://a.example.org/1.jpg",
        "https://a.example.org/2.jpg",
        "https://a.example.org/2.jpg",
    ),
]


@pytest.mark.parametrize(("column", "old", "new", "expected"), MERGES)
def test_a_column_of_an_image_merges_as_it_should(
    column: str,
    old: Any,
    new: Any,
    expected: Any,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1, **{column: old})]))
    path = landing(tmp_path / "2.parquet", [image(1, **{column: new})])
    load(database, path)
    assert stored(connection, column) == [(expected,)]
    assert fates(load(database, path)) == (1, 0, 0, 1)


AUDIO_MERGES = [
    ("genres", ["rock", "pop"], ["jazz", "pop"], ["rock", "pop", "jazz"]),
    (
        "alt_files",
        [
            {"url": "https://a.example.org/1.ogg", "filesize": 1},
            {"url": "https://a.example.org/1.wav", "filesize": 2},
        ],
        [{"url": "https://a.example.org/1.ogg", "filesize": 3}],
        [
            {"url": "https://a.example.org/1.ogg", "filesize": 3, "filetype": "ogg"},
            {"url": "https://a.example.org/1.wav", "filesize": 2, "filetype": "wav"},
        ],
    ),
    (
        "audio_set",
        {"title": "Old", "foreign_identifier": "1"},
        {"title": "New"},
        {"title": "New", "foreign_identifier": "1"},
    ),
]


@pytest.mark.parametrize(("column", "old", "new", "expected"), AUDIO_MERGES)
def test_a_column_of_a_recording_merges_as_it_should(
    column: str,
    old: Any,
    new: Any,
    expected: Any,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    load(database, landing(tmp_path / "1.parquet", [audio(1, **{column: old})], "audio"))
    path = landing(tmp_path / "2.parquet", [audio(1, **{column: new})], "audio")
    load(database, path)
    assert stored(connection, column, table="audio") == [(expected,)]
    assert fates(load(database, path)) == (1, 0, 0, 1)


def test_a_record_that_is_seen_again_revives(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    load(database, path)
    connection.execute("UPDATE image SET removed_from_source = TRUE WHERE foreign_identifier = '1'")
    assert fates(load(database, path)) == (2, 0, 1, 1)
    assert stored(connection, "removed_from_source") == [(False,), (False,)]


def test_of_rows_with_one_id_the_last_counts_and_the_others_are_reported(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [image(1, title="First"), image(2), image(1, title="Last")]
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, landing(tmp_path / "1.parquet", rows), rejected=rejected)
    assert (fates(report), report.duplicate_ids) == ((3, 2, 0, 0), 1)
    assert stored(connection, "title") == [("Last",), ("Title 2",)]
    assert rejections(rejected) == [
        {
            "line": 1,
            "reason": "duplicate_id",
            "provider": "flickr",
            "foreign_identifier": "1",
            "url": "https://img.example.org/1.jpg",
            "other_line": 3,
            "other_provider": "flickr",
            "other_foreign_identifier": "1",
        }
    ]


def test_a_url_of_another_record_keeps_its_record_and_both_ids_are_reported(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    url = "https://img.example.org/shared.jpg"
    load(database, landing(tmp_path / "1.parquet", [image(1, url=url)]))
    rows = [image(2, url=url.replace("https", "http")), image(1, url=url, title="Mine")]
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, landing(tmp_path / "2.parquet", rows), rejected=rejected)
    assert (fates(report), report.duplicate_urls) == ((2, 0, 1, 0), 1)
    assert stored(connection, "foreign_identifier", "title") == [("1", "Mine")]
    (told,) = rejections(rejected)
    assert (told["foreign_identifier"], told["other_foreign_identifier"]) == ("2", "1")
    assert told["reason"] == "duplicate_url"


def test_all_rows_that_claim_the_url_of_one_record_are_reported_with_that_record(
    database: str, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    url = "https://img.example.org/1.jpg"
    rows = [image(2, url=url), image(3, url=url, provider="met")]
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, landing(tmp_path / "2.parquet", rows), rejected=rejected)
    assert (fates(report), report.duplicate_urls) == ((2, 0, 0, 0), 2)
    names = ("line", "other_line", "other_provider", "other_foreign_identifier")
    assert [tuple(told.get(name) for name in names) for told in rejections(rejected)] == [
        (1, None, "flickr", "1"),
        (2, None, "flickr", "1"),
    ]


def test_one_url_and_id_under_another_provider_fails_no_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    report = load(database, landing(tmp_path / "2.parquet", [image(1, provider="met")]))
    assert (fates(report), report.duplicate_urls) == ((1, 0, 0, 0), 1)
    assert stored(connection, "provider") == [("flickr",)]


def test_of_new_rows_with_one_url_the_last_counts(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    url = "https://img.example.org/shared.jpg"
    rows = [image(n, url=url) for n in range(3)]
    report = load(database, landing(tmp_path / "1.parquet", rows))
    assert (fates(report), report.duplicate_urls) == ((3, 1, 0, 0), 2)
    assert stored(connection, "foreign_identifier") == [("2",)]


def test_records_of_one_file_may_exchange_their_urls(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    names = ["a", "b", "c"]
    rows = [image(n, url=f"https://img.example.org/{name}.jpg") for n, name in enumerate(names)]
    load(database, landing(tmp_path / "1.parquet", rows))
    turned = [image(n, url=f"https://img.example.org/{names[n - 1]}.jpg") for n in range(3)]
    path = landing(tmp_path / "2.parquet", [*turned, image(9, url="https://img.example.org/z.jpg")])
    assert fates(load(database, path)) == (4, 1, 3, 0)
    assert stored(connection, "foreign_identifier", "url") == [
        ("0", "https://img.example.org/c.jpg"),
        ("1", "https://img.example.org/a.jpg"),
        ("2", "https://img.example.org/b.jpg"),
        ("9", "https://img.example.org/z.jpg"),
    ]
    assert fates(load(database, path)) == (4, 0, 0, 4)


def test_a_url_that_is_handed_on_goes_to_the_new_record(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    moved = image(1, url="https://img.example.org/moved.jpg")
    heir = image(2, url="https://img.example.org/1.jpg")
    assert fates(load(database, landing(tmp_path / "2.parquet", [heir, moved]))) == (2, 1, 1, 0)
    assert stored(connection, "foreign_identifier", "url") == [
        ("1", "https://img.example.org/moved.jpg"),
        ("2", "https://img.example.org/1.jpg"),
    ]


def test_who_cannot_move_keeps_the_url_and_who_wanted_it_is_refused(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in (1, 2, 3)]))
    chain = [
        image(1, url="https://img.example.org/2.jpg"),
        image(2, url="https://img.example.org/3.jpg"),
    ]
    report = load(database, landing(tmp_path / "2.parquet", chain))
    assert (fates(report), report.duplicate_urls) == ((2, 0, 0, 0), 2)
    assert stored(connection, "url") == [(f"https://img.example.org/{n}.jpg",) for n in (1, 2, 3)]


def test_a_change_of_licence_is_kept_as_history_and_counted(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1), image(2)]))
    given = {"license": "cc0", "license_version": "1.0"}
    report = load(database, landing(tmp_path / "2.parquet", [image(1, **given), image(2)]))
    assert (fates(report), report.license_changes) == ((2, 0, 1, 1), 1)
    assert stored(connection, "old_license", "new_license", table="license_change") == [
        ("by", "cc0")
    ]


def test_the_moment_of_seeing_is_renewed_when_it_is_asked_for(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    load(database, path)
    connection.execute(
        "UPDATE image SET last_synced_with_source = now() - interval '40 days'"
        " WHERE foreign_identifier = '1'"
    )
    assert fates(load(database, path)) == (2, 0, 0, 2)
    assert fates(load(database, path, resync_after=timedelta(days=30))) == (2, 0, 1, 1)


def test_nothing_of_a_load_is_left_beside_the_tables(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    connection.execute("CREATE SCHEMA load_00000000000000ff CREATE TABLE staged (line bigint)")
    load(database, landing(tmp_path / "2.parquet", [image(2)]))
    left = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'load%'")
    assert left.fetchall() == []
