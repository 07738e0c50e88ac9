"""Art Institute of Chicago API.

Docs: https://api.artic.edu/docs/
Licences: CC0 for the images of works that are in the public domain, which an answer says of each.
Limits: 60 requests a minute without a key; a User-Agent with a contact is wanted.

The list has all works, the last changed first; only about half of them are in the public domain and
have an image. IIIF serves an image at any width up to the original's, which `thumbnail` tells; the
image host may answer 403 with a challenge to what is no browser.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import Expect, Payload, Provider, license_of
from catalog.providers.fields import each, first, number, unique
from catalog.records import MediaRecord

API = "https://api.artic.edu/api/v1/artworks"
IIIF = "https://www.artic.edu/iiif/2/"
_FIELDS = (
    "id,title,alt_titles,thumbnail,main_reference_number,date_display,artist_title,artist_display,"
    "place_of_origin,medium_display,dimensions,credit_line,is_public_domain,department_title,"
    "artwork_type_title,term_titles,subject_titles,style_titles,image_id,alt_image_ids,updated_at"
)
# The width that every image is served in, where nothing says how wide the original is.
_USUAL = 843
SIDES = ("width", "height")
_META = (
    "date_display",
    "place_of_origin",
    "medium_display",
    "dimensions",
    "credit_line",
    "department_title",
    "artwork_type_title",
    "artist_display",
    "main_reference_number",
)


def parse_artwork(work: dict[str, Any]) -> Iterator[MediaRecord | RecordRejected]:
    if not work["is_public_domain"]:
        raise RecordRejected("license_not_accepted", "not in the public domain")
    if not work.get("image_id"):
        raise RecordRejected("no_image")
    images = unique(work["image_id"], *(work.get("alt_image_ids") or ()))
    yield from each(images, lambda image: image_of(work, image))


def image_of(work: dict[str, Any], image: str) -> MediaRecord:
    main = image == work["image_id"]
    # Of the original, not of a thumbnail.
    width, height = (first(work, f"thumbnail.{side}") if main else None for side in SIDES)
    smaller = min(number(width) or _USUAL, _USUAL)
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=str(work["id"]) if main else f"{work['id']}/{image}",
        foreign_landing_url=f"https://www.artic.edu/artworks/{work['id']}",
        url=f"{IIIF}{image}/full/{width or _USUAL},/0/default.jpg",
        thumbnail=f"{IIIF}{image}/full/{smaller},/0/default.jpg",
        filetype="jpg",
        creator=work.get("artist_title"),
        title=work.get("title"),
        tags=tags_of(work),
        width=width,
        height=height,
        meta_data={name: work.get(name) for name in _META},
    )


def tags_of(work: dict[str, Any]) -> list[str]:
    lists = (work.get(name) or () for name in ("term_titles", "subject_titles", "style_titles"))
    return unique(*(tag for tags in lists for tag in tags))


PROVIDER = Provider(
    name="artic",
    title="Art Institute of Chicago",
    media={"image": "artic"},
    docs="https://api.artic.edu/docs/",
    license_policy="CC0, for works in the public domain",
    licenses=frozenset({"cc0"}),
    rate_limit="60 requests a minute",
    url=API,
    params={"fields": _FIELDS},
    paginator=PageNumber("page", "limit", 100, pages=("pagination", "total_pages")),
    page=Payload("page", ("data",), keys=("id", "is_public_domain")),
    others=(Payload("artwork", None, keys=("id", "image_id", "is_public_domain")),),
    item_url=API + "/{id}",
    limits=HttpLimits(delay=1, timeout=60),
    schedule="monthly",
    start_date=date(2026, 11, 25),
    expect=Expect(min_records=40_000),
    category="digitized_artwork",
    parse=parse_artwork,
)
