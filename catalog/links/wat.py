r"""WAT bytes to link rows: search first, parse the one record in a hundred that has a hit.

The search is for the bytes `creativecommons.org`, in lower case, as the lake has been searched
since 2018. JSON may write any character as `\uXXXX`, and a link written in that way would be
missed; Common Crawl's writer escapes control characters, quotes, backslashes and the slash of `</`,
none of which lies inside these bytes.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from catalog.links.link_rows import NEEDLE, LinkRow, link_rows
from catalog.links.wat_page import read_page
from catalog.warc.gzip_members import MemberReader
from catalog.warc.record_scanner import RecordScanner

logger = logging.getLogger(__name__)
_TOLD = 3  # so many are described in the log; all are counted


def iter_link_rows(
    read: Callable[[int], bytes], segment: str | None, counts: Counter[str]
) -> Iterator[LinkRow]:
    """Yield the link rows of a WAT file, in the order of the file.

    Args:
        read: `read(n)` returns n bytes of the compressed file, or fewer only at its end.
        segment: the crawl path before `/wat/`, or None.
        counts: gets `records_parsed`, `pages`, `rows`, `bytes_inflated` and, by kind, what was
            wrong: `errors.<kind>`.

    Raises:
        NotGzipError: the file is not gzip.
    """
    finder = RecordScanner(NEEDLE.encode(), counts)
    for record in MemberReader(read, finder, counts).records():
        rows: list[LinkRow] = []
        with unreadable_counted(counts):
            page = read_page(parse_record(record, counts), counts)
            rows = list(link_rows(page, segment, counts)) if page else []
        counts["pages"] += bool(rows)
        counts["rows"] += len(rows)
        yield from rows


@contextmanager
def unreadable_counted(counts: Counter[str]) -> Iterator[None]:
    """Let one record that cannot be read cost itself, and not the 30,000 others of its file.

    Whatever is raised is counted as `errors.unreadable_record`, and its kind beside it.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the edge: one record must not end the file
        counts["errors.unreadable_record"] += 1
        counts[f"errors.unreadable_record.{type(error).__name__}"] += 1
        if counts["errors.unreadable_record"] <= _TOLD:
            logger.warning("a record cannot be read: %s: %.200s", type(error).__name__, error)


def parse_record(record: bytes, counts: Counter[str]) -> Any:
    """Return the JSON of a WAT record, or None if it has none that can be read."""
    end = record.find(b"\r\n\r\n")
    end = len(record) if end < 0 else end
    if b"application/json" not in record[:end].lower():
        return None
    counts["records_parsed"] += 1
    body = memoryview(record)[end + 4 :]  # a copy would count: a body may have megabytes
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _parse_leniently(bytes(body), counts)


def _parse_leniently(body: bytes, counts: Counter[str]) -> Any:
    """Parse JSON with wrong UTF-8, halves of surrogate pairs or raw control characters."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        counts["errors.invalid_utf8"] += 1
        text = body.decode(errors="replace")
    try:
        document = json.loads(text, strict=False)
        return _without_surrogates(document, counts)
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
