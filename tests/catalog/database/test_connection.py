import os
import signal
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from catalog.database import migrate
from catalog.database.connection import Connection, connect, describe, without_secrets
from catalog.database.errors import MigrationError, UnreachableError, hint
from tests.catalog.database.loading import fates, image, landing, load, stored

SECRETS = [
    "postgresql://deploy:hunter%402@127.0.0.1:1/openledger",
    "postgresql://deploy@127.0.0.1:1/openledger?password=hunter%402",
    "host=127.0.0.1 port=1 user=deploy password=hunter@2",
    "postgresql://deploy:hunter%402@127.0.0.1:port/openledger",
    "postgresql://deploy:hunter%402@[127.0.0.1/openledger",
    "postgresql//deploy:hunter@2@127.0.0.1/openledger",
]


@pytest.mark.parametrize("url", SECRETS)
def test_no_password_is_in_an_error_or_its_traceback(url: str) -> None:
    with pytest.raises(UnreachableError) as caught:
        connect(url, timeout=1)
    shown = "".join(traceback.format_exception(caught.value))
    told = "".join(traceback.format_exception_only(caught.value))
    assert "hunter" not in told
    assert "hunter" not in shown.replace(url, "")
    assert caught.value.__context__ is None


def test_a_url_is_described_without_its_password() -> None:
    assert describe(SECRETS[0]) == "postgresql://deploy@127.0.0.1:1/openledger"


def test_a_password_is_removed_however_it_is_spelled() -> None:
    text = "FATAL: hunter@2 and hunter%402 in postgresql://deploy:hunter%402@127.0.0.1:1/openledger"
    assert without_secrets(text, SECRETS[0]) == "FATAL: *** and *** in ***"


@pytest.mark.postgres
def test_what_the_url_asks_for_stays(database: str) -> None:
    with connect(f"{database}&options=-csearch_path%3Dcatalog2%20-cwork_mem%3D9MB") as connection:
        shown = "SELECT current_setting('search_path'), current_setting('work_mem'),"
        shown += " current_setting('TimeZone'), current_setting('client_connection_check_interval')"
        assert connection.execute(shown).fetchone() == ("catalog2", "9MB", "UTC", "5s")


@pytest.mark.postgres
def test_limits_for_short_queries_end_no_job_and_those_of_the_url_stay(
    database: str, connection: Connection
) -> None:
    name = connection.info.dbname
    connection.execute(f"ALTER DATABASE {name} SET statement_timeout = '9s'")
    connection.execute(f"ALTER DATABASE {name} SET lock_timeout = '8s'")
    shown = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
    with psycopg.connect(database) as plain, connect(database) as ours:
        assert plain.execute(shown).fetchone() == ("9s", "8s")
        assert ours.execute(shown).fetchone() == ("0", "0")
    with connect(f"{database}&options=-cstatement_timeout%3D7s%20-clock_timeout%3D6s") as asked:
        assert asked.execute(shown).fetchone() == ("7s", "6s")


@pytest.mark.postgres
def test_how_values_are_written_and_who_is_hung_up_on_does_not_depend_on_the_database(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    name = urlsplit(database).path[1:]
    for setting in (
        "standard_conforming_strings = off",
        "quote_all_identifiers = on",
        "DateStyle = 'SQL, DMY'",
        "extra_float_digits = -10",
        "array_nulls = off",
        "bytea_output = escape",
        # Long enough for a busy machine to send its first statement.
        "idle_session_timeout = '1s'",
        "idle_in_transaction_session_timeout = '1s'",
    ):
        connection.execute(f"ALTER DATABASE {name} SET {setting}")  # type: ignore[arg-type]
    with connect(database) as other:
        query = "SELECT 1 / 7::float, '{NULL}'::text[], timestamptz '2026-02-01 10:00+00', '\\'"
        found = other.execute(query).fetchone()
        assert found == (1 / 7, [None], datetime(2026, 2, 1, 10, tzinfo=UTC), "\\")
        time.sleep(1.2)
        assert other.execute("SELECT 'image'::regclass::text").fetchone() == ("image",)
    rows = [image(n, title=r"a \b 'c'") for n in range(50)]
    file = landing(tmp_path / "1.parquet", rows)
    assert [fates(load(database, file)) for _ in range(2)] == [(50, 50, 0, 0), (50, 0, 0, 50)]
    assert stored(connection, "title")[0] == (r"a \b 'c'",)


@pytest.mark.postgres
def test_a_load_that_waited_sees_what_it_waited_for_whatever_the_database_usually_does(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    name = connection.info.dbname
    connection.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = serializable")
    connection.execute(f"ALTER DATABASE {name} SET lock_timeout = '1ms'")
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    path = landing(tmp_path / "2.parquet", [image(1, title="newer")])
    with ThreadPoolExecutor() as pool, connect(database) as other:
        other.execute("UPDATE image SET width = 7 WHERE foreign_identifier = '1'")
        loading = pool.submit(load, database, path, attempts=1)
        while not connection.execute("SELECT FROM pg_locks WHERE NOT granted").fetchall():
            time.sleep(0.05)
            assert not loading.done(), loading.result()
        other.commit()
        assert fates(loading.result()) == (1, 0, 1, 0)
    assert stored(connection, "title", "width") == [("newer", 7)]


@pytest.mark.postgres
def test_nothing_is_asked_at_the_start_that_a_pooler_refuses(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}
    original = psycopg.connect

    def spied(url: str, **given: object) -> object:
        asked.update(given)
        return original(url, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(psycopg, "connect", spied)
    connect(database).close()
    # PgBouncer knows these, and refuses `options` and every other setting.
    started = {"application_name", "client_encoding"}
    local = {"autocommit", "connect_timeout"} | {a for a in asked if "keepalive" in a or "tcp" in a}
    assert asked.keys() == started | local


SLEEP = """
import sys
from catalog.database.connection import connect
connection = connect(sys.argv[1])
connection.execute("SELECT pg_advisory_lock(1)")
print("locked", flush=True)
connection.execute("SELECT pg_sleep(600)")
"""


@pytest.mark.postgres
def test_the_server_gives_up_what_a_killed_client_asked_for(
    database: str, connection: Connection
) -> None:
    command = [sys.executable, "-c", SLEEP, database]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"locked\n"
        os.kill(client.pid, signal.SIGKILL)
    # What the client asked for would go on for ten minutes.
    connection.execute("SET statement_timeout = '300s'")
    connection.execute("SELECT pg_advisory_lock(1)")


class OldServer:
    class info:
        server_version = 130023


def test_a_server_that_is_too_old_is_told_in_one_sentence() -> None:
    with pytest.raises(MigrationError, match="needs PostgreSQL 14 or newer, and .* 13.23"):
        next(migrate.migrate(OldServer()))  # type: ignore[arg-type]


@pytest.mark.postgres
def test_a_database_that_cannot_hold_every_character_is_told_before_it_is_migrated(
    database: str,
) -> None:
    url = database.replace(urlsplit(database).path, "/latin", 1)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0"
            " LOCALE_PROVIDER libc LOCALE 'C'"
        )
        try:
            with (
                connect(url, autocommit=True) as latin,
                pytest.raises(MigrationError, match="needs a database in UTF8.* is in LATIN1"),
            ):
                list(migrate.migrate(latin))
        finally:
            connection.execute("DROP DATABASE latin WITH (FORCE)")


def test_a_session_that_a_pooler_gave_away_is_told_by_what_it_holds() -> None:
    told = hint(psycopg.errors.DuplicateTable('relation "tombstone" already exists'))
    assert told == "A pooler must leave a session to its client (PgBouncer: pool_mode = session)."
