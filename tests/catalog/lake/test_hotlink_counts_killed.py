"""kill -9 at every stage of `catalog images inlinks`, then the same command again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import pytest

from tests.catalog.links.wats import CRAWL, document, link, member, record, tree, write_crawl

STAGES = ("beginning", "counting", "adding up")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Write four files, each with 25,000 images of other sites; a tenth of them is in two."""
    write_crawl(tmp_path / "in", {f"f{number}": wat_file(22_500 * number) for number in range(4)})
    return tmp_path / "in"


def wat_file(first: int) -> bytes:
    pages = [
        document(
            [link(f"https://i{n % 97}.net/{n}.jpg", "IMG@/src") for n in range(start, start + 250)],
            url=f"https://h{start % 31}.org/{start}",
        )
        for start in range(first, first + 25_000, 250)
    ]
    return b"".join(member(record(json.dumps(page).encode())) for page in pages)


def start(source: Path, output: Path) -> subprocess.Popen[bytes]:
    places = ["--source", str(source), "--output", str(output)]
    command = ["images", "inlinks", "--crawl", CRAWL, "--workers", "2", "--memory-mb", "64"]
    # Where no compiled code may lie beside the sources, each run would spend its time compiling.
    cache = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(source.parent / "compiled")}
    return subprocess.Popen(
        [sys.executable, "-m", "catalog", *command, *places],
        env=os.environ | cache,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def killed_at(run: subprocess.Popen[bytes], output: Path, wanted: str, wait: float) -> bool:
    """Kill a run and its workers some time after it came to a stage; False if it ended before."""
    while run.poll() is None and stage(output) != wanted:
        time.sleep(0.002)
    with suppress(subprocess.TimeoutExpired):
        run.wait(timeout=wait)
    running = run.poll() is None
    if running:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return running


def stage(output: Path) -> str:
    """Tell how far a killed run had come."""
    if (output / f"{CRAWL}.inlinks.parquet").exists():
        return "ended"
    # `os.walk` passes over a folder that a run takes away while it is looked at; `rglob` fails.
    names = [name for _, _, files in os.walk(output) for name in files]
    counted = sum(name.endswith(".report.json") for name in names)
    return "adding up" if counted == 4 else "counting" if counted else "beginning"


def survive(crawl: Path, tmp_path: Path, *, kills: int, seed: int) -> Counter[str]:
    """Kill so many runs, at each stage in turn; return how often a run was killed at each.

    A run is watched and killed by what it has done, so that it does not matter how fast it is.
    """
    chance = random.Random(seed)
    calm, output = tmp_path / "calm", tmp_path / "out"
    assert start(crawl, calm).wait() == 0
    stages: Counter[str] = Counter()
    for wanted in cycle(STAGES):
        if stages.total() >= kills:
            break
        make_room(output, wanted)
        # A short wait: the stage that was waited for should not be over.
        if killed_at(start(crawl, output), output, wanted, chance.uniform(0, 0.05)):
            stages[stage(output)] += 1
    assert start(crawl, output).wait() == 0
    assert tree(output) == tree(calm)
    return stages


def make_room(output: Path, wanted: str) -> None:
    """Take away what would put a run beyond a stage before it begins."""
    for path in output.glob("*.parquet"):
        path.unlink()
    reports = sorted(output.rglob("*.report.json"))
    if wanted == "beginning" or (wanted == "counting" and len(reports) == 4):
        for path in reports if wanted == "beginning" else reports[1:]:
            path.unlink()


@pytest.mark.slow
def test_kills_at_every_stage_change_nothing(crawl: Path, tmp_path: Path) -> None:
    assert survive(crawl, tmp_path, kills=3, seed=1).total() == 3


@pytest.mark.slow
def test_very_many_kills_at_every_stage_change_nothing(crawl: Path, tmp_path: Path) -> None:
    stages = survive(crawl, tmp_path, kills=30, seed=2)
    assert set(STAGES) <= stages.keys()
