"""Internet Archive, audio, by its scrape and metadata APIs.

Docs: https://archive.org/help/aboutsearch.htm, https://archive.org/developers/md-read.html
Licences: an item's own `licenseurl`; items without one are not asked for.
Limits: none in numbers; a User-Agent with a contact, one or two connections.

A day's new items are asked for by `publicdate`; the list names them, and each is asked for on its
own. An item is an album, its files are the works (archive_org.py). Values may be a text or a list.
An unknown or closed item is an empty answer. Uploaders choose the licence, with a right to or not.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import Params, Token, is_true
from catalog.errors import CatalogError, RecordRejected
from catalog.files.http import HttpLimits
from catalog.licenses import License
from catalog.providers.archive_org import (
    SITE,
    about_file,
    album_of,
    is_work,
    place_of,
    played_of,
    subjects_of,
)
from catalog.providers.base import ALL_LICENSES, Asker, ErrorRule, Payload, Provider, Window, detail
from catalog.providers.fields import each, first, many
from catalog.providers.licensing import license_at
from catalog.records import MediaRecord

SCRAPE = SITE + "services/search/v1/scrape"
_META = ("date", "publicdate", "collection", "description")
_AUDIO = "mediatype:audio AND licenseurl:*creativecommons*"


def parse_item(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    about, identifier = item["metadata"], item["metadata"]["identifier"]
    if is_true(about.get("access-restricted-item")) or is_true(item.get("is_dark")):
        raise RecordRejected("restricted", identifier)
    files = [file for file in item["files"] if isinstance(file, dict)]
    works = [file for file in files if is_work(file)]
    if not works:
        raise RecordRejected("no_audio")
    license_info = license_at(about.get("licenseurl"))
    yield from each(works, lambda file: track_of(about, file, files, license_info))


def track_of(
    about: dict[str, Any], file: dict[str, Any], files: list[dict[str, Any]], license_info: License
) -> MediaRecord:
    identifier, album, played = about["identifier"], album_of(about), played_of(files, file)
    return MediaRecord(
        media_type="audio",
        license_info=license_info,
        foreign_identifier=f"{identifier}/{file['name']}",
        foreign_landing_url=album["foreign_landing_url"],
        thumbnail=f"{SITE}services/img/{quote(identifier)}",
        **about_file(identifier, played),
        creator=album["creator"] or file.get("artist"),
        title=file.get("title") or file["name"].rpartition(".")[0],
        tags=subjects_of(about.get("subject")),
        genres=many(file.get("genre")),
        meta_data={name: first(about, name) for name in _META},
        alt_files=None if played is file else [about_file(identifier, file)],
        set_position=place_of(file),
        audio_set=album,
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
