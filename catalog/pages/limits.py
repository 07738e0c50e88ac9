"""Keep the cost of one page bounded: cut it where it would make an HTML5 parser explode.

HTML5's rules make three kinds of page cost far more than their size: deep nesting and many
attributes on one tag take time that grows with the square, and formatting tags that are never
closed are copied into every later paragraph, so that 16 kB become a million nodes. Such a page is
cut before that point; what stands before the cut is read as usual.
"""

import re
from collections import Counter
from itertools import islice

# Where Common Crawl itself cuts pages since 2025 (1 MiB before). Memory is bounded by the tags.
MAX_BYTES = 5 * 2**20
MAX_TAGS = 120_000
MAX_DEPTH = 5_000
MAX_ATTRIBUTES = 2_000
MAX_COPIES = 250_000

# Below these no page can be dangerous, and the scans are not made.
_HARMLESS_TAGS = 1_000
_HARMLESS_BYTES = 128 * 2**10

# A quoted value may hold `>` and `<`; the possessive quantifiers keep the scan linear.
_TAG = re.compile(
    rb"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    rb"(?P<attributes>[^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+)"
)
_TAG_TEXT = re.compile(rb"<[a-zA-Z][^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+")
_QUOTED = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
# Of a page in lower case: a search that ignores case takes twice the time.
_FORMATTING = re.compile(
    rb"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s>/])"
)
_NOT_NESTING = frozenset(
    b"area base br col dd dt embed hr img input li link meta option p param source td th tr track"
    b" wbr".split()
)


def bounded(html: bytes) -> tuple[bytes, str | None]:
    """Return the page, or its beginning and the reason why it was cut.

    Reasons: `page_too_large`, `page_too_many_tags`, `page_too_deep`, `page_tag_too_large`,
    `page_never_closes_tags`.
    """
    reason = None
    if len(html) > MAX_BYTES:
        html, reason = html[:MAX_BYTES], "page_too_large"
    tags = html.count(b"<")
    if tags > MAX_TAGS:
        html, reason = html[: _nth(html, MAX_TAGS)], "page_too_many_tags"
    if tags > _HARMLESS_TAGS:
        html, reason = _cut(html, _end_of_copies(html.lower(), min(tags, MAX_TAGS)), reason)
    if tags > MAX_DEPTH:
        html, reason = _cut(html, _end_of_nesting(html), reason)
    if len(html) > _HARMLESS_BYTES:
        html, reason = _cut(html, _end_of_attributes(html), reason)
    return html, reason


def _cut(html: bytes, end: tuple[int, str] | None, before: str | None) -> tuple[bytes, str | None]:
    return (html, before) if end is None else (html[: end[0]], end[1])


def _nth(html: bytes, count: int) -> int:
    position = -1
    for _ in range(count):
        position = html.find(b"<", position + 1)
    return position


def _end_of_copies(html: bytes, tags: int) -> tuple[int, str] | None:
    """Find where open formatting tags times the tags of the page pass what may be copied."""
    most = max(MAX_COPIES // tags, 20)
    open_tags = 0
    for number, slash in enumerate(_FORMATTING.findall(html)):
        open_tags += -1 if slash and open_tags else not slash
        if open_tags > most:
            place = next(islice(_FORMATTING.finditer(html), number, None))
            return place.start(), "page_never_closes_tags"
    return None


def _end_of_nesting(html: bytes) -> tuple[int, str] | None:
    """Find the first tag that is nested too deep."""
    open_tags: Counter[bytes] = Counter()
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if name in _NOT_NESTING:
            continue
        if not tag["end"]:
            open_tags[name] += 1
            depth += 1
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return tag.start(), "page_too_deep"
    return None


def _end_of_attributes(html: bytes) -> tuple[int, str] | None:
    """Find the first tag that has too many attributes."""
    if max(map(len, _TAG_TEXT.findall(html)), default=0) <= 2 * MAX_ATTRIBUTES:
        return None
    for tag in _TAG.finditer(html):
        start, end = tag.span("attributes")
        if end - start > 2 * MAX_ATTRIBUTES:
            words = _QUOTED.sub(b"", tag["attributes"]).replace(b"/", b" ").split()
            if len(words) > MAX_ATTRIBUTES:
                return tag.start(), "page_tag_too_large"
    return None
