"""The picture that a credit stands right below or right above, with no other matter between."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from catalog.pages import (
    credit_words,
    link_resolution,
    matched_credit,
    site_chrome,
    surroundings,
)
from catalog.pages.assigned import Assigned, CreditPlace
from catalog.pages.attribution import is_original
from catalog.pages.content_works import content_works
from catalog.pages.credit_subject import is_credit, is_row, is_statement
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors
from catalog.pages.lines import Line
from catalog.pages.surroundings import Surroundings

_FARTHEST = 160
_FARTHEST_BARE = 60
# Beside a picture that a paragraph flows round.
_FARTHEST_FLOATED = 700
_MOST_LINES = 6
_FEWEST_SIGNS = 3
_FEWEST_COLUMNS = 2


def below(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture that the credit stands below, with no other matter between."""
    if not is_credit(credit) or (credit.is_bare and credit.link is None):
        return None
    if is_row(document, credit) and document.remembered("rows", partial(_rows, document)) == 1:
        return None  # of the page's one item
    farthest = _FARTHEST_BARE if credit.is_bare else _FARTHEST
    in_column = _in_column(document, credit)
    if in_column:
        return in_column
    before = document.lines.before(credit.line)
    found = _nearest(document, credit, before, farthest, CreditPlace.BELOW)
    if found and credit.is_bare and _is_of_others(document, credit, found):
        return None
    if found is None and _credits_photograph(credit):
        before = islice(document.lines.before(credit.line), 2)
        found = _nearest(document, credit, before, _FARTHEST_FLOATED, CreditPlace.BELOW)
    if found and found.media[0].media_type == "audio" and credit.says(credit_words.SOUNDS):
        sounds = [media for media in content_works(document) if media.media_type == "audio"]
        return replace(found, media=tuple(sounds))
    return found


def _is_of_others(document: Document, credit: Credit, found: Assigned) -> bool:
    """Tell whether a licence alone is of something else than the picture above it."""
    return _in_other_table(credit, found) or _is_sign_of_others(document, found.media[0])


def _in_other_table(credit: Credit, found: Assigned) -> bool:
    """Tell whether a licence alone is a cell of a table, whose row says what it is of."""
    tables = [n.mem_id for n in ancestors(credit.line.node) if n.tag == "table"]
    around = {n.mem_id for n in ancestors(found.media[0].node) if n.tag == "table"}
    return bool(tables) and tables[0] not in around


def _is_sign_of_others(document: Document, media: Embedded) -> bool:
    """Tell whether a picture leads to another site, and to no original: a row of seals."""
    link = next((node for node in ancestors(media.node, most=2) if node.tag == "a"), None)
    url = document.resolve(link.attributes.get("href")) if link is not None else None
    if url is None or is_original(document, url) or link_resolution.is_image(url):
        return False
    return not document.is_of_site(url)


def is_behind_article(credit: Credit, picture: Surroundings) -> bool:
    """Tell whether a picture is in an article, and the credit is not: it is of all the page."""
    return picture.in_article and not credit.at.in_article


def _rows(document: Document) -> int:
    # "© 2024 Site" below the row "License:" is no second one.
    credits = document.remembered("credits", list[Credit])
    return sum(credit.slug is not None and is_row(document, credit) for credit in credits)


def _in_column(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture of the cell above: a row of pictures, and below it one of captions."""
    cell = next(
        (n for n in (credit.line.node, *ancestors(credit.line.node, most=2)) if n.tag == "td"), None
    )
    row = cell.parent if cell is not None else None
    above = row.prev if row is not None else None
    while above is not None and above.tag != "tr":
        above = above.prev
    if cell is None or row is None or above is None:
        return None
    own, others = ([n for n in each.iter() if n.tag == "td"] for each in (row, above))
    if len(own) != len(others) or len(own) < _FEWEST_COLUMNS:
        return None
    place = next((i for i, node in enumerate(own) if node.mem_id == cell.mem_id), None)
    works = site_chrome.works_in(document, others[place], plain=True) if place is not None else ()
    return (
        Assigned(credit, works, CreditPlace.BELOW, others[place or 0]) if len(works) == 1 else None
    )


def _credits_photograph(credit: Credit) -> bool:
    """Tell whether it is "Photo by Ann Lee" with links to the photograph and to the licence."""
    linked = bool(matched_credit.photographers(credit)) and credit.link is not None
    return linked and credit.says(credit_words.PICTURE) and credit.says(credit_words.CREDIT)


def caption_below(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture right above a numbered caption, unless that is the first of a list."""
    beside = (document.lines.before(credit.line), document.lines.after(credit.line))
    higher, lower = (next(lines, None) for lines in beside)
    listed = any(each and credit_words.NUMBERED.match(each.text) for each in (higher, lower))
    return None if listed or higher is None or not higher.media else below(document, credit)


def above(document: Document, credit: Credit, credited: set[int]) -> Assigned | None:
    """Find the picture that the credit stands right above, unless that has one of its own."""
    if not is_credit(credit) or credit.is_bare or is_statement(credit):
        return None
    if not credit_words.CREDIT.search(credit.words):
        return None
    following = islice(document.lines.after(credit.line), 2)
    found = _nearest(document, credit, following, _FARTHEST_BARE, CreditPlace.ABOVE)
    if found and found.media[0].node.mem_id in credited:
        return None
    return found


def _nearest(
    document: Document, credit: Credit, lines: Iterator[Line], farthest: int, place: CreditPlace
) -> Assigned | None:
    between = seen = 0
    headed = False
    for line in lines:
        if line.barrier or line.node.tag == "blockquote":
            return None
        works = [m for _, m in line.media if site_chrome.is_work(document, m) and m.url]
        pictures = [m for m in works if not m.background] or works
        if len(pictures) >= _FEWEST_SIGNS and line.text:
            return None  # signs between the words of a bar
        if pictures:
            chosen = pictures[-1] if place is CreditPlace.BELOW else pictures[0]
            at = surroundings.of(document, chosen.node)
            if at.area != credit.at.area or at.comment or is_behind_article(credit, at):
                return None
            if between + len(line.text) > farthest:
                return None
            halves = place is CreditPlace.BELOW and not seen and _are_two_alone(line, pictures)
            media = tuple(pictures) if halves else (chosen,)
            return Assigned(credit, media, place, line.node)
        if line.text:
            if line.is_heading and (headed or not credit.says(credit_words.CREDIT)):
                return None
            headed |= line.is_heading
            between += len(line.text)
            seen += 1
        if between > farthest or seen > _MOST_LINES:
            return None
    return None


def _are_two_alone(line: Line, pictures: list[Embedded]) -> bool:
    """Tell whether a line is two pictures side by side, and nothing else."""
    return not line.text and len({media.key for media in pictures}) == len(pictures) == 2
