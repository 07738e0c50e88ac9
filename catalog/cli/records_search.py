"""`catalog records search`: find records by words and facets."""

from typing import Any

import click

from catalog.attribution import license_name
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.search_options import facet_options, searched
from catalog.cli.tables import Format, TableColumn, format_option, print_rows, texts
from catalog.database.search import MOST, Found, search
from catalog.records import MEDIA_TYPES, MediaType

_KEYS = (
    *("identifier", "title", "creator", "license", "license_version", "provider", "source"),
    *("category", "size", "year", "standardized_popularity", "foreign_landing_url", "url"),
)
_COLUMNS = (
    *texts("identifier", "title", "creator"),
    TableColumn("license_name", heading="licence"),
    TableColumn("provider"),
)


@click.command(name="search")
@click.argument("words", nargs=-1)
@click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), default="image", help="Which table."
)
@facet_options
@click.option("--limit", type=click.IntRange(1, MOST), default=20, help="How many records.")
@format_option
@database_options
def search_command(
    *,
    words: tuple[str, ...],
    media_type: MediaType,
    limit: int,
    form: Format,
    database: DatabaseOptions,
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
    with open_database(database) as (_, connection):
        found = search(connection, wanted, limit=limit)
    rows = [{key: record[key] for key in _KEYS} for record in found.records]
    print_rows(form, _COLUMNS, [_shown(row) for row in rows] if form == "table" else rows)
    say(_count_line(found))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"license_name": license_name(row["license"], row["license_version"])}


def _count_line(found: Found) -> str:
    if found.only_common_words:
        return "these words are all too common or unwanted to be searched for alone; add others"
    shown = f"{len(found.records):,} shown"
    if found.sampled:
        return f"{shown}, of a sample of {found.total:,} out of about {found.all_rows:,}"
    more = f"more than {found.total:,}" if found.more else f"{found.total:,}"
    late = f"; {found.waiting:,} changed records are not searched yet: `catalog records index`"
    return f"{shown} of {more} found{late if found.waiting else ''}"
