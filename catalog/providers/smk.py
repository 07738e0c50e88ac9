"""SMK, Statens Museum for Kunst (National Gallery of Denmark), API.

Docs: https://api.smk.dk/api/v1/docs/
Licences: each artwork links to its rights, of works in the public domain mostly CC0, by Creative
Commons' page about CC0 instead of the deed.
Limits: none stated; no key.

An image is served by IIIF in any size, in full, which an answer tells, at the address that answers
give of further images (`alternative_images.native`) and in what a download's address packs. An old
image is a thumbnail, whose size no answer says. Object numbers may hold spaces. Further images of
an artwork repeat the main one and are left out.
"""

from datetime import date
from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import Offset
from catalog.files.http import HttpLimits
from catalog.providers.base import ALL_LICENSES, Expect, Payload, Provider, license_at
from catalog.providers.fields import credit, first
from catalog.records import MediaRecord


def parse_artwork(item: dict[str, Any]) -> MediaRecord:
    iiif = item.get("image_iiif_id")
    url = f"{iiif}/full/full/0/native.jpg" if iiif else item["image_native"]
    is_whole = "/thumbnail/" not in url
    return MediaRecord(
        media_type="image",
        license_info=license_at(item["rights"]),
        foreign_identifier=iiif or item["id"],
        foreign_landing_url="https://open.smk.dk/en/artwork/image/" + quote(item["object_number"]),
        url=url,
        thumbnail=item.get("image_thumbnail"),
        creator=credit(*(one.get("creator") for one in item.get("production") or ())),
        title=first(item, "titles.title"),
        tags=tags_of(item),
        width=item.get("image_width") if is_whole else None,
        height=item.get("image_height") if is_whole else None,
        meta_data={
            "created_date": item.get("created"),
            "collection": ",".join(item.get("collection") or ()),
            "techniques": ",".join(item.get("techniques") or ()),
            "colors": ",".join(item.get("colors") or ()),
        },
    )


def tags_of(item: dict[str, Any]) -> list[str]:
    names = [one.get("name") for one in item.get("object_names") or ()]
    subjects = [*(item.get("content_subject") or ()), *(item.get("content_person") or ())]
    found = (*names, *(item.get("techniques") or ()), *subjects)
    return list({tag.lower(): tag for tag in found if tag}.values())


PROVIDER = Provider(
    name="smk",
    title="SMK, National Gallery of Denmark",
    media={"image": "smk"},
    docs="https://api.smk.dk/api/v1/docs/",
    license_policy="every artwork's own; works in the public domain are asked for",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url="https://api.smk.dk/api/v1/art/search/",
    params={"keys": "*", "filters": "[has_image:true],[public_domain:true]", "lang": "en"},
    id_path=("object_number",),
    paginator=Offset("offset", "rows", 2000, total=("found",)),
    page=Payload("page", ("items",), keys=("object_number", "rights")),
    item_url="https://api.smk.dk/api/v1/art/",
    item_params={"object_number": "{id}", "lang": "en"},
    others=(Payload("item", None, keys=("object_number", "rights")),),
    limits=HttpLimits(delay=5, timeout=60),
    schedule="monthly",
    start_date=date(2020, 1, 1),
    expect=Expect(min_records=20_000),
    category="digitized_artwork",
    parse=parse_artwork,
)
