"""WordPress Photo Directory, REST API.

Docs: https://developer.wordpress.org/rest-api/
Licences: CC0 1.0 for everything.
Limits: none stated; no key. The number of pages stands in the header X-WP-TotalPages.

A photo is a post: author, file and terms are embedded in it. Its title is its slug, what a person
would call its title is the post's text. The final slash of a page's address matters.
"""

from typing import Any

from catalog.apis.paginators import PageNumber, dig
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    Asker,
    Completion,
    ErrorRule,
    Expect,
    Payload,
    Provider,
    license_of,
)
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

API = "https://wordpress.org/photos/wp-json/wp/v2/photos"
SIZES = ("full", "2048x2048", "1536x1536", "large", "medium_large")
LAST = ErrorRule("end", path=("code",), values=("rest_post_invalid_page_number",))
_CAMERA = ("aperture", "camera", "created_timestamp", "focal_length", "iso", "shutter_speed")


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    media, image = media_of(photo), image_of(photo)
    author = dig(photo, ("_embedded", "author", 0)) or {}
    terms = terms_of(photo)
    camera = dig(media, ("media_details", "image_meta")) or {}
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=photo["slug"],
        foreign_landing_url=photo["link"],
        url=image["source_url"],
        thumbnail=dig(media, ("media_details", "sizes", "medium_large", "source_url")),
        filesize=image.get("filesize"),
        creator=author.get("name"),
        creator_url=author.get("url") or author.get("link"),
        title=plain_text(dig(photo, ("content", "rendered"))),
        tags=terms.get("photo_tag"),
        width=image.get("width"),
        height=image.get("height"),
        meta_data={
            **{name: camera.get(name) for name in _CAMERA},
            "categories": terms.get("photo_category"),
            "colors": terms.get("photo_color"),
            "orientation": next(iter(terms.get("photo_orientation", ())), None),
        },
    )


def media_of(photo: dict[str, Any]) -> dict[str, Any]:
    media: dict[str, Any] | None = dig(photo, ("_embedded", "wp:featuredmedia", 0))
    if not media or "media_details" not in media:
        raise RecordRejected("no_image")
    return media


def image_of(photo: dict[str, Any]) -> dict[str, Any]:
    """Return the best rendition; of one that is too small for any, the file itself."""
    media = media_of(photo)
    details = media["media_details"]
    sizes = details.get("sizes") or {"full": {"source_url": media.get("source_url")}}
    shown = ((name, sizes.get(name) or {}) for name in SIZES)
    name, image = next((one for one in shown if one[1].get("source_url")), ("", {}))
    if not image:
        raise RecordRejected("no_image")
    return {**details, **image} if name == "full" else image


def terms_of(photo: dict[str, Any]) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {}
    for group in dig(photo, ("_embedded", "wp:term")) or ():
        for term in group:
            terms.setdefault(term.get("taxonomy", ""), []).append(term.get("name"))
    return terms


def with_size(asker: Asker, photo: dict[str, Any]) -> dict[str, Any]:
    """Ask for the bytes of a file only where the post does not say."""
    image = image_of(photo)
    if not image.get("filesize"):
        image["filesize"] = asker.size(image["source_url"])
        media_of(photo)["media_details"]["filesize"] = image["filesize"]
    return photo


PROVIDER = Provider(
    name="wordpress",
    title="WordPress Photo Directory",
    media={"image": "wordpress"},
    docs="https://developer.wordpress.org/rest-api/",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="none stated",
    url=API,
    params={"_embed": "true"},
    id_path=("slug",),
    paginator=PageNumber("page", "per_page", 100, pages_header="X-WP-TotalPages"),
    page=Payload("page", (), keys=("slug", "link", "_embedded")),
    others=(Payload("photo", None, keys=("slug", "link", "_embedded")),),
    complete=Completion(with_size, key=lambda photo: photo["slug"], needed=False),
    errors=(LAST,),
    item_params={"slug": "{id}"},
    limits=HttpLimits(delay=1, timeout=60),
    schedule="weekly",
    expect=Expect(min_records=10_000),
    category="photograph",
    parse=parse_photo,
)
