"""A site's declaration, and how it is carried out: no code of its own unless the site is odd."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.licenses import License
from catalog.pages import trackers
from catalog.pages.document import Document
from catalog.pages.evidence import Claim, Confidence, Evidence, RejectedWork, rejection
from catalog.pages.sites.selectors import (
    Find,
    ReadLicense,
    Select,
    SelectAll,
    WorkNode,
    license_link,
    whole,
)

_NUMBERS = ("width", "height")
_ADDRESSES = ("thumbnail", "creator_url", "foreign_landing_url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a site's pages say what.

    Attributes:
        hosts: without `www.`; their subdomains count.
        works: the elements that hold one work each; None for one work a page.
        fields: the record's other text fields.
        meta: facts for `meta_data`.
        paths: what path and query of a page must match; other pages have no works.
        skip: addresses of files that are the site's own furniture.
        accept: slugs, where only some licences can be right.
    """

    name: str
    hosts: tuple[str, ...]
    image: Select
    works: str | None = None
    license: ReadLicense = field(default_factory=license_link)
    fields: Mapping[str, Select] = field(default_factory=dict)
    tags: SelectAll | None = None
    meta: Mapping[str, Find] = field(default_factory=dict)
    paths: str = ""
    skip: str | None = None
    accept: frozenset[str] | None = None
    watermarked: bool | None = None

    def owns(self, host: str) -> bool:
        """Tell whether a host is this site's."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


def claims(site: Site, document: Document) -> Iterator[Claim | RejectedWork]:
    """Yield a claim for each work that the site's page shows, or why there is none."""
    nodes = document.tree.css(site.works) if site.works else [whole(document).node]
    for node in nodes:
        yield from _of_work(site, WorkNode(document, node))


def _of_work(site: Site, work: WorkNode) -> Iterator[Claim | RejectedWork]:
    address = site.image(work)
    url = work.document.resolve(address)
    if url is None:
        yield rejection("no_media_url", address or work.document.url)
        return
    if trackers.is_license_button(url) or (site.skip and re.search(site.skip, url)):
        yield rejection("site_furniture", url)
        return
    found = _license(site, work)
    if isinstance(found, License):
        known, about = _fields(site, work), _meta(site, work)
        yield Claim("image", url, found, Evidence.SITE, Confidence.HIGH, known, about)
    else:
        yield rejection("invalid_license" if found else "missing_license", found or url)


def _license(site: Site, work: WorkNode) -> License | str | None:
    found = site.license(work)
    if isinstance(found, License) and site.accept and found.slug not in site.accept:
        return found.url
    return found


def _fields(site: Site, work: WorkNode) -> dict[str, Any]:
    known: dict[str, Any] = {name: select(work) for name, select in site.fields.items()}
    for name in _NUMBERS:
        if name in known:
            # A site that does not know a size writes 0.
            known[name] = trackers.pixels(known[name] or "") or None
    for name in _ADDRESSES:
        if name in known:
            known[name] = work.document.resolve(known[name])
    if site.tags:
        known["tags"] = site.tags(work) or None
    known["watermarked"] = site.watermarked
    return known


def _meta(site: Site, work: WorkNode) -> dict[str, Any]:
    found = {name: find(work) for name, find in site.meta.items()}
    if _in_other_languages(work.document):
        found["alternate_language_available"] = True
    return {name: value for name, value in found.items() if value}


def _in_other_languages(document: Document) -> bool:
    return any(
        "alternate" in link.words("rel")
        and link.get("hreflang") not in ("", "x-default")
        and document.resolve(link.get("href")) not in (None, document.url, document.canonical)
        for link in document.head_links
    )
