"""The options by which records are searched for, and what they name."""

from collections.abc import Mapping
from typing import Any

import click

from catalog.cli.options import together
from catalog.database.search import FACETS, Search
from catalog.records import MediaType

_HELP = {
    "license": "Only of this licence: by, by-sa, cc0 ...",
    "provider": "Only of this provider.",
    "source": "Only of this source.",
    "category": "Only of this category.",
    "size": "Only of this size: small, medium, large (pictures); shortest, short, medium, long.",
    "year": "Only what came into the catalog in this year.",
}
facet_options = together(
    *(
        click.option(f"--{name}", name, multiple=True, help=f"{_HELP[name]} May be repeated.")
        for name in FACETS
    )
)


def searched(media_type: MediaType, words: str, facets: Mapping[str, Any]) -> Search:
    """Return the search that the options name."""
    return Search(media_type, words, {name: tuple(facets[name]) for name in FACETS})
