"""The words by which pages say whose a picture is, and what a licence is of.

English and the languages of the largest crawls beside it (German, French, Spanish, Italian,
Portuguese, Dutch). Every pattern is bounded, so that a long line costs no more than its length.
"""

import re

# Where a word begins. `\b` alone is where one ends, too, and there each of many words is tried.
WORD = r"\b(?=\w)"
_PICTURE = (
    r"photo(?:graph|graphie|graph[iy]|s|graphs|graphies)?|foto(?:graf(?:ie|[ií]as?|ia)|s)?"
    r"|bild(?:er)?|images?|imagen(?:es)?"
    r"|immagin[ei]|imagem|imagens|pictures?|illustrations?|illustration(?:en)?|ilustraci[oó]n"
    r"|hintergrundbild|titelbild|beitragsbild|grafik(?:en)?|graphics?|abb(?:ildung(?:en)?|\.)?|afbeeldingen?|fig(?:ures?|\.)?"
    r"|screenshot|map|karte|artwork"
    r"|painting|gem[aä]lde|zeichnung|drawing|icon|logo|video|audio|sound"
)
# What says that there are several.
SEVERAL = (
    r"photos|photographs|photographies|images|pictures|fotos|fotograf(?:i(?:en|as|es)|ías)|foto's"
    r"|bilder|abbildungen|im[aá]genes|immagini|imagens|imatges|illustrations|illustrationen"
    r"|afbeeldingen|zdj[eę]cia|kuvat|billeder|fotky"
)
# "Foto: Ann Lee", "Photo by Ann Lee", "Bildquelle: ...", "© Ann Lee", "Credit: ...".
CREDIT = re.compile(
    rf"(?:^|(?<=[\s(\[|/•·–—.,;:!?\"”“]))(?:(?:{_PICTURE})[ -]?(?:credits?|courtesy|source"
    rf"|quelle|nachweis|rechte|by|von|de|par|di|door)?"
    r"\s{0,2}(?::|©|\(c\)|\bby\b|\bvon\b|\bpar\b|\bde\b|\bvia\b|\bcourtesy\b)"
    r"|(?:bild|foto|abbildungs|image|photo|picture)[ -]?(?:quellen?|nachweise?|rechte|credits?"
    r"|source|autor|urheber)\b"
    r"|(?:credits?|cr[eé]dit(?:s|os)?(?: photo(?:graphique)?s?)?|quellen?|source|fuente|fonte|bron"
    r"|urheber(?:in)?|fotograf(?:in|en)?"
    r"|photograph(?:er|y|e)|autor(?:in|es)?|author|auteur|autore|copyright"
    r"|illustrator)(?: by)?\s{0,2}[:©]"
    r"|©|\(c\)(?=\s)|(?:by|von|par)\s+(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)  # fmt: skip
BY_NAME = re.compile(r"\b(?:by|von|par|por|di|door)\s{1,2}(?=[^\W\d_a-z])")
# "Used under a CC BY 4.0 licence": a sentence of what the one before it is about.
USED = re.compile(
    r"\W{0,3}(?:re-?used|used|licen[sc]ed|shared|published|released|available|reproduced|lizenziert"
    r"|veröffentlicht|publiée?|publicad[oa]|licenciad[oa])\b",
    re.IGNORECASE,
)
# The same, or "by Ann Lee" as all that stands beside a picture.
NAMES = re.compile(rf"{CREDIT.pattern}|^\W{{0,3}}(?:by|von|par|por|di)\s", re.IGNORECASE)
# The picture that stands for the page, named by its place.
MAIN = re.compile(
    r"\W{0,3}(?:(?:in|an?|o|el|il|die|the|im|das|auf dem|nell[ao]?|l|la|sur|en|na|no|op de)"
    r"[\s'’]{1,2}){0,2}"
    r"(?:(?:header|featured?|cover|lead|banner|title|main|hero|top|splash|teaser"
    r"|feature|thumbnail|opening|front page)[ -]?(?:image|photo|picture|graphic)"
    r"|(?:image|photo|picture|foto) (?:at|on) (?:the )?top"
    r"|(?:titel|header|beitrags|artikel|aufmacher|teaser|start|vorschau|cover|haupt)-?(?:bild"
    r"|foto|grafik)"
    r"|(?:image|photo) (?:principale|de couverture|[aà] la une|d['’](?:en-t[êe]te|ouverture))"
    r"|(?:imagen?|foto) (?:destacad[ao]|de cabecera|de portada|principal)"
    r"|(?:immagine|foto) (?:di copertina|di apertura|in evidenza)"
    r"|image mise en avant|(?:imagem|foto) (?:destacada|de destaque|de capa)"
    # "The picture that illustrates the beginning of this post".
    r"|(?:imag[ei][nm]?|image|immagine|foto|photo|picture|bild)"
    r" (?:que|qui|che|that|which|das|welches) (?:i?l+ustr\w{1,5}"
    r"|abre|encabeza|ouvre|apre|opens|heads)"
    r"|uitgelichte (?:afbeelding|foto)|omslagfoto|kansikuva|zdj[ęe]cie g[łl][óo]wne"
    r"|[封題题头頭]面?[图圖]片?|アイキャッチ(?:画像)?|トップ画像)\b",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"\W{0,3}(?:background|hintergrund|fond|fondo)[ -]?(?:image|photo|picture|bild|foto"
    r"|graphic)?\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    rf"\W{{0,3}}(?:{_PICTURE})\s{{0,2}}(?:nr\.?|no\.?|#)?\s{{0,2}}(?P<number>\d{{1,2}})(?P<part>[a-z]?)\b",
    re.IGNORECASE,
)
# "Figure 11: Visitors. Reproduced under CC BY 4.0", and not "Figure 11 shows".
CAPTIONED = re.compile(NUMBERED.pattern + r"\s?[:.|–—-]", re.IGNORECASE)
# "Image taken from the website of ...", which is no statement on that site.
TAKEN_FROM = re.compile(
    rf"\W{{0,3}}(?:{_PICTURE})s?\s(?:(?:is|was)\s)?"
    r"(?:(?:taken|retrieved|reproduced|downloaded|sourced|borrowed|copied)\s)?from\b",
    re.IGNORECASE,
)
PLURAL = re.compile(rf"\b(?:{SEVERAL})\b", re.IGNORECASE)
# "Photos by Ann Lee", "Fotos: ...": several pictures by one.
PHOTOS_BY = re.compile(
    rf"\W{{0,3}}(?:{SEVERAL})\s?"
    r"(?:[:©]|(?:by|von|par|de|di|por|door)\s|courtesy\b)",
    re.IGNORECASE,
)
# What leads a list of credits.
OF_SEVERAL = re.compile(
    rf"\W{{0,3}}(?:{SEVERAL}|(?:photo|image|picture|foto|bild|abbildungs|media)[ -]?(?:credits?"
    r"|attributions?|sources?|nachweise?|quellen?|rechte)|cr[eé]dit(?:o?s)?(?: (?:des |de las )?"
    r"(?:photos?|photographiques?|images|fotos|imágenes))?|attributions?)\b",
    re.IGNORECASE,
)
# "Photo Ann Lee · ", right before the licence: the label without "by" or a colon.
PLAIN_LABEL = re.compile(
    r"(?:^|[·•|/(—–,;.]\s{0,2})(?i:(?:photo(?:graph)?|foto|picture|bild|image|illustration)\s"
    r"(?!(?:of|from|in|on|at|by|is|used|with|the|a|credits?|courtesy|sources?|archives?|licen[sc]\w*"
    r"|galler(?:y|ies)|album|library|essay|page|via|von|aus|vom|des?|der|du|par|di|da|do|under"
    r"|unter)\b))"
    r"(?P<name>[\w.-]{2,40}|[^\W\d_a-z][\w.'’-]{0,40}(?:\s[^\W\d_][\w.'’-]{0,40}){1,3})"
    r"\s{0,2}(?:[·•|/,(\[—–-]\s{0,2})?$"
)
# What services that hand out others' pictures put under them.
VIA = re.compile(
    r"\bvia (?:wikimedia|wikipedia|flickr|europeana|openverse|unsplash|pixabay|inaturalist)\b",
    re.IGNORECASE,
)
# "Wikimedia Commons, CC BY-SA 4.0": where it is from, and nobody.
KEPT = re.compile(
    r"\b(?:wiki(?:media|commons)|flic?ke?r|openverse|geograph|inaturalist|europeana)\b", re.I
)
# Whose the work is that a line at the foot credits.
FROM = re.compile(
    r"\b(?:via|from|on) (?:the )?(?:noun ?project|flaticon|freepik|wikimedia|flickr|unsplash"
    r"|pixabay|freesound|iconfinder)\b",
    re.IGNORECASE,
)
SOUNDS = re.compile(
    r"\b(?:these|all|the|diese|alle|les|ces|los|estas?)\s(?:\w{1,20}\s)?(?:recordings|sounds|tracks"
    r"|songs|audio files|aufnahmen|enregistrements|grabaciones)\b",
    re.IGNORECASE,
)
OF_SOFTWARE = re.compile(
    r"^\W{0,3}(?:the |our |die |das |unsere? )?"
    r"(?:video|film|clip|audio|music|musik|song|sound|animation|podcast|intro|outro|jingle"
    r"|(?:theme|background|intro) (?:music|song)|m[uú]sica|musique)\b[^.]{0,20}?"
    r"(?::|©|\b(?:by|von|is|ist)\b)"
    r"|\b(?:lightbox\d?|jquery|plug-?ins?|wordpress theme|(?:this|website) theme|theme by"
    r"|(?:this|the|our|web ?site|web|html5?|css|free) templates?|templates? by"
    r"|emojis?|twemoji|flaticon|[ií]c[oôó]n(?:os|es|e|s) \w{3,12} (?:by|von|par|por|da)"
    r"|java-?script|software(?!\s(?-i:[A-Z]))|scripts?|icon set"
    r"|icons? (?:made )?by|web ?fonts?|fonts? by"
    r"|icons(?= (?:are )?under\b)"
    r"|openstreetmap|music(?:ian)? by|musik"
    r"|map (?:tiles|data)|tiles by|leaflet|sounds? by|theme|bootstrap|font awesome)\b"
    r"|的(?:图标|圖標|圖示)",
    re.IGNORECASE,
)
# "Text: Ann Lee", "Data: World Bank", "Translation by": whose something else is.
OF_ANOTHER = re.compile(
    r"(?:^|[\s(\[|/•·–—.,;])(?:data(?:set)?|written|games?|daten|donn[ée]es|datos|dati|dados|text[eo]?s?|story|words|article"
    r"|artikel|translat(?:ion|ed)|[üu]bersetz(?:ung|t)|traduc(?:ci[oó]n|tion)|code|software|design(?:ed)?"
    r"|layout|theme|template|fonts?|icons?|slides|folien|lyrics|recipe|rezept|music|musik|video"
    r"|questions?|answers?|trivia|poems?|gedichte?|po[eè]mes?|poemas?|hymns?|lyrics"
    r"|(?:lecture )?notes|lectures?|talk|course|chapter|tutorial|guide|e?book|essay|interview|paper"
    r"|report|presentation|module|workbook|transcript|logo|vorlesung|vortrag|kapitel|buch"
    r"|soundtrack|iconos|testo|abstract|episodes?|curriculum|syllabus|blog posts?|press release"
    r"|content(?= from )|basemap"
    r"|tracks?|(?:knitting|sewing|crochet) patterns?|textures?|tilesets?|sprites?|files"
    r"|lesson(?: plans?)?|worksheets?|word ?lists?|scripture"
    r"|summar(?:y|ies)|zusammenfassung|r[ée]sum[ée]|resumen|biograph(?:y|ie)"
    r"|(?:place )?names|definitions?|dictionary|quot(?:e|ation)s?|statistics|geolocation|weather)"
    r"[ -]?(?:sources?|quellen?|credits?)?\s?"
    r"(?:(?:created|provided|collected|compiled|supplied|adapted|taken|quoted|excerpted)\s)?"
    r"(?::|\b(?:by|von|par|por|de|di|from)\s)"
    r"|(?:^|[.;|•·]\s)(?:summary|text|data|excerpt|description)\svia\s"
    r"|\b(?:daten|text)quellen?\s?:",
    re.IGNORECASE,
)
# "© Agency; text CC BY 4.0": the label right before the licence.
PART_LABEL = re.compile(
    r"(?:^\W{0,3}(?:texts?|texte|textos?|testo|words)"
    r"|[;,.|·(]\s{0,2}(?:texts?|texte|textos?|testo|code|data|article|story|words|content"
    r"|caption))"
    r"\s?[:=]?\s{0,2}$",
    re.IGNORECASE,
)
# What a sentence with a licence may be about, where it says nothing of a picture.
ANOTHER_WORK = re.compile(
    rf"{WORD}(?:e-?books?|books?|textbooks?|buch|livre|libro|livro|papers?|preprints?|slides?|folien"
    r"|presentations?|code|docs|documentation|dokumentation|videos?|films?|data(?:set)?s?|text"
    r"|translations?|reports?|software|courses?|kurs|chapters?|kapitel|lessons?|fonts?|novels?"
    r"|albums?|music|songs?|lyrics|scripts?|plugins?|apps?|manuscript|thesis|curriculum"
    r"|talks?|lectures?|podcasts?|episodes?|workshops?|webinars?|templates?|games?|blog posts?"
    r"|articles?|essays?|newsletters?|specifications?|toolkits?|interviews?"
    r"|worksheets?|handouts?|editions?|modules?|website|standards?|journals?|recipes?|licen[sc]es|lizenzen|licencias|pdfs?)\b"
    r"|[该本此]书|这本书|該書|本書|この本",
    re.IGNORECASE,
)
# "The Mill, 2nd edition, now available via CC BY", under the picture of a book.
EDITION = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|new|first|second|third|latest)\sedition\b", re.IGNORECASE
)
# "the film", "das Buch „": what is called by its title next.
WORK_CALLED = re.compile(
    r"\b(?:films?|movie|pel[ií]cula|filme|novel|novela|roman|romanzo|book|buch|libro|livro|livre"
    r"|album|[aá]lbum|comic|serie|series|s[ée]rie|documental|documentary|game|spiel|juego)"
    r"\s{1,2}[\"“„«'‘]?$",
    re.IGNORECASE,
)
# A text made of another text, unless a picture is told of.
DERIVED = re.compile(
    r"\b(?:adapted|derived|translated|excerpt(?:ed)?|reprinted|remix(?:ed)?|based|angepasst|übersetzt"
    r"|adaptado|traducido|traduit|adapté)\s(?:from|by|on|aus|nach|von|de|par|por)\b"
    r"|\b(?:derivative|remix|adaptation|translation)(?: work)? of\b"
    # An article that others may publish, too.
    r"|\b(?:re-?published|re-?posted|cross-?posted|syndicated)\b"
    r"|\b(?:originally|first) (?:appeared|published|posted)\b"
    r"|\b(?:(?:ist|wurde) )?(?:zuerst|erstmals) (?:erschienen|ver[oö]ffentlicht|publiziert)\b"
    r"|\berschien (?:zuerst|erstmals)\b|\b(?:republi|ripubblic|republik|rediffus)\w{1,8}\b"
    r"|\bterbitkan ulang\b"
    r"|\b(?:publicad[oa] originalmente|publi[ée]e? (?:initialement|à l.origine)"
    r"|pubblicat[oa] originariamente)\b",
    re.IGNORECASE,
)
# An entry of a list of what a text is made of, as Lumen's: "Authored by: ... Located at: ...".
CITATION = re.compile(
    r"\b(?:authored by|provided by|located at|retrieved from)\s{0,2}:", re.IGNORECASE
)
SOURCE = re.compile(
    r"\W{0,3}(?:(?:image|photo|picture|bild|foto)\s?)?(?:sources?|quellen?|fuente|fonte|bron|via)\b",
    re.IGNORECASE,
)
# A link that says no more than where a picture is from.
SOURCE_ALONE = re.compile(
    r"\W{0,3}(?:(?:image|photo|picture|bild|foto|original)\s?)?(?:sources?|quellen?|fuente|fonte|bron|kilde"
    r"|källa|źródło|zdroj|credits?|via|出典|来源|來源)\W{0,3}",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s)\]>\"']{4,200}")
