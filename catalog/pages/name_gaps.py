"""The words of a credit with what cannot be part of a name made gaps.

The licence, a title in quotes, the service that the picture is from, "own work", a date, who
cropped it. A gap is as long as what it stands for, so that places in the words stay true.
"""

import re
from dataclasses import dataclass

from catalog.pages import license_text
from catalog.pages.name_forms import GAP, SERVICE_GAP, is_person
from catalog.pages.name_pieces import ENDS, MOST_OF_ACCOUNT, SAID_BY
from catalog.pages.name_words import AUTHORS, BY, GAPS, PICTURES, SERVICES

# Punctuation of other scripts, character by character, so that places in the text stay true.
_PUNCTUATION = str.maketrans("：，、（）／｜；。【】［］،؛", ":,,()/|;.[][],;")
# A link to a work, whose author follows.
_BY_FOLLOWS = re.compile(rf"[\"”'’]?,?\s(?:©[^a-z]{{0,14}})?(?:{BY})\s", re.I)
_BY_BEFORE = re.compile(rf"(?:{BY})\s", re.I)
# A name of one word in quotes right behind the label, and no title: 'Foto: "Annlee" (2021)'.
_ACCOUNT = re.compile(
    rf"(?P<label>(?i:{PICTURES}|{AUTHORS})\s?:\s)[\"“”„‘'](?P<name>[^\W\d_][\w.-]{{2,30}})[\"“”’'](?=\s?\([^()]{{0,20}}\d)"
)
# Since 2015 photopin names the work, and its author before it, if at all.
_PHOTOPIN = re.compile(r"\s{1,2}via\s{1,2}photopin\s{1,2}\(licen[sc]e\)", re.I)
# What Wikimedia Commons writes of a file, whose page the name leads to.
_NAMED_FIRST = re.compile(
    rf",?\s?[{GAP}]{{2,200}}[\s,<>)\]{GAP}]{{0,200}}via (?:the )?wikimedia", re.I
)
# "courtesy of Flickr user annlee": else "courtesy of Flickr user" would be the service alone.
_COURTESY = re.compile(r"\bcourtesy of(?=\s(?:the\s)?\w{4,12}\s(?:user|member)\s)", re.I)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in a credit.

    Attributes:
        start, end: its text, in the words.
        of_person: whether it leads to somebody's page at a service, or writes mail to a person.
        of_work: whether it leads to one work there.
        is_title: whether its text is what that work is called there.
    """

    start: int
    end: int
    of_person: bool = False
    of_work: bool = False
    is_title: bool = False


def with_gaps(words: str, at: int | None, end: int | None, links: tuple[Linked, ...]) -> str:
    """Return the words with gaps for what is no name; the licence is named at `at` to `end`."""
    text = _ACCOUNT.sub(r"\g<label> \g<name> ", words.translate(_PUNCTUATION))
    text = _COURTESY.sub(lambda found: "by".ljust(len(found[0])), text)
    spans = [(found.start, found.end) for found in license_text.mentions(words)]
    if at is not None and end is not None and end > at:
        spans.append((at, end))
    text = _blanked(text, spans)
    titled = [k for k in links if _PHOTOPIN.match(words, k.end) or _is_title(text, k)]
    text = _blanked(text, [(k.start, k.end) for k in titled])
    for pattern in GAPS:
        gap = SERVICE_GAP if pattern.pattern == SERVICES else GAP
        spans = [found.span() for found in pattern.finditer(text)]
        text = _blanked(text, spans, gap)
    return text


def _blanked(text: str, spans: list[tuple[int, int]], gap: str = GAP) -> str:
    for start, stop in spans:
        text = text[:start] + gap * (min(stop, len(text)) - start) + text[stop:]
    return text


def _is_title(text: str, link: Linked) -> bool:
    """Tell whether a link names a work, and not its author."""
    if link.is_title:
        return True
    before = text[max(0, link.start - 10) : link.start]
    if any(by.end() == len(before) for by in _BY_BEFORE.finditer(before)):
        return False
    if _BY_FOLLOWS.match(text, link.end):
        return True
    said = text[link.start : link.end]
    if len(said.split()) <= MOST_OF_ACCOUNT and _NAMED_FIRST.match(text, link.end):
        return False
    return link.of_work and len(said.split()) > 1 and not (is_person(said) or SAID_BY.search(said)
                                                           or ENDS.search(said))  # fmt: skip
