"""Freesound, API version 2.

Docs: https://freesound.org/docs/api/
Licences: each sound links to its own; the retired Sampling Plus is rejected.
Limits: 60 requests a minute and 2,000 a day for an ordinary key; a token is needed.

The original file can be had only with OAuth2, so the work is the MP3 preview of 128 kbit/s and the
original its alternative. The preview's size has to be asked for; a sound without one cannot be
played. A pack is named by a link to its own answer, which is asked for once; a sound is good
without it. A list has null in the place of a sound that only the search index still has.
"""

from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import (
    ALL_LICENSES,
    Asker,
    Auth,
    Completion,
    ErrorRule,
    Expect,
    OAuth,
    Payload,
    Popularity,
    Provider,
    license_at,
)
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

SITE = "https://freesound.org/"
API = SITE + "apiv2/"
PREVIEW = "preview-hq-mp3"
_FIELDS = (
    "id,url,name,tags,description,created,license,type,filesize,bitrate,samplerate,duration,"
    "username,download,previews,num_downloads,avg_rating,num_ratings,geotag,pack"
)
_META = ("num_downloads", "avg_rating", "num_ratings", "geotag", "download")


def parse_sound(sound: dict[str, Any]) -> MediaRecord:
    audio_set = set_of(sound)
    return MediaRecord(
        media_type="audio",
        license_info=license_at(sound["license"]),
        foreign_identifier=str(sound["id"]),
        foreign_landing_url=sound["url"],
        url=preview_of(sound),
        filetype="mp3",
        filesize=sound.get("preview_size"),
        bit_rate=128_000,
        creator=sound.get("username"),
        creator_url=f"{SITE}people/{sound['username']}/" if sound.get("username") else None,
        title=sound["name"],
        duration=int(sound["duration"] * 1000),
        tags=sound.get("tags"),
        meta_data={
            **{name: sound.get(name) for name in _META},
            "description": plain_text(sound.get("description")),
        },
        alt_files=[original_of(sound)] if sound.get("download") else None,
        audio_set=audio_set,
        audio_set_foreign_identifier=audio_set["foreign_identifier"] if audio_set else None,
    )


def preview_of(sound: dict[str, Any]) -> str:
    url: str | None = (sound["previews"] or {}).get(PREVIEW)
    if not url:
        raise RecordRejected("no_preview")
    return url


def original_of(sound: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": sound["download"],
        "filesize": sound.get("filesize"),
        "filetype": sound.get("type"),
        "bit_rate": sound["bitrate"] * 1000 if sound.get("bitrate") else None,
        "sample_rate": sound.get("samplerate"),
        "duration": int(sound["duration"] * 1000),
    }


def set_of(sound: dict[str, Any]) -> dict[str, Any] | None:
    """Return the pack: known by its link alone, or by its own answer once that was asked for."""
    pack = sound.get("pack")
    if not pack:
        return None
    if isinstance(pack, dict):
        return {
            "title": pack["name"],
            "foreign_identifier": str(pack["id"]),
            "foreign_landing_url": pack["url"],
            "creator": pack.get("username"),
        }
    number = pack.rstrip("/").rpartition("/")[2]
    return {
        "foreign_identifier": number,
        "foreign_landing_url": f"{SITE}people/{sound['username']}/packs/{number}/",
    }


class PreviewAndPack:
    """Asks for a preview's size and, once for each pack, for the pack; keeps the last thousand."""

    def __init__(self) -> None:
        self._packs: dict[str, Any] = {}

    def __call__(self, asker: Asker, sound: dict[str, Any]) -> dict[str, Any]:
        """Return the sound with `preview_size`, and with its pack in place of the pack's link."""
        size = asker.size(preview_of(sound))
        if size is None:
            raise RecordRejected("no_preview_size")
        return {**sound, "preview_size": size, "pack": self._pack(asker, sound.get("pack"))}

    def _pack(self, asker: Asker, url: str | None) -> Any:
        if url and url not in self._packs:
            if len(self._packs) >= 1000:
                self._packs.pop(next(iter(self._packs)))
            self._packs[url] = asker.optional(url)
        return (self._packs.get(url) or url) if url else None


PROVIDER = Provider(
    name="freesound",
    title="Freesound",
    media={"audio": "freesound"},
    docs="https://freesound.org/docs/api/",
    license_policy="every sound's own; not the retired Sampling Plus",
    licenses=ALL_LICENSES,
    rate_limit="60 requests a minute, 2,000 a day",
    url=API + "search/",
    params={"query": "", "filter": "created:[* TO NOW]", "sort": "created_asc", "fields": _FIELDS},
    auth=Auth(secret="FREESOUND_API_KEY", header="Authorization", template="Token {}"),
    oauth=OAuth(
        authorize_url=API + "oauth2/authorize/",
        token_url=API + "oauth2/access_token/",  # noqa: S106 - a URL
        client_id="FREESOUND_CLIENT_ID",
        client_secret="FREESOUND_CLIENT_SECRET",  # noqa: S106 - a name
        tokens="FREESOUND_TOKENS",
    ),
    paginator=PageNumber("page", "page_size", 150, more=("next",)),
    page=Payload("page", ("results",), keys=("id", "previews")),
    others=(
        Payload("results", (), keys=("id", "previews")),
        Payload("sound", None, keys=("id", "previews")),
    ),
    complete=Completion(PreviewAndPack(), key=lambda sound: int(sound["id"])),
    errors=(ErrorRule("slow_down", status=(429,), wait=60),),
    item_url=API + "sounds/{id}/",
    limits=Limits(delay=5, timeout=60),
    schedule="quarterly",
    expect=Expect(min_records=100_000),
    popularity=Popularity("num_downloads"),
    parse=parse_sound,
)
