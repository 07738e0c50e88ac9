"""The name that no label tells: right before the licence, else right behind it."""

import re

from catalog.pages.name_forms import (
    ANY_GAP,
    GAP,
    SERVICE_GAP,
    clean_name,
    is_handle,
    is_noise,
    is_person,
    is_thing,
)
from catalog.pages.name_gaps import Linked
from catalog.pages.name_labels import Label
from catalog.pages.name_pieces import (
    MOST_OF_ACCOUNT,
    PREPOSITION,
    TOLD_BY,
    pieces_of,
    without_client,
)
from catalog.pages.name_words import ORGANISATIONS, OTHER_LABELS

_MOST_LINKED = 4
_REFERENCE = re.compile(
    r"(?:the )?(?:source|original|link|quelle|fuente|page)s?(?: \w{3,5})?", re.I
)
_OF_SERVICE = re.compile(rf"[\s{GAP},.)\]<>]{{0,200}}{SERVICE_GAP}")
# Commons names who uploaded to Flickr with the place: "Ann Lee from Brook, Scotland, CC BY 2.0".
_FROM_PLACE = re.compile(r"(?:^|:\s)(?P<name>[^,:]{2,40}?)\sfrom\s[^\W\d_a-z]")
# "The red van. License: annlee, CC BY 4.0, via Wikimedia Commons", where "License" is a gap.
_BEHIND_LICENSE = re.compile(rf"{GAP}:\s(?P<name>[^,:{GAP}]{{2,40}}),\s?$")
# "Ann Lee (Wikimedia)": what stands in brackets that end before the licence.
_ASIDE = re.compile(r"\([^()]{1,80}\)")
_JOINED = re.compile(rf"\s?[/(,]?\s?{SERVICE_GAP}")
# "The mill at night / CC BY / Ann Lee".
_BEHIND_SLASH = re.compile(r"\s?/\s?(?P<name>[^/|,;:()]{3,60}?)[\s.)]{0,3}$")
# "Earnings - annlee/Flickr/CC BY".
_AT_SERVICE = re.compile(rf"(?:^|[-–—:|,(.]\s?)(?P<name>[\w.-]{{3,40}})\s?/\s?{SERVICE_GAP}")
_SHORT_GAP = 3
# "Electrical outlet photo": what it shows, where nothing says that it is a name.
_SHOWN = (
    "photo", "photograph", "picture", "image", "foto", "bild", "logo", "icon", "map", "cartoon",
    "drawing", "painting", "illustration", "diagram", "chart", "graphic", "poster",
    "cover", "screenshot",
)  # fmt: skip


def near_license(
    text: str, labels: tuple[Label, ...], at: int, end: int, links: tuple[Linked, ...]
) -> str | None:
    """Return the name that no label tells, before the licence or behind it.

    Args:
        text: the words of a credit, what is no name made gaps.
        labels: those in it.
        at: where the licence's name begins.
        end: where it ends.
        links: those in the words.
    """
    ahead = _behind_labels(text, labels, at)
    kept = _at_service(ahead) if _OF_SERVICE.match(text, at) else None
    if kept:
        return kept
    account = _AT_SERVICE.search(ahead + text[at : at + _SHORT_GAP])
    leading = account["name"] if account else _before_archive(ahead)
    if leading:
        return clean_name(leading)
    between = _BEHIND_SLASH.match(text, end) if ahead.endswith("/ ") else None
    if between and is_person(between["name"]) and _is_title_before(ahead, between["name"]):
        return between["name"]
    outside = _ASIDE.sub(lambda found: GAP * len(found[0]), ahead)
    found = _unlabelled(outside, links) or _unlabelled(ahead, links)
    return found or _behind(text, at)


def _behind_labels(text: str, labels: tuple[Label, ...], at: int) -> str:
    """Return the words before the licence; what a label is of has no name before it."""
    ends = [end for weight, unsure, end in labels if weight and not unsure and end <= at]
    start = max(ends, default=0)
    return GAP * start + text[start:at]


def _is_title_before(ahead: str, name: str) -> bool:
    """Tell whether what leads is what is shown, and no name; what follows may be an archive's."""
    first = ahead.rstrip(" /")
    kept = any(word in name.lower() for word in ORGANISATIONS)
    return not kept and (len(first.split()) > MOST_OF_ACCOUNT or not is_person(first))


