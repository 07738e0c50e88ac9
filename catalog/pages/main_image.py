"""The picture that stands for a page."""

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from catalog.pages import link_resolution, site_chrome, surroundings, trackers
from catalog.pages.content_works import iter_content_works
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of
from catalog.pages.site_chrome import is_work_url, reason_against

_SMALLEST = 200
_NARROWEST = 150
_LOWEST = 80
_SENTENCE = 15
_MOST_FEATURED = 5
_FEWEST_PARAGRAPHS = 2
_MOST_BESIDE = 100
_TEXT_BESIDE = 100
_LEADING_ON = ", ".join(f"h{n} a[href], a[href] h{n}" for n in range(1, 5))
_TURNS = frozenset(("next", "prev"))
SHORTEST_TITLE = 5
_FEWEST_ARTICLES = 3
# A picture that is described may be shown again, in a box that a click opens.
_DESCRIBED = 20
_AND_ITS_COPY = 2
# What CMSs call their lists: "/tag/mill/", "/category/mills/page/2/", "/2010/07/", "/author/ann/".
_LIST = re.compile(
    r"(?:/(?:tags?|categor(?:y|ies|ia|ie)|etiquetas?|author|autor|label)/[^/]{1,80}(?:/page/\d{1,4})?"
    r"|/page/\d{1,4}|/page\d{1,4}|/(?:19|20)\d\d/[01]\d)(?:/|/index\.\w{3,5})?$",
    re.IGNORECASE,
)
_LINK_LEVELS = 5
_TEXT_LEVELS = 3
_LONGEST_CARD = 500
# Bootstrap's cards and what is called after them; not their parts.
_CARD = re.compile(r"(?:^|[\s_-])card(?:\s|$)")
# A box that asks for something or thanks somebody, by its name or by the line above its picture.
_BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletter|subscribe|subscription|donat(?:e|ions?)|sponsors?|funding|funders?"
    r"|supporters|call-to-action|cta|read-?next|next-(?:post|article|story))(?:$|[\s_-])"
)
_BOX_TITLE = re.compile(
    r"\b(?:about the author|über (?:den autor|die autorin)|sobre (?:el autor|la autora|o autor)"
    r"|à propos de l.auteur|(?:our|unsere) (?:sponsors?|partners?|partner|supporters|förderer)"
    r"|(?:funded|sponsored|financed|supported) by|gefördert (?:von|durch)|mit unterstützung"
    r"|financ(?:é|iad[oa]|iat[oa]) (?:par|por|da|dal)|con el apoyo de|avec le soutien"
    r"|subscribe|newsletter|donate|related (?:posts|articles)|you (?:might|may) (?:also )?like"
    r"|read next)\b|^\W{0,3}(?:sponsors?|partners?|supporters|funding|donations?)\W{0,3}$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_LINES_AHEAD = 8
_TEXT_AHEAD = 300
_ENTRY = re.compile(
    r"\s(?:hentry|(?:entry|post|article|story)(?:[-_]?(?:content|body|text|entry))?|mw-parser-output"
    r"|body-?content)\s"
)
_NAMED = (
    "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src",
    "thumbnailurl",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MainImage:
    """The picture that stands for the page.

    Attributes:
        shown: whether the page itself shows it, so that it is no site-wide card.
        named: whether the page names it, and it is not just the first picture of the content.
    """

    url: str
    shown: bool
    named: bool
    width: int | None = None
    height: int | None = None
    media: Embedded | None = None

    @property
    def key(self) -> str:
        """What its sizes have in common."""
        return link_resolution.work_key(self.url)

    def as_media(self, document: Document) -> Embedded:
        """Return it as a picture of the page, also where only the head names it."""
        node = self.media.node if self.media else document.tree.root
        if node is None:  # a page without any element has no picture
            raise ValueError(document.url)
        attributes = self.media.attributes if self.media else {}
        return Embedded(node, attributes, "image", self.url, self.url, self.url)


def main_image(document: Document) -> MainImage | None:
    """Return the page's main picture: the one that it names and shows, else its first."""
    return document.remembered("main image", lambda: _main_image(document))


def _main_image(document: Document) -> MainImage | None:
    named = _named(document)
    if named and named.shown:
        return named
    return _featured(document) or _first(document) or named


def _named(document: Document) -> MainImage | None:
    for address in (document.meta(*_NAMED), _image_src(document)):
        url = document.resolve(address)
        if url is None or not is_work_url(document, url):
            continue
        media = _shown(document, url)
        if media is not None and reason_against(document, media):
            continue  # a card that the whole site shares: its logo
        return MainImage(
            _largest(document, url),
            media is not None,
            named=True,
            width=trackers.pixels(document.meta("og:image:width") or ""),
            height=trackers.pixels(document.meta("og:image:height") or ""),
            media=media,
        )
    return None


def _largest(document: Document, url: str) -> str:
    """Return the file without a size in its name, where the page names that, too."""
    if not link_resolution.has_size(url):
        return url
    key = link_resolution.work_key(url)
    named = (document.resolve(a) for name in _NAMED for a in document.metas.get(name, ()))
    others = (other for other in named if other and link_resolution.work_key(other) == key)
    return next((other for other in others if not link_resolution.has_size(other)), url)


def _shown(document: Document, url: str) -> Embedded | None:
    key, name = link_resolution.work_key(url), link_resolution.picture_name(url)
    shown = [media for media in document.media if media.url and media.media_type == "image"]
    for media in shown:
        if key in (
            link_resolution.work_key(media.url or ""),
            link_resolution.work_key(media.best or ""),
        ):
            return media
    return next((m for m in shown if link_resolution.picture_name(m.url or "") == name), None)


def _image_src(document: Document) -> str | None:
    return next((k.get("href") for k in document.head_links if "image_src" in k.words("rel")), None)


def _featured(document: Document) -> MainImage | None:
    """Return the post's picture that WordPress marks so and a theme shows in the page's header."""
    if not (document.holds(b"<header") and document.holds(b"wp-post-image")):
        return None
    for node in document.tree.css("header img.wp-post-image")[:_MOST_FEATURED]:
        media = next((m for m in document.media if m.node.mem_id == node.mem_id), None)
        if media is None or media.url is None or _is_teaser(document, media):
            continue
        at = surroundings.of(document, node)
        if at.area == surroundings.HEADER and not reason_against(document, media):
            return MainImage(document.file_of(media), True, True, media=media)
    return None


def _first(document: Document) -> MainImage | None:
    """Return the first picture of the content that is large enough, on a page about one thing."""
    if is_listing(document):
        return None
    for media in iter_content_works(document):
        if media.media_type != "image" or _is_teaser(document, media):
            continue
        if _is_quoted(media) or _is_of_box(document, media):
            continue
        width, height = trackers.pixels(media.get("width")), trackers.pixels(media.get("height"))
        shown = trackers.shown_width(media)
        small = shown and (shown < _NARROWEST or max(shown, height or 0) < _SMALLEST)
        if small and document.file_of(media) == media.url:
            continue
        if height and height < _LOWEST:
            continue  # a formula, a line
        signs = _is_in_sentence(document, media) or _is_beside_avatar(document, media)
        if not width and not height and signs:
            continue
        if not width and not _is_photograph(document, media):
            continue
        url = document.file_of(media)
        if url:
            same = url == media.url
            return MainImage(
                url, True, False, width if same else None, height if same else None, media
            )
    return None


def _is_in_sentence(document: Document, media: Embedded) -> bool:
    """Tell whether a picture stands amid a sentence, as the flag of a country does."""
    line = document.line_of(media)
    if line is None or media.get("alt"):
        return False
    beside = islice(line.media, _MOST_BESIDE)
    at = next((offset for offset, each in beside if each is media), 0)
    before, behind = line.text[:at].strip(), line.text[at:].strip()
    return min(len(before), len(behind)) >= _SENTENCE and before[-1] not in ".!?:"


def _is_beside_avatar(document: Document, media: Embedded) -> bool:
    """Tell whether it stands in the line of somebody's portrait, as a forum's signs of rank do."""
    line = document.line_of(media)
    others = islice(line.media, _MOST_BESIDE) if line is not None else ()
    return any("avatar" in f"{surroundings.names_of(each.node)} {each.raw}" for _, each in others)


def _is_teaser(document: Document, media: Embedded) -> bool:
    """Tell whether a picture leads to another page, or to another site, which it stands for."""
    for around in ancestors(media.node, most=_LINK_LEVELS):
        if around.tag == "a":
            url = document.resolve(around.attributes.get("href"))
            if url is None or link_resolution.is_image(url) or "attachment" in url:
                return False
            rel = (around.attributes.get("rel") or "").lower()
            # To the file's own page in WordPress, or from a comic to the next.
            if link_resolution.is_about_file(url) or "attachment" in rel or rel in _TURNS:
                return False
            if _is_titled(document, media) or _leads_to_file(document, url, media):
                return False
            path = link_resolution.path_of(url)
            if link_resolution.host_of(url) != link_resolution.host_of(document.url):
                return path in ("", "/")
            return not path.startswith(link_resolution.path_of(document.url).rstrip("/"))
    return _is_of_card(document, media)


def _is_quoted(media: Embedded) -> bool:
    """Tell whether it stands in a quotation, with what others wrote."""
    around = ancestors(media.node, most=_TEXT_LEVELS)
    return any(node.tag == "blockquote" and text_of(node, longest=_SENTENCE) for node in around)


def _is_of_box(document: Document, media: Embedded) -> bool:
    """Tell whether it is the sign of a box that asks for a donation or thanks a sponsor."""
    for around in ancestors(media.node, most=_TEXT_LEVELS):
        if _BOX.search(surroundings.names_of(around)):
            return len(text_of(around, longest=_LONGEST_CARD)) < _LONGEST_CARD
    line = document.line_of(media)
    above = next(document.lines.before(line), None) if line is not None else None
    return (
        above is not None
        and len(above.text) <= _LONGEST_TITLE
        and bool(_BOX_TITLE.search(above.text))
    )


def _is_of_card(document: Document, media: Embedded) -> bool:
    """Tell whether a picture stands in a short card whose link leads to what it stands for."""
    for around in ancestors(media.node, most=_LINK_LEVELS):
        if _CARD.search(surroundings.names_of(around)):
            links = (document.resolve(link.attributes["href"]) for link in around.css("a[href]"))
            leads = any(url and url != document.url and _is_page(url) for url in links)
            return leads and len(text_of(around)) < _LONGEST_CARD
    return False


def _is_page(url: str) -> bool:
    return link_resolution.extension(url) in (None, "html", "htm", "php", "aspx")


def _leads_to_file(document: Document, url: str, media: Embedded) -> bool:
    """Tell whether a link leads to the wiki's own page of the file that it shows."""
    name = link_resolution.wiki_file(url)
    own = link_resolution.host_of(url) == link_resolution.host_of(document.url)
    return own and name is not None and name in unquote(media.url or "").lower()


def _stands_for_page(document: Document, media: Embedded) -> bool:
    """Tell whether a picture leads to the very page that shows it."""
    links = (node for node in ancestors(media.node, most=_LINK_LEVELS) if node.tag == "a")
    return any(
        document.resolve(link.attributes.get("href") or "") == document.url for link in links
    )


def _is_photograph(document: Document, media: Embedded) -> bool:
    """Tell whether a picture of unknown size is likely a photograph, or part of the article."""
    ending = link_resolution.extension(media.url or "")
    if ending in ("jpg", "jpeg", "webp") or _stands_for_page(document, media):
        return True
    most = _AND_ITS_COPY if len(media.get("alt")) >= _DESCRIBED else 1
    if ending == "gif" or site_chrome.repeats(document)[media.url, False] > most:
        return False  # a star of a rating
    in_article = surroundings.of(document, media.node).in_article
    return (
        in_article
        or _is_in_entry(media)
        or _is_titled(document, media)
        or _is_in_text(document, media)
    )


def _is_in_entry(media: Embedded) -> bool:
    """Tell whether a picture is in what themes used for an article before there was `<article>`."""
    return any(
        _ENTRY.search(f" {surroundings.names_of(around)} ") for around in ancestors(media.node)
    )


def _is_in_text(document: Document, media: Embedded) -> bool:
    """Tell whether a picture stands between the paragraphs of a text, in whatever element."""
    for around in ancestors(media.node, most=_TEXT_LEVELS):
        if around.tag in ("body", "td"):
            return False
        has_text = document.remembered(("text", around.mem_id), partial(_has_text, around))
        if has_text is not None:
            return has_text
    return False


def _has_text(node: LexborNode) -> bool | None:
    """Tell whether one of an element's paragraphs is long; None where it has not several."""
    paragraphs = [inner for inner in islice(node.iter(), _MOST_BESIDE) if inner.tag == "p"]
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return None
    return any(len(text_of(each, longest=2 * _TEXT_BESIDE)) >= _TEXT_BESIDE for each in paragraphs)


def _is_titled(document: Document, media: Embedded) -> bool:
    """Tell whether a picture is called what the page is called, as that of a web comic."""
    name = media.get("alt").lower()
    return len(name) >= SHORTEST_TITLE and name in (document.title() or "").lower()


def stands_first(document: Document, main: MainImage) -> bool:
    """Tell whether it is the picture that others call the page's: named so, or above its text."""
    if main.named or main.media is None:
        return main.named
    line = document.line_of(main.media)
    before = 0
    for other in islice(document.lines.before(line), _LINES_AHEAD) if line else ():
        at = surroundings.of(document, other.node)
        if at.area == surroundings.CONTENT and not other.is_heading:
            before += len(other.text)
    return before < _TEXT_AHEAD


def stands_in_article(document: Document, main: MainImage) -> bool:
    """Tell whether it stands above the text; if only the page names it, in the article."""
    if main.media is None or not stands_first(document, main):
        return False
    at = surroundings.of(document, main.media.node)
    plain = not main.named or document.tree.css_first("article, main") is None
    return at.in_article or (at.area == surroundings.CONTENT and plain)


def is_listing(document: Document) -> bool:
    """Tell whether a page is a front page or a list, which has no picture that stands for it."""
    path = link_resolution.path_of(document.url)
    if _LIST.search(path):
        return True
    if path in ("", "/") and len(list(islice(iter_content_works(document), 2))) > 1:
        return True
    found = (
        node
        for node in (document.tree.css("article") if document.holds(b"<article") else ())
        if not _in_article(node) and _is_in_content(document, node) and _is_entry(node)
    )
    articles = list(islice(found, _FEWEST_ARTICLES))
    # Below one that has the page's heading the others are teasers.
    headed = [node.css_first("h1") is not None for node in articles]
    return len(articles) >= _FEWEST_ARTICLES and (sum(headed) != 1 or not headed[0])


def _is_entry(article: LexborNode) -> bool:
    """Tell whether an article's heading leads on, or it has none: a lesson's box leads nowhere."""
    headed = article.css_first("h1, h2, h3, h4") is not None
    return not headed or article.css_first(_LEADING_ON) is not None


def _is_in_content(document: Document, node: LexborNode) -> bool:
    """Tell whether an article is no comment, and no teaser in a sidebar."""
    around = surroundings.of(document, node.parent) if node.parent is not None else None
    at = surroundings.of(document, node)
    return not at.comment and (around is None or around.area == surroundings.CONTENT)


def _in_article(node: LexborNode) -> bool:
    return any(around.tag == "article" for around in ancestors(node))
