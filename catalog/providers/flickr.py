"""Flickr, flickr.photos.search.

Docs: https://www.flickr.com/services/api/flickr.photos.search.html
Licences: Creative Commons 2.0 (ids 1-6) and, for what was licensed since June 2025, 4.0 (ids
11-16), CC0 (9) and the Public Domain Mark (10); the others are no licences and not asked for.
Limits: 3,600 requests an hour for a key.

A search gives 4,000 distinct photos at most, so a day is cut into slices until each has fewer. It
gives the addresses of the sizes that a photo has: since May 2025 those above 1,024 pixels of free
accounts are locked, and no address may be built (larger sizes have secrets of their own). Tags come
run together ("oldtown"); as people wrote them they stand only in the answer that `--id` asks for.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber, Params
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    Auth,
    Payload,
    Popularity,
    Provider,
    ReingestionRule,
    Slices,
    Window,
)
from catalog.providers.fields import number
from catalog.providers.flickr_answers import (
    API,
    ERRORS,
    SEARCH,
    check_licenses,
    from_info,
    largest,
    page_of,
    with_sizes,
    words,
)
from catalog.providers.flickr_tables import LICENSE_OF, LICENSES, SOURCE_OF, SOURCES
from catalog.records import MediaRecord

LONGEST = 2000


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    license_info = LICENSE_OF.get(str(photo["license"]))
    if license_info is None:
        raise RecordRejected("license_not_accepted", f"id {photo['license']}")
    size, page = largest(photo), page_of(photo)
    return MediaRecord(
        media_type="image",
        license_info=license_info,
        foreign_identifier=photo["id"],
        foreign_landing_url=f"{page}/{photo['id']}",
        url=photo[f"url_{size}"],
        thumbnail=photo.get("url_c") or photo.get("url_z"),
        width=photo.get(f"width_{size}"),
        height=photo.get(f"height_{size}"),
        creator=photo.get("ownername"),
        creator_url=page,
        title=photo.get("title"),
        tags=photo.get("raw_tags") or words((photo.get("tags") or "")[:LONGEST]),
        meta_data={
            "pub_date": photo.get("dateupload"),
            "date_taken": photo.get("datetaken"),
            "views": number(photo.get("views")),
            "description": ((photo.get("description") or {}).get("_content") or "")[:LONGEST],
        },
        category="photograph" if str(photo.get("content_type")) == "0" else None,
        source=SOURCE_OF.get(photo["owner"]),
    )


def uploaded_in(window: Window) -> Params:
    start, end = window.seconds
    return {"min_upload_date": start, "max_upload_date": end - 1}  # both ends are included


PROVIDER = Provider(
    name="flickr",
    title="Flickr",
    media={"image": "flickr"},
    docs="https://www.flickr.com/services/api/flickr.photos.search.html",
    license_policy="Creative Commons 2.0 and 4.0, CC0, Public Domain Mark",
    licenses=ALL_LICENSES,
    rate_limit="3,600 requests an hour",
    url=API,
    params=SEARCH,
    paginator=PageNumber("page", "per_page", 500, pages=("photos", "pages"), ceiling=8),
    page=Payload("page", ("photos", "photo"), keys=("id", "license")),
    others=(
        Payload("info", ("photo",), keys=("id", "owner", "dates"), adapt=from_info),
        Payload("photo", None, keys=("id", "owner", "license")),
    ),
    errors=ERRORS,
    item_params={"method": "flickr.photos.getInfo", "photo_id": "{id}"},
    complete_item=with_sizes,
    prepare=check_licenses,
    auth=Auth(secret="FLICKR_API_KEY", query="api_key"),
    limits=HttpLimits(delay=1, timeout=60, attempts=6),
    dated=True,
    window_params=uploaded_in,
    slices=Slices(
        total=("photos", "total"),
        at_most=3000,
        threshold=10_000,
        few=6,
        many=12,
        otherwise=tuple({"license": number} for number in LICENSES),
    ),
    schedule="daily",
    start_date=date(2004, 2, 10),
    reingestion=ReingestionRule((7, 12, 20, 24, 24, 40)),
    popularity=Popularity("views"),
    sources=tuple(SOURCES),
    parse=parse_photo,
)
