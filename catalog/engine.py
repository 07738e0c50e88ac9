"""Run one task over many inputs: a pool of processes here, Spark there, the same task in both.

A task reads one input and writes one output whose name follows from the input's, atomically, and
returns a `TaskReport`. It raises nothing for a bad input: it reports it. So a retry, a speculative
copy or a second run does no harm, and a lost machine costs only the inputs it was reading.
"""

import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Literal, Protocol

from catalog.errors import CatalogError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from pyspark.sql import SparkSession

Status = Literal["done", "incomplete", "skipped", "failed"]

# Spark's first wave has two inputs for each core, and each later one eight times those before it.
# A crawl of 90,000 files on 3,200 cores is three waves.
_FIRST_WAVE = 2
_WAVE_GROWTH = 8
# A process that dies three times over one input is killed by that input.
ATTEMPTS = 3
_PROGRESS_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What became of one input.

    Attributes:
        item: the input's name, as it was given.
        status: `skipped` when its output was already there, `incomplete` when the input was cut.
        counts: what was read and written, and every problem by its kind (`errors.<kind>`).
        error: one sentence, when it failed.
    """

    item: str
    status: Status
    output: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class InputProgress:
    """How far a task is with its input, in bytes; the size where it is known."""

    item: str
    read: int
    size: int | None


Task = Callable[[str], TaskReport]
# Closing it ends the work that is going on.
Reports = Generator[TaskReport, None, None]


class Engine(Protocol):
    """Something that runs a picklable task over inputs and yields reports as they come."""

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        """Yield one report for each input, in no particular order."""
        ...


# A run with more failures than it may have goes on to this many: it may be a short one, in which
# the others are worth having. Beyond it, the fault lies not with single inputs.
_PATIENCE = 50


def is_hopeless(totals: Mapping[str, int], *, inputs: int, max_failed: float) -> bool:
    """Tell whether a run should be given up: too many inputs failed, or most of those so far.

    The totals count the inputs by the status in which they ended; `max_failed` is in per cent.
    """
    failed = totals.get("failed", 0)
    ended = failed + sum(totals.get(status, 0) for status in ("done", "incomplete", "skipped"))
    of_all, so_far = max_failed / 100 * inputs, max(max_failed, 50) / 100 * ended
    return failed > _PATIENCE and failed > min(of_all, so_far)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to.

    Attributes:
        totals: counts of all inputs, and how many ended in each status.
        failed: why each failed input failed, by its name.
        is_whole: whether the run came to its end and was not given up.
    """

    totals: Counter[str]
    failed: dict[str, str]
    is_whole: bool = True


def run_all(
    engine: Engine,
    task: Task,
    items: Sequence[str],
    *,
    max_failed: float,
    on_report: Callable[[TaskReport], None],
) -> RunSummary:
    """Run a task over inputs, telling each report as it comes; give up when it is hopeless."""
    totals: Counter[str] = Counter()
    failed: dict[str, str] = {}
    with closing(engine.run(task, items)) as reports:
        for report in reports:
            totals.update(report.counts)
            totals[report.status] += 1
            if report.status == "failed":
                failed[report.item] = report.error or "failed"
            on_report(report)
            if is_hopeless(totals, inputs=len(items), max_failed=max_failed):
                return RunSummary(totals, failed, is_whole=False)
    return RunSummary(totals, failed)


def _ignore_progress(progress: InputProgress) -> None:
    """Do nothing: outside a pool nobody listens."""


_tell: Callable[[InputProgress], None] = _ignore_progress


def tell_progress(item: str, read: int, size: int | None) -> None:
    """Say, from inside a task, how far it is. Cheap; without a listener it does nothing."""
    _tell(InputProgress(item, read, size))


def attempt(task: Task, item: str) -> TaskReport:
    """Run a task and report what it raises as a failure of that one input."""
    try:
        return task(item)
    except CatalogError as error:
        return TaskReport(item, "failed", error=str(error))
    except Exception as error:  # noqa: BLE001 - the edge: one input must not end the run
        return TaskReport(item, "failed", error=f"{type(error).__name__}: {error}")


