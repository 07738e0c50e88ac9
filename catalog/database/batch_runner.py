"""Work on chosen rows in batches: short transactions, resumable, never waiting for a locked row.

What is to do is written down first, in `batch_row`; a batch does some of it and strikes it off in
the same transaction. So a run that is killed goes on where it stopped, and each row is done once.
Rows that another session holds are passed by and tried again in later rounds.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from psycopg import sql

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.errors import BusyError
from catalog.database.selection import Selection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

Kind = Literal["delete", "restore", "update"]
Progress = Callable[[int, int], None]
ADVICE = "What is done stays done: give the same command again to go on."


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """How patient a run is.

    Attributes:
        batch_rows: rows of one transaction.
        statement_ms: milliseconds after which a batch is given up.
        rounds: how often rows that stay locked are tried again.
        pause: seconds between these.
        loads_ms: milliseconds to wait for running loads, where the run changes what they obey.
    """

    batch_rows: int = 10_000
    statement_ms: int = 3_600_000
    rounds: int = 10
    pause: float = 3.0
    loads_ms: int = locks.WAIT_FOR_LOADS


@dataclass(frozen=True, slots=True)
class BatchRun:
    """One run, as far as it has come.

    Attributes:
        request: what was asked, as plain data.
        selected: rows that were chosen when it began.
        passed_over: rows that were gone by then, or could not be done.
    """

    id: int
    request: Mapping[str, Any]
    selected: int
    done: int
    passed_over: int
    started_on: datetime
    resumed: bool = False


class Action(Protocol):
    """What a batch does to its rows."""

    def __call__(self, connection: Connection, identifiers: list[Any]) -> tuple[int, int]:
        """Return how many were done, and how many passed over."""
        ...


@dataclass(frozen=True, slots=True)
class BatchJob:
    """What a run does, and to which table.

    Attributes:
        changes_rules: whether loads obey what it changes, so that none may run beside a batch.
    """

    kind: Kind
    media_type: MediaType
    source: str
    action: Action
    limits: BatchLimits
    changes_rules: bool = False


def begin(
    connection: Connection, job: BatchJob, selection: Selection, request: Mapping[str, Any]
) -> BatchRun:
    """Go on with the unfinished run of the same request, or write down a new one.

    The connection is in autocommit mode. The request is all that was asked but the rows.
    """
    asked = {**request, **selection.request, "media": job.media_type}
    text = json.dumps(asked, sort_keys=True)
    key = {
        "kind": job.kind,
        "media_type": job.media_type,
        "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
    }
    found = connection.execute(statement("find_unfinished_batch_run"), key).fetchone()
    if found:
        return replace(BatchRun(*found), resumed=True)
    fill = sql.SQL(statement("fill_batch_run")).format(selection=selection.query)
    with connection.transaction():
        start = connection.execute(statement("start_batch_run"), {**key, "request": text})
        run = BatchRun(*(start.fetchone() or ()))
        parameters = {**selection.parameters, "run_id": run.id}
        filled = connection.execute(fill, parameters, prepare=True).fetchone()
    return replace(run, selected=filled[0] if filled else 0)


def resume(connection: Connection, kind: Kind, media_type: MediaType, run_id: int) -> BatchRun:
    """Return an unfinished run by its number.

    Raises:
        UsageError: there is none; the message lists those that there are.
    """
    key: dict[str, Any] = {"kind": kind, "media_type": media_type}
    found = connection.execute(statement("get_batch_run"), {**key, "run_id": run_id}).fetchone()
    if found:
        return replace(BatchRun(*found), resumed=True)
    others = connection.execute(statement("list_unfinished_batch_runs"), key).fetchall()
    known = ", ".join(str(number) for (number,) in others) or "none"
    raise UsageError(f"{media_type} has no unfinished {kind} run {run_id}. Unfinished: {known}")


def work(
    connection: Connection,
    job: BatchJob,
    run: BatchRun,
    *,
    progress: Progress = lambda done, total: None,
) -> BatchRun:
    """Do what is left of a run; return how far it has come.

    Raises:
        BusyError: rows stay locked by other sessions.
    """
    locks.set_timeouts(connection, statement_ms=job.limits.statement_ms, lock_ms=locks.NO_LIMIT)
    for attempt in range(job.limits.rounds + 1):
        left = _next_round(connection, run)
        if not left:
            connection.execute(statement("finish_batch_run"), {"run_id": run.id})
            return run
        if attempt:
            time.sleep(job.limits.pause)
        run = _round(connection, job, run, progress)
    left = _next_round(connection, run)
    if left:
        raise BusyError(
            f"{left:,} rows stay locked by other sessions. {run.done:,} are done; give the same "
            "command again when those have ended."
        )
    connection.execute(statement("finish_batch_run"), {"run_id": run.id})
    return run


def _next_round(connection: Connection, run: BatchRun) -> int:
    row = connection.execute(statement("begin_next_round"), {"run_id": run.id}).fetchone()
    return row[0] if row else 0


def _round(connection: Connection, job: BatchJob, run: BatchRun, progress: Progress) -> BatchRun:
    size = {"run_id": run.id, "size": job.limits.batch_rows}
    progress(run.done + run.passed_over, run.selected)
    while batch := connection.execute(statement("next_batch"), size).fetchone():
        place = {"run_id": run.id, "first": batch[0], "last": batch[1]}
        done, passed_over = _batch(connection, job, place)
        run = replace(run, done=run.done + done, passed_over=run.passed_over + passed_over)
        progress(run.done + run.passed_over, run.selected)
    return run


def _batch(connection: Connection, job: BatchJob, place: Mapping[str, int]) -> tuple[int, int]:
    source = {"source": sql.Identifier(job.source)}
    lock = sql.SQL(statement("lock_batch")).format(**source)
    drop = sql.SQL(statement("drop_gone_rows")).format(**source)
    transaction = (
        locks.changing_rules(connection, job.limits.loads_ms, statement_ms=job.limits.statement_ms)
        if job.changes_rules
        else connection.transaction()
    )
    with transaction:
        gone = connection.execute(drop, place).rowcount
        identifiers = [row[0] for row in connection.execute(lock, place).fetchall()]
        done, passed_over = job.action(connection, identifiers) if identifiers else (0, 0)
        connection.execute(statement("strike_off"), {**place, "identifiers": identifiers})
        counts = {**place, "done": done, "passed_over": passed_over + gone}
        connection.execute(statement("advance_batch_run"), counts)
    return done, passed_over + gone
