"""How a site's declaration says where a value stands: small functions that make functions.

A selector takes a work (an element of the page that shows one work, or the whole page) and returns
text or None; a finder returns anything for `meta_data`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from selectolax.lexbor import LexborNode

from catalog import licenses
from catalog.licenses import License
from catalog.pages.document import Document
from catalog.pages.elements import text_of
from catalog.pages.link_resolution import is_image

MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class WorkNode:
    """One work of a page: the element that holds it; the root of a page about one work."""

    document: Document
    node: LexborNode


T = TypeVar("T")
Select = Callable[[WorkNode], str | None]
ReadLicense = Callable[[WorkNode], License | str | None]
SelectAll = Callable[[WorkNode], list[str]]
Find = Callable[[WorkNode], Any]


def text(css: str) -> Select:
    """Select the text of the first element that has one."""
    return lambda work: next((t for t in map(text_of, work.node.css(css)) if t), None)


def texts(css: str) -> SelectAll:
    """Select the distinct texts of all elements, at most twenty."""
    return lambda work: _distinct(text_of(node) for node in work.node.css(css))


def attr(css: str, *names: str) -> Select:
    """Select the first attribute of those names that is not empty, of the first element."""

    def select(work: WorkNode) -> str | None:
        for node in work.node.css(css):
            for name in names:
                value = (node.attributes.get(name) or "").strip()
                if value:
                    return value
        return None

    return select


def linked_image(css: str) -> Select:
    """Select the first link that leads to a picture."""
    return lambda work: next(
        (
            href
            for node in work.node.css(css)
            if is_image(work.document.resolve(href := node.attributes.get("href")) or "")
        ),
        None,
    )


def own(name: str) -> Select:
    """Select an attribute of the work's own element."""
    return lambda work: (work.node.attributes.get(name) or "").strip() or None


def meta(*names: str) -> Select:
    """Select the content of the page's `<meta>` of the first name that has one."""
    return lambda work: work.document.meta(*names)


def page(find: Callable[[WorkNode], T]) -> Callable[[WorkNode], T]:
    """Look in the whole page instead of the work's element."""
    return lambda work: find(whole(work.document))


def whole(document: Document) -> WorkNode:
    """Return the page as one work."""
    root = document.tree.root
    if root is None:
        raise ValueError("a page that was parsed has a root")
    return WorkNode(document, root)


def first(*selects: Select) -> Select:
    """Select by the first selector that finds something."""
    return lambda work: next((value for select in selects if (value := select(work))), None)


def always(value: str) -> Select:
    """Select a constant."""
    return lambda work: value


def match(pattern: str, select: Select) -> Select:
    """Select group 1 of a pattern in what another selector finds; None where it does not match."""
    compiled = re.compile(pattern)

    def matched(work: WorkNode) -> str | None:
        found = compiled.search(select(work) or "")
        return found[1].strip() or None if found else None

    return matched


def replaced(pattern: str, by: str, select: Select) -> Select:
    """Select with a pattern replaced."""
    compiled = re.compile(pattern)

    def changed(work: WorkNode) -> str | None:
        value = select(work)
        return compiled.sub(by, value) if value else None

    return changed


def words(select: Select) -> SelectAll:
    """Select the distinct parts of a list with commas in one text, at most twenty."""
    return lambda work: _distinct(part.strip() for part in (select(work) or "").split(","))


def pairs(css: str, key: str, value: str, *, without: frozenset[str] = frozenset()) -> Find:
    """Find values below their keys, as `grouped` does; several values of one key are one text."""

    def find(work: WorkNode) -> dict[str, str] | None:
        groups = grouped(css, key, value)(work)
        found = {name: "; ".join(values) for name, values in groups.items()}
        return {name: text for name, text in found.items() if name not in without} or None

    return find


def grouped(css: str, key: str, value: str) -> Callable[[WorkNode], dict[str, list[str]]]:
    """Find the values that follow each key, up to the next, inside the elements of `css`.

    Keys and values may lie side by side or each pair in an element of its own. Keys become
    snake_case names.
    """

    def find(work: WorkNode) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in work.node.css(css):
            keys = {inner.mem_id for inner in node.css(key)}
            name = ""
            for inner in node.css(f"{key}, {value}"):
                text = text_of(inner)
                if inner.mem_id in keys:
                    name = snake(text)
                elif name and text and text not in found.setdefault(name, []):
                    found[name].append(text)
        return {name: values for name, values in found.items() if values}

    return find


def snake(label: str) -> str:
    """Return a label as a key.

    >>> snake("Conditions of Use:")
    'conditions_of_use'
    """
    return re.sub(r"\W+", "_", label.lower()).strip("_")


def license_link(css: str = 'a[rel~="license"]') -> ReadLicense:
    """Read the licence that the first matching link names; a link to none is returned as text."""

    def read(work: WorkNode) -> License | str | None:
        href = attr(css, "href")(work)
        absolute = work.document.resolve(href)
        return licenses.from_url(absolute or "") or href

    return read


def license_meta(css: str) -> ReadLicense:
    """Read the licence that the content of the first matching `<meta>` names."""

    def read(work: WorkNode) -> License | str | None:
        content = attr(css, "content")(work)
        return licenses.from_url(content or "") or content

    return read


def either(*reads: ReadLicense) -> ReadLicense:
    """Read the licence with the first reader that finds anything."""
    return lambda work: next((found for read in reads if (found := read(work))), None)


def license_text(select: Select) -> ReadLicense:
    """Read the licence that a text names, with its version; any other text is returned."""

    def read(work: WorkNode) -> License | str | None:
        found = select(work)
        return licenses.from_text(found or "") or found

    return read


def _distinct(found: Any) -> list[str]:
    return list(dict.fromkeys(value for value in found if value))[:MOST_TAGS]
