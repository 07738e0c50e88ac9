"""Loading files against the old catalogs' way: the same rows, turn by turn, on one server.

Beside it, for the first load COPY into the same table with its indexes, the floor, and for each
kind the upsert that people write by hand, which keeps nothing that a newer row does not say. The
old catalogs could not be searched by words: what that costs after a load is a line of its own.

BENCH_ROWS and BENCH_ROUNDS in the environment scale it. BENCH_DLT names a Python that has dlt, a
baseline too then (docs/benchmarks.md says how to make one).
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from bench.harness import Ratio, seconds
from catalog.database import first_load, loader, migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.load_options import LoadOptions
from catalog.database.search_entries import bring_up_to_date
from catalog.database.source_files import source_files
from catalog.database.sql import read_statements
from catalog.landing import CLEANED, landing_schema

ROWS = int(os.environ.get("BENCH_ROWS", "500000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "1"))
DLT = os.environ.get("BENCH_DLT")
MOST_MEMORY = 200.0  # MB
FILE_COUNT = 20
COLUMNS = ", ".join(landing_schema("image").names)
OLD = {
    name: text.replace("{columns}", COLUMNS)
    for name, text in read_statements(Path(__file__).with_name("old_load.sql")).items()
}
TARGETS = {
    "first load": 2.0,
    "reload of the same rows": 5.0,
    "reload with 10 % changed": 3.0,
}
FILES = {"first load": "first", "reload of the same rows": "first"}
FILES |= {"reload with 10 % changed": "changed"}


def ratios() -> Iterator[Ratio]:
    """Yield how many times faster than the old way each kind of load is, and its memory."""
    with tempfile.TemporaryDirectory(prefix="catalog-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        url = server.start(folder / "db")
        try:
            yield from _measure(folder, url)
        finally:
            server.stop(folder / "db", mode="immediate")


def _measure(folder: Path, url: str) -> Iterator[Ratio]:
    _round(folder, url, 5_000)  # both warm
    measured = [_round(folder, url, ROWS) for _ in range(ROUNDS)]
    for kind, target in TARGETS.items():
        found = [one[kind] for one in measured]
        low, value, high = min(found), statistics.median(found), max(found)
        name = f"{kind}, {ROWS:,} images"
        yield Ratio(name, value, low, high, f">= {target:g}x", value >= target)
    for kind in sorted(measured[0].keys() - TARGETS.keys()):
        found = [one[kind] for one in measured]
        low, value, high = min(found), statistics.median(found), max(found)
        yield Ratio(f"{kind}, {ROWS:,} images", value, low, high, "to compare", True)
    yield _id_index(url)
    yield _many_files(folder, url)
    used = _memory(folder, url)
    met = used <= MOST_MEMORY
    yield Ratio("loader process, MB at its highest", used, used, used, "<= 200 MB", met)


def _round(folder: Path, url: str, rows: int) -> dict[str, float]:
    """Load a first, the same and a changed file in both ways; return old seconds / new seconds."""
    make_files(folder, rows)
    with connect(url, autocommit=True) as connection:
        _empty_tables(connection)
        found = {}
        for number, (kind, stem) in enumerate(FILES.items()):
            old = _old_way(connection, folder / f"{stem}.tsv")
            new = new_way(url, folder / f"{stem}.parquet")
            # Who goes first changes, so that a machine that slows down favours nobody.
            first, second = (old, new) if number % 2 == 0 else (new, old)
            took = {first: seconds(first), second: seconds(second)}
            found[kind] = took[old] / took[new]
            told = f"{kind}: old {took[old]:.1f} s, new {took[new]:.1f} s"
            for name, seconds_taken in _baselines(connection, url, folder / stem, kind):
                found[f"{name} / ours, {kind}"] = seconds_taken / took[new]
                told += f", {name} {seconds_taken:.1f} s"
            if kind == "first load":
                entering = seconds(lambda: bring_up_to_date(connection))
                found["letting searches find them / ours, first load"] = entering / took[new]
            print(f"  {rows:,} rows, {told}", file=sys.stderr, flush=True)
        differences = connection.execute(OLD["count_differences"]).fetchone()
        assert differences == (0,), f"{differences} rows differ between the two ways"
    return found


def _baselines(
    connection: Connection, url: str, stem: Path, kind: str
) -> Iterator[tuple[str, float]]:
    """Yield the baselines of one kind of load and the seconds that each takes."""
    path = stem.with_suffix(".tsv")
    if kind == "first load":
        connection.execute(OLD["create_baseline"])
        copy = lambda: _copy(connection, "copy_baseline", path)  # noqa: E731
        yield "COPY with all indexes", seconds(copy)
        connection.execute(OLD["truncate_baseline"])
    if DLT:
        yield (
            "dlt",
            _by_dlt(connection, url, stem.with_suffix(".parquet"), anew=kind == "first load"),
        )

    def upsert() -> None:
        connection.execute(OLD["create_baseline_stage"])
        _copy(connection, "copy_baseline_stage", path)
        connection.execute(OLD["upsert_baseline"])

    yield "upsert by hand", seconds(upsert)


def _by_dlt(connection: Connection, url: str, path: Path, *, anew: bool) -> float:
    """Return the seconds that dlt takes to merge a file into a table of its own."""
    if anew:
        connection.execute("DROP SCHEMA IF EXISTS by_dlt CASCADE")
        shutil.rmtree(path.parent / "dlt", ignore_errors=True)
    script = Path(__file__).with_name("dlt_load.py")
    command = [str(DLT), str(script), url, str(path), str(path.parent)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _id_index(url: str) -> Ratio:
    """Return the size of the index of providers' ids, as a share of the old catalogs'; both new."""
    with connect(url, autocommit=True) as connection:
        connection.execute(OLD["build_id_indexes_anew"])
        (old, ours) = connection.execute(OLD["tell_id_indexes"]).fetchone() or (1, 1)
    print(f"  bytes of the id index: old {old:,}, new {ours:,}", file=sys.stderr, flush=True)
    value = ours / old
    return Ratio("index of ids, bytes: ours / old", value, value, value, "<= 0.55x", value <= 0.55)


def _many_files(folder: Path, url: str) -> Ratio:
    """Return how many times faster files for an empty table are loaded together than one by one."""
    table = pq.read_table(folder / "first.parquet")
    size = -(-len(table) // FILE_COUNT)
    for number in range(FILE_COUNT):
        part = table.slice(number * size, size)
        pq.write_table(part, folder / f"part-{number:02}.parquet", compression="zstd")
    paths = sorted(folder.glob("part-*.parquet"))
    sources = [source for path in paths for source in source_files(str(path), media_type="image")]

    options = LoadOptions(accept_counts=True)  # a part has fewer rows than the loads before

    def together() -> None:
        done = first_load.load_together(url, sources, options=options, rejected_path=lambda _: None)
        assert len(done) == FILE_COUNT

    def one_by_one() -> None:
        for source in sources:
            loader.load_file(url, source, options=options)

    took = {}
    for work in (one_by_one, together):
        with connect(url, autocommit=True) as connection:
            connection.execute("TRUNCATE public.image")
        took[work] = seconds(work)
    value = took[one_by_one] / took[together]
    name = f"{FILE_COUNT} files for an empty table: one by one / together, {len(table):,} images"
    # One by one they are copied straight into the table, too: together they may cost no more.
    return Ratio(name, value, value, value, ">= 1x", value >= 1)


def _copy(connection: Connection, name: str, path: Path) -> None:
    with connection.cursor().copy(OLD[name]) as copy, path.open("rb") as file:
        while block := file.read(1 << 16):
            copy.write(block)


def make_files(folder: Path, rows: int) -> None:
    """Write `first` and `changed`, as Parquet and as TSV."""
    with duckdb.connect() as duck:
        for stem, revision in (("first", 0), ("changed", 1)):
            made = duck.sql(OLD["make_rows"], params={"rows": rows, "revision": revision})
            made.write_csv(
                str(folder / f"{stem}.tsv"),
                sep="\t",
                header=False,
                na_rep="\\N",
                quotechar="",
                escapechar="",
            )
            table = made.to_arrow_table().select(landing_schema("image").names)
            table = table.cast(landing_schema("image")).replace_schema_metadata(dict(CLEANED))
            pq.write_table(table, folder / f"{stem}.parquet", compression="zstd")


def _empty_tables(connection: Connection) -> None:
    connection.execute("DROP SCHEMA IF EXISTS old CASCADE")
    connection.execute("CREATE SCHEMA old")
    connection.execute("SET search_path TO old, public")
    connection.execute(OLD["create_media_table"])
    connection.execute("SET search_path TO public")
    list(migrate.migrate(connection))
    connection.execute("TRUNCATE public.image")
    connection.execute("CHECKPOINT")


def _old_way(connection: Connection, path: Path) -> Callable[[], None]:
    def load() -> None:
        connection.execute("SET search_path TO old, public")
        connection.execute(OLD["drop_load_table"])
        connection.execute(OLD["create_load_table"])
        with connection.cursor().copy(OLD["copy"]) as copy, path.open("rb") as file:
            while block := file.read(1 << 16):
                copy.write(block)
        connection.execute(OLD["clean"])
        connection.execute(OLD["upsert"])
        connection.execute(OLD["drop_load_table"])

    return load


def new_way(url: str, path: Path) -> Callable[[], None]:
    """Return what loads a Parquet file."""

    def load() -> None:
        (source,) = source_files(str(path), media_type="image")
        loader.load_file(url, source)

    return load


_LOAD_AND_TELL = """
import sys
from catalog.cli import cli
cli(sys.argv[1:], standalone_mode=False)
status = open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
print(int(status) / 1024)
"""


def _memory(folder: Path, url: str) -> float:
    """Return the peak of a process of its own that loads the file, in MB."""
    command = [sys.executable, "-c", _LOAD_AND_TELL, "load", str(folder / "changed.parquet")]
    command += ["--database-url", url, "--rejected-dir", str(folder / "rejected")]
    done = subprocess.run(
        [*command, "--media", "image"], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[-1])
