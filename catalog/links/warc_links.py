"""WARC bytes to link rows: search first, then read the page of each record that has a hit.

The search is for the same bytes as in a WAT, in every record. What an answer's own encoding would
hide from it is decoded first: crawls of today store pages decoded, others do not. A page in UTF-16
is not found.
"""

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
from catalog.warc.members import Member, WarcMembers
from catalog.warc.warc_records import BadRecordError, Response, read_response

_NEEDLE = NEEDLE.encode()
_HEAD = 4096
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
    head = data[:_HEAD]
    if not _RESPONSE.search(head):
        return False
    return stringzilla.find(data, _NEEDLE) >= 0 or _ENCODED.search(head) is not None


def _page(member: Member, name: str, counts: Counter[str]) -> WatPage | None:
    try:
        response = read_response(bytes(member.data))
    except BadRecordError as error:
        # An encoded answer without a hit is one of very many, and no loss.
        if _NEEDLE in member.data:
            counts["records_parsed"] += 1
            counts[f"rejected.{error.reason}"] += 1
        return None
    if _NEEDLE not in response.page.body:
        if _NEEDLE in member.data:
            counts["rejected.hit_in_header"] += 1
        return None
    counts["records_parsed"] += 1
    if response.truncated:
        counts["truncated_pages"] += 1
    html = decoding.to_utf8(response.page.body, response.page.content_type)
    found = read_html(html, counts)
    return WatPage(
        url=response.page.url,
        crawled_at=_moment(response, counts),
        warc_filename=name,
        offset=member.offset,
        length=member.length,
        links=found.links,
        head_links=found.head_links,
        metas=found.metas,
        truncated=response.truncated,
        statements=tuple(found.statements.values()),
    )


def _moment(response: Response, counts: Counter[str]) -> datetime | None:
    try:
        moment = datetime.fromisoformat(response.date or "")
    except ValueError:
        counts["errors.odd_field"] += 1
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
