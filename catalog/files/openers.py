"""Open a file on a web server or in S3 at some byte, in one version of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import requests
import urllib3

from catalog.errors import CatalogError, NotFoundError, RetriableError, UsageError
from catalog.files import http, storage
from catalog.settings import load_settings

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

_TIMEOUT = (10.0, 60.0)  # seconds to connect, and without a byte
_CHANGED = {412, 416}


class ChangedError(CatalogError):
    """The file changed while it was read."""


class Body(Protocol):
    """What is left of a response."""

    def read(self, length: int) -> bytes:
        """Return at most that many bytes, and none only at the end.

        Raises:
            RetriableError: the connection broke.
        """
        ...

    def close(self) -> None:
        """Give the connection up."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, open at some offset.

    Attributes:
        body: its bytes from there on.
        size: bytes of the whole file, where they are known.
        etag: names the version of the file.
    """

    body: Body
    size: int | None
    etag: str | None


# Opens a file at an offset; the ETag is the one that the file must still have.
Opener = Callable[[int, str | None], Opened]


@cache
def _session() -> requests.Session:
    return http.new_session(load_settings().user_agent)


def http_opener(url: str) -> Opener:
    """Return what opens a URL, with a Range request for the rest of it."""

    def open_at(offset: int, etag: str | None) -> Opened:
        headers = {"Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if etag and not etag.startswith("W/"):  # If-Match never matches a weak one
                headers["If-Match"] = etag
        try:
            response = _session().get(url, headers=headers, stream=True, timeout=_TIMEOUT)
        except (requests.ConnectionError, requests.Timeout) as error:
            raise http.as_retriable(error, url) from error
        except (requests.RequestException, ValueError) as error:
            raise UsageError(f"{http.without_query(url)} is no URL to read from") from error
        return _http_opened(response, offset)

    return open_at


def _http_opened(response: requests.Response, offset: int) -> Opened:
    body = _HttpBody(response)
    try:
        if response.status_code in _CHANGED:
            raise ChangedError(f"{http.without_query(response.url)} changed while it was read")
        http.raise_for_status(response)
        length = response.headers.get("Content-Length", "")
        size = int(length) if length.isdigit() else None
        if response.status_code == requests.codes.partial_content:
            size = None if size is None else size + offset
        else:
            _skip(body, offset)  # the server ignored Range
    except CatalogError:
        body.close()
        raise
    return Opened(body, size, response.headers.get("ETag"))


@dataclass(frozen=True, slots=True)
class _HttpBody:
    response: requests.Response

    def read(self, length: int) -> bytes:
        try:
            data: bytes = self.response.raw.read(length, decode_content=False)
        except (OSError, urllib3.exceptions.HTTPError) as error:
            url = http.without_query(self.response.url)
            raise RetriableError(f"{url} broke off ({type(error).__name__})") from error
        return data

    def close(self) -> None:
        self.response.close()


def _skip(body: Body, length: int) -> None:
    while length:
        part = body.read(min(length, 1 << 20))
        if not part:
            raise ChangedError
        length -= len(part)


def s3_opener(uri: str) -> Opener:
    """Return what opens an S3 object, with a Range request for the rest of it."""
    bucket, key = storage.split_s3(uri)

    def open_at(offset: int, etag: str | None) -> Opened:
        from botocore.exceptions import ClientError, HTTPClientError, NoCredentialsError

        rest: dict[str, Any] = {"Range": f"bytes={offset}-", "IfMatch": etag} if offset else {}
        try:
            answer = storage.s3_client().get_object(Bucket=bucket, Key=key, **rest)
        except ClientError as error:
            raise _s3_error(error, uri) from error
        except HTTPClientError as error:
            raise RetriableError(f"S3 cannot be reached for {uri}") from error
        except NoCredentialsError as error:
            raise UsageError(
                f"{uri} needs AWS credentials. Configure them, or read from "
                "https://data.commoncrawl.org/ instead."
            ) from error
        size = answer["ContentLength"] + offset
        return Opened(_S3Body(uri, answer["Body"]), size, answer.get("ETag"))

    return open_at


def _s3_error(error: "ClientError", uri: str) -> CatalogError:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    code = error.response["Error"]["Code"]
    if status == requests.codes.not_found:
        return NotFoundError(f"{uri} does not exist ({code})")
    if status in _CHANGED:
        return ChangedError(f"{uri} changed while it was read")
    if status in http.RETRIABLE_STATUS:
        return RetriableError(f"{status} from {uri} ({code})")
    return CatalogError(f"{status} from {uri} ({code})")


@dataclass(frozen=True, slots=True)
class _S3Body:
    uri: str
    body: Any

    def read(self, length: int) -> bytes:
        from botocore.exceptions import BotoCoreError

        try:
            data: bytes = self.body.read(length)
        except (OSError, BotoCoreError, urllib3.exceptions.HTTPError) as error:
            raise RetriableError(f"{self.uri} broke off ({type(error).__name__})") from error
        return data

    def close(self) -> None:
        self.body.close()
