"""The landing zone: rows as Parquet files, one layout for everything that is later loaded.

A landing file lies at `<media>/<provider>/year=YYYY/month=MM/day=DD[/reingestion=YYYY-MM-DD]/` and
has one column for each of `COLUMNS`. Values that are objects or lists of objects are kept as JSON
text, so that a file reads the same in Arrow, DuckDB, Athena and PostgreSQL. A last column,
`assumed`, names for each row the columns whose values nobody gave; a file without such rows may
lack it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from catalog.files import storage
from catalog.files.columns import column as arrow_column
from catalog.records import Column, ColumnKind, MediaType, Row, columns_of

# In the footer of a file whose rows `catalog.cleaning` made: a loader need not clean them again.
# The number goes up with every change of the cleaning rules.
CLEANED: Mapping[bytes, bytes] = {b"catalog.cleaned": b"2"}

ASSUMED = pa.field("assumed", pa.list_(pa.string()))
_JSON_KINDS = frozenset({ColumnKind.JSON, ColumnKind.TAGS, ColumnKind.FILES})
_TYPES: Mapping[ColumnKind, pa.DataType] = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.URL: pa.string(),
    ColumnKind.INTEGER: pa.int32(),
    ColumnKind.BIGINT: pa.int64(),
    ColumnKind.NUMBER: pa.float64(),
    ColumnKind.BOOLEAN: pa.bool_(),
    ColumnKind.JSON: pa.string(),
    ColumnKind.TAGS: pa.string(),
    ColumnKind.FILES: pa.string(),
    ColumnKind.TEXT_ARRAY: pa.list_(pa.string()),
}


@cache
def landing_schema(media_type: MediaType) -> pa.Schema:
    """Return the schema of landing files of one media type, in the order of `COLUMNS`."""
    columns = columns_of(media_type)
    return pa.schema([pa.field(column.name, _TYPES[column.kind]) for column in columns])


def landing_folder(
    media_type: MediaType, provider: str, *, day: date, reingestion: date | None = None
) -> str:
    """Return where one provider's files of one day lie, below the output.

    Args:
        media_type: which table the rows are for.
        provider: the provider's slug.
        day: the day that is ingested; for an undated provider the day on which the run began.
        reingestion: the day on which the day was ingested again.

    >>> landing_folder("image", "met", day=date(2026, 10, 3), reingestion=date(2026, 11, 23))
    'image/met/year=2026/month=10/day=03/reingestion=2026-11-23'
    """
    folder = f"{media_type}/{provider}/year={day:%Y}/month={day:%m}/day={day:%d}"
    return f"{folder}/reingestion={reingestion}" if reingestion else folder


def landing_uri(
    output: str,
    media_type: MediaType,
    provider: str,
    *,
    day: date,
    name: str,
    reingestion: date | None = None,
) -> str:
    """Return the full place of one landing file; `name` comes without `.parquet`."""
    folder = landing_folder(media_type, provider, day=day, reingestion=reingestion)
    return storage.join(output, folder, f"{name}.parquet")


def landing_table(media_type: MediaType, rows: Sequence[Row]) -> pa.Table:
    """Turn clean rows into a table of the landing schema; a column that a row lacks is null."""
    schema = landing_schema(media_type)
    arrays = [
        arrow_column(_values(column, rows), field.type)
        for column, field in zip(columns_of(media_type), schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _values(column: Column, rows: Sequence[Row]) -> list[Any]:
    name = column.name
    if column.kind not in _JSON_KINDS:
        return [row.get(name) for row in rows]
    return [json_text(row.get(name)) for row in rows]


def json_text(value: Any) -> str | None:
    """Return a value as compact JSON text with sorted keys; nothing (None, {}, []) is None.

    >>> json_text({"b": 1, "a": "ü"})
    '{"a":"ü","b":1}'
    """
    if not value:
        return None
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def write_landing_file(uri: str, media_type: MediaType, rows: Sequence[Row]) -> int:
    """Write clean rows as one landing file, atomically; return its bytes."""
    table = landing_table(media_type, rows)
    assumed = [getattr(row, "assumed", None) or None for row in rows]
    if any(assumed):
        table = table.append_column(ASSUMED, arrow_column(assumed, ASSUMED.type))
    table = table.replace_schema_metadata(dict(CLEANED))
    with storage.open_write(uri) as path:
        pq.write_table(table, path, compression="zstd")
        return path.stat().st_size
