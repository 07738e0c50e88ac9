"""McCord Museum: one object a page; its pictures are watermarked, and a size of 0 is unknown."""

from catalog.pages.sites.selectors import attr, match, replaced, text, texts
from catalog.pages.sites.site import Site

_IMAGE = attr("div.image img", "src")

SITE = Site(
    name="mccordmuseum",
    hosts=("mccord-museum.qc.ca", "musee-mccord.qc.ca"),
    image=_IMAGE,
    fields={
        "foreign_identifier": match(r"^(.+?)\s*\|", text("h1.vo")),
        "thumbnail": replaced(r"/ObjView/", "/ListView/", _IMAGE),
        "title": match(r"\|\s*(.+)$", text("h1.vo")),
        "creator": text("#etiquette .artist"),
        "width": attr("div.image img", "width"),
        "height": attr("div.image img", "height"),
    },
    tags=texts('a[href*="tagged"]'),
    meta={"description": text("#descriptions")},
    watermarked=True,
)
