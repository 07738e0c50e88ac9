"""WARC records and link rows as a crawl has them, written with literal pages."""

import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.links.link_rows import LINK_SCHEMA
from catalog.warc.page_range import PageRange
from tests.catalog.lake.working_output import CRAWL, link_row

SEGMENT = f"crawl-data/{CRAWL}/segments/1"
WARC = "w.warc.gz"
LICENSE = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>'


def record(
    url: str,
    body: bytes = b"<html></html>",
    *,
    headers: str = "Content-Type: text/html",
    status: str = "200 OK",
    kind: str = "response",
    warc: str = "",
) -> bytes:
    """Return one record as its gzip member."""
    answer = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{warc}"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


def figure(name: str) -> bytes:
    """Return a page that shows one licensed picture."""
    return f"<html><figure><img src='/{name}.jpg'>{LICENSE}</figure></html>".encode()


def write_crawl(folder: Path, pages: dict[str, bytes]) -> list[PageRange]:
    """Write a crawl of one WARC file below `folder/source`, and its lake in `folder/lake`.

    Args:
        folder: a temporary folder.
        pages: the gzip member of each page, by address.
    """
    warc = folder / "source" / SEGMENT / "warc" / WARC
    warc.parent.mkdir(parents=True)
    ranges: list[PageRange] = []
    with warc.open("wb") as file:
        file.write(gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n\r\n\r\n", mtime=0))
        for url, member in pages.items():
            ranges.append(PageRange(file.tell(), len(member), url))
            file.write(member)
    write_lake(folder / "lake", ranges)
    return ranges


def write_lake(
    lake: Path, ranges: list[PageRange], *, name: str = "part-00000", **changed: Any
) -> None:
    """Write a part of a partition with one link row for each page."""
    rows = [
        link_row(
            page.url.split("/")[2],
            "/" + page.url.split("/", 3)[3],
            content_offset=page.offset,
            deflate_length=page.length,
            page_url=page.url,
            warc_segment=SEGMENT,
            warc_filename=WARC,
        )
        | changed
        for page in ranges
    ]
    part = lake / "data" / f"crawl={CRAWL}" / f"{name}.parquet"
    part.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, LINK_SCHEMA), part)
