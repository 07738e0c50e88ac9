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
_TEXTS = pa.list_(pa.string())
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def record_batch(rows: Rows, schema: pa.Schema) -> pa.RecordBatch:
    """Return rows, each with every column of the schema, as an Arrow batch; see `column`."""
    arrays = [column([row[field.name] for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def column(values: Sequence[Any], kind: pa.DataType) -> "pa.Array[Any]":
    """Return values, of which any may be None, as an Arrow array.

    Args:
        values: as Python has them.
        kind: strings, lists of strings, integers of 32 or 64 bits, doubles, booleans, or UTC
            timestamps in microseconds.

    Raises:
        OverflowError: an integer has more bits.
    """
    is_given = [value is not None for value in values]
    validity = None if all(is_given) else pa.py_buffer(_bits(is_given))
    if kind == _TEXTS:
        ends = accumulate((len(value or ()) for value in values), initial=0)
        texts = column([text for value in values for text in value or ()], pa.string())
        lists = [validity, pa.py_buffer(array("i", ends))]
        return pa.Array.from_buffers(kind, len(values), lists, children=[texts])
    buffers = [validity, *map(pa.py_buffer, _WRITERS[kind](values))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _bits(values: Iterable[bool]) -> bytes:
    """Pack booleans, the first one into the lowest bit of the first byte."""
    digits = "".join("1" if value else "0" for value in values)
    return int(digits[::-1] or "0", 2).to_bytes((len(digits) + 7) // 8, "little")


def _strings(values: Sequence[str | None]) -> list[bytes]:
    data = [(value or "").encode() for value in values]
    offsets = array("i", accumulate(map(len, data), initial=0))
    return [offsets.tobytes(), b"".join(data)]


def _integers(values: Iterable[int | None]) -> list[bytes]:
    return [array("q", (value or 0 for value in values)).tobytes()]


def _short_integers(values: Iterable[int | None]) -> list[bytes]:
    return [array("i", (value or 0 for value in values)).tobytes()]


def _doubles(values: Iterable[float | None]) -> list[bytes]:
    return [array("d", (value or 0.0 for value in values)).tobytes()]


def _booleans(values: Sequence[bool | None]) -> list[bytes]:
    return [_bits(map(bool, values))]


def _moments(values: Sequence[datetime | None]) -> list[bytes]:
    return _integers(None if v is None else (v - _EPOCH) // _MICROSECOND for v in values)


_WRITERS: dict[pa.DataType, Callable[[Sequence[Any]], list[bytes]]] = {
    pa.string(): _strings,
    pa.int64(): _integers,
    pa.int32(): _short_integers,
    pa.float64(): _doubles,
    pa.bool_(): _booleans,
    pa.timestamp("us", tz="UTC"): _moments,
}
