"""Geograph Britain and Ireland: one photograph of one place a page."""

from catalog.pages.sites.selectors import attr, match, text, texts
from catalog.pages.sites.site import Site

_CANONICAL = attr('link[rel="canonical"]', "href")

SITE = Site(
    name="geographorguk",
    hosts=("geograph.org.uk",),
    paths=r"^/photo/\d+",
    image=attr("#mainphoto img", "src"),
    fields={
        "foreign_identifier": match(r"/photo/(\d+)", _CANONICAL),
        "title": text('[property="dct:title"]'),
        "creator": text('a[rel~="author"]'),
        "creator_url": attr('a[rel~="author"]', "href"),
        "width": attr("#mainphoto img", "width"),
        "height": attr("#mainphoto img", "height"),
    },
    tags=texts("span.tag"),
    meta={
        "latitude": attr("abbr.latitude", "title"),
        "longitude": attr("abbr.longitude", "title"),
        "date_taken": text('[itemprop="exifData"]'),
        "description": text('[itemprop="description"]'),
    },
)
