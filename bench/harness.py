"""Measure one way of doing a thing against another, in one run, turn by turn."""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the bench.

    Attributes:
        name: what is measured against what.
        value: median over the pairs of (seconds of ours / seconds of the baseline), or its inverse.
        low, high: the smallest and the largest pair.
        target: what it must reach, as text for a person.
        met: whether the median does.
    """

    name: str
    value: float
    low: float
    high: float
    target: str
    met: bool

    def __str__(self) -> str:
        """Return the line that `make bench` prints."""
        spread = f"[{self.low:.2f} .. {self.high:.2f}]"
        verdict = "met" if self.met else "NOT MET"
        return f"{self.name:<64} {self.value:7.2f} {spread:<18} {self.target:<10} {verdict}"


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call in this process, without other work on the machine.

    What the other way left behind is collected first, so that each pays for its own.
    """
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def server_cpu_seconds(directory: Path) -> float:
    """Return the processor time of a PostgreSQL server so far: of all its processes."""
    postmaster = (directory / "postmaster.pid").read_text().split("\n", 1)[0]
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, *fields = path.parent.name, *path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if name == postmaster:
            total += sum(map(int, fields[11:15]))  # with the children that it has buried
        elif fields[1] == postmaster:
            total += sum(map(int, fields[11:13]))
    return total / os.sysconf("SC_CLK_TCK")


Clock = Callable[[Callable[[], object]], float]


def slower(
    name: str,
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    at_most: float,
    pairs: int = 5,
    clock: Clock = seconds,
) -> Ratio:
    """Return how many times the baseline's time ours takes; at most `at_most` is wanted."""
    return ratio_of(name, _pairs(ours, baseline, pairs, clock), at_most=at_most)


def faster(
    name: str,
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    at_least: float,
    pairs: int = 5,
    clock: Clock = seconds,
) -> Ratio:
    """Return how many times faster than the baseline ours is; at least `at_least` is wanted."""
    return ratio_of(name, _pairs(baseline, ours, pairs, clock), at_least=at_least)


def ratio_of(
    name: str,
    pairs: list[float],
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> Ratio:
    """Return the line of pairs that were measured, with the one bound that is given."""
    value = statistics.median(pairs)
    met = (at_most is None or value <= at_most) and (at_least is None or value >= at_least)
    target = f"<= {at_most:g}x" if at_least is None else f">= {at_least:g}x"
    return Ratio(name, value, min(pairs), max(pairs), target, met)


def _pairs(
    over: Callable[[], object], under: Callable[[], object], pairs: int, clock: Clock
) -> list[float]:
    over(), under()  # both warm
    ratios = []
    for turn in range(pairs):
        # Who goes first changes, so that a machine that slows down favours nobody.
        if turn % 2:
            below = clock(under)
            ratios.append(clock(over) / below)
        else:
            above = clock(over)
            ratios.append(above / clock(under))
    return ratios


def machine() -> str:
    """Describe where the figures come from."""
    cpuinfo = Path("/proc/cpuinfo")
    names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
    model = names[0].partition(": ")[2] if names else platform.processor()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {python}"
