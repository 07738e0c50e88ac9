"""PhyloPic, silhouettes of organisms, API version 2.

Docs: http://api-docs.phylopic.org/v2/ (last checked 2026-11-23).
Licences: each image links to its own, public domain or Creative Commons.
Limits: none stated; no key.

Every list belongs to a build of the database, which must be asked for first. Links are relative,
and sizes are written "1024x959", sometimes with decimals.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params
from catalog.files.http import Limits
from catalog.providers.base import ALL_LICENSES, Asker, Expect, Payload, Provider, license_at
from catalog.records import MediaRecord

API = "https://api.phylopic.org/images"
SITE = "https://www.phylopic.org"


def parse_image(image: dict[str, Any]) -> MediaRecord:
    links = image["_links"]
    source, contributor = links["sourceFile"], links.get("contributor") or {}
    width, height = size_of(source)
    return MediaRecord(
        media_type="image",
        license_info=license_at(links["license"]["href"]),
        foreign_identifier=image["uuid"],
        foreign_landing_url=SITE + links["self"]["href"],
        url=source["href"],
        thumbnail=thumbnail_of(links.get("rasterFiles") or []),
        creator=contributor.get("title"),
        creator_url=SITE + contributor["href"] if contributor.get("href") else None,
        title=links["self"].get("title"),
        width=width,
        height=height,
    )


def thumbnail_of(files: list[dict[str, Any]]) -> str | None:
    large = [(max(size_of(file)), file["href"]) for file in files if max(size_of(file)) >= 600]
    return min(large)[1] if large else None


def size_of(file: dict[str, Any]) -> tuple[int, int]:
    """Return width and height in pixels.

    >>> size_of({"sizes": "1197.7451x1121.9073"})
    (1197, 1121)
    """
    width, height = file["sizes"].split("x")
    return int(float(width)), int(float(height))


def newest_build(asker: Asker) -> Params:
    return {"build": asker.json(API)["build"]}


PROVIDER = Provider(
    name="phylopic",
    title="PhyloPic",
    media={"image": "phylopic"},
    docs="http://api-docs.phylopic.org/v2/",
    last_checked=date(2026, 11, 23),
    license_policy="every image's own Creative Commons licence, or public domain",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url=API,
    params={"embed_items": "true"},
    id_path=("uuid",),
    prepare=newest_build,
    paginator=PageNumber("page", first=0, pages=("totalPages",)),
    page=Payload(
        "page", ("_embedded", "items"), keys=("uuid", "_links"), envelope=("build", "totalItems")
    ),
    others=(Payload("image", None, keys=("uuid", "_links")),),
    item_url=API + "/{id}",
    limits=Limits(delay=5),
    schedule="weekly",
    start_date=date(2011, 2, 7),
    expect=Expect(min_records=5_000),
    category="illustration",
    parse=parse_image,
)
