r"""WAT bytes to link rows: search first, parse the one record in a hundred that has a hit.

The search is for the bytes `creativecommons.org`, in lower case, as the lake has been searched
since 2018. JSON may write any character as `\uXXXX`, and a link written in that way would be
missed; Common Crawl's writer escapes control characters, quotes, backslashes and the slash of `</`,
none of which lies inside these bytes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import orjson

from catalog.links.link_rows import NEEDLE, LinkRow, link_rows
from catalog.links.unreadable import Unreadable
from catalog.links.wat_page import WatPage, read_page
from catalog.warc.gzip_members import MemberReader, split_head
from catalog.warc.record_scanner import RecordScanner

Read = Callable[[int], bytes]  # `read(n)` returns n bytes, or fewer only at the end
Found = TypeVar("Found")
_LENIENT = json.JSONDecoder(strict=False)


def iter_link_rows(
    read: Read,
    segment: str | None,
    counts: Counter[str],
    unreadable: Unreadable | None = None,
) -> Iterator[LinkRow]:
    """Yield the link rows of a WAT file, in the order of the file.

    Args:
        read: `read(n)` returns n bytes of the file, or fewer only at its end.
        segment: the crawl path before `/wat/`, or None.
        counts: gets `records_parsed`, `pages`, `rows`, `bytes_inflated` and, by kind, what was
            wrong: `errors.<kind>`.
        unreadable: gets the first few records that cannot be read.

    Raises:
        NotGzipError: the file is neither gzip nor an archive as it is.
    """

    def rows_of(page: WatPage) -> list[LinkRow]:
        rows = list(link_rows(page, segment, counts))
        counts["rows"] += len(rows)
        if page.truncated:
            counts["truncated_pages"] += 1
        return rows

    return iter_found(read, NEEDLE.encode(), counts, unreadable, rows_of)


def iter_found(
    read: Read,
    needles: bytes | tuple[bytes, ...],
    counts: Counter[str],
    unreadable: Unreadable | None,
    find: Callable[[WatPage], list[Found]],
) -> Iterator[Found]:
    """Yield what is found on the pages of a WAT file whose records hold a needle.

    A page on which something is found is counted in `pages`.
    """
    unreadable = unreadable or Unreadable(counts)
    for record in MemberReader(read, RecordScanner(needles, counts), counts).records():
        found: list[Found] = []
        with unreadable.guard(record):
            page = read_page(parse_record(record, counts, unreadable), counts)
            found = find(page) if page else []
        counts["pages"] += bool(found)
        yield from found


def parse_record(record: bytes, counts: Counter[str], unreadable: Unreadable) -> Any:
    """Return the JSON of a WAT record, or None if it has none that can be read."""
    head, body_at = split_head(record)
    head = head.lower()
    if b"application/json" not in head:
        if b"warc-type: warcinfo" not in head:
            counts["errors.not_json_record"] += 1
        return None
    counts["records_parsed"] += 1
    body = memoryview(record)[body_at:]  # a copy would count: a body may have megabytes
    try:
        return orjson.loads(body) or {}  # JSON's null is a record of an unknown kind
    except orjson.JSONDecodeError as error:
        document = _parse_leniently(bytes(body), counts)
        if document is None:
            unreadable.keep(record, error)
        return document


def _parse_leniently(body: bytes, counts: Counter[str]) -> Any:
    """Parse JSON with wrong UTF-8, halves of surrogate pairs or raw control characters."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        counts["errors.invalid_utf8"] += 1
        text = body.decode(errors="replace")
    try:
        # What follows the object is none of its record: another writer's member, or damage.
        document, _ = _LENIENT.raw_decode(text.lstrip())
        return _without_surrogates(document, counts) or {}
    except (ValueError, RecursionError):
        counts["errors.invalid_json"] += 1
        return None


def _without_surrogates(document: Any, counts: Counter[str]) -> Any:
    """Put U+FFFD in the place of half characters, which no encoding can write."""
    text = json.dumps(document, ensure_ascii=False)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if whole == text:
        return document
    counts["errors.lone_surrogate"] += 1
    return json.loads(whole)
