"""Taking over an Openverse catalog in place, step by step, in seconds of CPU for a million rows.

Against copying its rows as they are (`CREATE TABLE ... AS`) into three indexes like ours: what no
way of taking them over could do without.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.harness import Ratio
from catalog.database import server
from catalog.database.adopt.adoption import adopt
from catalog.database.adopt.state import AdoptionRequest

ROWS = int(os.environ.get("BENCH_ADOPTION_ROWS", "200000"))
WORKERS = 2
HERE = Path(__file__).parent
FORM = HERE.parent / "tests/catalog/database/adopt/old_catalogs/openverse_2024.sql"
FLOOR = """
CREATE TABLE copied AS SELECT * FROM image;
CREATE UNIQUE INDEX ON copied (identifier);
CREATE UNIQUE INDEX ON copied (md5(provider || '/' || foreign_identifier));
CREATE UNIQUE INDEX ON copied (md5(url));
ANALYZE copied;
DROP TABLE copied;
"""
_TICKS = os.sysconf("SC_CLK_TCK")


def ratios() -> Iterator[Ratio]:
    """Print what each step takes, and measure all of it against the floor."""
    directory = Path(tempfile.mkdtemp(prefix="bench-adoption-"))
    try:
        url = server.start(directory / "db")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(FORM.read_text())
            rows = (HERE / "adoption_rows.sql").read_text()
            connection.execute(rows, {"rows": ROWS})
            connection.execute("VACUUM ANALYZE image")
            clock = Clock(directory / "db")
            connection.execute(FLOOR)
        floor = clock.told("copying rows as they are, with indexes")
        adopt(AdoptionRequest(url, workers=WORKERS), clock.step)
        clock.step("", 0, 0)  # tells of the last one
        ours = clock.used()
    finally:
        server.stop(directory / "db", mode="immediate")
        shutil.rmtree(directory)
    times = ours / floor
    name = f"adoption: CPU against copying rows as they are, {ROWS:,} rows"
    yield Ratio(name, times, times, times, "told", True)


class Clock:
    """Adds up the CPU of the server and of this process's own, step by step."""

    def __init__(self, db_dir: Path) -> None:
        self._postmaster = int((db_dir / "postmaster.pid").read_text().split()[0])
        self._begun = self._last = self._cpu()
        self._at, self._step = time.monotonic(), ""

    def step(self, step: str, _done: int, _total: int) -> None:
        """Tell of the step before, when another begins."""
        if step != self._step:
            if self._step:
                self.told(self._step, begin=False)
            self._step = step

    def used(self) -> float:
        """Return all since the last `told`."""
        return self._cpu() - self._begun

    def told(self, what: str, *, begin: bool = True) -> float:
        """Print what was used since the last call; return it, and perhaps begin anew."""
        now, at = self._cpu(), time.monotonic()
        used, seconds = now - self._last, at - self._at
        print(f"{what}: {1e6 * used / ROWS:.1f} s of CPU a million rows ({seconds:.1f} s here)")
        self._last, self._at = now, at
        if begin:
            self._begun = now
        return used

    def _cpu(self) -> float:
        own = sum(os.times()[:4])
        children = Path(f"/proc/{self._postmaster}/task/{self._postmaster}/children")
        pids = [self._postmaster, *map(int, children.read_text().split())]
        return own + sum(map(_used, pids))


def _used(pid: int) -> float:
    """Return the seconds of a process, and of those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS
