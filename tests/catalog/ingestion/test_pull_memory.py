import subprocess
import sys
from pathlib import Path

import pytest

PULL = """
import resource, sys
from datetime import date
from catalog.ingestion import seen_ids
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import pull
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import ListPage
from tests.catalog.fakeapi import fake_provider, photo

output, pages, remembered = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
seen_ids.REMEMBERED = remembered

def walk(asker, params, at):
    for number in range(pages):
        items = [photo(n) for n in range(500 * number, 500 * (number + 1))]
        yield ListPage(items, {"page": number + 1} if number + 1 < pages else None)

def note(progress):
    counts = progress.counts
    if counts["written"] in (500 * (pages // 2), 500 * pages):
        print(counts["written"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

provider = fake_provider("http://127.0.0.1:1", walk=walk)
target = Target(output=output, day=date(2026, 11, 3))
pull(provider, None, client=client_for(provider), target=target, note=note)
"""


def peaks(output: Path, pages: int, remembered: int) -> list[tuple[int, int]]:
    """Return (records written, peak MiB) halfway and at the end of a pull."""
    done = subprocess.run(
        [sys.executable, "-c", PULL, str(output), str(pages), str(remembered)],
        capture_output=True,
        text=True,
        check=True,
        timeout=500,
        cwd=Path(__file__).parents[3],
    )
    pairs = (line.split() for line in done.stdout.splitlines())
    return [(int(records), int(megabytes)) for records, megabytes in pairs]


def test_a_pull_twice_as_long_needs_no_more_memory(tmp_path: Path) -> None:
    half, whole = peaks(tmp_path, 40, 3000)
    assert (half[0], whole[0]) == (10_000, 20_000)
    assert whole[1] - half[1] < 8


@pytest.mark.slow
def test_memory_stays_flat_over_hundreds_of_thousands_of_records(tmp_path: Path) -> None:
    half, whole = peaks(tmp_path, 600, 60_000)
    assert (half[0], whole[0]) == (150_000, 300_000)
    assert whole[1] - half[1] < 16
