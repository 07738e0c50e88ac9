"""The steps that bring staged rows into a media table, in one transaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from catalog.database.connection import Connection
from catalog.database.reject_log import RejectedRow
from catalog.database.sql import statement
from catalog.records import TABLES, MediaType

# Each puts lines into `refused`, before anything is compared with the media table.
REFUSALS: tuple[str, ...] = ("mark_deleted", "mark_denied_creators")
# Errors after which the merge is retried: a concurrent load conflicted and has finished.
PASSING = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.UniqueViolation,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merge did: rows by outcome."""

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
    inserted, updated = _upsert(connection, media_type)
    (license_changes,) = connection.execute(statement("count_license_changes")).fetchone() or (0,)
    refused = connection.execute(statement("count_refused")).fetchall()
    counts: Counter[str] = Counter(dict(refused))
    written = {"written": inserted + updated}
    (unwritten,) = connection.execute(statement("count_unwritten"), written).fetchone() or (0,)
    counts += Counter({"not_written": unwritten})
    return Merged(inserted, updated, license_changes, counts)


def _upsert(connection: Connection, media_type: MediaType) -> tuple[int, int]:
    """Write the rows that would change the table; return how many are new and how many merged."""
    connection.execute(statement("mark_duplicate_ids"))
    _match(connection, media_type)
    connection.execute(statement("analyze_candidate"))
    connection.execute(statement("mark_deleted_files"))
    connection.execute(statement("mark_repeated_urls"))
    with by_keys(connection):
        connection.execute(statement("create_claim"))
    connection.execute(statement("index_claim"))
    connection.execute(statement("mark_taken_urls"))
    connection.execute(statement("tell_owners"))
    connection.execute(statement("release_urls"))
    updated = connection.execute(statement(f"update_{media_type}")).rowcount
    inserted = connection.execute(statement(f"insert_{media_type}")).rowcount
    return inserted, updated


def _match(connection: Connection, media_type: MediaType) -> None:
    """Find the rows that would change the table: it is read whole, or each of its blocks once."""
    (is_small,) = connection.execute(statement(f"is_small_{media_type}")).fetchone() or (False,)
    if is_small:
        connection.execute(statement(f"show_all_{media_type}"))
        connection.execute(statement(f"match_{media_type}"))
        return
    connection.execute(statement(f"show_sought_{media_type}"))
    with by_keys(connection):
        connection.execute(statement(f"match_{media_type}"))


@contextmanager
def by_keys(connection: Connection) -> Iterator[None]:
    """Let rows be found by the keys in an array alone, each block of a table read once."""
    connection.execute(statement("seek_by_keys"))
    yield
    connection.execute(statement("seek_freely"))


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
