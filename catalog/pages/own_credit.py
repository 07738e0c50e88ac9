"""Which picture a credit is of: its own words, by where they stand.

From the surest to the least sure: a caption, the picture's number or file in the credit, the same
line, the one picture of the smallest box around both, the nearest picture above, the article's only
picture. A credit that none of these places covers no picture.
"""

import re
from dataclasses import replace

from catalog.pages import (
    attribution,
    boxed_credit,
    credit_words,
    license_signs,
    license_text,
    link_resolution,
    linked_files,
    matched_credit,
    named_beside,
    nearby_credit,
    site_chrome,
    statement_words,
    surroundings,
)
from catalog.pages.assigned import Assigned, CreditPlace
from catalog.pages.caption_credits import is_told_free
from catalog.pages.content_works import content_works
from catalog.pages.credit_subject import (
    FEWEST_EXPLAINED,
    cites,
    in_brackets,
    is_credit,
    is_mentioned,
    is_of_another,
    is_statement,
    names_somebody,
)
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of
from catalog.pages.joined_credits import joined
from catalog.pages.main_image import main_image, stands_first
from catalog.pages.ordered_credits import in_order

# An element with more pictures is a gallery, whose licence is the page's.
MAX_FIGURE_MEDIA = 24
_LONGEST_FIGURE = 2_500
_LONGEST_BOX = 800
_LONG_ALT = 20
_QUOTE_LEVELS = 3
_SHORTEST_QUOTE = 12
# A word or a number that tells one piece from another.
_TELLING = re.compile(r"[^\W_]{4,40}")


def assign(document: Document, credits: list[Credit]) -> tuple[list[Assigned], list[Credit]]:
    """Return which credit is of which media, and the credits that are of none."""
    document.remembered("credits", lambda: credits)
    assigned: list[Assigned] = []
    left: list[Credit] = []
    signs = license_signs.signs(document, credits)
    for credit in credits:
        document.check_time()
        if id(credit) in signs:
            continue
        found = _assigned(document, credit)
        if found:
            assigned.append(found)
        else:
            left.append(credit)
    assigned, left = _above_each(document, assigned, left)
    left, joined = _on_same_line(left, assigned)
    assigned += joined
    credited = {media.node.mem_id for found in assigned for media in found.media}
    late: list[Credit] = []
    for credit in left:
        document.check_time()
        placed = None
        if not (is_of_another(credit) or _keeps_pictures(credit)):
            placed = nearby_credit.above(document, credit, credited) or _of_article(
                document, credit, credited
            )
        if placed and not _has_own_terms(document, credit, placed.media):
            assigned.append(placed)
        else:
            late.append(credit)
    assigned = _without_examples(document, credits, assigned)
    assigned, late = in_order(document, assigned, late)
    assigned, late = _of_all(document, assigned, late)
    return license_signs.with_signs(credits, signs, assigned, late)


def _without_examples(
    document: Document, credits: list[Credit], assigned: list[Assigned]
) -> list[Assigned]:
    """Drop the pictures of a page that explains the licences, each beside one that names nobody."""
    named = {credit.slug for credit in credits if credit.license}
    if len(named) < FEWEST_EXPLAINED:
        return assigned
    return [
        each
        for each in assigned
        if each.place not in (CreditPlace.LINE, CreditPlace.BOX, CreditPlace.BELOW)
        or each.credit.says(credit_words.CREDIT)
        or len(each.credit.line.links) > 1
        or names_somebody(each.credit)
        or named_beside.is_named_beside(document, each.credit, each.box)
    ]


def _of_all(
    document: Document, assigned: list[Assigned], late: list[Credit]
) -> tuple[list[Assigned], list[Credit]]:
    """Give "Photos: Ann Lee, CC BY 4.0", the one credit of an article, to all its pictures."""
    credits = [*(each.credit for each in assigned if each.credit.slug), *late]
    licensed = [c for c in credits if c.slug and c.at.area == surroundings.CONTENT]
    only = len(licensed) == 1 and licensed[0].at.figure is None and _is_of_several(licensed[0])
    if not only or any(each.credit.slug and each.credit is not licensed[0] for each in assigned):
        return assigned, late
    pictures = tuple(m for m in content_works(document) if m.media_type == "image")
    if not 1 < len(pictures) <= MAX_FIGURE_MEDIA:
        return assigned, late
    found = Assigned(licensed[0], pictures, CreditPlace.ALL, licensed[0].line.node)
    kept = [each for each in assigned if each.credit is not licensed[0]]
    return [*kept, found], [credit for credit in late if credit is not licensed[0]]


