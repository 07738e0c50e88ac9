"""The picture of a credit that shares a box with it: a card, a list item, a cell, a section."""

from itertools import islice

from selectolax.lexbor import LexborNode

from catalog.pages import (
    credit_words,
    link_resolution,
    named_beside,
    nearby_credit,
    site_chrome,
    statement_words,
    surroundings,
)
from catalog.pages.assigned import Assigned, CreditPlace
from catalog.pages.attribution import is_original, is_somebody, leads_to_work
from catalog.pages.credit_subject import SHORTEST, is_credit
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of

_LONGEST_BOX = 800
_BOX_LEVELS = 7
_CARD_LEVELS = 4
_FILMS = "iframe, video, object, embed"
_WHOLE = frozenset(("body", "html", "main"))
_ITEMS = frozenset(("li", "td", "figure", "dd"))


def background(document: Document, credit: Credit) -> Assigned | None:
    """Find the background of the nearest element around the credit that has one."""
    for node in (credit.line.node, *ancestors(credit.line.node)):
        media = _behind(document, node)
        if media is not None:
            return Assigned(credit, (media,), CreditPlace.BACKGROUND, node)
    return None


def _behind(document: Document, node: LexborNode) -> Embedded | None:
    """Return the picture that is an element's own background."""
    behind = document.remembered(
        "backgrounds", lambda: {m.node.mem_id: m for m in document.media if m.background and m.url}
    )
    return behind.get(node.mem_id)


def same_box(document: Document, credit: Credit) -> Assigned | None:
    """Find the one picture of the smallest element that holds the credit and any picture."""
    line = credit.line.node
    aside = credit.at.area == surroundings.ASIDE
    for level, node in enumerate((line, *ancestors(line, most=_BOX_LEVELS))):
        if node.tag in _WHOLE:
            return None
        works = site_chrome.works_in(document, node, plain=True)
        # Of many no more is looked at than tells them from one.
        inside = tuple(islice((media for media in works if not media.background), 2)) or works
        behind = _behind(document, node) if not inside else None
        if behind and _is_of_behind(document, behind, credit):
            inside = (behind,)
        if not inside:
            continue
        if len(inside) > 1 or not (is_credit(credit) or _of_card(document, credit, node, level)):
            return None
        if len(text_of(node, longest=_LONGEST_BOX)) >= _LONGEST_BOX - 1:
            return None
        if credit.is_bare and (aside or not (_is_item(node, level) or _is_row(credit, node))):
            return None
        if nearby_credit.is_behind_article(credit, surroundings.of(document, inside[0].node)):
            return None
        if _is_of_what_else(document, credit, node):
            return None
        return Assigned(credit, inside, CreditPlace.BOX, node)
    return None


def _is_of_what_else(document: Document, credit: Credit, box: LexborNode) -> bool:
    """Tell whether a credit is as likely of a film in the same box, or of what that leads to."""
    if not credit.says(credit_words.PICTURE) and box.css_first(_FILMS) is not None:
        return True
    return credit.is_bare and _leads_on(document, box)


def _leads_on(document: Document, card: LexborNode) -> bool:
    """Tell whether a card with a licence's name alone is of what it leads to: a book, a course.

    A photograph's card leads to its original, or to nothing but itself.
    """
    if card.tag == "figure" or card.css_first("h1, h2, h3, h4, h5, h6") is None:
        return False
    links = [document.resolve(link.attributes.get("href")) for link in card.css("a[href]")]
    others = [url for url in links if url and "creativecommons.org" not in url]
    pages = [url for url in others if not link_resolution.is_image(url)]
    pages = [url for url in pages if not is_somebody(url)]
    return bool(pages) and not any(is_original(document, url) for url in pages)


def _is_of_behind(document: Document, behind: Embedded, credit: Credit) -> bool:
    """Tell whether it is of the background of an element around it: a figure's, or by its words."""
    if behind.node.tag == "figure":
        return site_chrome.is_work(document, behind, explicit=True)
    told = leads_to_work(credit) or _labels_picture(credit)
    return told and site_chrome.is_work(document, behind)


def _labels_picture(credit: Credit) -> bool:
    """Tell whether its words call what it is of a picture, or name who made it."""
    said = credit_words.PLAIN_LABEL.search(credit.ahead) or credit.says(credit_words.CREDIT)
    called = "credit" in surroundings.names_of(credit.line.node)
    return (called or bool(said)) and not credit.is_bare


def _of_card(document: Document, credit: Credit, node: LexborNode, level: int) -> bool:
    """Tell whether a licence's name alone is a row of a card, which also says where it is from."""
    if credit.license is None or len(credit.line.text) > SHORTEST:
        return False
    if _is_row(credit, node):
        return True
    if _is_item(node, level) and named_beside.line_beside(document, credit, node):
        return True
    if node.tag != "article" and not _is_item(node, level):
        return False
    links = (document.resolve(link.attributes.get("href")) for link in node.css("a[href]"))
    return any(url and is_original(document, url) for url in links)


def _is_row(credit: Credit, node: LexborNode) -> bool:
    """Tell whether a row of a table of pictures names who made each, and its licence."""
    return node.tag == "tr" and named_beside.column_author(credit, of_pictures=True) is not None


def _is_item(node: LexborNode, level: int) -> bool:
    """Tell whether an element is one of a list, so that a bare button in it is of that item."""
    return node.tag in _ITEMS or level == 0 or _has_siblings(node)


def _has_siblings(node: LexborNode) -> bool:
    """Tell whether an element is one of several that are called the same."""
    parent = node.parent
    same = 0
    names = surroundings.names_of(node)
    if not names.strip():
        return False
    for other in parent.iter() if parent is not None else ():
        same += other.tag == node.tag and surroundings.names_of(other) == names
        if same > 1:
            return True
    return False


def of_one_of_several(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture below which a gallery says "This work is licensed under ..."."""
    if credit.license is None or credit.at.area != surroundings.CONTENT:
        return None
    said = credit.sentence
    if not statement_words.ITSELF.match(said) or statement_words.is_of_text(said):
        return None  # "All our material is ...", "This document is ..."
    for node in ancestors(credit.line.node, most=_CARD_LEVELS):
        works = site_chrome.works_in(document, node, plain=True)
        if not works:
            continue
        short = len(text_of(node, longest=_LONGEST_BOX)) <= len(credit.line.text) + SHORTEST
        if len(works) == 1 and short and _has_siblings(node):
            return Assigned(credit, works, CreditPlace.BOX, node)
        return None
    return None
