"""The link rows of the lake: one row for each link to creativecommons.org on a crawled page.

The first ten columns are those of the partitions written since 2018, unchanged in name, type and
meaning. The others came later and are null in old partitions, so every reader of the lake must
live without them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import ParseResult, urlparse, urlsplit

import orjson
import pyarrow as pa

from catalog import licenses
from catalog.links.wat_page import WatPage

NEEDLE = "creativecommons.org"
LINKS = "links"
HEAD = "head"

LinkRow = dict[str, Any]
_Link = Mapping[str, Any]

_FIELDS: "list[pa.Field[Any]]" = [
    pa.field("provider_domain", pa.string()),
    pa.field("content_path", pa.string()),
    pa.field("content_query_string", pa.string()),
    pa.field("cc_domain", pa.string()),
    pa.field("cc_license", pa.string()),
    pa.field("warc_segment", pa.string()),
    pa.field("warc_filename", pa.string()),
    pa.field("content_offset", pa.int64()),
    pa.field("deflate_length", pa.int64()),
    pa.field("html_metadata", pa.string()),
    pa.field("license", pa.string()),
    pa.field("license_version", pa.string()),
    pa.field("license_jurisdiction", pa.string()),
    pa.field("link_kind", pa.string()),
    pa.field("link_section", pa.string()),
    pa.field("rel_license", pa.bool_()),
    pa.field("page_url", pa.string()),
    pa.field("crawled_at", pa.timestamp("us", tz="UTC")),
]
LINK_SCHEMA = pa.schema(_FIELDS)

_PLAIN_URL = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9+.\-]*:)?//([A-Za-z0-9.\-]*)(?=[/?#]|\Z)")
_LICENSE_META = re.compile(r"licen[cs]e|rights|copyright", re.IGNORECASE)
# What cannot stand in a URL. A text is split there: looking for what lies round a needle with an
# open end on both sides takes time that grows with the square of the text.
BETWEEN_URLS = re.compile(r"[\s\"'<>()]+")
_REL_SINCE = datetime(2019, 11, 1, tzinfo=UTC)
_META_NAMES = ("name", "property", "itemprop", "http-equiv")


def link_rows(page: WatPage, segment: str | None, counts: Counter[str]) -> Iterator[LinkRow]:
    """Yield the rows of one page, in document order.

    The segment is the crawl path before `/wat/` of the file that it came from, if it has one. Links
    that cannot be read are counted: `errors.bad_url`.
    """
    found = [*_head_links(page), *_body_links(page), *page.statements]
    if not found:
        return
    if not page.url:
        counts["errors.no_page_url"] += 1
        return
    try:
        address = urlparse(page.url)
    except ValueError:
        counts["errors.bad_page_url"] += 1
        return
    common = _page_columns(page, address, segment, counts)
    for section, link in found:
        try:
            columns = _target_columns(link["url"])
        except ValueError:
            counts["errors.bad_url"] += 1
            continue
        yield common | columns | _link_columns(section, link, page, counts)


def _body_links(page: WatPage) -> list[tuple[str, _Link]]:
    return [
        (LINKS, link)
        for link in page.links
        if type(url := link.get("url")) is str and NEEDLE in url
    ]


def _head_links(page: WatPage) -> Iterator[tuple[str, _Link]]:
    """Yield what the head says of the page's own licence, which the old job did not read."""
    for link in page.head_links:
        url = link.get("url")
        if isinstance(url, str) and NEEDLE in url and is_rel_license(link.get("rel")):
            yield HEAD, link
    for meta in page.metas:
        content = meta.get("content")
        if isinstance(content, str) and NEEDLE in content and is_license_meta(meta):
            for url in BETWEEN_URLS.split(content):
                if NEEDLE in url:
                    yield HEAD, {"path": "META@/content", "url": url}


def is_license_meta(meta: _Link) -> bool:
    """Tell whether a `<meta>` is about a licence, by its name or property."""
    names = [meta.get(name) for name in _META_NAMES]
    return any(isinstance(name, str) and _LICENSE_META.search(name) for name in names)


