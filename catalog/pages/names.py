"""The name in the words of a credit: whom "A bee. Foto: Ann Lee / Agency, CC BY 4.0" credits.

It is read as a person reads it. What cannot be part of a name is a gap (`name_gaps`); the name then
stands behind a label (`labelled_name`), else right before the licence, else right behind it
(`unlabelled_name`). What might as well be a title or a place is none: a wrong name is worse than
none.
"""

import re
from functools import lru_cache

from catalog.pages.labelled_name import labelled
from catalog.pages.name_forms import ANY_GAP, clean_name
from catalog.pages.name_gaps import Linked, with_gaps
from catalog.pages.name_labels import FIRST, labels_in
from catalog.pages.name_pieces import linked_name
from catalog.pages.name_words import BY, PICTURES, UNKNOWN
from catalog.pages.unlabelled_name import near_license

_UNKNOWN = re.compile(UNKNOWN, re.IGNORECASE)
_LONGEST_TEXT = 1_000
_POSSESSIVE = re.compile(
    rf"{FIRST}(?P<name>[^\W\d_a-z][\w.-]{{0,30}}(?:\s[^\W\d_a-z][\w.-]{{0,30}}){{0,3}}"
    r"|(?<=from )[\w.-]{3,30}(?=['’]s\s(?:photo|flickr\s)?stream\b))['’]s\s"
    rf"(?:[{ANY_GAP}]|(?i:{PICTURES}|gallery|(?:photo)?stream))"
)
# It makes pictures, too: "“State of the Commons” by Creative Commons is licensed under CC BY".
_CREATIVE_COMMONS = re.compile(
    rf"[\"”»]\s(?i:{BY})\s(?P<name>Creative Commons)(?=,?\s(?:is |are )?licensed\b)"
)
# "Lee et al., Phys. Rev. X 12, 040501 (2022)": whom a paper is by, before the journal's volume.
_OF_PAPER = re.compile(
    r"(?:^|[(\[.:;]\s?)(?P<name>[^\W\d_a-z][^,()\[\]:;]{3,60}),\s"
    # No "June 7, 2011".
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d)"
    r"(?:[A-Z][\w.&]{0,20}\s){1,5}\d{1,4},\s[A-Za-z]?\d"
)
# What moves a file from a Wikipedia to Commons writes of it.
_UPLOADED = re.compile(
    r"\boriginal(?:ly)? upload(?:er was|ed by)\s(?P<name>.{2,40}?)\sat\s"
    r"(?=[a-z]{2,3}\.wiki|\w{4,12}\swiki)",
    re.I,
)
# "null0" [CC BY-SA 2.0], via Wikimedia Commons: an account that its own quotes set off.
_QUOTED_AT_COMMONS = re.compile(
    r"^\W{0,3}[\"“”](?P<name>[^\"“”]{2,40})[\"“”]\s\[.{0,120}?\bvia\sWikimedia\sCommons"
)


@lru_cache(maxsize=64)
def name_in(
    words: str,
    license_at: int | None = None,
    links: tuple[Linked, ...] = (),
    end: int | None = None,
) -> str | None:
    """Return the creator's name in the words of a credit.

    Args:
        words: the credit.
        license_at: where in it the licence is named.
        links: those in it, but the licence's.
        end: where the licence's name ends.

    >>> name_in("A bee. Foto: Ann Lee / Agency, CC BY"), name_in("“Bees” by ann_lee is licensed")
    ('Ann Lee', 'ann_lee')
    """
    words = words[:_LONGEST_TEXT]
    text = with_gaps(words, license_at, end, links)
    marked = _of_link_to_person(text, links) or _in_known_form(words)
    if marked:
        return marked
    labels = labels_in(text)
    told = labelled(text, labels, license_at, links)
    if told:
        return told
    if _UNKNOWN.search(words):
        return None
    owned = _POSSESSIVE.search(text)
    if owned:
        return clean_name(owned["name"])
    at = len(words) if license_at is None else license_at
    return near_license(text, labels, at, end or at, links)


def _of_link_to_person(text: str, links: tuple[Linked, ...]) -> str | None:
    """Return the name in the first link that leads to somebody's page and has one."""
    said = (linked_name(text[link.start : link.end]) for link in links if link.of_person)
    return next(filter(None, said), None)


def _in_known_form(words: str) -> str | None:
    """Return the name in words of a form that one body of writers uses, and that tells it."""
    forms = (_CREATIVE_COMMONS, _OF_PAPER, _UPLOADED, _QUOTED_AT_COMMONS)
    found = next(filter(None, (form.search(words) for form in forms)), None)
    return found["name"] if found else None


def of_meta(content: str) -> str | None:
    """Return the name in a meta element, which may say it as libraries do.

    >>> of_meta("Lee, Ann"), of_meta("Ann Lee - https://ann.example")
    ('Ann Lee', 'Ann Lee')
    """
    name = clean_name(with_gaps(content[:_LONGEST_TEXT], None, None, ()))
    family, comma, given = (name or "").partition(", ")
    inverted = comma and " " not in family and len(given.split()) <= 2 and "," not in given
    return f"{given} {family}" if inverted else name
