# ruff: noqa: E501 - lines of markup
"""Pages under a licence whose picture is a part of the layout, or stands for another page."""

from bench.own_pages.frames import RED_MILL_URL, mill_article, under_license
from bench.own_pages.page import TEXT

_FLAG = '<img src="/up/uy.png" alt="">'
_CARD = (
    '<div class="sd-card"><div class="sd-card-body"><p><img src="/up/cartoon.jpg" width="600" alt=""></p><p>Cartoons of a '
    'paper.</p></div><div class="sd-card-footer"><a href="https://other.example/cartoons/">More info</a></div></div>'
)
_STYLED = '<link rel="stylesheet" href="/assets/style.css">'
_RECIPE = "".join(
    f'<div style="background-image:url(/up/red-mill.jpg)">{TEXT}</div><img src="/up/red-mill.jpg">'
    for _ in range(2)
)

PAGES = (
    under_license(
        "a flag amid a sentence",
        mill_article(
            f"<p>I was born in Uruguay {_FLAG}, and have lived in Argentina since.</p>", TEXT
        ),
    ),
    under_license(
        "it leads to the very page",
        f'<div class="entry-thumb"><a href="{RED_MILL_URL}"><img src="/up/fish_1.png" alt="Red mill"></a></div><div>{TEXT * 2}</div>',
        "/up/fish_1.png",
    ),
    under_license(
        "a service's sign",
        '<div><a href="https://github.com/brook/mill"><img src="/up/github.png"></a><a href="/mill"><img src="/up/mill.png"></a></div>',
    ),
    under_license(
        "a code to pay by, before the post's own picture",
        mill_article(
            '<div class="reward"><img src="/up/wechatpay.JPG" alt="微信支付" width="300"></div>',
            '<p><img src="/up/IMG_1234.jpg" width="800"></p>',
            TEXT,
        ),
        "/up/IMG_1234.jpg",
    ),
    under_license(
        "an emoji that a library draws",
        f'<main><h1>Red mill</h1><p><img class="twemoji" src="https://cdnjs.cloudflare.com/ajax/libs/twemoji/14.0.2/svg/1f4a1.svg" alt="idea">{TEXT}</p></main>',
    ),
    under_license(
        "its theme calls it the author's",
        mill_article('<img src="/up/bio-photo.jpg" width="400" alt="">', TEXT),
    ),
    under_license(
        "it is in a card that leads elsewhere",
        '<main><h1>Red mill</h1><ul><li><a href="https://other.example/1/"><div class="card"><div class="card-image"><figure><img src="/up/mother.jpg" width="400" alt=""></figure></div></div></a></li></ul></main>',
    ),
    under_license(
        "it is an image map at the head of the page",
        '<table><tr><td><img src="/inc/red-mill.jpg" width="663" height="173" usemap="#m"></td></tr></table><main><h1>Red mill</h1>'
        + TEXT
        + "</main>",
    ),
    under_license(
        "it is a masthead",
        '<div><img src="/inc/mast_images/red-mill.jpg" width="663" height="173"></div><main><h1>Red mill</h1>'
        + TEXT
        + "</main>",
    ),
    # HTML Living Standard 7.4.6.4 ("#top"); Bootstrap's and sphinx-design's cards.
    under_license(
        "it leads to the top of the page",
        mill_article(
            '<a href="#top"><img src="/static/svgs/to-start.svg" class="up" alt=""></a>', TEXT
        ),
    ),
    under_license(
        "it is called as a button that leads to the top",
        mill_article('<a href="#a"><img src="/static/svgs/back2top.svg" alt=""></a>', TEXT),
    ),
    under_license(
        "a card that leads to another page shows it",
        mill_article(TEXT, _CARD, TEXT),
    ),
    under_license(
        "a card holds the whole page, with its links",
        f'<div class="card"><img src="/up/IMG_1234.jpg" width="800" alt="">{TEXT * 3}<a href="/gate">The gate</a></div>',
        "/up/IMG_1234.jpg",
    ),
    # bookdown's templates (assets/style.css beside the banner); cards of recipes.
    under_license(
        "it lies with the style sheets",
        f'{_STYLED}<img src="/assets/red-mill.png" width="900">{mill_article(TEXT, TEXT)}',
    ),
    under_license(
        "its page and all that is of it lie with the style sheets",
        f'<link rel="stylesheet" href="style.css">{mill_article("<p><img src=red-mill.jpg width=800></p>", TEXT)}',
        "/2024/red-mill/red-mill.jpg",
    ),
    under_license(
        "a recipe's card shows it again and again",
        mill_article('<p><img src="/up/red-mill.jpg" width="800"></p>', TEXT, _RECIPE),
        "/up/red-mill.jpg",
    ),
)
