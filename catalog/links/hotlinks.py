"""Hotlinks: which pages show which images of other sites, file by file of a crawl's WAT.

A *hot-link* is an `IMG@/src` link to a host that does not belong to the page's own site. A page
counts once for an image, however often it shows it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.files.columns import record_batch
from catalog.links.file_task import FileTask, Outcome, Read
from catalog.links.unreadable import Unreadable
from catalog.links.wat import iter_found
from catalog.links.wat_page import WatPage
from catalog.urls import registrable_domain

_FIELDS: "list[pa.Field[Any]]" = [
    pa.field("url", pa.string()),
    pa.field("host", pa.string()),
    pa.field("pages", pa.int64()),
]
HOTLINK_SCHEMA = pa.schema(_FIELDS)
Hotlink = tuple[str, str]  # an image's URL, the host of a page that shows it

_IMAGE = "IMG@/src"
_ADDRESS = re.compile(
    r"(?P<scheme>https?:)?//(?:[^/?#@]*@)?(?P<host>[^/?#:@\\\[\]\s]+)", re.IGNORECASE
)
# Different (url, host) pairs that are added up in memory before they are written down.
_PAIRS = 200_000


@dataclass(frozen=True, slots=True)
class CountHotlinks(FileTask):
    """Task: count the hotlinks in one WAT file, as rows of image, host that shows it and pages.

    Attributes:
        hosts: lower-case hosts of the images that count; all foreign hosts when there are none.
            A few of them are searched for, as `//host`, before anything is parsed, which makes the
            job nearly as fast as inflating; without them every page is parsed.
    """

    hosts: frozenset[str] = frozenset()

    def write(self, item: str, read: Read, outcome: Outcome, path: Path) -> None:
        """Write the hotlinks of a file; see FileTask."""
        counts = outcome.counts
        hotlinks = iter_hotlinks(read, self.hosts, counts, outcome.unreadable)
        with pq.ParquetWriter(path, HOTLINK_SCHEMA, compression="zstd") as writer:
            for rows in _added_up(hotlinks):
                counts["rows"] += len(rows)
                writer.write_batch(record_batch(rows, HOTLINK_SCHEMA))


def iter_hotlinks(
    read: Read,
    hosts: frozenset[str],
    counts: Counter[str],
    unreadable: Unreadable | None = None,
) -> Iterator[Hotlink]:
    """Yield the hotlinks of a WAT file, each page's in the order of their URLs.

    Args:
        read: `read(n)` returns n bytes of the compressed file, or fewer only at its end.
        hosts: see CountHotlinks.
        counts: gets `pages`, `records_parsed`, and what was wrong by kind.
        unreadable: gets the first few records that cannot be read.

    Raises:
        NotGzipError: the file is not gzip.
    """
    find = partial(hotlinks_of, hosts=hosts, counts=counts)
    return iter_found(read, _needles(hosts), counts, unreadable, find)


# A search for each host costs a tenth of the inflating; for many it is cheaper to parse all pages.
_SEARCHED_HOSTS = 16


def _needles(hosts: frozenset[str]) -> tuple[bytes, ...]:
    if not hosts or len(hosts) > _SEARCHED_HOSTS:
        return (_IMAGE.encode(),)
    return tuple(f"//{host}".encode() for host in sorted(hosts))


def hotlinks_of(page: WatPage, hosts: frozenset[str], counts: Counter[str]) -> list[Hotlink]:
    """Return the hotlinks of one page: distinct images of other sites, sorted."""
    try:
        own = (urlsplit(page.url or "").hostname or "").lower()
    except ValueError:
        counts["errors.bad_page_url"] += 1
        return []
    site = registrable_domain(own) or own
    images = {image for link in page.links if (image := _image(link))}
    return [
        (url, own)
        for url, host in sorted(images)
        if (not hosts or host in hosts) and (registrable_domain(host) or host) != site
    ]


def _image(link: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the URL, as https where it names no scheme, and the host of an image link.

    None for other links and for URLs without a host: those are of the page's own site.
    """
    path, url = link.get("path"), link.get("url")
    if type(path) is not str or type(url) is not str or _IMAGE not in path:
        return None
    found = _ADDRESS.match(url)
    if not found:
        return None
    return (url if found["scheme"] else "https:" + url), found["host"].lower()


def _added_up(hotlinks: Iterator[Hotlink]) -> Iterator[list[dict[str, Any]]]:
    """Yield sorted rows; an image and a host may come together again in a later list."""
    while batch := Counter(islice(hotlinks, _PAIRS)):
        yield [
            {"url": url, "host": host, "pages": pages}
            for (url, host), pages in sorted(batch.items())
        ]
