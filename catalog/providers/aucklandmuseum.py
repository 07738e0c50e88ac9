"""Auckland Museum Tāmaki Paenga Hira, Collections Online API.

Docs: https://github.com/AucklandMuseum/API/wiki
Licences: what the museum itself holds the copyright of is CC BY 4.0; a record says so in words.
Limits: 10 requests a second and 1,000 requests a day; no key.

The API is an Elasticsearch index that takes a search as JSON. Elasticsearch gives no more than
10,000 hits of one search, so a day with more is asked in slices. A file has no extension, and comes
in the rendering that is asked for. What the museum marks as sensitive is left where it is.
"""

import re
from datetime import date
from typing import Any

from catalog.apis.paginators import Offset, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import ELASTICSEARCH, Payload, Provider, Slices, Window, license_of
from catalog.providers.fields import credit, first, many, unique
from catalog.records import MediaRecord

LANDING = "https://www.aucklandmuseum.com/collections-research/collections/record/am_"
# Pages of an unsorted search overlap, and every shard's copy has an order of its own.
SORT = [{"lastModifiedOn": "asc"}, "_doc"]
# "CC BY" alone: "CC BY-NC" is another licence, which the API has for other owners.
_CC_BY = re.compile(r"\bCC BY\b(?![- ]N)", re.IGNORECASE)


def parse_hit(hit: dict[str, Any]) -> MediaRecord:
    identifier, work = hit["_id"], hit["_source"]
    rights = "; ".join(work.get("copyright") or ())
    if not _CC_BY.search(rights):
        raise RecordRejected("license_not_accepted", rights)
    if work.get("isSensitive"):
        raise RecordRejected("sensitive")
    file = work["primaryRepresentation"].replace("http://", "https://", 1)
    return MediaRecord(
        media_type="image",
        license_info=license_of("by", "4.0"),
        foreign_identifier=identifier.rpartition("/")[2],
        foreign_landing_url=LANDING + identifier.rpartition("/id/")[2].replace("/", "-"),
        url=f"{file}?rendering=original.jpg",
        filetype="jpg",
        creator=credit(work.get("dc_contributor")),
        title=first(work, "appellation.Primary Title", "appellation.Other Title", "dc_title"),
        tags=tags_of(work),
        meta_data={
            "type": work.get("type"),
            "geopos": dig(work, ("geopos", 0)),
            "department": dig(work, ("department", 0)),
        },
    )


def tags_of(work: dict[str, Any]) -> list[str]:
    kinds = (("keyword",), ("tags", "official"), ("tags", "user"), ("place", "_all"))
    more = (("dc_place",), ("department",))
    return unique(*(tag for kind in (*kinds, *more) for tag in many(dig(work, kind))))


def search(window: Window | None) -> dict[str, Any]:
    """Return the search for what the museum owns, has a picture of and changed in a window."""
    filters: list[dict[str, Any]] = [
        {"wildcard": {"copyright": {"value": "*Auckland*"}}},
        {"exists": {"field": "primaryRepresentation"}},
    ]
    if window:
        changed = {"gte": f"{window.start:%FT%TZ}", "lt": f"{window.end:%FT%TZ}"}
        filters.append({"range": {"lastModifiedOn": changed}})
    return {"query": {"bool": {"must": filters}}, "track_total_hits": True, "sort": SORT}


PROVIDER = Provider(
    name="aucklandmuseum",
    title="Auckland Museum Tāmaki Paenga Hira",
    media={"image": "aucklandmuseum_tamakipaengahira"},
    docs="https://github.com/AucklandMuseum/API/wiki",
    license_policy="CC BY 4.0, where the museum owns the copyright",
    licenses=frozenset({"by"}),
    rate_limit="10 requests a second, 1,000 a day",
    url="https://api.aucklandmuseum.com/search/collectionsonline/_search",
    id_path=("_id",),
    body=search,
    paginator=Offset("from", "size", 2000, total=("hits", "total", "value"), ceiling=10_000),
    page=Payload("page", ("hits", "hits"), keys=("_id", "_source"), envelope=("took",)),
    errors=ELASTICSEARCH,
    item_params={"q": '_id:"http://api.aucklandmuseum.com/id/{id}"'},
    limits=HttpLimits(delay=4, timeout=60),
    dated=True,
    slices=Slices(
        total=("hits", "total", "value"), at_most=10_000, threshold=100_000, few=6, many=12
    ),
    schedule="daily",
    start_date=date(2021, 1, 1),
    parse=parse_hit,
)
