"""Buttons beside a statement of the same licence, which only show what that says."""

from dataclasses import replace
from itertools import islice, pairwise

from catalog.pages import surroundings
from catalog.pages.assigned import Assigned
from catalog.pages.credit_subject import is_statement
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.lines import Line

_SIGN_LINES = 3


def signs(document: Document, credits: list[Credit]) -> dict[int, Credit]:
    """Return the buttons beside a statement of the same licence, which they only show."""
    found: dict[int, Credit] = {}
    for first, second in pairwise(credits):
        for sign, said in ((first, second), (second, first)):
            same = sign.license is not None and sign.license == said.license
            beside = same and _nothing_between(document, first.line, second.line)
            if beside and _is_sign(sign) and not said.is_bare and is_statement(said):
                found[id(sign)] = said
    return found


def _nothing_between(document: Document, first: Line, second: Line) -> bool:
    if second.index - first.index > _SIGN_LINES:
        return False
    following = islice(document.lines.after(first), _SIGN_LINES)
    return not any(line.text for line in following if line.index < second.index)


def _is_sign(credit: Credit) -> bool:
    in_text = credit.at.area == surroundings.CONTENT and credit.at.figure is None
    return in_text and credit.is_bare and credit.link is not None


def with_signs(
    credits: list[Credit], signs: dict[int, Credit], assigned: list[Assigned], left: list[Credit]
) -> tuple[list[Assigned], list[Credit]]:
    """Give each button to what its statement is given to."""
    if not signs:
        return assigned, left
    placed = {id(each.credit): each for each in assigned}
    for credit in credits:
        said = signs.get(id(credit))
        if said is not None and id(said) in placed:
            assigned = [*assigned, replace(placed[id(said)], credit=credit)]
        elif said is not None:
            left = [*left, credit]
    return assigned, left
