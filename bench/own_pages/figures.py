# ruff: noqa: E501 - lines of markup
"""Captions of a figure that credit its picture.

A licence in a caption is of its picture, whether it is linked, in words or an address. It is not where
the caption names several licences of several works, or a licence without its version.
"""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL,
    MILL_BY_ANN,
    MILL_FIGURE,
    SAW,
    SAW_BY_BOB,
    anchor,
    plain_page,
    plain_post,
)
from bench.own_pages.page import BY2, BY4, SA3, SA4, TEXT, OwnPage, Work

_ICON = f'<a href="{BY4}"><i class="fa fa-creative-commons"></i></a>'

PAGES = (
    OwnPage(
        "figure",
        "a figure that shows the button of the licence, as eXeLearning's",
        plain_post(
            TEXT,
            "<figure class='exe-figure'><img src='/files/licencia_cc_2.PNG' width='445' height='50'><figcaption>"
            f"{anchor(SA4, 'Creative Commons')}. <em>Licencia CC</em></figcaption></figure><figure class='exe-figure'><img src='/files/l.png' "
            f"alt='Logo de la licencia Creative Commons de atribución' width='445' height='50'><figcaption>{anchor(SA4, 'Creative Commons')}</figcaption></figure>",
        ),
        (),
    ),
    OwnPage(
        "figure",
        "a script at another site gives the picture that the caption credits",
        plain_page(
            f"<figure><img src='http://images.archive.example/get.php?id=81'><figcaption>Ann Lee, {LINK_BY4}</figcaption></figure>{TEXT}"
        ),
        (Work("http://images.archive.example/get.php?id=81", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "an icon that the caption credits is the very picture",
        plain_page(
            f"<figure><img src='/media/resonance.png'><figcaption>Resonance icon by Ann Lee under {LINK_BY4}</figcaption></figure>{TEXT}"
        ),
        (Work("/media/resonance.png", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "the licence says Attribution twice, in a caption in words alone",
        plain_page(
            f"{TEXT}<figure><img src='/images/freedom.jpg' width='700'><figcaption>Aus Lee, A. (2021). Mühlen [Abbildung]. "
            "Lizenziert unter CC BY-Attribution International 4.0.</figcaption></figure>"
        ),
        (Work("/images/freedom.jpg", "by 4.0"),),
    ),
    OwnPage(
        "figure",
        "a figcaption credits the photographer and links the licence",
        plain_page(
            f"<article><h1>River</h1>{TEXT}<figure><img src='/a.jpg' alt=''><figcaption>The mill. "
            f"Photo: Ann Lee, {anchor(BY4)}</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a figcaption names the licence in words, without a link",
        plain_page(
            "<article><h1>River</h1><figure><img src='/a.jpg'><figcaption>Die Mühle. Foto: "
            f"Jürgen Groß, CC BY-SA 3.0</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Jürgen Groß"),),
    ),
    OwnPage(
        "figure",
        "WordPress 4 wraps picture and caption in div.wp-caption",
        plain_page(
            '<div class="entry"><div id="attachment_7" class="wp-caption alignleft"><a '
            'href="/up/a.jpg"><img src="/up/a-300x200.jpg" width="300" height="200"></a><p '
            f'class="wp-caption-text">The mill, by {anchor("https://flickr.com/people/ann", "ann lee")}'
            f" ({anchor(BY2, 'CC BY 2.0')})</p></div>{TEXT}</div>"
        ),
        (Work("/up/a.jpg", "by 2.0", "ann lee"),),
    ),
    OwnPage(
        "figure",
        "the figure is in the article's own header",
        plain_page(
            f"<article><header><h1>River</h1><figure><img src='/hero.jpg'><figcaption>© Ann Lee / "
            f"{anchor(SA4, 'CC BY-SA 4.0')}</figcaption></figure></header>{TEXT}</article>"
        ),
        (Work("/hero.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "an agency's photograph in the same article has no licence",
        plain_page(
            f"<article><figure><img src='/dpa.jpg'><figcaption>Foto: Max Muster/dpa</figcaption>"
            f"</figure>{TEXT}<figure><img src='/a.jpg'><figcaption>Foto: Ann Lee ({anchor(BY4)})"
            f"</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "the address of the licence stands in the caption as text",
        plain_page(
            "<figure><img src='/a.jpg'><figcaption>By Ann Lee (Own work) [CC BY-SA 3.0 "
            "(http://creativecommons.org/licenses/by-sa/3.0)], via Wikimedia Commons</figcaption>"
            f"</figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a caption without the licence's version is no licence",
        plain_page(
            f"<figure><img src='/a.jpg'><figcaption>Ann Lee, CC BY</figcaption></figure>{TEXT}"
        ),
    ),
    OwnPage(
        "figure",
        "a montage under two licences is under neither",
        plain_page(
            f"<figure><img src='/a.jpg'><figcaption>Fotos: Ann Lee ({anchor(BY4)}), Bo Ek ("
            f"{anchor(SA4, 'CC BY-SA 4.0')})</figcaption></figure>{TEXT}"
        ),
    ),
    OwnPage(
        "figure",
        "GFDL or a Creative Commons licence: the one that the catalog knows",
        plain_page(
            "<figure><img src='/a.jpg'><figcaption>Ann Lee, "
            f"<a href='https://www.gnu.org/copyleft/fdl.html'>GFDL</a> or {anchor(SA3, 'CC BY-SA 3.0')}"
            f"</figcaption></figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "several versions of one licence at choice: the newest",
        plain_page(
            f"<figure><img src='/a.jpg'><figcaption>Ann Lee, {anchor(SA3, 'CC BY-SA 3.0')}, "
            f"{anchor(SA3.replace('3.0', '2.5'), '2.5')}, {anchor(SA3.replace('3.0', '2.0'), '2.0')}"
            f"</figcaption></figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "what is shown, then who took it, in a caption with the label alone",
        plain_page(
            f"{TEXT}<figure><img src='/a.jpg' alt='start'><figcaption>The start at the bridge, Jun 19. <span "
            "class='cr'>photo Ann Lee · CC BY-SA 4.0 · Wikimedia Commons</span></figcaption></figure>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a photograph's file name ends in its licence",
        plain_page(
            "<figure><img src='/pygmy-cc-by-4.jpg' width='1200' height='900'><figcaption>A catfish. Photo: Ann Lee, "
            f"{anchor(BY4, rel='license noopener')}. Resized.</figcaption></figure>{TEXT}"
        ),
        (Work("/pygmy-cc-by-4.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "one name under a gallery of many is not whose each of them is",
        plain_page(
            "<figure class='gallery'>"
            + "".join(f"<img src='/g{n}.jpg' width='600' height='400'>" for n in range(8))
            + f"<figcaption>The fair. Poster by Ann Lee, {anchor(BY4)}</figcaption></figure>{TEXT}"
        ),
    ),
    OwnPage(
        "figure",
        "one caption for two pictures: left, right",
        plain_post(
            TEXT,
            f"<figure>{MILL}{SAW}<figcaption>Left: a mill by Ann Lee, {anchor(BY4)}. Right: a saw by Bob Ray, "
            f"{anchor(SA4, 'CC BY-SA 4.0')}</figcaption></figure>",
            TEXT,
        ),
        (MILL_BY_ANN, SAW_BY_BOB),
    ),
    OwnPage(
        "figure",
        "a caption that also reserves all rights: in two halves of a picture, or against its own licence",
        plain_post(
            TEXT,
            f"<figure><img src='/mill.jpg'><figcaption>Left: Ann Lee, {anchor(BY4)}; right: Bob Ray, all rights "
            "reserved</figcaption></figure>",
        ),
    ),
    OwnPage(
        "figure",
        "a chart has its own credit beside that of its data",
        plain_post(TEXT, MILL_FIGURE.format(f"Chart: Ann Lee, {anchor(BY4)} · Data: World Bank")),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "figure",
        "docutils' figure, whose file is called a banner",
        plain_post(
            "<div class='figure align-center'><img class='img-responsive' src='/20200404-banner.jpg' style='width: 70%'>"
            "<p class='caption'>\"Report\" by <a href='http://annlee.example'>AnnLee</a> <a href='https://flic.kr/p/QGKX1P'>on Flickr"
            "</a> (CC-BY 2.0 license)</p></div>",
            TEXT,
        ),
        (Work("/20200404-banner.jpg", "by 2.0", "AnnLee"),),
    ),
    OwnPage(
        "figure",
        "an image from a dataset is an image",
        plain_post(
            MILL_FIGURE.format(
                f"An image from the Mill Dataset, Lee & Ray (2024); licensed under CC BY 4.0: {BY4}."
            ),
            TEXT,
        ),
        (Work("/mill.jpg", "by 4.0", "Lee & Ray"),),
    ),
    *(
        OwnPage(
            "figure",
            f"a caption's form: {name}",
            plain_post(MILL_FIGURE.format(words), TEXT),
            (work,),
        )
        for name, words, work in (
            ("an icon of a font is the link", f"Ann Lee {_ICON}", MILL_BY_ANN),
            ("a space that breaks no line", "Ann Lee, CC&nbsp;BY&nbsp;4.0", MILL_BY_ANN),
            ("written together", "Ann Lee, CCBY 4.0", MILL_BY_ANN),
            ("(cc) before the code", "Ann Lee (cc) by 4.0", MILL_BY_ANN),
            (
                "the deed's whole name",
                "Ann Lee, Attribution 4.0 International (CC BY 4.0)",
                MILL_BY_ANN,
            ),
            (
                "the name behind the licence",
                "A mill. (CC BY 4.0; Ann Lee via Wikimedia Commons)",
                MILL_BY_ANN,
            ),
        )
    ),
    OwnPage(
        "figure",
        "courtesy of an institute for software",
        plain_post(
            MILL_FIGURE.format(
                f"Image courtesy of the Software Institute, licensed under {anchor(BY4)}."
            ),
            TEXT,
        ),
        (Work("/mill.jpg", "by 4.0", "Software Institute"),),
    ),
    OwnPage(
        "figure",
        "a caption of three lines: what it shows, who made it, the licence",
        plain_post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption>The mill at night<br>Ann Lee<br>"
            f"{anchor(BY4)}</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a caption whose second line is no name",
        plain_post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption>The mill<br>At night, from the bridge<br>"
            f"{anchor(BY4)}</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    OwnPage(
        "figure",
        "a link to the original that has name and licence for its text, as Hugo's attr",
        plain_post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption><p>The mill at night "
            "<a href='https://commons.wikimedia.org/wiki/File:Mill_42.jpg'>Ann Lee, CC BY-SA 4.0</a></p>"
            "</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
)
