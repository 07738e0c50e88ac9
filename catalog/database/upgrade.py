"""An update of tables that have rows: nobody is shut out while they are read; a kill costs little.

Some migrations read whole tables, or build an index, in the transaction in which they lock them,
which an empty table does not mind. Where there are rows each has a short form: what else it does is
done at once, indexes are built concurrently beforehand, and what is to be read becomes a task, done
block by block after the last migration, each in a transaction that remembers how far it has come.
The outcome is that of the text itself.
"""

import logging
import re
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any, LiteralString, cast
from uuid import UUID

import psycopg
from psycopg import sql

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.errors import BusyError
from catalog.database.sql import statement
from catalog.records import TABLES, MediaType

logger = logging.getLogger(__name__)
Tell = Callable[[str], None]

# 32 MB: some 25,000 rows.
BLOCKS_AT_ONCE = 4096
QUEUED_AT_ONCE = 100_000
# Left out of the texts: blocks that check or repair every row ...
_READING = re.compile(r"^DO (\$\w*\$)\n.*?^\1;\n", re.MULTILINE | re.DOTALL)
# ... the queueing of every record for search, and the index that 0040 makes and 0071 drops.
_QUEUEING = re.compile(r"^INSERT INTO search_queue [^;]*SELECT 'image'[^;]*;\n", re.MULTILINE)
_SEARCH_INDEX = re.compile(r"^CREATE INDEX (image|audio)_search_idx .*?\n\)\);\n", re.M | re.DOTALL)
_INDEXES = re.compile(r"^(DROP INDEX \w+|CREATE UNIQUE INDEX (\w+) ON .*);\n", re.MULTILINE)
_CHECKED_LATER, _QUEUED_LATER = (33, 98, 101), (71,)


def has_rows(connection: Connection) -> bool:
    """Tell whether a media table is there and is not empty."""
    rows = [
        connection.execute(statement("has_rows"), {"table": each}).fetchone() for each in TABLES
    ]
    return any(row and row[0] for row in rows)


def short_form(number: int, text: LiteralString) -> LiteralString:
    """Return what a migration does at once where tables have rows; most do all of it."""
    if number == 35:
        text = _function(_taken(_INDEXES, text))
    elif number == 40:
        text = _taken(_SEARCH_INDEX, text)
    elif number in _QUEUED_LATER:
        text = _taken(_QUEUEING, text).replace("DROP INDEX ", "DROP INDEX IF EXISTS ")
    elif number in _CHECKED_LATER:
        text = _taken(_READING, text)
    return text


def _taken(part: re.Pattern[str], text: LiteralString) -> LiteralString:
    shorter, taken = part.subn("", text)
    if not taken:
        raise AssertionError(f"nothing of {part.pattern} is in the migration")
    return shorter


def build_indexes(connection: Connection, number: int, text: LiteralString, tell: Tell) -> None:
    """Build the indexes of a migration, and drop those that they replace, while others work.

    One that was being built when it was stopped is built anew; others are found.
    """
    if number != 35:
        return
    connection.execute(_function(_taken(_INDEXES, text)))
    for match in _INDEXES.finditer(text):
        query, index = match[1], match[2]
        if not index:
            query = query.replace("DROP INDEX", "DROP INDEX CONCURRENTLY IF EXISTS")
        else:
            tell(f"building {index}, while others read and write")
            if connection.execute(statement("find_invalid_index"), {"index": index}).rowcount:
                drop = sql.SQL("DROP INDEX CONCURRENTLY {}").format(sql.Identifier(index))
                connection.execute(drop)
            query = query.replace("INDEX", "INDEX CONCURRENTLY IF NOT EXISTS", 1)
        connection.execute(cast("LiteralString", query))


