"""Flickr, flickr.photos.search.

Docs: https://www.flickr.com/services/api/flickr.photos.search.html
Licences: Creative Commons 2.0 (ids 1-6) and, for what was licensed since June 2025, 4.0 (ids
11-16), CC0 (9) and the Public Domain Mark (10). "No known restrictions" (7) and US government (8)
are no licences and are not asked for.
Limits: 3,600 requests an hour for a key.

A search gives 4,000 distinct photos at most, however many it says there are, so a day is cut into
slices until each has fewer. It gives the addresses of the sizes that a photo has: since May 2025
those above 1,024 pixels of free accounts are locked, and no address may be built (larger sizes have
secrets of their own). Tags come run together ("oldtown"); as people wrote them ("Old Town") they
stand only in the answer for one photo, which `--id` asks for.

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
from catalog.apis.paginators import PageNumber, Params, dig
from catalog.errors import CatalogError, RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import (
    ALL_LICENSES,
    Asker,
    Auth,
    ErrorRule,
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
VIEWABLE = frozenset({"jpg", "jpeg", "png", "gif"})
# From the largest to the smallest: what getSizes calls it, and its letters in a search.
SIZES = {
    "Original": "o",
    "X-Large 6K": "6k",
    "X-Large 5K": "5k",
    "X-Large 4K": "4k",
    "X-Large 3K": "3k",
    "Large 2048": "k",
    "Large 1600": "h",
    "Large": "l",
    "Medium 800": "c",
    "Medium 640": "z",
    "Medium": "m",
    "Small 320": "n",
    "Small": "s",
}


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    license_info = LICENSE_OF.get(str(photo["license"]))
    if license_info is None:
        raise RecordRejected("license_not_accepted", f"id {photo['license']}")
    size = largest(photo)
    page = f"https://www.flickr.com/photos/{photo['owner']}"
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
            "views": int(photo["views"]) if photo.get("views") else None,
            "description": ((photo.get("description") or {}).get("_content") or "")[:LONGEST],
        },
        category="photograph" if str(photo.get("content_type")) == "0" else None,
        source=SOURCE_OF.get(photo["owner"]),
    )


def largest(photo: dict[str, Any]) -> str:
    """Return the largest size that has an address and that a browser shows."""
    for size in SIZES.values():
        url = photo.get(f"url_{size}") or ""
        if url.rpartition(".")[2].lower() in VIEWABLE:
            return size
    raise RecordRejected("no_image")


def words(tags: str) -> list[str]:
    """Return the tags that are not for machines (`namespace:predicate=value`)."""
    return [tag for tag in tags.split() if not (":" in tag and "=" in tag)]


def from_info(info: dict[str, Any]) -> dict[str, Any]:
    """Make of flickr.photos.getInfo what a search would have said, but for the sizes."""
    owner, dates = info["owner"], info.get("dates") or {}
    tags = dig(info, ("tags", "tag")) or ()
    return {
        **info,
        "owner": owner["nsid"],
        "ownername": owner.get("username"),
        "title": dig(info, ("title", "_content")),
        "dateupload": dates.get("posted"),
        "datetaken": dates.get("taken"),
        "raw_tags": [tag["raw"] for tag in tags if not int(tag.get("machine_tag") or 0)],
        "tags": None,
    }


def with_sizes(asker: Asker, photo: dict[str, Any]) -> dict[str, Any]:
    query = {**FORMAT, "method": "flickr.photos.getSizes", "photo_id": photo["id"]}
    for size in asker.json(API, query)["sizes"]["size"]:
        name = SIZES.get(size["label"])
        found = {"url": size["source"], "width": size["width"], "height": size["height"]}
        photo |= {f"{key}_{name}": value for key, value in found.items()} if name else {}
    return photo


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
        "extras": "description,license,date_upload,date_taken,owner_name,tags,views,content_type,"
        + ",".join(f"url_{size}" for size in SIZES.values()),
    },
    paginator=PageNumber("page", "per_page", 500, pages=("photos", "pages"), ceiling=8),
    page=Payload("page", ("photos", "photo"), keys=("id", "license")),
    others=(
        Payload("info", ("photo",), keys=("id", "owner", "dates"), adapt=from_info),
        Payload("photo", None, keys=("id", "owner", "license")),
    ),
    errors=(
        ErrorRule("stop", path=("code",), values=(96, 97, 98, 99, 100)),
        ErrorRule("gone", path=("code",), values=(1, 2)),
        ErrorRule("retry", path=("stat",), values=("fail",)),
    ),
    item_params={"method": "flickr.photos.getInfo", "photo_id": "{id}"},
    complete_item=with_sizes,
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
