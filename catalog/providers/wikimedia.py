"""Wikimedia Commons, MediaWiki action API: images and audio.

Docs: https://www.mediawiki.org/wiki/API:Allimages
Licences: all that Commons has; files whose licence is none of Creative Commons' are rejected.
Limits: those of Wikimedia for all its sites, since 2026: at most three requests at a time, a
User-Agent that says who asks, and a wait where the answer says so (`maxlag`, Retry-After). No key.

One batch of files comes in several answers: the properties of a file (its usage on other wikis, its
metadata) are continued until `batchcomplete`, and are merged. A file that half the world uses can
continue for hundreds of answers; then the batch is asked for again without that property, keeping
the highest usage count that was seen. Browsers show neither TIFF, DjVu nor PDF: for those `url` is
the picture that Commons makes of it, in one of the widths that it makes
(https://www.mediawiki.org/wiki/Common_thumbnail_sizes; others are refused).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from catalog.apis.paginators import Params, Position, merge_continued
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.licenses import License
from catalog.providers.base import (
    ALL_LICENSES,
    MEDIAWIKI,
    Asker,
    Page,
    Payload,
    Popularity,
    Provider,
    Reingestion,
    Window,
    license_at,
    license_named,
    license_of,
)
from catalog.providers.markup import first_link, plain_text
from catalog.records import MediaRecord, MediaType

API = "https://commons.wikimedia.org/w/api.php"
ISO = "%Y-%m-%dT%H:%M:%SZ"
MOST_ANSWERS = 100
MEDIA: dict[str, MediaType] = {"BITMAP": "image", "DRAWING": "image", "AUDIO": "audio"}
VIEWABLE = frozenset({"jpg", "jpeg", "png", "gif", "svg", "webp"})
# Categories that say how a file came here, or what is to be done with it; not what it shows.
_HOUSEKEEPING = re.compile(
    r"^(?:cc[- ]|pd[- ]|gfdl|licen[cs]e|self-published|own work|uploaded|files? |media |pages |"
    r"(?:images?|photos?|photographs) (?:from|with|by|uploaded|taken on)|taken with|supported by|"
    r"quality images|flickr|all media|(?:artworks|items|objects|location|coordinates) |"
    r".*(?:wikidata|template|missing|needing|unidentified|review|bot\b|commons|metadata|exif))",
    re.IGNORECASE,
)
IMAGE_EXTENSIONS = frozenset({"jpg", "jpeg", "png", "gif", "svg", "tif", "tiff", "webp", "bmp"})
AUDIO_EXTENSIONS = frozenset({"ogg", "oga", "wav", "mp3", "flac", "opus", "mid"})


def parse_file(page: dict[str, Any]) -> MediaRecord:
    info = (page.get("imageinfo") or [{}])[0]
    if not info:
        raise RecordRejected("missing_imageinfo")
    media_type = media_type_of(info)
    about = {name: value.get("value") for name, value in (info.get("extmetadata") or {}).items()}
    sound = sound_of(info) if media_type == "audio" else {}
    return MediaRecord(
        media_type=media_type,
        license_info=license_info(about),
        foreign_identifier=str(page["pageid"]),
        foreign_landing_url=info["descriptionshorturl"],
        tags=tags_of(about),
        creator=plain_text(about.get("Artist")),
        creator_url=first_link(about.get("Artist"), API),
        title=title_of(page["title"]),
        meta_data={**meta_data_of(page, about), "channels": sound.get("channels")},
        category=category_of(media_type, info, about),
        **(image_of(info) if media_type == "image" else file_of(info)),
        duration=round(info["duration"] * 1000) if media_type == "audio" else None,
        bit_rate=sound.get("bitrate"),
        sample_rate=sound.get("sample_rate"),
    )


def file_of(info: dict[str, Any]) -> dict[str, Any]:
    return {"url": info["url"], "filesize": info.get("size")}


def image_of(info: dict[str, Any]) -> dict[str, Any]:
    """Return the largest file that a browser shows, with the size of that very file."""
    made, extension = info.get("thumburl"), info["url"].rpartition(".")[2].lower()
    if made and extension not in VIEWABLE:
        return {"url": made, "width": info.get("thumbwidth"), "height": info.get("thumbheight")}
    size = {"width": info.get("width"), "height": info.get("height")}
    return {**file_of(info), **size, "thumbnail": made if made != info["url"] else None}


def tags_of(about: dict[str, Any]) -> list[str]:
    names = (about.get("Categories") or "").split("|")
    return [name for name in names if name and not _HOUSEKEEPING.search(name)]


def media_type_of(info: dict[str, Any]) -> MediaType:
    kind = info.get("mediatype")
    if kind is None:  # not asked for: the file's extension says it
        extension = info["url"].rpartition(".")[2].lower()
        kind = "BITMAP" if extension in IMAGE_EXTENSIONS else extension
        kind = "AUDIO" if extension in AUDIO_EXTENSIONS and not info.get("width") else kind
    if kind not in MEDIA:
        raise RecordRejected("media_type_not_wanted", kind)
    return MEDIA[kind]


def license_info(about: dict[str, Any]) -> License:
    if about.get("LicenseUrl"):
        return license_at(about["LicenseUrl"])
    # The public domain templates of Commons have a name and no link.
    name = (about.get("LicenseShortName") or "").lower()
    if name == "cc0":
        return license_of("cc0", "1.0")
    if name == "public domain":
        return license_of("pdm", "1.0")
    if not name:
        raise RecordRejected("missing_license")
    return license_named(about["LicenseShortName"])


def title_of(title: str) -> str:
    name = title.removeprefix("File:")
    stem, dot, extension = name.rpartition(".")
    return stem if dot and extension.lower() in IMAGE_EXTENSIONS | AUDIO_EXTENSIONS else name


def meta_data_of(page: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    return {
        "global_usage_count": max(len(page.get("globalusage") or ()), page.get("most_usage", 0)),
        "date_originally_created": plain_text(about.get("DateTimeOriginal")),
        "last_modified_at_source": about.get("DateTime"),
        "categories": [name for name in (about.get("Categories") or "").split("|") if name],
        "description": plain_text(about.get("ImageDescription")),
        "latitude": about.get("GPSLatitude"),
        "longitude": about.get("GPSLongitude"),
        "map_datum": about.get("GPSMapDatum"),
    }


def category_of(media_type: MediaType, info: dict[str, Any], about: dict[str, Any]) -> str | None:
    if media_type == "image":
        return "illustration" if info["url"].lower().endswith(".svg") else None
    return "pronunciation" if "pronunciation" in (about.get("Categories") or "").lower() else None


def sound_of(info: dict[str, Any]) -> dict[str, Any]:
    """Return what the file says of its first stream; each codec nests it differently."""
    found: dict[str, Any] = {}
    waiting = [info.get("metadata") or []]
    while waiting:
        for entry in waiting.pop():
            if isinstance(entry.get("value"), list):
                waiting.append(entry["value"])
            elif entry.get("name") in {"channels", "sample_rate", "audio_sample_rate", "bitrate"}:
                found.setdefault(entry["name"].removeprefix("audio_"), entry["value"])
    return {name: round(value) for name, value in found.items() if isinstance(value, int | float)}


def from_imageinfo(info: dict[str, Any]) -> dict[str, Any]:
    """Make a page of a lone imageinfo, whose short link holds the page's id."""
    name = info.get("descriptionurl", "").rpartition("/")[2].replace("_", " ")
    return {
        "pageid": info["descriptionshorturl"].rpartition("curid=")[2],
        "title": info.get("canonicaltitle") or name,
        "imageinfo": [info],
    }


