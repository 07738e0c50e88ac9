"""Encyclopedia of Life: one data object, or the gallery of a taxon's page."""

from catalog.pages.sites.selectors import (
    attr,
    either,
    first,
    license_link,
    linked_image,
    match,
    meta,
    own,
    page,
    text,
    words,
)
from catalog.pages.sites.site import Site

SITE = Site(
    name="eol",
    hosts=("eol.org",),
    paths=r"^/(?:pages|data_objects)/",
    works="div.images div.image, div.media",
    license=either(
        license_link('div.attribution a[href*="creativecommons.org"]'),
        license_link('a[rel~="license"]'),
        page(license_link('div.article.source a[href*="creativecommons.org"]')),
    ),
    image=first(
        attr("a[data-full]", "data-full"),
        attr("a.image", "href"),
        linked_image("a"),
        attr("img", "src"),
    ),
    fields={
        "foreign_identifier": first(
            own("data-data-object-id"), match(r"/data_objects/(\d+)", meta("og:url"))
        ),
        "foreign_landing_url": first(attr("a.object", "href"), meta("og:url")),
        "thumbnail": own("data-thumb"),
        "title": first(attr("img", "alt"), meta("og:title")),
        "creator": first(text("div.attribution p.author"), page(text("p.author"))),
    },
    tags=words(meta("keywords")),
    meta={
        "description": first(text("div.copy p"), page(text("div.article div.copy p"))),
        "rights_holder": first(
            text('p[title="Rights holder"]'), page(text('p[title="Rights holder"]'))
        ),
        "location": first(text("p.location"), page(text("div.article p.location"))),
        "latitude": page(attr("[data-latitude]", "data-latitude")),
        "longitude": page(attr("[data-longitude]", "data-longitude")),
        "supplier": page(text("div.article.source p.supplier")),
        "source": page(attr("div.article.source p.original a", "href")),
        "set": meta("og:url"),
    },
)
