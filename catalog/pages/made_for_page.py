"""Whether a picture is called as its page is, or as cameras call what they take."""

import re

from catalog.pages import link_resolution, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, text_of
from catalog.pages.main_image import SHORTEST_TITLE, MainImage
from catalog.pages.name_forms import is_person

_WORDS = re.compile(r"[^\W\d_]{4,}")
# "led-screen-1.jpg" of "32x8 yellow LED matrix"; what joins words or is any file's tells nothing.
_SHORT_WORDS = re.compile(
    r"(?<![^\W\d_])(?!(?:the|and|for|with|der|die|das|und|les|des|une|los|las|del|con|jpe?g|png"
    r"|gif|svg|webp|img|image|php|media|www)(?![^\W\d_]))[^\W\d_]{3,}"
)
_FEWEST_WORDS = 2
_SHORTEST_PAGE = 5
# The name of one page, and of no section of a site.
_SLUG = re.compile(r"\w-\w|\d{3}")
_ANY_PAGE = frozenset(("about", "index", "contact", "posts", "images", "media", "files"))
_OF_NO_SUBJECT = frozenset((
    "about-me", "aboutme", "about_me", "bio", "biography", "team", "people", "staff", "members",
    "authors",
    "cv", "resume", "curriculum-vitae", "lebenslauf", "404", "license", "licence", "lizenz",
    "licencia", "copyright", "privacy", "privacy-policy", "datenschutz", "impressum", "imprint",
    "terms", "legal", "contact", "contact-us", "kontakt", "contacto", "contatti", "contato",
    "donate", "spenden", "search", "suche", "sitemap", "links", "login", "subscribe", "newsletter",
    "datenschutzerklaerung", "privacidad", "archive", "archives",
    "ueber-mich", "uber-mich", "sobre-mi", "sobre-mim", "over-mij", "om-mig", "chi-sono",
))  # fmt: skip
# What is called by its place in a site's layout, or as what all its pages show.
_OF_LAYOUT = re.compile(
    r"(?:(?:site|page|main|top|left|right|blog|home)[-_]?)?(?:header|masthead|title|top|bg|background|sidebar"
    r"|banner|table|placeholder|blank|spacer"
    r"|footer|menu|search|nav|up|down|hr|line|dots?|print|pdf|download|feed|newsletter|subscribe|app-?store"
    r"|google-?play|amazon|lang(?:uage)?|captcha|cookies?|mascot|seal|stamp|award|rating|w3c|html5"
    r"|css3|valid-?x?html\w*|l?gpl|ads?|promo|new|team|staff|portrait|bio|avatar[a-z]{0,12})"
    r"(?:[-_]?(?:bar|banner|bg|image|img|photo|pic|picture|small|large|new|\d{1,2})|[-_]\d{3,4})?",
    re.IGNORECASE,
)
# Pages on one person, and talks with somebody: who took the portrait is not said.
_OF_PERSON = re.compile(
    r"/(?:people|team|staff|members|authors?|speakers|faculty|alumni|personen|equipo|equipe"
    r"|personas)/[^/]"
)
_OF_TALK = re.compile(
    r"^\W{0,3}(?:(?:an |ein )?interview\b|entrevista\b|intervista\b|entretien\b|obituary|nachruf"
    r"|in memoriam)",
    re.IGNORECASE,
)
# "Ann Lee is a miller", beside a portrait.
_INTRODUCED = re.compile(
    r"\W{0,3}(?:(?:Dr|Prof)\.?\s)?(?P<who>[^\W\d_a-z][\w.’'-]{1,20}(?:\s[^\W\d_a-z][\w.’'-]{1,20}){1,3})"
    r"(?:,|\s(?:is|was|ist|war|est|es|è|é)\s)"
)
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$", re.IGNORECASE)
# Where Chromium, in whatever language, puts what a saved page shows
# (content/browser/download/save_package.cc, read on 2026-11-26).
_SAVED_IN = "_files"
_TITLE_PARTS = re.compile(r"\s[-–—|·•:»«]\s|:\s")
# As cameras and telephones name what they take: IMG_1234, DSC01234, P1010157.
_CAMERA = re.compile(
    r"(?:img|dsc[fn]?|mg|dscf|pict|cimg|sam|dji|crw|gopr|imgp|pxl)[-_]?\d{3,}|p\d{7}|pa?\d{6,7}"
)


def is_made_for_page(document: Document, main: MainImage) -> bool:
    """Tell whether it is likely the author's own work: its file or it is called as the page is.

    Or as cameras call their files, which nobody does to a picture of others.
    """
    folder, _, name = link_resolution.path_of(main.url).lower().rpartition("/")
    if _CAMERA.match(name):
        return True
    if main.media is not None and _is_titled_as(document, main.media.get("alt")):
        return True
    # What the page itself names as its picture, and shows, has to share less with it.
    fewest = 1 if main.named and main.shown else _FEWEST_WORDS
    return _is_called_as_page(document, folder.split("/"), name.rpartition(".")[0], fewest)


