"""What an adoption would do, found by cleaning a sample of the rows; nothing is written."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from psycopg import sql

from catalog.database import locks
from catalog.database.adopt import remains
from catalog.database.adopt.copying import read
from catalog.database.adopt.forms import SourceTable, form, recognise
from catalog.database.adopt.preflight import check
from catalog.database.adopt.rows import take
from catalog.database.adopt.state import AdoptionRequest, AdoptionState, state_of
from catalog.database.connection import Connection, connect, describe

SAMPLE_ROWS = 10_000
# Seconds for a million rows, beside those in which rows are read and cleaned, as docs/adopting.md
# has measured them: to write rows, which each worker does, and to build their indexes.
WRITING, BUILDING = 40.0, 30.0


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What would become of one table.

    Attributes:
        sampled: rows that were cleaned to find out.
        counts: what became of those, as `rows.Taken.counts` has it.
        seconds: in which one process would clean all rows.
    """

    table: SourceTable
    sampled: int
    counts: Counter[str]
    seconds: float

    def expected(self, what: str) -> int:
        """Return how many rows of the whole table would meet with something."""
        return round(self.counts[what] * self.table.rows / max(self.sampled, 1))


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """What an adoption would do.

    Attributes:
        remains: what would stay with the old tables, or go on reading them, in words.
        state: how far it has come already, or None.
    """

    form: str
    source: str
    tables: list[TablePlan] = field(default_factory=list)
    remains: list[str] = field(default_factory=list)
    state: AdoptionState | None = None

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(each.table.rows for each in self.tables)

    @property
    def bytes(self) -> int:
        """Return what the old tables take; the new ones take about as much beside them."""
        return sum(each.table.bytes for each in self.tables)

    def hours(self, workers: int) -> float:
        """Return in how many hours it might be done, on a machine such as the one measured."""
        cleaning = sum(each.seconds for each in self.tables) + WRITING * self.rows / 1e6
        return (cleaning / workers + BUILDING * self.rows / 1e6) / 3600


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
        for table in tables:
            share = min(1.0, SAMPLE_ROWS / max(table.rows, 1))
            begun = time.process_time()
            rows = read(source, table, sql.SQL("TRUE"), share)[:SAMPLE_ROWS]
            counts = take(table, rows).counts
            each = (time.process_time() - begun) / max(len(rows), 1)
            found.tables.append(TablePlan(table, len(rows), counts, each * table.rows))
        return found


def _remaining(source: Connection, tables: Sequence[SourceTable], *, in_place: bool) -> list[str]:
    schema = tables[0].schema
    columns = [f"{one.name}: the column {each} stays behind" for one in tables for each in one.left]
    others = remains.of_others(source, schema) if in_place else []
    return [*columns, *remains.of_tables(source, schema), *others]
