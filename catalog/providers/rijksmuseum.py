"""Rijksmuseum, OAI-PMH, in the Europeana Data Model.

Docs: https://data.rijksmuseum.nl/docs/
Licences: `edm:rights` of each object: the Public Domain Mark, CC0 or CC BY; what links to
rightsstatements.org is rejected.
Limits: none stated; no key.

Days are asked by datestamp, so changed objects come again by themselves. Makers, subjects, types
and materials are links to agents and concepts that stand in the same record, with their names in
Dutch and often in English. IIIF gives an image at its full size, which few records say.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from catalog.apis.paginators import Params
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.numbers import whole_number
from catalog.providers.base import Payload, Provider, Window, license_at
from catalog.providers.fields import credit, first, unique
from catalog.providers.oai_pmh import ERRORS, PAGES, as_json, list_of
from catalog.records import MediaRecord

ID, PAGE = "https://id.rijksmuseum.nl/", "https://www.rijksmuseum.nl/en/collection/"
_TAGS = ("type", "subject", "medium", "spatial")
_FULL = "/full/max/0/default.jpg"


def parse_record(record: dict[str, Any]) -> MediaRecord:
    if record.get("deleted"):
        raise RecordRejected("deleted_at_source")
    rdf = record["metadata"]
    shown = first(rdf, "Aggregation") or {}
    work = first(rdf, "Aggregation.aggregatedCHO.ProvidedCHO", "ProvidedCHO") or {}
    image = first(shown, "isShownBy.WebResource") or {}
    url = image.get("@about") or first(shown, "isShownBy.@resource")
    if not url:
        raise RecordRejected("no_image")
    own_number, names = in_english(work.get("identifier")), names_in(rdf)
    landing = first(shown, "isShownAt.@resource", "isShownAt.WebResource.@about")
    landing = landing or (f"{PAGE}{own_number}" if own_number else record["identifier"])
    return MediaRecord(
        media_type="image",
        license_info=license_at(first(shown, "rights.@resource")),
        foreign_identifier=record["identifier"].removeprefix(ID),
        foreign_landing_url=landing,
        url=url,
        thumbnail=url.replace(_FULL, "/full/!800,800/0/default.jpg") if _FULL in url else None,
        filetype="jpg" if _FULL in url else None,
        creator=credit(*linked(work, "creator", names)),
        title=in_english(work.get("title")),
        tags=unique(*(name for kind in _TAGS for name in linked(work, kind, names))),
        width=whole_number(first(image, "width.#")),
        height=whole_number(first(image, "height.#")),
        meta_data={
            "accession_number": own_number,
            "date": in_english(work.get("created")),
            "dimensions": in_english(work.get("extent")),
            "description": in_english(work.get("description")),
        },
    )


def names_in(rdf: dict[str, Any]) -> dict[str, str | None]:
    """Return what agents and concepts are called, by their links."""
    things = (*(rdf.get("Agent") or ()), *(rdf.get("Concept") or ()), *(rdf.get("Place") or ()))
    return {thing.get("@about", ""): in_english(thing.get("prefLabel")) for thing in things}


def linked(work: dict[str, Any], kind: str, names: dict[str, str | None]) -> Iterator[str]:
    """Yield the names of what a work links to; one that stands there in words is its own name."""
    for one in work.get(kind) or ():
        name = names.get(one.get("@resource", "")) or one.get("#")
        if name:
            yield name


def in_english(texts: list[dict[str, Any]] | None) -> str | None:
    """Return the text in English, else the first one."""
    said = [(text.get("@lang"), text.get("#")) for text in texts or () if text.get("#")]
    return next((text for lang, text in said if lang == "en"), said[0][1] if said else None)


def changed_in(window: Window) -> Params:
    last = window.end - timedelta(seconds=1)  # both ends are included
    return {"from": f"{window.start:%Y-%m-%dT%H:%M:%SZ}", "until": f"{last:%Y-%m-%dT%H:%M:%SZ}"}


PROVIDER = Provider(
    name="rijksmuseum",
    title="Rijksmuseum",
    media={"image": "rijksmuseum"},
    docs="https://data.rijksmuseum.nl/docs/",
    license_policy="every object's own: Public Domain Mark, CC0, CC BY",
    licenses=frozenset({"pdm", "cc0", "by"}),
    rate_limit="none stated",
    url="https://data.rijksmuseum.nl/oai",
    params=list_of("edm"),
    id_path=("identifier",),
    repair=as_json,
    paginator=PAGES,
    page=Payload("records", ("records",), keys=("identifier", "metadata")),
    errors=ERRORS,
    item_params={"verb": "GetRecord", "identifier": ID + "{id}"},
    limits=HttpLimits(delay=1, timeout=120),
    dated=True,
    window_params=changed_in,
    schedule="daily",
    start_date=date(2024, 8, 15),
    category="digitized_artwork",
    parse=parse_record,
)
