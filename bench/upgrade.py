"""An update of a table with rows: as it is done, against the texts of the migrations alone.

Beside each, others read and write a row twenty times a second; the longest that they waited is
told. The texts are what an empty database gets: there nobody waits.
"""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import LiteralString
from unittest import mock

import psycopg

from bench.harness import Ratio, server_cpu_seconds
from catalog.database import migrate, server, upgrade
from catalog.database.connection import connect

ROWS = int(os.environ.get("BENCH_UPGRADE_ROWS", "200000"))
# Before the rules, the record's key, search and what follows.
OLD = 20
FILL = (Path(__file__).parent / "upgrade_rows.sql").read_text(encoding="utf-8")
READ = "SELECT title FROM image WHERE identifier = md5('1')::uuid"
WRITE = "UPDATE image SET height = height + 1 WHERE identifier = md5('1')::uuid"


def ratios() -> Iterator[Ratio]:
    """Update two databases of the same rows, and print who had to wait."""
    texts = _updated("by the texts alone", texts=True)
    ours = _updated("as it is done")
    name = f"update of {ROWS:,} old images / by the migrations' texts (CPU)"
    yield Ratio(name, ours / texts, ours / texts, ours / texts, "<= 0.5", ours <= 0.5 * texts)


def _updated(how: str, *, texts: bool = False) -> float:
    directory = Path(tempfile.mkdtemp(prefix="bench-upgrade-"))
    empty = mock.patch.object(upgrade, "has_rows", return_value=not texts)
    try:
        url = server.start(directory / "db")
        with connect(url, autocommit=True) as connection:
            known = [each for each in migrate.migrations() if each.number <= OLD]
            list(migrate.migrate(connection, known))
            connection.execute(FILL, {"rows": ROWS})
            connection.execute("VACUUM ANALYZE image")
            before, begun = server_cpu_seconds(directory / "db"), time.monotonic()
            with empty, _asking(url, READ) as read, _asking(url, WRITE) as written:
                list(migrate.migrate(connection))
            used = server_cpu_seconds(directory / "db") - before
        print(
            f"{how}: {used:.1f} s of CPU, {time.monotonic() - begun:.1f} s here; a reader waited "
            f"for up to {max(read):.2f} s, a writer {max(written):.2f} s"
        )
        return used
    finally:
        server.stop(directory / "db", mode="immediate")
        shutil.rmtree(directory)


@contextmanager
def _asking(url: str, query: LiteralString) -> Iterator[list[float]]:
    """Ask twenty times a second; give how long each answer took."""
    waits, over = [0.0], threading.Event()

    def ask() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            while not over.wait(0.05):
                begun = time.monotonic()
                # Who changes a row may be the one whom the server ends where both lock tables.
                with suppress(psycopg.errors.DeadlockDetected):
                    connection.execute(query)
                waits.append(time.monotonic() - begun)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield waits
    finally:
        over.set()
        asking.join()
