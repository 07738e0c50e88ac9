"""A media table as one table against sixteen partitions, by a hash of the id or of the provider.

    BENCH_MILLIONS=10 python -m bench partitions

It is not among the benches that run by themselves: it wants 300 MB a million rows, and time. The
rows are narrow (120 bytes; a usual one has 1,000 more, wherever it lies), the indexes are as large
as they would be. One layout is made, measured and dropped before the next; BENCH_LAYOUTS=one,by_id
measures some of them. The run stops, and leaves nothing, before less than BENCH_FREE_GB (12) of the
disk are free.

Each job is done three times, with other rows, and the middle one counts: the processor seconds of
the session, which alone works; in brackets blocks asked for, blocks that were not in the server's
memory of 256 MB (both in thousands), MB of log, and seconds by the clock.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql

from bench.harness import Ratio
from catalog.database import migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.sql import read_statements

MILLIONS = float(os.environ.get("BENCH_MILLIONS", "1"))
ROWS = int(MILLIONS * 1_000_000)
TURNS = 3
# Of one provider, that has a sixteenth of all: as many as a sixteenth holds for every turn.
FILE = min(200_000, ROWS // 16 // TURNS // 10 * 10)
LOOKUPS = 2_000
KEEP_FREE = float(os.environ.get("BENCH_FREE_GB", "12")) * 1e9
SQL = read_statements(Path(__file__).with_suffix(".sql"))
LAYOUTS: Mapping[str, str | None] = {
    "one": None,
    "by_id": "foreign_identifier",
    "by_provider": "provider",
}
WANTED = os.environ.get("BENCH_LAYOUTS", ",".join(LAYOUTS)).split(",")
SETTINGS = {
    # A load looks its rows up by an index, in every layout: left to itself, the planner hashes all
    # rows of all parts, which takes minutes.
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "fsync": "off",
    "autovacuum": "off",
    "max_wal_size": "1GB",
    "maintenance_work_mem": "256MB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a job took: seconds of the processor and the clock, blocks of 8 kB, bytes of log."""

    processor: float
    clock: float
    asked: int
    fetched: int
    logged: int

    def __str__(self) -> str:
        """Return it as a cell of the table in docs/benchmarks.md."""
        blocks = f"{self.asked / 1000:,.1f}, {self.fetched / 1000:,.1f}"
        log = f"{self.logged / 1e6:,.0f} MB"
        return f"{self.processor:.2f} ({blocks}, {log}, {self.clock:.1f} s)"


Costs = dict[str, Cost]


def ratios() -> Iterator[Ratio]:
    """Yield what each job costs in partitions, as a share of what it costs in one table."""
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "db"
        url = server.start(folder, SETTINGS)
        try:
            with connect(url, autocommit=True) as connection, _watched(connection, folder):
                list(migrate.migrate(connection))
                for function in ("leaves", "provider_of", "url_of", "identifier_of"):
                    connection.execute(SQL[f"create_{function}"])
                costs = {layout: _measure(connection, layout) for layout in WANTED}
        finally:
            server.stop(folder, mode="immediate")
    for layout in sorted(set(costs) - {"one"}) if "one" in costs else ():
        for job, cost in costs[layout].items():
            value = cost.processor / max(costs["one"][job].processor, 0.01)  # a tick of the clock
            label = f"{job}, {MILLIONS:g} million rows: partitions {layout} / one table"
            yield Ratio(label, value, value, value, "to compare", True)


@contextmanager
def _watched(connection: Connection, folder: Path) -> Iterator[None]:
    """Stop what the server does before the disk is too full for others.

    Raises:
        SystemExit: it was stopped.
    """
    over, full = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(1):
            if shutil.disk_usage(folder).free < KEEP_FREE:
                full.set()
                connection.cancel_safe()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    except Exception as error:
        if full.is_set():
            message = f"stopped: less than {KEEP_FREE / 1e9:g} GB of the disk are free"
            raise SystemExit(message) from error
        raise
    finally:
        over.set()
        thread.join()


