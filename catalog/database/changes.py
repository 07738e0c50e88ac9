"""What changed since a copy was brought up to date: every record once, as it is now.

A cursor is a snapshot of the database: which transactions were visible. What has become visible
since is exactly what changed, however transactions overlapped; nothing is skipped and nothing given
twice. A cursor belongs to one database of one server: another one, or one that was restored from a
backup, numbers its transactions otherwise.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

import psycopg
import pyarrow as pa
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError
from catalog.database.export import Format, export_schema, streamed, write_all, writer_of
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

_CURSOR = re.compile(
    r"([0-9]{1,20}(?:-[0-9]{1,10}){0,2})"
    r"\.([0-9]{1,20}:[0-9]{1,20}:(?:[0-9]{1,20}(?:,[0-9]{1,20})*)?)"
    r"(?:\.([0-9]{1,18}@[0-9]{1,18}))?"
    r"(?:\.([a-z]+))?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Stand before the record's own columns.
CHANGE_FIELDS: Sequence["pa.Field[Any]"] = (
    pa.field("change", pa.string()),
    pa.field("changed_columns", pa.list_(pa.string())),
    pa.field("changed_on", pa.timestamp("us", tz="UTC")),
    pa.field("reason", pa.string()),
)


class StaleCursorError(DatabaseError):
    """Changes since a cursor are not on record: the copy must be made anew."""


@dataclass(frozen=True, slots=True)
class ChangeCursor:
    """Up to where a copy is.

    >>> str(ChangeCursor.parse("7421-16384-1.752:760:753,755.81@1764000000000000.image"))
    '7421-16384-1.752:760:753,755.81@1764000000000000.image'

    Attributes:
        server: the server, its database, and its timeline, which a restored backup begins anew.
        snapshot: which was read, as PostgreSQL writes it.
        newest: the newest change on record then, `id@microseconds`; empty where there was none.
        media_type: of which records the copy is; empty for all.
    """

    server: str
    snapshot: str
    newest: str = ""
    media_type: str = ""

    @classmethod
    def parse(cls, text: str) -> "ChangeCursor":
        """Read what `str` wrote.

        Raises:
            UsageError: it is no cursor.
        """
        found = _CURSOR.fullmatch(text.strip())
        if not found:
            raise _no_cursor(text)
        return cls(found[1], found[2], found[3] or "", found[4] or "")

    def __str__(self) -> str:
        """Return it as one word."""
        return ".".join(filter(None, (self.server, self.snapshot, self.newest, self.media_type)))

    def is_of(self, server: str) -> bool:
        """Tell whether it was given by a server; one of before databases were told apart may be."""
        return self.server == server or self.server == server.partition("-")[0]


def _no_cursor(text: str) -> UsageError:
    return UsageError(
        f"{text[:60]!r} is no cursor. `catalog export` writes the first one into its manifest, and "
        "`catalog changes` tells the next."
    )


@contextmanager
def one_moment(connection: Connection) -> Iterator[ChangeCursor]:
    """Read the database as it is at one moment; give the cursor of that moment.

    The connection is outside a transaction.
    """
    with connection.transaction():
        connection.execute(statement("read_one_moment"))
        row = connection.execute(statement("current_cursor")).fetchone()
        assert row is not None  # noqa: S101 - it always returns one
        yield ChangeCursor(*row)


def changes_schema(media_type: MediaType) -> pa.Schema:
    """Return the columns of a feed: the change, then the record's as in an export."""
    return pa.schema([*CHANGE_FIELDS, *export_schema(media_type)])


def write_changes(
    connection: Connection,
    media_type: MediaType,
    since: ChangeCursor,
    stream: BinaryIO,
    form: Format,
    progress: Callable[[int], None] = lambda _records: None,
) -> tuple[int, ChangeCursor]:
    """Write every record that changed since a cursor, as it is now; return how many, and the next.

    Of a deleted record only its identifier is given, and why. Rows are streamed.

    The connection is outside a transaction; the cursor is from `one_moment`, an export's manifest,
    or the last call. Progress is told how many so far.

    Raises:
        UsageError: the cursor is of records of another type.
        StaleCursorError: the cursor is of another server, or too old.
    """
    if since.media_type not in {"", media_type}:
        raise UsageError(
            f"that cursor tells up to where {since.media_type} records were read. Keep another for "
            f"{media_type}; that of an export begins both."
        )
    with one_moment(connection) as now:
        _check(connection, since, now)
        writer = writer_of(form, stream, changes_schema(media_type), media_type)
        written = write_all(writer, _batches(connection, media_type, since), progress)
        return written, replace(now, media_type=media_type)


def drop_old(connection: Connection, before: datetime) -> int:
    """Forget changes from before some moment; return of how many records. Older cursors end."""
    row = connection.execute(statement("drop_old_changes"), {"before": before}).fetchone()
    return row[0] if row else 0


def _check(connection: Connection, since: ChangeCursor, now: ChangeCursor) -> None:
    anew = "Make the copy anew with `catalog export`."
    if not since.is_of(now.server):
        why = "another server or database, or of this one before a backup was restored"
        raise StaleCursorError(f"that cursor is of {why}. {anew}")
    id_, _, micros = since.newest.partition("@")
    place = {
        "since": since.snapshot,
        "id": int(id_) if id_ else None,
        "changed_on": _EPOCH + timedelta(microseconds=int(micros)) if micros else None,
    }
    try:
        row = connection.execute(statement("check_cursor"), place).fetchone()
    except psycopg.DataError as error:  # its numbers are none that a server could have
        raise _no_cursor(str(since)) from error
    is_kept, is_past, is_known, is_standby = row or (False, False, False, False)
    if not is_kept:
        raise StaleCursorError(f"changes since that cursor are not kept any more. {anew}")
    if is_past and is_known:
        return
    if is_standby:
        raise StaleCursorError("this standby is not as far as that cursor yet. Ask again soon.")
    raise StaleCursorError(
        f"that cursor is of a past that this server has not: was a backup restored? {anew}"
    )


def _batches(
    connection: Connection, media_type: MediaType, since: ChangeCursor
) -> Iterator[list[list[Any]]]:
    names = [name for name in export_schema(media_type).names if name != "identifier"]
    query = sql.SQL(statement("list_changes")).format(
        columns=sql.SQL(", ").join(sql.Identifier("item", name) for name in names),
        media=sql.Identifier(media_type),
        deleted=sql.Identifier(f"deleted_{media_type}"),
    )
    place = {"media_type": media_type, "since": since.snapshot}
    for batch in streamed(connection, query, place):
        yield [_feed_row(row) for row in batch]


def _feed_row(row: Sequence[Any]) -> list[Any]:
    """Give the columns that changed as a list, each once."""
    change, columns, *rest = row
    names = None if columns is None else sorted({name for name in columns.split(",") if name})
    return [change, names, *rest]
