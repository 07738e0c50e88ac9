"""The words by which a page states a licence: of itself, of its text, of all its pictures.

In the languages of the largest crawls. "This work is licensed under" is as Creative Commons' own
tools write it in each (github.com/creativecommons/cc.i18n, cc/i18n/po/*/cc_org.po). Every pattern
is bounded, so that a long line costs no more than its length.
"""

import re

from catalog.pages.credit_words import SEVERAL, WORD

_PICTURES = (
    r"photos?|photograph(?:s|ies?)|images?|pictures?|fotos?|fotograf(?:i(?:e|en|as)|ías)|bildern?"
    r"|im[aá]genes|immagini|imagens|abbildung(?:en)?|illustrations?|illustrationen"
    r"|afbeeldingen|zdj[eę]cia|infographics?|infografik(?:en|a|y)?|infograf[ií]as?|infographies?"
    r"|billeder|kuvat|obr[aá]zky|fotky|k[eé]pe?k?|f[eé]nyk[eé]pe?k?|poze(?:le)?|fotografiile|imaginile|фотографии|изображения|фотографії|зображення"
    r"|fotoğraflar|görseller"
)
_ALL = (
    r"all|alle|alla|s[aä]mtliche|tou(?:te)?s|tod[ao]s|tutt[ei]|wszystkie|v[sš]echny|v[sš]etky"
    r"|kaikki|minden|az összes|toate|все|всі|усі|tüm|bütün"
)
ALL_PICTURES = re.compile(
    r"(?:^|[.!?:;|–—-]\s)\W{0,3}(?:unless [^,]{0,40}, |if not [^,]{0,40}, )?"
    rf"(?:\w{{4,20}}\s(?:and|und|et|y|e|en|i)\s)?(?:{_ALL})\b[^.]{{0,40}}?"
    rf"\b(?:{_PICTURES}|media|charts|graphs|plots|diagrams|drawings|comics|cartoons|paintings)\b"
    r"|(?:所有|全部|すべて|全て)の?[^。；;]{0,10}(?:图片|圖片|照片|插图|插圖|写真|画像|图像)"
    r"|모든 (?:사진|이미지|그림)",
    re.IGNORECASE,
)
# "Text: CC BY, photos: CC BY-NC" at the foot of a page.
PICTURES_LABEL = re.compile(
    rf"\b(?:{SEVERAL}|infographics)\b\s?[:=]?\s?$",
    re.IGNORECASE,
)
# "The photos in this post are licensed under ...", "Images on this site: ...".
THESE_PICTURES = re.compile(
    rf"(?:^|[.!?:;|–—-]\s)\W{{0,3}}(?:(?:the|these|my|our|die|diese|unsere|meine|les|ces|las|estas|as"
    rf"|le|queste|deze|de)\s)?(?:{_PICTURES})\b[^.!?:;]{{0,40}}?"
    r"\b(?:this|diese[rmsn]?|cet?te?|est[ea]|quest[ao]|deze|dit)\s"
    r"(?:\w{1,12}\s)?(?:post|page|article|site|website|blog|gallery|album|entry|beitrags?|artikels?"
    r"|seite|galerie|billet|galer[ií]a|entrada|p[aá]gina|sitio|pagina|articolo|artigo)\b",
    re.IGNORECASE,
)
# "Feel free to re-use the image above": the page's picture.
PICTURE_ABOVE = re.compile(
    rf"\b(?:{_PICTURES})\s(?:shown\s)?(?:above|at the top|oben|ci-dessus|de arriba|acima)\b",
    re.IGNORECASE,
)
# "Photos are licensed under ...", "My pictures are CC BY 4.0": all that a line or a notice says.
PICTURES_ARE = re.compile(
    r"^\W{0,3}(?:(?:the|all|my|our|these|die|meine|unsere|alle|les|mes|nos|las|mis|le|as|minhas|de"
    rf"|mijn)\s)?(?:own\s)?(?:{SEVERAL})\b(?!\s(?:by|von|de|par|of|from|courtesy|used)\b)"
    r"[^.!?:;]{0,40}?\b(?:are|is|sind|stehen|sont|son|están|sono|são|zijn|under|licen[sc]ed"
    r"|lizenziert)\b",
    re.IGNORECASE,
)
# "The following photos are used under ...": those below, where each names its original.
LISTED = re.compile(
    rf"\b(?:some|following|these|einige|folgenden|diese|certaines|ces|suivantes|algun[oa]s|algumas"
    rf"|seguintes|siguientes|alcune|seguenti)\s(?:of the\s|der\s)?(?:{_PICTURES})\b",
    re.IGNORECASE,
)
# "This song is licensed under ...", and not the music that an episode uses.
OF_SOUND = re.compile(
    r"^\W{0,3}(?:music|m[uú]sica|musik|musique)\s(?:distribuid[ao]|distributed|licen[sc]ed|released"
    r"|bajo|under|sous|unter|sotto|sob)\b|"
    r"\b(?:this|a|dieses|diese[rs]?|ein|cette?|un[ae]?|est[ea]|quest[ao])\s(?:[\w’'-]{1,12}\s){0,2}"
    r"(?:song|track|recording|remix|mix|tune|beat|lied|musikst[uü]ck|morceau|chanson|canci[oó]n"
    r"|can[cç][aã]o|brano|canzone)\b(?![^.]{0,60}\b(?:in this|used|intro|theme|episode|podcast)\b)",
    re.IGNORECASE,
)
_TEXTS = r"texts?|texte[ns]?|textos?|testi|teksty?|content|inhalte?|articles?|artikel|words"
# "Texts and photos are licensed under ...", "Text und Bilder: Ann Lee, CC BY 4.0".
TEXT_AND_PICTURES = re.compile(
    rf"(?:^|[.!?:;|–—-]\s|\()\W{{0,3}}(?:(?:{_ALL}|the|this|my|our|die|les|los|i)\s)?(?:{_TEXTS})\s"
    rf"(?:and|&|und|et|y|e|en|i)\s(?:(?:{_ALL}|the|die|les|las|le)\s)?(?:{_PICTURES})\b"
    rf"|^\W{{0,3}}(?:{_PICTURES})\s(?:and|&|und|et|y|e|en|i)\s(?:{_TEXTS})\b",
    re.IGNORECASE,
)
# "All the contents of this blog, texts, photographs and pictures included, are ...".
INCLUDING_PICTURES = re.compile(
    r"(?<!not )(?<!non )(?<!no )(?<!nicht )\b(?:includ(?:ing|ed|es)|inclus[aei]?[eis]?|incluy?e?ndo"
    r"|incluid[oa]s?|einschlie(?:ß|ss)lich|inkl(?:usive|\.)|y compris|compres[aei])\b"
    rf"[^.]{{0,60}}?\b(?:{_PICTURES})\b",
    re.IGNORECASE,
)
# How journals say that an article's licence is of its figures as well: Springer Nature, then PLOS,
# MDPI, Frontiers, BMC, eLife and Hindawi, whose articles are wholly "open access".
OF_FIGURES = re.compile(
    r"\b(?:images|figures)\b[^.]{0,60}\bin this (?:article|chapter|book) are included in the"
    r"\b[^.]{0,30}\blicen[cs]e"
    r"|\bthis (?:article |paper |work )?is an? open[- ]access (?:article|paper|publication)\b"
    r"[^.]{0,60}\b(?:distributed|published|licen[cs]ed|available|under)\b"
    r"|\bthis article is (?:distributed|licen[cs]ed) under the terms of\b"
    # CEUR-WS.org asks for this sentence on each paper (ceur-ws.org/HOWTOSUBMIT.html).
    r"|\bcopyright\b[^.]{0,12}\bfor this paper by its authors?\.\suse permitted under\b"
    # Distill and what is made with its templates.
    r"|\b(?:text and (?:figures|diagrams)|(?:figures|diagrams) and text) are licen[cs]ed under\b",
    re.IGNORECASE,
)
# What may be said otherwise elsewhere: a picture with another's name is not meant.
OTHERWISE = re.compile(r"\b(?:unless|except|otherwise|sofern|soweit|sauf|salvo|excepto)\b", re.I)
# "Content: CC BY, code: MIT, images: see credits."
_SEE_OTHERS = rf"\b(?:{_PICTURES})\s?:\s(?:see|siehe|voir|ver|vedi|zie)\b"
# "Content is CC BY 4.0 except for images", which no credit of a picture says.
BUT_PICTURES = re.compile(
    rf"{WORD}(?:except(?:ing)?|excluding|other than|au(?:ss|ß)er|ausgenommen|sauf|hormis|excepto"
    rf"|salvo|exceto|eccetto|behalve|кроме)\b[^.]{{0,30}}?\b(?:{_PICTURES})\b|{_SEE_OTHERS}",
    re.IGNORECASE,
)
EXCEPT_PICTURES = re.compile(
    rf"{WORD}(?:except(?:ing)?|excluding|unless|other than|without|not|exception|au(?:ss|ß)er"
    r"|ausgenommen|ausnahme|ohne|nicht|keine|sauf|hors|excepto|salvo|exceto|eccetto|behalve"
    r"|z wyj[aą]tkiem|кроме)\b"
    rf"[^.]{{0,60}}?\b(?:{_PICTURES}|logos?|фотографий|изображений)\b"
    rf"|\b(?:{_PICTURES})\b[^.]{{0,60}}?"
    r"(?:\b(?:excluded|excepted|not|ausgenommen|nicht|exclu(?:es)?|copyright|belongs?|property"
    r"|reserved|vorbehalten|eigentum|their)\b|©)",
    re.IGNORECASE,
)
RESERVED_PICTURES = re.compile(
    r"(?:^|[.,;!]\s)\W{0,3}(?:all |the |alle |las |les |le |as |\w{4,12} (?:and|or) )?"
    rf"(?:{_PICTURES})\b[^.]{{0,40}}"
    r"(?:\b(?:copyright(?:ed)?|reserved|belong|property|vorbehalten|eigentum|not included"
    r"|pertenecen|propiedad|reservados|appartiennent|r[eé]serv[eé]s|appartengono|riservati"
    r"|pertencem)\b|©)"
    # "Images from Unsplash", "Photos used with permission", "Stock images are licensed separately".
    rf"|\b(?:{_PICTURES})\s(?:are\s|is\s|sind\s)?"
    r"(?:(?:taken\s)?(?:from|via|by|courtesy of|von|de)\s(?:the\s)?"
    r"(?:unsplash|pixabay|pexels|flickr|wikimedia|shutterstock|istock|getty|freepik|adobe)"
    r"|used (?:with|by) permission|licen[sc]ed separately|under (?:their|separate)\b)"
    r"|\bstock (?:images|photos|photographs|pictures)\b"
    rf"|{_SEE_OTHERS}"
    # "Quoted portraits and photographs are under their own licences", in Chinese, Japanese, Korean.
    r"|(?:图片|圖片|照片|图像|影像|肖像|写真|画像|사진|이미지)[^。；;]{0,40}"
    r"(?:除外|不在此|另依|[归歸].{1,20}所有|版[权權]|原授[权權]|対象外|を除[くき]|含まれません|제외)"
    # "Please check individual images for licensing details."
    rf"|\b(?:individual|einzelnen?)\s(?:{_PICTURES})\b",
    re.IGNORECASE,
)
_RESPECTIVE = (
    r"respective\s(?:\w{1,12}\s)?(?:owners?|authors?|holders?|creators?|photographers?|artists?)"
    r"|respectivos\s(?:due[ñn]os|autores|propietarios|proprietários|titulares|donos)"
    r"|(?:propriétaires|auteurs|ayants[ -]droit|titulaires)\srespectifs"
    r"|respectius\s(?:autors|propietaris)|jeweiligen\s(?:eigent|inhaber|urheber|autor|rechte|fotograf)"
    r"|rispettivi\s(?:propriet|autori|titolari)|respectieve\s(?:eigena|auteur|recht)"
)
# "All images are used with permission", "Las imágenes ... son propiedad de sus respectivos dueños",
# in a sentence without a licence, wherever a page says so.
PICTURES_KEPT = re.compile(
    rf"(?:^|[.!?;:]\s)\W{{0,3}}(?:{_ALL})\s(?:\w{{1,12}}\s)?(?:{_PICTURES})\b[^.]{{0,60}}"
    r"(?:\b(?:with|by) (?:\w{1,12}\s)?permission\b|©|\b(?:copyright|reserved|property|belongs?"
    r"|vorbehalten|eigentum|genehmigung)\b)"
    rf"|\b(?:{_PICTURES})\b[^.]{{0,160}}\b(?:{_RESPECTIVE})",
    re.IGNORECASE,
)
KEPT_NEEDLES = (
    "permission", "copyright", "©", "reserved", "property", "belong", "vorbehalten", "eigentum",
    "genehmigung", "respecti", "jeweiligen", "rispettivi",
)  # fmt: skip
# "This licence applies to text only, and not to images", wherever a page says so.
_ONLY_TEXT = (
    r"(?:texts? only|only (?:to )?(?:the |our )?(?:written )?(?:texts?|words)|texts? alone"
    r"|nur (?:f[üu]r )?(?:den |die )?texte?|uniquement (?:aux? |les? )?textes?"
    r"|(?:s[oó]lo|solamente|somente|apenas) (?:al? |aos? )?(?:los? |el |os? )?textos?"
    r"|solo (?:a[il] |i[l]? )?test[oi])"
)
TEXT_ALONE = re.compile(
    rf"\b(?:licen|lizenz|creative commons|cc[ -]by)[^.]{{0,100}}\b{_ONLY_TEXT}\b"
    rf"|\b{_ONLY_TEXT}\b[^.]{{0,60}}\b(?:licen|lizenz|creative commons)"
    r"|\b(?:licen|lizenz|creative commons)[^.]{0,100}"
    r"\b(?:does not|doesn.t|do not|don.t|gilt nicht)\s"
    r"(?:apply|extend|cover|include|für)\b[^.]{0,40}"
    rf"\b(?:{_PICTURES}|media)\b",
    re.IGNORECASE,
)
# "Republish this story": what newsrooms let others print is their words, not their photographs.
REPUBLISHED = re.compile(
    r"\b(?:re-?publish(?:ed|ing)?|reprint|republica(?:r)?|republique|republi(?:er|ez)|rediffusez"
    r"|republizieren|terbitkan ulang)\s(?:gratuitement\s)?"
    r"(?:(?:this|our|these|any|el|la|este|esta|nuestros|nossos|cet|nos|les|diesen|unsere|einen)"
    r"\s){0,2}"
    r"(?:articles?|stor(?:y|ies)|reporting|journalism|reports|pieces?|art[ií]culos?|artigos?"
    r"|historias?|artikel)\b"
    r"|\bartikel\srepublizieren\b",
    re.IGNORECASE,
)
# In the title of a page that has somebody else's text: reposted, translated.
REPOSTED = re.compile(
    r"转载|轉載|转帖|轉貼|转自|[\[【(（]译[\]】)）]|\b(?:reblogged|reposted|republished)\b|\bre-?post:",
    re.IGNORECASE,
)
# What a licence is of, when it is not of pictures.
TEXT_ONLY = re.compile(
    rf"{WORD}(?:texts?|texte[ns]?|textos?|testi|community content|textual(?: content)?"
    r"|textuell\w{0,3}|articles?"
    r"|books|e-?books|livros|libros|livres|b[uü]cher"
    r"|testo|(?:contenidos?|contenuti|conte[uú]dos?) (?:escritos?|scritti)|tekstów"
    r"|artikel[ns]?|artiklar|art[ií]culos?|artigos?|articol[io]|posts?"
    r"|posting(?:s|en)?|blog ?posts?"
    r"|beitr[aä]ge?n?|billets?|(?:web ?)?site design|questions (?:and|&) answers|abstracts?"
    r"|(?:all|my|our|the) words|written (?:content|material|works?)"
    r"|contributions?|comments?|kommentare?n?|entradas?|source code"
    r"|code(?: samples?)?|map data|kartendaten|data(?:base|set|sets)?|daten|metadata"
    r"|licensed music|teksty?|tekst(?:en|er)|artyku[lł](?:y|[oó]w)?|wpisy|text(?:y|ů)|články?"
    r"|teksti|artikkeli|cikk(?:ek)?|szöveg|текст(?:ы|ов)?|стат(?:ь|т)[иєяю]|metin(?:ler)?)\b"
    # "This interview is licensed under ...", and not a photograph called "Interview".
    r"|\b(?:this|these|our|my|the|diese[rs]?|cet(?:te)?|ces|est[ea]s?|quest[aeio])\s"
    r"(?:[\w-]{1,12}\s)?(?:interviews?|essays?|stor(?:y|ies)|journalism|words|writings?|written"
    r"|translations?|[üu]bersetzung|traduc(?:tion|ci[oó]n)|transcripts?|lectures?|talks?|poems?"
    r"|notes|videos?|films?|games?|fonts?|typefaces?|slides?|speech|lyrics|designs?|models?|stl"
    r"|schematics?|patterns?|hardware|boards?|circuits?|firmware|software|plug-?ins?|librar(?:y|ies)"
    r"|tools?|apps?|packages?|themes?|templates?|specifications?)\b"
    r"(?=[^.]{0,40}\b(?:is|are|ist|sind|est|sont|est[aá]n?|è|sono|licen[sc]ed)\b)"
    r"|(?:denne|dette|detta)\s(?:posten|innlegget|inlägg(?:et)?|artikkelen)\b"
    r"|публика(?:ция|ции)|публікац(?:ія|ії)|\bзапись\b|\bgönderi\b|\byazı\b|bài viết"
    r"|이 (?:기사|글|게시물|포스트|문서|번역)|tulisan ini"
    r"|^\W{0,3}(?:words|stories|recipes|translations|lesson plans|templates?|lyrics|quotes)\s"
    r"(?:are\s|is\s)?(?:licen[sc]ed|published|available|under)\b"
    r"|本站文字|文字[采採]用|文章|博文|本文|记事|記事|文档|文檔|译文|譯文|翻訳|テキスト|文書|文字内容|텍스트|본문|게시물",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?<!written )\b(?:contents?|inhalte?|contenidos?|contenus?|contenut[io]|conte[uú]dos?)\b"
    r"[^.!?:]{0,20}\b(?:sites?|website|page|blog|web-?seite|seite|sitio|p[aá]gina|sito)\b",
    re.IGNORECASE,
)
# "Ann Post", "Emil Text": not "Blog Post", "This Article", "Full Text".
_SURNAME = re.compile(
    r"\b(?!(?:Blog|Guest|This|That|Each|Every|All|Any|My|Our|The|Original|Full|Main|Source|Diese[rs]?|Der|Das|Ein"
    r"|Site|Website|Wiki|News|Open|Free|Article|Contents?|Photos?|Images?|Previous|Next|Related|Posted?)\b)"
    r"[A-Z][a-zà-ÿ]{1,15}\s(?:Post|Words|Notes|Text|Code)\b(?=\W{0,3}(?:$|[,.]|·|\||\(|[–—-]|is\b|are\b|licen))",
)


