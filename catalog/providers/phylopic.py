"""PhyloPic, silhouettes of organisms, API version 2.

Docs: http://api-docs.phylopic.org/v2/
Licences: each image links to its own, public domain or Creative Commons.
Limits: none stated; no key.

Every list belongs to a build of the database, which must be asked for first. Links are relative.
Who must be credited stands in `attribution`; the contributor has only sent the image in.
"""

import re
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    Asker,
    ErrorRule,
    Expect,
    Payload,
    Provider,
    license_at,
)
from catalog.providers.fields import unique
from catalog.records import MediaRecord

API = "https://api.phylopic.org/images"
SITE = "https://www.phylopic.org"
VIEWABLE = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")


def parse_image(image: dict[str, Any]) -> MediaRecord:
    links = image["_links"]
    file, contributor = viewable(links), links.get("contributor") or {}
    width, height = size_of(file)
    own_page = page_of(contributor) if contributor.get("href") else None
    credited = image.get("attribution") or contributor.get("title")
    return MediaRecord(
        media_type="image",
        license_info=license_at(links["license"]["href"]),
        foreign_identifier=image["uuid"],
        foreign_landing_url=page_of(links["self"]),
        url=file["href"],
        thumbnail=thumbnail_of(links.get("rasterFiles") or []),
        creator=credited,
        creator_url=own_page if credited == contributor.get("title") else None,
        title=links["self"].get("title"),
        tags=tags_of(links),
        width=width or None,
        height=height or None,
    )


def page_of(link: dict[str, Any]) -> str:
    """Return a page of the site, without the build that the link belongs to."""
    return SITE + str(link["href"]).partition("?")[0]


def viewable(links: dict[str, Any]) -> dict[str, Any]:
    """Return the file as it was sent in, or where no browser shows that, one made of it."""
    files = (links["sourceFile"], links.get("vectorFile"), *(links.get("rasterFiles") or ()))
    shown = (file for file in files if file and file.get("type", VIEWABLE[0]) in VIEWABLE)
    return next(shown, links["sourceFile"])


def tags_of(links: dict[str, Any]) -> list[str]:
    nodes = [links.get("specificNode"), *(links.get("nodes") or ()), links.get("generalNode")]
    return unique(*(node.get("title") for node in nodes if node))


def thumbnail_of(files: list[dict[str, Any]]) -> str | None:
    large = [(max(size_of(file)), file.get("href")) for file in files if max(size_of(file)) >= 600]
    return min(large)[1] if large else None


def size_of(file: dict[str, Any]) -> tuple[int, int]:
    """Return width and height in pixels, such as of "1197.7451x1121.9073"; 0 for unknown."""
    found = re.fullmatch(r"(\d{1,6})(?:\.\d+)?x(\d{1,6})(?:\.\d+)?", file.get("sizes") or "")
    return (int(found[1]), int(found[2])) if found else (0, 0)


def newest_build(asker: Asker) -> Params:
    return {"build": asker.json(API)["build"]}


PROVIDER = Provider(
    name="phylopic",
    title="PhyloPic",
    media={"image": "phylopic"},
    docs="http://api-docs.phylopic.org/v2/",
    license_policy="every image's own Creative Commons licence, or public domain",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url=API,
    params={"embed_items": "true"},
    id_path=("uuid",),
    prepare=newest_build,
    paginator=PageNumber("page", first=0, more=("_links", "next")),
    page=Payload("page", ("_embedded", "items"), keys=("uuid", "_links")),
    others=(
        Payload("image", None, keys=("uuid", "_links")),
        Payload("list", ("_embedded", "items"), envelope=("build", "totalItems", "totalPages")),
    ),
    errors=(
        ErrorRule("restart", path=("errors", 0, "field"), values=("build",)),
        ErrorRule("end", status=(404,), path=("errors", 0, "field"), values=("page",)),
    ),
    item_url=API + "/{id}",
    limits=HttpLimits(delay=5),
    schedule="weekly",
    start_date=date(2011, 2, 7),
    expect=Expect(min_records=5_000),
    category="illustration",
    parse=parse_image,
)