PICTURE = re.compile(rf"{WORD}(?:{_PICTURE})\b", re.IGNORECASE)
# "This photo may be used under ..."
THIS_PICTURE = re.compile(
    r"\b(?:this|the|these|diese[sr]?|das|dieses|cette?|est[ae]|quest[ao]|deze)\s(?:\w{1,12}\s)?"
    rf"(?:{_PICTURE})\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\W{0,3}(?:(?:image |media |photo |bild|nutzungs)?(?:licen[sc]e|lizenz(?:en|hinweis"
    r"|angabe)?|licencia|licence|licenza|licença|rights?|usage|rechte|copyright|droits"
    r"|derechos|terms of use|reuse|许可(?:协议|证)?|許可(?:協議|證)?|授[权權](?:协议|條款)?"
    r"|ライセンス|라이선스|лицензия|ліцензія|licencja|licens|lisens)(?:\(?s\)?)?"
    r"(?: (?:type|status|information|statement|terms))?)\s{0,2}:?\s{0,2}$",
    re.IGNORECASE,
)
LICENSE_COMES = re.compile(
    r"\b(?:licen[sc]e|lizenz|licencia|licenza|licença)\W{0,4}$", re.IGNORECASE
)
# Words of somebody who keeps the rights, or of an agency or a stock library.
# What keeps all rights, and so contradicts a licence in the same caption.
ALL_RESERVED = re.compile(
    r"\ball rights reserved\b|\balle rechte (?:vorbehalten|voorbehouden)\b"
    r"|\btous droits r[eé]serv[eé]s\b|\btodos los derechos reservados\b"
    r"|\btodos os direitos reservados\b|\btutti i diritti riservati\b",
    re.IGNORECASE,
)
RESERVED = re.compile(
    r"\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits r[eé]serv[eé]s\b"
    r"|\btodos los derechos reservados\b"
    r"|\btutti i diritti riservati\b|\bwith (?:kind )?permission\b|\bused (?:by|with"
    r"|under)[^.]{0,20}permission\b|\bgenehmigung\b|\bcourtesy\b"
    r"|\bpublic domain\b|\bgemeinfrei\b|\bdomaine public\b|\bdominio p[uú]blico\b|\bfair use\b"
    r"|\bpress(?:e)?(?:foto|bild|photo)\b|\bpromo\b",
    re.IGNORECASE,
)
AGENCY = re.compile(
    rf"{WORD}(?:dpa|afp|reuters|getty(?: ?images)?|ap photo|associated press|picture[- ]alliance"
    r"|imago(?: images)?|ddp|epa(?:-efe)?|efe|ansa|keystone"
    r"|shutterstock|istock(?:photo)?(?:\.com)?|stock(?:[ -]?(?:photo|image)s?|\.com)|adobe ?stock"
    r"|fotolia|depositphotos?|dreamstime"
    r"|alamy|123rf|bigstock|thinkstock|corbis|bridgeman|rex features|zuma"
    r"|pixabay|unsplash|pexels|pixelio|freepik|flaticon|canva|stocksnap|gratisography"
    r"|(?-i:Burst)(?!\s(?:of|into|mode))"
    r"|photocase|envato|vecteezy|rawpixel|pressefoto|apa|sipa|xinhua|tass|ritzau|scanpix|ntb"
    r"|tt nyhetsbyr[aå]n|lehtikuva|belga)\b",
    re.IGNORECASE,
)
NOT_OWN = re.compile(
    r"\b(?:buch)?cover\b|\bstill\b|\bfilmstill\b|\bszenenbild\b|\bplakat\b|\bposter\b"
    r"|\bscreenshot\b|\bbildschirmfoto\b|\btrailer\b",
    re.IGNORECASE,
)
# "Screenshot of my time log".
MINE = re.compile(
    r"\b(?:my|our|mein\w{0,2}|unser\w{0,2}|mi|mis|nuestr[oa]s?|mon|notre|mio|mia|nostr[oa]|minha|meu"
    r"|noss[oa]|mijn|onze|personal (?:photo|picture|image)s?)\b",
    re.IGNORECASE,
)
# "Archivio fotografico di Brook", "Archive of the Brook", "Archiv Brook": whose it may be.
ARCHIVE = re.compile(
    r"\b(?:(?:archivio|archivo|arquivo)\s(?:\w{4,12}[oa]\s)?(?:d[aeio]|del\w{0,2}|dell['’])\s?"
    r"|archives?\sof\s(?:the\s)?|archiv(?:e[sn]?)?\s(?:der|des|de)\s(?:la\s)?|(?-i:Archiv(?:io)?)\s)"
    r"(?P<name>(?-i:[A-Z])[\w’'-]{0,20}(?:\s(?-i:[A-Z])[\w’'-]{0,20}){0,3})",
    re.IGNORECASE,
)
# "Figure 1 from Lee et al. (2014)".
TAKEN = re.compile(r"\b(?:from|after|aus|nach)\s[^;()]{1,40}\bet al\b")
# The names that stock libraries and agencies give the files they hand out.
STOCK_FILE = re.compile(
    r"shutterstock[-_]\d|istock[-_]?(?:photo)?[-_]?\d|adobe-?stock[-_]\d|fotolia[-_]\d"
    r"|depositphotos?[-_]\d|dreamstime|gettyimages|getty-?images|thinkstock|pixabay|unsplash"
    r"|pexels|pxhere|stocksnap|pixelio|freepik|alamy|123rf|bigstock"
    r"|photocase|canstock|rawpixel|dpa[-_]\d|imago[-_]?\d|picture-?alliance"
    r"|^[a-z]+(?:-[a-z0-9]+)+-\d{5,8}(?:_(?:640|960|1280|1920))?$|_(?:1280|1920)$"
    # Unsplash's ids, as they are or in lower case; no "-01-red-mill".
    r"|-(?=[\w-]{11}$)(?=[\w-]*(?-i:[a-z]))(?=[\w-]*(?-i:[A-Z]))(?=[\w-]*\d)[\w-]{11}$"
    r"|-(?=\w{11}$)(?=\w*[a-z])(?=\w*\d)\w{11}$",
    re.IGNORECASE,
)
# Names that apps and Flickr give to what is saved of others: reposted pictures, shots of a screen.
SAVED_FILE = re.compile(
    r"^tumblr_|^(?:fb_img|received|whatsapp)[-_ ]|screen-?_?\s?(?:shot|cap)|scrot|bildschirmfoto"
    r"|^mv5b[\w@.-]{20,}$"
    # What is saved from searches for pictures, whose results lie at mm.bing.net/th?id=OIP.{digest}
    # and encrypted-tbn0.gstatic.com/images?q=tbn:{digest}: "OIP.jpeg", "images (3).jpg".
    r"|^(?:oip(?:[-_.].{0,40})?|(?:th|images)(?:\s?\(\d{1,3}\))?)$"
    r"|^\d{7,11}_[0-9a-f]{8,12}(?:_[a-z]\d?)?$"
    # What everybody shares, and what agencies and Wikimedia's thumbnails are called.
    r"|(?:^|[-_])(?:xkcd|dilbert|memes?|stock-?photos?|tweets?|clip-?art|google-?(?:maps?|earth)"
    r"|(?:book|album|movie|film|dvd)-?(?:cover|poster)s?)(?:$|[-_\d])"
    # "boxes.wikimedia.jpg", "mill-flickr": where it is from.
    r"|[-_.](?:wiki(?:media|pedia|commons)|flickr)(?:[-_.]?commons)?$"
    r"|^\d{3,4}px-"
    r"|schermafbeelding|captura-?_?de-?_?pantalla|capture-?_?d.?-?[eé]cran",
    re.IGNORECASE,
)
MUSIC_HOSTS = re.compile(
    r"(?:^|\.)(?:ccmixter\.org|freemusicarchive\.org|freesound\.org|incompetech\.(?:com|filmmusic\.io)"
    r"|filmmusic\.io|jamendo\.com|soundcloud\.com|bandcamp\.com|bensound\.com|audionautix\.com"
    r"|musopen\.org|purple-planet\.com|chosic\.com|opengameart\.org)$"
)
FONT_HOSTS = re.compile(
    r"(?:^|\.)(?:fonts\.google\.com|fontsquirrel\.com|dafont\.com|fontlibrary\.org|fontawesome\.com)$"
)
STOCK_HOSTS = re.compile(
    r"(?:^|\.)(?:unsplash\.com|pixabay\.com|pexels\.com|gettyimages\.\w+|istockphoto\.com"
    r"|shutterstock\.com|upload\.wikimedia\.org|staticflickr\.com|flickr\.com|youtube\.com"
    r"|ytimg\.com|vimeocdn\.com|twimg\.com|imgur\.com|giphy\.com|tenor\.com|pinimg\.com|xkcd\.com"
    r"|(?:ssl-images|media|images)-amazon\.com|fbcdn\.net|cdninstagram\.com|redd\.it)$"
)
