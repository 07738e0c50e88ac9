"""The files that a load reads: what is in them, whatever they are called."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from catalog.database.errors import DatabaseError
from catalog.database.tsv_layouts import media_type_in, version_in
from catalog.errors import NotFoundError, UsageError
from catalog.files import storage
from catalog.records import MediaType

Format = Literal["parquet", "csv", "tsv"]
SUFFIXES: dict[str, Format] = {".parquet": "parquet", ".csv": "csv", ".tsv": "tsv"}


class NotAsNamedError(DatabaseError):
    """A file holds something else than its name says."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to load.

    Attributes:
        media_type: the table it is for, or None: a Parquet file's columns tell.
        version: the layout of a TSV file.
    """

    uri: str
    format: Format
    media_type: MediaType | None
    version: str


def source_files(
    uri: str, *, media_type: MediaType | None = None, version: str | None = None
) -> list[SourceFile]:
    """Return the files to load at a place, sorted: one file, or all below a folder.

    Raises:
        NotFoundError: there are none.
        UsageError: the file's name does not say what it is.
    """
    if storage.exists(uri):
        return [_source(uri, media_type, version)]
    found = [name for name in storage.iter_files(uri) if _format(name)]
    if not found:
        is_file = _format(uri) is not None
        missing = "does not exist" if is_file else "has no .parquet, .csv or .tsv file to load"
        raise NotFoundError(f"{uri} {missing}")
    return [_source(name, media_type, version) for name in found]


def _format(uri: str) -> Format | None:
    name = uri.rpartition("/")[2].lower().removesuffix(".gz")
    return next((kind for suffix, kind in SUFFIXES.items() if name.endswith(suffix)), None)


def _source(uri: str, media_type: MediaType | None, version: str | None) -> SourceFile:
    kind = _format(uri)
    if kind is None:
        raise UsageError(f"{uri} is not a .parquet, .csv or .tsv file")
    media_type = media_type or media_type_in(uri)
    if kind != "parquet":
        media_type = media_type or "image"  # the first catalog had nothing else
    return SourceFile(uri, kind, media_type, version or version_in(uri) or "000")


@contextmanager
def local_file(source: SourceFile) -> Iterator[Path]:
    """Give the file on this machine's disk: an S3 object is downloaded for as long as it is read.

    Raises:
        NotFoundError: it is not there.
        NotAsNamedError: its first bytes are not those of what it is named.
    """
    if not storage.is_s3(source.uri):
        _check_magic(source, Path(source.uri))
        yield Path(source.uri)
        return
    with tempfile.NamedTemporaryFile(prefix="catalog-load-") as copy:
        with storage.open_read(source.uri) as stream:
            shutil.copyfileobj(stream, copy, 1 << 20)
        copy.flush()
        _check_magic(source, Path(copy.name))
        yield Path(copy.name)


def _check_magic(source: SourceFile, path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except FileNotFoundError as error:
        raise NotFoundError(f"{source.uri} does not exist") from error
    if (start == b"PAR1") != (source.format == "parquet"):
        is_not = "is not one" if source.format == "parquet" else "is a Parquet file"
        raise NotAsNamedError(f"{source.uri} is named .{source.format} but {is_not}")


def open_text(path: Path) -> BinaryIO:
    """Open a text file for reading bytes, through gzip if that is what it is."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.open(path, "rb")) if zipped else path.open("rb")
