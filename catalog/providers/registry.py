"""The single list of providers: commands, Lambdas, schedules, docs and tests derive from it."""

import importlib
from functools import cache

from catalog.errors import UsageError
from catalog.providers.base import Provider

# One line per provider: the name of its module, in the order of the alphabet.
NAMES: tuple[str, ...] = (
    "aucklandmuseum",
    "brooklynmuseum",
    "ccmixter",
    "clevelandmuseum",
    "europeana",
    "finnishmuseums",
    "flickr",
    "freesound",
    "inaturalist",
    "jamendo",
    "justtakeitfree",
    "met",
    "museumsvictoria",
    "nappy",
    "nypl",
    "phylopic",
    "rawpixel",
    "sciencemuseum",
    "smithsonian",
    "smk",
    "stocksnap",
    "thingiverse",
    "waltersartmuseum",
    "wikimedia",
    "wordpress",
)


@cache
def provider(name: str) -> Provider:
    """Return a provider; its module is imported when it is asked for.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in NAMES:
        raise UsageError(f"there is no provider {name!r}. There are: {', '.join(NAMES)}.")
    declared: Provider = importlib.import_module(f"catalog.providers.{name}").PROVIDER
    return declared


def providers() -> tuple[Provider, ...]:
    """Return all of them, in the order of their names."""
    return tuple(provider(name) for name in NAMES)
