"""Reject logos, icons and other page decoration that a page-wide licence would otherwise cover.

What a picture is called says little; what it does says more. A picture inside the licence's link is
its label, one in a menu or one that leads to the front page is a sign, one that comes again and
again is a bullet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from catalog import licenses
from catalog.pages import link_resolution, paper_figures, trackers
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of
from catalog.pages.evidence import Claim, RejectedWork, rejection

LONGEST_DATA_URL = 60
# Of a page with more pictures than these each is told only if it is wanted.
MOST_TOLD = 20
_MOST_REPEATS = 3
_LINK_LEVELS = 4
_NAV_LEVELS = 8
_MOST_SLASHES = 3
# Where a browser goes to the top of a page (HTML Living Standard, 7.4.6.4), whatever is there.
TOP = "#top"
_INDEX = re.compile(r"(?:index|default|home)\.\w{3,5}", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(?:aspx?|php|cgi|pl|dll)(?:\?|$)", re.IGNORECASE)
_DOCUMENT_PAGE = re.compile(r"\.(?:pdf|docx?|pptx?|odt)\.(?:jpe?g|png)(?:$|\?)", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|pptx?|odt|epub)$", re.IGNORECASE)
# What DSpace calls the pictures of its files.
_THUMBNAILS = frozenset(("thumbnail", "thumbnail image", "miniatur", "vorschaubild", "miniatura"))


def is_work(document: Document, media: Embedded, *, explicit: bool = False) -> bool:
    """Tell whether a picture beside a licence may be a work.

    See `trackers.reason_against` for what is explicit.
    """
    return not reason_against(document, media, explicit=explicit)


def reason_against(document: Document, media: Embedded, *, explicit: bool = False) -> str | None:
    """Return why a picture of the page is no work, or None."""
    return document.remembered(
        ("reason", media.node.mem_id, explicit),
        partial(_reason_against, document, media, explicit=explicit),
    )


def tell(document: Document, media: Iterable[Embedded]) -> None:
    """Remember the furniture among pictures that a licence would else cover, to be rejected."""
    for each in media:
        reason = reason_against(document, each)
        if reason:
            document.furniture[each.url or each.raw[:LONGEST_DATA_URL], reason] = None


def is_work_url(document: Document, url: str) -> bool:
    """Tell whether a picture known by its address alone may be a work."""
    reason = trackers.reason_against_url(url)
    if reason:
        document.furniture[url, reason] = None
    return not reason


def works_in(document: Document, node: LexborNode, *, plain: bool = False) -> tuple[Embedded, ...]:
    """Return the distinct media in an element that may be works.

    `plain` says whether a file's name counts even where it is the only picture.
    """
    return document.remembered(
        ("works", node.mem_id, plain), lambda: _works_in(document, node, plain=plain)
    )


def _works_in(document: Document, node: LexborNode, *, plain: bool) -> tuple[Embedded, ...]:
    works = _unrejected(document, node, explicit=False)
    if works or plain:
        return works
    return _unrejected(document, node, explicit=True)


def _unrejected(document: Document, node: LexborNode, *, explicit: bool) -> tuple[Embedded, ...]:
    inside = document.media_in(node)
    works = [media for media in inside if is_work(document, media, explicit=explicit)]
    distinct: dict[str, Embedded] = {}
    for media in works:
        distinct.setdefault(media.key, media)
    return tuple(distinct.values())


def _reason_against(document: Document, media: Embedded, *, explicit: bool) -> str | None:
    reason = trackers.reason_against(media, explicit=explicit)
    if reason or media.media_type == "audio":
        return reason
    if not explicit and _is_script_elsewhere(document, media):
        return "tracking_pixel"
    if _is_of_document(document, media):
        return "document_thumbnail"
    around = _around(document, media, explicit=explicit)
    if around == "navigation" and explicit:
        return None
    if around or explicit:
        return around
    shown = repeats(document)[media.url, media.background]
    return "repeated_picture" if shown > _MOST_REPEATS else None


def _is_script_elsewhere(document: Document, media: Embedded) -> bool:
    """Tell whether a script at another site draws a picture of no stated size: a counter."""
    url = media.url or ""
    if not _SCRIPT.search(url) or media.get("width") or media.get("height"):
        return False
    return not document.is_of_site(url)


def _is_of_document(document: Document, media: Embedded) -> bool:
    """Tell whether a picture is the first page of a PDF that a repository offers, as DSpace's."""
    if _DOCUMENT_PAGE.search(media.url or ""):
        return True
    if media.get("alt").lower() not in _THUMBNAILS or paper_figures.is_figure(document, media):
        return False
    return document.remembered("offers a document", lambda: _offers_document(document))


