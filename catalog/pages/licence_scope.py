"""A licence link in a figure or beside one picture: claims for exactly that."""

from collections.abc import Iterator
from typing import Any

from catalog.pages import titles, trackers
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, element, text_of
from catalog.pages.evidence import Claim, Confidence, Evidence
from catalog.pages.license_links import LicenseLink, Scope

_CREATOR = (
    '[rel~="author"], [itemprop~="author"], [itemprop~="creator"], [property~="cc:attributionName"]'
)
_TITLE = '[property~="dct:title"], [property~="dc:title"], [itemprop~="name"]'


def scoped_claims(link: LicenseLink, document: Document) -> Iterator[Claim]:
    """Yield one claim for each picture or sound that the link covers."""
    in_figure = link.scope is Scope.FIGURE
    evidence = Evidence.FIGURE if in_figure else Evidence.BLOCK
    confidence = Confidence.HIGH if link.declared and in_figure else Confidence.MEDIUM
    for media in link.media:
        if media.url:
            caption = _caption(link)
            known = _fields(media, link, document, caption)
            url = document.full_size(media) or media.url
            if url != media.url:
                known |= {"thumbnail": media.url, "width": None, "height": None}
            about = {"caption": caption} if caption and caption != media.get("alt") else {}
            yield Claim(media.media_type, url, link.license, evidence, confidence, known, about)


def _fields(media: Embedded, link: LicenseLink, document: Document, caption: str) -> dict[str, Any]:
    title = link.around.css_first(_TITLE)
    creator = link.around.css_first(_CREATOR)
    name = (text_of(creator) or None) if creator else None
    known: dict[str, Any] = {
        "title": (text_of(title) if title else "") or titles.of_media(media),
        "creator": name,
        "creator_url": document.resolve(element(creator).get("href")) if creator else None,
    }
    # The caption of several pictures is the title of none of them.
    if not known["title"] and len(link.media) == 1:
        known["title"] = titles.of_caption(caption, name)
    if media.media_type == "image":
        known["width"] = trackers.pixels(media.get("data-width") or media.get("width"))
        known["height"] = trackers.pixels(media.get("data-height") or media.get("height"))
    return known


def _caption(link: LicenseLink) -> str:
    if link.scope is not Scope.FIGURE:
        return ""
    caption = link.around.css_first("figcaption, .wp-caption-text, .caption")
    return text_of(caption) if caption else ""
