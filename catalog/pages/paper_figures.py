"""The figures of an open-access article, which its licence covers.

Publishers say so of PLOS, MDPI, Frontiers, BMC, eLife and Springer Nature: a figure is under the
article's licence unless its caption credits it to somebody else. Equations, portraits of the
authors and pictures of other articles have no number.
"""

import re

from catalog.pages import credit_words, statement_words
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of

# How many boxes hold a figure and its number: one `<figure>` or a nest of `<div>`.
_LEVELS = 6
# A text runs into the next block's without a blank: "Download slideFig 1".
_NUMBERED = re.compile(
    r"(?:(?<!\w)(?i:fig(?:ure|ura)?s?|scheme|plate|chart|map|abb(?:ildung)?)|Fig(?:ure)?|FIG(?:URE)?)"
    r"[. ]{0,2}[A-Z]?\d"
)
_NEEDLES = ("fig", "scheme", "plate", "chart", "map", "abb")
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


def is_numbered(document: Document, media: Embedded) -> bool:
    """Tell whether a picture stands in a figure that has a number."""
    # Most pages have none, which one search of their text tells.
    has_any = document.remembered("numbered", lambda: _has_number(document))
    return has_any and _words(document, media) is not None


def _has_number(document: Document) -> bool:
    return any(_NUMBERED.search(line.text) for line in document.lines.holding(_NEEDLES))


def against(document: Document, media: Embedded) -> str | None:
    """Return why the article's licence does not cover a picture of it."""
    words = _words(document, media)
    if words is None:
        return "other_picture_of_page"
    taken = (_TAKEN, credit_words.AGENCY, credit_words.RESERVED)
    return "credited_to_others" if any(each.search(words) for each in taken) else None


def _words(document: Document, media: Embedded) -> str | None:
    """Return the words of the numbered figure that a picture stands in."""
    for around in ancestors(media.node, most=_LEVELS):
        if around.tag in ("article", "main", "body") or len(document.media_in(around)) > 1:
            return None
        words = text_of(around)
        if _NUMBERED.search(words):
            return words
    return None
