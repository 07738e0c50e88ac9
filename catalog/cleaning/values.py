"""One value at a time: whatever a source gave, to what a column of a kind can hold, or None."""

import ast
import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from catalog.numbers import LONGEST_NUMBER, read_number
from catalog.records import ColumnKind
from catalog.text import clean_text, is_plain
from catalog.urls import extension, file_url, url_key

HIGHEST: Mapping[ColumnKind, int] = {ColumnKind.INTEGER: 2**31 - 1, ColumnKind.BIGINT: 2**63 - 1}
# A leaf of a JSON value is cut here; nothing inside more than so many levels is kept.
LONGEST_LEAF = 100_000
LONGEST_KEY = 500
DEEPEST = 100
# A JSON or array text that is longer is not read.
LONGEST_JSON = 16_000_000
# Integers above it are no JSON numbers to most readers, and none to orjson.
_HIGHEST_JSON = 2**63 - 1
FILE_NUMBERS: Mapping[str, ColumnKind] = {
    "filesize": ColumnKind.BIGINT,
    "bit_rate": ColumnKind.INTEGER,
    "sample_rate": ColumnKind.INTEGER,
    "duration": ColumnKind.BIGINT,
}
# An element without an end reaches to the end of the text, so that no text is read twice.
_ELEMENT = re.compile(r'"((?:[^"\\]++|\\.|\\\Z)*)(?:"|\Z)|([^",]+)', re.DOTALL)
# A comma after the last item of a JSON object or list; the other alternative passes by texts.
_LAST_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*(?:"|\\?\Z))|,(?=\s*+[}\]])', re.DOTALL)
_LONG_NUMBER = re.compile(r"[0-9]{16}|[0-9.]{18}")
# Python's own notation is read up to so many characters.
LONGEST_LITERAL = 100_000
_TRUE = frozenset({"True", "true", "t", "T"})
_FALSE = frozenset({"False", "false", "f", "F"})


def integer(value: Any, highest: int) -> int | None:
    """Return the whole part of a number from 0 to `highest`, or of a text that is one.

    >>> integer("1024.7", 2**31 - 1), integer("-1", 9), integer("nan", 9), integer("10", 9)
    (1024, None, None, None)
    """
    if type(value) is str and value.isdigit() and value.isascii() and len(value) < LONGEST_NUMBER:
        value = int(value)
    number = value if type(value) is int else _number_in(value)
    if number is None or not 0 <= number <= highest:
        return None
    return int(number)


def fraction(value: Any) -> float | None:
    """Return a number that is finite and not below 0.

    >>> fraction("29.97"), fraction(25), fraction("-1"), fraction("fast")
    (29.97, 25.0, None, None)
    """
    number = _number_in(value)
    return float(number) if number is not None and number >= 0 else None


def _number_in(value: Any) -> int | float | None:
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return value if isinstance(value, int) else float(value) if math.isfinite(value) else None


def boolean(value: Any) -> bool | None:
    """Return the truth that `True`, `true`, `T` or `t`, or their opposites, stand for."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return None
    return True if value in _TRUE else False if value in _FALSE else None


def text(value: Any) -> str:
    """Return a text, or the digits of a number; anything else gives an empty text.

    >>> text(12345.0), text(Decimal("12345.00")), text(Decimal("2.50")), text(Decimal("NaN"))
    ('12345', '12345', '2.5', '')
    """
    if isinstance(value, str):
        return value
    if type(value) is float and value.is_integer():
        return str(int(value))  # a column of numbers that has gaps
    # As columns of decimals have; one of a billion digits is none.
    if type(value) is Decimal and value.is_finite() and abs(value.adjusted()) < LONGEST_NUMBER:
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value) if type(value) in {int, float} and math.isfinite(value) else ""


def parsed(value: str | bytes) -> Any:
    """Return what a JSON text holds; a text that is bad or too long stays what it is.

    Of what JSON does not know, only the value itself is lost: NaN, an infinite number, half a
    character. Commas after the last item and Python's notation are read; no digit is lost.
    """
    if len(value) > LONGEST_JSON:
        return value
    try:
        text = value if isinstance(value, str) else value.decode()
        return _exactly(text) if _LONG_NUMBER.search(text) else orjson.loads(text)
    except (ValueError, RecursionError):
        return _leniently(value)


def _exactly(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _leniently(value: str | bytes) -> Any:
    text = value if isinstance(value, str) else value.decode("utf-8", "replace")
    try:
        return json.loads(_LAST_COMMA.sub(r"\1", text), parse_float=Decimal)
    except (ValueError, RecursionError):
        pass
    try:
        is_literal = "'" in text and len(text) <= LONGEST_LITERAL
        found = ast.literal_eval(text.strip()) if is_literal else value
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return value
    return found if isinstance(found, dict | list) else value


def json_value(value: Any, depth: int = 0) -> Any:
    """Return a value of which every leaf can be stored as JSON; what is empty becomes None.

    Objects lose keys without a value, lists lose empty items, texts are cleaned and cut at
    `LONGEST_LEAF` characters; anything below `DEEPEST` levels is dropped.
    """
    kind = type(value)
    if kind is str:
        return clean_text(value, LONGEST_LEAF, truncate=True)
    if value is None or kind is bool:
        return value
    if kind is int or kind is float or isinstance(value, Decimal):
        return _number(value)
    if depth >= DEEPEST:
        return None
    if kind is dict or isinstance(value, Mapping):
        return _object(value, depth + 1)
    if isinstance(value, list | tuple | set | frozenset):
        items = (json_value(item, depth + 1) for item in value)
        return [item for item in items if item is not None] or None
    return value.isoformat() if isinstance(value, date) else None


def _number(value: float | Decimal) -> int | float | str | None:
    if isinstance(value, int):
        return value if abs(value) <= _HIGHEST_JSON else str(value)[:LONGEST_LEAF]
    if not math.isfinite(value):
        return None
    number = float(value)
    # More digits than a number of JSON's readers keeps are kept as text.
    return (
        number if not isinstance(value, Decimal) or Decimal(repr(number)) == value else str(value)
    )


def _object(value: Mapping[Any, Any], depth: int) -> dict[str, Any] | None:
    cleaned: dict[str, Any] = {}
    for key, item in value.items():
        if item is None:
            continue
        name = clean_key(key) if isinstance(key, str) and len(key) <= LONGEST_KEY else None
        is_clean = type(item) is str and len(item) <= LONGEST_LEAF and is_plain(item)
        leaf = item if is_clean else json_value(item, depth)
        if name is not None and leaf is not None:
            cleaned[name] = leaf
    return cleaned or None


@lru_cache(maxsize=4096)
def clean_key(name: str) -> str | None:
    """Return the name of a JSON object's value as it is stored."""
    return clean_text(name, LONGEST_KEY)


def text_array(value: Any, limit: int | None) -> list[str] | None:
    """Return the distinct words of a list, or of a PostgreSQL array's text, in their order."""
    items = array_items(value) if isinstance(value, str) else value
    if not isinstance(items, Iterable) or isinstance(items, Mapping):
        return None
    words = (clean_text(item, limit) for item in items if isinstance(item, str))
    return list(dict.fromkeys(word for word in words if word)) or None


def array_items(value: str) -> list[str]:
    r"""Return the elements of a PostgreSQL array literal or a JSON list; other texts are one.

    >>> array_items(r'{rock,"hip, hop",NULL,"say \"hi\""}'), array_items('["rock", "pop"]')
    (['rock', 'hip, hop', 'say "hi"'], ['rock', 'pop'])
    """
    if len(value) > LONGEST_JSON:
        return []
    if value.startswith("[") and isinstance(found := parsed(value), list):
        return [text(item) for item in found if item is not None]
    if not (value.startswith("{") and value.endswith("}")):
        return [value]
    elements = _ELEMENT.finditer(value, 1, len(value) - 1)
    return [
        re.sub(r"\\(.)", r"\1", each[1]) if each[1] is not None else each[2]
        for each in elements
        if each[2] != "NULL"
    ]


def media_files(
    value: Any, filetypes: frozenset[str], aliases: Mapping[str, str]
) -> list[dict[str, Any]] | None:
    """Return the files of a list that have a URL, one for each URL, with their known facts.

    They are objects with url, filesize, filetype, bit_rate, sample_rate, duration; aliases are
    other names for the filetypes that are kept.
    """
    files: dict[str, dict[str, Any]] = {}
    for given in value if isinstance(value, list | tuple) else ():
        found = given.get("url") if isinstance(given, Mapping) else None
        url = file_url(found) if isinstance(found, str) else None
        if url is not None:
            words = (
                filetype_word(word, aliases) for word in (given.get("filetype"), extension(url))
            )
            filetype = next((word for word in words if word in filetypes), None)
            known = files.setdefault(url_key(url), {"url": url})
            known.update(_file_numbers(given), **({"filetype": filetype} if filetype else {}))
    return list(files.values()) or None


def _file_numbers(given: Mapping[str, Any]) -> dict[str, int]:
    numbers = (
        (name, integer(given.get(name), HIGHEST[kind])) for name, kind in FILE_NUMBERS.items()
    )
    return {name: number for name, number in numbers if number is not None}


def filetype_word(declared: Any, aliases: Mapping[str, str]) -> str | None:
    """Return the one word for a file type that is given as an extension or a media type.

    >>> filetype_word(".JPEG", {"jpeg": "jpg"}), filetype_word("image/png", {})
    ('jpg', 'png')
    """
    if not isinstance(declared, str) or len(declared) > LONGEST_NUMBER:
        return None
    kind, _, word = declared.strip().lower().rpartition("/")
    word = word.lstrip(".")
    if kind == "video" and word in {"mpeg", "mpg"}:
        return "mpg"  # of sound, "mpeg" is an mp3
    return aliases.get(word, word)
