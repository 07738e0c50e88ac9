# ruff: noqa: E501 - lines of markup
"""What a site is made with: icons, fonts, templates, maps and data that ask for a credit."""

from bench.own_pages.frames import (
    MILL,
    SHOT,
    UPLOADED_MILL,
    anchor,
    plain_page,
    site_page,
    site_post,
)
from bench.own_pages.page import BY2, BY4, CC, SA3, SA4, TEXT, OwnPage, Work

_FLATICON = (
    '<div>{} made by <a href="https://www.flaticon.com/authors/kiranshastry" title="Kiranshastry">Kiranshastry</a> from <a '
    'href="https://www.flaticon.com/" title="Flaticon">www.flaticon.com</a> is licensed by <a '
    f'href="{CC}/licenses/by/3.0/" title="Creative Commons BY 3.0" target="_blank">CC 3.0 BY</a></div>'
)
_FLATICONS = tuple(
    _FLATICON.replace("{} made by", said)
    .replace("from", "{}")
    .format(where)
    .replace("is licensed by", licensed)
    for said, where, licensed in (
        ("Iconos diseñados por", "desde", "con licencia"),
        ("Icônes conçues par", "depuis", "sous licence"),
        ("Icons erstellt von", "von", "ist lizenziert von"),
        ("Ícones feitos por", "from", "está licenciado por"),
        ("Icone realizzate da", "da", "è autorizzato da"),
    )
)
_LEAFLET = (
    '<div id="map" class="leaflet-container" style="height: 400px"><div class="leaflet-tile-pane"><img class="leaflet-tile '
    'leaflet-tile-loaded" src="https://stamen-tiles-a.a.ssl.fastly.net/toner/9/268/178.png" style="width: 256px; height: 256px"><img '
    'class="leaflet-tile leaflet-tile-loaded" src="https://stamen-tiles-b.a.ssl.fastly.net/toner/9/269/178.png" style="width: 256px; '
    'height: 256px"></div><div class="leaflet-marker-pane"><img src="/js/leaflet/images/marker-icon.png" class="leaflet-marker-icon" '
    'style="width: 25px; height: 41px"></div><div class="leaflet-bottom leaflet-right"><div class="leaflet-control-attribution '
    'leaflet-control">{}</div></div></div>'
)
_TILES = (
    '<a href="http://leafletjs.com" title="A JS library for interactive maps">Leaflet</a> | Map tiles by <a '
    f'href="http://stamen.com">Stamen Design</a>, <a href="{CC}/licenses/by/3.0">CC BY 3.0</a> — Map data © <a '
    'href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'
)
_OSM = (
    '<a href="http://leafletjs.com">Leaflet</a> | Map data © <a href="http://openstreetmap.org">OpenStreetMap</a> contributors, <a '
    f'href="{CC}/licenses/by-sa/2.0/">CC-BY-SA</a>, Imagery © <a href="http://mapbox.com">Mapbox</a>'
)
_ASSETS = (
    ("Flaticon: icons", _FLATICON.format("Icons")),
    ("Flaticon: one icon", _FLATICON.format("Icon")),
    (
        "the Noun Project: an icon",
        f'<p>Mill by Bo Ek from the <a href="https://thenounproject.com">Noun Project</a> (<a href="{CC}/licenses/by/3.0/">CC BY 3.0</a>)</p>',
    ),
    (
        "Twemoji: graphics",
        f'<p>Emoji graphics by <a href="https://twemoji.twitter.com">Twitter</a>, licensed under <a href="{BY4}">CC-BY 4.0</a></p>',
    ),
    (
        "Font Awesome",
        f'<p>Font Awesome Free by @fontawesome, icons <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "FamFamFam: icons",
        f'<p>Silk icon set 1.3 by <a href="http://www.famfamfam.com">Mark James</a> (<a href="{CC}/licenses/by/2.5/">CC BY 2.5</a>)</p>',
    ),
    (
        "Free CSS Templates: the design",
        f'<p>Design by <a href="http://www.freecsstemplates.org/">Free CSS Templates</a>, released under <a href="{CC}/licenses/by/2.5/">CC '
        "Attribution 2.5</a></p>",
    ),
    (
        "Templated: this template",
        f'<p>This template is licensed under the <a href="{CC}/licenses/by/3.0/">Creative Commons Attribution 3.0</a> by <a '
        'href="http://templated.co">TEMPLATED</a></p>',
    ),
    (
        "HTML5 UP: the theme",
        f'<p>Theme: <a href="https://html5up.net">HTML5 UP</a>, <a href="{CC}/licenses/by/3.0/">CC BY 3.0</a></p>',
    ),
    (
        "Open-Meteo: the weather",
        f'<p><a href="https://open-meteo.com/">Weather data by Open-Meteo.com</a>, licensed under <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "GeoLite2: the place",
        f'<p>This product includes GeoLite2 data created by <a href="https://www.maxmind.com">MaxMind</a>, <a href="{SA4}">CC BY-SA 4.0</a></p>',
    ),
    (
        "GeoNames: the place",
        f'<p>Place names by <a href="https://www.geonames.org">GeoNames</a>, <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "Wiktionary: the words",
        f'<p>Definitions from <a href="https://en.wiktionary.org">Wiktionary</a>, available under the <a href="{SA3}">Creative Commons '
        "Attribution-ShareAlike License</a></p>",
    ),
    (
        "a sound of Freesound",
        f'<p>Sound effect by annlee from <a href="https://freesound.org/s/1">Freesound</a>, <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "OpenStreetMap: the map",
        f'<p>© OpenStreetMap contributors, <a href="{CC}/licenses/by-sa/2.0/">CC BY-SA</a></p>',
    ),
)

