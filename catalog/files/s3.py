"""S3 objects: opened at an offset, listed, put whole, copied on the server."""

import logging
import os
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog.errors import CatalogError, ChangedError, NotFoundError, UsageError
from catalog.files.faults import explained
from catalog.files.openers import EmptyBody, ExplainedBody, Opened, Opener, Version, byte_range

if TYPE_CHECKING:
    import urllib3
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import HeadObjectOutputTypeDef


_CONNECTIONS = 64


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

    # In us-east-1 boto3 signs addresses by version 2 unless told, and S3 refuses those for objects
    # that KMS encrypts ("require AWS Signature Version 4").
    return boto3.client(
        "s3",
        config=Config(
            signature_version="s3v4",
            retries={"mode": "adaptive", "max_attempts": 10},
            max_pool_connections=_CONNECTIONS,
        ),
    )


def quick_read(uri: str) -> bytes | None:
    """Return a small object, or None where it does not come at once: then ask the usual way.

    botocore takes 1.6 ms of processor time for a GetObject, and holds the interpreter meanwhile;
    to sign an address and to ask for it takes half of that.
    """
    bucket, key = split_s3(uri)
    try:
        address = s3_client().generate_presigned_url(
            "get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=900
        )
        answer = _pool().request("GET", address, redirect=False, retries=False, timeout=20)
        return answer.data if answer.status == HTTPStatus.OK else None
    except Exception:  # noqa: BLE001 - whatever it is, the usual way says it in our words
        return None


@cache
def _pool() -> "urllib3.PoolManager":
    import certifi
    import urllib3

    logging.getLogger("urllib3").setLevel(logging.INFO)  # its debug lines hold signed addresses
    authorities = os.environ.get("AWS_CA_BUNDLE") or certifi.where()
    proxies = urllib.request.getproxies()
    if "https" in proxies or "http" in proxies:  # then the usual way is taken, which knows them
        raise NotImplementedError("proxies")
    return urllib3.PoolManager(maxsize=_CONNECTIONS, ca_certs=authorities)


def opener(uri: str) -> Opener:
    """Return what opens an object, with a Range request for a part of it."""
    bucket, key = split_s3(uri)

    def open_at(offset: int, length: int | None, etag: str | None) -> Opened:
        wanted = byte_range(offset, length)
        asked: dict[str, Any] = {"Range": wanted} if wanted else {}
        if etag:
            asked["IfMatch"] = etag
        try:
            with explained(uri):
                answer = s3_client().get_object(Bucket=bucket, Key=key, **asked)
        except ChangedError as error:
            if etag or not _is_behind_the_end(error.__cause__):
                raise
            return Opened(EmptyBody(), Version(None, None), None)
        end = answer["ContentLength"] + offset
        size = int(answer["ContentRange"].rpartition("/")[2]) if "ContentRange" in answer else end
        return Opened(ExplainedBody(uri, answer["Body"]), Version(size, answer.get("ETag")), end)

    return open_at


def _is_behind_the_end(error: Any) -> bool:
    return bool(error.response["Error"]["Code"] in ("InvalidRange", "416"))


def version(uri: str) -> Version | None:
    """Return which version of an object is there, or None where there is none."""
    found = _head(uri)
    return Version(found["ContentLength"], found.get("ETag")) if found else None


def modified(uri: str) -> datetime | None:
    """Return when an object was written, or None where there is none."""
    found = _head(uri)
    return found["LastModified"] if found else None


def _head(uri: str) -> "HeadObjectOutputTypeDef | None":
    bucket, key = split_s3(uri)
    try:
        with explained(uri):
            return s3_client().head_object(Bucket=bucket, Key=key)
    except NotFoundError:
        return None


def _below(uri: str) -> tuple[str, str]:
    bucket, prefix = split_s3(uri)
    return bucket, prefix.rstrip("/") + "/" if prefix else ""


def iter_sizes(uri: str) -> Iterator[tuple[str, int]]:
    """Yield (URI, bytes) of the objects below a prefix, in the order of their keys."""
    bucket, prefix = _below(uri)
    with explained(uri, "list"):
        pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        for page in pages:
            for item in page.get("Contents", []):
                yield f"s3://{bucket}/{item['Key']}", item["Size"]


def folders(uri: str) -> list[str]:
    """Return the names directly below a prefix that have objects below them."""
    bucket, prefix = _below(uri)
    with explained(uri, "list"):
        pages = s3_client().get_paginator("list_objects_v2")
        return [
            folder["Prefix"].removeprefix(prefix).rstrip("/")
            for page in pages.paginate(Bucket=bucket, Prefix=prefix, Delimiter="/")
            for folder in page.get("CommonPrefixes", [])
        ]


def upload(path: Path, uri: str) -> None:
    """Put a file's bytes at a key."""
    bucket, key = split_s3(uri)
    with explained(uri, "write to"):
        s3_client().upload_file(str(path), bucket, key)


def copy(source: str, target: str) -> None:
    """Copy an object inside S3."""
    bucket, key = split_s3(source)
    to_bucket, to_key = split_s3(target)
    with explained(f"{target} from {source}", "write"):
        s3_client().copy({"Bucket": bucket, "Key": key}, to_bucket, to_key)


def delete(uri: str) -> None:
    """Delete an object; it is no error when there is none."""
    bucket, key = split_s3(uri)
    with explained(uri, "delete"):
        s3_client().delete_object(Bucket=bucket, Key=key)


def delete_tree(uri: str) -> None:
    """Delete everything below a prefix."""
    bucket, _ = split_s3(uri)
    keys = [split_s3(name)[1] for name, _ in iter_sizes(uri)]
    for start in range(0, len(keys), 1000):  # as many as one request takes
        objects: Any = [{"Key": key} for key in keys[start : start + 1000]]
        with explained(uri, "delete"):
            answer = s3_client().delete_objects(Bucket=bucket, Delete={"Objects": objects})
        if errors := answer.get("Errors"):
            raise CatalogError(f"{uri} was not removed: {errors[0].get('Message')}")


def arrow_filesystem() -> Any:
    """Return Arrow's S3, at the same endpoint and with the same credentials as ours."""
    import boto3
    from pyarrow.fs import S3FileSystem

    client = s3_client()
    credentials = boto3.Session().get_credentials()
    frozen = credentials.get_frozen_credentials() if credentials else None
    return S3FileSystem(
        access_key=frozen and frozen.access_key,
        secret_key=frozen and frozen.secret_key,
        session_token=frozen and frozen.token,
        region=client.meta.region_name,
        endpoint_override=client.meta.endpoint_url,
    )
