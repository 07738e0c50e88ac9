"""Which pages of a crawl to read: from the lake's link rows to one item for each provider and WARC.

An item is a line of JSON that holds everything a task needs, so that tasks share no plan.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import pyarrow as pa

from catalog.lake.lake import open_partition
from catalog.queries import query
from catalog.warc.warc_records import PageRange

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class PageRequests:
    """The pages of one provider in one WARC file.

    Attributes:
        warc: path of the file below the source.
    """

    provider: str
    warc: str
    pages: tuple[PageRange, ...]

    def to_item(self) -> str:
        """Return the item that a task is given."""
        pages = [[page.offset, page.length, page.url] for page in self.pages]
        return orjson.dumps([self.provider, self.warc, pages]).decode()

    @classmethod
    def from_item(cls, item: str) -> "PageRequests":
        """Read what `to_item` wrote."""
        provider, warc, pages = orjson.loads(item)
        return cls(provider, warc, tuple(PageRange(*page) for page in pages))

    @property
    def name(self) -> str:
        """What the item is called in reports: the provider and the file."""
        return f"{self.provider} {self.warc}"


def wanted_pages(
    lake: str, crawl: str, domains: Mapping[str, str], *, limit: int | None = None
) -> Iterator[PageRequests]:
    """Yield the pages of some domains, in the order of the WARC files.

    Args:
        lake: the lake's root.
        crawl: the partition.
        domains: provider by domain; subdomains belong to it.
        limit: stop after about so many pages.

    Raises:
        UsageError: there is no such partition.
    """
    left = limit
    for provider, warc, pages in _rows(lake, crawl, domains):
        ranges = [PageRange(page["offset"], page["length"], page["url"]) for page in pages]
        if left is not None:
            ranges, left = ranges[:left], max(0, left - len(ranges))
        if ranges:
            yield PageRequests(provider, warc, tuple(ranges))


def _rows(
    lake: str, crawl: str, domains: Mapping[str, str]
) -> Iterable[tuple[str, str, list[dict[str, Any]]]]:
    table = pa.table({"domain": list(domains), "provider": list(domains.values())})
    with open_partition(lake, crawl) as connection:
        connection.register("wanted", table)
        found = connection.execute(query("pages_of_domains"))
        while batch := found.fetchmany(_BATCH):
            yield from batch
