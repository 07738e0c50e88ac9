"""Who made a picture, as the page names it beside the credit: in a row, a column, its own line.

Cards, captions, tables and the page's own byline name the maker apart from the licence.
"""

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from catalog.pages import credit_words, license_text, surroundings
from catalog.pages.attribution import is_original
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import ancestors, text_of
from catalog.pages.lines import Line
from catalog.pages.name_forms import LONGEST_NAME, clean_name, is_handle, is_person
from catalog.pages.name_words import CREDITS, PICTURES
from catalog.pages.names import name_in

_ROWS = 8
_LONGEST_LABEL = 40
_LONGEST_BESIDE = 80
_LONGEST_BOX = 300
_MOST_CELLS = 12
_LONGEST_CARD = 1_000
_LONGEST_MARKED = 2_500
_LONGEST_TITLED = 300
_MARKED = (
    '[class$="credit"], [class*="author"], [class*="creator"], [class*="photographer"], '
    '[class*="artist"]'
)
# What stands before a name: "Red mill" by.
_PARTED = re.compile(
    r"[\"”“»’']?\s?(?:[·•|/,–—-]|(?:by|von|par|por|di|de)\b)\s?(?P<name>[^·•|/–—(]{2,60})$",
    re.IGNORECASE,
)
_BY_WORD = re.compile(r"\b(?:by|von|par|por|di)\s", re.IGNORECASE)
_ROW = re.compile(
    r"(?:author|artist|creator|photographer|performer|band|composer|maker|autor(?:in)?"
    r"|k[üu]nstler(?:in)?|fotograf(?:in)?|urheber(?:in)?|auteur|artiste|artista|creador"
    r"|interpret|作者|文章作者|本文作者|著者|撮影者|摄影师?|작가|작성자|автор)"
    # "Author contributions" heads a chapter and "Author archive" a list.
    r"(?:\(?s\)?)?(?!['’\s]{1,2}s?\s?(?:contributions?|information|infos?|notes?|affiliations?|bio"
    r"|details|services?|resources|instructions|search|guidelines|archives?|summary|comments|posts|manuscript|profile|page|index)\b)"
    r"(?:\s?/\s?[^\W\d_]{4,14}(?=\s?[:：]))?"  # "Author / institution: ..."
    r"\s{0,2}[:：]?(?:(?:\s{1,2}|(?<=：))(?P<name>\S[^|]{1,99}))?",
    re.IGNORECASE,
)
# The heads of columns in a table of pictures.
_CREDIT_COLUMN = re.compile(
    rf"(?:(?:{PICTURES})[ -]?)?(?:{CREDITS}|(?:taken |made )?by)\s?:?", re.IGNORECASE
)
_OF_PICTURES = re.compile(
    rf"(?:(?:{PICTURES})|photographers?|illustrators?|fotograf(?:in|en|o|a)?|photographe"
    r"|fot[oó]graf[oa]|撮影者|摄影师?)\W{0,3}",
    re.IGNORECASE,
)
# What tables of songs, books and programs are headed.
_OF_OTHERS = re.compile(
    r"(?:tracks?|songs?|albums?|music|audio|sounds?|episodes?|games?|books?|courses?|lessons?|fonts?"
    r"|datasets?|models?|software|packages?|plug-?ins?|apps?|covers?|musik|buch|libro|livre"
    r"|curso|cours|kurs)\W{0,3}",
    re.IGNORECASE,
)
_ROW_NEEDLES = (
    "author", "artist", "creator", "photograph", "nstler", "fotograf", "urheber", "auteur",
    "作者", "著者", "автор", "작성자",
)  # fmt: skip
# "Ann Lee from Brook, Scotland", as Flickr's accounts are shown at Wikimedia Commons.
_PLACE = re.compile(r"\sfrom\s[^\W\d_a-z]")
# "Flickr user: annlee https://www.flickr.com/photos/annlee/".
_ACCOUNT = re.compile(r"^(?:\w{4,9}\s)?user:?\s|\shttps?://\S{1,200}$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:(?:view )?(?:all )?posts )?by\s", re.IGNORECASE)


def item_author(document: Document) -> str | None:
    """Return whom the page of one item names as its maker: a row "Author: ..." of its data."""
    lines = document.lines
    for line in lines.holding(_ROW_NEEDLES):
        found = _ROW.fullmatch(line.text) if len(line.text) <= LONGEST_NAME + 20 else None
        if not found or surroundings.of(document, line.node).comment:
            continue
        if line.links and (not found["name"] or line.links[0][0] == 0):
            continue  # an entry of a menu: "Authors", "Author response"
        if _is_heading_of_chapter(found) or _is_in_form(line):
            continue
        following = next(lines.after(line), None)
        name = _of_row(found["name"] or (following.text if following else ""))
        if name:
            return name
    return None


