"""Whose a picture under a page's licence is: what speaks against the page's author."""

import re
from dataclasses import replace
from typing import Any

from catalog.licenses import License
from catalog.pages import (
    attribution,
    credit_words,
    link_resolution,
    matched_credit,
    name_forms,
    named_beside,
    names,
)
from catalog.pages.caption_credits import is_name_of_others, is_told_apart
from catalog.pages.caption_credits import is_of_others as is_captioned_by_others
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded
from catalog.pages.evidence import Claim, Confidence, RejectedWork, rejection
from catalog.pages.items import Item, is_address
from catalog.pages.others_pictures import is_of_archive, is_of_others
from catalog.pages.own_claims import OwnWords
from catalog.pages.stated_license import Stated, is_of_item

# Under what the page's author may credit a picture without a name.
_THEMSELVES = frozenset(("own work", "eigenes werk", "me", "ich"))
_LONGEST_NOTICE = 160
# Where sites are that keep no pictures for others; in `name_words` those that do are no names.
_SERVICES = frozenset((
    "bluesky", "codeberg", "discord", "github", "gitlab", "linkedin", "mastodon", "matrix", "orcid",
    "patreon", "pinterest", "reddit", "rss", "telegram",
))  # fmt: skip
# Also "Contents © 2024 Ann Lee - Powered by ...", as Nikola has it in each language (CONTENT_FOOTER
# in getnikola/nikola, nikola/conf.py.in at 0e56c60, read on 2026-11-27).
_NOTICE = re.compile(r"(?:\w{1,12}\s){0,2}(?:©|\(c\)|copyright)\W", re.IGNORECASE)


def is_credited_to(document: Document, words: OwnWords | None, people: set[str]) -> bool:
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
        same = credit.license and replace(credit.license, raw_url=found.raw_url) == found
        if same:
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
        if names_source(document, credit) or is_of_archive(document, credit.words):
            return "names_another_source"
        name = attribution.of_credit(document, credit).creator if people is not None else None
        others = name is not None and is_name_of_others(name, people or set())
        if others and credit.says(credit_words.CREDIT):
            return "credited_to_others"
    if matched_credit.has_row(document, url):
        return "has_its_own_license"
    holder = document.creators.get(media.key if media else link_resolution.work_key(url))
    if holder and people and not any(plain(holder) in p or p in plain(holder) for p in people):
        return "credited_to_others"
    return is_of_others(document, url, media)


def names_source(document: Document, credit: Credit) -> bool:
    """Tell whether it is "Source: http://elsewhere.example/views"."""
    if not credit_words.SOURCE.match(credit.words):
        return False
    said = credit_words.ADDRESS.findall(credit.words)
    addresses = (*said, *(link.get("href") for _, link in credit.line.links))
    hosts = {link_resolution.host_of(document.resolve(each) or "") for each in addresses}
    return bool(hosts - {"", link_resolution.host_of(document.url)})


def held_against_page(
    document: Document, claim: Claim, own: dict[str, OwnWords], page: Item
) -> Claim | RejectedWork:
    """Hold an article's licence in structured data against what the page says of its picture."""
    people = licensors(document, page, Stated(claim.license, claim.evidence))
    creator = claim.fields.get("creator")
    if creator:
        people.add(plain(creator))
    shown = document.remembered("by work", lambda: _by_work(document))
    media = shown.get(link_resolution.work_key(claim.url))
    why = against(document, claim.url, media, claim.license, own, people)
    if why is None and media is not None and is_captioned_by_others(document, media, people):
        why = "credited_to_others"
    if why:
        return rejection(why, claim.url)
    # Of which picture a line apart is, may be open.
    doubtful = claim.media_type == "image" and is_told_apart(document, people)
    return replace(claim, confidence=Confidence.LOW) if doubtful else claim


def _by_work(document: Document) -> dict[str, Embedded]:
    """Return the first picture of the page that shows each work."""
    found: dict[str, Embedded] = {}
    for media in document.media:
        if media.url:
            found.setdefault(media.key, media)
            found.setdefault(link_resolution.work_key(media.url), media)
    return found


def licensors(document: Document, page: Item | None, stated: Stated) -> set[str]:
    """Return the names under which the page's own author may credit a picture."""
    said = _said(document, stated.credit).creator if stated.credit else None
    authors = (
        document.meta("author", "dc.creator", "dcterms.creator", "article:author"),
        document.author,
    )
    names = [
        page.name("attributionName", "creator") if page else None,
        document.meta("og:site_name"),
        said,
        *(name for name in authors if not (name and said and _are_two(name, said))),
        named_beside.item_author(document) if is_of_item(document, stated) else None,
    ]
    return {plain(name) for name in names if name} | _THEMSELVES


def _are_two(author: str, said: str) -> bool:
    """Tell whether the page's author is another person than whom the licence's words name.

    Who wrote for somebody's site, or a paper that somebody lists, did not license the picture.
    """
    apart = set(plain(author).split()).isdisjoint(plain(said).split())
    return apart and name_forms.is_person(author) and name_forms.is_person(said)


def plain(name: str) -> str:
    """Return a name by which two spellings are compared."""
    return " ".join(name.lower().split())


def maker_of(
    document: Document, page: Item | None, stated: Stated, *, of_all: bool = False
) -> dict[str, Any]:
    """Return whom the page names as its maker; the article's author need not have made them all."""
    named = page.name("attributionName", "creator") if page else None
    said = _said(document, stated.credit) if stated.credit else None
    paper = document.meta("citation_author")  # what a journal says of the very paper
    meta = document.meta("author", "dc.creator", "dcterms.creator")
    url = page.own("attributionURL") if page else None
    return {
        "creator": named
        or (said.creator if said else None)
        or (names.of_meta(paper) if paper else None)
        or named_beside.item_author(document)
        or (None if of_all else document.author)
        or (names.of_meta(meta) if meta and not is_address(meta) else None)
        or (None if of_all else named_beside.page_author(document)),
        "creator_url": document.resolve(url) or (said.creator_url if said else None),
    }


def _said(document: Document, credit: Credit) -> attribution.CreditText:
    """Return what the sentence says, or the copyright line that it stands in or below."""
    said = attribution.of_credit(document, credit.alone())
    if said.creator is not None and _is_link_of_bar(document, said.creator):
        return replace(said, creator=None)
    if said.creator is not None:
        return said
    if "©" in credit.words:
        return attribution.of_credit(document, credit)
    above = next(document.lines.before(credit.line), None)
    named = named_in_notice(above.text) if above and _NOTICE.match(above.text) else None
    return replace(said, creator=named) if named else said


def _is_link_of_bar(document: Document, name: str) -> bool:
    """Tell whether a name is that of a service at which the site is: "GitHub | CC BY 4.0"."""
    own = link_resolution.host_of(document.url)
    return name.lower() in _SERVICES and name.lower() not in own


def named_in_notice(line: str) -> str | None:
    """Return whom a copyright notice names; a longer line is none.

    >>> named_in_notice("© 2015–2024 Ann Lee")
    'Ann Lee'
    """
    return names.name_in(line) if len(line) <= _LONGEST_NOTICE else None
