"""Change chosen rows by an operator's assignments, in batches."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from catalog.database import batch_runner, locks
from catalog.database.batch_runner import BatchJob, BatchLimits, BatchRun, Progress
from catalog.database.connection import Connection
from catalog.database.selection import Selection, operators_sql, refused_sql
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

# By these a record is known; whoever links to it relies on them.
_FIXED = ("identifier", "created_on")
_PREVIEW_LIMITS = {"statement_timeout": "60000", "lock_timeout": "5000"}


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row, before and after."""

    identifier: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class _Update:
    query: sql.Composed

    def __call__(self, connection: Connection, identifiers: list[Any]) -> tuple[int, int]:
        with refused_sql("the assignments"):
            # Prepared, hence by the extended protocol: one statement, whatever the text holds.
            cursor = connection.execute(self.query, {"identifiers": identifiers}, prepare=True)
        if cursor.rowcount > len(identifiers):
            raise UsageError("the assignments reach beyond the rows that were selected")
        return cursor.rowcount, len(identifiers) - cursor.rowcount


def assignments(text: str, *, name: str) -> str:
    """Return what stands between SET and WHERE; a leading SET and a last semicolon may stand.

    Raises:
        UsageError: there is nothing.
    """
    found = re.sub(r"\A\s*SET\b", "", text, flags=re.IGNORECASE).strip().removesuffix(";").strip()
    if not found:
        raise UsageError(f"{name} holds no assignments. Write what follows SET.")
    return found


def preview(
    connection: Connection, media_type: MediaType, text: str, identifiers: list[Any]
) -> list[Change]:
    """Try the assignments on a few rows, undo it, and return what they changed.

    Raises:
        UsageError: they are not good SQL, or change what identifies a record.
    """
    source = sql.Identifier(media_type)
    show = sql.SQL(statement("show_rows")).format(source=source)
    few = {"identifiers": identifiers}
    with (
        locks.explained("the preview failed", "Try again later."),
        connection.transaction(force_rollback=True),
    ):
        connection.execute(statement("set_timeouts_here"), _PREVIEW_LIMITS)
        _check(connection, media_type, text)
        before: dict[Any, Any] = dict(connection.execute(show, few).fetchall())
        _update(media_type, text)(connection, identifiers)
        after: dict[Any, Any] = dict(connection.execute(show, few).fetchall())
    if set(before) != set(after):
        raise UsageError("the assignments change identifiers, by which records are known")
    changes = [change for row in before for change in _compare(row, before[row], after[row])]
    for change in changes:
        if change.column in _FIXED:
            raise UsageError(f"the assignments change {change.column}, which never changes")
    return changes


def update(
    connection: Connection,
    media_type: MediaType,
    selection: Selection,
    *,
    text: str,
    limits: BatchLimits = BatchLimits(),  # noqa: B008 - frozen
    progress: Progress = lambda done, total: None,
) -> BatchRun:
    """Change the selected rows, going on where a killed run of the same request stopped.

    Raises:
        BusyError: rows stay locked, or a refresh or another batch update runs.
        UsageError: the assignments are not good SQL.
    """
    with _job(connection, media_type, text, limits) as job:
        _check(connection, media_type, text)
        run = batch_runner.begin(connection, job, selection, {"set": text})
        return batch_runner.work(connection, job, run, progress=progress)


def resume(
    connection: Connection,
    media_type: MediaType,
    run_id: int,
    *,
    limits: BatchLimits = BatchLimits(),  # noqa: B008 - frozen
    progress: Progress = lambda done, total: None,
) -> BatchRun:
    """Go on with an unfinished run, by its number; it remembers its assignments.

    Raises:
        UsageError: there is no such run. Also as `update`.
    """
    run = batch_runner.resume(connection, "update", media_type, run_id)
    with _job(connection, media_type, run.request["set"], limits) as job:
        return batch_runner.work(connection, job, run, progress=progress)


@contextmanager
def _job(
    connection: Connection, media_type: MediaType, text: str, limits: BatchLimits
) -> Iterator[BatchJob]:
    with (
        locks.explained("the batch update stopped", batch_runner.ADVICE),
        locks.only_one(connection, locks.rewriting(media_type)),
    ):
        yield BatchJob("update", media_type, media_type, _update(media_type, text), limits)


def _update(media_type: MediaType, text: str) -> _Update:
    query = sql.SQL(statement("update_batch")).format(
        source=sql.Identifier(media_type), assignments=operators_sql(text)
    )
    return _Update(query)


def _check(connection: Connection, media_type: MediaType, text: str) -> None:
    """Refuse assignments that ask for parameters, such as $1: those of our statement are ours."""
    query = sql.SQL(statement("check_assignments")).format(
        source=sql.Identifier(media_type), assignments=operators_sql(text)
    )
    with refused_sql("the assignments"):
        connection.execute(query, prepare=True)


def _compare(row: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    return [
        Change(str(row), column, before[column], after[column])
        for column in before
        if json.dumps(before[column]) != json.dumps(after[column])
    ]
