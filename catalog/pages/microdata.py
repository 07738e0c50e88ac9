"""HTML microdata to items (HTML Living Standard, section 5)."""

from collections.abc import Iterator

from catalog.pages.document import Document
from catalog.pages.elements import Element, ancestors, text_of
from catalog.pages.items import Item, Value, local_name

_ADDRESSES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
}
# Each reference may add all properties of the page once more.
MAX_REFERENCES = 100
_VALUES = {"data": "value", "meter": "value", "time": "datetime"}


def read_items(document: Document) -> list[Item]:
    """Return the page's items.

    A property belongs to the nearest item around it, and to each item that refers to it, or to
    an element around it, by `itemref`.
    """
    scopes = [found for found in document.microdata if "itemscope" in found.attributes]
    items = {found.node.mem_id: _item(found) for found in scopes}
    referring = _referring(document, scopes, items)
    for found in document.microdata:
        if "itemprop" in found.attributes:
            value = items.get(found.node.mem_id) or _value(found)
            for owner in dict.fromkeys(_owners(found, items, referring)):
                if owner is not value:
                    _add(owner, found, value)
    return list(items.values())


def _item(found: Element) -> Item:
    types = frozenset(local_name(name) for name in found.get("itemtype").split())
    return Item(types, id=found.get("itemid") or None, node=found.node)


def _add(owner: Item, found: Element, value: Value) -> None:
    for name in found.get("itemprop").split():
        owner.add(local_name(name), value)


def _referring(
    document: Document, scopes: list[Element], items: dict[int, Item]
) -> dict[int, list[Item]]:
    """Return the items that refer to each element."""
    pairs = [(name, found) for found in scopes for name in _references(found)]
    if not pairs:
        return {}
    if len(pairs) > MAX_REFERENCES:
        document.problems.append("page_too_many_references")
    nodes = {node.attributes["id"]: node.mem_id for node in reversed(document.tree.css("[id]"))}
    referring: dict[int, list[Item]] = {}
    for name, found in pairs[:MAX_REFERENCES]:
        if name in nodes:
            referring.setdefault(nodes[name], []).append(items[found.node.mem_id])
    return referring


def _references(found: Element) -> list[str]:
    return list(dict.fromkeys(found.get("itemref").split()))


def _owners(
    found: Element, items: dict[int, Item], referring: dict[int, list[Item]]
) -> Iterator[Item]:
    """Yield the items that a property belongs to; what is inside another item is that one's."""
    yield from referring.get(found.node.mem_id, ())
    for around in ancestors(found.node):
        own = items.get(around.mem_id)
        if own:
            yield own
            return
        yield from referring.get(around.mem_id, ())


def _value(found: Element) -> Value:
    if found.get("content"):
        return found.get("content")
    for attribute in (_ADDRESSES.get(found.tag), _VALUES.get(found.tag)):
        if attribute and found.get(attribute):
            return found.get(attribute)
    return text_of(found.node)
