"""World Register of Marine Species: one photograph a page of the gallery (`p=image`)."""

from catalog.pages.sites.selectors import (
    attr,
    either,
    license_link,
    license_meta,
    match,
    replaced,
    text,
)
from catalog.pages.sites.site import Site

_IMAGE = attr("#photogallery_resized_img img", "src")

SITE = Site(
    name="worms",
    hosts=("marinespecies.org",),
    # p=taxdetails shows pictures without saying whose they are.
    paths=r"[?&]p=image(?:&|$)",
    license=either(
        license_meta('#photogallery_resized_img meta:is([itemprop="license"], [name="license"])'),
        license_link('#photogallery_resized_img a[rel~="license"]'),
    ),
    image=_IMAGE,
    fields={
        "foreign_identifier": match(r"[?&]pic=(\d+)", attr("#photogallery_share", "data-url")),
        "foreign_landing_url": attr("#photogallery_share", "data-url"),
        "thumbnail": replaced(r"/resized/", "/thumbs/", _IMAGE),
        "title": text("span.photogallery_caption_title"),
        "creator": text("span.photogallery_caption_author a"),
        "creator_url": attr("span.photogallery_caption_author a", "href"),
    },
    meta={"description": text("span.photogallery_caption_descr")},
)
