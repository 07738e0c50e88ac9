"""Claims out of pictures' own words: credits beside them, and their own attributes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog import licenses
from catalog.licenses import License
from catalog.pages import (
    attribution,
    credit_words,
    license_text,
    link_resolution,
    name_forms,
    named_beside,
    names,
    site_chrome,
    statement_words,
    titles,
    trackers,
)
from catalog.pages.assigned import WEAK, Assigned, CreditPlace
from catalog.pages.attribution import CreditText
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, collapse, element, text_of
from catalog.pages.evidence import Claim, Confidence, Evidence, Found, rejection, words_of
from catalog.pages.main_image import main_image, stands_first

LONGEST_ATTRIBUTE = 5_000
# More pictures than these have one credit only where it speaks of several.
MOST_OF_ONE = 6
_SMALLEST_TEASER = 50
_CREATOR = (
    '[rel~="author"], [itemprop~="author"], [itemprop~="creator"], [property~="cc:attributionName"]'
)
_TITLE = '[property~="dct:title"], [property~="dc:title"], [itemprop~="name"]'
# Where pages and lightboxes keep the caption of a picture.
_CAPTIONS = frozenset((
    "alt", "title", "data-caption", "data-title", "data-sub-html", "data-description",
    "data-image-caption", "data-image-description", "data-credit", "data-copyright", "aria-label",
    "data-footer", "data-attribution", "longdesc",
))  # fmt: skip
# Where they keep no more than whose it is.
_NAMING = (
    "data-credit", "data-author", "data-photographer", "data-creator", "data-artist",
    "data-byline", "data-copyright", "data-attribution",
)  # fmt: skip
# What follows a licence in a credit: nothing, a bracket's end, a mark, where it is from.
_ENDS = re.compile(
    r"(?:[\s,]{0,2}(?:licen[sc]e|lizenz|licencia|international|unported|generic|deed|igo)\b){0,3}\s{0,2}"
    r"(?:$|[)\]>.,;|/·–—）］】，、。；｜／-]|\((?!\w+\s)|\(http|via\b|https?:|link\b)",
    re.IGNORECASE,
)
# What ends a line in a value that is markup.
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_EVIDENCE = {
    CreditPlace.CAPTION: Evidence.FIGURE,
    CreditPlace.FILE: Evidence.CREDIT_LIST,
    CreditPlace.MATCHED: Evidence.CREDIT_LIST,
    CreditPlace.LINKED: Evidence.CREDIT_LIST,
    CreditPlace.ORDER: Evidence.CREDIT_LIST,
    CreditPlace.LINE: Evidence.BLOCK,
    CreditPlace.BOX: Evidence.BLOCK,
    CreditPlace.BELOW: Evidence.BLOCK,
    CreditPlace.ABOVE: Evidence.BLOCK,
    CreditPlace.MAIN: Evidence.CREDIT_LINE,
    CreditPlace.BACKGROUND: Evidence.CREDIT_LINE,
    CreditPlace.ONLY: Evidence.CREDIT_LINE,
    CreditPlace.ALL: Evidence.CREDIT_LINE,
}


@dataclass(slots=True)
class OwnWords:
    """What the page says of one picture in particular.

    Attributes:
        licensed: credits that name an exact licence.
        reserved: credits that name none, or not which version.
    """

    media: Embedded
    licensed: list[Assigned] = field(default_factory=list)
    reserved: list[Assigned] = field(default_factory=list)


def by_picture(assigned: list[Assigned]) -> dict[str, OwnWords]:
    """Return the own words of each picture, by what its sizes have in common."""
    found: dict[str, OwnWords] = {}
    for each in assigned:
        for media in each.media:
            key = media.key
            own = found.setdefault(key, OwnWords(media))
            if _has_size(own.media) and not _has_size(media):
                own.media = media
            (own.licensed if each.credit.license else own.reserved).append(each)
    return found


def _has_size(media: Embedded) -> bool:
    return link_resolution.has_size(media.best or media.url or "")


def with_main_image(document: Document, assigned: list[Assigned]) -> list[Assigned]:
    """Give credits that name the main picture ("Titelbild: ...") that picture."""
    done = []
    for each in assigned:
        if each.place is not CreditPlace.MAIN:
            done.append(each)
            continue
        main = main_image(document)
        if main and stands_first(document, main):
            done.append(replace(each, media=(main.as_media(document),)))
    return done


def note(own: dict[str, OwnWords], media: Embedded) -> None:
    """Remember that a picture has words of its own, in its attributes."""
    own.setdefault(media.key, OwnWords(media))


def claims(document: Document, own: dict[str, OwnWords]) -> Iterator[Found]:
    """Yield a claim for each picture whose own words name one licence."""
    for words in own.values():
        if words.licensed and words.media.url:
            for each in words.licensed:
                if each.place in (CreditPlace.CAPTION, CreditPlace.BOX, CreditPlace.LINE):
                    site_chrome.tell(document, document.media_in(each.around))
            yield _of_words(document, words)


def _of_words(document: Document, words: OwnWords) -> Found:
    chosen = [(each, each.credit.chosen) for each in _nearest(words.licensed)]
    distinct = {(found.slug, found.version) for _, found in chosen if found}
    reserved = any(credit_words.ALL_RESERVED.search(each.credit.line.text) for each, _ in chosen)
    if reserved or len(distinct) != 1 or any(found is None for _, found in chosen):
        return rejection("ambiguous_license", words.media.url or "")
    if _says_otherwise(words):
        return rejection("credited_to_an_agency", words.media.url or "")
    best = min(
        (each for each, _ in chosen),
        key=lambda each: (not each.credit.declared, each.credit.link is None),
    )
    found = next(f for each, f in chosen if each is best and f)
    return _claim(document, words, best, found)


def _nearest(licensed: list[Assigned]) -> list[Assigned]:
    """Return the credits that link to the very file; else those bound to it; else those near."""
    exact = [each for each in licensed if each.place is CreditPlace.FILE]
    if exact:
        return exact
    bound = [each for each in licensed if each.place not in WEAK]
    return bound or licensed


def _says_otherwise(words: OwnWords) -> bool:
    """Tell whether another credit of the picture keeps the rights or names another's licence."""
    slugs = {each.credit.slug for each in words.licensed}
    lines = {each.credit.line.index for each in words.licensed}
    for each in words.reserved:
        credit = each.credit
        if credit.slug:
            if credit.slug not in slugs:
                return True
        elif credit.line.index not in lines and credit.says(credit_words.AGENCY):
            return True
    return False


