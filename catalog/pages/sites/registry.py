"""The list of site parsers."""

from functools import cache

from catalog.pages.link_resolution import host_of
from catalog.pages.sites import (
    animaldiversity,
    behance,
    capl,
    deviantart,
    digitaltmuseum,
    eol,
    floraon,
    geographorguk,
    iha,
    mccordmuseum,
    museumsvictoria,
    sciencemuseum,
    svgsilh,
    thorvaldsenmuseum,
    worms,
)
from catalog.pages.sites.site import Site

SITES: tuple[Site, ...] = (
    animaldiversity.SITE,
    behance.SITE,
    capl.SITE,
    deviantart.SITE,
    digitaltmuseum.SITE,
    eol.SITE,
    floraon.SITE,
    geographorguk.SITE,
    iha.SITE,
    mccordmuseum.SITE,
    museumsvictoria.SITE,
    sciencemuseum.SITE,
    svgsilh.SITE,
    thorvaldsenmuseum.SITE,
    worms.SITE,
)


@cache
def site_of_host(host: str) -> Site | None:
    """Return the site parser of a host, or None."""
    return next((site for site in SITES if site.owns(host)), None)


def site_of(url: str) -> Site | None:
    """Return the site parser of a page's address, or None."""
    return site_of_host(host_of(url))


def site_named(name: str) -> Site | None:
    """Return the site parser of a provider, or None."""
    return next((site for site in SITES if site.name == name), None)