class ProcessEngine:
    """Runs tasks in processes of this machine, one input in each at a time.

    A process that is killed costs nothing but time: its input is given to a fresh one. When the run
    itself is killed, its processes end too. Inputs are taken from the iterable only as processes
    become free.

    Args:
        workers: how many processes; the number of cores by default.
        on_progress: called with what tasks tell by `tell_progress`, some times a second at most.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        on_progress: Callable[[InputProgress], None] = _ignore_progress,
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.on_progress = on_progress

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        """Yield one report for each input as it is finished."""
        pool = _Pool(task, self.workers)
        try:
            for item in items:
                while not pool.give(item):
                    yield from self._wait(pool)
            while pool.busy:
                yield from self._wait(pool)
        finally:
            pool.close()

    def _wait(self, pool: "_Pool") -> Iterator[TaskReport]:
        for message in pool.receive():
            if isinstance(message, InputProgress):
                self.on_progress(message)
            else:
                yield message


@dataclass(slots=True)
class _Worker:
    process: "SpawnProcess"
    pipe: Connection
    item: str | None = None


class _Pool:
    """Processes and what each of them is doing."""

    def __init__(self, task: Task, size: int) -> None:
        self._task = task
        self._size = size
        # A forked child would share this process's locks and threads; a spawned one shares nothing.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._deaths: Counter[str] = Counter()

    @property
    def busy(self) -> bool:
        return any(worker.item is not None for worker in self._workers)

    def give(self, item: str) -> bool:
        """Give an input to a free process, starting one if there may be more; False if all work."""
        free = next((worker for worker in self._workers if worker.item is None), None)
        if free is None:
            if len(self._workers) >= self._size:
                return False
            free = self._start()
        free.item = item
        with suppress(OSError):  # it died while it was idle: `receive` will see that
            free.pipe.send(item)
        return True

    def receive(self) -> list[InputProgress | TaskReport]:
        """Wait until something happens, and return what the processes said."""
        by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        messages = [self._read(by_pipe[pipe]) for pipe in wait(list(by_pipe))]
        return [message for message in messages if message is not None]

    def _read(self, worker: _Worker) -> InputProgress | TaskReport | None:
        try:
            message: InputProgress | TaskReport = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(message, TaskReport):
            worker.item = None
        return message

    def _bury(self, worker: _Worker) -> TaskReport | None:
        """Replace a process that died; its input is tried again, a few times."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if worker.item is None:
            return None
        self._deaths[worker.item] += 1
        if self._deaths[worker.item] < ATTEMPTS:
            self.give(worker.item)
            return None
        code = worker.process.exitcode
        reason = f"its process ended {ATTEMPTS} times before it was done (last exit code {code})"
        return TaskReport(worker.item, "failed", error=reason)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._task), name="task", daemon=True
        )
        process.start()
        theirs.close()  # so that the death of the process closes the pipe
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def close(self) -> None:
        """End all processes, at work or not."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()


def _serve(pipe: Connection, task: Task) -> None:
    """Run tasks for the parent until it closes the pipe."""
    global _tell  # noqa: PLW0603 - this process exists for one run
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tell = _Throttled(pipe)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(attempt(task, item))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)


class _Throttled:
    """Sends progress to the parent, a few times a second at most."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._next = 0.0

    def __call__(self, progress: InputProgress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PROGRESS_EVERY
            self._pipe.send(progress)


class SparkEngine:
    """Runs tasks on a Spark cluster, or on a local master.

    Args:
        spark: the session; its executors must be able to import `catalog`.
        stagger: seconds over which the processes of a large cluster begin, so that they do not all
            ask the same server at once.
    """

    def __init__(self, spark: "SparkSession", *, stagger: float = 0.0) -> None:
        self._context = spark.sparkContext
        self._stagger = stagger

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        """Yield one report for each input, wave by wave, each wave when all of it is done.

        A caller that sees the first wave fail may leave: what was not begun is not paid for. Waves
        grow, for at the end of each the cluster waits for its slowest input.
        """
        inputs = iter(items)
        size = _FIRST_WAVE * self._context.defaultParallelism
        while wave := list(islice(inputs, size)):
            yield from self._wave(task, wave)
            size *= _WAVE_GROWTH

    def _wave(self, task: Task, inputs: list[str]) -> list[TaskReport]:
        # Short Spark tasks make a lost spot node cheap; very many of them cost the driver too much.
        slices = min(len(inputs), max(4 * self._context.defaultParallelism, len(inputs) // 8))
        work = _Attempt(task, self._stagger)
        reports: list[TaskReport] = self._context.parallelize(inputs, slices).map(work).collect()
        return reports


_begun = False  # whether this process has worked on something


@dataclass(frozen=True, slots=True)
class _Attempt:
    task: Task
    stagger: float

    def __call__(self, item: str) -> TaskReport:
        global _begun  # noqa: PLW0603 - Spark gives a process nothing else to remember it by
        if not _begun:
            time.sleep(random.uniform(0, self.stagger))  # noqa: S311 - no secret
            _begun = True
        return attempt(self.task, item)
