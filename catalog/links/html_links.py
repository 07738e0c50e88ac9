"""The links of a page, and what it says of licences without a link, from its HTML.

Links are named as WAT names them (`A@/href`), so that rows made of a page itself equal those made
of its WAT. What WAT does not show stands in sections of its own:

| section | what | link_kind, such as |
| --- | --- | --- |
| `json-ld` | values in JSON-LD scripts | `ImageObject/license` |
| `microdata` | `itemprop` with a value that is no link | `META@/content`, `SPAN/#text` |
| `rdfa` | `property`, `rel`, `resource`, `about` with a value that is no link | `SPAN@/resource` |
| `meta` | other `<meta>` elements | `META@/content` |
| `attribute` | any other attribute | `DIV@/data-license` |
| `text` | an address in the page's words | `P/#text` |
| `comment` | an address in a comment, as ccREL's RDF of 2004 | `#comment` |
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from catalog.links.link_rows import BETWEEN_URLS, NEEDLE, is_license_meta
from catalog.pages import jsonld, limits
from catalog.pages.items import Item

Link = dict[str, Any]
Statement = tuple[str, Link]
_Attributes = Mapping[str, str | None]

# Attributes that hold an address (HTML Living Standard, "Attributes", and HTML 4.01).
_ADDRESSES = frozenset(
    (
        *("action", "background", "cite", "classid", "codebase", "data", "formaction", "href"),
        *("longdesc", "manifest", "poster", "profile", "src", "usemap"),
    )
)
# What WAT tells of a link beside its address.
_KEPT_ATTRIBUTES = ("rel", "alt", "title", "target", "type", "hreflang", "name")
# These name vocabularies, as `xmlns:cc="http://creativecommons.org/ns#"`, and state nothing.
_VOCABULARY = frozenset(("itemtype", "prefix", "property", "rel", "rev", "typeof", "vocab"))
_RDFA = frozenset(("about", "property", "resource"))
_NO_TEXT = frozenset(("script", "style"))
# A comment may hold ccREL's RDF; most others that match are old scripts' own.
_LICENSE_WORD = re.compile(r"licen[cs]e", re.IGNORECASE)
_AROUND = ".,;:!?]}*|"
MAX_STATEMENTS = 1_000
_MOST_PARTS = 10


@dataclass(slots=True)
class HtmlLinks:
    """What the HTML of one page holds, in the shape of WAT.

    Attributes:
        links: of the body, all images and `A@/href`, and what else links to the needle.
        head_links: `<link>` elements of the head that link to it.
        metas: `<meta>` elements about licences that hold it.
        statements: section and link of what WAT does not show, each once.
    """

    links: list[Link] = field(default_factory=list)
    head_links: list[Link] = field(default_factory=list)
    metas: list[Link] = field(default_factory=list)
    statements: dict[tuple[str, str, str], Statement] = field(default_factory=dict)

    def state(self, section: str, kind: str, text: str, rel: str | None = None) -> None:
        """Add the addresses in a text that are of the needle."""
        for word in BETWEEN_URLS.split(text):
            before, found, _ = word.partition(NEEDLE)
            if found and not before.endswith("@") and len(self.statements) < MAX_STATEMENTS:
                url = word.strip(_AROUND) if section in ("text", "comment") else word
                url = url if "//" in url else f"https://{url}"
                link = {"path": kind, "url": url, "rel": rel}
                self.statements.setdefault((section, kind, url), (section, link))


def read_html(html: bytes, counts: Counter[str]) -> HtmlLinks:
    """Return what a page of UTF-8 holds.

    A page that would cost a parser too much in one piece is read in several: links do not depend on
    what stands around them.

    What cannot be read is counted: `errors.bad_json_ld`, and `errors.page_...` where a part of a
    page had to be left out.
    """
    found = HtmlLinks()
    reader = _LinkReader(found)
    for number, part in enumerate(_parts(html, counts)):
        reader.read(part, in_head=number == 0)
    _json_ld(found, [script for script in reader.scripts if NEEDLE in script], counts)
    return found


def _parts(html: bytes, counts: Counter[str]) -> Iterator[bytes]:
    """Divide a page into parts that are cheap to parse, each from a tag on."""
    left = html
    for _ in range(_MOST_PARTS):
        part, reason = limits.bounded(left)
        if reason is None:
            yield left
            return
        end = max(part.rfind(b"<"), 0) if reason == "page_too_large" else len(part)
        yield part[:end]
        left = left[end:]
        if not end or NEEDLE.encode() not in left:
            break
    if NEEDLE.encode() in left:
        counts[f"errors.{reason}"] += 1


@dataclass(slots=True)
class _LinkReader:
    """Walks over the elements of a page's parts."""

    found: HtmlLinks
    scripts: list[str] = field(default_factory=list)

    def read(self, html: bytes, *, in_head: bool) -> None:
        """Read one part."""
        root = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS).root
        for node in root.traverse(include_text=True) if root else ():
            tag = node.tag or ""
            if tag == "-text":
                _text(self.found, node)
            elif tag == "-comment":
                _comment(self.found, node)
            else:
                in_head = in_head and tag != "body"
                attributes = node.attributes
                _element(self.found, tag, attributes, in_head=in_head)
                if tag == "script" and _is_json_ld(attributes):
                    self.scripts.append(node.text(deep=True))


