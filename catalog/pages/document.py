"""One page, parsed once and walked once: everything that the readers look at, in page order."""

import re
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog.errors import PageTooSlowError
from catalog.pages import image_sources, link_resolution
from catalog.pages.elements import Element, Embedded, ancestors, collapse, text_of
from catalog.pages.lines import Anchor, LineBuilder, TextLines
from catalog.records import MediaType

T = TypeVar("T")
Attributes = Mapping[str, str | None]
Handler = Callable[["Document", LexborNode, Attributes], None]

MAX_MEDIA = 2_000
MAX_LICENSE_LINKS = 1_000
MAX_ANNOTATED = 5_000
MAX_METAS = 1_000
MAX_ANCHORS = 10_000
_BETWEEN_CHECKS = 5_000

# Without any of these a page has no microdata, and no RDFa that says more than its metas and links.
_ANNOTATED = (b"itemprop", b"typeof", b"about=", b"resource=", b"cc:", b"dct:", b"dc:", b"dcterms:")
_ANNOTATIONS = frozenset(("about", "property", "typeof", "resource"))
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")]{1,2000})")


@dataclass(slots=True)
class Document:
    """What one page holds.

    Attributes:
        url: where the page was fetched.
        annotated: whether it may have microdata, or RDFa beyond `rel=license`.
        thorough: whether what is only possible (of low confidence) is wanted, too.
        deadline: when reading it must end, by the monotonic clock.
        archived: the address of the archive's copy, where the page is one; `url` is the original's.
        base: what relative addresses are relative to.
        canonical: the page's own address for itself if that is on the same site, else `url`.
        metas: contents of `<meta>` by lower-case name or property.
        head_links: `<link>` elements with an address.
        license_links: whatever links to Creative Commons.
        media: embedded images and sounds.
        files: links to sound files.
        anchors: links, and where in the builder's atoms each begins.
        builder: what the lines are made of.
        json_ld: texts of the JSON-LD scripts.
        microdata, rdfa: elements that carry such attributes.
        problems: what was too much to read, by reason.
        furniture: pictures beside a licence that are no works, as (address, reason).
    """

    url: str
    tree: LexborHTMLParser
    base: str = ""
    thorough: bool = False
    annotated: bool = False
    deadline: float | None = None
    archived: str | None = None
    canonical: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    head_links: list[Element] = field(default_factory=list)
    license_links: list[Element] = field(default_factory=list)
    media: list[Embedded] = field(default_factory=list)
    files: list[Embedded] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    builder: LineBuilder = field(default_factory=LineBuilder)
    json_ld: list[str] = field(default_factory=list)
    microdata: list[Element] = field(default_factory=list)
    rdfa: list[Element] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    furniture: dict[tuple[str, str], None] = field(default_factory=dict)
    surroundings: dict[int, Any] = field(default_factory=dict)
    _lines: TextLines | None = None
    _inside: dict[int, list[Embedded]] | None = None
    _remembered: dict[Any, Any] = field(default_factory=dict)

    @property
    def lines(self) -> TextLines:
        """The page as lines of text, in order, with their media and links."""
        if self._lines is None:
            self._lines = TextLines(self.builder, self.anchors)
        return self._lines

    def meta(self, *names: str) -> str | None:
        """Return the first content that is not empty, of the first name that has one."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return None

    def resolve(self, address: str | None) -> str | None:
        """Return an absolute http(s) URL, or None for anything else."""
        url = link_resolution.resolve(self.base, address)
        return link_resolution.unarchived(url) if self.archived and url else url

    def check_time(self) -> None:
        """Stop reading a page that has had its time; each loop over a page's parts asks.

        Raises:
            PageTooSlowError: it has.
        """
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise PageTooSlowError(f"{self.url} took too long to read")

    def remembered(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return what was found under a key before, or find it now."""
        if key not in self._remembered:
            self._remembered[key] = find()
        found: T = self._remembered[key]
        return found

    def full_size(self, media: Embedded) -> str | None:
        """Return the picture that a shown one links to, if its link leads to a picture."""
        for around in ancestors(media.node, most=3):
            if around.tag == "a":
                url = self.resolve(around.attributes.get("href"))
                return url if url and media.url and _is_larger(url, media.url) else None
        return None

    def media_in(self, node: LexborNode) -> list[Embedded]:
        """Return the images and sounds inside an element, in page order."""
        if self._inside is None:
            self._inside = {}
            for embedded in self.media:
                for around in ancestors(embedded.node):
                    self._inside.setdefault(around.mem_id, []).append(embedded)
        return self._inside.get(node.mem_id, [])

    def title(self) -> str | None:
        """Return the text of `<title>`."""
        node = self.tree.css_first("head > title")
        return (text_of(node) or None) if node else None


