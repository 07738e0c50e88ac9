"""One page as it was fetched, from a crawl's archive or from a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One page as it was fetched.

    Attributes:
        url: where.
        body: the bytes, without any transfer or content encoding.
        content_type: the header's value, if there was one.
    """

    url: str
    body: bytes
    content_type: str | None = None
