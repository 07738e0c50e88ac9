"""The words by which records are searched for, brought up to date after loads and not by them.

Whoever changes records, a trigger queues them (migration 0071). `bring_up_to_date` empties the
queue in short transactions, oldest first: it can be killed at any moment and goes on from there.
"""

import time
from collections.abc import Callable

from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.locks import only_one
from catalog.database.sql import statement
from catalog.records import MEDIA_TYPES, MediaType

BATCH = 20_000


def waiting(connection: Connection, media_type: MediaType) -> int:
    """Return how many changed records wait to be entered."""
    row = connection.execute(statement("count_waiting"), {"media_type": media_type}).fetchone()
    return row[0] if row else 0


def bring_up_to_date(
    connection: Connection,
    *,
    deadline: float | None = None,
    progress: Callable[[str, int], None] = lambda _media_type, _records: None,
) -> int:
    """Enter what waits; return how many records that were.

    The connection is in autocommit mode. After the deadline, in seconds since 1970, no further
    batch is begun. Progress is told a media type and how many of its records were entered so far.

    Raises:
        BusyError: another session does it.
    """
    total = 0
    with only_one(connection, "bringing the search up to date"):
        for media_type in MEDIA_TYPES:
            entered = 0
            while deadline is None or time.time() < deadline:
                batch = _enter_batch(connection, media_type)
                if not batch:
                    break
                entered += batch
                progress(media_type, entered)
            total += entered
    return total


def _enter_batch(connection: Connection, media_type: MediaType) -> int:
    query = sql.SQL(statement("enter_waiting")).format(
        media=sql.Identifier(media_type),
        view=sql.Identifier(f"{media_type}_search"),
        entries=sql.Identifier(f"{media_type}_search_entry"),
    )
    with connection.transaction():
        connection.execute(statement("tune_search"))
        row = connection.execute(query, {"media_type": media_type, "batch": BATCH}).fetchone()
    return row[0] if row else 0
