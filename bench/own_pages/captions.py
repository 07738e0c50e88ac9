# ruff: noqa: E501 - lines of markup
"""What captions say, and in what order: licence, name, title, source, in many languages.

Every page shows the same photograph with another caption.
"""

from bench.own_pages.frames import (
    COMMONS,
    LINK_BY4,
    PHOTO,
    UPLOADED_IMG,
    plain_page,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, BY4, SA4, TEXT, OwnPage, Work


def _captioned(caption: str, tag: str = "figcaption", box: str = "figure") -> str:
    return site_post(
        TEXT,
        f'<{box} class="image"><img src="/up/mill.jpg" width="800" height="500" alt=""><{tag}>{caption}</{tag}></{box}>',
        TEXT,
    )


def _caption(
    name: str,
    words: str,
    license: str,
    creator: str | None,
    tag: str = "figcaption",
    box: str = "figure",
) -> OwnPage:
    return OwnPage(
        "figure",
        name,
        _captioned(words, tag, box),
        (uploaded_mill(license, creator),) if license else (),
    )


FORMS = (
    # As sites wrote them whose sources are in public repositories.
    _caption(
        "Commons' plain text whose address stands in angle brackets",
        f"Ann Lee, CC BY-SA 4.0 <{SA4[:-1]}>, via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Attribution:, angle brackets again",
        f"Attribution: Ann Lee, CC BY-SA 4.0 <{SA4[:-1]}>, via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "a licence's name that leads to the file",
        'By Ann Lee, <a href="https://commons.wikimedia.org/w/index.php?curid=123">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "one link over all",
        f'<a href="{COMMONS}">Ann Lee / Wikimedia Commons / CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "one link over all, middle dots",
        f'<a href="{PHOTO}">Red mill · Ann Lee · CC BY 2.0</a>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "Photo and middle dots",
        f'<a href="{COMMONS}">Photo: Ann Lee · CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption("Photo:, commas", "Photo: annlee, Wikimedia Commons, CC BY 2.0", "by 2.0", "annlee"),
    _caption(
        "title by creator / licence",
        f'<a href="{PHOTO}">Red mill by Ann Lee / CC BY 2.0</a>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "a sentence, then Photo: names and slashes",
        "A red mill on the river. Photo: Ann Lee / Wikimedia Commons / CC BY-SA 3.0",
        "by-sa 3.0",
        "Ann Lee",
    ),
    _caption(
        "(Own work), square brackets",
        "A red mill. <br>By Ann Lee (Own work) [CC BY-SA 4.0], via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "owner's name only, Dotdash",
        '<span class="figure-article-caption-owner">Ann Lee / Wikimedia Commons / CC BY 2.0</span>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption("Credit: CC0 Public Domain", "A red mill. Credit: CC0 Public Domain", "cc0 1.0", None),
    _caption(
        "Credit: a site, then CC0", "A red mill. Credit: Pixabay/CC0 Public Domain", "cc0 1.0", None
    ),
    _caption("CC0 of a name", "Ann Lee, CC0, via Wikimedia Commons", "cc0 1.0", "Ann Lee"),
    _caption(
        "public domain of a name, which tells no mark",
        "Ann Lee, Public Domain, via Wikimedia Commons",
        "",
        None,
    ),
    _caption(
        "(Image credit: ...)",
        '<span class="caption-text">A red mill. </span><span class="credit" itemprop="copyrightHolder">(Image credit: Ann Lee, CC BY 2.0)</span>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "Illustration: licensed under rel=license",
        f'Image by Ann Lee, licensed under <a rel="license" href="{BY4}">CC BY 4.0</a>.',
        "by 4.0",
        "Ann Lee",
    ),
    _caption(
        "and licensed",
        f'Image from SparkFun and licensed <a href="{SA4}">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "SparkFun",
    ),
    _caption(
        "cropped",
        f'<a href="{COMMONS}">Ann Lee</a> / <a href="https://commons.wikimedia.org">Wikimedia Commons</a> / <a href="{SA4}">CC BY-SA 4.0</a> (cropped)',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Vietnamese",
        f'Hình ảnh bởi Ann Lee, được cấp phép theo <a href="{SA4}">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Japanese",
        "赤い水車。写真：Ann Lee / Wikimedia Commons / CC BY-SA 4.0",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "French, with a space before the colon",
        "Un moulin. Photo : Ann Lee / Wikimedia Commons / CC BY-SA 3.0",
        "by-sa 3.0",
        "Ann Lee",
    ),
    _caption(
        "the figure of a paper with its DOI",
        f'Red mill: <a href="{COMMONS}">Lee A, Diaz B (2021) Mills of the river. River Letters 5(1): 93-120. https://doi.org/10.1234/river.5</a>, <a href="{BY4}">CC BY 4.0</a>, via Wikimedia Commons',
        "by 4.0",
        "Lee A",
    ),
    _caption(
        "sup below a picture, link to the file's page",
        '<sup><a href="https://en.wikipedia.org/wiki/Mill#/media/File:Red_mill.jpg">Ann Lee / Wikimedia Commons / CC BY-SA 4.0</a></sup>',
        "by-sa 4.0",
        "Ann Lee",
        "p",
        "div",
    ),
    _caption(
        "of a map's data",
        f'Map data: <a href="https://www.npmjs.com/package/@svg-maps/world">@svg-maps/world</a>, <a href="{BY4}">CC BY 4.0</a>',
        "",
        None,
    ),
    _caption(
        "of a chart's data", f'Data: Our World in Data, <a href="{BY4}">CC BY 4.0</a>', "", None
    ),
    _caption(
        "of a summary's text",
        f'Summary via <a href="https://en.wikipedia.org/wiki/Mill">Wikipedia</a> (<a href="{SA4}">CC BY-SA 4.0</a>)',
        "",
        None,
    ),
    _caption(
        "of a recipe's text",
        f'Text adapted from <a href="https://en.wikibooks.org/wiki/Cookbook:Bread">Wikibooks</a>, <a href="{SA4}">CC BY-SA 4.0</a>',
        "",
        None,
    ),
)

# As Creative Commons' chooser and editors say it in other languages.
LANGUAGES = tuple(
    OwnPage(
        "figure",
        f"credits in other languages: {words}",
        _captioned(f'{words} <a href="{BY4}">CC BY 4.0</a>{behind}'),
        (
            Work(
                "/up/mill.jpg",
                "by 4.0",
                "Ann Lee",
                title="Red mill" if "Red mill" in words else "",
            ),
        ),
    )
    for words, behind in (
        ("“Red mill” oleh Ann Lee dilisensikan di bawah", ""),
        ("“Red mill” de Ann Lee se encuentra bajo", ""),
        ("“Red mill” par Ann Lee est sous licence", ""),
        ("“Red mill” di Ann Lee è concesso in licenza con", ""),
        ("“Red mill” von Ann Lee ist lizenziert unter", ""),
        ("“Red mill” av Ann Lee är licensierad under", ""),
        ("“Red mill” autorstwa Ann Lee na licencji", ""),
        ("“Red mill” bởi Ann Lee được cấp phép theo", ""),
        ("“Red mill” от Ann Lee лицензировано по", ""),
        ("Foto van Ann Lee gelicenseerd onder", ""),
        ("Foto di Ann Lee distribuita con licenza", ""),
        ("Fotografia de Ann Lee sota llicència", ""),
        ("Fotografie de Ann Lee, licențiată sub", ""),
        ("Kuva: Ann Lee, lisensoitu", ""),
        ("Фото Ann Lee доступно по лицензии", ""),
        ("图片由 Ann Lee 提供，采用", " 许可"),
        ("图片作者：Ann Lee，许可协议：", ""),
        ("写真：Ann Lee（", "）"),
        ("Fotoğraf: Ann Lee,", " lisansı ile"),
    )
)

# A sentence that says "by" of something else, and then who made the picture.
TOLD = tuple(
    OwnPage(
        "figure",
        f"a sentence before the name: {words}",
        _captioned(f"{words} CC BY 2.0{behind}"),
        (uploaded_mill(),),
    )
    for words, behind in (
        ("A red mill by the river. Ann Lee,", ""),
        ("A bridge by night. © Ann Lee (", ")"),
        ("Two by two (Ann Lee,", ")"),
        ("Step by step | Ann Lee |", ""),
        ("A house by Lake Erie (Ann Lee,", ")"),
        ("Mural by Bo Diaz. Ann Lee/Flickr,", ""),
        ("The mill, painted by Bo Diaz in 1890. Ann Lee,", ""),
        ("The mill designed by Bo Diaz. Ann Lee,", ""),
        ("View from Lee Bridge. Ann Lee,", ""),
        ("Blick von oben. Ann Lee,", ""),
        ("Ansicht von Süden (Ann Lee,", ")"),
        ("El molino por dentro. Ann Lee,", ""),
        ("Mulino di Rialto. Ann Lee,", ""),
    )
)

# Names as people and offices have them at Flickr and Wikimedia Commons.
NAMED = tuple(
    OwnPage(
        "figure",
        f"a name: {name}: {words}",
        _captioned(words.format(name)),
        (uploaded_mill(creator=name.replace("&amp;", "&")),),
    )
    for name in (
        "Ann Lee, Jr.",
        "Bernard Spragg. NZ",
        "NASA/JPL-Caltech",
        "U.S. Fish &amp; Wildlife Service",
        "10 Downing Street",
        "李小龙",
    )
    for words in (
        "Photo by {}, CC BY 2.0",
        "“Red mill” by {} is licensed under CC BY 2.0",
        "A red mill. Photo: {} (CC BY 2.0)",
    )
)

# Where credits lead.
ORIGINALS = tuple(
    OwnPage(
        "figure",
        f"a credit that leads to {url}",
        _captioned(f'<a href="{url}">Red mill</a> by Ann Lee, <a href="{BY2}">CC BY 2.0</a>'),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", title="Red mill", original=url),),
    )
    for url in (
        "https://commons.wikimedia.org/w/index.php?curid=123",
        "https://nl.wikipedia.org/wiki/Bestand:Red_mill.jpg",
        "https://flic.kr/p/abc12",
        "https://www.flickr.com/photo.gne?id=2686928821",
        "https://www.inaturalist.org/photos/123",
        "https://www.geograph.org.uk/photo/123",
        "https://openverse.org/image/0a1b2c3d-0000-4000-8000-000000000000",
        "https://wordpress.org/openverse/image/0a1b2c3d-0000-4000-8000-000000000000",
        "https://wordpress.org/photos/photo/0a1b2c3d4e/",
        "https://www.deviantart.com/annlee/art/Red-mill-123",
        "https://500px.com/photo/123/red-mill",
        "https://wellcomecollection.org/works/abc",
        "https://www.ipernity.com/doc/annlee/123",
    )
)

NAMES = (
    # Of pages that sites sent; the words that move a file from a Wikipedia to Commons (commons.wikimedia.org,
    # Template:Original uploader).
    *(
        OwnPage(
            "figure",
            f"a caption's name: {said}",
            f"<!doctype html><html><body><article><h1>Red mill</h1>{TEXT}<figure>{UPLOADED_IMG}<figcaption>{said}</figcaption></figure></article></body></html>",
            (Work("/up/mill.jpg", license, "annlee42"),),
        )
        for said, license in (
            (
                "Foto: “annlee42” (14 de outubro de 2021), CC BY-SA 4.0, via Wikimedia Commons.",
                "by-sa 4.0",
            ),
            ("CC BY 3.0 | annlee42", "by 3.0"),
        )
    ),
    OwnPage(
        "figure",
        "a paper's authors, before the journal's volume",
        site_page(
            f"<figure>{UPLOADED_IMG}<figcaption>Two mills (Lee et al., Phys. Rev. X 12, 040501 (2022), {LINK_BY4})</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Lee et al."),),
    ),
    OwnPage(
        "figure",
        "who uploaded it to a Wikipedia first, and who later",
        site_page(
            f"<figure>{UPLOADED_IMG}<figcaption>The mill. By Original uploader was Annlee at en.wikipediaLater version(s) were uploaded by Bodiaz at en.wikipedia. - Transferred from en.wikipedia, {LINK_BY4}</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Annlee"),),
    ),
    OwnPage(
        "figure",
        "an author in Czech",
        site_page(
            f"<figure>{UPLOADED_IMG}<figcaption>Mlýn od autora Ann Lee, licencovaný pod {LINK_BY4}</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a licence in words alone, whose name a generator broke at a line's end",
        plain_page(
            "<main><figure><img src='/img/mill.jpg' width=800 height=600><figcaption>Photo by Ann Lee, Creative\n"
            "            Commons Attribution 4.0</figcaption></figure></main>"
        ),
        (Work("/img/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
)

PAGES = (*FORMS, *LANGUAGES, *TOLD, *NAMED, *ORIGINALS, *NAMES)
