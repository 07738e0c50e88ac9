"""A snapshot of the catalog as a folder of Parquet files, with a cursor from which to go on.

`<folder>/<media>/by_provider=<provider>/part-00000.parquet` as Hive partitions. The key has another
name than the column: pandas, PyArrow and Athena refuse a folder where both have the same.
`manifest.json` lists the files with rows, bytes and SHA-256, and is written last: a folder without
one is not whole, and is written anew. `datapackage.json` describes them as a Data Package (https://datapackage.org/standard/data-package/,
version 2.0, read November 2026) with the data policy; `image-schema.json` and `audio-schema.json`
their columns.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from catalog.database.changes import one_moment
from catalog.database.connection import Connection
from catalog.database.export import (
    DATA_POLICY,
    Batch,
    Writer,
    export_schema,
    record_batches,
    record_batches_by_provider,
    writer_of,
)
from catalog.database.locks import for_table
from catalog.errors import UsageError
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType

MANIFEST = "manifest.json"
_ROWS_OF_A_FILE = 1_000_000
# A process may commonly open 1,024.
_OPEN_FILES = 200
# Rows of all partitions together that wait to be written, so that memory stays bounded.
_WAITING = 50_000
# What an export that was broken off leaves behind.
_OWN = re.compile(
    r"datapackage\.json|[a-z]{{1,40}}-schema\.json"
    r"|({})/by_provider=[^/]{{1,1000}}/part-[0-9]{{5,20}}\.parquet".format("|".join(MEDIA_TYPES))
)
# What pandas makes of a whole number that is missing, and so does who validates with it.
_MISSING = ["", "nan"]
_KINDS = {"int32": "integer", "int64": "integer", "bool": "boolean", "double": "number"}


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """One file of a snapshot; `path` is below its folder."""

    path: str
    media_type: MediaType
    provider: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole snapshot, and the cursor from which `changes` goes on."""

    cursor: str
    created: str
    files: tuple[SnapshotFile, ...]

    @property
    def rows(self) -> int:
        """All records."""
        return sum(file.rows for file in self.files)


def write_snapshot(
    connection: Connection,
    folder: str,
    media_types: Sequence[MediaType],
    progress: Callable[[int], None] = lambda _rows: None,
) -> Snapshot:
    """Write all records as they are at one moment.

    The connection is outside a transaction; the folder, local or on S3, may hold nothing but what a
    snapshot that was broken off left there. Progress is told how many records so far.

    Raises:
        UsageError: there is something else in the folder, such as a whole snapshot.
    """
    _clear(folder)
    files: list[SnapshotFile] = []
    with one_moment(connection) as cursor:
        for media_type in media_types:
            done = sum(file.rows for file in files)
            partitions = _Partitions(folder, media_type)
            batches, is_sorted = _batches(connection, media_type)
            with partitions:
                for batch in batches:
                    done += len(batch)
                    partitions.write(batch)
                    if is_sorted:
                        partitions.close_all_but_last()
                    progress(done)
            files += partitions.files
    created = datetime.now(UTC).isoformat(timespec="seconds")
    files.sort(key=lambda file: file.path)
    snapshot = Snapshot(str(cursor), created, tuple(files))
    for media_type in media_types:
        name = storage.join(folder, f"{media_type}-schema.json")
        storage.write_json(name, table_schema(media_type))
    storage.write_json(storage.join(folder, "datapackage.json"), data_package(snapshot))
    manifest = asdict(snapshot) | {"data_policy": DATA_POLICY}
    storage.write_json(storage.join(folder, MANIFEST), manifest)
    return snapshot


def _batches(connection: Connection, media_type: MediaType) -> tuple[Iterator[Batch], bool]:
    """Return all records, and whether they come sorted by provider, as those of many must."""
    query, place = for_table("has_many_providers", media_type), {"most": _OPEN_FILES}
    if connection.execute(query, place).fetchone() == (True,):
        return record_batches_by_provider(connection, media_type), True
    return record_batches(connection, media_type), False


def _clear(folder: str) -> None:
    """Remove what is left of a snapshot that was broken off."""
    found = list(storage.iter_files(folder))
    base = f"{folder.rstrip('/')}/"
    if not all(_OWN.fullmatch(uri.removeprefix(base)) for uri in found):
        raise UsageError(f"{folder} is not empty. Name a new folder for each snapshot.")
    for uri in found:
        storage.delete(uri)
    storage.remove_leftovers(folder)


