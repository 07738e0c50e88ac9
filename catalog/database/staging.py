"""Staging tables: each load has a schema of its own, with the file's rows in an unlogged table.

The schema comes first in the search path, so that every step is plain SQL on `staged`, `refused`,
`candidate` and `media`. It goes when the load ends. What a killed load left behind is known by the
advisory lock that nobody holds any more, and is removed by the next.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain

import psycopg
from psycopg import sql

from catalog.database.clean_batches import Chunk
from catalog.database.connection import Connection
from catalog.database.copy_binary import END, START
from catalog.database.sql import statement
from catalog.files.concurrent import prefetch
from catalog.records import MediaType

# Bytes of one COPY: the server keeps its rows for the triggers, in its memory if they fit.
_AT_ONCE = 64 << 20


@contextmanager
def load_schema(connection: Connection, media_type: MediaType) -> Iterator[str]:
    """Make a schema for one load, with its views, and drop it in the end.

    The connection is in autocommit mode and used by this load alone.
    """
    drop_orphans(connection)
    name = f"load_{secrets.token_hex(8)}"
    connection.execute(statement("lock_load"), {"name": name})
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    try:
        connection.execute(statement("enter_load_schema"), {"name": name})
        connection.execute(statement(f"create_media_view_{media_type}"))
        connection.execute(statement(f"create_tombstone_view_{media_type}"))
        yield name
    finally:
        # On a lost connection the next load does it.
        with suppress(psycopg.OperationalError):
            _drop(connection, name)


def drop_orphans(connection: Connection) -> list[str]:
    """Drop the schemas of loads that were killed; return their names."""
    found = [str(name) for (name,) in connection.execute(statement("list_load_schemas")).fetchall()]
    return [name for name in found if _is_orphan(connection, name) and _drop(connection, name)]


def _is_orphan(connection: Connection, name: str) -> bool:
    got = connection.execute(statement("try_lock_load"), {"name": name}).fetchone()
    return bool(got and got[0])


def _drop(connection: Connection, name: str) -> bool:
    drop = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name))
    connection.execute(drop)
    connection.execute(statement("unlock_load"), {"name": name})
    return True


def copy_into(connection: Connection, name: str, chunks: Iterable[Chunk]) -> int:
    """COPY clean rows by the statement of that name; return how many the server wrote."""
    written = 0
    # Rows are read and cleaned while the server works.
    with prefetch(chunks) as made:
        for first in made:
            cursor = connection.cursor()
            with cursor.copy(statement(name)) as copy:
                copy.write(START)
                size = 0
                for chunk in chain([first], made):
                    size += len(chunk.data)
                    copy.write(chunk.data)
                    if size > _AT_ONCE:
                        break
                copy.write(END)
            written += cursor.rowcount
    return written