def _is_of_several(credit: Credit) -> bool:
    """Tell whether a credit in the text begins with "Photos by", and names somebody."""
    if is_statement(credit) or credit.chosen is None or is_of_another(credit):
        return False
    return bool(credit_words.PHOTOS_BY.match(credit.words)) and names_somebody(credit)


def _above_each(
    document: Document, assigned: list[Assigned], left: list[Credit]
) -> tuple[list[Assigned], list[Credit]]:
    """Give credits that each stand right above a picture, the first below none, to the next."""
    below = {id(each.credit): each for each in assigned if each.place is CreditPlace.BELOW}
    near = [c for c in left if c.license and c.at.area == surroundings.CONTENT and is_credit(c)]
    credits = sorted((*(each.credit for each in below.values()), *near), key=lambda c: c.line.index)
    if not below or not near or credits[0] is not near[0] or is_statement(credits[0]):
        return assigned, left
    found = []
    for credit in credits:
        following = next(document.lines.after(credit.line), None)
        works = [m for _, m in following.media if m.url] if following is not None else []
        works = [media for media in works if site_chrome.is_work(document, media)]
        if len(works) != 1:
            return assigned, left
        found.append(Assigned(credit, (works[0],), CreditPlace.ABOVE, credit.line.node))
    done = {id(credit) for credit in credits}
    kept = [each for each in assigned if id(each.credit) not in done]
    return kept + found, [credit for credit in left if id(credit) not in done]


# Of what these name another licence in the line is not.
_OF_ONE = (CreditPlace.MATCHED, CreditPlace.FILE, CreditPlace.LINKED, CreditPlace.MAIN)


def _on_same_line(
    left: list[Credit], assigned: list[Assigned]
) -> tuple[list[Credit], list[Assigned]]:
    """Give the second licence of a credit for one picture, as for a montage, to that picture."""
    by_line = {
        each.credit.line.index: each
        for each in assigned
        if each.credit.license and each.place not in _OF_ONE
    }
    joined = [
        replace(by_line[credit.line.index], credit=credit)
        for credit in left
        if credit.slug and credit.line.index in by_line and not is_of_another(credit)
    ]
    taken = {id(each.credit) for each in joined}
    return [credit for credit in left if id(credit) not in taken], joined


def _assigned(document: Document, credit: Credit) -> Assigned | None:
    if is_of_another(credit):
        # "Elements of open science, based on a talk by ...", which links to the very file's page.
        return _by_file(document, credit) if credit.license else None
    in_figure = _in_figure(document, credit)
    apart = in_figure or joined(document, credit)
    if apart:
        return apart
    if is_statement(credit) or credit.at.area == surroundings.NAV:
        return boxed_credit.of_one_of_several(document, credit) or _by_own_title(document, credit)
    if _keeps_pictures(credit) or named_beside.is_in_table_of_others(credit):
        return None
    if credit_words.BACKGROUND.match(credit.words):
        return boxed_credit.background(document, credit)
    if credit_words.MAIN.match(credit.words):
        return _of_main(document, credit)
    numbered = matched_credit.numbered(document, credit)
    if numbered:
        return nearby_credit.caption_below(document, credit) or _matched(credit, numbered)
    for find in _ANYWHERE if _is_of_quotation(credit) else _NEAR:
        found = find(document, credit)
        if found:
            heard = _is_music_used(credit, found.media[0]) or _is_no_picture(credit, found)
            return None if heard or _has_own_terms(document, credit, found.media) else found
    return None


def _keeps_pictures(credit: Credit) -> bool:
    """Tell whether it says that pictures are not meant, and so is the credit of none."""
    return statement_words.BUT_PICTURES.search(credit.line.text) is not None


