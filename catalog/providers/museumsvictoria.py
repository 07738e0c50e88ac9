"""Museums Victoria, Collections API.

Docs: https://collections.museumsvictoria.com.au/developers
Licences: each image has its own, given by a link; public domain and all six Creative Commons
licences are asked for (the parameter is `imagelicence`; one that it does not know, such as
`imagelicense`, the API passes over). Other images of a record may be all rights reserved: rejected.
Limits: none stated; a request without a User-Agent is answered with 403. No key.

One record (an item, specimen, species or article) has many media, among them videos and sounds.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.licenses import License
from catalog.providers.base import ALL_LICENSES, Expect, Payload, Provider, license_at
from catalog.providers.fields import credit, each, number
from catalog.records import MediaRecord

SITE = "https://collections.museumsvictoria.com.au/"
LICENCES = "public domain,cc by,cc by-sa,cc by-nd,cc by-nc,cc by-nc-sa,cc by-nc-nd"
_ROLE = re.compile(r"^[A-Z][\w /-]{2,30}: ")


def parse_record(record: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    landing = SITE + record["id"]
    meta = {
        "category": record.get("category"),
        "description": record.get("physicalDescription") or record.get("objectSummary"),
        "keywords": ",".join(record.get("keywords") or ()),
        "classifications": ",".join(record.get("classifications") or ()),
    }
    yield from each(record["media"], lambda media: parse_media(media, landing, record, meta))


def parse_media(
    media: dict[str, Any], landing: str, record: dict[str, Any], meta: dict[str, Any]
) -> MediaRecord:
    if media["type"] != "image":
        raise RecordRejected("not_an_image", media["type"])
    license_info = license_of_media(media.get("licence") or {})
    found = (media.get(name) or {} for name in ("large", "medium", "small"))
    sizes = [size for size in found if size.get("uri")]
    if not sizes:
        raise RecordRejected("no_image")
    smaller = [size for size in sizes[1:] if longest_side(size) >= 600]
    return MediaRecord(
        media_type="image",
        license_info=license_info,
        foreign_identifier=media["id"],
        foreign_landing_url=landing,
        url=sizes[0]["uri"],
        thumbnail=smaller[-1]["uri"] if smaller else None,
        filesize=sizes[0].get("size"),
        creator=credit(*(_ROLE.sub("", name) for name in media.get("creators") or ())),
        title=record.get("displayTitle"),
        tags=[*(record.get("keywords") or ()), *(record.get("classifications") or ())],
        width=sizes[0].get("width"),
        height=sizes[0].get("height"),
        meta_data={"datemodified": media.get("dateModified"), **meta},
    )


def license_of_media(licence: dict[str, Any]) -> License:
    try:
        return license_at(licence.get("uri"), licence.get("name"))
    except RecordRejected:
        said = licence.get("shortName") or licence.get("name") or ""
        raise RecordRejected("not_openly_licensed", str(said)) from None


def longest_side(size: dict[str, Any]) -> float:
    return max(number(size.get("width")) or 0, number(size.get("height")) or 0)


PROVIDER = Provider(
    name="museumsvictoria",
    title="Museums Victoria",
    media={"image": "museumsvictoria"},
    docs="https://collections.museumsvictoria.com.au/developers",
    license_policy="every image's own Creative Commons licence, or public domain",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url=SITE + "api/search",
    params={"hasimages": "yes", "imagelicence": LICENCES},
    paginator=PageNumber("page", "perpage", 100, pages_header="Total-Pages"),
    page=Payload("page", (), keys=("id", "media")),
    others=(Payload("record", None, keys=("id", "media")),),
    item_url=SITE + "api/{id}",
    limits=HttpLimits(delay=5, timeout=60),
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=50_000),
    category="digitized_artwork",
    parse=parse_record,
)
