"""The single list of providers: commands, Lambdas, schedules, docs and tests derive from it."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from catalog.errors import UsageError
from catalog.providers.base import Provider
from catalog.records import MediaType

# One line per provider: the name of its module, in the order of the alphabet.
NAMES: tuple[str, ...] = (
    "artic",
    "aucklandmuseum",
    "brooklynmuseum",
    "ccmixter",
    "clevelandmuseum",
    "europeana",
    "finnishmuseums",
    "flickr",
    "freesound",
    "inaturalist",
    "incompetech",
    "internetarchive",
    "jamendo",
    "justtakeitfree",
    "met",
    "museumsvictoria",
    "nappy",
    "nga",
    "nypl",
    "phylopic",
    "rawpixel",
    "rijksmuseum",
    "sciencemuseum",
    "smithsonian",
    "smk",
    "stocksnap",
    "wellcome",
    "wikimedia",
    "wordpress",
    "xenocanto",
)


@dataclass(frozen=True, slots=True)
class Retired:
    """A provider that is no longer pulled, why, and what its old records keep of it."""

    name: str
    title: str
    media: Mapping[MediaType, str]
    docs: str
    why: str


RETIRED: Mapping[str, Retired] = {
    one.name: one
    for one in (
        Retired(
            "thingiverse",
            "Thingiverse",
            {"image": "thingiverse"},
            "https://www.thingiverse.com/developers",
            "no longer pulled since the catalog's first years; its old records are still known",
        ),
        Retired(
            "waltersartmuseum",
            "The Walters Art Museum",
            {"image": "waltersartmuseum"},
            "http://api.thewalters.org/",
            "the museum switched its API off in 2023 and gives its open data as files "
            "(https://github.com/WaltersArtMuseum/api-thewalters-org); its old records are still "
            "known",
        ),
    )
}


@cache
def provider(name: str) -> Provider:
    """Return a provider; its module is imported when it is asked for.

    Raises:
        UsageError: there is none of that name, or none any more.
    """
    if name in RETIRED:
        raise UsageError(f"{name} is retired: {RETIRED[name].why}")
    if name not in NAMES:
        raise UsageError(f"there is no provider {name!r}. There are: {', '.join(NAMES)}.")
    declared: Provider = importlib.import_module(f"catalog.providers.{name}").PROVIDER
    return declared


def providers() -> tuple[Provider, ...]:
    """Return all of them, in the order of their names."""
    return tuple(provider(name) for name in NAMES)
