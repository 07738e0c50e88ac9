"""The sessions that score ranges of rows, side by side."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

import psycopg

from catalog.database import locks
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError
from catalog.database.locks import for_table
from catalog.database.sql import statement
from catalog.records import MediaType

FEWEST_STRIPES, MOST_STRIPES = 4, 16
# A stripe's dead rows can go when no older snapshot sees them. While a session does a stripe of its
# other ranges, the statements of the other sessions that began before end.
_AT_ONCE = 4
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RefreshRequest:
    """What to refresh, and how.

    Attributes:
        providers: whose rows; empty for all.
        batch_rows: about how many rows one transaction scores.
        workers: sessions at work at once.
        statement_ms: milliseconds after which a transaction is given up.
        lock_ms: milliseconds to wait for a locked row before its range is put off to the end;
            less than PostgreSQL's deadlock_timeout (1 s), so that no load is ever its victim.
        last_lock_ms: the same at the end, when only such ranges are left.
        loads_ms: milliseconds to wait for running loads before new constants are put in force.
        restart: forget an interrupted refresh and find the constants anew.
    """

    media_type: MediaType
    providers: tuple[str, ...] = ()
    batch_rows: int = 1_250
    workers: int = 2
    statement_ms: int = 300_000
    lock_ms: int = 300
    last_lock_ms: int = 30_000
    loads_ms: int = locks.WAIT_FOR_LOADS
    restart: bool = False

    @property
    def rows(self) -> dict[str, Any]:
        """Which rows, as parameters."""
        return {"media_type": self.media_type, "providers": sorted(self.providers) or None}


def stripes_of(rows_per_block: float) -> int:
    """Return into how many stripes a table's rows fall, by their place in their block.

    Rather one too many than two rows of a block in one stripe: a full block has room for one new
    version, and a version that must leave its block costs as much as four that stay.
    """
    return min(max(math.ceil(rows_per_block) + 1, FEWEST_STRIPES), MOST_STRIPES)


@dataclass(frozen=True, slots=True)
class _Range:
    first_block: int
    end_block: int


@dataclass(slots=True)
class Workers:
    """Sessions that share the ranges left of one refresh."""

    url: str
    request: RefreshRequest
    run_id: int
    stripes: int
    _left: deque[_Range] = field(default_factory=deque)
    _locked: list[_Range] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)
    _tell: Lock = field(default_factory=Lock)

    def run(
        self,
        connection: Connection,
        *,
        total: int,
        deadline: float | None,
        progress: Progress,
    ) -> bool:
        """Do what is left; return False when the deadline came first.

        Raises:
            BusyError: rows of some ranges stay locked by another session.
        """
        found = connection.execute(statement("list_popularity_ranges"), {"run_id": self.run_id})
        self._left.extend(_Range(*row) for row in found.fetchall())
        left = len(self._left)

        def tell() -> None:
            nonlocal left
            with self._tell:
                left -= 1
                progress(total - left, total)

        progress(total - left, total)
        request = self.request
        self._pass(range(request.workers), request.lock_ms, deadline, tell)
        if self._locked and not _is_over(deadline):
            self._left.extend(self._locked)
            self._locked.clear()
            self._pass(range(1), request.last_lock_ms, deadline, tell)
            if self._locked:
                raise BusyError(self._complaint(connection))
        return not self._left and not self._locked

    def _pass(
        self,
        workers: Iterable[int],
        lock_ms: int,
        deadline: float | None,
        tell: Callable[[], None],
    ) -> None:
        with ThreadPoolExecutor() as pool:
            futures = [pool.submit(self._work, lock_ms, deadline, tell) for _ in workers]
            try:
                for future in futures:
                    future.result()
            finally:
                self._stop.set()
        self._stop.clear()

    def _work(self, lock_ms: int, deadline: float | None, tell: Callable[[], None]) -> None:
        with connect(self.url, autocommit=True) as connection:
            locks.set_timeouts(connection, statement_ms=self.request.statement_ms, lock_ms=lock_ms)
            connection.execute(statement("change_only_popularity"))
            connection.execute(statement("commit_without_waiting"))
            while not self._stop.is_set() and not _is_over(deadline):
                items = list(self._take())
                if not items:
                    return
                for _ in self._do(connection, items):
                    tell()

    def _take(self) -> Iterator[_Range]:
        with suppress(IndexError):  # another session was faster
            for _ in range(_AT_ONCE):
                yield self._left.popleft()

    def _do(self, connection: Connection, items: list[_Range]) -> Iterator[_Range]:
        """Do ranges stripe by stripe, in turn; yield each that is done."""
        for first in range(self.stripes):
            for item in list(items):
                try:
                    last = self._do_stripes(connection, item, first)
                except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
                    items.remove(item)
                    self._locked.append(item)
                    continue
                if last == self.stripes - 1:
                    items.remove(item)
                    yield item

    def _do_stripes(self, connection: Connection, item: _Range, first: int) -> int:
        """Do one stripe, or all that are left when few rows change; return the last done."""
        changed = self._do_stripe(connection, item, first, first)
        few = changed * self.stripes < item.end_block - item.first_block
        # Less than a row in each block: the new versions find room as it is.
        if first == 0 and few:
            self._do_stripe(connection, item, 1, self.stripes - 1)
            return self.stripes - 1
        return first

    def _do_stripe(self, connection: Connection, item: _Range, first: int, last: int) -> int:
        place = {"run_id": self.run_id, "first_block": item.first_block}
        parameters = {
            **self.request.rows,
            "first": f"({item.first_block},0)",
            "end": f"({item.end_block},0)",
            "stripes": [*range(first, last + 1)],
            "of": self.stripes,
        }
        update = for_table("refresh_popularity_range", self.request.media_type)
        with connection.transaction():
            # Never a generic plan: it would not know how few blocks these are.
            changed = connection.execute(update, parameters, prepare=False).rowcount
            if changed:
                counted = {**place, "changed": changed}
                connection.execute(statement("add_popularity_changes"), counted)
            if last == self.stripes - 1:
                connection.execute(statement("finish_popularity_range"), place)
        return changed

    def _complaint(self, connection: Connection) -> str:
        table = {"table": self.request.media_type}
        found = connection.execute(statement("who_blocks"), table).fetchall()
        pids = ", ".join(str(pid) for (pid,) in found) or "none of which is left"
        return (
            f"rows in {len(self._locked)} ranges of {self.request.media_type} stayed locked by "
            f"other sessions (server processes {pids}). Everything else is done; give the same "
            "command again when they have ended."
        )


def _is_over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() > deadline
