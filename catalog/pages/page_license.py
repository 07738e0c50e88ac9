"""A licence of the whole page: which picture it covers, and when it covers none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog import licenses
from catalog.licenses import License
from catalog.pages import link_resolution, titles, trackers
from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, Evidence, Rejection, rejection
from catalog.pages.items import Item, is_address
from catalog.pages.license_links import LicenseLink, says
from catalog.pages.site_chrome import is_work, is_work_url

_METAS = (
    "dc.rights", "dcterms.rights", "dc.rights.license", "dcterms.license", "dc.license",
    "dcterms.rights.license", "dc:rights", "dcterms:license", "license", "rights", "copyright",
    "cc:license", "og:license", "eprints.rights",
)  # fmt: skip
_TEXT_ONLY = re.compile(
    r"\b(?:texts?\s+(?:is|are|of|on|in|content)|(?:this|the|all|its|written)\s+text"
    r"|(?:dieser|der|alle)\s+texte?|texte?\s+(?:ist|sind|dieser|est|sont|es|wurde)"
    r"|(?:le|ce|los|el|este)\s+textos?|textual content"
    r"|source code|code samples?|map data|kartendaten|data is available|licensed music)\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\b(?:all|alle|toutes|todas|tutte)\b[^.]{0,40}\b(?:photos?|photographs?|images?|pictures?|fotos?"
    r"|bilder|imágenes|immagini)\b",
    re.IGNORECASE,
)
_NO_PICTURES = re.compile(
    r"\b(?:except|excluding|unless|other than|without|not|ausser|außer|ohne|nicht|keine|sauf"
    r"|excepto)\b",
    re.IGNORECASE,
)
_MAIN_PICTURE = re.compile(
    r"^\W*(?:header|featured?|cover|lead|banner|title|main|hero|top)[ -]?(?:image|photo|picture)\b"
    r"|^\W*(?:titel|header|beitrags)-?(?:bild|foto)\b",
    re.IGNORECASE,
)
_PICTURE_TYPES = ("StillImage", "ImageObject", "Photograph", "Image")
MOST_OTHERS = 200

Found = Claim | Rejection


@dataclass(frozen=True, slots=True)
class MainImage:
    """The picture that stands for the page.

    Attributes:
        shown: whether the page itself shows it, so that it is no site-wide card.
    """

    url: str
    shown: bool
    width: int | None
    height: int | None


def claims(document: Document, links: list[LicenseLink], page: Item | None) -> Iterator[Found]:
    """Yield what the page's own licence covers, surest first."""
    yield from _of_credit_lines(document, links)
    declared = [link for link in links if link.declared]
    stated, evidence = _stated(document, declared)
    if len({found.url for found in stated}) > 1:
        yield rejection("ambiguous_page_license", " ".join(found.url for found in stated))
    elif stated:
        yield from _covered(document, stated[0], evidence, declared, page)
    elif links and not declared:
        yield from _of_mention(document, links)


def _stated(document: Document, declared: list[LicenseLink]) -> tuple[list[License], Evidence]:
    if declared:
        distinct = {link.license.url: link.license for link in declared}
        return list(distinct.values()), Evidence.PAGE_LICENSE
    found = {}
    for name in _METAS:
        for content in document.metas.get(name, ()):
            for word in content.split():
                known = licenses.from_url(word.strip("()<>[].,;\"'"))
                if known:
                    found[known.url] = known
    return list(found.values()), Evidence.PAGE_METADATA


def _covered(
    document: Document,
    found: License,
    evidence: Evidence,
    declared: list[LicenseLink],
    page: Item | None,
) -> Iterator[Found]:
    types = page.types if page else frozenset()
    of_picture = any(name in types for name in _PICTURE_TYPES)
    if not of_picture and ("Text" in types or any(says(link, _TEXT_ONLY) for link in declared)):
        yield rejection("license_covers_text_only", found.url)
        return
    main = main_image(document)
    if main:
        sure = Confidence.HIGH if of_picture else Confidence.MEDIUM
        confidence = sure if main.shown or of_picture else Confidence.LOW
        yield _claim(document, main, found, evidence, confidence, page)
    yield from _others(document, found, Evidence.PAGE_LICENSE, Confidence.LOW, main)


