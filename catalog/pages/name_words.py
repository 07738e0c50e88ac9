"""The words around a name in a credit: labels, "by", services, and what is no name at all.

In the languages of the largest crawls. A label of another language still counts by its colon
(`names`), so these lists need not be whole. Every pattern is bounded.
"""

import re

PICTURES = (
    r"photo(?:graph(?:ie|[iy]|s|ed)?|s)?|foto(?:graf(?:ie|[ií]as?|ia)|s)?|fotó|pic(?:ture|s)?"
    r"|images?|im[aá]genes|imagen|imagem|imagens|immagin[ei]|imatge|bild(?:er)?|bilde|billede"
    r"|beeld|afbeelding|(?:beitrags|titel|artikel|header|teaser|vorschau|hintergrund)bild"
    r"|illustrat(?:ion|ie|or)(?:en|s)?|ilustraci[oó]n|ilustra[cç][aã]o|illustrazione"
    r"|grafik|graphics?|gr[aá]fico|infographic|zeichnung|drawing|dessin|dibujo|disegno|desenho"
    r"|painting|gem[aä]lde|peinture|artwork|cartoon|karikatur|sketch|diagram|chart|icon"
    r"|map|karte|carte|mapa|mappa|figure|fig\.|abb(?:ildung|\.)|aufnahme|scan|screenshot"
    r"|video(?: still)?|audio|recording|music|sound|visuel|render(?:ing)?|fot\.?|kuva|valokuva"
    r"|zdj[eę]cie|фото(?:графия)?|снимка|зображення|φωτ(?:ό|ογραφία)|写真|画像|图片?|圖片?|照片|사진|이미지"
    r"|il·lustraci(?:ó|ons)|dibuix|debuxo|imaxe|argazkia|irudia|ilustracja|rysunek|obr[aá]zek"
    r"|ilustrace|kresba|sn[ií]mek|f[ée]nyk[ée]p|illusztráció|rajz|tegning|illustrasjon|teckning"
    r"|piirros|kuvitus|çizim|resim|slika|nuotrauka|pilt|attēls|εικόνα|عکس"
    r"|fotografij[ae]|foto[gğ]raf|(?:ljós)?mynd|फोटो"
    r"|g[oö]rsel|gambar|(?:hình )?[aả]nh|ภาพ|תמונה|صورة|work"
)
AUTHORS = (
    r"authors?|creators?|photographers?|photography|artists?|illustrators?|painter|designer"
    r"|creador(?:a|es)?|criador(?:a|es)?|creatore|créat(?:eur|rice)|skapare|ophavs(?:mand|person)"
    r"|cartographer|cartoonist|uploader|performer|composer|attribution"
    r"|urheber(?:in|/in|:in)?|fotograf(?:in|en|o|a|ka)?|autor(?:in|es|a|zy)?|k[üu]nstler(?:in)?"
    r"|zeichner(?:in)?|fot[oó]gra[fv][oa]|photographe|illustrat(?:eur|rice)|auteure?|autrice"
    r"|autor[ei]a?|fotograaf|forfatter|maker|kuvaaja|tekij[aä]|szerző|autor zdj[eę]cia"
    r"|автор(?: фото)?"
    r"|фотограф|συγγραφέας|φωτογράφος|作者|著者|撮影者?|摄影师?|攝影師?|作家|작가|저자|촬영"
    r"|צילום|صاحب الصورة|تصوير|fotoğrafçı|yazar"
)
CREDITS = (
    r"credits?(?: line)?|(?:cr[eé]dit(?:s|os?)?|crediti?)"
    r"(?:\s(?:photographiques?|fotogr[aá]fic[oi]s?))?"
    r"|kreditering|bildnachweise?|fotonachweis"
    r"|bildrechte|fotocredits?|bildcredits?|attribution|urhebervermerk|byline|提供|제공"
)
# Hungarian to Thai as in the upload wizard of Wikimedia Commons (wikimedia/mediawiki-extensions-
# UploadWizard at d9d41747, 2026-08-20, i18n/*.json, "mwe-upwiz-source-thirdparty-...").
SOURCES = (
    r"sources?|(?:bild|foto|abbildungs|bilder)?quellen?|fuente|fonte|font|bron|kilde|k[äa]lla"
    r"|l[äa]hde|[zź]r[oó]d[lł]o|zdroj|forr[aá]s|sursa|kaynak|источник|джерело|πηγή|出典|来源|來源"
    r"|iturriak?|forrása|източник|izvor|vir|šaltinis|avots|allikas|منبع|स्रोत|ที่มา|图片来源|圖片來源|출처|ngu[oồ]n|sumber|מקור|المصدر"
)
# Labels of something else: what stands behind them is no name.
OTHER_LABELS = frozenset((
    "title", "titles", "titel", "titre", "título", "titulo", "titolo", "tytuł", "название", "date",
    "datum", "fecha", "location", "place", "ort", "lieu", "lugar", "description", "beschreibung",
    "caption", "subject", "subjects", "tags", "keywords", "note", "hinweis", "see", "siehe", "more",
    "size", "format", "year", "jahr", "left", "right", "above", "below", "top", "bottom", "center",
    "links", "rechts", "oben", "unten", "gauche", "droite", "url", "link", "changes", "rights",
    "design", "theme", "template", "rechte", "タイトル", "标题", "제목", "ライセンス",
))  # fmt: skip
LICENSES = ("licen", "lizen", "llicen", "лиценз", "ліценз", "许可", "授权", "授權")
BY = r"by|von|vom|par|por|door|av|af|oleh|przez|autorstwa|od autora|bởi|автор|от|від|di|da"
# Words that say "of" as well: "foto de Barcelona".
AMBIGUOUS_BY = r"(?:de|di|van|da|do)\s|d['’]"
ABBREVIATIONS = ("Mrs", "Prof", "Univ", "Dept", "Inst", "Fig", "Abb", "Fot")
ORGANISATIONS = (
    "cent", "institut", "societ", "commission", "council", "committee", "museum", "office",
    "depart", "foundation", "associat", "universit", "college", "school", "bureau", "agency",
    "organi", "alliance", "network", "initiative", "coalition", "union", "group", "collection",
    "librar", "archiv", "ministr",
    "gallery", "friends", "news", "press", "zeitung", "magazin", "campaign", "musée",
)  # fmt: skip
PARTICLES = frozenset((
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "les",
    "el", "al", "bin", "ben", "ibn", "ter", "ten", "zu", "zur", "und", "y", "e", "i", "and", "et",
    "og", "och", "&", "of", "the", "for", "für", "av", "af", "'t", "vander", "do", "das", "+",
))  # fmt: skip

