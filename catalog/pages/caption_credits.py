"""Whether the words right at a picture say that it is somebody else's, without any licence.

In whatever language captions name who made a picture or where it is from. A label with a colon or
"by", then a name; a known source; words that are only said of others' pictures. What it shows is
none of these: "Photo: The mill at dusk", "Map: the river in 1900".
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from selectolax.lexbor import LexborNode

from catalog.pages import credit_words, link_resolution, name_words, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import Embedded, text_of
from catalog.pages.name_forms import is_person
from catalog.urls import site_domain

_LONGEST = 400
_LONGEST_LINE = 160
_SHORTEST_SAME = 3
_SMALL_HEADINGS = ("h5", "h6")
_MOST_NAMES = 3
_MOST_LINKS = 8
# What is named by who made it, with a colon; of the second kind a colon tells what it shows.
_DRAWN = (
    r"sketch|graphics?|comic|diagram|infographic|map|chart|figure|fig\.?|karte|abb(?:ildung|\.)?"
    r"|mapa"
    r"|mappa|gr[aá]fico|carte|screenshot|render(?:ing)?|design|logo|poster|collage|icon|video|audio"
    r"|recording|music|sound|work|scan|slide|tweet|vector|cover art|art"
)
_MADE = (
    rf"(?!(?:{_DRAWN})\b)(?:{name_words.PICTURES}|{name_words.AUTHORS}|ph|zdj|kép|hình|rysunek"
    rf"|рисунок"
    r"|tekening)"
)
_FROM = (
    rf"{name_words.CREDITS}|{name_words.SOURCES}|источники|via|courtesy|cortesía|cortesia|handout"
    r"|rights|rechte|copyright"
)
_PART = r"(?:@\w|[^\W\d_a-zäöü])[\w.’'&-]{0,30}"
_SMALL = r"(?:(?:of|de|von|van|der|da|di|the|and|&|for|in)\s)?"
_WHO = rf"(?P<who>{_PART}(?:[\s/]{{1,2}}{_SMALL}{_PART}){{0,5}})"
# A name of two words or more: one alone at the end of a caption is seldom a person.
_SOMEBODY = rf"(?P<who>{_PART}(?:\s{_SMALL}{_PART}){{1,3}})"
_NAME = r"(?-i:[A-Z])[\w.’'-]{1,20}(?:\s(?-i:[A-Z])[\w.’'-]{1,20}){1,2}"
_TWO = r"(?=\S{2,30}\s(?-i:[A-Z]))"
# Of whom a source is kept it may be called "El Mundo", which else says what is shown.
_LABELLED = re.compile(
    rf"(?:^|[.!?;|()\[–—/·-]\s?|\s)"
    rf"(?i:(?:(?:{_MADE})\s?(?:credits?|courtesy|source|by)?|(?P<source>{_FROM}))\s?[:：]\s?"
    rf"|(?:{_MADE}|{_DRAWN}),?\s(?:\w{{3,12}}\s)?(?:by|von|par|por|door|av|af|przez)\s"
    rf"|\bcourtesy\sof\s"
    rf"|(?:^|(?<=[(–—|])|(?<=[(–—|]\s))(?:via|cortesía\sde)\s|\(by\s"
    rf"|(?:foto|ilustración|ilustração|illustration|illustrazione|imagen|immagine|dibujo|disegno"
    rf"|dessin|il·lustració|dibuix|debuxo|fotografia|photo|photographie"
    rf"|peinture|tableau|pintura|cuadro|quadro|gemälde|foto|afbeelding|tekening)\s(?:d['’]|(?:d[ei]"
    rf"|van)\s){_TWO}"
    rf"|(?:thanks\sto|danke?\san|merci\sà|gracias\sa|fot\.|rys\.|ph\.|credits?\sto|h/t|📷|📸|🎨)\W?\s?"
    rf"|(?:{_MADE})\s(?:via\s|by\s)?(?=@)|^(?=@)"
    rf"|(?:^|(?<=[.–—|(·])|(?<=[.–—|(·]\s))(?:photo|foto|fotos|ph)(?:\s?[/|–—-]\s?|\s){_TWO}"
    rf"(?={_NAME}\W{{0,3}}$)"
    rf"|(?:(?<=[(–—|,.;-])|(?<=[(–—|,.;-]\s))(?:sources?|quelle|fuente|fonte)\s"
    rf"|\bcopyright\s(?:(?:19|20)\d\d,?\s)?(?:by\s)?"
    rf"|(?:images?|graphic|figure|chart|graph|diagram|illustration)\s(?:\d{{1,2}}\s|is\s)?from\s"
    rf"|\(from\s"
    rf"|\((?:photo|foto|image|illustration)\s"
    rf"|(?:picture|photo)s?\sfrom\s(?=the\s(?-i:[A-Z]))|\bposted\son\s"
    rf"|(?:provided|supplied|shot|taken|drawn|painted|contributed|submitted|photographed"
    rf"|illustrated"
    rf"|captured|sent|posted|shared)\sby\s|^(?:designed|created|made)\sby\s"
    rf"|\(c\)\s(?:\d{{4}}\s)?{_TWO})(?:the\s)?{_WHO}"
)
# Behind a name: ", 2015", "(2015)", "'23", the year in which a student leaves.
_WHEN = r"(?:,?\s[(‘’']?(?:(?:19|20)\d\d|(?<=[‘’'])\d\d)\)?)?"
# "Ann Lee's drawing of the mill", "Ann Lee took this photo".
_POSSESSED = re.compile(
    rf"{_SOMEBODY}(?:['’]s\s(?:\w{{1,12}}\s)?(?i:{name_words.PICTURES}|{_DRAWN}|mock-?up|toot)\b"
    r"|\s(?:took|made|drew|painted|sent)\s(?:us\s)?th(?:is|e|ese)\b)"
)
# "Storks at the mill (Ann Lee)", "Storks at the mill / Ann Lee", "Storks. [Ann Lee/The Brook]".
_ENDING = re.compile(
    rf"(?:\s[(\[]|\s/\s?){_SOMEBODY}(?:\s?/\s?[^()\[\]/]{{2,30}})?[)\]]?\W{{0,2}}$"
)
# "Ann Lee/Staff", "City Museum/Ann Lee": all of a caption.
_SIGNED = re.compile(rf"^{_SOMEBODY}\s?/\s?{_PART}(?:\s{_PART}){{0,2}}\W{{0,2}}$")
_SIGNED_LAST = re.compile(rf"^{_PART}(?:\s{_PART}){{0,3}}\s?/\s?{_SOMEBODY}\W{{0,2}}$")
# "The mill by Ann Lee"; but "Standing by Lake Erie" and "Talk by Bo Ek" say what it shows.
_BY_ENDING = re.compile(
    r"(?<!ing)(?<!alk)(?<!ture)(?<!cert)(?<!tion)\s(?i:by|von|par|por)\s(?!Lake|River|Mount|Sea)"
    rf"{_SOMEBODY}{_WHEN}\W{{0,2}}$"
)
_BY_CAPTION = re.compile(
    r"(?:^|[,.;–—-]\s|\b(?i:aufgenommen|gemalt|gezeichnet|fotografiert|prise|tomada|taken|made"
    rf"|drawn)\s)(?i:by|von|par|por)\s{_SOMEBODY}{_WHEN}\W{{0,2}}$"
)
_BY_SAID = re.compile(rf"\b(?i:(?:{_MADE}|{_DRAWN})\s(?:by|von|par|por))\s{_SOMEBODY}")
_UNSPACED = re.compile(
    r"(?:写真|画像|图片|图|圖|来源|來源|出典|撮影|摄影|攝影|图源|圖源|引用元?|提供|작가|사진|출처|제공)"
    r"\s?[:：=]\s?\S"
    r"|(?:图|圖|照)片?(?:来|來|源|取|引)自|[来來源]于?自?网络|網路圖片|网络图片|より引用|より転載"
)
# "The picture is copied from the site of ...", at the end of whatever text.
_COPIED_FROM = re.compile(r"(?:图|圖|照)片?(?:翻[拍摄攝]|[截摘转轉擷撷]取?)自")
# "Thanks to Ek for drawing".
_UNSPACED_THANKS = re.compile(
    r"感[谢謝][^。！!?？]{1,40}(?:作画|繪|绘|供图|供圖|插图|插圖|摄影|攝影|配图)"
)
# What a description is when it is the title of a film or an album: "Her (2013)".
_TITLE_OF_WORK = re.compile(r"[A-Z0-9][^()]{0,60}\s\((?:19|20)\d\d\)")
_ARTICLE = re.compile(
    r"(?:The|A|An|My|Our|This|These|Some|Two|Three|Der|Die|Das|Ein|Eine|Mein|Unser|La|Le|Les|L|El"
    r"|Los|Las|Un|Una|Une|Il|Lo|I|Gli|O|Os|As|Um|Uma|De|Het|Een|How|What|Where|When|Here|In|At|On"
    r"|View|Before|After|Left|Right|Top)\b(?!\.|\s?[/@])"
)
_SERVICES = (
    r"wikipedia|wikimedia(?: commons)?|flickr|pinterest|facebook|twitter|instagram|youtube|tumblr"
    r"|reddit|linkedin|imdb|amazon|google(?: maps| earth| images| street view)?|openstreetmap|nasa"
    r"|esa|eso|jpl|cern|usgs|noaa|nih|cdc|bbc|cnn|npr|pbs|reuters|library of congress"
    r"|national archives|british (?:museum|library)|rijksmuseum|the louvre|europeana"
    r"|internet archive|xkcd|imgur|netflix|disney|marvel comics|warner bros"
    r"|(?:the )?new york times"
    r"|wiki ?commons|epa|ap|123rf"
    r"|our world in data|statista|dilbert|getty|istock|the internet|internet"
    r"|the web|privat|zvg|freepik|font awesome|undraw|dall[·-]?e|midjourney"
)
_SOURCED = re.compile(
    r"\b(?:(?:image|photo|picture|figure|graphic|map|chart|illustration|screenshot|bild|foto|imagen"
    r"|imagem|immagine|found|taken|borrowed|adapted|reproduced|tweet)s?\s(?:is\s|was\s|taken\s"
    r"|found\s)?(?:from|of|on|via|by|aus|von|de|di|da)\s(?:the\s)?|via\s"
    r"|(?::\s?|^|[(/|]\s?)(?:(?:from|aus|del|da|dal|du)\s(?:the\s|dem\s|l['’])?)?)"
    rf"(?:{_SERVICES})\b\s?(?:$|[)/|.,;:(]|commons|user|contributors)"
    rf"|[.!?”\"]\s(?:{_SERVICES})\s?(?::|/|\(|$)"
    r"|\b(?:by|von|par|por|di)\s(?:my|mein\w{0,2}|ma|mon|mi|mia|mio)\s(?:wife|husband|friend|son"
    r"|daughter"
    r"|brother|sister|father|mother|dad|mum|mom|partner|girlfriend|boyfriend|colleague|student"
    r"|freund\w{0,2}"
    r"|frau|mann|femme|mari|ami|amie|amig[oa]|amico|amica|moglie|marito)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:reproduced|reprinted|reprodu[cç][aã]o|divulga[cç][aã]o|file photo|archive photo"
    r"|stock photo|used (?:with|by) permission)\b"
    r"|\b(?:adapted|reproduced|redrawn|modified|taken) from\s(?-i:[A-Z])"
    # "Tomada de ...", "tratta da ...", "extraída de ...": what is taken from elsewhere.
    r"|\b(?:tomad[ao]s?|extra[ií]d[ao]s?|tratt[aeio]|retirad[ao]s?|adaptad[ao]s?)"
    r" d(?:e|el|a|al|o|os|as)\s"
    r"|\b(?:tirée?s?|extraite?s?) d(?:u|e|es|['’])\s?(?-i:[A-Z])"
    # "After Ek (2010)", "(nach Ek 2010)": not "taken after Easter 2010".
    r"|\bet al\b|(?:^|\()(?:after|nach|seg[uú]n|segundo|secondo|d['’]après"
    r"|naar)\s(?-i:[A-Z])[\w’-]{1,20}"
    r"(?:\s(?:&|and|und|y|et|e)\s(?-i:[A-Z])[\w’-]{1,20})?,?\s\(?(?:19|20)\d\d\b"
    r"|\b(?:after|from|nach|aus|seg[uú]n|segundo|d['’]après)\s(?-i:[A-Z])[\w’-]{1,20},?\s\((?:19"
    r"|20)\d\d\)"
    # "Figure from the original paper", "taken from the museum's website".
    r"|\bfrom\s(?:the|an?|his|her|their)\s(?!previous|last"
    r"|earlier)(?:[\w’'–-]{1,12}\s){0,2}(?:papers?|reports?|books?|articles?|stud(?:y|ies)"
    r"|web ?site|film|movie|video|documentary|slides|thesis|newspaper|magazine|journal|talk"
    r"|collection)\b"
    r"|\bcollections? of the\s(?:\w{1,20}\s){0,3}(?:museum|gallery|library|institute|society"
    r"|archives?)\b"
    # With permission, in the languages of the largest crawls.
    r"|\b(?:with|by) (?:kind |the )?permission\b|\bgenehmigung\b|\bautorisation d"
    r"|\bcon (?:el )?permiso d"
    r"|\bgentile concessione\b|\bcom permissão\b|\bmet toestemming\b|\bza zgodą\b|\bс разрешения\b"
    r"|\b(?:archival|archive|vintage|old) (?:photo\w{0,8}|postcard|print|engraving)\b"
    # As newspapers sign what they were sent.
    r"|\b(?:provided|contributed|submitted|courtesy|staff|handout) (?:photo|image|picture)\b"
    r"|\bnuotr\.|\blicen[sc]e from\s(?-i:[A-Z])"
    # A licence without its version: "Image licensed under Creative Commons", or that alone.
    r"|\b(?:licen[sc]ed|under|unter|sous|bajo|sob|via) (?:an? |the )?creative commons\W{0,2}$"
    r"|^(?:cc|creative commons)(?: licen[sc]e)?\W{0,2}$"
    r"|\b(?:film|movie) still\b|\bstills? from\b"
    r"|\b(?:movie|film|book|album|dvd|cd)\s(?:poster|cover)\b"
    r"|\b(?:cover|poster)\s(?:of|for)\s(?:the|his|her|their|a)\s(?:\w{1,20}\s)?"
    r"(?:book|film|movie|album|novel|magazine)\b|\b(?:cover of|scene from|detail (?:from"
    r"|of))\s(?-i:[\"“A-Z])"
    r"|\bof the music video\b|\b(?:album|box|cover) art\b"
    r"|\bnewspaper (?:clipping|headline|article)\b"
    r"|\b(?:promotional|promo|press|official) (?:image|photo(?:graph)?|shot|art|portrait|poster)\b"
    r"|\bcomic strip\b|\bnew yorker\b|\btweets? (?:by|from|saying|of|about)\b|\bengraving of\b"
    # "The mill, 1936": of a time when no author of a web page took pictures.
    r"|[,(]\s?(?:ca?\.\s?|circa\s)?(?:1[5-8]\d\d|19[0-4]\d)\)?\W{0,2}$"
    # "The mill in the 1920s"; but a mill that was built in the 1920s is there still.
    r"|(?<!built )(?<!founded )(?<!opened )(?<!erected )(?<!established )(?<!made )"
    r"\bin the (?:early |late |mid-? ?)?(?:1[5-8]\d|19[0-4])0['’]?s\W{0,2}$"
    r"|\bscreen ?shot\s(?:of|from|:)|^screen ?shot:?\s|\blogo of\b|(?:^|/\s?)handout$",
    re.IGNORECASE,
)
# As words alone say it: eXeLearning's captions end "(Dominio público)", "(Jabari publikoa)".
_PUBLIC_DOMAIN = re.compile(
    r"\b(?:public domain|d[oó]m[ií]ni(?:o p[uú]bb?lico| públic)|domaine public|gemeinfrei"
    r"|publiek domein|domena publiczna|jabari publikoa)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:talk|lecture|keynote|presentation|vortrag|charla|conferencia|conférence|palestra"
    r"|interview"
    r"|webinar|film|movie|video|documentary)\b[^.]{0,120}\b(?:by|with|von|de|par|di"
    r"|por)\s(?-i:[A-Z])",
    re.IGNORECASE,
)
_FILM = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|slideshare\.net|speakerdeck\.com|ted\.com"
    r"|media\.ccc\.de|netflix\.com|imdb\.com|dailymotion\.com)$"
)
# What a line apart from all pictures says of one: "Header image: Ann Lee", "The photo above is by
# Ann Lee", "Thanks to Ann Lee for the photo".
_APART = re.compile(
    rf"(?i:\b(?:\w{{0,12}}(?:{name_words.PICTURES})|(?:bild|foto|photo)\w{{0,12}})\b)[^.:：]{{0,40}}?"
    rf"(?i:\s?[:：]|\s(?:by|von|par|por|de|di|van|door))\s?{_SOMEBODY}"
)
# "Above: Roman ruins (1755) by Ann Lee", apart from what it points to.
_POINTED = re.compile(
    r"^\W{0,3}(?i:above|oben|in alto|arriba|ci-dessus|acima)"
    rf"\s?:.{{0,80}}?\s(?i:by|von|par|por|de|di|van|door)\s{_SOMEBODY}"
)
_THANKED = re.compile(
    rf"\b(?i:thanks|thank you|danke?|merci|gracias|grazie|obrigad[oa])\s[\w\s]{{0,20}}?{_SOMEBODY}"
)
_APART_SOURCED = re.compile(
    rf"\b(?:{name_words.PICTURES})\b[^.]{{0,40}}?(?:[:：]|\b(?:from|via|by|aus|von|de|di|da))\s(?:the\s)?"
    rf"(?:{_SERVICES})\b\s?(?:$|[)/|.,;:(])",
    re.IGNORECASE,
)
# "Graphic elements of the cover were taken from ...": what a picture is put together of.
_PUT_TOGETHER = re.compile(
    r"\b(?:elements?|elementos?|elementi|elemente|icons?|iconos?|graphics?|vectors?|vectores)\b[^.]{0,30}"
    r"\b(?:cover|header|banner|portada|cabecera|capa|copertina|couverture|titelbilds?)\b[^.]{0,30}"
    r"\b(?:taken|extracted|adapted|come|made|extra[ií]d\w{1,2}|tomad\w{1,2}|tratti|stammen|tirés)\b",
    re.IGNORECASE,
)
_APART_NEEDLES = (
    "photo", "foto", "image", "imagen", "imagem", "immagin", "pictur", "pics", "bild", "illustra",
    "ilustra", "artwork", "drawing", "cartoon", "painting", "grafik", "dessin", "dibujo",
    "afbeelding", "zdj", "kuva", "portada", "фото", "写真",
    "画像", "图", "圖", "사진",
    "above:", "oben:", "alto:", "arriba:", "dessus", "acima:",
)  # fmt: skip
_SITE = re.compile(
    r"(?:^|[\s(])(?P<host>https?://(?:[\w-]{1,40}\.){1,4}[a-z]{2,12}"
    r"|(?:[\w-]{1,40}\.){1,3}(?:com|org|net|edu|gov|info|eu|de|fr|es|it|nl"
    r"|uk|ch|at|pl|ru|jp|cn|br|mx|ca|au|co))(?:[/:?]\S{0,200})?\W{0,2}$"
)
# "Photo by me", in a few languages.
_OWN_NAME = re.compile(
    r"(?:the )?(?:me|myself|mine|own(?: work)?|elabora(?:ci[oó]n|ç[aã]o|zione)(?: pr[oó]pr?i[ao])?"
    r"|eigene|authors?|ich|mir|uns"
    r"|us|selbst|autore?|autora?|auteur|mío|mía"
    r"|mio|mia|moi|nous|nosotros|yo|jag|eu)",
    re.IGNORECASE,
)


# What themes call the part of a caption that says whose the picture is: eXeLearning, and pages of
# theconversation.com, aids.about.com, nauticaldream.com, hechingerreport.org, arstechnica.com and
# bmel.de, as saved from 2012 to 2026.
_MARKS = (
    "author", "attribution", "credit", "photo-credit", "image-credit", "caption-credit", "source",
)  # fmt: skip
_MARKED = ", ".join(f"figcaption .{name}" for name in _MARKS)


def is_of_others(document: Document, media: Embedded, people: set[str]) -> bool:
    """Tell whether a picture's caption, or the line at it, credits somebody not of `people`.

    So does a line above it that leads to somebody's talk or film, from which it may be.
    """
    described = [text for text in (media.get("alt"), media.get("title")) if text]
    said = [*_said(document, media), *described]
    line = document.line_of(media)
    return (
        (line is not None and _COPIED_FROM.search(line.text) is not None)
        or _follows_film(document, media)
        or _leads_to_photographer(document, media, people)
        or _leads_to_wiki(document, media)
        or _marks_another(document, media, people)
        or any(_credits_others(document, text, people) for text in said)
        or any(
            _ends_with_other(document, pattern, text, people)
            for pattern, text in _endings(document, media, said)
        )
        or _TITLE_OF_WORK.fullmatch(media.get("alt")) is not None
    )


def _is_told_of_others(said: str) -> bool:
    patterns = (_OF_OTHERS, _PUBLIC_DOMAIN, credit_words.ALL_RESERVED)
    told = any(pattern.search(said) for pattern in patterns)
    return told and not credit_words.MINE.search(said)


def is_told_free(document: Document, media: Embedded) -> bool:
    """Tell whether a picture's own caption says that it is in the public domain."""
    figure = surroundings.of(document, media.node).figure
    return figure is not None and bool(_PUBLIC_DOMAIN.search(text_of(figure, longest=_LONGEST)))


