"""What one page holds: everything that the readers look at, in page order."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import stringzilla
from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog.errors import PageTooSlowError
from catalog.pages import link_resolution
from catalog.pages.elements import MOST_ANCESTORS, Element, Embedded, ancestors, text_of
from catalog.pages.lines import Anchor, Line, LineBuilder, TextLines
from catalog.urls import site_domain

T = TypeVar("T")


@dataclass(slots=True)
class Document:
    """What one page holds.

    Attributes:
        url: where the page was fetched.
        lower: its source in lower case.
        thorough: whether what is only possible (of low confidence) is wanted, too.
        deadline: when reading it must end, by the monotonic clock.
        archived: the address of the archive's copy, where the page is one; `url` is the original's.
        base: what relative addresses are relative to.
        has_pictures: whether it may have `<picture>` elements.
        has_sizes: whether its pictures may name files beside their `src`.
        has_players: whether scripts may set up players of podcasts.
        canonical: the page's own address for itself if that is on the same site, else `url`.
        metas: contents of `<meta>` by lower-case name or property.
        head_links: `<link>` elements with an address.
        license_links: whatever links to Creative Commons.
        media: embedded images and sounds.
        files: links to sound files.
        anchors: links, and where in the builder's atoms each begins.
        builder: what the lines are made of.
        json_ld: texts of the JSON-LD scripts.
        players: texts of the scripts that set up a podcast's player.
        microdata, rdfa: elements that carry such attributes.
        problems: what was too much to read, by reason.
        author: whom structured data name as the page's author.
        creators: whom they name as the maker of a picture, by `link_resolution.work_key`.
        furniture: pictures beside a licence that are no works, as (address, reason).
    """

    url: str
    tree: LexborHTMLParser
    lower: bytes = b""
    base: str = ""
    thorough: bool = False
    deadline: float | None = None
    archived: str | None = None
    has_pictures: bool = False
    has_sizes: bool = False
    has_players: bool = False
    canonical: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    head_links: list[Element] = field(default_factory=list)
    license_links: list[Element] = field(default_factory=list)
    media: list[Embedded] = field(default_factory=list)
    files: list[Embedded] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    builder: LineBuilder = field(default_factory=LineBuilder)
    json_ld: list[str] = field(default_factory=list)
    players: list[str] = field(default_factory=list)
    microdata: list[Element] = field(default_factory=list)
    rdfa: list[Element] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    author: str | None = None
    creators: dict[str, str] = field(default_factory=dict)
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

    def is_of_site(self, url: str) -> bool:
        """Tell whether an address is at the page's site, at whichever host of it."""
        own = site_domain(link_resolution.host_of(self.url))
        return site_domain(link_resolution.host_of(url)) == own

    def holds(self, *words: bytes) -> bool:
        """Tell whether the source has one of some lower-case words: else no search finds them."""
        return any(stringzilla.find(self.lower, word) >= 0 for word in words)

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

    def file_of(self, media: Embedded) -> str:
        """Return the file to write: what a shown picture links to, or the largest it names."""
        return self.full_size(media) or media.best or media.url or ""

    def media_in(self, node: LexborNode) -> list[Embedded]:
        """Return the images and sounds inside an element, in page order."""
        if self._inside is None:
            inside: dict[int, list[Embedded]] = {}
            for embedded in self.media:
                around, left = embedded.node.parent, MOST_ANCESTORS
                while around is not None and left:
                    inside.setdefault(around.mem_id, []).append(embedded)
                    around, left = around.parent, left - 1
            self._inside = inside
        return self._inside.get(node.mem_id, [])

    def line_of(self, media: Embedded) -> Line | None:
        """Return the line that a picture of the page stands in."""
        atoms = self.remembered(
            "atoms", lambda: {m.node.mem_id: atom for atom, m in self.builder.media.items()}
        )
        atom = atoms.get(media.node.mem_id)
        return self.lines.at(atom) if atom is not None else None

    def lines_at(self, media: Embedded) -> list[Line]:
        """Return the line that a picture of the page stands in, and the one below it."""
        line = self.line_of(media)
        return [line, *islice(self.lines.after(line), 1)] if line is not None else []

    def title(self) -> str | None:
        """Return the text of `<title>`."""
        return self.remembered("title", lambda: _title(self.tree))


def _title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head > title")
    return (text_of(node) or None) if node else None


def _is_larger(url: str, shown: str) -> bool:
    """Tell whether a linked address is the file of a shown picture, and not a page about it."""
    if url == shown or not link_resolution.is_image(url) or ":" in link_resolution.file_name(url):
        return False
    same_site = link_resolution.host_of(url) == link_resolution.host_of(shown)
    return same_site or link_resolution.picture_name(url) == link_resolution.picture_name(shown)
