"""Talking to other people's servers: who we are, what is worth another try, how long to wait.

Used by everything that leaves the machine over HTTP. What a provider adds to it (a delay between
requests, a circuit breaker, a size limit) is `PoliteClient` below.
"""

import email.utils
import hashlib
import http.client
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import orjson
import requests
import tenacity

from catalog.errors import CatalogError, NotFoundError, RetriableError
from catalog.politeness import Breaker, Gate, Robots, StoppedError

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
    """Read a Retry-After header, either seconds or an HTTP date (RFC 9110, 10.2.3).

    >>> retry_after_seconds("120")
    120.0
    >>> retry_after_seconds("soon") is None
    True
    """
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def raise_for_status(
    response: requests.Response, retriable: frozenset[int] = RETRIABLE_STATUS
) -> None:
    """Raise the error that tells the caller what to do about a status of 400 or more.

    The message holds the host and path only: a query may hold a key.
    """
    if response.status_code < 400:
        return
    message = f"{response.status_code} from {without_query(response.url)}"
    if response.status_code in {404, 410}:
        raise NotFoundError(message)
    if response.status_code in retriable:
        wait = retry_after_seconds(response.headers.get("Retry-After"))
        raise RetriableError(message, retry_after=wait)
    raise CatalogError(message)


def without_query(url: str) -> str:
    """Return a URL that is safe to write down: no query, no user, no password."""
    head = url.partition("?")[0]
    scheme, separator, rest = head.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"


def as_retriable(error: requests.RequestException, url: str) -> RetriableError:
    """Wrap a transport error, whose own text may hold a query string with a key."""
    return RetriableError(f"{type(error).__name__} at {without_query(url)}")


