"""A licence that is stated for several media at once: all pictures of the page, or those listed."""

from collections.abc import Iterator
from dataclasses import replace

from catalog.licenses import License
from catalog.pages import (
    attribution,
    audio_files,
    credit_words,
    names,
    paper_figures,
    site_chrome,
    statement_words,
    surroundings,
    titles,
    trackers,
)
from catalog.pages.content_works import content_works, is_content_work
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, text_of
from catalog.pages.evidence import Claim, Confidence, Evidence, Found, rejection
from catalog.pages.others_pictures import lies_elsewhere
from catalog.pages.own_claims import OwnWords
from catalog.pages.stated_license import Stated
from catalog.pages.whose_picture import against, licensors, maker_of

MOST_OTHERS = 200


def of_all(
    document: Document, credit: Credit, found: License, own: dict[str, OwnWords]
) -> Iterator[Found]:
    """Yield the pictures and sounds of a page that says "all photos" or "Figures 1 to 9"."""
    stated = Stated(found, Evidence.STATEMENT, credit=credit)
    of_figures = paper_figures.says_so(credit.line.text)
    if not of_figures or document.thorough or len(document.media) <= site_chrome.MOST_TOLD:
        site_chrome.tell(document, document.media)
    others = not of_figures and not credit.says(statement_words.OTHERWISE)
    people = None if others else licensors(document, None, stated)
    # What stands before "photos: CC BY" is of something else: "Code: MIT, photos: CC BY".
    labelled = statement_words.PICTURES_LABEL.search(credit.ahead)
    said = maker_of(
        document, None, replace(stated, credit=None) if labelled else stated, of_all=True
    )
    works, rest = _numbered(document) if of_figures else (content_works(document), [])
    yield from (rejection("other_picture_of_page", url) for url in rest)
    for number, media in enumerate(works):
        document.check_time()
        url = document.file_of(media)
        if number >= MOST_OTHERS:
            yield rejection("page_too_many_pictures", url)
            continue
        why = paper_figures.against(document, media) if of_figures else None
        why = why or against(document, url, media, found, own, people)
        if why is None and media.media_type == "image" and lies_elsewhere(document, url):
            why = "file_of_another_site"
        if why:
            yield rejection(why, url)
            continue
        known = {"title": titles.of_media(media)} | said | trackers.shown_size(media, url)
        name = _named_in_line(document, media) if others else None
        if name:
            known |= {"creator": name, "creator_url": None}
        yield Claim(
            media.media_type,
            url,
            found,
            Evidence.STATEMENT,
            Confidence.MEDIUM,
            known,
            stated.words(),
        )


def _numbered(document: Document) -> tuple[list[Embedded], list[str]]:
    """Return an article's figures, and the addresses of its other pictures.

    Whether a picture is in a figure is told sooner than whether it may be a work at all.
    """
    figures: dict[str, Embedded] = {}
    rest: dict[str, None] = {}
    for media in document.media:
        if media.url is None or media.background:
            continue
        if paper_figures.is_figure(document, media) and is_content_work(document, media):
            figures.setdefault(media.key, media)
        else:
            rest[media.url] = None
    return list(figures.values()), list(rest)


def of_listed(document: Document, credit: Credit, own: dict[str, OwnWords]) -> Iterator[Found]:
    """Yield the pictures below "the following photos are under ..." that name their originals."""
    found = credit.chosen
    if not found or not credit.says(statement_words.LISTED):
        return
    stated = Stated(found, Evidence.STATEMENT, credit=credit)
    for media in content_works(document):
        line = document.line_of(media)
        if line is None or line.index <= credit.line.index or own.get(media.key):
            continue
        links = [document.resolve(link.get("href")) for _, link in line.links]
        if not any(url and attribution.is_original(document, url) for url in links):
            continue
        url = document.file_of(media)
        known = {"title": titles.of_media(media), "creator": names.name_in(line.text)}
        known |= trackers.shown_size(media, url)
        words = stated.words()
        yield Claim("image", url, found, Evidence.STATEMENT, Confidence.MEDIUM, known, words)


def of_song(document: Document, credit: Credit) -> Iterator[Found]:
    """Yield the one recording of a page that says "this song is licensed under ..."."""
    found = credit.chosen
    if not found or not statement_words.OF_SOUND.search(credit.sentence):
        return
    if len(audio_files.recordings(document)) == 1:
        stated = Stated(found, Evidence.STATEMENT, credit=credit)
        author = {"creator": attribution.of_credit(document, credit).creator}
        yield from audio_files.claims(document, found, stated.words(), author)


def _named_in_line(document: Document, media: Embedded) -> str | None:
    """Return whom a picture's caption or its line names, where the licence stands above all."""
    figure = surroundings.of(document, media.node).figure
    line = document.line_of(media)
    said = text_of(figure) if figure is not None else line.text if line else ""
    return names.name_in(said) if credit_words.NAMES.search(said) else None
