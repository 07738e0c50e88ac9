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
from typing import Any

from catalog.errors import NotFoundError, UsageError
from catalog.files import storage
from catalog.files.reading import open_at
from catalog.files.s3 import s3_client, split_s3

_REFUSED = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409", "NoSuchKey"}


@dataclass(frozen=True, slots=True)
class Versioned:
    """The bytes of an object, and what names this version of it."""

    data: bytes
    version: str


def read_version(uri: str) -> Versioned | None:
    """Return an object as it is now, or None where there is none."""
    try:
        with open_at(uri) as reader:
            data = reader.read_all()
    except NotFoundError:
        return None
    etag = reader.version.etag if storage.is_s3(uri) else None
    return Versioned(data, etag or hashlib.sha256(data).hexdigest())


def write_if(uri: str, data: bytes, *, version: str | None) -> bool:
    """Write an object if it still is that version, or, for None, if there is none.

    Returns:
        Whether it was written: False where another writer was first.
    """
    return _put(uri, data, version) if storage.is_s3(uri) else _replace(uri, data, version)


def _put(uri: str, data: bytes, version: str | None) -> bool:
    from botocore.exceptions import ClientError

    bucket, key = split_s3(uri)
    condition: Any = {"IfNoneMatch": "*"} if version is None else {"IfMatch": version}
    try:
        s3_client().put_object(Bucket=bucket, Key=key, Body=data, **condition)
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
