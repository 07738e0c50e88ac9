"""CAPL, the Culturally Authentic Pictorial Lexicon: photographs of things with their names.

All were taken by the lexicon's own photographer.
"""

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import WorkNode, always, attr, first, replaced, text
from catalog.pages.sites.site import Site


def titles(work: WorkNode) -> dict[str, str] | None:
    """Return the titles by language, without the English one, which is the record's title."""
    found = {
        node.attributes.get("lang") or "": text_of(node)
        for node in work.node.css("div.line span[lang]")
    }
    return {
        lang: title for lang, title in found.items() if lang not in ("", "en") and title
    } or None


LINK = first(attr("a[data-rel=lightbox]", "href"), attr("span.directLink a", "href"))

SITE = Site(
    name="capl",
    hosts=("capl.washjeff.edu",),
    works="div.singleimage, div.light.item, div.dark.item",
    image=replaced(r"/[ms]/", "/l/", LINK),
    fields={
        "thumbnail": replaced(r"/[ls]/", "/m/", LINK),
        "title": text('div.line span[lang="en"]'),
        "creator": always("Michael R. Shaughnessy"),
    },
    meta={"other_titles": titles},
)
