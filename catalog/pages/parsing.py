"""Parse a page once and walk it once, and note what it holds in page order."""

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TypeVar

from selectolax.lexbor import (
    LexborDocumentOptions,
    LexborHTMLParser,
    LexborNode,
    create_tag,
)

from catalog.pages import image_sources, link_resolution
from catalog.pages.document import Document
from catalog.pages.elements import Element, Embedded, collapse
from catalog.pages.lines import MAX_ATOMS
from catalog.records import MediaType

T = TypeVar("T")
Attributes = Mapping[str, str | None]
Handler = Callable[[Document, LexborNode], None]

MAX_MEDIA = 2_000
MAX_LICENSE_LINKS = 1_000
MAX_ANNOTATED = 5_000
MAX_METAS = 1_000
MAX_ANCHORS = 10_000
# The parser's own numbers: of a text (LXB_TAG__TEXT) and of the names that HTML knows.
_TEXT = 2
_ANCHOR = create_tag("a").tag_id
# What the players of podcasts are set up with, in lower case: Podigee's playerConfiguration
# (podigee/podigee-podcast-player, README.md at 0359d1f4) and Podlove's podlovePlayer()
# (podlove/podlove-ui, docs/web-player/embedding.md at 2c517dd9).
PLAYERS = (b"playerconfiguration", b"podloveplayer")
MAX_PLAYERS = 50
_CODE = frozenset(create_tag(name).tag_id for name in ("script", "style"))

# Without any of these a page has no RDFa that says more than its metas and links.
_ANNOTATED = (b"typeof", b"about=", b"resource=", b"cc:", b"dct:", b"dc:", b"dcterms:")
_ANNOTATIONS = frozenset(("about", "property", "typeof", "resource", "rev"))
_RDFA = ("about", "property", "typeof", "resource", "rev", "rel")
_LINKS = frozenset(("a", "area", "link"))
_WITH_BACKGROUND = frozenset(("div", "section", "header", "span", "li", "figure"))
# What begins alike is searched for in no time.
_SOUND_ENDING = re.compile(rb"\.(?:mp3|m4[ab]|og[ga]|wav|opus|flac|aac|aiff|wma)")
# Also a custom property that the style sheet makes the background: "--hero-image: url(7.jpg)".
_BACKGROUND = re.compile(
    r"(?:background(?:-image)?|--(?:[a-z]{1,20}-){0,3}(?:bg|background|hero|cover|banner|img|image"
    r"|photo|picture)(?:-[a-z]{1,20})?)\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")]{1,2000})"
)
_LATE_NAMES = ("data-background-image", "data-background", "data-bg")
_LATE_BACKGROUND = ", ".join(f"[{name}]" for name in _LATE_NAMES)


def parse(html: bytes, url: str, deadline: float | None = None) -> Document:
    """Parse a page that is UTF-8 and bounded (`limits.bounded`) and collect what it holds.

    It is read as written: a `<selectedcontent>` is not filled with copies of the chosen option,
    which takes time that grows with the square.

    Raises:
        PageTooSlowError: the deadline, by the monotonic clock, has passed.
    """
    original = link_resolution.unarchived(url)
    tree = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    document = Document(original, tree, html.lower(), base=url, deadline=deadline)
    document.check_time()
    document.archived = url if original != url else None
    root = document.tree.root
    if root is not None:
        _collect(document)
        _walk(document, root)
        if b"url(" in html:
            _backgrounds(document)
        if document.has_sizes and document.holds(b"data-background", b"data-bg"):
            _late_backgrounds(document)
    document.canonical = _canonical(document)
    return document