def _endings(
    document: Document, media: Embedded, said: list[str]
) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield what may name somebody, and how: of descriptions and captions also "by Ann Lee"."""
    yield _BY_ENDING, media.get("alt")
    yield _BY_SAID, media.get("alt")
    yield from ((_POSSESSED, text) for text in said)
    for text in said[:1]:
        yield _ENDING, text
        yield _SIGNED, text
        yield _SIGNED_LAST, text
        if surroundings.of(document, media.node).figure is not None:
            yield _BY_CAPTION, text


def _ends_with_other(
    document: Document, pattern: re.Pattern[str], said: str, people: set[str]
) -> bool:
    """Tell whether words end with somebody's name, and that is no part of the page's title."""
    found = None if said.isupper() else pattern.search(said)
    name = found["who"] if found else ""
    told = _letters(name) in _letters(document.title() or "")
    return bool(name) and not told and is_person(name) and is_name_of_others(name, people)


def _leads_to_photographer(document: Document, media: Embedded, people: set[str]) -> bool:
    """Tell whether a name beside it leads to an account at a photo service: "[Ann Lee](flickr)"."""
    near = (each for each in document.lines_at(media) if len(each.text) <= _LONGEST_LINE)
    for _, link in (pair for each in near for pair in each.links):
        name = text_of(link.node, longest=_LONGEST_LINE)
        at_service = link_resolution.photographer(link.get("href")) is not None
        if at_service and is_person(name) and is_name_of_others(name, people):
            return True
    return False


def _leads_to_wiki(document: Document, media: Embedded) -> bool:
    """Tell whether its caption, or a line at it, links the page of a file at another site's wiki.

    "Plotting sinh, cosh and tanh" and below it "[Wikimedia Commons]".
    """
    figure = surroundings.of(document, media.node).figure
    links = [*figure.css("a[href]")[:_MOST_LINKS]] if figure is not None else []
    near = (each for each in document.lines_at(media) if len(each.text) <= _LONGEST_LINE)
    hrefs = [node.attributes.get("href") or "" for node in links]
    hrefs += [link.get("href") for each in near for _, link in each.links]
    urls = filter(None, map(document.resolve, hrefs))
    return any(link_resolution.wiki_file(url) and not document.is_of_site(url) for url in urls)


def _marks_another(document: Document, media: Embedded, people: set[str]) -> bool:
    """Tell whether a caption marks another's credit (class="author", as eXeLearning's do)."""
    figure = surroundings.of(document, media.node).figure
    if figure is None:
        return False
    names = document.remembered(("marked", figure.mem_id), partial(_marked_in, figure))
    return any(is_name_of_others(name, people) for name in names)


def _marked_in(figure: LexborNode) -> list[str]:
    marked = figure.css(_MARKED)[:_MOST_NAMES]
    names = (text_of(node, longest=_LONGEST_LINE).strip(" .,") for node in marked)
    return [name for name in names if name]


def _follows_film(document: Document, media: Embedded) -> bool:
    line = document.line_of(media)
    above = next(document.lines.before(line), None) if line is not None else None
    told = above is not None and not above.is_heading and _TALK.search(above.text)
    links = above.links if above is not None and told else ()
    hosts = (link_resolution.host_of(link.get("href")) for _, link in links)
    return any(_FILM.search(host) for host in hosts)


def _said(document: Document, media: Embedded) -> list[str]:
    figure = surroundings.of(document, media.node).figure
    if figure is not None:
        said = partial(text_of, figure, longest=_LONGEST)
        return [document.remembered(("said", figure.mem_id), said)]
    line = document.line_of(media)
    if line is None:
        return []
    area = surroundings.of(document, line.node).area
    following = (
        other.text
        for other in islice(document.lines.after(line), 1)
        # Not the heading of a box in the sidebar: "Facebook". The smallest serve as captions, too.
        if (not other.is_heading or other.node.tag in _SMALL_HEADINGS)
        and surroundings.of(document, other.node).area == area
    )
    return [text for text in (line.text, *following) if 0 < len(text) <= _LONGEST_LINE]


def is_told_apart(document: Document, people: set[str]) -> bool:
    """Tell whether a line of the text, at no picture, credits one to somebody not of `people`.

    Which of the page's pictures that is, may be open.
    """
    for line in document.lines.holding(_APART_NEEDLES):
        if len(line.text) > _LONGEST_LINE or line.is_heading or line.media:
            continue
        at = surroundings.of(document, line.node)
        if at.area != surroundings.CONTENT or at.comment or at.figure is not None:
            continue
        above = next(document.lines.before(line), None)
        if not (above and above.media) and _credits_apart(line.text, people):
            return True
    return False


def _credits_apart(said: str, people: set[str]) -> bool:
    found = [
        *islice(_APART.finditer(said), _MOST_NAMES),
        *islice(_THANKED.finditer(said), 1),
        *islice(_POINTED.finditer(said), 1),
    ]
    if any(is_person(each["who"]) and is_name_of_others(each["who"], people) for each in found):
        return True
    unspaced = _UNSPACED.search(said)
    if (unspaced and unspaced.start() <= _SHORTEST_SAME) or _UNSPACED_THANKS.search(said):
        return True
    sourced = _APART_SOURCED.search(said) or _PUT_TOGETHER.search(said)
    return bool(sourced) and not credit_words.MINE.search(said)


def is_name_of_others(name: str, people: set[str]) -> bool:
    """Tell whether words are a name, not what is shown ("The mill"), and of nobody of `people`."""
    known = [*map(_letters, people)]
    said = _letters(name)
    same = any(said in each or each in said for each in known if len(each) >= _SHORTEST_SAME)
    return not (_ARTICLE.match(name) or _OWN_NAME.fullmatch(name) or same)


def _credits_others(document: Document, said: str, people: set[str]) -> bool:
    if _is_told_of_others(said) or _SOURCED.search(said) or _UNSPACED.search(said):
        return True
    people = {*people, link_resolution.host_of(document.url)}
    for each in islice(_LABELLED.finditer(said), _MOST_NAMES):
        name = each["who"]
        source = each["source"] or said[: each.start("who")].endswith(("from ", "via "))
        called = _ARTICLE.match(name) if source else None  # "Fuente: El Mundo"
        if is_name_of_others(name[called.end() :].strip() if called else name, people):
            return True
    return bool(_names_site(document, said))


def _names_site(document: Document, said: str) -> bool:
    """Tell whether words end with another site's address: "(brook.com)"."""
    found = _SITE.search(said)
    own = link_resolution.host_of(document.url)
    host = found["host"].lower().rpartition("/")[2] if found else ""
    return found is not None and site_domain(host) != site_domain(own)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
