"""DeviantArt: one work a page."""

from catalog.pages.sites.selectors import attr, first, match, meta, text
from catalog.pages.sites.site import Site

SITE = Site(
    name="deviantart",
    hosts=("deviantart.com",),
    image=meta("og:image"),
    # The card of pages that show no work.
    skip=r"(?:da_?logo|deviantart[-_]?logo|/minish/main/logo/)",
    fields={
        "foreign_identifier": first(
            attr("[gmi-deviationid]", "gmi-deviationid"), match(r"-(\d+)$", meta("og:url"))
        ),
        "foreign_landing_url": meta("og:url"),
        "title": meta("og:title"),
        "creator": text("small.author a.username"),
        "creator_url": attr("small.author a.username", "href"),
        "width": meta("og:image:width"),
        "height": meta("og:image:height"),
    },
    meta={"description": text("div.text.block")},
)
