"""Science Museum Group Collection: the pictures of one object.

The page shows its licence as an icon, whose file name has no version; the text beside it has one,
and only that is read. A page without that text gives no record.
"""

from catalog.pages.sites.selectors import (
    attr,
    either,
    first,
    license_link,
    license_text,
    meta,
    own,
    page,
    pairs,
    text,
)
from catalog.pages.sites.site import Site

SITE = Site(
    name="sciencemuseum",
    hosts=(
        "collection.sciencemuseum.org.uk",
        "collection.sciencemuseumgroup.org.uk",
        "collection.sciencemuseumgroup.org",
    ),
    paths=r"^/objects/",
    works="div.carousel img",
    license=page(
        either(
            license_link('div.cite__method a[href*="creativecommons.org"]'),
            license_text(text("div.cite__method .cite__license")),
            license_text(text("div.cite__method")),
        )
    ),
    image=first(own("data-large"), own("data-src"), own("src")),
    fields={
        "foreign_landing_url": meta("og:url"),
        "thumbnail": lambda work: own("src")(work) if own("data-large")(work) else None,
        "title": meta("og:title"),
        "creator": page(text(".fact-maker a")),
        "creator_url": page(attr(".fact-maker a", "href")),
    },
    meta={
        "description": meta("og:description"),
        "date": page(text(".fact-Made time")),
        "geography": page(text(".fact-Made .place")),
        "details": page(pairs(".record-details", "dt", "dd")),
        "set": meta("og:url"),
    },
)
