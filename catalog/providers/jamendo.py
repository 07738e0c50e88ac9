"""Jamendo, independent music, API version 3.0.

Docs: https://developer.jamendo.com/v3.0/tracks
Licences: each track links to its own. A track whose download its artist forbids is rejected.
Limits: 35,000 requests a month; a client id is needed.

The address of a file carries a parameter `from` that names who asked: it is dropped. Covers are
asked for in 600 pixels, the least that serves as a thumbnail; a cover's address names the track,
which is dropped where it stands for the album.
"""

from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import Offset, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    CC_LICENSES,
    Auth,
    ErrorRule,
    Expect,
    Payload,
    Popularity,
    Provider,
    license_at,
)
from catalog.providers.fields import milliseconds, unique, without_param
from catalog.records import MediaRecord

SITE = "https://www.jamendo.com/"
INCLUDE = "musicinfo licenses stats lyrics"


def parse_track(track: dict[str, Any]) -> MediaRecord:
    if str(track.get("audiodownload_allowed")).lower() in {"false", "0", ""}:
        raise RecordRejected("download_not_allowed")
    stats, artist = track.get("stats") or {}, artist_url(track)
    audio_set = album_of(track, artist)
    return MediaRecord(
        media_type="audio",
        license_info=license_at(track["license_ccurl"]),
        foreign_identifier=str(track["id"]),
        foreign_landing_url=track["shareurl"],
        url=without_param(track["audio"], "from"),
        thumbnail=track.get("image"),
        filetype="mp3",
        creator=track.get("artist_name"),
        creator_url=artist,
        title=track.get("name"),
        category="music",
        duration=milliseconds(track.get("duration")),
        genres=dig(track, ("musicinfo", "tags", "genres")),
        tags=tags_of(track.get("musicinfo") or {}),
        audio_set=audio_set,
        audio_set_foreign_identifier=audio_set["foreign_identifier"] if audio_set else None,
        set_position=track.get("position") if audio_set else None,
        meta_data={
            "lyrics": track.get("lyrics"),
            "release_date": track.get("releasedate"),
            "downloads": stats.get("rate_downloads_total"),
            "listens": stats.get("rate_listened_total"),
            "playlists": stats.get("playlisted"),
        },
    )


def artist_url(track: dict[str, Any]) -> str | None:
    if not track.get("artist_id"):
        return None
    return f"{SITE}artist/{track['artist_id']}/{track.get('artist_idstr') or ''}".rstrip("/")


def album_of(track: dict[str, Any], artist: str | None) -> dict[str, Any] | None:
    if not track.get("album_id"):
        return None
    image, name = track.get("album_image"), track.get("album_name") or ""
    page = f"{SITE}album/{track['album_id']}/{quote(name, safe='')}"
    return {
        "title": name,
        "foreign_identifier": str(track["album_id"]),
        "foreign_landing_url": page.rstrip("/"),
        "thumbnail": without_param(image, "trackid") if image else None,
        "creator": track.get("artist_name"),
        "creator_url": artist,
    }


def tags_of(info: dict[str, Any]) -> list[str]:
    groups, speed = info.get("tags") or {}, info.get("speed")
    own = (info.get("vocalinstrumental"), info.get("gender"), f"speed_{speed}" if speed else None)
    return unique(*own, *(groups.get("instruments") or ()), *(groups.get("vartags") or ()))


PROVIDER = Provider(
    name="jamendo",
    title="Jamendo",
    media={"audio": "jamendo"},
    docs="https://developer.jamendo.com/v3.0/tracks",
    license_policy="every track's own Creative Commons licence, where downloads are allowed",
    licenses=CC_LICENSES,
    rate_limit="35,000 requests a month",
    url="https://api.jamendo.com/v3.0/tracks",
    params={"format": "json", "audioformat": "mp32", "imagesize": "600", "include": INCLUDE},
    auth=Auth(secret="JAMENDO_CLIENT_ID", query="client_id"),
    paginator=Offset("offset", "limit", 200),
    page=Payload("page", ("results",), keys=("id", "audio")),
    errors=(
        ErrorRule("slow_down", path=("headers", "code"), values=(6,), wait=300),
        ErrorRule("stop", path=("headers", "code"), values=(5, 11, 12, 13)),
        ErrorRule("retry", path=("headers", "status"), values=("failed",)),
    ),
    item_params={"id": "{id}"},
    others=(Payload("track", None, keys=("id", "audio")),),
    limits=HttpLimits(delay=1, timeout=60),
    schedule="monthly",
    expect=Expect(min_records=100_000),
    popularity=Popularity("listens"),
    parse=parse_track,
)
