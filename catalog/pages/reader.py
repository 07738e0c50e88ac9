"""Read one page: every claim of every reader, weighed, and made into media records."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import stringzilla

from catalog.errors import PageTooSlowError
from catalog.pages import (
    assembly,
    ccrel,
    credits,
    decoding,
    file_page,
    jsonld,
    limits,
    microdata,
    own_claims,
    own_credit,
    page_license,
    rdfa,
    schema_org,
    site_chrome,
    whose_picture,
)
from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, Evidence, RejectedWork, rejection
from catalog.pages.items import Item
from catalog.pages.opt_outs import keeps_pictures, opt_outs
from catalog.pages.own_claims import OwnWords
from catalog.pages.parsing import parse
from catalog.records import MediaRecord
from catalog.warc.fetched_page import FetchedPage

# One page in a thousand takes a tenth of a second.
SECONDS = 10.0

Page = FetchedPage  # the name that callers of version 0.1 import

_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"RIFF", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page gave.

    Attributes:
        records: not yet cleaned.
        rejections: what was dropped or limited, with the reason.
    """

    records: tuple[MediaRecord, ...] = ()
    rejections: tuple[RejectedWork, ...] = ()

    @property
    def reasons(self) -> Counter[str]:
        """Count the rejections by reason."""
        return Counter(rejected.reason for rejected in self.rejections)


@dataclass(slots=True)
class _Found:
    claims: list[Claim] = field(default_factory=list)
    rejections: list[RejectedWork] = field(default_factory=list)

    def add(self, findings: Iterable[Claim | RejectedWork]) -> None:
        for finding in findings:
            if isinstance(finding, Claim):
                self.claims.append(finding)
            else:
                self.rejections.append(finding)


ReadFirst = Callable[[Document], list[Claim | RejectedWork]]


def read_page(
    page: FetchedPage,
    *,
    provider: str | None = None,
    least: Confidence = Confidence.MEDIUM,
    first: ReadFirst | None = None,
    opted_out: bool = False,
    seconds: float = SECONDS,
) -> Reading:
    """Return the licensed media of a page.

    Args:
        page: the page.
        provider: name to give the records; the page's host by default.
        least: claims that are less sure are rejected with `low_confidence`.
        first: a site's own reader. The generic readers are asked only if it finds nothing, and
            then `site_markup_unknown` is among the rejections.
        opted_out: whether to give the media of a page that asks that its pictures are not indexed;
            else they are rejected with `opted_out`.
        seconds: how long a page may take.

    A page that takes longer gives nothing but the rejection `page_too_slow`.
    """
    reason = unreadable(page)
    if reason:
        return Reading(rejections=(rejection(reason, page.url),))
    deadline = time.monotonic() + seconds
    html = decoding.to_utf8(page.body, page.content_type)
    if first is None and not _may_link(html):
        return Reading(rejections=(rejection("no_license", page.url),))
    html, cut = limits.bounded(html)
    problems = [rejection(cut, page.url)] if cut else []
    try:
        document = parse(html, page.url, deadline)
        document.thorough = least is Confidence.LOW
        found = _read_first(document, first) if first else _read(document)
        problems += [rejection(problem, page.url) for problem in document.problems]
        records, rejected = assembly.records(found.claims, document, provider=provider, least=least)
        rejected += _told(document, found)
    except PageTooSlowError:
        if time.monotonic() <= deadline:
            raise  # whoever called has a limit of its own
        return Reading(rejections=(*problems, rejection("page_too_slow", page.url)))
    asked = opt_outs(document, page.x_robots_tag, page.tdm_reservation)
    records, kept_back = _honoured(records, asked, opted_out)
    return Reading(tuple(records), (*problems, *found.rejections, *rejected, *kept_back))


def _told(document: Document, found: _Found) -> Iterator[RejectedWork]:
    """Yield that there is nothing, or the furniture that is no candidate."""
    others = bool(found.claims or found.rejections)
    if not others:
        yield rejection("no_licensed_media", document.url)
    furniture = list(site_chrome.rejections(document, found.claims, others=others))
    yield from furniture
    if document.thorough:
        told = {claim.url for claim in found.claims}
        told |= {str(claim.fields.get("thumbnail")) for claim in found.claims}
        told |= {rejected.detail for rejected in (*found.rejections, *furniture)}
        rest = dict.fromkeys(media.url for media in document.media if media.url)
        yield from (rejection("not_licensed", url) for url in rest if url not in told)


def _honoured(
    records: list[MediaRecord], asked: list[str], opted_out: bool
) -> tuple[list[MediaRecord], list[RejectedWork]]:
    """Note what the page asks for in its records, or hold them back where it asks for that."""
    if not asked:
        return records, []
    if keeps_pictures(asked) and not opted_out:
        return [], [rejection("opted_out", record.url) for record in records]
    for record in records:
        record.meta_data = {**(record.meta_data or {}), "opt_outs": asked}
    return records, []