def _is_larger(url: str, shown: str) -> bool:
    """Tell whether a linked address is the file of a shown picture, and not a page about it."""
    if url == shown or not link_resolution.is_image(url) or ":" in link_resolution.file_name(url):
        return False
    same_site = link_resolution.host_of(url) == link_resolution.host_of(shown)
    return same_site or link_resolution.picture_name(url) == link_resolution.picture_name(shown)


def parse(html: bytes, url: str, deadline: float | None = None) -> Document:
    """Parse a page that is UTF-8 and bounded (`limits.bounded`) and collect what it holds.

    Raises:
        PageTooSlowError: the deadline, by the monotonic clock, has passed.
    """
    original = link_resolution.unarchived(url)
    document = Document(original, LexborHTMLParser(html), base=url, deadline=deadline)
    document.check_time()
    document.archived = url if original != url else None
    root = document.tree.root
    if root is not None:
        lower = html.lower()
        if b"<base" in lower:
            _find_base(document)
        handlers = _WITH_BACKGROUNDS if b"url(" in lower and b"background" in lower else _HANDLERS
        document.annotated = any(word in lower for word in _ANNOTATED)
        _walk(document, root, handlers)
    document.canonical = _canonical(document)
    return document


def _find_base(document: Document) -> None:
    node = document.tree.css_first("base[href]")
    href = node.attributes.get("href") if node else None
    document.base = link_resolution.resolve(document.base, href) or document.base


def _walk(document: Document, root: LexborNode, handlers: Mapping[str, Handler]) -> None:
    """Look at each element once. This loop is the hot one: it makes nothing that is not needed."""
    text = document.builder.text
    annotated = document.annotated
    for number, node in enumerate(root.traverse(include_text=True)):
        if not number % _BETWEEN_CHECKS:
            document.check_time()
        tag = node.tag or ""
        if tag == "-text":
            text(node)
            continue
        handler = handlers.get(tag)
        if handler is None and not annotated:
            continue
        attributes = node.attributes
        if handler:
            handler(document, node, attributes)
        if annotated:
            _annotation(document, node, attributes)


def _annotation(document: Document, node: LexborNode, attributes: Attributes) -> None:
    if "itemprop" in attributes or "itemscope" in attributes:
        _add(document, document.microdata, Element(node, attributes), MAX_ANNOTATED)
    if (
        not _ANNOTATIONS.isdisjoint(attributes)
        or _states(attributes.get("rel"))
        or "rev" in attributes
    ):
        _add(document, document.rdfa, Element(node, attributes), MAX_ANNOTATED)


def _states(rel: str | None) -> bool:
    """Tell whether a link's `rel` is a statement, and not `nofollow` or `stylesheet`."""
    return rel is not None and (":" in rel or "license" in rel.lower())


def _add(document: Document, to: list[T], found: T, most: int) -> None:
    if len(to) < most:
        to.append(found)
    else:
        _too_many(document)


def _too_many(document: Document) -> None:
    if "page_too_many_elements" not in document.problems:
        document.problems.append("page_too_many_elements")


def _meta(document: Document, node: LexborNode, attributes: Attributes) -> None:
    named = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    if not named:
        return
    if len(document.metas) < MAX_METAS:
        content = collapse(attributes.get("content") or "")
        document.metas.setdefault(named.strip().lower(), []).append(content)
    else:
        _too_many(document)


def _anchor(document: Document, node: LexborNode, attributes: Attributes) -> None:
    href = attributes.get("href")
    if not href:
        return
    named = "creativecommons" in href or "creativecommons" in href.lower()
    _stated(document, node, attributes)
    if len(document.anchors) < MAX_ANCHORS:
        document.anchors.append((node, attributes, len(document.builder.texts)))
    if named:
        _add(document, document.license_links, Element(node, attributes), MAX_LICENSE_LINKS)
    elif ("." in href[-5:] or "?" in href) and link_resolution.is_audio_address(href):
        _embed(document, node, attributes, "audio", href, linked=True)


