"""ccREL: a licence that the page states of a subject other than itself (`about`)."""

from collections.abc import Iterator

from catalog.licenses import License
from catalog.pages import link_resolution
from catalog.pages.document import Document
from catalog.pages.elements import Embedded
from catalog.pages.evidence import Claim, Confidence, Evidence, rejection
from catalog.pages.items import Item
from catalog.pages.license_links import MAX_FIGURE_MEDIA
from catalog.pages.schema_org import AUDIO_TYPES, IMAGE_TYPES, Found, about, fields, license_of
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
    known, more = fields(item, document, url), about(item, document)
    return Claim(kind, url, found, Evidence.CCREL, Confidence.HIGH, known, more)
