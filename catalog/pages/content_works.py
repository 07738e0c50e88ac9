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
        if media.background or media.url is None or not site_chrome.is_work(document, media):
            continue
        at = surroundings.of(document, media.node)
        key = media.key
        if at.area == surroundings.CONTENT and not at.comment and key not in seen:
            seen.add(key)
            yield media
