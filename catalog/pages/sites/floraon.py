"""Flora-On, the flora of Portugal: the photographs of one species' page; all are watermarked."""

from catalog.pages.elements import text_of
from catalog.pages.sites.selectors import WorkNode, attr, page, pairs, text, whole
from catalog.pages.sites.site import Site


def synonyms(work: WorkNode) -> list[str] | None:
    """Return the other names that the page lists."""
    nodes = whole(work.document).node.css("#detalhes-especie li")
    return [name for node in nodes if (name := text_of(node))] or None


SITE = Site(
    name="floraon",
    hosts=("flora-on.pt",),
    works="#fotochooser div.thumbnail",
    image=attr("img.image", "data-src", "src"),
    fields={
        "title": page(text("span.especie")),
        "creator": attr('input[name="aut"]', "value"),
        "width": attr('input[name="wid"]', "value"),
        "height": attr('input[name="hei"]', "value"),
    },
    meta={
        "ecology": page(pairs("#fic-ecologia", ".head", ".content")),
        "synonyms": synonyms,
    },
    watermarked=True,
)
