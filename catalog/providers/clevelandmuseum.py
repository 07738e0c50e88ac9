"""Cleveland Museum of Art, Open Access API.

Docs: https://openaccess-api.clevelandart.org/
Licences: works of `share_license_status` CC0 are CC0 1.0; all others are copyrighted and rejected.
Limits: none stated; no key.

Every artwork comes with up to three renditions. `print` is a JPEG of at most 3,400 pixels, `web`
one of about 900; `full` is a TIFF of many megabytes, which no browser shows, and is taken last.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.apis.paginators import Offset
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import Expect, Payload, Provider, license_of
from catalog.providers.fields import credit
from catalog.records import MediaRecord

API = "https://openaccess-api.clevelandart.org/api/artworks/"


def parse_artwork(artwork: dict[str, Any]) -> MediaRecord:
    if (artwork["share_license_status"] or "").upper() != "CC0":
        raise RecordRejected("not_public_domain", artwork["share_license_status"] or "no status")
    images = artwork["images"] or {}
    image, smaller = best_image(images), images.get("web") or {}
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=str(artwork["id"]),
        foreign_landing_url=artwork["url"],
        url=image["url"],
        thumbnail=smaller.get("url") if smaller is not image else None,
        filesize=image.get("filesize"),
        creator=creator_of(artwork.get("creators") or []),
        title=artwork.get("title"),
        width=image.get("width"),
        height=image.get("height"),
        tags=tags_of(artwork),
        meta_data={
            "accession_number": artwork.get("accession_number"),
            "technique": artwork.get("technique"),
            "date": artwork.get("creation_date"),
            "credit_line": artwork.get("creditline"),
            "classification": artwork.get("type"),
            "tombstone": artwork.get("tombstone"),
            "culture": ", ".join(artwork.get("culture") or ()),
        },
    )


def creator_of(creators: list[dict[str, Any]]) -> str | None:
    """Return who made a work: the first one, and others with a name, not "Studio" or "Workshop"."""
    told = [str(one.get("description") or "") for one in creators]
    return credit(*told[:1], *(name for name in told[1:] if "(" in name))


def tags_of(artwork: dict[str, Any]) -> list[str]:
    kinds = (artwork.get(name) for name in ("type", "department", "collection", "technique"))
    return [tag for tag in (*kinds, *(artwork.get("culture") or ())) if tag]


def best_image(images: Mapping[str, Any]) -> Mapping[str, Any]:
    for size in ("print", "web", "full"):
        image: Mapping[str, Any] | None = images.get(size)
        if image and image.get("url"):
            return image
    raise RecordRejected("no_image")


PROVIDER = Provider(
    name="clevelandmuseum",
    title="Cleveland Museum of Art",
    media={"image": "clevelandmuseum"},
    docs="https://openaccess-api.clevelandart.org/",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="none stated",
    url=API,
    params={"cc": "1", "has_image": "1"},
    paginator=Offset("skip", "limit", 1000, total=("info", "total")),
    page=Payload("page", ("data",), keys=("id", "share_license_status")),
    others=(
        Payload("artwork", ("data",), keys=("id", "share_license_status")),
        Payload("object", None, keys=("id", "share_license_status")),
    ),
    item_url=API + "{id}",
    limits=HttpLimits(delay=5, timeout=60),
    schedule="monthly",
    start_date=date(2020, 1, 15),
    expect=Expect(min_records=30_000),
    category="digitized_artwork",
    parse=parse_artwork,
)
