# ruff: noqa: E501 - lines of markup
"""Credits in an attribute of the picture: its description, its title, a lightbox's caption."""

from bench.own_pages.frames import MILL_BY_ANN, plain_page, plain_post, site_post
from bench.own_pages.page import BY4, TEXT, OwnPage, Work

PAGES = (
    OwnPage(
        "attribute",
        "a lightbox's caption whose licence is only linked",
        plain_page(
            "<a href='/big/a.jpg' data-caption='Photo: Ann Lee, &lt;a href=&quot;"
            f"{BY4}&quot;&gt;Some rights reserved&lt;/a&gt;'><img src='/small/a.jpg'></a>{TEXT}"
        ),
        (Work("/big/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "attribute",
        "a lightbox keeps the credit as escaped markup",
        plain_page(
            "<a href='/big/a.jpg' data-lightbox='g' data-title='Mill, by Ann Lee, &lt;a href=&quot;"
            f"{BY4}&quot;&gt;CC BY 4.0&lt;/a&gt;'><img src='/small/a.jpg'></a>{TEXT}"
        ),
        (Work("/big/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    # Drupal's image styles: a teaser's crop is a file of another field, named as the picture.
    OwnPage(
        "attribute",
        "a crop for a teaser, in another folder under the same long name",
        plain_page(
            "".join(
                f"<p><img src='/files/styles/{style}/public/{field}/Red%20mill%20by%20Ann%20Lee.jpg?itok={token}' alt='Red mill by Ann Lee, CC BY 2.0'></p>"
                for style, field, token in (("half", "images", "a1"), ("thumb", "teaser", "b2"))
            )
            + TEXT
        ),
        (
            Work(
                "/files/styles/half/public/images/Red%20mill%20by%20Ann%20Lee.jpg?itok=a1",
                "by 2.0",
                "Ann Lee",
            ),
        ),
    ),
    OwnPage(
        "attribute",
        "the alternative text is the credit that Wikimedia Commons hands out",
        plain_page(
            "<p><img src='/a.jpg' alt='Red mill, By Ann Lee (Own work) [CC BY-SA 3.0 (http://"
            f"creativecommons.org/licenses/by-sa/3.0)], via Wikimedia Commons'></p>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "attribute",
        "a diagram of how much a licence is used is not under it",
        plain_page(
            f"<article><img src='/chart.png' alt='CC BY-SA 2.0 license usage in pictures taken since 1962'>{TEXT}</article>"
        ),
    ),
    OwnPage(
        "attribute",
        "Jetpack's gallery keeps the description in an attribute, and the file in another",
        plain_post(
            TEXT,
            '<div class="tiled-gallery-item"><a href="/mill/"><img data-orig-file="/mill.jpg" data-image-title="mill" '
            'data-image-description="&lt;p&gt;Ann Lee, CC BY 4.0&lt;/p&gt;" data-large-file="/mill-1024x768.jpg" '
            'src="/mill.jpg?w=300&amp;h=225" width="300" height="225"></a></div>',
        ),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "attribute",
        "a description that begins with the licence and ends with who made the picture",
        plain_post(TEXT, "<p><img src='/mill.jpg' width='600' alt='Photo CC BY 4.0 Ann Lee'></p>"),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "attribute",
        "a description in Chinese, whose bracket is a wide one",
        plain_post(TEXT, "<p><img src='/mill.jpg' width='600' alt='摄影：张三（CC BY 2.0）'></p>"),
        (Work("/mill.jpg", "by 2.0", "张三"),),
    ),
    OwnPage(
        "attribute",
        "a credit of the cover stands in the description of another picture",
        f'<!doctype html><html><body><article><h1>Carols</h1><img src="/up/woodstock.png" width="300" alt="Woodstock">{TEXT}<ul><li><img src="/up/choir.jpg" width="300" alt="Choir, by Diliff, CC BY-SA 3.0"></li></ul><p>Cover image: Choir, by Diliff, CC BY-SA 3.0</p></article></body></html>',
        (Work("/up/choir.jpg", "by-sa 3.0", "Diliff"),),
    ),
    OwnPage(
        "attribute",
        "a teaser's small photograph, credited in its description",
        f'<!doctype html><html><body><article><h1>Board</h1>{TEXT}</article><div class="more"><a href="/storks"><img src="/thumb/storks.jpg" width="60" height="60" alt="Storks, June 2011. Photo: Ann Lee, CC BY-SA 3.0 via Wikimedia Commons"></a></div></body></html>',
        (Work("/thumb/storks.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "attribute",
        "a project's page: badges that say its licence",
        site_post(
            '<p><a href="https://ci.example"><img src="https://img.shields.io/badge/license-CC--BY--4.0-blue.svg" alt="License: CC BY '
            '4.0"></a> <a href="/LICENSE"><img src="/docs/license-badge.png" alt="License: CC BY 4.0"></a></p>',
            TEXT,
            "<h2>License</h2><p>Code is MIT, documentation is CC BY 4.0.</p>",
        ),
    ),
)
