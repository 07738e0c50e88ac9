"""What a page states its own licence to be, and whether that is of pictures at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from catalog import licenses
from catalog.licenses import License
from catalog.pages import (
    credit_words,
    license_text,
    link_resolution,
    statement_words,
    surroundings,
)
from catalog.pages.credit_subject import (
    SHORT,
    SHORTEST,
    cites,
    is_of_another,
    is_row,
)
from catalog.pages.credits import LONGEST_CREDIT, Credit
from catalog.pages.document import Document
from catalog.pages.elements import Element, ancestors
from catalog.pages.evidence import Evidence, words_of
from catalog.pages.matched_credit import number_of, photographers
from catalog.pages.own_claims import where

_METAS = (
    "dc.rights", "dcterms.rights", "dc.rights.license", "dcterms.license", "dc.license",
    "dcterms.rights.license", "dc:rights", "dcterms:license", "license", "rights", "copyright",
    "cc:license", "og:license", "eprints.rights", "dc.rights.uri",
)  # fmt: skip
_OF_OTHER_THINGS = (
    statement_words.PARTLY,
    statement_words.ELSEWHERE,
    statement_words.OBLIGED,
)
# So many lines before and after a licence may tell what it is not of.
_NEAR = 2
# What parts the pieces of a footer's line, and the words of a name in it.
_PARTED = re.compile(r"[|·•⋅]|\s[-–—/]\s")
_LONGEST_NAME = 5
_MADE_BY = re.compile(
    r"(?<!powered )(?<!made )(?<!built )(?<!hosted )\b(?:by|von|par|de|from|di|por)\s",
    re.IGNORECASE,
)
# How far behind its name a licence's link may follow.
_FAR = 2_000


@dataclass(slots=True)
class Stated:
    """A licence that the page states of itself.

    Attributes:
        credit: the words, where it is more than a meta element.
        declared: whether `rel=license` says it.
    """

    license: License
    evidence: Evidence
    declared: bool = False
    credit: Credit | None = None
    text: str = ""

    def words(self) -> dict[str, str]:
        """Return the evidence as `meta_data` keeps it."""
        if self.credit is None:
            return words_of(self.text, "head")
        return words_of(self.credit.words, where(self.credit.line.node))


def statements(document: Document, licensed: list[Credit]) -> Iterator[Stated]:
    """Yield what credits state of the page itself."""
    for credit in licensed:
        found = credit.chosen
        if found is None or is_of_another(credit) or cites(credit):
            continue
        said = credit.sentence
        if not credit.declared and any(words.search(said) for words in _OF_OTHER_THINGS):
            continue
        if credit.link and _is_about_another(document, credit.link):
            continue
        if _is_of_one_picture(document, credit):
            continue  # whichever that is
        if credit.declared:
            yield Stated(found, Evidence.PAGE_LICENSE, declared=True, credit=credit)
        elif is_of_page(document, credit):
            yield Stated(found, Evidence.STATEMENT, credit=credit)


def _is_of_one_picture(document: Document, credit: Credit) -> bool:
    """Tell whether a credit is "Header image by Bo Ek, CC BY 2.0" or leads to his photograph."""
    if number_of(document, credit):
        return True
    said = credit.words.lstrip(" (\"'[|")
    if credit_words.MAIN.match(said) or credit_words.BACKGROUND.match(said):
        return True
    label = credit_words.CREDIT.match(said)
    if label and credit_words.PICTURE.match(label[0]) and not credit_words.PLURAL.match(said):
        return True
    return bool(photographers(credit)) and not credit.says(statement_words.LICENSED)


def _is_about_another(document: Document, link: Element) -> bool:
    """Tell whether RDFa says that a licence is of a work at another site (`about=`)."""
    if not document.holds(b"about"):
        return False
    for node in (link.node, *ancestors(link.node)):
        if "about" in node.attributes:
            subject = document.resolve(node.attributes["about"] or "") or document.url
            return link_resolution.host_of(subject) != link_resolution.host_of(document.url)
    return False


def is_of_page(document: Document, credit: Credit) -> bool:
    """Tell whether a plain link or name says that the page is under the licence."""
    if _states_of_page(credit):
        return True
    if credit.at.area == surroundings.FOOTER and (
        "©" in credit.words
        or _is_notice(credit)
        or (credit.says(statement_words.LICENSED) and not _is_of_another_work(credit))
        or (
            credit.says(statement_words.WHOLE_PAGE)
            and not (credit.says(credit_words.CREDIT) or credit.says(credit_words.FROM))
        )
    ):
        return True
    # Of several rows "License: ..." each is of its own entry of a list.
    one = document.remembered("rows", int) <= 1
    return bool(statement_words.NOTHING_ELSE.match(credit.ahead)) or (
        one and is_row(document, credit)
    )


def _is_notice(credit: Credit) -> bool:
    """Tell whether a footer links the licence and names nothing that it is of.

    "CC BY 4.0", "Some rights reserved", "(cc) 2010 Ann Lee, CC BY 4.0", "Powered by Brook | CC BY".
    """
    if credit.link is None or len(credit.ahead) > SHORT:
        return False
    *parts, before = _PARTED.split(credit.ahead)
    if not before.strip() and parts and _MADE_BY.search(parts[-1]):
        return False  # "Pieces by Bo Diaz · CC BY 4.0"
    behind = _PARTED.split(credit.line.text[credit.end : credit.end + SHORTEST])[0]
    rest = statement_words.NOTICE_FILLS.sub(" ", before).split()
    if statement_words.NOTICE_OF_PART.search(before + behind) or credit.says(credit_words.PICTURE):
        return False
    named = bool(statement_words.NOTICE.search(before)) and len(rest) <= _LONGEST_NAME
    return not rest or (named and all(word[0].isupper() for word in rest))


def _is_of_another_work(credit: Credit) -> bool:
    """Tell whether a notice begins with what it is of: "The slides are licensed under ..."."""
    other = credit_words.ANOTHER_WORK.search(
        credit.sentence[: max(0, credit.start - credit.words_start)]
    )
    return other is not None and not statement_words.THIS_PAGE.search(credit.sentence)


def _states_of_page(credit: Credit) -> bool:
    """Tell whether a sentence puts the page under the licence; a story tells of others' works."""
    if credit.at.area == surroundings.CONTENT and _states_before(credit):
        return True
    said = credit.sentence if credit.at.area == surroundings.CONTENT else credit.words
    if not (statement_words.WHOLE_PAGE.search(said) and statement_words.LICENSED.search(said)):
        return False
    if credit.at.area != surroundings.CONTENT:
        return True
    return bool(statement_words.THIS_PAGE.search(said)) and not statement_words.TOLD.search(said)


