# ruff: noqa: E501 - lines of markup
"""Themes that show the page's main picture in a place of their own."""

from bench.own_pages.frames import CHOSEN_FOOT, LINK_BY4, RED_MILL_URL, uploaded_mill
from bench.own_pages.page import TEXT, OwnPage, Work


def _shown(
    name: str, body: str, file: str | None = "/up/red-mill.jpg", url: str = RED_MILL_URL
) -> OwnPage:
    """Return the page of a theme whose one picture of its own is called as the page is."""
    html = (
        '<!doctype html><html><head><title>Red mill | The Brook</title></head><body><div id="header"><a href="/"><img '
        f'src="/up/logo.png" width="200" height="60" alt="The Brook"></a></div>{body}{CHOSEN_FOOT}</body></html>'
    )
    works = (Work(file, "by 4.0"),) if file else ()
    return OwnPage("page_license", f"the page's picture in a theme: {name}", html, works, url)


_PNG = '<p><img src="/up/red-mill.png" alt="Diagram"></p>'
_CARDS = "".join(
    f'<article class="card"><a href="/2023/{n}/"><img src="/up/{n}.jpg" width="300" height="200"></a><h3>{n}</h3></article>'
    for n in ("tower", "gate", "well")
)

PAGES = (
    # WordPress/twentynineteen, header.php (site-featured-image), and twentyseventeen, header.php; Sphinx' basic theme; TypePad,
    # Serendipity (s9ymdb) and Pixelpost as their pages were saved; webcomics whose picture leads to the next; Nikola's base theme.
    _shown(
        "Twenty Nineteen, in the site's header",
        '<header id="masthead" class="site-header featured-image"><div class="site-featured-image"><figure class="post-thumbnail"><img width="1568" height="1046" src="/up/red-mill.jpg" class="attachment-post-thumbnail wp-post-image" alt=""></figure><div class="entry-header"><h1 class="entry-title">Red mill</h1></div></div></header>'
        f'<div id="content"><main id="main"><article class="post entry"><div class="entry-content">{TEXT * 3}</div></article></main></div>',
    ),
    _shown(
        "Twenty Seventeen, between header and content",
        '<div class="single-featured-image-header"><img width="2000" height="1200" src="/up/red-mill.jpg" class="attachment-twentyseventeen-featured-image wp-post-image" alt=""></div>'
        f'<main id="main" class="site-main"><article class="post hentry"><h1>Red mill</h1><div class="entry-content">{TEXT * 3}</div></article></main>',
    ),
    _shown(
        "Sphinx, a PNG of no size between paragraphs",
        f'<div class="document"><div class="body" role="main"><section id="red-mill"><h1>Red mill</h1>{_PNG}{TEXT * 3}</section></div></div>',
        "/up/red-mill.png",
    ),
    _shown(
        "a PNG of no size between paragraphs of any element",
        f'<div id="content"><h1>Red mill</h1>{_PNG}{TEXT * 3}</div>',
        "/up/red-mill.png",
    ),
    _shown(
        "a PNG of no size beside no text",
        f'<div id="content"><h1>Red mill</h1>{_PNG}</div>',
        None,
    ),
    _shown(
        "TypePad, whose link opens a window with the picture",
        '<div class="entry"><h3 class="entry-header">Red mill</h3><div class="entry-content"><div class="entry-body"><p><a class="asset-img-link" href="https://site.example/.a/6a00d83-popup"><img alt="Red-mill" class="asset asset-image at-xid-6a00d83" src="https://site.example/.a/6a00d83-500wi" title="Red mill"></a></p>'
        f"{TEXT * 3}</div></div></div>",
        "/.a/6a00d83-500wi",
    ),
    _shown(
        "Serendipity, a thumbnail that leads to its file",
        '<div class="serendipity_entry"><h4 class="serendipity_title">Red mill</h4><div class="serendipity_entry_body"><a class="serendipity_image_link" href="/uploads/red-mill.jpg"><img class="serendipity_image_left" width="110" height="83" src="/uploads/red-mill.serendipityThumb.jpg" alt=""></a>'
        f"{TEXT * 3}</div></div>",
        "/uploads/red-mill.jpg",
    ),
    _shown(
        "a web comic that leads to the next, by its description",
        f'<div id="comic"><a href="https://site.example/comic/green-mill/"><img src="/comics/2010-01-01-red-mill.png" alt="Red mill" title="Ha"></a></div><div class="post"><h2>Red mill</h2>{TEXT}</div>',
        "/comics/2010-01-01-red-mill.png",
    ),
    _shown(
        "a web comic that leads to the next, by its link",
        f'<div id="comic"><a rel="next" href="/comic/13"><img src="/comics/12.png" width="700" height="900" alt="Red mill"></a></div>{TEXT}',
        "/comics/12.png",
        "https://site.example/comic/12",
    ),
    _shown(
        "a picture in portrait format, narrower than a thumbnail of others",
        f'<article><h1>Red mill</h1><p><img src="/up/red-mill.jpg" width="180" height="240" alt=""></p>{TEXT * 3}</article>',
    ),
    _shown(
        "teasers below are articles, too",
        f'<main><article class="single"><h1>Red mill</h1><img src="/up/red-mill.jpg">{TEXT * 3}</article><section class="more"><h2>More</h2>{_CARDS}</section></main>',
    ),
    _shown("a list of teasers", f"<main><h1>Red mill</h1>{_CARDS}</main>", None),
    OwnPage(
        "credit_line",
        "Ghost's Casper: the head's background, credited at the end of the article",
        '<!doctype html><html><head><title>Red mill</title><meta property="og:image" content="https://site.example/up/mill.jpg"></head><body><article class="post-full"><header><h1 class="post-full-title">Red mill</h1></header><figure class="post-full-image" style="background-image: url(/up/mill.jpg)"></figure><section class="post-full-content">'
        f'{TEXT * 2}<p>Image by <a href="https://www.flickr.com/photos/annlee/2686928821">Ann Lee</a>, {LINK_BY4}</p></section></article></body></html>',
        (uploaded_mill("by 4.0"),),
    ),
)
