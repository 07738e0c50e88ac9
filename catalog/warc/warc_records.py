"""One WARC record out of a crawl: from the bytes of its range to the page that was fetched.

A range that the lake names may be wrong: cut off, or the record of another page. Nothing is taken
on trust: the record must be whole, an HTTP answer, and of the page that was asked for.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from catalog.numbers import whole_number
from catalog.warc.fetched_page import FetchedPage
from catalog.warc.gzip_members import split_head
from catalog.warc.http_body import BadBodyError, decoded_body
from catalog.warc.page_range import PageRange

_GZIP = 31
# A record holds one answer, which Common Crawl cuts at 5 MiB, and some headers.
MAX_RECORD = 32 * 2**20
_SCHEME_AND_WWW = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)


class BadRecordError(Exception):
    """A range holds no usable page; `reason` is a snake_case word by which such are counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_response(record: bytes) -> FetchedPage:
    """Return the page of an inflated record, whichever it is, with its date.

    Raises:
        BadRecordError: `bad_record`, `not_a_response`, `http_status`, `not_html` or
            `undecodable_body`.
    """
    headers, block = _parts(record)
    return replace(_page(headers, block), date=headers.get("warc-date"))


def read_page_record(member: bytes, wanted: PageRange) -> FetchedPage:
    """Return the page of a record.

    Raises:
        BadRecordError: `truncated_range`, `bad_record`, `not_a_response`, `other_url`,
            `http_status`, `not_html` or `undecodable_body`.
    """
    record = _gunzip(member, wanted)
    headers, block = _parts(record)
    if not same_page(_url(headers), wanted.url):
        raise BadRecordError("other_url")
    return _page(headers, block)


def _parts(record: bytes) -> tuple[Mapping[str, str], bytes]:
    """Return the headers of a record and its block."""
    head, block_at = split_head(record)
    if not block_at or not head.startswith(b"WARC/"):
        raise BadRecordError("bad_record")
    headers = _headers(head)
    if headers.get("warc-type", "").lower() != "response":
        raise BadRecordError("not_a_response")
    length = whole_number(headers.get("content-length"))
    return headers, record[block_at:] if length is None else record[block_at : block_at + length]


def _url(headers: Mapping[str, str]) -> str:
    return headers.get("warc-target-uri", "").strip("<>")


def _gunzip(member: bytes, wanted: PageRange) -> bytes:
    if len(member) < wanted.length:
        raise BadRecordError("truncated_range")
    inflater = zlib.decompressobj(_GZIP)
    try:
        record = inflater.decompress(member, MAX_RECORD)
    except zlib.error as error:
        raise BadRecordError("bad_record") from error
    if not inflater.eof and not inflater.unconsumed_tail:
        raise BadRecordError("truncated_range")
    return record


def _page(record: Mapping[str, str], answer: bytes) -> FetchedPage:
    """Return the page of an answer, under the address that its record names."""
    head, body_at = split_head(answer)  # there are servers that leave the CR out
    body = answer[body_at:] if body_at else b""
    status = head[:20].split(b" ")[1:2]
    if status and status[0][:3] != b"200":
        raise BadRecordError("http_status")
    headers = _headers(head)
    kind = headers.get("content-type")
    if kind and "html" not in kind.lower() and "xml" not in kind.lower():
        raise BadRecordError("not_html")
    try:
        return FetchedPage(
            _url(record),
            decoded_body(body, headers),
            kind,
            headers.get("x-robots-tag"),
            record.get("warc-truncated"),
            headers.get("tdm-reservation"),
        )
    except BadBodyError as error:
        raise BadRecordError("undecodable_body") from error


def _headers(head: bytes) -> Mapping[str, str]:
    """Return headers by lower-case name; the first of a name wins, of X-Robots-Tag all do."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        written, colon, value = line.partition(":")
        name = written.strip().lower()
        if colon and name in found and name == "x-robots-tag":
            found[name] += f", {value.strip()}"
        elif colon:
            found.setdefault(name, value.strip())
    return found


def same_page(url: str, wanted: str) -> bool:
    """Tell whether two addresses are of one page, whatever their scheme and quoting.

    >>> same_page("https://a.example/x%20y?b", "http://a.example/x y?b#top")
    True
    """
    return _plain(url) == _plain(wanted)


def _plain(url: str) -> str:
    address = _SCHEME_AND_WWW.sub("", url.partition("#")[0])
    host, slash, rest = address.partition("/")
    host = host.lower().removesuffix(":80").removesuffix(":443")
    path = unquote(slash + rest).rstrip("?")
    return host + (path if path != "/" else "")
