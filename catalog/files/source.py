"""Read one crawl file as a stream: from a web server, from S3 or from disk.

One request a file: Common Crawl asks for few, and a file is read once from end to end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from catalog.errors import CatalogError, NotFoundError

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
    # Imported only now: HTTP takes a quarter of a second that reading from disk does not need.
    from catalog.files.resuming import ResumingReader, opener_of

    return ResumingReader(uri, opener_of(scheme, uri), attempts=attempts, first_wait=first_wait)


def read_whole(uri: str, *, attempts: int = ATTEMPTS, first_wait: float = FIRST_WAIT) -> bytes:
    """Return a whole, small file."""
    with open_source(uri, attempts=attempts, first_wait=first_wait) as reader:
        return b"".join(iter(lambda: reader.read(1 << 20), b""))
