"""Which picture a credit names: by its number, its file, its photographer or its title.

A list of credits at the end of a page stands near none of its pictures; what it calls them tells.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from selectolax.lexbor import LexborNode

from catalog.pages import (
    attribution,
    credit_words,
    link_resolution,
    named_files,
    names,
    statement_words,
    surroundings,
)
from catalog.pages.content_works import content_works, is_content_work
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, ancestors, text_of
from catalog.pages.lines import Line
from catalog.pages.name_words import BY
from catalog.urls import site_domain

_LONGEST_ABOVE = 160
_LINK_LEVELS = 4
_LONGEST_CREDIT = 250
_LONGEST_NAME = 200
# A shorter name is that of too many things; a Chinese or Korean word is short.
_SHORTEST_NAME = 6
_SHORTEST_BEGINNING = 10
_SHORTEST_FOREIGN = 2
_ROWS = 6
_FILE_NEEDLES = ("filename", "file name", "dateiname", "文件名", "nom du fichier")
_FILE_ROW = re.compile(
    r"\W{0,3}(?:file ?name|dateiname|nom du fichier|文件名)\s?[:：]\s?"
    r"(?P<name>[^\s/:]{1,80}\.(?:jpe?g|png|gif|svg|webp))$",
    re.IGNORECASE,
)
# "old-mill.jpg: Ann Lee, CC BY 4.0", in a list of credits.
_FILE_FIRST = re.compile(
    r"\W{0,3}(?P<name>[^\s/:]{1,80}\.(?:jpe?g|png|gif|svg|webp))\s?[:：,(–—-]", re.IGNORECASE
)
_MOST_OF_TITLE = 0.8
_NO_LETTER = re.compile(r"[\W_]+")
_TITLE_ENDS = re.compile(
    r"\s{0,2}[|｜:：;,，(（\[•·]|\s[-–—/]\s|[\"”“»']?\s(?:by|von|par|por|di|de|courtesy)\s"
    r"|\s(?:(?:photo|image|picture|screenshot|illustration)\s)?(?:is|are|ist)\s(?:licen|used|lizen)",
    re.IGNORECASE,
)
# "Title: «The gate»", or the title alone.
_QUOTED_TITLE = re.compile(
    r"\W{0,4}(?:(?:title|titel|titre|t[ií]tulo|titolo)\s?:?\s?)?[\"“„«](?P<title>[^\"“”„«»]{6,200})[\"“”»]",
    re.IGNORECASE,
)
_MADE_BY = re.compile(rf"\b(?:{BY})\s|\bcc\b|©|:", re.IGNORECASE)
# An account at Flickr has a number, and may have a name as well: Flickr's own example of its answer
# to flickr.urls.getUserPhotos has 12037949754@N01 with /photos/bees/ (read on 2026-11-26).
_BY_NUMBER = re.compile(r"/\d+@n\d\d$")
_QUOTES = frozenset("\"“„«'‘")
_TITLE_LABEL = re.compile(
    r"^[\W\d]{0,6}(?:(?:photo|image|picture|foto|bild)s?[ -]?(?:credits?|quelle|nachweis)?\s?[:：]"
    r"\s?)?[\"“„«'‘]?",
    re.IGNORECASE,
)


def number_of(document: Document, credit: Credit) -> tuple[int, str] | None:
    """Return the number that a credit begins with, or that stands above it: "Fig. 2b<br>..."."""
    found = credit_words.NUMBERED.match(credit.words)
    above = None if found or credit.is_bare else next(document.lines.before(credit.line), None)
    if above is not None and above.node.mem_id == credit.line.node.mem_id:
        found = credit_words.NUMBERED.fullmatch(above.text.rstrip(" .:"))
    return _number(found)


def numbered(document: Document, credit: Credit) -> Embedded | None:
    """Find the picture whose number the credit names: by its caption, else by its place."""
    wanted = number_of(document, credit)
    if wanted is None:
        return None
    captioned = document.remembered("captioned", lambda: _by_number(document)).get(wanted, [])
    if len(captioned) == 1:
        return captioned[0]
    works = content_works(document)
    number, part = wanted
    return works[number - 1] if not part and 0 < number <= len(works) else None


def _by_number(document: Document) -> dict[tuple[int, str], list[Embedded]]:
    """Return the pictures by the number in their captions."""
    found: dict[tuple[int, str], list[Embedded]] = {}
    for media in content_works(document):
        number = _number_in_caption(document, media)
        if number:
            found.setdefault(number, []).append(media)
    return found


def _number_in_caption(document: Document, media: Embedded) -> tuple[int, str] | None:
    figure = surroundings.of(document, media.node).figure
    said = text_of(figure, longest=_LONGEST_CREDIT) if figure is not None else ""
    return _number(credit_words.NUMBERED.match(said))


def _number(found: re.Match[str] | None) -> tuple[int, str] | None:
    return (int(found["number"]), found["part"].lower()) if found else None


def by_file(document: Document, credit: Credit) -> Embedded | None:
    """Find the picture whose file the credit begins with, links, or links to the page of."""
    first = _FILE_FIRST.match(credit.words) if credit.license else None
    begun = _only(_of_name(document, first["name"])) if first else None
    if begun:
        return begun
    names = _original_names(document, credit)
    files = _files_before(document, credit)
    if not names and not files:
        return None
    works = named_files.of_works(document)
    found = [works.by_key[key] for key in files if key in works.by_key]
    found += [media for name in names for media in works.holding(name)]
    exact = works.called(names)
    if not exact and not found:
        exact = named_files.of_others(document).called(names)
    return _only(exact or found)


def by_like_file(document: Document, credit: Credit) -> Embedded | None:
    """Find the picture whose file is named so but for a number.

    "Red-bee1.jpg" at a wiki, where a name is given once, is "red-bee.jpg" here.
    """
    bare = set(map(link_resolution.without_number, _original_names(document, credit)))
    long = {name for name in bare if len(name) >= _SHORTEST_BEGINNING}
    return _only(named_files.of_works(document).called(long)) if long else None


def _original_names(document: Document, credit: Credit) -> list[str]:
    """Return what the files may be called of which a credit links to the pages."""
    names = [name for href in _links(credit) for name in link_resolution.original_names(href)]
    if names or not credit.license:
        return names
    # "Picture of the disk: https://flic.kr/p/5Ut2pe", and below it the licence.
    above = next(document.lines.before(credit.line), None)
    said = above.text if above is not None and len(above.text) <= _LONGEST_ABOVE else ""
    addresses = credit_words.ADDRESS.findall(said)
    return [name for href in addresses for name in link_resolution.original_names(href)]


def by_row(document: Document, credit: Credit) -> tuple[Embedded, LexborNode] | None:
    """Find the picture whose file a row above names, and the box of the rows.

    "Filename: mill.jpg", "Author: Ann Lee", "License: CC BY 2.0", as wikis of Wikidot list them.
    """
    for line in islice(document.lines.before(credit.line), _ROWS):
        row = _FILE_ROW.match(line.text)
        if row:
            found = _only(_of_name(document, row["name"]))
            around = line.node.parent or line.node
            return (found, around) if found and _in_one_box(line, credit.line) else None
    return None


def has_row(document: Document, url: str) -> bool:
    """Tell whether a row of the page names a picture's file, and so says on its own whose it is."""
    names = document.remembered("file rows", lambda: set(_file_rows(document)))
    return bool(names) and link_resolution.file_name(url).lower() in names


