"""Lay texts out as a table that is no wider than the terminal. No word is ever cut or broken."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

_LINES = 3  # characters that each column of a table with lines takes beside its text
_GAP = 2  # characters between the columns of one without
_INDENT = 2  # of the lines of a row after the first
_MOST_BANDS = 4


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a table; `right` says which columns stand at the right, as numbers do."""

    headings: Sequence[str]
    right: Sequence[bool]
    rows: Sequence[Sequence[str]]

    def widest(self, split: Callable[[str], list[str]]) -> list[int]:
        """Return the width of each column's longest part."""
        from rich.cells import cell_len

        return [
            max((cell_len(part) for text in column for part in split(text)), default=1)
            for column in zip(self.headings, *self.rows, strict=True)
        ]

    def filled(self) -> "Cells":
        """Return the columns in which some row has something."""
        kept = [
            n for n, _ in enumerate(self.headings) if not self.rows or any(r[n] for r in self.rows)
        ]
        return Cells(
            [self.headings[n] for n in kept],
            [self.right[n] for n in kept],
            [[row[n] for n in kept] for row in self.rows],
        )


def laid_out(cells: Cells, width: int | None, stream: Any) -> str:
    """Return a table with lines, if the width allows it; None is as wide as need be.

    Else one without lines and empty columns, in which texts wrap or each row takes up to four
    lines, whichever is shorter; and where not even that has room, a line for each value.
    """
    whole = cells.widest(str.splitlines)
    needed = sum(whole) + _LINES * len(whole) + 1
    if width is None or needed <= width:
        return _printed(_with_lines(cells, whole), needed, stream)
    cells = cells.filled()
    words, whole = cells.widest(str.split), cells.widest(str.splitlines)
    needed = max(width, *words) + _INDENT
    forms = []
    for most in (width, width // 2, 0):  # to which a text is widened for its own sake
        bands = _bands([max(w, min(h, most)) for w, h in zip(words, whole, strict=True)], width)
        if len(bands) <= _MOST_BANDS:
            table = _without_lines(cells, _widths(bands, words, whole, width))
            forms.append(_printed(table, needed, stream))
    if forms:
        return min(forms, key=lambda text: text.count("\n"))
    rows = (zip(cells.headings, row, strict=True) for row in cells.rows)
    return "".join(f"{as_pairs(row, width)}\n" for row in rows)


def _bands(widths: list[int], room: int) -> list[range]:
    """Return which columns stand beside each other, so that they are no wider than the room.

    >>> _bands([9, 4, 6], 23), _bands([9, 4, 6], 22)
    ([range(0, 3)], [range(0, 2), range(2, 3)])
    """
    starts, end = [0], -_GAP
    for number, width in enumerate(widths):
        if number and end + _GAP + width > room:
            starts.append(number)
            end = _INDENT - _GAP
        end += _GAP + width
    return [range(*ends) for ends in pairwise([*starts, len(widths)])]


def _widths(
    bands: list[range], words: list[int], whole: list[int], width: int
) -> list[dict[int, int]]:
    """Return for each band the widths of its columns by their numbers."""
    found = []
    for place, band in enumerate(bands):
        room = width - _GAP * (len(band) - 1) - (_INDENT if place else 0)
        shared = _shared([words[n] for n in band], [whole[n] for n in band], room)
        found.append(dict(zip(band, shared, strict=True)))
    return found


def _shared(words: list[int], whole: list[int], room: int) -> list[int]:
    """Widen columns from their longest word towards their whole text, the needy ones last.

    >>> _shared([9, 4, 6], [50, 8, 6], 40)
    [26, 8, 6]
    """
    widths = list(words)
    left = max(0, room - sum(widths))
    needs = sorted(range(len(widths)), key=lambda n: whole[n] - words[n])
    for place, number in enumerate(needs):
        given = min(whole[number] - words[number], left // (len(needs) - place))
        widths[number] += given
        left -= given
    return widths


def _with_lines(cells: Cells, widths: list[int]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for heading, right, width in zip(cells.headings, cells.right, widths, strict=True):
        table.add_column(Text(heading), justify=_justified(right), width=width)
    for row in cells.rows:
        table.add_row(*map(Text, row))
    return table


def _without_lines(cells: Cells, bands: list[dict[int, int]]) -> Any:
    """Draw the headings and each row as one cell, in which the bands are below each other."""
    from rich import box
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    def drawn(texts: Sequence[str], style: str = "") -> Group:
        lines = []
        for place, band in enumerate(bands):
            line = Table.grid(padding=(0, _GAP, 0, 0))
            for number, width in band.items():
                line.add_column(justify=_justified(cells.right[number]), width=width)
            line.add_row(*(Text(texts[number], style) for number in band))
            lines.append(Padding(line, (0, 0, 0, _INDENT if place else 0), expand=False))
        return Group(*lines)

    # An empty line between rows of several lines.
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0, leading=int(len(bands) > 1))
    table.add_column(drawn(cells.headings, "bold"))
    for row in cells.rows:
        table.add_row(drawn(row))
    return table


def _justified(right: bool) -> Literal["left", "right"]:
    return "right" if right else "left"


def _printed(table: Any, width: int, stream: Any) -> str:
    from rich.console import Console

    console = Console(file=stream, width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def as_pairs(pairs: Iterable[tuple[str, str]], width: int | None) -> str:
    """Return lines of a name and a value; a long value goes on below itself, between words.

    >>> print(as_pairs([("title", "Fox and Hound"), ("url", "https://a.example/fox")], 16), end="")
    title  Fox and
           Hound
    url    https://a.example/fox
    """
    from rich.cells import cell_len

    found = list(pairs)
    longest = max((cell_len(name) for name, _ in found), default=0) + 2
    room = max(1, (width or sys.maxsize) - longest)
    text = ""
    for name, value in found:
        wrapped = textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)
        below = f"\n{' ' * longest}".join(wrapped)
        text += f"{name}{' ' * (longest - cell_len(name))}{below}".rstrip() + "\n"
    return text
