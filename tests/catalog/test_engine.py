import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from catalog.engine import (
    InputProgress,
    ProcessEngine,
    Reports,
    Task,
    TaskReport,
    attempt,
    is_hopeless,
    run_all,
    tell_progress,
)


@dataclass(frozen=True, slots=True)
class Touch:
    """Writes down who worked on which input; some inputs are deadly."""

    folder: Path

    def __call__(self, item: str) -> TaskReport:
        with (self.folder / item).open("a") as log:
            log.write(f"{os.getpid()}\n")
        tries = len((self.folder / item).read_text().splitlines())
        if item.startswith("deadly") or (item.startswith("fragile") and tries == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        if item.startswith("raising"):
            raise ValueError("odd")
        tell_progress(item, 5, 10)
        return TaskReport(item, "done", counts={"rows": tries})


def by_item(reports: Iterator[TaskReport]) -> dict[str, TaskReport]:
    return {report.item: report for report in reports}


def test_every_input_is_reported_once(tmp_path: Path) -> None:
    reports = by_item(ProcessEngine(workers=2).run(Touch(tmp_path), ["a", "b", "c"]))
    assert reports == {
        "a": TaskReport("a", "done", counts={"rows": 1}),
        "b": TaskReport("b", "done", counts={"rows": 1}),
        "c": TaskReport("c", "done", counts={"rows": 1}),
    }


def test_the_input_of_a_killed_process_is_run_again(tmp_path: Path) -> None:
    reports = by_item(ProcessEngine(workers=2).run(Touch(tmp_path), ["fragile", "calm"]))
    assert reports["fragile"] == TaskReport("fragile", "done", counts={"rows": 2})
    assert reports["calm"].status == "done"


def test_an_input_that_kills_every_process_fails_alone(tmp_path: Path) -> None:
    reports = by_item(ProcessEngine(workers=1).run(Touch(tmp_path), ["deadly", "calm"]))
    assert reports["deadly"].error == (
        "its process ended 3 times before it was done (last exit code -9)"
    )
    assert reports["calm"].status == "done"


def test_what_a_task_raises_fails_its_input_alone(tmp_path: Path) -> None:
    reports = by_item(ProcessEngine(workers=1).run(Touch(tmp_path), ["raising", "calm"]))
    assert reports["raising"] == TaskReport("raising", "failed", error="ValueError: odd")
    assert reports["calm"].status == "done"


def test_inputs_are_taken_only_as_processes_become_free(tmp_path: Path) -> None:
    taken: list[str] = []

    def items() -> Iterator[str]:
        for name in map(str, range(50)):
            taken.append(name)
            yield name

    reports = ProcessEngine(workers=2).run(Touch(tmp_path), items())
    next(reports)
    assert len(taken) <= 4
    assert len(list(reports)) == 49


def test_a_run_that_is_left_early_ends_its_processes(tmp_path: Path) -> None:
    reports = ProcessEngine(workers=2).run(Touch(tmp_path), map(str, range(50)))
    next(reports)
    reports.close()
    pids = {int(line) for path in tmp_path.iterdir() for line in path.read_text().splitlines()}
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_progress_of_a_task_reaches_the_caller(tmp_path: Path) -> None:
    told: list[InputProgress] = []
    list(ProcessEngine(workers=1, on_progress=told.append).run(Touch(tmp_path), ["a"]))
    assert told == [InputProgress("a", 5, 10)]


@pytest.mark.parametrize(
    ("failed", "done", "max_failed", "hopeless"),
    [
        (50, 0, 5, False),  # a short run may go on
        (51, 0, 5, True),  # all failed so far
        (51, 51, 5, False),
        (52, 51, 5, True),  # most failed so far
        (4500, 50_000, 5, False),
        (4501, 50_000, 5, True),  # more of all inputs than may
        (60, 40, 60, False),  # whoever allows for most is not stopped
        (61, 39, 60, True),
    ],
)
def test_a_run_is_hopeless_when_most_inputs_failed_or_more_than_may(
    failed: int, done: int, max_failed: float, *, hopeless: bool
) -> None:
    totals = {"failed": failed, "done": done}
    assert is_hopeless(totals, inputs=90_000, max_failed=max_failed) is hopeless


class ReportsOnly:
    def __init__(self, *reports: TaskReport) -> None:
        self.reports = reports

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        yield from self.reports


def test_a_run_adds_up_counts_and_statuses_and_says_why_inputs_failed(tmp_path: Path) -> None:
    reports = (
        TaskReport("a", "done", counts={"rows": 2}),
        TaskReport("b", "skipped", counts={"rows": 3, "errors.bad_json": 1}),
        attempt(Touch(tmp_path), "raising"),
    )
    told: list[TaskReport] = []
    engine, task = ReportsOnly(*reports), Touch(tmp_path)
    done = run_all(engine, task, ["a", "b", "c"], max_failed=5.0, on_report=told.append)
    assert done.totals == {"rows": 5, "errors.bad_json": 1, "done": 1, "skipped": 1, "failed": 1}
    assert (list(done.failed), done.is_whole) == (["raising"], True)
    assert told == list(reports)


def test_a_run_ends_early_when_it_is_hopeless(tmp_path: Path) -> None:
    failed = (TaskReport(f"{number}", "failed", error="gone") for number in range(200))
    engine, task = ReportsOnly(*failed), Touch(tmp_path)
    items = [f"{number}" for number in range(200)]
    done = run_all(engine, task, items, max_failed=5.0, on_report=lambda report: None)
    assert (done.is_whole, len(done.failed)) == (False, 51)


RUN_AND_SLEEP = """
import signal, sys, time
from catalog.engine import ProcessEngine, TaskReport

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job inherits it as ignored

def sleep(item):
    open(f"{sys.argv[1]}/{__import__('os').getpid()}", "w").close()
    time.sleep(600)

if __name__ == "__main__":
    list(ProcessEngine(workers=2).run(sleep, ["a", "b"]))
"""


def start_sleepers(tmp_path: Path) -> tuple[subprocess.Popen[bytes], list[int]]:
    script, pids = tmp_path / "sleepers.py", tmp_path / "pids"
    script.write_text(RUN_AND_SLEEP)
    pids.mkdir()
    run = subprocess.Popen([sys.executable, script, pids], stderr=subprocess.DEVNULL)
    wait_until(lambda: len(list(pids.iterdir())) == 2)
    return run, [int(path.name) for path in pids.iterdir()]


def wait_until(true: object, seconds: float = 240) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_processes_end_when_the_run_is_killed(tmp_path: Path) -> None:
    run, pids = start_sleepers(tmp_path)
    run.kill()
    run.wait()
    wait_until(lambda: alive(pids) == [])


def test_processes_end_when_the_run_is_interrupted(tmp_path: Path) -> None:
    run, pids = start_sleepers(tmp_path)
    run.send_signal(signal.SIGINT)
    run.wait(timeout=120)
    wait_until(lambda: alive(pids) == [])
