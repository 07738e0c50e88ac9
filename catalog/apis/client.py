"""Ask one provider's API for JSON: at its pace, with its keys, with bounded retries."""

import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import orjson
import requests

from catalog.apis.error_rules import ErrorRule, error_in
from catalog.apis.json_answers import read_json
from catalog.apis.rate_limit import Breaker, RateLimiter, Robots, StoppedError
from catalog.errors import CatalogError, NotFoundError, RetriableError
from catalog.files.http import (
    LONGEST_WAIT,
    Answer,
    HttpLimits,
    as_retriable,
    call_with_retries,
    without_query,
)
from catalog.urls import is_public_host

T = TypeVar("T")


@dataclass(slots=True)
class Traffic:
    """What a client has sent and received."""

    requests: int = 0
    retries: int = 0
    bytes: int = 0


Authorize = Callable[[str, Mapping[str, Any]], tuple[Mapping[str, Any], Mapping[str, str]]]
_REDIRECTS = 5
_LONGEST_ERROR = 1 << 16  # bytes of an error's body that are read


class PoliteClient:
    """Asks one provider for JSON: at its pace, again when it stumbles, never without end.

    Keys are added when a request is sent, to the provider's own host only, and stand in no message.

    Args:
        name: the provider, whose pace is shared by everything on this machine.
        limits: the pace and the patience.
        session: sends the requests; it says who we are.
        limiter: keeps the pace, when it is not the usual one.
        origin: a URL of the provider; only its host gets the keys.
        authorize: (url, params) -> (params, headers), both with the keys.
        repair: makes JSON of what a provider wrongly takes for JSON.
        robots: asked before each URL, where a site's robots.txt applies.
        deadline: seconds since 1970 beyond which no wait may last.
        mirror: scheme, host and port that are asked instead of every host, the provider's own and
            those of its files.
        errors: what the provider's answers that are errors look like.
        hidden: keys that an API may repeat in what it says, to be left out of messages.
    """

    def __init__(
        self,
        name: str,
        limits: HttpLimits,
        *,
        session: requests.Session,
        limiter: RateLimiter | None = None,
        origin: str = "",
        mirror: str | None = None,
        authorize: Authorize | None = None,
        repair: Callable[[bytes], bytes] | None = None,
        robots: Robots | None = None,
        deadline: float | None = None,
        errors: Sequence[ErrorRule] = (),
        hidden: Sequence[str] = (),
    ) -> None:
        logging.getLogger("urllib3").setLevel(logging.INFO)  # its debug lines hold whole URLs
        self.limits, self.traffic = limits, Traffic()
        self.deadline, self.stop, self.cancelled = deadline, threading.Event(), False
        # Keys and signatures as they were sent, to be left out of what is written down.
        self.sent_keys: set[str] = set(hidden)
        self._session, self._authorize = session, authorize
        self._origin = _base(origin)
        self._base, self._is_mirrored = _base(mirror or origin), mirror is not None
        self._repair, self._robots = repair, robots
        self._errors, self._hidden = errors, hidden
        # Whether an answer ever held a key: those who read it must then leave it out.
        self.repeats_keys = False
        self._limiter = limiter or RateLimiter(name, limits.delay)
        self._breaker = Breaker(limits.breaker, limits.cooldown)
        self._good: Callable[[], Answer] | None = None

    def cancel(self) -> None:
        """End every wait, now and from now on: the person or the machine wants us to stop."""
        self.cancelled = True
        self.stop.set()

    def begin(self) -> None:
        """Let waits begin again after `stop`, unless the work was cancelled."""
        if not self.cancelled:
            self.stop.clear()

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

        The parameters are without keys; with a body, a JSON value, the request is a POST. Redirects
        to another host are refused. The reader raises RetriableError for an answer that should be
        asked for again.

        Raises:
            RetriableError: it failed as often as the limits allow.
            NotFoundError: there is nothing at that URL.
            CircuitOpen: the provider fails too often.
            StoppedError: the wait would last beyond the deadline.
        """
        method = "GET" if body is None else "POST"

        def ask() -> Answer:
            return self._json(self._send(method, url, params, headers, body), url)

        found = self._with_retries(lambda: reader(ask()))
        self._good = ask
        return found

    def _is_alive(self) -> bool:
        """Tell whether the provider still answers what it answered the last time.

        Where it does, the failures are of what was asked (one broken work behind another) and not
        the provider's.
        """
        try:
            return self._good is not None and bool(self._good())
        except StoppedError:
            raise
        except CatalogError:
            return False

    def size(self, url: str) -> int | None:
        """Return the bytes that a file has, by a HEAD request, or None where nobody says."""

        def ask() -> int | None:
            length = self._send("HEAD", url, None, None, None)[1].get("Content-Length", "")
            return int(length) or None if re.fullmatch("[0-9]{1,18}", length) else None

        try:
            return self._with_retries(ask)
        except NotFoundError:
            return None

    def _with_retries(self, ask: Callable[[], T]) -> T:
        tries = 0

        def attempt() -> T:
            nonlocal tries
            self._breaker.check(self._is_alive)
            tries += 1
            self.traffic.retries += tries > 1
            try:
                result = ask()
            except RetriableError as error:
                self._breaker.failed()
                if error.retry_after:
                    self._limiter.back_off(min(error.retry_after, LONGEST_WAIT))
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
        is_own = self._origin and urlsplit(url).netloc == urlsplit(self._origin).netloc
        if is_own or self._is_mirrored:
            url = self._base + url[len(_base(url)) :]  # links inside answers often say http
        else:
            self._refuse_if_private(url)
        for _ in range(_REDIRECTS):
            response = self._request(method, url, params, headers, body)
            with response:
                target = response.headers.get("Location")
                if not (response.is_redirect and target):
                    self._raise_for_status(response, url)
                    return self._body(response, url), response.headers
            url, params = _same_host(url, urljoin(url, target)), {}
        raise RetriableError(f"too many redirects at {without_query(url)}")

    def _refuse_if_private(self, url: str) -> None:
        """Refuse what an answer links to and nobody on the web has: machines of our own network."""
        host, own = urlsplit(url).hostname or "", urlsplit(self._origin).hostname
        if own and host != own and not is_public_host(host):
            raise CatalogError(f"{without_query(url)} is no address on the web; it is not asked")

    def _request(
        self, method: str, url: str, params: dict[str, Any], headers: dict[str, str], body: Any
    ) -> requests.Response:
        if self._robots and not self._robots.allow(url):
            raise CatalogError(f"the site's robots.txt does not allow {without_query(url)}")
        signed: Mapping[str, Any] = params
        if self._authorize and _base(url) == self._base:
            signed, keys = self._authorize(url, params)
            added = {name: one for name, one in signed.items() if params.get(name) != one}
            self.sent_keys.update(map(str, (*added.values(), *keys.values())))
            headers = {**headers, **keys}
        self._wait_for_slot()
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

    def _wait_for_slot(self) -> None:
        slot = self._limiter.reserve(self.deadline)
        try:
            self._sleep(max(0.0, slot - time.time()))
        except StoppedError:
            self._limiter.give_back(slot)
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

    def _raise_for_status(self, response: requests.Response, url: str) -> None:
        """Raise the error that a status of 400 or more is, by the provider's rules and ours."""
        if response.status_code < 400:
            return
        try:
            payload = read_json(next(response.iter_content(_LONGEST_ERROR), b""))
        except (RetriableError, requests.RequestException):
            payload = None  # a page in HTML, which no rule reads
        self._raise_for(response.status_code, payload, response.headers, url)

    def _raise_for(self, status: int, payload: Any, headers: Mapping[str, str], url: str) -> None:
        error = error_in(self._errors, status, payload, headers, place=without_query(url))
        if error:
            raise self._without_keys(error)

    def _without_keys(self, error: CatalogError) -> CatalogError:
        message = str(error)
        for key in self._hidden:
            message = message.replace(key, "***")
        error.args = (message,)
        return error

    def _json(self, received: tuple[bytes, Mapping[str, str]], url: str) -> Answer:
        data, headers = received
        self.repeats_keys |= any(key.encode() in data for key in self._hidden if len(key) > 5)
        payload = self._payload(data, headers.get("Content-Type", ""))
        self._raise_for(200, payload, headers, url)
        return Answer(payload, headers)

    def _payload(self, data: bytes, content_type: str) -> Any:
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError:
            repaired = self._repair(data) if self._repair else data
            return read_json(repaired, content_type)


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
