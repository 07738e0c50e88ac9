"""Hosts that need no review: providers already, or known to license no pictures of their own."""

from functools import cache
from importlib import resources

import orjson

from catalog.pages.sites.registry import site_of_host


@cache
def _known() -> dict[str, str]:
    text = (resources.files(__package__) / "host_labels.json").read_bytes()
    known: dict[str, str] = orjson.loads(text)
    return known


def known_host(domain: str) -> str | None:
    """Return what is known of a host or of a domain above it, or None.

    >>> known_host("commons.wikimedia.org"), known_host("capl.washjeff.edu")
    ('provider wikimedia', 'provider capl')
    >>> known_host("museum.example") is None
    True
    """
    site = site_of_host(domain)
    if site:
        return f"provider {site.name}"
    labels = domain.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((_known()[name] for name in names if name in _known()), None)
