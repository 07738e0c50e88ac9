"""kill -9 at any moment, then the same command again: nothing lost, nothing twice, nothing left."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.catalog.links.wats import BY, CRAWL, member, page, tree, write_crawl

OTHER = member(page("https://x.org/", *[f"https://x.org/{n}" for n in range(300)]))
Identity = dict[str, tuple[int, int]]


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Write twelve files that take a tenth of a second each."""
    files = {
        f"f{number:02}": OTHER * 3000 + member(page(BY, url=f"https://{number}.org/")) * 20
        for number in range(12)
    }
    write_crawl(tmp_path / "in", files)
    return tmp_path / "in"


def start(source: Path, output: Path) -> subprocess.Popen[bytes]:
    command = ["crawl", "extract", "--crawl", CRAWL, "--workers", "2"]
    places = ["--source", str(source), "--output", str(output)]
    return subprocess.Popen(
        [sys.executable, "-m", "catalog", *command, *places], stderr=subprocess.DEVNULL
    )


def workers_of(run: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()] if children.exists() else []
    return [pid for pid in pids if b"spawn_main" in command_line(pid)]


def command_line(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def finished(output: Path) -> Identity:
    """Tell which files are finished, and which very file on disk each is."""
    reports = output.rglob("*.report.json")
    both = [path for report in reports for path in (report, parquet_of(report))]
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in both}


def parquet_of(report: Path) -> Path:
    return report.with_name(report.name.replace(".report.json", ".parquet"))


def kill_during_work(run: subprocess.Popen[bytes], output: Path, chance: random.Random) -> bool:
    """Kill the run some time after it began to write; False if it ended before."""
    before = set(tree_names(output))
    while run.poll() is None and set(tree_names(output)) <= before:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.25))
    running = run.poll() is None
    run.kill()
    run.wait()
    return running


def tree_names(folder: Path) -> list[str]:
    # `os.walk` passes over a folder that a run takes away while it is looked at; `rglob` fails.
    return [name for _, _, names in os.walk(folder) for name in names]


def kill_workers(run: subprocess.Popen[bytes], output: Path, chance: random.Random) -> int:
    """Kill workers at work until the run ends; return how many."""
    killed = 0
    while run.poll() is None:
        time.sleep(chance.uniform(0, 0.1))
        workers = workers_of(run) if any(n.endswith(".tmp") for n in tree_names(output)) else []
        for pid in chance.sample(workers, min(1, len(workers))):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
    return killed


def survive(crawl: Path, tmp_path: Path, *, runs: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    calm, output = tmp_path / "calm", tmp_path / "out"
    assert start(crawl, calm).wait() == 0
    killed_runs = killed_workers = 0
    seen: Identity = {}
    while killed_runs < runs:
        if len(seen) == 24:
            remove_half(output)
            seen = finished(output)
        killed_runs += kill_during_work(start(crawl, output), output, chance)
        now = finished(output)
        assert {name: now[name] for name in seen} == seen, "a finished file was written again"
        seen = now
    while killed_workers < kills:
        remove_half(output)
        killed_workers += kill_workers(start(crawl, output), output, chance)
    assert start(crawl, output).wait() == 0
    assert tree(output) == tree(calm)


def remove_half(output: Path) -> None:
    for report in sorted(output.rglob("*.report.json"))[::2]:
        report.unlink()


def test_kills_at_random_moments_change_nothing(crawl: Path, tmp_path: Path) -> None:
    survive(crawl, tmp_path, runs=2, kills=3, seed=1)


@pytest.mark.slow
def test_very_many_kills_change_nothing(crawl: Path, tmp_path: Path) -> None:
    survive(crawl, tmp_path, runs=16, kills=24, seed=2)
