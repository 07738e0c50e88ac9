"""An update of tables with rows ends as that of empty ones; meanwhile others read and write."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from catalog.cli import main
from catalog.database import locks, migrate, postgres_binaries, upgrade
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError
from tests.catalog.database.loading import fates, image, landing, load
from tests.conftest import copied_database

pytestmark = pytest.mark.postgres
ALL = migrate.migrations()
# From versions before each migration that reads whole tables, and from between them.
SELDOM = [pytest.param(number, marks=pytest.mark.slow) for number in (32, 33, 53, 98)]
VERSIONS = [20, 35, 71, 97, 100, *SELDOM]
ROWS = """
INSERT INTO {table} (
    identifier, created_on, updated_on, removed_from_source, license, license_version, provider,
    source, foreign_identifier, foreign_landing_url, url, title
)
SELECT
    md5(n::text)::uuid, '2020-01-01', '2020-01-01', false, 'by', '4.0', 'flickr', 'flickr',
    n::text, 'https://a.org/' || n, 'https://a.org/' || n || '.{kind}', 'Rain ' || n
FROM generate_series(1, {count}) AS n
"""


def old(connection: Connection, number: int, count: int = 300) -> None:
    """Make a database of an older version, with so many images and recordings."""
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    list(migrate.migrate(connection, [each for each in ALL if each.number <= number]))
    for table, kind in (("image", "jpg"), ("audio", "mp3")):
        query = ROWS.format(table=table, kind=kind, count=count)
        connection.execute(query)


def schema_of(url: str, server_dir: Path) -> str:
    dump = postgres_binaries.run(
        "pg_dump", "--schema-only", "--restrict-key=x", url, within=[server_dir]
    )
    assert "CREATE TABLE public.image" in dump
    return dump


@pytest.fixture(scope="module")
def newest(server_dir: Path) -> Iterator[str]:
    """Return the schema of a database that never had rows."""
    with copied_database(server_dir) as url, connect(url, autocommit=True) as connection:
        old(connection, ALL[-1].number, count=0)
        yield schema_of(url, server_dir)


@pytest.mark.parametrize("number", VERSIONS)
def test_an_update_of_tables_with_rows_ends_as_that_of_empty_ones(
    newest: str, database: str, connection: Connection, server_dir: Path, number: int
) -> None:
    old(connection, number)
    labels = [each.label for each in migrate.migrate(connection)]
    assert labels == [each.label for each in ALL if each.number > number]
    assert schema_of(database, server_dir) == newest
    assert migrate.is_current(connection)
    assert (migrate.broken_rules(connection), upgrade.unfinished(connection)) == ([], [])
    if number < 71:
        query = "SELECT media_type, sum(records) FROM search_queue GROUP BY 1 ORDER BY 1"
        assert connection.execute(query).fetchall() == [("audio", 300), ("image", 300)]


def test_rows_are_loaded_and_found_after_an_update(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    old(connection, 20)
    list(migrate.migrate(connection))
    rows = [image(n, url=f"https://a.org/{n}.jpg", title="Snow") for n in (1, 2, 301)]
    assert fates(load(database, landing(tmp_path / "1.parquet", rows))) == (3, 1, 2, 0)


BROKEN = "UPDATE image SET {} WHERE foreign_identifier = ANY(%s)"


def break_some(connection: Connection) -> None:
    """Give rows what rules repair, and rows what no rule can."""
    tags, ftp = '{"no": "list"}', "url = 'ftp://a.org/' || foreign_identifier"
    for change, which in (
        (f"tags = '{tags}', title = ' Snow'", ["5", "150", "151", "299"]),
        (ftp, ["7", "298"]),
        ("title = '  Hail', url = 'ftp://a.org/h'", ["8"]),
    ):
        connection.execute(BROKEN.format(change), [which])


REPAIRED = [
    ("5", None, "Snow"),
    ("150", None, "Snow"),
    ("151", None, "Snow"),
    ("299", None, "Snow"),
]


def test_rows_are_repaired_block_by_block_and_those_that_cannot_be_are_named(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upgrade, "BLOCKS_AT_ONCE", 2)
    old(connection, 20)
    break_some(connection)
    list(migrate.migrate(connection))
    query = (
        "SELECT foreign_identifier, tags, title FROM image WHERE title ~ 'Snow|Hail'"
        " ORDER BY foreign_identifier::int"
    )
    assert connection.execute(query).fetchall() == [
        ("5", None, "Snow"),
        ("8", None, "  Hail"),
        ("150", None, "Snow"),
        ("151", None, "Snow"),
        ("299", None, "Snow"),
    ]
    told = [rule.split()[4] for rule in migrate.broken_rules(connection)]
    assert told == ["image_url_shape_check", "image_values_check"]
    query = "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND NOT convalidated"
    assert connection.execute(query).fetchone() == (2,)
    assert "rows of image break image_values_check" in caplog.text
    assert changed(connection) == 4


def changed(connection: Connection) -> int:
    """Count the records whose repair the feed of changes tells."""
    query = "SELECT sum(cardinality(identifiers)) FROM record_change WHERE kind = 'changed'"
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


class Killed(BaseException):
    """As a kill of the client: nothing of ours runs after it."""


def killed_at(doing: str) -> Callable[[str], None]:
    def tell(told: str) -> None:
        if re.match(doing, told):
            raise Killed

    return tell


@pytest.mark.parametrize(
    "doing",
    [
        "building image_record_key",
        "building deleted_audio_record_key",
        "queueing audio",
        "checking audio",
        "checking image.* [5-9]",
        "reading image once more",
    ],
)
def test_an_update_that_was_killed_goes_on_where_it_was(
    newest: str,
    database: str,
    connection: Connection,
    server_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    doing: str,
) -> None:
    monkeypatch.setattr(upgrade, "BLOCKS_AT_ONCE", 2)
    monkeypatch.setattr(upgrade, "QUEUED_AT_ONCE", 100)
    old(connection, 20)
    break_some(connection)
    connection.execute("DELETE FROM image WHERE foreign_identifier = ANY('{7,8,298}')")
    with connect(database, autocommit=True) as killed, pytest.raises(Killed):
        list(migrate.migrate(killed, tell=killed_at(doing)))
    said: list[str] = []
    list(migrate.migrate(connection, tell=said.append))
    assert schema_of(database, server_dir) == newest
    query = "SELECT media_type, sum(records) FROM search_queue GROUP BY 1 ORDER BY 1"
    found: dict[str, int] = dict(connection.execute(query).fetchall())
    # Four records were repaired since they were queued, once each, which queues them anew.
    assert found == {"audio": 300, "image": 301}
    assert changed(connection) == 4
    if "checking image" in doing:
        shares = [int(each) for each in re.findall(r"checking image.* (\d+)%", "\n".join(said))]
        assert min(shares) > 50


def test_an_index_whose_building_was_cut_off_is_built_anew(
    database: str, connection: Connection
) -> None:
    old(connection, 20)
    with connect(database, autocommit=True) as killed, pytest.raises(Killed):
        list(migrate.migrate(killed, tell=killed_at("building audio_record_key")))
    # As PostgreSQL leaves an index that was being built concurrently.
    connection.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'image_record_key'::regclass"
    )
    list(migrate.migrate(connection))
    assert migrate.missing_keys(connection) == []


def test_what_is_left_when_the_time_is_over_is_told_and_does_not_keep_loads_away(
    database: str,
    connection: Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(upgrade, "BLOCKS_AT_ONCE", 2)
    old(connection, 97)
    list(migrate.migrate(connection, deadline=time.time() - 1))
    assert migrate.is_current(connection)
    query = "SELECT has_table_privilege('pg_monitor', 'upgrade_task', 'SELECT')"
    assert connection.execute(query).fetchone() == (True,)  # as anybody
    file = landing(tmp_path / "1.parquet", [image(1, url="https://a.org/1.jpg", title="Snow")])
    assert fates(load(database, file)) == (1, 0, 1, 0)

    run("db", "status", "--database-url", database)
    left = "rows of {} that were there before its newest rules are not all checked: "
    left += "`catalog db migrate` goes on with that.\n"
    assert capsys.readouterr().err == left.format("audio") + left.format("image")
    run("db", "migrate", "--database-url", database)
    run("db", "status", "--database-url", database)
    assert "not all checked" not in capsys.readouterr().err


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert not ended.value.code


def test_two_that_update_at_once_do_not_wait_for_one_another_for_good(
    database: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who builds an index concurrently waits for each statement that began before."""
    monkeypatch.setattr(locks, "_PATIENCE", 300)
    old(connection, 20)

    def update(_: int) -> int:
        with connect(database, autocommit=True) as migrator:
            return len(list(migrate.migrate(migrator)))

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(update, range(3))) == [0, 0, sum(m.number > 20 for m in ALL)]


