"""What the words of a credit are made of: pieces between commas, brackets and the like."""

import re
from collections.abc import Iterator
from itertools import islice

from catalog.pages.name_forms import (
    ANY_GAP,
    GAP,
    clean_name,
    is_handle,
    is_person,
)
from catalog.pages.name_labels import MOST_LABELS
from catalog.pages.name_words import ABBREVIATIONS, BY, ORGANISATIONS, PICTURES

# What stands before who made what is seen, in a sentence that tells of it.
TOLD_BY = re.compile(rf"(?:^|\s)(?:{BY}|de|from|via|after)\s(?:the\s)?$", re.I)
_ABBREVIATED = ")(?<!".join(f" {word}" for word in ABBREVIATIONS)
ENDS = re.compile(
    rf"[|()\[\]{{}};·•<>→!?{ANY_GAP}\"“”„«»]|,(?!\s(?:Jr|Sr|Inc|Ltd|LLC)\b)"
    r"|\s?[–—]\s|\s[–—]|\s--?\s|\s--|\s[*~\\]\s|\s/\s?|/\s|:\s|:$"
    # An initial and "Dr." end nothing; a sentence ends with a longer word.
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[\d)]))(?<!{_ABBREVIATED})\.(?:\s|$)(?!NZ\b)"
    # "© 2013 Ann Lee et al. This is an open access article".
    r"|(?<=\set\sal)\.(?=\s(?-i:[A-Z])|$)",
    re.I,
)
PREPOSITION = re.compile(
    r"\s(?:on|at|in|from|with|v[ií]a|as|aus|auf|bei|sur|dans|w|for(?=\s(?:the|this|h)))\s", re.I
)
_CLIENT = re.compile(r"\s(?:for|für|pour|para)\s")
SAID_BY = re.compile(rf"\s(?!da\s)(?i:{BY})\s(?=[^a-zäöü])")  # "da" is part of names
_PHOTO_BY = re.compile(rf"(?:^|\s)(?:{PICTURES})\s(?:{BY})\s", re.I)
MOST_OF_ACCOUNT = 3


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between gaps, commas and the like, with where; what ends in ":" is none."""
    start = 0
    for end in [*ENDS.finditer(text), None]:
        stop = end.start() if end else len(text)
        piece = text[start:stop]
        label = end is not None and end[0].startswith(":") and end.end() < len(text)
        if label and end and text.startswith(GAP, end.end()):
            # "Ann Lee: “First mouse”, CC BY"
            label = not (is_person(piece.strip()) or is_handle(piece.strip()))
        if any(map(str.isalnum, piece)) and not label:
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start = end.end() if end else stop


def without_client(piece: str) -> str:
    """Return a person without whom it was for: "Ann Lee for Agency", not "Centre for Bees"."""
    client = _CLIENT.search(piece)
    who = piece[: client.start()] if client else ""
    return who if is_person(who) and not any(w in who.lower() for w in ORGANISATIONS) else piece


def linked_name(said: str) -> str | None:
    """Return the name in the text of a link to somebody's page: "Bike photo by ann"."""
    by = [*islice(SAID_BY.finditer(said), MOST_LABELS), *islice(_PHOTO_BY.finditer(said), 1)]
    return clean_name(said[by[-1].end() :] if by else said)
