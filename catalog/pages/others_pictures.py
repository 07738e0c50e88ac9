"""Whether a picture is probably somebody else's, by its file, its description and its link."""

import re
from collections.abc import Iterator

from catalog.pages import credit_words, link_resolution
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors

_COVER = re.compile(r"[a-z]{3}[-_ ](?:book|album|cd)?[-_ ]?cover\d?$")
_SIGN = re.compile(r"(?<!cata)(?<!dia)(?<!pro)(?<!deca)(?<!mono)logo[-_]?\d*$")
_MAKER = re.compile(r"\bby\s([^,:|]{3,40})")
# Where pages on films and books are kept, and what they say they are of.
_OF_WORK = re.compile(
    r"/(?:films?|movies?|books?|literature|anime|manga|comic-?books?|video-?games?|albums?"
    r"|(?:book|film|movie|album)-?reviews?)/[^/]",
    re.IGNORECASE,
)
_WORK_TYPE = re.compile(r"video\.(?:movie|tv_show|episode)")
_SHORTEST_TITLE = 5


def is_of_others(document: Document, url: str, media: Embedded | None) -> str | None:
    """Return why a picture is probably not the page's own, by its address and its link."""
    name = link_resolution.file_name(url).rpartition(".")[0]
    if credit_words.STOCK_FILE.search(link_resolution.without_size(name)):
        return "stock_file"
    if media is not None and is_own_account(document, media):
        return None
    if _SIGN.search(name):
        return "logo"
    if media is not None and _shows_another_work(document, media):
        return "names_another_source"
    if credit_words.SAVED_FILE.search(name) or _is_book_cover(document, name, media):
        return "names_another_source"
    if _is_elsewhere(document, url):
        return "file_of_another_site"
    if media is None:
        return None
    described = _described(media)
    if described:
        return described
    links = (document.resolve(href) for href in _links_around(media))
    elsewhere = any(_leads_away(document, link, url) for link in links if link)
    return "links_to_another_source" if elsewhere else None


def _described(media: Embedded) -> str | None:
    """Return why its own description says that it is another's."""
    for text in (media.get("alt"), media.get("title")):
        if credit_words.AGENCY.search(text) or credit_words.NOT_OWN.search(text):
            return "names_another_source"
        if credit_words.RESERVED.search(text):
            return "credited_to_others"
    return None


def _shows_another_work(document: Document, media: Embedded) -> bool:
    """Tell whether the page, or the text beside it, is of a film or a book: "the film Her"."""
    path = link_resolution.path_of(document.url)
    if _OF_WORK.search(path) or _WORK_TYPE.match(document.meta("og:type") or ""):
        return True
    title, line = media.get("alt").strip(), document.line_of(media)
    if not title or line is None:
        return False
    at = line.text.find(title)
    return at >= 0 and bool(credit_words.WORK_CALLED.search(line.text, 0, at))


def _leads_away(document: Document, link: str, shown: str) -> bool:
    """Tell whether a picture's link leads to another site, which is not where its file lies."""
    own, there = link_resolution.host_of(document.url), link_resolution.host_of(link)
    if _is_elsewhere(document, link):
        return True
    near = (own, link_resolution.host_of(shown))
    kin = any(there.endswith(host) or host.endswith(there) for host in near)
    return not kin and not link_resolution.is_image(link)


def _is_elsewhere(document: Document, url: str) -> bool:
    """Tell whether an address is that of a service which keeps others' pictures."""
    own = link_resolution.host_of(document.url)
    host = link_resolution.host_of(url)
    return host != own and bool(
        credit_words.STOCK_HOSTS.search(host) and not credit_words.STOCK_HOSTS.search(own)
    )


def _links_around(media: Embedded) -> list[str]:
    around = ancestors(media.node, most=2)
    return [node.attributes.get("href") or "" for node in around if node.tag == "a"]


def is_own_account(document: Document, media: Embedded) -> bool:
    """Tell whether a picture leads to a photo service's account that is called as the site."""
    label = link_resolution.host_of(document.url).partition(".")[0]
    people = (link_resolution.photographer(href) or "" for href in _links_around(media))
    names = [who.rpartition("/")[2] for who in people]
    if any(len(who) >= _SHORTEST_TITLE and label.startswith(who) for who in names):
        return True
    own = {label, _letters(document.author or document.meta("author") or "")}
    return any(_letters(name) in own for name in _makers(media))


def _makers(media: Embedded) -> Iterator[str]:
    """Yield whom Flickr's code for a picture names: title="The mill by Ann Lee, on Flickr"."""
    around = ancestors(media.node, most=2)
    titles = (node.attributes.get("title") or "" for node in around if node.tag == "a")
    for text in (media.get("alt"), media.get("title"), *titles):
        found = _MAKER.search(text)
        if found:
            yield found[1]


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _is_book_cover(document: Document, name: str, media: Embedded | None) -> bool:
    """Tell whether a file called a cover shows that of a book or a record, by its description."""
    title = media.get("alt").lower() if media else ""
    own = title in (document.title() or "").lower()
    return bool(_COVER.search(name)) and len(title) >= _SHORTEST_TITLE and not own
