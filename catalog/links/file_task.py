"""Base class of the tasks that read one WAT or WARC file and write a Parquet file and a report.

Beside `<stem>.parquet` lies `<stem>.report.json`, written after it: a file is done when its report
says so. Both hold no times and no names of machines, so that whoever does the work again, after a
crash or on another machine, writes the same bytes.
"""

import gc
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import orjson

from catalog.engine import Status, TaskReport, tell_progress
from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage
from catalog.files.reading import ATTEMPTS, FIRST_WAIT, open_at
from catalog.links.time_budget import PAGE_SECONDS
from catalog.links.unreadable import Unreadable
from catalog.warc.crawl_paths import output_stem_of
from catalog.warc.file_kind import Kind, check_kind

if TYPE_CHECKING:
    from catalog.files.openers import Version

Read = Callable[[int], bytes]


class Outcome:
    """What became of one file so far.

    Attributes:
        counts: what was read and written, and every problem by its kind (`errors.<kind>`).
        unreadable: the first few records that no reader could make sense of.
        version: of the file that was read, once it is.
    """

    def __init__(self, page_seconds: float = PAGE_SECONDS) -> None:
        self.counts: Counter[str] = Counter(rows=0, pages=0)
        self.unreadable = Unreadable(self.counts, page_seconds)
        self.version: Version | None = None


@dataclass(frozen=True, slots=True)
class FileTask(ABC):
    """Read one file of a crawl, write one Parquet file and a report; `write` says what is in it.

    Attributes:
        output: folder of the crawl in the working output, a directory or `s3://`.
        attempts: how often in a row a request may fail.
        first_wait: seconds before the second attempt.
        page_seconds: that reading one page may take; 0 for no limit.
    """

    output: str
    attempts: int = ATTEMPTS
    first_wait: float = FIRST_WAIT
    page_seconds: float = PAGE_SECONDS
    kind: ClassVar[Kind] = "WAT"  # what its files are

    @abstractmethod
    def write(self, item: str, read: Read, outcome: Outcome, path: Path) -> None:
        """Write what is wanted of a file.

        Args:
            item: the file's name.
            read: `read(n)` returns n bytes of the compressed file, or fewer only at its end.
            outcome: gets what was read and written, and what was wrong.
            path: where to write.
        """

    def __call__(self, item: str) -> TaskReport:
        """Read one file, unless that was done before."""
        done = self._done(item)
        if done is not None:
            return done
        outcome = Outcome(self.page_seconds)
        counts = outcome.counts
        try:
            with _rare_collections(), outcome.unreadable.clock:
                self._read(item, outcome)
        except CatalogError as error:
            return TaskReport(item, "failed", counts=counts, error=_failure_text(error, outcome))
        status: Status = "incomplete" if counts["errors.truncated_file"] else "done"
        report = TaskReport(item, status, self.target(item), dict(sorted(counts.items())))
        self.write_report(report, outcome)
        return report

    def target(self, item: str) -> str:
        """Return where the rows of a file go."""
        return storage.join(self.output, output_stem_of(item) + ".parquet")

    def write_report(self, report: TaskReport, outcome: Outcome | None = None) -> None:
        """Write what became of a file beside its rows, and which version of a cut one was read."""
        text: dict[str, Any] = {
            "item": report.item,
            "status": report.status,
            "counts": report.counts,
            "error": report.error,
        }
        if outcome and outcome.unreadable.kept:
            text["unreadable"] = outcome.unreadable.kept
        if outcome and outcome.version and report.status == "incomplete":
            text["read"] = {"size": outcome.version.size, "etag": outcome.version.etag}
        storage.write_json(self._report_uri(report.item), text)

    def _report_uri(self, item: str) -> str:
        return storage.join(self.output, output_stem_of(item) + ".report.json")

    def _done(self, item: str) -> TaskReport | None:
        try:
            report: Mapping[str, Any] = orjson.loads(storage.read_bytes(self._report_uri(item)))
        except (NotFoundError, orjson.JSONDecodeError):
            return None
        target = self.target(item)
        if report.get("status") not in ("done", "incomplete") or not storage.exists(target):
            return None
        if report["status"] == "incomplete" and self._is_another(item, report.get("read")):
            return None
        return TaskReport(item, "skipped", target, report["counts"])

    def _is_another(self, item: str, read: Mapping[str, Any] | None) -> bool:
        """Tell whether another version lies there than the one that was cut."""
        found = storage.version(item)
        return found is not None and {"size": found.size, "etag": found.etag} != read

    def _read(self, item: str, outcome: Outcome) -> None:
        opened = open_at(item, attempts=self.attempts, first_wait=self.first_wait)
        with opened as reader, storage.open_write(self.target(item)) as path:

            def read(length: int) -> bytes:
                at_start = reader.offset == 0
                data = reader.read(length)
                if at_start:
                    check_kind(data, self.kind)
                tell_progress(item, reader.offset, reader.size)
                return data

            self.write(item, read, outcome, path)
            outcome.counts["bytes_read"] = reader.offset
            outcome.version = reader.version
            _check_readable(outcome.counts, self.kind)


# What a reader that knows its files hardly ever counts.
_UNREADABLE = (
    "invalid_json",
    "unreadable_record",
    "page_too_slow",
    "unknown_record",
    "not_json_record",
)


def _check_readable(counts: Counter[str], kind: Kind) -> None:
    """Raise for a file of whose records most cannot be read: its writer is none that we know.

    One that holds nothing once it is unpacked is none either.
    """
    if not counts["bytes_inflated"] and not any(name.startswith("errors.") for name in counts):
        raise CatalogError("the file is empty once it is unpacked")
    unreadable = sum(counts[f"errors.{name}"] for name in _UNREADABLE)
    parsed = counts["records_parsed"] + counts["errors.not_json_record"]
    if unreadable > parsed / 2:
        raise CatalogError(
            f"{unreadable} of the {parsed} records that were looked at cannot be "
            f"read: this is no {kind} as Common Crawl writes it"
        )


def _failure_text(error: CatalogError, outcome: Outcome) -> str:
    first = next(iter(outcome.unreadable.kept), None)
    return f"{error} (the first: {first['error']})" if first else str(error)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the garbage collector run rarely: a page's JSON is 10,000 objects and not one cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
