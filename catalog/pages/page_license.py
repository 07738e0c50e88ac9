"""A licence of the whole page: which picture it covers, and when it covers none."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from catalog import licenses
from catalog.licenses import License
from catalog.pages import (
    attribution,
    audio_files,
    credit_words,
    license_text,
    link_resolution,
    matched_credit,
    names,
    paper_figures,
    site_chrome,
    statement_words,
    surroundings,
    titles,
    trackers,
)
from catalog.pages.content_works import content_works, is_content_work
from catalog.pages.credits import LONGEST_CREDIT, Credit
from catalog.pages.document import Document
from catalog.pages.elements import Element, Embedded, ancestors, text_of
from catalog.pages.evidence import Claim, Confidence, Evidence, RejectedWork, rejection, words_of
from catalog.pages.items import Item, is_address
from catalog.pages.main_image import (
    MainImage,
    is_listing,
    is_made_for_page,
    main_image,
    stands_in_article,
)
from catalog.pages.matched_credit import photographers
from catalog.pages.others_pictures import is_of_others, is_own_account
from catalog.pages.own_claims import OwnWords, where
from catalog.pages.own_credit import (
    FEWEST_EXPLAINED,
    cites,
    covers_all_pictures,
    is_of_another,
    is_row,
    is_statement,
)

_METAS = (
    "dc.rights", "dcterms.rights", "dc.rights.license", "dcterms.license", "dc.license",
    "dcterms.rights.license", "dc:rights", "dcterms:license", "license", "rights", "copyright",
    "cc:license", "og:license", "eprints.rights", "dc.rights.uri",
)  # fmt: skip
_PICTURE_TYPES = ("StillImage", "ImageObject", "Photograph", "Image")
MOST_OTHERS = 200
# So many lines before and after a licence may tell what it is not of.
NEAR = 2
# How far behind its name a licence's link may follow.
_FAR = 2_000
# Of a page with more pictures than these the others are told one by one only if they are wanted.
MOST_TOLD = 20

Found = Claim | RejectedWork


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
    types: frozenset[str] = field(default_factory=frozenset)

    def words(self) -> dict[str, str]:
        """Return the evidence as `meta_data` keeps it."""
        if self.credit is None:
            return words_of(self.text, "head")
        return words_of(self.credit.words, where(self.credit.line.node))


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
        yield from _all_pictures(document, covering[0], covering[0].chosen, own)
        return
    for credit in licensed:
        found = [*_listed(document, credit, own), *_of_song(document, credit)]
        if found:
            yield from found
            return
    if len({credit.slug for credit in licensed}) >= FEWEST_EXPLAINED:
        yield rejection("page_explains_licenses", document.url)
        return
    for credit in licensed:
        if credit.chosen is None and (credit.declared or _is_of_page(document, credit)):
            yield rejection("ambiguous_page_license", credit.words)
            return
    stated = [*_statements(document, licensed), *_in_head(document)]
    declared = [each for each in stated if each.declared]
    chosen = declared or stated
    if not chosen:
        yield from _mentioned(document, licensed)
        return
    if len({(each.license.slug, each.license.version) for each in chosen}) > 1:
        yield rejection("ambiguous_page_license", " ".join(each.license.url for each in chosen))
        return
    yield from _covered(document, chosen, left, own, page)


def _statements(document: Document, licensed: list[Credit]) -> Iterator[Stated]:
    for credit in licensed:
        found = credit.chosen
        if found is None or is_of_another(credit) or cites(credit):
            continue
        if credit.link and _is_about_another(document, credit.link):
            continue
        if photographers(credit) and not credit.says(statement_words.LICENSED):
            continue  # it credits somebody's photograph, whichever that is
        if credit.declared:
            yield Stated(found, Evidence.PAGE_LICENSE, declared=True, credit=credit)
        elif _is_of_page(document, credit):
            yield Stated(found, Evidence.STATEMENT, credit=credit)


def _is_about_another(document: Document, link: Element) -> bool:
    """Tell whether RDFa says that a licence is of a work at another site (`about=`)."""
    for node in (link.node, *ancestors(link.node)):
        if "about" in node.attributes:
            subject = document.resolve(node.attributes["about"] or "") or document.url
            return link_resolution.host_of(subject) != link_resolution.host_of(document.url)
    return False


def _is_of_page(document: Document, credit: Credit) -> bool:
    """Tell whether a plain link or name says that the page is under the licence."""
    if _states_of_page(credit):
        return True
    if credit.at.area == surroundings.FOOTER and (
        "©" in credit.words
        or (credit.says(statement_words.LICENSED) and not _is_of_another_work(credit))
        or (
            credit.says(statement_words.WHOLE_PAGE)
            and not (credit.says(credit_words.CREDIT) or credit.says(credit_words.FROM))
        )
    ):
        return True
    return bool(statement_words.NOTHING_ELSE.match(credit.ahead)) or is_row(document, credit)


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


def _in_head(document: Document) -> Iterator[Stated]:
    for link in document.license_links:
        if link.tag == "link" and "license" in link.words("rel"):
            found = licenses.from_url(link.get("href"))
            if found:
                yield Stated(found, Evidence.PAGE_LICENSE, declared=True, text=link.get("href"))
    for name in _METAS:
        for content in document.metas.get(name, ()):
            for word in content.split():
                found = licenses.from_url(word.strip("()<>[].,;\"'"))
                if found:
                    yield Stated(found, Evidence.PAGE_METADATA, text=f"{name}: {content}")


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
    if not of_picture and _covers_no_picture(document, stated, types):
        yield rejection("license_covers_text_only", best.license.url)
        return
    yield from audio_files.claims(
        document, best.license, best.words(), _author(document, page, best)
    )
    main = main_image(document)
    if main:
        claim = _of_main(document, main, best, own, page, of_picture=of_picture)
        people = licensors(document, page, best)
        if isinstance(claim, Claim) and _credits_another(document, left, best.license, people):
            claim = replace(claim, confidence=Confidence.LOW)
        yield claim
    if _is_of_item(document, best):
        yield from _files_of_item(document, best, own, main, page)
    yield from _others(document, best, own, main)


def _is_of_item(document: Document, stated: Stated) -> bool:
    """Tell whether it is a row "License: ..." of the page of one object."""
    return stated.credit is not None and is_row(document, stated.credit)


def _files_of_item(
    document: Document,
    stated: Stated,
    own: dict[str, OwnWords],
    main: MainImage | None,
    page: Item | None,
) -> Iterator[Found]:
    """Yield the further files of an object's page, whose pictures link to them, as Omeka's do."""
    author = _author(document, page, stated)
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


def _links_another(document: Document, credit: Credit, found: License) -> bool:
    """Tell whether a credit under another licence links to somebody's photograph."""
    same = (credit.slug, credit.license and credit.license.version) == (found.slug, found.version)
    linked = photographers(credit) or attribution.of_credit(document, credit).original
    return not same and bool(linked)