def _of_credit_lines(document: Document, links: list[LicenseLink]) -> Iterator[Claim]:
    credits = [link for link in links if not link.declared and says(link, _MAIN_PICTURE)]
    main = main_image(document) if credits else None
    if main:
        for link in credits:
            yield _claim(
                document, main, link.license, Evidence.CREDIT_LINE, Confidence.MEDIUM, None
            )


def _of_mention(document: Document, links: list[LicenseLink]) -> Iterator[Found]:
    """A link that declares nothing: a sentence about all pictures counts, a mere mention hardly."""
    for link in links:
        if says(link, _PICTURES) and not says(link, _NO_PICTURES):
            yield from _others(document, link.license, Evidence.STATEMENT, Confidence.MEDIUM, None)
            return
    if any(says(link, _TEXT_ONLY) for link in links):
        yield rejection("license_covers_text_only", links[0].license.url)
        return
    main = main_image(document)
    if main and len({link.license.url for link in links}) == 1:
        yield _claim(document, main, links[0].license, Evidence.PAGE_LINK, Confidence.LOW, None)
    else:
        yield rejection("license_only_mentioned", links[0].license.url)


def _others(
    document: Document,
    found: License,
    evidence: Evidence,
    confidence: Confidence,
    main: MainImage | None,
) -> Iterator[Found]:
    names = {link_resolution.picture_name(main.url)} if main else set()
    left = MOST_OTHERS
    for media in document.media:
        if not is_work(document, media) or media.url is None:
            continue
        if link_resolution.picture_name(media.url) in names and media.media_type == "image":
            continue
        if left == 0:
            yield rejection("page_too_many_pictures", document.url)
            return
        left -= 1
        known = {"title": titles.of_media(media)}
        yield Claim(media.media_type, media.url, found, evidence, confidence, known)


def main_image(document: Document) -> MainImage | None:
    """Return the picture that the page names as its own, or the only one in a figure."""
    named = document.meta(
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "thumbnailurl",
    ) or _image_src(document)
    url = document.resolve(named)
    if url is None:
        return _only_figure(document)
    if not is_work_url(document, url):
        return None
    name = link_resolution.picture_name(url)
    shown = any(
        media.url and link_resolution.picture_name(media.url) == name for media in document.media
    )
    width = trackers.pixels(document.meta("og:image:width") or "")
    return MainImage(url, shown, width, trackers.pixels(document.meta("og:image:height") or ""))


def _image_src(document: Document) -> str | None:
    return next((k.get("href") for k in document.head_links if "image_src" in k.words("rel")), None)


def _only_figure(document: Document) -> MainImage | None:
    figures = document.tree.css("figure")
    works = [
        media
        for figure in figures[:2]
        for media in document.media_in(figure)
        if media.media_type == "image" and is_work(document, media)
    ]
    if len(figures) != 1 or len(works) != 1 or works[0].url is None:
        return None
    only = works[0]
    return MainImage(
        works[0].url, True, trackers.pixels(only.get("width")), trackers.pixels(only.get("height"))
    )


def _claim(
    document: Document,
    main: MainImage,
    found: License,
    evidence: Evidence,
    confidence: Confidence,
    page: Item | None,
) -> Claim:
    known: dict[str, Any] = {
        "title": (page.text("title", "name") if page else None)
        or document.meta("og:title", "twitter:title", "dc.title", "dcterms.title")
        or document.title(),
        "width": main.width,
        "height": main.height,
    }
    if evidence in (Evidence.PAGE_LICENSE, Evidence.PAGE_METADATA):
        known |= _author(document, page)
    description = document.meta("og:description", "description", "dc.description")
    about = {"description": description} if description else {}
    return Claim("image", main.url, found, evidence, confidence, known, about)


def _author(document: Document, page: Item | None) -> dict[str, Any]:
    named = page.name("attributionName", "creator") if page else None
    meta = document.meta("author", "dc.creator", "dcterms.creator")
    url = page.own("attributionURL") if page else None
    return {
        "creator": named or (meta if meta and not is_address(meta) else None),
        "creator_url": document.resolve(url),
    }
