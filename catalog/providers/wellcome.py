"""Wellcome Collection, London: its images, as one file that is made anew every day.

Docs: https://developers.wellcomecollection.org/docs/datasets, /docs/api
Licences: each location's own, by an id: the six Creative Commons licences, CC0, the Public Domain
Mark. `ogl`, `opl` and `inc` (in copyright) are rejected, and what is not open to everyone.
Limits: none stated; a list of the API ends after 10,000 results, so it is asked for single works.

A line of the file is an image as the API has it. Nothing tells how many pixels it has.
"""

from collections.abc import Iterator
from typing import Any

from catalog import licenses
from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.providers.base import Dump, ErrorRule, Expect, Payload, Provider
from catalog.providers.fields import credit, each, first, unique
from catalog.providers.licensing import ALL_LICENSES, CC_LICENSES, license_of
from catalog.records import MediaRecord

API = "https://api.wellcomecollection.org/catalogue/v2/images"
SITE = "https://wellcomecollection.org/works/"
LICENSES = {f"cc-{slug}": (slug, "4.0") for slug in CC_LICENSES}
LICENSES |= {"cc-0": ("cc0", "1.0"), "pdm": ("pdm", "1.0")}


def parse(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    is_image = "items" not in item
    work = item["source"] if is_image else item
    if not work["id"]:
        raise RecordRejected("missing_id", "of the work")
    page, about = f"{SITE}{work['id']}/", about_of(work)
    if is_image:
        yield image_of(item, f"{page}images?id={item['id']}", about)
    else:  # a work's digital items
        yield from each(item["items"] or (), lambda one: image_of(one, f"{page}items", about))


def image_of(holder: dict[str, Any], page: str, about: dict[str, Any]) -> MediaRecord:
    location = location_of(holder["locations"])
    image = location["url"].removesuffix("/info.json")
    return MediaRecord(
        media_type="image",
        license_info=license_info(location),
        foreign_identifier=holder["id"],
        foreign_landing_url=page,
        url=f"{image}/full/full/0/default.jpg",
        thumbnail=f"{image}/full/!400,400/0/default.jpg",
        filetype="jpg",
        meta_data={
            "aspect_ratio": holder.get("aspectRatio"),
            "average_color": holder.get("averageColor"),
            "credit_line": location.get("credit"),
        },
        ingestion_type="sql_bulk_load",
        **about,
    )


def about_of(work: dict[str, Any]) -> dict[str, Any]:
    terms = [*(work.get("subjects") or ()), *(work.get("genres") or ())]
    makers = [first(one, "agent.label") for one in work.get("contributors") or ()]
    tags = unique(*(one.get("label") for one in terms))
    return {"title": work.get("title"), "creator": credit(makers), "tags": tags}


def location_of(locations: list[dict[str, Any]]) -> dict[str, Any]:
    # Other locations are shelves, and manifests of whole works.
    images = [one for one in locations if one["locationType"]["id"] == "iiif-image"]
    if not images or not images[0]["url"].endswith("/info.json"):
        raise RecordRejected("no_image")
    for condition in images[0].get("accessConditions") or ():
        if (status := condition.get("status")) and status["id"] != "open":
            raise RecordRejected("restricted", status["id"])
    return images[0]


def license_info(location: dict[str, Any]) -> License:
    """Return the licence that an id names, in the version of its link where that is one."""
    if not (said := location.get("license")):
        raise RecordRejected("missing_license")
    name, link = said["id"], said.get("url")
    if name not in LICENSES:
        raise RecordRejected("license_not_accepted", name)
    slug, version = LICENSES[name]
    linked = licenses.from_url(link) if link else None
    if linked and linked.slug != slug:
        raise RecordRejected("unknown_license", f"{name} with {link}")
    return linked or license_of(slug, version)


PROVIDER = Provider(
    name="wellcome",
    title="Wellcome Collection",
    media={"image": "wellcome"},
    docs="https://developers.wellcomecollection.org/docs/datasets",
    license_policy="every image's own Creative Commons licence, CC0 or public domain",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url="https://data.wellcomecollection.org/catalogue/v2/images.json.gz",
    page=Payload("page", ("results",), keys=("id", "type")),
    others=(
        Payload("image", None, keys=("id", "locations", "source")),
        Payload("work", None, keys=("id", "items", "title")),
    ),
    errors=(
        ErrorRule("gone", path=("httpStatus",), values=(404, 410)),
        ErrorRule("retry", path=("httpStatus",), values=(429, "5??")),
        ErrorRule("fail", path=("type",), values=("Error",)),
    ),
    item_url=API + "/{id}",
    item_params={"include": "source.contributors,source.genres,source.languages,source.subjects"},
    bulk=Dump(
        files=("images.json.gz",), load="wellcome_load", rows="wellcome_images", json_lines=True
    ),
    schedule="weekly",
    expect=Expect(min_records=50_000),
    parse=parse,
)