def _is_json_ld(attributes: _Attributes) -> bool:
    kind = attributes.get("type") or ""
    return kind.lower().partition(";")[0].strip() == "application/ld+json"


def _element(found: HtmlLinks, tag: str, attributes: _Attributes, *, in_head: bool) -> None:
    if tag in ("a", "area", "img"):
        _link(found.links, tag, "src" if tag == "img" else "href", attributes)
    for name, value in attributes.items():
        if value and NEEDLE in value:
            _hit(found, tag, (name, value), attributes, in_head=in_head)


def _link(links: list[Link], tag: str, name: str, attributes: _Attributes) -> None:
    url = attributes.get(name)
    if url is not None:
        attributes_kept = {key: attributes[key] for key in _KEPT_ATTRIBUTES if attributes.get(key)}
        links.append({"path": f"{tag.upper()}@/{name}", "url": url.strip(), **attributes_kept})


def _hit(
    found: HtmlLinks,
    tag: str,
    attribute: tuple[str, str],
    attributes: _Attributes,
    *,
    in_head: bool,
) -> None:
    """Add one attribute that has the needle to where it belongs."""
    name, value = attribute
    if tag in ("a", "area", "img") and name == ("src" if tag == "img" else "href"):
        return  # among the links already
    if name in _ADDRESSES:
        if in_head and tag == "script":
            return  # WAT has these apart, and a script is no licence
        _link(found.head_links if in_head and tag == "link" else found.links, tag, name, attributes)
    elif name in _VOCABULARY or name.startswith("xmlns"):
        return
    elif tag == "meta" and "itemprop" not in attributes and is_license_meta(attributes):
        found.metas.append(dict(attributes))
    else:
        section, rel = _section(tag, attributes)
        found.state(section, f"{tag.upper()}@/{name}", value, rel)


def _section(tag: str, attributes: _Attributes) -> tuple[str, str | None]:
    """Return the section of what an element says, and the word by which it says it."""
    if "itemprop" in attributes:
        return "microdata", attributes["itemprop"]
    if tag == "meta":
        return "meta", None
    if _RDFA & attributes.keys():
        return "rdfa", attributes.get("property") or attributes.get("rel")
    return "attribute", None


def _text(found: HtmlLinks, node: LexborNode) -> None:
    text = node.text_content or ""
    parent = node.parent
    if NEEDLE not in text or parent is None or parent.tag in _NO_TEXT:
        return
    attributes = parent.attributes
    if NEEDLE in (attributes.get("href") or ""):
        return  # the words of a link that is a row itself
    section, rel = _section(parent.tag or "", attributes)
    section = section if section in ("microdata", "rdfa") else "text"
    found.state(section, f"{(parent.tag or '').upper()}/#text", text, rel)


def _comment(found: HtmlLinks, node: LexborNode) -> None:
    text = node.comment_content or ""
    if NEEDLE in text and _LICENSE_WORD.search(text):
        found.state("comment", "#comment", text)


def _json_ld(found: HtmlLinks, scripts: list[str], counts: Counter[str]) -> None:
    items, problems = jsonld.read_items(scripts)
    counts.update(f"errors.{problem.reason}" for problem in problems)
    for item in items:
        for name, text in _texts(item):
            if NEEDLE in text:
                kind = "/".join([*sorted(item.types)[:1], name])
                found.state("json-ld", kind, text, name)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the properties of an item that are text, or refer to another item by its address."""
    for name, values in item.properties.items():
        for value in values:
            if isinstance(value, str):
                yield name, value
            elif value.id:
                yield name, value.id
