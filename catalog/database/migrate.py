"""Numbered, forward-only migrations: each in one transaction, recorded with its checksum.

A migration expands what is there, so that the version of the catalog before it works on, as it must
after a deployment that was rolled back. One that takes something away has a name that begins with
`contract_`: an older version then refuses to work, and says why.
"""

import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import LiteralString

import psycopg

from catalog.database import locks, upgrade
from catalog.database.connection import Connection
from catalog.database.errors import BusyError, MigrationError
from catalog.database.sql import MIGRATIONS, statement
from catalog.records import TABLES

OLDEST_SERVER = 14
# By these a load knows what is there: without one of them it would store a record or a file twice.
KEYS = ("(identifier)", "(record_key(provider, foreign_identifier))", "(url_key(url))")
# Of a migration after which the version before it cannot work: "expand and contract".
CONTRACTS = "contract_"
_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of `sql/migrations`.

    Attributes:
        checksum: SHA-256 of its text, so that a file changed after it was applied is noticed.
        applied_on: when it was applied to the database asked, or None: it is pending.
    """

    number: int
    name: str
    text: LiteralString
    checksum: str
    applied_on: datetime | None = None

    @property
    def label(self) -> str:
        """Return what people call it, such as `0001_create_media_tables`."""
        return f"{self.number:04d}_{self.name}"


def migrations(directory: Path = MIGRATIONS) -> list[Migration]:
    """Return the migrations of a directory, in order.

    Raises:
        MigrationError: a file's name is not `NNNN_what_it_does.sql`, or a number comes twice.
    """
    found = [_read(path) for path in sorted(directory.glob("*.sql"))]
    numbers = [migration.number for migration in found]
    twice = {number for number in numbers if numbers.count(number) > 1}
    if twice:
        raise MigrationError(f"two migrations have the number {min(twice):04d}")
    return found


def status(connection: Connection, known: Sequence[Migration] | None = None) -> list[Migration]:
    """Return every migration with the moment it was applied; change nothing.

    Raises:
        MigrationError: the database holds a migration that is unknown here, or that was changed.
    """
    known = migrations() if known is None else known
    applied = _applied(connection)
    unknown = sorted(set(applied) - {migration.number for migration in known})
    if unknown:
        raise MigrationError(
            f"the database has migration {unknown[0]:04d} ({applied[unknown[0]][0]}), which this "
            "version of the catalog does not know. Update the catalog."
        )
    return [_with_moment(migration, applied) for migration in known]


def migrate(
    connection: Connection,
    known: Sequence[Migration] | None = None,
    tell: Callable[[str], None] = lambda _: None,
    deadline: float | None = None,
) -> Iterator[Migration]:
    """Apply what is pending, one transaction each, yielding each as it is committed.

    The connection is in autocommit mode. A second migrator waits for the first and finds its work.
    Where tables have rows nobody is kept waiting for longer than a second, and what is to be read
    of them is read after all, block by block, until the deadline, in seconds since 1970.

    Raises:
        MigrationError: one failed (it is rolled back, those before it stay), the server is too
            old, or see `status`.
        BusyError: others held a table for ten minutes.
    """
    _require_fit(connection)
    # By turns: who waited within a statement would keep an index from being built concurrently.
    while not (connection.execute(statement("lock_migrations")).fetchone() or (False,))[0]:
        time.sleep(0.2)
    try:
        connection.execute(statement("create_migration_table"))
        found = status(connection, known)
        _check_order(found)
        _check_names(connection, found)
        has_rows = upgrade.has_rows(connection)
        for migration in found:
            if migration.applied_on is None:
                _apply(connection, migration, tell if has_rows else None)
                yield migration
    finally:
        if not connection.broken:
            connection.execute(statement("unlock_migrations"))
    if known is None:
        upgrade.finish(connection, tell, deadline)


def missing_keys(connection: Connection) -> list[str]:
    """Return the unique indexes that a media table lacks, such as `image (url_key(url))`.

    A database that was never migrated lacks none.
    """
    missing = []
    for table in TABLES:
        rows = connection.execute(statement("list_unique_keys"), {"table": table}).fetchall()
        known = {key for (key,) in rows}
        missing += [f"{table} {key}" for key in KEYS if known and key not in known]
    return missing


def broken_rules(connection: Connection) -> list[str]:
    """Return a sentence for each rule that rows break which were there before it."""
    return [
        f"rows of {table} break {name} and cannot be changed. Find them, mend them or delete them: "
        f"{found}; then ALTER TABLE {table} VALIDATE CONSTRAINT {name}"
        for table in TABLES
        for name, found in connection.execute(statement("list_broken_rules"), {"table": table})
    ]


def _require_fit(connection: Connection) -> None:
    version = connection.info.server_version
    if version < OLDEST_SERVER * 10_000:
        raise MigrationError(
            f"the catalog needs PostgreSQL {OLDEST_SERVER} or newer, and this server is "
            f"{version // 10_000}.{version % 10_000}. Move the database to a newer one."
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise MigrationError(
            f"the catalog needs a database in UTF8, and this one is in {encoding}. Make another: "
            "CREATE DATABASE openledger ENCODING 'UTF8' TEMPLATE template0"
        )


def newer(connection: Connection, known: Sequence[Migration] | None = None) -> list[str]:
    """Name the migrations of the database that this version of the catalog does not know."""
    numbers = {migration.number for migration in (migrations() if known is None else known)}
    applied = _applied(connection)
    return [f"{n:04d}_{applied[n][0]}" for n in sorted(set(applied) - numbers)]


def has_catalog(connection: Connection) -> bool:
    """Tell whether any migration was ever applied here."""
    return bool(_applied(connection))


def is_current(connection: Connection) -> bool:
    """Tell whether nothing is pending."""
    return all(migration.applied_on for migration in status(connection))


def require_current(connection: Connection) -> None:
    """Let work begin where nothing is pending, and what the database has more only expands it.

    Raises:
        MigrationError: it lacks a migration, one was changed, or one that is not known here takes
            away what this version needs.
    """
    unknown = newer(connection)
    if any(label.partition("_")[2].startswith(CONTRACTS) for label in unknown):
        status(connection)  # says what to do
    if unknown:
        logger.warning("the database is newer than this version: it has %s", ", ".join(unknown))
    applied = _applied(connection)
    if not all(_with_moment(migration, applied).applied_on for migration in migrations()):
        raise MigrationError("the database lacks migrations. Run `catalog db migrate` first.")


def _read(path: Path) -> Migration:
    match = _FILE_NAME.fullmatch(path.name)
    if not match:
        raise MigrationError(f"{path.name} is not named like 0001_create_something.sql")
    text = path.read_text(encoding="utf-8")
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Migration(int(match[1]), match[2], text, checksum)


def _applied(connection: Connection) -> dict[int, tuple[str, str, datetime]]:
    exists = connection.execute(statement("has_migration_table")).fetchone()
    if not exists or not exists[0]:
        return {}
    rows = connection.execute(statement("list_migrations")).fetchall()
    return {number: (name, checksum, moment) for number, name, checksum, moment in rows}


def _with_moment(migration: Migration, applied: dict[int, tuple[str, str, datetime]]) -> Migration:
    if migration.number not in applied:
        return migration
    _, checksum, moment = applied[migration.number]
    if checksum != migration.checksum:
        raise MigrationError(
            f"migration {migration.label} was changed after it was applied. "
            "Restore its text and write a new migration for the change."
        )
    return replace(migration, applied_on=moment)


def _check_order(found: Sequence[Migration]) -> None:
    last = max((migration.number for migration in found if migration.applied_on), default=0)
    late = [m for m in found if m.applied_on is None and m.number < last]
    if late:
        raise MigrationError(
            f"migration {late[0].label} is pending, but {last:04d} is already "
            "applied. Give it a number above that."
        )


def _check_names(connection: Connection, found: Sequence[Migration]) -> None:
    """Leave tables of the same names alone that another program made."""
    if any(migration.applied_on for migration in found):
        return
    if connection.execute(statement("list_foreign_tables")).fetchall():
        raise MigrationError(
            "the database has a table `image` or `audio` of another program. If it is Openverse's, "
            "`catalog db adopt` takes it over; else name another database."
        )


def _apply(
    connection: Connection, migration: Migration, tell: Callable[[str], None] | None
) -> None:
    """Apply one; `tell` is given where tables have rows."""
    number, text = migration.number, migration.text
    short = upgrade.short_form(number, text) if tell else text

    def doing() -> None:
        connection.execute(short)
        connection.execute(statement("record_migration"), asdict(migration))
        if tell:
            upgrade.leave_tasks(connection, number)

    try:
        if tell:
            upgrade.build_indexes(connection, number, text, tell)
        locks.beside_loads(connection, doing)
    except BusyError as error:
        raise BusyError(
            f"migration {migration.label} could not have its tables for a moment in ten minutes. "
            "Nothing is lost: end what holds them (pg_stat_activity), and give the command again."
        ) from error
    except psycopg.Error as error:
        message = error.diag.message_primary or type(error).__name__
        raise MigrationError(
            f"migration {migration.label} failed and was rolled back: {message}"
        ) from error
