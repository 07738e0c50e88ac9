"""A page as the lines that a reader sees: text between block edges, with its links and media.

A credit stands near its picture as *lines* go, whatever elements lie between: below it, in the
same table cell, in the caption. So every rule that asks "what stands beside what" asks it here.

The walk over the page only notes texts and media in order; which of them make one line is found
where somebody looks, for a page has a thousand lines, of which a few are ever looked at.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import stringzilla
from selectolax.lexbor import LexborNode

from catalog.pages.elements import Element, Embedded

LONGEST_LINE = 20_000
_MOST_ATOMS = 2_000
# What comes after so many texts is no longer read as words: each costs memory.
MAX_ATOMS = 30_000
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "noscript", "output",
    "picture", "q", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
    "sup", "svg", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_TEXT = frozenset(("script", "style", "template", "svg", "select", "textarea", "title", "head"))

_ENDING = frozenset('.!?)]"”’»')
# A link's node, and the atom before which it begins.
Anchor = tuple[LexborNode, int]


class Line:
    """One line.

    Attributes:
        index: the place of its first atom in the page.
        end: that behind its last.
        node: the block element that holds it.
        text: white space collapsed; offsets count in it.
        media: what stands in it, as (offset, picture or sound).
        links: anchors that begin in it, as (offset, anchor).
        barrier: whether it holds a film or another page.
    """

    __slots__ = ("_parts", "barrier", "end", "index", "links", "media", "node", "text")

    def __init__(self, index: int, end: int, node: LexborNode, parts: list[str]) -> None:
        self.index = index
        self.end = end
        self.node = node
        self._parts = parts
        self.text = _collapsed(parts)
        self.media: list[tuple[int, Embedded]] = []
        self.links: list[tuple[int, Element]] = []
        self.barrier = False

    def offset(self, part: int) -> int:
        """Return where in the text the atom with that number, from the line's first, begins."""
        if part <= 0:
            return 0
        before = _collapsed(self._parts[:part])
        gap = bool(before) and self._parts[part - 1][-1:].isspace()
        return min(len(before) + gap, len(self.text))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.node.tag in _HEADINGS


def _are_of_siblings(one: LexborNode, other: LexborNode) -> bool:
    """Tell whether two texts are in two elements of one parent."""
    left, right = one.parent, other.parent
    around, beside = (node.parent if node is not None else None for node in (left, right))
    if left is None or right is None or left.mem_id == right.mem_id:
        return False
    return around is not None and beside is not None and around.mem_id == beside.mem_id


def _collapsed(parts: list[str]) -> str:
    return " ".join("".join(parts)[:LONGEST_LINE].split())