def _is_heading_of_chapter(row: re.Match[str]) -> bool:
    """Tell whether it is "Author response": words in lower case behind no colon."""
    name = row["name"] or ""
    return (
        name[:1].islower()
        and not is_handle(name)
        and row[0][: -len(name)].rstrip()[-1:] not in ":："
    )


def _is_in_form(line: Line) -> bool:
    """Tell whether it is a field of a form: "Author", above "Section", to search by."""
    form = next((node for node in ancestors(line.node) if node.tag == "form"), None)
    return form is not None and len(text_of(form, longest=_LONGEST_CARD)) < _LONGEST_CARD - 1


def page_author(document: Document) -> str | None:
    """Return whom the page's byline names: a link `rel=author`, a microformat's `p-author`."""
    return document.remembered("byline", lambda: _page_author(document))


def _page_author(document: Document) -> str | None:
    node = document.tree.css_first('[rel~="author"], .p-author, [itemprop~="author"]')
    said = text_of(node, longest=LONGEST_NAME + 20) if node is not None else ""
    return clean_name(_BYLINE.sub("", said)[:LONGEST_NAME])


def row_author(document: Document, credit: Credit, around: LexborNode) -> str | None:
    """Return whom a row of the same card names: "Creator: Ann Lee"."""
    beside = (*islice(document.lines.after(credit.line), _ROWS),
              *islice(document.lines.before(credit.line), _ROWS))  # fmt: skip
    for line in beside:
        found = _ROW.fullmatch(line.text) if len(line.text) <= LONGEST_NAME + 20 else None
        if not found or not any(node.mem_id == around.mem_id for node in ancestors(line.node)):
            continue
        value = found["name"] or ""
        if not value and line.node.tag in ("dt", "th"):
            following = next(document.lines.after(line), None)
            value = following.text if following else ""
        name = _of_row(value)
        if name:
            return name
    return None


def is_named_beside(document: Document, credit: Credit, around: LexborNode) -> bool:
    """Tell whether the rows, the marks or a link of a card say whose its work is."""
    if column_author(credit) or byline(document, credit):
        return True
    if len(text_of(around, longest=_LONGEST_CARD)) >= _LONGEST_CARD - 1:
        return False  # no card, and asked of each credit in it
    links = (document.resolve(link.attributes.get("href")) for link in around.css("a[href]"))
    return (
        any(url and is_original(document, url) for url in links)
        or row_author(document, credit, around) is not None
        or marked_author(around) is not None
        or line_beside(document, credit, around) is not None
    )


def row_above(document: Document, credit: Credit) -> str | None:
    """Return who stands between a card's heading and a line that is the licence alone."""
    above = [credit.line, *islice(document.lines.before(credit.line), _ROWS)]
    for licensed, named, title in zip(above, above[1:], above[2:], strict=False):
        if licensed.is_heading:
            return None
        if title.is_heading and not named.is_heading and _is_license(licensed.text):
            said = named.text if not named.media and len(named.text) <= LONGEST_NAME else ""
            said = _PLACE.split(_ACCOUNT.sub("", said))[0].strip()
            name = name_in(f"Author: {said}") if said else None
            return name if name and 2 * len(name) > len(said) else None  # no sentence
    return None


def line_beside(document: Document, credit: Credit, around: LexborNode) -> str | None:
    """Return the name in the line between a title and that of the licence, all in one box.

    Below the licence only a label tells: "Photo: Ann Lee".
    """
    long = len(text_of(around, longest=_LONGEST_BOX)) >= _LONGEST_BOX - 1
    if long or len(credit.line.text) > _LONGEST_BESIDE:
        return None
    before = document.lines.before(credit.line)
    named, title = next(before, None), next(before, None)
    if named is not None and not named.is_heading and title is not None and title.text:
        near = _are_siblings(named, credit.line) and _is_inside(title, around)
        name = _of_line(named.text, alone=True) if near else None
        if name:
            return name
    following = next(document.lines.after(credit.line), None)
    if following is None or not _is_inside(following, around):
        return None
    return _of_line(following.text, alone=False)


def _is_inside(line: Line, around: LexborNode) -> bool:
    return any(node.mem_id == around.mem_id for node in (line.node, *ancestors(line.node)))


def _are_siblings(one: Line, other: Line) -> bool:
    """Tell whether two lines stand in one element or in two of one parent."""
    node, parent = other.node, other.node.parent
    around = one.node.parent
    return one.node.mem_id == node.mem_id or (
        around is not None
        and (
            around.mem_id == node.mem_id or (parent is not None and around.mem_id == parent.mem_id)
        )
    )


