"""Every place of a page that names a licence or says whose a picture is, with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from catalog import licenses
from catalog.licenses import License
from catalog.pages import credit_words, license_text, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Element, element, text_of
from catalog.pages.evidence import RejectedWork, rejection
from catalog.pages.lines import Line
from catalog.pages.name_forms import clean_name
from catalog.pages.surroundings import Surroundings

LONGEST_CREDIT = 400
_ONLY_LICENSE = re.compile(
    r"creative[ -]?commons|\b(?:cc|licen[sc]ed?|lizenz(?:vertrag)?|licencia|licenza|under|unter"
    r"|by|nc|nd|sa|international|unported|generic|deed|version|licencia|licença|international[ea]?"
    r"|internacional|internazionale)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|von|par|di|por)\s", re.IGNORECASE)
# "v. 3.0" and "Dr. Lee" end no sentence; a new one begins with a capital.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s{1,2}(?=[^\W\d_a-z]|[\"„“(])")
_FOOT = re.compile(r"\W{0,3}(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_FOOT_LINES = 3
# A mark and a word, or a name, between two licences: "CC BY · Tower: ", "CC BY, Bob Ray, ".
# "Text = CC0, infographics = CC BY": each is of its own part.
_OF_PART = re.compile(
    r"\b(?:texts?|code|data|images|photos|pictures|illustrations|infographics|music|videos?)\s?[:=]\s{0,3}$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[·•;]\s{0,2}[^\W\d_]|[^\W\d_]:\s"
    r"|(?!(?:CC|Creative|Free|GNU|Public|Share|Non|No|Attribution|Licen[cs]e|Lizenz|Unported|Generic"
    r"|International|Version|Deed)\b)"
    r"(?<!\w)[^\W\d_a-z][\w'’.-]{1,30}\s[^\W\d_a-z][\w'’.-]"
)
_TO_LICENSE = re.compile(r"creativecommons|gnu\.org|artlibre|licen[sc]e|gfdl", re.IGNORECASE)
# How far before the licence a credit in a running text begins.
_REACH = 160
# Between two licences that are offered for one thing at choice.
_JOINED = 30
_NEAR = 25
_SHORT = 120


@lru_cache(maxsize=512)  # a credit is asked the same for each picture near it
def _answers(words: str) -> dict[int, bool]:
    """Return what words are known to match, by the pattern's identity: its hash is a long one."""
    return {}


@lru_cache(maxsize=512)
def _sentence_at(words: str, at: int) -> str:
    before = [mark.end() for mark in _SENTENCE.finditer(words, 0, at)]
    after = _SENTENCE.search(words, at)
    return words[before[-1] if before else 0 : after.start() + 1 if after else None]


@dataclass(slots=True)
class Credit:
    """One licence, or one reservation, and what stands around it in its line.

    Attributes:
        start, end: the licence's name in the line's text.
        license: None where no exact licence is named.
        slug: what of a licence is named; None for a credit that names none.
        declared: whether its link says `rel=license`.
        link: the licence's link, if it is one.
        words: the part of the line that belongs to it.
        others: further licences that are offered for the same thing.
        told: what `credit_subject` has told of it, which several places ask.
    """

    line: Line
    start: int
    end: int
    license: License | None
    slug: str | None
    at: Surroundings
    declared: bool = False
    link: Element | None = None
    words: str = ""
    words_start: int = 0
    others: list[License | None] = field(default_factory=list)
    told: dict[str, bool] = field(default_factory=dict, init=False, repr=False)

    @property
    def chosen(self) -> License | None:
        """The licence; of several versions of one the newest, of several licences none."""
        if self.license is None or any(other is None for other in self.others):
            return self.license if not self.others else None
        offered = [self.license, *(other for other in self.others if other)]
        if len({found.slug for found in offered}) > 1:
            return None
        return max(offered, key=lambda found: found.version)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the words match."""
        known = _answers(self.words)
        if id(pattern) not in known:
            known[id(pattern)] = bool(pattern.search(self.words))
        return known[id(pattern)]

    @property
    def sentence(self) -> str:
        """The sentence of its words that names the licence."""
        return _sentence_at(self.words, max(0, self.start - self.words_start))

    def alone(self) -> "Credit":
        """Return it with no more words than those of its sentence."""
        said = self.sentence
        if said == self.words:
            return self
        start = self.words_start + self.words.find(said)
        return replace(self, words=said, words_start=start)

    @property
    def is_empty(self) -> bool:
        """Whether its link has no text, as that of a button."""
        return self.start == self.end

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a licence's button or name."""
        start = self.start - self.words_start
        rest = self.words[:start] + self.words[start + self.end - self.start :]
        return not _ONLY_LICENSE.sub("", rest).strip(" .,:;|()[]©-–/")

    @property
    def ahead(self) -> str:
        """The words before the licence's name."""
        return self.words[: max(0, self.start - self.words_start)]