_NEEDLES = (
    b"creativecommons",
    b"creative commons",
    b"cc-by",
    b"cc by",
    b"ccby",
    b"(cc) ",
    b"cc0",
    b"cc-0",
    b"cc 0",
    b"public domain mark",
    "cc 表示".encode(),
    "クリエイティブ".encode(),
    "知识共享".encode(),
    "創用".encode(),
    "크리에이티브".encode(),
)
# The first word of a name that a line may end in, as generators wrap them, and the one behind it.
_FIRST_WORDS = (
    (b"creative", b"commons"),
    *((b"cc" + space, b"by") for space in (b"\n", b"\r", b"\t", b"\xc2\xa0", b"&nbsp;")),
    (b"public domain", b"mark"),
)
_LONGEST_GAP = 60


def _may_link(html: bytes) -> bool:
    """Tell whether a page can name a licence at all: no other page is parsed."""
    if stringzilla.find(html, b"creativecommons") >= 0:
        return True
    lower = html.lower()
    if any(stringzilla.find(lower, needle) >= 0 for needle in _NEEDLES):
        return True
    return any(_holds_in_turn(lower, first, second) for first, second in _FIRST_WORDS)


def _holds_in_turn(html: bytes, first: bytes, second: bytes) -> bool:
    """Tell whether a word follows another with nothing but blanks between, as at a line's end."""
    at = stringzilla.find(html, first)
    while at >= 0:
        end = at + len(first)
        between = html[end : end + _LONGEST_GAP].replace(b"&nbsp;", b" ").replace(b"\xc2\xa0", b" ")
        if between.lstrip().startswith(second):
            return True
        found = stringzilla.find(memoryview(html)[end:], first)
        at = end + found if found >= 0 else -1
    return False


def unreadable(page: FetchedPage) -> str | None:
    """Return why a page is not read at all: `not_html` or `empty_page`."""
    kind = (page.content_type or "text/html").partition(";")[0].strip().lower()
    if not page.body.strip():
        return "empty_page"
    if kind and kind not in _HTML_TYPES:
        return "not_html"
    return None if looks_like_html(page.body) else "not_html"


def looks_like_html(body: bytes) -> bool:
    """Tell whether the beginning of a file is markup, in any encoding."""
    if body.startswith(_OTHER_FILES):
        return False
    return bool(_MARKUP.search(body[:20_000].replace(b"\0", b"")))


def _read_first(document: Document, first: ReadFirst) -> _Found:
    of_site = _Found()
    of_site.add(first(document))
    if of_site.claims:
        return of_site
    of_site.rejections.append(rejection("site_markup_unknown", document.url))
    generic = _read(document)
    return _Found(generic.claims, of_site.rejections + generic.rejections)


def _read(document: Document) -> _Found:
    found = _Found()
    items, problems = jsonld.read_items(document.json_ld)
    found.add(problems)
    found.add(schema_org.claims(items, document, Evidence.JSON_LD))
    annotated = microdata.read_items(document)
    found.add(schema_org.claims(annotated, document, Evidence.MICRODATA))
    schema_org.note_people([*items, *annotated], document)
    subjects = rdfa.read_items(document)
    found.add(schema_org.claims(subjects[1:], document, Evidence.RDFA))
    found.add(ccrel.claims(subjects[1:], document))
    found.add(credits.unknown_links(document))
    if file_page.is_file_page(document):
        found.add(file_page.claims(document))
        return found
    _read_words(document, subjects[0], found)
    return found


def _read_words(document: Document, page: Item, found: _Found) -> None:
    """Read what the page says in words: of single pictures first, then of all of it."""
    told = []
    for credit in credits.find(document, ccrel.license_links(document)):
        if isinstance(credit, RejectedWork):
            found.rejections.append(credit)
        else:
            told.append(credit)
    assigned, left = own_credit.assign(document, told)
    assigned = own_claims.with_main_image(document, assigned)
    own = own_claims.by_picture(assigned)
    for media, claim in own_claims.attribute_claims(document):
        own_claims.note(own, media)
        if claim:
            found.add([claim])
    _compare(document, page, found, own)
    found.add(own_claims.claims(document, own))
    found.add(page_license.claims(document, left, own, page))


def _compare(document: Document, page: Item, found: _Found, own: dict[str, OwnWords]) -> None:
    """Drop what structured data claim of a page's picture whose own words say otherwise."""
    kept = []
    for claim in found.claims:
        held = (
            whose_picture.held_against_page(document, claim, own, page) if claim.of_page else claim
        )
        if isinstance(held, RejectedWork):
            found.rejections.append(held)
        else:
            kept.append(held)
    found.claims = kept
