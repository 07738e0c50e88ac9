"""Popularity: our refresh against one UPDATE that calls an SQL function for each row.

Every run begins with a fresh copy of one table of a million images, as a load leaves it, scored by
the constants of last month. These move, so that every row must be rewritten; then it is run once
more, with nothing to do. Ours also finds the constants; the old way is given them.
"""

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from bench.harness import Ratio, seconds
from catalog.database import migrate, popularity, refresh, server
from catalog.database.connection import connect
from catalog.database.popularity import MetricSample
from catalog.database.refresh_workers import RefreshRequest

ROWS = int(os.environ.get("BENCH_POPULARITY_ROWS", "1000000"))
PAIRS = 3
HERE = Path(__file__).parent
Way = Callable[[str], object]


def _sql(name: str) -> str:
    return (HERE / f"popularity_{name}.sql").read_text()


def ratios() -> Iterator[Ratio]:
    """Measure the refresh of every row, and that of a table in which nothing moved."""
    with _server() as copy:
        pairs = [_pair(copy, turn) for turn in range(PAIRS)]
    yield _ratio("popularity: every score moves, against one UPDATE", [pair[0] for pair in pairs])
    yield _ratio("popularity: no score moves, against one UPDATE", [pair[1] for pair in pairs])


def _ratio(name: str, pairs: list[float]) -> Ratio:
    median = statistics.median(pairs)
    return Ratio(f"{name}, {ROWS:,} rows", median, min(pairs), max(pairs), ">= 3x", median >= 3)


@contextmanager
def _server() -> Iterator[Callable[[str], str]]:
    directory = Path(tempfile.mkdtemp(prefix="bench-popularity-"))
    try:
        server.start(directory / "db")
        _fill(server.url(directory / "db", "openledger"))
        yield lambda name: _copy(directory / "db", name)
    finally:
        server.stop(directory / "db", mode="immediate")
        shutil.rmtree(directory)


def _fill(url: str) -> None:
    with connect(url, autocommit=True) as connection:
        list(migrate.migrate(connection))
        connection.execute(_sql("old_function"))
        last_month = [
            MetricSample(m.provider, 3000.0, 0, 0) for m in popularity.metrics(connection)
        ]
        popularity.store(connection, "image", last_month)
        connection.execute(_sql("fill"), {"rows": ROWS})
        connection.execute("VACUUM ANALYZE image")


def _copy(directory: Path, name: str) -> str:
    admin_url = server.url(directory, "postgres")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        copy = sql.Identifier(name)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))
        create = sql.SQL("CREATE DATABASE {} TEMPLATE openledger STRATEGY file_copy")
        admin.execute(create.format(copy))
        admin.execute("CHECKPOINT")
    return server.url(directory, name)


def _pair(copy: Callable[[str], str], turn: int) -> tuple[float, float]:
    """Return how many times faster ours is when every score moves, and right after, when none."""
    times: dict[Way, tuple[float, float]] = {}
    scores = set()
    for way in (_ours, _old) if turn % 2 else (_old, _ours):
        url = copy("run")
        times[way] = _timed(way, url), _timed(way, url)
        with connect(url) as connection:
            scores.add(connection.execute(_sql("digest")).fetchone())
    assert len(scores) == 1, "the two ways do not give the same scores"
    return times[_old][0] / times[_ours][0], times[_old][1] / times[_ours][1]


def _timed(way: Way, url: str) -> float:
    with connect(url, autocommit=True) as connection:
        if way is _old:  # ours finds its constants itself, and is timed doing so
            popularity.store(connection, "image", popularity.find(connection, "image"))
        connection.execute("SELECT count(*) FROM image")
    return seconds(lambda: way(url))


def _ours(url: str) -> None:
    refresh.refresh(url, RefreshRequest("image"))


def _old(url: str) -> None:
    with connect(url, autocommit=True) as connection:
        connection.execute(_sql("old_update"))
