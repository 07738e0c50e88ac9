# ruff: noqa: E501 - lines of markup
"""Wikis and their credits: Wikimedia Commons, MediaWiki, Fandom, Wikidot, DokuWiki."""

from bench.own_pages.frames import (
    COMMONS,
    LINK_BY4,
    PHOTO,
    UPLOADED_MILL,
    anchor,
    old_page,
    plain_page,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY4, CC, HOME, NCSA4, SA3, SA4, TEXT, OwnPage, Work

_THUMB = (
    "https://upload.wikimedia.org/wikipedia/commons/thumb/9/9f/Red_mill.jpg/1024px-Red_mill.jpg"
)
_USER = "https://commons.wikimedia.org/wiki/User:Annlee"
_SA4 = SA4.removesuffix("/")


def _commons(title: str) -> str:
    return (
        f'<a title="{title}" href="{COMMONS}"><img width="512" alt="Red mill" '
        f'src="{_THUMB.replace("1024px", "512px")}"></a>'
    )


COMMONS_CREDITS = (
    # MultimediaViewer, resources/mmv.ui.reuse/mmv.EmbedFileFormatter.js at 21438d2b and, for its form of 2014, as copied in
    # posts; Wikimedia Commons' gadget Stockphoto as copied in pages; wmde/Lizenzhinweisgenerator, js/app/DialogueEvaluation.js
    # at 02e9f6af.
    OwnPage(
        "block",
        "Wikimedia's media viewer: HTML to embed",
        site_post(
            TEXT,
            f'<p><a href="{COMMONS}#/media/File:Red_mill.jpg"><img src="{_THUMB}" alt="Red mill.jpg" height="683" width="1024">'
            f'</a><br>By <a href="{_USER}" title="User:Annlee">Ann Lee</a> - <span class="int-own-work" lang="en">Own work'
            f'</span>, <a href="{_SA4}" title="Creative Commons Attribution-Share Alike 4.0">CC BY-SA 4.0</a>, <a '
            'href="https://commons.wikimedia.org/w/index.php?curid=20202905">Link</a></p>',
            TEXT,
        ),
        (Work(_THUMB, "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    OwnPage(
        "block",
        "Wikimedia's media viewer of 2014: title by author - own work. Licensed under ... via Wikimedia Commons",
        site_post(
            TEXT,
            f'<p><a href="{COMMONS}#mediaviewer/File:Red_mill.jpg"><img src="{_THUMB}" alt="Red mill.jpg" height="683" '
            f'width="1024"></a><br>"<a href="{COMMONS}#mediaviewer/File:Red_mill.jpg">Red mill</a>" by <a '
            f'href="//commons.wikimedia.org/wiki/User:Annlee">Ann Lee</a> - <span class="int-own-work">Own work</span>. '
            f'Licensed under <a title="Creative Commons Attribution-Share Alike 3.0" href="{SA3}">CC BY-SA 3.0</a> via <a '
            'href="//commons.wikimedia.org/wiki/">Wikimedia Commons</a>.</p>',
            TEXT,
        ),
        (Work(_THUMB, "by-sa 3.0", "Ann Lee", original=COMMONS),),
    ),
    OwnPage(
        "block",
        "Wikimedia's media viewer: plain text, the address of the file at its end",
        site_post(
            TEXT,
            UPLOADED_MILL,
            "<p>By Ann Lee - Own work, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=20202905</p>",
            TEXT,
        ),
        (uploaded_mill("by-sa 4.0"),),
    ),
    OwnPage(
        "attribute",
        "Wikimedia Commons, use this file: the credit is the title of the picture's link",
        site_post(
            TEXT,
            f"<p>{_commons('Ann Lee, CC BY-SA 4.0 &lt;https://creativecommons.org/licenses/by-sa/4.0&gt;, via Wikimedia Commons')}</p>",
            TEXT,
        ),
        (Work(_THUMB.replace("1024px", "512px"), "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    OwnPage(
        "attribute",
        "Wikimedia Commons, use this file, before 2020: By, own work, brackets",
        site_post(
            TEXT,
            "<p>"
            + _commons(
                "By Ann Lee (Own work) [GFDL (http://www.gnu.org/copyleft/fdl.html) or CC BY-SA 3.0 "
                "(https://creativecommons.org/licenses/by-sa/3.0)], via Wikimedia Commons"
            )
            + "</p>",
            TEXT,
        ),
        (Work(_THUMB.replace("1024px", "512px"), "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "Lizenzhinweisgenerator: who, title, licence",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p><a href="{_USER}">Ann Lee</a>, <a href="{COMMONS}">Red mill</a>, <a href="{SA4}legalcode" rel="license">CC '
            "BY-SA 4.0</a></p>",
            TEXT,
        ),
        (Work("/up/mill.jpg", "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    OwnPage(
        "block",
        "Lizenzhinweisgenerator: with what was changed, and by whom",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p><a href="{_USER}">Ann Lee</a>, <a href="{COMMONS}">Red mill</a>, zugeschnitten von Bo Ek, <a '
            f'href="{SA4}legalcode" rel="license">CC BY-SA 4.0</a></p>',
            TEXT,
        ),
        (uploaded_mill("by-sa 4.0"),),
    ),
    OwnPage(
        "block",
        "Lizenzhinweisgenerator: plain text, the licence's address alone",
        site_post(
            TEXT, UPLOADED_MILL, f"<p>Ann Lee ({COMMONS}), „Red mill“, {SA4}legalcode</p>", TEXT
        ),
        (uploaded_mill("by-sa 4.0"),),
    ),
)

_WIKI_FIGURE = (
    '<figure class="mw-default-size mw-halign-right" typeof="mw:File/Thumb"><a href="/wiki/File:Mill.jpg" '
    'class="mw-file-description"><img src="/images/thumb/8/8a/Mill.jpg/300px-Mill.jpg" decoding="async" width="300" '
    'height="200" class="mw-file-element" srcset="/images/thumb/8/8a/Mill.jpg/600px-Mill.jpg 2x"></a><figcaption>The red '
    "mill</figcaption></figure>"
)


def _wiki(license: str) -> str:
    return (
        f'<!doctype html><html><head><title>River - Brook wiki</title><link rel="license" href="{license}"></head><body><div '
        f'id="content" class="mw-body" role="main"><h1 id="firstHeading">River</h1><div id="mw-content-text">{TEXT}'
        f'{_WIKI_FIGURE}{TEXT}<ul class="gallery mw-gallery-traditional"><li class="gallerybox"><div class="thumb"><span '
        'typeof="mw:File"><a href="/wiki/File:Saw.jpg" class="mw-file-description"><img src="/images/thumb/1/1b/Saw.jpg/'
        '120px-Saw.jpg" width="120" height="80" class="mw-file-element"></a></span></div><div class="gallerytext">The saw'
        '</div></li></ul></div></div><div id="mw-navigation"><div id="p-logo"><a class="mw-wiki-logo" href="/wiki/Main"></a>'
        '</div></div><div id="footer" role="contentinfo"><ul id="footer-info"><li id="footer-info-copyright">Content is '
        f'available under <a class="external" rel="nofollow" href="{license}">Creative Commons Attribution-ShareAlike</a> '
        f'unless otherwise noted.</li></ul><ul id="footer-icons"><li id="footer-copyrightico"><a href="{license}"><img '
        'src="/resources/assets/licenses/cc-by-sa.png" alt="Creative Commons Attribution-ShareAlike" width="88" height="31">'
        '</a></li><li id="footer-poweredbyico"><a href="//www.mediawiki.org/"><img src="/resources/assets/'
        'poweredby_mediawiki_88x31.png" alt="Powered by MediaWiki" width="88" height="31"></a></li></ul></div></body></html>'
    )


ARTICLES = (
    # MediaWiki's figures and footer (mw:File of Parsoid's DOM 2.7, footer of WikiChip and others); Fandom's footer.
    OwnPage(
        "page_license",
        "MediaWiki: the content's licence is also that of an article's first picture",
        _wiki(SA4),
        (Work("/images/thumb/8/8a/Mill.jpg/600px-Mill.jpg", "by-sa 4.0"),),
        url="https://site.example/wiki/River",
    ),
    OwnPage(
        "page_license",
        "a mirror: this article uses material from Wikipedia, which is released under",
        site_post(
            UPLOADED_MILL,
            TEXT,
            'This article uses material from the Wikipedia article <a href="https://en.wikipedia.org/wiki/Mill">"Mill"</a>, '
            f'which is released under the <a href="{SA3}">Creative Commons Attribution-Share-Alike License 3.0</a>.',
        ),
    ),
    OwnPage(
        "page_license",
        "Fandom: community content, without a version",
        site_page(
            f'{TEXT}<figure class="thumb tright show-info-icon"><a href="https://static.wikia.nocookie.net/brook/images/1/1b/Mill.jpg/'
            'revision/latest?cb=2010" class="image"><img src="https://static.wikia.nocookie.net/brook/images/1/1b/Mill.jpg/revision/latest/'
            'scale-to-width-down/250?cb=2010" width="250" height="167" class="thumbimage"></a><figcaption class="thumbcaption"><a '
            f'class="info-icon" href="/wiki/File:Mill.jpg"></a><p class="caption">The mill</p></figcaption></figure>{TEXT}',
            '<div>Community content is available under <a href="https://www.fandom.com/licensing">CC-BY-SA</a> unless otherwise noted.</div>',
        ),
    ),
)


def _file_page(foot: str, description: str = "<p>The red mill from the west.</p>") -> str:
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

FILE_PAGES = (
    # MediaWiki writes a page's own address below it (message "retrievedfrom"); categories of Commons.
    OwnPage(
        "block",
        "a category that is called as a licence: its address below the pictures puts nothing under it",
        old_page(
            "<h1>Category:CC-BY-SA-3.0</h1><ul><li><a href='/wiki/File:Mill.jpg'><img src='/thumb/240px-Mill.jpg' width='240' height='160'></a></li></ul>"
            '<p>Retrieved from "https://wiki.example/w/index.php?title=Category:CC-BY-SA-3.0-migrated&amp;oldid=4122"</p>'
        ),
    ),
    OwnPage(
        "file_page",
        "MediaWiki's page of a file: the file, and not the icons of the licence",
        plain_page(
            '<div class="fullImageLink" id="file"><a href="/images/8/8a/Mill.jpg"><img src="/images/thumb/8/8a/Mill.jpg/'
            '800px-Mill.jpg"></a></div><table class="fileinfotpl"><tr><td id="fileinfotpl_aut">Author</td><td>'
            '<a href="/wiki/User:Ann">Ann Lee</a></td></tr></table><table class="licensetpl"><tr><td><img '
            'src="/images/thumb/7/79/CC_some_rights_reserved.svg/90px-CC_some_rights_reserved.svg.png"></td><td><span '
            f'class="licensetpl_link">{SA3}</span><span class="licensetpl_short">CC BY-SA 3.0</span></td></tr></table>'
        ),
        (Work("/images/8/8a/Mill.jpg", "by-sa 3.0", "Ann Lee"),),
        f"{HOME}/wiki/File:Mill.jpg",
    ),
    OwnPage(
        "file_page",
        "a wiki's own box in the description of its file",
        old_page(
            "<h1>File:Mill.png</h1><div class='fullImageLink' id='file'><a href='/w/images/Mill.png'><img src='/w/images/Mill.png' "
            "width='400'></a></div><div id='mw-imagepage-content'><p>The mill.</p><table><tr><td><img src='/w/images/Cc-somerights.png' "
            f"width='90'></td><td>This file is licensed under the {anchor(SA3, 'Attribution-ShareAlike 3.0 Unported')}.</td></tr></table></div>"
        ),
        (Work("/w/images/Mill.png", "by-sa 3.0"),),
        url=f"{HOME}/wiki/File:Mill.png",
    ),
    # MediaWiki's message "copyright" (languages/i18n/en.json) and its footer (footer-info-copyright), as kept in copies of
    # wikis of 2009 to 2024.
    OwnPage(
        "statement",
        "what Fandom's community writes is of no picture of an article",
        _file_page(
            f'Community content is available under <a href="{CC}/licenses/by-sa/3.0/">CC-BY-SA</a> unless otherwise noted.',
            f'{TEXT}<p><a href="/wiki/File:Mill.png" class="image"><img src="/images/a/a2/Mill.png" width="400" height="300"></a></p>',
        ),
        (),
        "https://wiki.example/wiki/Mill",
    ),
    OwnPage(
        "file_page",
        "MediaWiki: a copy, whose address does not say so",
        _file_page(
            "Text is available under CC BY 4.0",
            f'<table class="licensetpl"><tr><td>{LINK_BY4}<span class="licensetpl_link">{BY4}</span></td></tr></table>',
        ),
        (Work("/images/a/a1/Red_mill.jpg", "by 4.0"),),
        "https://copy.example/File3ARed_mill.html",
    ),
    OwnPage(
        "file_page",
        "MediaWiki: a file without a licence of its own, where all content of the wiki has one",
        _file_page(_AVAILABLE),
        (Work("/images/a/a1/Red_mill.jpg", "by-sa 3.0"),),
        _FILE,
    ),
    *(
        OwnPage("file_page", f"MediaWiki: {name}", _file_page(foot, description), (), _FILE)
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


def _box(*files: tuple[str, ...]) -> str:
    rows = ("Filename", "Name", "Author", "License", "Source Link")
    return (
        '<div class="licensebox"><div class="collapsible-block"><div class="collapsible-block-content">'
        + "".join(
            "<blockquote><p>"
            + "<br />".join(
                f"<strong>{row}:</strong> {said}"
                for row, said in zip(rows, file, strict=True)
                if said
            )
            + "</p></blockquote>"
            for file in files
        )
        + "</div></div></div>"
    )


def _scp(name: str, caption: str) -> str:
    return (
        f'<div class="scp-image-block block-right" style="width:300px;"><img src="/local--files/river/{name}" style="width:300px;" '
        f'alt="{name}" class="image"><div class="scp-image-caption" style="width:300px;"><p>{caption}</p></div></div>'
    )


_WIKIDOT = (
    '<div id="license-area" class="license-area">Unless otherwise stated, the content of this page is licensed under <a '
    f'rel="license" href="{SA3}">Creative Commons Attribution-ShareAlike 3.0 License</a></div>'
)

WIKIDOT = (
    # Wikidot's license area and SCP's component:license-box.
    OwnPage(
        "credit_list",
        "SCP: a box of rows that name each file, its author and its licence",
        site_page(
            f"{_scp('mill.jpg', 'The mill, 1997.')}{TEXT}{_scp('saw.png', 'The saw.')}{TEXT}"
            + _box(
                ("mill.jpg", "Red mill", "Ann Lee", "CC BY 2.0", f'<a href="{PHOTO}">Flickr</a>'),
                (
                    "saw.png",
                    "Old saw",
                    "Bo Ek",
                    "Public Domain",
                    '<a href="https://loc.example/1">Library</a>',
                ),
            ),
            _WIKIDOT,
        ),
        (Work("/local--files/river/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
)


def _dokuwiki(link: str, shown: str) -> str:
    license = "CC Attribution-Noncommercial-Share Alike 4.0 International"
    return (
        '<!doctype html><html><head><title>mill [Brook]</title></head><body><div id="dokuwiki__site"><div id="dokuwiki__header"><h1><a '
        'href="/start"><img src="/lib/tpl/dokuwiki/images/logo.png" width="64" height="64" alt=""><span>Brook</span></a></h1></div><div '
        f'id="dokuwiki__content"><div class="page group"><h1 id="mill">Mill</h1><p><a href="{link}" class="media"><img src="{shown}" '
        f'class="media" loading="lazy" alt="" width="600" /></a></p>{TEXT}</div><div class="docInfo"><bdi>mill.txt</bdi> · Last modified: '
        '2024/01/02 by <bdi>ann</bdi></div></div></div><div id="dokuwiki__footer"><div class="pad"><div class="license">Except where '
        f'otherwise noted, content on this wiki is licensed under the following license: <bdi><a href="{NCSA4}" rel="license" '
        f'class="urlextern">{license}</a></bdi></div><div class="buttons"><a href="{NCSA4}" rel="license"><img '
        f'src="/lib/images/license/button/cc-by-nc-sa.png" alt="{license}" /></a> <a href="https://www.dokuwiki.org/donate"><img '
        'src="/lib/tpl/dokuwiki/images/button-donate.gif" width="80" height="15" alt="Donate" /></a> <a href="https://dokuwiki.org/"><img '
        'src="/lib/tpl/dokuwiki/images/button-dw.png" width="80" height="15" alt="Driven by DokuWiki" /></a></div></div></div></body></html>'
    )


DOKUWIKI = (
    # DokuWiki's template as kept in a repository.
    *(
        OwnPage(
            "page_license",
            f"DokuWiki: a picture whose link leads to a page about it: {link}",
            _dokuwiki(link, shown),
            (Work(shown.replace("&amp;", "&"), "by-nc-sa 4.0"),),
        )
        for link, shown in (
            ("/_detail/mill.jpg?id=mill", "/_media/mill.jpg?w=600&amp;tok=0a1b"),
            (
                "/lib/exe/detail.php?id=mill&amp;media=mill.jpg",
                "/lib/exe/fetch.php?w=600&amp;tok=0a1b&amp;media=mill.jpg",
            ),
        )
    ),
)

PAGES = (*COMMONS_CREDITS, *ARTICLES, *FILE_PAGES, *WIKIDOT, *DOKUWIKI)
