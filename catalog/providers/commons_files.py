"""Files of Wikimedia Commons: what kind they are, and which of their addresses a browser shows.

Browsers show neither TIFF, DjVu nor PDF: for those `url` is the picture that Commons makes of it,
in one of the widths that it makes (https://www.mediawiki.org/wiki/Common_thumbnail_sizes; others
are refused).
"""

from typing import Any

from catalog.errors import RecordRejected
from catalog.providers.fields import number
from catalog.records import MediaType

MEDIA: dict[str, MediaType] = {"BITMAP": "image", "DRAWING": "image", "AUDIO": "audio"}
VIEWABLE = frozenset({"jpg", "jpeg", "png", "gif", "svg", "webp"})
IMAGE_EXTENSIONS = frozenset({"jpg", "jpeg", "png", "gif", "svg", "tif", "tiff", "webp", "bmp"})
AUDIO_EXTENSIONS = frozenset({"ogg", "oga", "wav", "mp3", "flac", "opus", "mid"})


def file_of(info: dict[str, Any]) -> dict[str, Any]:
    return {"url": info["url"], "filesize": info.get("size")}


def image_of(info: dict[str, Any]) -> dict[str, Any]:
    """Return the largest file that a browser shows, with the size of that very file."""
    made, extension = info.get("thumburl"), info["url"].rpartition(".")[2].lower()
    if made and extension not in VIEWABLE:
        return {"url": made, "width": info.get("thumbwidth"), "height": info.get("thumbheight")}
    size = {"width": info.get("width"), "height": info.get("height")}
    return {**file_of(info), **size, "thumbnail": made if made != info["url"] else None}


def media_type_of(info: dict[str, Any]) -> MediaType:
    kind = info.get("mediatype")
    if kind is None:  # not asked for: the file's extension says it
        extension = info["url"].rpartition(".")[2].lower()
        kind = "BITMAP" if extension in IMAGE_EXTENSIONS else extension
        kind = "AUDIO" if extension in AUDIO_EXTENSIONS and not info.get("width") else kind
    if kind not in MEDIA:
        raise RecordRejected("media_type_not_wanted", kind)
    return MEDIA[kind]


def category_of(media_type: MediaType, info: dict[str, Any], about: dict[str, Any]) -> str | None:
    if media_type == "image":
        return "illustration" if info["url"].lower().endswith(".svg") else None
    return "pronunciation" if "pronunciation" in (about.get("Categories") or "").lower() else None


def from_imageinfo(info: dict[str, Any]) -> dict[str, Any]:
    """Make a page of a lone imageinfo, whose short link holds the page's id."""
    name = info.get("descriptionurl", "").rpartition("/")[2].replace("_", " ")
    return {
        "pageid": info["descriptionshorturl"].rpartition("curid=")[2],
        "title": info.get("canonicaltitle") or name,
        "imageinfo": [info],
    }


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
    numbers = ((name, number(value)) for name, value in found.items())
    return {name: round(value) for name, value in numbers if value is not None}
