"""From described items to claims: what schema.org and ccREL vocabulary say about media files."""

import re
from collections.abc import Iterator
from typing import Any

from catalog import licenses
from catalog.licenses import License
from catalog.pages import (
    credit_words,
    license_text,
    link_resolution,
    name_forms,
    names,
    trackers,
)
from catalog.pages.document import Document
from catalog.pages.elements import text_of
from catalog.pages.evidence import (
    Claim,
    Confidence,
    Evidence,
    Found,
    RejectedWork,
    rejection,
    words_of,
)
from catalog.pages.items import Item, is_address
from catalog.records import MediaType

IMAGE_TYPES = frozenset(("ImageObject", "ImageObjectSnapshot", "StillImage", "Image"))
AUDIO_TYPES = frozenset(("AudioObject", "AudioObjectSnapshot", "MusicRecording", "Sound"))
# The work itself is what its picture shows.
PICTURED_TYPES = frozenset((
    "Photograph", "VisualArtwork", "Painting", "Drawing", "Poster", "Map", "Sculpture", "Artwork",
    "CoverArt", "Print", "Illustration", "Chart", "Diagram",
))  # fmt: skip
# The licence is of the page or its text; its own pictures are probably meant as well.
PAGE_TYPES = frozenset((
    "Article", "BlogPosting", "NewsArticle", "TechArticle", "ScholarlyArticle", "Report",
    "CreativeWork", "WebPage", "ItemPage", "ImageGallery", "CollectionPage", "MediaGallery",
    "PodcastEpisode", "Recipe",
))  # fmt: skip
MOST_TAGS = 20
LONGEST_NAME = 200
_LONGEST_CREDIT = 300

_INHERITED = ("name", "headline", "creator", "author", "keywords", "dateCreated")
_INHERITED_BY_SOUNDS = ("byArtist", "duration", "genre", "inAlbum", "partOfSeries")
_CREATORS = ("creator", "author", "byArtist", "attributionName", "artist")
_LICENSE = ("license", "license_url")
_LONGEST_SECONDS = 2**53 / 1000  # beyond, a float no longer tells one millisecond from the next
_DURATION = re.compile(
    r"P(?:(?P<d>\d+)D)?T?(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?"
)


def claims(items: list[Item], document: Document, evidence: Evidence) -> Iterator[Found]:
    """Yield a claim for each file that an item describes as licensed."""
    owners = _owners(items)
    for item in items:
        if not item.types or not any(name in item.properties for name in _LICENSE):
            continue
        found = license_of(item, document)
        if not isinstance(found, License):
            if found:
                yield found
        elif _reserved(item):
            yield rejection("rights_reserved", _reserved(item) or "")
        elif kind_of(item) == "audio":
            yield _claim(_completed(item, owners), document, evidence, found, "audio")
        elif kind_of(item) == "image":
            yield _claim(_completed(item, owners), document, evidence, found, "image")
        elif item.types & PICTURED_TYPES:
            yield from _pictures(item, document, evidence, found, Confidence.HIGH)
        elif item.types & PAGE_TYPES:
            yield from _pictures(item, document, evidence, found, Confidence.MEDIUM)


def _owners(items: list[Item]) -> dict[int, Item]:
    """Return the work that each picture or sound is of, where an item says so."""
    return {
        id(inner): item
        for item in items
        for inner in item.items("image", "primaryImageOfPage", "associatedMedia", "audio")
    }


def _completed(item: Item, owners: dict[int, Item]) -> Item:
    """Return an item with what only the work that it shows says."""
    owner = owners.get(id(item))
    if owner is None or not owner.types & (PICTURED_TYPES | PAGE_TYPES | AUDIO_TYPES):
        return item
    names = _INHERITED + (_INHERITED_BY_SOUNDS if item.types & AUDIO_TYPES else ())
    known = {name: owner.properties[name] for name in names if name in owner.properties}
    if "name" in item.properties or "caption" in item.properties:
        known.pop("name", None)
        known.pop("headline", None)
    return Item(item.types, known | item.properties, item.id, item.node)


