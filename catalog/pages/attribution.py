"""Who made a picture, what it is called and where it is from, as the words of its credit say it.

The forms are those that Creative Commons recommends (title, author, source, licence), that
Wikimedia Commons and Flickr hand out, and the press's "Foto: Ann Lee / Agency".
"""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from catalog.pages import credit_words, license_text, link_resolution, surroundings
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Element, ancestors, text_of

LONGEST_NAME = 100
_ROWS = 6
_MARKED = (
    '[class$="credit"], [class*="author"], [class*="creator"], [class*="photographer"], '
    '[class*="artist"]'
)
_LABEL = re.compile(
    r"(?:\b(?:photo(?:graph(?:s|y)?|s)?|fotos?|bild(?:er)?|image|picture|illustration|grafik"
    r"|credits?|cr[eé]dit(?:s|o)?(?: photo)?|quellen?|source|fuente|urheber(?:in)?"
    r"|fotograf(?:in|ie|[ií]a)?|photographer|artist|autor(?:in)?|author|auteur|creator"
    r"|copyright|bildquellen?|bildnachweise?|photo credits?|image credits?|titelbild"
    r"|beitragsbild|abbildung|作者|摄影师?|攝影師?|撮影者?)"
    r"\s{0,2}(?:[:：©]|\(c\))\s{0,2}(?:copyright|©|\(c\)|by|von|\s){0,6}"
    r"|(?:©|\(c\)|copyright)\s{0,2}(?:copyright|©|\(c\)|by|von|\d{4}(?:\s?[-–—]\s?\d{4})?|\s){0,6}"
    r"|\b(?:photo(?:graph(?:s|y|ed)?|s)?|foto(?:s|graf[ií]a)?|bild(?:er)?|image|picture"
    r"|illustration|artwork|taken|made|created|uploaded)\s(?:is\s)?(?:by|von|de|par|via|credit"
    r"|courtesy(?: of)?)\s"
    r"|\b(?:by|von|par|di|por)\s(?=[^\W\d_a-zäöü]|[\"'@]|[\w.-]{2,30}\s{0,2}(?:[,(/|\[]"
    r"|is licensed)))",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s{0,3}(?:[|｜\[\]()/;•·]|\s[-–—]\s|,\s|\s{0,2}\.\s|[.,]$|\bvia\b|\bis licensed\b"
    r"|\bare licensed\b|\blicen[sc]ed\b|\bunder\b|\bunter\b|\bauf\b|\bon\b(?=\s(?:flickr"
    r"|wikimedia|unsplash|the))|@\s?flickr"
    r"|\bused\b|\bfrom\b|\bcreative commons\b|\bcc[- ](?:by|0|lizenz|licen)|\bby-(?:nc|sa|nd)"
    r"|\bcc$|\blizenz\b|\bist lizenziert|\bsteht\b|\bsous\b|\bbajo\b|\bhttps?:|\bpublic domain"
    r"|\bquelle\b|\bsource\b|\bown work\b)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^\W{0,3}(?:photo|image|bild"
    r"|foto)?\s?:?\s?[\"“„'«‘]?(?P<title>[^\"”“»]{3,200}?)[\"”“'»’]?\s?,?\s(?:by|von|par|de)\s",
    re.IGNORECASE,
)
# "Title by Author is licensed under", as Creative Commons recommends; the last "by" counts.
_RECOMMENDED = re.compile(
    r"(?:by|von|par|por|di)\s(?:the\s)?(?P<name>[^\W_][^|()\[\]]{1,99}?),?\s"
    r"(?:(?:is|are)\s(?:licen[sc]ed|public domain|marked|in the)|licen[sc]ed\s|via\s"
    r"|ist\slizenziert|steht\s|est\s|est[aá]\s|is\sunder)",
    re.IGNORECASE,
)
_OTHER_LICENSE = re.compile(
    r"\b(?:gnu )?(?:gfdl|fdl|fal|gpl)[\s,/]{0,3}(?:or|oder|ou|und|and)?\s?$", re.IGNORECASE
)
_BY_WORD = re.compile(r"\b(?:by|von|par|por|di)\s", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]{0,40}+(?:\s[^\W\d_][\w.'’-]{0,40}+){1,3}")
_ROW = re.compile(
    r"(?:author|artist|creator|photographer|performer|band|composer|maker|autor(?:in)?"
    r"|k[üu]nstler(?:in)?|fotograf(?:in)?|urheber(?:in)?|auteur|artiste|artista|creador"
    r"|interpret)"
    r"(?:\(?s\)?)?\s{0,2}:?(?:\s{1,2}(?P<name>\S[^|]{1,99}))?",
    re.IGNORECASE,
)
_ROW_NEEDLES = (
    "author", "artist", "creator", "photograph", "nstler", "fotograf", "urheber", "auteur",
)  # fmt: skip
# The links after a name: "Source", "via Wikimedia Commons".
_REFERENCES = re.compile(
    r"(?:[\s.,·•|/–—-]{0,4}\b(?:source(?: (?:file|page|image))?|original(?: file)?|link|quelle"
    r"|fuente|(?:via |on |from )?(?:wikimedia(?: commons)?|flickr|wikipedia)|licen[sc]ed?)\b){1,3}"
    r"[\s.,·•|/:–—-]{0,6}$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[.,·•|]\s|\s[–—-]\s|[.,]$")
_SEPARATORS = re.compile(r"[,|/()\[\]:;]")
_NO_NAME = re.compile(
    r"^(?:(?:the|a|own work|eigenes werk|self|unknown|unbekannt|here|hier|source|quelle|link"
    r"|flickr(?:\.com)?|wikimedia(?: commons)?|wikipedia|commons|pixabay|unsplash|cc|license"
    r"|lizenz|photo|foto|bild|image|us|me|mir|uns"
    r"|creative commons|von|by|original|details|\d+|fotos?|more|mehr|download|share"
    r"|public domain|via|in|and|und|gfdl))$",
    re.IGNORECASE,
)
_SERVICES = re.compile(
    r"(?:^|\.)(?:flickr\.com|flic\.kr|commons\.wikimedia\.org|commons\.m\.wikimedia\.org"
    r"|wikipedia\.org|europeana\.eu|deviantart\.com|500px\.com"
    r"|unsplash\.com|rijksmuseum\.nl|metmuseum\.org|si\.edu|loc\.gov|iiif\.io|archive\.org"
    r"|geograph\.org\.uk|inaturalist\.org|sketchfab\.com|freesound\.org)$"
)
_AUTHOR_PAGE = re.compile(
    r"/(?:user:|benutzer:|utilisateur:|people/|users?/|author/|profile/|@|photos/[^/]+/?$)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"/(?:photos/[^/]+/\d+|wiki/(?:file|datei|fichier|archivo|image):|item/|object|record"
    r"|collection|details/)",
    re.IGNORECASE,
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
    links = [
        (offset, link)
        for offset, link in credit.line.links
        if credit.words_start - 1 <= offset <= credit.words_start + len(credit.words)
        and (credit.link is None or link.node.mem_id != credit.link.node.mem_id)
        and "creativecommons" not in link.get("href").lower()
    ]
    name, linked = _name(credit, links)
    original = next((url for url in (_original(document, link) for _, link in links) if url), None)
    person = _person(document, name, linked, links, original)
    return CreditText(name, person, _title(credit, name), original)


def item_author(document: Document) -> str | None:
    """Return whom the page of one item names as its maker: a row "Author: ..." of its data."""
    lines = document.lines
    for line in lines.holding(_ROW_NEEDLES):
        found = _ROW.fullmatch(line.text) if len(line.text) <= LONGEST_NAME + 20 else None
        if not found or surroundings.of(document, line.node).comment:
            continue
        following = next(lines.after(line), None)
        name = clean_name(found["name"] or (following.text if following else ""))
        if name:
            return name
    return None


def row_author(document: Document, credit: Credit, around: LexborNode) -> str | None:
    """Return whom a row of the same card names: "Creator: Ann Lee"."""
    beside = (*islice(document.lines.after(credit.line), _ROWS),
              *islice(document.lines.before(credit.line), _ROWS))  # fmt: skip
    for line in beside:
        found = _ROW.fullmatch(line.text) if len(line.text) <= LONGEST_NAME + 20 else None
        inside = any(node.mem_id == around.mem_id for node in ancestors(line.node))
        name = clean_name(found["name"] or "") if found and inside else None
        if name:
            return name
    return None


def byline(document: Document, credit: Credit) -> str | None:
    """Return the name in a line "by Ann Lee on Flickr" right below or above the credit."""
    lines = document.lines
    beside = (next(lines.after(credit.line), None), next(lines.before(credit.line), None))
    for line in beside:
        if line and len(line.text) <= LONGEST_NAME + 20 and _BY_WORD.match(line.text):
            name = name_in(line.text)
            if name:
                return name
    return None


def marked_author(node: LexborNode) -> str | None:
    """Return the short text of an element in a box that its class calls the credit or author."""
    for inner in node.css(_MARKED):
        text = text_of(inner, longest=LONGEST_NAME + 20)
        if text and len(text) <= LONGEST_NAME and not license_text.mentions(text):
            name = name_in(text) or clean_name(text)
            if name:
                return name
    return None


def _name(credit: Credit, links: list[tuple[int, Element]]) -> tuple[str | None, Element | None]:
    """Return the creator's name, and the link that is it."""
    for offset, link in links:
        href = link.get("href")
        marked = link.words("rel") & {"author", "cc:attributionurl"} or link.get("property")
        if marked or (_AUTHOR_PAGE.search(href) and offset < credit.start + 1):
            name = clean_name(text_of(link.node, longest=LONGEST_NAME))
            if name:
                return name, link
    name = name_in(credit.words, credit.start - credit.words_start) or _leading(credit)
    if name is None and "©" in credit.words:
        name = clean_name(credit.words[credit.end - credit.words_start :])
        name = name if name and _PERSON.fullmatch(name) else None
    linked = next((k for _, k in links if name and text_of(k.node)[:LONGEST_NAME] == name), None)
    if name is None:
        for offset, link in reversed(links):
            text = clean_name(text_of(link.node, longest=LONGEST_NAME))
            if text and offset < credit.start:
                return text, link
    return name, linked


def _leading(credit: Credit) -> str | None:
    """Return the name that begins a line "Ann Lee, City Archive. Source · CC BY 4.0"."""
    ahead = credit.ahead
    rest = _REFERENCES.sub("", ahead)
    if credit.words_start or rest == ahead:
        return None
    first = _FIRST.split(rest.strip(), maxsplit=1)[0]
    plain = _PERSON.fullmatch(first) or (len(first.split()) == 1 and first == rest.strip())
    return clean_name(first) if plain else None


def name_in(words: str, license_at: int | None = None) -> str | None:
    """Return the creator's name in the words of a credit, which name the licence at an offset."""
    found = _recommended(words) or _labelled(words)
    if found is None and license_at:
        found = _before_license(words[:license_at])
    return found or _after_by(words)


def _recommended(words: str) -> str | None:
    for by in reversed(list(_BY_WORD.finditer(words))):
        found = _RECOMMENDED.match(words, by.start())
        if found:
            return _until_end(found["name"])
    return None


def _labelled(words: str) -> str | None:
    for label in reversed(list(_LABEL.finditer(words))[:8]):
        name = _until_end(words[label.end() : label.end() + 2 * LONGEST_NAME])
        if name:
            return name
    return None


def _before_license(ahead: str) -> str | None:
    """Return the name right before the licence: "Ann Lee, CC BY" or "Ann Lee CC BY"."""
    ahead = _OTHER_LICENSE.sub("", ahead).rstrip()
    labelled = credit_words.PLAIN_LABEL.search(ahead[-2 * LONGEST_NAME :])
    if labelled:
        return clean_name(labelled["name"])
    text = ahead.rstrip(",/|([–—-").rstrip()
    if text != ahead:
        name = _SEPARATORS.split(text[-LONGEST_NAME:])[-1]
        if len(name.split()) <= 5:
            return clean_name(name)
    return clean_name(text) if len(text.split()) <= 4 and _PERSON.fullmatch(text) else None


def _after_by(words: str) -> str | None:
    for label in _BY_WORD.finditer(words):
        name = _until_end(words[label.end() : label.end() + 2 * LONGEST_NAME])
        if name and len(name.split()) <= 3:
            return name
    return None


def _until_end(text: str) -> str | None:
    text = text.lstrip(" :©\"'“„")
    end = _END.search(text)
    return clean_name(text[: end.start()] if end else text)


def clean_name(text: str) -> str | None:
    """Return a text as somebody's name, or None where it is none."""
    name = " ".join(text.split()).strip(" ,;:.|/()[]\"'“”„«»-–—©")
    name = re.sub(
        r"^(?:by|von|par|photo by|foto)\s+|\s+(?:and|und|cc|in|via|auf|on)$",
        "",
        name,
        flags=re.IGNORECASE,
    )
    if not 2 <= len(name) <= LONGEST_NAME or _NO_NAME.match(name) or "://" in name:
        return None
    if len(name.split()) > 9 or not any(c.isalpha() for c in name):
        return None
    return name


def _original(document: Document, link: Element) -> str | None:
    url = document.resolve(link.get("href"))
    return url if url and is_original(document, url) else None


def is_original(document: Document, url: str) -> bool:
    """Tell whether an address is that of one work at a service that keeps others' works."""
    host = link_resolution.host_of(url)
    if host == link_resolution.host_of(document.url) or not _SERVICES.search(host):
        return False
    return bool(_ORIGINAL.search(unquote(link_resolution.path_of(url))))


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
    found = _TITLED.match(credit.words)
    if not found or name is None or credit_words.LABEL.match(found["title"]):
        return None
    title = found["title"].strip(" \"'“”„«»:,")
    if (
        title.lower() in ("photo", "image", "foto", "bild", "picture", "in flickr cc")
        or len(title.split()) > 20
    ):
        return None
    return title if name not in title else None
