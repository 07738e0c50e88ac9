"""Rows of an old table as rows of ours: cleaned as loading cleans them, or set aside."""

import math
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from catalog.cleaning import clean_rows
from catalog.cleaning.values import HIGHEST, integer, json_value, parsed, text_array
from catalog.database.adopt.forms import SourceTable
from catalog.database.copy_binary import encode_fields, sized
from catalog.errors import RecordRejected
from catalog.records import Column, ColumnKind, Row, columns_of
from catalog.urls import file_url

_JSON_KINDS = frozenset({ColumnKind.JSON, ColumnKind.TAGS, ColumnKind.FILES, ColumnKind.TEXT_ARRAY})
_POPULARITY = 5  # its place among the own columns of a table
_MOMENTS = (1, 2, 3)
_DELETED_ON = 6
# As timestamptz has them, in microseconds since 2000-01-01; both infinities are numbers as well.
_moment = struct.Struct(">q")
_FIRST_MOMENT = _moment.pack(0)
_DAY = 86_400_000_000
_EPOCH = date(2000, 1, 1).toordinal()
# What no record has (`is_moment`, migration 0097): moments outside of the years 1970 to 9999.
_EARLIEST = (date(1970, 1, 1).toordinal() - _EPOCH) * _DAY
_LATEST = (date.max.toordinal() + 1 - _EPOCH) * _DAY - 1
_double = struct.Struct(">d")
# As psycopg names them. What is kept as it is need not be understood: its bytes are passed on.
_TYPES = {
    ColumnKind.INTEGER: "int8",
    ColumnKind.BIGINT: "int8",
    ColumnKind.NUMBER: "float8",
    ColumnKind.BOOLEAN: "bool",
}


@dataclass(slots=True)
class Taken:
    """What became of some rows.

    Attributes:
        data: the rows for COPY, without what stands before the first and after the last.
        identifiers: whose they are.
        aside: identifiers of those that cannot be records, with reason and detail.
        counts: `rows`, `as_they_were`, `repaired.<column>`, `dropped.<column>`, `aside.<reason>`.
    """

    data: list[bytes] = field(default_factory=list)
    identifiers: list[UUID] = field(default_factory=list)
    aside: list[tuple[UUID, str, str | None]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def read_types(table: SourceTable) -> list[str]:
    """Return the types in which `SourceTable.selected` is read, for psycopg."""
    kinds = (_TYPES.get(column.kind, "text") for column in columns_of(table.media_type))
    return [*("bytea" for _ in table.own), *kinds, "text"]


def written(table: SourceTable) -> list[str]:
    """Name the columns of a row in `Taken.data`, in order."""
    return [*table.own, *(column.name for column in columns_of(table.media_type))]


def take(table: SourceTable, rows: Sequence[tuple[Any, ...]]) -> Taken:
    """Clean rows as they were read.

    What is kept beside a record is passed on byte for byte. Only a score that is none is dropped.
    """
    taken = Taken()
    taken.counts["rows"] += len(rows)
    given = [_given(table, row) for row in rows]
    dropped: Counter[str] = Counter()
    outcomes = clean_rows(given, table.media_type, dropped=dropped)
    for raw, before, outcome in zip(rows, given, outcomes, strict=True):
        own = [*raw[: len(table.own)]]
        identifier = UUID(bytes=bytes(own[0]))
        cleaned = _settled(table, identifier, before, outcome, taken)
        if cleaned is None:
            continue
        _settle_own(table, own, taken.counts)
        taken.data.append(_encoded(table, own, cleaned))
        taken.identifiers.append(identifier)
    taken.counts.update(dropped)
    return taken


def _given(table: SourceTable, raw: tuple[Any, ...]) -> Row:
    """Return the record in a row, its JSON read; a licence's own column goes into meta_data."""
    values = raw[len(table.own) : -1]
    row: Row = {}
    for column, value in zip(columns_of(table.media_type), values, strict=True):
        is_text = value is not None and column.kind in _JSON_KINDS
        row[column.name] = parsed(value) if is_text else value
    link = raw[-1]
    meta = row["meta_data"]
    if link and (meta is None or isinstance(meta, dict) and not meta.get("license_url")):
        row["meta_data"] = {**(meta or {}), "license_url": link}
    return row


def _settled(
    table: SourceTable,
    identifier: UUID,
    before: Row,
    outcome: Row | RecordRejected,
    taken: Taken,
) -> Row | None:
    if isinstance(outcome, RecordRejected):
        if table.is_deleted:
            taken.counts["kept_as_it_was"] += 1
            return _tombstone(table, identifier, before)
        taken.counts[f"aside.{outcome.reason}"] += 1
        taken.aside.append((identifier, outcome.reason, outcome.detail or None))
        return None
    differing = [name for name, value in outcome.items() if value != before[name]]
    taken.counts.update(f"repaired.{name}" for name in differing)
    taken.counts["repaired" if differing else "as_they_were"] += 1
    return outcome


def _tombstone(table: SourceTable, identifier: UUID, before: Row) -> Row:
    """Return what was deleted as it was: it must keep its file out, whatever else it lacks."""
    row = dict(before)
    row["url"] = file_url(row["url"] or "") or row["url"]
    row["foreign_identifier"] = row["foreign_identifier"] or str(identifier)
    for column in columns_of(table.media_type):
        row[column.name] = _storable(column, row[column.name])
    return row


def _storable(column: Column, value: Any) -> Any:
    if value is None:
        return "" if column.required else None
    if column.kind is ColumnKind.TEXT_ARRAY:
        return text_array(value, None)
    if column.kind in _JSON_KINDS:
        return json_value(value)
    if column.kind in HIGHEST:
        return integer(value, HIGHEST[column.kind])
    return value[: column.limit] if isinstance(value, str) else value


def _settle_own(table: SourceTable, own: list[bytes | None], counts: Counter[str]) -> None:
    """Drop a score that is none; a moment that is none becomes the row's latest other one."""
    places = [*_MOMENTS, *([_DELETED_ON] if table.is_deleted else [])]
    moments = [own[place] for place in _MOMENTS if not _is_no_moment(own[place])]
    for place in places:
        if _is_no_moment(own[place]):
            known = (each for each in moments if each)
            own[place] = max(known, key=_moment.unpack, default=_FIRST_MOMENT)
            counts[f"repaired.{table.own[place]}"] += 1
    field = own[_POPULARITY]
    if field is not None:
        (score,) = _double.unpack(field)
        if not math.isfinite(score) or not 0 <= score <= 1:
            own[_POPULARITY] = None
            counts["dropped.standardized_popularity"] += 1


def _is_no_moment(moment: bytes | None) -> bool:
    return moment is not None and not _EARLIEST <= _moment.unpack(moment)[0] <= _LATEST


def _encoded(table: SourceTable, own: Sequence[bytes | None], row: Row) -> bytes:
    fields = encode_fields(table.media_type, row)
    count = struct.pack(">h", len(own) + len(columns_of(table.media_type)))
    return b"".join((count, *map(sized, own), *fields))
