"""Options of commands that fetch or read pages."""

from collections.abc import Callable

import click

from catalog.cli.options import Command
from catalog.images.reviews import REVIEWS
from catalog.links.time_budget import PAGE_SECONDS
from catalog.pages.evidence import Confidence
from catalog.warc.ranges import PER_SECOND


def confidence_option(what: str) -> Callable[[Command], Command]:
    """Add --confidence, which the function gets as `least`."""
    return click.option(
        "--confidence",
        "least",
        type=click.Choice([level.value for level in Confidence]),
        default=Confidence.MEDIUM.value,
        callback=lambda _context, _param, value: Confidence(value),
        help=what,
    )


rate_option = click.option(
    "--per-second",
    type=click.FloatRange(min=0, min_open=True),
    default=PER_SECOND,
    metavar="N",
    help="Range requests of this machine to a web server.",
)
page_seconds_option = click.option(
    "--page-seconds",
    type=click.FloatRange(min=0),
    default=PAGE_SECONDS,
    metavar="S",
    help="Leave a page out that takes longer to read, in processor time; 0 for no limit.",
)
reviews_option = click.option(
    "--reviews", default=REVIEWS, metavar="FILE", help="The decisions on candidates."
)
