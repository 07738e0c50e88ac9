"""The New York Public Library, Digital Collections API.

Docs: https://api.repo.nypl.org/ (version 2; version 1 was taken away in January 2023)
Licences: a search for CC_0 finds them; each capture names its licence by a link.
Limits: 10,000 requests a day; a key is needed.

The search gives ids of items. An item's details are its MODS description and its captures, several
images. Every value in them is an object `{"$": value}`, and what occurs once is not in a list.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from catalog.apis.paginators import PageNumber, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import Auth, Expect, Payload, Provider, detail, license_at
from catalog.providers.fields import each, many
from catalog.providers.mods import (
    creator_of,
    first,
    meta_data_of,
    primary,
    subjects,
    unwrapped,
    value,
)
from catalog.records import MediaRecord

API = "https://api.repo.nypl.org/api/v2/items/"
RESPONSE = ("nyplAPI", "response")
# The `t` of an image link: full size, then 2560, 1600, 760 and 300 pixels on the long side.
SIZES = ("g", "v", "q", "w", "r")


def parse_item(item: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    mods = item["mods"]
    found = {
        "creator": creator_of(mods),
        "title": value(dig(primary(mods.get("titleInfo")), ("title",))),
        "category": "photograph" if value(first(mods.get("genre"))) == "Photographs" else None,
        "tags": list(subjects(mods)),
        "meta_data": meta_data_of(mods),
    }
    captures = many(item["sibling_captures"].get("capture"))
    yield from each(captures, lambda capture: parse_capture(capture, found))


def parse_capture(capture: dict[str, Any], found: dict[str, Any]) -> MediaRecord:
    links = by_size(capture["imageLinks"]["imageLink"])
    url, description = best_image(links)
    return MediaRecord(
        media_type="image",
        license_info=license_at(capture.get("rightsStatementURI")),
        foreign_identifier=capture["imageID"],
        foreign_landing_url=capture["itemLink"].replace("http://", "https://", 1),
        url=url,
        thumbnail=address(links["w"]) if "w" in links else None,
        filetype="jpg" if "jpeg" in description else None,
        **found,
    )


def by_size(links: Any) -> dict[str, dict[str, Any]]:
    return {parse_qs(urlsplit(link["$"]).query).get("t", [""])[0]: link for link in many(links)}


def best_image(links: dict[str, dict[str, Any]]) -> tuple[str, str]:
    """Return the URL and the description of the largest rendition."""
    link = next((links[size] for size in SIZES if size in links), None)
    if link is None:
        raise RecordRejected("no_image")
    return address(link), link.get("description") or ""


def address(link: dict[str, Any]) -> str:
    """Return where a rendition is shown; with `download` a browser saves it instead.

    >>> address({"$": "http://images.nypl.org/index.php?id=5&t=g&download=1&suffix=0c.001"})
    'https://images.nypl.org/index.php?id=5&t=g&suffix=0c.001'
    """
    url: str = link["$"].replace("&download=1", "")
    return url.replace("http://", "https://", 1)


PROVIDER = Provider(
    name="nypl",
    title="The New York Public Library",
    media={"image": "nypl"},
    docs="https://api.repo.nypl.org/",
    license_policy="CC0, as each capture says",
    licenses=frozenset({"cc0", "pdm"}),
    rate_limit="10,000 requests a day",
    url=API + "search/",
    params={"q": "CC_0", "field": "use_rtxt_s"},
    id_path=("sibling_captures", "capture", 0, "imageID"),
    auth=Auth(secret="NYPL_API_KEY", header="Authorization", template='Token token="{}"'),
    paginator=PageNumber("page", "per_page", 500, pages=("nyplAPI", "request", "totalPages")),
    page=Payload(
        "search", (*RESPONSE, "result"), keys=("uuid",), envelope=("nyplAPI",), records=False
    ),
    others=(Payload("details", RESPONSE, keys=("mods", "sibling_captures"), adapt=unwrapped),),
    complete=detail(
        API + "item_details/{id}",
        key=lambda item: item["uuid"],
        keys=("mods", "sibling_captures"),
        path=RESPONSE,
        adapt=unwrapped,
    ),
    item_url=API + "item_details/{id}",
    limits=HttpLimits(delay=5, timeout=60),
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=20_000),
    parse=parse_item,
)
