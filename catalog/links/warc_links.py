"""WARC bytes to link rows: search first, then read the page of each record that has a hit.

The search is for the same bytes as in a WAT, in every record. What an answer's own encoding would
hide from it is decoded first: crawls of today store pages decoded, others do not. What says that it
is UTF-16, by its first bytes or its charset, is searched in that, too.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import stringzilla

from catalog.links.html_links import read_html
from catalog.links.link_rows import NEEDLE, LinkRow, link_rows
from catalog.links.unreadable import Unreadable
from catalog.links.wat_page import WatPage
from catalog.pages import decoding
from catalog.warc.fetched_page import FetchedPage
from catalog.warc.members import Member, WarcMembers
from catalog.warc.warc_records import BadRecordError, read_response

_NEEDLE = NEEDLE.encode()
_RECORD = b"WARC/"
_HEAD = 4096
# The same bytes in UTF-16 of either order, but for the zero at one end.
_WIDE_NEEDLE = NEEDLE.encode("utf-16-le")[:-1]
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_WIDE_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?utf-?16", re.IGNORECASE)
# A name in this spelling, at a line's start: Common Crawl's own copy is called `X-Crawl-...`.
_ENCODED = re.compile(rb"\n(?:content|transfer)-encoding:", re.IGNORECASE)
_RESPONSE = re.compile(rb"\nWARC-Type:[ \t]*response", re.IGNORECASE)


def iter_warc_link_rows(
    read: Callable[[int], bytes],
    place: tuple[str | None, str],
    counts: Counter[str],
    unreadable: Unreadable,
) -> Iterator[LinkRow]:
    """Yield the link rows of a WARC file, in the order of the file.

    Args:
        read: `read(n)` returns n bytes of the compressed file, or fewer only at its end.
        place: the crawl path before `/warc/`, or None, and the file's name.
        counts: gets `records_parsed`, `pages`, `rows`, `bytes_inflated`, by kind what was wrong
            (`errors.<kind>`), and why a record with a hit is no page (`rejected.<reason>`).
        unreadable: gets the first few records that cannot be read.

    Raises:
        NotGzipError: the file is not gzip.
        OneMemberError: it is not compressed record by record.
    """
    segment, name = place
    for member in WarcMembers(read, counts):
        if not member.data.startswith(_RECORD) and member.data.strip():
            counts["errors.stray_member"] += 1
        if not _may_have_hit(member.data):
            continue
        rows: list[LinkRow] = []
        with unreadable.guard(bytes(member.data[:_HEAD])):
            page = _page(member, name, counts)
            rows = list(link_rows(page, segment, counts)) if page else []
            if page and not rows:
                counts["pages_without_links"] += 1
        counts["pages"] += bool(rows)
        counts["rows"] += len(rows)
        yield from rows


def _may_have_hit(data: bytes | bytearray) -> bool:
    """Tell whether a record is an answer with a hit, or an encoded one that may have one."""
    http = data.find(b"\r\n\r\n") + 2
    if not _RESPONSE.search(data, 0, max(http, _HEAD)):
        return False
    if stringzilla.find(data, _NEEDLE) >= 0:
        return True
    body = data.find(b"\r\n\r\n", http + 2)
    is_wide = data[body + 4 : body + 6] in _WIDE or _WIDE_CHARSET.search(data, http, body)
    if is_wide and stringzilla.find(data, _WIDE_NEEDLE, body) >= 0:
        return True
    return _ENCODED.search(data, http, max(body, _HEAD)) is not None


def _text_with_hit(page: FetchedPage) -> bytes | None:
    """Return the page in UTF-8 if it has a hit."""
    if _NEEDLE not in page.body and _WIDE_NEEDLE not in page.body:
        return None
    html = decoding.to_utf8(page.body, page.content_type)
    return html if _NEEDLE in html else None


def _page(member: Member, name: str, counts: Counter[str]) -> WatPage | None:
    try:
        page = read_response(bytes(member.data))
    except BadRecordError as error:
        # An encoded answer without a hit is one of very many, and no loss.
        if _NEEDLE in member.data:
            counts["records_parsed"] += 1
            counts[f"rejected.{error.reason}"] += 1
        return None
    html = _text_with_hit(page)
    if html is None:
        if _NEEDLE in member.data:
            counts["rejected.hit_in_header"] += 1
        return None
    counts["records_parsed"] += 1
    if page.truncated:
        counts["truncated_pages"] += 1
    found = read_html(html, counts)
    return WatPage(
        url=page.url,
        crawled_at=_moment(page, counts),
        warc_filename=name,
        offset=member.offset,
        length=member.length,
        links=found.links,
        head_links=found.head_links,
        metas=found.metas,
        truncated=page.truncated,
        statements=tuple(found.statements.values()),
    )


def _moment(page: FetchedPage, counts: Counter[str]) -> datetime | None:
    try:
        moment = datetime.fromisoformat(page.date or "")
    except ValueError:
        counts["errors.odd_field"] += 1
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
