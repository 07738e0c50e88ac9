"""Rows as PostgreSQL's COPY reads them: CSV, values in quotes, nulls empty.

Nothing here calls `pyarrow.array` or `pyarrow.scalar`: they import pandas, which costs a second and
45 MB of a load's memory.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from catalog.records import Kind, MediaType, Row, columns_of
from catalog.sinks import json_text

_CSV = pa_csv.WriteOptions(include_header=False, quoting_style="all_valid")
_JSON = frozenset({Kind.JSON, Kind.TAGS, Kind.FILES})


def encode_rows(media_type: MediaType, rows: Iterable[tuple[int, Row]]) -> bytes:
    """Return clean rows, each after its line number, in the order of the landing schema."""
    columns = [(column.name, column.kind) for column in columns_of(media_type)]
    lines = (
        ",".join([str(line), *(_field(row[name], kind) for name, kind in columns)])
        for line, row in rows
    )
    return ("\n".join(lines) + "\n").encode()


def _field(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind in _JSON:
        value = json_text(value) or ""
    elif kind is Kind.TEXT_ARRAY:
        value = array_literal(value)
    text = str(value).replace('"', '""')
    return f'"{text}"' if text or kind not in _JSON else ""


def array_literal(values: Sequence[str]) -> str:
    r"""Return a list as PostgreSQL reads arrays.

    >>> print(array_literal(["trip hop", 'a "b"\\']))
    {"trip hop","a \"b\"\\"}
    """
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in escaped) + "}"


def encode_batch(lines: Sequence[int], batch: pa.RecordBatch) -> memoryview:
    """Return a batch of the landing schema, each row after its line number."""
    numbers = pa.py_buffer(array("q", lines))
    first: Any = pa.Array.from_buffers(pa.int64(), len(lines), [None, numbers])
    columns = [first, *(_flat(column) for column in batch.columns)]
    table = pa.Table.from_arrays(columns, names=["line", *batch.schema.names])
    stream = pa.BufferOutputStream()
    pa_csv.write_csv(table, stream, _CSV)
    return memoryview(stream.getvalue())


def constant(value: str | int | bool) -> Any:
    """Return an Arrow scalar: utf8, int32 or bool."""
    if isinstance(value, str):
        data = value.encode()
        ends = pa.py_buffer(array("i", [0, len(data)]))
        return pa.StringArray.from_buffers(1, ends, pa.py_buffer(data))[0]
    if isinstance(value, bool):
        return pa.Array.from_buffers(pa.bool_(), 1, [None, pa.py_buffer(bytes([value]))])[0]
    return pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(array("i", [value]))])[0]


def _flat(column: Any) -> Any:
    """Return a column of lists as a column of array literals, any other as it is."""
    if not pa.types.is_list(column.type):
        return column
    words: Any = pc.replace_substring(column.values, "\\", "\\\\")
    words = pc.replace_substring(words, '"', '\\"')
    lists: Any = pa.ListArray.from_arrays(column.offsets, words, mask=column.is_null())
    joined: Any = pc.binary_join(lists, '","')
    parts: Any = (constant('{"'), joined, constant('"}'), constant(""))
    literals: Any = pc.binary_join_element_wise(*parts)
    empty: Any = pc.equal(pc.list_value_length(column), constant(0))
    return pc.if_else(empty, constant("{}"), literals)
