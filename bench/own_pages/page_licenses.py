# ruff: noqa: E501 - lines of markup
"""A licence of the page by `rel=license`, and the picture that it is of."""

from bench.own_pages.frames import (
    MILL,
    MILL_FIGURE,
    OLD_CHOOSER,
    SAW,
    SHOT,
    WORK_UNDER_BY4,
    anchor,
    og_image,
    old_page,
    plain_page,
    plain_post,
)
from bench.own_pages.page import BY2, BY4, HOME, NC4, ND4, SA4, TEXT, OwnPage, Work

_TEASERS = "".join(
    f"<article class='mini-post'><figure><img src='/{n}.jpg'></figure><h1><a href='/{n}'>{n}</a></h1></article>"
    for n in ("river", "tower", "gate")
)

COVERED = (
    # NexT for Hexo, and blogs that write so below their posts.
    OwnPage(
        "page_license",
        "Chinese: right below the last picture, how the post may be reprinted",
        plain_post(
            MILL,
            TEXT,
            SAW,
            f"<div><p>许可协议: <a rel='license' href='{BY4}'>\"署名 4.0\"</a> 转载请保留原文链接及作者。</p></div>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "whose author is named with an address to write to",
        plain_post(
            SHOT,
            TEXT,
            WORK_UNDER_BY4.replace("href", "rel='license' href"),
            head='<meta name="author" content="Ann Lee <ann+blog@brook.example>">',
        ),
        (Work("/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a saved page, whose head still has the address of what it shows and credits",
        plain_post(
            TEXT,
            "<p><img src='custom_gnomes.png' width='800'></p>",
            f"<p>Ann Lee, {anchor(BY4)}</p>",
            TEXT,
            WORK_UNDER_BY4.replace("href", "rel='license' href"),
            head=og_image(f"{HOME}/files/images/custom_gnomes.png"),
        ),
        (Work("custom_gnomes.png", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "the chooser's words in the sidebar cover the post's own picture",
        plain_page(
            f"<article><h1>River</h1><p><img src='/up/a-600x400.jpg'></p>{TEXT}</article><aside "
            f'class="sidebar widget_text"><img src="/mascot.png">{OLD_CHOOSER}</aside>',
            og_image(f"{HOME}/up/a.jpg"),
        ),
        (Work("/up/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "a course's module is licensed by somebody, and its menu has authors' acknowledgements",
        plain_page(
            '<ul><li><a href="/m1">Author Acknowledgements</a></li></ul><article><h1>River</h1>'
            f"<p><img src='/a/river.png' width='600'></p>{TEXT}</article><p>This work is licensed by <a href='/member'>Brook "
            f"Foundation</a> under a {anchor(BY4, 'Creative Commons Attribution License (CC-BY 4.0)', rel='license')}.</p>"
        ),
        (Work("/a/river.png", "by 4.0", "Brook Foundation"),),
    ),
    OwnPage(
        "page_license",
        "a caption that credits the page's own author says nothing else",
        plain_page(
            "<article><figure><img src='/a.jpg'><figcaption>Foto: Ann Lee</figcaption></figure>"
            f"{TEXT}</article><footer>{OLD_CHOOSER}</footer>",
            og_image("/a.jpg"),
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "Drupal names its node by about=, and the licence is the page's",
        plain_page(
            f"<article about='/node/5' typeof='schema:Article'><h1>River</h1><img src='/a.jpg' width='900'>{TEXT}"
            f"<div class='field-license'><a rel='license' href='{BY4}'>Creative Commons Attribution 4.0</a></div></article>",
            og_image("/a.jpg"),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "the chooser's words say that the page's one photograph is meant (StillImage)",
        plain_page(
            f"<h1>Mill</h1><img src='/a.jpg' width='900' height='600'><p><span xmlns:dct='http://purl.org/dc/terms/' "
            f"href='http://purl.org/dc/dcmitype/StillImage' rel='dct:type' property='dct:title'>Mill</span> by "
            f"<span property='cc:attributionName'>Ann Lee</span> is licensed under a {anchor(SA4, 'CC', rel='license')}</p>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "the page's card is the site's logo; the article's photograph is the main picture",
        old_page(
            f"<nav><a href='/'><img src='/logo.svg' alt='Risk'></a></nav><article><h1>Group</h1><p><img src='/group.jpg' "
            f"alt='Group'></p>{TEXT}</article><footer>{anchor(NC4, 'licence', rel='license')}</footer>",
            head=f"<meta property='og:image' content='{HOME}/logo.svg'>",
        ),
        (Work("/group.jpg", "by-nc 4.0"),),
    ),
    OwnPage(
        "page_license",
        "a small picture that links its larger file, and a button that asks for money",
        plain_page(
            f"<article><h1>Sharing</h1><p><a href='/up/bike.jpg'><img src='/up/bike-150x150.jpg' width='150' height='150'></a>"
            f"</p>{TEXT}<p><img src='https://cdn.buymeacoffee.com/buttons/v2/default-yellow.png' alt='Buy Me A Coffee'></p>"
            f"<p>Sharing by Ann Lee is licensed under a {anchor(BY4, 'CC', rel='license')}</p></article>"
        ),
        (Work("/up/bike.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "the sign of what a post is about, by its description; the post's own picture follows",
        plain_page(
            "<article><h1>Tizen</h1><p><img src='/tizen_p.png' width='300' height='102' alt='[Logo de tizen]'> Tizen is "
            f"new.</p>{TEXT}{SHOT}{TEXT}</article><aside>{anchor(BY4, rel='license')}</aside>"
        ),
        (Work("/IMG_1234.jpg", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "pictures in the album that the site has under its own name at Picasa",
        plain_page(
            "<article><h1>River</h1><p>See <a href='http://picasaweb.google.es/rivertrip/River#5332'><img "
            f"src='http://lh5.ggpht.com/x/s640/River1.jpg'></a></p>{TEXT}</article><footer>{anchor(BY4, rel='license')}</footer>"
        ),
        (Work("http://lh5.ggpht.com/x/s640/River1.jpg", "by 4.0"),),
        "https://rivertrip.example/2024/river",
    ),
    OwnPage(
        "page_license",
        "the site's own account at a photo service keeps its pictures",
        plain_post(
            "<a href='https://www.flickr.com/photos/riverkitchen/4234232968/'><img width='500' "
            "src='https://farm3.static.flickr.com/2703/4234232968_0123456789.jpg'></a>",
            TEXT,
            f"<p>Esta obra está bajo una {anchor(ND4, 'Licencia de Creative Commons', rel='license')}</p>",
        ),
        (Work("https://farm3.static.flickr.com/2703/4234232968_0123456789.jpg", "by-nc-nd 4.0"),),
        url="https://riverkitchen.example.org/2010/01/soup/",
    ),
    *(
        OwnPage(
            "page_license",
            f"a site's licence and one picture: {name}",
            plain_post(TEXT, shown, TEXT).replace(
                "© 2024 Site", f"© Site, licensed under {anchor(BY4)}"
            ),
            works,
        )
        for name, shown, works in (
            ("of the text", SHOT, (Work("/IMG_1234.jpg", "by 4.0"),)),
            (
                "of a film",
                "<p><img src='/her.jpg' width='300' alt='Her'> On the film Her, which I liked.</p>",
                (),
            ),
            ("a sign", "<p><img src='/MillLogo01.png' width='300'></p>", ()),
            (
                "reserved",
                "<p><img src='/mill.jpg' width='300' alt='The mill. Copyright 2019 Ann Lee. All rights reserved.'></p>",
                (),
            ),
            ("that moves", "<p><img src='/mill.gif' width='300' alt='A wheel'></p>", ()),
        )
    ),
    OwnPage(
        "page_license",
        "the author's own photograph at Flickr, as Flickr's code names it",
        plain_post(
            "<p><a href='http://www.flickr.com/photos/f/1/' title='Mill by Ann Lee, on Flickr'><img src='http://farm4.static.flickr.com/3095/1_eeb.jpg' width='500'></a></p>",
            TEXT,
            head="<meta name='author' content='Ann Lee'>",
        ).replace("© 2024 Site", f"© Ann Lee {anchor(BY4, rel='license')}"),
        (Work("http://farm4.static.flickr.com/3095/1_eeb.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "the sidebar's teasers are articles, too, and one shows the page's own picture",
        plain_post("<figure class='cover'><img src='/river.jpg'></figure>", TEXT).replace(
            "<footer>",
            f"<section id='site-sidebar'>{_TEASERS}</section><footer><p>© Site {anchor(BY4, rel='license')}</p>",
        ),
        (Work("/river.jpg", "by 4.0"),),
    ),
)

NOT_COVERED = (
    OwnPage(
        "page_license",
        "the picture's own caption comes before the page's licence",
        plain_page(
            "<article><figure><img src='/a.jpg'><figcaption>© Bo Ek / Getty Images</figcaption>"
            f"</figure>{TEXT}</article><footer>{OLD_CHOOSER}</footer>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "a credit to somebody else comes before the page's licence",
        plain_page(
            "<article><figure><img src='/a.jpg'><figcaption>Foto: Bo Ek</figcaption></figure>"
            f"{TEXT}</article><footer>{OLD_CHOOSER}</footer>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "another licence in the caption comes before the page's",
        plain_page(
            "<article><figure><img src='/a.jpg'><figcaption>Bo Ek, CC BY-NC 2.0</figcaption>"
            f"</figure>{TEXT}</article><footer>{OLD_CHOOSER}</footer>",
            og_image("/a.jpg"),
        ),
        (Work("/a.jpg", "by-nc 2.0", "Bo Ek"),),
    ),
    OwnPage(
        "page_license",
        "a stock library's file name comes before the page's licence",
        plain_page(
            f"<article><img src='/up/shutterstock_12345678.jpg' width='900'>{TEXT}</article>"
            f"<footer>{OLD_CHOOSER}</footer>",
            og_image("/up/shutterstock_12345678.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "the end of the article credits the title picture to a stock library",
        plain_page(
            f"<article><img src='/hero.jpg' width='900'>{TEXT}{TEXT}{TEXT}<p>Titelbild: Bo Ek on "
            f"Unsplash</p></article><footer>{OLD_CHOOSER}</footer>",
            og_image("/hero.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "a licence of the text covers no picture",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>Text is available under"
            f" the {anchor(SA4, 'CC BY-SA 4.0', 'license')}</footer>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "a licence of the articles covers no picture",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}<p>Our articles are published under "
            f"{anchor(ND4, 'CC BY-NC-ND 4.0')}.</p></article>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "a licence that excepts the pictures covers none",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>This site is licensed "
            f"under {anchor(BY4)}, except for photographs.</footer>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "two licences of equal standing cover nothing",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>{anchor(BY4, 'CC BY 4.0', 'license')} "
            f"<p>{anchor(SA4, 'CC BY-SA 4.0', 'license')}</p></footer>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "a reader's comment names a licence",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><ol class='comment-list'><li class='comment'>"
            f"<p>Mine is under {anchor(BY4, 'CC BY 4.0', 'license')}</p></li></ol>",
            og_image("/a.jpg"),
        ),
    ),
    OwnPage(
        "page_license",
        "rel=license in a credit for one photographer's picture is no licence of the page",
        plain_page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}<p>Photo Attribution: <a "
            "rel='cc:attributionURL' href='http://www.flickr.com/photos/annlee/'>http://www.flickr.com/photos/annlee/</a> / "
            f"<a rel='license' href='{BY2}'>CC BY 2.0</a></p></article>"
        ),
    ),
    OwnPage(
        "page_license",
        "a picture reposted from a network is not the site's",
        plain_page(
            f"<article><h1>Tick</h1><img src='/up/tumblr_n3wstblg_500.jpg' width='500' height='500'>{TEXT}</article>"
            f"<aside><p>Except where noted this site is licensed under {anchor(BY4, rel='license')}</p></aside>"
        ),
    ),
    OwnPage(
        "page_license",
        "a shot of a screen shows somebody else's work",
        plain_page(
            f"<article><h1>Search</h1><img src='/up/Screen-Shot-2024-01-08.jpg' width='900' height='500'>{TEXT}"
            f"</article><footer><p>This site is licensed under {anchor(BY4, rel='license')}</p></footer>"
        ),
    ),
    OwnPage(
        "page_license",
        "the caption names a library that allows its own use only",
        plain_page(
            f"<article><h1>Mill</h1><figure><img src='/a.jpg'><figcaption>Foto: Ann Lee / pixelio.de</figcaption>"
            f"</figure>{TEXT}</article><footer><p>{anchor(BY4, rel='license')}</p></footer>"
        ),
    ),
    OwnPage(
        "page_license",
        "what users contribute is licensed, and not the page's picture",
        plain_page(
            f"<article><h1>Question</h1><img src='/a.jpg' width='640' height='480'>{TEXT}</article><footer><p>User "
            f"contributions licensed under {anchor(SA4, 'CC BY-SA 4.0', rel='license')}</p></footer>"
        ),
    ),
    OwnPage(
        "page_license",
        "a photograph is credited at the end, and nobody can tell which it is",
        plain_page(
            f"<article><h1>Gita</h1>{TEXT}<p><img src='/IMG_20150920.jpg' width='640'></p>{TEXT}<p><img src='/b.jpg' "
            f"width='640'></p>{TEXT}{TEXT}<p>Foto dei partecipanti, disponibile su <a href='https://commons.wikimedia.org/wiki/"
            f"File:Gita_2015_-_gruppo.jpg'>Wikimedia Commons</a>, CC BY SA 4.0</p></article><aside><p>I contenuti del sito sono "
            f"distribuiti con {anchor(NC4, 'licenza', rel='license')}</p></aside>"
        ),
    ),
    OwnPage(
        "page_license",
        "a picture named as Flickr names its files is of somebody else",
        plain_page(
            f"<article><h1>Visit</h1><p><img src='/3311423532_063882acaa_b1.jpg' width='640'></p>{TEXT}</article><footer>"
            f"{anchor(BY4, rel='license')}</footer>"
        ),
    ),
    OwnPage(
        "page_license",
        "pictures that lead to other pages stand for those, and the author's book for the author",
        old_page(
            f"<div><h1>Note</h1>{TEXT}</div><div class='author-box'><img src='/book.jpg' width='300'> Ann Lee writes books."
            "</div><div class='features'><a href='/other-story'><img src='/other.jpg' width='300'></a> The latest</div>"
            f"<footer>{anchor(BY4, rel='license')}</footer>"
        ),
    ),
    OwnPage(
        "page_license",
        "the cover of a book that the page tells of",
        plain_post(
            TEXT,
            "<p><img alt='The Deep River' src='/images/deep_river_cover.jpg' width='400'></p>",
            TEXT,
            f"<p>This work is licensed under {anchor(BY4, rel='license')}</p>",
        ),
    ),
    OwnPage(
        "page_license",
        "a designer's sign beside the licence of the page",
        plain_post(
            TEXT,
            "<p>Coded by <a href='https://coders.example'><img src='/images/null2.png'></a></p><div>This work is "
            f"licensed under a {anchor(NC4, 'Creative Commons Attribution-NonCommercial 4.0 International License.')} "
            f"<a href='{NC4}'><img src='/images/by-nc.png'></a></div>",
        ),
    ),
    OwnPage(
        "page_license",
        "the poster on a wiki's page of a film",
        plain_post(
            "<p><img src='/oldmill.jpg' width='350'></p>",
            TEXT,
            head=og_image("/oldmill.jpg"),
        ).replace("© 2024 Site", f"Site is licensed under {anchor(BY4)}"),
        url=f"{HOME}/wiki/Film/OldMill",
    ),
    *(
        OwnPage(
            "page_license",
            f"another's picture first: {name}",
            plain_post(shown, TEXT, WORK_UNDER_BY4),
        )
        for name, shown in (
            (
                "its link leads to another site",
                "<a href='https://comics.example.com/927/'><img src='/standards.png' width='500' alt='Standards'></a>",
            ),
            ("a network's file", "<img src='https://pbs.twimg.com/media/x.jpg' width='600'>"),
            (
                "via a service",
                "<p><img src='/mill.jpg' width='600'></p><p><em>via <a href='https://www.flickr.com/p/1'>Flickr</a></em></p>",
            ),
            (
                "a formula",
                "<p>If <img src='/eqn001.png' width='300' height='30' alt='x=1'> then</p>",
            ),
            ("a figure of others' paper", MILL_FIGURE.format("Figure 1 from Lee et al. (2014)")),
        )
    ),
    OwnPage(
        "page_license",
        "the picture's description says who made it",
        plain_page(
            f"<article><img src='/a.jpg' width='900' alt='Photo: Bo Ek'>{TEXT}{OLD_CHOOSER}</article>"
        ),
    ),
    OwnPage(
        "page_license",
        "a caption says whose drawing it is, with no label",
        plain_page(
            "<article><figure><img src='/a.jpg' width='900'><figcaption>Bo Ek's mockup</figcaption>"
            f"</figure>{TEXT}{OLD_CHOOSER}</article>"
        ),
    ),
    OwnPage(
        "page_license",
        "a line apart from the only picture says who took it",
        plain_page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}{TEXT}<p>The photo above was taken by Bo Ek."
            f"</p>{OLD_CHOOSER}</article>"
        ),
    ),
    *(
        OwnPage(
            "page_license",
            f"the only picture stands {where}",
            plain_page(f"<article>{TEXT}{TEXT}{shown}{TEXT}{OLD_CHOOSER}</article>"),
        )
        for where, shown in (
            (
                "below the name of a box of sponsors",
                "<h3>Our sponsors</h3><p><img src='/a.jpg' width='900'></p>",
            ),
            (
                "in a box that asks for a donation",
                "<div class='cta donate'><img src='/a.jpg' width='900'></div>",
            ),
            (
                "in what others wrote",
                "<blockquote><p>The mill turns again.</p><img src='/a.jpg' width='900'></blockquote>",
            ),
        )
    ),
    *(
        OwnPage(
            "page_license",
            f"the page is {what}",
            plain_page(
                f"<article><img src='/a.jpg' width='900'>{TEXT}{OLD_CHOOSER}</article>"
            ).replace("<title>The river", f"<title>{title}"),
            url=f"{HOME}{path}",
        )
        for what, title, path in (
            ("on one of the staff", "Bo Ek", "/people/bo-ek/"),
            ("an interview", "Interview with Bo Ek", "/2024/bo-ek/"),
            ("a review of a book", "Book review: The Mill", "/2024/the-mill/"),
            ("a review, as its title says last", "The Mill: A Review | The Brook", "/2024/mill/"),
            ("a review, in Chinese", "《The Mill》短评", "/2024/mill/"),
            ("a reader's impressions, in Japanese", "「The Mill」読書感想", "/2024/mill/"),
            ("what a book says", "The Mill: book summary", "/2024/mill/"),
        )
    ),
    OwnPage(
        "page_license",
        "the first picture is called as the place in the layout that it fills",
        plain_page(
            f"<article><img src='/images/header.jpg' width='900'>{TEXT}{OLD_CHOOSER}</article>"
        ),
    ),
)

PAGES = (*COVERED, *NOT_COVERED)
