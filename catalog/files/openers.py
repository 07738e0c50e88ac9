"""Open one version of a file at an offset: on a disk, in S3 or on a web server."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from catalog.errors import UsageError
from catalog.files.faults import explained


class Body(Protocol):
    """What is left of a file from some byte on."""

    def read(self, length: int) -> bytes:
        """Return at most that many bytes, and none only at the end.

        Raises:
            BrokenOffError: the connection broke.
        """
        ...

    def close(self) -> None:
        """Give the connection up."""
        ...


@dataclass(frozen=True, slots=True)
class Version:
    """Which bytes lie at a place.

    Attributes:
        size: bytes of the whole file, where they are known.
        etag: changes with the file; what S3 and web servers call so, a disk's time of change.
    """

    size: int | None
    etag: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, open at some offset.

    Attributes:
        end: the offset at which the body should end, where it is known.
    """

    body: Body
    version: Version
    end: int | None


@dataclass(frozen=True, slots=True)
class ExplainedBody:
    """A library's stream; what goes wrong with it is one of our errors."""

    uri: str
    stream: Any

    def read(self, length: int) -> bytes:
        """Return at most that many bytes, and none only at the end."""
        with explained(self.uri):
            data: bytes = self.stream.read(length)
        return data

    def close(self) -> None:
        """Give the connection up."""
        self.stream.close()


class EmptyBody:
    """What lies behind the end of a file."""

    def read(self, length: int) -> bytes:
        """Return nothing."""
        return b""

    def close(self) -> None:
        """Do nothing."""


# Opens a file at an offset, for so many bytes or to its end; the ETag is the one that the file must
# still have. An offset behind the end gives an empty body.
Opener = Callable[[int, int | None, str | None], Opened]


def scheme_of(uri: str) -> str:
    """Return `file`, `s3`, `http` or `https`.

    Raises:
        UsageError: it is another scheme.
    """
    scheme, separator, _ = uri.partition("://")
    if not separator:
        return "file"
    if scheme not in {"s3", "http", "https"}:
        raise UsageError(f"{uri} cannot be read: use https://, http://, s3:// or a path.")
    return scheme


def opener_of(uri: str) -> Opener:
    """Return what opens a URI.

    Raises:
        UsageError: nothing can.
    """
    home = {"file": "local", "s3": "s3"}.get(scheme_of(uri), "web")
    # Imported only now: HTTP takes a quarter of a second that reading from disk does not need.
    opener: Opener = import_module(f"catalog.files.{home}").opener(uri)
    return opener


def byte_range(offset: int, length: int | None) -> str | None:
    """Return the value of a Range header, or None for a whole file."""
    if length is None:
        return f"bytes={offset}-" if offset else None
    return f"bytes={offset}-{offset + length - 1}"
