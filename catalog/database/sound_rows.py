"""Which rows of a landing file are as clean as its footer says, judged column by column.

A footer is a claim of whoever wrote the file. A row for which a check fails is cleaned like any
other, which repairs or rejects it, so the checks may be stricter than the rules of cleaning; they
must let nothing pass that those would not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from catalog.cleaning.vocabulary import INGESTION_TYPES
from catalog.database.copy_binary import constant
from catalog.licenses import ALLOWED_PAIRS
from catalog.records import TABLES, Column, ColumnKind, MediaType, TooLong, columns_of
from catalog.urls import NEEDED_ESCAPE, is_public_host

# Scheme, a host in lower case, what needs no escape, and needed escapes in upper case: no other
# spelling of the address would be clean. No segment begins with a dot: `.` and `..` are none.
_SEGMENT = (
    rf"(?:[!{{0}}$&--0-;=?-\[\]_a-z~]|{NEEDED_ESCAPE})"
    rf"(?:[!{{0}}$&-.0-;=?-\[\]_a-z~]|{NEEDED_ESCAPE})*"
)
_HOST = r"^https?://[a-z0-9.-]+"
_URL = rf"{_HOST}(?:/(?:{_SEGMENT.format('#')})?)*$"
_FILE_URL = rf"{_HOST}(?:/(?:{_SEGMENT.format('')})?)+$"
# Between texts that are looked through together; one that holds it is cleaned, which does no harm.
_BETWEEN = "\ue000"
# White space at an end or in another form than one space, controls, and marks that nobody sees.
_UNCLEAN = (
    r"(?:^|\x{e000})\s|\s(?:$|\x{e000})|\s\s|"
    r"[\x00-\x1f\x7f-\x9f\"\x{ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}]"
)
_MARKUP = r"<[A-Za-z/!]|&[A-Za-z#]"
# As JSON writes tags that say what `clean_tags` keeps.
_WORDS = r'"(?:[^"\\]|\\.)+"'
_SHARE = r"(?:0(?:\.[0-9]+)?|1(?:\.0)?|[1-9](?:\.[0-9]+)?e-[0-9]+)"
_TAGS = (
    rf'^(?:[\[,]\{{(?:"name":{_WORDS},"provider":{_WORDS}|"provider":{_WORDS},"name":{_WORDS})'
    rf'(?:,"accuracy":{_SHARE})?\}})+\]$'
)
_PAIRS = frozenset(f"{slug} {version}" for slug, version in ALLOWED_PAIRS)
_OPENING = {ColumnKind.JSON: "{", ColumnKind.FILES: "["}


def sound_rows(batch: pa.RecordBatch, media_type: MediaType) -> pa.BooleanArray:
    """Return for each row whether it may be stored as it is."""
    columns = columns_of(media_type)
    sound = _allowed(batch["license"], batch["license_version"])
    for column in columns:
        if column.required:
            sound = pc.and_(sound, pc.is_valid(batch[column.name]))
    given = [c for c in columns if batch[c.name].null_count < batch.num_rows]
    for condition in _conditions(batch, given, media_type):
        # A condition on a value that is null holds. Of most batches every row meets every one.
        if pc.all(condition).as_py() is False:
            sound = pc.and_(sound, pc.fill_null(condition, constant(True)))
    return sound  # type: ignore[no-any-return]  # the stubs know no element-wise logic on arrays


def _conditions(
    batch: pa.RecordBatch, columns: Sequence[Column], media_type: MediaType
) -> Iterator[Any]:
    texts = [column for column in columns if column.kind is ColumnKind.TEXT]
    long = [batch[column.name] for column in texts if column.too_long is TooLong.TRUNCATE]
    short = [batch[column.name] for column in texts if column.too_long is not TooLong.TRUNCATE]
    yield from _are_clean(long, f"{_UNCLEAN}|{_MARKUP}")
    yield from _are_clean(short, _UNCLEAN)
    for column in columns:
        yield from _checks(column, batch[column.name], media_type)


def _are_clean(texts: Sequence[Any], unclean: str) -> Iterator[Any]:
    """Yield for each row whether all its texts are clean: joined, for to begin is what costs."""
    if texts:
        joined = pc.binary_join_element_wise(
            *texts, constant(_BETWEEN), null_handling="replace", null_replacement=""
        )
        yield pc.invert(pc.match_substring_regex(joined, unclean))


def _checks(column: Column, values: Any, media_type: MediaType) -> Iterator[Any]:
    if column.limit and column.kind in {ColumnKind.TEXT, ColumnKind.URL}:
        # In bytes, of which no text has fewer than characters.
        length = pc.binary_length(values)
        yield pc.less_equal(length, constant(column.limit))
        yield pc.greater(length, constant(0))
    if column.kind is ColumnKind.URL:
        yield pc.match_substring_regex(values, _FILE_URL if column.name == "url" else _URL)
        yield _are_public(values)
    if column.kind in {ColumnKind.INTEGER, ColumnKind.BIGINT, ColumnKind.NUMBER}:
        zero: Any = constant(0)
        yield pc.greater_equal(values, zero.cast(values.type))
    if column.kind in _OPENING:
        yield pc.starts_with(values, _OPENING[column.kind])
        yield pc.greater(pc.binary_length(values), constant(2))  # {} and [] are null
    if column.kind is ColumnKind.TAGS:
        yield pc.match_substring_regex(values, _TAGS)
    known = _words(media_type).get(column.name)
    if known is not None:
        yield _is_one_of(values, known.__contains__)
    if column.name == "provider":
        yield _is_one_of(values, lambda provider: "/" not in provider)


@cache
def _words(media_type: MediaType) -> Mapping[str, frozenset[str]]:
    table = TABLES[media_type]
    return {
        "category": table.categories,
        "filetype": table.filetypes,
        "ingestion_type": INGESTION_TYPES,
    }


def _are_public(urls: Any) -> Any:
    hosts: Any = pc.struct_field(pc.extract_regex(urls, r"^https?://(?P<host>[^/:?#]*)"), "host")
    return _is_one_of(hosts, lambda host: is_public_host(host) and not host.endswith("."))


def _is_one_of(values: Any, is_known: Callable[[str], bool]) -> Any:
    """Return for each value whether it is known, asking once for each that occurs."""
    found: Any = None
    for value in pc.unique(values).to_pylist():
        if value is not None and not is_known(value):
            other = pc.not_equal(values, constant(value))
            found = other if found is None else pc.and_kleene(found, other)
    return pc.is_in(values, value_set=values) if found is None else found


def _allowed(licenses: Any, versions: Any) -> Any:
    pairs: Any = pc.binary_join_element_wise(licenses, versions, constant(" "))
    return pc.and_(
        pc.is_valid(pairs), pc.fill_null(_is_one_of(pairs, _PAIRS.__contains__), constant(False))
    )
