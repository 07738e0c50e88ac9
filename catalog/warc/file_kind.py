"""Detect what kind of archive a file is: one of the wrong kind would read as one without links."""

import re
import zlib
from typing import Literal

from catalog.errors import CatalogError

_GZIP = 31
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ENOUGH = 1 << 16
Kind = Literal["WAT", "WARC"]
# The head of a record; writers of the first years end lines without a carriage return.
_HEAD = re.compile(rb"^WARC/\d[^\r\n]*\r?\n((?:[^\r\n]+\r?\n)*)", re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_JSON = re.compile(rb"^content-type:[ \t]*application/json", re.IGNORECASE | re.MULTILINE)
_WAT = "a WAT, which describes pages"
_WARC = "a WARC of whole pages"
_EXPECTED = {"WAT": _WAT, "WARC": _WARC}
_HINTS = {
    _WARC: " (--from warc reads those)",
    _WAT: " (--from wat reads those)",
}


class WrongKindError(CatalogError):
    """The file is not what it was given as."""


def check_kind(head: bytes, wanted: Kind) -> None:
    """Raise WrongKindError if a file's first bytes, compressed or not, are of another kind."""
    if not head:
        raise WrongKindError("the file is empty")
    found = _kind(_inflated(head) if is_gzip(head) else head[:_ENOUGH])
    if found and found != _EXPECTED[wanted]:
        raise WrongKindError(f"the file is no {wanted} but {found}{_HINTS.get(found, '')}")


def is_gzip(head: bytes) -> bool:
    """Tell whether a file's first bytes are gzip's."""
    return head.startswith(_GZIP_MAGIC)


def _inflated(head: bytes) -> bytes:
    """Return the beginning of what gzip members hold, as far as they can be inflated."""
    parts: list[bytes] = []
    size = 0
    while head and size < _ENOUGH:
        inflater = zlib.decompressobj(_GZIP)
        try:
            parts.append(inflater.decompress(head, _ENOUGH))
        except zlib.error:
            break
        size += len(parts[-1])
        head = inflater.unused_data
    return b"".join(parts)


def _kind(text: bytes) -> str | None:
    """Return what a text is, by its first record that says so; None where none does."""
    if not text:
        return None
    if text.startswith(_ZSTD_MAGIC):
        return "something compressed with zstd, which is not read"
    if text.startswith(b"filedesc:"):
        return "an ARC, in which Common Crawl stored pages before 2013"
    if not text.startswith(b"WARC/"):
        return f"something that begins with {text[:20]!r}, as no archive does"
    return next((kind for head in _HEAD.finditer(text) if (kind := _of_record(head[1]))), None)


def _of_record(head: bytes) -> str | None:
    found = _TYPE.search(head)
    word = found[1].lower() if found else b""
    if _JSON.search(head) and word in (b"metadata", b"resource", b""):
        return _WAT
    if word == b"conversion":
        return "a WET, which holds the text of pages and no links"
    return _WARC if word in (b"response", b"request", b"revisit", b"resource") else None
