"""What a page asks machines not to do with its pictures.

`noindex`, `none`, `noimageindex` are search engines' words (Google's robots meta tag
specification); `noai` and `noimageai` those that DeviantArt introduced; `tdm-reservation` is the
W3C TDM Reservation Protocol's (CG Final Report, 2024-02-02; its HTTP header decides before its meta
element). All may stand in a meta element, the first five also in the header `X-Robots-Tag`.
"""

from catalog.pages.document import Document

# A page with one of these asks that its pictures are not shown elsewhere.
NOT_SHOWN = frozenset(("noimageindex",))
_TOLD = frozenset(("noindex", "none", "noimageindex", "noai", "noimageai"))
_ROBOTS = ("robots", "googlebot", "googlebot-image", "bingbot")
_TDM = "tdm-reservation"


def opt_outs(
    document: Document, x_robots_tag: str | None = None, tdm_reservation: str | None = None
) -> list[str]:
    """Return what the page, or a header it came with, asks for, each word once.

    Several values of X-Robots-Tag are joined by commas. The header TDM-Reservation comes before
    what the page says.
    """
    said = [content for name in _ROBOTS for content in document.metas.get(name, ())]
    words: dict[str, None] = {}
    for text in (*said, x_robots_tag or ""):
        for part in text.lower().split(","):
            # The header may name a crawler first: "googlebot: noindex".
            word = part.rpartition(":")[2].strip()
            if word in _TOLD:
                words[word] = None
    reserved = [tdm_reservation] if tdm_reservation else document.metas.get(_TDM, ())
    if any(value.strip() == "1" for value in reserved):
        words[_TDM] = None
    return list(words)


def keeps_pictures(found: list[str]) -> bool:
    """Tell whether a page asks that its pictures are not shown elsewhere."""
    return not NOT_SHOWN.isdisjoint(found)
