"""Reading a crawl's reports from an S3 that takes 30 ms for each: time and memory.

`BENCH_REPORTS=100000` reads as many as a real crawl has; by default a tenth of it.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.harness import Ratio, ratio_of, seconds
from bench.slow_s3 import WAIT
from catalog.files.concurrent import AT_ONCE

_OF_A_CRAWL = 100_000
_SECONDS = 300
_MEMORY_MB = 512


def ratios() -> Iterator[Ratio]:
    """Yield time and memory, each as a share of what there is."""
    count = int(os.environ.get("BENCH_REPORTS", _OF_A_CRAWL // 10))
    command = [sys.executable, "-m", "bench.reports", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    took, used, peak = map(float, done.stdout.split())
    floor = count * WAIT / AT_ONCE
    print(
        f"  {count} reports: {took:.0f} s, {used:.0f} of the processor, {peak:.0f} MB; "
        f"waiting alone is {floor:.0f} s"
    )
    each = (used + floor) / count
    name = f"{count} reports from S3: processor time and waiting, share of {_SECONDS} s for all"
    yield ratio_of(name, [each * _OF_A_CRAWL / _SECONDS], at_most=0.7)
    name = f"{count} reports from S3, 30 ms each: share of {_SECONDS} s for {_OF_A_CRAWL}"
    yield ratio_of(name, [took / count * _OF_A_CRAWL / _SECONDS], at_most=1)
    yield ratio_of(f"the same: peak, share of {_MEMORY_MB} MB", [peak / _MEMORY_MB], at_most=1)


def _read(count: int) -> None:
    from catalog.lake.extract_output import read_working_output

    found = read_working_output("s3://lake/output", "CC-MAIN-2026-43")
    assert len(found.files) == count
    assert sum(file.rows for file in found.files) == 7 * count


def _measure(count: int) -> None:
    server = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("slow_s3.py"), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        os.environ |= {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        before = time.process_time()
        took = seconds(lambda: _read(count))
    finally:
        server.kill()
        server.wait()
    used = time.process_time() - before
    print(took, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _measure(int(sys.argv[1]))
