"""Wikimedia Commons, MediaWiki action API: images and audio.

Docs: https://www.mediawiki.org/wiki/API:Allimages
Licences: all that Commons has; files whose licence is none of Creative Commons' are rejected.
Limits: those of Wikimedia for all its sites, since 2026: at most three requests at a time, a
User-Agent that says who asks, and a wait where the answer says so (`maxlag`, Retry-After). No key.

A batch of files comes in several answers (commons_batches.py); what of a file is shown, and how it
is told from others, is in commons_files.py.
"""

from datetime import date, timedelta
from typing import Any

from catalog.apis.paginators import Params
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    MEDIAWIKI,
    Payload,
    Popularity,
    Provider,
    ReingestionRule,
    Window,
)
from catalog.providers.commons_about import license_in, meta_data_of, tags_of, title_of
from catalog.providers.commons_batches import API, check_answer, walk
from catalog.providers.commons_files import (
    category_of,
    file_of,
    from_imageinfo,
    image_of,
    media_type_of,
    sound_of,
)
from catalog.providers.fields import milliseconds
from catalog.providers.markup import first_link, plain_text
from catalog.records import MediaRecord

ISO = "%Y-%m-%dT%H:%M:%SZ"


def parse_file(page: dict[str, Any]) -> MediaRecord:
    info = (page.get("imageinfo") or [{}])[0]
    if not info:
        raise RecordRejected("missing_imageinfo")
    media_type = media_type_of(info)
    about = {name: value.get("value") for name, value in (info.get("extmetadata") or {}).items()}
    sound = sound_of(info) if media_type == "audio" else {}
    return MediaRecord(
        media_type=media_type,
        license_info=license_in(about),
        foreign_identifier=str(page["pageid"]),
        foreign_landing_url=info["descriptionshorturl"],
        tags=tags_of(about),
        creator=plain_text(about.get("Artist")),
        creator_url=first_link(about.get("Artist"), API),
        title=title_of(page["title"]),
        meta_data={**meta_data_of(page, about), "channels": sound.get("channels")},
        category=category_of(media_type, info, about),
        **(image_of(info) if media_type == "image" else file_of(info)),
        duration=milliseconds(info.get("duration")) if media_type == "audio" else None,
        bit_rate=sound.get("bitrate"),
        sample_rate=sound.get("sample_rate"),
    )


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
    check=check_answer,
    item_params={"generator": None, "pageids": "{id}"},
    limits=HttpLimits(delay=1, timeout=120),
    dated=True,
    window_params=uploaded_in,
    schedule="daily",
    start_date=date(2020, 11, 1),
    reingestion=ReingestionRule((6, 0, 0, 9, 18, 30), parallel=2),
    popularity=Popularity("global_usage_count"),
    parse=parse_file,
)