def find(document: Document, skip: frozenset[int] = frozenset()) -> Iterator[Credit | RejectedWork]:
    """Yield the credits of a page's lines, in order.

    Licence links that RDFa says the subject of are skipped.
    """
    links = _license_links(document, skip)
    lines = {line.index: line for line in document.lines.holding(_NEEDLES)}
    for index, own in links.items():
        lines.setdefault(index, own[0])
    for index in sorted(lines):
        document.check_time()
        _, own_links = links.get(index, (None, []))
        if own_links or lines[index].text:
            yield from _of_line(document, lines[index], own_links)


def unknown_links(document: Document) -> Iterator[RejectedWork]:
    """Yield the links that look like a licence's and name none."""
    for link in document.license_links:
        address = link.get("href")
        if licenses.from_url(address) is None and (
            "license" in link.words("rel") or "/licenses/" in address
        ):
            yield rejection("unknown_license_url", address)


# Every credit has one of these words: most lines need no second look. Each costs one search of the
# page's text.
_NEEDLES = (
    "via ", "cc", "creative", "by-", "domain", "foto", "photo", "bild", "image", "©", "(c)",
    "court", "et al", "credit", "quelle", "source", "reserve", "vorbehalten", "permission",
    "stock", "splash", "pix",
    "pexels", "getty", "reuters", "dpa", "afp", "imago", "alamy", "dreamst", "keystone",
)  # fmt: skip


def _license_links(
    document: Document, skip: frozenset[int]
) -> dict[int, tuple[Line, list[tuple[int, Element]]]]:
    """Return the links that name a licence, by line, as (offset, link)."""
    wanted = {
        link.node.mem_id
        for link in document.license_links
        if link.node.mem_id not in skip and licenses.from_url(link.get("href"))
    }
    found: dict[int, tuple[Line, list[tuple[int, Element]]]] = {}
    for node, place in document.anchors:
        if node.mem_id not in wanted:
            continue
        drawn = place > 0 and not text_of(node) and node.css_first("img, svg") is None
        line = document.lines.at(place - drawn)
        if line is not None and line.index not in found:
            own = [pair for pair in line.links if pair[1].node.mem_id in wanted]
            found[line.index] = line, own
        if drawn and line is not None:  # an icon of a font ends the line
            found[line.index][1].append((len(line.text), element(node)))
    return found


def _of_line(
    document: Document, line: Line, links: list[tuple[int, Element]]
) -> Iterator[Credit | RejectedWork]:
    at = surroundings.of(document, line.node)
    if at.comment:
        for _, link in links:
            yield rejection("license_in_comment", link.get("href"))
        return
    if _closes_page(document, line, at):
        at = replace(at, area=surroundings.FOOTER)
    named = [_of_link(line, offset, link, at) for offset, link in links]
    named += _of_text(line, at, named)
    named.sort(key=lambda credit: (credit.start, credit.end))
    merged = _merged(line, named)
    if merged:
        _share_words(line, merged)
        yield from merged
    elif len(line.text) <= LONGEST_CREDIT and _is_credit(line, at):
        yield Credit(line, 0, 0, None, None, at, words=line.text[:LONGEST_CREDIT])


def _closes_page(document: Document, line: Line, at: Surroundings) -> bool:
    """Tell whether a line is the "© Ann Lee" at the foot of a page whose markup has no footer."""
    if at.area != surroundings.CONTENT or at.in_article or at.figure is not None:
        return False
    if not _FOOT.match(line.text):
        return False
    rest = list(islice(document.lines.after(line), _FOOT_LINES + 1))
    return len(rest) <= _FOOT_LINES and not any(other.media for other in rest)


def _of_link(line: Line, offset: int, link: Element, at: Surroundings) -> Credit:
    found = licenses.from_url(link.get("href"))
    end = min(offset + len(text_of(link.node)), len(line.text))
    named = license_text.mentions(line.text[offset:end])
    if len(named) == 1 and named[0].license:  # what its text has before that is the credit's
        rest = _ONLY_LICENSE.sub("", line.text[offset + named[0].end : end])
        if rest.strip(" .,:;|()[]-–/0123456789"):
            end = offset + named[0].end
        offset += named[0].start
    declared = "license" in link.words("rel") or "cc:license" in link.words("rel")
    return Credit(
        line, offset, end, found, found.slug if found else "", at, declared=declared, link=link
    )