def _measure(connection: Connection, layout: str) -> Costs:
    """Return what each job costs; the table is dropped in the end."""
    table = _Table(connection, layout)
    found = {"fill and index": table.cost(table.create)}
    _tell(layout, "fill and index", found["fill and index"])
    print(f"  {layout}: {table.size()}", file=sys.stderr, flush=True)
    for name, prepare, job in table.jobs():
        turns = []
        for turn in range(TURNS):
            prepare(turn)
            turns.append(table.cost(job, turn))
        found[name] = sorted(turns, key=lambda cost: cost.processor)[TURNS // 2]
        _tell(layout, name, found[name])
    table.run("drop")
    return found


def _tell(layout: str, name: str, cost: Cost) -> None:
    print(f"  {layout}: {name}: {cost}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class _Table:
    """One layout and what is done to it; each job is told its turn, from 0."""

    connection: Connection
    layout: str

    def jobs(self) -> Iterator[tuple[str, Callable[[int], None], Callable[[int], None]]]:
        """Yield each job's name, what comes before it and is not counted, and the job."""
        yield f"load {FILE:,} new rows of a provider", self._stage_new, self._load
        yield f"load {FILE:,} known rows of a provider again", self._stage_known, self._load
        yield f"{FILE:,} known ids by sorted keys", self._seek_known, self._seek("seek_ids")
        yield f"{FILE:,} new URLs by sorted keys", self._seek_new, self._seek("seek_urls")
        yield "popularity of 2 %", self._settle, self._score
        yield f"{LOOKUPS:,} searches by provider and id", self._settle, self._find_ids
        yield f"{LOOKUPS:,} searches by URL", self._settle, self._find_urls
        yield f"vacuum after {FILE // 10:,} deletions", self._delete, lambda _: self.run("vacuum")

    def create(self) -> None:
        """Make the table, its rows and its indexes, as a first load does."""
        by = LAYOUTS[self.layout]
        with self.connection.transaction():  # with the rows, so that they need no log
            if by is None:
                self.run("create_one")
            else:
                self.run("create_parts", by=sql.Identifier(by))
                for number in range(16):
                    part = sql.Identifier(f"{self.layout}_{number}")
                    self.run("create_part", part=part, number=sql.Literal(number))
            self.run("fill", {"rows": ROWS})
        unique = sql.SQL("UNIQUE" if by is None else "")
        for name in ("index_id", "index_url", "index_identifier"):
            self.run(name, unique=unique)
        self.run("analyze")

    def size(self) -> str:
        """Return the bytes of a row and of its entries in the indexes."""
        (heap, indexes) = self._values("tell_size", {"name": self.layout})
        return f"{heap / ROWS:.0f} bytes a row, {indexes / ROWS:.0f} bytes of indexes"

    def run(
        self, name: str, values: Mapping[str, object] | None = None, /, **parts: object
    ) -> None:
        """Run a statement of `partitions.sql` for this layout."""
        parts = {"table": sql.Identifier(self.layout), **parts}
        self.connection.execute(sql.SQL(SQL[name]).format(**parts), values)

    def cost(self, job: Callable[..., None], *arguments: int) -> Cost:
        """Return what a job costs, begun with nothing left to write."""
        self.connection.execute("CHECKPOINT")
        before, counted, begun = self._processor(), self._counters(), time.monotonic()
        job(*arguments)
        clock, processor = time.monotonic() - begun, self._processor() - before
        counts = (now - then for now, then in zip(self._counters(), counted, strict=True))
        return Cost(processor, clock, *counts)

    def _processor(self) -> float:
        path = Path(f"/proc/{self.connection.info.backend_pid}/stat")
        fields = path.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _counters(self) -> tuple[int, ...]:
        self._values("flush_statistics")
        return self._values("read_counters")

    def _values(self, name: str, values: Mapping[str, object] | None = None) -> tuple[int, ...]:
        return tuple(self.connection.execute(SQL[name], values).fetchone() or ())

    def _stage(self, name: str, values: Mapping[str, object]) -> None:
        self.run("drop_staged")
        self.run(name, {"rows": FILE, **values})
        self.run("analyze_staged")

    def _stage_new(self, turn: int) -> None:
        self._stage("stage_new", {"first": ROWS + turn * FILE + 1})

    def _stage_known(self, turn: int) -> None:
        self._stage("stage_known", {"all": ROWS, "skip": turn * FILE})

    def _load(self, _turn: int) -> None:
        for name in ("match", "find_owners", "insert_new"):
            self.run(name)

    def _seek_known(self, turn: int) -> None:
        self._stage_known(turn)
        self.run("seek_by_keys")

    def _seek_new(self, turn: int) -> None:
        self._stage_new(turn + TURNS)
        self.run("seek_by_keys")

    def _seek(self, name: str) -> Callable[[int], None]:
        return lambda _turn: self.run(name)

    def _settle(self, _turn: int) -> None:
        self.run("seek_freely")
        self.run("drop_staged")

    def _score(self, turn: int) -> None:
        """Refresh a fiftieth of the blocks of the table, or of each of its parts."""
        parts = self.connection.execute(SQL["list_parts"], {"name": self.layout}).fetchall()
        for name, blocks in parts:
            first = blocks // 50 * (turn + 1) * 10
            end = first + max(blocks // 50, 1)
            for stripe in range(10):
                values = {"first": f"({first},0)", "end": f"({end},0)", "stripe": stripe}
                self.run("score", {**values, "score": 0.5}, table=sql.Identifier(name))

    def _find_ids(self, turn: int) -> None:
        for number in _numbers(turn):
            provider = f"p{int((number // 10_000 * 7919 % 400) ** 0.5)}"
            self.run("find_by_id", {"provider": provider, "id": str(number)})

    def _find_urls(self, turn: int) -> None:
        for number in _numbers(turn):
            url = f"https://live.staticflickr.com/65535/{number}_b.jpg"
            self.run("find_by_url", {"url": url})

    def _delete(self, turn: int) -> None:
        self._stage_new(turn)
        self.run("delete_some")


def _numbers(turn: int) -> Iterator[int]:
    """Yield numbers of rows from anywhere in the table."""
    for number in range(turn * LOOKUPS, (turn + 1) * LOOKUPS):
        yield number * 1_000_003 * 7 % ROWS + 1


if __name__ == "__main__":
    for ratio in ratios():
        print(ratio)
