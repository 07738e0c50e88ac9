"""`catalog images`: licensed images and sounds out of web pages."""

import click

from catalog.cli import LazyGroup, Table

COMMANDS: Table = {
    "extract": (
        "catalog.cli.extract_images:extract_images",
        "Read licensed media out of the crawled pages of some providers.",
    ),
    "extract-page": (
        "catalog.cli.extract_page:extract_page",
        "Read one saved page and print its records.",
    ),
    "inlinks": (
        "catalog.cli.inlinks:inlinks_command",
        "Count how often other sites show each image.",
    ),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def images() -> None:
    """Images (and sounds) that web pages publish under a Creative Commons licence."""
