"""The name in the words of a credit: whom "A bee. Foto: Ann Lee / Agency, CC BY 4.0" credits.

It is read as a person reads it. What cannot be part of a name (the licence, a title in quotes, the
service that the picture is from, "own work", a date, who cropped it) is a gap; the name then stands
behind a label ("Foto:", "by", "©"), else right before the licence, else right behind it. What might
as well be a title or a place is none: a wrong name is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from catalog.pages import license_text
from catalog.pages.name_forms import (
    ANY_GAP,
    GAP,
    LONGEST_NAME,
    SERVICE_GAP,
    clean_name,
    is_handle,
    is_noise,
    is_person,
    is_phrase,
    is_thing,
)
from catalog.pages.name_labels import FIRST, MOST_LABELS, Label, labels_in
from catalog.pages.name_words import (
    ABBREVIATIONS,
    AUTHORS,
    BY,
    CREDITS,
    GAPS,
    ORGANISATIONS,
    OTHER_LABELS,
    PICTURES,
    SERVICES,
    UNKNOWN,
)

_MOST_LINKED = 4
_UNKNOWN = re.compile(UNKNOWN, re.IGNORECASE)
_LONGEST_TEXT = 1_000
# Punctuation of other scripts, character by character, so that places in the text stay true.
_PUNCTUATION = str.maketrans("：，、（）／｜；。【】［］،؛", ":,,()/|;.[][],;")
# What a sentence tells of who made what is seen, and where it ends before a name.
_TOLD_BY = re.compile(rf"(?:^|\s)(?:{BY}|de|from|via|after)\s(?:the\s)?$", re.I)
_MADE_BY = re.compile(
    rf"(?:{PICTURES}|{AUTHORS}|{CREDITS}|taken|made|created|shot|photographed|uploaded|posted)$",
    re.I,
)
_TOLD_ENDS = re.compile(r"[.!?]\s|\s\((?=[^()]{2,60}$)")
_ANY_ENDS = re.compile(rf"{_TOLD_ENDS.pattern}|\s[|•·–—]\s(?=[^|•·–—]{{2,60}}$)")


_SURE, _OF_PICTURE = 4, 5
_ABBREVIATED = ")(?<!".join(f" {word}" for word in ABBREVIATIONS)
_ENDS = re.compile(
    rf"[|()\[\]{{}};·•<>→!?{ANY_GAP}\"“”„«»]|,(?!\s(?:Jr|Sr|Inc|Ltd|LLC)\b)"
    r"|\s?[–—]\s|\s[–—]|\s--?\s|\s--|\s[*~\\]\s|\s/\s?|/\s|:\s|:$"
    # An initial and "Dr." end nothing; a sentence ends with a longer word.
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[\d)]))(?<!{_ABBREVIATED})\.(?:\s|$)(?!NZ\b)"
    # "© 2013 Ann Lee et al. This is an open access article".
    r"|(?<=\set\sal)\.(?=\s(?-i:[A-Z])|$)",
    re.I,
)
_PREPOSITION = re.compile(
    r"\s(?:on|at|in|from|with|v[ií]a|as|aus|auf|bei|sur|dans|w|for(?=\s(?:the|this|h)))\s", re.I
)
_CLIENT = re.compile(r"\s(?:for|für|pour|para)\s")
_BY = re.compile(rf"\s(?!da\s)(?i:{BY})\s(?=[^a-zäöü])")  # "da" is part of names
_PHOTO_BY = re.compile(rf"(?:^|\s)(?:{PICTURES})\s(?:{BY})\s", re.I)
_POSSESSIVE = re.compile(
    rf"{FIRST}(?P<name>[^\W\d_a-z][\w.-]{{0,30}}(?:\s[^\W\d_a-z][\w.-]{{0,30}}){{0,3}}"
    r"|(?<=from )[\w.-]{3,30}(?=['’]s\s(?:photo|flickr\s)?stream\b))['’]s\s"
    rf"(?:[{ANY_GAP}]|(?i:{PICTURES}|gallery|(?:photo)?stream))"
)
# A link to a work, whose author follows.
_BY_FOLLOWS = re.compile(rf"[\"”'’]?,?\s(?:©[^a-z]{{0,14}})?(?:{BY})\s", re.I)
_BY_BEFORE = re.compile(rf"(?:{BY})\s", re.I)
# A name of one word in quotes right behind the label, and no title: 'Foto: "Annlee" (2021)'.
_ACCOUNT = re.compile(
    rf"(?P<label>(?i:{PICTURES}|{AUTHORS})\s?:\s)[\"“”„‘'](?P<name>[^\W\d_][\w.-]{{2,30}})[\"“”’'](?=\s?\([^()]{{0,20}}\d)"
)
# Since 2015 photopin names the work, and its author before it, if at all.
_PHOTOPIN = re.compile(r"\s{1,2}via\s{1,2}photopin\s{1,2}\(licen[sc]e\)", re.I)
_REFERENCE = re.compile(
    r"(?:the )?(?:source|original|link|quelle|fuente|page)s?(?: \w{3,5})?", re.I
)
_OF_SERVICE = re.compile(rf"[\s{GAP},.)\]<>]{{0,200}}{SERVICE_GAP}")
# Commons names who uploaded to Flickr with the place: "Ann Lee from Brook, Scotland, CC BY 2.0".
_FROM_PLACE = re.compile(r"(?:^|:\s)(?P<name>[^,:]{2,40}?)\sfrom\s[^\W\d_a-z]")
# What it writes of a file, whose page the name leads to.
_NAMED_FIRST = re.compile(
    rf",?\s?[{GAP}]{{2,200}}[\s,<>)\]{GAP}]{{0,200}}via (?:the )?wikimedia", re.I
)
_MOST_OF_ACCOUNT = 3
# "Ann Lee (Wikimedia)": what stands in brackets that end before the licence.
_ASIDE = re.compile(r"\([^()]{1,80}\)")
_JOINED = re.compile(rf"\s?[/(,]?\s?{SERVICE_GAP}")
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
# "courtesy of Flickr user annlee": else "courtesy of Flickr user" would be the service alone.
_COURTESY = re.compile(r"\bcourtesy of(?=\s(?:the\s)?\w{4,12}\s(?:user|member)\s)", re.I)
# "null0" [CC BY-SA 2.0], via Wikimedia Commons: an account that its own quotes set off.
_QUOTED_AT_COMMONS = re.compile(
    r"^\W{0,3}[\"“”](?P<name>[^\"“”]{2,40})[\"“”]\s\[.{0,120}?\bvia\sWikimedia\sCommons"
)
# "The mill at night / CC BY / Ann Lee".
_BEHIND_SLASH = re.compile(r"\s?/\s?(?P<name>[^/|,;:()]{3,60}?)[\s.)]{0,3}$")
# "Earnings - annlee/Flickr/CC BY".
_AT_SERVICE = re.compile(rf"(?:^|[-–—:|,(.]\s?)(?P<name>[\w.-]{{3,40}})\s?/\s?{SERVICE_GAP}")
_SHORT_GAP = 3
_GAPS_ONLY = re.compile(f"[{ANY_GAP}]")
_LEADING = f" {ANY_GAP}:-–—\"'“„"
# "Electrical outlet photo": what it shows, where nothing says that it is a name.
_SHOWN = (
    "photo", "photograph", "picture", "image", "foto", "bild", "logo", "icon", "map", "cartoon",
    "drawing", "painting", "illustration", "diagram", "chart", "graphic", "poster",
    "cover", "screenshot",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in a credit.

    Attributes:
        start, end: its text, in the words.
        of_person: whether it leads to somebody's page at a service that keeps others' works.
        of_work: whether it leads to one work there.
        is_title: whether its text is what that work is called there.
    """

    start: int
    end: int
    of_person: bool = False
    of_work: bool = False
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the words that may be a name, by what says so."""

    start: int
    weight: int
    unsure: bool


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
    text = _with_gaps(words, license_at, end, links)
    marked = _of_link_to_person(text, links) or _in_known_form(words)
    if marked:
        return marked
    labels = labels_in(text)
    labelled = _labelled(text, labels, links)
    if labelled:
        return (
            _right_before(text, labelled, license_at, links)
            or _behind_title(text, labelled, license_at)
            or labelled
        )
    if _UNKNOWN.search(words):
        return None
    owned = _POSSESSIVE.search(text)
    if owned:
        return clean_name(owned["name"])
    at = len(words) if license_at is None else license_at
    return _near_license(text, _behind_labels(text, labels, at), at, end or at, links)


def _of_link_to_person(text: str, links: tuple[Linked, ...]) -> str | None:
    """Return the name in the first link that leads to somebody's page and has one."""
    said = (_linked_name(text[link.start : link.end]) for link in links if link.of_person)
    return next(filter(None, said), None)


