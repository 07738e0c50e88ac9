"""Encode rows in the binary format of PostgreSQL's COPY, which the server reads fastest.

A row is its number of fields (int16) and each field's bytes after their number (int32; -1 is null),
big-endian; see "Binary Format" at https://www.postgresql.org/docs/current/sql-copy.html. `jsonb` is
text after its version, 1. An array is its dimensions (1, or 0 when empty), whether it has nulls,
its elements' type, then the length and first index of each dimension, then elements like fields.

Nothing here calls `pyarrow.array` or `pyarrow.scalar` (nor does `fill_null`, where both types are
the same): they import pandas, which costs a second and 45 MB of a load's memory.
"""

import os
import struct
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from catalog.landing import ASSUMED, json_text
from catalog.records import ColumnKind, MediaType, Row, columns_of

# What comes before the first row and after the last: signature, flags, length of an extension.
START = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
END = struct.pack(">h", -1)
_NULL = struct.pack(">i", -1)
_JSON_VERSION = b"\1"
_TEXT_OID = 25
_EMPTY_ARRAY = struct.pack(">iiI", 0, 0, _TEXT_OID)
_ONE_DIMENSION = struct.pack(">iiI", 1, 0, _TEXT_OID)
_FIRST_INDEX = struct.pack(">i", 1)


# A moment is microseconds since this one.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# RFC 9562, version 4: which bits of a random identifier are not random.
_VERSION = bytes(0x40 | byte & 0x0F for byte in range(256))
_VARIANT = bytes(0x80 | byte & 0x3F for byte in range(256))
_MOST_DRAWN = 1 << 16  # identifiers at once
# What tells which record a row is, and which file.
KEYS = ("provider", "foreign_identifier", "url")


class Identifiers:
    """Random identifiers; in order, as far as is known how many are wanted.

    So the index of a large table is gone through from one end to the other, and not at random. No
    more are drawn than are wanted: the smallest of many would not be random.
    """

    def __init__(self, expected: int = 0) -> None:
        self._expected = expected
        self._rest = memoryview(b"")

    def take(self, count: int) -> bytes:
        """Return the next so many, sixteen bytes each."""
        parts: list[memoryview] = []
        while count:
            if not self._rest:
                drawn = min(max(self._expected, count), _MOST_DRAWN)
                self._expected -= drawn
                self._rest = _in_order(new_identifiers(drawn))
            parts.append(self._rest[: 16 * count])
            self._rest = self._rest[16 * count :]
            count -= len(parts[-1]) // 16
        return b"".join(parts)


def _in_order(identifiers: bytes) -> memoryview:
    """Sort identifiers by their first half, which is enough."""
    halves = array("Q", identifiers)
    halves.byteswap()
    first, count = halves[::2], len(identifiers) // 16
    order = pa.Array.from_buffers(pa.uint64(), count, [None, pa.py_buffer(first)])
    whole = pa.Array.from_buffers(pa.binary(16), count, [None, pa.py_buffer(identifiers)])
    found: Any = whole.take(pc.array_sort_indices(order)).buffers()[1]
    return memoryview(found)[: 16 * count]


