# ruff: noqa: E501 - lines of markup
"""Articles of journals, whose licence is also that of their numbered figures."""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL,
    SAW,
    anchor,
    mill_article,
    og_image,
    plain_page,
    plain_post,
    under_license,
)
from bench.own_pages.page import BY2, BY4, TEXT, ZERO, OwnPage, Work

_BADGE = (
    f'<a rel="license" href="{BY4}"><img alt="Creative Commons License" '
    'src="//i.creativecommons.org/l/by/4.0/88x31.png"></a>'
)

PAGES = (
    # Hindawi's articles of 2013 to 2014, whose `dc.creator` is the publisher.
    OwnPage(
        "statement",
        "an article whose notice names the authors, and goes on behind “et al.”",
        plain_page(
            f"<article><h1>Mills</h1><p>Copyright © 2014 Ann B. Lee et al. This is an open access article distributed under the {anchor(BY4, 'Creative Commons Attribution License')}, which permits unrestricted use.</p>{TEXT}"
            "<div class='figure'><img src='/f1_th.jpg'><p>Figure 1: Growth.</p></div></article>",
            '<meta name="dc.creator" content="Brook Publishing Corporation">',
        ),
        (Work("/f1_th.jpg", "by 4.0", "Ann B. Lee et al"),),
    ),
    # MDPI's articles have a form to search by beside them.
    OwnPage(
        "statement",
        "an article beside a form to search, whose fields are “Author” and “Section”",
        plain_page(
            "<form><div>Title</div><input><div>Author</div><div>Section</div><input></form>"
            f"<article><h1>Mills</h1><div class='figure'><img src='/g001.png' width='800'><p>Figure 1. Growth.</p></div>{TEXT}<p>This article is an open access article distributed under the terms of the {anchor(BY4, 'Creative Commons Attribution License')}.</p></article>",
            '<meta name="dc.creator" content="Ann Lee">',
        ),
        (Work("/g001.png", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "a journal's figure whose links lead to its place in the article, which is no note",
        plain_post(
            "<section><h2>At a glance</h2><figure><figcaption>Figure 1: Cell death.</figcaption><img src='/carousel/s1041-f1.jpg' alt='Cell "
            "death.' width='303' height='200'><ul><li><a href='#f1'>View in article</a></li></ul></figure></section>",
            TEXT,
            f"<p>This work is licensed under a {anchor(BY4, 'Creative Commons Attribution 4.0 License', rel='license')}.</p>",
        ),
        (Work("/carousel/s1041-f1.jpg", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "an article whose menu has an author response, and whose copyright line stands above the licence",
        plain_post(
            '<ul><li><a href="#s1">Introduction</a></li><li><a href="#sa2">Author response</a></li></ul>',
            TEXT,
            '<div class="figure"><img src="/g1.jpg" width="800"><div><span>Figure 1.</span> Growth.</div></div>',
            TEXT,
            "<h2>Author response</h2><p>We thank the reviewers.</p><h3>Copyright</h3><p>© 2019, Lee et al.</p><p>This article is "
            f"distributed under the terms of the {anchor(BY4, 'Creative Commons Attribution License')}, which permits "
            "unrestricted use and redistribution provided that the original author and source are credited.</p>",
        ),
        (Work("/g1.jpg", "by 4.0", "Lee et al"),),
    ),
    OwnPage(
        "statement",
        "an open access article of Springer Nature, whose licence is of its figures, but not of those credited to others",
        plain_post(
            TEXT,
            f"<figure>{MILL}<figcaption>Fig. 1 A mill</figcaption></figure><figure>{SAW}<figcaption>Fig. 2 A saw. "
            "© Getty</figcaption></figure><p><b>Open Access</b> This article is licensed under a Creative Commons "
            "Attribution 4.0 International License, which permits use. The images or other third party material in this "
            "article are included in the article’s Creative Commons licence, unless indicated otherwise in a credit line to "
            f"the material. To view a copy of this licence, visit <a href='{BY4}' rel='license'>{BY4}</a>.</p><aside><img "
            "src='/other-article.png' width='215' height='120'></aside>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "an open access article as PLOS and PubMed Central show it: its numbered figures, but none taken from elsewhere",
        plain_post(
            "<p><b>Copyright:</b> © 2019 Lee et al. This is an open access article distributed under the terms of the "
            f"{anchor(BY4, 'Creative Commons Attribution License')}, which permits unrestricted use.</p>",
            TEXT,
            '<div class="figure"><div class="img-box"><img src="/figure/image?id=g1" alt="thumbnail"></div><div '
            'class="figcaption"><p>Download</p><span>Fig 1.</span> Growth.</div></div>',
            TEXT,
            "<p><a href='/article.pdf'>Download PDF</a></p><ul><li><a href='/authors'>Authors</a></li><li><a "
            "href='/reviewers'>Reviewers</a></li></ul>",
            '<div class="figure"><div class="img-box"><img src="/g2.png"></div><div class="figcaption"><span>Fig 2.</span> '
            "Map.</div><p>Reprinted from [12] with permission from Elsevier.</p></div>",
            TEXT,
            '<h3>Author contributions</h3><p>Ann Lee wrote it.</p><h2>The author</h2><p><img src="/portrait.jpg" width="300"> Ann Lee works at the mill.</p>',
        ),
        (Work("/figure/image?id=g1", "by 4.0", "Lee et al"),),
    ),
    OwnPage(
        "statement",
        "an open access article as MDPI shows it: the figure's full size is in data-large",
        plain_post(
            TEXT,
            '<div class="html-fig-wrap"><div class="html-fig_img"><img data-large="/g1.png" data-lsrc="/g1-550.jpg" '
            'src="data:image/jpeg;base64,AAAA"></div><div class="html-fig_description"><b>Figure 1.</b> Growth of '
            "bananas.</div></div>",
            TEXT,
            "<p>© 2019 by the authors. Licensee MDPI, Basel, Switzerland. This article is an open access article distributed "
            f"under the terms and conditions of the Creative Commons Attribution (CC BY) license ({anchor(BY4, BY4)}).</p>",
        ),
        (Work("/g1.png", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "a piece of news that calls itself an open access article: its pictures have no number and may be anybody's",
        plain_post(
            MILL, TEXT, f"<p>This is an open access article distributed under {anchor(BY4)}.</p>"
        ),
    ),
    OwnPage(
        "page_license",
        "the journal's cover on the page of an article",
        plain_post(
            "<div class='publication-cover'><img class='publication-cover-image' src='/S1-cov150h.png' width='300' alt='Mills'></div>",
            TEXT,
            f"<p>Under a Creative Commons {anchor(BY4, 'license')}</p>",
            head=og_image("/S1-cov150h.png"),
        ),
    ),
    OwnPage(
        "statement",
        "an open-access article's figure, and the waiver for its data",
        plain_post(
            TEXT,
            "<div class='fig'><a href='/fig/F1'><img src='/1477-1.gif' alt='Figure 1' title='Figure 1'></a><div>Figure 1</div><p>The wheel.</p></div>",
            "<p>This is an Open Access article distributed under the terms of the Creative Commons Attribution License ("
            f"{anchor(BY2, BY2)}), which permits use. The Creative Commons Public Domain Dedication waiver ({anchor(ZERO, ZERO)}) applies to "
            "the data made available in this article.</p>",
        ),
        (Work("/1477-1.gif", "by 2.0"),),
    ),
    OwnPage(
        "statement",
        "a paper at CEUR-WS, whose notice is of its numbered figures",
        f'<!doctype html><html><body><article><h1>Time</h1>{TEXT}<figure><img src="/img/demo.png" width="600"><figcaption>Fig. 1: The query.</figcaption></figure>{TEXT}<p>© 2025 Copyright for this paper by its authors. Use permitted under Creative Commons License Attribution 4.0 International (CC BY 4.0).</p></article></body></html>',
        (Work("/img/demo.png", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "a journal names a paper's author in its head, and in its menu nobody",
        f'<!doctype html><html><head><meta name="citation_author" content="Lee, Ann"></head><body><ul><li><a href="/authors"><h2>Author Services</h2></a></li><li>Author / Affiliation</li></ul><article><h1>Time</h1>{TEXT}<figure><img src="/img/demo.png" width="600"><figcaption>Figure 1: The query.</figcaption></figure><p>This article is an open access article distributed under the terms of the Creative Commons Attribution License ({LINK_BY4}).</p></article></body></html>',
        (Work("/img/demo.png", "by 4.0", "Ann Lee"),),
    ),
    # HighWire's panes of a journal.
    under_license(
        "the cover of the issue, which stands in a pane of its own",
        f'<div class="cover-issue"><div class="cover-issue-image"><a href="/content/3/6"><img src="/up/red-mill.jpg" width="400"></a></div></div>{mill_article(TEXT, TEXT)}',
    ),
    # pkp/ojs, templates/frontend/objects/article_details.tpl at 01f644c1.
    OwnPage(
        "page_license",
        "OJS: an article under a licence beside the issue's cover",
        (
            '<!doctype html><html><head><title>River | Brook Review</title></head><body><header class="pkp_structure_head"><div '
            'class="pkp_site_name"><a href="/index" class="is_img"><img src="/public/journals/1/pageHeaderLogoImage_en.png" '
            'width="600" height="100" alt="Brook Review"></a></div></header><main class="pkp_structure_main"><article '
            'class="obj_article_details"><h1 class="page_title">The river</h1><div class="row"><div class="main_entry"><section '
            'class="item authors"><ul class="authors"><li><span class="name">Ann Lee</span><span class="orcid"><a '
            'href="https://orcid.org/0000-0001"><svg class="orcid_icon"></svg></a></span></li></ul></section><section class="item '
            f'abstract"><h2 class="label">Abstract</h2>{TEXT}</section></div><div class="entry_details"><div class="item '
            'cover_image"><div class="sub_item"><a href="/issue/view/5"><img src="/public/journals/1/cover_issue_5_en.jpg" '
            f'alt="Vol. 3"></a></div></div><div class="item copyright"><h2 class="label">License</h2>{_BADGE}<p>This work is licensed '
            f'under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p></div></div></div>'
            '</article></main><footer class="pkp_structure_footer"><a href="/about/aboutThisPublishingSystem"><img alt="More '
            'information about the publishing system" src="/templates/images/ojs_brand.png"></a></footer></body></html>'
        ),
    ),
)
