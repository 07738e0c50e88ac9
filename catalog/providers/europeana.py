"""Europeana, Search API.

Docs: https://europeana.atlassian.net/wiki/spaces/EF/pages/2385739812/Search+API+Documentation
Licences: whatever `rights` links to; those of Creative Commons are taken.
Limits: none stated; a key.

Days are asked by `timestamp_update`, so corrected items come again by themselves. The search answer
has neither size nor type of the media file; only the item's own answer does, at one request an
item, which for days of 100,000 items is more than a day has time for: these stay empty.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import Params, Token
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    ALL_LICENSES,
    Auth,
    ErrorRule,
    Payload,
    Provider,
    ReingestionRule,
    Window,
    license_at,
)
from catalog.providers.fields import credit, first, many, unique
from catalog.records import MediaRecord

SOURCES = {"Wellcome Collection": "wellcome_collection"}


def parse_item(item: dict[str, Any]) -> MediaRecord:
    url = first(item, "edmIsShownBy") or ""
    if "dropbox.com" in url:
        raise RecordRejected("url_not_lasting", "dropbox.com")
    return MediaRecord(
        media_type="image",
        license_info=license_at(item["rights"]),
        foreign_identifier=item["id"],
        foreign_landing_url=first(item, "edmIsShownAt") or item["guid"].partition("?")[0],
        url=url,
        creator=creator_of(item),
        title=first(item, "title") or next(iter(in_one_language(item, "dcTitle")), None),
        tags=tags_of(item),
        meta_data={
            "country": item.get("country"),
            "dataProvider": item.get("dataProvider"),
            "description": next(iter(in_one_language(item, "dcDescription")), None),
        },
        source=SOURCES.get(str(first(item, "dataProvider"))),
    )


def creator_of(item: dict[str, Any]) -> str | None:
    """Return the creators' names; where one is a link, its agent's label stands beside that."""
    agents = many(item.get("edmAgent"))
    labels = [label for one in many(item.get("edmAgentLabel")) for label in one.values()]
    orders = [labels[:1] * len(agents[:1]), *(item.get("edmAgentLabelLangAware") or {}).values()]
    told = next((names for names in (labels, *orders) if len(names) == len(agents)), labels[:0])
    named = dict(zip(agents, told, strict=False))
    creators = in_one_language(item, "dcCreator")
    return credit(*(named.get(name) if "://" in name else name for name in creators))


def tags_of(item: dict[str, Any]) -> list[str]:
    labels = [label for one in many(item.get("edmConceptLabel")) for label in one.values()]
    found = [*in_one_language(item, "edmConceptPrefLabel"), *in_one_language(item, "dcSubject")]
    return [tag for tag in unique(*(found or labels)) if "://" not in tag]


def in_one_language(item: dict[str, Any], name: str) -> list[str]:
    """Return texts in English, else in none that is named, else in the first one that there is."""
    texts = item.get(f"{name}LangAware") or {}
    found = next((texts[code] for code in ("en", "def", *texts) if texts.get(code)), None)
    return many(found or item.get(name))


def updated_in(window: Window) -> Params:
    start, end = f"{window.start:%Y-%m-%dT%H:%M:%SZ}", f"{window.end:%Y-%m-%dT%H:%M:%SZ}"
    return {"query": f"timestamp_update:[{start} TO {end}}}"}  # the brace leaves the end out


PROVIDER = Provider(
    name="europeana",
    title="Europeana",
    media={"image": "europeana"},
    docs="https://europeana.atlassian.net/wiki/spaces/EF/pages/2385739812/Search+API+Documentation",
    license_policy="all Creative Commons licences and public domain tools",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url="https://api.europeana.eu/record/v2/search.json",
    params={
        "profile": "rich",
        "reusability": ["open", "restricted"],
        "media": "true",
        "qf": ["TYPE:IMAGE", "provider_aggregation_edm_isShownBy:*"],
        "sort": "europeana_id desc",
    },
    paginator=Token("cursor", ("nextCursor",), first="*", size_param="rows", size=100),
    page=Payload("page", ("items",), keys=("id", "guid")),
    others=(Payload("item", None, keys=("id", "guid", "rights")),),
    errors=(ErrorRule("fail", path=("success",), values=("False",)),),
    item_params={"query": 'europeana_id:"{id}"'},
    auth=Auth(secret="EUROPEANA_API_KEY", query="wskey"),
    limits=HttpLimits(delay=3, timeout=60),
    dated=True,
    window_params=updated_in,
    schedule="daily",
    start_date=date(2022, 10, 27),
    reingestion=ReingestionRule((7, 0, 0, 12, 40, 0), parallel=3),
    sources=tuple(SOURCES.values()),
    parse=parse_item,
)
