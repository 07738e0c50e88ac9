"""HTML inside API answers, read as a person would: its visible text, and where it links."""

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser


def plain_text(html: str | None) -> str | None:
    """Return the visible text of a piece of HTML with single spaces, or None where there is none.

    >>> plain_text('<bdi><a href="/x">Edvard  Munch</a></bdi><b style="display: none">Q41406</b>')
    'Edvard Munch'
    """
    if not html or "<" not in html and "&" not in html:
        return " ".join((html or "").split()) or None
    tree = LexborHTMLParser(html)
    for hidden in tree.css("style, script"):
        hidden.decompose()
    for styled in tree.css("[style]"):
        if "display:none" in (styled.attributes.get("style") or "").replace(" ", "").lower():
            styled.decompose()
    root = tree.body or tree.root
    return (
        " ".join(root.text(separator=" " if "<br" in html or "<p" in html else "").split()) or None
        if root
        else None
    )


def first_link(html: str | None, base: str) -> str | None:
    """Return the first link of a piece of HTML as an absolute URL, or None.

    >>> first_link('by <a href="//commons.wikimedia.org/wiki/User:Me">Me</a>', "https://a.org/")
    'https://commons.wikimedia.org/wiki/User:Me'
    """
    if not html or "href" not in html:
        return None
    link = LexborHTMLParser(html).css_first("a[href]")
    return urljoin(base, link.attributes["href"]) if link and link.attributes["href"] else None
