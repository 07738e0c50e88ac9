"""Merge many small files of link rows into one part of a lake partition: the task of publishing."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from catalog.engine import TaskReport
from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage
from catalog.files.concurrent import map_concurrently
from catalog.lake.duck import run_bounded
from catalog.lake.extract_output import WorkingFile
from catalog.lake.lake import FileFacts, file_facts
from catalog.links.link_rows import LINK_SCHEMA
from catalog.queries import query


@dataclass(frozen=True, slots=True)
class MergedPart:
    """A finished part and the working files it was made of."""

    part: FileFacts
    inputs: tuple[FileFacts, ...]


@dataclass(frozen=True, slots=True)
class MergePart:
    """Task: sort the rows of a part's working files into `<staging>/partition/<part>`.

    The same files give the same bytes, here and on any other machine. Facts about what was written
    go to `<staging>/done/<part>.json`, after the part: where they fit, the part is not made again.

    Attributes:
        staging: where the partition is prepared.
        parts: the working files of each part, by the part's name.
        memory_mb: what the sort may take before it goes to disk.
    """

    staging: str
    parts: Mapping[str, tuple[WorkingFile, ...]]
    memory_mb: int = 2048

    def __call__(self, item: str) -> TaskReport:
        """Make the part of that name."""
        files = self.parts[item]
        target = part_uri(self.staging, item)
        if is_done(self.staging, item, files):
            return TaskReport(item, "skipped", target, {"rows": _rows(files)})
        with _scratch(self.staging) as folder:
            paths = list(
                map_concurrently(lambda file: storage.fetch(file.uri, Path(folder)), files)
            )
            inputs = tuple(_check(file, path) for file, path in zip(files, paths, strict=True))
            with storage.open_write(target) as path:
                rows = self._sort(files, paths, path, Path(folder))
                _check_rows(target, rows, _rows(files))
                part = file_facts(item, rows, path)
        done = orjson.dumps(asdict(MergedPart(part, inputs)))
        storage.write_bytes(_done_uri(self.staging, item), done)
        return TaskReport(item, "done", target, {"rows": rows, "bytes": part.bytes})

    def _sort(
        self, files: tuple[WorkingFile, ...], paths: list[Path], target: Path, folder: Path
    ) -> int:
        import duckdb

        def copy(connection: duckdb.DuckDBPyConnection) -> int:
            values = {"inputs": [str(path) for path in paths], "output": str(target)}
            copied = connection.execute(query("merge_links"), values).fetchone()
            return int(copied[0]) if copied else 0

        try:
            return run_bounded(copy, folder, self.memory_mb)
        except duckdb.OutOfMemoryException as error:
            raise CatalogError(
                f"{self.memory_mb} MB are too little to merge {len(paths)} files. "
                "Give more (--memory-mb), or make smaller parts (--part-mb)."
            ) from error
        except duckdb.Error as error:
            raise _explain(error, files, paths) from error


def part_uri(staging: str, part: str) -> str:
    """Return where a part is prepared."""
    return storage.join(staging, "partition", part)


def read_done(staging: str, part: str) -> MergedPart | None:
    """Return the facts about a finished part, or None if it is not finished."""
    try:
        data: dict[str, Any] = orjson.loads(storage.read_bytes(_done_uri(staging, part)))
    except NotFoundError:
        return None
    inputs = tuple(FileFacts(**facts) for facts in data["inputs"])
    return MergedPart(FileFacts(**data["part"]), inputs)


def is_done(staging: str, part: str, files: tuple[WorkingFile, ...]) -> bool:
    """Tell whether a part was made of just these files and lies there whole."""
    merged = read_done(staging, part)
    if merged is None or storage.size(part_uri(staging, part)) != merged.part.bytes:
        return False
    wanted = [(file.name, file.rows, file.bytes) for file in files]
    return wanted == [(facts.name, facts.rows, facts.bytes) for facts in merged.inputs]


def _done_uri(staging: str, part: str) -> str:
    return storage.join(staging, "done", f"{part}.json")


@contextmanager
def _scratch(staging: str) -> Iterator[str]:
    """Give a local folder: below a local staging place, so that a rerun finds and removes it."""
    base = None if storage.is_s3(staging) else Path(staging, "scratch")
    if base:
        base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="catalog-merge-", dir=base) as folder:
        yield folder


def _rows(files: tuple[WorkingFile, ...]) -> int:
    return sum(file.rows for file in files)


def _check(file: WorkingFile, path: Path) -> FileFacts:
    """Hold a working file against its report and against the columns of the lake."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        footer = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(file.uri, error) from error
    with footer:
        schema, rows = footer.schema_arrow, footer.metadata.num_rows
    if not schema.equals(LINK_SCHEMA):
        raise CatalogError(f"{file.uri} has other columns than link rows have. Extract it again.")
    _check_rows(file.uri, rows, file.rows)
    return file_facts(file.name, rows, path)


def _check_rows(uri: str, found: int, expected: int) -> None:
    if found != expected:
        raise CatalogError(
            f"{uri} has {found:,} rows, but the reports count {expected:,}. Nothing was published."
        )


def _explain(error: Exception, files: tuple[WorkingFile, ...], paths: list[Path]) -> CatalogError:
    """Find the file that a failed merge stumbled over: DuckDB does not always name it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file, path in zip(files, paths, strict=True):
        try:
            pq.read_table(path)
        except (pa.ArrowInvalid, OSError) as damage:
            return _damaged(file.uri, damage)
    return CatalogError(f"the merge failed: {error}")


def _damaged(uri: str, error: Exception) -> CatalogError:
    return CatalogError(f"{uri} is damaged ({error}). Delete it and its report, and extract again.")