def license_of(item: Item, document: Document) -> License | RejectedWork | None:
    """Return an item's licence; None where it names none of Creative Commons'."""
    named: list[License] = []
    unknown = None
    for value in item.values(*_LICENSE):
        address = value if isinstance(value, str) else value.own("url") or value.id
        address = address or (value.text("name") if isinstance(value, Item) else None)
        if not address:
            continue
        found = named_license(address, document)
        if found:
            named.append(found)
            continue
        near = "creativecommons" in address.lower()
        unknown = rejection("unknown_license_url" if near else "other_license", address)
    if len({(found.slug, found.version) for found in named}) > 1:
        return rejection("ambiguous_license", item.id or " ".join(found.url for found in named))
    return named[0] if named else unknown


def named_license(value: str, document: Document) -> License | None:
    """Return the licence that a value names, as an address or as text with its version."""
    found = licenses.from_url(value) or licenses.from_url(document.resolve(value) or "")
    if found or len(value) > LONGEST_NAME:
        return found
    exact = [mention.license for mention in license_text.mentions(value)]
    return exact[0] if len(exact) == 1 else None


def kind_of(item: Item) -> MediaType | None:
    """Return what an item is a file of, by its type or its format; None where it is no file."""
    if item.types & AUDIO_TYPES:
        return "audio"
    if item.types & IMAGE_TYPES:
        return "image"
    if "work" in item.types:  # HTML's vocabulary for licensing works, http://n.whatwg.org/work
        return _kind_of_file(item.link("work") or "")
    if "MediaObject" not in item.types:
        return None
    encoding = (item.text("encodingFormat", "fileFormat") or "").lower()
    if encoding.startswith(("audio/", "image/")):
        return "audio" if encoding.startswith("audio/") else "image"
    return _kind_of_file(item.link("contentUrl", "url") or "")


def _kind_of_file(address: str) -> MediaType | None:
    if link_resolution.is_audio_address(address):
        return "audio"
    return "image" if link_resolution.is_image_address(address) else None


def _reserved(item: Item) -> str | None:
    """Return the notice by which somebody keeps the rights, in spite of a licence."""
    for value in item.values("copyrightNotice", "usageInfo", "conditionsOfAccess"):
        if not isinstance(value, str):
            continue
        if credit_words.RESERVED.search(value) or credit_words.AGENCY.search(value):
            return value
    return None


def _claim(
    item: Item, document: Document, evidence: Evidence, found: License, kind: MediaType
) -> Found:
    url = _file(item, document, kind)
    if url is None:
        return rejection("no_media_url", item.text("name", "url") or item.id or "")
    against = _against(item, url) if kind == "image" else None
    if against:
        return rejection(against, url)
    known = fields(item, document, url)
    more = about(item, document) | statement(item, found, evidence)
    return Claim(kind, url, found, evidence, Confidence.HIGH, known, more)


def _against(item: Item, url: str) -> str | None:
    if trackers.is_license_button(url):
        return "license_button"
    size = _of_picture(item)
    return trackers.reason_against_size(size["width"], size["height"])


def _file(item: Item, document: Document, kind: MediaType) -> str | None:
    direct = document.resolve(item.link("contentUrl", "contentURL", "work"))
    if direct:
        return direct
    test = link_resolution.is_image if kind == "image" else link_resolution.is_audio
    nested = next(item.items("audio", "associatedMedia", "encoding"), None)
    if nested and document.resolve(nested.link("contentUrl")):
        return document.resolve(nested.link("contentUrl"))
    for value in (item.link("url"), item.link("image"), item.id, item.link("embedUrl")):
        url = document.resolve(value)
        if url and test(url):
            return url
    return None