def _collect(document: Document) -> None:
    """Collect what a selector finds, of what the source holds at all."""
    if document.holds(b"<base"):
        node = document.tree.css_first("base[href]")
        href = node.attributes.get("href") if node else None
        document.base = link_resolution.resolve(document.base, href) or document.base
    document.has_pictures = document.holds(b"<picture")
    document.has_sizes = document.holds(b"srcset", b"data-")
    document.has_players = document.holds(b"player") and document.holds(*PLAYERS)
    if document.holds(b"creativecommons"):
        named = _found(document, '[href*="creativecommons" i]', MAX_LICENSE_LINKS)
        document.license_links = [found for found in named if found.tag in _LINKS]
    if document.holds(b"itemprop", b"itemscope"):
        document.microdata = _found(document, "[itemprop], [itemscope]", MAX_ANNOTATED)
    if document.holds(*_ANNOTATED):
        present = [f"[{name}]" for name in _RDFA if document.holds(name.encode())]
        stated = _found(document, ", ".join(present), MAX_ANNOTATED) if present else []
        document.rdfa = [found for found in stated if _states(found)]
    elif document.holds(b"license"):
        document.rdfa = _found(document, '[rel*="license" i]', MAX_ANNOTATED)
    if _SOUND_ENDING.search(document.lower):
        for found in _found(document, "a[href]", MAX_ANCHORS):
            if link_resolution.is_audio_address(found.get("href")):
                raw = found.get("href")
                url = document.resolve(raw)
                linked = Embedded(found.node, found.attributes, "audio", url, raw, url)
                _add(document, document.files, linked, MAX_MEDIA)


def _found(document: Document, selector: str, most: int) -> list[Element]:
    """Return the elements that a selector finds, each once, in page order."""
    nodes = {node.mem_id: node for node in document.tree.css(selector)}
    if len(nodes) > most:
        _too_many(document)
    return [Element(node, node.attributes) for node in islice(nodes.values(), most)]


def _walk(document: Document, root: LexborNode) -> None:
    """Note the order of texts, links and media. This loop is the hot one."""
    texts, nodes, anchors = document.builder.texts, document.builder.nodes, document.anchors
    add_text, add_node, add_anchor = texts.append, nodes.append, anchors.append
    text_id, anchor_id, handlers = _TEXT, _ANCHOR, _handlers(document)
    in_code = False
    for node in root.traverse(include_text=True):
        tag = node.tag_id  # a name takes thrice as long to ask for
        if tag == text_id:
            if in_code:
                in_code = False
                continue
            text = node.text_content
            if text and not text.isspace():
                add_text(text)
                add_node(node)
            elif text and texts and texts[-1]:
                texts[-1] += " "  # white space only ends the word before it
        elif tag == anchor_id:
            add_anchor((node, len(texts)))
        elif tag in handlers:
            handlers[tag](document, node)
            in_code = tag in _CODE and node.first_child is not None
    document.builder.cut(MAX_ATOMS)
    if len(anchors) > MAX_ANCHORS:
        del anchors[MAX_ANCHORS:]
        _too_many(document)


def _states(found: Element) -> bool:
    """Tell whether an element says something in RDFa: `rel=nofollow` does not."""
    rel = found.get("rel")
    return not _ANNOTATIONS.isdisjoint(found.attributes) or ":" in rel or "license" in rel.lower()


def _add(document: Document, to: list[T], found: T, most: int) -> None:
    if len(to) < most:
        to.append(found)
    else:
        _too_many(document)


def _too_many(document: Document) -> None:
    if "page_too_many_elements" not in document.problems:
        document.problems.append("page_too_many_elements")


def _meta(document: Document, node: LexborNode) -> None:
    attributes = node.attributes
    named = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    if named and len(document.metas) < MAX_METAS:
        content = collapse(attributes.get("content") or "")
        document.metas.setdefault(named.strip().lower(), []).append(content)
    elif named:
        _too_many(document)


def _link(document: Document, node: LexborNode) -> None:
    attributes = node.attributes
    if attributes.get("href"):
        _add(document, document.head_links, Element(node, attributes), MAX_METAS)


def _script(document: Document, node: LexborNode) -> None:
    kind = node.attributes.get("type")
    if kind and kind.lower().partition(";")[0].strip() == "application/ld+json":
        document.json_ld.append(node.text(deep=True))
    elif not kind and document.has_players and len(document.players) < MAX_PLAYERS:
        text = node.text(deep=True)
        if any(name.decode() in text.lower() for name in PLAYERS):
            document.players.append(text)


def _image(document: Document, node: LexborNode) -> None:
    attributes = node.attributes
    raw = image_sources.shown(attributes) if document.has_sizes else attributes.get("src") or ""
    raw = raw.strip()
    if not raw or raw.startswith("data:"):
        raw = _sourced(node, named=False) or raw
    sizes = document.has_sizes or document.has_pictures
    if raw:
        largest = _largest(document, node, attributes, raw) if sizes else None
        _show(document, node, attributes, "image", raw, largest)