def _names_another(document: Document, credit: Credit, people: set[str]) -> bool:
    """Tell whether it is "Photo: Ann Lee" or "Image source: ...", of nobody knows which picture."""
    begins = credit_words.CREDIT.match(credit.words.lstrip(" (\"'[|"))
    if begins is None or not credit_words.PICTURE.search(begins[0]):
        return False
    name = attribution.of_credit(document, credit).creator
    return name is None or plain(name) not in people


def _covers_no_picture(document: Document, stated: list[Stated], types: frozenset[str]) -> bool:
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
    near = (credit.line, *islice(document.lines.before(credit.line), NEAR),
            *islice(document.lines.after(credit.line), NEAR))  # fmt: skip
    said = [line.text for line in near if len(line.text) <= LONGEST_CREDIT]
    if any(statement_words.REPUBLISHED.search(text) for text in said):
        return True
    if credit.is_bare and any(_licenses_text(text) for text in said):
        return True
    reserved = any(statement_words.RESERVED_PICTURES.search(text) for text in said)
    return reserved or credit.says(statement_words.EXCEPT_PICTURES)


def _licenses_text(said: str) -> bool:
    """Tell whether a line is "This article is under a Creative Commons licence"."""
    of_text = statement_words.is_of_text(said) and not credit_words.PLURAL.search(said)
    return bool(of_text and statement_words.LICENSED.search(said) and license_text.mentions(said))


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
    why = against(document, main.url, main.media, stated.license, own, people)
    if why:
        return rejection(why, main.url)
    confidence = Confidence.HIGH if of_picture else Confidence.MEDIUM
    if not of_picture and (not main.shown or is_listing(document)):
        confidence = Confidence.LOW
    sure = of_picture or _is_of_item(document, stated)
    if not (sure or _is_own(document, main, stated, own, people)):
        confidence = Confidence.LOW
    known: dict[str, Any] = {
        "title": (page.text("title", "name") if page else None)
        or document.meta("og:title", "twitter:title", "dc.title", "dcterms.title")
        or document.title(),
        "width": main.width,
        "height": main.height,
    } | _author(document, page, stated)
    description = document.meta("og:description", "description", "dc.description")
    about = ({"description": description} if description else {}) | stated.words()
    return Claim("image", main.url, stated.license, stated.evidence, confidence, known, about)


