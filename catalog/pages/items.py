"""Structured data in one shape: items with types and properties, whatever syntax they came in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from selectolax.lexbor import LexborNode

Value = Union[str, "Item"]
MAX_ITEMS = 5_000

# Vocabulary prefixes that pages write with or without an @context.
_PREFIXES = frozenset(("schema", "cc", "dc", "dct", "dcterms", "xhv", "foaf", "og", "exif"))


@dataclass(slots=True, eq=False)
class Item:
    """One described thing.

    Attributes:
        types: local names, such as `ImageObject`.
        properties: values by local name.
        id: its URL as written, if it has one.
        node: the element that holds it, where that is known.
    """

    types: frozenset[str] = frozenset()
    properties: dict[str, list[Value]] = field(default_factory=dict)
    id: str | None = None
    node: LexborNode | None = None

    def add(self, name: str, value: Value) -> None:
        """Add one value of a property."""
        self.properties.setdefault(name, []).append(value)

    def values(self, *names: str) -> Iterator[Value]:
        """Yield the values of the properties, in the order of the names."""
        for name in names:
            yield from self.properties.get(name, ())

    def items(self, *names: str) -> Iterator["Item"]:
        """Yield the values that are items."""
        return (value for value in self.values(*names) if isinstance(value, Item))

    def text(self, *names: str) -> str | None:
        """Return the first value as text; that of an item is its name."""
        for value in self.values(*names):
            found = value if isinstance(value, str) else value.own("name", "@value", "value")
            if found and found.strip():
                return found.strip()
        return None

    def name(self, *names: str) -> str | None:
        """Return the first value as somebody's name, which an address is not."""
        for value in self.values(*names):
            text = value if isinstance(value, str) else value.own("name", "@value", "value")
            if text and text.strip() and not is_address(text.strip()):
                return text.strip()
        return None

    def link(self, *names: str) -> str | None:
        """Return the first value as an address; that of an item is its url or id."""
        for value in self.values(*names):
            found = value if isinstance(value, str) else value.own("contentUrl", "url") or value.id
            if found and found.strip():
                return found.strip()
        return None

    def own(self, *names: str) -> str | None:
        """Return the first value that is text itself."""
        return next((v for v in self.values(*names) if isinstance(v, str) and v.strip()), None)


def is_address(text: str) -> bool:
    """Tell whether a value is an address, relative ones included, and no name."""
    return text.startswith(("http://", "https://", "/", "mailto:"))


def local_name(name: str) -> str:
    """Return a term without its vocabulary.

    >>> [local_name(n) for n in ("https://schema.org/license", "dct:title", "cc:attributionName")]
    ['license', 'title', 'attributionName']
    """
    if "://" in name:
        return name.rstrip("/#").replace("#", "/").rpartition("/")[2]
    prefix, colon, rest = name.partition(":")
    return rest if colon and prefix.lower() in _PREFIXES else name