PAGES = (
    OwnPage(
        "block",
        "the signs between the words of a bar, above the licence of a text",
        plain_page(
            "<article><h1>River</h1><div><img src='/pc/time.png'> 2020-11-22 <img src='/pc/eye.png'> 836 <img src='/pc/heart.png'> 12</div>"
            f"<p>Ann Lee, {anchor(BY4)}</p>{TEXT}</article>"
        ),
    ),
    OwnPage(
        "credit_line",
        "a script at another site that counts visits, beside the post's one picture",
        plain_page(
            f"<article><h1>River</h1>{MILL}{TEXT}<p><img src='http://sm5.other.example/visits.asp?site=sm5'></p><p>Photo: Ann Lee, {anchor(BY4)}</p></article>"
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a counter below the site's line on its images",
        plain_page(
            f"<article><h1>River</h1>{SHOT}{TEXT}</article><div><p>Text: © All rights reserved.</p><p>Images: <a rel='license' "
            f"href='{BY2}'>Creative Commons License</a></p><a href='http://meter.example/'><img src='http://sm5.meter.example/meter.asp?site=sm5'></a></div>"
        ),
        (Work("/IMG_1234.jpg", "by 2.0"),),
    ),
    # Flaticon's and the Noun Project's credits, Leaflet's control, and the notes of templates, icon sets and data as copied
    # in pages.
    *(
        OwnPage("page_license", f"{name}, at the foot", site_page(f"{UPLOADED_MILL}{TEXT}", words))
        for name, words in _ASSETS
    ),
    *(
        OwnPage("block", f"{name}, right below a photograph", site_post(TEXT, UPLOADED_MILL, words))
        for name, words in _ASSETS
        if "Noun" not in name  # there it is the picture's own credit
    ),
    *(
        OwnPage(
            "page_license",
            f"Flaticon's words in other languages: {number}",
            site_page(f"{UPLOADED_MILL}{words}{TEXT}", words),
        )
        for number, words in enumerate(_FLATICONS)
    ),
    OwnPage(
        "block",
        "Leaflet: tiles under a licence",
        site_post(UPLOADED_MILL, TEXT, _LEAFLET.format(_TILES)),
    ),
    OwnPage(
        "block",
        "Leaflet: a map's data under a licence",
        site_post(UPLOADED_MILL, TEXT, _LEAFLET.format(_OSM)),
    ),
    OwnPage(
        "block",
        "Leaflet: a map right below a photograph",
        site_post(TEXT, UPLOADED_MILL, _LEAFLET.format(_TILES)),
    ),
)
