"""The catalog as a library: what other programs may rely on, and how it is used, in two lines each.

    from catalog.library import license_of, works_of_page

Nothing here needs an AWS account, a database or the packages of an extra. What is not named here
may change with any version.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.files.reading import open_at
from catalog.landing import write_landing_file
from catalog.licenses import License, from_url
from catalog.links.link_rows import LinkRow
from catalog.links.wat import iter_link_rows
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.records import MediaType, Row
from catalog.warc.fetched_page import FetchedPage

__all__ = [
    "License",
    "LinkRow",
    "MediaType",
    "Row",
    "Work",
    "license_of",
    "links_of_wat",
    "read_landing",
    "works_of_page",
    "write_landing",
]


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a page publishes under a licence.

    Attributes:
        media_type: the table that it belongs to, `image` or `audio`.
        row: its columns, clean: docs/data-model.md says what each holds.
    """

    media_type: MediaType
    row: Row


def license_of(url: str) -> License | None:
    """Return the Creative Commons licence or tool that a link names, or None.

    >>> found = license_of("https://creativecommons.org/licenses/by-sa/3.0/de/deed.en")
    >>> (found.slug, found.version, found.jurisdiction)
    ('by-sa', '3.0', 'de')
    """
    return from_url(url)


def works_of_page(
    html: bytes, url: str, *, content_type: str | None = None, least: str = "medium"
) -> list[Work]:
    """Return the licensed works of one web page, with the words that license them.

    Args:
        html: the page as it was served.
        url: where it was fetched; addresses in it are read against that.
        content_type: the Content-Type header, for its charset.
        least: how sure a work must be: `low`, `medium` or `high`.

    >>> by = b'<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>'
    >>> page = b'<figure><img src="/boat.jpg" width="800"><figcaption>%s</figcaption></figure>'
    >>> [work.row["url"] for work in works_of_page(page % by, "https://museum.org/")]
    ['https://museum.org/boat.jpg']
    """
    page = FetchedPage(url, html, content_type)
    found = page_rows(page, least=Confidence(least))
    return [Work(media_type, row) for media_type, row in found.rows]


def links_of_wat(place: str, counts: Counter[str] | None = None) -> Iterator[LinkRow]:
    """Yield the links to Creative Commons of one of Common Crawl's WAT files, in its order.

    Args:
        place: a path, a URL or an `s3://` URI (which needs the extra `aws`).
        counts: gets what was read and, as `errors.<kind>`, what could not be.

    Raises:
        NotFoundError: there is no such file.
        RetriableError: the other side did not answer, several times.

    >>> import pathlib
    >>> wat = next(pathlib.Path("sample").rglob("*.wat.gz"))
    >>> next(links_of_wat(str(wat)))["cc_domain"]
    'creativecommons.org'
    """
    with open_at(place) as reader:
        yield from iter_link_rows(reader.read, None, Counter() if counts is None else counts)


def write_landing(place: str, media_type: MediaType, rows: Sequence[Row]) -> int:
    """Write rows as a landing file, which `catalog load` reads; return its bytes.

    >>> import tempfile
    >>> place = tempfile.mkdtemp() + "/image.parquet"
    >>> row = {"foreign_identifier": "1", "license": "by", "license_version": "4.0"}
    >>> write_landing(place, "image", [row]) > 0
    True
    >>> next(read_landing(place))["license"]
    'by'
    """
    return write_landing_file(place, media_type, rows)


def read_landing(place: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a landing file; memory does not grow with their number.

    Raises:
        FileNotFoundError: there is none.

    >>> import tempfile
    >>> place = tempfile.mkdtemp() + "/audio.parquet"
    >>> row = {"foreign_identifier": "7", "title": "Rain", "license": "cc0"}
    >>> _ = write_landing(place, "audio", [row, row])
    >>> [found["title"] for found in read_landing(place)]
    ['Rain', 'Rain']
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(place) as file:
        for batch in file.iter_batches():
            yield from batch.to_pylist()
