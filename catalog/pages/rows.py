"""One page to clean rows: what the command line and the pipeline both write."""

from collections import Counter
from dataclasses import dataclass, field

from catalog import cleaning
from catalog.errors import RecordRejected
from catalog.pages.evidence import Confidence, RejectedWork, rejection
from catalog.pages.reader import SECONDS, Reading
from catalog.pages.sites import read
from catalog.records import MediaType, Row
from catalog.warc.fetched_page import FetchedPage


@dataclass(frozen=True, slots=True)
class PageRows:
    """What one page gave, clean.

    Attributes:
        rows: each with the media type whose columns it has, in page order.
        rejections: what the reader or the cleaning dropped.
        dropped: values that could not be kept, as `dropped.<column>`.
    """

    rows: tuple[tuple[MediaType, Row], ...] = ()
    rejections: tuple[RejectedWork, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)


def page_rows(
    page: FetchedPage,
    *,
    provider: str | None = None,
    least: Confidence = Confidence.MEDIUM,
    opted_out: bool = False,
    seconds: float = SECONDS,
) -> PageRows:
    """Read a page with its site's parser, or the generic reader, and clean what it gives.

    See `read_page` for what may be asked for.
    """
    return clean_reading(
        read(page, provider=provider, least=least, opted_out=opted_out, seconds=seconds)
    )


def clean_reading(reading: Reading) -> PageRows:
    """Clean the records of one reading."""
    rows: list[tuple[MediaType, Row]] = []
    rejected: list[RejectedWork] = []
    dropped: Counter[str] = Counter()
    for record in reading.records:
        try:
            rows.append((record.media_type, cleaning.clean(record, dropped=dropped)))
        except RecordRejected as error:
            rejected.append(rejection(error.reason, error.detail or record.url))
    return PageRows(tuple(rows), (*reading.rejections, *rejected), dropped)