_SERVICE = (
    r"wiki(?:media|commons|pedia)(?:[\s_-](?:commons|creative commons))?|[a-z]{2}[.-]wikipedia"
    r"|(?:the\s)?(?:english|german|french|spanish)\swikipedia|commons\.wikimedia|flic?ke?r|flic\.kr"
    r"|unsplash|pixabay|pexels|europeana|openverse|geograph(?:\.org)?|inaturalist|foter|photopin"
    r"|compfight|deviantart|500px|instagram|twitter|facebook|youtube|vimeo|freesound|soundcloud"
    r"|sketchfab|openclipart|thenounproject|noun project|behance|tumblr|wikivoyage|wikidata"
    r"|викисклад|википедия|ウィキペディア|ウィキメディア・コモンズ|维基百科|维基共享资源|위키백과"
    r"|위키미디어 공용"
)
_MONTH = (
    r"(?:jan(?:uar[yi]?|vier)?|enero|janeiro|gennaio|feb(?:ruar[yi]?|rero|braio)?|f[ée]vrier"
    r"|m[aä]r(?:ch|z|s|zo|ço)?|maart|apr(?:ile?)?|avril|abril|ma[iy]o?|mei|maio|maggio|jun[ei]?|juin"
    r"|junio|junho|giugno|jul[yi]?|juillet|julio|julho|luglio|aug(?:ust(?:us)?)?|ao[uû]t|agosto"
    r"|sept?(?:i?embre|ember)?|setembro|settembre|o[ck]t(?:ober|obre|ubre)?|outubro|ottobre"
    r"|nov(?:i?embre|ember|embro)?|d[eé][cz](?:ember|embre|embro)?|diciembre|dicembre)\b\.?"
)
# The service that keeps a work, and what leads to that.
SERVICES = (
    r"(?:\b(?:on|v[ií]a|from|at|auf|bei|aus|sur|en|su|no|na|på|through|using|in|of|posted to"
    r"|courtesy(?: of)?)\s(?:the\s)?|@\s?|[来來]自\s?)?"
    rf"(?<![\w-])(?:{_SERVICE})(?:\.(?:com|org|net|de))?"
    r"(?:\s(?:user|member|photo|image|用[户戶]|ユーザー))?"
    r"(?![\w-]|\s(?:foundation|deutschland|[öo]sterreich|france))(?:/(?:photos|people)/)?"
)
# How Wikimedia Commons' users say that a file is their own, in the largest of its languages.
OWN_WORK = (
    r"\b(?:own work|self[- ]?(?:made|photographed|published)|eigenes werk"
    r"|(?:travail|œuvre) personnel(?:le)?"
    r"|trabajo propio|(?:elaboraci[oó]n|creaci[oó]n|producci[oó]n|autor[ií]a|fuente) propia"
    r"|elabora[cç][aã]o pr[oó]pria|elaborazione propria|elaboraci[oó] pr[oò]pia"
    r"|opera propria|lavoro proprio|obra (?:do )?pr[oó]pri[oa]|trabalho próprio"
    r"|eigen werk|praca własna|собственная работа|власна робота|eget (?:arbete|arbejde|verk|værk)"
    r"|vlastní dílo|vlastné dielo|vlastito djelo|lastno delo|сопствено дело|собствена творба"
    r"|(?:a feltöltő )?saját munk(?:a|ája)|treball propi|operă proprie|propra verko"
    r"|(?:yükleyenin )?kendi çalışması|karya sendiri|norberak egina|έργο αυτού που το ανεβάζει"
    r"|投稿者自身による(?:著作物|作品)|自己的?作品|자작|oma teos|üleslaadija oma töö)(?!\w)"
)
# "Photo: City Archive, author unknown".
UNKNOWN = (
    rf"(?:\b(?:{AUTHORS})\s?:?\s)?\b(?:unknown|unbekannt|anonymous|inconnu|desconocid[oa]|desconhecid[oa]"
    r"|sconosciut[oa]|nieznany|onbekend|okänd|ukjent|ukendt)\b(?:\s(?:author|artist|photographer))?"
)
GAPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Titles in quotes; an apostrophe opens none.
        r"(?<!by )(?<!von )(?:\"[^\"]{1,200}\"|“[^”]{1,200}[”\"]|„[^“”\"]{1,200}[“”\"]"
        r"|«[^»]{1,200}»"
        r"|(?<!\w)‘[^’]{3,200}’(?!\w)|(?<!\w)'[^']{3,200}'(?!\w))",
        r"https?://\S{1,300}|\bwww\.\S{1,300}",
        r"<?\b[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}>?",
        # A file's name, as the credits of Wikimedia Commons have it before its author.
        r"\b[\w()-]{3,120}\.(?:jpe?g|png|svg|gif|tiff?|webp)\b:?",
        SERVICES,
        OWN_WORK,
        # How wikis sign, and what tells where the author is: "Ann Lee (who can be reached at ...)".
        r"\b\d{1,2}:\d\d,\s\d{1,2}\s[^\W\d_]{3,10}\s(?:19|20)\d\d(?:\s\([a-z]{2,4}\))?"
        r"|\((?:who|whom|contact|reach)\b[^()]{2,80}\)",
        r"\b(?:gnu )?(?:gfdl|fdl|fal|free art licen[sc]e|gpl)\b(?:\s[\d.]{1,4}\+?)?"
        r"|\bpublic domain\b|\bcreative commons\b|\ball rights reserved\b|(?<!\w)\(cc\)|\bcc\b",
        r"\battribution(?:-\w{2,15}){0,3}\s\d\.\d(?:\s(?:generic|unported|international"
        # Where it was ported to, whose names look like somebody's.
        r"|united (?:states|kingdom)|england (?:&|and) wales|south africa|new zealand|costa rica"
        r"|puerto rico|hong kong|czech republic))?",
        UNKNOWN,
        # A licence by its elements: "Share Alike, Attribute, Non Commercial".
        r"\b(?:(?:attribut(?:ion|e)|share[ -]?alike|non[ -]?commercial|no[ -]?deriv\w{0,8})"
        r"(?:[\s,/&–-]{1,3}(?:and\s)?|\b)){2,4}",
        # What was done with it, and by whom.
        r"\b(?:modified|edited|cropped|crop|resized|remix(?:ed)?|restored|retouched|scanned"
        r"|colou?ri[sz]ed|converted|vectori[sz]ed|translated|uploaded to|bearbeitet|zugeschnitten"
        r"|beschnitten|eingefärbt|ausschnitt|bearbeitung|montage|cut-?out|adapted"
        r"|recadr\w{1,5}|modifi[ée]+|editad[oa]|recortad[oa]|recorte|edici[oó]n|ritaglio"
        r"|modificat[oa]|bewerkt|derivative of)"
        r"(?:\s(?:version\s)?(?:by|von|par|por|da|door)(?:\suser)?:?\s[^,;.|()\[\]·•/\x1f]{2,60})?"
        r"|derivative work(?: by)?:?\s[^,;.|()\[\]·•/\x1f]{2,60}",
        # That it is licensed.
        r"(?:\b(?:is|are|was|ist|sind|est|sont|está|están|è|sono|são|zijn|steht|wird|se|a"
        r"|is in|and)\s)?"
        r"\b(?:re-?)?"
        r"(?:licen[sc]ed|used|shared|released|published|available|reproduced|distributed"
        r"|marked|lizenziert"
        r"|ver[oö]ffentlicht|mise? à disposition|distribu[iy]\w{1,4}|rilasciat[oa]|licenciad[oa]"
        r"|provided|offered|adapted|made available)\b(?!\s(?:by|von|par|por|on|to|from)\b)"
        r"|\b(?:(?:är|er|is|zijn|è|sono)\s)?(?:licensiera[dt]|licenseret|lisensiert|lisensoitu"
        r"|gelicen[cst]eerd|concess[oa]|dilisensikan|licențiat[ăe]?)\b(?:\s(?:in licenza|onder))?"
        r"|\b(?:na licencji|di bawah|se encuentra|sota|(?:được )?cấp phép(?: theo)?)\b"
        r"|\b(?:доступн[оаы]|лицензирован[оаы]?|распространяется)\s(?:по|на|под)\b"
        r"|[发發][表布][在于於至](?:\s?[a-z.]{2,15}\s?)?上?|基[于於]|による|の下に|提供されています|提供(?!\s?:)|拍[摄攝](?!\s?:)|[采採]用|遵循|(?<=\s)[的は](?=\s)"
        r"|\b(?:(?:steht|stehen|is|are|est|está|è)\s)?(?:under|unter|sous|bajo|sob|sotto)\b"
        r"(?:\s(?:an?|the|der|einer?|la|une?|uma))?\b"
        # The country of a ported licence: "3.0 Australia License".
        r"|(?:(?<=\d\.\d)|(?<=\x1f)|^)\s{0,3}(?-i:(?:[A-Z][\w&]{1,15}\s){1,4})Licen[sc]e\b"
        r"|\b(?:image |photo |con |com |avec |mit )?(?:licen[sc]es?|lizenz(?:en)?|licencia"
        r"|licenza|licença|licentie|licens|lisens|licencja|licență|licencija|litsents|лиценз(?:ия|ии)|ліцензія"
        r"|llicència|ライセンス|许可证?)\b",
        # Where it is to be had: "Ann Lee, disponível em ...".
        r"\b(?:available|accessible) (?:at|from|on|via)\b"
        r"|\bdispon[ií](?:vel|ble|bile) (?:em|en|su|à|at)\b"
        r"|\b(?:verfügbar|abrufbar) (?:unter|auf|bei)\b|\bdostępn[eya] (?:na|pod)\b",
        # When.
        rf"\b(?:(?:on|am|le|el|vom)\s)?(?:\d{{1,2}}\.?\s)?{_MONTH}\s"
        r"(?:\d{1,2}(?:st|nd|rd|th)?\b,?\s?)?"
        r"(?:(?:19|20)\d\d\b)?(?<=\d)"
        r"|\b(?:on|am)\s\d{1,2}\.?\s[^\W\d_]{3,10}\s(?:19|20)\d\d\b"
        r"|(?:\bca?\.\s)?(?<![\w.#-])(?:1[5-9]|20)\d\d(?:\s?[–-]\s?(?:(?:19|20)\d\d)?)?(?![\w-])",
        # How the German Federal Archives' pictures are signed.
        r"\bbundesarchiv,\s(?:bild|plak|[a-z]{1,3}\s\d{1,4}\sbild)[^/|;]{1,60}/(?=\s?[^\W\d_])",
    )
)
# Whatever consists of nothing else is no name.
_NO_NAME = """
    the a an own my our mine me myself us self his her author authors creator photographer
    artist owner uploader unknown unbekannt anonymous anonym inconnu desconocido desconhecido
    sconosciuto n/a na none various diverse misc staff team editor editors admin administrator
    by von par por via from of in on at and und et y or oder is are was has this that these it
    its all some here hier link links source sources quelle quellen fuente fonte bron kilde
    original originals doi about view visit 网络 網路 互联网 網絡
    details more mehr download share photo photos foto fotos picture pictures pic image
    images bild bilder imagen imágenes imagem immagine photograph
    photographs photography illustration illustrations grafik graphic figure map video audio
    work works werk credit credits courtesy licensed license licence lizenz used reused under
    unter shared cc cc0 copyright copyleft copyrighted rights reserved public domain commons
    creative
    wikimedia wikipedia wikicommons flickr pixabay unsplash pexels europeana eigenes eigene
    eigen meine mein unser privat private photographer's author's website web site page
    profile retrieved sourced through taken cropped modified edited resized adapted screenshot
    thumbnail thanks to header headers featured cover background left right top bottom title
    titel titelbild bildquelle international unported generic attribution sharealike
    noncommercial noderivs derivatives name orcid inhalt inhalte content contents contenido
    contenu contenuto conteúdo blog post article artikel text texte beitrag opera obra œuvre
    oeuvre material materials file library gallery album archive essay no non by-sa by-nc nc
    night day hand water boat train year month country region state county age sex type sector
    category area decade city road rail sea air
    oben unten hinten vorne damals notte noche nuit dentro
    copertina apertura portada capa couverture cabecera evidenza destacada destacado
    documentation docs abstract paper papers recipes recipe website design data dataset questions
    answers articles stories books slides code software lessons textbook course courses
    usage autor autorin auteur autore fotograf fotografin urheber
    music música musica musik musique others people someone somebody anderen autres otros altri pdf
    propia propio própria pròpia elaboración elaboracion elaboração
    impressum imprint datenschutz privacy kontakt contact sitemap rss feed sobre icons
    nd sa version gfdl de la le los las el du des di da do der die das dem
"""
# Whatever has one of them is a sentence and no name.
_NO_PERSON = """
    license licence licensed lizenz licencia rights reserved copyright copyleft http https www
    is are
    was were this these which that used unless otherwise noted courtesy sourced retrieved
    cropped attribution-noncommercial-noderivs generic unported sharealike noncommercial
    noderivs modified with without see my mein meine our your click here shows showing taken
    seen not under unter unknown overlay panel nicht-kommerziell dataset powered proudly
    llicenciat licenciado licenciada lizentziak 许可协议 許可協議 授权协议
"""
NO_NAME = frozenset(_NO_NAME.split())
NO_PERSON = frozenset(_NO_PERSON.split())
