"""Which domains of a crawl may become providers: figures of the lake, and a look at some pages.

The lake counts links, but a link alone says little: a blog's template puts one on every page. So
pages of the largest candidates are fetched and read as the pipeline would read them, and domains
are ranked by the media that all their pages can be expected to give.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

import pyarrow as pa

from catalog.errors import CatalogError
from catalog.files import storage
from catalog.files.columns import record_batch
from catalog.images.reviews import Review, review_of
from catalog.lake.host_labels import known_host
from catalog.lake.lake import open_partition
from catalog.lake.old_licenses import read_old_licenses
from catalog.links.time_budget import PAGE_SECONDS, time_budget
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.queries import query
from catalog.warc.page_range import PageRange
from catalog.warc.ranges import PER_SECOND, RangeReader, limiter_for
from catalog.warc.warc_records import BadRecordError, read_page_record

LICENSE_BUTTON = "licence button"
# A button farm: nearly all pages link to one licence, and none that was looked at has media.
_FARM_PAGES = 3
_FARM_SHARE = 0.9
# What a medium record counts beside a high one.
_MEDIUM_WEIGHT = 0.25
_MOST_DOMAINS = 100_000
_MEDIA_SHOWN = 3
_CHOSEN = pa.schema([("domain", pa.string())])
# Where so many pages in a row from the first on cannot be fetched, none can.
_MOST_REFUSED = 10


@dataclass(frozen=True, slots=True)
class SampledMedia:
    """One work of a page that was looked at.

    Attributes:
        license: as in "by-sa 4.0".
        words: what the page says, where the reader keeps it.
    """

    url: str
    license: str
    evidence: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One page that was looked at.

    Attributes:
        high, medium: how many records it gave.
        state: `read`; `unreadable`, what the crawl kept is no page that can be read; or
            `not_fetched`, so that nothing is known of it.
    """

    url: str
    high: int = 0
    medium: int = 0
    media: tuple[SampledMedia, ...] = ()
    problem: str = ""
    state: Literal["read", "unreadable", "not_fetched"] = "read"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One domain.

    Attributes:
        domain: a host, without `www.`.
        declared: pages that link with `rel=license`.
        licenses: (licence, pages), the most used first, at most five.
    """

    domain: str
    links: int
    pages: int
    images: int
    declared: int
    licenses: tuple[tuple[str, int], ...]
    known: str = ""
    review: Review | None = None
    sample: tuple[SampledPage, ...] = field(default=())

    @property
    def high_share(self) -> float | None:
        """Share of the sampled pages that have a record of high confidence."""
        return self._share(lambda page: page.high > 0)

    @property
    def media_share(self) -> float | None:
        """Share of the sampled pages that have a record at all."""
        return self._share(lambda page: page.high + page.medium > 0)

    def _share(self, has: Callable[[SampledPage], bool]) -> float | None:
        read = self.read
        return sum(map(has, read)) / len(read) if read else None

    @property
    def read(self) -> tuple[SampledPage, ...]:
        """The pages that were fetched and read: the others say nothing of the domain."""
        return tuple(page for page in self.sample if page.state == "read")

    @property
    def examples(self) -> list[SampledMedia]:
        """Some of its works, of different pages first."""
        first = [page.media[0] for page in self.sample if page.media]
        more = [media for page in self.sample for media in page.media[1:]]
        return (first + more)[:_MEDIA_SHOWN]

    @property
    def score(self) -> float:
        """Media that all pages can be expected to give; a medium one counts a quarter."""
        if not self.read:
            return 0.0
        found = sum(page.high + _MEDIUM_WEIGHT * page.medium for page in self.read)
        return found / len(self.read) * self.pages

    @property
    def expected(self) -> int:
        """The score as a number of media; less than one is one, for there are some."""
        return max(1, round(self.score)) if self.score else 0

    @property
    def mark(self) -> str:
        """Why it needs no look, or ""."""
        if self.review:
            return self.review.decision
        return self.known or (LICENSE_BUTTON if self._is_farm else "")

    @property
    def _is_farm(self) -> bool:
        most = self.licenses[0][1] if self.licenses else 0
        uniform = self.pages >= _FARM_PAGES and most >= _FARM_SHARE * self.pages
        return uniform and self.media_share == 0


def find_candidates(
    lake: str,
    crawl: str,
    *,
    source: str,
    reviews: Mapping[str, Review],
    sample_domains: int = 50,
    sample_pages: int = 5,
    per_second: float = PER_SECOND,
    attempts: int = 3,
    on_page: Callable[[int, int], None] = lambda done, of: None,
) -> list[Candidate]:
    """Return all domains of a partition, the most promising first, those that need no look last.

    Of the `sample_domains` domains with the most pages, `sample_pages` pages each are looked at,
    out of the crawl's WARC files below the source; `on_page` is told how many were, and of how
    many.

    Raises:
        UsageError: there is no such partition.
        CatalogError: none of the first pages could be fetched.
    """
    with open_partition(lake, crawl) as connection:
        read_old_licenses(connection)
        found = connection.execute(query("candidate_domains"), {"limit": _MOST_DOMAINS})
        known = [_candidate(row, reviews) for row in found.fetchall()]
        chosen = [c.domain for c in known if not c.known and not c.review][:sample_domains]
        batch = record_batch([{"domain": domain} for domain in chosen], _CHOSEN)
        connection.register("chosen", pa.Table.from_batches([batch]))
        rows = connection.execute(query("sample_pages"), {"pages": sample_pages}).fetchall()
    samples = _look(rows, _SampleReader(source, per_second, attempts), on_page)
    sampled = [replace(found, sample=samples.get(found.domain, ())) for found in known]
    return sorted(sampled, key=_place)


def _candidate(row: tuple[Any, ...], reviews: Mapping[str, Review]) -> Candidate:
    domain, links, pages, images, declared, licenses = row
    mix = tuple((entry["license"], entry["pages"]) for entry in licenses)
    return Candidate(
        domain,
        links,
        pages,
        images,
        declared,
        mix,
        known_host(domain) or "",
        review_of(domain, reviews),
    )


def _place(candidate: Candidate) -> tuple[bool, float, int, str]:
    return bool(candidate.mark), -candidate.score, -candidate.pages, candidate.domain


@dataclass(slots=True)
class _SampleReader:
    """Fetches and reads the pages of a sample; gives up where it cannot fetch any."""

    source: str
    per_second: float
    attempts: int
    refused: int = 0

    def look(self, warc: str, wanted: PageRange) -> SampledPage:
        limiter = limiter_for(self.source, self.per_second)
        uri = storage.join(self.source, warc)
        try:
            reader = RangeReader(uri, limiter, attempts=self.attempts)
            member = reader.read(wanted.offset, wanted.length)
        except CatalogError as error:
            return self._not_fetched(wanted, error)
        self.refused = -_MOST_REFUSED  # one that comes shows that the source is right
        return _read(member, wanted)

    def _not_fetched(self, wanted: PageRange, error: CatalogError) -> SampledPage:
        self.refused += 1
        if self.refused == _MOST_REFUSED:
            raise CatalogError(
                f"none of the first {_MOST_REFUSED} pages could be fetched from {self.source}: "
                f"{error}. Check --source, or try again later."
            ) from error
        return SampledPage(wanted.url, problem=str(error), state="not_fetched")


def _look(
    rows: list[tuple[Any, ...]], reader: _SampleReader, on_page: Callable[[int, int], None]
) -> dict[str, tuple[SampledPage, ...]]:
    samples: dict[str, list[SampledPage]] = {}
    for done, (domain, warc, offset, length, url) in enumerate(rows, 1):
        page = reader.look(warc, PageRange(offset, length, url))
        samples.setdefault(domain, []).append(page)
        on_page(done, len(rows))
    return {domain: tuple(pages) for domain, pages in samples.items()}


def _read(member: bytes, wanted: PageRange) -> SampledPage:
    try:
        with time_budget(PAGE_SECONDS):
            page = read_page_record(member, wanted)
            found = page_rows(page, seconds=math.inf)
    except BadRecordError as error:
        return SampledPage(wanted.url, problem=error.reason, state="unreadable")
    except Exception as error:  # noqa: BLE001 - the edge: one page must not end the sample
        return SampledPage(wanted.url, problem=type(error).__name__, state="unreadable")
    levels = Counter(row["meta_data"]["confidence"] for _, row in found.rows)
    reasons = Counter(rejected.reason for rejected in found.rejections)
    return SampledPage(
        page.url,
        levels[Confidence.HIGH],
        levels[Confidence.MEDIUM],
        tuple(_shown(row) for _, row in found.rows[:_MEDIA_SHOWN]),
        "" if found.rows else ", ".join(sorted(reasons)) or "no_media",
    )


def _shown(row: Mapping[str, Any]) -> SampledMedia:
    meta_data = row["meta_data"]
    licence = f"{row['license']} {row['license_version']}"
    return SampledMedia(
        row["url"], licence, meta_data["evidence"], meta_data.get("evidence_text", "")
    )


def check_sample(candidates: Iterable[Candidate], max_failed: float) -> None:
    """Fail when too many pages could not be fetched: the ranking rests on the others alone.

    Raises:
        CatalogError: more than `max_failed` per cent could not.
    """
    pages = [page for found in candidates for page in found.sample]
    failed = [page for page in pages if page.state == "not_fetched"]
    if len(failed) * 100 > max_failed * len(pages):
        raise CatalogError(
            f"{len(failed)} of {len(pages)} pages could not be fetched, more than "
            f"{max_failed:g} %: {failed[0].problem}. Run the same command again, or accept "
            "more: --max-failed PERCENT."
        )


def to_rows(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Return the lines of the CSV file."""
    return [
        {
            "rank": rank,
            "domain": found.domain,
            "mark": found.mark,
            "note": found.review.note if found.review else "",
            "link_rows": found.links,
            "pages": found.pages,
            "images": found.images,
            "rel_license_pages": found.declared,
            "licenses": "; ".join(f"{name}: {pages}" for name, pages in found.licenses),
            "sampled_pages": len(found.read),
            "not_read_pages": len(found.sample) - len(found.read),
            "high_share": _two_digits(found.high_share),
            "media_share": _two_digits(found.media_share),
            "expected_media": found.expected if found.read else None,
            "examples": " ".join(page.url for page in found.sample[:_MEDIA_SHOWN]),
            "example_media": " ".join(media.url for media in found.examples),
        }
        for rank, found in enumerate(candidates, 1)
    ]


def _two_digits(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def to_details(crawl: str, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """Return all that is known of the candidates, as JSON holds it."""
    keys = ("rank", "domain", "mark", "note", "pages", "images", "high_share", "media_share")
    return {
        "crawl": crawl,
        "candidates": [
            {key: row[key] for key in keys}
            | {"expected_media": row["expected_media"], "licenses": dict(found.licenses)}
            | {"sample": [asdict(page) for page in found.sample]}
            for row, found in zip(to_rows(candidates), candidates, strict=True)
        ],
    }
