"""Whether a picture is probably somebody else's, by its file, its description and its link."""

import re
from collections.abc import Iterator
from functools import partial

from selectolax.lexbor import LexborNode

from catalog.pages import credit_words, link_resolution, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Element, Embedded, ancestors, element, text_of
from catalog.pages.made_for_page import lies_in_folder_of, shares_word
from catalog.urls import site_domain

_COVER = re.compile(r"[a-z]{3}[-_ ](?:book|album|cd)?[-_ ]?cover\d?$")
_SIGN = re.compile(r"(?<!cata)(?<!dia)(?<!pro)(?<!deca)(?<!mono)logo[-_]?\d*$")
# "photo-by-ann-lee.jpg", "foto-cc-de-ann-lee.jpg"; "foto-de-la-playa.jpg" says what it shows.
_BY = re.compile(
    r"(?:^|[-_])(?:photos?|fotos?|images?|bild)[-_](?:by|par|cc[-_](?:by|de|von|par|di))[-_]"
    r"(?P<who>[\w-]{5,60})$",
    re.IGNORECASE,
)
_MAKER = re.compile(r"\bby\s([^,:|]{3,40})")
# Where pages on films and books are kept, and what they say they are of.
_OF_WORK = re.compile(
    r"/(?:films?|movies?|books?|literature|anime|manga|comic-?books?|video-?games?|albums?"
    r"|(?:book|film|movie|album)-?reviews?|reviews?)/[^/]",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\b(?:book|film|movie|album|game|comic|theatre) (?:review|summary|notes)\b"
    r"|^\W{0,3}(?:review|rezension|reseña|resenha|recensione|recensie|recenzj[ae]|recenze"
    r"|anmeldelse|critique|рецензи[яи])\b"
    r"|\b(?:buchbesprechung|filmkritik|boganmeldelse|(?:fiche|notes) de lecture)\b"
    r"|[短书書影][评評]|[观觀读讀][后後]感|[读讀][书書][笔筆][记記]|読書感想|感想文",
    re.IGNORECASE,
)
# Under what a blog files its posts on them.
_FILED_UNDER = re.compile(
    r"/categor(?:y|ies?|ias?)/(?:books?|book-?reviews?|films?|movies?|reviews?|anime|manga|comics"
    r"|livres|libros|libri|livros|b(?:ü|ue|%c3%bc)cher|cin[eé]ma|peliculas|tv)(?:/|/index\.html?|\.html?)?$",
    re.IGNORECASE,
)
# "The Mill: A Review", "A review of The Mill"; so are papers called, whose figures are theirs.
_REVIEWED = re.compile(
    r"[:–—|-]\s(?:an?\s)?(?:short\s|brief\s)?review\s{0,2}(?:$|[|–—·-])|\breview of\s",
    re.IGNORECASE,
)
# "“The Mill” from Bo Ek": a page on what somebody else made; not on the page's author's own work.
_WORK_BY = re.compile(
    r"^\W{0,2}[\"“„«‘][^\"“”„«»’]{2,80}[\"”“»’]\s(?:from|by|von|de|di|par|por)\s"
    r"(?P<who>[^\W\d_a-z][\w.’-]{0,20}(?:\s[^\W\d_][\w.’-]{0,20}){1,3})"
)
# "1925-one-room-schools.png": of a time when no author of a web page drew; "1920-..." is a width.
_OLD_FILE = re.compile(r"(?!1500|1536|1600|1680|1700|1800|1900|1920)1(?:[5-8]\d|9[0-4])\d[-_][a-z]")
_WORK_TYPE = re.compile(r"video\.(?:movie|tv_show|episode)")
_SHORTEST_TITLE = 5
_LINK_LEVELS = 5
_SHORTEST_NAME = 4
_SHOT = re.compile(r"screen-?_?\s?(?:shot|cap)s?|scrot|bildschirmfoto", re.IGNORECASE)
_LONGEST_CAPTION = 600
_SHORTEST_CAPTION = 40
_SHORT_LINE = 200
# A picture of one's own album, which Picasa gave to be put into a page; it names nobody.
_ALBUM = re.compile(r"//picasaweb\.google\.\w{2,3}/lh/(?:photo|sredir)")
_ALBUM_FILES = re.compile(r"(?:^|\.)(?:ggpht|googleusercontent)\.com$")
# A note on a picture says where it is from: kramdown, Goldmark, MediaWiki, WordPress' plugins.
_NOTE = re.compile(r"#(?:fn|footnote|cite_?note|_ftn|easy-footnote|f\d)", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3}|†)[\])]?")
# Where memes and moving pictures come from.
_OF_EVERYBODY = re.compile(
    r"(?:^|\.)(?:memegenerator|imgflip|quickmeme|knowyourmeme|cheezburger|giphy|tenor)\.\w+$"
)
# Where people keep the pictures of their pages, or have them delivered from. "images." alone says
# nothing: newspapers have it, too.
_STORES = re.compile(
    r"(?:^|[.-])cdn\w{0,12}(?=[.-])"
    r"|(?:^|\.)(?:static\.?flickr|flickr|ggpht|googleusercontent|blogger|blogspot|wp|wordpress|cloudfront|amazonaws"
    r"|cloudinary|imgix|photobucket|imgur|imageshack|tinypic|postimg|ibb|githubusercontent|github|gitlab|codeberg"
    r"|tumblr|medium|squarespace-cdn|squarespace|wixstatic|typepad|smugmug|zenfolio|dropbox|dropboxusercontent"
    r"|digitaloceanspaces|b-cdn|fastly|akamaihd|akamaized|netlify|vercel-storage|prismic|ctfassets|sanity"
    r"|datocms-assets|storyblok|qiniudn|clouddn|aliyuncs|myqcloud|sinaimg|jsdelivr|unpkg|statically|hashnode"
    r"|substackcdn|draftin|archive|ipfs|backblazeb2|azureedge|windows|googleapis|twimg|hypotheses|weebly"
    r"|editmysite|webflow|website-files|shopify|strikingly|jimdo|jimcdn|blogs)"
    r"\.(?:com|net|org|io|app|dev|co|cc|cn|me|fm|im|sh|eu|de|fr)$",
)


