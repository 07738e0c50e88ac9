"""What the files and texts of an item of the Internet Archive say."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

SITE = "https://archive.org/"
_PLAYED = (".mp3", ".ogg", ".m4a")
_UNPLAYED = (".flac", ".wav", ".shn", ".aif", ".aiff")


def is_work(file: Mapping[str, Any]) -> bool:
    name = str(file.get("name", "")).lower()
    return file.get("source") == "original" and name.endswith(_PLAYED + _UNPLAYED)


def played_of(files: list[dict[str, Any]], file: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser plays of a work: itself, or the MP3 that was made of it."""
    if file["name"].lower().endswith(_PLAYED):
        return file
    made = (other for other in files if other.get("original") == file["name"])
    return next((other for other in made if other.get("format") == "VBR MP3"), file)


def address_of(identifier: str, name: str) -> str:
    return f"{SITE}download/{quote(identifier)}/{quote(name)}"


def first(value: Any) -> str | None:
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, str) else None


def subjects_of(value: Any) -> list[str]:
    texts = value if isinstance(value, list) else [value or ""]
    return [word.strip() for text in texts for word in str(text).split(";") if word.strip()]
