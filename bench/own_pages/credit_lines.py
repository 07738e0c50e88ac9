# ruff: noqa: E501 - lines of markup
"""One line that credits the main picture, the one behind a section, or all of an article."""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL,
    MILL_BY_ANN,
    PHOTO_CREDIT,
    SAW,
    SHOT,
    UPLOADED_MILL,
    anchor,
    og_image,
    old_page,
    plain_page,
    plain_post,
    site_post,
)
from bench.own_pages.page import BY2, BY4, HOME, ND4, SA3, TEXT, ZERO, OwnPage, Work

PAGES = (
    OwnPage(
        "block",
        "the credit below two pictures side by side is of both",
        plain_post(
            TEXT,
            "<p><img src='/img/left.png' width='45%'><img src='/img/right.png' width='45%'></p>"
            f"<p>(Image courtesy of Ann Lee. {LINK_BY4})</p>",
            TEXT,
        ),
        (Work("/img/left.png", "by 4.0", "Ann Lee"), Work("/img/right.png", "by 4.0", "Ann Lee")),
    ),
    OwnPage(
        "credit_line",
        "Portuguese: a photograph “about” a licence is by nobody",
        plain_post(
            SHOT,
            TEXT,
            f"<p>Foto sobre Licença {anchor(ND4, 'Attribution-NonCommercial-NoDerivs 4.0 International (CC BY-NC-ND 4.0)')}</p>",
        ),
        (Work("/IMG_1234.jpg", "by-nc-nd 4.0"),),
    ),
    OwnPage(
        "credit_line",
        "the credit at the end is of the one picture that no caption credits",
        plain_post(
            MILL,
            TEXT,
            *(
                f"<figure><img src='/shot-{n}.jpg' width='500'><figcaption>Source: Cy Roth</figcaption></figure>"
                for n in (1, 2, 3)
            ),
            TEXT,
            f"<p>photo credit: <a href='https://www.flickr.com/photos/annlee/81'>Ann Lee</a> via <a href='http://photopin.com'>photopin</a> {anchor(BY2, 'cc')}</p>",
        ),
        (Work("/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "the credit of a book's cover, on a page that shows the book's banner, which leads to its first page",
        old_page(
            f"<table><tr><td><a href='index.html'><img src='../images/titlebar.jpg' alt='The Mill Book'></a></td></tr></table>{TEXT}<p>The "
            f"cover image is a photograph by Ann Lee of a mural. The photograph is licensed under the {anchor(BY2, 'CC BY 2.0')} license.</p>",
        ),
        url=f"{HOME}/en/intro1.html",
    ),
    OwnPage(
        "credit_line",
        "the picture that illustrates the beginning of this post",
        plain_post(
            '<img src="https://farm1.static.flickr.com/108/255301515_42_m.jpg">',
            TEXT,
            SAW,
            TEXT,
            "<p>A imagem que ilustra o começo desse post foi encontrada na galeria de annlee42 no Flickr sob uma licença "
            f"{anchor(BY2, 'Creative Commons Atribuição 2.0')}.</p>",
        ),
        (Work("https://farm1.static.flickr.com/108/255301515_42_m.jpg", "by 2.0", "annlee42"),),
    ),
    OwnPage(
        "credit_line",
        "a line of credits: of the text, the cover and another picture",
        plain_page(
            f"<article><h1>River</h1><img src='/up/6970_z.jpg'>{TEXT}{SAW}{TEXT}<p>This article was published by Cy Roth under "
            f"{anchor(ZERO, 'CC0')}. The cover image is from the Brook Conference and is published under {anchor(SA3, 'CC-BY-SA 3.0')}, the "
            f"picture of Roth is from a press kit and is published under {anchor(BY4, 'CC-BY 4.0')}.</p></article>",
            og_image("/up/6970_z.jpg"),
        ),
        (Work("/up/6970_z.jpg", "by-sa 3.0", "Brook Conference"),),
    ),
    OwnPage(
        "credit_line",
        "a credit names an account, and the one picture that is not another's leads to an account by its number",
        plain_post(
            '<a href="http://www.flickr.com/photos/13957977@N02/2460905893/"><img src="http://farm3.static.flickr.com/2136/2460905893_0c_m.jpg"></a>',
            TEXT,
            '<a href="http://www.flickr.com/photos/christo/3952128651/"><img src="http://farm3.static.flickr.com/2543/3952128651_b6.jpg"></a>',
            TEXT,
            "<p>(Photo credit: <a rel='cc:attributionURL' href='http://www.flickr.com/photos/annlee/'>annlee/</a> / "
            f"{anchor(BY2, 'CC BY 2.0', rel='license')})</p>",
        ),
        (Work("http://farm3.static.flickr.com/2136/2460905893_0c_m.jpg", "by 2.0", "annlee"),),
    ),
    OwnPage(
        "credit_line",
        "a line at the end credits the title picture",
        plain_page(
            f"<article><h1>River</h1><img src='/hero.jpg' width='900'>{TEXT}{TEXT}{TEXT}<p>Titelbild: "
            f"Ann Lee, {anchor(BY2, 'CC BY 2.0')}</p></article>",
            og_image("/hero.jpg"),
        ),
        (Work("/hero.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "a line at the end credits the article's only picture",
        plain_page(
            f"<article><h1>River</h1><p><img src='/a.jpg' width='900'></p>{TEXT}{TEXT}{TEXT}{TEXT}<p>Image "
            f"credit: Ann Lee ({anchor(BY2, 'CC BY 2.0')})</p></article>"
        ),
        (Work("/a.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "a line at the end of an article of three pictures says not which",
        plain_page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}<p>"
            f"<img src='/3.jpg'></p>{TEXT}{TEXT}{TEXT}<p>Photo: Ann Lee ({anchor(BY2, 'CC BY 2.0')})</p></article>"
        ),
    ),
    OwnPage(
        "credit_line",
        "a section's background is credited at its end",
        plain_page(
            f"<div class='hero' style=\"background-image: url('/bg.jpg')\"><h1>River</h1>{TEXT}<p>"
            f"Background photo: Mill by Ann Lee is licensed {anchor(BY4)}</p></div>"
        ),
        (Work("/bg.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "the only picture behind a head is credited in it, and is set as a property of its own",
        plain_page(
            f"<section class='hero' style=\"--hero-img:url('/stand.jpg')\"><div><h1>The cup</h1>{TEXT}<p class='hero__credit'>"
            f"The stand, 2014 · photo Ann Lee · CC BY 2.0 · Wikimedia Commons</p></div></section>{TEXT}<img src='/a.jpg'>"
        ),
        (Work("/stand.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "a licence of the words in a box is not of the picture behind it",
        plain_page(
            f"<section style=\"background-image:url('/paper.jpg')\"><p>From a poem by Ann Lee, {anchor(BY4)}</p>"
            f"{TEXT}</section>{TEXT}"
        ),
    ),
    OwnPage(
        "credit_line",
        "Italian: in the featured image",
        plain_page(
            f"<article><header><img src='/keleti.jpg' width='624' height='416'><h1>Concorso</h1></header>{TEXT}{TEXT}<p>"
            "<img src='/altra.jpg' width='300'></p><p>Nell’immagine in evidenza la foto settima classificata nella scorsa "
            "edizione del concorso, che ha visto la partecipazione di molti fotografi da tutta l'Europa: stazione ferroviaria "
            "di Keleti di Anna Rossi [Licenza CC-BY-SA 3.0].</p></article><article class='comment'>Bella</article>"
            "<article class='comment'>Grazie</article>"
        ),
        (Work("/keleti.jpg", "by-sa 3.0", "Anna Rossi"),),
    ),
    OwnPage(
        "credit_line",
        "the cover image is credited, and the page does not show it",
        plain_page(
            f"<article><h1>Tram</h1>{TEXT}{TEXT}<p><img src='/seat.jpg' width='1200' alt='Seats'></p>{TEXT}<p>Cover Image: "
            f"Central Station by Ann Lee [{anchor(BY2, 'CC BY 2.0')}]</p></article>"
        ),
    ),
    OwnPage(
        "credit_line",
        "photos by one person at the end are all of the article",
        plain_post(MILL, TEXT, SAW, TEXT, f"<p>Photos by Ann Lee, {anchor(BY4)}.</p>"),
        (MILL_BY_ANN, Work("/saw.jpg", "by 4.0", "Ann Lee")),
    ),
    OwnPage(
        "credit_line",
        "photos by one person at the end, in Spanish, are all of a long article",
        plain_post(
            *(f'<p><img src="/up/m{n}.jpg" width="800" alt=""></p>{TEXT}' for n in range(1, 9)),
            f"<p>Fotografías por Ann Lee bajo licencia {LINK_BY4}.</p>",
        ),
        tuple(Work(f"/up/m{n}.jpg", "by 4.0", "Ann Lee") for n in range(1, 9)),
    ),
    OwnPage(
        "credit_line",
        "the sidebar credits the picture of the site's head",
        plain_post(MILL, TEXT).replace(
            "<footer>", f"<aside><p>Header photo by Ann Lee, {anchor(BY4)}</p></aside><footer>"
        ),
    ),
    OwnPage(
        "credit_line",
        "an element called a credit in the head whose background it is of",
        plain_page(
            "<div class='hero' style='background-image:url(/mill.jpg)'><h1>River</h1><div class='photo-credit'>Ann Lee / "
            f"{anchor(BY4)}</div></div><article>{TEXT}</article>"
        ),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "credit_line",
        "a photograph is credited at the end, and the only picture is of a film",
        plain_post(
            TEXT,
            TEXT,
            TEXT,
            "<p><img src='/disgusted.gif' alt='He is disgusted' width='300'></p>",
            TEXT,
            TEXT,
            TEXT,
            "<p>Photo Credit: <a href='https://www.flickr.com/photos/annlee/4481293621'>annlee</a> via "
            f"<a href='http://compfight.com'>Compfight</a> {anchor(BY2, 'cc')}</p>",
        ),
    ),
    OwnPage(
        "credit_line",
        "a header photo behind the words that credit it, which nothing else calls the page's",
        plain_page(
            f"<h1>The river</h1>{TEXT}<div class='hero' style='background-image:url(/mill.jpg)'><h2>Our mills</h2>"
            f"<p>Header photo: Ann Lee, {anchor(BY4)}</p></div>{TEXT}"
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    # Of pages that sites sent: Publii's teasers.
    OwnPage(
        "credit_line",
        "a teaser's list of credits is not of the one picture that it shows",
        f"<!doctype html><html><body><article><h2>Players</h2><img src='/up/board.jpg' width='800'>{TEXT}<p>Image credits: Vera: Ann Lee, CC BY 3.0, via Wikimedia Commons Olga: Bob Ray, CC BY-SA 3.0, via Wikimedia Commons Xu: …</p></article></body></html>",
        (),
    ),
    OwnPage(
        "credit_line",
        "a site's notice at the end of the text, for its text",
        f'<!doctype html><html><body><main><h1>Red mill</h1><img src="/up/numbers.png" width="800">{TEXT}<p>© 2026 The Brook. Content is published under Creative Commons {LINK_BY4} License for the text and MIT License for any code.</p></main></body></html>',
        (),
    ),
    *(
        OwnPage(
            "credit_line",
            f"a credit of several photographs, {where}",
            f'<!doctype html><html><body><article><h1>River</h1>{before}<img src="/up/x1.jpg" width="800"><img src="/up/x2.jpg" width="800">{behind}{TEXT}</article></body></html>',
            (
                Work("/up/x1.jpg", "by 4.0", "Ann Lee"),
                Work("/up/x2.jpg", "by 4.0", "Ann Lee"),
            ),
        )
        for where, before, behind in (
            ("above them", f"<p>Photos by Ann Lee, {LINK_BY4}</p>", ""),
            ("below them", "", f"<p>Photos by Ann Lee, {LINK_BY4}</p>"),
        )
    ),
    # What editors call the picture at the top, in the last line of an article.
    *(
        OwnPage(
            "credit_line",
            f"the picture at the top, in the article's last line: {words}",
            site_post(
                UPLOADED_MILL,
                TEXT,
                '<p><img src="/up/other.jpg" width="800" height="500" alt=""></p>',
                TEXT,
                f"<p>{words} {PHOTO_CREDIT}</p>",
            ),
            (Work("/up/mill.jpg", "by 2.0", "Ann Lee"),),
        )
        for words in (
            "Featured image by",
            "Cover photo by",
            "Opening photo:",
            "Photo at top:",
            "Front page image:",
            "Image d’en-tête :",
            "Photo d'ouverture :",
            "Imagen de portada:",
            "Foto destacada:",
            "Foto de capa:",
            "Immagine di copertina:",
            "Immagine di apertura:",
            "Omslagfoto:",
            "Kansikuva:",
            "Zdjęcie główne:",
            "题图：",
            "封面图：",
            "アイキャッチ画像：",
        )
    ),
)