def _is_own(
    document: Document, main: MainImage, stated: Stated, own: dict[str, OwnWords], people: set[str]
) -> bool:
    """Tell whether a main picture is likely the page's own work.

    `rel=license` says so of the page and what it shows. Of a mere sentence something more has to:
    what the picture or its file is called, a credit to the page's author, or, for a sentence of the
    text and none in the site's footer, its place above that text. That of an episode is the show's
    sign, and a GIF is seldom of whom it amuses.
    """
    if link_resolution.extension(main.url) == "gif" or audio_files.recordings(document):
        return False
    if stated.declared or stated.evidence is Evidence.PAGE_METADATA:
        return True
    if is_made_for_page(document, main) or _is_credited_to(document, own.get(main.key), people):
        return True
    if main.media is not None and is_own_account(document, main.media):
        return True
    if stated.credit is None or statement_words.PICTURE_ABOVE.search(stated.credit.line.text):
        return True
    in_text = stated.credit.at.area in (surroundings.CONTENT, surroundings.ASIDE)
    return in_text and stands_in_article(document, main)


def _is_credited_to(document: Document, words: OwnWords | None, people: set[str]) -> bool:
    """Tell whether a picture's own words name the page's author."""
    names = (attribution.of_credit(document, each.credit).creator for each in
             ((*words.licensed, *words.reserved) if words else ()))  # fmt: skip
    return any(name and plain(name) in people for name in names)


def against(
    document: Document,
    url: str,
    media: Embedded | None,
    found: License,
    own: dict[str, OwnWords],
    people: set[str] | None,
) -> str | None:
    """Return why the page's licence does not cover a picture: its own words say otherwise.

    `people` are whose pictures it is of; None where it is of those that others made, too.
    """
    words = own.get(link_resolution.work_key(url)) or (
        own.get(link_resolution.work_key(media.url)) if media and media.url else None
    )
    for each in (*words.licensed, *words.reserved) if words else ():
        credit = each.credit
        if credit.license and (credit.license.slug, credit.license.version) == (
            found.slug,
            found.version,
        ):
            continue
        if credit.slug is not None:
            return "has_its_own_license"
        if any(
            credit.says(p)
            for p in (
                credit_words.AGENCY,
                credit_words.RESERVED,
                credit_words.NOT_OWN,
                credit_words.TAKEN,
            )
        ):
            return "credited_to_others"
        if _names_source(document, credit):
            return "names_another_source"
        name = attribution.of_credit(document, credit).creator if people is not None else None
        if name and plain(name) not in (people or ()) and credit.says(credit_words.CREDIT):
            return "credited_to_others"
    if matched_credit.has_row(document, url):
        return "has_its_own_license"
    holder = document.creators.get(media.key if media else link_resolution.work_key(url))
    if holder and people and not any(plain(holder) in p or p in plain(holder) for p in people):
        return "credited_to_others"
    return is_of_others(document, url, media)


def _names_source(document: Document, credit: Credit) -> bool:
    """Tell whether it is "Source: http://elsewhere.example/views"."""
    if not credit_words.SOURCE.match(credit.words):
        return False
    said = credit_words.ADDRESS.findall(credit.words)
    addresses = (*said, *(link.get("href") for _, link in credit.line.links))
    hosts = {link_resolution.host_of(document.resolve(each) or "") for each in addresses}
    return bool(hosts - {"", link_resolution.host_of(document.url)})


