"""Read ranges of large files: close ranges are merged into one request, at a limited rate.

Common Crawl asks for few range requests and answers too many with 503 or 403. One limiter holds the
pace of all processes of this machine; when it is told to wait, all of them wait.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import sleep, time

from catalog.apis.rate_limit import RateLimiter
from catalog.errors import RetriableError
from catalog.files.http import LONGEST_WAIT
from catalog.files.openers import Opened, Opener, opener_of
from catalog.files.reading import ATTEMPTS, FIRST_WAIT, Reader
from catalog.warc.page_range import PageRange

# One more request costs a server more than these bytes, which nobody needs.
MAX_GAP = 64 * 2**10
MAX_SPAN = 8 * 2**20
PER_SECOND = 2.0


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


class RangeReader:
    """Reads ranges of one file, wherever it lies, through faults.

    Args:
        uri: a URL, an `s3://` URI or a path.
        limiter: holds the pace; None for no limit.
        attempts: how often in a row, without a byte between, a range is asked for.
        first_wait: seconds before the second attempt; Retry-After decides where it is given.
    """

    def __init__(
        self,
        uri: str,
        limiter: RateLimiter | None,
        *,
        attempts: int = ATTEMPTS,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._uri = uri
        self._opener = _paced(opener_of(uri), limiter) if limiter else opener_of(uri)
        self._attempts = attempts
        self._first_wait = first_wait

    def read(self, offset: int, length: int) -> bytes:
        """Return those bytes, or as many as there are before the end of the file.

        Raises:
            NotFoundError: there is no such file.
            ForbiddenError: it may not be read.
            RetriableError: the last attempt failed as all before it.
        """
        reader = Reader(
            self._uri,
            self._opener,
            start=offset,
            length=length,
            attempts=self._attempts,
            first_wait=self._first_wait,
        )
        with closing(reader):
            return reader.read(length)


def _paced(opener: Opener, limiter: RateLimiter) -> Opener:
    """Wait for the machine's turn before each request, and hold all when a server asks for it."""

    def open_at(offset: int, length: int | None, etag: str | None) -> Opened:
        sleep(max(0.0, limiter.reserve() - time()))
        try:
            return opener(offset, length, etag)
        except RetriableError as error:
            if error.retry_after:
                limiter.back_off(min(error.retry_after, LONGEST_WAIT))
            raise

    return open_at


def limiter_for(source: str, per_second: float) -> RateLimiter | None:
    """Return what holds the pace for a source; S3 and disks need none."""
    if not source.startswith(("https://", "http://")):
        return None
    host = source.split("/")[2].replace(":", "-")
    return RateLimiter(f"ranges-{host}", 1 / per_second)
