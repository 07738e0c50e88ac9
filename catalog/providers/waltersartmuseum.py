"""The Walters Art Museum, API. Retired.

Docs: http://api.thewalters.org/ (last checked 2026-11-23).
Licences: CC0 1.0 for everything.
Limits: none stated; a key is needed.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import Auth, Payload, Provider, license_of
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

_META = {
    "ObjectNumber": "accession_number",
    "DateText": "date",
    "Medium": "medium",
    "Classification": "classification",
    "Collection": "collection",
    "Culture": "culture",
    "CreditLine": "credit_line",
}


def parse_object(item: dict[str, Any]) -> MediaRecord:
    image = item["PrimaryImage"] or {}
    url = image.get("Raw") or image.get("Large")
    if not url:
        raise RecordRejected("no_image")
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=str(item["ObjectID"]),
        foreign_landing_url=item["ResourceURL"],
        url=url,
        thumbnail=image.get("Large"),
        creator=item.get("Creator"),
        title=item["Title"],
        meta_data={
            **{ours: item.get(theirs) for theirs, ours in _META.items()},
            "description": plain_text(item.get("Description")),
        },
    )


PROVIDER = Provider(
    name="waltersartmuseum",
    title="The Walters Art Museum",
    media={"image": "waltersartmuseum"},
    docs="http://api.thewalters.org/",
    last_checked=date(2026, 11, 23),
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="none stated",
    url="https://api.thewalters.org/v1/objects",
    params={"orderBy": "classification"},
    id_path=("ObjectID",),
    auth=Auth(secret="WALTERS_API_KEY", query="apikey"),
    paginator=PageNumber("Page", "pageSize", 250, more=("NextPage",)),
    page=Payload("page", ("Items",), keys=("ObjectID", "PrimaryImage"), envelope=("Items",)),
    others=(Payload("object", None, keys=("ObjectID", "PrimaryImage")),),
    limits=Limits(delay=1),
    schedule=None,
    retired="no longer pulled since the catalog's first years; its old records are still known",
    category="digitized_artwork",
    parse=parse_object,
)
