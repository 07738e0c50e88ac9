"""How long publishing takes, against DuckDB alone sorting the same files into one."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.harness import Ratio, slower
from catalog.lake.publish import PublishOptions, publish
from catalog.links.link_rows import LINK_SCHEMA

CRAWL = "CC-MAIN-2026-43"
FILES = 40
SCALE = 5  # times the pages of a real WAT file, so that the run is about sorting, not starting
SQL = Path(__file__).parent


def ratios() -> Iterator[Ratio]:
    """Yield the one figure of publishing."""
    with tempfile.TemporaryDirectory(prefix="bench-lake-") as folder:
        root = Path(folder)
        write_working_output(root / "out" / CRAWL)
        yield slower(
            f"publish {FILES} files / DuckDB sorting them into one",
            lambda: _publish(root),
            lambda: _copy(root),
            at_most=2,
        )


def write_working_output(folder: Path) -> None:
    """Write working files and their reports, as an extraction leaves them."""
    folder.mkdir(parents=True)
    statement = (SQL / "lake_rows.sql").read_text()
    for number in range(FILES):
        path = folder / f"{number:05}.warc.wat.parquet"
        values = {"file": number, "scale": SCALE, "path": str(path)}
        duckdb.execute(statement, values)
        table: pa.Table = pq.read_table(path).cast(LINK_SCHEMA)
        pq.write_table(table, path, compression="zstd")
        report = {"item": path.name, "status": "done", "counts": {"rows": table.num_rows}}
        path.with_suffix(".report.json").write_text(json.dumps(report))


def _publish(root: Path) -> None:
    shutil.rmtree(root / "lake", ignore_errors=True)
    options = PublishOptions(keep_output=True)
    publish(CRAWL, output=str(root / "out"), lake=str(root / "lake"), options=options)


def _copy(root: Path) -> None:
    inputs = sorted(str(path) for path in (root / "out" / CRAWL).glob("*.parquet"))
    with duckdb.connect(config={"memory_limit": "2048MB"}) as connection:
        values = {"inputs": inputs, "output": str(root / "sorted.parquet")}
        connection.execute((SQL / "lake_copy.sql").read_text(), values)