def _is_of_quotation(credit: Credit) -> bool:
    """Tell whether it ends a quotation, or captions a figure that shows a film or code."""
    figure = credit.at.figure
    if figure is not None and figure.tag == "figure":
        return figure.css_first("video, iframe, blockquote, pre, table, object, embed") is not None
    around = ancestors(credit.line.node, most=_QUOTE_LEVELS)
    quote = next((node for node in around if node.tag == "blockquote"), None)
    if quote is None:
        return False
    said = text_of(quote, longest=_LONGEST_BOX)
    return len(said) > len(credit.line.text) + _SHORTEST_QUOTE and quote.css_first("img") is None


def _of_main(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture of "Cover image: ...": by its file or title, else the main one."""
    titled = _by_file(document, credit) or _by_own_title(document, credit)
    if titled or credit.at.area != surroundings.CONTENT or _is_description(document, credit):
        return titled  # of the site's own, or what stands word for word in another's description
    main = main_image(document)
    if main is None or not stands_first(document, main):
        near = boxed_credit.background(document, credit)
        if near:
            return near
    return Assigned(credit, (), CreditPlace.MAIN, credit.line.node)


def _is_description(document: Document, credit: Credit) -> bool:
    """Tell whether a picture of the page is described by the words of a credit."""
    begun = document.remembered(
        "descriptions",
        lambda: {m.get("alt")[:_LONG_ALT] for m in document.media if len(m.get("alt")) > _LONG_ALT},
    )
    return credit.line.text.partition(":")[2].strip()[:_LONG_ALT] in begun


def _has_own_terms(document: Document, credit: Credit, media: tuple[Embedded, ...]) -> bool:
    """Tell whether a caption of the picture's own frees it, which the credit stands outside of."""
    if credit.at.figure is not None or credit.slug in ("cc0", "pdm"):
        return False
    return bool(media) and is_told_free(document, media[0])


def _is_music_used(credit: Credit, media: Embedded) -> bool:
    """Tell whether it credits a piece of a music service that a sound only uses.

    A file that has the piece's number or a word of its title in its name is that piece.
    """
    if media.media_type != "audio":
        return False
    links = [link.get("href") for _, link in credit.line.links]
    pieces = [url for url in links if credit_words.MUSIC_HOSTS.search(link_resolution.host_of(url))]
    name = link_resolution.file_name(media.url or "").lower()
    said = " ".join((credit.words, *map(link_resolution.path_of, pieces))).lower()
    return bool(pieces) and not any(word in name for word in _TELLING.findall(said))


def _is_no_picture(credit: Credit, found: Assigned) -> bool:
    """Tell whether a picture stands by the credit of a sound or a font, by where that leads."""
    if found.media[0].media_type != "image" or credit.says(credit_words.PICTURE):
        return False
    hosts = [link_resolution.host_of(link.get("href")) for _, link in credit.line.links]
    kept = (credit_words.MUSIC_HOSTS, credit_words.FONT_HOSTS)
    return any(pattern.search(host) for host in hosts for pattern in kept)


def _in_figure(document: Document, credit: Credit) -> Assigned | None:
    figure = credit.at.figure
    if figure is None or len(text_of(figure, longest=_LONGEST_FIGURE)) >= _LONGEST_FIGURE - 1:
        return None
    inside = site_chrome.works_in(document, figure)
    if not inside or len(inside) > MAX_FIGURE_MEDIA or _is_talk(credit):
        return None
    if len(inside) > 1:
        nearest = _same_line(document, credit) or boxed_credit.same_box(document, credit)
        if nearest and len(nearest.media) < len(inside):
            return Assigned(credit, nearest.media, CreditPlace.CAPTION, figure)
    return Assigned(credit, inside, CreditPlace.CAPTION, figure)


def _is_talk(credit: Credit) -> bool:
    """Tell whether a caption only talks of a licence: "How CC BY works", "You can choose CC BY"."""
    if credit.license is None or credit.says(credit_words.CREDIT):
        return False
    return not credit.says(credit_words.BY_NAME) and is_mentioned(credit)


def _by_file(document: Document, credit: Credit) -> Assigned | None:
    return _matched(credit, matched_credit.by_file(document, credit), CreditPlace.FILE)


def _by_like_file(document: Document, credit: Credit) -> Assigned | None:
    return _matched(credit, matched_credit.by_like_file(document, credit), CreditPlace.FILE)


def _by_link(document: Document, credit: Credit) -> Assigned | None:
    found = linked_files.of_credit(document, credit) if is_credit(credit) else None
    return Assigned(credit, found[:1], CreditPlace.LINKED, found[1]) if found else None


def _by_row(document: Document, credit: Credit) -> Assigned | None:
    found = matched_credit.by_row(document, credit) if credit.license else None
    return Assigned(credit, found[:1], CreditPlace.MATCHED, found[1]) if found else None


def _by_name(document: Document, credit: Credit) -> Assigned | None:
    found = (
        matched_credit.by_photographer(document, credit)
        or matched_credit.by_title(document, credit)
        or matched_credit.by_maker(document, credit)
    )
    return _matched(credit, found)


def _by_own_title(document: Document, credit: Credit) -> Assigned | None:
    """Find the picture whose description a sentence begins with that reads like the page's own.

    "[Cover image of The Mill] by ...", "The mill of our web site is licensed under ...".

    """
    if credit.at.area != surroundings.CONTENT or credit.slug is None:
        return None
    return _matched(credit, matched_credit.by_title(document, credit))


def _matched(
    credit: Credit, media: Embedded | None, place: CreditPlace = CreditPlace.MATCHED
) -> Assigned | None:
    return Assigned(credit, (media,), place, credit.line.node) if media else None


def _same_line(document: Document, credit: Credit) -> Assigned | None:
    works = [
        (offset, media)
        for offset, media in (*credit.line.media, *_linked_sounds(document, credit))
        if site_chrome.is_work(document, media) and media.url
    ]
    earlier = [media for offset, media in works if offset <= credit.start]
    if not (is_credit(credit) or in_brackets(credit)) or not works:
        return None
    if credit.is_bare and len(works) > 1:
        return None
    chosen = earlier[-1] if earlier else works[0][1]
    return Assigned(credit, (chosen,), CreditPlace.LINE, credit.line.node)


def _linked_sounds(document: Document, credit: Credit) -> list[tuple[int, Embedded]]:
    """Return the sound files that the words of the credit link to."""
    if not document.files:
        return []
    files = {media.node.mem_id: media for media in document.files}
    stop = credit.words_start + len(credit.words)
    return [
        (offset, files[link.node.mem_id])
        for offset, link in credit.line.links
        if link.node.mem_id in files and credit.words_start <= offset <= stop
    ]


def _behind_head(document: Document) -> list[Embedded]:
    """Return the page's main picture where it is the background of its head, as Ghost has it."""
    main = main_image(document)
    behind = main is not None and main.named and main.shown and main.media
    return [behind] if behind and behind.background else []


def _is_of_list(credit: Credit) -> bool:
    """Tell whether a line credits several pictures, of which the page shows one: a teaser's."""
    text = credit.line.text
    if not credit_words.OF_SEVERAL.match(text):
        return False
    licenses = (each.license for each in license_text.mentions(text))
    named = {(each.slug, each.version) for each in licenses if each}
    return len(named) > 1 or len(credit_words.VIA.findall(text)) > 1


def _of_article(document: Document, credit: Credit, credited: set[int]) -> Assigned | None:
    """Place a credit at the end of an article: its only picture that has none, or all."""
    if is_statement(credit) or credit.at.area != surroundings.CONTENT or credit.is_bare:
        return None
    if cites(credit) or _is_of_list(credit):
        return None
    linked = bool(matched_credit.photographers(credit))
    if not (linked or credit.says(credit_words.CREDIT)):
        return None
    if not (
        linked
        or credit.says(credit_words.PICTURE)
        or attribution.of_credit(document, credit).original
    ):
        return None
    pictures = [m for m in content_works(document) if m.media_type == "image"]
    pictures = pictures or _behind_head(document)
    if len(pictures) > 1:
        pictures = [m for m in pictures if m.node.mem_id not in credited]
    if len(pictures) == 1 and link_resolution.extension(pictures[0].url or "") == "gif":
        return None  # no photograph
    if len(pictures) == 1 and (linked or names_somebody(credit)):
        return Assigned(credit, (pictures[0],), CreditPlace.ONLY, credit.line.node)
    return None


# How the picture of a credit is found, the surest way first; of a quotation's end by name alone.
_ANYWHERE = (_by_file, _by_row, _by_name, _by_like_file)
_NEAR = (
    _by_file,
    _by_row,
    _same_line,
    boxed_credit.same_box,
    _by_name,
    _by_like_file,
    nearby_credit.below,
    _by_link,
)
