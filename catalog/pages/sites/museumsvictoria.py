"""Museums Victoria Collections: an object's main picture and the others beside it."""

import re

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import (
    WorkNode,
    first,
    grouped,
    license_link,
    match,
    meta,
    own,
    page,
    pairs,
    replaced,
    text,
    words,
)
from catalog.pages.sites.site import Site

_ROLE = re.compile(r"^(?:Artist|Author|Creator|Maker|Manufacturer|Photographer|Source)s?:\s*(.+)$")


def creator(work: WorkNode) -> str | None:
    """Return who made it: what stands behind a role in the list of people."""
    people = (_ROLE.match(text_of(node)) for node in work.node.css("div.creators *"))
    return next((person[1] for person in people if person), None)


def keywords(work: WorkNode) -> str | None:
    """Return the keywords, which stand among the details."""
    return ",".join(grouped("div.detail", "h3", "p")(work).get("keywords", ())) or None


SITE = Site(
    name="museumsvictoria",
    hosts=("collections.museumvictoria.com.au", "collections.museumsvictoria.com.au"),
    paths=r"^/(?:species|items|specimens|articles)/",
    works='meta[property="og:image"], div.thumbnail img',
    license=page(license_link("span.licence a")),
    image=first(own("content"), replaced(r"-thumbnail(?=\.)", "-medium", own("src"))),
    fields={
        "foreign_identifier": match(
            r"/([^/?]+?)(?:-(?:medium|large|thumbnail))?\.\w+$", first(own("content"), own("src"))
        ),
        "foreign_landing_url": meta("og:url"),
        "title": meta("og:title"),
        "creator": page(creator),
        "width": lambda work: meta("og:image:width")(work) if own("content")(work) else None,
        "height": lambda work: meta("og:image:height")(work) if own("content")(work) else None,
    },
    tags=words(page(keywords)),
    meta={
        "description": page(text("div.summary p")),
        "details": page(pairs("div.detail", "h3", "p", without=frozenset({"keywords"}))),
        "set": meta("og:url"),
    },
)
