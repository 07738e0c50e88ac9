"""Where on the page something stands: a figure, the article, a footer, a reader's comment.

The innermost landmark decides, as it does for a screen reader. A landmark that swallows most of the
page's paragraphs is one that was never closed, and counts for nothing.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from selectolax.lexbor import LexborNode

from catalog.pages.document import Document
from catalog.pages.elements import ancestors

CONTENT = "content"
HEADER = "header"
FOOTER = "footer"
ASIDE = "aside"
NAV = "nav"

_CAPTIONED = re.compile(
    r"(?:^|[^a-z])(?:wp-caption|(?:image|img|photo|picture|media|thumb|gallery)-?(?:caption"
    r"|figure)"
    r"|captioned?(?:-(?:image|img|photo|container|wrap(?:per)?|box))?|figure|thumbinner"
    r"|image-with-caption|photo-?credit|media-?object|ce-(?:image|media)|csc-textpic)(?:$|[^a-z])"
)
# docutils, Sphinx and pandoc call the whole "figure".
_CAPTION_ITSELF = re.compile(
    r"(?:caption|credit|legend)[-_]?(?:text|line|title)?$|figure[-_]?(?:text|line|title)$"
)
_COMMENT = re.compile(
    r"comments?|comment-?list|comment-\d+|li-comment-\d+|disqus_thread"
    r"|comments?-(?:area|body|container|content|inner|section|text|wrapper)"
)
_AREAS = (
    (FOOTER, re.compile(
        r"(?:site|page|main|global|blog|the)?[-_]?footer(?:[-_](?:area|widgets?|inner|wrap(?:per)?"
        r"|content|\d+))?|(?:page|site|post)[-_]foot|colophon|site-?info|site-copyright|copyright")),
    (ASIDE, re.compile(
        r"(?:[a-z]{1,12}[-_]?)?side-?bar(?:[-_][a-z\d]{1,12})?|widget(?:[-_].*)?|textwidget"
        r"|related(?:[-_]?(?:posts?|articles?|content))?|widget-area"
        r"|(?:about[-_]?(?:the[-_]?)?)?author[-_]?(?:box|bio|card|profile)|about[-_]?(?:the[-_]?)?author")),
    (HEADER, re.compile(r"(?:site|page|global|main|top)[-_]?header|masthead|navbar|branding")),
    (NAV, re.compile(r"(?:main|site|primary|top)?[-_]?(?:nav|navigation|menu)|breadcrumbs?")),
)  # fmt: skip
_TAGS = {"footer": FOOTER, "aside": ASIDE, "nav": NAV, "header": HEADER, "head": HEADER}
_ROLES = {"contentinfo": FOOTER, "complementary": ASIDE, "navigation": NAV, "banner": HEADER}
_CONTENT_TAGS = frozenset(("article", "main"))
_TELLING_TAGS = frozenset(("figure", "body", *_CONTENT_TAGS, *_TAGS))
_TEXT_OF_POST = ".post-body, .entry-content, [itemprop~=articleBody]"
_SWALLOWED = 0.6
_FEWEST_PARAGRAPHS = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an element stands in.

    Attributes:
        figure: the nearest figure, or what themes use for one.
        area: the innermost landmark; `content` where there is none.
        in_article: whether an `<article>` or `<main>` holds it.
        comment: whether it is part of a reader's comment.
    """

    figure: LexborNode | None = None
    area: str = CONTENT
    in_article: bool = False
    comment: bool = False


_NOWHERE = Surroundings()


def of(document: Document, node: LexborNode) -> Surroundings:
    """Return where a node stands, itself included."""
    known = document.surroundings
    path = [node]
    for around in ancestors(node):
        if around.mem_id in known:
            break
        path.append(around)
    last = path[-1].parent
    found = known.get(last.mem_id, _NOWHERE) if last is not None else _NOWHERE
    for inner in reversed(path):
        if inner.mem_id in known:
            found = known[inner.mem_id]
            continue
        found = _inside(document, inner, found)
        known[inner.mem_id] = found
    return found


def names_of(node: LexborNode) -> str:
    """Return an element's classes and id, lower case; those of `body` say nothing of its parts."""
    if node.tag in ("body", "html"):
        return ""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()


def _inside(document: Document, node: LexborNode, around: Surroundings) -> Surroundings:
    tag = node.tag or ""
    attributes = node.attributes
    if not attributes and tag not in _TELLING_TAGS:
        return around
    names = names_of(node)
    found = around
    if tag == "figure" or (names and _is_figure(tag, names)):
        found = replace(found, figure=node)
    elif tag in ("body", "main", "article"):
        found = replace(found, figure=None)
    if not found.comment and _is_comment(names):
        found = replace(found, comment=True)
    area = _area(attributes.get("role") or "", tag, names, around)
    if area and area != found.area and not _swallows(document, node, area):
        found = replace(found, area=area)
    if tag in _CONTENT_TAGS and not found.in_article:
        found = replace(found, in_article=True)
    return found


# A page's classes come again and again, and so do those of all pages that a program writes.
@lru_cache(maxsize=4096)
def _is_figure(tag: str, names: str) -> bool:
    """Tell whether an element that is called a caption holds its picture, too."""
    if tag in ("a", "img", "span", "p", "figcaption", "body"):
        return False
    if not {"wp-caption", "media--type-image"}.isdisjoint(names.split()):
        return True  # the latter is Drupal's own template, an <article>
    return bool(_CAPTIONED.search(names)) and not any(map(_CAPTION_ITSELF.search, names.split()))


@lru_cache(maxsize=4096)
def _is_comment(names: str) -> bool:
    return any(map(_COMMENT.fullmatch, names.split()))


def _area(role: str, tag: str, names: str, around: Surroundings) -> str | None:
    area = _landmark(role, tag, names)
    if area == ASIDE and around.area == FOOTER:
        return None  # its columns
    # The header and the footer of an article are parts of it, and hold its hero and its credits.
    if area in (HEADER, FOOTER) and around.in_article:
        return None
    return area


@lru_cache(maxsize=4096)
def _landmark(role: str, tag: str, names: str) -> str | None:
    if tag in _CONTENT_TAGS or role == "main":
        return CONTENT
    area = _TAGS.get(tag) or _ROLES.get(role)
    if area:
        return area
    words = names.split()
    return next((kind for kind, called in _AREAS if any(map(called.fullmatch, words))), None)


def _swallows(document: Document, node: LexborNode, area: str) -> bool:
    """Tell whether a landmark holds most of the page's paragraphs, as an unclosed one does."""
    if area == CONTENT:
        return False
    if area == ASIDE and node.css_first(_TEXT_OF_POST) is not None:
        return True  # Blogger's "widget Blog" is the post
    inside = len(node.css("p"))
    if inside <= _SWALLOWED * _FEWEST_PARAGRAPHS:
        return False  # nearly all landmarks, told without counting the page's
    most = document.remembered("paragraphs", lambda: len(document.tree.css("p")))
    return most >= _FEWEST_PARAGRAPHS and inside > _SWALLOWED * most
