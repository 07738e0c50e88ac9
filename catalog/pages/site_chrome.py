"""Furniture that a licence would else cover: no work, but dropped with a reason that is told."""

from collections.abc import Iterator
from functools import partial

from catalog.pages import trackers
from catalog.pages.document import Document
from catalog.pages.elements import Embedded
from catalog.pages.evidence import Claim, Rejection, rejection

LONGEST_DATA_URL = 60


def is_work(document: Document, media: Embedded, *, explicit: bool = False) -> bool:
    """Tell whether a picture beside a licence may be a work; what is furniture is remembered.

    Args:
        document: the page.
        media: what it shows.
        explicit: see `trackers.reason_against`.
    """
    reason = document.remembered(
        ("reason", media.node.mem_id, explicit),
        partial(trackers.reason_against, media, explicit=explicit),
    )
    if reason:
        document.furniture[media.url or media.raw[:LONGEST_DATA_URL], reason] = None
    return not reason


def is_work_url(document: Document, url: str) -> bool:
    """Tell whether a picture known by its address alone may be a work."""
    reason = trackers.reason_against_url(url)
    if reason:
        document.furniture[url, reason] = None
    return not reason


def rejections(document: Document, claims: list[Claim], *, others: bool) -> Iterator[Rejection]:
    """Yield each piece of furniture once for each reason.

    What a claim is about is no furniture after all. Creative Commons' own button is the label of
    a licence and no candidate: alone on a page it says no more than that there are none.

    Args:
        document: the page, after all readers.
        claims: of the page.
        others: whether anything else of the page is a candidate.
    """
    claimed = {claim.url for claim in claims}
    claimed |= {claim.fields["thumbnail"] for claim in claims if claim.fields.get("thumbnail")}
    found = {place: None for place in document.furniture if place[0] not in claimed}
    if others or any(reason != "license_button" for _, reason in found):
        for detail, reason in found:
            yield rejection(reason, detail)
