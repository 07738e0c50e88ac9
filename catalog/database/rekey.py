"""Bring the URLs of stored records to the one spelling in which new ones come.

Needed once, after an update of the catalog that knows more spellings of one address, or for a table
that another program filled. It goes through a table block by block, in short transactions, beside
loads; what is done needs nothing more, so an interrupted run is simply given again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.records import MediaType
from catalog.urls import file_url

BLOCKS = 2_000
Progress = Callable[[int, int], None]
# An identifier, the URL as it is and as it should be.
_Odd = tuple[Any, str, str]


@dataclass(slots=True)
class Rekeyed:
    """What became of a table's URLs.

    Attributes:
        changed: records whose URL has another spelling now.
        twice: identifiers of records whose file another record has already, under that spelling.
        unusable: records whose URL is none that a new record could have.
    """

    changed: int = 0
    twice: list[str] = field(default_factory=list)
    unusable: int = 0


def rekey(
    connection: Connection,
    media_type: MediaType,
    *,
    progress: Progress = lambda done, total: None,
) -> Rekeyed:
    """Respell the URLs of a media table and of its tombstones.

    The connection is in autocommit mode. Some thousand blocks of the table are done in one
    transaction; progress is told those done and all of a table.

    Raises:
        BusyError: a refresh, a batch update or another run goes over the table.
    """
    found = Rekeyed()
    with (
        locks.explained(f"respelling the URLs of {media_type} stopped", "Give it again to go on."),
        locks.only_one(connection, locks.rewriting(media_type)),
    ):
        for table in (media_type, f"deleted_{media_type}"):
            _table(connection, table, found, progress)
    return found


def _table(connection: Connection, table: str, found: Rekeyed, progress: Progress) -> None:
    row = connection.execute(statement("count_blocks"), {"table": table}).fetchone()
    total = int(row[0]) if row else 0
    listing = sql.SQL(statement("list_odd_urls")).format(media=sql.Identifier(table))
    for first in range(0, total, BLOCKS):
        place = {"first": f"({first},0)", "end": f"({first + BLOCKS},0)"}
        odd: list[_Odd] = []
        for identifier, url in connection.execute(listing, place).fetchall():
            cleaned = file_url(url)
            found.unusable += cleaned is None
            if cleaned is not None and cleaned != url:
                odd.append((identifier, url, cleaned))
        if odd:
            _respell(connection, table, odd, found)
        progress(min(first + BLOCKS, total), total)


def _respell(connection: Connection, table: str, odd: Sequence[_Odd], found: Rekeyed) -> None:
    is_deleted = table.startswith("deleted_")
    name = "respell_deleted_urls" if is_deleted else "respell_urls"
    query = sql.SQL(statement(name)).format(media=sql.Identifier(table))
    identifiers, old, new = (list(column) for column in zip(*odd, strict=True))
    parameters = {"identifiers": identifiers, "old": old, "new": new}
    try:
        with connection.transaction():
            done = connection.execute(query, parameters).fetchall()
            if table == "image":
                connection.execute(statement("move_inlinks"), parameters)
    except psycopg.errors.UniqueViolation:
        if len(odd) == 1:
            done = []  # a load has just brought the file under its new spelling
        else:
            for one in odd:
                _respell(connection, table, [one], found)
            return
    written = {identifier for (identifier,) in done}
    found.changed += len(written)
    found.twice += [str(identifier) for identifier in identifiers if identifier not in written]
