"""Publishing that is killed at any change it makes to the disk, then run again."""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import CatalogError
from catalog.lake.publish import PublishOptions, publish
from tests.catalog.lake.working_output import CRAWL, link_row

KILLED = -signal.SIGKILL
# Every way in which Python code changes a disk; what DuckDB writes lies between two of these.
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree"}

Tree = dict[str, str]


def tree(root: Path) -> Tree:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(p.relative_to(root)): sha256(p.read_bytes()).hexdigest() for p in files}


def publish_and_die(output: str, lake: str, change: int) -> None:
    """Publish in this process and kill it, as by `kill -9`, right before its n-th change."""
    left = change

    def count(event: str, _: tuple[Any, ...]) -> None:
        nonlocal left
        left -= event in CHANGES
        if event in CHANGES and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(CRAWL, output=output, lake=lake)


def run_until_killed(output: str, lake: str, change: int) -> int | None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["catalog.lake.publish", "duckdb", "pyarrow.parquet"])
    process = context.Process(target=publish_and_die, args=(output, lake, change))
    process.start()
    process.join(60)
    return process.exitcode


@pytest.fixture
def output(tmp_path: Path, working: Callable[..., None]) -> str:
    place = str(tmp_path / "out")
    working(place, "a", [link_row("zoo.example"), link_row("art.example")])
    working(place, "b", [link_row("maps.example")])
    return place


@pytest.fixture
def old_and_new(output: str, tmp_path: Path, working: Callable[..., None]) -> tuple[Tree, Tree]:
    """Publish the output, then prepare more of it; return the lake before and after."""
    lake, calm = str(tmp_path / "lake"), str(tmp_path / "calm")
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(keep_output=True))
    working(output, "c", [link_row("new.example")])
    publish(CRAWL, output=output, lake=calm, options=PublishOptions(keep_output=True))
    return tree(tmp_path / "lake"), tree(tmp_path / "calm")


def visible(lake: Path) -> Tree:
    return {name: digest for name, digest in tree(lake).items() if name.startswith("data/")}


def check_kill(change: int, output: str, tmp_path: Path, old: Tree, new: Tree) -> None:
    lake = tmp_path / "lake"
    assert run_until_killed(output, str(lake), change) == KILLED
    assert visible(lake) in ({}, old, new)
    publish(CRAWL, output=output, lake=str(lake))
    assert tree(lake) == new
    assert tree(Path(output)) == {}


# 1: nothing is there yet; 7: the part is made; 12: its facts are not; 18, 19: the two renames;
# 20: the staging place goes; 29 and on: the working output goes.
@pytest.mark.parametrize("change", [1, 6, 7, 12, 15, 18, 19, 20, 29, 33, 36])
def test_a_killed_publish_is_finished_by_the_next_one(
    change: int, output: str, tmp_path: Path, old_and_new: tuple[Tree, Tree]
) -> None:
    check_kill(change, output, tmp_path, *old_and_new)


@pytest.mark.slow
@pytest.mark.parametrize("change", range(1, 37))
def test_a_publish_killed_at_any_change_is_finished_by_the_next_one(
    change: int, output: str, tmp_path: Path, old_and_new: tuple[Tree, Tree]
) -> None:
    check_kill(change, output, tmp_path, *old_and_new)


def publish_on_a_full_disk(output: str, lake: str, room: int) -> None:
    """Publish where no file can become larger than `room` bytes, and say why it failed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        publish(CRAWL, output=output, lake=lake)
    except CatalogError:
        sys.exit(7)


def test_a_full_disk_is_a_clear_error_and_loses_nothing(
    output: str, tmp_path: Path, working: Callable[..., None]
) -> None:
    working(output, "big", [link_row(f"{n}.example", f"/{os.urandom(60)!r}") for n in range(5000)])
    before, lake = tree(Path(output)), tmp_path / "lake"
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=publish_on_a_full_disk, args=(output, str(lake), 100_000))
    process.start()
    process.join(60)
    assert process.exitcode == 7
    assert (visible(lake), tree(Path(output))) == ({}, before)
    assert publish(CRAWL, output=output, lake=str(lake)).rows == 5003