def is_tied(document: Document, main: MainImage) -> bool:
    """Tell whether a page's head names a picture, or it has a caption or a name of the page's."""
    if main.named and main.shown:
        return True
    called = main.url.rpartition("/")[2].lower()  # also "fetch.php?media=mill.jpg"
    if _shared(document, called, _SHORT_WORDS) > 0 or _holds_word(document, called):
        return True
    if main.media is None:
        return False
    figure = surroundings.of(document, main.media.node).figure
    return figure is not None and bool(text_of(figure))


def is_of_layout(document: Document, url: str) -> bool:
    """Tell whether a file is called "header" or "team", and does not lie in its page's folder."""
    stem = link_resolution.file_name(url).rpartition(".")[0]
    return bool(_OF_LAYOUT.fullmatch(stem)) and not lies_in_folder_of(document, url)


def is_portrait(document: Document, main: MainImage, people: set[str]) -> bool:
    """Tell whether it shows the page's author, who seldom took it: called so, or on "/team/".

    Nor is that of a page on its licence, or for what was not found, more than decoration.
    """
    if _page_name(document) in _OF_NO_SUBJECT or _OF_TALK.match(document.title() or ""):
        return True
    if _OF_PERSON.search(link_resolution.path_of(document.url).lower()):
        return True
    stem = link_resolution.file_name(main.url).rpartition(".")[0]
    if main.media is not None and _is_introduced(document, main.media, _letters(stem)):
        return True
    named = {_letters(stem), _letters(main.media.get("alt") if main.media else "")}
    site = (document.meta("og:site_name") or document.title() or "").lower()
    return any(" " in name and name not in site and _letters(name) in named for name in people)


def _is_introduced(document: Document, media: Embedded, called: str) -> bool:
    """Tell whether the text at a picture tells who is on it, as whom its file is called."""
    for line in document.lines_at(media):
        found = _INTRODUCED.match(line.text)
        if found and is_person(found["who"]) and _letters(found["who"]) in called:
            return True
    return False


def is_of_guest(document: Document, url: str) -> bool:
    """Tell whether a file is called as whom the title names: "ann-lee", of "7: Ann Lee"."""
    words = re.split(r"[^a-z]+", link_resolution.file_name(url).rpartition(".")[0])
    name = " ".join(word.capitalize() for word in words if word)
    return is_person(name) and name in (document.title() or "")


def _is_titled_as(document: Document, name: str) -> bool:
    """Tell whether it has the page's title, as a photograph or a comic of the day has."""
    name = _letters(name)
    heading = document.tree.css_first("h1")
    titles = (document.title() or "", text_of(heading) if heading else "")
    parts = {_letters(part) for title in titles for part in (title, *_TITLE_PARTS.split(title))}
    return len(name) >= SHORTEST_TITLE and name in parts


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _is_called_as_page(document: Document, folders: list[str], name: str, fewest: int) -> bool:
    """Tell whether a file has the page's name, shares words with it, or lies in its folder.

    Also below that, as what R draws for a post: `/2024-red-mill/index_files/figure-html/pie-1.png`,
    `/red-mill_files/figure-html/pie-1.png` of `/red-mill.html`.
    """
    page, folder = _page_name(document), folders[-1]
    if page in _ANY_PAGE:
        return False
    if len(page) >= _SHORTEST_PAGE and (folder == page or page in name):
        return True
    if _SLUG.search(page) and (page in folders or f"{page}_files" in folders):
        return True
    # That folder is called as the page, whatever lies in it.
    called = name if folder.endswith(_SAVED_IN) else f"{folder} {name}"
    return _shared(document, called) >= fewest


def lies_in_folder_of(document: Document, url: str) -> bool:
    """Tell whether a file lies in a folder that is called as the page: wikis' attachments."""
    page = _page_name(document)
    folder = link_resolution.path_of(url).lower().rpartition("/")[0].rpartition("/")[2]
    return len(page) >= _SHORTEST_PAGE and page not in _ANY_PAGE and folder == page


def shares_word(document: Document, name: str) -> bool:
    """Tell whether a file's name has a word of the page's name or title."""
    return _shared(document, name.lower()) > 0


def _holds_word(document: Document, name: str) -> bool:
    """Tell whether words run together have one of the page's: "rumtonkatruffles1"."""
    title = (document.title() or "").lower()
    page = _WORDS.findall(f"{_page_name(document)} {title}")
    return any(len(word) >= _SHORTEST_PAGE and word in name for word in page)


def _shared(document: Document, name: str, words: re.Pattern[str] = _WORDS) -> int:
    title = (document.title() or "").lower()
    page = set(words.findall(f"{_page_name(document)} {title}".replace("_", " ")))
    return len(page & set(words.findall(name.replace("_", " "))))


def _page_name(document: Document) -> str:
    """Return what the page's address calls it; of `/2024/river/index.html` the folder's name."""
    path = _INDEX.sub("", link_resolution.path_of(document.url)).rstrip("/")
    name = path.rpartition("/")[2].lower()
    return name.rpartition(".")[0] or name
