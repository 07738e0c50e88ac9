# ruff: noqa: E501 - lines of markup
"""Articles that may be republished, or were: a licence of words, and of few photographs."""

from bench.own_pages.frames import (
    COMMONS,
    PHOTO,
    PHOTOGRAPHER,
    UPLOADED_MILL,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, BY4, CC, NCSA4, SA4, TEXT, OwnPage, Work


def _conversation(name: str, caption: str, source: str) -> str:
    return (
        f'<figure class="align-center zoomable"><a href="https://images.theconversation.com/files/{name}/original/file-{name}.jpg?'
        f'ixlib=rb-1.1.0&amp;q=45&amp;auto=format&amp;w=1000&amp;fit=clip"><img alt="" src="https://images.theconversation.com/files/{name}/'
        f'original/file-{name}.jpg?ixlib=rb-1.1.0&amp;q=45&amp;auto=format&amp;w=754&amp;fit=clip"></a><figcaption><span class="caption">'
        f'{caption}</span> <span class="attribution">{source}</span></figcaption></figure>'
    )


def _conversed(name: str, width: int = 1000) -> str:
    return f"https://images.theconversation.com/files/{name}/original/file-{name}.jpg?ixlib=rb-1.1.0&q=45&auto=format&w={width}&fit=clip"


THE_CONVERSATION = (
    # The Conversation's "Republish this article", as republished by others.
    OwnPage(
        "figure",
        "The Conversation: each picture's source and licence; agencies', authors' own; the article's licence",
        site_post(
            _conversation(
                "100001",
                "The mill.",
                f'<a class="source" href="{PHOTO}">Ann Lee/Flickr</a>, <a class="license" href="{CC}/licenses/by-nc/4.0/">CC BY-NC</a>',
            ),
            f"<p><em>By Cy Roth</em></p>{TEXT}",
            _conversation(
                "100002",
                "The saw.",
                '<a class="source" href="https://www.shutterstock.com/1">Bo Ek/Shutterstock</a>',
            ),
            TEXT,
            _conversation("100003", "The gate.", '<span class="license">Author provided</span>'),
            TEXT,
            '<img src="https://counter.theconversation.com/content/100001/count.gif?distributor=republish-lightbox-basic" width="1" '
            'height="1" alt="The Conversation">',
            '<p>This article is republished from <a href="https://theconversation.com">The Conversation</a> under a <a '
            f'href="{CC}/licenses/by-nd/4.0/">Creative Commons license</a>. Read the <a href="https://theconversation.com/river-100001">'
            "original article</a>.</p>",
        ),
        (Work(_conversed("100001"), "by-nc 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "The Conversation: a republished article, and a picture of nobody",
        site_post(
            UPLOADED_MILL,
            TEXT,
            '<p>This article is republished from <a href="https://theconversation.com">The Conversation</a> under a <a '
            f'href="{CC}/licenses/by-nd/4.0/">Creative Commons license</a>. Read the <a href="https://theconversation.com/river-100001">'
            "original article</a>.</p>",
        ),
    ),
    *(
        OwnPage(
            "page_license",
            f"a republished article, {language}",
            site_post(UPLOADED_MILL, TEXT, f"<p>{words}</p>"),
        )
        for language, words in (
            (
                "French",
                'Cet article est republié à partir de <a href="https://theconversation.com">The Conversation</a> sous licence <a '
                f'href="{CC}/licenses/by-nd/4.0/">Creative Commons</a>. Lire l’<a href="https://theconversation.com/1">article original</a>.',
            ),
            (
                "German",
                'Dieser Beitrag erschien zuerst auf <a href="https://blog.example.org">einem Blog</a> und steht unter <a '
                f'href="{NCSA4}">CC BY-NC-SA 4.0</a>.',
            ),
            (
                "Spanish",
                'Este artículo se republica de <a href="https://theconversation.com">The Conversation</a> bajo una <a '
                f'href="{CC}/licenses/by-nd/4.0/">licencia Creative Commons</a>.',
            ),
            (
                "Portuguese",
                'Este artigo é republicado de <a href="https://theconversation.com">The Conversation</a> sob uma <a '
                f'href="{CC}/licenses/by-nd/4.0/">licença Creative Commons</a>.',
            ),
            (
                "Italian",
                'Questo articolo è ripubblicato da <a href="https://theconversation.com">The Conversation</a> sotto licenza <a '
                f'href="{CC}/licenses/by-nd/4.0/">Creative Commons</a>.',
            ),
        )
    ),
    OwnPage(
        "page_license",
        "ProPublica: a story that was republished under a licence",
        site_post(
            UPLOADED_MILL,
            TEXT,
            '<p>This story was originally published by <a href="https://www.propublica.org">ProPublica</a> and is republished here under <a '
            f'href="{CC}/licenses/by-nc-nd/3.0/us/">CC BY-NC-ND 3.0</a>.</p>',
        ),
    ),
)


def _republish(badge: str, box: str = "") -> str:
    return site_page(
        f'{UPLOADED_MILL}{TEXT}<div class="widget republication_tracker_tool">{badge}<div class="message"><p>Republish our articles for free, '
        f"online or in print, under a Creative Commons license.</p></div></div>{box}"
    )


_BADGE = (
    f'<div class="license"><p><button name="Republish This Story" id="cc-btn" class="republication-tracker-tool-button">Republish This '
    f'Story</button></p><p><a class="license" rel="license" target="_blank" href="{CC}/licenses/by-nd/4.0/"><img alt="Creative Commons '
    'License" style="border-width:0" src="/wp-content/plugins/republication-tracker-tool/assets/img/creative-commons-sharing.png" /></a></p></div>'
)

REPUBLISHED = (
    # INN/republication-tracker-tool, includes/class-widget.php and includes/shareable-content.php at the versions of Newspack
    # (the widget's badge, and the box that its button opens); its predecessor Creative Commons Sharing. The Conversation's,
    # ProPublica's and Grist's terms keep photographs out of what they let others republish.
    OwnPage(
        "page_license",
        "Creative Commons Sharing: the badge of a widget that lets articles be republished",
        _republish(_BADGE),
    ),
    OwnPage(
        "page_license",
        "Republication Tracker Tool: the box that opens, with the article to copy",
        _republish(
            _BADGE,
            '<div id="republication-tracker-tool-modal" style="display:none;" data-postid="7"><div '
            'id="republication-tracker-tool-modal-content"><h2 id="republish-modal-label">Republish this article</h2><div '
            f'class="cc-policy"><div class="cc-license"><a rel="noreferrer license" target="_blank" href="{CC}/licenses/by-nd/4.0/"><img '
            'src="https://licensebuttons.net/l/by-nd/4.0/88x31.png" style="border-width:0" alt="Creative Commons License"></a><p>This work '
            f'is licensed under a <a rel="noreferrer license" target="_blank" href="{CC}/licenses/by-nd/4.0/">Creative Commons '
            "Attribution-NoDerivatives 4.0 International License</a>.</p></div><p>Credit the author and our newsroom.</p></div><div "
            'class="article-info"><h1>The river</h1><p class="byline">by Cy Roth, The Brook</p></div><textarea readonly rows="5">&lt;p '
            "&gt;The river.&lt;/p&gt; &lt;p&gt;This &lt;a href='https://site.example'&gt;article&lt;/a&gt; first appeared on The "
            "Brook.&lt;/p&gt;</textarea></div></div>",
        ),
    ),
    OwnPage(
        "page_license",
        "a newsroom: stories may be republished under a licence",
        site_page(
            f"{UPLOADED_MILL}{TEXT}",
            f'<p>You may republish our stories under a <a rel="license" href="{CC}/licenses/by-nc-nd/4.0/">Creative Commons '
            "Attribution-NonCommercial-NoDerivatives 4.0 license</a>, photographs not among them.</p>",
        ),
    ),
    OwnPage(
        "page_license",
        "an article that is published under a licence, pictures to be looked at one by one",
        site_post(
            UPLOADED_MILL,
            TEXT,
            f'<div class="article-licence"><a rel="license" href="{CC}/licenses/by-nc/4.0/"><img alt="Creative Commons License" '
            'src="https://licensebuttons.net/l/by-nc/4.0/88x31.png"></a><p>This article is published under a Creative Commons '
            "Attribution-NonCommercial 4.0 International licence. If you have any queries about republishing please contact us. Please "
            "check individual images for licensing details.</p></div>",
        ),
    ),
    # pluralistic.net as its posts were kept in repositories, 2024 to 2026.
    OwnPage(
        "page_license",
        "Pluralistic: quotations and images are not in the licence of the page",
        site_post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt="A mill by a red river."></p>',
            TEXT,
            '<p><img src="https://craphound.com/images/by.svg.png" alt=""></p><p>This work – excluding any serialized fiction – is '
            "licensed under a Creative Commons Attribution 4.0 license. That means you can use it any way you like, including "
            "commercially, provided that you attribute it to me, Cy Roth, and include a link to site.example.</p><p><a "
            f'href="{BY4}">{BY4}</a></p><p>Quotations and images are not included in this license; they are included either under '
            "a limitation or exception to copyright, or on the basis of a separate license. Please exercise caution.</p>",
        ),
    ),
    OwnPage(
        "page_license",
        "Pluralistic: a collage of two works, each with its own licence",
        site_post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>',
            TEXT,
            f'<p>(<em>Image: <a href="{COMMONS}">Ann Lee</a>, <a href="{SA4}">CC BY-SA 4.0</a>; <a '
            f'href="https://www.flickr.com/photos/bo/2">Bo Diaz</a>, <a href="{BY2}">CC BY 2.0</a>; modified</em>)</p>',
            f'<p>This work – excluding any serialized fiction – is licensed under a Creative Commons Attribution 4.0 license.</p><p><a href="{BY4}">{BY4}</a>'
            "</p><p>Quotations and images are not included in this license.</p>",
        ),
    ),
    OwnPage(
        "block",
        "Boing Boing: one image's credit in brackets at the end of the post",
        site_post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>',
            TEXT,
            f'<p>(<em>Image: <a href="{PHOTO}">Red mill</a>, <a href="{PHOTOGRAPHER}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a></em>)</p>',
        ),
        (uploaded_mill(),),
    ),
)

PAGES = (*THE_CONVERSATION, *REPUBLISHED)
