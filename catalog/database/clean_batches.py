"""From a file to chunks of clean rows, in bounded memory.

Rows of CSV and TSV files, and of Parquet files that others made, are cleaned one by one. A landing
file says in its footer that its rows are clean: it is checked column by column, and only rows that
fail a check are cleaned one by one.
"""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from catalog.cleaning import clean_row
from catalog.database.copy_binary import KEYS, Encoder, encode_keys
from catalog.database.reject_log import RejectedFile, RejectedRow
from catalog.database.sound_rows import sound_rows
from catalog.database.source_files import NotAsNamedError, SourceFile
from catalog.database.text_rows import LONGEST_LINE, RawRow, iter_rows
from catalog.errors import RecordRejected, UsageError
from catalog.landing import ASSUMED, CLEANED, landing_schema
from catalog.records import TABLES, MediaType, Row, columns_of

if TYPE_CHECKING:
    from array import array

ROWS = 1000
# Of keys, which are short.
_KEYS = 4096
_BYTES = 1 << 20


class UnsoundError(Exception):
    """A file's rows are not what their keys, or its footer, said of them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a landing file, in order; or all but those."""

    numbers: "array[int]"
    are_left_out: bool = False

    def among(self, lines: range) -> bytearray:
        """Return for each of some lines whether it is one of these."""
        start, stop = (bisect_left(self.numbers, line) for line in (lines.start, lines.stop))
        mask = bytearray([self.are_left_out]) * len(lines)
        for line in self.numbers[start:stop]:
            mask[line - lines.start] = not self.are_left_out
        return mask


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some clean rows, encoded for COPY."""

    count: int
    data: bytes | memoryview


@dataclass(slots=True)
class Intake:
    """What reading a file found.

    Attributes:
        rejected: takes the rows that cannot be loaded.
        dropped: values that were given and could not be kept, as `dropped.<column>`.
        read: rows seen, clean or not.
    """

    rejected: RejectedFile
    dropped: Counter[str] = field(default_factory=Counter)
    read: int = 0


def media_type_of(source: SourceFile, path: Path) -> MediaType:
    """Return which table a file is for.

    Raises:
        NotAsNamedError: its columns are those of the other table.
        UsageError: neither its name nor its columns tell.
    """
    if source.format == "parquet":
        names = set(_open_parquet(source, path).schema_arrow.names)
        possible = [media for media in TABLES if _own_columns(media) & names]
        if len(possible) == 1 and source.media_type not in {None, possible[0]}:
            message = (
                f"{source.uri} is taken for {source.media_type}, but has {possible[0]}'s columns"
            )
            raise NotAsNamedError(message)
        if len(possible) == 1:
            return possible[0]
    if source.media_type is None:
        raise UsageError(f"{source.uri} does not say what it holds; name it by --media")
    return source.media_type


def _own_columns(media_type: MediaType) -> set[str]:
    """Return the names of the columns that no other table has."""
    others = {
        c.name for table in TABLES.values() if table.name != media_type for c in table.columns
    }
    return {column.name for column in columns_of(media_type)} - others


def iter_chunks(
    source: SourceFile,
    path: Path,
    encoder: Encoder,
    *,
    intake: Intake,
    careful: bool = False,
    only: Lines | None = None,
) -> Iterator[Chunk]:
    """Yield a file's clean rows, encoded; what cannot be cleaned goes to `intake.rejected`.

    `careful` cleans every row, whatever the file says about itself. Of a landing file `only` some
    lines may be asked for, whose rows are then as they were when `iter_keys` told their keys.

    Raises:
        UnsoundError: one of those is not as clean as the file says.
    """
    if source.format == "parquet":
        yield from _parquet_chunks(source, path, encoder, intake, careful=careful, only=only)
    else:
        yield from _clean_chunks(iter_rows(source, path, encoder.media_type), encoder, intake)


def _clean_chunks(
    rows: Iterable[RawRow | RejectedRow], encoder: Encoder, intake: Intake
) -> Iterator[Chunk]:
    clean: list[tuple[int, Row]] = []
    size = 0
    for raw in rows:
        intake.read += 1
        row = _cleaned(raw, encoder.media_type, intake)
        if row is None:
            continue
        clean.append((raw.line, row))
        size += len(str(row["meta_data"]))
        if len(clean) >= ROWS or size > _BYTES:
            yield Chunk(len(clean), encoder.rows(clean))
            clean, size = [], 0
    if clean:
        yield Chunk(len(clean), encoder.rows(clean))


def _cleaned(raw: RawRow | RejectedRow, media_type: MediaType, intake: Intake) -> Row | None:
    if isinstance(raw, RejectedRow):
        intake.rejected.add(raw)
        return None
    try:
        return clean_row(raw.row, media_type, dropped=intake.dropped)
    except RecordRejected as error:
        rejection = RejectedRow(
            raw.line,
            error.reason,
            error.detail or None,
            provider=_short(raw.row.get("provider")),
            foreign_identifier=_short(raw.row.get("foreign_identifier")),
            url=_short(raw.row.get("url")),
        )
        intake.rejected.add(rejection)
        return None


def _short(value: Any) -> str | None:
    return None if value is None else str(value)[:3000]


def _open_parquet(source: SourceFile, path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, buffer_size=1 << 16, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise NotAsNamedError(f"{source.uri} is a broken Parquet file: {error}") from error


def row_count(source: SourceFile, path: Path) -> int:
    """Return how many rows a landing file says it has; 0 of a file that does not say it."""
    if source.format != "parquet":
        return 0
    with _open_parquet(source, path) as file:
        return int(file.metadata.num_rows)


def iter_keys(source: SourceFile, path: Path, media_type: MediaType) -> Iterator[Chunk]:
    """Yield the keys of a landing file's rows, encoded; none of a file that is to be cleaned."""
    if source.format != "parquet":
        return
    with _open_parquet(source, path) as file:
        if not _says_clean(file.schema_arrow, media_type):
            return
        line = 1
        for batch in file.iter_batches(batch_size=_KEYS, columns=list(KEYS), use_threads=False):
            lines = range(line, line + batch.num_rows)
            line = lines.stop
            yield Chunk(len(lines), encode_keys(lines, batch))


