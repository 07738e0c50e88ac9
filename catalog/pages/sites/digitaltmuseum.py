"""DigitaltMuseum: the pictures of one museum object, each with its own licence."""

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import (
    Work,
    attr,
    either,
    first,
    license_link,
    match,
    meta,
    page,
    snake,
    text,
    whole,
)
from catalog.pages.sites.site import Site


def sections(work: Work) -> dict[str, list[str]] | None:
    """Return the object's facts: heading -> lines."""
    found = {}
    for section in whole(work.document).node.css(".article__metadata section"):
        heading = section.css_first("h2")
        lines = [line for node in section.css("li") if (line := text_of(node))]
        if heading and lines:
            found[snake(text_of(heading))] = lines
    return found or None


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
        "details": sections,
    },
)