def _of_text(line: Line, at: Surroundings, links: list[Credit]) -> list[Credit]:
    found = []
    for mention in license_text.mentions(line.text):
        near = [
            link
            for link in links
            if link.start - _NEAR <= mention.end and mention.start <= link.end + _NEAR
        ]
        agreed = [link for link in near if link.slug == mention.slug]
        overlapping = [c for c in near if c.start < mention.end and mention.start < c.end]
        if agreed or (near and (not mention.slug or not mention.plain)):
            # In a list each licence is that of its own link, however near the next is.
            own = [link for link in agreed or near if link in overlapping]
            for link in (own or agreed or near)[:1]:
                _widen(link, mention)
            continue
        if overlapping:
            # The text says another licence than the link under it.
            overlapping[0].others.append(mention.license)
            continue
        if mention.slug or credit_words.CREDIT.search(line.text[: mention.start]):
            found.append(
                Credit(line, mention.start, mention.end, mention.license, mention.slug, at)
            )
    return found


def _widen(link: Credit, mention: license_text.Mention) -> None:
    link.start = min(link.start, mention.start)
    link.end = max(link.end, mention.end)
    if mention.license and link.license and mention.license.version != link.license.version:
        link.others.append(mention.license)


def _merged(line: Line, named: list[Credit]) -> list[Credit]:
    """Join what is said twice, and what is offered at choice."""
    merged: list[Credit] = []
    for credit in named:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(credit)
            continue
        gap = line.text[last.end : credit.start]
        same = last.license and credit.license and last.license.url == credit.license.url
        apart = _new_credit(gap) or _is_linked(line, last.end, credit.start)
        if same and (last.is_empty or not apart):
            last.end = max(last.end, credit.end)
            last.declared |= credit.declared
        elif not credit.slug and credit.license is None:
            if len(gap) > _NEAR:
                merged.append(credit)
        elif last.license is None and not last.slug:
            merged[-1] = credit
        elif (
            last.license is None and last.slug == credit.slug and len(gap) <= _JOINED and not apart
        ):
            # "Creative Commons Attribution licence (http://creativecommons.org/licenses/by/4.0/)"
            credit.start = last.start
            merged[-1] = credit
        elif len(gap) <= _JOINED and not apart:
            last.others.append(credit.license)
            last.end = max(last.end, credit.end)
        else:
            merged.append(credit)
    return merged


def _is_linked(line: Line, start: int, end: int) -> bool:
    """Tell whether a link to somebody or a work stands between two licences, and to no licence."""
    return any(
        start <= offset < end
        and not _TO_LICENSE.search(link.get("href"))
        and clean_name(text_of(link.node)) is not None
        for offset, link in line.links
    )


def _new_credit(gap: str) -> bool:
    """Tell whether what stands between two licences says whose another work is."""
    return bool(credit_words.CREDIT.search(gap) or _NAMED.search(gap) or _OF_PART.search(gap))


def _share_words(line: Line, credits: list[Credit]) -> None:
    """Give each credit the text since the one before; the last one also what follows."""
    start = 0
    for number, credit in enumerate(credits):
        last = number == len(credits) - 1
        stop = len(line.text) if last else credit.end
        credit.words_start = start
        credit.words = line.text[start:stop]
        begin = _entry(line.text, _beginning(line.text, start, credit.start), credit.start)
        if begin > start or len(credit.words) > LONGEST_CREDIT:
            credit.words_start = begin
            credit.words = line.text[begin : min(stop, credit.end + _REACH)]
        start = credit.end


def _entry(text: str, start: int, at: int) -> int:
    """Return where a list's own entry begins: "Maps: Bo Ek; Red mill by Ann Lee, CC BY"."""
    entry = text.rfind("; ", start, at)
    own = entry >= 0 and credit_words.BY_NAME.search(text, entry, at)
    return entry + 2 if own and ":" in text[start:entry] else start


def _beginning(text: str, start: int, at: int) -> int:
    """Return where a credit begins in a running text: at its own sentence or its own words."""
    if at - start <= _REACH:
        return start
    if credit_words.MAIN.match(text, start) or credit_words.NUMBERED.match(text, start):
        return start
    near = max(start, at - _REACH)
    found = [match.start() for match in credit_words.CREDIT.finditer(text, near, at)]
    if found:
        return found[0]
    sentence = max(text.rfind(mark, start, at) for mark in (". ", "! ", "? "))
    return sentence + 2 if sentence >= 0 else max(start, at - LONGEST_CREDIT)


def _is_credit(line: Line, at: Surroundings) -> bool:
    """Tell whether a short line without a licence says whose a picture is."""
    text = line.text.lstrip(" ([|–—-*\"'")
    if _BYLINE.match(text):
        # "By Ann Lee" is the author of the article, but for a caption.
        return at.figure is not None
    return bool(
        credit_words.CREDIT.match(text)
        or credit_words.MAIN.match(text)
        or credit_words.AGENCY.search(text)
        or (len(text) <= LONGEST_CREDIT // 2 and credit_words.CREDIT.search(text))
        or credit_words.RESERVED.search(text)
        or (at.figure is not None and credit_words.TAKEN.search(text))
        or (len(text) <= _SHORT and credit_words.SOURCE.match(text))
    )
