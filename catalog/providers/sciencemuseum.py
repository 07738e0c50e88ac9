"""Science Museum Group collection, search API.

Docs: https://github.com/TheScienceMuseum/collectionsonline/wiki/Collections-Online-API
(last checked 2026-11-23).
Licences: each image has its own, as text ("CC BY-NC-SA 4.0").
Limits: rate limited, unstated; no key. Pages above 50 are refused.

The collection is asked in ranges of years that stay below 50 pages each. Answers come in two
shapes: since 2024 renditions stand under `@processed`, rights directly under `legal`, and the maker
under `creation`. Image locations are relative to coimages.sciencemuseumgroup.org.uk, without the
`/images/` that they had before.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params, dig
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import (
    ALL_LICENSES,
    Expect,
    Payload,
    Provider,
    license_named,
)
from catalog.records import MediaRecord

IMAGES = "https://coimages.sciencemuseumgroup.org.uk/"


def parse_object(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    item_id, about, landing = item["id"], item["attributes"], item["links"]["self"]
    images = about.get("multimedia") or ()
    if not images:
        raise RecordRejected("no_image", item_id)
    common = {
        "creator": first(
            about, "lifecycle.creation.maker.summary_title", "creation.maker.summary.title"
        ),
        "title": first(about, "summary_title", "summary.title"),
        "meta_data": meta_data_of(about),
    }
    for image in images:
        try:
            yield parse_image(image, landing, common)
        except RecordRejected as rejection:
            yield rejection


def parse_image(image: dict[str, Any], landing: str, common: dict[str, Any]) -> MediaRecord:
    rendition = best_rendition(image.get("processed") or image.get("@processed") or {})
    location = str(rendition["location"])
    return MediaRecord(
        media_type="image",
        license_info=license_named(
            first(image, "source.legal.rights.usage_terms", "legal.rights.licence")
        ),
        foreign_identifier=dig(image, ("admin", "uid")) or image["@admin"]["uid"],
        foreign_landing_url=landing,
        url=location if location.startswith("http") else IMAGES + location,
        filetype=rendition.get("format"),
        width=pixels(rendition, "width"),
        height=pixels(rendition, "height"),
        **common,
    )


def best_rendition(renditions: dict[str, Any]) -> dict[str, Any]:
    for size in ("large", "medium"):
        rendition: dict[str, Any] = renditions.get(size) or {}
        if rendition.get("location"):
            return rendition
    raise RecordRejected("no_image")


def pixels(rendition: dict[str, Any], dimension: str) -> Any:
    measured = rendition.get("measurements") or {}
    found = measured.get("dimensions") if isinstance(measured, dict) else measured
    return next((one["value"] for one in found or () if one["dimension"] == dimension), None)


def meta_data_of(about: dict[str, Any]) -> dict[str, Any]:
    return {
        "accession number": first(about, "identifier.value"),
        "name": first(about, "name.value"),
        "category": first(about, "categories.name", "category.name"),
        "description": first(about, "description.value"),
        "creditline": first(about, "legal.credit_line", "legal.credit"),
        "date": first(about, "lifecycle.creation.date.value", "creation.date.value"),
    }


def first(value: Any, *paths: str) -> Any:
    """Return what lies at the first of several paths, taking the first entry of every list."""
    for path in paths:
        found = value
        for step in path.split("."):
            found = found[0] if isinstance(found, list) and found else found
            found = found.get(step) if isinstance(found, dict) else None
        if found:
            return found
    return None


def years(today: date) -> list[Params]:
    marks = [0, 200, 1500, *range(1750, 1825, 25), *range(1825, 1925, 10)]
    marks += [*range(1925, today.year + 1, 5), today.year + 1]
    return [{"date[from]": a, "date[to]": b} for a, b in zip(marks, marks[1:], strict=False)]


PROVIDER = Provider(
    name="sciencemuseum",
    title="Science Museum Group",
    media={"image": "sciencemuseum"},
    docs="https://github.com/TheScienceMuseum/collectionsonline/wiki/Collections-Online-API",
    last_checked=date(2026, 11, 23),
    license_policy="all Creative Commons licences and public domain tools",
    licenses=ALL_LICENSES,
    rate_limit="unstated; pages up to 50",
    url="https://collection.sciencemuseumgroup.org.uk/search/",
    params={"has_image": 1, "image_license": "CC"},
    headers={"Accept": "application/json"},
    paginator=PageNumber(
        "page[number]", "page[size]", 100, first=0, pages=("meta", "total_pages"), ceiling=50
    ),
    page=Payload("page", ("data",), keys=("id", "attributes"), envelope=("data", "links")),
    others=(
        Payload("object", None, keys=("id", "attributes")),
        Payload("detail", ("data",), keys=("id", "attributes")),
    ),
    item_url="https://collection.sciencemuseumgroup.org.uk/objects/{id}",
    limits=Limits(delay=5, timeout=60),
    sets=years,
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=30_000),
    category="photograph",
    parse=parse_object,
)