def _in_known_form(words: str) -> str | None:
    """Return the name in words of a form that one body of writers uses, and that tells it."""
    forms = (_CREATIVE_COMMONS, _OF_PAPER, _UPLOADED, _QUOTED_AT_COMMONS)
    found = next(filter(None, (form.search(words) for form in forms)), None)
    return found["name"] if found else None


def _near_license(
    text: str, ahead: str, at: int, end: int, links: tuple[Linked, ...]
) -> str | None:
    """Return the name that no label tells, before the licence or behind it.

    `ahead` are the words before the licence that no label has to do with.
    """
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


def _is_title_before(ahead: str, name: str) -> bool:
    """Tell whether what leads is what is shown, and no name; what follows may be an archive's."""
    first = ahead.rstrip(" /")
    kept = any(word in name.lower() for word in ORGANISATIONS)
    return not kept and (len(first.split()) > _MOST_OF_ACCOUNT or not is_person(first))


def _linked_name(said: str) -> str | None:
    """Return the name in the text of a link to somebody's page: "Bike photo by ann"."""
    by = [*islice(_BY.finditer(said), MOST_LABELS), *islice(_PHOTO_BY.finditer(said), 1)]
    return clean_name(said[by[-1].end() :] if by else said)


def _at_service(ahead: str) -> str | None:
    """Return whom Wikimedia Commons names first: "ann lee, CC BY 4.0, via Wikimedia Commons"."""
    placed = _FROM_PLACE.search(ahead)
    if placed:
        return clean_name(placed["name"])
    pieces = [*_pieces(ahead)]
    if len(pieces) == 1 and len(pieces[0][1].split()) <= _MOST_LINKED:
        return clean_name(pieces[0][1])
    return None


