"""Europeana, Search API.

Docs: https://europeana.atlassian.net/wiki/spaces/EF/pages/2385739812/Search+API+Documentation
(last checked 2026-11-23).
Licences: whatever `rights` links to; those of Creative Commons are taken.
Limits: none stated; a key.

Days are asked by `timestamp_update`, so corrected items come again by themselves. The search answer
has neither size nor type of the media file; only the item's own answer does, at one request an
item, which for days of 100,000 items is more than a day has time for: these stay empty.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import Params, Token
from catalog.errors import CatalogError, RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import (
    ALL_LICENSES,
    Auth,
    Payload,
    Provider,
    Reingestion,
    Window,
    license_at,
)
from catalog.records import MediaRecord

SOURCES = {"Wellcome Collection": "wellcome_collection"}


def parse_item(item: dict[str, Any]) -> MediaRecord:
    url = item["edmIsShownBy"][0]
    if "dropbox.com" in url:
        raise RecordRejected("url_not_lasting", "dropbox.com")
    return MediaRecord(
        media_type="image",
        license_info=license_at(next((u for u in item["rights"] if "creativecommons" in u), None)),
        foreign_identifier=item["id"],
        foreign_landing_url=(item.get("edmIsShownAt") or [item["guid"]])[0],
        url=url,
        creator=next((name for name in item.get("dcCreator") or () if "://" not in name), None),
        title=item["title"][0],
        meta_data={
            "country": item.get("country"),
            "dataProvider": item.get("dataProvider"),
            "description": description(item),
        },
        source=next((SOURCES[n] for n in item.get("dataProvider") or () if n in SOURCES), None),
    )


def description(item: dict[str, Any]) -> str | None:
    by_language = item.get("dcDescriptionLangAware") or {}
    for language in ("en", "def"):
        if by_language.get(language):
            return str(by_language[language][0]).strip()
    return next(iter(item.get("dcDescription") or ()), None)


def check(payload: Any) -> None:
    if payload.get("success") is False:
        raise CatalogError(f"Europeana says: {str(payload.get('error'))[:200]}")


def updated_in(window: Window) -> Params:
    start, end = f"{window.start:%Y-%m-%dT%H:%M:%SZ}", f"{window.end:%Y-%m-%dT%H:%M:%SZ}"
    return {"query": f"timestamp_update:[{start} TO {end}}}"}  # the brace leaves the end out


PROVIDER = Provider(
    name="europeana",
    title="Europeana",
    media={"image": "europeana"},
    docs="https://europeana.atlassian.net/wiki/spaces/EF/pages/2385739812/Search+API+Documentation",
    last_checked=date(2026, 11, 23),
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
    page=Payload("page", ("items",), keys=("id", "guid"), envelope=("success", "items")),
    others=(Payload("item", None, keys=("id", "guid", "rights")),),
    check=check,
    auth=Auth(secret="EUROPEANA_API_KEY", query="wskey"),  # noqa: S106 - a name
    limits=Limits(delay=3, timeout=60),
    dated=True,
    window_params=updated_in,
    schedule="daily",
    start_date=date(2022, 10, 27),
    reingestion=Reingestion((7, 0, 0, 12, 40, 0), parallel=3),
    sources=tuple(SOURCES.values()),
    parse=parse_item,
)
