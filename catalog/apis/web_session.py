"""How hosts are asked that other people name: never a private address, never without an end.

URLs of works and pages come from outside, so they are hostile: an address that is not public is
never connected to, whatever a name resolves to and wherever a redirect points; and a server that
answers a byte at a time is left after half a minute.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.util.connection import create_connection

# To connect, and between two packets.
TIMEOUT = (10.0, 20.0)
# Seconds for an answer's head, and again for what is read of its body.
LONGEST = 30.0
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NotPublicError(OSError):
    """A name resolves to an address that is not public."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet.

    >>> [is_public(ip) for ip in ("8.8.8.8", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
        ip = ip.ipv4_mapped or ip.sixtofour or translated or ip
    return ip.is_global and not ip.is_multicast


def public_session(
    user_agent: str, *, allow_private: bool = False, mirror: str | None = None
) -> requests.Session:
    """Return a session that connects to public addresses only, and waits for no answer for ever.

    Args:
        user_agent: who we are.
        allow_private: connect to any address, for tests and for one's own network.
        mirror: scheme, host and port that are asked in the place of every host, whose name they
            are told; it may be private.
    """
    session = requests.Session()
    session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "identity"})
    session.trust_env = False  # a proxy would connect in our stead, wherever it is told to
    session.max_redirects = 5  # as RFC 9309 has it for robots.txt
    adapter = _MirrorAdapter(mirror) if mirror else _Adapter(allow_private=allow_private)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def first_bytes(response: requests.Response, most: int) -> tuple[bytes, bool]:
    """Read so many bytes of a body, or what comes of it; also whether it broke off before its end.

    The response is streamed. A server that takes longer than `LONGEST` has broken off.
    """
    read, end = bytearray(), time.monotonic() + LONGEST
    try:
        while len(read) < most:
            some = response.raw.read1(most - len(read), decode_content=True)
            if not some:
                return bytes(read), _is_short(response, len(read))
            read += some
            if time.monotonic() > end:
                return bytes(read), True
    except (HTTPError, OSError, ValueError):
        return bytes(read), True
    return bytes(read), False


def _is_short(response: requests.Response, read: int) -> bool:
    """Tell whether less came than was promised: `read1` does not complain."""
    promised = response.headers.get("Content-Length", "")
    is_plain = response.headers.get("Content-Encoding", "identity") == "identity"
    return is_plain and promised.isdecimal() and read < int(promised)


@contextmanager
def _ending(connection: HTTPConnection) -> Iterator[None]:
    """Break a connection off when the block takes too long: a byte a time keeps no timeout."""
    is_over = threading.Event()

    def end() -> None:
        is_over.set()
        if connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it ended itself

    timer = threading.Timer(LONGEST, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if is_over.is_set():
            raise ReadTimeoutError(_NO_POOL, connection.host, "it answered too slowly")


_NO_POOL: Any = None


def _connect(connection: HTTPConnection, *, allow_private: bool) -> socket.socket:
    """Resolve a name, refuse it if any address of it is not public, connect to what was checked."""
    host, port = connection.host.strip("[]"), connection.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NewConnectionError(connection, "the name does not resolve") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not allow_private and not all(map(is_public, addresses)):
        raise NotPublicError(f"{host} is not a public address")
    failure: OSError | None = None
    for address in addresses[:3]:  # a host may have addresses of a kind that this machine has not
        try:
            return create_connection((address, port), connection.timeout)
        except OSError as error:
            failure = failure or error
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, "no connection in time") from failure
    raise NewConnectionError(connection, type(failure).__name__) from failure


class _HTTP(HTTPConnection):
    allow_private = False

    def _new_conn(self) -> socket.socket:
        return _connect(self, allow_private=self.allow_private)

    def getresponse(self) -> Any:
        with _ending(self):
            return super().getresponse()


class _HTTPS(HTTPSConnection):
    allow_private = False

    def _new_conn(self) -> socket.socket:
        return _connect(self, allow_private=self.allow_private)

    def connect(self) -> None:
        with _ending(self):
            super().connect()

    def getresponse(self) -> Any:
        with _ending(self):
            return super().getresponse()


class _AnyHTTP(_HTTP):
    allow_private = True


class _AnyHTTPS(_HTTPS):
    allow_private = True


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPS


class _AnyHTTPPool(HTTPConnectionPool):
    ConnectionCls = _AnyHTTP


class _AnyHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _AnyHTTPS


class _Adapter(HTTPAdapter):
    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = (
            {"http": _AnyHTTPPool, "https": _AnyHTTPSPool}
            if self._allow_private
            else {"http": _HTTPPool, "https": _HTTPSPool}
        )


class _MirrorAdapter(_Adapter):
    """Asks one server for the files of all hosts."""

    def __init__(self, mirror: str) -> None:
        super().__init__(allow_private=True)
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
