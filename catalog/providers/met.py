"""The Metropolitan Museum of Art, Collection API.

Docs: https://metmuseum.github.io/
Licences: objects with `isPublicDomain` are CC0 1.0; all others are copyrighted and rejected.
Limits: 80 requests a second are stated. In fact about one is answered; who asks faster gets an HTML
page with status 403 for up to a minute. No key.

One list answers with the ids of all objects that changed since a day; each object is a request. An
object has one or several images, all of which become records: an image's id is the object's number
and the file's stem. Some file names hold spaces, which a URL may not.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import Params, SinglePage
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ErrorRule,
    Payload,
    Provider,
    ReingestionRule,
    Window,
    detail,
    license_of,
)
from catalog.providers.fields import each, unique
from catalog.records import MediaRecord

API = "https://collectionapi.metmuseum.org/public/collection/v1/objects"


def parse_object(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    if not item["isPublicDomain"]:
        raise RecordRejected("not_public_domain")
    images = [
        url for url in (item.get("primaryImage"), *(item.get("additionalImages") or ())) if url
    ]
    if not images:
        raise RecordRejected("no_image")
    common = {
        "license_info": license_of("cc0", "1.0"),
        # Some records name the museum's site for trials.
        "foreign_landing_url": item["objectURL"].replace("://wwwstg.", "://www.", 1),
        "creator": item.get("artistDisplayName"),
        "title": item.get("title") or item.get("objectName"),
        "meta_data": meta_data_of(item),
        "tags": tags_of(item),
    }
    number = item["objectID"]
    yield from each(unique(*images), lambda url: image_of(number, url, common))


def image_of(number: int, url: str, common: dict[str, Any]) -> MediaRecord:
    stem = url.rpartition("/")[2].partition(".")[0]
    return MediaRecord(
        media_type="image",
        foreign_identifier=f"{number}-{stem}",
        url=url.replace(" ", "%20"),
        **common,
    )


def tags_of(item: dict[str, Any]) -> list[str]:
    fields = ("department", "medium", "culture", "objectName", "artistDisplayName")
    more = ("classification", "objectDate", "period")
    terms = (tag.get("term") for tag in item.get("tags") or ())
    found = (*(item.get(name) for name in (*fields, *more)), *terms)
    return unique(*found)


def meta_data_of(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "accession_number": item.get("accessionNumber"),
        "classification": item.get("classification"),
        "culture": item.get("culture"),
        "date": item.get("objectDate"),
        "medium": item.get("medium"),
        "credit_line": item.get("creditLine"),
    }


def changed_since(window: Window) -> Params:
    return {"metadataDate": f"{window.start:%Y-%m-%d}"}


PROVIDER = Provider(
    name="met",
    title="The Metropolitan Museum of Art",
    media={"image": "met"},
    docs="https://metmuseum.github.io/",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="80 requests a second; about one in fact",
    errors=(ErrorRule("slow_down", status=(403,), wait=60),),
    url=API,
    id_path=("objectID",),
    paginator=SinglePage(total=("total",)),
    page=Payload("ids", ("objectIDs",), envelope=("total",), records=False),
    others=(Payload("object", None, keys=("objectID", "isPublicDomain")),),
    complete=detail(API + "/{id}", key=int, keys=("objectID",)),
    item_url=API + "/{id}",
    limits=HttpLimits(delay=1, timeout=60),
    dated=True,
    window_params=changed_since,
    schedule="daily",
    start_date=date(2016, 9, 1),
    reingestion=ReingestionRule((6, 0, 0, 9, 18, 30), parallel=2),
    category="digitized_artwork",
    parse=parse_object,
)
