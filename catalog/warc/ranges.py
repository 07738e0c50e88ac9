"""Ranges of large files: neighbours merged into one request, at a pace that servers bear.

Common Crawl asks for few range requests and answers too many with 503 or 403. One gate holds the
pace of all processes of this machine; when it is told to wait, all of them wait.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import sleep, time
from typing import Protocol

import requests

from catalog.apis.rate_limit import RateLimiter
from catalog.errors import NotFoundError, RetriableError, UsageError
from catalog.files import http, storage
from catalog.settings import load_settings
from catalog.warc.page_range import PageRange

# One more request costs a server more than these bytes, which nobody needs.
MAX_GAP = 64 * 2**10
MAX_SPAN = 8 * 2**20
PER_SECOND = 2.0
_TIMEOUT = (10.0, 60.0)


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes that one request fetches, and the pages in them."""

    offset: int
    length: int
    pages: tuple[PageRange, ...]


def merged(pages: Iterable[PageRange]) -> Iterator[Span]:
    """Merge ranges that are close to each other, in the order of the file."""
    waiting: list[PageRange] = []
    for page in sorted(set(pages), key=lambda page: (page.offset, page.length, page.url)):
        if waiting and not _close(waiting, page):
            yield _span(waiting)
            waiting = []
        waiting.append(page)
    if waiting:
        yield _span(waiting)


def _end(pages: list[PageRange]) -> int:
    return max(page.offset + page.length for page in pages)


def _close(waiting: list[PageRange], page: PageRange) -> bool:
    near = page.offset <= _end(waiting) + MAX_GAP
    return near and page.offset + page.length - waiting[0].offset <= MAX_SPAN


def _span(pages: list[PageRange]) -> Span:
    start = pages[0].offset
    return Span(start, _end(pages) - start, tuple(pages))


class RangeReader(Protocol):
    """Something that has a file's bytes."""

    def read(self, offset: int, length: int) -> bytes:
        """Return those bytes, or fewer where the file ends or the answer was cut.

        Raises:
            NotFoundError: there is no such file.
            RetriableError: the last attempt failed as all before it.
        """
        ...


@dataclass(frozen=True, slots=True)
class LocalRanges:
    """A file of this machine."""

    path: str

    def read(self, offset: int, length: int) -> bytes:
        """Return those bytes."""
        try:
            with Path(self.path).open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFoundError(f"{self.path} does not exist") from error


@dataclass(frozen=True, slots=True)
class S3Ranges:
    """An object in S3, whose client retries by itself."""

    uri: str

    def read(self, offset: int, length: int) -> bytes:
        """Return those bytes."""
        from botocore.exceptions import ClientError

        bucket, key = storage.split_s3(self.uri)
        wanted = f"bytes={offset}-{offset + length - 1}"
        try:
            answer = storage.s3_client().get_object(Bucket=bucket, Key=key, Range=wanted)
            return answer["Body"].read()
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == "InvalidRange":
                return b""
            if code in ("NoSuchKey", "NoSuchBucket", "404"):
                raise NotFoundError(f"{self.uri} does not exist") from error
            raise RetriableError(f"{self.uri}: {code}") from error


class HttpRanges:
    """A file on a web server, asked at the machine's pace.

    Args:
        url: of the file.
        session: kept open from file to file.
        gate: holds the pace; None for no limit.
        attempts: how often one range is asked for.
        first_wait: seconds before the second attempt; Retry-After decides where it is given.
    """

    def __init__(
        self,
        url: str,
        session: requests.Session,
        gate: RateLimiter | None,
        *,
        attempts: int = 6,
        first_wait: float = 1.0,
    ) -> None:
        self._url = url
        self._session = session
        self._gate = gate
        self._attempts = attempts
        self._first_wait = first_wait

    def read(self, offset: int, length: int) -> bytes:
        """Return those bytes."""
        return http.call_with_retries(
            partial(self._get, offset, length),
            attempts=self._attempts,
            first_wait=self._first_wait,
        )

    def _get(self, offset: int, length: int) -> bytes:
        if self._gate:
            sleep(max(0.0, self._gate.reserve() - time()))
        headers = {
            "Range": f"bytes={offset}-{offset + length - 1}",
            "Accept-Encoding": "identity",
        }
        try:
            with self._session.get(
                self._url, headers=headers, stream=True, timeout=_TIMEOUT
            ) as response:
                return self._body(response, offset, length)
        except requests.RequestException as error:
            raise http.as_retriable(error, self._url) from error

    def _body(self, response: requests.Response, offset: int, length: int) -> bytes:
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            return b""
        try:
            http.raise_for_status(response)
        except RetriableError as error:
            if self._gate and error.retry_after:
                self._gate.hold(min(error.retry_after, http.LONGEST_WAIT))
            raise
        if response.status_code != requests.codes.partial_content and offset:
            raise UsageError(f"{http.without_query(self._url)} does not serve ranges.")
        body = b"".join(response.iter_content(1 << 16))[:length]
        told = response.headers.get("Content-Length", "")
        if told.isdigit() and len(body) < min(int(told), length):
            raise RetriableError(f"{http.without_query(self._url)} broke off at {len(body)} bytes")
        return body


def open_ranges(
    uri: str, *, gate: RateLimiter | None, attempts: int, first_wait: float
) -> RangeReader:
    """Return the reader of a URL, an `s3://` URI or a path."""
    if storage.is_s3(uri):
        return S3Ranges(uri)
    if "://" not in uri:
        return LocalRanges(uri)
    session = http.new_session(load_settings().user_agent)
    return HttpRanges(uri, session, gate, attempts=attempts, first_wait=first_wait)


def gate_for(source: str, per_second: float) -> RateLimiter | None:
    """Return what holds the pace for a source; S3 and disks need none."""
    if not source.startswith(("https://", "http://")):
        return None
    host = source.split("/")[2].replace(":", "-")
    return RateLimiter(f"ranges-{host}", 1 / per_second)
