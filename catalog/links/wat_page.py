"""One crawled page as a WAT record describes it: its links, and where it lies in the crawl.

WAT is JSON that many versions of a tool have written about whatever the web holds: a header that
came twice is a list, and any field may be missing. `Fields` reads it without trusting it, and
counts what it had to make do with.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from catalog.numbers import whole_number

_ARC_DATE = len("20120131235959")


@dataclass(frozen=True, slots=True)
class Fields:
    """Reads a JSON object of unknown shape.

    Args:
        data: what should be an object.
        counts: where odd values are counted: `errors.list_value` (the first one was taken) and
            `errors.odd_field` (the value was left out).
    """

    data: Any
    counts: Counter[str]

    def _get(self, name: str) -> Any:
        return self.data.get(name) if isinstance(self.data, Mapping) else None

    def object(self, name: str) -> "Fields":
        """Return an object; an empty one where there is none."""
        value = self._get(name)
        if isinstance(value, list) and value:
            self.counts["errors.list_value"] += 1
            value = value[0]
        if value is not None and not isinstance(value, Mapping):
            self.counts["errors.odd_field"] += 1
        return Fields(value if isinstance(value, Mapping) else {}, self.counts)

    def text(self, name: str) -> str | None:
        """Return a string, the first one of a list, or None."""
        value = self._get(name)
        if isinstance(value, list) and value:
            self.counts["errors.list_value"] += 1
            value = value[0]
        if value is None or isinstance(value, str):
            return value
        self.counts["errors.odd_field"] += 1
        return None

    def integer(self, name: str) -> int | None:
        """Return a number up to 2^63 - 1, which WAT writes as a string; count what is none."""
        value = self._get(name)
        if isinstance(value, list) and value:
            value = value[0]
        number = whole_number(str(value) if type(value) is int else value)
        if number is None:
            self.counts["errors.odd_field"] += 1
            return None
        return number

    def objects(self, name: str) -> list[dict[str, Any]]:
        """Return a list of objects, without what is none."""
        value = self._get(name)
        if value is None:
            return []
        entries = value if isinstance(value, list) else [value]
        if set(map(type, entries)) <= {dict}:
            return entries
        objects = [entry for entry in entries if type(entry) is dict]
        self.counts["errors.odd_field"] += len(entries) - len(objects)
        return objects

    def moment(self, name: str) -> datetime | None:
        """Return an ISO 8601 date and time, or the 14 digits of an ARC file, in UTC."""
        text = self.text(name) or ""
        try:
            is_arc = len(text) == _ARC_DATE and text.isdecimal()
            moment = datetime.fromisoformat(f"{text[:8]}T{text[8:]}" if is_arc else text)
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            self.counts["errors.odd_field"] += 1
            return None


@dataclass(frozen=True, slots=True)
class WatPage:
    """An HTML page that was fetched.

    Attributes:
        url: its URL, as it was crawled.
        crawled_at: when, in UTC.
        warc_filename: name of the WARC file that holds it, without folders.
        offset: where its record begins in that file, in bytes.
        length: compressed bytes of the record.
        links: the links of its body, as WAT has them: `path`, `url` and attributes.
        head_links: the `<link>` elements of its head, in the same shape.
        metas: the `<meta>` elements of its head: their attributes.
        truncated: why the crawler cut the page (`WARC-Truncated`), if it did.
        statements: of a page that was read itself: section and link of what WAT does not show.
    """

    url: str | None
    crawled_at: datetime | None
    warc_filename: str | None
    offset: int | None
    length: int | None
    links: list[dict[str, Any]]
    head_links: list[dict[str, Any]]
    metas: list[dict[str, Any]]
    truncated: str | None = None
    statements: tuple[tuple[str, dict[str, Any]], ...] = ()


def read_page(document: Any, counts: Counter[str]) -> WatPage | None:
    """Return the page that a WAT record's JSON describes.

    None for what is no fetched HTML page: requests, crawler metadata, pictures, `revisit` records.
    """
    fields = Fields(document, counts)
    envelope = fields.object("Envelope")
    header = _header(envelope)
    if header is None:
        if document is not None:
            counts["errors.unknown_record"] += 1
        return None
    if header.kind not in ("response", None):
        return None
    response = envelope.object("Payload-Metadata").object("HTTP-Response-Metadata")
    html = response.object("HTML-Metadata")
    if not html.data:
        return None
    head, container = html.object("Head"), fields.object("Container")
    return WatPage(
        url=header.url,
        crawled_at=header.date,
        warc_filename=container.text("Filename"),
        offset=container.integer("Offset"),
        length=container.object("Gzip-Metadata").integer("Deflate-Length"),
        links=html.objects("Links"),
        head_links=head.objects("Link"),
        metas=head.objects("Metas"),
        truncated=header.truncated,
    )


@dataclass(frozen=True, slots=True)
class _Header:
    """What a record's own header says; an ARC's has no kind, for it holds answers only."""

    kind: str | None
    url: str | None
    date: datetime | None
    truncated: str | None


def _header(envelope: Fields) -> _Header | None:
    """Return the header of a WARC record or of an ARC record, or None where there is neither.

    The WATs of the crawls before 2013 describe ARC files: `Envelope.ARC-Header-Metadata` with
    `Target-URI` and a `Date` of 14 digits (webarchive-commons, `ARCResource`).
    """
    if not isinstance(envelope.data.get("WARC-Header-Metadata"), Mapping | list):
        if not isinstance(envelope.data.get("ARC-Header-Metadata"), Mapping):
            return None
        header = envelope.object("ARC-Header-Metadata")
        return _Header(None, header.text("Target-URI"), header.moment("Date"), None)
    header = envelope.object("WARC-Header-Metadata")
    kind = header.text("WARC-Type") or ""
    if kind != "response":
        return _Header(kind, None, None, None)
    url, date = header.text("WARC-Target-URI"), header.moment("WARC-Date")
    return _Header(kind, url, date, header.text("WARC-Truncated"))
