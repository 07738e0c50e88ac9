"""`catalog crawl top-domains`."""

import csv
import sys

import click
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.cli.lake_options import lake_options
from catalog.lake.lake import top_domains as read_top_domains

_NUMBERS = ("total", "pages", "unique_content_path", "unique_query_string", "images", "licenses")


@click.command(name="top-domains")
@lake_options
@click.option("--limit", default=100, show_default=True, type=click.IntRange(min=1))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
def top_domains(*, crawl: str, lake: str, limit: int, form: str) -> None:
    """List the domains of a crawl that link most to Creative Commons.

    The query is catalog/queries/top_cc_licensed_domains.sql, the very file that Athena keeps as
    Top_CC_Licensed_Domains.
    """
    columns, rows = read_top_domains(lake, crawl, limit)
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *rows])
    elif form == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(orjson.dumps(records, option=orjson.OPT_INDENT_2).decode())
    else:
        _print_table(columns, rows, title=f"{crawl}: domains that link most to Creative Commons")


def _print_table(columns: list[str], rows: list[tuple[object, ...]], *, title: str) -> None:
    table = Table(title=title, title_justify="left")
    for name in columns:
        table.add_column(name, justify="right" if name in _NUMBERS else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row))
    width = None if sys.stdout.isatty() else 160
    Console(width=width).print(table)


def _shown(value: object) -> str:
    """Return a cell's text; a host from the web may hold what would steer a terminal."""
    if isinstance(value, int):
        return f"{value:,}"
    return "".join(c if c.isprintable() else "�" for c in str(value or ""))
