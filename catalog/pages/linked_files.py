"""Files that a page of credits links to and does not show."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from catalog.pages import license_text, link_resolution, surroundings
from catalog.pages.credit_subject import is_row
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded
from catalog.pages.lines import Line

# So many lines on either side of a credit may link its file, in one box with it.
_NEAR = 2
# "File: [mill.svg]", "Source: ...", "Creators: ...", "License: CC BY 4.0".
_ROWS = 5
_LONGEST = 300
_MOST_LINKS = 20
_LICENSE = "creativecommons.org/"


def of_credit(document: Document, credit: Credit) -> tuple[Embedded, LexborNode] | None:
    """Find the one picture at the page's site that a credit's line links to, or one in its box.

    "Photo by Ann Lee, CC BY 2.0" and below it, in the same section, "[View the photograph]"; or
    the rows of a list, of which one links the file. The box is returned, too.
    """
    if credit.license is None or credit.at.area != surroundings.CONTENT:
        return None
    row = is_row(document, credit)
    box = _box(credit, "li" if row else "p")
    found = list(_files(document, credit.line))
    if not found:
        near = _ROWS if row else _NEAR
        beside = (document.lines.after(credit.line), document.lines.before(credit.line))
        lines = chain.from_iterable(_in_box(box, islice(some, near)) for some in beside)
        found = [file for line in lines for file in _files(document, line)]
    return (found[0], box) if len({each.url for each in found}) == 1 else None


def _box(credit: Credit, part: str) -> LexborNode:
    """Return what holds a credit's element, where that is such a part of it; else that itself."""
    node = credit.line.node
    return node.parent if node.tag in ("p", part) and node.parent is not None else node


def _in_box(box: LexborNode, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines beside a credit in its box, up to one with another licence or a picture."""
    for line in lines:
        around = (line.node, line.node.parent)
        inside = any(each is not None and each.mem_id == box.mem_id for each in around)
        if line.media or not inside or len(line.text) > _LONGEST or _names_license(line):
            return
        yield line


def _names_license(line: Line) -> bool:
    linked = any(_LICENSE in link.get("href") for _, link in line.links)
    return linked or bool(license_text.mentions(line.text))


def _files(document: Document, line: Line) -> Iterator[Embedded]:
    if line.media or len(line.links) > _MOST_LINKS:
        return
    for _, link in line.links:
        raw = link.get("href")
        url = document.resolve(raw) if link_resolution.is_image_address(raw) else None
        if url and link_resolution.is_image(url) and document.is_of_site(url):
            yield Embedded(link.node, link.attributes, "image", url, raw, url)
