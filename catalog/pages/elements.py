"""Elements of a parsed page, and the two walks that readers need: up to the root, and its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from catalog.pages import link_resolution
from catalog.records import MediaType

LONGEST_TEXT = 2_000
MOST_ANCESTORS = 60
_MOST_NODES_OF_TEXT = 1_000
_NOT_TEXT = frozenset(("script", "style", "template"))


# Not frozen: a page has thousands, and to make a frozen one takes thrice the time.
@dataclass(slots=True, eq=False)
class Element:
    """One element and its attributes, which the parser would otherwise build again each time."""

    node: LexborNode
    attributes: Mapping[str, str | None]

    def get(self, name: str) -> str:
        """Return an attribute's value, stripped, or "" where it is missing or empty."""
        return (self.attributes.get(name) or "").strip()

    def words(self, name: str) -> frozenset[str]:
        """Return the lower-case words of an attribute such as `rel` or `class`."""
        return frozenset(self.get(name).lower().split())

    @property
    def tag(self) -> str:
        """The element's name, lower case."""
        return self.node.tag or ""


@dataclass(slots=True, eq=False)
class Embedded(Element):
    """An image or a sound that the page shows.

    Attributes:
        url: absolute, or None where it has no usable address.
        raw: the address as it is written.
        best: the largest file that the element names, absolute; `url` where it names no other.
        background: whether it is the background of an element, and no picture of its own.
    """

    media_type: MediaType
    url: str | None
    raw: str
    best: str | None = None
    background: bool = False

    @property
    def key(self) -> str:
        """What its sizes have in common."""
        return link_resolution.work_key(self.best or self.url or self.raw)


def element(node: LexborNode) -> Element:
    """Return a node with its attributes."""
    return Element(node, node.attributes)


def ancestors(node: LexborNode, *, most: int = MOST_ANCESTORS) -> Iterator[LexborNode]:
    """Yield the elements around a node, the nearest first, at most `most` of them."""
    parent = node.parent
    while parent is not None and most > 0 and not (parent.tag or "-").startswith("-"):
        yield parent
        parent = parent.parent
        most -= 1


def text_of(node: LexborNode, *, longest: int = LONGEST_TEXT) -> str:
    """Return an element's text, white space collapsed, without scripts, cut to `longest`.

    It looks at a bounded number of nodes: many nested elements whose texts are asked for would
    otherwise take time that grows with the square.
    """
    parts: list[str] = []
    length = 0
    in_script = False
    for count, inner in enumerate(node.traverse(include_text=True)):
        if count > _MOST_NODES_OF_TEXT or length > 2 * longest:
            break
        if inner.tag != "-text":
            in_script = inner.tag in _NOT_TEXT
            if inner.tag == "br":
                parts.append(" ")
            continue
        if not in_script:
            piece = inner.text_content or ""
            parts.append(piece)
            length += len(piece)
        in_script = False
    return collapse("".join(parts))[:longest].strip()


def collapse(text: str) -> str:
    """Return text with each run of white space made one space."""
    return " ".join(text.split())
