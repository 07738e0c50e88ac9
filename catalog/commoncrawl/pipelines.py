"""The pipelines over a crawl as the state machines see them: what there is to do, what was done."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from catalog import storage
from catalog.commoncrawl.lake import MANIFEST, partition_uri
from catalog.commoncrawl.paths import resolve_crawl, stem_of, wat_files
from catalog.commoncrawl.runs import Run
from catalog.commoncrawl.working import read_working_output, working_uri


class Pipeline(Protocol):
    """One of the two: it knows its inputs and where each one's output goes."""

    def newest(self, source: str, lake: str) -> str:
        """Return the newest crawl that this pipeline could work on."""
        ...

    def is_published(self, crawl: str, source: str, lake: str) -> bool:
        """Tell whether the crawl's inputs are there."""
        ...

    def inputs(self, crawl: str, source: str, lake: str) -> list[str]:
        """List what a cluster has to read, one item a task."""
        ...

    def missing(self, expected: Sequence[str], run: Run) -> list[str]:
        """Return the inputs that have no finished output."""
        ...

    def rows(self, run: Run) -> int:
        """Count what the run wrote."""
        ...


class LinksPipeline:
    """`common-crawl-etl`: WAT files in, one Parquet file of link rows each."""

    def newest(self, source: str, lake: str) -> str:
        """Return the newest crawl that Common Crawl has begun to publish."""
        return resolve_crawl("latest", source)

    def is_published(self, crawl: str, source: str, lake: str) -> bool:
        """Tell whether the list of WAT files is there: it is written when all of them are."""
        return storage.exists(storage.join(source, "crawl-data", crawl, "wat.paths.gz"))

    def inputs(self, crawl: str, source: str, lake: str) -> list[str]:
        """List the crawl's WAT files."""
        return wat_files(source, crawl)

    def missing(self, expected: Sequence[str], run: Run) -> list[str]:
        """Return the files without rows or without the report that is written after them."""
        found = {name.rpartition("/")[2] for name in storage.iter_files(_output(run))}
        return [
            item
            for item in expected
            if not {f"{stem_of(item)}.parquet", f"{stem_of(item)}.report.json"} <= found
        ]

    def rows(self, run: Run) -> int:
        """Add up what the reports count."""
        output = storage.join(run.lake, "output")
        working = read_working_output(output, run.crawl, max_failed=100)
        return sum(file.rows for file in working.files)


def is_in_lake(lake: str, crawl: str) -> bool:
    """Tell whether a crawl's partition is complete."""
    return storage.exists(storage.join(partition_uri(lake, crawl), MANIFEST))


def _output(run: Run) -> str:
    return working_uri(storage.join(run.lake, "output"), run.crawl)


PIPELINES: Mapping[str, Pipeline] = {"common-crawl-etl": LinksPipeline()}
