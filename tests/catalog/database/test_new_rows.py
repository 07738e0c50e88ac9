"""A file into a table that has others: which rows are copied at once, and what that leaves."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.database import loader, staged_merge
from catalog.database.connection import Connection, connect
from catalog.database.deletion import delete
from catalog.database.errors import BusyError
from catalog.database.locks import changing_rules
from catalog.database.selection import by_condition
from catalog.database.source_files import source_files
from catalog.landing import write_landing_file
from catalog.records import Row, columns_of
from tests.catalog.database.loading import (
    crawl_csv,
    fates,
    image,
    landing,
    load,
    note_ways,
    rejections,
    stored,
)
from tests.conftest import copied_database

pytestmark = pytest.mark.postgres
TITLES = ("foreign_identifier", "title")


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return note_ways(monkeypatch)


@pytest.fixture
def filled(database: str, tmp_path: Path) -> str:
    """Return the URL of a database in which there are image 0 and, deleted, image 9."""
    load(database, landing(tmp_path / "0.parquet", [image(0), image(9)]))
    with connect(database, autocommit=True) as connection:
        nine = by_condition("image", "foreign_identifier = '9'", name="nine")
        delete(connection, "image", nine, reason="asked for")
    return database


def test_new_rows_are_copied_into_a_table_that_has_others(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    rows = [image(n, provider="smk", source="smk", tags=["rain"]) for n in range(1, 7)]
    report = load(filled, landing(tmp_path / "1.parquet", rows))
    assert (fates(report), ways) == ((6, 6, 0, 0), ["add"])
    moments = "created_on = updated_on AND created_on = last_synced_with_source"
    moments += " AND NOT removed_from_source AND standardized_popularity IS NULL"
    found = connection.execute(
        f"SELECT identifier, {moments}, tags FROM image WHERE provider = 'smk' ORDER BY identifier"
    ).fetchall()
    tags = [{"name": "rain", "provider": "smk"}]
    assert [row[1:] for row in found] == [(True, tags)] * 6
    identifiers = [row[0] for row in found]
    assert {one.version for one in identifiers} == {4}
    inserted = "SELECT identifiers FROM record_change WHERE kind = 'inserted' ORDER BY id DESC"
    (noted,) = connection.execute(inserted).fetchone() or ([],)
    assert sorted(noted) == identifiers
    seen = "SELECT cardinality(keys) FROM seen_keys WHERE file LIKE '%1.parquet'"
    assert connection.execute(seen).fetchone() == (6,)
    assert fates(load(filled, tmp_path / "1.parquet")) == (6, 0, 0, 6)
    assert ways == ["add", "merge"]


def test_of_a_file_that_has_both_known_rows_are_merged_and_refused_ones_told_by_line(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    moved = "https://img.example.org/moved.jpg"
    rows = [
        *(image(n) for n in range(20, 30)),
        image(0, title="Newer", url=moved),
        image(1, url=image(0)["url"]),  # takes the URL that the row before gives up
        image(2, title="older"),
        image(9),
        image(3, url="http://img.example.org/9.jpg"),
        image(2, title="newer"),
    ]
    path = landing(tmp_path / "1.parquet", rows)
    report = load(filled, path, rejected=tmp_path / "rejected.jsonl")
    assert (fates(report), ways) == ((16, 12, 1, 0), ["add"])
    assert (report.duplicate_ids, report.rejected) == (1, {"deleted": 2})
    told = [(one["line"], one["reason"]) for one in rejections(tmp_path / "rejected.jsonl")]
    assert told == [(13, "duplicate_id"), (14, "deleted"), (15, "deleted")]
    assert stored(connection, *TITLES, "url")[:3] == [
        ("0", "Newer", moved),
        ("1", "Title 1", image(0)["url"]),
        ("2", "newer", image(2)["url"]),
    ]


def test_a_row_that_is_not_as_clean_as_its_file_says_is_cleaned_and_merged(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    rows = [image(n, title=f"Title  {n} <b>") for n in range(1, 4)]
    names = {column.name for column in columns_of("image")}
    given_rows: list[Row] = [dict.fromkeys(names) | row for row in rows]
    write_landing_file(str(tmp_path / "1.parquet"), "image", given_rows)
    assert fates(load(filled, tmp_path / "1.parquet")) == (3, 3, 0, 0)
    assert (ways, stored(connection, "title")[1:]) == (
        ["merge"],
        [("Title 1",), ("Title 2",), ("Title 3",)],
    )


def test_new_rows_of_a_provider_whose_works_are_scored_are_scored(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    connection.execute(
        "UPDATE popularity_metric SET value = 10, constant = 2 WHERE provider = 'flickr'"
    )
    rows = [image(1, meta_data={"views": "6"}), image(2, meta_data={"views": 10}), image(3)]
    load(filled, landing(tmp_path / "1.parquet", rows))
    scores = "standardized_popularity"
    assert (ways, stored(connection, scores)[1:]) == (["add"], [(0.75,), (0.85,), (None,)])


def test_a_work_that_was_in_doubt_and_comes_back_lives_again(
    filled: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute(
        "INSERT INTO record_life (media_type, identifier, provider, key, state, reason)"
        " VALUES ('image', gen_random_uuid(), 'flickr', hashtextextended('1', 0), 'suspect',"
        " 'not_seen')"
    )
    load(filled, landing(tmp_path / "1.parquet", [image(1), image(2), image(3)]))
    assert connection.execute("SELECT state FROM record_life").fetchone() == ("live",)


def test_of_two_loads_at_once_that_claim_a_url_for_two_providers_the_second_is_refused(
    filled: str,
    connection: Connection,
    tmp_path: Path,
    ways: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = {"provider": "smk", "source": "smk"}
    first = landing(tmp_path / "first.parquet", [image(n) for n in range(1, 4)])
    second = landing(
        tmp_path / "second.parquet", [image(n, **others) for n in (7, 8)] + [image(3, **others)]
    )
    is_written, may_commit = threading.Event(), threading.Event()

    def hold(_connection: Connection, report: Any, _options: Any) -> None:
        if report.file == str(first):
            is_written.set()
            may_commit.wait(300)

    monkeypatch.setattr(staged_merge, "BEFORE_COMMIT", (hold, *staged_merge.BEFORE_COMMIT))
    with ThreadPoolExecutor(2) as pool:
        loads = [pool.submit(load, filled, first)]
        assert is_written.wait(300)
        loads.append(pool.submit(load, filled, second))
        # Its row waits for the other's in the index.
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"
        while connection.execute(waiting).fetchone() == (0,):
            time.sleep(0.01)
        may_commit.set()
    reports = [one.result() for one in loads]
    assert [fates(report) for report in reports] == [(3, 3, 0, 0), (3, 2, 0, 0)]
    assert (reports[1].duplicate_urls, ways) == (1, ["add", "merge"])


def test_a_file_that_is_replaced_once_its_keys_were_read_brings_nothing_deleted_back(
    filled: str,
    connection: Connection,
    tmp_path: Path,
    ways: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(filled, landing(tmp_path / "0.parquet", [image(3)]))
    third = by_condition("image", "foreign_identifier = '3'", name="w.sql")
    delete(connection, "image", third, reason="asked for")
    path = landing(tmp_path / "1.parquet", [image(n) for n in range(10, 14)])
    other = landing(tmp_path / "2.parquet", [image(n) for n in (3, 11, 12, 13)])
    read = loader.find_apart

    def replaced(*where: Any) -> Any:
        found = read(*where)
        other.replace(path)
        return found

    monkeypatch.setattr(loader, "find_apart", replaced)
    ways.clear()
    report = load(filled, path)
    assert (fates(report), report.rejected, ways) == ((4, 3, 0, 0), {"deleted": 1}, ["merge"])


def test_who_deletes_while_new_rows_are_copied_waits_for_them(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    landing(tmp_path / "1.parquet", [image(1), image(2)])
    (source,) = source_files(str(tmp_path / "1.parquet"))
    refused: list[str] = []

    def remove(phase: str, _rows: int) -> None:
        if phase == "read":
            with pytest.raises(BusyError), changing_rules(connection, 50):
                raise AssertionError("nobody holds the rules")
            refused.append(phase)

    report = loader.load_file(filled, source, progress=remove)
    assert (fates(report), ways, refused) == ((2, 2, 0, 0), ["add"], ["read"])


def test_a_deletion_that_comes_before_the_answer_keeps_the_row_out(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    path = landing(tmp_path / "1.parquet", [image(n) for n in range(1, 5)])
    columns = (
        "identifier, created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source"
    )
    with ThreadPoolExecutor(1) as pool, changing_rules(connection):
        loading = pool.submit(load, filled, path)
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while connection.execute(waiting).fetchone() == (0,):
            time.sleep(0.01)
        connection.execute(
            f"INSERT INTO deleted_image ({columns}, deleted_reason) SELECT gen_random_uuid(),"
            " created_on, updated_on, provider, source, '2', foreign_landing_url,"
            " 'https://img.example.org/2.jpg', license, license_version, FALSE, 'asked for'"
            " FROM image"
        )
    report = loading.result()
    assert (fates(report), report.rejected, ways) == ((4, 3, 0, 0), {"deleted": 1}, ["add"])


KILLED = """
import os, sys
from catalog.database import loader
from catalog.database.source_files import source_files
(source,) = source_files(sys.argv[1])
ask = loader.find_apart
def find_apart(*given):
    ask(*given)
    os._exit(9)
