"""The words by which pages say whose a picture is, and what a licence is of.

English and the languages of the largest crawls beside it (German, French, Spanish, Italian,
Portuguese, Dutch). Every pattern is bounded, so that a long line costs no more than its length.
"""

import re

_PICTURE = (
    r"photo(?:graph|graphie|graph[iy]|s|graphs|graphies)?|foto(?:graf(?:ie|[ií]as?|ia)|s)?"
    r"|bild(?:er)?|images?|imagen(?:es)?"
    r"|immagin[ei]|imagem|imagens|pictures?|illustrations?|illustration(?:en)?|ilustraci[oó]n"
    r"|grafik(?:en)?|graphics?|abb(?:ildung(?:en)?|\.)?|afbeeldingen?|fig(?:ures?|\.)?"
    r"|screenshot|map|karte|artwork"
    r"|painting|gem[aä]lde|zeichnung|drawing|icon|logo|video|audio|sound"
)
# "Foto: Ann Lee", "Photo by Ann Lee", "Bildquelle: ...", "© Ann Lee", "Credit: ...".
CREDIT = re.compile(
    rf"(?:^|(?<=[\s(\[|/•·–—.,;:!?\"”“]))(?:(?:{_PICTURE})[ -]?(?:credits?|courtesy|source"
    rf"|quelle|nachweis|rechte|by|von|de|par|di|door)?"
    r"\s{0,2}(?::|©|\(c\)|\bby\b|\bvon\b|\bpar\b|\bde\b|\bvia\b|\bcourtesy\b)"
    r"|(?:bild|foto|abbildungs|image|photo|picture)[ -]?(?:quellen?|nachweise?|rechte|credits?"
    r"|source|autor|urheber)\b"
    r"|(?:credits?|cr[eé]dit(?:s|os)?(?: photo)?|quellen?|source|fuente|fonte|bron"
    r"|urheber(?:in)?|fotograf(?:in|en)?"
    r"|photograph(?:er|y|e)|autor(?:in|es)?|author|auteur|autore|copyright"
    r"|illustrator)(?: by)?\s{0,2}[:©]"
    r"|©|\(c\)(?=\s)|(?:by|von|par)\s+(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)  # fmt: skip
# The picture that stands for the page, named by its place.
MAIN = re.compile(
    r"\W{0,3}(?:(?:in|the|im|das|auf dem|nell[ao]?|l|la|sur|en|na|no|op de)[\s'’]{1,2}){0,2}"
    r"(?:(?:header|featured?|cover|lead|banner|title|main|hero|top|splash|teaser"
    r"|feature|thumbnail)[ -]?(?:image|photo|picture|graphic)"
    r"|(?:titel|header|beitrags|artikel|aufmacher|teaser|start|vorschau|cover|haupt)-?(?:bild"
    r"|foto|grafik)"
    r"|(?:image|photo) (?:principale|de couverture|[aà] la une)|imagen? (?:destacad[ao]"
    r"|de cabecera|principal)"
    r"|foto de (?:portada|cabecera)|(?:immagine|foto) (?:di copertina|in evidenza)"
    r"|image mise en avant|imagem (?:destacada|de destaque|de capa)"
    r"|uitgelichte (?:afbeelding|foto))\b",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"\W{0,3}(?:background|hintergrund|fond|fondo)[ -]?(?:image|photo|picture|bild|foto"
    r"|graphic)?\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    rf"\W{{0,3}}(?:{_PICTURE})\s{{0,2}}(?:nr\.?|no\.?|#)?\s{{0,2}}(?P<number>\d{{1,2}})\b",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"\b(?:all|alle|toutes|todas|tutte|the|our|unsere|die|les|las|le)?\s?(?:photos|photographs"
    r"|images|pictures"
    r"|fotos|bilder|im[aá]genes|immagini|imagens|abbildungen|illustrations|illustrationen)\b",
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
SOUNDS = re.compile(
    r"\b(?:these|all|the|diese|alle|les|ces|los|estas?)\s(?:\w{1,20}\s)?(?:recordings|sounds|tracks"
    r"|songs|audio files|aufnahmen|enregistrements|grabaciones)\b",
    re.IGNORECASE,
)
ALL_PICTURES = re.compile(
    r"(?:^|[.!?:;|–—-]\s)\W{0,3}(?:unless [^,]{0,40}, |if not [^,]{0,40}, )?(?:all|alle"
    r"|s[aä]mtliche|toutes|todas|tutte)\b[^.]{0,40}?\b(?:photos?|photographs?|images?"
    r"|pictures?"
    r"|fotos?|bilder|im[aá]genes|immagini|fotografien|illustrations?|illustrationen|media)\b",
    re.IGNORECASE,
)
EXCEPT_PICTURES = re.compile(
    r"\b(?:except(?:ing)?|excluding|unless|other than|without|not|exception|au(?:ss|ß)er"
    r"|ausgenommen|ausnahme|ohne|nicht"
    r"|keine|sauf|excepto|salvo)\b[^.]{0,60}?\b(?:photos?|photographs?|images?|pictures?"
    r"|fotos?|bilder|logos?"
    r"|abbildungen|im[aá]genes|illustrations?)\b"
    r"|\b(?:photos?|photographs?|images?|pictures?|fotos?|bilder|abbildungen"
    r"|im[aá]genes)\b[^.]{0,60}?"
    r"\b(?:excluded|excepted|not|ausgenommen|nicht|exclu(?:es)?)\b",
    re.IGNORECASE,
)
# What a licence is of, when it is not of pictures.
TEXT_ONLY = re.compile(
    r"\b(?:texts?|texte[ns]?|textos?|testi|textual(?: content)?|textuell\w{0,3}|articles?"
    r"|artikel[ns]?|art[ií]culos?|articoli"
    r"|posts?|posting(?:s|en)?|blog ?posts?|beitr[aä]ge?n?|contributions?|comments?|kommentare?n?"
    r"|source code|code(?: samples?)?|map data|kartendaten|data(?:base|set|sets)?|daten"
    r"|metadata|licensed music)\b",
    re.IGNORECASE,
)
OF_SOFTWARE = re.compile(
    r"^\W{0,3}(?:video|film|clip|audio|music|musik|song|sound|animation|podcast)\b[^.]{0,20}?(?::|©|\bby\b|\bvon\b)"
    r"|\b(?:lightbox\d?|jquery|plug-?ins?|wordpress theme|(?:this|website) theme|theme by"
    r"|template by"
    r"|java-?script|software|scripts?|icon set|icons? (?:made )?by|web ?fonts?|fonts? by"
    r"|openstreetmap|music(?:ian)? by|musik"
    r"|map (?:tiles|data)|tiles by|leaflet|sounds? by|theme|bootstrap|font awesome)\b",
    re.IGNORECASE,
)
_THIS = (
    r"this|the|all|our|any|its|original|unless|except|diese[rsmn]?|das|die|der|alle|unsere?"
    r"|mein[e]?|ce(?:t|tte)?|le|la|les|l.|tou(?:s|tes)"
    r"|el|los|las|tod[oa]s?|est[ea]|quest[oa]|tutti|il|o|os|as|deze|dit|de|het"
)
_WHOLE = (
    r"(?:web ?|home)?(?:sites?|pages?)|web-?(?:seiten?|auftritt|angebot|inhalte?)|seiten?"
    r"|(?:web)?blogs?|wikis?|contents?|inhalte?n?|materials?|materialien"
    r"|works?|werk(?:e|es|s)?|(?:o|œ)euvres?|œuvres?|obras?|oper[ae]|sitios?|contenidos?"
    r"|contenus?|contenuti|conte[uú]dos?|p[aá]ginas?|episodes?|podcasts?|folge|sendung"
    r"|courses?|kurs(?:e|es)?|lessons?|books?|buch|buches|handbook|guides?|tutorials?|reports?"
    r"|recipes?|presentations?|documents?|dokumente?s?|resources?|projects?"
    r"|publications?|publikation(?:en)?|items?|record(?:ing)?s?|productions?"
)
WHOLE_PAGE = re.compile(
    rf"\b(?:{_THIS})\b[^.!?:]{{0,60}}?\b(?:{_WHOLE})\b"
    rf"|\b(?:{_WHOLE})\b[^.!?:]{{0,40}}\b(?:licen[sc]ed|lizenziert|lizenzier|steh(?:t|en)"
    rf"|est mis|est sous)"
    r"|\b(?:except|unless|sofern|soweit|wenn|falls|sauf|salvo"
    r"|excepto)\b[^.]{0,40}\b(?:note[ds]?|stated|indicated|specified|anders|otherwise|mention"
    r"|indicaci[oó]n|contrario)",
    re.IGNORECASE,
)
# In running text only what points at the page itself is of the page: "our reports" are elsewhere.
_PAGE = (
    r"(?:web ?|home)?(?:site|page)|web-?(?:seite|auftritt|angebot)|seite|(?:web)?blog|wiki"
    r"|contents?|inhalte?|works?|werke?|(?:o|œ)euvre|œuvre|obra|opera|sitio|contenidos?|contenus?|contenuti"
    r"|conte[uú]dos?|p[aá]gina|episode|podcast|folge|sendung|course|kurs|lesson|book|buch|handbook"
    r"|guide|tutorial|report|recipe|presentation|document|dokument|item|recording|production"
)
THIS_PAGE = re.compile(
    rf"\b(?:this|diese[rsmn]?|ce(?:t|tte)?|est[ea]|quest[oa]|deze|dit|our|unsere?[nrsm]?"
    rf"|meine?[nrsm]?|my|all|alle|sämtliche|tou(?:s|tes)|tod[oa]s|tutt[ie])\b"
    rf"[^.!?:]{{0,60}}?\b(?:{_PAGE})\b"
    rf"|\b(?:{_PAGE})\b[^.!?:]{{0,40}}\b(?:here|hier|this|diese[rsmn]?|our)\b"
    r"|\b(?:except|unless|sofern|soweit|wenn|falls|sauf|salvo|excepto)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:was|were|been|had|would|wurden?|war(?:en)?|[ée]tai(?:t|ent)|fue(?:ron)?|era|i|they|he"
    r"|she|if|because|since|weil|dass|wenn man)\b",
    re.IGNORECASE,
)
LICENSED = re.compile(
    r"\b(?:(?:is|are|was|be|been|it['’]s)\b[^.]{0,40}\b(?:licen[sc]ed|released|published|available"
    r"|shared|distributed|made available|provided|offered)"
    r"|licen[sc]ed\b[^.]{0,30}\b(?:under|with|via)|steh(?:t|en)\b[^.]{0,60}\b(?:unter|zur)"
    r"|lizenziert|ver[oö]ffentlicht|freigegeben"
    r"|(?:est|sont)\b[^.]{0,40}\b(?:mis|mise|sous|disponibles?|publi)"
    r"|bajo\b[^.]{0,40}\blicencia|licencia\b|sotto\b[^.]{0,30}\blicenza"
    r"|distribuit[oa]|licenciad[oa]s?|valt onder|licens)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\W{0,3}(?:(?:image |media |photo |bild|nutzungs)?(?:licen[sc]e|lizenz(?:en|hinweis"
    r"|angabe)?|licencia|licence|licenza|licença|rights?|usage|rechte|copyright|droits"
    r"|derechos|terms of use|reuse)"
    r"(?: (?:type|status|information|statement|terms))?)\s{0,2}:?\s{0,2}$",
    re.IGNORECASE,
)
LICENSE_COMES = re.compile(
    r"\b(?:licen[sc]e|lizenz|licencia|licenza|licença)\W{0,4}$", re.IGNORECASE
)
# Words of somebody who keeps the rights, or of an agency or a stock library.
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
    r"\b(?:dpa|afp|reuters|getty(?: ?images)?|ap photo|associated press|picture[- ]alliance"
    r"|imago(?: images)?|ddp|epa(?:-efe)?|efe|ansa|keystone"
    r"|shutterstock|i?stock(?:photo)?(?:\.com)?|adobe ?stock|fotolia|depositphotos?|dreamstime"
    r"|alamy|123rf|bigstock|thinkstock|corbis|bridgeman|rex features|zuma"
    r"|pixabay|unsplash|pexels|pixelio|freepik|flaticon|canva|burst|stocksnap|gratisography"
    r"|photocase|envato|vecteezy|rawpixel|pressefoto|apa|sipa|xinhua|tass|ritzau|scanpix|ntb"
    r"|tt nyhetsbyr[aå]n|lehtikuva|belga)\b",
    re.IGNORECASE,
)
NOT_OWN = re.compile(
    r"\b(?:buch)?cover\b|\bstill\b|\bfilmstill\b|\bszenenbild\b|\bplakat\b|\bposter\b"
    r"|\bscreenshot\b|\bbildschirmfoto\b|\btrailer\b",
    re.IGNORECASE,
)
# The names that stock libraries and agencies give the files they hand out.
STOCK_FILE = re.compile(
    r"shutterstock[-_]\d|istock[-_]?(?:photo)?[-_]?\d|adobe-?stock[-_]\d|fotolia[-_]\d"
    r"|depositphotos?[-_]\d|dreamstime|gettyimages|getty-?images|thinkstock|pixabay|unsplash"
    r"|pexels|pixelio|freepik|alamy|123rf|bigstock"
    r"|photocase|canstock|rawpixel|dpa[-_]\d|imago[-_]?\d|picture-?alliance"
    r"|^[a-z]+(?:-[a-z0-9]+)+-\d{5,8}(?:_(?:640|960|1280|1920))?$|_(?:1280|1920)$"
    r"|-(?=[\w-]{11}$)(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{11}$",
    re.IGNORECASE,
)
# Names that apps and Flickr give to what is saved of others: reposted pictures, shots of a screen.
SAVED_FILE = re.compile(
    r"^tumblr_|^(?:fb_img|received|whatsapp)[-_ ]|screen-?_?\s?(?:shot|cap)|scrot|bildschirmfoto"
    r"|^\d{7,11}_[0-9a-f]{8,12}(?:_[a-z]\d?)?$"
    r"|schermafbeelding|captura-?_?de-?_?pantalla|capture-?_?d.?-?[eé]cran",
    re.IGNORECASE,
)
STOCK_HOSTS = re.compile(
    r"(?:^|\.)(?:unsplash\.com|pixabay\.com|pexels\.com|gettyimages\.\w+|istockphoto\.com"
    r"|shutterstock\.com|upload\.wikimedia\.org|staticflickr\.com|flickr\.com|youtube\.com"
    r"|ytimg\.com|vimeocdn\.com)$"
)
