"""Credits that stand apart from their picture and are joined to it by an id.

Dialogs, disclosures and popovers name their button or are named by it (WAI-ARIA 1.2,
`aria-controls`, `aria-describedby`, `aria-details`; HTML's `popovertarget` and `commandfor`;
Bootstrap's `data-bs-target`, Fancybox' `data-src="#..."`); a footnote is linked from the caption.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from catalog.pages import site_chrome, surroundings
from catalog.pages.assigned import Assigned, CreditPlace
from catalog.pages.credit_subject import is_credit, is_statement
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of

_NAMING = (
    "aria-controls", "aria-describedby", "aria-details", "aria-owns", "popovertarget", "commandfor",
    "data-target", "data-bs-target", "data-modal-target", "data-popover-target",
    "data-tooltip-target", "data-dialog-id", "data-figure-id", "data-src", "href",
)  # fmt: skip
# What selects those that name an id, and what the source of a page has where there is any.
_LINKS = ("data-src", "href")
_SELECTORS = {
    **{f"[{name}]": (name.encode(),) for name in _NAMING if name not in _LINKS},
    **{
        f'[{name}^="#"]': tuple(f"{name}={quote}#".encode() for quote in ('"', "'", ""))
        for name in _LINKS
    },
}
_JOINABLE = frozenset(("id", *_NAMING)) - {"href"}
_WHOLE = frozenset(("body", "html", "main", "article", "footer", "nav", "header"))
_LEVELS = 16
_NEAR = 2
_LONGEST = 300
Found = tuple[LexborNode, bool]


def joined(document: Document, credit: Credit) -> Assigned | None:
    """Return the one picture beside what names the credit's box, or what that names."""
    if credit.slug is None:
        return None
    for box in (credit.line.node, *ancestors(credit.line.node, most=_LEVELS)):
        if box.tag in _WHOLE:
            return None
        for node, linked in _partners(document, box):
            media = None if _holds(box, node) else _beside(document, node)
            if media and (not linked or (is_credit(credit) and not is_statement(credit))):
                return Assigned(credit, media, CreditPlace.BOX, box)
    return None


def _naming(document: Document) -> tuple[dict[str, list[Found]], dict[str, LexborNode]]:
    """Return what names each id, with whether it only links to it, and the elements of the ids."""
    naming: dict[str, list[Found]] = {}
    present = [selector for selector, words in _SELECTORS.items() if document.holds(*words)]
    for node in document.tree.css(", ".join(present)) if present else ():
        for name, value in node.attributes.items():
            for word in _words(name, value):
                naming.setdefault(word, []).append((node, name == "href"))
    ids = document.tree.css("[id]") if naming else ()
    return naming, {node.attributes["id"] or "": node for node in ids}


def _words(name: str, value: str | None) -> list[str]:
    words = (value or "").split()[:4] if name in _NAMING else []
    return [word.removeprefix("#") for word in words if word != "#"]


def _partners(document: Document, box: LexborNode) -> Iterator[Found]:
    attributes = box.attributes
    if _JOINABLE.isdisjoint(attributes):
        return
    naming, ids = document.remembered("joined", lambda: _naming(document))
    yield from naming.get(attributes.get("id") or "", ())[:_NEAR]
    for name, value in attributes.items():
        if name != "href":
            yield from ((ids[word], False) for word in _words(name, value) if word in ids)


def _holds(box: LexborNode, node: LexborNode) -> bool:
    return any(around.mem_id == box.mem_id for around in (node, *ancestors(node)))


def _beside(document: Document, node: LexborNode) -> tuple[Embedded, ...] | None:
    """Return the one picture of the figure or of the short box that an element stands in."""
    figure = surroundings.of(document, node).figure
    if figure is not None:
        works = site_chrome.works_in(document, figure)
        return works if len(works) == 1 else None
    if node.tag == "img":
        own = document.remembered("by node", lambda: {m.node.mem_id: m for m in document.media})
        media = own.get(node.mem_id)
        return (media,) if media and site_chrome.is_work(document, media) else None
    for around in (node, *ancestors(node, most=_NEAR)):
        if around.tag in _WHOLE:
            return None
        works = site_chrome.works_in(document, around, plain=True)
        if works:
            short = len(text_of(around, longest=_LONGEST)) < _LONGEST - 1
            return works if len(works) == 1 and short else None
    return None