def _sound(document: Document, node: LexborNode) -> None:
    attributes = node.attributes
    raw = (attributes.get("src") or "").strip()
    if raw:
        _show(document, node, attributes, "audio", raw)


def _source(document: Document, node: LexborNode) -> None:
    parent = node.parent
    if parent is not None and parent.tag == "audio":
        _sound(document, node)


def _break(document: Document, node: LexborNode) -> None:
    document.builder.line_break()


def _no_text(document: Document, node: LexborNode) -> None:
    """Take nothing of a style sheet: it is only skipped."""


def _barrier(document: Document, node: LexborNode) -> None:
    document.builder.barrier(node)


def _backgrounds(document: Document) -> None:
    """Take elements' own background pictures, which many themes use for the head of a post."""
    for found in _found(document, '[style*="url("]', MAX_MEDIA):
        address = _BACKGROUND.search(found.get("style"))
        if address:
            _background(document, found, address[1])


def _late_backgrounds(document: Document) -> None:
    """Take backgrounds that a script shows: slides of reveal.js, lazy loading's `data-bg`."""
    for found in _found(document, _LATE_BACKGROUND, MAX_MEDIA):
        address = next((found.get(name) for name in _LATE_NAMES if found.get(name)), "")
        if link_resolution.is_image_address(address):
            _background(document, found, address)


def _show(
    document: Document,
    node: LexborNode,
    attributes: Attributes,
    kind: MediaType,
    raw: str,
    largest: str | None = None,
) -> None:
    """Add what is shown where it stands, and the largest file that it names, if another."""
    if len(document.media) >= MAX_MEDIA:
        _too_many(document)
        return
    url = document.resolve(raw)
    best = document.resolve(largest) if largest else None
    embedded = Embedded(node, attributes, kind, url, raw, best or url)
    document.media.append(embedded)
    document.builder.embed(embedded)


def _background(document: Document, found: Element, address: str) -> None:
    """Add the background picture of an element that may have one of its own."""
    raw = address.strip()
    if raw and found.tag in _WITH_BACKGROUND:
        url = document.resolve(raw)
        behind = Embedded(found.node, found.attributes, "image", url, raw, url, background=True)
        _add(document, document.media, behind, MAX_MEDIA)


def _largest(document: Document, node: LexborNode, attributes: Attributes, raw: str) -> str | None:
    """Return the largest file that an `<img>` and its `<picture>` name, if it is another."""
    document.check_time()
    best = image_sources.best(attributes, raw) if document.has_sizes else raw
    if best != raw:
        return best
    return _sourced(node) if document.has_pictures else None


def _sourced(node: LexborNode, *, named: bool = True) -> str | None:
    """Return the address of the largest file of the `<picture>` around an `<img>`.

    `named` says whether the `<img>` names a file itself, beside which a lone address is no size.
    """
    parent = node.parent
    if parent is None or parent.tag != "picture":
        return None
    made = None  # in a format made for this visit, and not the file
    for source in parent.css("source"):
        offered = source.attributes
        found = image_sources.largest(offered.get("srcset") or offered.get("data-srcset") or "")
        if not found or found[0].startswith("data:") or (named and found[1] <= 1):
            continue
        if not (offered.get("type") or "").endswith(("webp", "avif")):
            return found[0]
        made = made or found[0]
    return None if named else made


_NAMED: dict[str, Handler] = {
    "meta": _meta,
    "link": _link,
    "script": _script,
    "img": _image,
    "audio": _sound,
    "source": _source,
    "br": _break,
    "style": _no_text,
    **dict.fromkeys(("iframe", "video", "object", "embed"), _barrier),
}
_HANDLERS = {create_tag(name).tag_id: handler for name, handler in _NAMED.items()}


def _handlers(document: Document) -> Mapping[int, Handler]:
    """Return what is done with each kind of element, by the parser's number of its name.

    A name that HTML does not know has another number in each page.
    """
    node = document.tree.css_first("amp-img") if document.holds(b"<amp-img") else None
    return _HANDLERS if node is None else {**_HANDLERS, node.tag_id: _image}


def _canonical(document: Document) -> str:
    links = (link.get("href") for link in document.head_links if "canonical" in link.words("rel"))
    for address in (*links, document.meta("og:url")):
        own = document.resolve(address)
        if own and link_resolution.host_of(own) == link_resolution.host_of(document.url):
            return own
    return document.url