def _right_before(text: str, name: str, at: int | None, links: tuple[Linked, ...]) -> str | None:
    """Return who stands between a sentence and the licence, where the other is told of in it.

    "Mural by Bo Diaz. Ann Lee, CC BY 4.0", "A bridge by night (Ann Lee, CC BY 4.0)".
    """
    start = text.find(name)
    by = _TOLD_BY.search(text[max(0, start - 20) : start]) if 0 < start < (at or 0) else None
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
    return rest if led and is_person(rest) and not _ENDS.search(rest) else None


def _with_gaps(words: str, at: int | None, end: int | None, links: tuple[Linked, ...]) -> str:
    """Return the words with what is no name made gaps, each as long as what it was."""
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
    if len(said.split()) <= _MOST_OF_ACCOUNT and _NAMED_FIRST.match(text, link.end):
        return False
    return link.of_work and len(said.split()) > 1 and not (is_person(said) or _BY.search(said)
                                                           or _ENDS.search(said))  # fmt: skip


def _labelled(text: str, labels: tuple[Label, ...], links: tuple[Linked, ...]) -> str | None:
    parts = sorted(_parts(text, labels), key=lambda part: (part.weight, part.start), reverse=True)
    names = (_name_of(text, part, links) for part in parts)
    return next((name for name in names if name), None)


def _parts(text: str, labels: tuple[Label, ...]) -> Iterator[_Part]:
    for weight, unsure, end in labels:
        start = end
        while start < len(text) and text[start] in _LEADING:
            start += 1
        # What a gap behind it stands for is what the label was of.
        if weight >= _SURE or not _GAPS_ONLY.search(text, end, start):
            yield _Part(start, weight, unsure)


def _behind_labels(text: str, labels: tuple[Label, ...], at: int) -> str:
    """Return the words before the licence; what a label is of has no name before it."""
    ends = [end for weight, unsure, end in labels if weight and not unsure and end <= at]
    start = max(ends, default=0)
    return GAP * start + text[start:at]


