"""Options that every command about the lake takes."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

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
