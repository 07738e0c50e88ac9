"""A licence of the whole page: which pictures and sounds it covers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from catalog.licenses import License
from catalog.pages import (
    attribution,
    audio_files,
    caption_credits,
    credit_words,
    link_resolution,
    several_pictures,
    site_chrome,
    statement_words,
    surroundings,
    titles,
)
from catalog.pages.content_works import content_works
from catalog.pages.credit_subject import (
    FEWEST_EXPLAINED,
    covers_all_pictures,
    is_statement,
)
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, Evidence, Found, rejection, words_of
from catalog.pages.items import Item
from catalog.pages.made_for_page import (
    is_made_for_page,
    is_of_guest,
    is_of_layout,
    is_portrait,
    is_tied,
)
from catalog.pages.main_image import (
    MainImage,
    is_listing,
    main_image,
    stands_in_article,
)
from catalog.pages.matched_credit import photographers
from catalog.pages.name_words import ORGANISATIONS
from catalog.pages.others_pictures import is_of_others, is_own_account, lies_elsewhere
from catalog.pages.own_claims import OwnWords, where
from catalog.pages.stated_license import (
    Stated,
    covers_no_picture,
    in_head,
    is_of_item,
    is_of_page,
    statements,
)
from catalog.pages.whose_picture import (
    against,
    is_credited_to,
    licensors,
    maker_of,
    named_in_notice,
    names_source,
    plain,
)

_PICTURE_TYPES = ("StillImage", "ImageObject", "Photograph", "Image")
_LONGEST_LABEL = 40
_SHORTEST_SOURCE = 40
# "https://docs.mill.example/", "/documentation/grinding".
_MANUAL = re.compile(
    r"//(?:docs?|documentation|manual)\.|/(?:docs|documentation|manual)/.", re.IGNORECASE
)


def claims(
    document: Document, left: list[Credit], own: dict[str, OwnWords], page: Item | None
) -> Iterator[Found]:
    """Yield what the page's own licence covers.

    `left` are the credits that are of no picture in particular, `own` is what the page says of
    single pictures, which comes before its licence, and `page` what RDFa says of it.
    """
    licensed = [credit for credit in left if credit.license is not None]
    covering = [c for c in licensed if c.chosen and covers_all_pictures(c)]
    if len({c.chosen.slug for c in covering if c.chosen}) == 1 and covering[0].chosen:
        yield from several_pictures.of_all(document, covering[0], covering[0].chosen, own)
        return
    for credit in licensed:
        found = [
            *several_pictures.of_listed(document, credit, own),
            *several_pictures.of_song(document, credit),
        ]
        if found:
            yield from found
            return
    if len({credit.slug for credit in licensed}) >= FEWEST_EXPLAINED:
        yield rejection("page_explains_licenses", document.url)
        return
    for credit in licensed:
        if credit.chosen is None and (credit.declared or is_of_page(document, credit)):
            yield rejection("ambiguous_page_license", credit.words)
            return
    stated = [*statements(document, licensed), *in_head(document)]
    declared = [each for each in stated if each.declared]
    chosen = declared or stated
    if not chosen:
        yield from _mentioned(document, licensed)
        return
    if len({(each.license.slug, each.license.version) for each in chosen}) > 1:
        yield rejection("ambiguous_page_license", " ".join(each.license.url for each in chosen))
        return
    yield from _covered(document, chosen, left, own, page)


def _covered(
    document: Document,
    stated: list[Stated],
    left: list[Credit],
    own: dict[str, OwnWords],
    page: Item | None,
) -> Iterator[Found]:
    types = page.types if page else frozenset()
    of_picture = any(name in types for name in _PICTURE_TYPES)
    best = max(
        stated,
        key=lambda each: (each.credit is not None, len(each.credit.words) if each.credit else 0),
    )
    if not of_picture and covers_no_picture(document, stated, types):
        yield rejection("license_covers_text_only", best.license.url)
        return
    yield from audio_files.claims(
        document, best.license, best.words(), maker_of(document, page, best)
    )
    main = main_image(document)
    if main:
        claim = _of_main(document, main, best, own, page, of_picture=of_picture)
        people = licensors(document, page, best)
        if (
            isinstance(claim, Claim)
            and claim.confidence is not Confidence.LOW
            and (
                _credits_another(document, left, best.license, people)
                or _are_from_elsewhere(document, own, main)
                or (not of_picture and caption_credits.is_told_apart(document, people))
            )
        ):
            claim = replace(claim, confidence=Confidence.LOW)
        yield claim
    if is_of_item(document, best):
        yield from _files_of_item(document, best, own, main, page)
    yield from _others(document, best, own, main)


def _files_of_item(
    document: Document,
    stated: Stated,
    own: dict[str, OwnWords],
    main: MainImage | None,
    page: Item | None,
) -> Iterator[Found]:
    """Yield the further files of an object's page, whose pictures link to them, as Omeka's do."""
    if not any(map(document.full_size, document.media)):
        return  # told sooner than which of the pictures may be works
    author = maker_of(document, page, stated)
    for media in content_works(document):
        url = document.full_size(media)
        if url is None or media.key in own or (main and link_resolution.work_key(url) == main.key):
            continue
        if not is_of_others(document, url, media):
            known = {"title": titles.of_media(media)} | author
            confidence, words = Confidence.MEDIUM, stated.words()
            yield Claim("image", url, stated.license, stated.evidence, confidence, known, words)


def _credits_another(
    document: Document, left: list[Credit], found: License, people: set[str]
) -> bool:
    """Tell whether the page credits a picture to others that may be any one of its pictures."""
    return any(
        credit.at.area == surroundings.CONTENT
        and not is_statement(credit)
        and (
            _links_another(document, credit, found)
            if credit.slug
            else _names_another(document, credit, people)
        )
        for credit in left
    )


def _are_from_elsewhere(document: Document, own: dict[str, OwnWords], main: MainImage) -> bool:
    """Tell whether several of the page's other pictures name sources elsewhere."""
    sourced = [
        key
        for key, words in own.items()
        if key != main.key and any(names_source(document, each.credit) for each in words.reserved)
    ]
    return len(sourced) > 1