def _pictures(
    item: Item, document: Document, evidence: Evidence, found: License, confidence: Confidence
) -> Iterator[Found]:
    """Yield claims for the pictures of a work that is licensed as a whole."""
    # Once for all of them: of a page with many authors or keywords that is what takes long.
    signs, whole = _signs(item, document), fields(item, document, "")
    told, stated = about(item, document), statement(item, found, evidence)
    for value in item.values("image", "primaryImageOfPage", "associatedMedia", "audio", "encoding"):
        inner = _as_item(value)
        if any(name in inner.properties for name in _LICENSE):
            continue  # it speaks for itself
        if _is_of_others(inner):
            yield rejection("credited_to_others", inner.link("contentUrl", "url") or inner.id or "")
            continue
        sound = kind_of(inner) == "audio" or link_resolution.is_audio_address(
            inner.link("contentUrl") or ""
        )
        kind: MediaType = "audio" if sound else "image"
        url = _file(inner, document, kind)
        against = trackers.reason_against_url(url) if url and kind == "image" else None
        if url is None or against:
            yield rejection(against or "no_media_url", url or inner.id or "")
            continue
        if url in signs:
            yield rejection("logo", url)
            continue
        known = whole | {"foreign_landing_url": _landing(item, document, url)}
        known |= _without_none(fields(inner, document, url))
        more = told | about(inner, document) | stated
        of_page = confidence is not Confidence.HIGH and kind == "image"
        sure = Confidence.LOW if of_page and not _is_shown(document, url) else confidence
        yield Claim(kind, url, found, evidence, sure, known, more, of_page)


def _signs(item: Item, document: Document) -> set[str]:
    """Return the pictures of an article's publisher and author: their logos and portraits."""
    found = set()
    for who in item.values("publisher", "author", "creator"):
        for sign in who.values("logo", "image") if isinstance(who, Item) else ():
            found.add(_file(_as_item(sign), document, "image"))
    return {url for url in found if url}


def _as_item(value: Item | str) -> Item:
    """Return a file that may be named by its address alone."""
    return value if isinstance(value, Item) else Item(properties={"contentUrl": [value]})


def _is_shown(document: Document, url: str) -> bool:
    """Tell whether the page shows a picture: one that it does not is often a card of the site."""
    key = link_resolution.work_key(url)
    shown = document.remembered(
        "shown",
        lambda: {k for m in document.media for k in (m.key, link_resolution.work_key(m.url or ""))},
    )
    return key in shown


def _is_of_others(inner: Item) -> bool:
    """Tell whether a picture's own words give it to an agency, or keep its rights."""
    said = [
        value
        for value in inner.values("copyrightNotice", "creditText", "caption", "copyrightHolder")
        if isinstance(value, str)
    ]
    patterns = (credit_words.AGENCY, credit_words.RESERVED, credit_words.NOT_OWN)
    return any(pattern.search(value) for value in said for pattern in patterns)


def fields(item: Item, document: Document, url: str) -> dict[str, Any]:
    """Return what an item says, by the names of the record's fields."""
    kind = kind_of(item) or "image"
    common = {
        "title": item.text("name", "headline", "title", "caption"),
        "creator": creator(item) or _named_beside(item),
        "creator_url": _creator_url(item, document),
        "thumbnail": document.resolve(item.link("thumbnailUrl", "thumbnail")),
        "foreign_landing_url": _landing(item, document, url),
        "tags": tags(item),
    }
    return common | (_of_sound(item) if kind == "audio" else _of_picture(item))


def creator(item: Item) -> str | None:
    """Return whom an item names: its creator, else whose the rights are, else its credit's name."""
    said = item.name(*_CREATORS) or item.name("copyrightHolder")
    if said and license_text.mentions(said):  # "Ann Lee (CC BY 2.0)"
        said = names.name_in(said) or name_forms.clean_name(said)
    for notice in (item.own("creditText"), item.own("copyrightNotice")):
        said = said or (notice and (names.name_in(notice) or name_forms.clean_name(notice)))
    return said or None


def _named_beside(item: Item) -> str | None:
    """Return whom the words credit that stand in an item's element, or around its link."""
    node = item.node.parent if item.node is not None and item.node.tag == "a" else item.node
    said = text_of(node, longest=_LONGEST_CREDIT) if node is not None else ""
    if node is None or len(said) >= _LONGEST_CREDIT:
        return None
    marked = node.css('[property~="cc:attributionName"]')
    if len(marked) == 1 and text_of(marked[0]):
        return text_of(marked[0])
    return names.name_in(said) if credit_words.NAMES.search(said) else None


