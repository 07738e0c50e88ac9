"""`catalog crawl report`."""

import click

from catalog.cli.options import lake_options
from catalog.cli.output import say
from catalog.files import storage
from catalog.lake.report import read_facts
from catalog.lake.report_page import render


@click.command(name="report")
@lake_options
@click.option(
    "--output",
    required=True,
    metavar="FILE",
    help="The page to write: a file or s3://bucket/key.",
)
def report_command(*, crawl: str, lake: str, output: str) -> None:
    """Write one HTML page with charts of a partition.

    The page holds all it shows: it needs no network, no script and no other file.
    """
    page = render(read_facts(lake, crawl))
    storage.write_bytes(output, page.encode())
    say(f"wrote {output}")