def _links_another(document: Document, credit: Credit, found: License) -> bool:
    """Tell whether a credit under another licence is of a photograph.

    It links to one, or is "Image license: CC0", whichever picture that is.
    """
    same = (credit.slug, credit.license and credit.license.version) == (found.slug, found.version)
    if same:
        return False
    if len(credit.ahead) <= _LONGEST_LABEL and credit_words.PICTURE.search(credit.ahead):
        return True
    return bool(photographers(credit) or attribution.of_credit(document, credit).original)


def _names_another(document: Document, credit: Credit, people: set[str]) -> bool:
    """Tell whether it is "Photo: Ann Lee" or "Image source: ...", of nobody knows which picture."""
    said = credit_words.ADDRESS.sub("", credit.words)
    if len(said) <= _SHORTEST_SOURCE and names_source(document, credit):
        return True  # "(Source)", which leads elsewhere
    if credit.says(credit_words.AGENCY) and credit.says(credit_words.PICTURE):
        return True  # in whatever words: "Crédits Photo de CHUTTERSNAP sur Unsplash"
    begins = credit_words.CREDIT.match(credit.words.lstrip(" (\"'[|"))
    if begins is None or not credit_words.PICTURE.search(begins[0]):
        return False
    name = attribution.of_credit(document, credit).creator
    return name is None or plain(name) not in people


def _of_main(
    document: Document,
    main: MainImage,
    stated: Stated,
    own: dict[str, OwnWords],
    page: Item | None,
    *,
    of_picture: bool,
) -> Found:
    people = licensors(document, page, stated)
    if _is_reposted(document):
        return rejection("names_another_source", main.url)
    # What stands at an object whose page has a row "License: ..." is whose that object is.
    sure = of_picture or is_of_item(document, stated)
    why = against(document, main.url, main.media, stated.license, own, people)
    why = why or (None if of_picture else _against_main(document, main, people, sure=sure))
    if why:
        return rejection(why, main.url)
    author = maker_of(document, page, stated)
    names = people | {plain(author["creator"] or "")}
    doubted = not of_picture and _is_doubted(document, main, names)
    marked = sure or _is_marked(document, main, own.get(main.key), people)
    if not sure and _is_seldom_own(document, main):
        doubted = True
    confidence = Confidence.HIGH if of_picture else Confidence.MEDIUM
    if doubted or not (marked or _is_likely_own(document, main, stated, author["creator"])):
        confidence = Confidence.LOW
    known = _known_of_main(document, main, page) | author
    description = document.meta("og:description", "description", "dc.description")
    about = ({"description": description} if description else {}) | stated.words()
    return Claim("image", main.url, stated.license, stated.evidence, confidence, known, about)


def _known_of_main(document: Document, main: MainImage, page: Item | None) -> dict[str, Any]:
    titled = page.text("title", "name") if page else None
    title = titled or document.meta("og:title", "twitter:title", "dc.title", "dcterms.title")
    return {"title": title or document.title(), "width": main.width, "height": main.height}


def _against_main(
    document: Document, main: MainImage, people: set[str], *, sure: bool
) -> str | None:
    """Return what else keeps the page's licence from its main picture."""
    if lies_elsewhere(document, main.url):
        return "file_of_another_site"
    if sure or main.media is None:
        return None
    others = caption_credits.is_of_others(document, main.media, people)
    return "credited_to_others" if others else None


def _is_doubted(document: Document, main: MainImage, names: set[str]) -> bool:
    """Tell whether it is a picture of no one subject, of the site's layout, or somebody's."""
    front = link_resolution.path_of(document.url) in ("", "/")
    general = not main.shown or front or is_listing(document)
    return general or is_of_layout(document, main.url) or is_portrait(document, main, names)


