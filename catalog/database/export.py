"""Write chosen records to a file: streamed, so that memory does not grow with their number.

Every file says what the data may not be used for: a Parquet file in its footer, a CSV or JSON Lines
file in `<file>-metadata.json` beside it, which is where the W3C's "CSV on the Web" looks for it
(https://www.w3.org/TR/tabular-data-primer/, read November 2026).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, Literal, Protocol

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.selection import Selection, refused_sql
from catalog.database.sql import statement
from catalog.files.columns import column
from catalog.landing import json_text, landing_schema
from catalog.records import MediaType

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl")
DATA_POLICY = (
    "Not provided for military applications or for training image recognition without the team's "
    "review. Each record has its own licence: see license, license_version and meta_data."
)
_BATCH = 2000
_ROW_GROUP = 20_000
_MOMENT = pa.timestamp("us", tz="UTC")
Batch = Sequence[Sequence[Any]]


def export_schema(media_type: MediaType) -> pa.Schema:
    """Return an export's columns: those of landing files, between what the database adds."""
    first: list[pa.Field[Any]] = [
        pa.field("identifier", pa.string()),
        pa.field("created_on", _MOMENT),
        pa.field("updated_on", _MOMENT),
    ]
    last: list[pa.Field[Any]] = [
        pa.field("last_synced_with_source", _MOMENT),
        pa.field("removed_from_source", pa.bool_()),
        pa.field("standardized_popularity", pa.float64()),
    ]
    return pa.schema([*first, *landing_schema(media_type), *last])


def export(
    connection: Connection,
    media_type: MediaType,
    selections: Sequence[Selection],
    stream: BinaryIO,
    form: Format,
    progress: Callable[[int], None] = lambda rows: None,
) -> int:
    """Write the records that all selections name; return how many. Reads only.

    The connection is outside a transaction. No selection names all records. Progress is told the
    rows written so far.

    Raises:
        UsageError: a selection's condition is not good SQL.
    """
    with refused_sql("the condition"), connection.transaction():
        connection.execute(statement("read_only"))
        writer = writer_of(form, stream, export_schema(media_type), media_type)
        return write_all(writer, record_batches(connection, media_type, selections), progress)


def metadata(media_type: MediaType, form: str, name: str = "") -> dict[str, Any]:
    """Return what a file says of itself, in the words of CSV on the Web and Dublin Core."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:title": f"Openverse catalog: {media_type} records",
        "dc:format": form,
        "dc:created": datetime.now(UTC).isoformat(timespec="seconds"),
        "dc:rights": DATA_POLICY,
    }


def metadata_file(media_type: MediaType, form: Format, name: str) -> bytes:
    """Return the text of the metadata that lies beside a text file of that name."""
    description = metadata(media_type, form, name)
    return orjson.dumps(description, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def record_batches(
    connection: Connection, media_type: MediaType, selections: Sequence[Selection] = ()
) -> Iterator[Batch]:
    """Yield the records that all selections name, with the columns of `export_schema`."""
    parameters: dict[str, Any] = {}
    for selection in selections:
        parameters |= selection.parameters
    query = sql.SQL(statement("export_records")).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, export_schema(media_type).names)),
        media=sql.Identifier(media_type),
        condition=_condition(selections),
    )
    return streamed(connection, query, parameters)


def record_batches_by_provider(connection: Connection, media_type: MediaType) -> Iterator[Batch]:
    """Yield all records, one provider's after another's, with the columns of `export_schema`."""
    query = sql.SQL(statement("export_by_provider")).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, export_schema(media_type).names)),
        media=sql.Identifier(media_type),
    )
    return streamed(connection, query, {})


def streamed(
    connection: Connection, query: sql.Composed, parameters: Mapping[str, Any]
) -> Iterator[Batch]:
    """Yield what a query finds, some rows at a time, so that memory does not grow with them."""
    with connection.cursor(name="streamed") as cursor:
        cursor.execute(query, parameters)
        while batch := cursor.fetchmany(_BATCH):
            yield batch


def _condition(selections: Sequence[Selection]) -> sql.Composable:
    if not selections:
        return sql.SQL(statement("every_record"))
    every = sql.SQL("\nINTERSECT\n").join(selection.query for selection in selections)
    return sql.SQL(statement("in_selections")).format(selection=every)


class Writer(Protocol):
    """What takes rows, a batch at a time."""

    def write(self, batch: Batch) -> None:
        """Write rows."""

    def flush(self) -> None:
        """Let nothing that was written wait in memory."""

    def close(self, *, whole: bool) -> None:
        """End the file; `whole` unless something failed."""


def write_all(writer: Writer, batches: Iterable[Batch], progress: Callable[[int], None]) -> int:
    """Write rows as they come, telling how many so far, and end the file; return how many."""
    written, whole = 0, False
    try:
        for batch in batches:
            writer.write(batch)
            written += len(batch)
            progress(written)
        whole = True
    finally:
        writer.close(whole=whole)
    return written


class _CsvWriter:
    def __init__(self, stream: BinaryIO, schema: pa.Schema, _: MediaType) -> None:
        self._stream = stream
        self.write([schema.names])

    def write(self, batch: Batch) -> None:
        text = io.StringIO(newline="")
        rows = [[_cell(value) for value in row] for row in batch]
        csv.writer(text, lineterminator="\n").writerows(rows)
        self._stream.write(text.getvalue().encode())

    def flush(self) -> None:
        self._stream.flush()

    def close(self, *, whole: bool) -> None:
        self._stream.flush()


class _JsonWriter:
    def __init__(self, stream: BinaryIO, schema: pa.Schema, _: MediaType) -> None:
        self._stream, self._names = stream, schema.names

    def write(self, batch: Batch) -> None:
        for row in batch:
            record = dict(zip(self._names, row, strict=True))
            self._stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))

    def flush(self) -> None:
        self._stream.flush()

    def close(self, *, whole: bool) -> None:
        self._stream.flush()


class _ParquetWriter:
    def __init__(self, stream: BinaryIO, schema: pa.Schema, media_type: MediaType) -> None:
        description = {name: str(value) for name, value in metadata(media_type, "parquet").items()}
        self._schema = schema.with_metadata(description)
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[Sequence[Any]] = []

    def write(self, batch: Batch) -> None:
        self._rows.extend(batch)
        if len(self._rows) >= _ROW_GROUP:
            self.flush()

    def close(self, *, whole: bool) -> None:
        if whole:
            self.flush()
        self._writer.close()

    def flush(self) -> None:
        if not self._rows:
            return
        columns: Mapping[str, Sequence[Any]] = dict(
            zip(self._schema.names, zip(*self._rows, strict=True), strict=True)
        )
        arrays = [_array(field, columns[field.name]) for field in self._schema]
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._rows = []


def _array(field: "pa.Field[Any]", values: Sequence[Any]) -> "pa.Array[Any]":
    if field.type == pa.string():
        values = [value if isinstance(value, str) else _text(value) for value in values]
    return column(values, field.type)


def _text(value: Any) -> str | None:
    return json_text(value) if isinstance(value, dict | list | None) else str(value)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json_text(value) if isinstance(value, dict | list) else value


_WRITERS: Mapping[Format, Callable[[BinaryIO, pa.Schema, MediaType], Writer]] = {
    "parquet": _ParquetWriter,
    "csv": _CsvWriter,
    "jsonl": _JsonWriter,
}


def writer_of(form: Format, stream: BinaryIO, schema: pa.Schema, media_type: MediaType) -> Writer:
    """Return what writes rows of a schema in a format."""
    return _WRITERS[form](stream, schema, media_type)
