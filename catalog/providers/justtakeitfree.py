"""Justtakeitfree Free Photos, API.

Docs: the endpoint was described by its maker, there is no page
Licences: CC BY 4.0, named by a link in every photo.
Limits: none stated; a key is needed.

A photo has no id of its own: it is the number in its page's address. Its size in bytes has to be
asked for.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.files.http import HttpLimits
from catalog.providers.base import Auth, Expect, Payload, Provider, license_at, size_asked
from catalog.records import MediaRecord


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    page = photo["page_link"]
    return MediaRecord(
        media_type="image",
        license_info=license_at(photo["license_link"]),
        foreign_identifier=page.rstrip("/").rpartition("/")[2],
        foreign_landing_url=page,
        url=photo["full_image_link"],
        thumbnail=photo.get("preview_link"),
        filesize=photo.get("filesize"),
        creator="Justtakeitfree Free Photos",
        creator_url="https://justtakeitfree.com/",
        tags=photo.get("tags"),
    )


PROVIDER = Provider(
    name="justtakeitfree",
    title="Justtakeitfree Free Photos",
    media={"image": "justtakeitfree"},
    docs="https://justtakeitfree.com/",
    license_policy="CC BY 4.0",
    licenses=frozenset({"by"}),
    rate_limit="none stated",
    url="https://justtakeitfree.com/api/api.php",
    id_path=("page_link",),
    auth=Auth(secret="JUSTTAKEITFREE_API_KEY", query="key"),
    paginator=PageNumber("page"),
    page=Payload("page", (), keys=("page_link", "full_image_link")),
    others=(Payload("photo", None, keys=("page_link", "full_image_link")),),
    complete=size_asked(lambda photo: photo["full_image_link"], lambda photo: photo["page_link"]),
    limits=HttpLimits(delay=1),
    schedule="monthly",
    start_date=date(2023, 9, 1),
    expect=Expect(min_records=1_000),
    category="photograph",
    parse=parse_photo,
)