def against_claim(
    document: Document, claim: Claim, own: dict[str, OwnWords], page: Item
) -> str | None:
    """Return why an article's licence in structured data does not cover one of its pictures."""
    people = licensors(document, page, Stated(claim.license, claim.evidence))
    creator = claim.fields.get("creator")
    if creator:
        people.add(plain(creator))
    media = next((m for m in document.media if m.url == claim.url or m.best == claim.url), None)
    return against(document, claim.url, media, claim.license, own, people)


def licensors(document: Document, page: Item | None, stated: Stated) -> set[str]:
    """Return the names under which the page's own author may credit a picture."""
    names = [
        page.name("attributionName", "creator") if page else None,
        document.meta("author", "dc.creator", "dcterms.creator", "article:author"),
        document.meta("og:site_name"),
        document.author,
        attribution.of_credit(document, stated.credit).creator if stated.credit else None,
        attribution.item_author(document) if _is_of_item(document, stated) else None,
    ]
    return {plain(name) for name in names if name} | {"own work", "eigenes werk", "me", "ich"}


def plain(name: str) -> str:
    """Return a name by which two spellings are compared."""
    return " ".join(name.lower().split())


def _author(
    document: Document, page: Item | None, stated: Stated, *, of_all: bool = False
) -> dict[str, Any]:
    """Return whom the page names as its maker; the article's author need not have made them all."""
    named = page.name("attributionName", "creator") if page else None
    said = _said(document, stated.credit) if stated.credit else None
    meta = document.meta("author", "dc.creator", "dcterms.creator", "citation_author")
    url = page.own("attributionURL") if page else None
    return {
        "creator": named
        or (said.creator if said else None)
        or attribution.item_author(document)
        or (None if of_all else document.author)
        or (names.of_meta(meta) if meta and not is_address(meta) else None)
        or (None if of_all else attribution.page_author(document)),
        "creator_url": document.resolve(url) or (said.creator_url if said else None),
    }


def _said(document: Document, credit: Credit) -> attribution.CreditText:
    """Return what the sentence says, or the copyright line that it stands in."""
    said = attribution.of_credit(document, credit.alone())
    noticed = said.creator is None and "©" in credit.words
    return attribution.of_credit(document, credit) if noticed else said


def _all_pictures(
    document: Document, credit: Credit, found: License, own: dict[str, OwnWords]
) -> Iterator[Found]:
    stated = Stated(found, Evidence.STATEMENT, credit=credit)
    of_figures = paper_figures.says_so(credit.line.text)
    if not of_figures or document.thorough or len(document.media) <= MOST_TOLD:
        site_chrome.tell(document, document.media)
    others = not of_figures and not credit.says(statement_words.OTHERWISE)
    people = None if others else licensors(document, None, stated)
    # What stands before "photos: CC BY" is of something else: "Code: MIT, photos: CC BY".
    labelled = statement_words.PICTURES_LABEL.search(credit.ahead)
    said = _author(
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
    """Return an article's numbered figures, and the addresses of its other pictures.

    Whether a picture is in a figure is told sooner than whether it may be a work at all.
    """
    figures: dict[str, Embedded] = {}
    rest: dict[str, None] = {}
    for media in document.media:
        if media.url is None or media.background:
            continue
        if paper_figures.is_numbered(document, media) and is_content_work(document, media):
            figures.setdefault(media.key, media)
        else:
            rest[media.url] = None
    return list(figures.values()), list(rest)


def _listed(document: Document, credit: Credit, own: dict[str, OwnWords]) -> Iterator[Found]:
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


def _of_song(document: Document, credit: Credit) -> Iterator[Found]:
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


def _others(
    document: Document, stated: Stated, own: dict[str, OwnWords], main: MainImage | None
) -> Iterator[Found]:
    """Yield the page's other pictures, whose author nobody knows: of low confidence."""
    seen = {*own, main.key if main else ""}
    if not document.thorough and len(document.media) > MOST_TOLD:
        # Nobody asked for them: to look at each would be half of the reader's work.
        rest = {media.best or media.url: None for media in document.media if media.url}
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
        known = {"title": titles.of_media(media)}
        yield Claim(
            media.media_type, url, stated.license, Evidence.PAGE_LICENSE, Confidence.LOW, known
        )


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