def _offers_document(document: Document) -> bool:
    return any(
        _DOCUMENT.search(link_resolution.path_of(node.attributes.get("href") or ""))
        or _DOCUMENT.search(text_of(node, longest=LONGEST_DATA_URL))
        for node, _ in document.anchors
    )


def _around(document: Document, media: Embedded, *, explicit: bool) -> str | None:
    """Return what the link around a picture, or the menu that it is in, makes of it."""
    for level, around in enumerate(ancestors(media.node, most=_NAV_LEVELS)):
        tag = around.tag
        if tag == "a" and level < _LINK_LEVELS:
            href = around.attributes.get("href") or ""
            if "creativecommons" in href and (
                licenses.from_url(href) or _is_license_home(document, href)
            ):
                return None if _is_left_open(document, media, href) else "license_button"
            if _is_front_page(document, href):
                return "logo"
            if not explicit and _DOCUMENT.search(href.partition("#")[0].partition("?")[0]):
                return "document_thumbnail"
            if href.lower() == TOP:
                return "button"
        if tag == "nav":
            return "navigation"
    return None


def _is_left_open(document: Document, media: Embedded, href: str) -> bool:
    """Tell whether a photograph stands in the link of a button before it, which nobody closed."""
    if link_resolution.extension(media.url or "") not in ("jpg", "jpeg"):
        return False
    labels = document.remembered(("labels", href), lambda: list(_labels(document, href)))
    return any(label.node.mem_id != media.node.mem_id for label in labels)


def _labels(document: Document, href: str) -> Iterator[Embedded]:
    """Yield Creative Commons' own buttons that stand in a link to a licence."""
    for media in document.media:
        around = media.node.parent
        inside = around is not None and around.tag == "a" and around.attributes.get("href") == href
        if inside and trackers.is_license_button(media.url or ""):
            yield media


def _is_license_home(document: Document, href: str) -> bool:
    url = document.resolve(href) or ""
    own = link_resolution.host_of(document.url).endswith("creativecommons.org")
    return link_resolution.host_of(url).endswith("creativecommons.org") and not own


def _is_front_page(document: Document, href: str) -> bool:
    if href.count("/") > _MOST_SLASHES or (href[:1] == "/" and len(href) > 1):
        return False  # nearly all links, told without a look
    url = document.resolve(href)
    if url is None or link_resolution.host_of(url) != link_resolution.host_of(document.url):
        return False
    parts = urlsplit(url)
    here = urlsplit(document.url)
    if parts.query or here.path in ("", "/"):
        return False
    return parts.path in ("", "/") or _is_index_above(parts.path, here.path)


def _is_index_above(path: str, page: str) -> bool:
    """Tell whether it is `index.html` of the folder that a page lies in, or of one above."""
    folder, _, name = path.rpartition("/")
    return bool(_INDEX.fullmatch(name)) and path != page and page.startswith(f"{folder}/")


def repeats(document: Document) -> Counter[tuple[str | None, bool]]:
    """Return how often the page shows each address as a picture, and how often behind other matter.

    A recipe's picture stands in its text and again behind its card's heading.
    """
    return document.remembered(
        "repeats", lambda: Counter((media.url, media.background) for media in document.media)
    )


def rejections(document: Document, claims: list[Claim], *, others: bool) -> Iterator[RejectedWork]:
    """Yield each piece of furniture once for each reason.

    What a claim is about is no furniture after all. Creative Commons' own button is the label of
    a licence and no candidate: alone on a page it says no more than that there are none.

    The document is as all readers left it; `others` says whether anything else of the page is a
    candidate.
    """
    claimed = {claim.url for claim in claims}
    claimed |= {claim.fields["thumbnail"] for claim in claims if claim.fields.get("thumbnail")}
    found = {place: None for place in document.furniture if place[0] not in claimed}
    if others or any(reason != "license_button" for _, reason in found):
        for detail, reason in found:
            yield rejection(reason, detail)
