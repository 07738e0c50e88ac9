"""JSON-LD scripts to items. Hostile documents are bounded, broken ones repaired or reported."""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from catalog.pages.evidence import Rejection, rejection
from catalog.pages.items import MAX_ITEMS, Item, local_name

MAX_SCRIPT = 2**20
MAX_DEPTH = 32
MAX_VALUES = 50_000
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+|"
    r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)+\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")


class _TooMuch(Exception):  # noqa: N818 - never leaves this module
    pass


class _Reader:
    """Turns decoded JSON into items, counting what it visits."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.left = MAX_VALUES

    def read(self, value: Any, depth: int = 0) -> str | Item | None:
        """Return one value as text or item; lists are the caller's to walk."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH or len(self.items) > MAX_ITEMS:
            raise _TooMuch
        if isinstance(value, dict):
            return self._item(value, depth)
        if isinstance(value, bool) or value is None:
            return None
        return str(value)

    def _item(self, value: dict[str, Any], depth: int) -> Item:
        types = value.get("@type")
        names = types if isinstance(types, list) else [types]
        found = Item(frozenset(local_name(n) for n in names if isinstance(n, str)))
        found.id = value["@id"] if isinstance(value.get("@id"), str) else None
        self.items.append(found)
        for key, inner in value.items():
            if key in ("@type", "@id", "@context"):
                continue
            name = local_name(key)
            for single in _flat(inner):
                read = self.read(single, depth + 1)
                if read is not None:
                    found.add(name, read)
        return found


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    if not isinstance(value, list):
        yield value
        return
    if depth > MAX_DEPTH:
        raise _TooMuch
    for inner in value:
        yield from _flat(inner, depth + 1)


def read_items(scripts: list[str]) -> tuple[list[Item], list[Rejection]]:
    """Return the items of all scripts, and `bad_json_ld` or `json_ld_too_large` for the rest.

    A value that only refers to another item (`{"@id": ...}`) is replaced by it, once: references
    are never followed further, so a chain of them cannot grow.
    """
    items: list[Item] = []
    rejections: list[Rejection] = []
    for script in scripts:
        reader = _Reader()
        try:
            for value in _flat(_decode(script)):
                reader.read(value)
        except (_TooMuch, RecursionError):
            rejections.append(rejection("json_ld_too_large", script[:60]))
        except ValueError:
            rejections.append(rejection("bad_json_ld", script[:60]))
        items += reader.items
    _resolve_references(items)
    return items, rejections


def _decode(script: str) -> Any:
    if len(script) > MAX_SCRIPT:
        raise _TooMuch
    if not script.strip():
        return []
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        repaired = _TRAILING_COMMA.sub(r"\1", _WRAPPERS.sub("", script))
        return json.loads(repaired, strict=False)


def _resolve_references(items: list[Item]) -> None:
    described = {item.id: item for item in items if item.id and item.properties}
    for item in items:
        for values in item.properties.values():
            for place, value in enumerate(values):
                if isinstance(value, Item) and not value.properties and value.id in described:
                    values[place] = described[value.id]