def _function(text: LiteralString) -> LiteralString:
    return text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def leave_tasks(connection: Connection, number: int) -> None:
    """Write down what a migration leaves to be read, in its transaction."""
    kinds = {"check": _CHECKED_LATER, "queue": _QUEUED_LATER}
    for kind in [kind for kind, numbers in kinds.items() if number in numbers]:
        connection.execute(statement("create_upgrade_task"))
        for media_type in TABLES:
            key = {"kind": kind, "media_type": media_type}
            connection.execute(statement("add_upgrade_task"), key)


def unfinished(connection: Connection) -> list[str]:
    """Say what an update has left to be read."""
    kinds = {
        "check": "rows of {} that were there before its newest rules are not all checked",
        "queue": "records of {} that were there before are not all entered for search",
    }
    return [kinds[kind].format(media) for kind, media, _, _ in _tasks(connection)]


def _tasks(connection: Connection) -> list[tuple[str, MediaType, str, list[str]]]:
    found = connection.execute(statement("has_upgrade_tasks")).fetchone()
    if not found or not found[0]:
        return []
    return connection.execute(statement("list_upgrade_tasks")).fetchall()


def finish(
    connection: Connection, tell: Tell = lambda _: None, deadline: float | None = None
) -> None:
    """Read what an update has left to be read. Killed, it goes on where it was.

    The connection is in autocommit mode. Nobody is shut out: who writes a row that is being
    repaired waits for a moment. After the deadline, in seconds since 1970, the rest is left, as all
    is to another session that does it.

    Raises:
        BusyError: another session does it, or rows to be repaired were locked for ten minutes; not
            where there is a deadline.
    """
    if not _tasks(connection):
        return
    leaving = nullcontext() if deadline is None else suppress(BusyError)
    with leaving, locks.only_one(connection, "the reading of what an update has left"):
        for kind, media_type, reached, broken in _tasks(connection):
            if kind == "queue":
                _queue(connection, media_type, reached, tell, deadline)
            else:
                _check(connection, media_type, int(reached), set(broken), tell, deadline)
        if not _tasks(connection):
            connection.execute(statement("drop_upgrade_task"))


def _is_late(deadline: float | None) -> bool:
    return deadline is not None and time.time() >= deadline


def _move(
    connection: Connection, kind: str, media_type: MediaType, reached: object, **more: object
) -> None:
    key = {"kind": kind, "media_type": media_type, "reached": str(reached), "broken": [], **more}
    connection.execute(statement("move_upgrade_task"), key)


def _end(connection: Connection, kind: str, media_type: MediaType) -> None:
    connection.execute(statement("end_upgrade_task"), {"kind": kind, "media_type": media_type})


def _queue(
    connection: Connection,
    media_type: MediaType,
    reached: str,
    tell: Tell,
    deadline: float | None,
) -> None:
    """Queue every record for search, by identifier: no change of a record moves it past us."""
    query = locks.for_table("queue_some_for_search", media_type)
    last = None if reached == "0" else UUID(reached)
    while not _is_late(deadline):
        key = {"media_type": media_type, "reached": last, "limit": QUEUED_AT_ONCE}
        with connection.transaction():
            found = connection.execute(query, key).fetchone()
            if not found:
                _end(connection, "queue", media_type)
                return
            last = found[0]
            _move(connection, "queue", media_type, last)
        tell(f"queueing {media_type} for search: {last.int / 2**128:.0%}")


