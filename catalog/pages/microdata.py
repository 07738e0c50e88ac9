"""HTML microdata to items (HTML Living Standard, section 5)."""

from catalog.pages.document import Document
from catalog.pages.elements import Element, ancestors, text_of
from catalog.pages.items import Item, Value, local_name

_ADDRESSES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
}
_VALUES = {"data": "value", "meter": "value", "time": "datetime"}


def read_items(document: Document) -> list[Item]:
    """Return the page's items; a property belongs to the nearest item around it."""
    items: dict[int, Item] = {}
    for found in document.microdata:
        own = _item(found) if "itemscope" in found.attributes else None
        if "itemprop" in found.attributes:
            _add_property(items, found, own)
        if own:
            items[found.node.mem_id] = own
    return list(items.values())


def _item(found: Element) -> Item:
    types = frozenset(local_name(name) for name in found.get("itemtype").split())
    return Item(types, id=found.get("itemid") or None, node=found.node)


def _add_property(items: dict[int, Item], found: Element, own: Item | None) -> None:
    owner = next(
        (items[around.mem_id] for around in ancestors(found.node) if around.mem_id in items), None
    )
    if owner is None:
        return
    value = own or _value(found)
    for name in found.get("itemprop").split():
        owner.add(local_name(name), value)


def _value(found: Element) -> Value:
    if found.get("content"):
        return found.get("content")
    for attribute in (_ADDRESSES.get(found.tag), _VALUES.get(found.tag)):
        if attribute and found.get(attribute):
            return found.get(attribute)
    return text_of(found.node)
