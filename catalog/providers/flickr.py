"""Flickr, flickr.photos.search.

Docs: https://www.flickr.com/services/api/flickr.photos.search.html (last checked 2026-11-23).
Licences: Creative Commons 2.0 (ids 1-6) and, for what was licensed since June 2025, 4.0 (ids
11-16), CC0 (9) and the Public Domain Mark (10). "No known restrictions" (7) and US government (8)
are no licences and are not asked for.
Limits: 3,600 requests an hour for a key.

A search gives 4,000 distinct photos at most, however many it says there are, so a day is cut into
slices until each has fewer.

The licence ids are those that flickr.photos.licenses.getInfo names
(https://www.flickr.com/services/api/flickr.photos.licenses.getInfo.html); 11-16 came with
https://blog.flickr.net/en/2025/06/18/creative-commons-4-0-has-arrived-on-flickr/ and stand so in
the tables of other clients. Every pull asks that method first and stops if an id means something
else than it does here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog import licenses
from catalog.apis.paginators import PageNumber, Params
from catalog.errors import CatalogError, RecordRejected, RetriableError
from catalog.files.http import Limits
from catalog.providers.base import (
    ALL_LICENSES,
    Asker,
    Auth,
    Payload,
    Popularity,
    Provider,
    Reingestion,
    Slices,
    Window,
    license_of,
)
from catalog.records import MediaRecord

API = "https://www.flickr.com/services/rest"
LICENSES: Mapping[str, tuple[str, str]] = {
    "1": ("by-nc-sa", "2.0"),
    "2": ("by-nc", "2.0"),
    "3": ("by-nc-nd", "2.0"),
    "4": ("by", "2.0"),
    "5": ("by-sa", "2.0"),
    "6": ("by-nd", "2.0"),
    "9": ("cc0", "1.0"),
    "10": ("pdm", "1.0"),
    "11": ("by", "4.0"),
    "12": ("by-sa", "4.0"),
    "13": ("by-nd", "4.0"),
    "14": ("by-nc", "4.0"),
    "15": ("by-nc-sa", "4.0"),
    "16": ("by-nc-nd", "4.0"),
}
LICENSE_OF = {number: license_of(*words) for number, words in LICENSES.items()}
SOURCES: Mapping[str, tuple[str, ...]] = {
    "nasa": (
        "24662369@N07",
        "35067687@N04",
        "29988733@N04",
        "28634332@N05",
        "108488366@N07",
        "136485307@N06",
    ),
    "bio_diversity": ("61021753@N02",),
    "spacex": ("130608600@N05",),
    "woc_tech": ("136629440@N06",),
    "valence_romans": ("150408343@N02",),
    "east_riding": ("138361426@N08",),
    "archief_alkmaar": ("98304311@N03",),
    "bib_gulbenkian": ("26577438@N06",),
    "internet_archive_book_images": ("126377022@N07",),
}
SOURCE_OF = {owner: source for source, owners in SOURCES.items() for owner in owners}
LONGEST = 2000


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    license_info = LICENSE_OF.get(str(photo["license"]))
    if license_info is None:
        raise RecordRejected("license_not_accepted", f"id {photo['license']}")
    size = best_size(photo)
    page = f"https://www.flickr.com/photos/{photo['owner']}"
    return MediaRecord(
        media_type="image",
        license_info=license_info,
        foreign_identifier=photo["id"],
        foreign_landing_url=f"{page}/{photo['id']}",
        url=photo[f"url_{size}"],
        width=photo.get(f"width_{size}"),
        height=photo.get(f"height_{size}"),
        creator=photo.get("ownername"),
        creator_url=page,
        title=photo.get("title"),
        tags=(photo.get("tags") or "")[:LONGEST].split(),
        meta_data={
            "pub_date": photo.get("dateupload"),
            "date_taken": photo.get("datetaken"),
            "views": int(photo["views"]) if photo.get("views") else None,
            "description": ((photo.get("description") or {}).get("_content") or "")[:LONGEST],
        },
        category="photograph" if str(photo.get("content_type")) == "0" else None,
        source=SOURCE_OF.get(photo["owner"]),
    )


def best_size(photo: dict[str, Any]) -> str:
    for size in ("l", "m", "s"):
        if photo.get(f"url_{size}"):
            return size
    raise RecordRejected("no_image")


def check(payload: Any) -> None:
    if payload.get("stat") == "ok":
        return
    message = f"Flickr says: {str(payload.get('message'))[:200]} (code {payload.get('code')})"
    if payload.get("code") == 100:
        raise CatalogError(message)
    raise RetriableError(message)


def uploaded_in(window: Window) -> Params:
    start, end = window.seconds
    return {"min_upload_date": start, "max_upload_date": end - 1}  # both ends are included


def check_licenses(asker: Asker) -> Params:
    payload = asker.json(API, {**FORMAT, "method": "flickr.photos.licenses.getInfo"})
    for entry in payload["licenses"]["license"]:
        found = licenses.from_url(entry["url"]) if entry["url"] else None
        meant = LICENSES.get(str(entry["id"]))
        if meant and (found is None or (found.slug, found.version) != meant):
            raise CatalogError(f"Flickr's licence {entry['id']} is {entry['url']}, not {meant}")
    return {}


FORMAT: Params = {"format": "json", "nojsoncallback": 1}
PROVIDER = Provider(
    name="flickr",
    title="Flickr",
    media={"image": "flickr"},
    docs="https://www.flickr.com/services/api/flickr.photos.search.html",
    last_checked=date(2026, 11, 23),
    license_policy="Creative Commons 2.0 and 4.0, CC0, Public Domain Mark",
    licenses=ALL_LICENSES,
    rate_limit="3,600 requests an hour",
    url=API,
    params={
        **FORMAT,
        "method": "flickr.photos.search",
        "media": "photos",
        "safe_search": 1,
        "license": ",".join(LICENSES),
        "extras": "description,license,date_upload,date_taken,owner_name,tags,o_dims,"
        "url_t,url_s,url_m,url_l,views,content_type",
    },
    paginator=PageNumber("page", "per_page", 500, pages=("photos", "pages"), ceiling=8),
    page=Payload("page", ("photos", "photo"), keys=("id", "license"), envelope=("photos", "stat")),
    others=(Payload("photo", None, keys=("id", "owner", "license", "secret")),),
    check=check,
    prepare=check_licenses,
    auth=Auth(secret="FLICKR_API_KEY", query="api_key"),  # noqa: S106 - a name
    limits=Limits(delay=1, timeout=60, attempts=6),
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
    reingestion=Reingestion((7, 12, 20, 24, 24, 40)),
    popularity=Popularity("views"),
    sources=tuple(SOURCES),
    parse=parse_photo,
)
