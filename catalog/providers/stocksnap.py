"""StockSnap, free photos, the list behind its own pages.

Docs: none, the site uses it itself
Licences: CC0 1.0 for everything.
Limits: undocumented, so robots.txt applies; a User-Agent is wanted, no key.

Photos have no title and no page address of their own: both are made of the first two keywords, as
the site does. Files are served from a host of their own, 960 pixels wide; the sizes in an answer
are the original's, which is behind a form. The last page says so by `nextPage`, and lacks other
keys.
"""

from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.files.http import HttpLimits
from catalog.providers.base import Expect, Payload, Popularity, Provider, license_of, size_asked
from catalog.providers.fields import number
from catalog.records import MediaRecord

SITE = "https://stocksnap.io/"
WIDTH = 960


def parse_photo(photo: dict[str, Any]) -> MediaRecord:
    keywords = photo.get("keywords") or []
    website = photo.get("author_website")
    return MediaRecord(
        media_type="image",
        license_info=license_of("cc0", "1.0"),
        foreign_identifier=photo["img_id"],
        foreign_landing_url=f"{SITE}photo/{'-'.join([*keywords[:2], photo['img_id']])}",
        url=url_of(photo),
        filesize=photo.get("filesize"),
        creator=photo.get("author_name"),
        creator_url=photo.get("author_profile") if website in (None, "", SITE) else website,
        title=" ".join(keywords[:2]).title() + " Photo" if keywords else None,
        tags=keywords,
        width=WIDTH,
        height=height_of(photo),
        meta_data={
            name: photo.get(name) for name in ("downloads_raw", "page_views_raw", "favorites_raw")
        },
    )


def height_of(photo: dict[str, Any]) -> int | None:
    width, height = number(photo.get("img_width")), number(photo.get("img_height"))
    return round(WIDTH * height / width) if width and height else None


def url_of(photo: dict[str, Any]) -> str:
    return f"https://cdn.stocksnap.io/img-thumbs/{WIDTH}w/{photo['img_id']}.jpg"


PROVIDER = Provider(
    name="stocksnap",
    title="StockSnap",
    media={"image": "stocksnap"},
    docs="https://stocksnap.io/faq",
    license_policy="CC0 only",
    licenses=frozenset({"cc0"}),
    rate_limit="undocumented",
    url=SITE + "api/load-photos/date/desc/{page}",
    id_path=("img_id",),
    robots=True,
    paginator=PageNumber(None, more=("nextPage",)),
    page=Payload("page", ("results",), keys=("img_id", "keywords")),
    others=(Payload("photo", None, keys=("img_id", "keywords")),),
    complete=size_asked(url_of, lambda photo: photo["img_id"]),
    limits=HttpLimits(delay=1),
    schedule="monthly",
    expect=Expect(min_records=20_000),
    popularity=Popularity("downloads_raw"),
    category="photograph",
    parse=parse_photo,
)