def call_with_retries(
    call: Callable[[], T],
    *,
    attempts: int = 5,
    first_wait: float = 1.0,
    sleep: Callable[[float], Any] = time.sleep,
) -> T:
    """Call until it succeeds, waiting longer and longer, with jitter, between tries.

    A RetriableError is tried again, after `retry_after` where the other side named it (at most
    five minutes); any other error is raised at once, and the last RetriableError is raised as is.
    """
    backoff = tenacity.wait_exponential_jitter(multiplier=first_wait, max=60, jitter=first_wait)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, RetriableError) else None
        return backoff(state) if asked is None else min(asked, LONGEST_WAIT)

    def note(state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        logger.info("try %d failed: %s", state.attempt_number, error)

    retryer = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(RetriableError),
        stop=tenacity.stop_after_attempt(attempts),
        wait=wait,
        sleep=sleep,
        before_sleep=note,
        reraise=True,
    )
    return retryer(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
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
    """One JSON answer: what it says, its headers, and a digest of its bytes."""

    payload: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


@dataclass(slots=True)
class Traffic:
    """What a client has sent and received."""

    requests: int = 0
    retries: int = 0
    bytes: int = 0


Authorize = Callable[[str, Mapping[str, Any]], tuple[Mapping[str, Any], Mapping[str, str]]]
# An API that answers 403 means it: the key is wrong or the User-Agent unwelcome.
_RETRIABLE = RETRIABLE_STATUS - {403}
_REDIRECTS = 5


class PoliteClient:
    """Asks one provider for JSON: at its pace, again when it stumbles, never without end.

    Keys are added when a request is sent, to the provider's own host only, and stand in no message.

    Args:
        name: the provider, whose pace is shared by everything on this machine.
        limits: the pace and the patience.
        session: sends the requests; it says who we are.
        gate: the pace keeper, when it is not the usual one.
        origin: a URL of the provider; only its host gets the keys.
        authorize: (url, params) -> (params, headers), both with the keys.
        repair: makes JSON of what a provider wrongly takes for JSON.
        robots: asked before each URL, where a site's robots.txt applies.
        deadline: seconds since 1970 beyond which no wait may last.
        mirror: scheme, host and port that stand in for those of `origin`, the provider's own.
    """

    def __init__(  # noqa: PLR0913
        self,
        name: str,
        limits: Limits,
        *,
        session: requests.Session,
        gate: Gate | None = None,
        origin: str = "",
        mirror: str | None = None,
        authorize: Authorize | None = None,
        repair: Callable[[bytes], bytes] | None = None,
        robots: Robots | None = None,
        deadline: float | None = None,
    ) -> None:
        logging.getLogger("urllib3").setLevel(logging.INFO)  # its debug lines hold whole URLs
        self.limits, self.traffic = limits, Traffic()
        self.deadline, self.stop = deadline, threading.Event()
        self._session, self._authorize = session, authorize
        self._origin = _base(origin)
        self._base = _base(mirror or origin)
        self._repair, self._robots = repair, robots
        self._gate = gate or Gate(name, limits.delay)
        self._breaker = Breaker(limits.breaker, limits.cooldown)

    def get(
        self,
        url: str,
        params: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> Answer:
        """Return a JSON answer; see `read`."""
        return self.read(url, params, headers=headers, body=body, reader=lambda answer: answer)

    def read(
        self,
        url: str,
        params: Mapping[str, Any] | None = None,
        *,
        reader: Callable[[Answer], T],
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> T:
        """Return what `reader` makes of a JSON answer; a POST when there is a body.

        Args:
            url: what to ask; redirects to another host are refused.
            params: the query, without keys.
            reader: raises RetriableError for an answer that should be asked for again.
            headers: sent with this request besides the session's own.
            body: a JSON value to post.

        Raises:
            RetriableError: it failed as often as the limits allow.
            NotFoundError: there is nothing at that URL.
            CircuitOpen: the provider fails too often.
            StoppedError: the wait would last beyond the deadline.
        """
        method = "GET" if body is None else "POST"
        return self._with_retries(
            lambda: reader(self._json(self._send(method, url, params, headers, body)))
        )

    def size(self, url: str) -> int | None:
        """Return the bytes that a file has, by a HEAD request, or None where nobody says."""

        def ask() -> int | None:
            length = self._send("HEAD", url, None, None, None)[1].get("Content-Length", "")
            return int(length) if length.isdigit() and int(length) else None

        try:
            return self._with_retries(ask)
        except NotFoundError:
            return None

    def _with_retries(self, ask: Callable[[], T]) -> T:
        tries = 0

        def attempt() -> T:
            nonlocal tries
            self._breaker.check()
            tries += 1
            self.traffic.retries += tries > 1
            try:
                result = ask()
            except RetriableError as error:
                self._breaker.failed()
                if error.retry_after:
                    self._gate.hold(min(error.retry_after, LONGEST_WAIT))
                raise
            self._breaker.succeeded()
            return result

        return call_with_retries(
            attempt,
            attempts=self.limits.attempts,
            first_wait=self.limits.first_wait,
            sleep=self._sleep,
        )

    def _sleep(self, seconds: float) -> None:
        if seconds > 0 and self.deadline is not None and time.time() + seconds > self.deadline:
            raise StoppedError("the deadline comes before the next request may be sent")
        if self.stop.wait(seconds):
            raise StoppedError

    def _send(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        body: Any,
    ) -> tuple[bytes, Mapping[str, str]]:
        params, headers = dict(params or {}), dict(headers or {})
        if self._origin and urlsplit(url).netloc == urlsplit(self._origin).netloc:
            url = self._base + url[len(_base(url)) :]  # links inside answers often say http
        for _ in range(_REDIRECTS):
            response = self._request(method, url, params, headers, body)
            with response:
                target = response.headers.get("Location")
                if not (response.is_redirect and target):
                    raise_for_status(response, _RETRIABLE)
                    return self._body(response, url), response.headers
            url, params = _same_host(url, urljoin(url, target)), {}
        raise RetriableError(f"too many redirects at {without_query(url)}")

    def _request(
        self, method: str, url: str, params: dict[str, Any], headers: dict[str, str], body: Any
    ) -> requests.Response:
        if self._robots and not self._robots.allow(url):
            raise CatalogError(f"the site's robots.txt does not allow {without_query(url)}")
        signed: Mapping[str, Any] = params
        if self._authorize and _base(url) == self._base:
            signed, keys = self._authorize(url, params)
            headers = {**headers, **keys}
        self._wait_for_turn()
        self.traffic.requests += 1
        try:
            return self._session.request(
                method,
                url,
                params=signed,
                headers=headers,
                json=body,
                timeout=self.limits.timeout,
                stream=True,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            # Not chained: the cause holds the whole URL, and whoever prints a traceback prints it.
            raise as_retriable(error, url) from None

    def _wait_for_turn(self) -> None:
        turn = self._gate.reserve(self.deadline)
        try:
            self._sleep(max(0.0, turn - time.time()))
        except StoppedError:
            self._gate.give_back(turn)
            raise

    def _body(self, response: requests.Response, url: str) -> bytes:
        chunks, size = [], 0
        give_up = time.monotonic() + 10 * self.limits.timeout
        try:
            for chunk in response.iter_content(1 << 16):
                size += len(chunk)
                if size > self.limits.max_bytes:
                    raise CatalogError(
                        f"the answer of {without_query(url)} is larger than "
                        f"{self.limits.max_bytes} bytes"
                    )
                if time.monotonic() > give_up:
                    raise RetriableError(f"the answer of {without_query(url)} never ends")
                chunks.append(chunk)
        except requests.RequestException as error:
            raise as_retriable(error, url) from None
        self.traffic.bytes += size
        return b"".join(chunks)

    def _json(self, received: tuple[bytes, Mapping[str, str]]) -> Answer:
        data, headers = received
        try:
            payload = orjson.loads(data)
        except orjson.JSONDecodeError:
            payload = self._repaired(data, headers)
        return Answer(payload, headers, hashlib.blake2b(data, digest_size=8).hexdigest())

    def _repaired(self, data: bytes, headers: Mapping[str, str]) -> Any:
        try:
            return orjson.loads(self._repair(data)) if self._repair else orjson.loads(data)
        except orjson.JSONDecodeError as error:
            kind = headers.get("Content-Type", "no content type").partition(";")[0]
            raise RetriableError(f"no JSON but {kind}, {len(data)} bytes: {error}") from None


def _base(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _same_host(url: str, target: str) -> str:
    if urlsplit(target).hostname != urlsplit(url).hostname:
        raise RetriableError(
            f"{without_query(url)} sends us to another host, {urlsplit(target).hostname}; refused"
        )
    return target
