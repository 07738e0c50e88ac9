"""The name that a label tells: "Foto: Ann Lee", "by Ann Lee", "© Ann Lee"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.pages.name_forms import (
    ANY_GAP,
    GAP,
    LONGEST_NAME,
    SERVICE_GAP,
    clean_name,
    is_handle,
    is_person,
    is_phrase,
    is_thing,
)
from catalog.pages.name_gaps import Linked
from catalog.pages.name_labels import Label
from catalog.pages.name_pieces import (
    ENDS,
    PREPOSITION,
    SAID_BY,
    TOLD_BY,
    linked_name,
    without_client,
)
from catalog.pages.name_words import AUTHORS, CREDITS, ORGANISATIONS, PICTURES

_MADE_BY = re.compile(
    rf"(?:{PICTURES}|{AUTHORS}|{CREDITS}|taken|made|created|shot|photographed|uploaded|posted)$",
    re.I,
)
_TOLD_ENDS = re.compile(r"[.!?]\s|\s\((?=[^()]{2,60}$)")
_ANY_ENDS = re.compile(rf"{_TOLD_ENDS.pattern}|\s[|•·–—]\s(?=[^|•·–—]{{2,60}}$)")
_SURE, _OF_PICTURE = 4, 5
_GAPS_ONLY = re.compile(f"[{ANY_GAP}]")
_LEADING = f" {ANY_GAP}:-–—\"'“„"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the words that may be a name, by what says so."""

    start: int
    weight: int
    unsure: bool


def labelled(
    text: str, labels: tuple[Label, ...], license_at: int | None, links: tuple[Linked, ...]
) -> str | None:
    """Return the name that a label tells, or whom the words name beside it as the maker.

    Args:
        text: the words of a credit, what is no name made gaps.
        labels: those in it.
        license_at: where the licence is named.
        links: those in the words.
    """
    parts = sorted(_parts(text, labels), key=lambda part: (part.weight, part.start), reverse=True)
    names = (_name_of(text, part, links) for part in parts)
    name = next((name for name in names if name), None)
    if name is None:
        return None
    beside = _right_before(text, name, license_at, links) or _behind_title(text, name, license_at)
    return beside or name


def _parts(text: str, labels: tuple[Label, ...]) -> Iterator[_Part]:
    for weight, unsure, end in labels:
        start = end
        while start < len(text) and text[start] in _LEADING:
            start += 1
        # What a gap behind it stands for is what the label was of.
        if weight >= _SURE or not _GAPS_ONLY.search(text, end, start):
            yield _Part(start, weight, unsure)


def _right_before(text: str, name: str, at: int | None, links: tuple[Linked, ...]) -> str | None:
    """Return who stands between a sentence and the licence, where the other is told of in it.

    "Mural by Bo Diaz. Ann Lee, CC BY 4.0", "A bridge by night (Ann Lee, CC BY 4.0)".
    """
    start = text.find(name)
    by = TOLD_BY.search(text[max(0, start - 20) : start]) if 0 < start < (at or 0) else None
    if by is None or any(abs(link.start - start) <= 1 for link in links):
        return None
    before = text[: start - len(by[0])].rstrip(" ")
    if before.endswith((GAP, SERVICE_GAP)) or _MADE_BY.search(before[-LONGEST_NAME:]):
        return None
    behind = text[start + len(name) : at].rstrip(" |•·–—")
    ends = [*(_TOLD_ENDS if is_person(name) else _ANY_ENDS).finditer(behind)]
    said = behind[ends[-1].end() :].rpartition(": ")[2] if ends else ""  # "Source: Ann Lee"
    found = clean_name(said)
    return found if found and is_person(found) else None


def _behind_title(text: str, name: str, at: int | None) -> str | None:
    """Return the person right before the licence: "Photo: Mill, Ann Lee, CC BY"."""
    if " " in name or is_handle(name) or not name[0].isupper():
        return None
    start = text.find(name) + len(name)
    rest = text[start:at].strip(f" ,.{ANY_GAP}")
    led = text[start : start + 2] == ", "
    return rest if led and is_person(rest) and not ENDS.search(rest) else None


def _name_of(text: str, part: _Part, links: tuple[Linked, ...]) -> str | None:
    link = next((k for k in links if abs(k.start - part.start) <= 1), None)
    stop = link.end if link else part.start + 2 * LONGEST_NAME
    said = text[part.start : stop]
    ends = ENDS.search(said)
    piece = said[: ends.start()].strip() if ends else said.strip()
    if SAID_BY.search(piece):
        return linked_name(piece)
    piece = without_client(piece)
    if not link and is_thing(piece) and text[: part.start].rstrip(f" {ANY_GAP}").endswith(":"):
        return None  # "Picture: The old mill"; but "by Le dalmatien"
    unsure = part.unsure or piece.startswith(("from ", "via "))
    if (unsure or (link and link.of_work and part.weight < _SURE)) and not (
        is_person(piece) or is_handle(piece)
    ):
        return None
    name = clean_name(_without_place(piece, of_picture=part.weight == _OF_PICTURE))
    if name and name[0].islower() and not link and is_phrase(name):
        return None
    return name


def _without_place(piece: str, *, of_picture: bool) -> str:
    """Return a name without where it is of: "Ann Lee in Berlin"; "" for "The bridge at dawn"."""
    found = PREPOSITION.search(piece)
    if not found or any(word in piece[: found.start()].lower() for word in ORGANISATIONS):
        return piece
    if of_picture and piece[found.end() : found.end() + 1].islower():
        return ""
    return piece[: found.start()]
