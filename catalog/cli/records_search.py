"""`catalog records search`: find records by words and facets."""

import csv
import sys
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.attribution import license_name
from catalog.cli.database_options import database_options, open_database
from catalog.cli.search_options import facet_options, searched
from catalog.database.search import MOST, Found, search
from catalog.records import MEDIA_TYPES, MediaType
from catalog.text import printable

_COLUMNS = (
    *("identifier", "title", "creator", "license", "license_version", "provider", "source"),
    *("category", "size", "year", "standardized_popularity", "foreign_landing_url", "url"),
)


@click.command(name="search")
@click.argument("words", nargs=-1)
@click.option(
    "--media",
    "media_type",
    type=click.Choice(MEDIA_TYPES),
    default="image",
    show_default=True,
    help="Which table.",
)
@facet_options
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
)
@database_options
def search_command(  # noqa: PLR0913 - one for each option
    *,
    words: tuple[str, ...],
    media_type: MediaType,
    limit: int,
    form: str,
    database_url: str | None,
    db_dir: Path | None,
    **facets: tuple[str, ...],
) -> None:
    """Find records by words of their title, creator and tags, the most popular first.

    WORDS must all be there; `or` between words, "a phrase" in quotes, and -without are understood
    (write -- before the words where one begins with a dash). Without words it shows a sample.

    \b
    catalog records search red fox --license by --license cc0
    catalog records search --provider met --category digitized_artwork --format csv
    catalog records search -- sunset -beach
    """  # noqa: D301 - \b is click's own
    wanted = searched(media_type, " ".join(words), facets)
    with open_database(database_url, db_dir) as (_, connection):
        found = search(connection, wanted, limit=limit)
    _WRITERS[form](found)
    click.echo(_told(found), err=True)


def _told(found: Found) -> str:
    if found.only_common_words:
        return "these words are too common to be searched for; add others"
    shown = f"{len(found.records):,} shown"
    if found.sampled:
        return f"{shown}, of a sample of {found.total:,} out of about {found.all_rows:,}"
    more = f"more than {found.total:,}" if found.more else f"{found.total:,}"
    return f"{shown} of {more} found"


def _write_table(found: Found) -> None:
    table = Table("identifier", "title", "creator", "licence", "provider", box=None, padding=(0, 1))
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.overflow = "fold"
    for record in found.records:
        table.add_row(*(Text(printable(text)) for text in _cells(record)))
    Console().print(table)


def _cells(record: Any) -> tuple[str, ...]:
    licence = license_name(record["license"], record["license_version"])
    title, creator = record["title"] or "", record["creator"] or ""
    return record["identifier"], title, creator, licence, record["provider"]


def _write_json(found: Found) -> None:
    click.echo(orjson.dumps(list(found.records), option=orjson.OPT_INDENT_2).decode())


def _write_lines(found: Found) -> None:
    for record in found.records:
        click.echo(orjson.dumps(record).decode())


def _write_csv(found: Found) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found.records)


_WRITERS = {
    "table": _write_table,
    "json": _write_json,
    "jsonl": _write_lines,
    "csv": _write_csv,
}
