"""Nappy, photos of Black and Brown people, API made for Openverse.

Docs: the endpoint was described by its makers, there is no page
Licences: CC0 1.0 for everything.
Limits: none; a User-Agent is wanted, no key.

A file's size is given in words such as "187.8kB", in powers of a thousand.
"""

import re
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import Expect, Payload, Popularity, Provider, license_of
from catalog.records import MediaRecord

_SIZE = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,12})?)\s*(?P<unit>[kMG]?)B", re.IGNORECASE)
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    if str(photo.get("license") or "CC0").upper() != "CC0":
        raise RecordRejected("license_not_accepted", str(photo["license"]))
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=str(photo["foreign_identifier"]),
        foreign_landing_url=photo["foreign_landing_url"],
        url=photo["url"],
        thumbnail=photo["url"] + "?auto=format&w=600&q=75",
        filetype=photo.get("filetype"),
        filesize=bytes_of(photo.get("filesize")),
        creator=photo.get("creator"),
        creator_url=photo.get("creator_url"),
        title=photo.get("title"),
        tags=(photo.get("tags") or "").split(","),
        width=photo.get("width"),
        height=photo.get("height"),
        meta_data={name: photo.get(name) for name in ("views", "saves", "downloads")},
    )


def bytes_of(text: str | None) -> int | None:
    """Return the bytes of a size in words.

    >>> bytes_of("187.8kB"), bytes_of("3.4MB"), bytes_of("big")
    (187800, 3400000, None)
    """
    found = _SIZE.fullmatch((text or "").strip())
    return round(float(found["number"]) * _UNITS[found["unit"].lower()]) if found else None


PROVIDER = Provider(
    name="nappy",
    title="Nappy",
    media={"image": "nappy"},
    docs="https://nappy.co/",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="none",
    url="https://api.nappy.co/v1/openverse/images",
    id_path=("foreign_identifier",),
    paginator=PageNumber("page", "per_page", 100, more=("next_page",)),
    page=Payload("page", ("images",), keys=("foreign_identifier", "url")),
    others=(Payload("photo", None, keys=("foreign_identifier", "url")),),
    limits=HttpLimits(delay=1),
    schedule="monthly",
    start_date=date(2022, 12, 1),
    expect=Expect(min_records=1_000),
    popularity=Popularity("downloads"),
    category="photograph",
    parse=parse_photo,
)
