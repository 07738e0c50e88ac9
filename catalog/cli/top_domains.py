"""`catalog crawl top-domains`."""

import click

from catalog.cli.options import lake_options
from catalog.cli.tables import Format, TableColumn, format_option, print_rows
from catalog.lake.lake import top_domains as read_top_domains

_NUMBERS = ("total", "pages", "unique_content_path", "unique_query_string", "images", "licenses")


@click.command(name="top-domains")
@lake_options
@click.option("--limit", default=100, type=click.IntRange(min=1), help="How many domains.")
@format_option
def top_domains(*, crawl: str, lake: str, limit: int, form: Format) -> None:
    """List the domains of a crawl that link most to Creative Commons.

    The query is catalog/queries/top_cc_licensed_domains.sql, the very file that Athena keeps as
    Top_CC_Licensed_Domains.
    """
    columns, rows = read_top_domains(lake, crawl, limit)
    print_rows(
        form,
        [TableColumn(name, right=name in _NUMBERS) for name in columns],
        [dict(zip(columns, row, strict=True)) for row in rows],
        title=f"{crawl}: domains that link most to Creative Commons",
    )
