"""One file into an empty table: when it is copied at once, and what that leaves."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.database import loader
from catalog.database.connection import Connection, connect
from catalog.database.deletion import delete
from catalog.database.errors import DatabaseError
from catalog.database.selection import by_condition
from catalog.records import MEDIA_TYPES, MediaType, Row, columns_of
from tests.catalog.database.loading import (
    audio,
    crawl_csv,
    fates,
    image,
    landing,
    load,
    note_ways,
    stored,
)
from tests.conftest import copied_database

pytestmark = pytest.mark.postgres
ROW: dict[MediaType, Callable[..., Row]] = {"image": image, "audio": audio}
UNIQUE = (
    "SELECT indexname, indexdef, conname FROM pg_indexes"
    " LEFT JOIN pg_constraint ON conname = indexname WHERE tablename = %s ORDER BY indexname"
)


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return note_ways(monkeypatch)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_file_is_copied_into_an_empty_table_whose_indexes_stay_as_they_were(
    media_type: MediaType,
    database: str,
    connection: Connection,
    tmp_path: Path,
    ways: list[str],
) -> None:
    before = connection.execute(UNIQUE, [media_type]).fetchall()
    path = landing(tmp_path / "1.parquet", [ROW[media_type](n) for n in range(40)], media_type)
    assert fates(load(database, path)) == (40, 40, 0, 0)
    assert ways == ["fill"]
    assert connection.execute(UNIQUE, [media_type]).fetchall() == before
    told = "SELECT relallvisible = relpages, reltuples FROM pg_class WHERE relname = %s"
    assert connection.execute(told, [media_type]).fetchone() == (True, 40)  # no vacuum is due
    noted = "SELECT sum(cardinality(identifiers)) FROM record_change WHERE kind = 'inserted'"
    assert connection.execute(noted).fetchone() == (40,)
    assert connection.execute("SELECT cardinality(keys) FROM seen_keys").fetchone() == (40,)
    assert fates(load(database, path)) == (40, 0, 0, 40)
    assert ways == ["fill", "merge"]


def test_an_index_that_its_definition_does_not_tell_whole_stays(
    database: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    for said in (
        "CREATE UNIQUE INDEX known_by ON image (identifier, provider)",
        "ALTER TABLE image REPLICA IDENTITY USING INDEX known_by",
        "ALTER TABLE image CLUSTER ON image_record_key",
        "COMMENT ON INDEX image_url_key IS 'ours'",
        "CREATE INDEX titles ON image (lower(title)) WITH (fillfactor = 70)",
        "CREATE INDEX creators ON image (lower(creator))",
        "ALTER INDEX creators ALTER COLUMN 1 SET STATISTICS 500",
    ):
        connection.execute(said)
    told = (
        "SELECT indexrelid::regclass::text, indisreplident, indisclustered, reloptions,"
        " obj_description(indexrelid, 'pg_class'), (SELECT NULLIF(attstattarget, -1)"
        " FROM pg_attribute WHERE attrelid = indexrelid AND attnum = 1)"
        " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
        " WHERE indrelid = 'image'::regclass ORDER BY 1"
    )
    before = connection.execute(told).fetchall()
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in range(40)]))
    assert ways == ["fill"]
    assert connection.execute(told).fetchall() == before
    assert before == [
        ("creators", False, False, None, None, 500),
        ("image_identifier_key", False, False, None, None, None),
        ("image_record_key", False, True, None, None, None),
        ("image_url_key", False, False, None, "ours", None),
        ("known_by", True, False, None, None, None),
        ("titles", False, False, ["fillfactor=70"], None, None),
    ]


def test_a_database_that_is_published_whole_is_loaded_all_the_same(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute("CREATE PUBLICATION every FOR ALL TABLES")
    path = landing(tmp_path / "1.parquet", [image(n) for n in range(40)])
    assert [fates(load(database, path)) for _ in range(2)] == [(40, 40, 0, 0), (40, 0, 0, 40)]
    without_key = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p'"
        " AND relnamespace = 'public'::regnamespace AND relreplident <> 'f' AND NOT EXISTS"
        " (SELECT FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)"
    )
    assert connection.execute(without_key).fetchall() == []


def test_a_refusal_of_the_server_is_told_as_one_and_not_as_a_lost_connection(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute("ALTER TABLE seen_keys REPLICA IDENTITY NOTHING")
    connection.execute("CREATE PUBLICATION of_one FOR TABLE seen_keys")
    path = landing(tmp_path / "1.parquet", [image(1)])
    with pytest.raises(
        DatabaseError, match="^the database refused: cannot delete from .*seen_keys"
    ):
        load(database, path)
    assert connection.execute("SELECT count(*) FROM image").fetchone() == (0,)


def test_a_record_is_created_updated_and_seen_at_the_moment_of_its_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    moments = "created_on = updated_on, created_on = last_synced_with_source, removed_from_source"
    (found,) = stored(connection, moments, "created_on", "standardized_popularity")
    assert (found[:3], found[4]) == ((True, True, False), None)
    loaded = connection.execute("SELECT first_seen_on FROM seen_batch").fetchone()
    assert loaded == (found[3],)


def known_deletion(connection: Connection, url: str, folder: Path) -> None:
    load(url, landing(folder / "0.parquet", [image(1), image(8)]))
    delete(connection, "image", by_condition("image", "TRUE", name="all"), reason="asked for")


def known_creator(connection: Connection, _url: str, _folder: Path) -> None:
    connection.execute(
        "INSERT INTO denied_creator (provider, creator, reason) VALUES ('flickr', 'X', 'asked')"
    )


def known_score(connection: Connection, _url: str, _folder: Path) -> None:
    connection.execute(
        "UPDATE popularity_metric SET value = 10, constant = 2 WHERE provider = 'flickr'"
    )


def known_links(connection: Connection, _url: str, _folder: Path) -> None:
    connection.execute(
        "INSERT INTO image_inlink (url_key, inlinks, inlink_hosts, crawl)"
        " VALUES (url_key('https://img.example.org/1.jpg'), 3, 2, 'CC-MAIN-2026-30')"
    )


def reference(connection: Connection, _url: str, _folder: Path) -> None:
    connection.execute("CREATE TABLE mine (id uuid REFERENCES image (identifier))")


@pytest.mark.parametrize(
    ("prepare", "way", "expected"),
    [
        (known_deletion, "add", [("2", None, None)]),
        (known_creator, "merge", [("2", None, None)]),
        (known_score, "add", [("1", 5 / 7, None), ("2", None, None)]),
        (known_links, "add", [("1", None, 3), ("2", None, None)]),
        (reference, "add", [("1", None, None), ("2", None, None)]),
    ],
)
def test_new_rows_are_compared_with_what_is_known_of_records_that_are_not_there(
    database: str,
    connection: Connection,
    tmp_path: Path,
    ways: list[str],
    prepare: Callable[[Connection, str, Path], None],
    way: str,
    expected: list[tuple[object, ...]],
) -> None:
    prepare(connection, database, tmp_path)
    ways.clear()
    rows = [image(1, creator="X", meta_data={"views": 5}), image(2)]
    load(database, landing(tmp_path / "1.parquet", rows))
    assert ways == [way]
    links = "(meta_data ->> 'inlinks')::integer"
    assert stored(connection, "foreign_identifier", "standardized_popularity", links) == expected


def test_a_first_load_while_somebody_reads_the_table_waits_for_nobody(
    database: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    with connection.transaction():
        connection.execute("SELECT FROM image")
        report = load(database, landing(tmp_path / "1.parquet", [image(1)]))
    assert (fates(report), ways) == ((1, 1, 0, 0), ["add"])


@pytest.mark.parametrize(("limit", "most"), [("LARGEST_FILLED", 100), ("MOST_FILLED", 1)])
def test_a_large_file_keeps_nobody_out_for_long(
    database: str,
    tmp_path: Path,
    ways: list[str],
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
) -> None:
    monkeypatch.setattr(loader, limit, most)
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    assert fates(load(database, path)) == (2, 2, 0, 0)
    assert ways == ["merge"]


def test_a_row_that_the_database_refuses_is_told_as_when_it_is_merged(
    database: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    connection.execute("ALTER TABLE image ADD CONSTRAINT mine CHECK (title <> 'Title 2')")
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    with pytest.raises(DatabaseError, match='violates check constraint "mine"; nothing of'):
        load(database, path)
    assert (ways, stored(connection, "title")) == ([], [])


KILLED = """
import os, sys
from catalog.database import loader
from catalog.database.source_files import source_files
(source,) = source_files(sys.argv[1])
die_at = lambda phase, _: phase == sys.argv[3] and os._exit(9)
loader.load_file(sys.argv[2], source, progress=die_at)
"""


@pytest.mark.parametrize("phase", ["read", "merge"])
def test_a_first_load_that_is_killed_leaves_the_table_empty_with_its_indexes(
    database: str, connection: Connection, tmp_path: Path, ways: list[str], phase: str
) -> None:
    before = connection.execute(UNIQUE, ["image"]).fetchall()
    path = landing(tmp_path / "1.parquet", [image(n) for n in range(20)])
    command = [sys.executable, "-c", KILLED, str(path), database, phase]
    assert subprocess.run(command, check=False).returncode == 9
    assert stored(connection, "title") == []  # and waits for nobody
    assert connection.execute(UNIQUE, ["image"]).fetchall() == before
    assert connection.execute("SELECT count(*) FROM load_history").fetchone() == (0,)
    assert fates(load(database, path)) == (20, 20, 0, 0)
    assert ways == ["fill"]


NUMBERS = st.integers(0, 4)
ROWS = st.builds(
    lambda number, url, title, given: image(
        number, url=f"https://img.example.org/{url}.jpg", title=f"Title {title}", **given
    ),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.fixed_dictionaries(
        {},
        optional={
            "meta_data": st.just({"views": 7}),
            "tags": st.just(["rain"]),
            "license": st.sampled_from(["by-sa", "all rights reserved"]),
            "width": st.integers(1, 2**31),
            "source": st.just("nasa"),
        },
    ),
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_a_file_leaves_in_an_empty_table_what_merging_it_leaves(
    server_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
    given_rows: list[Row],
) -> None:
    path = crawl_csv(tmp_path_factory.mktemp("files") / "image.csv", given_rows)
    names = [column.name for column in columns_of("image")]
    found = []
    for largest in (loader.LARGEST_FILLED, 0):
        with (
            copied_database(server_dir) as url,
            connect(url, autocommit=True) as connection,
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr(loader, "LARGEST_FILLED", largest)
            rejected = path.with_suffix(f".{largest}")
            try:
                report = load(url, path, media_type="image", rejected=rejected)
            except loader.TooManyRejectedError:
                told: tuple[object, ...] = ()
            else:
                told = (fates(report), report.rejected, report.duplicate_ids)
            lines = rejected.read_text() if rejected.exists() else ""
            found.append((told, lines, stored(connection, *names)))
    assert found[0] == found[1]
