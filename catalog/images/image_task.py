"""The "Common Crawl Provider Images ETL": licensed media out of a provider's crawled pages.

One item is some hundred pages of one provider; its rows go to one CSV file, and beside it
`<file>.report.json` says what became of the pages. An item is done when its report says so, was
made of the same pages, and its files are there. They hold no times, so that a second run writes the
same bytes.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from catalog.engine import TaskReport, tell_progress
from catalog.errors import CatalogError, NotFoundError, PageTooSlowError, RetriableError
from catalog.files import storage
from catalog.images.image_output import provider_folder, write_files
from catalog.images.page_plan import ArchivePages, PageRequests
from catalog.links.time_budget import PAGE_SECONDS, time_budget
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.records import MediaType, Row
from catalog.warc.page_range import PageRange
from catalog.warc.ranges import PER_SECOND, RangeReader, Span, limiter_for, merged
from catalog.warc.warc_records import BadRecordError, read_page_record

# A reader that finds more or other media makes the files of an older one stale.
READER_VERSION = 5
# So many pages that could not be read stand in an item's report, with what was wrong.
_MOST_EXAMPLES = 5
Rows = list[tuple[MediaType, Row]]


@dataclass(slots=True)
class _Outcome:
    """What became of an item's pages so far."""

    counts: Counter[str] = field(default_factory=lambda: Counter(pages=0, rows=0))
    unreadable: list[dict[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def reject_page(self, url: str, error: Exception) -> None:
        """Count a page over which the reader failed, and keep what was wrong with the first."""
        is_slow = isinstance(error, PageTooSlowError)
        self.counts["errors.page_too_slow" if is_slow else "errors.unreadable_page"] += 1
        if len(self.unreadable) < _MOST_EXAMPLES:
            self.unreadable.append({"url": url, "error": f"{type(error).__name__}: {error}"[:300]})


@dataclass(frozen=True, slots=True)
class ExtractImages:
    """The task: fetch some of a provider's pages out of a crawl and write their media.

    Attributes:
        source: base URI under which `crawl-data/` lies.
        output: root of the image data, a directory or `s3://`.
        least: the least sure records to write.
        per_second: range requests of this machine a second, where the source is a web server.
        page_seconds: of processor time that reading one page may take; 0 for no limit.
        opted_out: whether to write the media of pages that ask that their pictures are not indexed.
        database_url: the catalog whose originals the records are held against, if any.
    """

    crawl: str
    source: str
    output: str
    least: Confidence = Confidence.MEDIUM
    per_second: float = PER_SECOND
    attempts: int = 6
    first_wait: float = 1.0
    page_seconds: float = PAGE_SECONDS
    opted_out: bool = False
    database_url: str | None = field(default=None, repr=False)

    def __call__(self, item: str) -> TaskReport:
        """Extract one item, unless that was done before."""
        wanted = PageRequests.from_item(item)
        folder = provider_folder(self.output, self.crawl, wanted.provider)
        report_uri = storage.join(folder, f"{wanted.stem}.report.json")
        done = self._done(report_uri, wanted)
        if done is not None:
            return TaskReport(wanted.name, "skipped", folder, done)
        outcome = _Outcome()
        written = write_files(folder, wanted.stem, list(self._rows(wanted, outcome)))
        reason = self._unfetched(wanted, outcome)
        if reason:
            return TaskReport(wanted.name, "failed", folder, outcome.counts, reason)
        self._write_report(report_uri, wanted, outcome, written)
        return TaskReport(wanted.name, "done", folder, dict(outcome.counts))

    def _unfetched(self, wanted: PageRequests, outcome: _Outcome) -> str | None:
        """Tell what another run may get: a server may recover, a source be misspelt."""
        if len(outcome.missing) == len(wanted.archives):
            return f"{self.source} has no such file: {outcome.missing[0]}"
        failed = outcome.counts["errors.request_failed"]
        return f"{failed} pages could not be fetched" if failed else None

    def _fingerprint(self, wanted: PageRequests) -> str:
        options = f"{self.least} {self.opted_out} {self.database_url is not None}"
        made_of = f"{READER_VERSION} {options} {wanted.to_item()}"
        return hashlib.sha256(made_of.encode()).hexdigest()

    def _done(self, uri: str, wanted: PageRequests) -> Counter[str] | None:
        try:
            report = orjson.loads(storage.read_bytes(uri))
        except (NotFoundError, orjson.JSONDecodeError):
            return None
        same = report.get("made_of") == self._fingerprint(wanted)
        folder = uri.rpartition("/")[0]
        whole = same and all(storage.exists(storage.join(folder, f)) for f in report["files"])
        return Counter(report["counts"]) if whole else None

    def _write_report(
        self, uri: str, wanted: PageRequests, outcome: _Outcome, files: list[str]
    ) -> None:
        report: dict[str, Any] = {
            "provider": wanted.provider,
            "archives": len(wanted.archives),
            "made_of": self._fingerprint(wanted),
            "files": files,
            "counts": dict(sorted(outcome.counts.items())),
            "missing": outcome.missing,
            "unreadable": outcome.unreadable,
        }
        storage.write_json(uri, report)

    def _rows(self, wanted: PageRequests, outcome: _Outcome) -> Iterator[tuple[MediaType, Row]]:
        """Yield the distinct rows of all pages, in the order of the files."""
        for archive in wanted.archives:
            for found in self._pages(archive, outcome):
                for media_type, row in self._of_page(found, wanted.provider, outcome):
                    if row["foreign_identifier"] in outcome.seen or row["url"] in outcome.seen:
                        outcome.counts["rejected.duplicate"] += 1
                        continue
                    outcome.seen |= {row["foreign_identifier"], row["url"]}
                    outcome.counts["rows"] += 1
                    yield media_type, row
            tell_progress(wanted.name, outcome.counts["pages"], wanted.page_count)

    def _pages(self, archive: ArchivePages, outcome: _Outcome) -> Iterator[tuple[PageRange, bytes]]:
        """Yield the pages of one WARC file with the bytes of their records."""
        limiter = limiter_for(self.source, self.per_second)
        uri = storage.join(self.source, archive.warc)
        reader = RangeReader(uri, limiter, attempts=self.attempts, first_wait=self.first_wait)
        for span in merged(archive.pages):
            try:
                yield from self._span(reader, span, outcome.counts)
            except NotFoundError:
                left = len(archive.pages) - archive.pages.index(span.pages[0])
                outcome.missing.append(archive.warc)
                outcome.counts.update({"pages": left, "errors.not_found": left})
                return

    def _span(
        self, reader: RangeReader, span: Span, counts: Counter[str]
    ) -> Iterator[tuple[PageRange, bytes]]:
        counts["requests"] += 1
        try:
            data = reader.read(span.offset, span.length)
        except NotFoundError:
            raise
        except CatalogError as error:
            kind = "request_failed" if isinstance(error, RetriableError) else "bad_source"
            counts.update({"pages": len(span.pages), f"errors.{kind}": len(span.pages)})
            return
        counts["bytes_read"] += len(data)
        for page in span.pages:
            start = page.offset - span.offset
            yield page, data[start : start + page.length]

    def _of_page(self, found: tuple[PageRange, bytes], provider: str, outcome: _Outcome) -> Rows:
        wanted, member = found
        counts = outcome.counts
        counts["pages"] += 1
        try:
            with time_budget(self.page_seconds):
                page = read_page_record(member, wanted)
                read = page_rows(
                    page,
                    provider=provider,
                    least=self.least,
                    opted_out=self.opted_out,
                    seconds=math.inf,
                )
        except BadRecordError as error:
            counts[f"errors.{error.reason}"] += 1
            return []
        except Exception as error:  # noqa: BLE001 - the edge: one page must not end the item
            outcome.reject_page(wanted.url, error)
            return []
        if page.truncated:
            counts["truncated_pages"] += 1
        counts.update(f"rejected.{rejected.reason}" for rejected in read.rejections)
        counts.update(read.dropped)
        rows = list(read.rows)
        if self.database_url:
            from catalog.images.known_originals import held_against

            rows, compared = held_against(self.database_url, rows, self.least)
            counts.update(compared)
        counts["pages_with_media"] += bool(rows)
        return rows
