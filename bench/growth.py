"""Loading into a table of millions against loading into an empty one: new rows, and the same again.

    BENCH_MILLIONS=6 BENCH_ROWS=200000 python -m bench growth

It is not among the benches that run by themselves: it wants 500 MB a million rows, and time. The
millions are made by the server, of a third of a usual row's bytes; the indexes are as large as they
would be. What is compared is processor time, of the loading process and of all of the server's,
which both have loaded before: what is done once, such as importing, is in no figure. Before each
load the server has written everything out, and does nothing of its own.

How much is read at random is counted: the blocks of the table that a reload of the same rows asks
for, against the blocks in which those rows lie.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import database
from bench.harness import Ratio, server_cpu_seconds
from catalog.database import migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.empty_table import without_indexes
from catalog.database.sql import read_statements

MILLIONS = float(os.environ.get("BENCH_MILLIONS", "1"))
ROWS = int(os.environ.get("BENCH_ROWS", "200000"))
SQL = read_statements(Path(__file__).with_suffix(".sql"))
MOST = 2.0


def ratios() -> Iterator[Ratio]:
    """Yield what loads cost where millions are, as a share of what they cost where nothing is."""
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        url = server.start(folder / "db")
        try:
            with connect(url, autocommit=True) as connection:
                list(migrate.migrate(connection))
                database.make_files(folder, 5_000)
                for stem in ("first", "changed"):
                    database.new_way(url, folder / f"{stem}.parquet")()
                connection.execute("TRUNCATE image")
                database.make_files(folder, ROWS)
                yield from _measure(connection, url, folder)
        finally:
            server.stop(folder / "db", mode="immediate")


def _measure(connection: Connection, url: str, folder: Path) -> Iterator[Ratio]:
    kinds = {"new rows": "first", "the same again": "first", "10 % changed": "changed"}

    def cost(kind: str, stem: str) -> float:
        _settle(connection, folder)
        return _cost(folder, kind, database.new_way(url, folder / f"{stem}.parquet"))

    def load_all() -> dict[str, float]:
        return {kind: cost(kind, stem) for kind, stem in kinds.items()}

    small = load_all()
    connection.execute("TRUNCATE image")
    connection.execute(SQL["fill"], {"rows": 1})
    added = cost("new rows", "first")
    _fill(connection)
    new = cost("new rows", "first")
    connection.execute("VACUUM image")
    before = _blocks(connection)
    same = cost("the same again", "first")
    asked = _blocks(connection) - before
    changed = cost("10 % changed", "changed")
    large = {"new rows": new, "the same again": same, "10 % changed": changed}
    for kind in kinds:
        value = large[kind] / small[kind]
        label = f"{kind}, {ROWS:,}: in {MILLIONS:g} million rows / in an empty table or their own"
        yield Ratio(label, value, value, value, f"<= {MOST:g}x", value <= MOST)
    label = f"new rows, {ROWS:,}: in {MILLIONS:g} million rows / in a table of one row"
    yield Ratio(label, new / added, new / added, new / added, f"<= {MOST:g}x", new <= MOST * added)
    (lie_in,) = connection.execute(SQL["count_blocks"]).fetchone() or (0,)
    label = f"blocks of the table asked for by a reload / {lie_in:,} in which its rows lie"
    yield Ratio(label, asked / lie_in, asked / lie_in, asked / lie_in, "to compare", True)


def _fill(connection: Connection) -> None:
    begun = time.monotonic()
    connection.execute("SET maintenance_work_mem = '512MB'")
    with connection.transaction(), without_indexes(connection, "image"):
        connection.execute(SQL["fill"], {"rows": int(MILLIONS * 1_000_000)})
    connection.execute("VACUUM (ANALYZE) image")
    print(f"  filled in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)


def _settle(connection: Connection, folder: Path) -> None:
    """Write out what is to be written, and wait until the server is quiet."""
    connection.execute("CHECKPOINT")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        before = server_cpu_seconds(folder / "db")
        time.sleep(2)
        if server_cpu_seconds(folder / "db") - before <= 0.02:
            return
    print("  the server does not become quiet", file=sys.stderr, flush=True)


def _cost(folder: Path, kind: str, load: Callable[[], None]) -> float:
    """Return the processor seconds of a load, the client's and the server's."""
    begun, client = time.monotonic(), time.process_time()
    before = server_cpu_seconds(folder / "db")
    load()
    spent = server_cpu_seconds(folder / "db") - before + time.process_time() - client
    wall = time.monotonic() - begun
    print(f"  {kind}: {spent:.1f} s of processors, {wall:.1f} s", file=sys.stderr, flush=True)
    return spent


def _blocks(connection: Connection) -> int:
    """Return the blocks of the table that were asked for so far, wherever they were found."""
    connection.execute("SELECT pg_stat_clear_snapshot()")
    (found,) = connection.execute(SQL["count_asked"]).fetchone() or (0,)
    return int(found)
