"""Bring the popularity scores of a whole table up to date, by several sessions, resumably.

The table is cut into ranges of blocks, and each range is done in stripes, each a short
transaction: a stripe's new row versions find room where the stripes before left dead ones, so that
hardly any index is touched and the table does not grow. A range that is done is struck off with its
last stripe; a killed refresh goes on with what is left.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from catalog.database import locks, popularity
from catalog.database.connection import Connection, connect
from catalog.database.locks import for_table
from catalog.database.popularity import MetricSample
from catalog.database.refresh_workers import RefreshRequest, Workers, stripes_of
from catalog.database.sql import statement
from catalog.records import MediaType

_ADVICE = "What is done stays done: give the same command again to go on."
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What became of a refresh.

    Attributes:
        findings: what the constants were found from; empty when it was continued.
        changed: rows whose score changed, also those of the calls that this one continued.
        done: False when it stopped at its deadline; the same call goes on.
        resumed_from: when the interrupted refresh that this one continued was started.
    """

    media_type: MediaType
    findings: tuple[MetricSample, ...]
    changed: int
    done: bool = True
    dry_run: bool = False
    resumed_from: datetime | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Run:
    id: int
    ranges: int
    resumed_from: datetime | None = None
    findings: tuple[MetricSample, ...] = ()


def preview(connection: Connection, request: RefreshRequest) -> RefreshReport:
    """Return what a refresh would find and how many rows it would rewrite; change nothing."""
    start = time.monotonic()
    popularity.check_providers(connection, request.media_type, request.providers)
    findings = popularity.find(connection, request.media_type, request.providers)
    with connection.transaction(force_rollback=True):
        popularity.store(connection, request.media_type, findings)
        query = for_table("count_popularity_changes", request.media_type)
        changed = _value(connection.execute(query, request.rows).fetchone())
    seconds = time.monotonic() - start
    return RefreshReport(request.media_type, findings, changed, dry_run=True, seconds=seconds)


def refresh(
    url: str,
    request: RefreshRequest,
    *,
    deadline: float | None = None,
    progress: Progress = lambda done, total: None,
) -> RefreshReport:
    """Bring every score up to date, going on where an interrupted refresh stopped.

    After the deadline, a `time.monotonic()`, nothing new is begun. Progress is told the ranges done
    and all ranges.

    Raises:
        BusyError: a refresh of the same table runs, or rows stay locked by another session.
        DatabaseError: the database failed, or a statement took too long.
        UsageError: a provider has no metric.
    """
    start = time.monotonic()
    media_type = request.media_type
    with (
        locks.explained(f"the popularity refresh of {media_type} stopped", _ADVICE),
        connect(url, autocommit=True) as connection,
        locks.only_one(connection, locks.rewriting(media_type)),
    ):
        popularity.check_providers(connection, media_type, request.providers)
        run = _resume(connection, request) or _start(connection, request)
        density = _rows_per_block(connection, media_type)
        done = Workers(url, request, run.id, stripes_of(density)).run(
            connection, total=run.ranges, deadline=deadline, progress=progress
        )
        name = "finish_popularity_run" if done else "count_changed_so_far"
        changed = _value(connection.execute(statement(name), {"run_id": run.id}).fetchone())
    report = RefreshReport(
        media_type, run.findings, changed, done=done, resumed_from=run.resumed_from
    )
    return replace(report, seconds=time.monotonic() - start)


def refresh_round(
    url: str,
    media: Sequence[MediaType] | None = None,
    providers: tuple[str, ...] = (),
    *,
    deadline: float,
) -> tuple[list[MediaType], int]:
    """Refresh one table after another until the deadline, to be called until nothing is left.

    The media are the tables that are left; None for all in which a provider has a metric. No
    providers are all. The deadline is a `time.monotonic()`.

    Returns:
        The tables that are left, and the rows of the others whose score changed.
    """
    if media is None:
        with connect(url, autocommit=True) as connection:
            media = popularity.tables(connection, providers)
    left = list(media)
    changed = 0
    while left and time.monotonic() < deadline:
        report = refresh(url, RefreshRequest(left[0], providers), deadline=deadline)
        if not report.done:
            break
        changed += report.changed
        left.pop(0)
    return left, changed


def _resume(connection: Connection, request: RefreshRequest) -> _Run | None:
    if request.restart:
        connection.execute(statement("drop_unfinished_popularity_runs"), request.rows)
    found = connection.execute(statement("find_unfinished_popularity_run"), request.rows).fetchone()
    if found is None:
        return None
    run_id, ranges, started_on, same_file = found
    # The table was rewritten (VACUUM FULL, a restore): its blocks are others now.
    if not same_file:
        with connection.transaction():
            ranges = _plan(connection, request, run_id)
    return _Run(run_id, ranges, resumed_from=started_on)


def _start(connection: Connection, request: RefreshRequest) -> _Run:
    findings = popularity.find(connection, request.media_type, request.providers)
    with locks.changing_rules(connection, request.loads_ms):
        popularity.store(connection, request.media_type, findings)
        start = statement("start_popularity_run")
        run_id = _value(connection.execute(start, request.rows).fetchone())
        ranges = _plan(connection, request, run_id)
    return _Run(run_id, ranges, findings=findings)


def _plan(connection: Connection, request: RefreshRequest, run_id: int) -> int:
    connection.execute(statement("clear_popularity_ranges"), {"run_id": run_id})
    density = _rows_per_block(connection, request.media_type)
    blocks = max(1, int(request.batch_rows * stripes_of(density) / density))
    size = {"run_id": run_id, "media_type": request.media_type, "blocks": blocks}
    return _value(connection.execute(statement("plan_popularity_ranges"), size).fetchone())


def _rows_per_block(connection: Connection, media_type: MediaType) -> float:
    found = connection.execute(statement("rows_per_block"), {"media_type": media_type}).fetchone()
    (density,) = found or (1.0,)
    return float(density)


def _value(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0
