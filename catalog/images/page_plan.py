"""Which pages of a crawl to read: from the lake's link rows to items of some hundred pages each.

An item is a line of JSON that holds everything a task needs, so that the plan is made once, written
down, and handed on to the machines that read the pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson
import pyarrow as pa

from catalog.errors import UsageError
from catalog.files import storage
from catalog.files.columns import record_batch
from catalog.lake.lake import open_partition
from catalog.queries import query
from catalog.warc.crawl_paths import stem_of
from catalog.warc.page_range import PageRange

# So many pages make a file of some hundred kilobytes; 500,000 pages make about 1,700 of them. A
# machine that is lost while it reads them costs a minute.
PAGES_PER_ITEM = 300
_BATCH = 1_000
_WANTED = pa.schema([("domain", pa.string()), ("provider", pa.string())])


@dataclass(frozen=True, slots=True)
class ArchivePages:
    """The pages that are read out of one WARC file, whose path is that below the source."""

    warc: str
    pages: tuple[PageRange, ...]


@dataclass(frozen=True, slots=True)
class PageRequests:
    """Pages of one provider, in the order of their WARC files: what one task reads.

    >>> found = PageRequests("met", (ArchivePages("a/warc/x.warc.gz", (PageRange(7, 90, "m/1"),)),))
    >>> found.to_item()
    '["met",[["a/warc/x.warc.gz",[[7,90,"m/1"]]]]]'
    >>> PageRequests.from_item(found.to_item()) == found
    True
    """

    provider: str
    archives: tuple[ArchivePages, ...]

    def to_item(self) -> str:
        """Return the item that a task is given."""
        archives = [
            [archive.warc, [[page.offset, page.length, page.url] for page in archive.pages]]
            for archive in self.archives
        ]
        return orjson.dumps([self.provider, archives]).decode()

    @classmethod
    def from_item(cls, item: str) -> "PageRequests":
        """Read what `to_item` wrote.

        Raises:
            UsageError: it is something else.
        """
        try:
            provider, archives = orjson.loads(item)
            return cls(
                provider,
                tuple(
                    ArchivePages(warc, tuple(PageRange(*page) for page in pages))
                    for warc, pages in archives
                ),
            )
        except (ValueError, TypeError) as error:
            raise UsageError(f"{item[:80]!r} is no item of a plan of pages.") from error

    @property
    def stem(self) -> str:
        """What the item's output is called: as the first of its WARC files."""
        return stem_of(self.archives[0].warc)

    @property
    def name(self) -> str:
        """What the item is called in reports."""
        return f"{self.provider}/{self.stem}"

    @property
    def page_count(self) -> int:
        """How many pages it asks for."""
        return sum(len(archive.pages) for archive in self.archives)


def plan(
    lake: str,
    crawl: str,
    domains: Mapping[str, str],
    *,
    limit: int | None = None,
    memory_mb: int = 2048,
) -> list[PageRequests]:
    """Return what has to be read of a crawl for some domains; see `iter_plan`."""
    return list(iter_plan(lake, crawl, domains, limit=limit, memory_mb=memory_mb))


def iter_plan(
    lake: str,
    crawl: str,
    domains: Mapping[str, str],
    *,
    limit: int | None = None,
    memory_mb: int = 2048,
) -> Iterator[PageRequests]:
    """Yield what has to be read of a crawl for some domains: a million pages need not be held.

    The domains are given with their providers; subdomains belong to them.

    Raises:
        UsageError: there is no such partition, or it has no page of these domains.
    """
    archives = _limited(_archives(lake, crawl, domains, memory_mb), limit)
    by_provider = groupby(archives, key=lambda found: found[0])
    is_empty = True
    for provider, found in by_provider:
        for item in _grouped(provider, found):
            is_empty = False
            yield item
    if is_empty:
        named = ", ".join(sorted(domains))
        raise UsageError(f"{crawl} has no page of {named} that links to a licence.")


def read_plan(uri: str) -> list[PageRequests]:
    """Return a plan that was written down: one item a line.

    Raises:
        NotFoundError: there is none.
        UsageError: it is something else.
    """
    return [PageRequests.from_item(line) for line in storage.read_bytes(uri).decode().splitlines()]


def _grouped(provider: str, found: Iterable[tuple[str, ArchivePages]]) -> Iterator[PageRequests]:
    waiting: list[ArchivePages] = []
    count = 0
    for _, archive in found:
        if waiting and count + len(archive.pages) > PAGES_PER_ITEM:
            yield PageRequests(provider, tuple(waiting))
            waiting, count = [], 0
        waiting.append(archive)
        count += len(archive.pages)
    yield PageRequests(provider, tuple(waiting))


def _limited(
    archives: Iterable[tuple[str, ArchivePages]], limit: int | None
) -> Iterator[tuple[str, ArchivePages]]:
    left = limit
    for provider, archive in archives:
        if left is None:
            yield provider, archive
        elif left > 0:
            yield provider, ArchivePages(archive.warc, archive.pages[:left])
            left -= len(archive.pages)


def _archives(
    lake: str, crawl: str, domains: Mapping[str, str], memory_mb: int
) -> Iterator[tuple[str, ArchivePages]]:
    rows = _rows(lake, crawl, domains, memory_mb)
    for (provider, warc), found in groupby(rows, key=lambda row: row[:2]):
        yield provider, ArchivePages(warc, tuple(PageRange(*row[2:]) for row in found))


def _rows(
    lake: str, crawl: str, domains: Mapping[str, str], memory_mb: int
) -> Iterator[tuple[Any, ...]]:
    """Yield (provider, WARC file, offset, length, address), sorted."""
    rows = [{"domain": domain, "provider": provider} for domain, provider in domains.items()]
    hosts = "|".join(re.escape(domain) for domain in domains)
    with open_partition(lake, crawl, memory_mb=memory_mb) as connection:
        batch = record_batch(rows, _WANTED)
        connection.register("wanted", pa.Table.from_batches([batch]))
        found = connection.execute(query("pages_of_domains"), {"hosts": rf"(?:^|\.)(?:{hosts})$"})
        while rows_found := found.fetchmany(_BATCH):
            yield from rows_found
