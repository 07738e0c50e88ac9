"""What a person sees of an extraction: a bar or lines while it runs, a table when it is done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from catalog.engine import Progress, TaskReport
from catalog.links.links_run import Summary

_SECONDS_BETWEEN_LINES = 10.0
_FAILED_SHOWN = 5
_COUNTS = ("pages", "rows", "records_parsed", "bytes_read", "bytes_inflated")


class Display:
    """Keeps count of a run, and shows it on stderr.

    Args:
        files: how many files there are.
        console: where to.
    """

    def __init__(self, files: int, console: Console) -> None:
        self._files = files
        self._console = console
        self._start = self._shown = time.monotonic()
        self._ended = self._skipped = self._failed = self._bytes = 0
        self._running: dict[str, Progress] = {}
        self._bar: Bar | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show a bar while the block runs, if there is a terminal."""
        if not self._console.is_terminal:
            yield
            return
        columns = (TextColumn("extract"), BarColumn(), TextColumn("{task.description}"))
        with Bar(*columns, console=self._console) as self._bar:
            self._bar.add_task("", total=self._files)
            yield

    def on_progress(self, progress: Progress) -> None:
        """Take note of how far a file is."""
        self._running[progress.item] = progress
        self._show()

    def on_report(self, report: TaskReport) -> None:
        """Take note of the end of a file."""
        self._running.pop(report.item, None)
        self._ended += 1
        self._skipped += report.status == "skipped"
        self._failed += report.status == "failed"
        if report.status == "done":
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
        elif time.monotonic() - self._shown >= _SECONDS_BETWEEN_LINES:
            self._shown = time.monotonic()
            self._console.print(self.line(), highlight=False, soft_wrap=True)


def show_summary(summary: Summary, display: Display, console: Console) -> None:
    """Print what a run did: files, counts, speed, every kind of problem, why files failed."""
    totals = summary.totals
    table = Table(title=f"extracted {summary.job.crawl}", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    for status in ("done", "skipped", "failed"):
        table.add_row(f"files {status}", f"{totals[status]:,}")
    for name in _COUNTS:
        table.add_row(name.replace("_", " "), f"{totals[name]:,}")
    for name in sorted(name for name in totals if name.startswith("errors.")):
        table.add_row(name.replace("errors.", "problem: "), f"{totals[name]:,}", style="yellow")
    table.add_row("seconds", f"{display.seconds:,.1f}")
    table.add_row("MB/s", f"{display.megabytes_per_second:,.1f}")
    console.print(table)
    for name, reason in list(summary.failed.items())[:_FAILED_SHOWN]:
        console.print(f"failed: {name}: {reason}", highlight=False, soft_wrap=True)
    if summary.failed_list:
        console.print(
            f"the list of failed files: {summary.failed_list} (--wat @{summary.failed_list})",
            highlight=False,
            soft_wrap=True,
        )
    console.print(f"output: {summary.job.output}", highlight=False, soft_wrap=True)
