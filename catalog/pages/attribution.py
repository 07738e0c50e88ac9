"""Who made a picture, what it is called and where it is from, as the words of its credit say it.

The forms are those that Creative Commons recommends (title, author, source, licence), that
Wikimedia Commons and Flickr hand out, and the press's "Foto: Ann Lee / Agency".
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from catalog.pages import credit_words, link_resolution, statement_words
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Element, text_of
from catalog.pages.items import local_name
from catalog.pages.name_forms import LONGEST_NAME, clean_name, is_person
from catalog.pages.name_gaps import Linked
from catalog.pages.name_words import BY, PICTURES
from catalog.pages.names import name_in

_TITLED = re.compile(
    r"\W{0,3}(?:(?:(?:source|original|featured|header|cover|lead|main) )?"
    r"(?:photo|image|bild|foto)\b)?\s?:?\s?[\"“„'«‘]?(?P<title>[^\"”“»]{3,200}?)[\"”“'»’]?\s?,?\s"
    rf"(?:{BY}|de)\s(?:(?:the\s)?(?:\w{{4,9}}\s)?(?:user|member|artist)\s)?[\"“'@]{{0,2}}",
    re.IGNORECASE,
)
# "Portrait of the mill is by Ann Lee".
_VERB = re.compile(r"\s(?:is|are|was|ist|est|es|è)$")
_PICTURE = re.compile(rf"{PICTURES}|in flickr cc", re.IGNORECASE)
# "The photo above is by Ann Lee".
_POINTING = re.compile(r"\b(?:above|below|left|right|top|oben|unten|links|rechts)(?: is)?$", re.I)
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_LABELLED = re.compile(
    r"[.!?:;,|–—-]\s{1,2}(?:photo(?:graph)?|image|picture|foto|bild|illustration)$", re.IGNORECASE
)
_SERVICES = re.compile(
    r"(?:^|\.)(?:flickr\.com|flic\.kr|commons\.wikimedia\.org|commons\.m\.wikimedia\.org"
    r"|wikipedia\.org|europeana\.eu|deviantart\.com|500px\.com"
    r"|unsplash\.com|rijksmuseum\.nl|metmuseum\.org|si\.edu|loc\.gov|iiif\.io|archive\.org"
    r"|geograph\.org\.uk|inaturalist\.org|sketchfab\.com|freesound\.org|openverse\.org"
    r"|wordpress\.org|(?:cc)?search\.creativecommons\.org|pxhere\.com|wellcomecollection\.org"
    r"|digitaltmuseum\.(?:org|se|no)|ipernity\.com|panoramio\.com)$"
)
# What RDFa calls somebody by, where a link has other properties as well: `schema:url dc:source`.
_PEOPLE = frozenset((
    "attributionName", "creator", "author", "artist", "photographer", "contributor", "publisher",
    "copyrightHolder", "rightsHolder", "maker",
))  # fmt: skip
_AUTHOR_PAGE = re.compile(
    r"/(?:user:|benutzer:|utilisateur:|people/|users?/|author/|profile/|@|photos/[^/]+/?$)",
    re.IGNORECASE,
)
# Networks where a person's page is the first part of the path.
_PROFILES = re.compile(
    r"(?:^|\.)(?:twitter|x|instagram|facebook|behance|vimeo|soundcloud|500px|deviantart|linkedin"
    r"|github|artstation|dribbble|tumblr|pexels|youtube)\.com$"
)
_PROFILE = re.compile(r"/(?:in/|p/|c/)?[^/]{2,60}/?$")
_ORIGINAL = re.compile(
    r"/(?:photos/[^/]+/\d+|wiki/(?:file|datei|fichier|archivo|ficheiro|bestand|plik|image):|item/"
    r"|object|record|collection|details/|photos?/\d+|observations/\d+|art/|works/|doc/[^/]+/\d+"
    r"|(?:image|photos)/[0-9a-f]{8}-[0-9a-f-]{27}|photos/photo/|p/\w{4,12}/?$)|^/\d{6,}",
    re.IGNORECASE,
)
# Addresses of Wikimedia Commons and Flickr by number, and Wikipedia's of a picture in an article.
_NUMBERED = re.compile(
    r"[?&]curid=\d|/photo\.gne\?id=\d|#/media/(?:file|datei|fichier|archivo):", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CreditText:
    """What a credit says of a work.

    Attributes:
        creator: a name.
        creator_url: the person's page.
        title: what the credit calls the work.
        original: the page of the work at the museum, photo service or wiki that it is from.
    """

    creator: str | None = None
    creator_url: str | None = None
    title: str | None = None
    original: str | None = None


def of_credit(document: Document, credit: Credit) -> CreditText:
    """Return what a credit and its links say."""
    links = _links(credit)
    name, linked = _name(credit, links)
    if name and statement_words.ITSELF.match(name):
        name = None
    original = next((url for url in (_original(document, link) for _, link in links) if url), None)
    person = _person(document, name, linked, links, original)
    return CreditText(name, person, _title(credit, name), original)


def name_of(credit: Credit) -> str | None:
    """Return the name that a credit's words or links give."""
    return _name(credit, _links(credit))[0]