def _is_reposted(document: Document) -> bool:
    """Tell whether a page's title or address says that it has another's text, and its pictures."""
    path = unquote(link_resolution.path_of(document.url))
    return bool(statement_words.REPOSTED.search(f"{document.title() or ''} {path}"))


def _is_marked(
    document: Document, main: MainImage, words: OwnWords | None, people: set[str]
) -> bool:
    """Tell whether something marks a main picture as the page's own work.

    What it or its file is called, a credit to the page's author, or the account that it lies at.
    """
    if is_made_for_page(document, main) or is_credited_to(document, words, people):
        return True
    return main.media is not None and is_own_account(document, main.media)


def _is_seldom_own(document: Document, main: MainImage) -> bool:
    """Tell whether it is an episode's, of the show's sign or its guest, or a GIF that amuses."""
    made = is_made_for_page(document, main)
    if link_resolution.extension(main.url) == "gif" and not made:
        return True
    heard = audio_files.recordings(document)
    return bool(heard) and (not made or is_of_guest(document, main.url))


def _is_likely_own(document: Document, main: MainImage, stated: Stated, author: str | None) -> bool:
    """Tell it of a picture that nothing marks as the author's.

    Something has to tie it to the page, or the page has to name whose it is; then its place and
    the licence's words decide.
    """
    declared = stated.declared or stated.evidence is Evidence.PAGE_METADATA
    if not declared and (_is_manual(document) or _is_told_above(stated)):
        return True
    if not is_tied(document, main) and (author is None or _is_borrowed(document, main)):
        return False
    if declared or stated.credit is None:
        return True
    if stated.credit.at.area in (surroundings.CONTENT, surroundings.ASIDE):
        return stands_in_article(document, main)
    named = attribution.of_credit(document, stated.credit).creator
    return named is not None or _is_signed(document)


def _is_borrowed(document: Document, main: MainImage) -> bool:
    """Tell whether it lies not at the page's site, on a page that shows other sites' pictures."""
    if document.is_of_site(main.url):
        return False
    return any(m.url and lies_elsewhere(document, m.url) for m in content_works(document))


def _is_told_above(stated: Stated) -> bool:
    """Tell whether the statement speaks of the picture above it."""
    credit = stated.credit
    return credit is not None and bool(statement_words.PICTURE_ABOVE.search(credit.line.text))


def _is_manual(document: Document) -> bool:
    """Tell whether a page is of a program's documentation, whose pictures its makers draw."""
    return bool(_MANUAL.search(document.url))


def _is_somebody(name: str) -> bool:
    """Tell whether a name has several words, and none of an office's or a site's."""
    kept = name.startswith("The ") or any(word in name.lower() for word in ORGANISATIONS)
    return " " in name and not kept


def _is_signed(document: Document) -> bool:
    """Tell whether a line of the site's footer names a person: "Copyright © 2015 Ann Lee"."""
    for line in document.lines.holding(("©", "(c)", "copyright")):
        if surroundings.of(document, line.node).area == surroundings.FOOTER:
            name = named_in_notice(line.text)
            if name and _is_somebody(name):
                return True
    return False


def _others(
    document: Document, stated: Stated, own: dict[str, OwnWords], main: MainImage | None
) -> Iterator[Found]:
    """Yield the page's other pictures, whose author nobody knows: of low confidence."""
    seen = {*own, main.key if main else ""}
    if not document.thorough and len(document.media) > site_chrome.MOST_TOLD:
        # Nobody asked for them: to look at each would be half of the reader's work.
        rest = {media.best or media.url: None for media in document.media if media.url}
        rest.pop(main.url if main else "", None)
        yield from (rejection("other_picture_of_page", url) for url in rest if url)
        return
    site_chrome.tell(document, document.media)
    for media in document.media:
        url = media.best or media.url
        if url is None or media.background or not site_chrome.is_work(document, media):
            continue
        key = link_resolution.work_key(url)
        if key in seen:
            continue
        seen.add(key)
        known, words = {"title": titles.of_media(media)}, stated.words()
        by = Evidence.PAGE_LICENSE
        yield Claim(media.media_type, url, stated.license, by, Confidence.LOW, known, words)


def _mentioned(document: Document, licensed: list[Credit]) -> Iterator[Found]:
    """A licence that is only mentioned: possible, if it is the only one, for the main picture."""
    if not licensed:
        return
    first = licensed[0]
    if any(
        statement_words.is_of_text(c.words) or credit_words.OF_SOFTWARE.search(c.ahead)
        for c in licensed
    ):
        yield rejection("license_covers_text_only", first.license.url if first.license else "")
        return
    main = main_image(document)
    distinct = {credit.license.url for credit in licensed if credit.license}
    if main and len(distinct) == 1 and first.license:
        known = {"title": document.meta("og:title") or document.title()}
        about = words_of(first.words, where(first.line.node))
        yield Claim(
            "image", main.url, first.license, Evidence.PAGE_LINK, Confidence.LOW, known, about
        )
    else:
        yield rejection("license_only_mentioned", first.license.url if first.license else "")
