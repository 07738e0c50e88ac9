"""Charts as inline SVG: drawn here, so that a report needs no network and no script.

Colours are CSS variables of the page (`--c1` ... `--c6`, `--grid`), text takes the page's own, and
so a chart follows a light or a dark page. Each chart says what it shows to a screen reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from catalog.text import printable

_WIDTH = 520
_LABEL_WIDTH = 176
_ROW = 28
_LABEL_CHARACTERS = 24
_COLUMN_HEIGHT = 190


@dataclass(frozen=True, slots=True)
class Bar:
    """One value with its name, as it came from the web: charts escape it."""

    label: str
    value: int


def escaped(text: str) -> str:
    """Escape a text for HTML, without characters that would not be seen or would turn it around."""
    return escape(printable(text))


def horizontal_bars(bars: Sequence[Bar], *, title: str, color: int = 1) -> str:
    """Draw one bar a row, label left, number right."""
    most = max((bar.value for bar in bars), default=0)
    rows = "".join(_bar_row(index, bar, most, color) for index, bar in enumerate(bars))
    return _svg(rows, height=len(bars) * _ROW, title=title)


def columns(bars: Sequence[Bar], *, title: str, color: int = 1) -> str:
    """Draw one column a value, for values whose order means something."""
    most = max((bar.value for bar in bars), default=0)
    step = _WIDTH / max(len(bars), 1)
    drawn = "".join(_column(index, bar, most, step, color) for index, bar in enumerate(bars))
    base = f'<line class="axis" x1="0" x2="{_WIDTH}" y1="210.5" y2="210.5"/>'
    return _svg(drawn + base, height=236, title=title)


def share_bar(bars: Sequence[Bar], *, title: str) -> str:
    """Draw one bar divided into shares, in the order given, with a legend below."""
    total = sum(bar.value for bar in bars) or 1
    drawn, legend, x = [], [], 0.0
    for index, bar in enumerate(bars):
        width = _WIDTH * bar.value / total
        hint = f"<title>{escaped(bar.label)}: {bar.value:,}</title>"
        drawn.append(
            f'<rect class="c{index + 1}" x="{x:.1f}" y="0" width="{max(width - 2, 0.5):.1f}" '
            f'height="44" rx="3">{hint}</rect>'
        )
        legend.append(_legend_entry(index, bar, total))
        x += width
    return _svg("".join(drawn + legend), height=58 + 26 * ((len(bars) + 1) // 2), title=title)


def heat_table(
    values: Mapping[tuple[str, str], int],
    *,
    rows: Sequence[str],
    heads: Sequence[str],
    caption: str,
) -> str:
    """Write a table whose cells are the darker the more they count; it needs no other table."""
    most = max(values.values(), default=1)
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escaped(row)}</th>'
        + "".join(_heat_cell(values.get((row, name), 0), most) for name in heads)
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="heat"><caption class="sr">{escaped(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def value_table(bars: Sequence[Bar], *, head: str, unit: str) -> str:
    """Write the table that stands beside a chart."""
    total = sum(bar.value for bar in bars) or 1
    body = "".join(
        f'<tr><th scope="row">{escaped(bar.label)}</th><td>{bar.value:,}</td>'
        f"<td>{percent(bar.value, total)}</td></tr>"
        for bar in bars
    )
    return (
        f'<table><thead><tr><th scope="col">{escape(head)}</th><th scope="col">{escape(unit)}</th>'
        f'<th scope="col">share</th></tr></thead><tbody>{body}</tbody></table>'
    )


def percent(part: int, total: int) -> str:
    """Return a share as a person writes it.

    >>> percent(1, 3), percent(1, 1000), percent(0, 0)
    ('33%', '0.1%', '0%')
    """
    share = 100 * part / total if total else 0.0
    return f"{share:.1f}%" if 0 < share < 1 else f"{share:.0f}%"


def _bar_row(index: int, bar: Bar, most: int, color: int) -> str:
    y = index * _ROW
    room = _WIDTH - _LABEL_WIDTH - 64
    width = max(room * bar.value / most, 2) if most else 0
    label = escaped(_shortened(bar.label))
    return (
        f"<g><title>{escaped(bar.label)}: {bar.value:,}</title>"
        f"{_text('label', _LABEL_WIDTH - 10, y + 19, label, anchor='end')}"
        f"{_rect(color, _LABEL_WIDTH, y + 4, width, 20)}"
        f"{_text('value', _LABEL_WIDTH + width + 8, y + 19, f'{bar.value:,}')}</g>"
    )


def _column(index: int, bar: Bar, most: int, step: float, color: int) -> str:
    height = max(_COLUMN_HEIGHT * 0.9 * bar.value / most, 1) if bar.value else 0
    x, y = index * step, 210 - height
    middle = x + step / 2
    return (
        f"<g><title>{escaped(bar.label)}: {bar.value:,}</title>"
        f"{_rect(color, x + step * 0.12, y, step * 0.76, height)}"
        f"{_text('value', middle, y - 7, f'{bar.value:,}', anchor='middle')}"
        f"{_text('label', middle, 231, escaped(bar.label), anchor='middle')}</g>"
    )


def _rect(color: int, x: float, y: float, width: float, height: float) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="c{color}" {place} rx="3"/>'


def _text(kind: str, x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _legend_entry(index: int, bar: Bar, total: int) -> str:
    x, y = (index % 2) * _WIDTH / 2, 64 + (index // 2) * 26
    share = f'<tspan class="value" dx="8">{percent(bar.value, total)}</tspan>'
    label = f"{escaped(bar.label)} {share}"
    return _rect(index + 1, x, y, 12, 12) + _text("label", x + 20, y + 11, label)


def _heat_cell(value: int, most: int) -> str:
    if not value:
        return '<td class="none">·</td>'
    # Counts lie orders of magnitude apart; by its root even a small one can be told from nothing.
    # Up to half of the colour the text can be read on it, in light, dark and print.
    strength = 6 + 44 * (value / most) ** 0.5
    return f'<td style="--heat:{strength:.0f}%">{value:,}</td>'


def _shortened(label: str) -> str:
    if len(label) <= _LABEL_CHARACTERS:
        return label
    return f"{label[: _LABEL_CHARACTERS - 12]}…{label[-11:]}"


def _svg(content: str, *, height: float, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-label="{escape(title)}">'
        f"{content}</svg>"
    )
