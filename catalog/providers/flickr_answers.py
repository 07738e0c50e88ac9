"""Flickr's other answers: what licence ids mean, one photo, and its sizes."""

from typing import Any

from catalog import licenses
from catalog.apis.error_rules import ErrorRule
from catalog.apis.paginators import Params, dig
from catalog.errors import CatalogError, RecordRejected
from catalog.providers.flickr_tables import LICENSES
from catalog.providers.payloads import Asker

API = "https://www.flickr.com/services/rest"
FORMAT: Params = {"format": "json", "nojsoncallback": 1}
VIEWABLE = frozenset({"jpg", "jpeg", "png", "gif"})
ERRORS = (
    ErrorRule("stop", path=("code",), values=(96, 97, 98, 99, 100)),
    ErrorRule("gone", path=("code",), values=(1, 2)),
    ErrorRule("retry", path=("stat",), values=("fail",)),
)
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
_ADDRESSES = tuple((size, f"url_{size}") for size in SIZES.values())
EXTRAS = ",".join(
    (
        *("description", "license", "date_upload", "date_taken", "owner_name", "tags", "views"),
        "content_type",
        *(f"url_{size}" for size in SIZES.values()),
    )
)
SEARCH: Params = {
    **FORMAT,
    "method": "flickr.photos.search",
    "media": "photos",
    "safe_search": 1,
    "license": ",".join(LICENSES),
    "extras": EXTRAS,
}


def largest(photo: dict[str, Any]) -> str:
    """Return the largest size that has an address and that a browser shows.

    A video, which `--id` may name, has pictures of these sizes too; they are not the work.
    """
    if photo.get("media", "photo") != "photo":
        raise RecordRejected("not_an_image", str(photo["media"]))
    for size, key in _ADDRESSES:
        url = photo.get(key)
        if url and url.rpartition(".")[2].lower() in VIEWABLE:
            return size
    raise RecordRejected("no_image")


def page_of(photo: dict[str, Any]) -> str:
    """Return the page of a photo's owner, below which the photo's own is."""
    if not photo["owner"]:
        raise RecordRejected("missing_owner")
    return f"https://www.flickr.com/photos/{photo['owner']}"


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


def check_licenses(asker: Asker) -> Params:
    payload = asker.json(API, {**FORMAT, "method": "flickr.photos.licenses.getInfo"})
    for entry in payload["licenses"]["license"]:
        found = licenses.from_url(entry["url"]) if entry["url"] else None
        meant = LICENSES.get(str(entry["id"]))
        if meant and (found is None or (found.slug, found.version) != meant):
            raise CatalogError(f"Flickr's licence {entry['id']} is {entry['url']}, not {meant}")
    return {}


def words(tags: str) -> list[str]:
    """Return the tags that are not for machines (`namespace:predicate=value`)."""
    found = tags.split()
    return [tag for tag in found if not (":" in tag and "=" in tag)] if "=" in tags else found
