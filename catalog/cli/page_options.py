"""Options of commands that fetch pages out of a crawl."""

import click

from catalog.cli.lake_options import Command
from catalog.images.reviews import REVIEWS
from catalog.links.time_budget import PAGE_SECONDS
from catalog.warc.ranges import PER_SECOND


def rate_option(command: Command) -> Command:
    """Add --per-second."""
    rate = click.option(
        "--per-second",
        type=click.FloatRange(min=0, min_open=True),
        default=PER_SECOND,
        show_default=True,
        metavar="N",
        help="Range requests of this machine to a web server.",
    )
    return rate(command)


def page_seconds_option(command: Command) -> Command:
    """Add --page-seconds."""
    budget = click.option(
        "--page-seconds",
        type=click.FloatRange(min=0),
        default=PAGE_SECONDS,
        show_default=True,
        metavar="S",
        help="Leave a page out that takes longer to read, in processor time; 0 for no limit.",
    )
    return budget(command)


def reviews_option(command: Command) -> Command:
    """Add --reviews."""
    reviews = click.option(
        "--reviews",
        default=REVIEWS,
        show_default=True,
        metavar="FILE",
        help="The decisions on candidates.",
    )
    return reviews(command)
