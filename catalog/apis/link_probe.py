"""Check whether a file is still at its URL: HEAD first, then the first bytes.

HEAD first; where that is not enough, a GET of the first bytes. Redirects are followed one by one
and kept. An answer that says "not found" in other words is recognised: a page where a file should
be, the site's front page, an address that says so, a small picture known to stand in for others.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from catalog.apis.soft_errors import asks_who, is_page_type, soft_error
from catalog.apis.web_session import TIMEOUT, NotPublicError, first_bytes
from catalog.files.http import retry_after_seconds

State = Literal["alive", "moved", "gone", "blocked", "unreachable"]
_GONE = frozenset({404, 410, 451})
# Who asks is not wanted, or asks too often: it says nothing of the file.
_BLOCKED = frozenset({401, 402, 403, 405, 407, 418, 421, 425, 429, 501, 503, 999})
_PERMANENT = frozenset({301, 308})
_REDIRECTS = 10  # as many as browsers and crawlers follow at least
# A picture that stands in for others is small; of a larger file the first bytes are not compared.
SMALL = 64 * 1024


@dataclass(frozen=True, slots=True)
class Probe:
    """What asking for one URL found.

    Attributes:
        state: alive; moved: alive, at another URL for good; gone; blocked: we may not ask, which
            says nothing of the file; unreachable: nobody could tell.
        status: of the last answer.
        final_url: where redirects led, if there were any.
        content_type, size: as the last answer had them.
        digest: SHA-256 of the whole file where it is small.
        detail: what made it so, in a few words.
        retry_after: seconds that the host asked us to stay away.
        requests: how many were sent.
    """

    state: State
    status: int | None = None
    final_url: str | None = None
    content_type: str | None = None
    size: int | None = None
    digest: bytes | None = None
    detail: str = ""
    retry_after: float | None = None
    requests: int = 0


@dataclass(slots=True)
class LinkProber:
    """Asks for one URL after another; the caller keeps the pace.

    Attributes:
        session: what asks, see `public_session`.
        may_ask: told each URL before it is asked for: waits for the host's turn, and returns False
            where its robots.txt does not allow it.
        placeholder: tells whether a digest is that of a picture that stands in for others.
    """

    session: requests.Session
    may_ask: Callable[[str], bool] = lambda _url: True
    placeholder: Callable[[bytes], bool] = lambda _digest: False

    def probe(self, url: str) -> Probe:
        """Return what is at a URL; never raises for what a server or a name does."""
        asked = _Asked(self, url)
        try:
            return asked.judged()
        except _NotAllowedError:
            return asked.found("blocked", "robots.txt")
        except NotPublicError as error:
            return asked.found("unreachable", str(error))
        except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError, OSError) as e:
            cause = _cause(e)
            if isinstance(cause, NotPublicError):
                return asked.found("unreachable", str(cause))
            return asked.found("unreachable", _short(e))


class _NotAllowedError(Exception):
    """The site's robots.txt does not allow a URL."""


