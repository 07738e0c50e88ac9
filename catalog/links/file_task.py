"""The frame of the tasks that read one WAT file each and write one Parquet file beside a report.

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
from typing import Any

import orjson

from catalog.engine import TaskReport, tell_progress
from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage
from catalog.files.reading import ATTEMPTS, FIRST_WAIT, open_at
from catalog.warc.crawl_paths import stem_of
from catalog.warc.file_kind import check_is_wat

Read = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class WatTask(ABC):
    """Read one WAT file, write one Parquet file and a report; `write` says what is in it.

    Attributes:
        output: folder of the crawl in the working output, a directory or `s3://`.
        attempts: how often in a row a request may fail.
        first_wait: seconds before the second attempt.
    """

    output: str
    attempts: int = ATTEMPTS
    first_wait: float = FIRST_WAIT

    @abstractmethod
    def write(self, item: str, read: Read, counts: "Counter[str]", path: Path) -> None:
        """Write what is wanted of a file.

        Args:
            item: the file's name.
            read: `read(n)` returns n bytes of the compressed file, or fewer only at its end.
            counts: what was read and written, and every problem by its kind (`errors.<kind>`).
            path: where to write.
        """

    def __call__(self, item: str) -> TaskReport:
        """Read one file, unless that was done before."""
        done = self._done(item)
        if done is not None:
            return done
        counts: Counter[str] = Counter(rows=0, pages=0)
        try:
            with _rare_collections():
                self._read(item, counts)
        except CatalogError as error:
            return TaskReport(item, "failed", counts=counts, error=str(error))
        report = TaskReport(item, "done", self.target(item), dict(sorted(counts.items())))
        self.write_report(report)
        return report

    def target(self, item: str) -> str:
        """Return where the rows of a file go."""
        return storage.join(self.output, stem_of(item) + ".parquet")

    def write_report(self, report: TaskReport) -> None:
        """Write what became of a file beside its rows."""
        text = {
            "item": report.item,
            "status": report.status,
            "counts": report.counts,
            "error": report.error,
        }
        data = orjson.dumps(text, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        storage.write_bytes(self._report_uri(report.item), data)

    def _report_uri(self, item: str) -> str:
        return storage.join(self.output, stem_of(item) + ".report.json")

    def _done(self, item: str) -> TaskReport | None:
        try:
            report: Mapping[str, Any] = orjson.loads(storage.read_bytes(self._report_uri(item)))
        except (NotFoundError, orjson.JSONDecodeError):
            return None
        target = self.target(item)
        if report.get("status") != "done" or not storage.exists(target):
            return None
        return TaskReport(item, "skipped", target, report["counts"])

    def _read(self, item: str, counts: Counter[str]) -> None:
        opened = open_at(item, attempts=self.attempts, first_wait=self.first_wait)
        with opened as reader, storage.open_write(self.target(item)) as path:

            def read(length: int) -> bytes:
                at_start = reader.offset == 0
                data = reader.read(length)
                if at_start:
                    check_is_wat(data)
                tell_progress(item, reader.offset, reader.size)
                return data

            self.write(item, read, counts, path)
            counts["bytes_read"] = reader.offset


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the garbage collector run rarely: a page's JSON is 10,000 objects and not one cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