def data_package(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot's description as a Data Package: a resource for each file.

    One resource of several files would be what their bytes are one after another, which of Parquet
    is no file. Bytes and digests are in the manifest only: frictionless 5.21 calls those of Parquet
    files wrong, for it finds none.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "openverse-catalog",
        "title": "Openverse catalog",
        "description": DATA_POLICY,
        "created": snapshot.created,
        "version": snapshot.cursor,
        "resources": [_resource(number, file) for number, file in enumerate(snapshot.files)],
    }


def _resource(number: int, file: SnapshotFile) -> dict[str, Any]:
    return {
        "name": f"{file.media_type}-{number:05d}",
        "title": f"{file.media_type} records of {file.provider}",
        "description": DATA_POLICY,
        "path": file.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": f"{file.media_type}-schema.json",
    }


def table_schema(media_type: MediaType) -> dict[str, Any]:
    """Return what the columns are, as a Table Schema."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [
            {"name": field.name, "type": _kind(field.type)} for field in export_schema(media_type)
        ],
        "primaryKey": ["identifier"],
        "missingValues": _MISSING,
    }


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "datetime"
    return "array" if pa.types.is_list(kind) else _KINDS.get(str(kind), "string")


class _OpenPart:
    """A file that is being written."""

    def __init__(self, folder: str, path: str, media_type: MediaType, provider: str) -> None:
        self._place = (path, media_type, provider)
        self._stack = ExitStack()
        self._local = self._stack.enter_context(storage.open_write(storage.join(folder, path)))
        stream = self._stack.enter_context(self._local.open("wb"))
        self._writer: Writer = writer_of("parquet", stream, export_schema(media_type), media_type)
        self._stream = stream
        self.rows = 0
        self.waiting: list[Sequence[Any]] = []

    def flush(self) -> None:
        self._writer.write(self.waiting)
        self._writer.flush()
        self.rows += len(self.waiting)
        self.waiting = []

    def close(self) -> SnapshotFile:
        self.flush()
        self._writer.close(whole=True)
        self._stream.close()
        size = self._local.stat().st_size
        with self._local.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._stack.close()
        return SnapshotFile(*self._place, self.rows, size, digest)

    def abandon(self, error: BaseException) -> None:
        self._writer.close(whole=False)
        self._stack.__exit__(type(error), error, error.__traceback__)


class _Partitions:
    """Sorts records into one file a provider at a time; all wait for the largest to be written."""

    def __init__(self, folder: str, media_type: MediaType) -> None:
        self._folder, self._media_type = folder, media_type
        self._place = export_schema(media_type).names.index("provider")
        self._open: dict[str, _OpenPart] = {}
        self._numbers: dict[str, int] = {}
        self._waiting = 0
        self.files: list[SnapshotFile] = []

    def __enter__(self) -> "_Partitions":
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        for part in self._open.values():
            if error is None:
                self.files.append(part.close())
            else:
                part.abandon(error)

    def write(self, batch: Batch) -> None:
        for row in batch:
            self._part(str(row[self._place])).waiting.append(row)
        self._waiting += len(batch)
        while self._waiting > _WAITING:
            provider, part = max(self._open.items(), key=lambda item: len(item[1].waiting))
            self._waiting -= len(part.waiting)
            part.flush()
            if part.rows >= _ROWS_OF_A_FILE:
                self.files.append(self._open.pop(provider).close())

    def close_all_but_last(self) -> None:
        """Close the files of all providers but the last: nothing more comes of them."""
        for provider in list(self._open)[:-1]:
            part = self._open.pop(provider)
            self._waiting -= len(part.waiting)
            self.files.append(part.close())

    def _part(self, provider: str) -> _OpenPart:
        if provider not in self._open:
            number = self._numbers.get(provider, 0)
            self._numbers[provider] = number + 1
            partition = f"{self._media_type}/by_provider={quote(provider, safe='')}"
            path = f"{partition}/part-{number:05d}.parquet"
            self._open[provider] = _OpenPart(self._folder, path, self._media_type, provider)
        return self._open[provider]
