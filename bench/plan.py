"""What planning the pages of a provider takes on a large partition: memory, and how time grows.

`BENCH_MILLIONS=24,48,160` names the sizes in million link rows; a real crawl has about 160.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.harness import Ratio, ratio_of

CRAWL = "CC-MAIN-2026-43"
SQL = Path(__file__).parent
_MEMORY_MB = 1024
_LAMBDA_MB = 2048
_LAMBDA_SECONDS = 300
_DIFFERENT = 8
_PROVIDERS = {f"provider{number}.example": f"provider{number}" for number in range(30)}


def ratios() -> Iterator[Ratio]:
    """Yield the peak of each size, and the time of each size against the one before it."""
    sizes = [int(size) for size in os.environ.get("BENCH_MILLIONS", "4,8").split(",")]
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench-plan-") as folder:
        for number, size in enumerate(sizes):
            before = sizes[number - 1] if number else 0
            _add_parts(Path(folder), before, size)
            seconds[size], peak = _plan(folder)
            name = f"planning over {size} million link rows: peak, share of the Lambda's memory"
            yield ratio_of(name, [peak / _LAMBDA_MB], at_most=1)
            name = f"planning over {size} million link rows: CPU seconds, share of five minutes"
            yield ratio_of(name, [seconds[size] / _LAMBDA_SECONDS], at_most=1)
            if before:
                growth = seconds[size] / seconds[before] / (size / before)
                name = f"planning, CPU seconds a row: {size} million / {before} million"
                yield ratio_of(name, [growth], at_most=1.3)


def _add_parts(lake: Path, start: int, end: int) -> None:
    partition = lake / "data" / f"crawl={CRAWL}"
    partition.mkdir(parents=True, exist_ok=True)
    rows, pages = ((SQL / f"plan_{what}.sql").read_text() for what in ("rows", "pages"))
    for part in range(start, end):
        path = partition / f"part-{part:05}.parquet"
        # Other hosts' rows are only passed over: some files of them stand for all.
        if part < _DIFFERENT:
            duckdb.execute(rows, {"part": part, "path": str(path)})
        else:
            path.hardlink_to(partition / f"part-{part % _DIFFERENT:05}.parquet")
        own = partition / f"part-{part:05}-own.parquet"
        duckdb.execute(pages, {"part": part, "path": str(own)})


def _plan(lake: str) -> tuple[float, float]:
    """Return CPU seconds and peak MB of a process of its own that plans."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "bench.plan", lake], stdout=subprocess.PIPE, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    items, pages, peak = done.stdout.split()
    print(f"  {pages} pages in {items} items, {used:.1f} CPU seconds, {peak} MB", flush=True)
    return used, float(peak)


def _plan_once(lake: str) -> None:
    from catalog.images.page_plan import PageRequests, iter_plan

    # As the Lambda does it: the plan is text, and its pages are counted.
    wanted = iter_plan(lake, CRAWL, _PROVIDERS, memory_mb=_MEMORY_MB)
    items = [item.to_item() for item in wanted]
    pages = sum(PageRequests.from_item(item).page_count for item in items)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(len(items), pages, round(peak))


if __name__ == "__main__":
    _plan_once(sys.argv[1])
