"""Creative Commons licences: from a link or a pair of words to one exact licence, offline.

Slugs and versions are Creative Commons' own. Public domain tools count as licences here, as they
do in the catalog: `cc0` (Zero), `pdm` (Public Domain Mark), `publicdomain` (the retired
certification and dedication, whose version is "N/A").
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class License:
    """One licence.

    Attributes:
        slug: `by`, `by-sa`, ... `cc0`, `pdm`; the `license` column.
        version: `4.0`, or `N/A`; the `license_version` column.
        jurisdiction: the port's code, lower case (`us`, `jp`), or None for an unported licence.
        url: the canonical https URL of the deed, with a trailing slash; it keeps the jurisdiction.
        raw_url: the link as it was found, if it came from one.
    """

    slug: str
    version: str
    jurisdiction: str | None
    url: str
    raw_url: str | None = None


def from_url(url: str) -> License | None:
    """Return the licence that a link names, or None where it names none.

    Understands deeds, legal code, ports, translations, `i.creativecommons.org` buttons, image
    proxies in front of them, retired licences and Creative Commons' special pages.
    """
    raise NotImplementedError(url)


def from_pair(slug: str, version: str) -> License | None:
    """Return the unported licence of a pair such as ("by", "4.0"), or None: there is no such."""
    raise NotImplementedError(slug, version)
