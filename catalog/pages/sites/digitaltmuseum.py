"""DigitaltMuseum: the pictures of one museum object, each with its own licence."""

from catalog.pages.sites.selectors import (
    attr,
    either,
    first,
    grouped,
    license_link,
    match,
    meta,
    page,
    text,
)
from catalog.pages.sites.site import Site

SITE = Site(
    name="digitaltmuseum",
    hosts=("digitaltmuseum.org", "digitaltmuseum.no", "digitaltmuseum.se"),
    works="li.media__item",
    license=either(
        license_link('a[class*="media__license"]'),
        license_link("a.c-media-slider__license-link"),
    ),
    image=first(attr("a.media__zoom", "href"), attr("img", "data-src", "src")),
    fields={
        "foreign_landing_url": meta("og:url"),
        "title": page(text(".article__title h1")),
        "creator": match(r":\s*(.+)$", text("i.media__credit")),
    },
    meta={
        "alt_text": attr("img", "alt"),
        "description": page(text(".article__leadtext")),
        "set": meta("og:url"),
        "details": lambda work: page(grouped(".article__metadata", "h2", "li"))(work) or None,
    },
)