def _states_before(credit: Credit) -> bool:
    """Tell whether "This podcast is under a Creative Commons license. Its details are [here]"."""
    only = sum("creativecommons.org/l" in link.get("href") for _, link in credit.line.links) == 1
    said = credit.line.text[: credit.start]
    named = said.lower().rfind("creative commons license") if only and len(said) < _FAR else -1
    start = said.rfind(". ", 0, named) + 1 if named >= 0 else 0
    sentence = said[start : named + 1]
    return (
        named >= 0
        and bool(statement_words.THIS_PAGE.search(sentence))
        and bool(statement_words.LICENSED.search(sentence))
    )


def in_head(document: Document) -> Iterator[Stated]:
    """Yield what the page's head states: `link rel=license`, Dublin Core's meta elements."""
    for link in document.license_links:
        if link.tag == "link" and "license" in link.words("rel"):
            found = licenses.from_url(link.get("href"))
            if found:
                yield Stated(found, Evidence.PAGE_LICENSE, declared=True, text=link.get("href"))
    for name in _METAS:
        for content in document.metas.get(name, ()):
            for found in _named_in(content):
                yield Stated(found, Evidence.PAGE_METADATA, text=f"{name}: {content}")


def _named_in(content: str) -> list[License]:
    """Return the licences that a meta element names, by their addresses, else in words."""
    linked = (licenses.from_url(word.strip("()<>[].,;\"'")) for word in content.split())
    said = (mention.license for mention in license_text.mentions(content))
    return [found for found in linked if found] or [found for found in said if found]


def is_of_item(document: Document, stated: Stated) -> bool:
    """Tell whether it is a row "License: ..." of the page of one object."""
    return stated.credit is not None and is_row(document, stated.credit)


def covers_no_picture(document: Document, stated: list[Stated], types: frozenset[str]) -> bool:
    """Tell whether the words make it the licence of a text, of data or of all but pictures."""
    if "Text" in types or "Dataset" in types:
        return True
    return any(
        each.credit is not None
        and (
            _excepts_pictures(document, each.credit)
            or (
                statement_words.is_of_text(_with_line_before(document, each.credit))
                and not each.credit.says(credit_words.PLURAL)
            )
        )
        for each in stated
    )


def _with_line_before(document: Document, credit: Credit) -> str:
    """Return a credit's words, with the line that it ends: "All texts are<br>CC BY"."""
    before = None if credit.ahead.strip() else next(document.lines.before(credit.line), None)
    same = before is not None and before.node.mem_id == credit.line.node.mem_id
    return f"{before.text} {credit.words}" if before is not None and same else credit.words


def _excepts_pictures(document: Document, credit: Credit) -> bool:
    """Tell whether its line, or one near it, says that the pictures are not meant."""
    near = (credit.line, *islice(document.lines.before(credit.line), _NEAR),
            *islice(document.lines.after(credit.line), _NEAR))  # fmt: skip
    said = [line.text for line in near if len(line.text) <= LONGEST_CREDIT]
    if any(statement_words.REPUBLISHED.search(text) for text in said):
        return True
    if credit.is_bare and any(_licenses_text(text) for text in said):
        return True
    if document.remembered("text alone", lambda: _keeps_pictures(document)):
        return True
    reserved = any(statement_words.RESERVED_PICTURES.search(text) for text in said)
    return reserved or credit.says(statement_words.EXCEPT_PICTURES)


def _keeps_pictures(document: Document) -> bool:
    """Tell whether a line anywhere says that the licence is of the text, or keeps all pictures."""
    lines = document.lines.holding(("licen", "lizenz", "creative"))
    if any(statement_words.TEXT_ALONE.search(line.text[:_FAR]) for line in lines):
        return True
    kept = document.lines.holding(statement_words.KEPT_NEEDLES)
    return any(_says_kept(line.text[:_FAR]) for line in kept)


def _says_kept(said: str) -> bool:
    found = statement_words.PICTURES_KEPT.search(said)
    return found is not None and not license_text.mentions(found[0])


def _licenses_text(said: str) -> bool:
    """Tell whether a line is "This article is under a Creative Commons licence"."""
    of_text = statement_words.is_of_text(said) and not credit_words.PLURAL.search(said)
    return bool(of_text and statement_words.LICENSED.search(said) and license_text.mentions(said))
