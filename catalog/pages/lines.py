"""A page as the lines that a reader sees: text between block edges, with its links and media.

A credit stands near its picture as *lines* go, whatever elements lie between: below it, in the
same table cell, in the caption. So every rule that asks "what stands beside what" asks it here.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from catalog.pages.elements import Element, Embedded

Anchor = tuple[Element, int, int]
LONGEST_LINE = 20_000
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "noscript", "output",
    "picture", "q", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
    "sup", "svg", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_TEXT = frozenset(("script", "style", "template", "svg", "select", "textarea", "title", "head"))


class Line:
    """One line.

    Attributes:
        index: its place among the page's lines.
        node: the block element that holds it.
        text: white space collapsed; offsets count in it.
        media: what stands in it, as (offset, picture or sound).
        links: anchors that begin in it, as (offset, anchor).
    """

    __slots__ = ("_parts", "index", "links", "media", "node", "text")

    def __init__(self, index: int, node: LexborNode, parts: list[str]) -> None:
        self.index = index
        self.node = node
        self._parts = parts
        self.text = _collapsed(parts)
        self.media: list[tuple[int, Embedded]] = []
        self.links: list[tuple[int, Element]] = []

    def offset(self, part: int) -> int:
        """Return where in the text the piece with that number begins."""
        if part <= 0:
            return 0
        before = _collapsed(self._parts[:part])
        gap = bool(before) and self._parts[part - 1][-1:].isspace()
        return min(len(before) + gap, len(self.text))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.node.tag in _HEADINGS


def _collapsed(parts: list[str]) -> str:
    return " ".join("".join(parts)[:LONGEST_LINE].split())


class LineBuilder:
    """Takes a page's nodes in order and breaks them into lines.

    It only notes where lines begin: a page has a thousand, of which a few are ever looked at, and
    this is the hot loop.
    """

    __slots__ = ("_blocks", "_current", "_nodes", "_pieces", "_starts")

    def __init__(self) -> None:
        # The key of each element's block; 0 inside what is never shown as text.
        self._blocks: dict[int, int] = {}
        self._current = 0
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._nodes: list[LexborNode] = []

    def text(self, node: LexborNode) -> None:
        """Add a text node."""
        text = node.text_content
        if not text:
            return
        parent = node.parent
        if parent is None:
            return
        key = parent.mem_id
        block = self._blocks.get(key)
        if block is None:
            block = self._block(parent, key)
        if block == self._current:
            if block:
                self._pieces.append(text)
        elif block and not text.isspace():
            self._begin(parent, block)
            self._pieces.append(text)

    def line_break(self) -> None:
        """End the line, as `<br>` does."""
        self._current = 0

    def place(self, node: LexborNode) -> tuple[int, int]:
        """Return the line in which an inline element begins, and before which piece of text.

        The line is -1 for what stands outside the body's text.
        """
        parent = node.parent
        if parent is None:
            return -1, 0
        key = parent.mem_id
        block = self._blocks.get(key)
        if block is None:
            block = self._block(parent, key)
        if not block:
            return -1, 0
        if block != self._current:
            self._begin(parent, block)
        return len(self._starts) - 1, len(self._pieces)

    def _begin(self, parent: LexborNode, block: int) -> None:
        self._starts.append(len(self._pieces))
        self._nodes.append(parent)
        self._current = block

    def _block(self, node: LexborNode, key: int) -> int:
        """Return the key of the nearest block element, 0 inside what is never shown as text."""
        blocks = self._blocks
        passed = []
        around: LexborNode | None = node
        found: int | None = None
        while around is not None:
            found = blocks.get(key)
            if found is None:
                found = _own_block(around.tag, key)
            if found is not None:
                break
            passed.append(key)
            around = around.parent
            key = around.mem_id if around is not None else 0
        found = found or 0
        for inner in passed:
            blocks[inner] = found
        blocks[key] = found
        return found

    def lines(self, media: list[Embedded], links: list[Anchor]) -> list[Line]:
        """Return the page's lines, with the media and links that stand in them."""
        if not self._starts:
            return []
        ends = [*self._starts[1:], len(self._pieces)]
        found = [
            Line(index, self._block_of(node), self._pieces[start:end])
            for index, (node, start, end) in enumerate(
                zip(self._nodes, self._starts, ends, strict=True)
            )
        ]
        for embedded in media:
            if embedded.line >= 0:
                line = found[embedded.line]
                part = embedded.part - self._starts[embedded.line]
                line.media.append((line.offset(part), embedded))
        for anchor, at, part in links:
            if at >= 0:
                line = found[at]
                line.links.append((line.offset(part - self._starts[at]), anchor))
        return found

    def _block_of(self, node: LexborNode) -> LexborNode:
        block = self._blocks.get(node.mem_id)
        around: LexborNode | None = node
        while around is not None and around.mem_id != block:
            around = around.parent
        return around or node


def _own_block(tag: str | None, key: int) -> int | None:
    """Return the key of an element that is a block itself, 0 where it shows no text."""
    if tag in _INLINE:
        return None
    return 0 if tag in _NO_TEXT else key


def before(lines: list[Line], line: Line) -> Iterator[Line]:
    """Yield the lines before one, the nearest first."""
    for index in range(line.index - 1, -1, -1):
        yield lines[index]


def after(lines: list[Line], line: Line) -> Iterator[Line]:
    """Yield the lines after one."""
    for index in range(line.index + 1, len(lines)):
        yield lines[index]
