"""IHA, holiday lets: the photographs of one advertisement; all are watermarked."""

from catalog.pages.sites.selectors import always, attr, first, meta, own, words
from catalog.pages.sites.site import Site

SITE = Site(
    name="iha",
    hosts=("iha.com",),
    works="div.ph span.swiper-slide",
    image=first(own("about"), attr("[about]", "about")),
    fields={
        "thumbnail": attr("img", "src"),
        "title": attr("img", "title", "alt"),
        "width": attr("img", "width"),
        "height": attr("img", "height"),
    },
    tags=words(meta("keywords")),
    meta={"alt_text": attr("img", "alt"), "kind": always("holiday advertisement")},
    watermarked=True,
)
