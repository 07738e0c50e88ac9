# ruff: noqa: E501 - lines of markup
"""Sentences that put all pictures under a licence, or the page, the site or what it shows."""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL,
    MILL_BY_ANN,
    MILL_FIGURE,
    SAW,
    SHOT,
    WORK_UNDER_BY4,
    anchor,
    mill_article,
    og_image,
    old_page,
    plain_page,
    plain_post,
)
from bench.own_pages.page import BY2, BY4, CC, NC4, ND4, SA3, SA4, TEXT, ZERO, OwnPage, Work


def _blogger(words: str) -> str:
    """Return a post of Blogger, whose text is a widget, with its licence in another."""
    return old_page(
        "<div id='main'><div class='widget Blog'><div class='hentry'><div class='post-body'><p>"
        f"{MILL[3:-4]} The mill.</p>{SAW}{TEXT}</div></div></div></div><div class='sidebar'><div class='widget "
        "Profile'><img class='profile-img' src='/me.jpg' height='80' alt='Me'></div><div class='widget HTML'>"
        f"{words}</div></div>"
    )


ON_ALL_PICTURES = (
    OwnPage(
        "statement",
        "the site's photos, also where it keeps them, but no meme and nothing from another site",
        plain_post(
            '<p><img src="http://brook.smugmug.com/photos/i-Dj/0/620x465/i-Dj-620x465.jpg" width="620"></p>',
            TEXT,
            '<p><img src="http://cdn.memegenerator.net/instances/400x/25491512.jpg" width="400"></p>',
            TEXT,
            '<p><img src="http://www.other.example/uploads/2012/tower.jpg" width="400"></p>',
        ).replace(
            "© 2024 Site",
            f"©2012 Brook. All rights reserved. Photos made available under a {anchor(SA3, 'Creative Commons License')}.",
        ),
        (
            Work(
                "http://brook.smugmug.com/photos/i-Dj/0/620x465/i-Dj-620x465.jpg",
                "by-sa 3.0",
                "Brook",
            ),
        ),
    ),
    OwnPage(
        "statement",
        "a port of the licence names a country, and no maker",
        plain_post(SHOT).replace(
            "© 2024 Site",
            f"All photos: {anchor(SA3, 'Attribution-ShareAlike 3.0 United States')} (CC BY-SA 3.0) unless otherwise noted.",
        ),
        (Work("/IMG_1234.jpg", "by-sa 3.0"),),
    ),
    OwnPage(
        "statement",
        "a licence that is spelt with the common mistake, and linked",
        plain_post(MILL).replace(
            "© 2024 Site",
            f"All photos are licensed under a {anchor(f'{CC}/licenses/by-nc-sa/3.0/', 'CREATIVE COMMONS ATTRIBUTION-NONCOMMERICAL-SHARE alike 3.0 Unported')} license.",
        ),
        (Work("/mill.jpg", "by-nc-sa 3.0"),),
    ),
    OwnPage(
        "statement",
        "all charts of a page of charts are under a licence",
        plain_page(
            f"<article><h1>Charts</h1><p>Charts that anybody can draw again.</p><p>All charts are licensed under a {anchor(SA4, 'Creative Commons Attribution-ShareAlike 4.0 International License')}</p>"
            + "".join(
                f"<section><h2>{n}</h2>{TEXT}<figure><p><img src='/charts/{n}.png'></p><figcaption>{n} by year.</figcaption></figure></section>"
                for n in ("mills", "brooks")
            )
            + "</article>"
        ),
        (Work("/charts/mills.png", "by-sa 4.0"), Work("/charts/brooks.png", "by-sa 4.0")),
    ),
    OwnPage(
        "statement",
        "all photographs of the site are under a licence",
        plain_page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}<p><img src='/2.jpg'></p></article><p>All photos"
            f" on this site are licensed under {anchor(ND4, 'CC BY-NC-ND 4.0')}.</p>"
        ),
        (Work("/1.jpg", "by-nc-nd 4.0"), Work("/2.jpg", "by-nc-nd 4.0")),
    ),
    OwnPage(
        "statement",
        "German: all photos by one person",
        plain_post(MILL, TEXT, SAW, TEXT, "<p>Alle Fotos: Ann Lee (CC BY 4.0)</p>"),
        (MILL_BY_ANN, Work("/saw.jpg", "by 4.0", "Ann Lee")),
    ),
    OwnPage(
        "statement",
        "the photos in this post",
        plain_post(
            MILL,
            TEXT,
            SAW,
            TEXT,
            f"<p>The photos in this post are licensed under {anchor(BY4)}.</p>",
        ),
        (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
    ),
    OwnPage(
        "statement",
        "the following photos: those that name their originals, and by whom",
        plain_post(
            f"<p>The following photos are used under a {anchor(BY2, 'CC BY 2.0')} license:</p><ul><li><img src='/mill.jpg' "
            "width='300'> Ann Lee, <a href='https://www.flickr.com/photos/annlee/44'>Flickr</a></li><li><img src='/own.jpg' "
            "width='300'> Our house</li></ul>",
        ),
        (Work("/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "all pictures, kept in the site's own account",
        plain_post(
            *(
                f"<a href='https://www.flickr.com/photos/annlee/{n}941719496'><img width='240' "
                f"src='http://farm4.static.flickr.com/3213/{n}941719496_caf2a6a813_m.jpg'></a>"
                for n in (2, 3)
            ),
            TEXT,
            f"<p>All pictures are licenced under {anchor(BY2, 'CC BY 2.0')} and lie in my Flickr set.</p>",
        ),
        tuple(
            Work(f"http://farm4.static.flickr.com/3213/{n}941719496_caf2a6a813_m.jpg", "by 2.0")
            for n in (2, 3)
        ),
        url="https://annleetheory.example/keyboards",
    ),
    *(
        OwnPage(
            "statement", f"all contents, the pictures expressly: {name}", _blogger(words), works
        )
        for name, words, works in (
            (
                "Italian",
                f"Tutto il contenuto di questo Blog (inclusi testo, fotografie e immagini in generale) è pubblicato secondo la {anchor(BY4, 'Licenza Creative Commons')}.",
                (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
            ),
            (
                "English",
                f"All content on this blog, including the photos, is available under {anchor(BY4)}.",
                (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
            ),
            (
                "not so",
                f"All content on this blog, not including the photos, is under {anchor(BY4)}.",
                (),
            ),
        )
    ),
    OwnPage(
        "statement",
        "what somebody would have liked to do with all images",
        plain_post(
            MILL,
            TEXT,
            "<p>All of these images were released under a liberal licence (we would have ideally liked to "
            "make them CC0, but this option does not exist) and so they are served under a CC-BY licence.</p>",
        ),
    ),
    OwnPage(
        "statement",
        "a statement whose markup was escaped when the site moved",
        f'<!doctype html><html><body><article><h1>Red mill</h1><img src="/up/a1.jpg" width="600">{TEXT}<img src="/up/b1.jpg" width="600"><p>&lt;em&gt;[All photos in this post were taken by me and are licensed under a &lt;a href=&quot;<a href="{BY4}">{BY4}</a>&quot;&gt;Creative Commons Attribution&lt;/a&gt;]&lt;/em&gt;</p></article></body></html>',
        (Work("/up/a1.jpg", "by 4.0"), Work("/up/b1.jpg", "by 4.0")),
    ),
    OwnPage(
        "statement",
        "documentation and all images",
        f"<!doctype html><html><body>{mill_article('<p><img src=/up/red-mill.jpg width=800></p>', TEXT)}<footer><p>Documentation and all images licensed under CC BY-SA 4.0.</p></footer></body></html>",
        (Work("/up/red-mill.jpg", "by-sa 4.0"),),
    ),
    OwnPage(
        "statement",
        "all infographics, in Czech",
        f"<!doctype html><html><body>{mill_article('<p><img src=/up/red-mill.png width=800></p>', TEXT)}<p>Všechny naše infografiky jsou k dispozici pod licencí {LINK_BY4}.</p></body></html>",
        (Work("/up/red-mill.png", "by 4.0"),),
    ),
)

_ENTRY = f"<div class='entry-content'><h1>River</h1>{TEXT}<p><img src='/x1.png'></p>{TEXT}</div>"

ON_THE_PAGE = (
    OwnPage(
        "statement",
        "a government puts its content under a licence, except where otherwise stated",
        plain_page(
            f"<article><h1>River</h1><img src='/river-a.jpg' width='900'>{TEXT}</article><div>Except where "
            f"otherwise noted, content on this site is licensed under a {anchor(BY4, 'Creative Commons Attribution 4.0 licence')}</div>",
            og_image("/river-a.jpg"),
        ),
        (Work("/river-a.jpg", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "a museum's object page has a row for the licence of its image",
        plain_page(
            "<h1>Jug</h1><img src='/iiif/2/jug/full/!800,800/0/default.jpg' width='800'><dl><dt>Artist</dt><dd>"
            f"Ann Lee</dd><dt>License</dt><dd>{anchor(ZERO, 'CC0 1.0')}</dd></dl>"
        ),
        (Work("/iiif/2/jug/full/!800,800/0/default.jpg", "cc0 1.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "a page that explains the licences has none",
        plain_page(
            f"<h1>Licences</h1><img src='/a.jpg' width='900'><ul><li>{anchor(BY4, 'CC BY 4.0')}</li><li>"
            f"{anchor(SA4, 'CC BY-SA 4.0')}</li><li>{anchor(NC4, 'CC BY-NC 4.0')}</li><li>"
            f"{anchor(ND4, 'CC BY-NC-ND 4.0')}</li></ul>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "statement",
        "a story that tells under what somebody's paper was licensed",
        plain_page(
            f"<article><h1>Sold</h1><img src='/receipt.jpg' width='800' height='600'>{TEXT}<p>The article was first "
            f"published by a society. The work was licensed under a Creative Commons {anchor(ND4, 'Attribution 4.0')} "
            "license, as the page clearly says.</p></article>"
        ),
    ),
    OwnPage(
        "statement",
        "a wish to show a figure that a licence forbids to cut out",
        plain_page(
            f"<article><h1>Access</h1><img src='/mail.jpg' width='800' height='600'>{TEXT}<p>I'd include a figure from "
            f"this work if I was allowed to, but it's licensed under {anchor(ND4, 'CC BY-NC-ND')}, so I can't.</p></article>"
        ),
    ),
    OwnPage(
        "statement",
        "our reports are elsewhere, and their licence is not the page's",
        plain_page(
            f"<article><h1>Impact</h1><img src='/a.jpg' width='640' height='480'>{TEXT}<p>Our annual reports are "
            f"published under a Creative Commons {anchor(BY4, 'Attribution 4.0')} license.</p></article>"
        ),
    ),
    OwnPage(
        "statement",
        "it's licensed: what the paragraph before is of, and not the picture below it",
        plain_page(
            f"<article><h1>Training</h1><p>We have put together this content for those who want to learn. Share it however "
            f"you like, it's licensed under a {anchor(BY4, 'Creative Commons Attribution 4.0')} license.</p><h2>Partners</h2>"
            f"<div><img src='/argus.png' width='200' height='120'></div><p>One of our partners.</p>{TEXT}</article>"
        ),
    ),
    OwnPage(
        "statement",
        "the copyright line at the foot of a page that has no footer",
        old_page(
            f"<div><h1>Strip 66</h1><p><img src='/strip66.jpg' alt='Strip #66'></p>{TEXT}</div><div id='ft'><p><a href='/strip82'>"
            f"<img src='/strip82-100x100.jpg' width='120'></a></p><p>© Ann Lee. {anchor(BY4, 'Some rights reserved')}.</p>"
            "<p>Powered by WordPress</p></div>"
        ),
        (Work("/strip66.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "a web comic: the picture of no size is called what the page is called",
        old_page(
            "<div>Chat Systems</div><div id='comic'>"
            "<img src='/comics/chat_systems.png' alt='Chat Systems'></div><div id='bottom'><img src='/s/strip.jpg' width='520' "
            f"height='100' alt='Selected Comics'><p>This work is licensed under a {anchor(NC4, 'CC BY-NC 4.0 License')}.</p></div>",
            "brook: Chat Systems",
        ),
        (Work("/comics/chat_systems.png", "by-nc 4.0"),),
    ),
    OwnPage(
        "statement",
        "Portuguese: the content of this site and this post",
        plain_post(
            SHOT,
            TEXT,
            f"<p>O conteúdo desse site (e desse post) está sob a licença {anchor(BY4)}.</p>",
        ),
        (Work("/IMG_1234.jpg", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "everything of mine on this site, and a picture named after a network that it tells of",
        plain_post(
            "<p><img src='/blog/fb-hides-its-tabs.png' width='600'></p>",
            TEXT,
            "<p>Feel free to re-use the image above. It, "
            f"like everything of mine on this site, is licensed under {anchor(SA4, 'Creative Commons')}.</p>",
        ),
        (Work("/blog/fb-hides-its-tabs.png", "by-sa 4.0"),),
    ),
    *(
        OwnPage("statement", name, plain_post(MILL, TEXT).replace("<p>© 2024 Site</p>", foot))
        for name, foot in (
            (
                "the text on this site",
                f"<p>Unless otherwise noted, text on this site is {anchor(BY4)}.</p>",
            ),
            (
                "images are their owners'",
                f"<p>Content is licensed under {anchor(BY4)}. Images are copyright of their owners.</p>",
            ),
            (
                "the line below keeps the photos",
                f"<p>Content is licensed under {anchor(BY4)}.</p><p>Photos: all rights reserved.</p>",
            ),
            ("the site's design", f"<p>Design by Studio, licensed under {anchor(BY4)}</p>"),
        )
    ),
    OwnPage(
        "statement",
        "the line below the picture names another site as its source",
        plain_post(MILL, "<p>Source: http://stats.example/views.</p>", TEXT).replace(
            "<p>© 2024 Site</p>",
            f"<p>All content shared under {anchor(BY4)}, unless otherwise mentioned</p>",
        ),
    ),
    *(
        OwnPage(
            "statement", f"a page's licence and the first picture of its text: {name}", page, works
        )
        for name, page, works in (
            (
                "somewhere in the text",
                plain_post(
                    TEXT, TEXT, "<p><img src='/x1.png' width='600'></p>", TEXT, WORK_UNDER_BY4
                ),
                (),
            ),
            (
                "above the text, by nobody",
                plain_post(MILL, TEXT, WORK_UNDER_BY4),
                (),
            ),
            (
                "above the text, by somebody",
                plain_post(MILL, TEXT, WORK_UNDER_BY4.replace("work", "work by Ann Lee")),
                (MILL_BY_ANN,),
            ),
            (
                "in a store, above the text, by somebody, and a picture of another site below it",
                plain_post(
                    "<p><img src='https://s3.amazonaws.com/previews/225/preview.jpg' width='800'></p>",
                    f"{TEXT}<p><img src='https://other.example/plan.png' width='800'></p>{TEXT}",
                    WORK_UNDER_BY4.replace("work", "work by Ann Lee"),
                ),
                (),
            ),
            (
                "above the text, captioned, by somebody",
                plain_post(
                    MILL_FIGURE.format("The wheel"),
                    TEXT,
                    WORK_UNDER_BY4.replace("work", "work by Ann Lee"),
                ),
                (MILL_BY_ANN,),
            ),
            (
                "somewhere, and the footer names the licence",
                plain_page(_ENTRY).replace("© 2024 Site", f"© 2024 Site, {anchor(BY4)}"),
                (),
            ),
            (
                "somewhere, and the footer says rel=license",
                plain_page(_ENTRY).replace(
                    "© 2024 Site", f"© 2024 Site, {anchor(BY4, rel='license')}"
                ),
                (),
            ),
            (
                "above the text, and rel=license",
                plain_post(MILL, TEXT, WORK_UNDER_BY4.replace("<a ", "<a rel='license' ")),
                (),
            ),
            (
                "captioned, and the footer says rel=license",
                plain_post(MILL_FIGURE.format("The wheel"), TEXT).replace(
                    "© 2024 Site", f"© 2024 Site, {anchor(BY4, rel='license')}"
                ),
                (Work("/mill.jpg", "by 4.0"),),
            ),
            (
                "named in the page's head, and the footer says rel=license",
                plain_post(MILL, TEXT, head=og_image("/mill.jpg")).replace(
                    "© 2024 Site", f"© 2024 Site, {anchor(BY4, rel='license')}"
                ),
                (Work("/mill.jpg", "by 4.0"),),
            ),
            (
                "as a camera called it",
                plain_post(TEXT, SHOT, WORK_UNDER_BY4),
                (Work("/IMG_1234.jpg", "by 4.0"),),
            ),
            (
                "named as the page",
                plain_post(
                    TEXT, TEXT, "<p><img src='/river/x1.png' width='600'></p>", TEXT, WORK_UNDER_BY4
                ),
                (Work("/river/x1.png", "by 4.0"),),
            ),
            (
                "and a credit of nobody knows which picture",
                plain_post(
                    MILL,
                    TEXT,
                    TEXT,
                    SAW,
                    TEXT,
                    TEXT,
                    "<p>Photo: Bob Ray / Town Archive</p>",
                    TEXT,
                    WORK_UNDER_BY4,
                ),
                (),
            ),
        )
    ),
    OwnPage(
        "statement",
        "the byline names the author of what the page licenses",
        plain_post(
            "<p class='byline'>by <a rel='author' href='/ann'>Ann Lee</a></p>",
            SHOT,
            TEXT,
            f"<p>This work is licensed under {anchor(BY4)}</p>",
        ),
        (Work("/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "Portuguese: the books are licensed; a code to pay by",
        plain_post(
            TEXT,
            f"<p>Os livros são disponibilizados sob a licença {anchor(BY4)}.</p>",
            "<p><img src='/assets/qrcode-pix.png' alt='QR Code' width='300'></p>",
        ),
    ),
    OwnPage(
        "statement",
        "a footer says that some of the content is licensed",
        plain_post(f"<img src='/river/a.jpg' width='900'>{TEXT}").replace(
            "© 2024 Site", f"Some content on this site is licensed under {anchor(BY4)}."
        ),
    ),
)

PAGES = (*ON_ALL_PICTURES, *ON_THE_PAGE)
