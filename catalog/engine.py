"""Run one task over many inputs: a pool of processes here, Spark there, the same task in both.

A task reads one input and writes one output whose name follows from the input's, atomically, and
returns a `TaskReport`. It raises nothing for a bad input: it reports it. So a retry, a speculative
copy or a second run does no harm, and a lost machine costs only the inputs it was reading.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Status = Literal["done", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What became of one input.

    Attributes:
        item: the input's name, as it was given.
        status: `skipped` when its output was already there.
        output: URI of what was written, or None.
        counts: what was read and written, and every problem by its kind (`errors.<kind>`).
        error: one sentence, when it failed.
    """

    item: str
    status: Status
    output: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None


Task = Callable[[str], TaskReport]


class Engine(Protocol):
    """Something that runs a picklable task over inputs and yields reports as they come."""

    def run(self, task: Task, items: Iterable[str]) -> Iterator[TaskReport]:
        """Yield one report for each input, in no particular order."""
        ...


def total(reports: Iterable[TaskReport]) -> Counter[str]:
    """Add up the counts of many reports, and how many ended in each status."""
    summed: Counter[str] = Counter()
    for report in reports:
        summed.update(report.counts)
        summed[report.status] += 1
    return summed
