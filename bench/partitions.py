"""A media table as one table against sixteen partitions, by a hash of the id or the provider.

    BENCH_MILLIONS=10 python -m bench.partitions

It is not among the benches that run by themselves: it wants 250 MB a million rows, and time. A URL
can be kept unique in one table alone. BENCH_LAYOUTS=one,by_id measures some of the layouts, so that
each can be measured by a process of its own.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from psycopg import sql

from bench.harness import Ratio
from catalog.database import migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.sql import read_statements

MILLIONS = float(os.environ.get("BENCH_MILLIONS", "1"))
SQL = read_statements(Path(__file__).with_suffix(".sql"))
NEW = 200_000
LOOKUPS = 2_000
# A usual record has 1,000 bytes more; the indexes, which are what differs, are the same.
REST = "0123456789abcdef" * (2 if MILLIONS <= 10 else 0)
LAYOUTS: Mapping[str, str | None] = {
    "one": None,
    "by_id": "foreign_identifier",
    "by_provider": "provider",
}

WANTED = os.environ.get("BENCH_LAYOUTS", ",".join(LAYOUTS)).split(",")


def ratios() -> Iterator[Ratio]:
    """Yield what each job costs in partitions, as a share of what it costs in one table."""
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "db"
        url = server.start(folder)
        try:
            with connect(url, autocommit=True) as connection:
                list(migrate.migrate(connection))
                connection.execute(SQL["create_known"])
                costs = {layout: _measure(connection, layout) for layout in WANTED}
        finally:
            server.stop(folder, mode="immediate")
    for layout in set(costs) - {"one"} if "one" in costs else ():
        for job, cost in costs[layout].items():
            value = cost / costs["one"][job]
            label = f"{job}, {MILLIONS:g} million rows: partitions {layout} / one table"
            yield Ratio(label, value, value, value, "to compare", True)


def _measure(connection: Connection, layout: str) -> dict[str, float]:
    """Return the processor seconds of the server for each job; the table is dropped in the end."""
    _create(connection, layout)
    rows = int(MILLIONS * 1_000_000)
    bounds = {"first": rows + 1, "last": rows + NEW}
    blocks = _blocks(connection, layout)
    end = {"end": f"({blocks // 50},0)"}
    found = {
        "load 200,000 new rows": _cost(connection, lambda: _fill(connection, layout, **bounds)),
        "reload 200,000 rows": _cost(connection, lambda: _run(connection, "match", layout)),
        "popularity of 2 %": _cost(connection, lambda: _run(connection, "score", layout, end)),
        "2,000 searches by id": _cost(connection, lambda: _find_ids(connection, layout)),
        "2,000 searches by URL": _cost(connection, lambda: _find_urls(connection, layout)),
        "vacuum": _cost(connection, lambda: _run(connection, "vacuum", layout)),
    }
    print(f"  {layout}: {found}", file=sys.stderr, flush=True)
    connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(layout)))
    return found


def _create(connection: Connection, layout: str) -> None:
    by = LAYOUTS[layout]
    with connection.transaction():  # with the rows, so that they need no log
        if by is None:
            _run(connection, "create_one", layout)
        else:
            _run(connection, "create_parts", layout, by=by)
            for number in range(16):
                part = {"part": sql.Identifier(f"{layout}_{number}"), "number": sql.Literal(number)}
                query = sql.SQL(SQL["create_part"]).format(table=sql.Identifier(layout), **part)
                connection.execute(query)
        _fill(connection, layout, first=1, last=int(MILLIONS * 1_000_000))
    unique = sql.SQL("UNIQUE" if by is None else "")
    connection.execute("SET maintenance_work_mem = '512MB'")
    for name in ("index_id", "index_url", "index_identifier"):
        query = sql.SQL(SQL[name]).format(table=sql.Identifier(layout), unique=unique)
        connection.execute(query)
    _run(connection, "vacuum", layout)
    connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(layout)))
    connection.execute("CHECKPOINT")


def _run(
    connection: Connection,
    name: str,
    layout: str,
    values: Mapping[str, object] | None = None,
    *,
    by: str = "",
) -> None:
    parts = {"table": sql.Identifier(layout), "by": sql.Identifier(by)}
    connection.execute(sql.SQL(SQL[name]).format(**parts), values)


def _fill(connection: Connection, layout: str, *, first: int, last: int) -> None:
    _run(connection, "fill", layout, {"first": first, "last": last, "rest": REST})


def _blocks(connection: Connection, layout: str) -> int:
    """Return the blocks of the table, or of its largest part."""
    row = connection.execute(
        "SELECT max(relpages) FROM pg_class WHERE relname LIKE %s AND relkind = 'r'", [f"{layout}%"]
    ).fetchone()
    return int(row[0]) if row else 0


def _find_ids(connection: Connection, layout: str) -> None:
    for number in range(1, LOOKUPS * 50, 50):
        provider = f"p{int(((number * 7919) % 400) ** 0.5)}"
        _run(connection, "find_by_id", layout, {"provider": provider, "id": str(number)})


def _find_urls(connection: Connection, layout: str) -> None:
    for number in range(1, LOOKUPS * 50, 50):
        url = f"https://live.staticflickr.com/65535/{number}_b.jpg"
        _run(connection, "find_by_url", layout, {"url": url})


def _cost(connection: Connection, job: Callable[[], None]) -> float:
    """Return the processor seconds that the server's process spent on a job."""
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.execute("CHECKPOINT")
    before = _processor(connection)
    job()
    return _processor(connection) - before


def _processor(connection: Connection) -> float:
    stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    for ratio in ratios():
        print(ratio)
