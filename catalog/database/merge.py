"""The steps that bring staged rows into a media table, in one transaction."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.reject_log import RejectedRow
from catalog.database.sql import statement
from catalog.records import TABLES, MediaType

logger = logging.getLogger(__name__)
# Each puts lines into `refused`, before anything is compared with the media table.
REFUSALS: tuple[str, ...] = ("mark_deleted", "mark_denied_creators")
# Errors after which the merge is retried: a concurrent load conflicted and has finished.
PASSING = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.UniqueViolation,
)
# Somebody else is at the table, two rows have one id or one URL, we are not its owner, or others
# refer to it: the rows are written one by one instead.
CANNOT_FILL = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.UniqueViolation,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.DependentObjectsStillExist,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merge did: rows by their fate, and `filled` where the table was empty before."""

    filled: bool
    inserted: int
    updated: int
    license_changes: int
    refused: Counter[str]


def merge(connection: Connection, media_type: MediaType) -> Merged:
    """Refuse, compare and write what `staged` holds; the caller's transaction commits it."""
    connection.execute(statement("lock_providers"))
    # Until the load commits, nobody changes what is deleted, who is denied or what counts.
    connection.execute(statement("share_rules"))
    connection.execute(statement("create_refused"))
    for name in REFUSALS:
        connection.execute(statement(name))
    if TABLES[media_type].has_inlinks:
        connection.execute(statement("add_known_inlinks"))
    filled = _fill(connection, media_type)
    inserted, updated = (filled, 0) if filled is not None else _upsert(connection, media_type)
    (license_changes,) = _values(connection, "count_license_changes")
    refused = connection.execute(statement("count_refused")).fetchall()
    counts: Counter[str] = Counter(dict(refused))
    return Merged(filled is not None, inserted, updated, license_changes, counts)


def _fill(connection: Connection, media_type: MediaType) -> int | None:
    """Write all rows into a table that is empty; None if it is not, or they do not fit so."""
    (is_empty,) = _values(connection, "is_media_empty")
    if not is_empty:
        return None
    try:
        with connection.transaction():
            connection.execute(statement(f"lock_{media_type}"))
            (is_empty,) = _values(connection, "is_media_empty")
            if not is_empty:
                return None
            connection.execute(statement("mark_staged_deleted_files"))
            with without_indexes(connection, media_type):
                filled = connection.execute(statement(f"fill_{media_type}")).rowcount
            connection.execute(statement("note_filled"), {"media_type": media_type})
            return filled
    except CANNOT_FILL:
        return None


@contextmanager
def without_indexes(connection: Connection, media_type: MediaType) -> Iterator[None]:
    """Build an empty table's indexes after its rows, from sorted keys: a third of the work."""
    table = sql.Identifier(media_type)
    indexes = connection.execute(statement(f"list_indexes_{media_type}")).fetchall()
    connection.execute(statement(f"truncate_{media_type}"))
    for name, _, rule, _ in indexes:
        drop = sql.SQL(
            "ALTER TABLE {table} DROP CONSTRAINT {rule}" if rule else "DROP INDEX {name}"
        )
        parts = {"table": table, "rule": sql.Identifier(rule or ""), "name": sql.SQL(name)}
        connection.execute(drop.format(**parts))
    # All rows are new: to hand them to a trigger would keep them twice.
    inserted = {"table": table, "trigger": sql.Identifier(f"{media_type}_inserted")}
    without = sql.SQL("ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    connection.execute(without.format(**inserted))
    yield
    again = sql.SQL("ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    connection.execute(again.format(**inserted))
    for _, definition, rule, rule_definition in indexes:
        add = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {rule} {definition}")
        parts = {"table": table, "rule": sql.Identifier(rule or "")}
        made = add.format(definition=sql.SQL(rule_definition), **parts) if rule else None
        connection.execute(made or sql.SQL(definition))


def settle(connection: Connection, media_type: MediaType) -> None:
    """Vacuum a table that was just filled, or autovacuum does it in the midst of the next load."""
    try:
        connection.execute(statement(f"vacuum_{media_type}"))
    except psycopg.Error as error:
        # The rows are committed: to say that the load failed would be untrue.
        logger.warning("%s is loaded, and was not vacuumed: %s", media_type, type(error).__name__)


def _upsert(connection: Connection, media_type: MediaType) -> tuple[int, int]:
    """Write the rows that would change the table; return how many are new and how many merged."""
    connection.execute(statement("mark_duplicate_ids"))
    connection.execute(statement(f"match_{media_type}"))
    connection.execute(statement("analyze_candidate"))
    connection.execute(statement("mark_deleted_files"))
    connection.execute(statement("mark_repeated_urls"))
    connection.execute(statement("create_claim"))
    connection.execute(statement("index_claim"))
    connection.execute(statement("mark_taken_urls"))
    connection.execute(statement("tell_owners"))
    connection.execute(statement("release_urls"))
    updated = connection.execute(statement(f"update_{media_type}")).rowcount
    inserted = connection.execute(statement(f"insert_{media_type}")).rowcount
    return inserted, updated


def iter_refused(connection: Connection) -> Iterator[RejectedRow]:
    """Yield the rows that were refused, with what they met, one by one from the server."""
    for row in connection.cursor().stream(statement("list_refused")):
        yield RejectedRow(
            line=row[0],
            reason=row[1],
            detail=row[2],
            provider=row[3],
            foreign_identifier=row[4],
            url=row[5],
            other_line=row[6],
            other_provider=row[7],
            other_foreign_identifier=row[8],
        )


def _values(connection: Connection, name: str) -> tuple[Any, ...]:
    row = connection.execute(statement(name)).fetchone()
    return tuple(row or ())
