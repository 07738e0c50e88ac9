"""A MediaWiki's description page of one file: the file, and not the icons of its licence box.

Commons and other wikis mark the parts of such a page for machines
(https://commons.wikimedia.org/wiki/Commons:Machine-readable_data): `licensetpl` round each licence,
`licensetpl_link` and `licensetpl_short` in it, `fileinfotpl_aut` before the author.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from catalog import licenses
from catalog.licenses import License
from catalog.pages import license_text, link_resolution, name_forms, statement_words, trackers
from catalog.pages.document import Document
from catalog.pages.elements import element, text_of
from catalog.pages.evidence import Claim, Confidence, Evidence, Found, rejection, words_of

_NAMESPACE = re.compile(
    r"/(?P<wiki>wiki/|w/index\.php/|index\.php/)?(?:file|image|datei|fichier|archivo|ficheiro"
    r"|bestand|plik|fil"
    r"|tiedosto|immagine)(?::|%3a)(?P<name>[^/]+)$",
    re.IGNORECASE,
)
_SHOWN = ".fullImageLink, .fullMedia"
_BOX = ".licensetpl, .layouttemplate.licensetpl"
# Other wikis have their own boxes in the description of the file.
_DESCRIPTION = "#mw-imagepage-content"
# What a wiki says of all its content in its footer: MediaWiki's message "copyright".
_FOOT = "#footer-info-copyright, #f-copyright, li#copyright"
_KEPT = re.compile(
    r"©|\(c\)|\bcopyright|\bfair[ -]?use|\bnon-?free|\bunfree|\bpermission"
    r"|\brights? reserved"
    r"|\btrademark|\bscreen ?shots?\b[^.]{0,40}\b(?:game|film|movie|tv|episode)",
    re.IGNORECASE,
)
# Fandom's own message: of what people write, and not of the pictures that they use.
_COMMUNITY = re.compile(r"\bcommunity content\b", re.IGNORECASE)
_LINKS = ".licensetpl_link, .licensetpl_link_req, a[href*='creativecommons.org']"


def is_file_page(document: Document) -> bool:
    """Tell whether a page describes one file of a MediaWiki; a copy's address need not say so."""
    if not document.holds(b"fullimagelink", b"fullmedia", b"licensetpl", b"filelinks"):
        return False
    if _NAMESPACE.search(urlsplit(document.url).path):
        return document.tree.css_first(f"{_SHOWN}, .licensetpl, #filelinks") is not None
    shown = document.tree.css_first(_SHOWN)
    return shown is not None and document.tree.css_first("#filelinks, #filehistory") is not None


def claims(document: Document) -> Iterator[Found]:
    """Yield the claim for the page's file, or why there is none."""
    own = _licenses(document)
    found = own or _of_wiki(document)
    url = _file(document)
    if not found or url is None:
        yield rejection("no_license" if not found else "no_media_url", document.url)
        return
    if len({each.slug for each in found}) > 1:
        yield rejection("ambiguous_license", url)
        return
    linked = _linked_file(document) is not None
    sure = Confidence.HIGH if own and linked else Confidence.MEDIUM
    newest = max(found, key=lambda each: each.version)
    kind = "audio" if link_resolution.is_audio(url) else "image"
    known: dict[str, Any] = {"title": _title(document), **_author(document)}
    about = words_of(_words(document), "licence box of the file page")
    if kind == "image":
        yield Claim(
            "image",
            url,
            newest,
            Evidence.FILE_PAGE,
            sure,
            known | _size(document),
            about,
        )
    else:
        yield Claim("audio", url, newest, Evidence.FILE_PAGE, sure, known, about)


def _licenses(document: Document) -> list[License]:
    found = []
    for box in document.tree.css(_BOX) or document.tree.css(_DESCRIPTION):
        own = [
            known
            for node in box.css(_LINKS)
            if (known := licenses.from_url(node.attributes.get("href") or text_of(node)))
        ]
        if not own:
            own = [
                mention.license
                for node in box.css(".licensetpl_short")
                for mention in license_text.mentions(text_of(node))
                if mention.license
            ]
        found += own
    return found


def _of_wiki(document: Document) -> list[License]:
    """Return the licence of all that the wiki holds, unless the file's own page says otherwise."""
    foot = document.tree.css_first(_FOOT)
    description = document.tree.css_first(_DESCRIPTION)
    said = text_of(foot) if foot is not None else ""
    kept = description is not None and _KEPT.search(text_of(description))
    other = statement_words.TEXT_ONLY.search(said) or _COMMUNITY.search(said)
    if foot is None or kept or other or not statement_words.WHOLE_PAGE.search(said):
        return []
    links = (node.attributes.get("href") or "" for node in foot.css("a[href]"))
    return [known for href in links if (known := licenses.from_url(href))]


def _file(document: Document) -> str | None:
    shown = document.resolve(document.meta("og:image"))
    return _linked_file(document) or shown or _by_name(document)


def _linked_file(document: Document) -> str | None:
    """Return the file that the page itself links as the one that it describes."""
    for node in document.tree.css(".fullImageLink a[href], .fullMedia a[href], .internal[href]"):
        url = document.resolve(node.attributes.get("href"))
        if url and (link_resolution.is_image(url) or link_resolution.is_audio(url)):
            return url
    return None


def _by_name(document: Document) -> str | None:
    """Return MediaWiki's lasting address of a file (Special:FilePath), which its name gives."""
    found = _NAMESPACE.search(urlsplit(document.url).path)
    if found is None:
        return None
    name = quote(unquote(found["name"]).replace(" ", "_"))
    return f"{link_resolution.origin_of(document.url)}/wiki/Special:FilePath/{name}"


def _title(document: Document) -> str | None:
    found = _NAMESPACE.search(urlsplit(document.url).path)
    name = unquote(found["name"]).replace("_", " ") if found else ""
    return name.rpartition(".")[0] or name or None


def _author(document: Document) -> dict[str, Any]:
    label = document.tree.css_first("#fileinfotpl_aut")
    cell = label.next if label is not None else None
    while cell is not None and cell.tag not in ("td", "th"):
        cell = cell.next
    node = cell if cell is not None else document.tree.css_first(".licensetpl_aut")
    if node is None:
        return {}
    link = node.css_first("a[href]") if node.tag == "td" else None
    name = name_forms.clean_name(text_of(link or node, longest=name_forms.LONGEST_NAME))
    url = document.resolve(element(link).get("href")) if link else None
    return {"creator": name, "creator_url": url if name else None}


def _size(document: Document) -> dict[str, int | None]:
    node = document.tree.css_first(".fullImageLink img")
    attributes = node.attributes if node is not None else {}
    return {
        "width": trackers.pixels(attributes.get("data-file-width") or ""),
        "height": trackers.pixels(attributes.get("data-file-height") or ""),
    }


def _words(document: Document) -> str:
    box = document.tree.css_first(_BOX) or document.tree.css_first(_DESCRIPTION)
    return text_of(box) if box is not None else ""