class _Asked:
    """The askings for one URL."""

    def __init__(self, prober: LinkProber, url: str) -> None:
        self._prober, self._url = prober, url
        self._at, self._permanent = url, True
        self.requests = 0
        self._response: requests.Response | None = None
        # The first bytes, and whether they are all that was promised.
        self._body: bytes | None = None
        self._is_whole = False

    def judged(self) -> Probe:
        # Many servers know no HEAD, or answer it at random: only what a GET says is believed.
        if not self._is_told_by_head():
            self._at, self._permanent, self._response = self._url, True, None
            self._follow("GET")
        return self._judge(self._known())

    def _is_told_by_head(self) -> bool:
        try:
            self._follow("HEAD")
        except (requests.ConnectTimeout, requests.TooManyRedirects, NotPublicError):
            raise
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if _is_unconnected(error):
                raise
            return False
        response = self._known()
        is_asked_to_wait = response.status_code == 503 and "Retry-After" in response.headers
        if response.status_code == 429 or is_asked_to_wait:
            return True  # asked to wait, we do not ask at once in another way
        size = _size(response)
        # A good answer may still be a soft error: what is small, or calls itself a page, is read.
        is_doubtful = not _type(response) or is_page_type(_type(response)) or (size or 0) <= SMALL
        return response.status_code < 300 and not is_doubtful

    def _judge(self, response: requests.Response) -> Probe:
        status = response.status_code
        if status in _GONE:
            return self.found("gone", str(status))
        if status in _BLOCKED:
            return self.found("blocked", str(status))
        if status == requests.codes.requested_range_not_satisfiable:
            return self.found("gone", "an empty file")
        if status >= 300:
            return self.found("unreachable", str(status))
        if self._body == b"" and not self._is_said_to_be_empty(response):
            return self.found("unreachable", "nothing came")
        soft = soft_error(self._url, self._at, _type(response), self._body)
        if soft and asks_who(self._url, self._at):
            return self.found("blocked", "sent to where one has to log in")
        digest = self._digest(response)
        if not soft and digest and self._prober.placeholder(digest):
            soft = "a picture that stands in for others"
        if soft:
            return self.found("gone", soft)
        if self._at != self._url and self._permanent:
            return self.found("moved", "")
        return self.found("alive", "")

    def _follow(self, method: str) -> None:
        been: set[str] = set()
        while len(been) <= _REDIRECTS and self._at not in been:
            been.add(self._at)
            self._send(method)
            response = self._known()
            target = self._prober.session.get_redirect_target(response)
            if not target:
                return
            self._permanent &= response.status_code in _PERMANENT
            self._at = urljoin(self._at, target)
        raise requests.TooManyRedirects

    def _send(self, method: str, *, whole: bool = False) -> None:
        if urlsplit(self._at).scheme not in {"http", "https"}:
            raise ValueError("not a web address")
        if not self._prober.may_ask(self._at):
            raise _NotAllowedError
        headers = {"Range": f"bytes=0-{SMALL}"} if method == "GET" and not whole else {}
        self.requests += 1
        with self._prober.session.request(
            method,
            self._at,
            headers=headers,
            timeout=TIMEOUT,
            stream=True,
            allow_redirects=False,
        ) as response:
            self._response = response
            if method == "GET":
                self._body, is_cut = first_bytes(response, SMALL + 1)
                self._is_whole = not is_cut and len(self._body) <= SMALL
        self._prober.session.cookies.clear()  # nobody is to know us again
        is_refused = response.status_code == requests.codes.requested_range_not_satisfiable
        if is_refused and not whole and _size(response) != 0:
            self._send(method, whole=True)

    def _known(self) -> requests.Response:
        if self._response is None:
            raise ValueError("nothing was asked")
        return self._response

    def _is_said_to_be_empty(self, response: requests.Response) -> bool:
        """Tell whether a server means it that nothing came: it did not just break off."""
        is_chunked = "chunked" in response.headers.get("Transfer-Encoding", "").lower()
        is_told = response.status_code == requests.codes.no_content or _size(response) == 0
        return self._is_whole and (is_told or is_chunked)

    def _digest(self, response: requests.Response) -> bytes | None:
        """Return the digest of a file that was read whole."""
        is_good = response.status_code in {200, 206} and self._is_whole
        return hashlib.sha256(self._body).digest() if is_good and self._body else None

    def found(self, state: State, detail: str) -> Probe:
        """Return the outcome, with what the last answer said."""
        response = self._response
        headers: Mapping[str, str] = response.headers if response is not None else {}
        return Probe(
            state,
            response.status_code if response is not None else None,
            self._at if self._at != self._url else None,
            _type(response) if response is not None else None,
            _size(response) if response is not None else None,
            self._digest(response) if response is not None else None,
            detail,
            retry_after_seconds(headers.get("Retry-After")),
            self.requests,
        )


def _type(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _size(response: requests.Response) -> int | None:
    total = response.headers.get("Content-Range", "").rpartition("/")[2]
    text = total or response.headers.get("Content-Length", "")
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def _is_unconnected(error: BaseException) -> bool:
    """Tell whether nobody was reached: then another way of asking reaches nobody either."""
    nobody = (urllib3.exceptions.NewConnectionError, NotPublicError, urllib3.exceptions.SSLError)
    return isinstance(_cause(error), nobody) or isinstance(error, requests.exceptions.SSLError)


def _cause(error: BaseException) -> BaseException | None:
    """Return the error at the bottom of a library's wrappings."""
    seen: BaseException | None = error
    for _ in range(8):
        inner = getattr(seen, "reason", None) or getattr(seen, "__cause__", None)
        inner = inner or next((a for a in getattr(seen, "args", ()) if _is_error(a)), None)
        if not isinstance(inner, BaseException):
            return seen
        seen = inner
    return seen


def _is_error(value: Any) -> bool:
    return isinstance(value, BaseException)


def _short(error: BaseException) -> str:
    cause = _cause(error)
    return type(error).__name__ if cause in {None, error} else type(cause).__name__
