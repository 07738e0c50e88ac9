# ruff: noqa: E501 - lines of markup
"""Pages whose licence stands apart from the picture: in a dialog, a footnote, a site's footer.

Each names the standard or the program whose form it has. What stands round it is that of
`bench/generators.py`.
"""

from bench.generators import _site
from bench.practices import BY4, CC, TEXT, Practice, Work

_CC = f'<a href="{BY4}">CC BY 4.0</a>'
_IMG = '<img src="/up/mill.jpg" width="800" height="500" alt="">'
_OTHER = '<p><img src="/up/tower.jpg" width="800" height="500" alt=""></p>'
_PHOTO = f"<p>Photo: Ann Lee, {_CC}</p>"
_MILL = (Work("/up/mill.jpg", "by 4.0", "Ann Lee"),)
_SHOT = '<p><img src="/up/IMG_1234.jpg" width="800" height="500" alt=""></p>'


def _apart(near: str, far: str) -> str:
    """Return a post whose first picture has a button or a mark, and what that leads to far below."""
    return _site(f"{near}{TEXT}{_OTHER}{TEXT}{far}")


# WAI-ARIA 1.2 (2023-06-06), aria-controls, aria-details and aria-describedby; HTML Living Standard 6.12, the popover
# attribute; Bootstrap 5.3's modal (getbootstrap.com/docs/5.3/components/modal); yuin/goldmark, extension/footnote.go at
# 04acf85d; NDLANO/article-converter, its snapshots of 2022 (data-dialog-id).
APART = (
    Practice(
        "block",
        "a dialog that a button in the figure controls",
        _apart(
            f'<figure>{_IMG}<figcaption>The mill <button aria-controls="lic-1" aria-expanded="false">Rights</button></figcaption></figure>',
            f'<div id="lic-1" role="dialog" hidden><h2>Rights</h2><dl><dt>Creator</dt><dd>Ann Lee</dd><dt>License</dt><dd>{_CC}</dd></dl></div>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "Bootstrap's modal behind a button beside the picture",
        _apart(
            f'<div class="image-box">{_IMG}<button data-bs-toggle="modal" data-bs-target="#c1">©</button></div>',
            f'<div class="modal" id="c1"><div class="modal-dialog"><div class="modal-body">{_PHOTO}</div></div></div>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "a description that the picture names by its id",
        _apart(
            f"<p>{_IMG.replace('>', ' aria-describedby=d1>')}</p>",
            f'<p id="d1">Photo: Ann Lee, {_CC}</p>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "a popover that a button in the figure opens",
        _apart(
            f'<figure>{_IMG}<button popovertarget="p1">i</button></figure>',
            f'<div popover id="p1">Ann Lee, {_CC}</div>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "a dialog that names the figure's id",
        _apart(
            f'<figure id="f-1">{_IMG}<figcaption>The mill</figcaption></figure>',
            '<div class="dialog" data-dialog-id="f-1" role="dialog"><h1>Rules for use</h1><p>Photographer: Ann Lee</p>'
            f'<p><a href="{BY4}">Learn more about open licences</a></p></div>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "a footnote of the caption",
        _apart(
            f'<figure>{_IMG}<figcaption>The mill.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></figcaption></figure>',
            f'<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Photo by Ann Lee, {_CC} <a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></div>',
        ),
        _MILL,
    ),
    Practice(
        "block",
        "a footnote of the text is of no picture",
        _apart(
            f'{_IMG}<p>The river is long.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p>',
            f'<div class="footnotes"><ol><li id="fn:1"><p>Ann Lee, The River, {_CC} <a href="#fnref:1">↩</a></p></li></ol></div>',
        ),
    ),
    Practice(
        "block",
        "a table of contents leads to the credit of the text",
        _apart(
            f'<nav><a href="#credits">Credits</a></nav>{_IMG}',
            f'<section id="credits"><h2>Credits</h2><p>Text by Bo Ek, {_CC}</p></section>',
        ),
    ),
    Practice(
        "block",
        "a tab with the licence of the data",
        _apart(
            f'<div class="tabs">{_IMG}<ul role="tablist"><li><a role="tab" aria-controls="t1">About</a></li><li><a role="tab" aria-controls="t2">License</a></li></ul></div>',
            f'<div id="t1" role="tabpanel">{TEXT}</div><div id="t2" role="tabpanel"><p>The data are under {_CC}</p></div>',
        ),
    ),
)


def _foot(said: str, body: str = _SHOT + TEXT * 2) -> str:
    link = f'<a href="{BY4}">'
    return _site(body, f"<p>{said.replace('[', link).replace(']', '</a>')}</p>")


def _noticed(said: str, who: str | None = None) -> Practice:
    works = (Work("/up/IMG_1234.jpg", "by 4.0", who),)
    return Practice("statement", f"a footer's notice: {said}", _foot(said), works)


def _of_part(said: str) -> Practice:
    return Practice("statement", f"a footer's notice of something else: {said}", _foot(said))


# What sites write below their pages beside Creative Commons' own sentences; MediaWiki's message "copyright"
# (languages/i18n/en.json) and its footer (footer-info-copyright), as kept in copies of wikis of 2009 to 2024.
NOTICES = (
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
    Practice(
        "statement",
        "a footer that names whose the site is: the picture above the text",
        _foot("© 2024 Ann Lee, [CC BY 4.0]", _IMG + TEXT * 2),
        _MILL,
    ),
    Practice(
        "statement",
        "a footer that names nobody: a picture above the text, of which nothing says whose it is",
        _foot("Content available under [CC BY 4.0]", _IMG + TEXT * 2),
    ),
    Practice(
        "page_license",
        "a gallery of thumbnails that lead to their files, named as a camera names them",
        _site(
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
    Practice(
        "page_license",
        "a broadcaster's recording on somebody's page, which has a licence",
        _site(
            f'{TEXT}<p><a href="https://cdn.radio.example/2011/notebook.mp3">The programme</a></p>',
            f'<p><a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
    Practice(
        "page_license",
        "a show's own recording, kept where shows are kept",
        _site(
            f'{TEXT}<p><a href="https://archive.org/download/brook-7/brook-7.mp3">Episode 7</a></p>',
            f'<p><a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
        (Work("https://archive.org/download/brook-7/brook-7.mp3", "by 4.0"),),
    ),
)


def _wiki(foot: str, description: str = "<p>The red mill from the west.</p>") -> str:
    return (
        '<!doctype html><html><head><title>File:Red mill.jpg - Brook Wiki</title></head><body><div id="content" role="main"><h1 '
        'id="firstHeading">File:Red mill.jpg</h1><div id="mw-content-text"><div class="fullImageLink" id="file"><a '
        'href="/images/a/a1/Red_mill.jpg"><img alt="" src="/images/thumb/a/a1/Red_mill.jpg/800px-Red_mill.jpg" width="800" '
        f'height="500"></a></div><div id="mw-imagepage-content">{description}</div><h2 id="filelinks">File usage</h2><ul><li><a '
        'href="/wiki/Mill">Mill</a></li></ul></div></div><div id="footer" role="contentinfo"><ul id="f-list"><li '
        f'id="footer-info-copyright">{foot}</li></ul></div></body></html>'
    )


_FILE = "https://wiki.example/wiki/File:Red_mill.jpg"
_AVAILABLE = f'Content is available under <a class="external" rel="nofollow" href="{CC}/licenses/by-sa/3.0/">Creative Commons</a> unless otherwise noted.'
WIKI_FILES = (
    Practice(
        "statement",
        "what Fandom's community writes is of no picture of an article",
        _wiki(
            f'Community content is available under <a href="{CC}/licenses/by-sa/3.0/">CC-BY-SA</a> unless otherwise noted.',
            f'{TEXT}<p><a href="/wiki/File:Mill.png" class="image"><img src="/images/a/a2/Mill.png" width="400" height="300"></a></p>',
        ),
        (),
        "https://wiki.example/wiki/Mill",
    ),
    Practice(
        "file_page",
        "MediaWiki: a copy, whose address does not say so",
        _wiki(
            "Text is available under CC BY 4.0",
            f'<table class="licensetpl"><tr><td>{_CC}<span class="licensetpl_link">{BY4}</span></td></tr></table>',
        ),
        (Work("/images/a/a1/Red_mill.jpg", "by 4.0"),),
        "https://copy.example/File3ARed_mill.html",
    ),
    Practice(
        "file_page",
        "MediaWiki: a file without a licence of its own, where all content of the wiki has one",
        _wiki(_AVAILABLE),
        (Work("/images/a/a1/Red_mill.jpg", "by-sa 3.0"),),
        _FILE,
    ),
    *(
        Practice("file_page", f"MediaWiki: {name}", _wiki(foot, description), (), _FILE)
        for name, foot, description in (
            (
                "a file that is used fairly",
                _AVAILABLE,
                "<p>Box art. Fair use, © Brook Games.</p>",
            ),
            (
                "a wiki that licenses its text",
                _AVAILABLE.replace("Content", "Text"),
                "<p>The mill.</p>",
            ),
            (
                "what Fandom's community writes, of a file",
                f'Community content is available under <a href="{CC}/licenses/by-sa/3.0/">CC-BY-SA</a> unless otherwise noted.',
                "<p>The mill.</p>",
            ),
        )
    ),
)

_MILL_PAGE = "https://site.example/2024/red-mill/"
_CHOSEN = f'<div id="footer">This work is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</div>'


def _shown(
    name: str, body: str, file: str | None = "/up/red-mill.jpg", url: str = _MILL_PAGE
) -> Practice:
    """Return the page of a theme whose one picture of its own is called as the page is."""
    html = (
        '<!doctype html><html><head><title>Red mill | The Brook</title></head><body><div id="header"><a href="/"><img '
        f'src="/up/logo.png" width="200" height="60" alt="The Brook"></a></div>{body}{_CHOSEN}</body></html>'
    )
    works = (Work(file, "by 4.0"),) if file else ()
    return Practice("page_license", f"the page's picture in a theme: {name}", html, works, url)


_PNG = '<p><img src="/up/red-mill.png" alt="Diagram"></p>'
_CARDS = "".join(
    f'<article class="card"><a href="/2023/{n}/"><img src="/up/{n}.jpg" width="300" height="200"></a><h3>{n}</h3></article>'
    for n in ("tower", "gate", "well")
)
# WordPress/twentynineteen, header.php (site-featured-image), and twentyseventeen, header.php; Sphinx' basic theme; TypePad,
# Serendipity (s9ymdb) and Pixelpost as their pages were saved; webcomics whose picture leads to the next; Nikola's base theme.
THEME_PAGES = (
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
        f'<div id="comic"><a rel="next" href="/comic/13"><img src="/comics/12.png" width="700" height="900" alt=""></a></div>{TEXT}',
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
    Practice(
        "credit_line",
        "Ghost's Casper: the head's background, credited at the end of the article",
        '<!doctype html><html><head><title>Red mill</title><meta property="og:image" content="https://site.example/up/mill.jpg"></head><body><article class="post-full"><header><h1 class="post-full-title">Red mill</h1></header><figure class="post-full-image" style="background-image: url(/up/mill.jpg)"></figure><section class="post-full-content">'
        f'{TEXT * 2}<p>Image by <a href="https://www.flickr.com/photos/annlee/2686928821">Ann Lee</a>, {_CC}</p></section></article></body></html>',
        _MILL,
    ),
)

_ELSEWHERE = "https://www.other.example/wp-content/uploads/chain.jpg"


def _under(
    name: str, body: str, file: str | None = None, url: str = _MILL_PAGE, foot: str = _CHOSEN
) -> Practice:
    """Return a page under a licence, with a picture of which something says whose it is."""
    html = f"<!doctype html><html><head><title>Red mill | The Brook</title></head><body>{body}{foot}</body></html>"
    works = (Work(file, "by 4.0"),) if file else ()
    return Practice("page_license", f"whose the page's picture is: {name}", html, works, url)


def _article(*parts: str) -> str:
    return f"<article><h1>Red mill</h1>{''.join(parts)}</article>"


_FLAG = '<img src="/up/uy.png" alt="">'
# Of pages that sites sent, 2014 to 2026; blogdown's folder of a post's figures (index_files/figure-html); Picasa's code for a picture.
WHOSE = (
    _under(
        "it lies at another site",
        _article(TEXT, f'<p><img src="{_ELSEWHERE}" alt="Five steps"></p>', TEXT),
    ),
    _under(
        "it lies where people keep their own",
        _article(TEXT, '<p><img src="https://cdn.brook.example/chain.jpg" alt=""></p>', TEXT),
        "https://cdn.brook.example/chain.jpg",
    ),
    _under(
        "a flag amid a sentence",
        _article(f"<p>I was born in Uruguay {_FLAG}, and have lived in Argentina since.</p>", TEXT),
    ),
    _under(
        "an archive is named in its caption",
        _article(
            TEXT,
            '<figure><img src="/up/tower.jpg" width="800" alt=""><figcaption>A sampler, Archivio fotografico di Torre</figcaption></figure>',
            TEXT,
        ),
    ),
    _under(
        "the site's own archive is named",
        _article(
            TEXT,
            '<figure><img src="/up/tower.jpg" width="800" alt=""><figcaption>A sampler, Archivio fotografico di Brook</figcaption></figure>',
            TEXT,
        ),
        "/up/tower.jpg",
        "https://brook.example/2024/red-mill/",
    ),
    _under(
        "its caption ends with another site's address",
        _article(
            TEXT,
            '<figure><img src="/up/tower.jpg" width="800" alt=""><figcaption>A sampler <a href="https://tower.example/">https://tower.example/</a></figcaption></figure>',
            TEXT,
        ),
    ),
    _under(
        "its alternative text speaks of stock components",
        _article(
            '<figure><img src="/up/tower.jpg" width="800" alt="Stock components of a tower"><figcaption>Figure 1: Stock components of a tower</figcaption></figure>',
            TEXT,
        ),
        "/up/tower.jpg",
    ),
    _under(
        "an album at Picasa, whose link names nobody",
        _article(
            '<p><a href="http://picasaweb.google.com/lh/photo/UfiMu4T42Uju57FSla9msQ?feat=embedwebsite"><img src="https://lh6.ggpht.com/_is7/SmB_mRwEiOI/AAAA/AgBV/s400/DSC_0058.JPG" alt="Plugin"></a></p>',
            TEXT,
        ),
        "https://lh6.ggpht.com/_is7/SmB_mRwEiOI/AAAA/AgBV/s400/DSC_0058.JPG",
    ),
    _under(
        "it leads to the very page",
        f'<div class="entry-thumb"><a href="{_MILL_PAGE}"><img src="/up/fish_1.png"></a></div><div>{TEXT * 2}</div>',
        "/up/fish_1.png",
    ),
    _under(
        "what R drew for the post, under a notice that names nobody",
        _article(
            TEXT,
            '<p><img src="/2024/red-mill/index_files/figure-html/pie-1.png" width="672"></p>',
            TEXT,
        ),
        "/2024/red-mill/index_files/figure-html/pie-1.png",
        foot=f'<footer><p>This work is licensed under <a href="{BY4}">CC BY 4.0</a></p></footer>',
    ),
    _under(
        "the cover photo is somebody's, under a notice that names the author",
        _article(
            '<p><img src="/up/portada.jpg" width="800"></p>',
            TEXT,
            "<p>Foto de portada de Sandra Barrón</p>",
        ),
        foot=f'<footer><p>© 2026 Noé Lee. <a href="{BY4}">Algunos derechos reservados</a></p></footer>',
    ),
    _under(
        "a service's sign",
        '<div><a href="https://github.com/brook/mill"><img src="/up/github.png"></a><a href="/mill"><img src="/up/mill.png"></a></div>',
    ),
    _under(
        "an account at Flickr that is written otherwise than the site",
        _article(
            '<p><a href="https://www.flickr.com/photos/ann_b_lee/16034447237"><img src="https://farm8.staticflickr.com/7519/16034447237_bc77758d40_n.jpg" alt="Matt"></a></p>',
            TEXT,
        ),
        "https://farm8.staticflickr.com/7519/16034447237_bc77758d40_n.jpg",
        "https://www.annblee.example/blog/matt.html",
    ),
    _under(
        "a page that reposts another's text",
        _article('<p><img src="/up/IMG_1234.jpg" width="800"></p>', TEXT),
        None,
        "https://site.example/%E8%BD%AC%E8%BD%BD-mill/",
    ),
    _under(
        "a shot of a screen that is called as the page",
        _article('<p><img src="/up/mill-screenshot.png" width="800"></p>', TEXT),
        "/up/mill-screenshot.png",
    ),
    _under(
        "a shot of a screen",
        _article('<p><img src="/up/Screenshot-2024-11.png" width="800"></p>', TEXT),
    ),
    Practice(
        "credit_list",
        "a credit that links to the very file, beside that of a text",
        '<!doctype html><html><body><div><p>Two forms.</p><p><small>Source: <a href="https://en.wikipedia.org/wiki/Mill">Wikipedia, CC BY-SA 3.0</a></small></p><p><img src="https://upload.wikimedia.org/wikipedia/commons/thumb/0/00/XHTML.svg/500px-XHTML.svg.png" alt="XML"></p><p><small>Source: <a href="https://commons.wikimedia.org/wiki/File:XHTML.svg">en:User:Dreftymac, CC BY 2.5, (Wikimedia)</a></small></p></div></body></html>',
        (
            Work(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/0/00/XHTML.svg/500px-XHTML.svg.png",
                "by 2.5",
                "Dreftymac",
            ),
        ),
    ),
    _under(
        "a code to pay by, before the post's own picture",
        _article(
            '<div class="reward"><img src="/up/wechatpay.JPG" alt="微信支付" width="300"></div>',
            '<p><img src="/up/IMG_1234.jpg" width="800"></p>',
            TEXT,
        ),
        "/up/IMG_1234.jpg",
    ),
    *(
        _under(
            f"in the text, {said}",
            _article(TEXT, _OTHER, TEXT),
            file,
            foot=f'<footer><p>{said}</p><p>Content is released under the <a href="{BY4}">CC BY 4.0 license</a>.</p></footer>',
        )
        for said, file in (
            ("Copyright © 2015 Ann Lee", "/up/tower.jpg"),
            ("Powered by Brook", None),
        )
    ),
    *(
        _under(
            f"and not the last one above: {said} CC BY 4.0",
            _article(
                '<p><img src="/up/IMG_1234.jpg" width="800"></p>',
                TEXT,
                _OTHER,
                f'<div class="post-tail"><div class="license-wrapper">{said} <a href="{BY4}">CC BY 4.0</a> por el autor.</div></div>',
            ),
            "/up/IMG_1234.jpg",
            foot="",
        )
        for said in ("Esta publicación está bajo licencia", "Esta publicação está licenciada sob")
    ),
    Practice(
        "block",
        "Hugo's copies of a file are one work",
        f'<!doctype html><html><body><article><h1>Paper</h1><div class="featured" style="background-image: url(/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_800x0_resize_box_2.png)"></div><figure><img src="/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_680x500_fill_q90_box_center_2.png" width="680" alt=""><figcaption>Illustration by Ann Lee, {_CC}</figcaption></figure></article></body></html>',
        (
            Work(
                "/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_680x500_fill_q90_box_center_2.png",
                "by 4.0",
                "Ann Lee",
            ),
        ),
    ),
    Practice(
        "credit_list",
        "a line with Flickr's short address, and below it the licence",
        f'<!doctype html><html><body><article><h1>Disk</h1><p><img src="/media/3219157599_34c9a86f3c_o.jpg" alt="Disk"></p>{TEXT * 2}{_OTHER}{TEXT}<p>La imagen del disco la tomé de https://flic.kr/p/5Ut2pe</p><p>La foto tiene licencia CC BY 2.0.</p></article></body></html>',
        (Work("/media/3219157599_34c9a86f3c_o.jpg", "by 2.0"),),
    ),
    Practice(
        "statement",
        "a note on the music that is offered",
        f'<!doctype html><html><body><article><h1>Summer</h1><p><a href="https://music.example/summer.mp3">Descargar mp3*</a></p>{TEXT}<p>*Música distribuida bajo licencia <a href="{BY4}">CC BY 4.0</a></p></article></body></html>',
        (Work("https://music.example/summer.mp3", "by 4.0"),),
    ),
    Practice(
        "statement",
        "a paper at CEUR-WS, whose notice is of its numbered figures",
        f'<!doctype html><html><body><article><h1>Time</h1>{TEXT}<figure><img src="/img/demo.png" width="600"><figcaption>Fig. 1: The query.</figcaption></figure>{TEXT}<p>© 2025 Copyright for this paper by its authors. Use permitted under Creative Commons License Attribution 4.0 International (CC BY 4.0).</p></article></body></html>',
        (Work("/img/demo.png", "by 4.0"),),
    ),
    Practice(
        "attribute",
        "a credit of the cover stands in the description of another picture",
        f'<!doctype html><html><body><article><h1>Carols</h1><img src="/up/woodstock.png" width="300" alt="Woodstock">{TEXT}<ul><li><img src="/up/choir.jpg" width="300" alt="Choir, by Diliff, CC BY-SA 3.0"></li></ul><p>Cover image: Choir, by Diliff, CC BY-SA 3.0</p></article></body></html>',
        (Work("/up/choir.jpg", "by-sa 3.0", "Diliff"),),
    ),
    Practice(
        "statement",
        "a statement whose markup was escaped when the site moved",
        f'<!doctype html><html><body><article><h1>Red mill</h1><img src="/up/a1.jpg" width="600">{TEXT}<img src="/up/b1.jpg" width="600"><p>&lt;em&gt;[All photos in this post were taken by me and are licensed under a &lt;a href=&quot;<a href="{BY4}">{BY4}</a>&quot;&gt;Creative Commons Attribution&lt;/a&gt;]&lt;/em&gt;</p></article></body></html>',
        (Work("/up/a1.jpg", "by 4.0"), Work("/up/b1.jpg", "by 4.0")),
    ),
    *(
        Practice(
            "figure",
            f"a caption's name: {said}",
            f"<!doctype html><html><body><article><h1>Red mill</h1>{TEXT}<figure>{_IMG}<figcaption>{said}</figcaption></figure></article></body></html>",
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
)


def _noted(name: str, url: str, file: str | None) -> Practice:
    """Return a page with a diagram that is described, and shown again in a box that a click opens."""
    html = (
        f'<!doctype html><html><head><title>Introduction</title></head><body><article><h1>Introduction</h1>{TEXT * 2}<p><img src="/img/wheels.png" alt="Two wheels that drive a stone"></p><div class="lightbox"><img src="/img/wheels.png"></div>{TEXT}</article>'
        f"<footer>Except as otherwise noted, the content of this page is licensed under the {_CC}, and code samples are licensed under the Apache 2.0 License.</footer></body></html>"
    )
    works = (Work(file, "by 4.0"),) if file else ()
    return Practice("statement", f"whose the page's picture is: {name}", html, works, url)


_ROW_SPELT = "<p>{}: {}, CC BY 3.0 &lt;{}&gt;, via Wikimedia Commons</p>".format
_SPELT = (
    ("Vera Brook", "AnnLee"),
    ("Olga Rubzova", "Bob Ray from Torre, Italy"),
    ("Xu Chen", "carl"),
    ("Tan Zhongyi", "Dora Roe"),
)
# Of pages that sites sent: Publii's teasers, Quarto's and R's footers, Quire's and CollectionBuilder's cards.
OTHERS = (
    Practice(
        "credit_list",
        "entries spelt otherwise than their files stand between those that are not",
        f"<!doctype html><html><body><article><h1>Players</h1>{TEXT}"
        + "".join(
            f'<img src="/up/{name}.jpg" width="600" alt="">'
            for name in ("Vera_Brook", "Olga_Rubtsova", "Xu_Chen", "Tan_Zhongyi")
        )
        + f"{TEXT}<h2>Credits</h2>"
        + "".join(_ROW_SPELT(name, who, f"{CC}/licenses/by/3.0") for name, who in _SPELT)
        + "</article></body></html>",
        tuple(
            Work(f"/up/{file}.jpg", "by 3.0", who)
            for file, who in (
                ("Vera_Brook", "AnnLee"),
                ("Xu_Chen", "carl"),
                ("Tan_Zhongyi", "Dora Roe"),
                ("Olga_Rubtsova", "Bob Ray"),
            )
        ),
    ),
    Practice(
        "credit_line",
        "a teaser's list of credits is not of the one picture that it shows",
        f"<!doctype html><html><body><article><h2>Players</h2><img src='/up/board.jpg' width='800'>{TEXT}<p>Image credits: Vera: Ann Lee, CC BY 3.0, via Wikimedia Commons Olga: Bob Ray, CC BY-SA 3.0, via Wikimedia Commons Xu: …</p></article></body></html>",
        (),
    ),
    Practice(
        "credit_line",
        "a site's notice at the end of the text, for its text",
        f'<!doctype html><html><body><main><h1>Red mill</h1><img src="/up/numbers.png" width="800">{TEXT}<p>© 2026 The Brook. Content is published under Creative Commons {_CC} License for the text and MIT License for any code.</p></main></body></html>',
        (),
    ),
    Practice(
        "block",
        "Korean: the document in a card follows the licence",
        f'<!doctype html><html><body><div class="card"><img src="/up/cook.jpg" width="400"><p>이 문서는 Brook의 안내서를 번역한 문서입니다. 이 문서는 {_CC} 라이센스를 따릅니다.</p></div><div class="card"><p>{TEXT}</p></div></body></html>',
        (),
    ),
    _under(
        "an emoji that a library draws",
        f'<main><h1>Red mill</h1><p><img class="twemoji" src="https://cdnjs.cloudflare.com/ajax/libs/twemoji/14.0.2/svg/1f4a1.svg" alt="idea">{TEXT}</p></main>',
    ),
    _under(
        "it is a portrait of the page's author",
        '<article><h1>Red mill</h1><p><a rel="author" href="/ann">Ann Lee</a></p>'
        f'<img src="/up/annlee.jpg" width="400" alt="">{TEXT}</article>',
    ),
    _under(
        "its theme calls it the author's",
        _article('<img src="/up/bio-photo.jpg" width="400" alt="">', TEXT),
    ),
    _under(
        "it is in a card that leads elsewhere",
        '<main><h1>Red mill</h1><ul><li><a href="https://other.example/1/"><div class="card"><div class="card-image"><figure><img src="/up/mother.jpg" width="400" alt=""></figure></div></div></a></li></ul></main>',
    ),
    _under(
        "its caption ends with where it is from",
        _article(
            '<figure><img src="/up/red-mill.png" width="800" alt=""><figcaption>A collection on mills <a href="https://other.example/collection/mills">https://other.example/collection/mills</a> <a class="headerlink" href="#mill">#</a></figcaption></figure>',
            TEXT,
        ),
    ),
    *(
        _under(
            f"its caption ends with a name: {caption}",
            _article(
                f'<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>{caption}</figcaption></figure>',
                TEXT,
            ),
        )
        for caption in (
            "Storks at the mill (Bo Ek)",
            "Storks at the mill / Bo Ek",
            "Storks at the mill. [Bo Ek/The Brook]",
        )
    ),
    _under(
        "its caption ends with what the page is called",
        _article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>Storks (Red Mill)</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    _under(
        "its description ends with a name",
        _article(
            '<img src="/up/red-mill.jpg" width="800" alt="Storks at the mill by Bo Ek">', TEXT
        ),
    ),
    *(
        Practice(
            "block",
            f"a credit of a text stands below the picture: {said}",
            f'<!doctype html><html><body><article><h1>River</h1><img src="/up/x1.jpg" width="800"><p>{said}, {_CC}</p>{TEXT}</article></body></html>',
            (),
        )
        for said in (
            "This chapter is a derivative of Mills by Ann Lee",
            "Lecture notes by Ann Lee",
            "Logo by Ann Lee",
        )
    ),
    Practice(
        "block",
        "cards of books, whose licence is not of their pictures",
        "<!doctype html><html><body><div class='row'>"
        + "".join(
            f'<div class="card"><img src="/up/{name}.jpg" width="300"><h3><a href="/{name}">The {name}</a></h3><p>License: {_CC}</p></div>'
            for name in ("mill", "saw")
        )
        + "</div></body></html>",
        (),
    ),
    Practice(
        "block",
        "the portrait beside what an author says of her photos",
        f'<!doctype html><html><body><article><h1>River</h1>{TEXT}<div class="author-bio"><img src="/up/ann.jpg" width="200"><p>Ann Lee writes about mills. Her photos are {_CC}.</p></div></article></body></html>',
        (),
    ),
    *(
        Practice(
            "credit_line",
            f"a credit of several photographs, {where}",
            f'<!doctype html><html><body><article><h1>River</h1>{before}<img src="/up/x1.jpg" width="800"><img src="/up/x2.jpg" width="800">{behind}{TEXT}</article></body></html>',
            (
                Work("/up/x1.jpg", "by 4.0", "Ann Lee"),
                Work("/up/x2.jpg", "by 4.0", "Ann Lee"),
            ),
        )
        for where, before, behind in (
            ("above them", f"<p>Photos by Ann Lee, {_CC}</p>", ""),
            ("below them", "", f"<p>Photos by Ann Lee, {_CC}</p>"),
        )
    ),
    _noted(
        "a manual's pages, whose code has another licence",
        "https://docs.mill.example/grinding/introduction",
        "https://docs.mill.example/img/wheels.png",
    ),
    _noted(
        "a site's page, whose code has another licence",
        "https://mill.example/grinding/introduction",
        None,
    ),
    Practice(
        "credit_list",
        "a line that lists several credits, each behind a semicolon",
        f'<!doctype html><html><body><article><h1>Board</h1><img src="/up/map.png" width="800">{TEXT}<img src="/up/Red_Mill-1024x683.jpg" width="1024">{TEXT}<p>Bildnachweis: Illustrationen: Bo Ek; Red_Mill von Ann Lee [CC BY 3.0 (http://creativecommons.org/licenses/by/3.0/)], via Wikimedia Commons</p></article></body></html>',
        (Work("/up/Red_Mill-1024x683.jpg", "by 3.0", "Ann Lee"),),
    ),
    _under(
        "its caption names a service and who made it there",
        _article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>The mill turns. Wikimedia Commons: user Plum.</figcaption></figure>',
            TEXT,
        ),
    ),
    Practice(
        "block",
        "a paragraph flows round the picture, and below it stands the credit of a linked photograph",
        f'<!doctype html><html><body><article><h1>Board</h1><p><img src="/up/tower.jpg" width="210" height="259" class="alignleft"></p>{TEXT}<p>It may remind you of a tower. Photo by <a href="https://www.flickr.com/photos/annlee/319713476/">annlee</a>, flickr.com, {_CC}</p>{TEXT}<p><img src="/up/shot.jpg" width="600"></p>{TEXT}</article></body></html>',
        (Work("/up/tower.jpg", "by 4.0", "annlee"),),
    ),
    *(
        _under(
            f"its caption credits somebody: {caption}",
            _article(
                f'<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>{caption}</figcaption></figure>',
                TEXT,
            ),
        )
        for caption in (
            "Thanks to Bo Ek for the photo",
            "Image from Brook Times",
            "The old mill (from the Brook Times)",
            "The old mill - source Brook Times",
            "Molino rojo. Tomada de Brook",
            "Il mulino - immagine tratta da Brook",
            "Le moulin (photo Bo Ek)",
            "Moulin rouge, par Bo Ek",
            "Die Mühle, aufgenommen von Bo Ek",
            "Młyn, fot. Bo Ek",
            "水车，图片来自网络",
            "图源：Brook",
            "사진 출처: 브룩",
        )
    ),
    *(
        _under(
            f"its description says that it is another's: {alt}",
            _article(f'<img src="/up/red-mill.jpg" width="800" alt="{alt}">', TEXT),
        )
        for alt in ("The mill, painting by Bo Ek, 1990", "The mill, 1890", "Her (2013)")
    ),
    *(
        _under(
            f"its file is named as what everybody shares: {file}",
            _article(f'<img src="/up/{file}" width="800" alt="">', TEXT),
        )
        for file in (
            "xkcd-927.png",
            "mill-meme.jpg",
            "800px-Old_Mill_in_Brook.jpg",
            "stock-photo-windmill.jpg",
            "mill-book-cover.jpg",
            "google-maps.png",
        )
    ),
    _under(
        "a site's front page",
        f'<main><h1>Red mill</h1><img src="/up/red-mill.jpg" width="1200" alt="">{TEXT}</main>',
        url="https://site.example/",
    ),
    _under(
        "the page on the site's licence",
        _article('<img src="/up/red-mill.jpg" width="800" alt="">', TEXT),
        url="https://site.example/license/",
    ),
    _under(
        "a file that is called me",
        _article('<img src="/up/me.jpg" width="300" alt="">', TEXT),
    ),
    *(
        _under(
            f"what the foot keeps back: {said}",
            _article('<img src="/up/red-mill.jpg" width="800" alt="">', TEXT),
            foot=f"<footer>Content {_CC}. {said}</footer>",
        )
        for said in (
            "Images from Unsplash.",
            "Photos used with permission.",
            "Stock images licensed separately.",
        )
    ),
    Practice(
        "page_license",
        "the footer names what is licensed, and nobody",
        f'<!doctype html><html><head><title>Red mill</title></head><body><article><h1>Red mill</h1><img src="/up/red-mill.jpg" width="800" alt="">{TEXT}</article><footer>Documentation licensed under <a rel="license" href="{BY4}">CC BY 4.0</a></footer></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0"),),
        _MILL_PAGE,
    ),
    *(
        Practice(
            "block",
            f"a card whose line names the author behind the linked title: {between}",
            '<!doctype html><html><body><main><div class="grid">'
            + "".join(
                f'<article><img src="/up/{name}.jpg" width="640" height="480" alt=""><div><h2>Dish {name}</h2><p>“<a href="https://www.flickr.com/photos/49215102@N00/735430672{name[1]}">{name} seen from above</a>”{between}annlee{name[1]}</p><p><a href="{BY4}">Licencia BY</a> · vía Openverse</p></div></article>'
                for name in ("m1", "m2")
            )
            + "</div></main></body></html>",
            tuple(Work(f"/up/m{n}.jpg", "by 4.0", f"annlee{n}") for n in (1, 2)),
        )
        for between in (" · ", " | ", " – ", " / ", " by ", ", ")
    ),
    Practice(
        "block",
        "a table's row of captions below its row of pictures",
        f'<!doctype html><html><body><article><h1>River</h1><table><tr><td><img src="/up/x1.jpg" width="400"></td><td><img src="/up/x2.jpg" width="400"></td></tr><tr><td>Photo: Ann Lee, {_CC}</td><td>Photo: Bob Ray, {_CC}</td></tr></table>{TEXT}</article></body></html>',
        (Work("/up/x1.jpg", "by 4.0", "Ann Lee"), Work("/up/x2.jpg", "by 4.0", "Bob Ray")),
    ),
    *(
        Practice(
            "block",
            f"a credit of something else stands beside a picture: {name}",
            f'<!doctype html><html><body><article><h1>River</h1><img src="/up/x1.jpg" width="800">{said}{TEXT}</article></body></html>',
            (),
        )
        for name, said in (
            (
                "a quotation",
                f"<blockquote><p>Mills are a good thing.</p><footer>Ann Lee, {_CC}</footer></blockquote>",
            ),
            (
                "a film",
                f'<figure><video src="/v.mp4"></video><figcaption>Ann Lee, {_CC}</figcaption></figure>',
            ),
            (
                "an embedded film",
                f'{TEXT}<iframe src="https://player.example/1"></iframe><p>Ann Lee, {_CC}</p>',
            ),
            ("a text, in its caption", f"<p>© Agency; text {_CC}</p>"),
            ("a talk", f"<p>You can watch the talk under {_CC} here.</p>"),
        )
    ),
    Practice(
        "block",
        "a credit right above each picture, and none below the last",
        f'<!doctype html><html><body><article><h1>River</h1>{TEXT}<p>Photo: Ann Lee, {_CC}</p><p><img src="/up/x1.jpg" width="800"></p><p>Photo: Bob Ray, {_CC}</p><p><img src="/up/x2.jpg" width="800"></p>{TEXT}</article></body></html>',
        (Work("/up/x1.jpg", "by 4.0", "Ann Lee"), Work("/up/x2.jpg", "by 4.0", "Bob Ray")),
    ),
    Practice(
        "block",
        "the first page of a document, to which it leads",
        f'<!doctype html><html><body><article><h1>River</h1><div><a href="/paper.pdf"><img src="/up/paper.jpg" width="200"></a><p>Ann Lee, {_CC}</p></div>{TEXT}</article></body></html>',
        (),
    ),
    Practice(
        "figure",
        "a gallery's folders of one file in two sizes are one work",
        f'<!doctype html><html><body><article><h1>River</h1><figure><img src="/img/thumbs/x1.jpg" width="300"><figcaption>Ann Lee, {_CC}</figcaption></figure>{TEXT}<figure><img src="/img/x1.jpg" width="900"><figcaption>Ann Lee, {_CC}</figcaption></figure></article></body></html>',
        (Work("/img/x1.jpg", "by 4.0", "Ann Lee"),),
    ),
    _under(
        "its caption links where it is from",
        _article(
            '<table class="tr-caption-container"><tr><td><img src="/up/red-mill.jpg" width="200" alt=""></td></tr><tr><td class="tr-caption">Photo 1: Storks at the mill (<a href="https://other.example/storks">Source</a>)</td></tr></table>',
            TEXT,
        ),
    ),
    _under(
        "other pictures of the page link where they are from",
        _article(
            '<p><img src="/up/red-mill.jpg" width="600" alt=""></p>',
            TEXT,
            *(
                f'<p><img src="/up/{name}.jpg" width="600" alt=""></p><p>(<a href="https://other.example/{name}">Source</a>)</p>'
                for name in ("map", "saw")
            ),
            TEXT,
        ),
    ),
    _under(
        "it is an image map at the head of the page",
        '<table><tr><td><img src="/inc/red-mill.jpg" width="663" height="173" usemap="#m"></td></tr></table><main><h1>Red mill</h1>'
        + TEXT
        + "</main>",
    ),
    _under(
        "it is a masthead",
        '<div><img src="/inc/mast_images/red-mill.jpg" width="663" height="173"></div><main><h1>Red mill</h1>'
        + TEXT
        + "</main>",
    ),
    *(
        _under(
            f"the licence is said to be of the text: {said}",
            _article(
                '<img src="/up/red-mill.jpg" width="600" alt="">', TEXT, f"<p>{said}</p>", TEXT
            ),
        )
        for said in (
            "Please note that this Creative Commons license applies to text only, and not to images.",
            "The license does not cover the photographs.",
            "Die Lizenz gilt nur für den Text.",
        )
    ),
    _under(
        "a shot of a screen in the folder of its page",
        _article(
            '<img src="https://files.site.example/local--files/red-mill/Screen%20Shot%202014.png" width="600" alt="">',
            TEXT,
        ),
        "https://files.site.example/local--files/red-mill/Screen%20Shot%202014.png",
    ),
    Practice(
        "figure",
        "Drupal's template for a picture: a field for its credit",
        f'<!doctype html><html><body><article><h1>Board</h1><div class="field"><article class="media media--type-image media--view-mode-caption"><div class="field"><img src="/up/board.png" width="520" height="292" alt=""></div><div class="field caption"><span class="caption__byline">Image by: </span><p>Ann Lee. Modified by The Brook. CC BY-SA 3.0.</p></div></article></div>{TEXT}<p>This work is licensed under {_CC}</p></article></body></html>',
        (Work("/up/board.png", "by-sa 3.0", "Ann Lee"),),
    ),
    Practice(
        "attribute",
        "a teaser's small photograph, credited in its description",
        f'<!doctype html><html><body><article><h1>Board</h1>{TEXT}</article><div class="more"><a href="/storks"><img src="/thumb/storks.jpg" width="60" height="60" alt="Storks, June 2011. Photo: Ann Lee, CC BY-SA 3.0 via Wikimedia Commons"></a></div></body></html>',
        (Work("/thumb/storks.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    _under(
        "its caption names somebody in brackets",
        _article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>Two storks at the mill (by Bo Ek)</figcaption></figure>',
            TEXT,
        ),
    ),
    Practice(
        "statement",
        "a journal names a paper's author in its head, and in its menu nobody",
        f'<!doctype html><html><head><meta name="citation_author" content="Lee, Ann"></head><body><ul><li><a href="/authors"><h2>Author Services</h2></a></li><li>Author / Affiliation</li></ul><article><h1>Time</h1>{TEXT}<figure><img src="/img/demo.png" width="600"><figcaption>Figure 1: The query.</figcaption></figure><p>This article is an open access article distributed under the terms of the Creative Commons Attribution License ({_CC}).</p></article></body></html>',
        (Work("/img/demo.png", "by 4.0", "Ann Lee"),),
    ),
    _under(
        "its caption has a year of long ago",
        _article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption><em>The miller in his mill</em>, 1936.</figcaption></figure>',
            TEXT,
        ),
    ),
    _under(
        "the sound is linked by the wiki's page of the file",
        '<main><h1>Red mill</h1><p><a href="/wiki/File:Red_mill.ogg">Listen</a></p></main>',
    ),
)

_CARD = (
    '<div class="sd-card"><div class="sd-card-body"><p><img src="/up/cartoon.jpg" width="600" alt=""></p><p>Cartoons of a '
    'paper.</p></div><div class="sd-card-footer"><a href="https://other.example/cartoons/">More info</a></div></div>'
)
# HTML Living Standard 7.4.6.4 ("#top"); Bootstrap's and sphinx-design's cards; Dublin Core's dc:rights in a meta element;
# WordPress' widgets; captions of pages that sites sent.
FURNITURE = (
    _under(
        "it leads to the top of the page",
        _article(
            '<a href="#top"><img src="/static/svgs/to-start.svg" class="up" alt=""></a>', TEXT
        ),
    ),
    _under(
        "it is called as a button that leads to the top",
        _article('<a href="#a"><img src="/static/svgs/back2top.svg" alt=""></a>', TEXT),
    ),
    _under(
        "a card that leads to another page shows it",
        _article(TEXT, _CARD, TEXT),
    ),
    _under(
        "a card holds the whole page, with its links",
        f'<div class="card"><img src="/up/IMG_1234.jpg" width="800" alt="">{TEXT * 3}<a href="/gate">The gate</a></div>',
        "/up/IMG_1234.jpg",
    ),
    _under(
        'its caption says "From the Internet"',
        _article(
            '<div><img src="/up/red-mill.svg" width="700" alt=""><div class="caption">Figure 1: From the Internet</div></div>',
            TEXT,
        ),
    ),
    _under(
        "the sidebar's heading behind it is no source",
        f'<main><article><h1>Red mill</h1>{TEXT}<p><img src="/up/red-mill.jpg" width="700" alt=""></p></article></main><aside class="widget"><h3>Facebook</h3></aside>',
        "/up/red-mill.jpg",
    ),
    Practice(
        "page_metadata",
        "dc:rights says the licence in words",
        f'<!doctype html><html><head><title>Red mill</title><meta property="dc:rights" content="CC BY-NC-SA 3.0"></head><body>{_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}</body></html>',
        (Work("/up/red-mill.jpg", "by-nc-sa 3.0"),),
    ),
    Practice(
        "statement",
        "a footer's notice, and behind a mark what the site is made with",
        f'<!doctype html><html><head><title>Red mill</title></head><body>{_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}<footer><p><a href="{BY4}">CC BY</a> Ann Lee 2020 · Powered by the Brook theme</p></footer></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0", "Ann Lee"),),
    ),
)

_GRANTED = f'<p><a href="https://commons.wikimedia.org/wiki/File:Mill.jpg">原图及作者信息</a> · <a href="{BY4}">许可条款</a></p>'
# Lists of credits as pages write them by hand; HTML5 UP's footers; Zenodo's IIIF files.
BY_HAND = (
    *(
        Practice(
            "block",
            f"a list of credits: heading, {said}, the licence alone, and the original",
            f'<!doctype html><html><body><h1>照片来源</h1><article><img src="/up/mill.jpg" width="240" alt=""><div><h2>海滩</h2><p>{said}</p><p>CC BY 4.0</p><p>为网页展示进行尺寸或格式转换。</p>{_GRANTED}</div></article></body></html>',
            (Work("/up/mill.jpg", "by 4.0", name),),
        )
        for said, name in (
            ("annlee42", "annlee42"),
            ("Ann Lee from London, England", "Ann Lee"),
            ("A mill in the hills of the north", None),
        )
    ),
    _under(
        "the end of the article names a licence for an image",
        _article(
            '<p><img src="/up/red-mill.jpg" width="800" alt=""></p>',
            TEXT,
            '<p><img src="/up/bridge.jpg" width="800" alt=""></p>',
            TEXT,
            '<footer><small>Licencia imagen: CC0, Fuente imagen original: <a href="https://other.example">Other.example</a></small></footer>',
        ),
    ),
    Practice(
        "block",
        "a repository's IIIF file, and below it a credit without a link",
        f'<!doctype html><html><body><main><h1>Open</h1>{TEXT}<figure><img src="https://zenodo.org/api/iiif/v2/5c8c:red-mill.jpg/full/750,/0/default.jpg" alt=""></figure><p><em>Open and closed. The Brook project illustration by Annlee for The Brook Community Shared under CC-BY 4.0 License. Zenodo.</em></p>{TEXT}</main></body></html>',
        (
            Work(
                "https://zenodo.org/api/iiif/v2/5c8c:red-mill.jpg/full/750,/0/default.jpg",
                "by 4.0",
                "Annlee",
            ),
        ),
    ),
    Practice(
        "statement",
        "a footer's design is by nobody who made its picture",
        f'<!doctype html><html><head><title>Red mill</title></head><body>{_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}<section id="footer"><p class="copyright"><a href="{BY4}">Licencia: CC BY 4.0</a> Design: <a href="http://html5up.net">HTML5 UP</a></p></section></body></html>',
        (Work("/up/red-mill.jpg", "by 4.0", None),),
    ),
)

_STYLED = '<link rel="stylesheet" href="/assets/style.css">'
_RECIPE = "".join(
    f'<div style="background-image:url(/up/red-mill.jpg)">{TEXT}</div><img src="/up/red-mill.jpg">'
    for _ in range(2)
)
# bookdown's templates (assets/style.css beside the banner); HighWire's panes of a journal; blogs of 2012 to 2026; the
# words that move a file from a Wikipedia to Commons (commons.wikimedia.org, Template:Original uploader).
MADE_OF = (
    _under(
        "it lies with the style sheets",
        f'{_STYLED}<img src="/assets/red-mill.png" width="900">{_article(TEXT, TEXT)}',
    ),
    _under(
        "its page and all that is of it lie with the style sheets",
        f'<link rel="stylesheet" href="style.css">{_article("<p><img src=red-mill.jpg width=800></p>", TEXT)}',
        "/2024/red-mill/red-mill.jpg",
    ),
    _under(
        "the cover of the issue, which stands in a pane of its own",
        f'<div class="cover-issue"><div class="cover-issue-image"><a href="/content/3/6"><img src="/up/red-mill.jpg" width="400"></a></div></div>{_article(TEXT, TEXT)}',
    ),
    _under(
        "its file's name ends with whom it is by",
        _article('<p><img src="/up/red-mill-foto-cc-de-bo-diaz.jpg" width="800"></p>', TEXT),
    ),
    _under(
        "its file's name says what it shows, in Spanish",
        _article('<p><img src="/up/red-mill-foto-de-la-playa.jpg" width="800"></p>', TEXT),
        "/up/red-mill-foto-de-la-playa.jpg",
    ),
    _under(
        "what it is put together of was taken from others",
        _article(
            '<p><img src="/up/red-mill.png" width="800"></p>',
            TEXT,
            "<p>Elementos gráficos de la portada fueron extraídos de Otros.</p>",
        ),
    ),
    _under(
        "a recipe's card shows it again and again",
        _article('<p><img src="/up/red-mill.jpg" width="800"></p>', TEXT, _RECIPE),
        "/up/red-mill.jpg",
    ),
    _under(
        "quoted pictures are kept back, in Chinese",
        _article('<p><img src="/up/red-mill.jpg" width="800"></p>', TEXT),
        foot=f'<footer>本頁文字與自製圖表採 <a href="{BY4}">CC BY 4.0</a> 釋出；引用之肖像與照片另依其原授權，不在此範圍。</footer>',
    ),
    _under(
        "its caption ends with whom it is by, in Catalan",
        _article(
            '<figure class="wp-caption"><img src="/up/red-mill.jpg" width="800"><p class="wp-caption-text">Una nit al molí. Il·lustració d’Anna Lee.</p></figure>',
            TEXT,
        ),
    ),
    Practice(
        "page_license",
        "a post with a recording of it shows a picture that is called as it is",
        f"<!doctype html><html><head><title>Red mill</title></head><body>{_article('<p><a href=/up/red-mill.mp3>Listen</a></p><p><img src=/up/red-mill-plan.jpg width=800></p>', TEXT)}{_CHOSEN}</body></html>",
        (Work("/up/red-mill.mp3", "by 4.0"), Work("/up/red-mill-plan.jpg", "by 4.0")),
        _MILL_PAGE,
    ),
    Practice(
        "statement",
        "documentation and all images",
        f"<!doctype html><html><body>{_article('<p><img src=/up/red-mill.jpg width=800></p>', TEXT)}<footer><p>Documentation and all images licensed under CC BY-SA 4.0.</p></footer></body></html>",
        (Work("/up/red-mill.jpg", "by-sa 4.0"),),
    ),
    Practice(
        "statement",
        "all infographics, in Czech",
        f"<!doctype html><html><body>{_article('<p><img src=/up/red-mill.png width=800></p>', TEXT)}<p>Všechny naše infografiky jsou k dispozici pod licencí {_CC}.</p></body></html>",
        (Work("/up/red-mill.png", "by 4.0"),),
    ),
    Practice(
        "ccrel",
        "RDFa gives a picture a name under which nothing is kept",
        f'<!doctype html><html><body>{_article(TEXT)}<p><img src="/up/red-mill.png" about="/up/plan.png" rel="license" href="{BY4}"></p></body></html>',
        (Work("/up/red-mill.png", "by 4.0"),),
    ),
    Practice(
        "block",
        "a picture called as a network is, which its description says more of",
        _site(
            f'<div class="fact"><img src="/up/angry-mastodon.jpg" alt="An angry elephant in a garden"><span class="credit">Photo by Ann Lee, {_CC}</span></div>{TEXT}'
        ),
        (Work("/up/angry-mastodon.jpg", "by 4.0", "Ann Lee"),),
    ),
    _under(
        "a note behind it says where it is from",
        _article(
            '<p><img src="/up/red-mill.jpg" width="800"><sup id="fnref:1"><a href="#fn:1">1</a></sup></p>',
            TEXT,
            '<ol><li id="fn:1">File:Mill 42.jpg. (2020, May 3). Wikimedia Commons.</li></ol>',
        ),
    ),
    _under(
        "a note in its caption says where it is from",
        _article(
            '<figure><img src="/up/red-mill.jpg" width="800"><figcaption>The mill <a href="#footnote-2">[2]</a></figcaption></figure>',
            TEXT,
        ),
    ),
    _under(
        "its file's name ends with the service that it is from",
        _article('<p><img src="/up/red-mill.wikimedia.jpg" width="800"></p>', TEXT),
    ),
    _under(
        "R Markdown draws into a folder beside the page",
        _article('<p><img src="red-mill_files/figure-html/unnamed-1.png" width="800"></p>', TEXT),
        "/2024/red-mill_files/figure-html/unnamed-1.png",
        "https://site.example/2024/red-mill.html",
    ),
    _under(
        "a name that begins as one of the layout's and goes on",
        _article('<figure><img src="/up/top500.svg" alt="Machines"></figure>', TEXT),
        "/up/top500.svg",
    ),
    Practice(
        "figure",
        "a srcset that a minifier wrote without spaces behind its commas",
        _site(
            f'<figure><img srcset="/up/mill_900.jpg 900w,/up/mill_1500.jpg 1500w,/up/mill.jpg 6016w"><figcaption>Photo: Ann Lee, {_CC}</figcaption></figure>{TEXT}'
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "Podigee's player, which a script sets up with the recording in three formats",
        f'<!doctype html><html><body>{_article(TEXT)}<script>window.playerConfiguration = {{"episode": {{"media": {{"ogg": "https:\\/\\/site.example\\/up\\/talk.ogg", "mp3": "https:\\/\\/site.example\\/up\\/talk.mp3"}}, "coverUrl": "https://site.example/up/cover.png"}}}}</script>{_CHOSEN}</body></html>',
        (Work("/up/talk.mp3", "by 4.0"),),
        _MILL_PAGE,
    ),
    Practice(
        "page_license",
        "Podlove's player, given an object with the recording in three formats",
        f"<!doctype html><html><body>{_article(TEXT)}<div id='e1'></div><script>podlovePlayer('#e1', {{ title: 'Talk', poster: '/up/cover.jpg', show: {{ url: 'https://site.example' }}, audio: [{{ url: '/up/talk.m4a', mimeType: 'audio/mp4' }}, {{ url: '/up/talk.mp3', mimeType: 'audio/mpeg' }}, {{ url: '/up/talk.opus', mimeType: 'audio/opus' }}] }});</script>{_CHOSEN}</body></html>",
        (Work("/up/talk.mp3", "by 4.0"),),
        _MILL_PAGE,
    ),
    Practice(
        "block",
        "a title and its credit, which only a style sheet sets apart",
        _site(
            "".join(
                f'<ul><li><img src="/up/{name}.jpg"><div><b>{title}</b><span>Foto: {who} · Lizenz: {_CC}</span></div></li></ul>'
                for name, title, who in (
                    ("mill", "The mill 2015", "Ann Lee"),
                    ("gate", "The gate (42)", "bodiaz"),
                )
            )
            + TEXT
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"), Work("/up/gate.jpg", "by 4.0", "bodiaz")),
    ),
    Practice(
        "figure",
        "a paper's authors, before the journal's volume",
        _site(
            f"<figure>{_IMG}<figcaption>Two mills (Lee et al., Phys. Rev. X 12, 040501 (2022), {_CC})</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Lee et al."),),
    ),
    Practice(
        "figure",
        "who uploaded it to a Wikipedia first, and who later",
        _site(
            f"<figure>{_IMG}<figcaption>The mill. By Original uploader was Annlee at en.wikipediaLater version(s) were uploaded by Bodiaz at en.wikipedia. - Transferred from en.wikipedia, {_CC}</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Annlee"),),
    ),
    Practice(
        "figure",
        "an author in Czech",
        _site(
            f"<figure>{_IMG}<figcaption>Mlýn od autora Ann Lee, licencovaný pod {_CC}</figcaption></figure>{TEXT}"
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
)

SITE_PAGES = (
    *APART,
    *NOTICES,
    *WIKI_FILES,
    *THEME_PAGES,
    *WHOSE,
    *OTHERS,
    *FURNITURE,
    *BY_HAND,
    *MADE_OF,
)
