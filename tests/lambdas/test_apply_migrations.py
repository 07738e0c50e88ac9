import pytest

from catalog.database import migrate
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
    assert call({"dry_run": True}) == {"applied": [], "pending": LABELS}
    assert connection.execute("SELECT to_regclass('image')").fetchone() == (None,)


def test_what_is_pending_is_applied_once() -> None:
    assert call({}) == {"applied": LABELS, "pending": []}
    assert call({}) == {"applied": [], "pending": []}
