"""The state of a pipeline's run over one crawl: whether it is done, its inputs, its result.

Everything about a run lies below `<lake>/runs/<pipeline>/<crawl>/`: the lists of inputs, one for
each attempt, and `ready.json`, which is written last. A crawl that has it is done.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Literal

import orjson

from catalog.errors import UsageError
from catalog.files import storage

Action = Literal["run", "done", "wait", "running"]

CRAWL_NAME = re.compile(r"CC-MAIN-\d{4}-\d{2}")
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2


@dataclass(frozen=True, slots=True)
class CrawlRun:
    """One pipeline's (state machine's) run over one crawl, as places in the lake."""

    lake: str
    pipeline: str
    crawl: str

    def __post_init__(self) -> None:
        if not CRAWL_NAME.fullmatch(self.crawl):
            raise UsageError(f"{self.crawl!r} is no crawl: write CC-MAIN-YYYY-WW.")

    @property
    def home(self) -> str:
        """Where everything about this run lies."""
        return storage.join(self.lake, "runs", self.pipeline, self.crawl)

    @property
    def ready(self) -> str:
        """The marker that this crawl is done."""
        return storage.join(self.home, "ready.json")

    def inputs(self, attempt: int) -> str:
        """Name the list of what an attempt has to read."""
        return storage.join(self.home, f"inputs-{attempt}.txt")


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do about a crawl, and why, for the person who looks at the execution."""

    crawl: str
    action: Action
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was asked for is there.

    Attributes:
        enough: whether the share that is there reaches the minimum asked for.
    """

    expected: int
    found: int
    missing: Sequence[str]
    enough: bool

    @property
    def share(self) -> float:
        """The part that is there, 0 to 1."""
        return self.found / self.expected


def decide(
    run: CrawlRun, *, absent: str | None, claim: Callable[[], str | None], force: bool
) -> Decision:
    """Tell whether a crawl wants a run now.

    `absent` says why it cannot be worked on yet, if so. `claim` takes the work, or returns the
    execution that has it; it is called only if there is work, which there is by `force` although it
    is done.
    """
    if absent:
        return Decision(run.crawl, "wait", absent)
    if storage.exists(run.ready) and not force:
        return Decision(run.crawl, "done", f"{run.ready} says that it is done")
    if holder := claim():
        return Decision(run.crawl, "running", f"{holder} is at work on this pipeline")
    return Decision(run.crawl, "run", "it is there and not done yet")


def write_inputs(run: CrawlRun, items: Sequence[str], attempt: int) -> str:
    """Write the list of an attempt's inputs and return its place."""
    place = run.inputs(attempt)
    storage.write_bytes(place, "".join(f"{item}\n" for item in items).encode())
    return place


def read_inputs(run: CrawlRun, attempt: int) -> list[str]:
    """Read the list of an attempt's inputs."""
    return storage.read_bytes(run.inputs(attempt)).decode().splitlines()


def measure(expected: Sequence[str], missing: Sequence[str], *, minimum: float) -> Coverage:
    """Compare what was to be read with what has no output.

    Raises:
        UsageError: nothing was to be read, so that no share can be named.
    """
    if not expected:
        raise UsageError("The list of inputs is empty: the crawl's path list cannot be right.")
    found = len(expected) - len(missing)
    return Coverage(len(expected), found, missing, enough=found >= minimum * len(expected))


def mark_ready(run: CrawlRun, facts: dict[str, Any]) -> str:
    """Record that the crawl is done; the same facts give the same object."""
    storage.write_bytes(run.ready, orjson.dumps({**asdict(run), **facts}, option=_SORTED))
    return run.ready


def deviation_percent(run: CrawlRun, rows: int) -> float:
    """Return by how many per cent the rows are off the median of the crawls before; 0 at first."""
    folder = storage.join(run.lake, "runs", run.pipeline)
    markers = [uri for uri in storage.iter_files(folder, "/ready.json") if uri != run.ready]
    before = [orjson.loads(storage.read_bytes(uri))["rows"] for uri in markers]
    usual = median(before) if before else rows
    return 100 * abs(rows - usual) / usual if usual else 0.0
