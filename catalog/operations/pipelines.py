"""The crawl pipelines as the state machines see them: newest crawl, inputs, coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import orjson

from catalog.errors import CatalogError, UsageError
from catalog.files import storage
from catalog.images.image_output import FOLDER, provider_folder
from catalog.images.page_plan import PageRequests, iter_plan
from catalog.images.reviews import approved
from catalog.lake.extract_output import read_working_output, working_uri
from catalog.lake.lake import partitions, read_manifest
from catalog.operations import names
from catalog.operations.cost import total_size
from catalog.operations.run_state import CrawlRun
from catalog.warc.crawl_paths import resolve_crawl, stem_of, wat_files

# What a page takes in a WARC file, compressed, and the request that fetches it, in bytes read.
_PAGE_BYTES = 100_000
# Half of what the Lambda that plans has: DuckDB counts its buffers, not all that it takes.
_PLAN_MB = 1024


class NotYetError(CatalogError):
    """There is no crawl yet to work on."""


@dataclass(frozen=True)
class BucketUris:
    """Where a pipeline reads and writes, as base URIs; the source is Common Crawl."""

    source: str
    lake: str
    images: str


class Pipeline(Protocol):
    """One of the two: it knows its inputs and where each one's output goes."""

    def newest(self) -> str:
        """Return the newest crawl that this pipeline could work on.

        Raises:
            NotYetError: there is none yet.
        """
        ...

    def absent(self, crawl: str) -> str | None:
        """Return why a crawl cannot be worked on yet, or None if it can."""
        ...

    def inputs(self, crawl: str) -> list[str]:
        """List what a cluster has to read, one item a task."""
        ...

    def size(self, crawl: str, items: Sequence[str]) -> int:
        """Return about how many compressed bytes the inputs have."""
        ...

    def missing(self, expected: Sequence[str], run: CrawlRun) -> list[str]:
        """Return the inputs that have no finished output."""
        ...

    def rows(self, run: CrawlRun) -> int:
        """Count what the run wrote."""
        ...


@dataclass(frozen=True)
class LinksPipeline:
    """`common-crawl-etl`: WAT files in, one Parquet file of link rows each."""

    places: BucketUris

    def newest(self) -> str:
        """Return the newest crawl that Common Crawl has begun to publish."""
        return resolve_crawl("latest", self.places.source)

    def absent(self, crawl: str) -> str | None:
        """Ask for the list of WAT files: it is written when all of them are."""
        listing = storage.join(self.places.source, "crawl-data", crawl, "wat.paths.gz")
        return None if storage.exists(listing) else f"{crawl} has not been published yet"

    def inputs(self, crawl: str) -> list[str]:
        """List the crawl's WAT files."""
        return wat_files(self.places.source, crawl)

    def size(self, crawl: str, items: Sequence[str]) -> int:
        """Extrapolate from the sizes of some of the files."""
        return total_size(items, storage.size)

    def missing(self, expected: Sequence[str], run: CrawlRun) -> list[str]:
        """Return the files without rows or without the report that is written after them."""
        output = working_uri(storage.join(self.places.lake, "output"), run.crawl)
        found = {name.rpartition("/")[2] for name in storage.iter_files(output)}
        return [
            item
            for item in expected
            if not {f"{stem_of(item)}.parquet", f"{stem_of(item)}.report.json"} <= found
        ]

    def rows(self, run: CrawlRun) -> int:
        """Add up what the reports count."""
        output = storage.join(self.places.lake, "output")
        return sum(
            file.rows for file in read_working_output(output, run.crawl, max_failed=100).files
        )


@dataclass(frozen=True)
class ImagesPipeline:
    """`common-crawl-provider-images`: a partition's pages in, image rows of each provider out."""

    places: BucketUris

    @cached_property
    def domains(self) -> Mapping[str, str]:
        """Provider by domain of what the review approved."""
        return approved(self.reviews)

    @property
    def reviews(self) -> str:
        """Where the decisions are kept."""
        return storage.join(self.places.lake, "reviews.json")

    def newest(self) -> str:
        """Return the newest crawl in the lake."""
        published = partitions(self.places.lake)
        if not published:
            raise NotYetError(f"{self.places.lake} has no partition yet: {names.ETL} goes first")
        return published[-1]

    def absent(self, crawl: str) -> str | None:
        """Ask for the partition's manifest, which is written last, and for approved providers."""
        if read_manifest(self.places.lake, crawl) is None:
            return f"{crawl} has not been published in the lake yet"
        if not self.domains:
            return f"no provider is approved in {self.reviews}"
        return None

    def inputs(self, crawl: str) -> list[str]:
        """Plan which pages to read, once: the cluster is given the plan itself."""
        wanted = iter_plan(self.places.lake, crawl, dict(self.domains), memory_mb=_PLAN_MB)
        return [item.to_item() for item in wanted]

    def size(self, crawl: str, items: Sequence[str]) -> int:
        """Count the pages that have to be fetched."""
        return sum(PageRequests.from_item(item).page_count for item in items) * _PAGE_BYTES

    def missing(self, expected: Sequence[str], run: CrawlRun) -> list[str]:
        """Return the items without the report that is written after their rows."""
        found = set(self._reports(run.crawl))
        return [item for item in expected if self._report(run.crawl, item) not in found]

    def rows(self, run: CrawlRun) -> int:
        """Add up what the reports count."""
        reports = storage.read_many(self._reports(run.crawl))
        return sum(int(orjson.loads(report)["counts"].get("rows", 0)) for report in reports)

    def _report(self, crawl: str, item: str) -> str:
        wanted = PageRequests.from_item(item)
        folder = provider_folder(self.places.images, crawl, wanted.provider)
        return storage.join(folder, f"{wanted.stem}.report.json")

    def _reports(self, crawl: str) -> list[str]:
        folder = storage.join(self.places.images, FOLDER, crawl)
        return list(storage.iter_files(folder, ".report.json"))


_PIPELINES: Mapping[str, type[LinksPipeline] | type[ImagesPipeline]] = {
    names.ETL: LinksPipeline,
    names.IMAGES: ImagesPipeline,
}


def pipeline(name: str, places: BucketUris) -> Pipeline:
    """Return a pipeline by the name of its state machine.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in _PIPELINES:
        raise UsageError(f"{name!r} is no pipeline. There are: {', '.join(_PIPELINES)}.")
    return _PIPELINES[name](places)
