"""Links to a licence and their scope: a figure, the block around one picture, or the page.

A link inside a figure covers that figure; one in a footer or sidebar covers the page and not the
icons beside it; one in a reader's comment covers nothing of the page's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from selectolax.lexbor import LexborNode

from catalog import licenses
from catalog.licenses import License
from catalog.pages.document import Document
from catalog.pages.elements import Element, Embedded, ancestors, text_of
from catalog.pages.evidence import Rejection, rejection
from catalog.pages.site_chrome import is_work

_CAPTIONED = re.compile(
    r"(?:^|[^a-z])(?:wp-caption|caption|figure|thumbinner|image-with-caption|photo-?credit|media-?object)"
    r"(?:$|[^a-z])"
)
_COMMENT = re.compile(
    r"comments?|comment-?list|comment-\d+|li-comment-\d+|disqus_thread"
    r"|comments?-(?:area|body|container|content|inner|section|text|wrapper)"
)
_PAGE_AREA = re.compile(
    r"(?:site-|page-|main-|left-|right-)?(?:footer|sidebar)(?:-(?:left|right|inner|area|widgets?|\d+))?"
    r"|widget(?:[-_].*)?|textwidget|colophon|masthead"
)
_PAGE_AREA_TAGS = frozenset(("footer", "aside", "nav", "header", "head"))
_WHOLE = frozenset(("body", "html", "main", "article"))
_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "em", "font", "i", "q", "small", "span", "strong", "sub", "u")
)
# Words that tell what a licence is of, when it is not of pictures.
OF_SOFTWARE = re.compile(
    r"\b(?:lightbox\d?|jquery|plug-?ins?|wordpress theme|(?:this|website) theme|template by"
    r"|java-?script|software|icon set|web ?fonts?|openstreetmap|music(?:ian)? by|musik)\b",
    re.IGNORECASE,
)
_BLOCK_LEVELS = 4
# An element with more pictures is a gallery, whose licence is the page's.
MAX_FIGURE_MEDIA = 24
_LONGEST_CAPTION = 600
_LONGEST_SENTENCE = 400


class Scope(StrEnum):
    """What a licence link covers."""

    FIGURE = "figure"
    BLOCK = "block"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class LicenseLink:
    """A link to a licence.

    Attributes:
        declared: whether it says `rel=license`; any other link may merely mention a licence.
        media: what it covers, unless it covers the page.
        around: the element whose text tells more: the figure, the block or the link's paragraph.
        words: the beginning of that paragraph, where the link covers the page.
    """

    found: Element
    license: License
    declared: bool
    scope: Scope
    media: tuple[Embedded, ...]
    around: LexborNode
    words: str = ""


def read_links(document: Document) -> Iterator[LicenseLink | Rejection]:
    """Yield the page's licence links with their scope, and those that count for nothing."""
    for link in document.license_links:
        address = link.get("href")
        found = licenses.from_url(address)
        declared = "license" in link.words("rel")
        if found is None:
            if declared or "/licenses/" in address:
                yield rejection("unknown_license_url", address)
        elif not _is_of_subject(link):
            yield _scoped(document, link, found, declared)


def _is_of_subject(link: Element) -> bool:
    """Tell whether RDFa says what the link is about; then `ccrel` reads it."""
    if link.get("about"):
        return True
    return any(node.attributes.get("about") for node in ancestors(link.node))


def _scoped(
    document: Document, link: Element, found: License, declared: bool
) -> LicenseLink | Rejection:
    around = list(ancestors(link.node))
    names = [document.remembered(("names", node.mem_id), partial(_names, node)) for node in around]
    if any(_COMMENT.fullmatch(word) for name in names for word in name.split()):
        return rejection("license_in_comment", link.get("href"))
    for node, name in zip(around, names, strict=True):
        if node.tag == "figure" or _CAPTIONED.search(name):
            inside = _works(document, node)
            if 0 < len(inside) <= MAX_FIGURE_MEDIA:
                return LicenseLink(link, found, declared, Scope.FIGURE, inside, node)
    if not any(_is_page_area(node, name) for node, name in zip(around, names, strict=True)):
        block = _block(document, around, declared=declared)
        if block:
            return LicenseLink(link, found, declared, Scope.BLOCK, *block)
    around_link = _paragraph(link.node)
    words = _text(document, around_link)[:_LONGEST_SENTENCE]
    return LicenseLink(link, found, declared, Scope.PAGE, (), around_link, words)


def _names(node: LexborNode) -> str:
    """Return an element's classes and id; a page's own, on body, say nothing of its parts."""
    if node.tag in ("body", "html"):
        return ""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()


def _is_page_area(node: LexborNode, names: str) -> bool:
    return node.tag in _PAGE_AREA_TAGS or any(map(_PAGE_AREA.fullmatch, names.split()))


def _block(
    document: Document, around: list[LexborNode], *, declared: bool
) -> tuple[tuple[Embedded, ...], LexborNode] | None:
    """Return the one picture near a link, and the element that holds both."""
    for node in around[:_BLOCK_LEVELS]:
        if node.tag in _WHOLE:
            return None
        inside = _works(document, node)
        if not inside:
            continue
        # A mention in a long text is no caption of the picture that the text happens to have.
        text = _text(document, node)
        caption = declared or (len(text) <= _LONGEST_CAPTION and not OF_SOFTWARE.search(text))
        return (inside, node) if len(inside) == 1 and caption else None
    return None


def _paragraph(node: LexborNode) -> LexborNode:
    return next((n for n in ancestors(node) if n.tag not in _INLINE), node)


def _text(document: Document, node: LexborNode) -> str:
    find = partial(text_of, node, longest=_LONGEST_CAPTION + 1)
    return document.remembered(("text", node.mem_id), find)


def _works(document: Document, node: LexborNode) -> tuple[Embedded, ...]:
    """Return the distinct media in an element that may be works."""
    return document.remembered(("works", node.mem_id), lambda: _find_works(document, node))


def _find_works(document: Document, node: LexborNode) -> tuple[Embedded, ...]:
    """Return the works; beside another picture of its figure, one named like furniture is none."""
    works = _unrejected(document, node, explicit=False)
    if works or node.tag != "figure":
        return works
    return _unrejected(document, node, explicit=True)


def _unrejected(document: Document, node: LexborNode, *, explicit: bool) -> tuple[Embedded, ...]:
    inside = document.media_in(node)
    works = [media for media in inside if is_work(document, media, explicit=explicit)]
    return tuple({media.url: media for media in works}.values())


def says(link: LicenseLink, pattern: re.Pattern[str]) -> bool:
    """Tell whether the words around a link match."""
    return bool(pattern.search(link.words))
