"""File operations, the same for a directory, `s3://bucket/prefix` and, read-only, `https://`.

Writes are atomic: a reader sees the whole object or none. On a local disk that is a temporary file
beside the target, then a rename; S3 gives it by itself. Temporary names start with `.` and end with
`.tmp`, so that `remove_leftovers` can find what a killed process left behind. What goes wrong is
one of the errors of catalog/files/faults.py.
"""

import io
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from catalog.errors import NotFoundError, UsageError
from catalog.files import local, s3
from catalog.files.concurrent import map_concurrently
from catalog.files.faults import explained
from catalog.files.openers import Version, scheme_of
from catalog.files.reading import ATTEMPTS, FIRST_WAIT, RawStream, open_at


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


def exists(uri: str) -> bool:
    """Tell whether there is an object or file of exactly that name."""
    return version(uri) is not None


def size(uri: str) -> int | None:
    """Return the bytes of an object or file, or None where there is none, or nobody knows.

    Raises:
        ForbiddenError: it may not be read.
    """
    found = version(uri)
    return found.size if found else None


def version(uri: str) -> Version | None:
    """Return the size and the ETag of an object or file, or None where there is none.

    Raises:
        ForbiddenError: it may not be read.
    """
    scheme = scheme_of(uri)
    if scheme == "file":
        return local.version(uri)
    if scheme == "s3":
        return s3.version(uri)
    from catalog.files import web

    try:
        return web.version(uri)
    except NotFoundError:
        return None


def modified(uri: str) -> datetime | None:
    """Return when an object or file was written, in UTC, or None where there is none."""
    _check_not_web(uri, "date")
    return s3.modified(uri) if is_s3(uri) else local.modified(uri)


def iter_files(uri: str, suffix: str = "") -> Iterator[str]:
    """Yield the files below a place, sorted, without leftovers of killed writers."""
    for name, _ in iter_sizes(uri, suffix):
        yield name


def iter_sizes(uri: str, suffix: str = "") -> Iterator[tuple[str, int]]:
    """Yield (name, bytes) of the files that `iter_files` yields, with no request per file."""
    _check_not_web(uri, "list")
    found = s3.iter_sizes(uri) if is_s3(uri) else local.iter_sizes(uri)
    for name, length in found:
        base = name.rpartition("/")[2]
        if name.endswith(suffix) and not (base.startswith(".") and base.endswith(".tmp")):
            yield name, length


def folders(uri: str) -> list[str]:
    """Return the names of the folders directly below a place, sorted."""
    _check_not_web(uri, "list")
    return s3.folders(uri) if is_s3(uri) else local.folders(uri)


def _check_not_web(uri: str, verb: str) -> None:
    if scheme_of(uri) in ("http", "https"):
        raise UsageError(f"cannot {verb} {uri}: a web server only lets its files be read.")


def read_bytes(uri: str, *, attempts: int = ATTEMPTS, first_wait: float = FIRST_WAIT) -> bytes:
    """Return a whole, small object.

    Raises:
        NotFoundError: there is none.
        ForbiddenError: it may not be read.
    """
    with open_at(uri, attempts=attempts, first_wait=first_wait) as reader:
        return reader.read_all()


def read_many(uris: Iterable[str]) -> Iterator[bytes]:
    """Yield whole, small objects in the order of their names, many being asked for at a time.

    Raises:
        NotFoundError: one is not there.
        ForbiddenError: it may not be read.
    """
    return map_concurrently(_read_small, uris)


def _read_small(uri: str) -> bytes:
    found = s3.quick_read(uri) if is_s3(uri) else None
    return read_bytes(uri) if found is None else found


@contextmanager
def open_read(uri: str) -> "Iterator[io.BufferedReader[Any]]":
    """Open an object for reading from its start, as a stream; only a local one can be sought.

    Raises:
        NotFoundError: there is none.
        ForbiddenError: it may not be read.
    """
    if scheme_of(uri) == "file":
        with explained(uri):
            file = Path(uri).open("rb")  # noqa: SIM115 - closed below
        with file:
            yield file
        return
    with open_at(uri) as reader:
        reader.open()
        with io.BufferedReader(RawStream(reader), 1 << 16) as stream:
            yield stream


def write_bytes(uri: str, data: bytes) -> None:
    """Write a whole, small object atomically."""
    with open_write(uri) as path:
        path.write_bytes(data)


def write_json(uri: str, document: Any) -> None:
    """Write a small document as JSON that people can read."""
    pretty = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    write_bytes(uri, orjson.dumps(document, option=pretty))


@contextmanager
def open_write(uri: str, *, beside: Path | None = None) -> Iterator[Path]:
    """Give a local path to write to; when the block ends well, put the file in its place.

    Args:
        uri: where it goes.
        beside: folder of the unfinished file, on the target's disk; the target's by default.

    Raises:
        UsageError: the place cannot be written: no rights, no regular file.
        CatalogError: the disk is full.
    """
    _check_not_web(uri, "write to")
    if not is_s3(uri):
        with local.open_write(uri, beside=beside) as path:
            yield path
        return
    with local.scratch_file(beside) as path:
        yield path
        s3.upload(path, uri)


def copy(source: str, target: str) -> None:
    """Copy one object or file, atomically; between S3 places no byte passes through here."""
    if is_s3(source) and is_s3(target):
        s3.copy(source, target)
        return
    with open_read(source) as stream, open_write(target) as path, path.open("wb") as file:
        shutil.copyfileobj(stream, file, 1 << 20)


def fetch(uri: str, folder: Path) -> Path:
    """Return a local file with an object's bytes: the file itself, or a copy put into `folder`.

    Raises:
        NotFoundError: there is none.
    """
    if scheme_of(uri) == "file":
        if not Path(uri).exists():
            raise NotFoundError(f"{uri} does not exist")
        return Path(uri)
    path = folder / uri.partition("?")[0].rpartition("/")[2]
    with open_read(uri) as stream, explained(str(path), "write to"), path.open("wb") as file:
        shutil.copyfileobj(stream, file, 1 << 20)
    return path


def delete(uri: str) -> None:
    """Delete one object or file; it is no error when there is none."""
    _check_not_web(uri, "delete")
    s3.delete(uri) if is_s3(uri) else local.delete(uri)


def delete_tree(uri: str) -> None:
    """Delete everything below a place."""
    _check_not_web(uri, "delete")
    s3.delete_tree(uri) if is_s3(uri) else local.delete_tree(uri)


def remove_leftovers(uri: str) -> None:
    """Delete what killed writers left in a local directory. S3 keeps no half-written objects."""
    if not is_s3(uri):
        for path in Path(uri).rglob(".*.tmp"):
            local.delete(str(path))
