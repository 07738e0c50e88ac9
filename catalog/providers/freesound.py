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
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
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
from catalog.providers.fields import number
from catalog.providers.freesound_answers import SITE, preview_of, set_of, with_preview_and_pack
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

API = SITE + "apiv2/"
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
        title=sound.get("name"),
        duration=duration_of(sound),
        tags=sound.get("tags"),
        meta_data={
            **{name: sound.get(name) for name in _META},
            "description": plain_text(sound.get("description")),
        },
        alt_files=[original_of(sound)] if sound.get("download") else None,
        audio_set=audio_set,
        audio_set_foreign_identifier=audio_set["foreign_identifier"] if audio_set else None,
    )


def duration_of(sound: dict[str, Any]) -> int | None:
    seconds = number(sound.get("duration"))
    return None if seconds is None else int(seconds * 1000)


def original_of(sound: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": sound["download"],
        "filesize": sound.get("filesize"),
        "filetype": sound.get("type"),
        "bit_rate": (number(sound.get("bitrate")) or 0) * 1000 or None,
        "sample_rate": sound.get("samplerate"),
        "duration": duration_of(sound),
    }


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
        token_url=API + "oauth2/access_token/",
        client_id="FREESOUND_CLIENT_ID",
        client_secret="FREESOUND_CLIENT_SECRET",
        tokens="FREESOUND_TOKENS",
    ),
    paginator=PageNumber("page", "page_size", 150, more=("next",)),
    page=Payload("page", ("results",), keys=("id", "previews")),
    others=(
        Payload("results", (), keys=("id", "previews")),
        Payload("sound", None, keys=("id", "previews")),
    ),
    complete=Completion(with_preview_and_pack, key=lambda sound: int(sound["id"])),
    errors=(ErrorRule("slow_down", status=(429,), wait=60),),
    item_url=API + "sounds/{id}/",
    limits=HttpLimits(delay=5, timeout=60),
    schedule="quarterly",
    expect=Expect(min_records=100_000),
    popularity=Popularity("num_downloads"),
    parse=parse_sound,
)
