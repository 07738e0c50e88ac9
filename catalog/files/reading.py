"""Read a file from an offset, with retries and resume, wherever it lies.

When the connection breaks, the next request asks for the rest, from the byte that was reached, and
only of the same version of the file.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from catalog.errors import BrokenOffError, ChangedError, RetriableError
from catalog.files.openers import Body, Opener, Version, opener_of, scheme_of

ATTEMPTS = 6
FIRST_WAIT = 1.0
_UNKNOWN = Version(None, None)


class Reader:
    """Reads a file from some byte on, opening it again where a connection broke.

    Args:
        uri: what the file is called in messages.
        opener: opens it.
        start: the first byte.
        length: how many bytes; None for all.
        attempts: how often in a row, without a byte between, before it is given up.
        first_wait: seconds before the second attempt; later ones wait longer.
    """

    def __init__(
        self,
        uri: str,
        opener: Opener,
        *,
        start: int = 0,
        length: int | None = None,
        attempts: int = ATTEMPTS,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self.offset = start
        self.version = _UNKNOWN
        self._start = start
        self._stop = None if length is None else start + length
        self._end: int | None = None
        self._name = uri.partition("?")[0] if "://" in uri else uri
        self._opener = opener
        self._attempts = attempts
        self._first_wait = first_wait
        self._body: Body | None = None

    @property
    def size(self) -> int | None:
        """Bytes of the whole file, where they are known."""
        return self.version.size

    def read(self, length: int) -> bytes:
        """Return that many bytes, or fewer only at the end.

        Raises:
            NotFoundError: there is no such file.
            ForbiddenError: it may not be read.
            ChangedError: it is not the same file any more.
            RetriableError: the last attempt failed as all before it.
        """
        if self._stop is not None:
            length = min(length, self._stop - self.offset)
        parts: list[bytes] = []
        while length > 0:
            part = self._read_through_faults(length)
            if not part:
                break
            parts.append(part)
            length -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def read_all(self) -> bytes:
        """Return all that is left."""
        return b"".join(iter(lambda: self.read(1 << 20), b""))

    def open(self) -> None:
        """Find out now, and not at the first read, whether the file is there."""
        if self._body is None:
            try:
                self._open()
            except BrokenOffError:  # the server had closed a connection that was kept: a new one
                self._open()

    def close(self) -> None:
        """Give the connection up; reading on opens it again."""
        if self._body is not None:
            self._body.close()
            self._body = None

    def _read_through_faults(self, length: int) -> bytes:
        try:
            return self._read_some(length)
        except RetriableError as error:
            return self._try_again(length, error)

    def _try_again(self, length: int, first: RetriableError) -> bytes:
        from catalog.files.http import call_with_retries

        faults = [first]

        def call() -> bytes:
            if faults:
                raise faults.pop()
            return self._read_some(length)

        return call_with_retries(call, attempts=self._attempts, first_wait=self._first_wait)

    def _read_some(self, length: int) -> bytes:
        body = self._body or self._open()
        try:
            part = body.read(length)
        except RetriableError:
            self.close()
            raise
        self.offset += len(part)
        if not part and self._end is not None and self.offset < self._end:
            self.close()
            raise BrokenOffError(f"{self._name} ended at byte {self.offset} of {self._end}")
        return part

    def _open(self) -> Body:
        left = None if self._stop is None else self._stop - self.offset
        begun = self.offset > self._start
        opened = self._opener(self.offset, left, self.version.etag if begun else None)
        if begun and _differ(opened.version, self.version):
            opened.body.close()
            raise ChangedError(f"{self._name} changed while it was read")
        self.version, self._body = opened.version, opened.body
        self._end = opened.end
        return opened.body


def _differ(new: Version, old: Version) -> bool:
    sizes = new.size is not None and old.size is not None and new.size != old.size
    return sizes or new.etag != old.etag


@contextmanager
def open_at(
    uri: str,
    offset: int = 0,
    length: int | None = None,
    *,
    attempts: int = ATTEMPTS,
    first_wait: float = FIRST_WAIT,
) -> Iterator[Reader]:
    """Open a file by URL, `s3://` URI or path, at an offset, for so many bytes or to its end.

    Raises:
        NotFoundError: there is no such file; over the network only reading finds that out.
        UsageError: it cannot be a file's name.
    """
    reader = Reader(
        uri, opener_of(uri), start=offset, length=length, attempts=attempts, first_wait=first_wait
    )
    if scheme_of(uri) == "file":
        reader.open()
    try:
        yield reader
    finally:
        reader.close()


class RawStream(io.RawIOBase):
    """A Reader as one of Python's own streams, for what reads from those."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes came, 0 at the end."""
        data = self._reader.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Give the connection up."""
        self._reader.close()
        super().close()
