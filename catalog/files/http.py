"""HTTP basics: user agent, which errors are retried, how long to wait.

Used by everything that leaves the machine over HTTP. What a provider adds to it (a delay between
requests, a circuit breaker, a size limit) is catalog/apis/client.py.
"""

import email.utils
import http.client
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import requests
import tenacity

from catalog.errors import BrokenOffError, CatalogError, NotFoundError, RetriableError

logger = logging.getLogger(__name__)
# ccMixter repeats much of an answer in one header; Python stops reading a header at 64 KiB.
http.client._MAXLINE = 2**20  # type: ignore[attr-defined]
T = TypeVar("T")

# Common Crawl answers 403 as well as 503 when it is asked too often (status.commoncrawl.org).
RETRIABLE_STATUS = frozenset({403, 408, 425, 429, 500, 502, 503, 504})
LONGEST_WAIT = 300.0


def new_session(user_agent: str) -> requests.Session:
    """Return a session that says who we are and never retries by itself."""
    session = requests.Session()
    session.headers["User-Agent"] = user_agent
    return session


def retry_after_seconds(value: str | None, now: datetime | None = None) -> float | None:
    """Read a Retry-After header: seconds, or an HTTP date in any of its three forms.

    As urllib3 reads it: RFC 9110, 10.2.3 and 5.6.7; what is neither is as if it were not there.

    >>> retry_after_seconds("120"), retry_after_seconds("Sun Nov  6 08:49:37 1994")
    (120.0, 0.0)
    >>> retry_after_seconds("soon"), retry_after_seconds("-0000"), retry_after_seconds("\u00b2")
    (None, None, None)
    """
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return float(value)
    try:
        moment = email.utils.parsedate_tz(value)
        if moment is None:
            return None
        seconds = email.utils.mktime_tz(moment) - (now or datetime.now(UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, seconds)


def raise_for_status(response: requests.Response) -> None:
    """Raise the error that tells the caller what to do about a status of 400 or more.

    The message holds the host and path only: a query may hold a key.
    """
    if response.status_code < 400:
        return
    message = f"{response.status_code} from {without_query(response.url)}"
    if response.status_code in {404, 410}:
        raise NotFoundError(message)
    if response.status_code in RETRIABLE_STATUS:
        wait = retry_after_seconds(response.headers.get("Retry-After"))
        raise RetriableError(message, retry_after=wait)
    raise CatalogError(message)


def without_query(url: str) -> str:
    """Return a URL that is safe to write down: no query, no user, no password."""
    head = url.partition("?")[0]
    scheme, separator, rest = head.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"


def as_retriable(error: requests.RequestException, url: str) -> BrokenOffError:
    """Wrap a transport error, whose own text may hold a query string with a key."""
    return BrokenOffError(f"{type(error).__name__} at {without_query(url)}")


def call_with_retries(
    call: Callable[[], T],
    *,
    attempts: int = 5,
    first_wait: float = 1.0,
    sleep: Callable[[float], Any] | None = None,
) -> T:
    """Call until it succeeds, waiting longer and longer, with jitter, between tries.

    A RetriableError is tried again, after `retry_after` where the other side named some (at most
    five minutes); any other error is raised at once, and the last RetriableError is raised as is.
    """
    backoff = tenacity.wait_exponential_jitter(multiplier=first_wait, max=60, jitter=first_wait)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, RetriableError) else None
        # "At once", said again and again, would be a loop without a pause.
        return min(asked, LONGEST_WAIT) if asked else backoff(state)

    def note(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        logger.info("try %d failed: %s", state.attempt_number, error)

    retryer = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(RetriableError),
        stop=tenacity.stop_after_attempt(attempts),
        wait=wait,
        sleep=sleep or time.sleep,
        before_sleep=note,
        reraise=True,
    )
    return retryer(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpLimits:
    """How a provider wants to be treated, and what we put up with.

    Attributes:
        delay: seconds between the starts of two requests.
        timeout: seconds to wait for a connection, and for the next bytes of an answer.
        attempts: tries for one request.
        first_wait: seconds before the second try, about; later ones wait longer and longer.
        max_bytes: the largest answer that is read, unpacked.
        breaker: failures in a row after which nothing more is asked for `cooldown` seconds.
    """

    delay: float = 1.0
    timeout: float = 30.0
    attempts: int = 5
    first_wait: float = 1.0
    max_bytes: int = 64 * 2**20
    breaker: int = 12
    cooldown: float = 300.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One JSON answer: what it says, and its headers."""

    payload: Any
    headers: Mapping[str, str] = field(default_factory=dict)
