"""Check whether a file is still at its URL: HEAD first, then the first bytes.

HEAD first; where that is not enough, a GET of the first bytes. Redirects are followed one by one
and kept. An answer that says "not found" in other words is recognised: a page where a file should
be, the site's front page, an address that says so, a small picture known to stand in for others.

Other people name the URLs, so they are hostile: an address that is not public is never connected
to, whatever a name resolves to and wherever a redirect points.
"""

import hashlib
import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

from catalog.files.http import retry_after_seconds

State = Literal["alive", "moved", "gone", "blocked", "unreachable"]
_GONE = frozenset({404, 410, 451})
# Who asks is not wanted, or asks too often: it says nothing of the file.
_BLOCKED = frozenset({401, 402, 403, 405, 407, 418, 421, 425, 429, 501, 503, 999})
_PERMANENT = frozenset({301, 308})
_REDIRECTS = 6
_TIMEOUT = (10.0, 20.0)
# A picture that stands in for others is small; of a larger file the first bytes are not compared.
SMALL = 64 * 1024
_SAYS_SO = re.compile(
    r"(photo|image|file|media|picture)?[-_]?(unavailable|not[-_]?found|removed|deleted|placeholder)"
    r"|/(404|410|error)([./]|$)|no[-_]?(image|photo|picture)",
    re.IGNORECASE,
)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/json")


class NotPublicError(OSError):
    """A name resolves to an address that is not public."""


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


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet.

    >>> [is_public(ip) for ip in ("8.8.8.8", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped or ip.sixtofour if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


def public_session(
    user_agent: str, *, allow_private: bool = False, mirror: str | None = None
) -> requests.Session:
    """Return a session that connects to public addresses only.

    Args:
        user_agent: who we are.
        allow_private: connect to any address, for tests and for one's own network.
        mirror: scheme, host and port that are asked in the place of every host, whose name they
            are told; it may be private.
    """
    session = requests.Session()
    session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "identity"})
    session.trust_env = False  # a proxy would connect in our stead, wherever it is told to
    adapter = _MirrorAdapter(mirror) if mirror else _PublicAdapter(allow_private=allow_private)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class _MirrorAdapter(HTTPAdapter):
    """Asks one server for the files of all hosts."""

    def __init__(self, mirror: str) -> None:
        super().__init__()
        self._mirror = mirror.rstrip("/")

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send a request to the mirror; the answer is that of the URL that was asked for."""
        asked = urlsplit(request.url or "")
        sent = request.copy()
        sent.headers["Host"] = asked.netloc
        sent.url = f"{self._mirror}{asked.path or '/'}{f'?{asked.query}' if asked.query else ''}"
        response = super().send(sent, *args, **kwargs)
        response.url, response.request = request.url or "", request
        return response


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

    def judged(self) -> Probe:
        self._follow("HEAD")
        response = self._known()
        # Many servers know no HEAD, or answer it at random: only what a GET says is believed.
        if response.status_code >= 400 or self._is_doubtful(response):
            self._at, self._permanent = self._url, True
            body = self._follow("GET")
            response = self._known()
        else:
            body = None
        return self._judge(response, body)

    def _judge(self, response: requests.Response, body: bytes | None) -> Probe:
        status = response.status_code
        if status in _GONE:
            return self.found("gone", str(status))
        if status in _BLOCKED:
            return self.found("blocked", str(status))
        if status == requests.codes.requested_range_not_satisfiable:
            return self.found("gone", "an empty file")
        if status >= 300:
            return self.found("unreachable", str(status))
        if soft := self._soft_error(response, body):
            return self.found("gone", soft, body)
        if self._at != self._url and self._permanent:
            return self.found("moved", "", body)
        return self.found("alive", "", body)

    def _soft_error(self, response: requests.Response, body: bytes | None) -> str | None:
        """Return how a good answer says that there is nothing, or None."""
        if _type(response).startswith(_PAGES):
            return f"a page ({_type(response)}) where a file should be"
        if self._at != self._url:
            reached, before = urlsplit(self._at), urlsplit(self._url)
            if reached.path in {"", "/"} and before.path not in {"", "/"}:
                return "sent to the front page"
            if _SAYS_SO.search(reached.path) and not _SAYS_SO.search(before.path):
                return "sent to an address that says so"
        if body is not None and not body:
            return "an empty file"
        digest = _digest(response, body)
        if digest and self._prober.placeholder(digest):
            return "a picture that stands in for others"
        return None

    def _is_doubtful(self, response: requests.Response) -> bool:
        """Tell whether a HEAD's good answer may still be a soft error: then it is looked at."""
        size = _size(response)
        return not _type(response) or _type(response).startswith(_PAGES) or (size or 0) <= SMALL

    def _follow(self, method: str) -> bytes | None:
        for _ in range(_REDIRECTS):
            body = self._send(method)
            response = self._known()
            target = response.headers.get("Location")
            if not (response.is_redirect and target):
                return body
            self._permanent &= response.status_code in _PERMANENT
            self._at = urljoin(self._at, target)
        raise requests.TooManyRedirects

    def _send(self, method: str) -> bytes | None:
        if urlsplit(self._at).scheme not in {"http", "https"}:
            raise ValueError("not a web address")
        if not self._prober.may_ask(self._at):
            raise _NotAllowedError
        headers = {"Range": f"bytes=0-{SMALL}"} if method == "GET" else {}
        self.requests += 1
        with self._prober.session.request(
            method,
            self._at,
            headers=headers,
            timeout=_TIMEOUT,
            stream=True,
            allow_redirects=False,
        ) as response:
            self._response = response
            return None if method == "HEAD" else _some(response)

    def _known(self) -> requests.Response:
        if self._response is None:
            raise ValueError("nothing was asked")
        return self._response

    def found(self, state: State, detail: str, body: bytes | None = None) -> Probe:
        """Return the outcome, with what the last answer said."""
        response = self._response
        headers: Mapping[str, str] = response.headers if response is not None else {}
        return Probe(
            state,
            response.status_code if response is not None else None,
            self._at if self._at != self._url else None,
            _type(response) if response is not None else None,
            _size(response) if response is not None else None,
            _digest(response, body) if response is not None else None,
            detail,
            retry_after_seconds(headers.get("Retry-After")),
            self.requests,
        )