def leads_to_work(credit: Credit) -> bool:
    """Tell whether it links to, or spells, one work at a service that keeps others' works."""
    linked = any(_linked(offset, link).of_work for offset, link in _links(credit))
    return linked or any(map(_is_of_work, credit_words.ADDRESS.findall(credit.words)))


def _links(credit: Credit) -> list[tuple[int, Element]]:
    """Return the links in its words, but those of licences, each with its place in the line."""
    return [
        (offset, link)
        for offset, link in credit.line.links
        if credit.words_start - 1 <= offset <= credit.words_start + len(credit.words)
        and (credit.link is None or link.node.mem_id != credit.link.node.mem_id)
        and "creativecommons" not in link.get("href").lower()
    ]


def _name(credit: Credit, links: list[tuple[int, Element]]) -> tuple[str | None, Element | None]:
    """Return the creator's name, and the link that is it."""
    for _, link in links:
        said = {local_name(term) for term in link.get("property").split()}
        marked = bool(said & _PEOPLE or link.words("rel") & {"author", "cc:attributionurl"})
        marked &= "title" not in said
        name = clean_name(text_of(link.node, longest=LONGEST_NAME)) if marked else None
        if name:
            return name, link
    at = credit.start - credit.words_start
    name = name_in(
        credit.words,
        at if credit.slug is not None else None,
        tuple(_linked(offset - credit.words_start, link) for offset, link in links),
        credit.end - credit.words_start,
    )
    linked = next((k for _, k in links if name and text_of(k.node)[:LONGEST_NAME] == name), None)
    return name, linked


def _linked(at: int, link: Element) -> Linked:
    address = unquote(link.get("href"))
    said = text_of(link.node, longest=LONGEST_NAME)
    return Linked(
        at,
        at + len(said),
        of_person=is_somebody(address) or (address.startswith("mailto:") and is_person(said)),
        of_work=_is_of_work(address),
        is_title=link_resolution.is_named(address, said),
    )


def _is_of_work(address: str) -> bool:
    at_service = _SERVICES.search(link_resolution.host_of(address)) is not None
    path = unquote(link_resolution.path_of(address))
    return at_service and (_ORIGINAL.search(path) is not None or is_by_number(address))


def is_somebody(url: str) -> bool:
    """Tell whether an address is that of somebody's page at a service or a network."""
    path, host = link_resolution.path_of(url), link_resolution.host_of(url)
    at_network = _PROFILES.search(host) and _PROFILE.match(path)
    return bool(_AUTHOR_PAGE.search(path) or at_network)


def _original(document: Document, link: Element) -> str | None:
    url = document.resolve(link.get("href"))
    return url if url and is_original(document, url) else None


def is_original(document: Document, url: str) -> bool:
    """Tell whether an address is that of one work at a service that keeps others' works."""
    own = link_resolution.host_of(url) == link_resolution.host_of(document.url)
    return not own and _is_of_work(url)


def is_by_number(url: str) -> bool:
    """Tell whether an original's address says less than its name: `?curid=123`."""
    return bool(_NUMBERED.search(url))


def _person(
    document: Document,
    name: str | None,
    linked: Element | None,
    links: list[tuple[int, Element]],
    original: str | None,
) -> str | None:
    if name is None:
        return None
    if linked is not None:
        url = document.resolve(linked.get("href"))
        return url if url != original else None
    named = (link for _, link in links if name in text_of(link.node, longest=LONGEST_NAME + 50))
    url = next((u for u in (document.resolve(link.get("href")) for link in named) if u), None)
    return url if url != original else None


def _title(credit: Credit, name: str | None) -> str | None:
    at = credit.words.find(name) if name else -1
    found = _TITLED.fullmatch(credit.words, 0, at) if at > 0 else None
    if not found or name is None or credit_words.LABEL.match(found["title"]):
        return None
    title = _VERB.sub("", found["title"].strip(" \"'“”„«»:,"))
    if _LABELLED.search(title):
        return None  # "The mill at dusk. Photo by Ann Lee"
    if _PICTURE.fullmatch(title) or _POINTING.search(title) or len(title.split()) > 20:
        return None
    if credit_words.MAIN.match(credit.words) and '"' not in credit.words[:at].translate(_QUOTES):
        return None  # "Featured image by Ann Lee"
    return title if name not in title else None
