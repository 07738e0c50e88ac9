"""What an adoption would do, found by cleaning a sample of the rows; nothing is written."""

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from statistics import mean, stdev
from typing import Any

from psycopg import sql

from catalog.database import locks
from catalog.database.adopt import remains
from catalog.database.adopt.copying import read
from catalog.database.adopt.forms import SourceTable, form, recognise
from catalog.database.adopt.preflight import check
from catalog.database.adopt.rows import take
from catalog.database.adopt.state import AdoptionRequest, AdoptionState, state_of
from catalog.database.connection import Connection, connect, describe
from catalog.database.sql import statement

SAMPLE_ROWS = 10_000
# What is not timed here, in seconds of the server's processor for a million rows (docs/adopting.md
# has them): to write rows, as each worker does, and to build their indexes; and to start, in all.
WRITING, BUILDING, STARTING = 50.0, 15.0, 2.0
# Seconds in which the server of those figures did `time_server` when it had nothing else to do.
REFERENCE = 0.08
_PARTS = 10
# What cleaning looks up is made when it is first asked for.
_TO_WARM_UP = 200
# Fewer rows are cleaned before another process is there, and are no matter of time.
_WORTH_PROCESSES = 5_000


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What would become of one table.

    Attributes:
        sampled: rows that were cleaned to find out.
        counts: what became of those, as `rows.Taken.counts` has it.
        seconds: in which one process would read and clean all rows, while others do, as it could
            now.
        error: by what share of it the sample may be wrong, twice the standard error.
    """

    table: SourceTable
    sampled: int
    counts: Counter[str]
    seconds: float
    error: float

    def expected(self, what: str) -> int:
        """Return how many rows of the whole table would meet with something."""
        return round(self.counts[what] * self.table.rows / max(self.sampled, 1))


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """What an adoption would do.

    Attributes:
        remains: what would stay with the old tables, or go on reading them, in words.
        state: how far it has come already, or None.
        slowness: how many times as long as the server of our figures this one takes, as busy as it
            is.
    """

    form: str
    source: str
    tables: list[TablePlan] = field(default_factory=list)
    remains: list[str] = field(default_factory=list)
    state: AdoptionState | None = None
    slowness: float = 1.0

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(each.table.rows for each in self.tables)

    @property
    def bytes(self) -> int:
        """Return what the old tables take; the new ones take about as much beside them."""
        return sum(each.table.bytes for each in self.tables)

    def seconds(self, workers: int) -> tuple[float, float, float]:
        """Return in how many seconds it might be done, at the least, and at the most.

        As far as was found by trying: at the most where the keys of indexes are sorted on disk.
        """
        hands = _hands(workers)
        read = sum(each.seconds for each in self.tables) / hands
        error = max([each.error for each in self.tables if each.seconds] or [0.0])
        millions = self.rows / 1e6
        write = self.slowness * WRITING * millions / hands
        build = self.slowness * (BUILDING * millions + STARTING)
        likely = read + write + build
        least = read * max(1 - error, 0.5) + 0.7 * (write + build)
        return (
            likely,
            min(least, likely / 1.3),
            max(read * (1 + error) + 1.5 * write + 2 * build, likely * 1.3),
        )


def _hands(workers: int) -> int:
    """Return how many processes work at once: two on one core do not do more than one."""
    return min(workers, os.cpu_count() or 1)


def plan(request: AdoptionRequest) -> AdoptionPlan:
    """Look at the old tables, and at what stands in the way.

    Raises:
        UnknownFormError: they are not those of an Openverse catalog.
        DatabaseError: something stands in the way.
    """
    with (
        locks.explained("looking at the old tables failed", "Nothing was changed."),
        connect(request.target, autocommit=True) as target,
        connect(request.old, autocommit=True) as source,
    ):
        state = state_of(target)
        if state and state.phase in {"adopted", "undone"}:
            return AdoptionPlan(state.form, state.source, state=state)
        tables = recognise(source, request.without)
        if state is None:
            check(target, source, tables, in_place=request.in_place, follow=request.follows)
        found = AdoptionPlan(
            form(tables),
            describe(request.old),
            remains=_remaining(source, tables, in_place=request.in_place),
            state=state,
        )
        hands = _hands(request.workers)
        found.tables.extend(_sampled(source, table, hands) for table in tables)
        few = found.rows < _WORTH_PROCESSES
        return found if few else replace(found, slowness=_slowness(request.target, hands))


def _sampled(source: Connection, table: SourceTable, hands: int) -> TablePlan:
    """Clean a sample, in as many processes as there will be, beside whatever the machine does."""
    begun = time.monotonic()
    share = min(1.0, SAMPLE_ROWS / max(table.rows, 1))
    rows = read(source, table, sql.SQL("TRUE"), share)[:SAMPLE_ROWS]
    reading = (time.monotonic() - begun) / max(len(rows), 1)
    if hands == 1 or len(rows) < _WORTH_PROCESSES:
        found = [_cleaned(table, rows)]
    else:
        parts = [(table, rows[number::hands]) for number in range(hands)]
        with multiprocessing.get_context("spawn").Pool(hands) as pool:
            # To start them is not timed, nor do they keep one another from it.
            pool.starmap(_cleaned, [(table, rows[:_TO_WARM_UP])] * hands, chunksize=1)
            found = pool.starmap(_cleaned, parts, chunksize=1)
    counts = sum((counts for counts, _ in found), Counter[str]())
    each = [pace for _, paces in found for pace in paces]
    cleaning = mean(each) if each else 0.0
    error = 2 * stdev(each) / len(each) ** 0.5 / cleaning if len(each) > 1 else 0.0
    return TablePlan(table, len(rows), counts, (reading + cleaning) * table.rows, error)


def _cleaned(
    table: SourceTable, rows: Sequence[tuple[Any, ...]]
) -> tuple[Counter[str], list[float]]:
    """Return what became of rows, and how many seconds a row took, in parts of them."""
    counts: Counter[str] = Counter()
    paces: list[float] = []
    size = max(1, -(-len(rows) // _PARTS))
    if rows:
        take(table, rows[:_TO_WARM_UP])
    for first in range(0, len(rows), size):
        part, begun = rows[first : first + size], time.monotonic()
        counts += take(table, part).counts
        paces.append((time.monotonic() - begun) / len(part))
    return counts, paces


def _slowness(target: str, hands: int) -> float:
    """Let the server do what needs no table, for so many at once; see how long it takes each."""

    def ask(_: int) -> float:
        with connect(target, autocommit=True) as connection:
            begun = time.monotonic()
            for _ in range(2):
                connection.execute(statement("time_server"))
            return (time.monotonic() - begun) / 2

    with ThreadPoolExecutor(hands) as pool:
        return mean(pool.map(ask, range(hands))) / REFERENCE


def _remaining(source: Connection, tables: Sequence[SourceTable], *, in_place: bool) -> list[str]:
    schema = tables[0].schema
    columns = [f"{one.name}: the column {each} stays behind" for one in tables for each in one.left]
    others = remains.of_others(source, schema) if in_place else []
    return [*columns, *remains.of_tables(source, schema), *others]
