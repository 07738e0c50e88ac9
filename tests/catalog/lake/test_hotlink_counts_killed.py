"""kill -9 at random moments of `catalog images inlinks`, then the same command again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.catalog.links.wats import CRAWL, document, link, member, record, tree, write_crawl


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


def killed(run: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill a run and its workers after so long; False if it ended before."""
    try:
        run.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return True
    return False


def stage(output: Path) -> str:
    """Tell how far a killed run had come."""
    if (output / f"{CRAWL}.inlinks.parquet").exists():
        return "ended"
    counted = len(list(output.rglob("*.report.json")))
    return "adding up" if counted == 4 else "counting" if counted else "beginning"


def survive(crawl: Path, tmp_path: Path, *, kills: int, seed: int) -> set[str]:
    """Kill so many runs, each begun where the one before was killed; return where that was."""
    chance = random.Random(seed)
    calm, output = tmp_path / "calm", tmp_path / "out"
    began = time.monotonic()
    assert start(crawl, calm).wait() == 0
    longest = time.monotonic() - began
    stages = []
    while len(stages) < kills:
        began = time.monotonic()
        if killed(start(crawl, output), chance.uniform(0.3, 1) * longest):
            stages.append(stage(output))
        else:
            longest = min(longest, time.monotonic() - began)
        # Or every later run would find all files counted.
        if stage(output) == "ended" or (stage(output) == "adding up" and chance.random() < 0.5):
            remove_half(output)
    assert start(crawl, output).wait() == 0
    assert tree(output) == tree(calm)
    return set(stages)


def remove_half(output: Path) -> None:
    for path in [*sorted(output.rglob("*.report.json"))[::2], *output.glob("*.parquet")]:
        path.unlink()


def test_kills_at_random_moments_change_nothing(crawl: Path, tmp_path: Path) -> None:
    survive(crawl, tmp_path, kills=3, seed=1)


@pytest.mark.slow
def test_very_many_kills_at_every_stage_change_nothing(crawl: Path, tmp_path: Path) -> None:
    stages = survive(crawl, tmp_path, kills=30, seed=2)
    assert {"counting", "adding up"} <= stages
