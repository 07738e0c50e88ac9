# ruff: noqa: E501 - lines of markup
"""Licences that stand right beside a picture and are of something else, or only talked of."""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL,
    MILL_BY_ANN,
    MILL_FIGURE,
    SHOT,
    UPLOADED_MILL,
    anchor,
    below_picture,
    old_page,
    plain_page,
    plain_post,
    site_page,
    site_post,
)
from bench.own_pages.page import BY2, BY4, NC4, ND4, SA3, SA4, TEXT, OwnPage

BESIDE_A_PICTURE = (
    OwnPage(
        "block",
        "the licence's button is no work, whatever it is called",
        plain_page(
            f"<p>{TEXT}</p><p><a rel='license' href='{BY4}'><img src='/images/footer_left.png'></a>"
            f" This text is licensed under {anchor(BY4)}</p>"
        ),
    ),
    OwnPage(
        "block",
        "a credit below a film is not of the picture above it",
        plain_page(
            f"<article>{TEXT}<p><img src='/a.jpg'></p><iframe src='https://video.example/1'></iframe>"
            f"<p>Video: Ann Lee, {anchor(BY4)}</p></article>"
        ),
    ),
    OwnPage(
        "block",
        "the licence of the script that shows the pictures is not theirs",
        plain_page(
            f"<div><img src='/a.jpg'></div><p>Lightbox script by Lokesh, {anchor(BY2, 'CC BY 2.0')}</p>"
        ),
    ),
    OwnPage(
        "block",
        "the data of a map are not its picture",
        plain_page(f"<div><img src='/a.jpg'></div><p>Map data © OpenStreetMap, {anchor(SA3)}</p>"),
    ),
    OwnPage(
        "block",
        "a gallery's licence below a picture names no photographer",
        plain_page(
            f"<article>{TEXT}<p>Photo gallery · CC BY 4.0</p>{TEXT}{TEXT}<img src='/a.jpg'>{TEXT}<img src='/b.jpg'></article>"
        ),
    ),
    OwnPage(
        "block",
        "rating stars, a button to donate and a sponsor's logo stand beside the licence",
        plain_page(
            f"<article><h1>Item</h1><p>Licensed under {anchor(BY4)} <img src='/images/star.png'><img "
            "src='/images/star.png'> <a href='https://pay.example/'><img src='/bitcoinbutton.png'></a> <a "
            f"href='https://ministry.example/'><img src='/sponsors/bmjv.png'></a></p>{TEXT}</article>"
        ),
    ),
    OwnPage(
        "block",
        "a picture before the next heading is not beside the licence",
        plain_page(
            f"<article><h1>Item</h1><img src='/a.jpg' width='640' height='480'>{TEXT}<h2>Licence of the data</h2>"
            f"<p>{anchor(BY4, 'CC')}</p></article>"
        ),
    ),
    OwnPage(
        "block",
        "a paragraph of the story stands between a picture and a credit",
        plain_page(
            f"<article><h1>Trip</h1><p><img src='/1.jpg' width='640'></p>{TEXT}<p><img src='/2.jpg' width='640'></p>{TEXT}"
            f"<p>Photo: Ann Lee, {anchor(BY4)}</p></article>"
        ),
    ),
    *(
        OwnPage(
            "block",
            f"a sentence on {what} below a picture is of none",
            plain_post(TEXT, MILL, f"<p>{what} licensed under {anchor(BY4)}.</p>", TEXT),
        )
        for what in (
            "In keeping with the original, this design is",
            "The schematics are",
            "This model is",
            "The STL files are",
        )
    ),
    *(
        OwnPage("block", name, below_picture(words))
        for name, words in (
            ("a book to load", f"Download the book (PDF, {anchor(BY4)})"),
            ("the slides of a talk", f"The slides of my talk are available under {anchor(BY4)}."),
            ("a paper", f"Our paper is open access under {anchor(BY4)} in a journal."),
            ("documentation", f"The code is MIT, the documentation is {anchor(BY4)}."),
            ("what a program offers", f"The new chooser offers licences such as {anchor(BY4)}."),
            ("a text by somebody", f"Text by Ann Lee, {anchor(BY4)}"),
            ("a translation", f"Translated by Ann Lee from the original by Bob Ray, {anchor(BY4)}"),
            (
                "a text made of another",
                f"This chapter is adapted from Biology by Ann Lee, {anchor(BY4)}.",
            ),
            ("a novel that is told of", f"She published her novel under {anchor(BY4)} in 2008."),
            (
                "a text, and a photo whose rights are kept",
                f"Text: Ann Lee, {anchor(BY4)}. Photo: Bob Ray, all rights reserved.",
            ),
        )
    ),
    OwnPage(
        "figure",
        "a chart's data are under a licence, and the chart is not",
        plain_post(
            TEXT, MILL_FIGURE.format(f"Rainfall 1990-2020. Data: World Bank ({anchor(BY4)})")
        ),
    ),
    OwnPage(
        "figure",
        "a note on the article's text in a caption",
        plain_post(
            TEXT,
            MILL_FIGURE.format(
                f"The window by Ann Lee. Licensed under the {anchor(BY4)}. Note that all of my article text "
                f"is available under the {anchor(SA4, 'CC BY-SA 4.0')}."
            ),
        ),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "figure",
        "a book's new edition is licensed, below its cover",
        plain_post(
            TEXT,
            MILL_FIGURE.format(
                f"The Miller’s Companion, 2nd Edition, now available via {anchor(BY4, 'CC BY')} license."
            ),
        ),
    ),
    OwnPage(
        "statement",
        "the icons of the page are licensed, and its contents reserved",
        plain_post(SHOT, TEXT).replace(
            "© 2024 Site",
            f"Content © 2024, All rights reserved. Icons under {anchor(SA3, 'CC3.0')}.",
        ),
    ),
    OwnPage(
        "block",
        "Chinese: a program's icons are licensed, below the sign of its own licence",
        plain_post(
            TEXT,
            MILL,
            f"<p>磨坊程序的图标系采用{anchor(NC4, '创用 CC 姓名标示-非商业性 4.0 国际 授权条款')}授权。</p>",
        ),
    ),
    OwnPage(
        "block",
        "below a picture a notice puts the site's text under a licence",
        old_page(
            f"<center><h1>Shrine</h1>{TEXT}<img src='/mill.jpg'><br><small>© Copyright 2013, 2014 Temple of Mills. The temple's official pages' text is under a "
            f"{anchor(BY4, 'Creative Commons Attribution Public License')}, and the HTML/CSS code under the MIT license.</small></center>"
        ),
    ),
    OwnPage(
        "block",
        "Chinese: the book whose cover stands above is licensed",
        plain_post(
            TEXT,
            "<p><img src='/list13.jpg' width='300'></p><p>英文版：Codev2 (2005)</p><blockquote><p>该书可以免费下载，遵循"
            f"{anchor(BY4)}。</p></blockquote>",
        ),
    ),
    OwnPage(
        "block",
        "below a picture a font, a sound and a pattern to knit are credited",
        plain_post(
            *(
                f"{TEXT}<p><img src='/a{number}.jpg' width='900'></p><p>{said}, {anchor(BY4)}</p>{TEXT}"
                for number, said in enumerate(
                    (
                        "<a href='https://fonts.google.com/specimen/Mill'>Mill</a> by Ann Lee",
                        "<a href='https://freesound.org/s/7/'>mill.wav</a> by annlee",
                        "Knitting pattern by Ann Lee",
                        "The intro is “Mill” by Ann Lee",
                    )
                )
            )
        ),
    ),
    OwnPage(
        "block",
        "below a picture a table says what is under which licence",
        plain_post(
            f"{TEXT}<p><img src='/a.jpg' width='900'></p><table><tr><td>Scripts</td><td>MIT</td></tr>"
            f"<tr><td>Icons</td><td>{anchor(BY4)}</td></tr></table>{TEXT}"
        ),
    ),
    *(
        OwnPage(
            "page_license",
            f"not of the picture above: {words}",
            site_post(UPLOADED_MILL, f'<p>{words} <a href="{BY4}">CC BY 4.0</a></p>', TEXT),
        )
        for words in (
            "Recipe by Bo Diaz,",
            "Poem by Bo Diaz,",
            "Lesson plan by Bo Diaz,",
            "Slides by Bo Diaz,",
            "Code from Stack Overflow by Bo Diaz,",
            "The paper is open access:",
        )
    ),
    OwnPage(
        "block",
        "a film's poster and a film's thumbnail",
        site_post(
            TEXT,
            '<video controls poster="/up/mill.jpg" src="/v.mp4"></video>',
            f'<p>Video: Bo Diaz, <a href="{BY4}">CC BY 4.0</a></p>',
            TEXT,
            '<a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" width="480" height="360" alt=""></a>',
            f'<p>Video by Bo Diaz, <a href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
    OwnPage(
        "block",
        "Korean: the document in a card follows the licence",
        f'<!doctype html><html><body><div class="card"><img src="/up/cook.jpg" width="400"><p>이 문서는 Brook의 안내서를 번역한 문서입니다. 이 문서는 {LINK_BY4} 라이센스를 따릅니다.</p></div><div class="card"><p>{TEXT}</p></div></body></html>',
        (),
    ),
    *(
        OwnPage(
            "block",
            f"a credit of a text stands below the picture: {said}",
            f'<!doctype html><html><body><article><h1>River</h1><img src="/up/x1.jpg" width="800"><p>{said}, {LINK_BY4}</p>{TEXT}</article></body></html>',
            (),
        )
        for said in (
            "This chapter is a derivative of Mills by Ann Lee",
            "Lecture notes by Ann Lee",
            "Logo by Ann Lee",
        )
    ),
    OwnPage(
        "block",
        "the portrait beside what an author says of her photos",
        f'<!doctype html><html><body><article><h1>River</h1>{TEXT}<div class="author-bio"><img src="/up/ann.jpg" width="200"><p>Ann Lee writes about mills. Her photos are {LINK_BY4}.</p></div></article></body></html>',
        (),
    ),
    *(
        OwnPage(
            "block",
            f"a credit of something else stands beside a picture: {name}",
            f'<!doctype html><html><body><article><h1>River</h1><img src="/up/x1.jpg" width="800">{said}{TEXT}</article></body></html>',
            (),
        )
        for name, said in (
            (
                "a quotation",
                f"<blockquote><p>Mills are a good thing.</p><footer>Ann Lee, {LINK_BY4}</footer></blockquote>",
            ),
            (
                "a film",
                f'<figure><video src="/v.mp4"></video><figcaption>Ann Lee, {LINK_BY4}</figcaption></figure>',
            ),
            (
                "an embedded film",
                f'{TEXT}<iframe src="https://player.example/1"></iframe><p>Ann Lee, {LINK_BY4}</p>',
            ),
            ("a text, in its caption", f"<p>© Agency; text {LINK_BY4}</p>"),
            ("a talk", f"<p>You can watch the talk under {LINK_BY4} here.</p>"),
        )
    ),
    OwnPage(
        "block",
        "the first page of a document, to which it leads",
        f'<!doctype html><html><body><article><h1>River</h1><div><a href="/paper.pdf"><img src="/up/paper.jpg" width="200"></a><p>Ann Lee, {LINK_BY4}</p></div>{TEXT}</article></body></html>',
        (),
    ),
)

OF_THE_PAGE = (
    # blog.csdn.net's notice and bar, as a page of ccprocessor/llm-webkit-mirror has them (read on 2026-11-26).
    OwnPage(
        "block",
        "a Chinese blog's notice on the article, below the signs of its bar",
        plain_post(
            '<div class="bar"><img class="article-time" src="https://img.brook.example/pc/img/time2.png"> 2020-11-22 12:22 <img '
            'class="collect" src="https://img.brook.example/pc/img/heart2023Black.png"></div>',
            f"<div>版权声明：本文为博主原创文章，遵循 {anchor(SA4, 'CC 4.0 BY-SA')} 版权协议，转载请附上原文出处链接和本声明。</div>",
            TEXT,
        ),
    ),
    *(
        OwnPage(
            "page_license",
            f"a footer's, of something else: {words}",
            site_page(UPLOADED_MILL + TEXT, f'<p>{words} <a href="{SA4}">CC BY-SA 4.0</a></p>'),
        )
        for words in (
            "Hero video by Bo Diaz,",
            "Pieces by CBurnett ·",
            "Sounds by Bo Diaz from Freesound,",
            "Favicon: Twemoji,",
            "Questions from Stack Overflow, licensed under",
            "Trivia questions by Open Trivia DB,",
            "Scripture quotations from the Berean Bible,",
            "Word list from JMdict, used under",
            "Typeface: Brook by Bo Diaz,",
            "Contains text from Wikipedia,",
        )
    ),
    *(
        OwnPage(
            "page_license",
            f"a sentence on what is no picture: {words}",
            site_post(
                UPLOADED_MILL,
                TEXT,
                f'<p>{words} <a rel="license" href="{ND4}">CC BY-ND 4.0</a>.</p>',
            ),
        )
        for words in (
            "This interview is licensed under",
            "This story is licensed under",
            "Our journalism is licensed under",
            "The written content on this site is licensed under",
            "This translation is licensed under",
            "This video is licensed under",
            "This font is licensed under",
            "These lecture notes are licensed under",
            "Want to share this story? It is available under",
            "Dieses Interview ist lizenziert unter",
            "Rediffusez nos articles gratuitement, sous licence",
            "Terbitkan ulang artikel kami, dengan lisensi",
        )
    ),
)

TALKED_OF = (
    OwnPage(
        "statement",
        "who downloads the book has to comply with a licence, and the cover's drawer is thanked",
        plain_page(
            f"<article><h1>River</h1>{TEXT}<p>下面这张图片是书籍封面插图！感谢<a href='https://space.example/35'>小猫</a>的作画。</p><p><img "
            f"src='/images/river.webp' alt='The river'></p><p>你也可以下载本作品的PDF文件，只要遵守{anchor(NC4, 'CC BY-NC 4.0')}许可证条款即可。</p></article>"
        ),
    ),
    OwnPage(
        "block",
        "who uses the pictures has to comply with a licence",
        plain_post(
            '<p><a href="/emblem.svg"><img src="/emblem.png" width="256"></a></p>',
            "<p>Recuerda que estas imágenes no han llovido del cielo, y que si las utilizas debes cumplir la "
            f"{anchor(BY4, 'licencia Creative Commons')}.</p>",
        ),
    ),
    OwnPage(
        "block",
        "headings that explain licences, each below the example of the one before",
        plain_page(
            f"<article><h1>Licences</h1>{TEXT}<h2>Summary of License: {anchor(BY4, 'Attribution')}</h2><p>Example: a map"
            f"</p><p><img src='/map.jpg' alt='A map'></p><p>From the home page.</p><h2>Summary of License: "
            f"{anchor(SA4, 'Attribution-ShareAlike')}</h2><p>Example: a button</p><p><img src='/free.jpg' alt='Free'></p></article>"
        ),
    ),
    OwnPage(
        "block",
        "examples of the licences, each beside its name",
        plain_post(
            "<ul>"
            + "".join(
                f"<li><img src='/{n}.png' width='300'> {anchor(address, name)} lets others remix</li>"
                for n, (address, name) in enumerate(
                    (
                        (BY4, "CC BY 4.0"),
                        (SA4, "CC BY-SA 4.0"),
                        (NC4, "CC BY-NC 4.0"),
                        (ND4, "CC BY-NC-ND 4.0"),
                    )
                )
            )
            + "</ul>",
            TEXT,
        ),
    ),
    *(
        OwnPage(
            "block",
            f"a drawn picture beside a licence that nobody's name and no word of a picture is in: {name}",
            plain_post(
                f"{TEXT}<p><img src='/{name}' width='240' height='120'> {anchor(BY4)}</p>{TEXT}"
            ),
        )
        for name in ("pledge.png", "node.svg", "hits.gif")
    ),
    *(
        OwnPage(
            "figure",
            f"a caption tells of a licence: {said!r}",
            plain_post(
                f"{TEXT}<figure><img src='/a.jpg' width='900'><figcaption>{said.format(anchor(BY4))}"
                f"</figcaption></figure>{TEXT}"
            ),
        )
        for said in ("How {} works", "The number of works under {} grows", "The deed of {}")
    ),
    *(
        OwnPage(
            "block",
            f"a picture above advice: {said!r}",
            plain_post(
                f"{TEXT}<p><img src='/a.jpg' width='900'></p><p>{said.format(anchor(BY4))}</p>{TEXT}"
            ),
        )
        for said in (
            "We recommend {}.",
            "By submitting you agree to {}.",
            "Learn more about {}",
            "Most photos are licensed under {}.",
            "Posted in Rivers | {}",
        )
    ),
)

PAGES = (*BESIDE_A_PICTURE, *OF_THE_PAGE, *TALKED_OF)
