"""Local files: opened at an offset, listed, written atomically."""

import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from catalog.errors import NotFoundError, UsageError
from catalog.files.faults import FULL, explained
from catalog.files.openers import ExplainedBody, Opened, Opener, Version


def opener(path: str) -> Opener:
    """Return what opens a file."""

    def open_at(offset: int, _length: int | None, _etag: str | None) -> Opened:
        with explained(path):
            file: BinaryIO = Path(path).open("rb", buffering=0)  # noqa: SIM115 - the body closes it
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):  # a pipe has no size, and cannot be sought
            return Opened(ExplainedBody(path, file), Version(None, None), None)
        file.seek(offset)
        return Opened(ExplainedBody(path, file), _version(found), found.st_size)

    return open_at


def _version(found: os.stat_result) -> Version:
    return Version(found.st_size, str(found.st_mtime_ns))


def version(path: str) -> Version | None:
    """Return which version of a file is there, or None where there is no file."""
    with explained(path):
        found = Path(path).stat() if Path(path).is_file() else None
    return _version(found) if found else None


def modified(path: str) -> datetime | None:
    """Return when a file was written, or None where there is no file."""
    found = version(path)
    return datetime.fromtimestamp(int(found.etag or 0) / 1e9, UTC) if found else None


def iter_sizes(folder: str) -> Iterator[tuple[str, int]]:
    """Yield (path, bytes) of the files below a folder, sorted; nothing where there is none.

    Files may come and go meanwhile: what is gone when it is looked at is not yielded.

    Raises:
        ForbiddenError: a folder may not be listed.
    """
    names = (str(Path(root, name)) for root, _, files in _walk(folder) for name in files)
    for name in sorted(names):
        with suppress(NotFoundError), explained(name):
            found = Path(name).stat()
            if stat.S_ISREG(found.st_mode):
                yield name, found.st_size


def _walk(folder: str) -> Iterator[tuple[str, list[str], list[str]]]:
    def refuse(error: OSError) -> None:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR):
            with explained(str(error.filename or folder), "list"):
                raise error

    return os.walk(folder, onerror=refuse)


def folders(folder: str) -> list[str]:
    """Return the names of the folders directly in a folder, sorted."""
    with explained(folder, "list"):
        try:
            return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
        except FileNotFoundError:
            return []


@contextmanager
def open_write(uri: str, *, beside: Path | None = None) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, put the file in its place.

    A new file gets the rights that the umask leaves; one that is replaced keeps its own. A symbolic
    link is followed: what it names is replaced, not the link.
    """
    target = _target(uri)
    with explained(uri, "write to"):
        target.parent.mkdir(parents=True, exist_ok=True)
        path = _new_file(beside or target.parent, target)
    try:
        yield path
        with explained(uri, "write to"):
            _sync(path)
            path.replace(target)
            _sync(target.parent)
    except OSError as error:
        if error.errno in {*FULL, errno.EROFS} or error.filename == str(path):
            with explained(uri, "write to"):
                raise
        raise
    finally:
        path.unlink(missing_ok=True)


def _target(uri: str) -> Path:
    """Return what is to be replaced.

    Raises:
        UsageError: it is a directory, a pipe, a device: nothing that a file could replace.
    """
    if uri == "-" or uri.endswith("/"):
        raise UsageError(f"cannot write to {uri}: that is no file's name.")
    target = Path(os.path.realpath(uri))
    with explained(uri, "write to"):
        try:
            mode = target.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return target
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write to {uri}: it is a directory.")
    if not stat.S_ISREG(mode):
        raise UsageError(
            f"cannot write to {uri}: it is no regular file. A result appears whole or not at all, "
            "which only a file can do."
        )
    return target


def _new_file(folder: Path, target: Path) -> Path:
    """Make an empty file of a name that nobody can foresee, with the rights of the target."""
    path = folder / f".{secrets.token_hex(8)}.tmp"
    before = target.stat() if target.exists() else None
    mode = 0o666 if before is None else stat.S_IMODE(before.st_mode)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666 if before is None else 0o600)
    try:
        if before is not None:
            with suppress(PermissionError):  # only root may give a file to its owner of before
                os.fchown(handle, before.st_uid, before.st_gid)
            os.fchmod(handle, mode)
    finally:
        os.close(handle)
    return path


def _sync(path: Path) -> None:
    """Have the disk keep a file's bytes, or a folder's names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def scratch_file(folder: Path | None = None) -> Iterator[Path]:
    """Give a private temporary file, removed afterwards."""
    with explained(str(folder or tempfile.gettempdir()), "write to"):
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=folder)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def delete(path: str) -> None:
    """Delete a file; it is no error when there is none."""
    with explained(path, "delete"):
        Path(path).unlink(missing_ok=True)


def delete_tree(folder: str) -> None:
    """Delete a folder and everything below it; it is no error when there is none."""

    def refuse(_call: object, _path: str, found: tuple[object, BaseException, object]) -> None:
        if not isinstance(found[1], FileNotFoundError):
            raise found[1]

    with explained(folder, "delete"):
        shutil.rmtree(folder, onerror=refuse)
