from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database import migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.errors import MigrationError
from catalog.records import COLUMNS, MEDIA_TYPES, ColumnKind, columns_of

pytestmark = pytest.mark.postgres

TYPES = {
    ColumnKind.TEXT: "text",
    ColumnKind.URL: "text",
    ColumnKind.INTEGER: "integer",
    ColumnKind.BIGINT: "bigint",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.JSON: "jsonb",
    ColumnKind.TAGS: "jsonb",
    ColumnKind.FILES: "jsonb",
    ColumnKind.TEXT_ARRAY: "text[]",
}
KEPT_BY_THE_DATABASE = {
    "identifier": "uuid",
    "created_on": "timestamp with time zone",
    "updated_on": "timestamp with time zone",
    "last_synced_with_source": "timestamp with time zone",
    "removed_from_source": "boolean",
    "standardized_popularity": "double precision",
}


def columns_in(connection: Connection, table: str) -> dict[str, str]:
    return dict(
        connection.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0",
            [table],
        ).fetchall()
    )


def limits_in(connection: Connection, table: str) -> dict[str, int]:
    return dict(
        connection.execute(
            r"SELECT m[1], m[2]::int FROM pg_constraint,"
            r" regexp_match(pg_get_constraintdef(oid), 'char_length\((\w+)\) <= (\d+)') m"
            r" WHERE conrelid = %s::regclass AND contype = 'c' AND m IS NOT NULL",
            [table],
        ).fetchall()
    )


def unique_in(connection: Connection, table: str) -> dict[str, str]:
    return dict(
        connection.execute(
            "SELECT indexname, regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes"
            " WHERE tablename = %s AND indexdef LIKE 'CREATE UNIQUE%%'",
            [table],
        ).fetchall()
    )


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_media_table_has_the_columns_of_the_record_and_the_databases_own(
    connection: Connection, media_type: str
) -> None:
    expected = {c.name: TYPES[c.kind] for c in COLUMNS if media_type in c.media}
    assert columns_in(connection, media_type) == expected | KEPT_BY_THE_DATABASE


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_deleted_table_has_the_same_columns_a_moment_a_reason_and_what_else_there_was(
    connection: Connection, media_type: str
) -> None:
    assert columns_in(connection, f"deleted_{media_type}") == columns_in(connection, media_type) | {
        "deleted_on": "timestamp with time zone",
        "deleted_reason": "text",
        "other_values": "jsonb",
    }


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_the_databases_limits_are_those_of_the_record(
    connection: Connection, media_type: str
) -> None:
    limited = {c.name: c.limit for c in COLUMNS if media_type in c.media and c.limit}
    limited.pop("genres", None)  # a limit for each genre, not for the array
    assert limits_in(connection, media_type) == limited


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_what_a_record_must_have_the_database_demands(
    connection: Connection, media_type: str
) -> None:
    demanded = connection.execute(
        "SELECT array_agg(attname::text) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull",
        [media_type],
    ).fetchone()
    required = {c.name for c in columns_of("image") if c.required}
    own = {"identifier", "created_on", "updated_on", "removed_from_source"}
    assert demanded is not None
    assert set(demanded[0]) == required | own


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_identifier_provider_id_and_url_are_unique(connection: Connection, media_type: str) -> None:
    assert unique_in(connection, media_type) == {
        f"{media_type}_identifier_key": "btree (identifier)",
        f"{media_type}_record_key": "btree (record_key(provider, foreign_identifier))",
        f"{media_type}_url_key": "btree (url_key(url))",
    }


def test_the_http_and_the_https_copy_of_a_url_have_one_key(connection: Connection) -> None:
    keys = connection.execute(
        "SELECT url_key('http://a.org/x') = url_key('https://a.org/x'),"
        " url_key('https://a.org/x') = url_key('https://a.org/y')"
    ).fetchone()
    assert keys == (True, False)


def test_a_url_of_any_length_can_be_unique(connection: Connection) -> None:
    insert = (
        "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source)"
        " SELECT now(), now(), 'p', 'p', %(id)s, 'https://a.org',"
        " 'https://a.org/' || (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 90) i),"
        " 'by', '4.0', false"
    )
    connection.execute(insert, {"id": "1"})
    with pytest.raises(psycopg.errors.UniqueViolation, match="image_url_key"):
        connection.execute(insert, {"id": "2"})


def test_a_licence_change_is_remembered_whoever_makes_it(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, meta_data)"
        " VALUES (now(), now(), 'met', 'met', '1', 'https://a.org', 'https://a.org/1.jpg',"
        """ 'cc0', '1.0', false, '{"license_url": "zero"}')"""
    )
    connection.execute("UPDATE image SET title = 'x', license = 'cc0'")
    connection.execute(
        """UPDATE image SET license = 'by', license_version = '4.0',"""
        """ meta_data = '{"license_url": "by"}'"""
    )
    changes = connection.execute(
        "SELECT media_type, provider, foreign_identifier, old_license, old_license_version,"
        " old_license_url, new_license, new_license_version, new_license_url FROM license_change"
    ).fetchall()
    assert changes == [("image", "met", "1", "cc0", "1.0", "zero", "by", "4.0", "by")]


def test_an_audio_set_is_described_by_its_newest_recording(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO audio (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, audio_set)"
        " SELECT now(), timestamptz '2026-01-01' + n * interval '1 day', 'jamendo', 'jamendo', n,"
        " 'https://a.org', 'https://a.org/' || n, 'by', '4.0', false,"
        " jsonb_build_object('foreign_identifier', 'album', 'title', 'title ' || n)"
        " FROM generate_series(1, 3) n"
    )
    rows = connection.execute(
        "SELECT foreign_identifier, title, provider FROM audioset_view"
    ).fetchall()
    assert rows == [("album", "title 3", "jamendo")]