def _link(document: Document, node: LexborNode, attributes: Attributes) -> None:
    href = attributes.get("href")
    if href:
        found = Element(node, attributes)
        _add(document, document.head_links, found, MAX_METAS)
        _stated(document, node, attributes)
        if "creativecommons" in href.lower():
            _add(document, document.license_links, found, MAX_LICENSE_LINKS)


def _script(document: Document, node: LexborNode, attributes: Attributes) -> None:
    kind = attributes.get("type")
    if kind and kind.lower().partition(";")[0].strip() == "application/ld+json":
        document.json_ld.append(node.text(deep=True))


def _image(document: Document, node: LexborNode, attributes: Attributes) -> None:
    _embed(document, node, attributes, "image", image_sources.shown(attributes))
    _stated(document, node, attributes)


def _stated(document: Document, node: LexborNode, attributes: Attributes) -> None:
    """Remember `rel=license` on a page that states nothing else in RDFa."""
    rel = attributes.get("rel")
    if rel and not document.annotated and "license" in rel.lower():
        _add(document, document.rdfa, Element(node, attributes), MAX_ANNOTATED)


def _sound(document: Document, node: LexborNode, attributes: Attributes) -> None:
    _embed(document, node, attributes, "audio", attributes.get("src") or "")


def _source(document: Document, node: LexborNode, attributes: Attributes) -> None:
    parent = node.parent
    if parent is not None and parent.tag == "audio":
        _sound(document, node, attributes)


def _break(document: Document, node: LexborNode, attributes: Attributes) -> None:
    document.builder.line_break()


def _barrier(document: Document, node: LexborNode, attributes: Attributes) -> None:
    document.builder.barrier(node)


def _background(document: Document, node: LexborNode, attributes: Attributes) -> None:
    """Take an element's own background picture, which many themes use for the head of a post."""
    style = attributes.get("style")
    if style and "url(" in style:
        found = _BACKGROUND.search(style)
        if found:
            _embed(document, node, attributes, "image", found[1], background=True)


def _embed(  # noqa: PLR0913 - what one element says of itself
    document: Document,
    node: LexborNode,
    attributes: Attributes,
    kind: MediaType,
    raw: str,
    *,
    linked: bool = False,
    background: bool = False,
) -> None:
    raw = raw.strip()
    if not raw:
        return
    url = document.resolve(raw)
    best = url
    if kind == "image" and not background:
        largest = _largest(node, attributes, raw)
        best = url if largest == raw else document.resolve(largest) or url
    embedded = Embedded(node, attributes, kind, url, raw, best, background)
    to = document.files if linked else document.media
    _add(document, to, embedded, MAX_MEDIA)
    if to[-1] is embedded and not linked and not background:
        document.builder.embed(embedded)


def _largest(node: LexborNode, attributes: Attributes, raw: str) -> str:
    """Return the address of the largest file that an `<img>` and its `<picture>` name."""
    best = image_sources.best(attributes, raw)
    parent = node.parent
    if parent is None or parent.tag != "picture" or best != raw:
        return best
    for source in parent.css("source"):
        offered = source.attributes
        kind = offered.get("type") or ""
        if kind.endswith(("webp", "avif")):
            continue  # a format made for this visit, not the file
        found = image_sources.largest(offered.get("srcset") or offered.get("data-srcset") or "")
        if found and found[1] > 1:
            return found[0]
    return best


_HANDLERS: dict[str, Handler] = {
    "meta": _meta,
    "a": _anchor,
    "area": _anchor,
    "link": _link,
    "script": _script,
    "img": _image,
    "audio": _sound,
    "source": _source,
    "amp-img": _image,
    "br": _break,
    **dict.fromkeys(("iframe", "video", "object", "embed"), _barrier),
}
_WITH_BACKGROUNDS = {
    **dict.fromkeys(("div", "section", "header", "span", "li", "figure"), _background),
    **_HANDLERS,
}


def _canonical(document: Document) -> str:
    links = (link.get("href") for link in document.head_links if "canonical" in link.words("rel"))
    for address in (*links, document.meta("og:url")):
        own = document.resolve(address)
        if own and link_resolution.host_of(own) == link_resolution.host_of(document.url):
            return own
    return document.url