class LineBuilder:
    """Notes a page's texts and media in order: its atoms.

    Attributes:
        texts: the text of each atom, "" for what is none.
        nodes: the parent of each; None where a line ends (`<br>`).
        media: pictures and sounds, by the number of the atom.
        barriers: atoms that are a film or another page.
    """

    __slots__ = ("barriers", "media", "nodes", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.nodes: list[LexborNode | None] = []
        self.media: dict[int, Embedded] = {}
        self.barriers: set[int] = set()

    def line_break(self) -> None:
        """End the line, as `<br>` does."""
        self.texts.append("")
        self.nodes.append(None)

    def embed(self, embedded: Embedded) -> None:
        """Add a picture or a sound."""
        self.media[len(self.texts)] = embedded
        self.texts.append("")
        self.nodes.append(embedded.node)

    def cut(self, most: int) -> None:
        """Keep so many atoms."""
        del self.texts[most:]
        del self.nodes[most:]

    def barrier(self, node: LexborNode) -> None:
        """Add a film or another page."""
        self.barriers.add(len(self.texts))
        self.texts.append("")
        self.nodes.append(node)


class TextLines:
    """The lines of a page."""

    def __init__(self, atoms: LineBuilder, links: Sequence[Anchor]) -> None:
        self._atoms = atoms
        self._links = links
        self._link_places = [place for _, place in links]
        self._made: dict[int, Line] = {}
        self._blocks: dict[int, LexborNode | None] = {}
        self._text: tuple[bytes, list[int]] | None = None

    def at(self, atom: int) -> Line | None:
        """Return the line that an atom is part of; None for what is not shown as text."""
        while atom < len(self._atoms.texts) and self._is_break(atom):
            atom += 1
        if atom not in self._made:
            line = self._make(atom) if atom < len(self._atoms.texts) else None
            if line is None:
                return None
            self._made.update(dict.fromkeys(range(line.index, line.end), line))
        return self._made[atom]

    def before(self, line: Line) -> Iterator[Line]:
        """Yield the lines before one, the nearest first."""
        atom = line.index - 1
        while atom >= 0:
            found = None if self._is_break(atom) else self._known(atom)
            if found is not None:
                yield found
            atom = found.index - 1 if found is not None else atom - 1

    def after(self, line: Line) -> Iterator[Line]:
        """Yield the lines after one."""
        atom = line.end
        while atom < len(self._atoms.texts):
            found = None if self._is_break(atom) else self._known(atom)
            if found is not None:
                yield found
            atom = found.end if found is not None else atom + 1

    def holding(self, needles: Iterable[str]) -> list[Line]:
        """Return the lines in which one of some lower-case words begins, in order."""
        text, ends = self._searchable()
        atoms: set[int] = set()
        for needle in needles:
            sought = needle.encode()
            at = stringzilla.find(text, sought)
            while at >= 0:
                atom = bisect_right(ends, at)
                atoms.add(atom)
                at = stringzilla.find(text, sought, ends[atom]) if atom < len(ends) else -1
        found = (self._known(atom) for atom in sorted(atoms))
        return list({line.index: line for line in found if line is not None}.values())

    def __iter__(self) -> Iterator[Line]:
        """Yield all lines, which makes them."""
        first = self.at(0)
        if first is not None:
            yield first
            yield from self.after(first)

    def _known(self, atom: int) -> Line | None:
        return self.at(atom) if self._block(atom) is not None else None

    def _is_break(self, atom: int) -> bool:
        return self._atoms.nodes[atom] is None

    def _block(self, atom: int) -> LexborNode | None:
        """Return the nearest block element around an atom, None inside what is no text."""
        node = self._atoms.nodes[atom]
        if node is None:
            return None
        passed = []
        around = node.parent
        found: LexborNode | None = None
        while around is not None:
            key = around.mem_id
            if key in self._blocks:
                found = self._blocks[key]
                break
            passed.append(key)
            tag = around.tag
            if tag not in _INLINE:
                found = None if tag in _NO_TEXT else around
                break
            around = around.parent
        for key in passed:
            self._blocks[key] = found
        return found

    def _make(self, atom: int) -> Line | None:
        block = self._block(atom)
        if block is None:
            return None
        start, end = atom, atom + 1
        least, most = max(0, atom - _MOST_ATOMS), min(len(self._atoms.texts), atom + _MOST_ATOMS)
        while start > least and self._joins(start - 1, block):
            start -= 1
        while end < most and self._joins(end, block):
            end += 1
        lead = start
        while self._is_break(start):
            start += 1
        while self._is_break(end - 1):
            end -= 1
        return self._filled(Line(start, end, block, self._parted(start, end)), lead)

    def _parted(self, start: int, end: int) -> list[str]:
        """Return the texts of a line, a space between two elements that a style sheet sets apart.

        `<b>The mill</b><span>Photo: Ann Lee</span>` is no "The millPhoto".
        """
        parts = self._atoms.texts[start:end]
        for at in range(1, len(parts)):
            left, right = parts[at - 1][-1:], parts[at][:2]
            if right[:1].isupper() and right[1:].islower() and (left.isalnum() or left in _ENDING):
                one, other = self._atoms.nodes[start + at - 1], self._atoms.nodes[start + at]
                if left and one is not None and other is not None and _are_of_siblings(one, other):
                    parts[at - 1] += " "
        return parts

    def _joins(self, atom: int, block: LexborNode) -> bool:
        node = self._atoms.nodes[atom]
        if node is None or atom in self._made:
            return False
        if self._is_break(atom):
            return True
        found = self._block(atom)
        return found is not None and found.mem_id == block.mem_id

    def _filled(self, line: Line, lead: int) -> Line:
        """Add what stands in a line; its first link may begin before the space that leads it."""
        for atom in range(line.index, line.end):
            embedded = self._atoms.media.get(atom)
            if embedded is not None:
                line.media.append((line.offset(atom - line.index), embedded))
            line.barrier |= atom in self._atoms.barriers
        first = bisect_left(self._link_places, lead)
        for node, place in self._links[first:]:
            if place >= line.end:
                break
            attributes = node.attributes
            if attributes.get("href"):
                line.links.append((line.offset(place - line.index), Element(node, attributes)))
        return line

    def _searchable(self) -> tuple[bytes, list[int]]:
        """Return the text of all atoms in lower case and UTF-8, and where each ends in it."""
        if self._text is None:
            texts = self._atoms.texts
            lengths = [len(t) if t.isascii() else len(t.lower().encode()) for t in texts]
            self._text = "".join(texts).lower().encode(), list(accumulate(lengths))
        return self._text
