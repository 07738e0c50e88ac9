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
_SELECTOR = ", ".join(
    f'[{name}^="#"]' if name in ("href", "data-src") else f"[{name}]" for name in _NAMING
)
_WHOLE = frozenset(("body", "html", "main", "article", "footer", "nav", "header"))
_LEVELS = 16
_NEAR = 2
_LONGEST = 300
Found = tuple[LexborNode, bool]


def joined(document: Document, credit: Credit) -> Assigned | None:
    """Return the one picture beside what names the credit's box, or what that names."""
    naming, ids = document.remembered("joined", lambda: _naming(document))
    if not naming or credit.slug is None:
        return None
    for box in (credit.line.node, *ancestors(credit.line.node, most=_LEVELS)):
        if box.tag in _WHOLE:
            return None
        for node, linked in _partners(box, naming, ids):
            media = None if _holds(box, node) else _beside(document, node)
            if media and (not linked or (is_credit(credit) and not is_statement(credit))):
                return Assigned(credit, media, CreditPlace.BOX, box)
    return None


def _naming(document: Document) -> tuple[dict[str, list[Found]], dict[str, LexborNode]]:
    """Return what names each id, with whether it only links to it, and the elements of the ids."""
    naming: dict[str, list[Found]] = {}
    for node in document.tree.css(_SELECTOR):
        for name, value in node.attributes.items():
            for word in _words(name, value):
                naming.setdefault(word, []).append((node, name == "href"))
    ids = document.tree.css("[id]") if naming else ()
    return naming, {node.attributes["id"] or "": node for node in ids}


def _words(name: str, value: str | None) -> list[str]:
    words = (value or "").split()[:4] if name in _NAMING else []
    return [word.removeprefix("#") for word in words if word != "#"]


def _partners(
    box: LexborNode, naming: dict[str, list[Found]], ids: dict[str, LexborNode]
) -> Iterator[Found]:
    attributes = box.attributes
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
    for around in (node, *ancestors(node, most=_NEAR)):
        if around.tag in _WHOLE:
            return None
        works = site_chrome.works_in(document, around, plain=True)
        if works:
            short = len(text_of(around, longest=_LONGEST)) < _LONGEST - 1
            return works if len(works) == 1 and short else None
    return None
