"""Where a crawl keeps one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRange:
    """Where a crawl keeps one page.

    Attributes:
        offset: of the record's gzip member in its WARC file.
        length: of the member, in bytes.
        url: the page's address; without a scheme where the lake does not know it.
    """

    offset: int
    length: int
    url: str
