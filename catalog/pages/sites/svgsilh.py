"""SVG Silh: silhouettes under CC0, as PNG and SVG, derived from another site's pictures."""

from urllib.parse import urljoin

from catalog.pages.sites.selectors import Select, WorkNode, attr, match, meta, text, words
from catalog.pages.sites.site import Site

_LINK = attr('a[href*="/image/"]', "href")


def file_of(folder: str, ending: str) -> Select:
    """Select a file of the silhouette, on the host where the page's og:image lies."""

    def select(work: WorkNode) -> str | None:
        number = match(r"/image/([\w-]+)\.html", _LINK)(work)
        base = work.document.resolve(work.document.meta("og:image"))
        return urljoin(base, f"/{folder}/{number}.{ending}") if number and base else None

    return select


SITE = Site(
    name="svgsilh",
    hosts=("svgsilh.com",),
    works="div.card.h-100",
    image=file_of("png", "png"),
    fields={
        "foreign_identifier": match(r"/image/([\w-]+)\.html", _LINK),
        "foreign_landing_url": _LINK,
        "title": text('[property="dct:title"] a, a[property="dct:title"]'),
    },
    tags=words(meta("og:description")),
    meta={"svg_url": file_of("svg", "svg")},
    accept=frozenset({"cc0"}),
)
