"""Brooklyn Museum, Open Collection API.

Docs: https://www.brooklynmuseum.org/opencollection/api/ (last checked 2026-11-23).
Licences: the description of an object's rights links to its licence, among other links. An object
with no Creative Commons link, or with links to several licences, is rejected.
Limits: none stated; a key is needed.

The list says nothing of an object's images: each object is a request of its own. An object has
several images, and the addresses of files come without a scheme.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import Offset
from catalog.errors import RecordRejected, RetriableError
from catalog.files.http import Limits
from catalog.licenses import License
from catalog.providers.base import CC_LICENSES, Auth, Expect, Payload, Provider, detail, license_at
from catalog.records import MediaRecord

API = "https://www.brooklynmuseum.org/api/v2/object/"
_CC_LINK = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[^\"'\s<]+"
)


def parse_object(item: dict[str, Any]) -> Iterator[MediaRecord]:
    license_info = license_of_object(item["rights_type"] or {})
    artists = [artist["name"] for artist in item.get("artists") or () if artist.get("rank") == 1]
    for image in item["images"]:
        size = largest(image)
        yield MediaRecord(
            media_type="image",
            license_info=license_info,
            foreign_identifier=str(image["id"]),
            foreign_landing_url=f"https://www.brooklynmuseum.org/opencollection/objects/{item['id']}",
            url="https://" + image["largest_derivative_url"].removeprefix("https://"),
            creator=artists[0] if artists else None,
            title=item["title"],
            width=size.get("width"),
            height=size.get("height"),
            meta_data={
                "accession_number": item.get("accession_number"),
                "date": item.get("object_date"),
                "description": item.get("description"),
                "medium": item.get("medium"),
                "credit_line": item.get("credit_line"),
                "classification": item.get("classification"),
            },
        )


def license_of_object(rights: dict[str, Any]) -> License:
    links = {link.rstrip("/.") for link in _CC_LINK.findall(rights.get("description") or "")}
    if len(links) != 1:
        reason = "several_licenses" if links else "missing_license"
        raise RecordRejected(reason, rights.get("name") or "")
    return license_at(links.pop())


def largest(image: dict[str, Any]) -> dict[str, Any]:
    sizes: list[dict[str, Any]] = image.get("derivatives") or []
    wanted = str(image.get("largest_derivative"))
    return next((size for size in sizes if str(size.get("size")) == wanted), {})


def check_success(payload: Any) -> None:
    message = payload.get("message") if isinstance(payload, dict) else payload
    if not str(message).lower().startswith("success"):
        raise RetriableError(f"the answer says: {str(message)[:200]}")


PROVIDER = Provider(
    name="brooklynmuseum",
    title="Brooklyn Museum",
    media={"image": "brooklynmuseum"},
    docs="https://www.brooklynmuseum.org/opencollection/api/",
    last_checked=date(2026, 11, 23),
    license_policy="the Creative Commons licence that the object's rights link to",
    licenses=CC_LICENSES,
    rate_limit="none stated",
    url=API,
    params={"has_images": "1", "rights_type_permissive": "1"},
    auth=Auth(secret="BROOKLYN_MUSEUM_API_KEY", header="api_key"),
    paginator=Offset("offset", "limit", 35),
    page=Payload("page", ("data",), keys=("id", "rights_type")),
    others=(Payload("object", None, keys=("id", "rights_type", "images")),),
    check=check_success,
    complete=detail(API + "{id}", key=lambda item: int(item["id"]), path=("data",)),
    item_url=API + "{id}",
    limits=Limits(delay=1, timeout=60),
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=20_000),
    category="digitized_artwork",
    parse=parse_object,
)
