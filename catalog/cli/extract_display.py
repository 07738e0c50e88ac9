"""What a person sees of an extraction: a bar or lines while it runs, a table when it is done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from catalog.cli.bar import DESCRIPTION, LogLines, moving
from catalog.cli.output import say
from catalog.cli.tables import print_facts
from catalog.engine import InputProgress, ProcessEngine, TaskReport
from catalog.links.file_task import FileTask
from catalog.links.links_run import LinksJob, Summary, check, run
from catalog.text import printable

_FAILED_SHOWN = 5
_COUNTS = ("pages", "rows", "records_parsed", "bytes_read", "bytes_inflated")


class Display:
    """Keeps count of a run, and shows it on stderr."""

    def __init__(self, files: int, console: Console) -> None:
        self._files = files
        self._console = console
        self._start = time.monotonic()
        self._lines = LogLines()
        self._ended = self._skipped = self._failed = self._bytes = 0
        self._running: dict[str, InputProgress] = {}
        self._bar: Bar | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show a bar while the block runs, if there is a terminal."""
        if not moving(self._console):
            yield
            return
        columns = (TextColumn("extract"), BarColumn(), DESCRIPTION)
        with Bar(*columns, console=self._console) as self._bar:
            self._bar.add_task("", total=self._files)
            yield

    def on_progress(self, progress: InputProgress) -> None:
        """Take note of how far a file is."""
        self._running[progress.item] = progress
        self._show()

    def on_report(self, report: TaskReport) -> None:
        """Take note of the end of a file."""
        self._running.pop(report.item, None)
        self._ended += 1
        self._skipped += report.status == "skipped"
        self._failed += report.status == "failed"
        if report.status in ("done", "incomplete"):
            self._bytes += report.counts.get("bytes_read", 0)
        self._show()

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return time.monotonic() - self._start

    @property
    def megabytes_per_second(self) -> float:
        """Compressed megabytes that were read, a second, over the whole run."""
        running = sum(progress.read for progress in self._running.values())
        return (self._bytes + running) / 1e6 / max(self.seconds, 1e-9)

    def line(self) -> str:
        """Say where the run is."""
        failed = f", {self._failed:,} failed" if self._failed else ""
        return (
            f"{self._ended:,} of {self._files:,} files{failed}, "
            f"{self.megabytes_per_second:.1f} MB/s, {self._time_left()}"
        )

    def _parts(self) -> float:
        """Files' worth of work in the files that are being read."""
        running = self._running.values()
        return sum(progress.read / progress.size for progress in running if progress.size)

    def _time_left(self) -> str:
        worked = self._ended - self._skipped + self._parts()
        if not worked:
            return "time left unknown"
        left = max(0.0, self._files - self._ended - self._parts())
        return f"{timedelta(seconds=round(self.seconds / worked * left))} left"

    def _show(self) -> None:
        if self._bar is not None:
            done = self._ended + self._parts()
            self._bar.update(self._bar.task_ids[0], completed=done, description=self.line())
        else:
            self._lines.tell(self.line())


def run_shown(job: LinksJob, task: FileTask, workers: int | None, max_failed: float) -> Summary:
    """Read a job's files by processes of this machine, shown on stderr; return what became of them.

    Raises:
        CatalogError: more than `max_failed` per cent of the files failed.
    """
    display = Display(len(job.files), Console(stderr=True))
    engine = ProcessEngine(workers, on_progress=display.on_progress)
    with display.shown():
        summary = run(job, engine, task=task, max_failed=max_failed, on_report=display.on_report)
    show_summary(summary, display)
    check(summary, max_failed)
    return summary


def show_summary(summary: Summary, display: Display) -> None:
    """Print what a run did: files, counts, speed, every kind of problem, why files failed."""
    totals = summary.totals
    facts: list[tuple[str, object]] = [
        (f"files {status}", totals[status])
        for status in ("done", "incomplete", "skipped", "failed")
    ]
    facts += [(name.replace("_", " "), totals[name]) for name in _COUNTS]
    for name in sorted(name for name in totals if name.startswith("errors.")):
        facts.append((name.replace("errors.", "problem: "), totals[name]))
    facts.append(("seconds", f"{display.seconds:,.1f}"))
    facts.append(("MB/s", f"{display.megabytes_per_second:,.1f}"))
    print_facts(facts, title=f"extracted {summary.job.crawl}")
    for name, reason in list(summary.failed.items())[:_FAILED_SHOWN]:
        click.echo(printable(f"failed: {name}: {reason}"), err=True)
    if summary.failed_list:
        again = f"{summary.job.option} @{summary.failed_list}"
        say(f"the list of failed files: {summary.failed_list} ({again})")
    say(f"output: {summary.job.output}")
