"""The memory of a worker, whatever the file: read off the kernel's own high-water mark."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalog.links.wats import BY, document, link, member, page, record

EXTRACT = """
import sys
from catalog.links.extract import ExtractLinks
report = ExtractLinks(sys.argv[2])(sys.argv[1])
assert report.status == "done", report
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, report.counts["rows"], report.counts.get("errors.oversized_record", 0))
"""
LIMIT = 150_000_000 // 1024  # KiB, as the kernel counts


def peak_of(wat: Path) -> tuple[int, int, int]:
    """Extract a file in a process of its own; return its peak in KiB, rows and records left out."""
    command = [sys.executable, "-c", EXTRACT, str(wat), str(wat.parent / "out")]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    peak, rows, left_out = map(int, answer.stdout.split())
    return peak, rows, left_out


def huge_record() -> Iterator[bytes]:
    """Yield one gzip member of 100 MB with links everywhere."""
    yield gzip.compress(record(b'{"a": "' + BY.encode() * 2_700_000 + b'"}'), 1, mtime=0)


def large_page() -> bytes:
    """Return a page near the limit of what is parsed, every hundredth of its links a hit."""
    urls = [BY if n % 100 == 0 else f"https://host{n}.org/{'x' * 100}" for n in range(35_000)]
    return member(record(json.dumps(document([link(url, text="text") for url in urls])).encode()))


def test_a_worker_stays_small_with_a_huge_record_and_a_large_page(tmp_path: Path) -> None:
    wat = tmp_path / "a.warc.wat.gz"
    with wat.open("wb") as file:
        file.write(member(page(BY)))
        file.writelines(huge_record())
        file.write(large_page())
    peak, rows, left_out = peak_of(wat)
    assert (rows, left_out) == (351, 1)
    assert peak <= LIMIT, f"{peak // 1024} MiB"


@pytest.mark.slow
def test_a_worker_stays_small_with_a_file_of_a_gigabyte(tmp_path: Path) -> None:
    wat = tmp_path / "a.warc.wat.gz"
    other = member(page(*[f"https://x.org/{n * n}" for n in range(300)])) * 5000
    other += member(page(BY, *[f"https://x.org/{n}" for n in range(100)])) * 50
    with wat.open("wb") as file:
        while file.tell() < 1_000_000_000:
            file.write(other)
    peak, rows, _ = peak_of(wat)
    assert rows > 5_000
    assert peak <= LIMIT, f"{peak // 1024} MiB"
