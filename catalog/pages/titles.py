"""A title from what stands at a picture, where nothing on the page is called its title."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from catalog.pages.document import Document
from catalog.pages.elements import Embedded, text_of
from catalog.pages.link_resolution import AUDIO_EXTENSIONS, IMAGE_EXTENSIONS
from catalog.pages.name_words import AUTHORS, BY, CREDITS, PICTURES, SOURCES

_FILE_NAME = re.compile(
    rf"\S{{1,300}}\.(?:{'|'.join(sorted(IMAGE_EXTENSIONS | AUDIO_EXTENSIONS))})"
    r"|(?:img|dscn?|dscf|pict|image|foto|photo)[-_ ]?\d+",
    re.IGNORECASE,
)
# Where a caption stops to tell what is seen, and begins to tell whose it is.
_CREDIT = re.compile(
    r"\b(?:photos?|fotos?|photograph(?:ie|s)?|bild(?:er)?|abbildung|grafik|images?|pictures?"
    r"|illustration|credits?|quelle|source)(?:\s+(?:by|von|par|de|credits?)\b|\s*[:©])"
    r"|©|\(c\)|\bcc[- ](?:by|0)|\bcc0\b|\bcreative commons\b|\blicen[sc]ed?\b|\blizenz",
    re.IGNORECASE,
)
# "Kuva: Ann Lee": what is left of a caption is only what names the picture's author.
_LABEL = re.compile(
    rf"(?:^|[.!?;|·(]\s{{0,2}})\W{{0,3}}(?:{PICTURES}|(?:图片|圖片)?(?:{AUTHORS})|{CREDITS}|{SOURCES})"
    rf"(?:\s(?:{BY}|de|di|van|from|via)|由)?[\s:：]{{0,3}}$",
    re.IGNORECASE,
)
_TERMS = frozenset(("title", "titel", "titre", "título", "titolo", "tytuł", "name"))
_LONGEST = 200
_LEFT_OVER = " ,;:|/([–—-"
_LEFT_OVER_WORDS = (" by", " von", " par", " via")
_WORD = re.compile(r"[^\W\d_]{3}")


def of_media(media: Embedded) -> str | None:
    """Return what `title` or `alt` say of a picture; the name of a file says nothing."""
    names = (media.get("title"), media.get("alt"))
    return next((name for name in names if name and not _FILE_NAME.fullmatch(name)), None)


def of_file(document: Document, url: str) -> str | None:
    """Return the title of a file that the page shows."""
    return document.remembered("titles", lambda: _by_url(document)).get(url)


def _by_url(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for media in document.media:
        title = of_media(media) if media.url else None
        if media.url and title:
            found.setdefault(media.url, title)
    return found


def of_list(node: LexborNode) -> str | None:
    """Return what a list of terms, as Europeana's credits are, says behind "Title"."""
    for term in node.css("dt"):
        if text_of(term).lower().rstrip(": ") in _TERMS:
            value = next((other for other in _following(term) if other.tag == "dd"), None)
            return text_of(value, longest=_LONGEST) or None if value is not None else None
    return None


def _following(node: LexborNode) -> Iterator[LexborNode]:
    following = node.next
    while following is not None and following.tag != "dt":
        yield following
        following = following.next


def of_caption(caption: str, creator: str | None) -> str | None:
    """Return the part of a caption before the credit, if that is any.

    >>> of_caption("A bee on a flower. Photo: Ann Lee, CC BY 4.0", None)
    'A bee on a flower.'
    >>> of_caption("Foto: Ann Lee, CC BY 4.0", "Ann Lee") is None
    True
    """
    ends = [credit.start() for credit in _CREDIT.finditer(caption)]
    if creator and creator in caption:
        ends.append(caption.index(creator))
    title = _trimmed(caption[: min(ends, default=len(caption))])
    title = _trimmed(_LABEL.sub("", title))
    return title if _WORD.search(title) else None


def _trimmed(text: str) -> str:
    text = text.rstrip(_LEFT_OVER)
    while text[-4:].lower().endswith(_LEFT_OVER_WORDS):
        text = text.rpartition(" ")[0].rstrip(_LEFT_OVER)
    return text
