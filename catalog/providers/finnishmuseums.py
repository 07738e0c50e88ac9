"""Finna, the search service of Finland's museums: images of four of them.

Docs: https://api.finna.fi/swagger-ui/
Licences: `imageRights.link`, a Creative Commons licence or none.
Limits: a search gives 10,000 records at most; no key.

Each building is asked by the day on which Finna indexed a record, so changed records come again by
themselves. A record may have several images: the first has the record's id, the others the id and
their number.

`images` are Finna's own renditions, of which no answer says how large they are; `imagesExtended`,
which has to be asked for, has the size of the museum's own file, often a TIFF, and not theirs
(NatLibFi/NDL-VuFind2, SolrLidoTest: highResolution.original[].data).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from catalog.apis.paginators import PageNumber, Params
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    ErrorRule,
    Payload,
    Provider,
    Slices,
    Window,
    license_at,
)
from catalog.records import MediaRecord

API = "https://api.finna.fi"
SOURCES = {
    "0/Suomen kansallismuseo/": "national_museum_of_finland",
    "0/Museovirasto/": "finnish_heritage_agency",
    "0/SATMUSEO/": "finnish_satakunnan_museum",
    "0/SA-kuva/": "finnish_military_museum",
}


def parse_record(item: dict[str, Any]) -> Iterator[MediaRecord]:
    identifier = item["id"]
    if not item.get("images"):
        raise RecordRejected("no_image")
    license_info = license_at((item.get("imageRights") or {}).get("link"))
    creator, tags, source = creators(item), subjects(item), source_of(item)
    for index, image in enumerate(item["images"]):
        yield MediaRecord(
            media_type="image",
            license_info=license_info,
            foreign_identifier=f"{identifier}_{index}" if index else identifier,
            foreign_landing_url=f"https://www.finna.fi/Record/{identifier}",
            url=API + image,
            creator=creator,
            title=item.get("title"),
            tags=tags,
            source=source,
        )


def creators(item: dict[str, Any]) -> str | None:
    authors = item.get("authors") or {}
    names = [
        name for kind in ("primary", "secondary", "corporate") for name in authors.get(kind) or ()
    ]
    names = names or [author.get("name") for author in item.get("nonPresenterAuthors") or ()]
    return "; ".join(name for name in names if name) or None


def subjects(item: dict[str, Any]) -> list[str]:
    return [" - ".join(subject) for subject in item.get("subjects") or ()]


def source_of(item: dict[str, Any]) -> str | None:
    buildings = (building.get("value") for building in item.get("buildings") or ())
    return next((SOURCES[value] for value in buildings if value in SOURCES), None)


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