def _check(
    connection: Connection,
    media_type: MediaType,
    block: int,
    broken: set[str],
    tell: Tell,
    deadline: float | None,
) -> None:
    """Look at each row by the rules that came after it, and repair it; then have them checked.

    What a row is now, and what is written from now on, the rules hold for: so a row that is moved
    meanwhile needs no look.
    """
    key = {"table": media_type}
    rules: dict[LiteralString, LiteralString] = dict(
        connection.execute(statement("list_unchecked_rules"), key).fetchall()
    )
    (blocks,) = connection.execute(statement("size_of_table"), key).fetchone() or (0,)
    (repairs,) = connection.execute(statement("list_repairs"), key).fetchone() or ("",)
    repair = _Repair(connection, media_type, rules, repairs)
    while rules and block < blocks:
        if _is_late(deadline):
            return
        broken |= locks.beside_loads(connection, partial(repair.blocks, block))
        block += BLOCKS_AT_ONCE
        share = min(block, blocks) / blocks
        tell(f"checking {media_type}, {blocks * 8 / 2**20:,.1f} GB: {share:.0%}")
    sound = [name for name in rules if name not in broken]
    if _believe(connection, media_type, sound, tell, deadline):
        for name in sorted(broken):
            logger.warning("rows of %s break %s", media_type, name)
        _end(connection, "check", media_type)


class _Repair:
    """Repairs the rows of one table that break its rules, as far as that can be done."""

    def __init__(
        self,
        connection: Connection,
        media_type: MediaType,
        rules: dict[LiteralString, LiteralString],
        repairs: LiteralString,
    ) -> None:
        """Give it the expressions of the rules by their names, and what makes columns sound."""
        self.connection, self.media_type = connection, media_type
        # They stand in queries with parameters, where a percent sign is written twice.
        is_false = [sql.SQL(f"({rule}) IS FALSE".replace("%", "%%")) for rule in rules.values()]
        self.parts: dict[str, sql.Composable] = {
            "media": sql.Identifier(media_type),
            "repairs": sql.SQL(repairs),
            "broken": sql.SQL(" OR ").join(is_false),
            "rules": sql.SQL(", ").join(
                sql.SQL("({}, {})").format(sql.Literal(name), each)
                for name, each in zip(rules, is_false, strict=True)
            ),
        }

    def _run(self, name: str, **given: object) -> list[Any]:
        query = sql.SQL(statement(name)).format(**self.parts)
        cursor = self.connection.execute(query, given)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []

    def blocks(self, first: int) -> set[str]:
        """Repair the rows of some blocks; return the rules that some of them break for good."""
        end = first + BLOCKS_AT_ONCE
        place = {"first": f"({first},0)", "last": f"({end},0)"}
        found: set[str] = set()
        try:
            with self.connection.transaction():
                self._run("repair_some", **place)
        except psycopg.errors.CheckViolation:
            found = self._one_by_one(self._run("list_some_broken", **place))
        _move(self.connection, "check", self.media_type, end, broken=sorted(found))
        return found

    def _one_by_one(self, identifiers: list[UUID]) -> set[str]:
        left = []
        for identifier in identifiers:
            try:
                with self.connection.transaction():
                    self._run("repair_one", identifier=identifier)
            except psycopg.errors.CheckViolation as error:
                left.append(identifier)
                why = error.diag.message_primary
                logger.info("%s %s cannot be repaired: %s", self.media_type, identifier, why)
        return set(self._run("list_rules_that_break", identifiers=left)) if left else set()


def _believe(
    connection: Connection,
    media_type: MediaType,
    rules: list[str],
    tell: Tell,
    deadline: float | None,
) -> bool:
    """Have rules checked that no row breaks, in one reading, without what takes long in them.

    Returns whether that was done before the deadline.
    """
    if not rules:
        return True
    left = 0 if deadline is None else int(1000 * (deadline - time.time()))
    if left < 0:
        return False
    tell(f"reading {media_type} once more, which keeps nobody out")
    each = [sql.SQL("VALIDATE CONSTRAINT {}").format(sql.Identifier(name)) for name in rules]
    query = sql.SQL("ALTER TABLE {} {}").format(
        sql.Identifier(media_type), sql.SQL(", ").join(each)
    )
    try:
        with connection.transaction():
            limits = {"statement_timeout": str(left), "lock_timeout": "0"}
            connection.execute(statement("set_timeouts_here"), limits)
            connection.execute(statement("believe_values"))
            connection.execute(query)
    except psycopg.errors.QueryCanceled:
        return False
    return True