def _file_rows(document: Document) -> Iterator[str]:
    for line in document.lines.holding(_FILE_NEEDLES):
        row = _FILE_ROW.match(line.text)
        if row:
            yield row["name"].lower()


def _of_name(document: Document, name: str) -> list[Embedded]:
    return named_files.of_works(document).by_file.get(name.lower(), [])


def _in_one_box(one: Line, other: Line) -> bool:
    boxes = {node.mem_id for node in (one.node, *ancestors(one.node, most=2))}
    return any(n.mem_id in boxes for n in (other.node, *ancestors(other.node, most=2)))


def _files_before(document: Document, credit: Credit) -> set[str]:
    """Return the pictures that a link right before the licence leads to: "[full size] (CC0)"."""
    found = set()
    for offset, link in credit.line.links:
        if link_resolution.is_image_address(link.get("href")) and offset < credit.start:
            text, url = text_of(link.node), document.resolve(link.get("href"))
            between = credit.line.text[offset + len(text) : credit.start]
            if text and url and not between.strip(" ([,;:-–—|·/"):
                found.add(link_resolution.work_key(url))
    return found


def by_photographer(document: Document, credit: Credit) -> Embedded | None:
    """Find the picture that links to a photograph by whom the credit links to."""
    people = photographers(credit)
    if not people:
        return None
    made = [(_linked_maker(media), media) for media in content_works(document)]
    named = [media for maker, media in made if maker in people]
    if named or not all(maker for maker, _ in made):
        return _only(named)
    # Where each picture tells whose it is, the one that does so by a number is left for them.
    return _only([media for maker, media in made if maker and _BY_NUMBER.search(maker)])


def by_title(document: Document, credit: Credit) -> Embedded | None:
    """Find the one picture that is called what the credit begins with.

    "Kanas Lake | Nyx Ning | CC BY-SA 3.0" at the end of a page is of the picture whose description,
    caption or file is named so.
    """
    if credit.license is None or len(credit.line.text) > _LONGEST_CREDIT:
        return None
    for title in _titles(document, credit):
        if _names_site(document, title):
            return None
        found = _only(list(_called(document, title)))
        if found:
            return found
    return None


