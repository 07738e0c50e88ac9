"""Which domains of a crawl may become providers: figures of the lake, and a look at some pages.

The lake counts links, but a link alone says little: a blog's template puts one on every page. So
pages of the largest candidates are fetched and read as the pipeline would read them, and domains
are ranked by the media that all their pages can be expected to give.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import pyarrow as pa

from catalog.errors import CatalogError
from catalog.files import storage
from catalog.images.reviews import Review
from catalog.lake.host_labels import known_host
from catalog.lake.lake import open_partition
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.queries import query
from catalog.warc.page_range import PageRange
from catalog.warc.ranges import PER_SECOND, RangeReader, gate_for, open_ranges
from catalog.warc.warc_records import BadRecordError, read_page_record

LICENSE_BUTTON = "licence button"
# A button farm: nearly all pages link to one licence, and none that was looked at has media.
_FARM_PAGES = 3
_FARM_SHARE = 0.9
# What a medium record counts beside a high one.
_MEDIUM_WEIGHT = 0.25
_MOST_DOMAINS = 100_000
_MEDIA_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One page that was looked at.

    Attributes:
        high, medium: how many records it gave.
        media: some of them as (address, licence, evidence).
        problem: why it gave none.
    """

    url: str
    high: int = 0
    medium: int = 0
    media: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One domain.

    Attributes:
        domain: a host, without `www.`.
        declared: pages that link with `rel=license`.
        licenses: (licence, pages), the most used first, at most five.
        known: what is known of it, or "".
        review: what was decided about it, if anything.
        sample: the pages that were looked at.
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
        return sum(map(has, self.sample)) / len(self.sample) if self.sample else None

    @property
    def score(self) -> float:
        """Media that all pages can be expected to give; a medium one counts a quarter."""
        if not self.sample:
            return 0.0
        found = sum(page.high + _MEDIUM_WEIGHT * page.medium for page in self.sample)
        return found / len(self.sample) * self.pages

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


def find_candidates(  # noqa: PLR0913 - each is one option of the command
    lake: str,
    crawl: str,
    *,
    source: str,
    reviews: Mapping[str, Review],
    sample_domains: int = 50,
    sample_pages: int = 5,
    per_second: float = PER_SECOND,
    on_page: Callable[[int, int], None] = lambda done, of: None,
) -> list[Candidate]:
    """Return all domains of a partition, the most promising first, those that need no look last.

    Args:
        lake: the lake's root.
        crawl: the partition.
        source: where the crawl's WARC files lie.
        reviews: decisions so far.
        sample_domains: look at pages of so many domains, those with the most pages.
        sample_pages: and at so many pages of each.
        per_second: range requests a second, where the source is a web server.
        on_page: is told how many pages were looked at, and of how many.

    Raises:
        UsageError: there is no such partition.
    """
    with open_partition(lake, crawl) as connection:
        found = connection.execute(query("candidate_domains"), {"limit": _MOST_DOMAINS})
        known = [_candidate(row, reviews) for row in found.fetchall()]
        chosen = [c.domain for c in known if not c.known and not c.review][:sample_domains]
        connection.register("chosen", pa.table({"domain": pa.array(chosen, pa.string())}))
        rows = connection.execute(query("sample_pages"), {"pages": sample_pages}).fetchall()
    samples = _look(rows, source, per_second, on_page)
    sampled = [_with_sample(candidate, samples) for candidate in known]
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
        _review_of(domain, reviews),
    )


def _review_of(domain: str, reviews: Mapping[str, Review]) -> Review | None:
    """Return the decision about a domain, or about the nearest one above it."""
    labels = domain.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels)))
    return next((reviews[name] for name in names if name in reviews), None)


def _with_sample(candidate: Candidate, samples: Mapping[str, tuple[SampledPage, ...]]) -> Candidate:
    return replace(candidate, sample=samples.get(candidate.domain, ()))


def _place(candidate: Candidate) -> tuple[bool, float, int, str]:
    return bool(candidate.mark), -candidate.score, -candidate.pages, candidate.domain


def _look(
    rows: list[tuple[Any, ...]],
    source: str,
    per_second: float,
    on_page: Callable[[int, int], None],
) -> dict[str, tuple[SampledPage, ...]]:
    gate = gate_for(source, per_second)
    samples: dict[str, tuple[SampledPage, ...]] = {}
    done = 0
    for domain, own in groupby(rows, key=lambda row: row[0]):
        pages = []
        for _, warc, offset, length, url in own:
            reader = open_ranges(storage.join(source, warc), gate=gate, attempts=6, first_wait=1.0)
            pages.append(_read(reader, PageRange(offset, length, url)))
            done += 1
            on_page(done, len(rows))
        samples[domain] = tuple(pages)
    return samples


def _read(reader: RangeReader, wanted: PageRange) -> SampledPage:
    try:
        page = read_page_record(reader.read(wanted.offset, wanted.length), wanted)
    except BadRecordError as error:
        return SampledPage(wanted.url, problem=error.reason)
    except CatalogError as error:
        return SampledPage(wanted.url, problem=str(error))
    found = page_rows(page)
    levels = Counter(row["meta_data"]["confidence"] for _, row in found.rows)
    reasons = Counter(rejected.reason for rejected in found.rejections)
    return SampledPage(
        page.url,
        levels[Confidence.HIGH],
        levels[Confidence.MEDIUM],
        tuple(_shown(row) for _, row in found.rows[:_MEDIA_SHOWN]),
        "" if found.rows else ", ".join(sorted(reasons)),
    )


def _shown(row: Mapping[str, Any]) -> tuple[str, str, str]:
    licence = f"{row['license']} {row['license_version']}"
    return row["url"], licence, row["meta_data"]["evidence"]


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
            "sampled_pages": len(found.sample),
            "high_share": _two_digits(found.high_share),
            "media_share": _two_digits(found.media_share),
            "expected_media": found.expected if found.sample else None,
            "examples": " ".join(page.url for page in found.sample[:_MEDIA_SHOWN]),
        }
        for rank, found in enumerate(candidates, 1)
    ]


def _two_digits(share: float | None) -> float | None:
    return None if share is None else round(share, 2)