def note_people(items: list[Item], document: Document) -> None:
    """Note whom structured data name as the author of the page and of its pictures.

    They need not say a licence: the page's words may say that.
    """
    for item in items:
        name = creator(item)
        if name is None:
            continue
        if kind_of(item) == "image":
            url = _file(item, document, "image")
            if url:
                document.creators.setdefault(link_resolution.work_key(url), name)
        elif item.types & PAGE_TYPES:
            document.author = document.author or name


def _of_picture(item: Item) -> dict[str, int | None]:
    # A page that does not know a size writes 0.
    return {
        "width": trackers.pixels(item.text("width") or "") or None,
        "height": trackers.pixels(item.text("height") or "") or None,
    }


def _of_sound(item: Item) -> dict[str, Any]:
    album = next(item.items("inAlbum", "partOfSeries"), None)
    name = album.text("name") if album else item.own("inAlbum", "partOfSeries")
    return {
        "duration": milliseconds(item.text("duration") or ""),
        "genres": [value for value in item.values("genre") if isinstance(value, str)] or None,
        "audio_set": {"title": name} if name else None,
    }


def milliseconds(duration: str) -> int | None:
    """Read an ISO 8601 duration.

    >>> milliseconds("PT3M20.5S")
    200500
    """
    found = _DURATION.fullmatch(duration.strip().upper())
    if not found or not any(found.groups()):
        return None
    parts = {unit: float(number or 0) for unit, number in found.groupdict().items()}
    seconds = ((parts["d"] * 24 + parts["h"]) * 60 + parts["m"]) * 60 + parts["s"]
    return int(seconds * 1000) if seconds < _LONGEST_SECONDS else None


def _creator_url(item: Item, document: Document) -> str | None:
    own = document.resolve(item.own("attributionURL") or item.link("attributionURL"))
    if own:
        return own
    for person in item.values(*_CREATORS):
        if isinstance(person, Item):
            return document.resolve(person.own("url", "sameAs") or _page_of(person))
        if is_address(person):
            return document.resolve(person)
    return None


def _landing(item: Item, document: Document, url: str) -> str | None:
    """Return the work's own page, if the item names one on the same site."""
    for address in (item.link("mainEntityOfPage"), item.own("url"), _page_of(item)):
        page = document.resolve(address)
        if (
            not page
            or page == url
            or link_resolution.is_image(page)
            or link_resolution.is_audio(page)
        ):
            continue
        if link_resolution.host_of(page) == link_resolution.host_of(document.url):
            return page
    return None


def _page_of(item: Item) -> str | None:
    """Return an item's name where it is an address: blank nodes and fragments are mere names."""
    name = item.id or ""
    return None if name.startswith("_:") or "#" in name else item.id


def tags(item: Item) -> list[str] | None:
    """Return distinct keywords, at most twenty; one string may hold several between commas."""
    words: dict[str, None] = {}
    for value in item.values("keywords"):
        text = value if isinstance(value, str) else value.text("name") or ""
        for word in re.split(r"[,;]", text):
            if word.strip():
                words.setdefault(word.strip())
    return list(words)[:MOST_TAGS] or None


def about(item: Item, document: Document) -> dict[str, Any]:
    """Return what has no column of its own."""
    known = {
        "description": item.text("description", "abstract"),
        "credit_text": item.text("creditText"),
        "copyright_notice": item.text("copyrightNotice"),
        "acquire_license_page": document.resolve(item.link("acquireLicensePage")),
        "date_created": item.text("dateCreated", "datePublished", "created", "date"),
    }
    return _without_none(known)


def statement(item: Item, found: License, evidence: Evidence) -> dict[str, str]:
    """Return the statement that a claim of structured data rests on, as `meta_data` keeps it."""
    kinds = " ".join(sorted(item.types)) or "subject"
    return words_of(f"license: {found.raw_url or found.url}", f"{evidence.value}: {kinds}")


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
