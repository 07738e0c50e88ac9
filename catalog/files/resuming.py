"""Read a file over the network, through faults.

When the connection breaks, the next request asks for the rest, from the byte that was reached, and
only of the same version of the file.
"""

from functools import partial

from catalog.errors import RetriableError, UsageError
from catalog.files import http
from catalog.files.openers import Body, ChangedError, Opener, http_opener, s3_opener

_OPENERS = {"http": http_opener, "https": http_opener, "s3": s3_opener}


def opener_of(scheme: str, uri: str) -> Opener:
    """Return what opens a URI.

    Raises:
        UsageError: nothing can.
    """
    if scheme not in _OPENERS:
        raise UsageError(f"{uri} cannot be read: use https://, http://, s3:// or a path.")
    return _OPENERS[scheme](uri)


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
        attempts: int,
        first_wait: float,
    ) -> None:
        self.offset = 0
        self.size: int | None = None
        self._name = http.without_query(name)
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