def _names_site(document: Document, title: str) -> bool:
    """Tell whether it begins with the site's address: "Red Mill Songs" at redmill.example."""
    name = _plain(site_domain(link_resolution.host_of(document.url)).partition(".")[0])
    return len(name) >= _SHORTEST_NAME and title.startswith(name)


def by_maker(document: Document, credit: Credit) -> Embedded | None:
    """Find the one picture whose description names the same maker: "Red mill by Ann Lee".

    A description that only has the name may show who bears it.
    """
    maker = attribution.of_credit(document, credit).creator if credit.license else None
    if maker is None:
        return None
    makers = document.remembered("makers of pictures", lambda: list(_makers(document)))
    return _only([media for name, media in makers if name == maker])


def _makers(document: Document) -> Iterator[tuple[str, Embedded]]:
    """Yield whom descriptions name as makers, behind "by" or a label, or beside a licence."""
    for media in content_works(document):
        for said in {media.get("alt"), media.get("title")}:
            told = len(said) <= _LONGEST_NAME and _MADE_BY.search(said)
            name = names.name_in(said) if told else None
            if name:
                yield name, media


def _titles(document: Document, credit: Credit) -> Iterator[str]:
    """Yield what the credit calls its work, in letters and digits alone."""
    ahead = credit.ahead[_label_end(credit.ahead) :]
    end = _TITLE_ENDS.search(ahead)
    quoted = not _QUOTES.isdisjoint(credit.ahead)
    said = attribution.of_credit(document, credit).title if quoted else None
    named = _QUOTED_TITLE.match(credit.ahead)
    for title in (named and named["title"], said, ahead[: end.start()] if end else None):
        plain = _plain(title or "")
        if len(plain) >= (_SHORTEST_NAME if plain.isascii() else _SHORTEST_FOREIGN):
            yield plain


def _label_end(text: str) -> int:
    label = _TITLE_LABEL.match(text)
    return label.end() if label else 0


def _called(document: Document, title: str) -> Iterator[Embedded]:
    """Yield the pictures that have exactly this name, else those whose name begins with it."""
    names = document.remembered("names of pictures", lambda: _names(document))
    first = bisect_left(names, title, key=lambda pair: pair[0])
    near = takewhile(lambda pair: pair[0].startswith(title), islice(names, first, None))
    shown = (pair for pair in near if is_content_work(document, pair[1]))
    beginning = list(islice(shown, 8))
    exact = [media for name, media in beginning if name == title]
    if not exact and first:  # "Cover of The Mills PDF" of "Cover of The Mills"
        name, media = names[first - 1]
        if len(name) >= _SHORTEST_BEGINNING and len(name) >= _MOST_OF_TITLE * len(title):
            exact = [media] * (title.startswith(name) and is_content_work(document, media))
    if exact:
        yield from exact
    elif len(title) >= _SHORTEST_BEGINNING or not title.isascii():
        yield from (media for _, media in beginning)


def _names(document: Document) -> list[tuple[str, Embedded]]:
    """Return what the page's pictures are called, sorted."""
    found = []
    for media in document.media:
        if media.media_type == "image" and media.url is not None:
            file = link_resolution.picture_name(media.url)
            found += [(name, media) for name in (media.get("alt"), media.get("title"), file)]
    captions = document.holds(b"figcaption", b"wp-caption-text")
    for caption in document.tree.css("figcaption, .wp-caption-text") if captions else ():
        figure = surroundings.of(document, caption).figure
        said = text_of(caption, longest=_LONGEST_NAME)
        found += [(said, media) for media in document.media_in(figure)] if figure else []
    plain = ((_plain(name), media) for name, media in found if name)
    return sorted((pair for pair in plain if pair[0]), key=lambda pair: pair[0])


def _plain(text: str) -> str:
    return _NO_LETTER.sub("", text[:_LONGEST_NAME].lower())


def _only(found: list[Embedded]) -> Embedded | None:
    return found[0] if len({media.key for media in found}) == 1 else None


def _links(credit: Credit) -> list[str]:
    """Return where the links of its words lead."""
    stop = credit.words_start + len(credit.words)
    return [
        link.get("href")
        for offset, link in credit.line.links
        if credit.words_start - 1 <= offset <= stop
    ]


def photographers(credit: Credit) -> set[str]:
    """Return whose pages at photo services it links to, unless it is of the whole page."""
    people = {who for who in map(link_resolution.photographer, _links(credit)) if who}
    return set() if people and statement_words.WHOLE_PAGE.search(credit.words) else people


def _linked_maker(media: Embedded) -> str | None:
    """Return to whose photograph the link around a picture leads."""
    around = ancestors(media.node, most=_LINK_LEVELS)
    hrefs = (node.attributes.get("href") or "" for node in around if node.tag == "a")
    return next((who for who in map(link_resolution.photographer, hrefs) if who), None)
