"""What the files and texts of an item of the Internet Archive say.

The works are its original audio files; the other files are the same again in other formats. Where
browsers do not play the original, what the archive made of it is the work's file.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import is_true
from catalog.numbers import whole_number
from catalog.providers.fields import credit, first, many, milliseconds, number, unique

SITE = "https://archive.org/"
_PLAYED = (".mp3", ".ogg", ".oga", ".opus", ".m4a")
_UNPLAYED = (".flac", ".wav", ".shn", ".aif", ".aiff", ".ape", ".wma")
# What the archive makes of a file that browsers do not play, best first.
_MADE = ("VBR MP3", "320Kbps MP3", "256Kbps MP3", "192Kbps MP3", "128Kbps MP3", "Ogg Vorbis")


def is_work(file: Mapping[str, Any]) -> bool:
    name = str(file.get("name", "")).lower()
    is_own = file.get("source") == "original" and not is_true(file.get("private"))
    return is_own and name.endswith(_PLAYED + _UNPLAYED)


def played_of(files: list[dict[str, Any]], file: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser plays of a work: itself, or the MP3 that was made of it."""
    if file["name"].lower().endswith(_PLAYED):
        return file
    made = {one.get("format"): one for one in files if one.get("original") == file["name"]}
    best = next((made[kind] for kind in _MADE if kind in made), None)
    return {"length": file.get("length"), **best} if best else file


def about_file(identifier: str, file: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a file is and how large, long and dense; it says thousands of bits a second."""
    return {
        "url": f"{SITE}download/{quote(identifier)}/{quote(file['name'])}",
        "filesize": whole_number(file.get("size")),
        "duration": milliseconds(file.get("length")),
        "bit_rate": round((number(file.get("bitrate")) or 0) * 1000) or None,
    }


def album_of(about: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "foreign_identifier": about["identifier"],
        "foreign_landing_url": f"{SITE}details/{quote(about['identifier'])}",
        "title": first(about, "title"),
        "creator": credit(about.get("creator")),
    }


def place_of(file: Mapping[str, Any]) -> int | None:
    """Return a track's number, written "1", "01" or "1/3"."""
    return whole_number(str(file.get("track") or "").partition("/")[0])


def subjects_of(value: Any) -> list[str]:
    return unique(*(word.strip() for text in many(value) for word in str(text).split(";")))