if sys.argv[3] == "asked":
    loader.find_apart = find_apart
die_at = lambda phase, _: phase == sys.argv[3] and os._exit(9)
loader.load_file(sys.argv[2], source, progress=die_at)
"""


@pytest.mark.parametrize("moment", ["asked", "read", "merge"])
def test_a_load_that_is_killed_leaves_none_of_its_new_rows_and_no_lock(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str], moment: str
) -> None:
    path = landing(tmp_path / "1.parquet", [image(n) for n in range(1, 20)])
    command = [sys.executable, "-c", KILLED, str(path), filled, moment]
    assert subprocess.run(command, check=False).returncode == 9
    assert stored(connection, *TITLES) == [("0", "Title 0")]
    ways.clear()
    report = load(filled, path)
    assert ((report.inserted, report.rejected), ways) == ((18, {"deleted": 1}), ["add"])


def test_without_its_indexes_nothing_is_told_to_be_new(
    filled: str, connection: Connection, tmp_path: Path, ways: list[str]
) -> None:
    connection.execute("DROP INDEX image_url_key")
    report = load(filled, landing(tmp_path / "1.parquet", [image(1), image(2)]))
    assert (fates(report), ways) == ((2, 2, 0, 0), ["merge"])


NUMBERS = st.integers(0, 9)
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
            "meta_data": st.integers(1, 9).map(lambda views: {"views": views}),
            "creator": st.just("X"),
            "provider": st.just("smk"),
            "filetype": st.just("png"),
        },
    ),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ROWS, min_size=1, max_size=4), st.lists(ROWS, min_size=4, max_size=12))
def test_a_file_leaves_in_a_table_what_merging_every_row_of_it_leaves(
    server_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Row],
    given_rows: list[Row],
) -> None:
    folder = tmp_path_factory.mktemp("files")
    older = crawl_csv(folder / "older.csv", before)
    newer = landing(folder / "newer.parquet", given_rows)
    names = [column.name for column in columns_of("image")]
    found = []
    with copied_database(server_dir) as url, connect(url, autocommit=True) as connection:
        connection.execute(
            "UPDATE popularity_metric SET value = 5, constant = 2 WHERE provider = 'flickr'"
        )
        for largest in (loader.LARGEST_FILLED, 0):
            connection.execute("TRUNCATE image, load_count, load_history")
            load(url, older, media_type="image")
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(loader, "LARGEST_FILLED", largest)
                rejected = folder / f"rejected.{largest}"
                report = load(url, newer, rejected=rejected, max_renumbered=1)
            told = (fates(report), report.rejected, report.duplicate_ids, report.duplicate_urls)
            lines = rejected.read_text() if rejected.exists() else ""
            rows = stored(connection, *names, "standardized_popularity")
            found.append((told, lines, rows))
    assert found[0] == found[1]