def walk(asker: Asker, params: Params, at: Position | None) -> Iterator[Page]:
    tokens = dict(at["continue"]) if at else {}
    while True:
        pages, tokens = ask_batch(asker, params, tokens)
        yield Page(list(pages.values()), {"continue": tokens} if tokens else None)
        if not tokens:
            return


def ask_batch(asker: Asker, params: Params, first: Params) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the merged pages of one batch and the tokens of the next one."""
    pages: dict[str, Any] = {}
    tokens = dict(first)
    for _ in range(MOST_ANSWERS):
        payload = asker.json(API, {**params, **tokens})
        merge_continued(pages, payload)
        tokens = dict(payload.get("continue") or {})
        if "batchcomplete" in payload or not tokens:
            return pages, tokens
    most = {key: len(page.get("globalusage") or ()) for key, page in pages.items()}
    pages, tokens = ask_batch(asker, without_long_property(params, tokens), first)
    for key, page in pages.items():
        page["most_usage"] = most.get(key, 0)
    return pages, tokens


def without_long_property(params: Params, tokens: Params) -> Params:
    """Leave out the property that never ends: usage, and if it is not that, the files' metadata."""
    if "gucontinue" in tokens and "globalusage" in params["prop"]:
        return {**params, "prop": "imageinfo"}
    if "metadata" in params["iiprop"].split("|"):
        return {**params, "iiprop": params["iiprop"].removesuffix("|metadata")}
    raise RecordRejected("endless_batch", str(dict(tokens))[:200])


def uploaded_in(window: Window) -> Params:
    last = window.end - timedelta(seconds=1)  # the API's range includes both ends
    return {"gaistart": f"{window.start:{ISO}}", "gaiend": f"{last:{ISO}}"}


PROVIDER = Provider(
    name="wikimedia",
    title="Wikimedia Commons",
    media={"image": "wikimedia", "audio": "wikimedia_audio"},
    docs="https://www.mediawiki.org/wiki/API:Allimages",
    license_policy="all Creative Commons licences and public domain tools",
    licenses=ALL_LICENSES,
    rate_limit="three requests at a time, for all of Wikimedia",
    url=API,
    params={
        "action": "query",
        "format": "json",
        "generator": "allimages",
        "gaisort": "timestamp",
        "gaidir": "newer",
        "gailimit": 250,
        "prop": "imageinfo|globalusage",
        "gulimit": 250,
        "guprop": "namespace",
        "iiprop": "url|user|dimensions|extmetadata|mediatype|size|metadata",
        "iiurlwidth": 1920,
        "maxlag": 5,
    },
    walk=walk,
    id_path=("pageid",),
    page=Payload("page", ("query", "pages"), keys=("pageid",), envelope=(), by_id=True),
    others=(
        Payload("empty", ("query", "pages"), envelope=("batchcomplete",), by_id=True),
        Payload("file", None, keys=("pageid", "imageinfo")),
        Payload("imageinfo", None, keys=("descriptionshorturl", "url"), adapt=from_imageinfo),
    ),
    errors=MEDIAWIKI,
    item_params={"generator": None, "pageids": "{id}"},
    limits=Limits(delay=1, timeout=120),
    dated=True,
    window_params=uploaded_in,
    schedule="daily",
    start_date=date(2020, 11, 1),
    reingestion=Reingestion((6, 0, 0, 9, 18, 30), parallel=2),
    popularity=Popularity("global_usage_count"),
    parse=parse_file,
)
