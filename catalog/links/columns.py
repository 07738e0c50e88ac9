"""Python rows to Arrow columns without pandas.

`pyarrow.array` imports pandas, if it is installed, to see whether it was given one of its objects:
a second or two and 60 MB in every worker, for a few thousand strings. Arrow's buffers are simple
enough to write down: a bit for each value that is there, offsets, the values.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import pyarrow as pa

Rows = Sequence[dict[str, Any]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def record_batch(rows: Rows, schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as an Arrow batch.

    Args:
        rows: one dict a row, with every column of the schema.
        schema: of strings, 64-bit integers, booleans and UTC timestamps in microseconds.
    """
    arrays = [_array([row[field.name] for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: list[Any], kind: pa.DataType) -> "pa.Array[Any]":
    validity = None if None not in values else pa.py_buffer(_bits(v is not None for v in values))
    buffers = [validity, *map(pa.py_buffer, _WRITERS[kind](values))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _bits(values: Iterable[bool]) -> bytes:
    """Pack booleans, the first one into the lowest bit of the first byte."""
    digits = "".join("1" if value else "0" for value in values)
    return int(digits[::-1] or "0", 2).to_bytes((len(digits) + 7) // 8, "little")


def _strings(values: list[str | None]) -> list[bytes]:
    data = [(value or "").encode() for value in values]
    offsets = array("i", accumulate(map(len, data), initial=0))
    return [offsets.tobytes(), b"".join(data)]


def _integers(values: Iterable[int | None]) -> list[bytes]:
    return [array("q", (value or 0 for value in values)).tobytes()]


def _booleans(values: list[bool | None]) -> list[bytes]:
    return [_bits(map(bool, values))]


def _moments(values: list[datetime | None]) -> list[bytes]:
    return _integers(None if v is None else (v - _EPOCH) // _MICROSECOND for v in values)


_WRITERS: dict[pa.DataType, Callable[[list[Any]], list[bytes]]] = {
    pa.string(): _strings,
    pa.int64(): _integers,
    pa.bool_(): _booleans,
    pa.timestamp("us", tz="UTC"): _moments,
}
