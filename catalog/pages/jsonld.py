"""JSON-LD scripts to items. Hostile documents are bounded, broken ones repaired or reported."""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from catalog.pages.evidence import RejectedWork, rejection
from catalog.pages.items import MAX_ITEMS, Item, local_name

MAX_SCRIPT = 2**20
MAX_DEPTH = 32
MAX_VALUES = 50_000
# What pages wrap round a script's JSON so that old browsers or XML parsers leave it alone.
_BEFORE = re.compile(
    r"\A(?:\s*+(?:<!--|//\s*+<!\[CDATA\[|/\*\s*+<!\[CDATA\[\s*+\*/|<!\[CDATA\[)){1,4}"
)
_AFTER = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_MOST_WRAPPERS = 6
# Strings stay; comments and commas before a closing bracket go. What is never closed is taken to
# the end at once: looking for its end again and again would take time that grows with the square.
_NOT_JSON = re.compile(
    r"\"(?:[^\"\\]++|\\.)*(?:\"|\\?\Z)|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*(?:\*/|\Z)"
    r"|,(?=\s*+[\]}])",
    re.DOTALL,
)
_ALIASES = {"@type": ("@type", "type"), "@id": ("@id", "id")}


class _TooMuch(Exception):
    pass


class _ItemReader:
    """Turns decoded JSON into items, counting what it visits."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.left = MAX_VALUES
        # What a context calls the keywords; schema.org's own calls them `type` and `id`.
        self.aliases: dict[str, str] = {}

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

    def learn(self, value: Any) -> None:
        """Take the names that a document's context gives to `@id` and `@type`."""
        for document in value if isinstance(value, list) else [value]:
            contexts = document.get("@context") if isinstance(document, dict) else None
            for context in contexts if isinstance(contexts, list) else [contexts]:
                for name, meaning in context.items() if isinstance(context, dict) else ():
                    if isinstance(meaning, str) and meaning in _ALIASES:
                        self.aliases[name] = meaning

    def _keyword(self, value: dict[str, Any], keyword: str) -> Any:
        own = [name for name, meaning in self.aliases.items() if meaning == keyword]
        return next((value[n] for n in (*_ALIASES[keyword], *own) if n in value), None)

    def _item(self, value: dict[str, Any], depth: int) -> Item:
        types = self._keyword(value, "@type")
        names = types if isinstance(types, list) else [types]
        found = Item(frozenset(local_name(n) for n in names if isinstance(n, str)))
        name = self._keyword(value, "@id")
        found.id = name if isinstance(name, str) else None
        self.items.append(found)
        for key, inner in value.items():
            if key in ("@type", "@id", "@context", "type", "id") or key in self.aliases:
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


def read_items(scripts: list[str]) -> tuple[list[Item], list[RejectedWork]]:
    """Return the items of all scripts, and `bad_json_ld` or `json_ld_too_large` for the rest.

    A value that only refers to another item (`{"@id": ...}`) is replaced by it, once: references
    are never followed further, so a chain of them cannot grow.
    """
    items: list[Item] = []
    rejections: list[RejectedWork] = []
    for script in scripts:
        reader = _ItemReader()
        try:
            decoded = _decode(script)
            reader.learn(decoded)
            for value in _flat(decoded):
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
        return json.loads(_repaired(script), strict=False)


def _repaired(script: str) -> str:
    """Return a script without what surrounds its JSON, comments and trailing commas."""
    before = _BEFORE.match(script)
    text = script[before.end() :] if before else script
    for _ in range(_MOST_WRAPPERS):
        text = text.rstrip()
        after = next((end for end in _AFTER if text.endswith(end)), None)
        if after is None:
            break
        text = text.removesuffix(after)
    return _NOT_JSON.sub(lambda found: found[0] if found[0].startswith('"') else "", text)


def _resolve_references(items: list[Item]) -> None:
    described = {item.id: item for item in items if item.id and item.properties}
    for item in items:
        for values in item.properties.values():
            for place, value in enumerate(values):
                if isinstance(value, Item) and not value.properties and value.id in described:
                    values[place] = described[value.id]
