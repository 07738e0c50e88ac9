"""Animal Diversity Web: one picture a page, with its specimen's facts and classification."""

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import Find, WorkNode, attr, meta, pairs, texts
from catalog.pages.sites.site import Site


def taxa(css: str) -> Find:
    """Find a tree of taxa as a map of rank to "taxon / vernacular"."""

    def find(work: WorkNode) -> dict[str, str] | None:
        found: dict[str, str] = {}
        for entry in work.node.css(f"{css} li"):
            parts = [
                text_of(node)
                for name in (".rank", ".taxon-name", ".vernacular-name")
                if (node := entry.css_first(name))
            ]
            rank, *names = [part for part in parts if part] or [""]
            if rank and names:
                found.setdefault(rank, " / ".join(names))
        return found or None

    return find


SITE = Site(
    name="animaldiversity",
    hosts=("animaldiversity.org", "animaldiversity.ummz.umich.edu"),
    paths=r"^/(?:accounts|collections|site)/",
    image=attr("img.resource", "src"),
    fields={
        "foreign_landing_url": meta("og:url"),
        "title": meta("og:title"),
        "width": attr("img.resource", "data-width"),
        "height": attr("img.resource", "data-height"),
    },
    tags=texts("ul.keywords li"),
    meta={
        "alt_text": attr("img.resource", "alt"),
        "details": pairs("section.metadata", "h3", "p", without=frozenset({"conditions_of_use"})),
        "classification": taxa("div.classification.well"),
        "related_taxa": taxa("div.related.navlist.well"),
    },
)
