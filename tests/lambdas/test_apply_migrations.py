import pytest

from catalog.database import migrate, upgrade
from catalog.database.connection import Connection
from lambdas.apply_migrations.handler import Answer, Event, handler
from tests.lambdas.context import context

pytestmark = pytest.mark.postgres
LABELS = [migration.label for migration in migrate.migrations()]


def call(event: Event) -> Answer:
    return handler(event, context())


@pytest.fixture(autouse=True)
def environment(database: str, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "1")


def test_a_dry_run_tells_what_is_pending_and_changes_nothing(connection: Connection) -> None:
    assert call({"dry_run": True}) == {"applied": [], "pending": LABELS, "newer": []}
    assert connection.execute("SELECT to_regclass('image')").fetchone() == (None,)


def test_what_is_pending_is_applied_once() -> None:
    assert call({}) == {"applied": LABELS, "pending": [], "newer": []}
    assert call({}) == {"applied": [], "pending": [], "newer": []}


def test_what_a_call_has_no_time_to_read_of_large_tables_is_left_to_the_next(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    list(migrate.migrate(connection, [m for m in migrate.migrations() if m.number < 98]))
    connection.execute(
        "INSERT INTO image (created_on, updated_on, removed_from_source, license, license_version,"
        " provider, source, foreign_identifier, foreign_landing_url, url) VALUES (now(), now(),"
        " false, 'by', '4.0', 'flickr', 'flickr', '1', 'https://a.org/1', 'https://a.org/1.jpg')"
    )
    newest = [label for label in LABELS if label >= "0098"]
    assert handler({}, context(seconds=60)) == {"applied": newest, "pending": [], "newer": []}
    assert "call again, or run `catalog db migrate`, to go on" in caplog.text
    assert upgrade.unfinished(connection)
    assert call({}) == {"applied": [], "pending": [], "newer": []}
    assert not upgrade.unfinished(connection)


def test_a_rollback_ends_well_because_an_older_version_touches_nothing(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """CloudFormation's order: the update migrates and then fails; the old code is called again."""
    call({})
    before = connection.execute("SELECT * FROM schema_migration ORDER BY 1").fetchall()
    older = migrate.migrations()[:-2]
    monkeypatch.setattr(migrate, "migrations", lambda: older)
    assert call({}) == {"applied": [], "pending": [], "newer": LABELS[-2:]}
    assert connection.execute("SELECT * FROM schema_migration ORDER BY 1").fetchall() == before
    assert "the database is newer than this version: nothing done" in caplog.text
