"""Cleaning: from what a provider or a file says to a row that every table and file can hold.

A row is cleaned by `STEPS`, in order, each with one job; nothing here reads files or asks anybody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from catalog.cleaning.losses import losses
from catalog.cleaning.steps import (
    ASSUMED,
    LONGEST_WORD,
    Plan,
    Step,
    clean_arrays,
    clean_booleans,
    clean_codes,
    clean_meta_data,
    clean_numbers,
    clean_titles,
    clean_urls,
    clean_words,
    default_source,
    parse_json_texts,
    plan_for,
    require_columns,
    settle_audio_set,
    settle_category,
    settle_files,
    settle_filetype,
    settle_ingestion_type,
    settle_license,
    settle_tags,
)
from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.records import CleanRow, MediaRecord, MediaType, Row, columns_of

# Once JSON text is read. What a step cannot use becomes null or what usually stands there, and is
# counted; a row knows which of its values nobody gave (`CleanRow.assumed`); what makes a row
# useless rejects it, with one of a few reasons. Cleaning a clean row changes nothing.
STEPS: tuple[Step, ...] = (
    clean_words,
    clean_codes,
    clean_urls,
    default_source,
    require_columns,
    settle_filetype,
    clean_titles,
    clean_meta_data,
    settle_license,
    clean_numbers,
    clean_booleans,
    clean_arrays,
    settle_tags,
    settle_files,
    settle_audio_set,
    settle_category,
    settle_ingestion_type,
)
# Of what the frame fills in, these are guesses; how it ingests, it knows.
_DEFAULTS = frozenset({"source", "category"})
# What only tables with such a column need.
_COLUMN_OF: Mapping[Step, str] = {
    clean_arrays: "genres",
    settle_files: "alt_files",
    settle_audio_set: "audio_set",
}


@cache
def steps_for(media_type: MediaType) -> tuple[Step, ...]:
    """Return the steps that change anything in a row of one table, in order."""
    names: tuple[str | None, ...] = (None, *_names(media_type))
    return tuple(step for step in STEPS if _COLUMN_OF.get(step) in names)


def clean(record: MediaRecord, *, dropped: Counter[str] | None = None) -> Row:
    """Return the clean row of a record; see `clean_all`.

    Raises:
        RecordRejected: `missing_<column>`, `invalid_license` or `wrong_media_type`.
    """
    (outcome,) = clean_all([record], dropped=dropped)
    return _accepted(outcome)


def clean_all(
    records: Sequence[MediaRecord],
    *,
    defaults: Mapping[MediaType, Mapping[str, Any]] | None = None,
    dropped: Counter[str] | None = None,
) -> list[Row | RecordRejected]:
    """Return for each record its clean row, or why there is none.

    Args:
        records: what a provider's parser made. A hundred at once take seven tenths of the time that
            they take one by one, for each step's code and data stay at hand.
        defaults: values for columns that a record of a media type leaves empty, such as its
            provider.
        dropped: counts the values that were given and could not be kept, as `dropped.<column>`,
            and those that could be kept in part only, as `dropped.part_of_<column>`.
    """
    outcomes: dict[int, Row | RecordRejected] = {}
    for media_type in {record.media_type for record in records}:
        numbers = [n for n, record in enumerate(records) if record.media_type == media_type]
        usual = (defaults or {}).get(media_type, {})
        rows = [_fields(records[number], usual) for number in numbers]
        outcomes |= zip(numbers, _run(rows, plan_for(media_type), dropped), strict=True)
    return [outcomes[number] for number in range(len(records))]


def clean_row(
    row: Mapping[str, Any], media_type: MediaType, *, dropped: Counter[str] | None = None
) -> Row:
    """Return the clean form of a flat row, such as a line of an old file.

    Columns that the row lacks are null, the values of keys that are no column are dropped; values
    may be texts as files hold them (numbers, truth values, JSON, PostgreSQL arrays).

    Raises:
        RecordRejected: as `clean`.
    """
    given: Row = {name: row.get(name) for name in _names(media_type)}
    given[ASSUMED] = []
    (outcome,) = _run([given], plan_for(media_type), dropped)
    cleaned = _accepted(outcome)
    if dropped is not None and (others := row.keys() - cleaned.keys()):
        dropped.update(f"dropped.{name:.{LONGEST_WORD}}" for name in others if row[name])
    return cleaned


def clean_rows(
    rows: Sequence[Mapping[str, Any]],
    media_type: MediaType,
    *,
    dropped: Counter[str] | None = None,
) -> list[Row | RecordRejected]:
    """Return for each flat row of a table its clean form, or why there is none; see `clean_all`."""
    names = _names(media_type)
    given: list[Row] = [{**{name: row.get(name) for name in names}, ASSUMED: []} for row in rows]
    return _run(given, plan_for(media_type), dropped)


def _accepted(outcome: Row | RecordRejected) -> Row:
    if isinstance(outcome, RecordRejected):
        raise outcome
    return outcome


def _run(
    rows: Sequence[Row], plan: Plan, dropped: Counter[str] | None
) -> list[Row | RecordRejected]:
    """Take every step with every row; a row that a step rejects takes none after it."""
    for row in rows:
        parse_json_texts(row, plan)
    given: list[Row] = [row.copy() for row in rows]
    rejections: dict[int, RecordRejected] = {}
    left = [*enumerate(rows)]
    for step in steps_for(plan.media_type):
        rejected = _take(step, left, plan)
        for number, rejection in rejected.items():
            rejections[number] = _explained(rejection, given[number])
        left = [each for each in left if each[0] not in rejected] if rejected else left
    if dropped is not None:
        for number, row in left:
            for name in losses(given[number], row, plan.media_type):
                dropped[f"dropped.{name}"] += 1
    return [rejections.get(n) or _finished(row) for n, row in enumerate(rows)]


def _finished(row: Row) -> CleanRow:
    assumed = row.pop(ASSUMED)
    clean = CleanRow(row)
    clean.assumed = assumed
    return clean


def _take(step: Step, rows: Iterable[tuple[int, Row]], plan: Plan) -> dict[int, RecordRejected]:
    """Take a step with each row; return which it rejects."""
    rejected: dict[int, RecordRejected] = {}
    for number, row in rows:
        try:
            step(row, plan)
        except RecordRejected as rejection:
            rejected[number] = rejection
    return rejected


def _explained(rejection: RecordRejected, given: Row) -> RecordRejected:
    """Describe the invalid value of a required column."""
    value = given.get(rejection.reason.removeprefix("missing_"))
    if rejection.detail or value is None:
        return RecordRejected(rejection.reason, rejection.detail)
    shown = value[:100] if isinstance(value, str) else value
    return RecordRejected(rejection.reason, f"not usable: {shown!r:.100}")


@cache
def _names(media_type: MediaType) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(media_type))


@cache
def _reader(media_type: MediaType) -> tuple[tuple[str, ...], "attrgetter[Any]"]:
    """Name the columns and read them from a record; its licence stands in for two of them."""
    licenses = {"license", "license_version"}
    names = _names(media_type)
    return names, attrgetter(*("license_info" if name in licenses else name for name in names))


def _fields(record: MediaRecord, usual: Mapping[str, Any]) -> Row:
    """Return a record as a row; its licence goes with it until it is settled."""
    names, read = _reader(record.media_type)
    row: Row = dict(zip(names, read(record), strict=True))
    row[ASSUMED] = assumed = []
    for name, value in usual.items():
        if not row[name]:
            row[name] = value
            if name in _DEFAULTS and value:
                assumed.append(name)
    found = record.license_info
    if isinstance(found, License):
        row["license"], row["license_version"] = found.slug, found.version
        row["license_info"] = found
    else:
        row["license"] = row["license_version"] = None
    return row
