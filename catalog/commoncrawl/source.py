"""Read one crawl file as a stream, from a web server, from S3 or from disk, through faults.

One request a file: Common Crawl asks for few, and a file is read once from end to end. When the
connection breaks, the next request asks for the rest, from the byte that was reached, and only of
the same version of the file.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from catalog import http
from catalog.commoncrawl.openers import Body, ChangedError, Opener, http_opener, s3_opener
from catalog.errors import CatalogError, NotFoundError, RetriableError, UsageError

ATTEMPTS = 6
FIRST_WAIT = 1.0


class Reader(Protocol):
    """A file that is read from its start to its end."""

    @property
    def offset(self) -> int:
        """Bytes that were read."""
        ...

    @property
    def size(self) -> int | None:
        """Bytes of the whole file, where they are known."""
        ...

    def read(self, length: int) -> bytes:
        """Return that many bytes, or fewer only at the end of the file."""
        ...

    def close(self) -> None:
        """Give up what is open."""
        ...


class ResumingReader:
    """Reads a file from its start to its end, opening it again where a connection broke.

    Args:
        name: what the file is called in messages.
        opener: opens it.
        attempts: how often in a row, without a byte between, before it is given up.
        first_wait: seconds before the second attempt; later ones wait longer.
    """

    def __init__(
        self,
        name: str,
        opener: Opener,
        *,
        attempts: int = ATTEMPTS,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self.offset = 0
        self.size: int | None = None
        self._name = name
        self._opener = opener
        self._attempts = attempts
        self._first_wait = first_wait
        self._etag: str | None = None
        self._body: Body | None = None

    def read(self, length: int) -> bytes:
        """Return that many bytes, or fewer only at the end of the file.

        Raises:
            NotFoundError: there is no such file.
            ChangedError: it is not the same file any more.
            RetriableError: the last attempt failed as all before it.
        """
        parts: list[bytes] = []
        while length:
            part = http.call_with_retries(
                partial(self._read_some, length),
                attempts=self._attempts,
                first_wait=self._first_wait,
            )
            if not part:
                break
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Give the connection up."""
        if self._body is not None:
            self._body.close()
            self._body = None

    def _read_some(self, length: int) -> bytes:
        body = self._body or self._open()
        try:
            part = body.read(length)
        except RetriableError:
            self.close()
            raise
        self.offset += len(part)
        if not part and self.size is not None and self.offset < self.size:
            self.close()
            raise RetriableError(f"{self._name} ended at byte {self.offset} of {self.size}")
        return part

    def _open(self) -> Body:
        opened = self._opener(self.offset, self._etag)
        new = (opened.size, opened.etag)
        if self.offset and new != (self.size, self._etag):
            opened.body.close()
            raise ChangedError(f"{self._name} changed while it was read")
        self.size, self._etag = new
        self._body = opened.body
        return opened.body


class LocalReader:
    """Reads a file of this machine.

    Raises:
        NotFoundError: there is none.
    """

    def __init__(self, path: str) -> None:
        try:
            self._file: BinaryIO = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed by close()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFoundError(f"{path} does not exist") from error
        except OSError as error:
            raise CatalogError(f"{path} cannot be read: {error.strerror}") from error
        self.size = os.fstat(self._file.fileno()).st_size
        self.offset = 0

    def read(self, length: int) -> bytes:
        """Return that many bytes, or fewer only at the end of the file."""
        data = self._file.read(length)
        self.offset += len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@contextmanager
def open_source(
    uri: str, *, attempts: int = ATTEMPTS, first_wait: float = FIRST_WAIT
) -> Iterator[Reader]:
    """Open a file by URL, `s3://` URI or path.

    Raises:
        NotFoundError: there is no such file; over the network only reading finds that out.
        UsageError: it cannot be a file's name.
    """
    reader = _reader(uri, attempts, first_wait)
    try:
        yield reader
    finally:
        reader.close()


def _reader(uri: str, attempts: int, first_wait: float) -> Reader:
    scheme, separator, _ = uri.partition("://")
    if not separator:
        return LocalReader(uri)
    openers = {"http": http_opener, "https": http_opener, "s3": s3_opener}
    if scheme not in openers:
        raise UsageError(f"{uri} cannot be read: use https://, http://, s3:// or a path.")
    opener: Opener = openers[scheme](uri)
    return ResumingReader(http.without_query(uri), opener, attempts=attempts, first_wait=first_wait)


def read_whole(uri: str, *, attempts: int = ATTEMPTS, first_wait: float = FIRST_WAIT) -> bytes:
    """Return a whole, small file."""
    with open_source(uri, attempts=attempts, first_wait=first_wait) as reader:
        return b"".join(iter(lambda: reader.read(1 << 20), b""))
