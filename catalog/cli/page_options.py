"""Options of commands that fetch pages out of a crawl."""

import click

from catalog.cli.lake_options import Command
from catalog.images.reviews import REVIEWS
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