# "... under CC BY 4.0, and code samples are licensed under the Apache License" is of two things.
_CODE_APART = re.compile(
    r"(?<=[\w,;.])\s(?:and|while|und|et|y|e)\s(?:all\s|the\s|any\s|its\s)?"
    r"(?:source\s)?(?:code|software)\b(?:\s(?:samples?|snippets?|examples?|blocks?))?"
    r"[^.]{0,60}\b(?:licen[cs]e|apache|mit|bsd|gpl)\b.{0,200}$",
    re.IGNORECASE | re.DOTALL,
)


def is_of_text(words: str) -> bool:
    """Tell whether words name what a licence is of, and that is a text or data.

    "The content of this site and this post" is more than a text, and "Ann Post" a name.
    """
    said = _CODE_APART.sub("", _SURNAME.sub("", words))
    return bool(TEXT_ONLY.search(said)) and not _CONTENTS.search(said)


# "We would have liked to make them CC0."
WISHED = re.compile(
    r"\b(?:would|could|might|wish|ideally|würden?|könnten?|sollen|müssen|deben|doivent|devono)\b",
    re.IGNORECASE,
)
# "All images must be licensed under CC BY": of what somebody is to send.
OBLIGED = re.compile(
    r"\b(?:should|must|shall|will|have to|need to)\s(?:all |also )?be\s(?:licen[sc]|releas|publish"
    r"|made|availab|shared|under|cc)",
    re.IGNORECASE,
)
# "All my photos on Flickr", "all images in the dataset", "all pictures submitted": elsewhere.
ELSEWHERE = re.compile(
    rf"\b(?:{_PICTURES}|media)\b[^.:]{{0,20}}?\b(?:(?:on|auf|en|sur|su) (?:flickr|instagram|500px"
    r"|unsplash|wikimedia|pixabay|commons)"
    r"|(?:in|of|from) (?:the|this|our|my) (?:data(?:set|base)|corpus|books?|library|slides|reports?"
    r"|app|game)|uploaded|submitted|contributed|eingereicht\w*|enviad[ao]s|soumises?)\b"
    rf"|\b(?:uploaded|submitted|contributed|eingereichten?|enviad[ao]s)\s(?:{_PICTURES})\b",
    re.IGNORECASE,
)
_THIS = (
    r"this|the|all|our|any|its|original|unless|except|diese[rsmn]?|das|die|der|alle|unsere?"
    r"|mein[e]?|ce(?:t|tte)?|le|la|les|l.|tou(?:s|tes)"
    r"|el|los|las|tod[oa]s?|est[ea]|quest[oa]|tutti|il|o|os|as|deze|dit|de|het"
)
_HERE = (
    r"this|diese[rsmn]?|ce(?:t|tte)?|est[ea]|quest[oa]|quest['’]|deze|dit|our|unsere?[nrsm]?"
    r"|d?[en]s[st][ea]s?|meine?[nrsm]?|my|all|alle|sämtliche|tou(?:s|tes)|tod[oa]s?|tutt[ie]|denna?|detta|dette"
    r"|disse|tämän?|tento|te[nj] (?=utw|ser|stron|mat)|toto|táto|tato|ez|acest(?:a|ei)?|această"
    r"|aquest[ae]?s?|ovo|ovaj|это(?:т|й|го)?|эта|це(?:й|ого)?|ця|този|това|αυτ[όή]|bu"
)
# What a page calls itself or what it holds.
_PAGE = (
    r"publicaci[oó]n|publicação|pubblicazione|publication|veröffentlichung"
    r"|(?:web ?|home)?(?:site|page)|web-?(?:seite|auftritt|angebot)|seite|(?:web)?blog|wiki"
    r"|contents?|inhalte?n?|works?|werk(?:e|es)?|(?:o|œ)euvre|œuvre|obra|opera|trabalho|trabajo"
    r"|recursos? educativos?|recurso|oer|rea"  # an open educational resource
    r"|travail|lavoro|sitio|siti?o?|sito|contenidos?|contenus?|contenut[io]|conte[uú]dos?|p[aá]gina"
    r"|episode|épisode|epis[oó]di[oa]|puntata|aflevering|avsnitt|odcinek|podcast|folge|sendung|course|kurs|lesson|book|buch|handbook|guide|tutorial|report"
    r"|materials?|materialien|recipe|presentation|document|dokument|item|recording|production|inhoud|website"
    r"|verk(?:et)?|værk(?:et)?|inneh[aå]ll(?:et)?|in(?:d|n)hold(?:et)?|webbplats(?:en)?"
    r"|hjemmeside|nettsted(?:et)?|side[nr]?|teos|sivuston?|sivun?|sisältö|utwór|utwor(?:u|y)"
    r"|tre[sś]ci?|stron(?:a|ie|y)|serwis(?:u|ie)|dílo|dielo|obsah|str[aá]nk(?:a|y|ách)|webu"
    r"|alkotás|mű|oldal|tartal(?:om|ma)|oper[aă]|conținutul|произведение|материал(?:ы)?"
    r"|содерж(?:ание|имое)|сайта?|контент|твір|вміст|έργο|περιεχόμενο|ιστοσελίδα|eser|içerik"
)
_WHOLE = (
    rf"{_PAGE}|sites?|pages?|seiten|(?:web)?blogs|wikis|webseiten"
    r"|(?:o|œ)euvres|œuvres|obras|opere|sitios|p[aá]ginas|episodes|podcasts|courses|kurses?"
    r"|lessons|books|buches|guides|tutorials|reports|recipes|presentations|documents?|dokumente?s?"
    r"|resources?|projects?|publications?|publikation(?:en)?|items|records?|recordings|productions"
)
_OTHERWISE = (
    r"except|unless|sofern|soweit|wenn|falls|sauf|salvo|excepto|exceto|tenzij|om inget annat"
    r"|hvis ikke|o ile nie|pokud|ha más|если не|якщо не"
)
# In Chinese, Japanese and Korean no space ends a word.
_UNSPACED = (
    r"本(?:作品|站|网站|網站|页|頁|著作|内容|創作|材料)|此(?:作品|网站|網站)"
    r"|除(?:非|特|另|有)[^。]{0,10}(?:声明|說明|说明|注明|註明)|(?:转载|轉載)(?:请|請|时|時)"
    r"|この(?:作品|サイト|ページ|コンテンツ|資料|ウェブサイト)|当サイト"
    r"|이 (?:저작물|사이트|페이지|콘텐츠|작품|문서|글|블로그)"
)
WHOLE_PAGE = re.compile(
    rf"\b(?:{_THIS}|{_HERE})\b[^.!?:]{{0,60}}?\b(?:{_WHOLE})\b"
    rf"|\b(?:{_WHOLE})\b[^.!?:]{{0,40}}\b(?:licen[sc]ed|lizenziert|lizenzier|steh(?:t|en)"
    rf"|(?:published|released|distributed|provided|shared) under|est mis|est sous)"
    rf"|\b(?:{_OTHERWISE})\b[^.]{{0,40}}\b(?:note[ds]?|stated|indicated|specified|anders"
    r"|otherwise|mention|indica\w{1,5}|contrario|vermeld|anges|angitt|angivet|zaznaczono|wskazano"
    r"|uvedeno|указано|вказано|зазначено)"
    # "Contents: CC BY 4.0", all that a line says.
    rf"|^\W{{0,3}}(?:(?:site|blog|web ?site|page|original)\s)?(?:{_WHOLE})(?::\s|"
    r"\s(?:(?:is\s|are\s)?available\s)?(?:under|unter|sous|bajo|sob|sotto|onder)\s)"
    rf"|{_UNSPACED}",
    re.IGNORECASE,
)
# "Licensed under CC BY 4.0": all that a line says.
NOTHING_ELSE = re.compile(
    r"\W{0,3}(?:(?:licen[sc]ed|published|released|shared|available|lizenziert|veröffentlicht|mis"
    r"|publié|publicado|distribuito|rilasciato)\s)?(?:under|unter|sous|bajo|sob|sotto|onder|na|pod)"
    r"(?:\s(?:an?|the|der|einer|une?|la|el|licen[cs]e|licencia|licença|licenza|lizenz)){0,2}\W{0,3}$",
    re.IGNORECASE,
)
# In running text only what points at the page itself is of the page: "our reports" are elsewhere.
THIS_PAGE = re.compile(
    rf"{WORD}(?:{_HERE})(?:\b|(?<=['’]))[^.!?:]{{0,60}}?\b(?:{_PAGE})\b"
    rf"|\b(?:{_PAGE})\b[^.!?:]{{0,40}}\b(?:here|hier|this|diese[rsmn]?|our)\b"
    rf"|\b(?:{_OTHERWISE})\b|{_UNSPACED}",
    re.IGNORECASE,
)
# "This work", "Dieses Werk": the page's own word for itself, and nobody's name.
ITSELF = re.compile(
    rf"(?:{_HERE}|quest['’])\s?(?:{_PAGE})|(?:{_PAGE})$|(?:{_UNSPACED}).{{0,6}}", re.IGNORECASE
)
# "© 2010-2024 Ann Lee", "(cc) Ann Lee", "Copyleft": what a notice says before the licence it links.
NOTICE = re.compile(r"©|\(c{1,2}\)|\bcopy(?:right|left)\b", re.IGNORECASE)
NOTICE_FILLS = re.compile(
    r"©|\(c{1,2}\)|\bcopy(?:right|left)\b|\b(?:1|2)\d{3}\b|\blicen(?:[cs]e[ds]?|cia|ça|za)\b|\blizenz\b"
    r"|[^\w\s'’&.]|\b(?:by|present|today|heute|the)\b",
    re.IGNORECASE,
)
# Behind the licence of one part of a page: "CC BY 4.0 icons by Bo Diaz".
NOTICE_OF_PART = re.compile(
    r"\b(?:icons?|fonts?|theme|template|design(?:ed)?|logos?|maps?|code|artwork|emoji|music|sounds?)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    rf"{WORD}(?:was|were|been|had|would|wurden?|war(?:en)?|[ée]tai(?:t|ent)|fue(?:ron)?|era|(?-i:I)|they|he"
    r"|she|if|because|since|weil|dass|wenn man)\b",
    re.IGNORECASE,
)
# "Some content is licensed under ...", "Portions of this page are ...": of which, nobody says.
PARTLY = re.compile(
    r"(?:^|[.!?:;|–—]\s)\W{0,3}(?:some|most|many|certain|selected|parts?|portions?|einige|manche"
    r"|teile|certaine?s|parties|algun[oa]s|partes|alcun[ei]|parti|algumas|alguns)\b(?! rights)",
    re.IGNORECASE,
)
# "You agree to ...", "Some pictures are ...", "See ...": a licence is talked of, and nothing put
# under it. "Some rights reserved" is said of what is at hand.
MENTIONED = re.compile(
    rf"{WORD}(?:yours?|you (?:must|agree|should|have to|will)|please|recommend(?:ed)?"
    r"|choos(?:e|ing)|such as|for example|e\.g\.|(?:what|why) (?:is|are)|how to"
    r"|(?:read|learn) (?:more )?about|learn more|submi(?:t|ssions?|tting|tted)"
    r"|contribut(?:e|ing|ors?|ions?)|agree|will be|most"
    r"|some(?! rights)|many(?! thanks)|several|millions?|search|browse|find|posted in|filed under"
    r"|categor(?:y|ies)|tags|wikipedia (?:is|uses)|bitte|wählen?|zum Beispiel|z\. ?B\.|warum"
    r"|veuillez|par exemple|pourquoi|por favor|por ejemplo|einige|viele|certaines|plusieurs"
    r"|algun[oa]s|much[oa]s|deed|explained|number of|comply(?:ing)? with"
    r"|debes cumplir|遵守|other licen[cs]es|open licen[cs]e)\b"
    r"|^\W{0,3}(?:see|read|use|why|what|how|watch|listen)\b",
    re.IGNORECASE,
)
UNDER = re.compile(
    r"\b(?:is|are|ist|sind|est|sont|est[aá]n?|è|sono|available|verfügbar|disponibles?)\s"
    r"(?:available\s|free\s)?(?:under|unter|sous|bajo|sob|sotto)\b",
    re.IGNORECASE,
)
LICENSED = re.compile(
    rf"{WORD}(?:(?:is|are|was|be|been|it['’]s)\b[^.]{{0,40}}\b(?:licen[sc]ed|released|published|available"
    r"|shared|distributed|made available|provided|offered)"
    r"|(?:is|are|ist|sind)\s(?:an?\s)?(?:cc|creative)"
    r"|licen[sc]ed\b[^.]{0,30}\b(?:under|with|via)|steh(?:t|en)\b[^.]{0,60}\b(?:unter|zur)"
    r"|lizenziert|ver[oö]ffentlicht|freigegeben|régie?s? par"
    r"|(?:est|sont)\b[^.]{0,40}\b(?:mis|mise|sous|disponibles?|publi)"
    r"|bajo\b[^.]{0,40}\blicencia|licencia\b|sotto\b[^.]{0,30}\blicenza"
    r"|distribuit[oaie]|rilasciat[oaie]|pubblicat[oaie]|publicad[oa]s?|licenz[ae]"
    r"|licenciad[oa]s?|licença|val(?:t|len) onder|licen[sc]|licens"
    r"|est[aãá](?:n|o)?\s(?:dispon[ií]\w{2,6}\s)?(?:sob|bajo)|publican? bajo"
    r"|(?:tillgänglig\w?|tilgængelig\w?|tilgjengelig\w?) under"
    r"|beschikbaar onder|disponibil[ei] (?:secondo|sotto)|доступ\w{1,4} (?:на условиях|по|под)"
    r"|lisensoitu|licencji|licenc(?:[ií]|iou)|li[cs]ensiera(?:[dt]|de)|licenseret|lisensiert|licenc|licență"
    r"|llicència|lisans\w{0,12}|лиценз\w{1,6}|ліценз\w{1,8}|άδεια|onder een)\b"
    r"|许可|許可|授权|授權|[采採]用|利用(?:可能|でき)|遵循|[协協][议議]|ライセンス"
    r"|提供されて|라이[선센]스|이용할 수",
    re.IGNORECASE,
)
