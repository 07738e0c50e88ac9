"""A deployment that migrates and then fails, and the version before it that is back: in order."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.database import migrate
from catalog.database.connection import Connection
from catalog.database.errors import MigrationError
from catalog.database.load_landing import LoadEvent, load_round
from lambdas.apply_migrations.handler import handler
from tests.catalog.database.loading import image, landing
from tests.lambdas.context import context

pytestmark = pytest.mark.postgres

OLD = migrate.migrations()
EXPANDS = replace(
    OLD[-1],
    number=9001,
    name="note_mood",
    text="ALTER TABLE image ADD COLUMN mood text NOT NULL DEFAULT ''",
    checksum="1",
)
CONTRACTS = replace(
    OLD[-1],
    number=9002,
    name="contract_drop_category",
    text="ALTER TABLE image DROP COLUMN category CASCADE",
    checksum="2",
)


@pytest.fixture
def version(database: str, monkeypatch: pytest.MonkeyPatch):
    """Make this process a version of the catalog that knows these migrations."""
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "1")

    def become(known: Sequence[migrate.Migration]) -> None:
        monkeypatch.setattr(migrate, "migrations", lambda: list(known))

    return become


def load(database: str, folder: Path, *numbers: int) -> int:
    """Land images and load them as the platform does; how many are in the catalog's count."""
    place = folder / f"{'-'.join(map(str, numbers))}"
    place.mkdir(parents=True)
    landing(place / "1.parquet", [image(number) for number in numbers])
    event: LoadEvent = {"provider": "flickr", "folders": [str(place)]}
    done = load_round(event, database, rejected=str(folder / "rejected"), deadline=9e9)
    return done["counts"]["inserted"]


def test_the_version_before_works_on_after_a_deployment_that_migrated_and_failed(
    version, database: str, connection: Connection, tmp_path: Path
) -> None:
    version(OLD)
    assert load(database, tmp_path, 1) == 1

    version([*OLD, EXPANDS])  # the update migrates, then something else in it fails
    assert handler({}, context())["applied"] == ["9001_note_mood"]
    assert load(database, tmp_path, 2) == 1

    version(OLD)  # CloudFormation rolls back: it calls the old code again
    assert handler({}, context()) == {"applied": [], "pending": [], "newer": ["9001_note_mood"]}
    assert load(database, tmp_path, 3) == 1

    version([*OLD, EXPANDS])  # the update is mended and deployed once more
    assert handler({}, context()) == {"applied": [], "pending": [], "newer": []}
    assert load(database, tmp_path, 4) == 1
    rows = connection.execute("SELECT foreign_identifier, mood FROM image ORDER BY 1").fetchall()
    assert rows == [("1", ""), ("2", ""), ("3", ""), ("4", "")]


def test_where_something_was_taken_away_the_rollback_ends_and_the_old_version_refuses_to_load(
    version, database: str, connection: Connection, tmp_path: Path
) -> None:
    version([*OLD, EXPANDS, CONTRACTS])
    handler({}, context())
    version([*OLD, EXPANDS])
    assert handler({}, context())["newer"] == ["9002_contract_drop_category"]
    with pytest.raises(MigrationError) as error:
        load(database, tmp_path, 1)
    assert str(error.value) == (
        "the database has migration 9002 (contract_drop_category), which this version of the "
        "catalog does not know. Update the catalog."
    )
    assert connection.execute("SELECT count(*) FROM image").fetchone() == (0,)
