"""Internet Archive, audio, by its scrape and metadata APIs.

Docs: https://archive.org/help/aboutsearch.htm, https://archive.org/developers/md-read.html
Licences: an item's own `licenseurl`; items without one are not asked for.
Limits: none stated in numbers; a User-Agent with a contact, one or two connections.

A day's new items are asked for by `publicdate`; the list names them, and each is asked for on its
own. An item is an album, its original audio files are the works: the other files are the same again
in other formats. Where the original is one that browsers do not play, the MP3 that the archive made
of it is the work's file. Values may be a text or a list of texts. An unknown or closed item is an
answer without anything in it. Uploaders choose the licence: not all of them have the right to.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import Params, Token
from catalog.errors import CatalogError, RecordRejected
from catalog.files.http import HttpLimits
from catalog.numbers import whole_number
from catalog.providers.archive_org import SITE, address_of, first, is_work, played_of, subjects_of
from catalog.providers.base import (
    ALL_LICENSES,
    Asker,
    ErrorRule,
    Payload,
    Provider,
    Window,
    detail,
    license_at,
)
from catalog.providers.fields import milliseconds
from catalog.records import MediaRecord

SCRAPE = SITE + "services/search/v1/scrape"
_AUDIO = "mediatype:audio AND licenseurl:*creativecommons*"


def parse_item(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    about = item["metadata"]
    if about.get("access-restricted-item") or item.get("is_dark"):
        raise RecordRejected("restricted")
    files = [file for file in item["files"] if is_work(file)]
    if not files:
        raise RecordRejected("no_audio")
    for file in files:
        yield track_of(item, file, first(about.get("licenseurl")))


def track_of(item: dict[str, Any], file: dict[str, Any], license_url: str | None) -> MediaRecord:
    about, identifier = item["metadata"], item["metadata"]["identifier"]
    played = played_of(item["files"], file)
    landing = f"{SITE}details/{quote(identifier)}"
    return MediaRecord(
        media_type="audio",
        license_info=license_at(license_url),
        foreign_identifier=f"{identifier}/{file['name']}",
        foreign_landing_url=landing,
        url=address_of(identifier, played["name"]),
        thumbnail=f"{SITE}services/img/{quote(identifier)}",
        filesize=whole_number(played.get("size")),
        creator=first(about.get("creator")) or file.get("artist"),
        title=file.get("title") or file["name"].rpartition(".")[0],
        tags=subjects_of(about.get("subject")),
        duration=milliseconds(file.get("length")),
        meta_data={name: first(about.get(name)) for name in ("date", "publicdate", "collection")},
        alt_files=[] if played is file else [{"url": address_of(identifier, file["name"])}],
        audio_set={
            "foreign_identifier": identifier,
            "foreign_landing_url": landing,
            "title": first(about.get("title")),
            "creator": first(about.get("creator")),
        },
        audio_set_foreign_identifier=identifier,
    )


def of_days(window: Window) -> Params:
    dates = f"publicdate:[{window.start:%Y-%m-%d} TO {window.end:%Y-%m-%d}}}"
    return {"q": f"{_AUDIO} AND {dates}"}


def check_filter(asker: Asker) -> Params:
    """Ask for a day that is not yet: were its filter passed over, all items would come each day."""
    answer = asker.json(SCRAPE, {"q": f"{_AUDIO} AND publicdate:[2999-01-01 TO 2999-01-02]"})
    if answer["items"]:
        raise CatalogError("archive.org no longer takes publicdate for a filter: see its docs.")
    return {}


PROVIDER = Provider(
    name="internetarchive",
    title="Internet Archive",
    media={"audio": "internetarchive"},
    docs="https://archive.org/help/aboutsearch.htm",
    license_policy="every item's own",
    licenses=ALL_LICENSES,
    rate_limit="none in numbers; one or two connections",
    url=SCRAPE,
    params={"fields": "identifier", "q": _AUDIO},
    id_path=("metadata", "identifier"),
    paginator=Token("cursor", ("cursor",), size_param="count", size=100),
    page=Payload("page", ("items",), keys=("identifier",), records=False),
    others=(Payload("item", None, keys=("metadata", "files")),),
    # An item that is unknown or closed is an empty object.
    errors=(ErrorRule("fail", path=("error",)), ErrorRule("gone", path=(), values=("{}",))),
    prepare=check_filter,
    complete=detail(
        SITE + "metadata/{id}", lambda item: item["identifier"], keys=("metadata", "files")
    ),
    item_url=SITE + "metadata/{id}",
    limits=HttpLimits(delay=1, timeout=60),
    schedule="daily",
    start_date=date(1996, 1, 1),
    dated=True,
    window_params=of_days,
    parse=parse_item,
)
