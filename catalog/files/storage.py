"""One door to files: a local directory or `s3://bucket/prefix`, the same few verbs for both.

Writes are atomic: a reader sees the whole object or none. On a local disk that is a temporary file
beside the target, then a rename; S3 gives it by itself. Temporary names start with `.` and end with
`.tmp`, so that `remove_leftovers` can find what a killed process left behind.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from catalog.errors import CatalogError, NotFoundError, UsageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_MISSING = {"404", "NoSuchKey", "NoSuchBucket", "NotFound"}
_FORBIDDEN = {"403", "AccessDenied", "Forbidden", "InvalidAccessKeyId", "SignatureDoesNotMatch"}


def is_s3(uri: str) -> bool:
    """Tell whether a place lies in S3."""
    return uri.startswith("s3://")


def join(base: str, *parts: str) -> str:
    """Put a path below a base URI.

    >>> join("s3://bucket/data/", "crawl=CC-MAIN-2026-43", "part-0.parquet")
    's3://bucket/data/crawl=CC-MAIN-2026-43/part-0.parquet'

    Raises:
        UsageError: the base is empty, as an unset variable of a shell is: that is not the root.
    """
    if not base:
        raise UsageError("the name of a place is empty. Write . for this directory.")
    return "/".join([base.rstrip("/"), *(part.strip("/") for part in parts)])


def split_s3(uri: str) -> tuple[str, str]:
    """Return the bucket and the key of an `s3://` URI."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not bucket:
        raise UsageError(f"{uri!r} names no bucket. Write s3://bucket/prefix.")
    return bucket, key


@cache
def s3_client() -> "S3Client":
    """Return this process's S3 client, which retries throttled calls by itself."""
    import boto3
    from botocore.config import Config

    return boto3.client("s3", config=Config(retries={"mode": "adaptive", "max_attempts": 10}))


def exists(uri: str) -> bool:
    """Tell whether there is an object or file of exactly that name."""
    return size(uri) is not None


def size(uri: str) -> int | None:
    """Return the bytes of an object or file, or None where there is none.

    Raises:
        UsageError: it may not be read.
    """
    if not is_s3(uri):
        path = Path(uri)
        return path.stat().st_size if path.is_file() else None
    bucket, key = split_s3(uri)
    try:
        with _explained(uri):
            return s3_client().head_object(Bucket=bucket, Key=key)["ContentLength"]
    except NotFoundError:
        return None


@contextmanager
def _explained(uri: str) -> Iterator[None]:
    """Turn what S3 says of an object that is not there, or not ours to read, into our errors."""
    from botocore.exceptions import ClientError, NoCredentialsError

    try:
        yield
    except NoCredentialsError as error:
        raise UsageError(f"cannot read {uri}: {error}") from error
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _MISSING:
            raise NotFoundError(f"{uri} does not exist") from error
        if code in _FORBIDDEN:
            raise UsageError(f"cannot read {uri}: {error}") from error
        raise


def iter_files(uri: str, suffix: str = "") -> Iterator[str]:
    """Yield the files below a place, sorted, without leftovers of killed writers."""
    for name, _ in iter_sizes(uri, suffix):
        yield name


def iter_sizes(uri: str, suffix: str = "") -> Iterator[tuple[str, int]]:
    """Yield (name, bytes) of the files that `iter_files` yields, with no request per file."""
    found = _iter_s3(uri) if is_s3(uri) else _iter_local(uri)
    for name, length in found:
        base = name.rpartition("/")[2]
        if name.endswith(suffix) and not (base.startswith(".") and base.endswith(".tmp")):
            yield name, length


def _iter_s3(uri: str) -> Iterator[tuple[str, int]]:
    from botocore.exceptions import BotoCoreError, ClientError

    bucket, prefix = split_s3(uri)
    prefix = prefix.rstrip("/") + "/" if prefix else ""
    pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    try:
        for page in pages:
            for item in page.get("Contents", []):
                yield f"s3://{bucket}/{item['Key']}", item["Size"]
    except (BotoCoreError, ClientError) as error:
        raise UsageError(f"cannot list {uri}: {error}") from error


def _iter_local(uri: str) -> Iterator[tuple[str, int]]:
    files = sorted(str(path) for path in Path(uri).rglob("*") if path.is_file())
    yield from ((name, Path(name).stat().st_size) for name in files)


