"""The steps that bring staged rows into a media table, in one transaction."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from catalog.database.connection import Connection
from catalog.database.rejected import Rejection
from catalog.database.sql import statement
from catalog.records import MediaType

# Each puts lines into `refused`, before anything is compared with the media table.
REFUSALS: tuple[str, ...] = ("mark_duplicate_ids", "mark_deleted", "mark_denied_creators")
# Worth the same steps again: another load was in the way, and has gone on since.
PASSING = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.UniqueViolation,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merge did: rows by their fate, and records whose licence it changed."""

    inserted: int
    updated: int
    license_changes: int
    refused: Counter[str]


def merge(connection: Connection, media_type: MediaType) -> Merged:
    """Refuse, compare and write what `staged` holds; the caller's transaction commits it."""
    # Until the load commits, nobody changes what is deleted, who is denied or what counts.
    connection.execute(statement("share_rules"))
    for name in REFUSALS:
        connection.execute(statement(name))
    if media_type == "image":
        connection.execute(statement("add_known_inlinks"))
    connection.execute(statement(f"match_{media_type}"))
    connection.execute(statement("mark_repeated_urls"))
    while connection.execute(statement("mark_taken_urls")).rowcount:
        continue
    connection.execute(statement("release_urls"))
    inserted, updated = _counts(connection, f"upsert_{media_type}")
    (license_changes,) = _counts(connection, "count_license_changes")
    refused = connection.execute(statement("count_refused")).fetchall()
    return Merged(inserted, updated, license_changes, Counter(dict(refused)))


def iter_refused(connection: Connection) -> Iterator[Rejection]:
    """Yield the rows that were refused, with what they met, one by one from the server."""
    for row in connection.cursor().stream(statement("list_refused")):
        yield Rejection(
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


def _counts(connection: Connection, name: str) -> tuple[int, ...]:
    row = connection.execute(statement(name)).fetchone()
    return tuple(row or ())