def _of_line(said: str, *, alone: bool) -> str | None:
    """Return the name in a line of its own, which may be no more than the name."""
    if len(said) > LONGEST_NAME:
        return None
    row = _ROW.fullmatch(said)
    if row or credit_words.CREDIT.match(said) or _BY_WORD.match(said):
        return _of_row(row["name"] or "") if row else name_in(said)
    said = said.lstrip("📷📸 ")
    name = name_in(f"Author: {said}") if alone else None
    return name if name and said.startswith(name) and (is_person(name) or is_handle(name)) else None


def _is_license(text: str) -> bool:
    named = license_text.mentions(text)
    return len(named) == 1 and not (text[: named[0].start] + text[named[0].end :]).strip(" .()")


def column_author(credit: Credit, *, of_pictures: bool = False) -> str | None:
    """Return the name in the cell under the heading "Author" of the table's row it is in.

    Args:
        credit: one in a cell.
        of_pictures: whether a heading has to speak of pictures or their makers, too.
    """
    row, head = _row_and_head(credit)
    if row is None or head is None:
        return None
    titles = _cells(head)
    if of_pictures and not any(map(_OF_PICTURES.fullmatch, titles)):
        return None
    for title, cell in zip(titles, _cells(row), strict=False):
        if cell != title and (_ROW.fullmatch(title) or _CREDIT_COLUMN.fullmatch(title)):
            return _of_row(cell)
    return None


def is_in_table_of_others(credit: Credit) -> bool:
    """Tell whether it stands in a table whose head names works that a picture only stands for."""
    _, head = _row_and_head(credit)
    return head is not None and any(map(_OF_OTHERS.fullmatch, _cells(head)))


def _row_and_head(credit: Credit) -> tuple[LexborNode | None, LexborNode | None]:
    """Return the row of the table that a credit stands in, and the table's first."""
    line = credit.line.node
    around = {node.tag: node for node in reversed((line, *ancestors(line, most=5)))}
    table = around.get("table")
    return around.get("tr"), table.css_first("tr") if table is not None else None


def _cells(row: LexborNode) -> list[str]:
    cells = (cell for cell in row.iter() if cell.tag in ("td", "th"))
    return [text_of(cell, longest=LONGEST_NAME) for cell in islice(cells, _MOST_CELLS)]


def _of_row(value: str) -> str | None:
    """Return the name in the value of a row "Author: Ann Lee — profile"."""
    if not value or value.startswith("/"):
        return None  # "Author / Affiliation / Email"
    return name_in(f"Author: {value}") or clean_name(value)


def byline(document: Document, credit: Credit) -> str | None:
    """Return the name in a line "by Ann Lee" or "Author: Ann Lee" right below or above."""
    lines = document.lines
    beside = (next(lines.after(credit.line), None), next(lines.before(credit.line), None))
    label = beside[1].text if beside[1] is not None else ""
    if label.endswith(":") and len(label) <= _LONGEST_LABEL:  # "Image by:", and below it the name
        at = len(label) + 1 + credit.start - credit.words_start
        name = name_in(f"{label} {credit.words}", at)
        if name:
            return name
    for line in beside:
        if line is None or len(line.text) > LONGEST_NAME + 20:
            continue
        row = _ROW.fullmatch(line.text)
        name = name_in(line.text) if _BY_WORD.match(line.text) else None
        name = name or (_of_row(row["name"] or "") if row else None)
        if name:
            return name
    return next(filter(None, (_behind_original(document, line) for line in beside if line)), None)


def _behind_original(document: Document, line: Line) -> str | None:
    """Return the name in "[Red mill] · Ann Lee", behind the link of the original's title."""
    if len(line.links) != 1 or len(line.text) > _LONGEST_TITLED:
        return None
    offset, link = line.links[0]
    url = document.resolve(link.get("href"))
    if url is None or not is_original(document, url):
        return None
    said = _PARTED.match(line.text, offset + len(text_of(link.node)))
    return clean_name(said["name"]) if said else None


def marked_author(node: LexborNode) -> str | None:
    """Return the short text of an element in a box that its class calls the credit or author."""
    if len(text_of(node, longest=_LONGEST_MARKED)) >= _LONGEST_MARKED - 1:
        return None  # no caption, and asked of each credit in it
    for inner in node.css(_MARKED):
        if inner.css_first("img") is not None:
            continue  # the card itself
        text = text_of(inner, longest=LONGEST_NAME + 20)
        if text and len(text) <= LONGEST_NAME and not license_text.mentions(text):
            name = name_in(text) or clean_name(text)
            if name:
                return name
    return None