@pytest.fixture
def empty(server_dir: Path, database: str) -> str:
    with connect(database, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return database


def test_migrating_twice_applies_each_once_and_records_it(empty: str) -> None:
    with connect(empty, autocommit=True) as connection:
        first = [migration.number for migration in migrate.migrate(connection)]
        second = [migration.number for migration in migrate.migrate(connection)]
        assert first == [migration.number for migration in migrate.migrations()]
        assert second == []
        assert migrate.is_current(connection)


def test_migrators_that_meet_do_not_clash(empty: str) -> None:
    def run(_: int) -> int:
        with connect(empty, autocommit=True) as connection:
            return len(list(migrate.migrate(connection)))

    with ThreadPoolExecutor(4) as pool:
        counts = sorted(pool.map(run, range(4)))
    assert counts == [0, 0, 0, len(migrate.migrations())]


def write(directory: Path, name: str, text: str) -> None:
    directory.mkdir(exist_ok=True)
    (directory / name).write_text(text)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("DROP INDEX image_url_key", "image (url_key(url))"),
        ("DROP INDEX audio_record_key", "audio (record_key(provider, foreign_identifier))"),
        ("ALTER TABLE image DROP CONSTRAINT image_identifier_key", "image (identifier)"),
        (
            "DROP INDEX image_url_key; CREATE UNIQUE INDEX image_url_key ON image (url)",
            "image (url_key(url))",
        ),
    ],
)
def test_an_index_by_which_rows_are_known_is_missed(
    change: str, missing: str, database: str, connection: Connection
) -> None:
    status = ["db", "status", "--database-url", database]
    assert migrate.missing_keys(connection) == []
    assert CliRunner().invoke(cli, status).exit_code == 0
    connection.execute(change)
    assert migrate.missing_keys(connection) == [missing]
    shown = CliRunner().invoke(cli, status)
    assert (shown.exit_code, f"index on {missing} is gone" in shown.output) == (1, True)


def test_a_failed_migration_leaves_nothing_of_itself_and_all_before_it(
    empty: str, tmp_path: Path
) -> None:
    write(tmp_path, "0001_good.sql", "CREATE TABLE good (a int);")
    write(tmp_path, "0002_bad.sql", "CREATE TABLE half (a int); SELECT 1 / 0;")
    with connect(empty, autocommit=True) as connection:
        with pytest.raises(MigrationError, match="0002_bad failed and was rolled back: division"):
            list(migrate.migrate(connection, migrate.migrations(tmp_path)))
        tables = connection.execute(
            "SELECT to_regclass('good')::text, to_regclass('half')::text"
        ).fetchone()
        assert tables == ("good", None)
        write(tmp_path, "0002_bad.sql", "CREATE TABLE whole (a int);")
        applied = list(migrate.migrate(connection, migrate.migrations(tmp_path)))
        assert [migration.number for migration in applied] == [2]


def test_a_migration_changed_after_it_was_applied_is_an_error(empty: str, tmp_path: Path) -> None:
    write(tmp_path, "0001_good.sql", "CREATE TABLE good (a int);")
    with connect(empty, autocommit=True) as connection:
        list(migrate.migrate(connection, migrate.migrations(tmp_path)))
        write(tmp_path, "0001_good.sql", "CREATE TABLE better (a int);")
        with pytest.raises(MigrationError, match="0001_good was changed after it was applied"):
            migrate.status(connection, migrate.migrations(tmp_path))


def test_a_database_newer_than_the_catalog_is_left_alone(empty: str, tmp_path: Path) -> None:
    write(tmp_path, "0001_good.sql", "CREATE TABLE good (a int);")
    write(tmp_path, "0002_newer.sql", "CREATE TABLE newer (a int);")
    with connect(empty, autocommit=True) as connection:
        list(migrate.migrate(connection, migrate.migrations(tmp_path)))
        (tmp_path / "0002_newer.sql").unlink()
        with pytest.raises(MigrationError, match="has migration 0002 .newer., which this version"):
            list(migrate.migrate(connection, migrate.migrations(tmp_path)))


def test_a_migration_that_comes_too_late_asks_for_a_higher_number(
    empty: str, tmp_path: Path
) -> None:
    write(tmp_path, "0002_second.sql", "CREATE TABLE second (a int);")
    with connect(empty, autocommit=True) as connection:
        list(migrate.migrate(connection, migrate.migrations(tmp_path)))
        write(tmp_path, "0001_first.sql", "CREATE TABLE first (a int);")
        with pytest.raises(MigrationError, match="0001_first is pending, but 0002 is already"):
            list(migrate.migrate(connection, migrate.migrations(tmp_path)))


def test_a_badly_named_migration_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "1_Bad.sql", "")
    with pytest.raises(MigrationError, match="not named like"):
        migrate.migrations(tmp_path)


def test_a_database_without_migrations_says_what_to_do(empty: str) -> None:
    with (
        connect(empty, autocommit=True) as connection,
        pytest.raises(MigrationError, match="catalog db migrate"),
    ):
        migrate.require_current(connection)


def test_the_servers_files_stay_where_they_were_put(server_dir: Path) -> None:
    assert (server_dir / "PG_VERSION").read_text() == "18\n"
    assert server.is_running(server_dir)
