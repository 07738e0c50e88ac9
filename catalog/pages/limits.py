"""Keep the cost of one page bounded: cut it where it would make an HTML5 parser explode.

HTML5's rules make three kinds of page cost far more than their size: deep nesting and many
attributes on one tag take time that grows with the square, and formatting tags that are never
closed are copied into every later paragraph, so that 16 kB become a million nodes. Such a page is
cut before that point; what stands before the cut is read as usual.
"""

import re
from collections import Counter
from itertools import islice

import stringzilla

# Where Common Crawl itself cuts pages since 2025 (1 MiB before). Memory is bounded by the tags.
MAX_BYTES = 5 * 2**20
MAX_TAGS = 120_000
MAX_DEPTH = 5_000
MAX_ATTRIBUTES = 2_000
MAX_COPIES = 500_000

# Below these no page can be dangerous, and the scans are not made. So many start tags make the
# most copies if half of them are formatting: 700 x 700.
_HARMLESS_TAGS = 1_400
_HARMLESS_BYTES = 128 * 2**10

# Attributes as the HTML Living Standard (13.2.5.32 and on) tokenizes them: only a value may hold
# `>`, and only behind `=` does a quote begin one. What is never given back keeps scans linear: in
# atomic groups, for Python before 3.11.5 reads possessive groups with a choice wrongly (gh-106052).
_ATTRIBUTE = (
    rb"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rb"(?>(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"
    rb"(?>(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)?))?)"
)
_ATTRIBUTES = rb"[ \t\n\f\r/]*+(?>(?:" + _ATTRIBUTE + rb"[ \t\n\f\r/]*+)*)"
_NAME = rb"[a-zA-Z][^ \t\n\f\r/>]*+"
_TAG = re.compile(rb"<(/?)(" + _NAME + rb")" + _ATTRIBUTES)
_START_TAG = re.compile(rb"<" + _NAME + _ATTRIBUTES)
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
# Attributes that hold neither `>` nor anything that might be taken for the end of a value.
_PLAIN = rb"[^<>\"'=]*+(?>(?:=(?:\"[^<>\"'=]*+\"|'[^<>\"'=]*+'|[^<>\"'=\s]*+)[^<>\"'=]*+)*)>"
# Of a page in lower case: formatting that is not closed right behind its text.
_LEFT_OPEN = re.compile(
    rb"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s>/])"
    rb"(?!" + _PLAIN + rb"[^<]*+</\1[\s>])(?:" + _PLAIN + rb")?"
)
# What most start tags begin with, the most frequent first, and none of formatting.
_NOT_FORMATTING = (
    b"<a", b"<d", b"<l", b"<p", b"<span", b"<td", b"<img", b"<h", b"<tr", b"<m", b"<o", b"<br",
    b"<script", b"<svg",
)  # fmt: skip
# Of one formatting tag, the same attributes included, the parser keeps no more open.
_MOST_ALIKE = 3
_FEWEST_OPEN = 20
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
    tags = stringzilla.count(html, b"<")
    if tags > MAX_TAGS:
        html, reason = html[: _nth(html, MAX_TAGS)], "page_too_many_tags"
    starts = min(tags, MAX_TAGS) - stringzilla.count(html, b"</")
    if starts > _HARMLESS_TAGS:
        html, reason = _cut(html, _end_of_copies(html, starts), reason)
    if starts > MAX_DEPTH:
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


def _end_of_copies(html: bytes, starts: int) -> tuple[int, str] | None:
    """Find where the formatting tags that may stay open pass what may be copied.

    End tags are not counted: the parser ignores those of another name, in a comment, or behind
    `<object>`. Only a tag that is closed right behind its text is sure to be.
    """
    others = 0
    for beginning in _NOT_FORMATTING:
        others += stringzilla.count(html, beginning)
        formatting = min(starts - others, starts // 2)
        if formatting * (starts - formatting) <= MAX_COPIES:
            return None
    seen = Counter[bytes]()
    kept = 0
    for tag in _LEFT_OPEN.finditer(html.lower()):
        text = html[tag.start() : tag.end()]
        seen[text] += 1
        kept += seen[text] <= _MOST_ALIKE or not text.endswith(b">")
        if kept > max(MAX_COPIES // starts, _FEWEST_OPEN):
            return tag.start(), "page_never_closes_tags"
    return None


def _end_of_nesting(html: bytes) -> tuple[int, str] | None:
    """Find the first tag that is nested too deep."""
    open_tags = Counter[bytes]()
    depth = 0
    for number, (end, written) in enumerate(_TAG.findall(html)):
        name = written.lower()
        if name in _NOT_NESTING:
            continue
        if not end:
            open_tags[name] += 1
            depth += 1
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return _start(_TAG, html, number), "page_too_deep"
    return None


def _end_of_attributes(html: bytes) -> tuple[int, str] | None:
    """Find the first tag that has too many attributes."""
    for number, tag in enumerate(_START_TAG.findall(html)):
        if len(tag) > 2 * MAX_ATTRIBUTES and len(_ONE_ATTRIBUTE.findall(tag)) > MAX_ATTRIBUTES:
            return _start(_START_TAG, html, number), "page_tag_too_large"
    return None


def _start(pattern: re.Pattern[bytes], html: bytes, number: int) -> int:
    """Return where the match with that number, from zero, begins."""
    return next(islice(pattern.finditer(html), number, None)).start()