def read_bytes(uri: str) -> bytes:
    """Return a whole, small object.

    Raises:
        NotFoundError: there is none.
    """
    with open_read(uri) as stream:
        return stream.read()


@contextmanager
def open_read(uri: str) -> Iterator[BinaryIO]:
    """Open an object for reading from its start, as a stream.

    Raises:
        NotFoundError: there is none.
        UsageError: it may not be read.
    """
    if is_s3(uri):
        bucket, key = split_s3(uri)
        with _explained(uri):
            body = s3_client().get_object(Bucket=bucket, Key=key)["Body"]
        with body:
            yield body  # type: ignore[misc]  # StreamingBody reads like a file
        return
    try:
        with Path(uri).open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(f"{uri} does not exist") from error


def write_bytes(uri: str, data: bytes) -> None:
    """Write a whole, small object atomically."""
    with open_write(uri) as path:
        path.write_bytes(data)


@contextmanager
def open_write(uri: str, *, beside: Path | None = None) -> Iterator[Path]:
    """Give a local path to write to; when the block ends well, put the file in its place.

    Args:
        uri: where it goes.
        beside: folder of the unfinished file, on the target's disk; the target's by default.

    Raises:
        UsageError: the place cannot be written.
    """
    target = None if is_s3(uri) else Path(uri)
    try:
        if target:
            target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=".", suffix=".tmp", dir=beside or (target and target.parent)
        )
    except OSError as error:
        raise UsageError(f"cannot write to {uri}: {error.strerror}") from error
    os.close(handle)
    path = Path(name)
    try:
        yield path
        _put(path, uri, target)
    finally:
        path.unlink(missing_ok=True)


def _put(path: Path, uri: str, target: Path | None) -> None:
    if target is None:
        _upload(path, uri)
        return
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o644)  # a temporary file is private; what it becomes is not
    path.replace(target)


def _upload(path: Path, uri: str) -> None:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    bucket, key = split_s3(uri)
    try:
        s3_client().upload_file(str(path), bucket, key)
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise UsageError(f"cannot write to {uri}: {error}") from error


def copy(source: str, target: str) -> None:
    """Copy one object or file, atomically; between S3 places no byte passes through here."""
    if is_s3(source) and is_s3(target):
        bucket, key = split_s3(source)
        to_bucket, to_key = split_s3(target)
        s3_client().copy({"Bucket": bucket, "Key": key}, to_bucket, to_key)
        return
    with open_read(source) as stream, open_write(target) as path, path.open("wb") as file:
        shutil.copyfileobj(stream, file)


def fetch(uri: str, folder: Path) -> Path:
    """Return a local file with an object's bytes: the file itself, or a copy put into `folder`.

    Raises:
        NotFoundError: there is none.
    """
    if not is_s3(uri):
        return Path(uri)
    path = folder / uri.rpartition("/")[2]
    with open_read(uri) as stream, path.open("wb") as file:
        shutil.copyfileobj(stream, file, 1 << 20)
    return path


def delete(uri: str) -> None:
    """Delete one object or file; it is no error when there is none."""
    if is_s3(uri):
        bucket, key = split_s3(uri)
        s3_client().delete_object(Bucket=bucket, Key=key)
    else:
        Path(uri).unlink(missing_ok=True)


def delete_tree(uri: str) -> None:
    """Delete everything below a place."""
    if not is_s3(uri):
        shutil.rmtree(uri, ignore_errors=True)
        return
    bucket, _ = split_s3(uri)
    keys = [split_s3(name)[1] for name in iter_files(uri)]
    for start in range(0, len(keys), 1000):  # as many as one request takes
        objects: Any = [{"Key": key} for key in keys[start : start + 1000]]
        answer = s3_client().delete_objects(Bucket=bucket, Delete={"Objects": objects})
        if errors := answer.get("Errors"):
            raise CatalogError(f"{uri} was not removed: {errors[0].get('Message')}")


def remove_leftovers(uri: str) -> None:
    """Delete what killed writers left in a local directory. S3 keeps no half-written objects."""
    if not is_s3(uri):
        for path in Path(uri).rglob(".*.tmp"):
            path.unlink(missing_ok=True)
