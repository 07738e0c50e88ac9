"""What every reader of pages is given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One page as it was fetched, from a crawl's archive or from a file.

    Attributes:
        url: where.
        body: the bytes, without any transfer or content encoding.
        content_type: the header's value, if there was one.
        x_robots_tag: the same of the header by which a server asks not to be indexed.
        truncated: why the crawler cut the page (`WARC-Truncated`), if it did.
        tdm_reservation: the value of the header by which a server reserves text and data mining.
        date: `WARC-Date`, where it was asked for.
    """

    url: str
    body: bytes
    content_type: str | None = None
    x_robots_tag: str | None = None
    truncated: str | None = None
    tdm_reservation: str | None = None
    date: str | None = None