def _claim(document: Document, words: OwnWords, best: Assigned, found: License) -> Claim:
    media, credit = words.media, best.credit
    said = _attribution(document, words, best)
    caption = _caption(best)
    known: dict[str, Any] = {
        "title": _title(best, media, caption, said),
        "creator": said.creator,
        "creator_url": said.creator_url,
    }
    url = document.file_of(media)
    known |= trackers.shown_size(media, url)
    original = said.original
    if original is None or attribution.is_by_number(original):
        original = _linked_original(document, media) or original
    about: dict[str, Any] = {"original": original} if original else {}
    if caption and caption != media.get("alt"):
        about["caption"] = caption
    evidence = _EVIDENCE[best.place]
    about |= words_of(credit.words, f"{best.place.value}: {where(best.around)}")
    confidence = _confidence(best, said)
    if evidence is Evidence.BLOCK and _is_sign(media, credit, said, original):
        confidence = Confidence.LOW
    return Claim(media.media_type, url, found, evidence, confidence, known, about)


def _marked_caption(document: Document, best: Assigned) -> CreditText | None:
    """Return what a caption says that marks its parts: class="author", "title", "license".

    So eXeLearning writes each; what it calls the author may also be "own work" or a sentence.
    """
    caption = best.around.css_first("figcaption") if best.place is CreditPlace.CAPTION else None
    if caption is None or caption.css_first(".license") is None:
        return None
    author, title = caption.css_first(".author"), caption.css_first(".title")
    if author is None and title is None:
        return None
    said = attribution.of_credit(document, best.credit)
    name = names.name_in(text_of(author)) if author is not None else None
    href = author.attributes.get("href") if author is not None and name else None
    url = document.resolve(href) if href and " " not in href.strip() else None
    return CreditText(name, url, text_of(title) if title is not None else None, said.original)


def _attribution(document: Document, words: OwnWords, best: Assigned) -> CreditText:
    parts = _marked_caption(document, best)
    if parts:
        return parts
    marked = (
        best.around.css_first(_CREATOR)
        if best.place in (CreditPlace.CAPTION, CreditPlace.BOX)
        else None
    )
    if marked is not None and text_of(marked):
        name = text_of(marked)
        url = document.resolve(element(marked).get("href"))
        said = attribution.of_credit(document, best.credit)
        return CreditText(name, url or said.creator_url, said.title, said.original)
    found = CreditText()
    for each in (best, *words.licensed, *words.reserved):
        said = attribution.of_credit(document, each.credit)
        found = CreditText(
            found.creator or said.creator,
            found.creator_url or said.creator_url,
            found.title or said.title,
            found.original or said.original,
        )
    if found.creator and _is_shown(words.media, found.creator):
        found = replace(found, creator=None, title=found.title or found.creator)
    if found.creator is None and found.original:
        found = replace(found, creator=named_beside.row_above(document, best.credit))
    if found.creator is None:
        found = replace(found, creator=_named_beside(document, best))
    boxed = best.place in (CreditPlace.CAPTION, CreditPlace.BOX, CreditPlace.BELOW)
    if found.creator is None and boxed:
        found = replace(found, creator=named_beside.line_beside(document, best.credit, best.box))
    return found


