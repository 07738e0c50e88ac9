"""Brooklyn Museum, Open Collection API. Retired.

Docs: https://www.brooklynmuseum.org/opencollection/api/ (gone)
Licences: the description of an object's rights links to its licence, among other links. An object
with no Creative Commons link, or with links to several licences, is rejected.
Limits: none stated; a key is needed.

The list says nothing of an object's images: each object is a request of its own. An object has
several images, and the addresses of files come without a scheme. The museum's site has another
search now, which is documented for nobody and whose pictures are for non-commercial use.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import Offset
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.licenses import License
from catalog.providers.base import (
    CC_LICENSES,
    Auth,
    ErrorRule,
    Payload,
    Provider,
    detail,
    license_at,
)
from catalog.providers.fields import unique
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
            foreign_identifier=image["id"],
            foreign_landing_url=f"https://www.brooklynmuseum.org/opencollection/objects/{item['id']}",
            url=image["largest_derivative_url"],
            creator=artists[0] if artists else None,
            title=item.get("title"),
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
            tags=tags_of(item),
        )


def tags_of(item: dict[str, Any]) -> list[str]:
    places = (place.get("name") for place in item.get("geographical_locations") or ())
    kinds = (item.get(name) for name in ("classification", "period", "dynasty"))
    collections = (one.get("name") for one in item.get("collections") or ())
    return unique(*kinds, *collections, *places)


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


PROVIDER = Provider(
    name="brooklynmuseum",
    title="Brooklyn Museum",
    media={"image": "brooklynmuseum"},
    docs="https://www.brooklynmuseum.org/opencollection/api/",
    license_policy="the Creative Commons licence that the object's rights link to",
    licenses=CC_LICENSES,
    rate_limit="none stated",
    url=API,
    params={"has_images": "1", "rights_type_permissive": "1"},
    auth=Auth(secret="BROOKLYN_MUSEUM_API_KEY", header="api_key"),
    paginator=Offset("offset", "limit", 35),
    page=Payload("page", ("data",), keys=("id", "rights_type")),
    others=(
        Payload("detail", ("data",), keys=("id", "rights_type", "images")),
        Payload("object", None, keys=("id", "rights_type", "images")),
    ),
    errors=(ErrorRule("fail", path=("message",), values=("Error*", "error*")),),
    complete=detail(
        API + "{id}", lambda item: int(item["id"]), keys=("id", "images"), path=("data",)
    ),
    item_url=API + "{id}",
    limits=HttpLimits(delay=1, timeout=60),
    schedule=None,
    retired="the museum has taken this API away; its old records are still known",
    start_date=date(2020, 1, 1),
    category="digitized_artwork",
    parse=parse_object,
)