def new_identifiers(count: int) -> bytes:
    """Return random identifiers, sixteen bytes each.

    A server that is built without OpenSSL, as the embedded one is, opens /dev/urandom for each that
    it draws, which takes longer than to write the row.
    """
    drawn = bytearray(os.urandom(16 * count))
    drawn[6::16] = drawn[6::16].translate(_VERSION)
    drawn[8::16] = drawn[8::16].translate(_VARIANT)
    return bytes(drawn)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Encodes clean rows for a staging table or, as new records, for the media table itself.

    For a staging table a row is its line number, its columns and what is assumed of it. A new
    record is its identifier, the moments when it was created, updated and seen, whether it was
    removed, its columns, and its score.

    Attributes:
        media_type: whose rows.
        created_on: when new records are created; None for a staging table.
        score: gives a new record's score by its provider and its meta_data; None: none has one.
        identifiers: whence new records get theirs.
    """

    media_type: MediaType
    created_on: datetime | None = None
    score: Callable[[str, str | None], float | None] | None = None
    identifiers: Identifiers = field(default_factory=Identifiers, repr=False)

    def rows(self, rows: Iterable[tuple[int, Row]]) -> bytes:
        """Return rows, each with its line number."""
        parts: list[bytes] = []
        for line, row in rows:
            parts += (self._count, *self._lead(line), *encode_fields(self.media_type, row))
            if self.created_on:
                parts.append(self._scored(row["provider"], json_text(row["meta_data"])))
            else:
                assumed = getattr(row, "assumed", None)
                parts.append(sized(_texts(assumed)) if assumed else _NULL)
        return b"".join(parts)

    def batch(self, lines: Sequence[int], batch: pa.RecordBatch) -> memoryview:
        """Return a batch of the landing schema as `rows` does; it may lack what is assumed."""
        parts = [constant(self._count), *self._leads(lines)]
        for column in columns_of(self.media_type):
            parts += _sized_fields(_FIELDS[column.kind](batch[column.name]))
        if not self.created_on and ASSUMED.name in batch.schema.names:
            parts += _sized_fields(_array_fields(batch[ASSUMED.name]))
        elif self.created_on and self.score:
            parts.append(self._scores(batch))
        else:
            parts.append(constant(_NULL))
        return _bytes(parts, len(lines))

    def _scores(self, batch: pa.RecordBatch) -> Any:
        columns: list[Any] = [batch["provider"].to_pylist(), batch["meta_data"].to_pylist()]
        fields = [self._scored(*given) for given in zip(*columns, strict=True)]
        ends = pa.py_buffer(array("q", accumulate(map(len, fields), initial=0)))
        buffers = [None, ends, pa.py_buffer(b"".join(fields))]
        return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(fields), buffers)

    def _scored(self, provider: str, meta_data: str | None) -> bytes:
        score = self.score(provider, meta_data) if self.score else None
        return _NULL if score is None else sized(_double(score))

    @property
    def _count(self) -> bytes:
        return struct.pack(">h", len(columns_of(self.media_type)) + (6 if self.created_on else 2))

    def _lead(self, line: int) -> tuple[bytes, ...]:
        if not self.created_on:
            return (sized(_bigint(line)),)
        return sized(self.identifiers.take(1)), _same_of_new(self.created_on)

    def _leads(self, lines: Sequence[int]) -> list[Any]:
        if not self.created_on:
            return _numbers(lines)
        identifiers = _fixed(self.identifiers.take(len(lines)), 16)
        size = constant(struct.pack(">i", 16))
        return [size, identifiers, constant(_same_of_new(self.created_on))]


def encode_keys(lines: Sequence[int], batch: pa.RecordBatch) -> memoryview:
    """Return of each row its line number and its `KEYS`, for a table of those columns."""
    parts = [constant(struct.pack(">h", 1 + len(KEYS))), *_numbers(lines)]
    for name in KEYS:
        parts += _sized_fields(_text_fields(batch[name]))
    return _bytes(parts, len(lines))


def _numbers(lines: Sequence[int]) -> list[Any]:
    buffer = pa.py_buffer(array("q", lines))
    numbers = pa.Array.from_buffers(pa.int64(), len(lines), [None, buffer])
    return [constant(struct.pack(">i", 8)), _big_endian(numbers)]


def _bytes(parts: Sequence[Any], count: int) -> memoryview:
    _, ends, data = _join(*parts).buffers()
    return memoryview(data)[: memoryview(ends).cast("q")[count]]


def _same_of_new(created_on: datetime) -> bytes:
    """Return what is the same of all new records: created, updated and seen now, not removed."""
    moment = sized(_bigint((created_on - _EPOCH) // timedelta(microseconds=1)))
    return moment * 3 + sized(_boolean(False))


def encode_fields(media_type: MediaType, row: Row) -> list[bytes]:
    """Return the columns of one clean row, in order, each with its length before it."""
    return [
        _NULL if (value := row[name]) is None else sized(encode(value))
        for name, encode in _encoders(media_type)
    ]


@cache
def _encoders(media_type: MediaType) -> list[tuple[str, Callable[[Any], bytes | None]]]:
    return [(column.name, _ENCODERS[column.kind]) for column in columns_of(media_type)]


def sized(field: bytes | None) -> bytes:
    """Return a field after its length; None is null."""
    return _NULL if field is None else struct.pack(">i", len(field)) + field


_integer = struct.Struct(">i").pack
_bigint = struct.Struct(">q").pack
_double = struct.Struct(">d").pack
_boolean = struct.Struct(">?").pack


def _json(value: Any) -> bytes | None:
    text = json_text(value)
    return None if text is None else _JSON_VERSION + text.encode()


def _texts(values: Sequence[str]) -> bytes:
    if not values:
        return _EMPTY_ARRAY
    count = struct.pack(">i", len(values))
    words = (sized(value.encode()) for value in values)
    return b"".join((_ONE_DIMENSION, count, _FIRST_INDEX, *words))


_ENCODERS: Mapping[ColumnKind, Callable[[Any], bytes | None]] = {
    ColumnKind.TEXT: str.encode,
    ColumnKind.URL: str.encode,
    ColumnKind.INTEGER: _integer,
    ColumnKind.BIGINT: _bigint,
    ColumnKind.NUMBER: _double,
    ColumnKind.BOOLEAN: _boolean,
    ColumnKind.JSON: _json,
    ColumnKind.TAGS: _json,
    ColumnKind.FILES: _json,
    ColumnKind.TEXT_ARRAY: _texts,
}


def _join(*parts: Any) -> Any:
    return pc.binary_join_element_wise(*parts, constant(b""))


def _sized_fields(fields: Any) -> tuple[Any, Any]:
    """Return the lengths that stand before fields, and the fields: nothing in place of null."""
    lengths: Any = pc.fill_null(pc.binary_length(fields).cast(pa.int32()), constant(-1))
    return _big_endian(lengths), pc.fill_null(fields, constant(b""))


def _big_endian(numbers: Any) -> Any:
    """Return int32, int64 or doubles as an array of 4 or 8 bytes each."""
    valid = numbers.is_valid().buffers()[1] if numbers.null_count else None
    data = array("i" if numbers.type == pa.int32() else "q")
    size = data.itemsize
    start = numbers.offset * size
    data.frombytes(memoryview(numbers.buffers()[1])[start : start + len(numbers) * size])
    data.byteswap()
    return _fixed(data, size, valid)


def _fixed(data: Any, size: int, valid: pa.Buffer | None = None) -> Any:
    """Return values of so many bytes each."""
    count = memoryview(data).nbytes // size
    buffers = [valid, _ends(count, size), pa.py_buffer(data)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), count, buffers)


@lru_cache(8)
def _ends(count: int, size: int) -> pa.Buffer:
    return pa.py_buffer(array("q", range(0, size * count + 1, size)))


def _text_fields(values: Any) -> Any:
    # Large: a row's fields together may have more than the 2 GiB that `binary` can hold.
    return values.cast(pa.large_binary())


def _json_fields(values: Any) -> Any:
    return _join(constant(_JSON_VERSION), _text_fields(values))


def _boolean_fields(values: Any) -> Any:
    return pc.if_else(values, constant(_boolean(True)), constant(_boolean(False)))


def _array_fields(values: Any) -> Any:
    words = _join(*_sized_fields(_text_fields(values.values)))
    lists: Any = pa.ListArray.from_arrays(values.offsets, words)
    counts = _big_endian(pc.list_value_length(values))  # null where the list is, and so is the rest
    head = (constant(_ONE_DIMENSION), counts, constant(_FIRST_INDEX))
    filled = _join(*head, pc.binary_join(lists, constant(b"")))
    empty: Any = pc.equal(pc.list_value_length(values), constant(0))
    return pc.if_else(empty, constant(_EMPTY_ARRAY), filled)


_FIELDS: Mapping[ColumnKind, Callable[[Any], Any]] = {
    ColumnKind.TEXT: _text_fields,
    ColumnKind.URL: _text_fields,
    ColumnKind.INTEGER: _big_endian,
    ColumnKind.BIGINT: _big_endian,
    ColumnKind.NUMBER: _big_endian,
    ColumnKind.BOOLEAN: _boolean_fields,
    ColumnKind.JSON: _json_fields,
    ColumnKind.TAGS: _json_fields,
    ColumnKind.FILES: _json_fields,
    ColumnKind.TEXT_ARRAY: _array_fields,
}


@lru_cache(typed=True)  # True is 1 otherwise
def constant(value: str | bytes | int | bool) -> Any:
    """Return an Arrow scalar: utf8, large binary, int32 or bool."""
    if isinstance(value, str):
        data = value.encode()
        ends = pa.py_buffer(array("i", [0, len(data)]))
        return pa.StringArray.from_buffers(1, ends, pa.py_buffer(data))[0]
    if isinstance(value, bytes):
        ends = pa.py_buffer(array("q", [0, len(value)]))
        kind = pa.large_binary()
        return pa.LargeBinaryArray.from_buffers(kind, 1, [None, ends, pa.py_buffer(value)])[0]
    if isinstance(value, bool):
        return pa.Array.from_buffers(pa.bool_(), 1, [None, pa.py_buffer(bytes([value]))])[0]
    return pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(array("i", [value]))])[0]
