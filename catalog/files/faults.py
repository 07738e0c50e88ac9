"""One classification of what goes wrong with a file, wherever it lies.

| error | meaning | tried again |
| --- | --- | --- |
| NotFoundError | there is no such file, object, bucket or page | no |
| ForbiddenError | our rights or credentials do not suffice | no |
| RetriableError | the other side is busy | yes, after `retry_after` |
| BrokenOffError | the connection or the answer broke | yes, from the byte that was reached |
| ChangedError | another version lies there now | no |
| UsageError | it can never work: a directory, a name that is none | no |
| CatalogError | anything else, a full disk, in one sentence | no |
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from catalog.errors import (
    BrokenOffError,
    CatalogError,
    ChangedError,
    ForbiddenError,
    NotFoundError,
    RetriableError,
    UsageError,
)

_MISSING = {"404", "NoSuchKey", "NoSuchBucket", "NotFound"}
_FORBIDDEN = {"401", "403"}
_CHANGED = {"412", "416"}
# S3's own words for "later" (API reference, List of error codes); some come with status 400.
_BUSY = {"RequestTimeout", "SlowDown", "Throttling", "ThrottlingException", "InternalError"}
_RETRIED_STATUS = {"408", "409", "425", "429", "500", "502", "503", "504"}
_MISSING_ERRNO = {errno.ENOENT, errno.ENOTDIR}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MAKE_ROOM = "Make room, then give the same command again."
_CONNECTION_ERRNO = {errno.ECONNRESET, errno.EPIPE, errno.ETIMEDOUT, errno.ECONNABORTED}


@contextmanager
def explained(uri: str, verb: str = "read") -> Iterator[None]:
    """Raise what goes wrong inside with a file as one of our errors.

    Args:
        uri: of the file, for the message; a query in it is not shown.
        verb: what was tried: `read`, `write to`, `list`, `delete`.
    """
    try:
        yield
    except Exception as error:
        known = fault_of(error, uri, verb)
        if known is None or known is error:
            raise
        raise known from error


def fault_of(error: BaseException, uri: str, verb: str = "read") -> CatalogError | None:
    """Return our error for one of the system's or of a library's; None for what is no such."""
    if isinstance(error, CatalogError):
        return error
    what = f"cannot {verb} {_shown(uri)}"
    # A library that is not imported has raised nothing, and importing it takes its time.
    roots = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    if "boto3" in roots and error.__context__ is not None:  # transfers wrap the answer's error
        return fault_of(error.__context__, uri, verb)
    if "botocore" in roots:
        return _of_s3(error, uri, what)
    if roots & {"requests", "urllib3", "http"}:
        return BrokenOffError(f"{what}: the connection failed ({type(error).__name__})")
    if isinstance(error, OSError):
        return _of_system(error, uri, what, verb)
    return None


def _shown(uri: str) -> str:
    return uri.partition("?")[0] if "://" in uri else uri


def _of_system(error: OSError, uri: str, what: str, verb: str) -> CatalogError:
    if isinstance(error, TimeoutError | ConnectionError) or error.errno in _CONNECTION_ERRNO:
        return BrokenOffError(f"{what}: the connection failed ({type(error).__name__})")
    reason = error.strerror or str(error)
    if error.errno in _MISSING_ERRNO and verb == "read":
        return NotFoundError(f"{uri} does not exist")
    if isinstance(error, PermissionError):
        return ForbiddenError(f"{what}: {reason}")
    if error.errno in FULL:
        return CatalogError(f"{what}: {reason}. {MAKE_ROOM}")
    return UsageError(f"{what}: {reason}")


def _of_s3(error: Any, uri: str, what: str) -> CatalogError:
    from botocore.exceptions import ClientError, NoCredentialsError, PartialCredentialsError

    if isinstance(error, ClientError):
        return _of_answer(error, uri, what)
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        advice = " Configure AWS credentials, or read from https://data.commoncrawl.org/ instead."
        return ForbiddenError(f"{what}: {error}.{advice}")
    if _is_broken(error):
        return BrokenOffError(f"{what}: the connection failed ({type(error).__name__})")
    return UsageError(f"{what}: {error}")


def _is_broken(error: Any) -> bool:
    from botocore import exceptions

    return isinstance(
        error,
        exceptions.HTTPClientError
        | exceptions.IncompleteReadError
        | exceptions.ConnectionError
        | exceptions.ResponseStreamingError,
    )


def _of_answer(error: Any, uri: str, what: str) -> CatalogError:
    """Classify an answer of S3 that is an error, by its code and its status."""
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = str(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
    if {code, status} & _MISSING and what.startswith("cannot read"):
        return NotFoundError(f"{uri} does not exist ({code})")
    if {code, status} & _CHANGED:
        return ChangedError(f"{uri} changed while it was read")
    if code in _BUSY or status in _RETRIED_STATUS:
        return RetriableError(f"{status} from {uri} ({code})")
    if status in _FORBIDDEN:
        return ForbiddenError(f"{what}: {error}")
    return UsageError(f"{what}: {error}")
