"""Markdown tables."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(value: object) -> str:
    """Return a value as inline code, or nothing for None and an empty text."""
    return f"`{value}`" if value not in (None, "") else ""


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
