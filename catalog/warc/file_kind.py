"""What a file is that was given as WAT: a wrong one would read as one without links."""

import zlib

from catalog.errors import CatalogError

_GZIP = 31
_ENOUGH = 1 << 16
_WARC_TYPES = (b"response", b"request", b"revisit", b"resource")


class NotWatError(CatalogError):
    """The file is no WAT."""


def check_is_wat(head: bytes) -> None:
    """Raise NotWatError, saying what it is, for what is clearly something else.

    Args:
        head: the first compressed bytes of the file.
    """
    found = _other_kind(_inflated(head))
    if found:
        raise NotWatError(f"the file is no WAT but {found}")


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


def _other_kind(text: bytes) -> str | None:
    lowered = text.lower()
    if not text or b"application/json" in lowered:
        return None
    if text.startswith(b"filedesc:"):
        return "an ARC, whose pages Common Crawl stored before 2013"
    if not text.startswith(b"WARC/"):
        return f"something that begins with {text[:20]!r}, as no archive does"
    if b"warc-type: conversion" in lowered:
        return "a WET, which holds the text of pages and no links"
    if any(b"warc-type: " + kind in lowered for kind in _WARC_TYPES):
        return "a WARC of whole pages"
    return None
