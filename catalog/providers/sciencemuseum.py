"""Science Museum Group collection, search API.

Docs: https://github.com/TheScienceMuseum/collectionsonline/wiki/Collections-Online-API
Licences: each image has its own, as text ("CC BY-NC-SA 4.0"); where it says no version the site
itself links to 4.0 (fixtures/licenses.js of its source).
Limits: a second between requests (robots.txt), a User-Agent with a name; no key. Pages above 20 are
refused.

A list of more than 21 pages is cut by the years of making. The API takes what was made within a
range from beginning to end, so what spans a cut, or has no date, is found only where a list is
short enough. Answers come in two shapes: since 2024 renditions stand under `@processed`, rights
directly under `legal`, and the maker under `creation`. Image locations are relative to
coimages.sciencemuseumgroup.org.uk, without the `/images/` that they had before.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    Cuts,
    Expect,
    Numbers,
    Payload,
    Provider,
)
from catalog.providers.fields import each, first
from catalog.providers.sciencemuseum_shapes import (
    best_rendition,
    license_in,
    meta_data_of,
    pixels,
    tags_of,
)
from catalog.records import MediaRecord

IMAGES = "https://coimages.sciencemuseumgroup.org.uk/"


def parse_object(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    item_id, about, landing = item["id"], item["attributes"], item["links"]["self"]
    images = about.get("multimedia") or ()
    if not images:
        raise RecordRejected("no_image", item_id)
    maker = first(about, "lifecycle.creation.maker.summary_title", "creation.maker.summary.title")
    common = {
        "creator": maker,
        "tags": tags_of(about),
        "title": first(about, "summary_title", "summary.title"),
        "meta_data": meta_data_of(about),
    }
    yield from each(images, lambda image: parse_image(image, landing, common))


def parse_image(image: dict[str, Any], landing: str, common: dict[str, Any]) -> MediaRecord:
    rendition = best_rendition(image.get("processed") or image.get("@processed") or {})
    location = str(rendition["location"])
    return MediaRecord(
        media_type="image",
        license_info=license_in(
            first(image, "source.legal.rights.usage_terms", "legal.rights.licence")
        ),
        foreign_identifier=dig(image, ("admin", "uid")) or image["@admin"]["uid"],
        foreign_landing_url=landing,
        url=location if location.startswith("http") else IMAGES + location,
        filetype=rendition.get("format"),
        filesize=first(rendition, "measurements.filesize.value"),
        width=pixels(rendition, "width"),
        height=pixels(rendition, "height"),
        **common,
    )


def made_in(first_year: int, end: int) -> Params:
    return {"date[from]": first_year, "date[to]": end - 1}


def by_years(today: date) -> Cuts:
    years = Numbers(0, today.year + 1, made_in)
    return Cuts(total=("meta", "count", "type", "all"), at_most=2_100, by=(years,))


PROVIDER = Provider(
    name="sciencemuseum",
    title="Science Museum Group",
    media={"image": "sciencemuseum"},
    docs="https://github.com/TheScienceMuseum/collectionsonline/wiki/Collections-Online-API",
    license_policy="all Creative Commons licences and public domain tools",
    licenses=ALL_LICENSES,
    rate_limit="one request a second",
    url="https://collection.sciencemuseumgroup.org.uk/search/",
    params={"has_image": 1, "image_license": "CC"},
    headers={"Accept": "application/json"},
    paginator=PageNumber(
        "page[number]", "page[size]", 100, first=0, pages=("meta", "total_pages"), ceiling=20
    ),
    page=Payload("page", ("data",), keys=("id", "attributes")),
    others=(
        Payload("object", None, keys=("id", "attributes")),
        Payload("detail", ("data",), keys=("id", "attributes")),
    ),
    item_url="https://collection.sciencemuseumgroup.org.uk/objects/{id}",
    limits=HttpLimits(delay=5, timeout=60),
    cuts=by_years,
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=30_000),
    category="photograph",
    parse=parse_object,
)
