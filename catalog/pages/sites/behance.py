"""Behance: the pictures of one project, all under the project's licence.

Most class names there are made by a compiler and change often; the selectors use ids, and names
that people wrote, only.
"""

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import (
    WorkNode,
    either,
    license_link,
    meta,
    own,
    page,
    text,
    texts,
    whole,
)
from catalog.pages.sites.site import Site

_PLACES = {1: ("country",), 2: ("city", "country"), 3: ("city", "state", "country")}


def owners(work: WorkNode) -> list[dict[str, str]] | None:
    """Return each owner's name, page, city, state and country, as far as they are told."""
    found = []
    for node in whole(work.document).node.css(".rf-profile-item"):
        link = node.css_first("a[href]")
        place = node.css_first(".rf-profile-item__location")
        parts = [part.strip() for part in text_of(place).split(",")] if place else []
        known = dict(zip(_PLACES.get(len(parts), ()), parts, strict=False))
        if link:
            url = work.document.resolve(link.attributes.get("href"))
            known = {"name": text_of(link), "url": url or "", **known}
        found.append({key: value for key, value in known.items() if value})
    return found or None


SITE = Site(
    name="behance",
    hosts=("behance.net",),
    paths=r"^/gallery/",
    works="#project-modules img",
    license=page(
        either(
            license_link('#project-block-copyright a[href*="creativecommons.org"]'),
            license_link('[class*="ooltip"] a[href*="creativecommons.org"]'),
        )
    ),
    image=own("src"),
    skip=r"/blank\.png",
    fields={
        "foreign_landing_url": meta("og:url"),
        "title": meta("og:title"),
        "creator": page(text(".rf-profile-item a")),
        "creator_url": meta("og:owners"),
    },
    tags=page(texts('a[href*="project_tag"]')),
    meta={
        "owners": owners,
        "description": meta("og:description"),
        "set": meta("og:url"),
    },
)
