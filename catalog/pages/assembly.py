"""Claims about the same file weighed against each other, and made into one media record."""

from typing import Any

from catalog.licenses import License
from catalog.pages import audio_files, link_resolution, titles
from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, Evidence, RejectedWork, rejection
from catalog.pages.link_resolution import AUDIO_EXTENSIONS, IMAGE_EXTENSIONS, extension, host_of
from catalog.records import MediaRecord

INGESTION_TYPE = "commoncrawl"
_OWN_WORDS = frozenset((
    Evidence.FIGURE, Evidence.BLOCK, Evidence.CREDIT_LINE, Evidence.CREDIT_LIST, Evidence.ATTRIBUTE,
))  # fmt: skip
_OF_PAGE = frozenset((Evidence.PAGE_LICENSE, Evidence.PAGE_METADATA, Evidence.STATEMENT))
_DATA = frozenset((Evidence.JSON_LD, Evidence.MICRODATA, Evidence.RDFA, Evidence.CCREL))
# "Sympathy by Ann Lee.jpg": so long a name says which picture it is, wherever it lies.
_LONG_NAME = 20
# "custom_gnomes.png" is; "1.jpg" may be any.
_SHORTEST_NAME = 12
_EXTENSIONS = IMAGE_EXTENSIONS | AUDIO_EXTENSIONS


def records(
    claims: list[Claim],
    document: Document,
    *,
    provider: str | None = None,
    least: Confidence = Confidence.MEDIUM,
) -> tuple[list[MediaRecord], list[RejectedWork]]:
    """Return one record a file, in page order, and why files got none.

    The surest claim decides. Less sure ones for the same licence fill in what it leaves open; two
    equally sure claims for different licences are `ambiguous_license`.
    """
    full = _full_sizes(claims)
    by_work = _by_work(claims, full)
    made: list[MediaRecord] = []
    rejected: list[RejectedWork] = []
    for rivals in by_work.values():
        url = _largest(rivals, full, document)
        agreed = _agreed(rivals)
        if not agreed:
            rejected.append(rejection("ambiguous_license", url))
        elif agreed[0].confidence.rank > least.rank:
            rejected.append(rejection("low_confidence", url))
        else:
            made.append(_record(url, agreed, document, provider or host_of(document.url)))
    return made, rejected


def _by_work(claims: list[Claim], full: dict[str, str]) -> dict[str, list[Claim]]:
    """Return the claims of each work, by what the addresses of its files share.

    A crop for a teaser may lie in another folder, under the same long name.
    """
    by_work: dict[str, list[Claim]] = {}
    called: dict[tuple[object, ...], str] = {}
    credited = {_file_name(claim): _key(claim, full) for claim in claims if _is_own(claim)}
    for claim in claims:
        key, name = _key(claim, full), _file_name(claim)
        if claim.evidence in _OF_PAGE:
            key = credited.get(name, key)  # as the head names it, where a saved page shows its copy
        elif len(name) >= _LONG_NAME:
            alike = (host_of(claim.url), name, _pair(claim.license), claim.fields.get("creator"))
            key = called.setdefault(alike, key)
        by_work.setdefault(key, []).append(claim)
    return by_work


def _key(claim: Claim, full: dict[str, str]) -> str:
    sound = claim.media_type == "audio"
    key_of = audio_files.recording_key if sound else link_resolution.work_key
    return key_of(full.get(claim.url, claim.url))


def _file_name(claim: Claim) -> str:
    return link_resolution.file_name(claim.url)


def _is_own(claim: Claim) -> bool:
    return claim.evidence in _OWN_WORDS and len(_file_name(claim)) >= _SHORTEST_NAME


def _full_sizes(claims: list[Claim]) -> dict[str, str]:
    """Return which file each claimed thumbnail is a smaller copy of."""
    return {
        claim.fields["thumbnail"]: claim.url
        for claim in claims
        if claim.fields.get("thumbnail") not in (None, claim.url)
    }


def _largest(rivals: list[Claim], full: dict[str, str], document: Document) -> str:
    """Return the largest file of one work that the page names: one without a size, or the widest.

    The sizes of one picture are one work, as the formats of one recording are.
    """
    urls = list(dict.fromkeys(full.get(claim.url, claim.url) for claim in rivals))
    if rivals[0].media_type == "audio":
        return audio_files.first_of(document, urls)
    widths = {claim.url: claim.fields.get("width") or 0 for claim in rivals}
    return max(urls, key=lambda url: (not link_resolution.has_size(url), widths.get(url, 0)))


def _agreed(rivals: list[Claim]) -> list[Claim]:
    """Return the claims for the surest licence, surest first; none where the surest disagree."""
    if _contradict(rivals):
        return []
    ranked = sorted(rivals, key=lambda claim: claim.confidence.rank)
    best = [claim for claim in ranked if claim.confidence is ranked[0].confidence]
    if len({_pair(claim.license) for claim in best}) > 1:
        return []
    return [claim for claim in ranked if _pair(claim.license) == _pair(best[0].license)]


def _contradict(rivals: list[Claim]) -> bool:
    """Tell whether a picture's own words and structured data name different licences."""
    sure = [claim for claim in rivals if claim.confidence is not Confidence.LOW]
    words = {_pair(claim.license)[:2] for claim in sure if claim.evidence in _OWN_WORDS}
    data = {
        _pair(claim.license)[:2] for claim in sure if claim.evidence in _DATA and not claim.of_page
    }
    return bool(words and data and not words & data)


def _pair(found: License) -> tuple[str, str, str | None]:
    return found.slug, found.version, found.jurisdiction


def _record(url: str, agreed: list[Claim], document: Document, provider: str) -> MediaRecord:
    best = agreed[0]
    known: dict[str, Any] = {}
    about: dict[str, Any] = {}
    for claim in agreed:
        known = _known(claim, url) | known
        # The words are those of the claim that decides.
        without = () if claim is best else ("evidence_text", "evidence_where")
        about = {k: v for k, v in claim.about.items() if k not in without} | about
    if about.get("evidence_text") == "":  # a button without words says where it leads to
        about["evidence_text"] = best.license.raw_url or best.license.url
    if document.archived:
        about["archived_copy"] = document.archived
    landing = known.pop("foreign_landing_url", None) or document.canonical
    if document.resolve(document.meta("og:image")) == url:
        known = _of_page(document) | known
    if best.evidence is not Evidence.SITE and not known.get("title"):
        known["title"] = titles.of_file(document, url)
    ending = extension(url)
    return MediaRecord(
        media_type=best.media_type,
        license_info=best.license,
        foreign_identifier=known.pop("foreign_identifier", None) or url,
        foreign_landing_url=landing,
        url=url,
        filetype=known.pop("filetype", None) or (ending if ending in _EXTENSIONS else None),
        provider=provider,
        source=known.pop("source", None) or provider,
        ingestion_type=INGESTION_TYPE,
        meta_data=about | {"evidence": best.evidence.value, "confidence": best.confidence.value},
        **known,
    )


def _known(claim: Claim, url: str) -> dict[str, Any]:
    """Return a claim's fields; the size of a smaller copy says nothing of the file."""
    without = () if claim.url == url else ("width", "height")
    return {k: v for k, v in claim.fields.items() if v is not None and k not in without}


def _of_page(document: Document) -> dict[str, Any]:
    """Return what the page says of the picture that stands for it."""
    title = document.meta("og:title", "twitter:title")
    return {"title": title} if title else {}
