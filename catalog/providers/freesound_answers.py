"""What Freesound says of a sound in answers of their own: its preview's size and its pack."""

from typing import Any

from catalog.errors import RecordRejected
from catalog.providers.payloads import AskedOnce, Asker

SITE = "https://freesound.org/"
PREVIEW = "preview-hq-mp3"


def preview_of(sound: dict[str, Any]) -> str:
    url: str | None = (sound["previews"] or {}).get(PREVIEW)
    if not url:
        raise RecordRejected("no_preview")
    return url


def set_of(sound: dict[str, Any]) -> dict[str, Any] | None:
    """Return the pack: known by its link alone, or by its own answer once that was asked for."""
    pack = sound.get("pack")
    if isinstance(pack, dict):
        about = {"title": pack["name"], "creator": pack.get("username")}
        own = {"foreign_identifier": str(pack["id"]), "foreign_landing_url": pack["url"]}
        return {**about, **own}
    number = (pack or "").rstrip("/").rpartition("/")[2]
    page = f"{SITE}people/{sound.get('username')}/packs/{number}/"
    return {"foreign_identifier": number, "foreign_landing_url": page} if number else None


PACKS = AskedOnce("id", "name", "url")


def with_preview_and_pack(asker: Asker, sound: dict[str, Any]) -> dict[str, Any]:
    """Return the sound with `preview_size`, and with its pack in place of the pack's link."""
    size = asker.size(preview_of(sound))
    if size is None:
        raise RecordRejected("no_preview_size")
    pack = sound.get("pack")
    return {**sound, "preview_size": size, "pack": (PACKS(asker, pack) or pack) if pack else None}