def is_of_others(document: Document, url: str, media: Embedded | None) -> str | None:
    """Return why a picture is probably not the page's own, by its address and its link."""
    name = link_resolution.file_name(url).rpartition(".")[0]
    if credit_words.STOCK_FILE.search(link_resolution.without_size(name)):
        return "stock_file"
    if media is not None and is_own_account(document, media):
        return None
    called = _called(document, url, name, media)
    if called:
        return called
    if _is_elsewhere(document, url):
        return "file_of_another_site"
    if media is None:
        return None
    described = _described(document, media)
    if described:
        return described
    if _captioned_elsewhere(document, media):
        return "names_another_source"
    links = (document.resolve(href) for href in _links_around(media))
    elsewhere = any(_leads_away(document, link, url) for link in links if link)
    return "links_to_another_source" if elsewhere else None


def _called(document: Document, url: str, name: str, media: Embedded | None) -> str | None:
    """Return why a picture is not the page's own by what it is called, and by where it lies."""
    if _SIGN.search(name):
        return "logo"
    if _folder(url) in document.remembered("styled", partial(_styled, document)):
        return "theme_file"
    another = (
        (media is not None and _shows_another_work(document, media))
        or _is_saved(document, url)
        or _OLD_FILE.match(name.lower())
        or _is_book_cover(document, name, media)
        or _names_other(document, link_resolution.without_size(name))
    )
    return "names_another_source" if another else None


def lies_elsewhere(document: Document, url: str) -> bool:
    """Tell whether a file lies at another site, and not where people keep their own."""
    own, host = link_resolution.host_of(document.url), link_resolution.host_of(url)
    if _OF_EVERYBODY.search(host):
        return True
    if document.is_of_site(url) or _STORES.search(host):
        return False
    names = [each.partition(".")[0] for each in (site_domain(own), own, site_domain(host))]
    same = any(len(name) >= _SHORTEST_NAME and name in own and name in host for name in names)
    return not same


def _styled(document: Document) -> frozenset[str]:
    """Return the folders of the page's style sheets: what lies there dresses every page.

    Not where all lies in one, as on the smallest sites and where a browser saves a page.
    """
    sheets = (link for link in document.head_links if "stylesheet" in link.words("rel"))
    folders = {_folder(document.resolve(link.get("href")) or "") for link in sheets}
    own = _folder(document.url)
    return frozenset(
        f for f in folders if f.count("/") > 2 and f != own and not f.endswith("_files")
    )


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]


def _names_other(document: Document, name: str) -> bool:
    """Tell whether a file's name ends with whom it is by, and that is not the site's author."""
    found = _BY.search(name)
    who = _letters(found["who"]) if found else ""
    own = (document.author, document.meta("author"), link_resolution.host_of(document.url))
    return bool(who) and not any(who in _letters(each or "") for each in own)


def _captioned_elsewhere(document: Document, media: Embedded) -> bool:
    """Tell whether a picture's caption names an archive, or ends with another site's address."""
    figure = surroundings.of(document, media.node).figure
    if figure is not None:
        return document.remembered(
            ("elsewhere", figure.mem_id), partial(_leads_elsewhere, document, figure)
        )
    line = document.line_of(media)
    if line is not None and _MARK.fullmatch(line.text):
        return any(_NOTE.match(link.get("href")) for _, link in line.links)
    near = [each for each in document.lines_at(media) if len(each.text) <= _SHORT_LINE]
    return any(_is_source(document, link) for each in near for _, link in each.links)


def _leads_elsewhere(document: Document, figure: LexborNode) -> bool:
    if is_of_archive(document, text_of(figure, longest=_LONGEST_CAPTION)):
        return True
    links = figure.css("a[href]")
    notes = (link for link in links if _NOTE.match(link.attributes["href"] or ""))
    if any(_MARK.fullmatch(text_of(link, longest=_SHORTEST_CAPTION)) for link in notes):
        return True  # and "Full size" leads to "#f1", a figure
    away = [k for k in links if not (k.attributes["href"] or "#").startswith("#")]
    if any(_is_source(document, element(link)) for link in away):
        return True
    for link in away[-1:]:
        url = document.resolve(link.attributes.get("href")) or ""
        host = link_resolution.host_of(url)
        said = text_of(link, longest=200)
        front = link_resolution.path_of(url) in ("", "/") and host in said
        if (front or said.startswith("http")) and not document.is_of_site(url):
            return True
    return False