def _parquet_chunks(
    source: SourceFile,
    path: Path,
    encoder: Encoder,
    intake: Intake,
    *,
    careful: bool,
    only: Lines | None,
) -> Iterator[Chunk]:
    with _open_parquet(source, path) as file:
        schema = file.schema_arrow
        if not {"foreign_identifier", "url"} <= set(schema.names):
            raise NotAsNamedError(f"{source.uri} has no columns foreign_identifier and url")
        trusted = not careful and _says_clean(schema, encoder.media_type)
        line = 1
        try:
            for batch in file.iter_batches(batch_size=_batch_size(file), use_threads=False):
                lines = range(line, line + batch.num_rows)
                line = lines.stop
                if only is None:
                    yield from _batch_chunks(batch, lines, encoder, intake, trusted=trusted)
                elif any(mask := only.among(lines)):
                    yield _sound_chunk(batch, lines, mask, encoder, intake)
        except (OSError, pa.ArrowInvalid) as error:
            raise NotAsNamedError(f"{source.uri} breaks off after row {line - 1}") from error


def _says_clean(schema: pa.Schema, media_type: MediaType) -> bool:
    stamp = (schema.metadata or {}).items()
    wanted = landing_schema(media_type)
    known = (wanted, wanted.append(ASSUMED))
    return CLEANED.items() <= dict(stamp).items() and any(map(schema.equals, known))


def _batch_size(file: pq.ParquetFile) -> int:
    """Return how many rows make about one megabyte."""
    metadata = file.metadata
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    return int(min(ROWS, max(1, _BYTES * metadata.num_rows // max(size, 1))))


def _batch_chunks(
    batch: pa.RecordBatch,
    lines: range,
    encoder: Encoder,
    intake: Intake,
    *,
    trusted: bool,
) -> Iterator[Chunk]:
    if not trusted:
        yield from _clean_chunks(_raw_rows(batch, lines), encoder, intake)
        return
    sound = sound_rows(batch, encoder.media_type)
    if sound.true_count == len(sound):
        # Of most batches every row is sound: to copy them would be a sixth of a reload's work.
        intake.read += len(lines)
        yield Chunk(len(lines), encoder.batch(lines, batch))
        return
    unsound: Any = pc.invert(sound)
    kept = list(itertools.compress(lines, sound.to_pylist()))
    if kept:
        intake.read += len(kept)
        yield Chunk(len(kept), encoder.batch(kept, batch.filter(sound)))
    others = list(itertools.compress(lines, unsound.to_pylist()))
    yield from _clean_chunks(_raw_rows(batch.filter(unsound), others), encoder, intake)


def _sound_chunk(
    batch: pa.RecordBatch, lines: range, mask: bytearray, encoder: Encoder, intake: Intake
) -> Chunk:
    """Return the rows of a mask, which must all be sound."""
    chosen: Sequence[int] = lines
    if not all(mask):
        chosen = list(itertools.compress(lines, mask))
        buffers = [None, pa.py_buffer(mask)]
        kept: Any = pa.Array.from_buffers(pa.int8(), len(mask), buffers)
        batch = batch.filter(kept.cast(pa.bool_()))
    if sound_rows(batch, encoder.media_type).true_count < len(chosen):
        raise UnsoundError
    intake.read += len(chosen)
    return Chunk(len(chosen), encoder.batch(chosen, batch))


def _raw_rows(batch: pa.RecordBatch, lines: Sequence[int]) -> Iterator[RawRow | RejectedRow]:
    for index, line in enumerate(lines):
        try:
            row = batch.slice(index, 1).to_pylist(maps_as_pydicts="lossy")[0]
            # Texts of writers that do not mark them as such, as Hive and Impala did.
            row.update({name: row[name].decode() for name in row if type(row[name]) is bytes})
        except UnicodeDecodeError as error:
            yield RejectedRow(line, "invalid_utf8", error.reason)
            continue
        longest = max((len(value) for value in row.values() if isinstance(value, str)), default=0)
        if longest > LONGEST_LINE:
            yield RejectedRow(line, "line_too_long", f"a value of {longest} characters")
        else:
            yield RawRow(line, _as_given(row))


def _as_given(row: Row) -> Row:
    """Return a landing file's row without the values that were assumed when it was written."""
    assumed = row.pop(ASSUMED.name, None)
    names = assumed if isinstance(assumed, list) else ()
    return row | {name: None for name in names if name in row}
