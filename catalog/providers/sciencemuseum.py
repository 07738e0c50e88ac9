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

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params, dig
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.licenses import License
from catalog.providers.base import (
    ALL_LICENSES,
    Cuts,
    Expect,
    Numbers,
    Payload,
    Provider,
    license_named,
    license_of,
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
        "creator": None if str(maker).lower().startswith("unknown") else maker,
        "tags": tags_of(about),
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


def license_in(text: str | None) -> License:
    unversioned = re.fullmatch(r"CC[ -](BY(?:-[A-Z]{2}){0,2})", text or "", re.IGNORECASE)
    return license_of(unversioned[1].lower(), "4.0") if unversioned else license_named(text)


def tags_of(about: dict[str, Any]) -> list[str]:
    """Return categories, names and materials, which are words here and objects there."""
    kinds = ("categories", "category", "name", "materials", "material")
    entries = (one for kind in kinds for one in about.get(kind) or ())
    found = [
        one if isinstance(one, str) else one.get("name") or one.get("value") for one in entries
    ]
    place = first(about, "lifecycle.creation.places.summary_title", "creation.place.summary.title")
    return list(dict.fromkeys(tag for tag in (*found, place) if tag))


def best_rendition(renditions: dict[str, Any]) -> dict[str, Any]:
    for size in ("large", "medium"):
        rendition: dict[str, Any] = renditions.get(size) or {}
        if rendition.get("location"):
            return rendition
    raise RecordRejected("no_image")


def pixels(rendition: dict[str, Any], dimension: str) -> Any:
    measured = rendition.get("measurements") or {}
    found = measured.get("dimensions") if isinstance(measured, dict) else measured
    given = next((one["value"] for one in found or () if one["dimension"] == dimension), None)
    return rendition.get(dimension) if given is None else given


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


def made_in(first_year: int, behind: int) -> Params:
    return {"date[from]": first_year, "date[to]": behind - 1}


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
    limits=Limits(delay=5, timeout=60),
    cuts=by_years,
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=30_000),
    category="photograph",
    parse=parse_object,
)
