# ruff: noqa: E501 - lines of markup
"""Notices at the foot of a page that name a licence: of the site, or of a part of it."""

from bench.own_pages.frames import (
    MILL,
    RED_MILL_URL,
    SHOT,
    UPLOADED_IMG,
    UPLOADED_MILL,
    UPLOADED_SHOT,
    anchor,
    mill_article,
    old_page,
    plain_page,
    plain_post,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY4, CC, NC4, NCSA4, SA3, SA4, TEXT, OwnPage, Work


def _foot(said: str, body: str = UPLOADED_SHOT + TEXT * 2) -> str:
    link = f'<a href="{BY4}">'
    return site_page(body, f"<p>{said.replace('[', link).replace(']', '</a>')}</p>")


def _noticed(said: str, who: str | None = None) -> OwnPage:
    works = (Work("/up/IMG_1234.jpg", "by 4.0", who),)
    return OwnPage("statement", f"a footer's notice: {said}", _foot(said), works)


def _of_part(said: str) -> OwnPage:
    return OwnPage("statement", f"a footer's notice of something else: {said}", _foot(said))


NOTICES = (
    # What sites write below their pages beside Creative Commons' own sentences.
    *(
        _noticed(*said)
        for said in (
            ("[CC BY 4.0]",),
            ("[Some rights reserved]",),
            ("Powered by Hugo | [CC BY 4.0]",),
            ("(cc) 2010 Ann Lee, [some rights reserved]", "Ann Lee"),
            ("Copyright Ann Lee, [CC BY 4.0]", "Ann Lee"),
            ("© 2010–2024 Ann Lee. [CC BY 4.0]", "Ann Lee"),
            ("Copyleft 2009–2015 Ann Lee, [CC BY]", "Ann Lee"),
            ("Content available under [CC BY 4.0]",),
            ("Site content: [CC BY 4.0]",),
            ("[CC BY 4.0] Ann Post", "Ann Post"),
            ("Ann Post, licensed under [CC BY 4.0]", "Ann Post"),
            ("Innehållet är licensierat under [CC BY 4.0]",),
        )
    ),
    *(
        _of_part(said)
        for said in (
            "Icons: [CC BY 4.0]",
            "Theme Brook, [CC BY 4.0]",
            "Icons by Font Awesome, [CC BY 4.0]",
            "[CC BY 4.0] icons by Bo Diaz",
            "All posts: [CC BY 4.0]",
            "Blog Post licensed under [CC BY 4.0]",
        )
    ),
    OwnPage(
        "statement",
        "a footer that names whose the site is: the captioned picture above the text",
        _foot(
            "© 2024 Ann Lee, [CC BY 4.0]",
            f"<figure>{UPLOADED_IMG}<figcaption>The wheel</figcaption></figure>{TEXT * 2}",
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "statement",
        "a footer that names nobody: a captioned picture above the text, of which nothing says whose it is",
        _foot(
            "Content available under [CC BY 4.0]",
            f"<figure>{UPLOADED_IMG}<figcaption>The wheel</figcaption></figure>{TEXT * 2}",
        ),
    ),
    OwnPage(
        "page_license",
        "a gallery of thumbnails that lead to their files, named as a camera names them",
        site_page(
            '<div class="gallery galleryid-7 gallery-columns-3 gallery-size-thumbnail">'
            + "".join(
                f'<dl class="gallery-item"><dt class="gallery-icon landscape"><a href="/up/IMG_{n}.jpg"><img width="150" height="150" src="/up/IMG_{n}-150x150.jpg" class="attachment-thumbnail size-thumbnail" alt=""></a></dt></dl>'
                for n in (1569, 1570)
            )
            + f"</div>{TEXT}",
            f'<p>This work is licensed under a <a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
        (Work("/up/IMG_1569.jpg", "by 4.0"),),
    ),
)

OF_SITES = (
    OwnPage(
        "statement",
        "a footer that has one licence for the text and another for the pictures, but for those credited to others",
        plain_page(
            f"<main><article><h1>River</h1>{MILL}{TEXT}<figure><img src='/saw.jpg'><figcaption>Photo: Getty</figcaption>"
            f"</figure></article></main><footer>Text: {anchor(BY4)}, photos: {anchor(NC4, 'CC BY-NC 4.0')}</footer>"
        ),
        (Work("/mill.jpg", "by-nc 4.0"),),
    ),
    OwnPage(
        "block",
        "a footer's columns: a picture, and the licence of the texts in two lines",
        plain_post(TEXT).replace(
            "<footer>",
            "<footer><div class='widget Image'><img src='/subscribe.jpg' width='400'></div><div class='widget Text'>All texts "
            f"on Site are under<br>{anchor(SA4, 'CC BY-SA 4.0 (ShareAlike)')}</div>",
        ),
    ),
    OwnPage(
        "page_license",
        "two licences in one footer",
        site_page(
            UPLOADED_MILL + TEXT,
            "<p>Except where otherwise noted, content on this wiki is licensed under the following license: <a class='urlextern' "
            f"rel='license' href='{NCSA4}'>CC Attribution-Noncommercial-Share Alike 4.0</a><a href='{CC}/licenses/by/3.0/nz/' "
            "rel='license'><img class='ccLogo' src='https://i.creativecommons.org/l/by/3.0/nz/80x15.png' alt='Creative Commons License'></a></p>",
        ),
    ),
    # Of pages that sites sent: Quarto's and R's footers.
    OwnPage(
        "page_license",
        "the footer names what is licensed, and nobody",
        f'<!doctype html><html><head><title>Red mill</title></head><body><article><h1>Red mill</h1><img src="/up/red-mill.jpg" width="800" alt="">{TEXT}</article><footer>Documentation licensed under <a rel="license" href="{BY4}">CC BY 4.0</a></footer></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0"),),
        RED_MILL_URL,
    ),
    OwnPage(
        "statement",
        "a footer's notice, and behind a mark what the site is made with",
        f'<!doctype html><html><head><title>Red mill</title></head><body>{mill_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}<footer><p><a href="{BY4}">CC BY</a> Ann Lee 2020 · Powered by the Brook theme</p></footer></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    # HTML5 UP's footers.
    OwnPage(
        "statement",
        "a footer's design is by nobody who made its picture",
        f'<!doctype html><html><head><title>Red mill</title></head><body>{mill_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}<section id="footer"><p class="copyright"><a href="{BY4}">Licencia: CC BY 4.0</a> Design: <a href="http://html5up.net">HTML5 UP</a></p></section></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0", None),),
    ),
    # photosbyperkins.com, footer.
    OwnPage(
        "page_license",
        "a photographer's site: one link in the footer",
        site_page(
            f"{UPLOADED_MILL}{TEXT}",
            f'<a href="{SA4}" target="_blank" rel="noopener noreferrer" class="footer__license">Photos licensed under CC BY-SA 4.0</a>',
        ),
        (uploaded_mill("by-sa 4.0", None),),
    ),
    # Creative Commons' button, right below a picture.
    *(
        OwnPage(
            "page_license",
            f"a button right below the last picture, which shows what the sentence says: {words}",
            site_post(
                TEXT,
                UPLOADED_SHOT,
                TEXT,
                '<p><img src="/up/other.jpg" width="800" height="500" alt=""></p>',
                f'<p><a rel="license" href="{BY4}"><img alt="Creative Commons License" src="https://licensebuttons.net/l/by/4.0/88x31.png"></a><br>{words}</p>',
            ),
            works,
        )
        for words, works in (
            ("This article is published under a Creative Commons Attribution 4.0 licence.", ()),
            (
                f'This work is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.',
                (Work("/up/IMG_1234.jpg", "by 4.0"),),
            ),
        )
    ),
    # Seals in a row, each with its link, and the licence's among them.
    OwnPage(
        "block",
        "a licence's sign below seals that lead to other sites",
        old_page(
            "<center><h1>Brook</h1><a href='https://pledge.other.example/1763/petition'><img src='/img/pledge.png'></a><br>"
            f"<a href='{BY4}'><img src='/img/cc-by.png'></a><p>{TEXT}</p></center>"
        ),
    ),
    OwnPage(
        "page_license",
        "a footer in two lines: whose the site is, and below it the licence and an imprint",
        plain_page(f"<article><h1>River</h1>{SHOT}{TEXT}</article>").replace(
            "<p>© 2024 Site</p>",
            f"<small>© 2024 Ann Lee<br><a href='{SA3}'>CC-BY-SA</a> · <a href='/impressum'>Impressum</a></small>",
        ),
        (Work("/IMG_1234.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "a footer whose links are of services at which the site is, and of the licence",
        plain_page(f"<article><h1>River</h1>{SHOT}{TEXT}</article>").replace(
            "<p>© 2024 Site</p>",
            "<a href='/contact'>Contact</a> | <a rel='me' href='https://social.example/@ann'>Mastodon</a> | license: "
            f"<a rel='license' href='{BY4}'>CC BY 4.0</a>",
        ),
        (Work("/IMG_1234.jpg", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "a footer as Nikola writes it, the licence's button below whose the contents are",
        plain_page(f"<article><h1>River</h1>{SHOT}{TEXT}</article>").replace(
            "<p>© 2024 Site</p>",
            '<p>Contents © 2024 <a href="mailto:ann@brook.example">Ann Lee</a> - Powered by <a href="https://getnikola.com">Nikola</a></p>'
            f'<p><a rel="license" href="{BY4}"><img alt="Creative Commons License" src="https://i.creativecommons.org/l/by/4.0/80x15.png"></a></p>',
        ),
        (Work("/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
)

PAGES = (*NOTICES, *OF_SITES)
