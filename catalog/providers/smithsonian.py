"""Smithsonian Institution, Open Access API.

Docs: https://edan.si.edu/openaccess/apidocs/
Licences: media whose `usage.access` is CC0 are CC0 1.0; other media of the same row are rejected.
Limits: those of an api.data.gov key, 1,000 requests an hour.

The collection is asked in 256 parts, by the first two digits of the rows' hashes. Units become
sources; the records of a unit that is not listed below stay under the provider's own name, with its
code in `unit_code`, and are counted as `dropped.source` in the report. Creators have one of some
fifty roles: the names of the best kind are taken.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import Offset, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    API_DATA_GOV,
    Auth,
    Expect,
    Payload,
    Provider,
    license_of,
    sets_of,
)
from catalog.providers.fields import each, many
from catalog.providers.smithsonian_names import IDS, SOURCES, creators, url_of
from catalog.records import MediaRecord

QUERY = "online_media_type:Images AND media_usage:CC0 AND hash:{}*"


def parse_row(row: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    row_id, unit, content = row["id"], row.get("unitCode"), row["content"]
    about = content["descriptiveNonRepeating"]
    media = many(dig(about, ("online_media", "media")))
    if not media:
        raise RecordRejected("no_image", row_id)
    common: dict[str, Any] = {
        "foreign_landing_url": about.get("record_link") or about.get("guid") or page_of(row),
        "creator": creators(content.get("freetext") or {}),
        "title": row.get("title"),
        "meta_data": meta_data_of(unit, content),
        "tags": tags_of(content.get("indexedStructured") or {}),
        "source": SOURCES.get(str(unit), unit),
    }
    yield from each(media, lambda image: parse_image(image, common))


def parse_image(image: dict[str, Any], common: dict[str, Any]) -> MediaRecord:
    if image.get("type") != "Images":
        raise RecordRejected("media_type_not_wanted", str(image.get("type")))
    access = dig(image, ("usage", "access"))
    if access != "CC0":
        raise RecordRejected("not_public_domain", str(access))
    url = url_of(image)
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=image["idsId"],
        url=url,
        thumbnail=f"{url}&max=800" if IDS in url else None,
        **common,
    )


def page_of(row: dict[str, Any]) -> str | None:
    """Return the record's page in the Collections Search Center, which its `url` names."""
    return f"https://collections.si.edu/search/detail/{row['url']}" if row.get("url") else None


def tags_of(indexed: dict[str, Any]) -> list[str]:
    kinds = ("date", "object_type", "topic", "place", "culture", "scientific_name", "common_name")
    return [tag for kind in kinds for tag in many(indexed.get(kind)) if isinstance(tag, str)]


def meta_data_of(unit: str | None, content: dict[str, Any]) -> dict[str, Any]:
    notes = (content.get("freetext") or {}).get("notes") or ()
    return {
        "unit_code": unit,
        "data_source": content["descriptiveNonRepeating"].get("data_source"),
        "description": texts(notes, {"description", "summary", "caption", "notes"}),
        "label_text": texts(notes, {"label text", "label"}),
    }


def texts(notes: Any, labels: set[str]) -> str | None:
    fitting = (note for note in notes if str(note.get("label")).lower() in labels)
    return " ".join(note["content"] for note in fitting if note.get("content")) or None


PROVIDER = Provider(
    name="smithsonian",
    title="Smithsonian Institution",
    media={"image": "smithsonian"},
    docs="https://edan.si.edu/openaccess/apidocs/",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="1,000 requests an hour",
    url="https://api.si.edu/openaccess/api/v1.0/search",
    sets=sets_of("q", (QUERY.format(f"{n:02x}") for n in range(256))),
    paginator=Offset("start", "rows", 1000, total=("response", "rowCount")),
    page=Payload("page", ("response", "rows"), keys=("id", "content")),
    errors=API_DATA_GOV,
    others=(
        Payload("content", ("response",), keys=("id", "content", "unitCode")),
        Payload("row", None, keys=("id", "content", "unitCode")),
    ),
    item_url="https://api.si.edu/openaccess/api/v1.0/content/{id}",
    auth=Auth(secret="SMITHSONIAN_API_KEY", query="api_key"),
    limits=HttpLimits(delay=5, timeout=120),
    schedule="weekly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=2_000_000),
    sources=tuple(dict.fromkeys(SOURCES.values())),
    parse=parse_row,
)
