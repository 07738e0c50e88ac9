"""Files on web servers: opened at an offset, over connections that are kept alive."""

import re
from dataclasses import dataclass
from functools import cache

import requests
import urllib3

from catalog.errors import BrokenOffError, CatalogError, ChangedError, ForbiddenError, UsageError
from catalog.files import http
from catalog.files.openers import EmptyBody, Opened, Opener, Version, byte_range
from catalog.numbers import whole_number
from catalog.settings import load_settings

_TIMEOUT = (10.0, 60.0)  # seconds to connect, and without a byte
_WHOLE_SIZE = re.compile(r"bytes [0-9]*-[0-9]*/([0-9]+)")


@cache
def session() -> requests.Session:
    """Return this process's session: one, so that its connections are used again and again."""
    return http.new_session(load_settings().user_agent)


def opener(url: str) -> Opener:
    """Return what opens a URL, with a Range request for a part of it."""

    def open_at(offset: int, length: int | None, etag: str | None) -> Opened:
        wanted = byte_range(offset, length)
        headers = {"Accept-Encoding": "identity"} | ({"Range": wanted} if wanted else {})
        if etag and etag.startswith('"'):  # If-Match never matches a weak one, nor a date
            headers["If-Match"] = etag
        response = _request("GET", url, headers)
        try:
            return _opened(response, offset, length, etag)
        except CatalogError:
            response.close()
            raise

    return open_at


def version(url: str) -> Version:
    """Return which version a server has, without reading it."""

    def ask() -> Version:
        with _request("HEAD", url, {"Accept-Encoding": "identity"}) as response:
            http.raise_for_status(response)
            return Version(_length(response), _etag(response))

    return http.call_with_retries(ask)


def _request(method: str, url: str, headers: dict[str, str]) -> requests.Response:
    try:
        return session().request(
            method, url, headers=headers, stream=True, timeout=_TIMEOUT, allow_redirects=True
        )
    except (requests.ConnectionError, requests.Timeout) as error:
        raise http.as_retriable(error, url) from error
    except (requests.RequestException, ValueError) as error:
        raise UsageError(f"{http.without_query(url)} is no URL to read from") from error


def _opened(
    response: requests.Response, offset: int, length: int | None, etag: str | None
) -> Opened:
    url = http.without_query(response.url)
    if response.status_code == requests.codes.precondition_failed:
        raise ChangedError(f"{url} changed while it was read")
    if response.status_code == requests.codes.requested_range_not_satisfiable:
        if etag:
            raise ChangedError(f"{url} changed while it was read")
        response.close()
        return Opened(EmptyBody(), Version(None, None), None)
    if response.status_code == requests.codes.unauthorized:
        raise ForbiddenError(f"401 from {url}: it asks for a user and a password.")
    http.raise_for_status(response)
    rest, body = _length(response), _WebBody(response)
    if response.status_code == requests.codes.partial_content:
        found = _WHOLE_SIZE.match(response.headers.get("Content-Range", ""))
        size = whole_number(found[1]) if found else None
        if size is None and length is None and rest is not None:
            size = rest + offset
        end = None if rest is None else rest + offset
        return Opened(body, Version(size, _etag(response)), end)
    if length is not None and offset:
        raise UsageError(f"{url} does not serve ranges.")
    _skip(body, offset, url)  # the server ignored Range
    return Opened(body, Version(rest, _etag(response)), rest)


def _length(response: requests.Response) -> int | None:
    return whole_number(response.headers.get("Content-Length", ""))


def _etag(response: requests.Response) -> str | None:
    value = response.headers.get("ETag") or response.headers.get("Last-Modified")
    return value and str(value)


def _skip(body: "_WebBody", length: int, url: str) -> None:
    while length:
        part = body.read(min(length, 1 << 20))
        if not part:
            raise ChangedError(f"{url} changed while it was read")
        length -= len(part)


@dataclass(frozen=True, slots=True)
class _WebBody:
    response: requests.Response

    def read(self, length: int) -> bytes:
        try:
            data: bytes = self.response.raw.read(length, decode_content=False)
        except (OSError, urllib3.exceptions.HTTPError) as error:
            url = http.without_query(self.response.url)
            raise BrokenOffError(f"{url} broke off ({type(error).__name__})") from error
        return data

    def close(self) -> None:
        self.response.close()