def _some(response: requests.Response) -> bytes:
    """Read the first bytes, whatever the server sends of them."""
    return response.raw.read(SMALL + 1) or b""


def _type(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _size(response: requests.Response) -> int | None:
    total = response.headers.get("Content-Range", "").rpartition("/")[2]
    text = total or response.headers.get("Content-Length", "")
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def _digest(response: requests.Response, body: bytes | None) -> bytes | None:
    """Return the digest of a file that was read whole."""
    is_good = response.status_code in {200, 206}
    return hashlib.sha256(body).digest() if is_good and body and len(body) <= SMALL else None


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


def _connect(connection: HTTPConnection, *, allow_private: bool) -> socket.socket:
    """Resolve a name, refuse it if any address of it is not public, connect to what was checked."""
    host, port = connection.host.strip("[]"), connection.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NewConnectionError(connection, "the name does not resolve") from error
    addresses = [str(info[4][0]) for info in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise NotPublicError(f"{host} is not a public address")
    try:
        return create_connection((addresses[0], port), connection.timeout)
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "no connection in time") from error
    except OSError as error:
        raise NewConnectionError(connection, type(error).__name__) from error


class _PublicHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self, allow_private=False)


class _PublicHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self, allow_private=False)


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


class _PublicAdapter(HTTPAdapter):
    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        if not self._allow_private:
            self.poolmanager.pool_classes_by_scheme = {
                "http": _PublicHTTPPool,
                "https": _PublicHTTPSPool,
            }