def _linked_original(document: Document, media: Embedded) -> str | None:
    """Return the original that a picture itself leads to, without the part that it shows there."""
    around = media.node.parent
    href = around.attributes.get("href") if around is not None and around.tag == "a" else None
    url = (document.resolve(href) or "").partition("#")[0]
    return url if url and attribution.is_original(document, url) else None


def _is_shown(media: Embedded, name: str) -> bool:
    """Tell whether the picture's own description calls what it shows by a name."""
    said = {media.get("alt").lower(), media.get("title").lower()}
    return name.lower() in said and not any(map(credit_words.CREDIT.search, said))


def _named_beside(document: Document, best: Assigned) -> str | None:
    """Return whom the caption, the card or the next line names, where the credit names nobody."""
    alone = best.place is CreditPlace.LINE and len(best.credit.line.media) == 1
    boxed = best.place in (CreditPlace.CAPTION, CreditPlace.BOX)
    if alone or boxed or best.place in (CreditPlace.MATCHED, CreditPlace.LINKED):
        name = named_beside.row_author(document, best.credit, best.around)
        if alone or boxed:
            name = named_beside.marked_author(best.around) or name
        if name:
            return name
    said = document.creators.get(best.media[0].key) or _marked(best.media[0])
    if said:
        return said
    near = best.place not in (
        CreditPlace.FILE,
        CreditPlace.MATCHED,
        CreditPlace.LINKED,
        CreditPlace.ONLY,
        CreditPlace.MAIN,
    )
    if not near:
        return None
    return named_beside.column_author(best.credit) or named_beside.byline(document, best.credit)


def _marked(media: Embedded) -> str | None:
    """Return whom a picture's own attributes name: `data-credit="Ann Lee"`."""
    said = next((media.get(name) for name in _NAMING if media.get(name)), "")
    return names.name_in(said) or name_forms.clean_name(said)


def _title(best: Assigned, media: Embedded, caption: str, said: CreditText) -> str | None:
    marked = (
        best.around.css_first(_TITLE)
        if best.place in (CreditPlace.CAPTION, CreditPlace.BOX)
        else None
    )
    title = (text_of(marked) if marked else "") or said.title or titles.of_media(media)
    if not title and best.around.css_first("dt") is not None:
        return titles.of_list(best.around)
    # The caption of several pictures is the title of none of them.
    if not title and len(best.media) == 1 and caption:
        return titles.of_caption(caption, said.creator)
    return title or None


def _caption(best: Assigned) -> str:
    if best.place is not CreditPlace.CAPTION:
        return ""
    caption = best.around.css_first("figcaption, .wp-caption-text, .caption")
    return text_of(caption) if caption else ""


def _confidence(best: Assigned, said: CreditText) -> Confidence:
    if len(best.media) == 1 and best.credit.link is not None:
        # The picture's caption, or a credit of the very file, links the licence and names somebody.
        bound = best.place in (CreditPlace.CAPTION, CreditPlace.FILE)
        if bound and (said.creator or best.credit.declared):
            return Confidence.HIGH
    # One credit under a gallery is seldom that of each of its pictures.
    gallery = len(best.media) > MOST_OF_ONE and best.media[0].media_type == "image"
    if gallery and not best.credit.says(credit_words.PLURAL):
        return Confidence.LOW
    return Confidence.MEDIUM


def _is_sign(media: Embedded, credit: Credit, said: CreditText, original: str | None) -> bool:
    """Tell whether a picture beside a licence is likelier a sign than a work.

    It is drawn, and nobody made it, and nothing says that the licence is a picture's.
    """
    told = said.creator or said.title or original or credit.says(credit_words.PICTURE)
    return not told and _is_drawn(media)


def where(node: LexborNode) -> str:
    """Return a short address of an element, for a person who looks for it in the page."""
    path = []
    for around in (node, *ancestors(node, most=2)):
        attributes = around.attributes
        name = around.tag or ""
        if attributes.get("id"):
            name += f"#{attributes['id']}"
        elif attributes.get("class"):
            name += (
                f".{(attributes['class'] or '').split()[0]}"
                if (attributes["class"] or "").split()
                else ""
            )
        path.append(name[:40])
    return " > ".join(reversed(path))


