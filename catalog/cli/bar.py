"""Progress of long work on stderr: moving on a terminal, a plain line a minute elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from catalog.cli.output import say, verbosity

SECONDS_BETWEEN_LINES = 60.0
# Names of files and works come from outside: nothing in them is markup.
DESCRIPTION = TextColumn("{task.description}", markup=False)


@contextmanager
def bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many units (a plural) are done, and how many there are."""
    console = Console(stderr=True)
    if not moving(console):
        lines = LogLines()
        yield lambda done, total: lines.tell(f"{what}: {done:,} of {total:,} {unit}")
        return
    columns = (
        DESCRIPTION,
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def status(what: str) -> Iterator[Callable[[str], None]]:
    """Give a function that is told, in a few words, where the work is."""
    console = Console(stderr=True)
    if not moving(console):
        yield LogLines().tell
        return
    columns = (SpinnerColumn(), DESCRIPTION, TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda text: progress.update(task, description=text)


def moving(console: Console) -> bool:
    """Tell whether something may move on that console."""
    return console.is_terminal and not verbosity.quiet


class LogLines:
    """Says where the work is now and then, for logs."""

    def __init__(self) -> None:
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES

    def tell(self, text: str) -> None:
        """Say it, when the last time is long enough ago."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS_BETWEEN_LINES
            say(text)
