"""The options by which records are searched for, and what they name."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from catalog.database.search import FACETS, Search
from catalog.records import MediaType

F = TypeVar("F", bound=Callable[..., Any])
_HELP = {
    "license": "Only of this licence: by, by-sa, cc0 ...",
    "provider": "Only of this provider.",
    "source": "Only of this source.",
    "category": "Only of this category.",
    "size": "Only of this size: small, medium, large (pictures); shortest, short, medium, long.",
    "year": "Only what came into the catalog in this year.",
}


def facet_options(command: F) -> F:
    """Add --license, --provider, --source, --category, --size and --year, each repeatable."""
    for name in reversed(FACETS):
        text = f"{_HELP[name]} May be repeated."
        command = click.option(f"--{name}", name, multiple=True, help=text)(command)
    return command


def searched(media_type: MediaType, words: str, facets: Mapping[str, Any]) -> Search:
    """Return the search that the options name."""
    return Search(media_type, words, {name: tuple(facets[name]) for name in FACETS})