def attribute_claims(document: Document) -> Iterator[tuple[Embedded, Found | None]]:
    """Yield for each picture what its own attributes say: a claim, a rejection, or None.

    None says that it names a licence without the version: it has terms of its own.
    """
    for media in document.media:
        if media.media_type != "image" or media.url is None:
            continue
        for name, text in _attributes(document, media):
            document.check_time()
            mentions = license_text.mentions(text)
            if mentions and _may_be_credited(document, media):
                yield media, _of_attribute(document, media, name, text, mentions)
                break


def _may_be_credited(document: Document, media: Embedded) -> bool:
    """Tell whether a picture may be a work where its own description credits it.

    A teaser's small photograph may be, and no icon.
    """
    reason = site_chrome.reason_against(document, media, explicit=True)
    if reason != "too_small":
        return reason is None
    photograph = link_resolution.extension(media.url or "") in ("jpg", "jpeg")
    sides = [trackers.pixels(media.get(name)) or 0 for name in ("width", "height")]
    return photograph and min(sides) >= _SMALLEST_TEASER


def _attributes(document: Document, media: Embedded) -> Iterator[tuple[str, str]]:
    around = media.node.parent
    linked = around.attributes if around is not None and around.tag == "a" else {}
    for attributes in (media.attributes, linked):
        if _CAPTIONS.isdisjoint(attributes):
            continue
        for name, value in attributes.items():
            if name in _CAPTIONS and value and 2 < len(value) <= LONGEST_ATTRIBUTE:
                lower = value.lower()
                if "cc" in lower or "creative" in lower or "by-" in lower:
                    yield name, html.unescape(value)


def _is_drawn(media: Embedded) -> bool:
    return link_resolution.extension(media.url or "") in ("svg", "png", "gif")


def _of_attribute(
    document: Document, media: Embedded, name: str, text: str, mentions: list[license_text.Mention]
) -> Found | None:
    named = [mention for mention in mentions if mention.slug]
    exact = [mention.license for mention in named if mention.license]
    if not exact:
        return None
    if len({mention.slug for mention in named}) > 1:
        return rejection("ambiguous_license", media.url or "")
    found = max(exact, key=lambda each: each.version)
    plain, links = _plain(text)
    span = _license_in(plain, links)
    if span is None or not _credits(plain, *span):
        return None
    start, _ = span
    ahead = plain[:start]
    if _is_drawn(media) and (not ahead.strip() or credit_words.LABEL.match(ahead)):
        return None  # a badge "License: CC BY 4.0"
    creator = names.name_in(plain, start)
    url = document.file_of(media)
    known = {"creator": creator, "title": titles.of_caption(plain, creator)}
    known |= trackers.shown_size(media, url)
    about = words_of(plain, f"attribute {name}")
    originals = (document.resolve(href) for href in links)
    original = next((u for u in originals if u and attribution.is_original(document, u)), None)
    original = original or _linked_original(document, media)
    if original:
        about["original"] = original
    sure = creator and (credit_words.CREDIT.search(plain) or statement_words.LICENSED.search(plain))
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    return Claim("image", url, found, Evidence.ATTRIBUTE, confidence, known, about)


def _license_in(plain: str, links: dict[str, str]) -> tuple[int, int] | None:
    """Return where a description names its licence, or a link to it stands: "Some rights reserved".

    The links are given as the text of each by its address.
    """
    mention = next(iter(license_text.mentions(plain)), None)
    if mention is not None:
        return mention.start, mention.end
    said = next((said for href, said in links.items() if licenses.from_url(href)), "")
    start = plain.find(said) if said else -1
    return (start, start + len(said)) if start >= 0 else None


def _credits(text: str, start: int, end: int) -> bool:
    """Tell whether a picture's description credits it, and does not just speak of a licence."""
    if credit_words.CREDIT.search(text) or statement_words.LICENSED.search(text):
        return True
    ahead = text[:start].rstrip()
    if _ENDS.match(text, end) or ahead.endswith(":"):
        return True
    # "Photo CC BY 4.0 Ann Lee", and no "CC BY 4.0 explained".
    return name_forms.is_noise(ahead) and names.name_in(text, start) is not None


def _plain(text: str) -> tuple[str, dict[str, str]]:
    """Return the text of a value that may be markup, and of its links by their addresses."""
    if "<" not in text:
        return collapse(text), {}
    tree = LexborHTMLParser(_BREAK.sub(" · ", text))
    links = {node.attributes.get("href") or "": text_of(node) for node in tree.css("a[href]")}
    return (text_of(tree.body) if tree.body else ""), links
