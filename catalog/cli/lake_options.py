"""Options that several commands about a crawl and the lake take."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from catalog.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def lake_options(command: Command) -> Command:
    """Add --crawl and --lake."""
    lake = click.option(
        "--lake",
        required=True,
        metavar="PLACE",
        help="The lake's root: a directory or s3://bucket/prefix.",
    )
    crawl = click.option(
        "--crawl", required=True, metavar="ID", help="The crawl, such as CC-MAIN-2026-43."
    )
    return crawl(lake(command))


def source_option(command: Command) -> Command:
    """Add --source."""
    source = click.option(
        "--source",
        metavar="PLACE",
        default=lambda: load_settings().common_crawl,
        show_default="https://data.commoncrawl.org/",
        help="Where crawl-data/ lies: a URL, s3://commoncrawl/ (needs AWS credentials), a "
        "directory.",
    )
    return source(command)
