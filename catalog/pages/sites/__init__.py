"""Sites whose pages need more than the generic reader, and which reader reads a page.

A site is a declaration in a module of its own; none imports another, and none fetches anything.
"""

import re
from urllib.parse import urlsplit

from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, RejectedWork, rejection
from catalog.pages.reader import SECONDS, Reading, read_page
from catalog.pages.sites.registry import site_of
from catalog.pages.sites.site import Site, claims
from catalog.warc.fetched_page import FetchedPage


def read(
    page: FetchedPage,
    *,
    provider: str | None = None,
    least: Confidence = Confidence.MEDIUM,
    opted_out: bool = False,
    seconds: float = SECONDS,
) -> Reading:
    """Read a page with its site's parser, if it has one, else with the generic reader.

    Where a site's parser finds no work on a page that should have some, the generic reader reads
    it, and `site_markup_unknown` says that the site has changed.
    """
    site = site_of(page.url)
    if site is None:
        return read_page(page, provider=provider, least=least, opted_out=opted_out, seconds=seconds)
    if not _has_works(site, page.url):
        return Reading(rejections=(rejection("page_has_no_works", page.url),))
    return read_page(
        page,
        provider=provider or site.name,
        least=least,
        first=lambda doc: _of_site(site, doc),
        opted_out=opted_out,
        seconds=seconds,
    )


def _has_works(site: Site, url: str) -> bool:
    parts = urlsplit(url)
    return bool(re.search(site.paths, f"{parts.path}?{parts.query}" if parts.query else parts.path))


def _of_site(site: Site, document: Document) -> list[Claim | RejectedWork]:
    return list(claims(site, document))
