"""The pictures and sounds of a page's content that may be works."""

from collections.abc import Iterator

from catalog.pages import site_chrome, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Embedded


def content_works(document: Document) -> list[Embedded]:
    """Return the pictures and sounds of the page's content that may be works, each once."""
    return document.remembered("content works", lambda: list(iter_content_works(document)))


def iter_content_works(document: Document) -> Iterator[Embedded]:
    """Yield them in page order; who wants the first need not look at all."""
    seen: set[str] = set()
    for media in document.media:
        if is_content_work(document, media) and media.key not in seen:
            seen.add(media.key)
            yield media


def is_content_work(document: Document, media: Embedded) -> bool:
    """Tell whether a picture or sound of the page stands in its content and may be a work."""
    if media.background or media.url is None or not site_chrome.is_work(document, media):
        return False
    at = surroundings.of(document, media.node)
    return at.area == surroundings.CONTENT and not at.comment
