"""The "Common Crawl Provider Images ETL": licensed media out of a provider's crawled pages.

One item is the pages of one provider in one WARC file; its rows go to one CSV file, and beside it
`<file>.report.json` says what became of the pages. An item is done when its report says so, was
made of the same pages, and its files are there. They hold no times, so that a second run writes the
same bytes.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from catalog.engine import TaskReport, tell_progress
from catalog.errors import CatalogError, NotFoundError, RetriableError
from catalog.files import storage
from catalog.images.image_output import provider_folder, write_files
from catalog.images.page_plan import PageRequests
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.records import MediaType, Row
from catalog.warc.crawl_paths import stem_of
from catalog.warc.ranges import PER_SECOND, RangeReader, Span, gate_for, merged, open_ranges
from catalog.warc.warc_records import BadRecordError, PageRange, read_page_record

# A reader that finds more or other media makes the files of an older one stale.
READER_VERSION = 2
Rows = list[tuple[MediaType, Row]]


@dataclass(frozen=True, slots=True)
class ExtractImages:
    """The task: fetch a provider's pages out of one WARC file and write their media.

    Attributes:
        crawl: the crawl's id.
        source: base URI under which `crawl-data/` lies.
        output: root of the image data, a directory or `s3://`.
        least: the least sure records to write.
        per_second: range requests of this machine a second, where the source is a web server.
        attempts: how often one range is asked for.
        first_wait: seconds before the second attempt.
    """

    crawl: str
    source: str
    output: str
    least: Confidence = Confidence.MEDIUM
    per_second: float = PER_SECOND
    attempts: int = 6
    first_wait: float = 1.0

    def __call__(self, item: str) -> TaskReport:
        """Extract one item, unless that was done before."""
        wanted = PageRequests.from_item(item)
        folder = provider_folder(self.output, self.crawl, wanted.provider)
        stem = stem_of(wanted.warc)
        report_uri = storage.join(folder, f"{stem}.report.json")
        counts = self._done(report_uri, wanted)
        if counts is not None:
            return TaskReport(wanted.name, "skipped", folder, counts)
        counts = Counter(pages=0, rows=0)
        rows = list(self._rows(wanted, counts))
        written = write_files(folder, stem, rows)
        told = self._unfetched(counts)
        if told:
            return TaskReport(wanted.name, "failed", folder, counts, told)
        self._write_report(report_uri, wanted, counts, written)
        return TaskReport(wanted.name, "done", folder, dict(counts))

    def _unfetched(self, counts: Counter[str]) -> str | None:
        """Tell what another run may get: a server may recover, a source be misspelt."""
        if counts["errors.not_found"]:
            return f"{self.source} has no such file"
        failed = counts["errors.request_failed"]
        return f"{failed} pages could not be fetched" if failed else None

    def _fingerprint(self, wanted: PageRequests) -> str:
        made_of = f"{READER_VERSION} {self.least} {wanted.to_item()}"
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
        self, uri: str, wanted: PageRequests, counts: Counter[str], files: list[str]
    ) -> None:
        report = {
            "provider": wanted.provider,
            "warc": wanted.warc,
            "made_of": self._fingerprint(wanted),
            "files": files,
            "counts": dict(sorted(counts.items())),
        }
        data = orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        storage.write_bytes(uri, data)

    def _rows(self, wanted: PageRequests, counts: Counter[str]) -> Iterator[tuple[MediaType, Row]]:
        """Yield the distinct rows of all pages, in the order of the file."""
        gate = gate_for(self.source, self.per_second)
        uri = storage.join(self.source, wanted.warc)
        reader = open_ranges(uri, gate=gate, attempts=self.attempts, first_wait=self.first_wait)
        seen: set[str] = set()
        for span in merged(wanted.pages):
            for page in self._pages(reader, span, counts):
                for media_type, row in self._of_page(page, wanted.provider, counts):
                    if row["foreign_identifier"] in seen or row["url"] in seen:
                        counts["rejected.duplicate"] += 1
                        continue
                    seen |= {row["foreign_identifier"], row["url"]}
                    counts["rows"] += 1
                    yield media_type, row
            tell_progress(wanted.name, counts["pages"], len(wanted.pages))

    def _pages(
        self, reader: RangeReader, span: Span, counts: Counter[str]
    ) -> Iterator[tuple[PageRange, bytes]]:
        """Yield the span's pages with the bytes of their records."""
        counts["requests"] += 1
        try:
            data = reader.read(span.offset, span.length)
        except CatalogError as error:
            counts["pages"] += len(span.pages)
            counts[_reason(error)] += len(span.pages)
            return
        counts["bytes_read"] += len(data)
        for page in span.pages:
            start = page.offset - span.offset
            yield page, data[start : start + page.length]

    def _of_page(self, found: tuple[PageRange, bytes], provider: str, counts: Counter[str]) -> Rows:
        wanted, member = found
        counts["pages"] += 1
        try:
            page = read_page_record(member, wanted)
        except BadRecordError as error:
            counts[f"errors.{error.reason}"] += 1
            return []
        read = page_rows(page, provider=provider, least=self.least)
        counts.update(f"rejected.{rejected.reason}" for rejected in read.rejections)
        counts.update(read.dropped)
        counts["pages_with_media"] += bool(read.rows)
        return list(read.rows)


def _reason(error: CatalogError) -> str:
    if isinstance(error, NotFoundError):
        return "errors.not_found"
    if isinstance(error, RetriableError):
        return "errors.request_failed"
    return "errors.bad_source"
