"""A page's pictures by what their files are called.

A list of credits asks for each of its entries which picture that is; each answer takes no walk over
all pictures.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.pages import link_resolution, site_chrome
from catalog.pages.content_works import content_works
from catalog.pages.document import Document
from catalog.pages.elements import Embedded

# More than one, and a name tells no picture.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """Pictures by their files' names.

    Attributes:
        media: those with a usable address, in page order.
        by_key: each by what its sizes have in common.
        by_file: those of each file's name, lower case.
        by_original: those of each name that a file has where a MediaWiki keeps it.
        text: the letters and digits of the names, a line each.
        starts: where each line begins.
    """

    media: list[Embedded]
    by_key: dict[str, Embedded]
    by_file: dict[str, list[Embedded]]
    by_original: dict[str, list[Embedded]]
    text: str
    starts: list[int]

    def called(self, names: Iterable[str]) -> list[Embedded]:
        """Return the pictures of files with one of the names."""
        return [media for name in dict.fromkeys(names) for media in self.by_original.get(name, ())]

    def holding(self, name: str) -> list[Embedded]:
        """Return pictures in whose file's name a name stands, no more than tell it from one."""
        found: list[Embedded] = []
        at = self.text.find(name)
        while at >= 0 and len(found) < _ENOUGH:
            line = bisect_right(self.starts, at) - 1
            found.append(self.media[line])
            ends = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
            at = self.text.find(name, ends)
        return found


def of_works(document: Document) -> NamedFiles:
    """Return the pictures of the page's content that may be works, each once."""
    return document.remembered("works by file", lambda: _of(content_works(document)))


def of_others(document: Document) -> NamedFiles:
    """Return those that may be works though they lie behind matter, or are called a logo."""
    return document.remembered(
        "others by file", lambda: _of(m for m in document.media if _is_other(document, m))
    )


def _is_other(document: Document, media: Embedded) -> bool:
    return media.background or site_chrome.is_work(document, media, explicit=True)


def _of(some: Iterable[Embedded]) -> NamedFiles:
    media = [each for each in some if each.url]
    lines = [link_resolution.plain_name(each.url or "") for each in media]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    by_file: dict[str, list[Embedded]] = {}
    by_original: dict[str, list[Embedded]] = {}
    for each in media:
        url = each.url or ""
        by_file.setdefault(link_resolution.file_name(url), []).append(each)
        by_original.setdefault(link_resolution.original_name(url), []).append(each)
    by_key = {each.key: each for each in media}
    return NamedFiles(media, by_key, by_file, by_original, "\n".join(lines), starts)