def _is_source(document: Document, link: Element) -> bool:
    """Tell whether a link says "(Source)" and leads to another site."""
    if not credit_words.SOURCE_ALONE.fullmatch(text_of(link.node, longest=_SHORTEST_CAPTION)):
        return False
    url = document.resolve(link.get("href")) or ""
    return bool(url) and not document.is_of_site(url)


def _is_saved(document: Document, url: str) -> bool:
    """Tell whether a file is named as what is saved of others; not as the page is, too.

    "mill-screenshot.png" on the page of the mill, or a shot in its folder: its author made both.
    """
    name = link_resolution.file_name(url).rpartition(".")[0]
    if lies_in_folder_of(document, url) and _SHOT.search(name):
        return False
    if "/thumb/" in url:
        name = name.partition("px-")[2]  # a wiki's own
    found = credit_words.SAVED_FILE.search(name)
    shot = found is not None and _SHOT.search(found[0])
    return bool(found) and not (shot and shares_word(document, _SHOT.sub(" ", name)))


def is_of_archive(document: Document, said: str) -> bool:
    """Tell whether words name an archive whose the picture is, and that is not the site's own."""
    found = credit_words.ARCHIVE.search(said)
    host = _letters(link_resolution.host_of(document.url))
    site = _letters(document.meta("og:site_name", "author") or "")
    name = _letters(found["name"]) if found else ""
    return bool(name) and name not in host and name not in site


def _described(document: Document, media: Embedded) -> str | None:
    """Return why its own description says that it is another's."""
    for text in (media.get("alt"), media.get("title")):
        shot = credit_words.NOT_OWN.search(text) and not credit_words.MINE.search(text)
        agency = credit_words.AGENCY.search(text) or shot
        if agency or is_of_archive(document, text):
            return "names_another_source"
        if credit_words.RESERVED.search(text):
            return "credited_to_others"
    return None


def _shows_another_work(document: Document, media: Embedded) -> bool:
    """Tell whether the page, or the text beside it, is of a film or a book: "the film Her"."""
    path = link_resolution.path_of(document.url)
    if _OF_WORK.search(path) or _WORK_TYPE.match(document.meta("og:type") or ""):
        return True
    if _REVIEW.search(document.title() or ""):
        return True
    if _REVIEWED.search(document.title() or "") and not document.meta("citation_title"):
        return True
    if _is_on_work_of_another(document) or _is_filed_under_works(document, media):
        return True
    title, line = media.get("alt").strip(), document.line_of(media)
    if not title or line is None:
        return False
    at = line.text.find(title)
    return at >= 0 and bool(credit_words.WORK_CALLED.search(line.text, 0, at))


def _is_filed_under_works(document: Document, media: Embedded) -> bool:
    """Tell whether the article that shows a picture is of its blog's category "Books"."""
    article = next((node for node in ancestors(media.node) if node.tag == "article"), None)
    if article is None or not document.holds(b"/categor"):
        return False
    return document.remembered(("filed", article.mem_id), partial(_links_category, article))


def _links_category(article: LexborNode) -> bool:
    links = article.css('a[href*="/categor"]')
    return any(_FILED_UNDER.search(link.attributes["href"] or "") for link in links)


def _is_on_work_of_another(document: Document) -> bool:
    """Tell whether a page's title is that of a work by somebody who is not the page's author."""
    found = _WORK_BY.match(document.meta("og:title") or document.title() or "")
    if found is None:
        return False
    own = _letters(f"{document.author or ''} {document.meta('author', 'og:site_name') or ''}")
    own += _letters(link_resolution.host_of(document.url))
    # What follows a name may be more of it or of the title: "by Ann Lee on Sunday".
    return _letters("".join(found["who"].split()[:2])) not in own


def _leads_away(document: Document, link: str, shown: str) -> bool:
    """Tell whether a picture's link leads to another site, which is not where its file lies."""
    own, there = link_resolution.host_of(document.url), link_resolution.host_of(link)
    if _is_elsewhere(document, link):
        return True
    if _ALBUM.search(link) and _ALBUM_FILES.search(link_resolution.host_of(shown)):
        return False
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
    around = ancestors(media.node, most=_LINK_LEVELS)
    return [node.attributes.get("href") or "" for node in around if node.tag == "a"]


def is_own_account(document: Document, media: Embedded) -> bool:
    """Tell whether a picture leads to a photo service's account that is called as the site."""
    label = _letters(link_resolution.host_of(document.url).partition(".")[0])
    people = (link_resolution.photographer(href) or "" for href in _links_around(media))
    names = [_letters(who.rpartition("/")[2]) for who in people]
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
