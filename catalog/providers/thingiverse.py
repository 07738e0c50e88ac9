"""Thingiverse, pictures of things to print, API. Retired.

Docs: https://www.thingiverse.com/developers (last checked 2026-11-23).
Licences: a thing names its licence in words; only its public domain dedication (CC0) is taken.
Limits: 300 requests in five minutes; a token is needed.

The newest things are a list of ids; a thing and its images are two requests more.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import Limits
from catalog.providers.base import Asker, Auth, Completion, Payload, Provider, license_of
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

API = "https://api.thingiverse.com/"
CC0 = "Creative Commons - Public Domain Dedication"


def parse_thing(thing: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    if thing["license"] != CC0:
        raise RecordRejected("license_not_accepted", thing["license"])
    creator = thing.get("creator") or {}
    for image in thing["images"]:
        sizes = {(size["type"], size["size"]): size["url"] for size in image["sizes"]}
        if ("display", "large") not in sizes:
            yield RecordRejected("no_image", str(image["id"]))
            continue
        yield MediaRecord(
            media_type="image",
            license_info=license_of("cc0", "1.0"),
            foreign_identifier=str(image["id"]),
            foreign_landing_url=thing["public_url"],
            url=sizes["display", "large"],
            creator=creator.get("name"),
            creator_url=creator.get("public_url"),
            title=thing["name"],
            tags=[tag["name"] for tag in thing.get("tags") or ()],
            meta_data={"description": plain_text(thing.get("description"))},
        )


def with_images(asker: Asker, thing: dict[str, Any]) -> dict[str, Any]:
    address = f"{API}things/{thing['id']}"
    return {**asker.json(address), "images": asker.json(address + "/images")}


PROVIDER = Provider(
    name="thingiverse",
    title="Thingiverse",
    media={"image": "thingiverse"},
    docs="https://www.thingiverse.com/developers",
    last_checked=date(2026, 11, 23),
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="300 requests in five minutes",
    url=API + "newest",
    id_path=("public_url",),
    auth=Auth(secret="THINGIVERSE_TOKEN", header="Authorization", template="Bearer {}"),
    paginator=PageNumber("page", "per_page", 30),
    page=Payload("newest", (), keys=("id", "public_url"), records=False),
    others=(Payload("thing", None, keys=("id", "license", "images")),),
    complete=Completion(with_images, key=lambda thing: int(thing["id"])),
    limits=Limits(delay=5),
    schedule=None,
    retired="no longer pulled since the catalog's first years; its old records are still known",
    parse=parse_thing,
)
