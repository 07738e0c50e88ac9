"""What a row lost in cleaning: each value that was given and could not be kept, whole or in part.

A value that is only written another way is kept. Most values are not even that, so the cheap
comparison comes first.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import compress
from operator import is_not
from typing import Any

from catalog.cleaning import values
from catalog.cleaning.tags import is_kept
from catalog.cleaning.vocabulary import FILETYPE_ALIASES, INGESTION_ALIASES
from catalog.licenses import LONGEST_URL
from catalog.records import TABLES, Column, ColumnKind, MediaType, Row, TooLong, columns_of
from catalog.text import clean_code, clean_text, clean_title
from catalog.urls import clean_url

_SEVERAL = (list, tuple, set, frozenset)
_CONTAINERS = (Mapping, *_SEVERAL)

WHOLE, PART = "", "part_of_"
# Says what of a value is missing in what became of it; nothing: None.
Judge = Callable[[Any, Any], str | None]


def losses(given: Row, row: Row, media_type: MediaType) -> Iterator[str]:
    """Yield `<column>` for a value that is gone, `part_of_<column>` for one that is not whole.

    The given row is that before cleaning, with its JSON texts read where that was possible, and its
    columns in the same order.
    """
    judges = _judges(media_type)
    for name in compress(row, map(is_not, row.values(), given.values())):
        before, value = given[name], row[name]
        if not before:
            continue
        if value is None:
            if _holds_something(before):
                yield name
        elif name in judges and value != before:
            missing = judges[name](before, value)
            if missing is not None:
                yield missing + name


@cache
def _judges(media_type: MediaType) -> Mapping[str, Judge]:
    """Return what judges each column whose value can be replaced, or kept in part."""
    found = {column.name: _judge(column, media_type) for column in columns_of(media_type)}
    return {name: judge for name, judge in found.items() if judge}


def _judge(column: Column, media_type: MediaType) -> Judge | None:
    if column.kind is ColumnKind.FILES:
        return partial(_files, TABLES[media_type].filetypes)
    if column.kind is ColumnKind.TEXT_ARRAY:
        return partial(_words, column.limit)
    if column.kind is ColumnKind.TEXT and column.too_long is TooLong.TRUNCATE:
        return partial(_title, column.limit or 0)
    return _BY_NAME.get(column.name) or _BY_KIND.get(column.kind)


def _code(before: Any, kept: str) -> str | None:
    return None if clean_code(values.text(before)) == kept else WHOLE


def _category(before: Any, kept: str) -> str | None:
    word = (clean_code(values.text(before)) or "").lower()
    return None if kept in {word, word.strip('{}"')} else WHOLE


def _ingestion_type(before: Any, kept: str) -> str | None:
    word = clean_code(values.text(before)) or ""
    return None if INGESTION_ALIASES.get(word, word) == kept else WHOLE


def _filetype(before: Any, kept: str) -> str | None:
    return None if values.filetype_word(before, FILETYPE_ALIASES) == kept else WHOLE


def _title(limit: int, before: Any, _kept: str) -> str | None:
    given = values.text(before)
    if len(given) <= limit:
        return None
    return PART if len(clean_title(given, 4 * limit) or "") > limit else None


def _object(before: Any, kept: Any) -> str | None:
    if type(before) is not dict and not isinstance(before, Mapping):
        return WHOLE
    return PART if _is_cut_object(before, kept) or _is_long_link(before) else None


def _is_long_link(before: Mapping[Any, Any]) -> bool:
    """Say whether a licence's link is too long, so that the canonical one stands there."""
    link = before.get("raw_license_url")
    return isinstance(link, str) and len(link) > LONGEST_URL


def _is_cut_object(before: Mapping[Any, Any], kept: Mapping[Any, Any]) -> bool:
    if before.items() <= kept.items():
        return False
    for key, item in before.items():  # `any` takes twice as long
        if item is None or item == "" or kept.get(key) == item:
            continue
        if _is_cut(item, kept.get(_key(key))):
            return True
    return False


def _is_cut(before: Any, kept: Any) -> bool:
    """Say whether something in a JSON value is gone, or a text in it is shorter."""
    if kept is None:
        return _holds_something(before)
    if isinstance(kept, str) and isinstance(before, _CONTAINERS):
        return _holds_something(before)  # a licence's link is put where an object was
    if isinstance(before, str):
        return len(before) > values.LONGEST_LEAF
    if isinstance(before, Mapping):
        return _is_cut_object(before, kept)
    if isinstance(before, _SEVERAL):
        items = [item for item in before if _holds_something(item)]
        return len(items) > len(kept) or any(map(_is_cut, items, kept))
    return not isinstance(before, int | float | Decimal | date)


def _key(key: Any) -> str | None:
    return (
        values.clean_key(key) if isinstance(key, str) and len(key) <= values.LONGEST_KEY else None
    )


def _holds_something(value: Any, depth: int = 0) -> bool:
    if value is None or depth > values.DEEPEST:
        return value is not None
    if isinstance(value, str):
        return bool(value.strip()) and value.strip() not in {"{}", "[]"}
    items = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, _CONTAINERS):
        return any(_holds_something(item, depth + 1) for item in items)
    return True


def _tags(before: Any, kept: Any) -> str | None:
    if len(before) == len(kept) and {*map(type, before)} == {str}:
        return None
    return None if all(map(is_kept, before)) else PART


def _words(limit: int | None, before: Any, _kept: Any) -> str | None:
    items = values.array_items(before) if isinstance(before, str) else before
    return None if all(_is_word(item, limit) for item in items) else PART


def _is_word(item: Any, limit: int | None) -> bool:
    if isinstance(item, str):
        return clean_text(item, limit) is not None or not item.strip()
    return item is None


def _files(filetypes: frozenset[str], before: Any, _kept: Any) -> str | None:
    return None if all(_is_whole_file(file, filetypes) for file in before) else PART


def _is_whole_file(file: Any, filetypes: frozenset[str]) -> bool:
    if not isinstance(file, Mapping) or not isinstance(file.get("url"), str):
        return file is None
    declared = file.get("filetype")
    if declared and values.filetype_word(declared, FILETYPE_ALIASES) not in filetypes:
        return False
    numbers = (
        values.integer(file[name], values.HIGHEST[kind])
        for name, kind in values.FILE_NUMBERS.items()
        if file.get(name) is not None
    )
    return clean_url(file["url"]) is not None and None not in numbers


_BY_NAME: Mapping[str, Judge] = {
    "source": _code,
    "audio_set_foreign_identifier": _code,
    "category": _category,
    "ingestion_type": _ingestion_type,
    "filetype": _filetype,
}
_BY_KIND: Mapping[ColumnKind, Judge] = {ColumnKind.JSON: _object, ColumnKind.TAGS: _tags}
