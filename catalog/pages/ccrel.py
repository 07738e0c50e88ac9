"""ccREL: a licence that the page states of a subject other than itself (`about`)."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from catalog.licenses import License
from catalog.pages import link_resolution
from catalog.pages.document import Document
from catalog.pages.elements import Element, Embedded, ancestors
from catalog.pages.evidence import Claim, Confidence, Evidence, Found, rejection
from catalog.pages.items import Item
from catalog.pages.own_credit import MAX_FIGURE_MEDIA
from catalog.pages.schema_org import (
    AUDIO_TYPES,
    IMAGE_TYPES,
    about,
    fields,
    license_of,
    statement,
)
from catalog.pages.site_chrome import is_work
from catalog.records import MediaType  # noqa: TC001 - read by a local annotation


def claims(items: list[Item], document: Document) -> Iterator[Found]:
    """Yield claims for subjects that are media files, or pages whose one picture is shown here."""
    shown = {media.url for media in document.media}
    for item in items:
        if not item.id or item.id in (document.url, document.canonical):
            continue
        if "license" not in item.properties:
            continue
        found = license_of(item, document)
        if isinstance(found, License):
            yield _claim(item, found, document, shown)
        elif found:
            yield found


def license_links(document: Document) -> frozenset[int]:
    """Return the licence links whose subject is a file or has a picture of its own.

    They are read here; a link below `about` that only names the page, a CMS's node or a fragment
    is one like any other.
    """
    found = set()
    for link in document.license_links if document.holds(b"about") else ():
        subject = _about(link)
        if subject is None:
            continue
        url = document.resolve(subject[0]) if subject[0] else None
        if not url or url in (document.url, document.canonical):
            continue
        if link_resolution.is_image(url) or link_resolution.is_audio(url):
            found.add(link.node.mem_id)
        elif url != document.url.partition("#")[0]:
            inside = [
                m for m in document.media_in(subject[1]) if is_work(document, m, explicit=True)
            ]
            if len(inside) == 1:
                found.add(link.node.mem_id)
    return frozenset(found)


def _about(link: Element) -> tuple[str, LexborNode] | None:
    for node in (link.node, *ancestors(link.node)):
        about = node.attributes.get("about")
        if about is not None:
            return about, node
    return None


def _claim(item: Item, found: License, document: Document, shown: set[str | None]) -> Found:
    subject = document.resolve(item.id)
    if subject and (
        subject in shown or link_resolution.is_image(subject) or link_resolution.is_audio(subject)
    ):
        return _of(item, found, document, subject)
    inside = _media(item, document)
    if len(inside) != 1 or inside[0].url is None:
        return rejection("no_media_for_subject", item.id or "")
    known = _of(item, found, document, inside[0].url)
    landing = {"foreign_landing_url": subject} if subject else {}
    return Claim(
        known.media_type,
        known.url,
        found,
        known.evidence,
        known.confidence,
        {**known.fields, **landing},
        known.about,
    )


def _media(item: Item, document: Document) -> list[Embedded]:
    if item.node is None:
        return []
    inside = document.media_in(item.node)
    if len(inside) > MAX_FIGURE_MEDIA:
        return inside
    return [media for media in inside if is_work(document, media, explicit=True)]


def _of(item: Item, found: License, document: Document, url: str) -> Claim:
    sound = bool(item.types & AUDIO_TYPES) or link_resolution.is_audio(url)
    kind: MediaType = "audio" if sound and not item.types & IMAGE_TYPES else "image"
    known = fields(item, document, url)
    more = about(item, document) | statement(item, found, Evidence.CCREL)
    return Claim(kind, url, found, Evidence.CCREL, Confidence.HIGH, known, more)
