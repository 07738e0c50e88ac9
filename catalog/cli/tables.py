"""Print rows, for every command: as a table, JSON, JSON lines or CSV.

A table shows plain text: nothing in the data is read as markup, and what would steer a terminal is
replaced. Words are never cut or broken, so that a key can be copied whole. Where the terminal is
narrow, a table has no lines and no empty columns, texts wrap between words, and a row may take
several lines.

JSON is one document, a list of objects; keys are snake_case, moments ISO 8601 in UTC.
"""

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import click

from catalog.cli.layout import Cells, as_pairs, laid_out
from catalog.cli.output import verbosity
from catalog.text import printable

Format = Literal["table", "json", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl", "csv")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    help="A table for people; the others for programs.",
)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table.

    Attributes:
        name: its key in a row, snake_case.
        heading: what the table calls it; the name, with spaces, by default.
        right: whether its values stand at the right, as numbers do.
        show: how the table writes a value; `as_text` by default.
    """

    name: str
    heading: str = ""
    right: bool = False
    show: Callable[[Any], str] | None = None

    @property
    def title(self) -> str:
        """Return what the table calls it."""
        return self.heading or self.name.replace("_", " ")

    def cell(self, row: Mapping[str, Any]) -> str:
        """Return a row's text for this column."""
        return printable((self.show or as_text)(row.get(self.name)))


def numbers(*names: str) -> tuple[TableColumn, ...]:
    """Return columns of numbers."""
    return tuple(TableColumn(name, right=True) for name in names)


def texts(*names: str) -> tuple[TableColumn, ...]:
    """Return columns of texts."""
    return tuple(TableColumn(name) for name in names)


def plain(*names: str) -> tuple[TableColumn, ...]:
    """Return columns whose values are written as they are: numbers, too, without commas."""
    return tuple(TableColumn(n, show=lambda v: "" if v is None else str(v)) for n in names)


def print_rows(
    form: Format, columns: Sequence[TableColumn], rows: Iterable[Any], *, title: str = ""
) -> None:
    """Print rows on stdout in a format.

    The columns are those of the table; the other formats give all keys of the rows, which are
    mappings or dataclasses, all with the same keys.
    """
    found = [_mapping(row) for row in rows]
    if form == "table":
        print_table(columns, found, title=title)
    elif form == "json":
        click.echo(as_json(found))
    elif form == "jsonl":
        for row in found:
            click.echo(as_json(row, indent=False))
    else:
        # Without `color` click would take from the data what looks like a terminal's colours.
        click.echo(_as_csv(found, [column.name for column in columns]), nl=False, color=True)


def print_document(document: Any) -> None:
    """Print one JSON document on stdout."""
    click.echo(as_json(document))


def print_facts(facts: Iterable[tuple[str, Any]], *, title: str = "", err: bool = True) -> None:
    """Print names and values, by default on stderr; a problem's stands out on a terminal."""
    rows = [{"what": name, "value": value} for name, value in facts]
    print_table([TableColumn("what"), TableColumn("value", right=True)], rows, title=title, err=err)


def print_table(
    columns: Sequence[TableColumn],
    rows: Iterable[Mapping[str, Any]],
    *,
    title: str = "",
    err: bool = False,
) -> None:
    """Print a table as wide as the terminal; where there is none, as wide as it must be."""
    if err and verbosity.quiet:
        return
    stream = sys.stderr if err else sys.stdout
    cells = Cells(
        [column.title for column in columns],
        [column.right for column in columns],
        [[column.cell(row) for column in columns] for row in rows],
    )
    head = f"{printable(title)}\n" if title else ""
    click.echo(head + laid_out(cells, _terminal_width(stream), stream), file=stream, nl=False)


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Print names and values on stdout, a line each, as wide as the terminal."""
    click.echo(as_pairs(pairs, _terminal_width(sys.stdout)), nl=False)


def as_text(value: Any) -> str:
    """Return how a table writes a value.

    >>> [as_text(value) for value in (1234, 0.25, None, True, ["by", "by-sa"])]
    ['1,234', '0.25', '', 'yes', 'by, by-sa']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(map(as_text, value))
    return str(value)


def as_json(value: Any, *, indent: bool = True) -> str:
    """Return JSON: moments as ISO 8601 in UTC, what JSON has no word for as text."""
    import orjson

    options = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME
    options |= orjson.OPT_INDENT_2 if indent else 0
    return orjson.dumps(value, default=_json_value, option=options).decode()


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.astimezone(UTC) if value.tzinfo else value
        return moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def _mapping(row: Any) -> Mapping[str, Any]:
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else row


def _as_csv(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    keys = list(rows[0]) if rows else names
    writer.writerow(keys)
    writer.writerows([_csv_value(row.get(key)) for key in keys] for row in rows)
    return text.getvalue()


def _csv_value(value: Any) -> Any:
    if isinstance(value, dict | list | tuple | bool):
        return as_json(value, indent=False)
    return value if value is None or isinstance(value, int | float | str) else _json_value(value)


def _terminal_width(stream: Any) -> int | None:
    """Return how many characters a line has: COLUMNS, or the terminal's; None for a file."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else None
    except (OSError, ValueError, AttributeError):
        return None
