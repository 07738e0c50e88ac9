"""The figures of an open-access article, which its licence covers.

A figure is under the article's licence unless its caption credits it to somebody else: Springer
Nature says so in each article, PLOS of all its "figures, tables, and images"
(journals.plos.org/plospathogens/s/content-license), Frontiers of the article but third parties'
material (zendesk.frontiersin.org, article 201904552; both read on 2026-11-26). Equations, portraits
of the authors and pictures of other articles have no number.
Distill's articles say "Text and figures are licensed", but those "recognized by a note in their
caption" (distill.pub and the R package distill, which keeps those words).
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from catalog.pages import caption_credits, credit_words, statement_words, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of

# How many boxes hold a figure and its number: one `<figure>` or a nest of `<div>`.
_LEVELS = 6
_NUMBERED = re.compile(
    r"(?<!\w)(?i:fig(?:ure|ura)?s?|scheme|plate|chart|map|abb(?:ildung)?)[. ]{0,2}[A-Z]?\d"
)
_NEEDLES = ("fig", "scheme", "plate", "chart", "map", "abb")
# What R Markdown, and Distill with it, draws by an article's code has no number (so in posts of
# rmflight.github.io and blog.djnavarro.net, read on 2026-11-27).
_DRAWN = re.compile(r"_files/figure-html\d?/[^/?#]{1,200}\.(?:png|svg|jpe?g)$", re.IGNORECASE)
# How Distill's articles end: "... can be recognized by a note in their caption".
_NOTE = "note in their caption"
_WAIVER = re.compile(r"\bwaiver\b|\bdata made available\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:reproduced|reprinted|adapted|modified|redrawn|republished|taken) (?:[a-z]{1,12} ){0,3}"
    r"(?:from|with|by|after)\b|\b(?:image|photo|photograph|picture|map|figure) (?:source|from)\b"
    r"|©|\bcopyright\b|\bpermission\b|\bsource:",
    re.IGNORECASE,
)


def says_so(words: str) -> bool:
    """Tell whether words put a whole article, its figures included, under a licence."""
    return bool(statement_words.OF_FIGURES.search(words))


def is_of_data(sentence: str) -> bool:
    """Tell whether it is the waiver that BioMed Central adds for the data of an article."""
    return bool(_WAIVER.search(sentence))


def is_figure(document: Document, media: Embedded) -> bool:
    """Tell whether it is a figure: with a number, drawn by the article's code, or captioned."""
    numbered = media.node.mem_id in _boxes(document)
    return numbered or _is_drawn(media) or _captioned(document, media) is not None


def _captioned(document: Document, media: Embedded) -> LexborNode | None:
    """Return the captioned figure of a picture, where captions tell which figures are others'."""
    noted = document.remembered("noted", lambda: any(document.lines.holding((_NOTE,))))
    figure = surroundings.of(document, media.node).figure if noted else None
    caption = figure.css_first("figcaption, .caption") if figure is not None else None
    return figure if caption is not None and text_of(caption) else None


def _is_drawn(media: Embedded) -> bool:
    return bool(_DRAWN.search(media.url or ""))


def against(document: Document, media: Embedded) -> str | None:
    """Return why the article's licence does not cover a picture of it."""
    box = _boxes(document).get(media.node.mem_id)
    if box is None and _is_drawn(media):
        box = media.node.parent
    if box is None:
        box = _captioned(document, media)
        if box is not None and caption_credits.is_of_others(document, media, set()):
            return "credited_to_others"
    if box is None:
        return "other_picture_of_page"
    words = text_of(box)
    taken = (_TAKEN, credit_words.AGENCY, credit_words.RESERVED)
    return "credited_to_others" if any(each.search(words) for each in taken) else None


def _boxes(document: Document) -> dict[int, LexborNode]:
    """Return the box of each picture that shares one with a figure's number, and with no other."""
    # The first that is found is the figure's: later its number is only mentioned.
    return document.remembered("figures", lambda: dict(reversed([*_find_boxes(document)])))


def _find_boxes(document: Document) -> Iterator[tuple[int, LexborNode]]:
    for line in document.lines.holding(_NEEDLES):
        if not _NUMBERED.search(line.text):
            continue
        for box in (line.node, *ancestors(line.node, most=_LEVELS)):
            if box.tag in ("article", "main", "body"):
                break
            inside = document.media_in(box)
            if len(inside) == 1:
                yield inside[0].node.mem_id, box
            if inside:
                break
