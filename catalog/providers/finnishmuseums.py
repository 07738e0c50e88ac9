"""Finna, the search service of Finland's museums: images of four of them.

Docs: https://api.finna.fi/swagger-ui/
Licences: `imageRights`, a Creative Commons licence or none.
Limits: a search gives 10,000 records at most; no key.

Each building is asked by the day on which Finna indexed a record, so changed records come again by
themselves. A record may have several images: the first has the record's id, the others the id and
their number.

`images` are Finna's own renditions, whose size no answer says; `imagesExtended`, which has to be
asked for, has that of the museum's own file, mostly a TIFF to be downloaded (NatLibFi/NDL-VuFind2,
SolrLidoTest and FinnaApi's tests: highResolution.original[].data).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from catalog.apis.paginators import PageNumber, Params
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import ALL_LICENSES, ErrorRule, Payload, Provider, Slices, Window
from catalog.providers.fields import credit, first, many
from catalog.providers.licensing import license_at
from catalog.records import MediaRecord

API = "https://api.finna.fi"
SOURCES = {
    "0/Suomen kansallismuseo/": "national_museum_of_finland",
    "0/Museovirasto/": "finnish_heritage_agency",
    "0/SATMUSEO/": "finnish_satakunnan_museum",
    "0/SA-kuva/": "finnish_military_museum",
}
_DATE = re.compile(r"(?:valmistus|kuvaus|otto)aika:?\s+(.+)", re.IGNORECASE)


def parse_record(item: dict[str, Any]) -> Iterator[MediaRecord]:
    identifier = item["id"]
    if not item.get("images"):
        raise RecordRejected("no_image")
    rights = item.get("imageRights") or {}
    tags, dates = subjects(item)
    common: dict[str, Any] = {
        "license_info": license_at(rights.get("link"), rights.get("copyright")),
        "creator": creators(item),
        "title": item.get("title"),
        "tags": tags,
        "source": source_of(item),
        "meta_data": {"date": "; ".join(dates), "description": first(item, "summary")},
    }
    for index, image in enumerate(item["images"]):
        yield MediaRecord(
            media_type="image",
            foreign_identifier=f"{identifier}_{index}" if index else identifier,
            foreign_landing_url=f"https://www.finna.fi/Record/{identifier}",
            url=API + image,
            **common,
        )


def creators(item: dict[str, Any]) -> str | None:
    authors, kinds = item.get("authors") or {}, ("primary", "secondary", "corporate")
    names = [name for kind in kinds for name in authors.get(kind) or ()]
    return credit(*(names or (one.get("name") for one in item.get("nonPresenterAuthors") or ())))


def subjects(item: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what an image shows, and when it was made, which museums write among that."""
    found = [" - ".join(many(subject)) for subject in item.get("subjects") or ()]
    dates = {tag: date[1] for tag in found if (date := _DATE.match(tag))}
    return [tag for tag in found if tag not in dates], list(dates.values())


def source_of(item: dict[str, Any]) -> str | None:
    found = (SOURCES.get(str(building.get("value"))) for building in item.get("buildings") or ())
    return next(filter(None, found), None)


def indexed_in(window: Window) -> Params:
    last = window.end - timedelta(seconds=1)  # both ends of the range are included
    span = f"{window.start:%Y-%m-%dT%H:%M:%SZ} TO {last:%Y-%m-%dT%H:%M:%SZ}"
    return {"filter[]": [f'last_indexed:"[{span}]"']}


def buildings(_: date) -> list[Params]:
    return [{"filter[]": [f'building:"{building}"']} for building in SOURCES]


PROVIDER = Provider(
    name="finnishmuseums",
    title="Finnish museums (Finna)",
    media={"image": "finnishmuseums"},
    docs="https://api.finna.fi/swagger-ui/",
    license_policy="all Creative Commons licences and public domain tools",
    licenses=ALL_LICENSES,
    rate_limit="10,000 records a query",
    url=f"{API}/api/v1/search",
    params={"filter[]": ['format:"0/Image/"']},
    paginator=PageNumber("page", "limit", 100, total=("resultCount",)),
    page=Payload("page", ("records",), keys=("id", "images"), envelope=("resultCount", "status")),
    others=(Payload("record", None, keys=("id", "images", "imageRights")),),
    errors=(
        ErrorRule("stop", status=(403,)),
        ErrorRule("retry", path=("status",), values=("ERROR",)),
    ),
    item_url=f"{API}/api/v1/record",
    item_params={"id": "{id}"},
    limits=HttpLimits(delay=5, timeout=60),
    dated=True,
    window_params=indexed_in,
    sets=buildings,
    slices=Slices(("resultCount",), at_most=10_000, threshold=100_000, few=12, many=20),
    schedule="daily",
    start_date=date(2015, 11, 1),
    sources=tuple(SOURCES.values()),
    parse=parse_record,
)
