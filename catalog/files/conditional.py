"""Conditional writes of small objects: only if there is none, or if it has not changed.

S3 decides by the conditions of a PUT (If-None-Match, If-Match), which are strongly consistent;
a directory by a lock that the kernel gives back when its holder dies.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import NotFoundError, UsageError
from catalog.files import storage

_REFUSED = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409", "NoSuchKey"}


@dataclass(frozen=True, slots=True)
class Versioned:
    """The bytes of an object, and what names this version of it."""

    data: bytes
    version: str


def read_version(uri: str) -> Versioned | None:
    """Return an object as it is now, or None where there is none."""
    if not storage.is_s3(uri):
        try:
            data = storage.read_bytes(uri)
        except NotFoundError:
            return None
        return Versioned(data, hashlib.sha256(data).hexdigest())
    from botocore.exceptions import ClientError

    bucket, key = storage.split_s3(uri)
    try:
        answer = storage.s3_client().get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return None
        raise UsageError(f"cannot read {uri}: {error}") from error
    with answer["Body"] as body:
        return Versioned(body.read(), answer["ETag"])


def write_if(uri: str, data: bytes, *, version: str | None) -> bool:
    """Write an object if it still is that version, or, for None, if there is none.

    Returns:
        Whether it was written: False where another writer was first.
    """
    return _put(uri, data, version) if storage.is_s3(uri) else _replace(uri, data, version)


def _put(uri: str, data: bytes, version: str | None) -> bool:
    from botocore.exceptions import ClientError

    bucket, key = storage.split_s3(uri)
    client = storage.s3_client()
    try:
        if version is None:
            client.put_object(Bucket=bucket, Key=key, Body=data, IfNoneMatch="*")
        else:
            client.put_object(Bucket=bucket, Key=key, Body=data, IfMatch=version)
    except ClientError as error:
        if error.response["Error"]["Code"] in _REFUSED:
            return False
        raise UsageError(f"cannot write to {uri}: {error}") from error
    return True


def _replace(uri: str, data: bytes, version: str | None) -> bool:
    with _locked(Path(uri)):
        existing = read_version(uri)
        if (existing and existing.version) != version:
            return False
        storage.write_bytes(uri, data)
        return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{path}.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