def is_rel_license(rel: object) -> bool:
    """Tell whether a `rel` attribute says that the link is the licence.

    >>> is_rel_license("nofollow license"), is_rel_license("dct:license"), is_rel_license("tag")
    (True, True, False)
    """
    words = rel.lower().split() if isinstance(rel, str) else []
    return any(re.split(r"[:.#/]", word)[-1] in {"license", "licence"} for word in words)


@lru_cache(maxsize=4096)
def _target_columns(url: str) -> LinkRow:
    """Return the columns that follow from a link's URL; the same few thousand come all the time."""
    # `urlparse` and not `urlsplit`: the old partitions have paths without `;parameters`.
    target, license_ = urlparse(url), licenses.from_url(url)
    return {
        "cc_domain": target.netloc,
        "cc_license": target.path,
        "license": license_ and license_.slug,
        "license_version": license_ and license_.version,
        "license_jurisdiction": license_ and license_.jurisdiction,
    }


def _link_columns(section: str, link: _Link, page: WatPage, counts: Counter[str]) -> LinkRow:
    path = link.get("path")
    if not isinstance(path, str):
        counts["errors.odd_field"] += 1
        path = None
    return {
        "link_kind": path,
        "link_section": section,
        "rel_license": _rel_license(link.get("rel"), path, page),
    }


def _rel_license(rel: object, path: str | None, page: WatPage) -> bool | None:
    """Tell whether a link says that it is the licence; None where its writer did not look.

    Until October 2019 WAT left the `rel` of links in the body out (iipc/webarchive-commons#86).
    """
    day = page.crawled_at
    known = rel is not None or (isinstance(day, datetime) and day >= _REL_SINCE)
    return is_rel_license(rel) if known or "A@/href" not in (path or "") else None


def _page_columns(
    page: WatPage, address: ParseResult, segment: str | None, counts: Counter[str]
) -> LinkRow:
    return {
        "provider_domain": address.netloc,
        "content_path": address.path,
        "content_query_string": address.query,
        "warc_segment": segment,
        "warc_filename": page.warc_filename,
        "content_offset": page.offset,
        "deflate_length": page.length,
        "html_metadata": html_metadata(page.links, address.netloc, counts),
        "page_url": page.url,
        "crawled_at": page.crawled_at,
    }


def html_metadata(links: Sequence[_Link], host: str, counts: Counter[str]) -> str:
    """Return the `html_metadata` column: how many images a page has, and which hosts it links to.

    `Images` is the number of distinct URLs of links whose path contains `IMG@/src`. `Links` counts,
    by host, the links whose path contains `A@/href` (image maps, `AREA@/href`, with them, as since
    2018) and whose URL has a host and does not contain the page's.
    """
    # Every link of every page with a hit comes through here: one step too many shows in the bench.
    paths, urls = _texts(links, "path"), _texts(links, "url")
    images = {url for path, url in zip(paths, urls, strict=True) if "IMG@/src" in path}
    images.discard("")
    foreign = [
        url for path, url in zip(paths, urls, strict=True) if "A@/href" in path and host not in url
    ]
    hosts = Counter(_hosts(foreign, counts))
    hosts.pop("", None)
    return orjson.dumps({"Images": len(images), "Links": hosts}).decode()


def _texts(links: Sequence[_Link], name: str) -> list[str]:
    """Return one attribute of each link, empty where it is missing or no text."""
    values = [link.get(name, "") for link in links]
    if set(map(type, values)) <= {str}:
        return values
    return [value if isinstance(value, str) else "" for value in values]


def _hosts(urls: list[str], counts: Counter[str]) -> list[str]:
    """Return `urlsplit(url).netloc` of each URL that may have one, without most of its care."""
    text = "".join(urls)
    # `urlsplit` drops these wherever they are, so that two slashes may turn up that were not one
    # beside the other.
    odd = "\n" in text or "\r" in text or "\t" in text
    absolute = urls if odd else [url for url in urls if "//" in url]
    match = _PLAIN_URL.match
    return [found[1] if (found := match(url)) else _host(url, counts) for url in absolute]


def _host(url: str, counts: Counter[str]) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        counts["errors.bad_url"] += 1
        return ""
