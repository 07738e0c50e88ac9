# ruff: noqa: E501 - lines of markup
"""Themes of static site generators: Hugo, Jekyll, Quarto, Hexo, Astro."""

from bench.own_pages.frames import (
    PHOTO,
    UPLOADED_MILL,
    UPLOADED_SHOT,
    plain_page,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, BY4, NCSA4, ND4, TEXT, OwnPage, Work


def _hero(caption: str) -> str:
    return (
        '<div class="page__hero--overlay" style="background-color: #000; background-image: linear-gradient(rgba(0, 0, 0, 0.5), '
        'rgba(0, 0, 0, 0.5)), url(\'/assets/images/mill.jpg\');"><div class="wrapper"><h1 id="page-title" '
        'class="page__title">The river</h1><p class="page__lead">Its mills and saws.</p></div><span '
        f'class="page__hero-caption">{caption}</span></div><div id="main"><div class="sidebar sticky"><div itemscope '
        'itemtype="https://schema.org/Person" class="h-card"><div class="author__avatar"><a href="/"><img '
        'src="/assets/images/bio-photo.jpg" alt="Cy Roth" itemprop="image" class="u-photo"></a></div></div></div><article '
        f'class="page">{TEXT}</article></div>'
    )


def _wowchemy(caption: str) -> str:
    shown = f'<span class="article-header-caption">{caption}</span>' if caption else ""
    return (
        '<!doctype html><html><head><title>River</title></head><body><nav id="navbar-main"><a class="navbar-brand" href="/">Ann '
        'Lee</a></nav><article class="article"><div class="article-container"><h1>The river</h1><div class="article-metadata">'
        '<span><a href="/author/ann-lee/">Ann Lee</a></span></div></div><div class="article-header article-container '
        'featured-image-wrapper" style="max-width: 720px; max-height: 540px;"><div style="position: relative"><img '
        f'src="/post/river/featured.jpg" width="720" height="540" alt="" class="featured-image">{shown}</div></div><div '
        f'class="article-container"><div class="article-style">{TEXT}{TEXT}</div><div class="media author-card content-widget-hr">'
        '<a href="/author/ann-lee/"><img class="avatar mr-3 avatar-circle" src="/author/ann-lee/avatar_270x270.jpg" alt="Ann '
        'Lee"></a></div><div class="article-widget"><h3>Related</h3><ul><li><a href="/post/tower/">The tower</a></li></ul></div>'
        '</div></article><div class="page-footer"><footer class="site-footer"><p class="powered-by copyright-license-text">© 2024 '
        f'Ann Lee. This work is licensed under <a href="{ND4}" rel="noopener noreferrer" target="_blank">CC BY NC ND 4.0</a></p>'
        f'<p class="powered-by footer-license-icons"><a href="{ND4}" rel="noopener noreferrer" target="_blank" aria-label="Creative '
        'Commons"><i class="fab fa-creative-commons fa-2x" aria-hidden="true"></i><i class="fab fa-creative-commons-by fa-2x"></i>'
        "</a></p></footer></div></body></html>"
    )


def _quarto(license: str, figures: str) -> str:
    return (
        '<!doctype html><html><head><title>River</title></head><body><div id="quarto-content"><main class="content" '
        f'id="quarto-document-content"><header id="title-block-header"><h1 class="title">The river</h1></header>{TEXT}{figures}'
        f'{TEXT}<div id="quarto-appendix" class="default"><section class="quarto-appendix-contents" id="quarto-reuse"><h2 '
        f'class="anchored quarto-appendix-heading">Reuse</h2><div class="quarto-appendix-contents">{license}</div></section>'
        '<section class="quarto-appendix-contents" id="quarto-citation"><h2 class="anchored">Citation</h2><div>For attribution, '
        'please cite this work as: <div class="csl-entry">Lee, Ann. 2024. “The River.”</div></div></section></div></main></div>'
        "</body></html>"
    )


def _plot(name: str, caption: str) -> str:
    return (
        '<div class="quarto-figure quarto-figure-center"><figure class="figure"><p><img src="/river_files/figure-html/'
        f'{name}.png" class="img-fluid figure-img" width="672"></p><figcaption>{caption}</figcaption></figure></div>'
    )


_REUSE = (
    "<div>Text and figures are licensed under Creative Commons Attribution <a rel='license' href='{}'>CC BY 4.0</a>. The "
    "figures that have been reused from other sources don't fall under this license and can be recognized by a note in their "
    'caption: "Figure from ...".</div>'
)

HEADS_AND_FIGURES = (
    OwnPage(
        "statement",
        "Distill: captioned figures of the article's, one with the note that it is another's, one without a caption",
        plain_page(
            f"<article><h1>Curves</h1>{TEXT}<figure><img src='/images/svd.png'><figcaption>Figure from <a href='https://brook.example/svd'>https://brook.example/svd</a></figcaption></figure>{TEXT}"
            f"<figure><img src='/images/ek.png'><figcaption>Drawing by Bo Ek</figcaption></figure><figure><img src='/images/plain.png'></figure>"
            f"<figure><img src='/images/curve.png'><figcaption>Training curve for the simple model</figcaption></figure>{TEXT}{_REUSE.format(BY4)}</article>"
        ),
        (Work("/images/curve.png", "by 4.0"),),
    ),
    # gohugoio/hugo, tpl/tplimpl/embedded/templates/shortcodes/figure.html at 2b73e89d; mmistakes/minimal-mistakes,
    # _includes/page__hero.html; Wowchemy (featured image and site_footer_license.html) as built in sites of 2020 to 2024;
    # quarto-cli, src/format/html/format-html-appendix.ts of 2022; distill's appendix, 2017 and its R port.
    OwnPage(
        "figure",
        "Hugo: attr and attrlink, the licence in the link's text",
        site_post(
            TEXT,
            f'<figure><img src="/up/mill.jpg" alt="The mill at dusk"/><figcaption><h4>The mill</h4><p>The mill at dusk <a '
            f'href="{PHOTO}">Photo by Ann Lee, CC BY 2.0</a></p></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    OwnPage(
        "credit_line",
        "Minimal Mistakes: the caption of the picture behind the title",
        site_page(
            _hero(
                f'Photo credit: <a href="{PHOTO}"><strong>Ann Lee</strong></a>, <a href="{BY2}">CC BY 2.0</a>'
            )
        ),
        (Work("/assets/images/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_line",
        "Minimal Mistakes: a caption that credits Unsplash, under the site's licence",
        site_page(
            _hero('Photo credit: <a href="https://unsplash.com"><strong>Unsplash</strong></a>'),
            f'<p>Content is licensed under <a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
    OwnPage(
        "statement",
        "Wowchemy: the featured image under the site's licence",
        _wowchemy(""),
        (Work("/post/river/featured.jpg", "by-nc-nd 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "Wowchemy: the featured image has a caption with another's name",
        _wowchemy(
            'Image credit: <a href="https://unsplash.com/photos/OGZtQF8iC0g"><strong>Bo Ek</strong></a>'
        ),
    ),
    OwnPage(
        "page_license",
        "Quarto: a section Reuse that is the licence's link",
        _quarto(
            f'<div id="quarto-reuse" class="quarto-appendix-contents"><div><a rel="license" href="{BY4}">{BY4}</a></div></div>',
            _plot("fig-flow-1", "Figure 1: The flow."),
        ),
        (Work("/river_files/figure-html/fig-flow-1.png", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "Distill: text and figures are licensed, but figures from others",
        _quarto(
            _REUSE.format(BY4),
            _plot("fig-flow-1", "Figure 1: The flow.")
            + TEXT
            + _plot("fig-flow-2", "Figure 2: The height.")
            + TEXT
            + _plot("other", "Figure 3: The basin. Figure from Ek et al. 2014"),
        ),
        (
            Work("/river_files/figure-html/fig-flow-1.png", "by 4.0"),
            Work("/river_files/figure-html/fig-flow-2.png", "by 4.0"),
        ),
    ),
    OwnPage(
        "statement",
        "Distill: figures that the article's code draws have no number",
        _quarto(
            _REUSE.format(BY4),
            '<p><img src="/river_files/figure-html5/flow-1.png" width="624" /></p>'
            + TEXT
            + '<p><img src="/river_files/figure-html5/height-1.png" width="624" /></p>'
            + TEXT
            + '<p><img src="/img/screen.png" width="624" /></p>',
        ),
        (
            Work("/river_files/figure-html5/flow-1.png", "by 4.0"),
            Work("/river_files/figure-html5/height-1.png", "by 4.0"),
        ),
    ),
)

_COPYRIGHT = (
    '<div class="post-copyright"><div class="post-copyright__author"><span class="post-copyright-meta">文章作者: </span><span '
    'class="post-copyright-info"><a href="https://site.example">林安</a></span></div><div class="post-copyright__type"><span '
    'class="post-copyright-meta">文章链接: </span><span class="post-copyright-info"><a href="https://site.example/2024/river">'
    'https://site.example/2024/river</a></span></div><div class="post-copyright__notice"><span class="post-copyright-meta">'
    '版权声明: </span><span class="post-copyright-info">{}</span></div></div>'
)
_LOVEIT = f'<a rel="license external nofollow noopener noreffer" href="{NCSA4}" target="_blank">CC BY-NC-SA 4.0</a>'


def _next(license: str) -> str:
    return (
        '<ul class="post-copyright"><li class="post-copyright-author"><strong>本文作者： </strong>Ann Lee</li><li '
        'class="post-copyright-link"><strong>本文链接：</strong> <a href="https://site.example/2024/river" title="The '
        'river">https://site.example/2024/river</a></li><li class="post-copyright-license"><strong>版权声明： '
        f"</strong>{license}</li></ul>"
    )


def _fuwari(author: str, date: str, license: str) -> str:
    rows = ((author, "<div>Ann Lee</div>"), (date, "<div>2024-01-02</div>"),
            (license, f'<a href="{NCSA4}" target="_blank" class="link">CC BY-NC-SA 4.0</a>'))  # fmt: skip
    cells = "".join(f'<div><div class="text-sm">{k}</div>{v}</div>' for k, v in rows)
    return (
        '<div class="license"><div class="font-bold">The river</div><a href="https://site.example/2024/river" '
        f'class="link">https://site.example/2024/river</a><div class="flex gap-6 mt-2">{cells}</div></div>'
    )


BELOW_A_POST = (
    # Hexo's themes Butterfly (post-copyright) and Fluid (license-box).
    OwnPage(
        "page_license",
        "Hexo's Butterfly: all articles of the blog are licensed",
        site_post(
            '<div id="post-cover" style="background-image: url(\'/up/cover.jpg\')"></div>',
            UPLOADED_MILL,
            TEXT,
            _COPYRIGHT.format(
                f'本博客所有文章除特别声明外，均采用 <a href="{NCSA4}" target="_blank">CC BY-NC-SA 4.0</a> 许可协议。转载请注明来源 <a '
                'href="https://site.example">小溪</a>！'
            ),
        ),
    ),
    OwnPage(
        "page_license",
        "Hexo's Butterfly in English: all articles in this blog",
        site_post(
            UPLOADED_MILL,
            TEXT,
            _COPYRIGHT.format(
                f'All articles in this blog are licensed under <a href="{NCSA4}">CC BY-NC-SA 4.0</a> unless stating additionally.'
            ),
        ),
    ),
    OwnPage(
        "page_license",
        "Hexo's Fluid: author, date and licence as rows below a post",
        site_post(
            UPLOADED_SHOT,
            TEXT,
            '<div class="license-box my-3"><div class="license-title"><div>The river</div><div>https://site.example/2024/river'
            '</div></div><div class="license-meta"><div class="license-meta-item"><div>Author</div><div>Ann Lee</div></div><div '
            'class="license-meta-item license-meta-date"><div>Posted on</div><div>May 1, 2024</div></div><div '
            f'class="license-meta-item"><div>Licensed under</div><div><a class="print-no-link" target="_blank" href="{BY4}"><span '
            'class="hint--top hint--rounded" aria-label="BY - Attribution"><i class="iconfont icon-cc-by"></i></span></a></div>'
            '</div></div><div class="license-icon iconfont"></div></div>',
        ),
        (Work("/up/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    # jekyll-theme-chirpy, _includes/post-tail and _layouts/post; Hugo's themes Stack (article-copyright) and LoveIt (config.toml).
    OwnPage(
        "page_license",
        "Chirpy: this post is licensed, by the author",
        site_post(
            '<div class="mt-3 mb-3"><img src="/assets/img/mill.jpg" class="preview-img" alt="Preview Image" width="1200" height="630">'
            "</div>",
            TEXT,
            f'<div class="license-wrapper"><p class="text-muted">This post is licensed under <a href="{BY4}">CC BY 4.0</a> by the '
            "author.</p></div>",
        ),
    ),
    OwnPage(
        "statement",
        "Hugo's Stack: licensed under, in words below the article",
        site_post(
            '<header class="article-header"><div class="article-image"><a href="/2024/river/"><img src="/2024/river/cover_hu1a_800.jpg" '
            'srcset="/2024/river/cover_hu1a_800.jpg 800w, /2024/river/cover_hu1a_1600.jpg 1600w" width="800" height="450" loading="lazy" '
            'alt="Featured image of post The river"></a></div></header>',
            TEXT,
            '<footer class="article-footer"><section class="article-copyright"><svg class="icon icon-copyright"></svg><span>Licensed '
            "under CC BY-NC-SA 4.0</span></section></footer>",
        ),
        (Work("/2024/river/cover_hu1a_1600.jpg", "by-nc-sa 4.0"),),
    ),
    OwnPage(
        "page_license",
        "Hugo's LoveIt: the licence's link alone, below the post and at the foot",
        site_page(
            '<div class="featured-image"><img class="lazyload" src="/svg/loading.min.svg" data-src="/images/river.png" '
            'data-srcset="/images/river.png, /images/river.png 1.5x" data-sizes="auto" alt="/images/river.png" title="The wheel"></div>'
            f'{TEXT}<div class="post-info-license"><span>{_LOVEIT}</span></div>',
            f'<div class="footer-line"><i class="far fa-copyright fa-fw"></i> 2019 - 2024 <span class="author"><a href="/">Ann Lee</a>'
            f'</span> | <span class="license">{_LOVEIT}</span></div>',
        ),
        (Work("/images/river.png", "by-nc-sa 4.0", "Ann Lee"),),
    ),
    # theme-next's post-copyright and others' after it; saicaca/fuwari, src/components/misc/License.astro at 03ea9a71.
    *(
        OwnPage(
            "page_license",
            f"Hexo's NexT below a picture: {words}",
            site_post(
                TEXT,
                UPLOADED_MILL,
                _next(
                    f"{words} <a href='{NCSA4}' rel='noopener' target='_blank'>CC BY-NC-SA 4.0</a>{behind}"
                ),
            ),
        )
        for words, behind in (
            ("本博客所有文章除特别声明外，均采用", " 许可协议。转载请注明出处！"),
            ("文章采用", "，转载时请标明来源并附上地址"),
        )
    ),
    *(
        OwnPage(
            "page_license",
            f"Fuwari: rows below a post: {labels[0]}",
            site_post(TEXT, UPLOADED_MILL, _fuwari(*labels)),
            (uploaded_mill("by-nc-sa 4.0"),),
        )
        for labels in (
            ("Author", "Published at", "License"),
            ("作者", "发布于", "许可协议"),
            ("作者", "公開日", "ライセンス"),
        )
    ),
)

PAGES = (*HEADS_AND_FIGURES, *BELOW_A_POST)
