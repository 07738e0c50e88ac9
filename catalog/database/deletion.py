"""Permanent deletion: records become tombstones, which every load consults."""

from dataclasses import dataclass
from typing import Any

from psycopg import sql

from catalog.database import batch_runner, locks
from catalog.database.batch_runner import BatchJob, BatchLimits, BatchRun, Kind, Progress
from catalog.database.connection import Connection
from catalog.database.selection import Selection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

LONGEST_REASON = 80


@dataclass(frozen=True, slots=True)
class _Move:
    """A batch's statement, with the parameters that all batches share."""

    name: str
    parameters: dict[str, Any]

    def __call__(self, connection: Connection, identifiers: list[Any]) -> tuple[int, int]:
        parameters = {**self.parameters, "identifiers": identifiers}
        row = connection.execute(statement(self.name), parameters).fetchone()
        return (row[0], row[1]) if row else (0, 0)


@dataclass(frozen=True, slots=True)
class _Restoration:
    """Move tombstones back, with what their records had in columns that an operator added."""

    media_type: MediaType

    def __call__(self, connection: Connection, identifiers: list[Any]) -> tuple[int, int]:
        name = f"restore_{self.media_type}"
        row = connection.execute(statement(name), {"identifiers": identifiers}).fetchone()
        done, passed_over, others = row or (0, 0, None)
        if others:
            self._restore_others(connection, others)
        return done, passed_over

    def _restore_others(self, connection: Connection, others: str) -> None:
        given = {"media": self.media_type, "others": others}
        found = connection.execute(statement("list_other_columns"), given).fetchall()
        each = sql.SQL(statement("restore_other_column"))
        names = [name.replace("%", "%%") for (name,) in found]  # no placeholder of a parameter
        parts = [each.format(column=sql.Identifier(n), name=sql.Literal(n)) for n in names]
        if parts:
            query = sql.SQL(statement("restore_other_columns")).format(
                media=sql.Identifier(self.media_type), assignments=sql.SQL(", ").join(parts)
            )
            connection.execute(query, given)


def delete(
    connection: Connection,
    media_type: MediaType,
    selection: Selection,
    *,
    reason: str,
    limits: BatchLimits = BatchLimits(),  # noqa: B008 - frozen
    progress: Progress = lambda done, total: None,
) -> BatchRun:
    """Move records to the tombstones, going on where a killed deletion of the same stopped.

    The connection is in autocommit mode. The reason, at most 80 characters, is kept with each
    record. Progress is told the rows done and all rows.

    Raises:
        BusyError: rows stay locked, loads do not end, or another deletion runs.
        UsageError: the reason is missing or too long.
    """
    check_reason(reason)
    action = _Move(f"delete_{media_type}", {"reason": reason})
    job = BatchJob("delete", media_type, media_type, action, limits, changes_rules=True)
    return _run(connection, job, selection, {"reason": reason}, progress)


def restore(
    connection: Connection,
    media_type: MediaType,
    selection: Selection,
    *,
    limits: BatchLimits = BatchLimits(),  # noqa: B008 - frozen
    progress: Progress = lambda done, total: None,
) -> BatchRun:
    """Move tombstones back to the media table, so that loads update the records again.

    A record that is there again, whose URL another record has, or which lacks what every record
    has, stays deleted and is counted as passed over. Other values that no record may have are left
    behind. The selection is of rows of the table of tombstones. Raises as `delete` does.
    """
    action = _Restoration(media_type)
    source = tombstones(media_type)
    job = BatchJob("restore", media_type, source, action, limits, changes_rules=True)
    return _run(connection, job, selection, {}, progress)


def tombstones(media_type: MediaType) -> str:
    """Return the table of a media type's tombstones."""
    return f"deleted_{media_type}"


def check_reason(reason: str) -> None:
    """Raise UsageError for a reason that cannot be kept."""
    if not reason.strip():
        raise UsageError("say why: --reason is empty")
    if len(reason) > LONGEST_REASON:
        raise UsageError(f"--reason is longer than {LONGEST_REASON} characters")


def _run(
    connection: Connection,
    job: BatchJob,
    selection: Selection,
    request: dict[str, Any],
    progress: Progress,
) -> BatchRun:
    doing: dict[Kind, str] = {"delete": "the deletion", "restore": "the restoration"}
    with (
        locks.explained(f"{doing[job.kind]} stopped", batch_runner.ADVICE),
        locks.only_one(connection, f"a deletion or restoration of {job.media_type}"),
    ):
        run = batch_runner.begin(connection, job, selection, request)
        return batch_runner.work(connection, job, run, progress=progress)
