"""Staging tables: each load has a schema of its own, with the file's rows in an unlogged table.

The schema comes first in the search path, so that every step is plain SQL on `staged`, `refused`,
`candidate` and `media`. It goes when the load ends. What a killed load left behind is known by the
advisory lock that nobody holds any more, and is removed by the next.
"""

import queue
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import psycopg
from psycopg import sql

from catalog.database.clean_batches import Chunk
from catalog.database.connection import Connection
from catalog.database.copy_binary import END, START
from catalog.database.sql import statement
from catalog.records import MediaType

T = TypeVar("T")


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


def copy_chunks(connection: Connection, media_type: MediaType, chunks: Iterable[Chunk]) -> int:
    """Make `staged` and COPY clean rows into it, in one transaction; return how many.

    So the rows can be marked as committed at once (FREEZE); no step after it writes their pages.
    """
    with connection.transaction():
        connection.execute(statement(f"create_staged_{media_type}"))
        count = copy_into(connection, f"copy_staged_{media_type}", chunks)
        connection.execute(statement("analyze_staged"))
        connection.execute(statement("hash_staged"))
    return count


def copy_into(connection: Connection, name: str, chunks: Iterable[Chunk]) -> int:
    """COPY clean rows by the statement of that name; return how many."""
    count = 0
    copying = connection.cursor().copy(statement(name))
    with copying as copy, prefetch(chunks) as made:
        copy.write(START)
        for chunk in made:
            count += chunk.count
            copy.write(chunk.data)
        copy.write(END)
    return count


@contextmanager
def prefetch(items: Iterable[T], most: int = 4) -> Iterator[Iterator[T]]:
    """Make items in a thread of their own, at most a few ahead of who takes them.

    So we read and clean while the server works. An error of the maker is raised where its item
    would have come.
    """
    made: queue.Queue[T | BaseException | None] = queue.Queue(most)
    wanted = threading.Event()
    wanted.set()

    def put(item: T | BaseException | None) -> None:
        while wanted.is_set():
            with suppress(queue.Full):
                made.put(item, timeout=0.2)
                return

    def make() -> None:
        try:
            for item in items:
                put(item)
                if not wanted.is_set():
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised in the taker's thread
            put(error)

    maker = threading.Thread(target=make, name="ahead", daemon=True)
    maker.start()
    try:
        yield _taken(made)
    finally:
        wanted.clear()
        maker.join()


def _taken(made: "queue.Queue[T | BaseException | None]") -> Iterator[T]:
    while (item := made.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item