def _name_of(text: str, part: _Part, links: tuple[Linked, ...]) -> str | None:
    link = next((k for k in links if abs(k.start - part.start) <= 1), None)
    stop = link.end if link else part.start + 2 * LONGEST_NAME
    said = text[part.start : stop]
    ends = _ENDS.search(said)
    piece = said[: ends.start()].strip() if ends else said.strip()
    if _BY.search(piece):
        return _linked_name(piece)
    piece = _without_client(piece)
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
    found = _PREPOSITION.search(piece)
    if not found or any(word in piece[: found.start()].lower() for word in ORGANISATIONS):
        return piece
    if of_picture and piece[found.end() : found.end() + 1].islower():
        return ""
    return piece[: found.start()]


def _without_client(piece: str) -> str:
    """Return a person without whom it was for: "Ann Lee for Agency", not "Centre for Bees"."""
    client = _CLIENT.search(piece)
    who = piece[: client.start()] if client else ""
    return who if is_person(who) and not any(w in who.lower() for w in ORGANISATIONS) else piece


def _unlabelled(ahead: str, links: tuple[Linked, ...]) -> str | None:
    """Return the name right before the licence: "Ann Lee, CC BY", "A bee. Ann Lee (CC BY)"."""
    pieces = [*_pieces(ahead)]
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
        if _TOLD_BY.search(ahead[: last.start]):
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
    return _only_name(piece, alone=alone or bool(_JOINED.match(ahead, end)), first=len(pieces) == 1)


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
    piece = _without_client(piece)
    name = clean_name(piece)
    if name is None or _PREPOSITION.search(f"{piece} ."):
        return None
    single = alone and len(name.split()) == 1 and (first or not name[0].islower())
    return name if single or is_person(name) or is_handle(name) else None


def _behind(text: str, at: int) -> str | None:
    """Return the name right behind the licence: "CC BY Ann Lee", "A bee. (CC BY; Ann Lee)"."""
    ahead = text[:at].rstrip(f" {ANY_GAP}")
    label, colon, _ = text[at:].strip(f" {ANY_GAP}.,|·").partition(":")
    if colon and label.lower() in OTHER_LABELS:
        return None  # "CC BY. Design: The Brook"
    pieces = [piece for _, piece in _pieces(text[at:])]
    said = ahead.strip(f" {ANY_GAP}.,:;|()[]–—-")
    # "Photo CC BY Ann Lee" is led by no name; "Photo: CC BY. Read More" ends with the licence.
    labelled = is_noise(said) and not text[at:].lstrip(ANY_GAP).startswith(". ")
    led = said and not labelled and not ahead.endswith("(")
    # "A bee – CC BY Ann Lee": all that follows.
    if not pieces or (led and not (len(pieces) == 1 and ahead.endswith(("–", "—", "-", "|", ".")))):
        return None
    alone = not led and len(pieces) == 1 and text[at:].lstrip(f" {ANY_GAP}").startswith(("|", "·"))
    return _only_name(pieces[0], alone=alone, first=alone)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between gaps, commas and the like, with where; what ends in ":" is none."""
    start = 0
    for end in [*_ENDS.finditer(text), None]:
        stop = end.start() if end else len(text)
        piece = text[start:stop]
        label = end is not None and end[0].startswith(":") and end.end() < len(text)
        if label and end and text.startswith(GAP, end.end()):
            label = not (
                is_person(piece.strip()) or is_handle(piece.strip())
            )  # "Ann Lee: “First mouse”, CC BY"
        if any(map(str.isalnum, piece)) and not label:
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start = end.end() if end else stop


def of_meta(content: str) -> str | None:
    """Return the name in a meta element, which may say it as libraries do.

    >>> of_meta("Lee, Ann"), of_meta("Ann Lee - https://ann.example")
    ('Ann Lee', 'Ann Lee')
    """
    name = clean_name(_with_gaps(content[:_LONGEST_TEXT], None, None, ()))
    family, comma, given = (name or "").partition(", ")
    inverted = comma and " " not in family and len(given.split()) <= 2 and "," not in given
    return f"{given} {family}" if inverted else name