def test_readers_go_on_while_an_update_waits_for_somebody_who_holds_a_table(
    database: str, connection: Connection
) -> None:
    old(connection, 97)
    waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'image'::regclass"
    with (
        connect(database) as holder,
        connect(database, autocommit=True) as migrator,
        ThreadPoolExecutor() as pool,
    ):
        holder.execute("SELECT count(*) FROM image")  # and does not end
        update = pool.submit(lambda: list(migrate.migrate(migrator)))
        while not connection.execute(waiting).fetchall():
            time.sleep(0.01)
            assert not update.done(), update.result()
        # Behind it: what waits for its lock gives up within a second, and asks again later.
        assert connection.execute("SELECT count(*) FROM image").fetchone() == (300,)
        assert not update.done()
        holder.rollback()
        missing = [each.number for each in migrate.migrations() if each.number > 97]
        assert [each.number for each in update.result()] == missing
    assert migrate.is_current(connection)


def test_who_holds_a_table_for_too_long_is_told_of(
    database: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old(connection, 97)
    original = locks.beside_loads
    monkeypatch.setattr(locks, "beside_loads", partial(original, patience=0))
    with connect(database) as holder:
        holder.execute("SELECT count(*) FROM image")
        told = r"0100_one_rule_for_values could not have its tables .* \(pg_stat_activity\)"
        with pytest.raises(BusyError, match=told):
            list(migrate.migrate(connection))
    list(migrate.migrate(connection))
    assert migrate.is_current(connection)


LOCKS = """
SELECT DISTINCT relation::regclass::text, mode FROM pg_locks
WHERE pid = %s AND granted AND relation::regclass::text IN ('image', 'audio', 'record_change')
AND mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock')
"""


def test_nothing_that_takes_long_locks_anybody_out(
    database: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "BLOCKS_AT_ONCE", 2)
    old(connection, 20)
    break_some(connection)
    told: list[tuple[str, list[tuple[str, str]]]] = []
    # What a statement does is looked at while it does it, from its last row or index entry.
    with connect(database, autocommit=True) as migrator:
        pid = migrator.info.backend_pid

        def tell(doing: str) -> None:
            told.append((doing, connection.execute(LOCKS, [pid]).fetchall()))

        list(migrate.migrate(migrator, tell=tell))
    assert [(doing, held) for doing, held in told if held] == []
    kinds = [re.sub(r"[\d.,%].*", "", doing).strip() for doing, _ in told]
    assert set(kinds) == {
        "building image_record_key",
        "building audio_record_key",
        "building deleted_image_record_key",
        "building deleted_audio_record_key",
        "queueing image for search:",
        "queueing audio for search:",
        "checking image",
        "checking audio",
        "reading image once more",
        "reading audio once more",
    }
