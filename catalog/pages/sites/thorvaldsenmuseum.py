"""Thorvaldsens Museum: one work a page; the licence says in `about` which picture it is of."""

from catalog.pages.sites.selectors import Select, WorkNode, attr, replaced, text
from catalog.pages.sites.site import Site

_IMAGE = attr('a[rel~="license"][about]', "about")


def shown(name: str) -> Select:
    """Select an attribute of the element that shows the licensed picture."""

    def select(work: WorkNode) -> str | None:
        url = work.document.resolve(_IMAGE(work))
        for media in work.document.media:
            if media.url == url:
                return media.get(name) or None
        return None

    return select


SITE = Site(
    name="thorvaldsenmuseum",
    hosts=("thorvaldsensmuseum.dk",),
    image=_IMAGE,
    fields={
        "thumbnail": replaced(r"/large/", "/small/", _IMAGE),
        "title": shown("alt"),
        "creator": text("div.artists a"),
        "creator_url": attr("div.artists a", "href"),
        "width": shown("width"),
        "height": shown("height"),
    },
)
