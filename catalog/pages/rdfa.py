"""RDFa and ccREL to items: one item for each subject that the page makes statements about.

This is RDFa Lite with `about` and `rel`, as schema.org pages and the licence chooser write it
(W3C RDFa 1.1 Lite; the Creative Commons Rights Expression Language, 2008).
"""

from catalog.pages.document import Document
from catalog.pages.elements import Element, ancestors, element, text_of
from catalog.pages.items import Item, Value, local_name

_ADDRESSES = ("resource", "href", "src")


class _Subjects:
    """The items found so far, by subject."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.has_subjects = document.holds(b"about", b"typeof")
        self.page = Item(id=document.base or document.url, node=document.tree.root)
        own = (document.url, document.canonical, document.base)
        self.by_id: dict[str, Item] = dict.fromkeys(own, self.page)
        self.blank: dict[int, Item] = {}

    def named(self, address: str, node: Element) -> Item:
        """Return the item of an address; an empty one means the page."""
        url = self.document.resolve(address) if address else self.document.url
        key = url or address
        return self.by_id.setdefault(key, Item(id=key, node=node.node))

    def of(self, found: Element) -> Item | None:
        """Return the item that an element itself starts, if it does."""
        if "about" in found.attributes:
            return self.named(found.get("about"), found)
        if "typeof" not in found.attributes:
            return None
        for name in _ADDRESSES:
            if found.get(name):
                return self.named(found.get(name), found)
        return self.blank.setdefault(found.node.mem_id, Item(node=found.node))

    def around(self, found: Element) -> Item:
        """Return the item that statements of an element's surroundings are about."""
        if not self.has_subjects:
            return self.page
        for node in ancestors(found.node):
            attributes = node.attributes
            if "about" in attributes or "typeof" in attributes:
                return self.of(element(node)) or self.page
        return self.page


def read_items(document: Document) -> list[Item]:
    """Return the subjects that anything is said of; the page itself comes first."""
    subjects = _Subjects(document)
    for found in document.rdfa:
        own = subjects.of(found)
        if own:
            own.types |= {local_name(name) for name in found.get("typeof").split()}
        _state(subjects, found, own)
    others = [*subjects.by_id.values(), *subjects.blank.values()]
    said = [
        item for item in others if item is not subjects.page and (item.properties or item.types)
    ]
    return [subjects.page, *said]


def _state(subjects: _Subjects, found: Element, own: Item | None) -> None:
    properties = found.get("property").split()
    relations = found.get("rel").split()
    if properties:  # then terms of HTML's own in `rel` say nothing (HTML+RDFa 1.1, 3.1, rule 7)
        relations = [name for name in relations if ":" in name]
    if "license" in (name.lower() for name in found.get("rev").split()):
        _reverse(subjects, found)
    if found.tag == "img" and found.get("src") and "license" in found.words("rel"):
        # In RDFa 1.0 the picture is the subject (section 5.4.2), in 1.1 the page.
        # `about` gives it another name, under which nothing need be kept.
        subjects.named(found.get("src"), found).add("license", found.get("href"))
        relations = [name for name in relations if local_name(name.lower()) != "license"]
    if not properties and not relations:
        return
    named = own if "about" in found.attributes else None
    subject = named or subjects.around(found)
    # "[]" is a safe CURIE of nothing, which says nothing (RDFa Core 1.1, 7.4.2).
    addresses = (found.get(name) for name in _ADDRESSES)
    target = next((address for address in addresses if address not in ("", "[]")), None)
    if target:
        for name in relations:
            _add(subject, name, target)
    for name in properties:
        _add(subject, name, _value(found, subject, own, target if not relations else None))


def _reverse(subjects: _Subjects, found: Element) -> None:
    """Read `rev=license`: the licence is the subject, and what it is of is inside."""
    about = found.get("about")
    target = next((found.get(name) for name in _ADDRESSES if found.get(name)), None)
    if about and target:
        subjects.named(target, found).add("license", about)
        return
    license_url = about or target
    for node in found.node.css("[src], [resource]"):
        inner = element(node)
        address = inner.get("src") or inner.get("resource")
        if address and license_url:
            subjects.named(address, inner).add("license", license_url)


def _value(found: Element, subject: Item, own: Item | None, target: str | None) -> Value:
    if found.get("content"):
        return found.get("content")
    if own and own is not subject:
        return own
    return target or text_of(found.node)


def _add(subject: Item, name: str, value: Value) -> None:
    # Terms without a prefix are the same in any case (RDFa Core 1.1, 7.4.3).
    local = local_name(name.lower().lstrip(":") if name.lower().lstrip(":") == "license" else name)
    if local == "type" and isinstance(value, str):
        subject.types |= {local_name(value)}
    else:
        subject.add(local, value)