def _at_service(ahead: str) -> str | None:
    """Return whom Wikimedia Commons names first: "ann lee, CC BY 4.0, via Wikimedia Commons"."""
    placed = _FROM_PLACE.search(ahead) or _BEHIND_LICENSE.search(ahead)
    if placed:
        return clean_name(placed["name"])
    pieces = [*pieces_of(ahead)]
    if len(pieces) == 1 and len(pieces[0][1].split()) <= _MOST_LINKED:
        return clean_name(pieces[0][1])
    return None


def _unlabelled(ahead: str, links: tuple[Linked, ...]) -> str | None:
    """Return the name right before the licence: "Ann Lee, CC BY", "A bee. Ann Lee (CC BY)"."""
    pieces = [*pieces_of(ahead)]
    if pieces and _REFERENCE.fullmatch(pieces[-1][1]):
        # "Ann Lee, City Archives. The gate is new. Source · CC BY": the name leads.
        return _only_name(pieces[0][1], alone=True, first=True)
    while pieces and is_noise(pieces[-1][1]):
        pieces.pop()
    if not pieces:
        return None
    start, piece = pieces[-1]
    end = start + len(piece)
    link = next((k for k in links if k.start <= start + 1 and k.end >= end - 1), None)
    last = next((k for k in links if start < k.start < end and k.end >= end - 1), None)
    named = last and is_person(ahead[last.start : end])
    if last and (named or not last.of_work):  # "The bridge seen from the north <a>Ann Lee</a>"
        if TOLD_BY.search(ahead[: last.start]):
            return None  # "a project funded by <a>Ann Lee</a>"
        return clean_name(ahead[last.start : last.end])
    if link and not link.of_work and len(piece.split()) <= _MOST_LINKED:
        return clean_name(piece)
    titled = any(other.of_work and 0 < other.start - end <= _SHORT_GAP for other in links)
    if len(pieces) == 1 and ahead[end : end + 1] == "." and not titled:
        return None  # "First mouse. CC BY": what it shows; "Ann Lee. <a>First mouse</a>. CC BY"
    if len(pieces) > 1 and any(word in piece.lower() for word in ORGANISATIONS):
        person = _only_name(pieces[-2][1], alone=False)
        if person and ahead[: pieces[-2][0]].strip() == "":
            return person  # "Ann Lee, City Archives, CC BY"
    alone = not link and is_noise(ahead[:start] + ahead[end:])
    signed = ahead[:start].endswith(". ") and ahead[end:].strip() == ","  # "The mill. Lee, CC BY"
    joined = bool(_JOINED.match(ahead, end))
    return _only_name(piece, alone=alone or joined or signed, first=len(pieces) == 1)


def _before_archive(ahead: str) -> str | None:
    """Return the name that leads "Ann Lee / City Archives, Town / CC BY"."""
    first, slash, rest = ahead.partition("/")
    kept = any(word in rest.lower() for word in ORGANISATIONS)
    own = any(word in first.lower() for word in ORGANISATIONS)
    return first.strip() if slash and kept and not own and is_person(first.strip()) else None


def _only_name(piece: str, *, alone: bool, first: bool = False) -> str | None:
    """Return a piece that is a name by its looks; one word may be one where it stands alone."""
    if piece.lower().endswith(_SHOWN) or is_thing(piece):
        return None
    piece = without_client(piece)
    name = clean_name(piece)
    if name is None or PREPOSITION.search(f"{piece} ."):
        return None
    single = alone and len(name.split()) == 1 and (first or not name[0].islower())
    return name if single or is_person(name) or is_handle(name) else None


def _behind(text: str, at: int) -> str | None:
    """Return the name right behind the licence: "CC BY Ann Lee", "A bee. (CC BY; Ann Lee)"."""
    ahead = text[:at].rstrip(f" {ANY_GAP}")
    label, colon, _ = text[at:].strip(f" {ANY_GAP}.,|·").partition(":")
    if colon and label.lower() in OTHER_LABELS:
        return None  # "CC BY. Design: The Brook"
    pieces = [piece for _, piece in pieces_of(text[at:])]
    said = ahead.strip(f" {ANY_GAP}.,:;|()[]–—-")
    # "Photo CC BY Ann Lee" is led by no name; "Photo: CC BY. Read More" ends with the licence.
    labelled = is_noise(said) and not text[at:].lstrip(ANY_GAP).startswith(". ")
    led = said and not labelled and not ahead.endswith("(")
    # "A bee – CC BY Ann Lee": all that follows.
    if not pieces or (led and not (len(pieces) == 1 and ahead.endswith(("–", "—", "-", "|", ".")))):
        return None
    alone = not led and len(pieces) == 1 and text[at:].lstrip(f" {ANY_GAP}").startswith(("|", "·"))
    return _only_name(pieces[0], alone=alone, first=alone)
