"""The body of a stored HTTP answer: without chunks, without compression, never larger than allowed.

Common Crawl usually stores bodies decoded and renames the headers to `X-Crawl-...`; other crawls
and older ones keep them as they came. So what a header says is tried, and what is markup already is
taken as it is.
"""

import codecs
import re
import zlib
from collections.abc import Callable, Mapping

import brotli

# More than a page may have before it is cut: a small body may inflate to gigabytes.
MAX_BODY = 16 * 2**20
_GZIP, _DEFLATE = 31, 15
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Compressed data has such bytes soon. Tab, line ends and the escape of ISO-2022 are in texts.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_LOOKED_AT = 512
# `int(x, 16)` also takes a sign, under which a reader would go back, and blanks and underscores.
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;|\Z)")


class BadBodyError(Exception):
    """A body is not what its headers say."""


def decoded_body(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a body as the page's author wrote it, at most `MAX_BODY` bytes.

    Args:
        body: the stored bytes.
        headers: of the HTTP answer, names in lower case.

    Raises:
        BadBodyError: it cannot be decoded, and is no markup as it stands either.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    encodings = [name.strip() for name in headers.get("content-encoding", "").lower().split(",")]
    for name in reversed(encodings):
        decoder = _DECODERS.get(name)
        if decoder:
            body = _decoded(body, decoder)
        elif name not in ("", "identity", "none") and not _is_text(body):
            # Servers also send `text/html`, `iso-8859-1` or `binary` and mean nothing by it.
            raise BadBodyError(name)
    return body[:MAX_BODY]


def _decoded(body: bytes, decoder: Callable[[bytes], bytes]) -> bytes:
    try:
        return decoder(body)
    except (zlib.error, brotli.error, OSError) as error:
        # A page with a header that no longer holds.
        if _is_text(body):
            return body
        raise BadBodyError(str(error)) from error


def _is_text(body: bytes) -> bool:
    """Tell whether a body is text as it stands: markup, maybe after a mark or words."""
    if body.lstrip()[:1] == b"<":
        return True
    if body.startswith(_UTF16):
        return b"<" in body[:_LOOKED_AT]
    return b"<" in body and not _CONTROL.search(body, 0, _LOOKED_AT)


def _without_chunks(body: bytes) -> bytes:
    """Join the chunks (RFC 9112, 7.1); a body that has none, or breaks off, is taken as it is."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\r\n", position, position + 20)
        size = _chunk_size(body[position:end]) if end > 0 else None
        if size is None:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _chunk_size(line: bytes) -> int | None:
    """Return the size that a chunk's first line names: hexadecimal digits and nothing else."""
    found = _CHUNK_SIZE.match(line)
    return int(found[1], 16) if found else None


def _gunzip(body: bytes) -> bytes:
    return zlib.decompressobj(_GZIP).decompress(body, MAX_BODY)


def _inflate(body: bytes) -> bytes:
    """Inflate zlib data, or the raw deflate that some servers send under the same name."""
    try:
        return zlib.decompressobj(_DEFLATE).decompress(body, MAX_BODY)
    except zlib.error:
        return zlib.decompressobj(-_DEFLATE).decompress(body, MAX_BODY)


def _unbrotli(body: bytes) -> bytes:
    return bytes(brotli.Decompressor().process(body, output_buffer_limit=MAX_BODY))


def _unzstd(body: bytes) -> bytes:
    from pyarrow import BufferReader, CompressedInputStream  # large, and hardly ever needed

    with CompressedInputStream(BufferReader(body), "zstd") as stream:
        return bytes(stream.read(MAX_BODY))


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
