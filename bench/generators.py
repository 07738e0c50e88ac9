# ruff: noqa: E501 - lines of markup
"""Pages as programs write them that print credits and licences: same structure, our own words.

Each names the program and where its output was looked up. Round what the program prints stand the
things that no licence there is of: the site's logo, the author's portrait, advertisements, and
teasers of other posts with their pictures.
"""

from bench.practices import BY2, BY4, CC, ND4, SA3, SA4, TEXT, Practice, Work

NCSA2 = f"{CC}/licenses/by-nc-sa/2.0/"
NCSA4 = f"{CC}/licenses/by-nc-sa/4.0/"
PHOTO = "https://www.flickr.com/photos/annlee/2686928821"
PEOPLE = "https://www.flickr.com/photos/annlee"
STATIC = "https://live.staticflickr.com/3261/2686928821_228c1bdb1c_b.jpg"
COMMONS = "https://commons.wikimedia.org/wiki/File:Red_mill.jpg"


def _site(body: str, foot: str = "", head: str = "") -> str:
    """Return a post of a site with all that stands round one."""
    teasers = "".join(
        f'<li><a href="/2023/{n}/"><img src="/up/{n}-150x150.jpg" width="150" height="150" alt=""></a> <a '
        f'href="/2023/{n}/">On the {n}</a></li>'
        for n in ("tower", "gate", "well")
    )
    return (
        f'<!doctype html><html lang="en"><head><title>The river</title>{head}</head><body><header class="site-header"><a '
        'href="/" rel="home"><img class="custom-logo" src="/up/site-logo.png" width="220" height="60" alt="The Brook"></a>'
        f'<nav><a href="/about">About</a></nav></header><main><article class="post"><h1>The river</h1>{body}</article>'
        '<section class="author-box"><img class="avatar" src="https://secure.gravatar.com/avatar/0a1b?s=96" width="96" '
        'height="96" alt=""> <b>Cy Roth</b> writes here.</section><section class="related-posts"><h2>Related posts</h2><ul>'
        f'{teasers}</ul></section></main><aside class="sidebar"><a href="https://shop.example/sale" rel="sponsored"><img '
        'src="https://ads.example/300x250.jpg" width="300" height="250" alt="Sale"></a></aside><footer class="site-footer">'
        f"{foot}<p>© 2024 The Brook</p></footer></body></html>"
    )


def _post(*parts: str) -> str:
    return _site("".join(parts))


_MILL = '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>'


# Of no name that tells whose it is a site's licence covers none; cameras name their owner's.
_SHOT = _MILL.replace("mill", "IMG_1234")


def _mill(license: str = "by 2.0", creator: str | None = "Ann Lee") -> Work:
    return Work("/up/mill.jpg", license, creator)


def _icons(*names: str) -> str:
    return "".join(
        f'<img src="https://mirrors.creativecommons.org/presskit/icons/{name}.svg" style="height: 1em; margin-right: '
        '0.125em; display: inline;"></img>'
        for name in names
    )


def _openverse(icons: str = "", query: str = "?ref=openverse") -> str:
    return (
        f'"<a rel="noopener noreferrer" href="{PHOTO}">Red mill</a>" by <a rel="noopener noreferrer" href="{PEOPLE}">Ann '
        f'Lee</a> is licensed under <a rel="noopener noreferrer" href="{BY2}{query}">CC BY 2.0 {icons}</a>.'
    )


def _ccsearch(picture: str = "") -> str:
    icon = "height: inherit;margin-right: 3px;display: inline-block;"
    href = f"{BY2}?ref=ccsearch&atype=html"
    return (
        f'<p style="font-size: 0.9rem;font-style: italic;">{picture}<a href="{PHOTO}">"Red mill"</a><span> by <a '
        f'href="{PEOPLE}">Ann Lee</a></span> is licensed under <a href="{href}" style="margin-right: 5px;">CC BY 2.0</a><a '
        f'href="{href}" target="_blank" rel="noopener noreferrer" style="display: inline-block;white-space: none;margin-top: '
        f'2px;margin-left: 3px;height: 22px !important;"><img style="{icon}" '
        f'src="https://search.creativecommons.org/static/img/cc_icon.svg?image_id=af7ad08b" /><img style="{icon}" '
        'src="https://search.creativecommons.org/static/img/cc-by_icon.svg" /></a></p>'
    )


def _chooser(work: str = "The river", who: str = "Ann Lee") -> str:
    icons = "".join(
        '<img style="height:22px!important;margin-left:3px;vertical-align:text-bottom;" '
        f'src="https://mirrors.creativecommons.org/presskit/icons/{n}.svg?ref=chooser-v1" alt="">'
        for n in ("cc", "by", "sa")
    )
    return (
        f'<p xmlns:cc="http://creativecommons.org/ns#" xmlns:dct="http://purl.org/dc/terms/"><a property="dct:title" '
        f'rel="cc:attributionURL" href="https://site.example/2024/river">{work}</a> by <a rel="cc:attributionURL dct:creator" '
        f'property="cc:attributionName" href="https://ann.example">{who}</a> is licensed under <a href="{SA4}?ref=chooser-v1" '
        f'target="_blank" rel="license noopener noreferrer" style="display:inline-block;">CC BY-SA 4.0{icons}</a></p>'
    )


# WordPress/openverse, frontend/src/utils/attribution-html.ts at 25ad120a; its predecessor CC Search as copied in posts
# of 2020 and 2021; creativecommons/chooser, src/utils/license-utilities.js at 0f3932f3.
SEARCHES = (
    Practice(
        "block",
        "Openverse: HTML with icons, below the picture",
        _post(TEXT, _MILL, f'<p class="attribution">{_openverse(_icons("cc", "by"))}</p>', TEXT),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    Practice(
        "figure",
        "Openverse: rich text in a caption, spans round each piece as an editor keeps them",
        _post(
            TEXT,
            '<figure class="kg-card kg-image-card kg-card-hascaption"><img src="/up/mill.jpg" class="kg-image" alt="" '
            'loading="lazy" width="800" height="500"><figcaption><span style="white-space: pre-wrap;">"</span><a '
            f'href="{PHOTO}" rel="noopener noreferrer"><span style="white-space: pre-wrap;">Wild Horse Art</span></a><span '
            f'style="white-space: pre-wrap;">" by&nbsp;</span><a href="{PEOPLE}" rel="noopener noreferrer"><span>BLM '
            f'Nevada</span></a><span>&nbsp;is licensed under&nbsp;</span><a href="{BY2}?ref=openverse"><span>CC BY 2.0</span>'
            "</a><span>.</span></figcaption></figure>",
            TEXT,
        ),
        (_mill(creator="BLM Nevada"),),
    ),
    Practice(
        "block",
        "Openverse: plain text, whose last sentence tells where the licence is",
        _post(
            TEXT,
            _MILL,
            '<p>"Red mill" by Ann Lee is licensed under CC BY 2.0. To view a copy of this license, visit '
            f"{BY2}?ref=openverse.</p>",
            TEXT,
        ),
        (_mill(),),
    ),
    Practice(
        "block",
        "Openverse: a work in the public domain is marked with",
        _post(
            TEXT,
            _MILL,
            f'<p class="attribution">"<a rel="noopener noreferrer" href="{PHOTO}">Red mill</a>" by <a rel="noopener '
            f'noreferrer" href="{PEOPLE}">Ann Lee</a> is marked with <a rel="noopener noreferrer" '
            f'href="{CC}/publicdomain/mark/1.0/?ref=openverse">Public Domain Mark 1.0 </a>.</p>',
            TEXT,
        ),
        (_mill("pdm 1.0"),),
    ),
    Practice(
        "credit_line",
        "Openverse: the credit of the head's picture at the end",
        _post(
            '<p><img class="wp-post-image" src="/up/mill.jpg" width="1200" height="600"></p>',
            TEXT * 3,
            f"<p><small>Header photo: {_openverse(query='')}</small></p>",
        ),
        (_mill(),),
    ),
    Practice(
        "block",
        "CC Search: HTML with the picture itself",
        _post(
            TEXT, _ccsearch(f'<img style="display: block;" src="{STATIC}" alt="Red mill">'), TEXT
        ),
        (Work(STATIC, "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    Practice(
        "block",
        "CC Search: HTML without it, below a picture of the site",
        _post(TEXT, _MILL, _ccsearch(), TEXT),
        (_mill(),),
    ),
    Practice(
        "page_license",
        "Creative Commons' chooser in the article: the article's own picture",
        _post(_MILL, TEXT, TEXT, _chooser()),
        (_mill("by-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "Creative Commons' chooser in the footer, and a picture that is credited to somebody else",
        _site(
            '<figure class="wp-block-image"><img src="/up/mill.jpg" width="800"><figcaption>Photo by Bo Ek on Unsplash'
            f"</figcaption></figure>{TEXT}",
            _chooser("The Brook", "Cy Roth"),
        ),
    ),
    Practice(
        "page_license",
        "Creative Commons' chooser: no picture, and its own icons are none",
        _site(TEXT * 2, _chooser("The Brook", "Cy Roth")),
    ),
)
_SMALL = (
    f'<small><a title="Red mill" href="https://flickr.com/photos/annlee/2686928821">Red mill</a> flickr photo by <a '
    f'href="https://flickr.com/people/annlee">annlee</a> shared under a <a href="{NCSA2}">Creative Commons (BY-NC-SA) '
    "license</a></small>"
)
_FLICKR_IMG = (
    f'<a title="Red mill" href="https://flickr.com/photos/annlee/2686928821"><img src="{STATIC}" '
    'alt="Red mill" width="800"></a>'
)


def _imagecodr(named: bool = True) -> str:
    rdfa = "xmlns:cc='http://creativecommons.org/ns#' rel='cc:attributionURL' property='cc:attributionName'"
    people = "http://www.flickr.com/people/annlee/"
    file = "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg"
    who = (
        f"<a href='{people}' target='_blank'>&nbsp;</a><a {rdfa} href='{people}' target='_blank'>ArtBrom</a>"
        if named
        else f"<a href='{people}' target='_blank'>&nbsp;ArtBrom</a>"
    )
    return (
        f"<div style='float:right; padding-left:15px' about='{file}'><a href='{PHOTO}/' target='_blank'><img "
        "xmlns:dct='http://purl.org/dc/terms/' href='http://purl.org/dc/dcmitype/StillImage' rel='dct:type' "
        f"src='{file}' alt='F-15 climbing hard by ArtBrom, on Flickr' title='F-15 climbing hard by ArtBrom, on Flickr' "
        f"border='0' /></a><br /><a rel='license' href='{CC}/licenses/by-sa/2.0/' target='_blank'><img "
        "src='http://i.creativecommons.org/l/by-sa/2.0/80x15.png' alt='Creative Commons Attribution-Share Alike 2.0 Generic "
        "License' title='Creative Commons Attribution-Share Alike 2.0 Generic License' border='0' align='left' /></a>"
        f"&nbsp;&nbsp;by&nbsp;{who}<a href='http://www.imagecodr.org/' target='_blank'>&nbsp;</a></div>"
    )


def _photodropper(license: str) -> str:
    return (
        f'<a href="{PHOTO}/" title="Yahoo!" target="_blank"><img src="http://farm3.static.flickr.com/2766/2686928821_1c.jpg" '
        f'alt="Free WiFi" border="0" /></a><br /><small><a href="{license}" title="Attribution License" target="_blank"><img '
        'src="http://site.example/wp-content/plugins/photo-dropper/images/cc.png" alt="Creative Commons License" border="0" '
        'width="16" height="16" align="absmiddle" /></a> <a href="http://www.photodropper.com/photos/" target="_blank">photo'
        f'</a> credit: <a href="{PHOTO}/" title="Yodel Anecdotal" target="_blank">Yodel Anecdotal</a></small>'
    )


# cogdog/flickr-cc-helper, docs/assets/javascript/cc-attributor.js at 365005b2; ImageCodr as copied in posts of 2009 to
# 2014; Photo Dropper 1.0.8's photo_dropper.js; Compfight and photopin as copied in posts of 2013 to 2019; Zemanta's in
# posts of 2008 to 2012; Flickr's oEmbed (www.flickr.com/services/oembed) as recorded in 2020.
_FLICKR_OF_DROPPER = "http://farm3.static.flickr.com/2766/2686928821_1c.jpg"
FLICKR = (
    Practice(
        "block",
        "Flickr CC attribution helper: HTML with the picture",
        _post(TEXT, f"<p>{_FLICKR_IMG}<br>{_SMALL}</p>", TEXT),
        (
            Work(
                STATIC,
                "by-nc-sa 2.0",
                "annlee",
                original="https://flickr.com/photos/annlee/2686928821",
            ),
        ),
    ),
    Practice(
        "figure",
        "Flickr CC attribution helper: WordPress caption",
        _post(
            TEXT,
            f'<div style="width: 810px" class="wp-caption aligncenter"><img src="/up/mill.jpg" width="800"><p '
            f'class="wp-caption-text">{_SMALL}</p></div>',
            TEXT,
        ),
        (_mill("by-nc-sa 2.0", "annlee"),),
    ),
    Practice(
        "credit_line",
        "Flickr CC attribution helper: featured image, at the end",
        _post(
            _MILL,
            TEXT * 3,
            f"<p><em>Featured image, {_SMALL.replace('<small>', '').replace('</small>', '')}</em></p>",
        ),
        (_mill("by-nc-sa 2.0", "annlee"),),
    ),
    Practice(
        "block",
        "Flickr CC attribution helper: plain text without the licence's address or version",
        _post(
            TEXT,
            _MILL,
            "<p>Red mill flickr photo by annlee https://flickr.com/photos/annlee/2686928821 shared under a Creative Commons "
            "(BY-NC-SA) license</p>",
            TEXT,
        ),
    ),
    Practice(
        "ccrel",
        "ImageCodr: about the file, with cc:attributionName",
        _post(TEXT, _imagecodr(), TEXT),
        (
            Work(
                "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg",
                "by-sa 2.0",
                "ArtBrom",
            ),
        ),
    ),
    Practice(
        "ccrel",
        "ImageCodr: about the file, an older form whose link alone names the photographer",
        _post(TEXT, _imagecodr(named=False), TEXT),
        (
            Work(
                "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg",
                "by-sa 2.0",
                "ArtBrom",
            ),
        ),
    ),
    Practice(
        "block",
        "Photo Dropper: the licence's icon, then the credit, below the picture",
        _post(f"<p>{_photodropper(BY2)}</p>", TEXT),
        (Work(_FLICKR_OF_DROPPER, "by 2.0", "Yodel Anecdotal"),),
    ),
    Practice(
        "block",
        "Photo Dropper: the icon links to a page of its own on the licences, which names none",
        _post(f"<p>{_photodropper('http://www.photodropper.com/creative-commons/')}</p>", TEXT),
    ),
    Practice(
        "block",
        "Compfight: Flickr via Compfight cc, below the picture",
        _post(
            TEXT,
            _MILL,
            f'<p>Photo Credit: <a href="{PHOTO}/">Amaury Laporte</a> Flickr via <a href="http://compfight.com">Compfight</a> '
            f'<a href="{BY2}">cc</a></p>',
            TEXT,
        ),
        (_mill(creator="Amaury Laporte"),),
    ),
    Practice(
        "block",
        "Compfight: cc that links to Flickr's help",
        _post(
            TEXT,
            _MILL,
            f'<p>Photo Credit: <a href="{PHOTO}/">Amaury Laporte</a> via <a href="http://compfight.com">Compfight</a> '
            '<a href="http://www.flickr.com/help/general/#147">cc</a></p>',
            TEXT,
        ),
    ),
    Practice(
        "credit_list",
        "Compfight: a list of credits at the end, one of which links to the photograph whose number the file has",
        _post(
            '<p><img src="/up/3240995967_04d7888d5c_o.jpg" width="800"></p>',
            TEXT,
            '<p><img src="/up/desk.jpg" width="800"></p>',
            TEXT * 2,
            f'<p><em>Photo Credit: <a href="https://www.flickr.com/photos/90021863@N00/3240995967/">mindfieldz</a> via <a '
            f'href="http://compfight.com">Compfight</a> <a href="{NCSA2}">cc</a></em></p>',
        ),
        (Work("/up/3240995967_04d7888d5c_o.jpg", "by-nc-sa 2.0", "mindfieldz"),),
    ),
    Practice(
        "block",
        "photopin: who, then the title that links to the photograph",
        _post(
            TEXT,
            _MILL,
            f'<p>photo credit: Ravi_Shah <a href="{PHOTO}">285/366 - Snack Size</a> via <a href="http://photopin.com">'
            f'photopin</a> <a href="{BY2}">(license)</a></p>',
            TEXT,
        ),
        (_mill(creator="Ravi_Shah"),),
    ),
    Practice(
        "block",
        "photopin: the title alone, which is nobody's name",
        _post(
            TEXT,
            _MILL,
            f'<p>photo credit: <a href="{PHOTO}">297/365/2853 (April 3, 2016) - Chocolate Coconut Cookies</a> via <a '
            f'href="http://photopin.com">photopin</a> <a href="{BY2}">(license)</a></p>',
            TEXT,
        ),
        (_mill(creator=None),),
    ),
    Practice(
        "figure",
        "Zemanta: photo credit without a licence, and one by an agency",
        _post(
            '<div class="zemanta-img" style="margin: 1em; display: block;"><div><dl style="width: 250px;" class="wp-caption '
            f'alignright"><dt class="wp-caption-dt"><a href="{PHOTO}"><img src="{STATIC}" alt="rusty chain" title="rusty '
            'chain" height="160" width="240"></a></dt><dd class="wp-caption-dd zemanta-img-attribution" style="font-size: '
            f'0.8em;">Image by <a href="{PHOTO}">shoothead</a> via Flickr</dd></dl></div></div>',
            TEXT,
            '<div class="zemanta-img"><div style="width: 120px" class="wp-caption alignleft"><img src="/up/cache.jpg" '
            'width="110" height="150"><p class="wp-caption-text">Image by Getty Images via Daylife</p></div></div>',
            TEXT,
            f"<p>This work is licensed under {CC}/licenses/by/3.0/</p>",
        ),
    ),
    Practice(
        "page_license",
        "Flickr's own embed says no licence, and the site's is not of others' photographs",
        _site(
            f'{TEXT}<a data-flickr-embed="true" href="{PHOTO}/" title="Red mill by Ann Lee, on Flickr"><img src="{STATIC}" '
            'width="1024" height="683" alt="Red mill"></a><script async src="https://embedr.flickr.com/assets/client-code.js" '
            f'charset="utf-8"></script>{TEXT}',
            _chooser("The Brook", "Cy Roth"),
        ),
    ),
)


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


# MultimediaViewer, resources/mmv.ui.reuse/mmv.EmbedFileFormatter.js at 21438d2b and, for its form of 2014, as copied in
# posts; Wikimedia Commons' gadget Stockphoto as copied in pages; wmde/Lizenzhinweisgenerator, js/app/DialogueEvaluation.js
# at 02e9f6af; MediaWiki's figures and footer (mw:File of Parsoid's DOM 2.7, footer of WikiChip and others).
WIKIS = (
    Practice(
        "block",
        "Wikimedia's media viewer: HTML to embed",
        _post(
            TEXT,
            f'<p><a href="{COMMONS}#/media/File:Red_mill.jpg"><img src="{_THUMB}" alt="Red mill.jpg" height="683" width="1024">'
            f'</a><br>By <a href="{_USER}" title="User:Annlee">Ann Lee</a> - <span class="int-own-work" lang="en">Own work'
            f'</span>, <a href="{_SA4}" title="Creative Commons Attribution-Share Alike 4.0">CC BY-SA 4.0</a>, <a '
            'href="https://commons.wikimedia.org/w/index.php?curid=20202905">Link</a></p>',
            TEXT,
        ),
        (Work(_THUMB, "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    Practice(
        "block",
        "Wikimedia's media viewer of 2014: title by author - own work. Licensed under ... via Wikimedia Commons",
        _post(
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
    Practice(
        "block",
        "Wikimedia's media viewer: plain text, the address of the file at its end",
        _post(
            TEXT,
            _MILL,
            "<p>By Ann Lee - Own work, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=20202905</p>",
            TEXT,
        ),
        (_mill("by-sa 4.0"),),
    ),
    Practice(
        "attribute",
        "Wikimedia Commons, use this file: the credit is the title of the picture's link",
        _post(
            TEXT,
            f"<p>{_commons('Ann Lee, CC BY-SA 4.0 &lt;https://creativecommons.org/licenses/by-sa/4.0&gt;, via Wikimedia Commons')}</p>",
            TEXT,
        ),
        (Work(_THUMB.replace("1024px", "512px"), "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    Practice(
        "attribute",
        "Wikimedia Commons, use this file, before 2020: By, own work, brackets",
        _post(
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
    Practice(
        "block",
        "Lizenzhinweisgenerator: who, title, licence",
        _post(
            TEXT,
            _MILL,
            f'<p><a href="{_USER}">Ann Lee</a>, <a href="{COMMONS}">Red mill</a>, <a href="{SA4}legalcode" rel="license">CC '
            "BY-SA 4.0</a></p>",
            TEXT,
        ),
        (Work("/up/mill.jpg", "by-sa 4.0", "Ann Lee", original=COMMONS),),
    ),
    Practice(
        "block",
        "Lizenzhinweisgenerator: with what was changed, and by whom",
        _post(
            TEXT,
            _MILL,
            f'<p><a href="{_USER}">Ann Lee</a>, <a href="{COMMONS}">Red mill</a>, zugeschnitten von Bo Ek, <a '
            f'href="{SA4}legalcode" rel="license">CC BY-SA 4.0</a></p>',
            TEXT,
        ),
        (_mill("by-sa 4.0"),),
    ),
    Practice(
        "block",
        "Lizenzhinweisgenerator: plain text, the licence's address alone",
        _post(TEXT, _MILL, f"<p>Ann Lee ({COMMONS}), „Red mill“, {SA4}legalcode</p>", TEXT),
        (_mill("by-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "MediaWiki: the content's licence is also that of an article's first picture",
        _wiki(SA4),
        (Work("/images/thumb/8/8a/Mill.jpg/600px-Mill.jpg", "by-sa 4.0"),),
        url="https://site.example/wiki/River",
    ),
    Practice(
        "page_license",
        "a mirror: this article uses material from Wikipedia, which is released under",
        _post(
            _MILL,
            TEXT,
            'This article uses material from the Wikipedia article <a href="https://en.wikipedia.org/wiki/Mill">"Mill"</a>, '
            f'which is released under the <a href="{SA3}">Creative Commons Attribution-Share-Alike License 3.0</a>.',
        ),
    ),
)


def _isc(source: str) -> str:
    return f'<span class="isc-source-text">Source: {source}</span>'


_ISC_ANN = (
    f'<a href="{PHOTO}" target="_blank" rel="nofollow">Ann Lee</a> | <a href="{BY2}legalcode" target="_blank" '
    'rel="nofollow">CC BY 2.0 Generic</a>'
)
_ISC_HEAD = '<div class="isc_image_list_box"><p class="isc_image_list_title">image sources</p><ul class="isc_image_list">'
_WPCC = (
    '<div style="max-width: 100%;" class="wp-caption cc-media" prefix="dct: http://purl.org/dc/terms/ cc: '
    'http://creativecommons.org/ns#" typeof="cc:Work" about="https://site.example/up/mill.jpg"><link href="{license}" '
    'rel="license" property="cc:license" type="text/html" /><link href="http://purl.org/dc/dcmitype/StillImage" '
    'rel="dct:type" property="dct:type" /><link href="https://site.example/mill/" rel="dct:identifier" '
    'property="dct:identifier" /><img src="/up/mill-1024x640.jpg" width="1024" height="640" alt="">{caption}</div>'
)


def _lumen(*groups: tuple[str, str]) -> str:
    return (
        '<div class="licensing">'
        + "".join(
            f'<div class="license-attribution-dropdown-subheading">{name}</div><ul class="citation-list">{items}</ul>'
            for name, items in groups
        )
        + "</div>"
    )


def _citation(what: str, url: str, who: str, license: str, name: str, by: str = "") -> str:
    provided = f" <strong>Provided by</strong>: {by}." if by else ""
    return (
        f"<li>{what}. <strong>Authored by</strong>: {who}.{provided} <strong>Located at</strong>: <a href='{url}'>{url}</a>. "
        f"<strong>License</strong>: <em><a rel='license' href='{license}'>{name}</a></em></li>"
    )


_CC_ICON = '<img src="https://site.example/wp-content/plugins/wp-inject/images/cc.png" />'
# image-source-control 2.x (includes/class-isc-public.php, tests/functional); mundschenk-at/media-credit,
# public/partials/media-credit-shortcode.php at 1519db0c; Creative-Commons-Configurator 1.8, bccl-generators.php; WP Inject,
# wpdf-editor-js.js and info_sources_options.php at 05ba8511; Lumen's candela-citation, 2017-09-06; Modula 2.7
# (image licensing); LibreTexts' autoattribution.
WORDPRESS = (
    Practice(
        "block",
        "Image Source Control: an overlay on the picture",
        _post(
            TEXT,
            '<p><span id="isc_attachment_12" class="isc-source alignleft"><img decoding="async" class="wp-image-12 with-source" '
            f'src="/up/mill.jpg" width="800" height="500" />{_isc(_ISC_ANN)}</span></p>',
            TEXT,
            '<p><span id="isc_attachment_13" class="isc-source"><img class="wp-image-13 with-source" src="/up/saw.jpg" '
            f'width="800" height="500" />{_isc("Bo Ek / Getty")}</span></p>',
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    Practice(
        "credit_list",
        "Image Source Control: the list below a post, by the pictures' titles",
        _post(
            '<p><img src="/up/red-mill.jpg" width="800"></p>',
            TEXT,
            '<p><img src="/up/old-saw.jpg" width="800"></p>',
            TEXT,
            f"{_ISC_HEAD}<li>red-mill: {_ISC_ANN}</li><li>old-saw: © Bo Ek</li></ul></div>",
        ),
        (Work("/up/red-mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "Media Credit: a caption that is a credit, with the licence in it",
        _post(
            TEXT,
            '<figure class="wp-caption alignnone" style="max-width: 800px" itemscope '
            'itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" src="/up/mill.jpg" width="800"><figcaption '
            'class="wp-caption-text" itemprop="caption">The mill at dusk <span class="media-credit" '
            f'itemprop="copyrightHolder"><a href="{PHOTO}" rel="nofollow">Ann Lee (CC BY 2.0)</a></span></figcaption></figure>',
            TEXT,
        ),
        (_mill(),),
    ),
    Practice(
        "page_license",
        "Media Credit: the holder of the copyright is another than the page's author",
        _site(
            '<figure class="wp-caption" itemscope itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" '
            'src="/up/mill.jpg" width="800"><figcaption class="wp-caption-text" itemprop="caption"><span class="media-credit" '
            f'itemprop="copyrightHolder">Bo Ek</span></figcaption></figure>{TEXT}',
            _chooser("The Brook", "Cy Roth"),
        ),
    ),
    Practice(
        "figure",
        "Creative Commons Configurator: media in a post, with RDFa about the file",
        _post(
            TEXT,
            _WPCC.format(
                license=SA4,
                caption='<p class="wp-caption-text">The mill (image by <em><a href="https://ann.example" '
                f'property="cc:attributionName" rel="cc:attributionURL">Ann Lee</a></em> under <a rel="license" '
                f'target="_blank" href="{SA4}">CC BY-SA 4.0</a>)</p>',
            ),
            TEXT,
            f'<p prefix="dct: http://purl.org/dc/terms/ cc: http://creativecommons.org/ns#" class="cc-block"><a rel="license" '
            f'href="{BY4}"><img alt="Creative Commons License" style="border-width:0" src="/wp-content/plugins/'
            f'creative-commons-configurator-1/media/cc/by/4.0/88x31.png"></a><br>This work is licensed under a <a rel="license" '
            f'href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p>',
        ),
        (_mill("by-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "Creative Commons Configurator: the block below a post",
        _post(
            _MILL,
            TEXT * 2,
            f'<p class="cc-block"><a rel="license" href="{BY4}"><img alt="Creative Commons License" style="border-width:0" '
            'src="/wp-content/plugins/creative-commons-configurator-1/media/cc/by/4.0/88x31.png"></a><br><span '
            'href="http://purl.org/dc/dcmitype/Text" property="dct:title" rel="dct:type">The river</span> by <a '
            'href="https://site.example/" property="cc:attributionName" rel="cc:attributionURL">Cy Roth</a> is licensed under a '
            f'<a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p>',
        ),
    ),
    Practice(
        "block",
        "WP Inject: photo by, and the licence's icon as its link",
        _post(
            TEXT,
            f'<p><img title="Red mill by Ann Lee" alt="mill photo" src="/up/mill.jpg" /><br/><small><a rel="nofollow" '
            f'style="text-decoration: none;" href="http://wpinject.com/">Photo</a> by <a href="{PHOTO}" target="_blank">Ann '
            f'Lee</a> <a rel="nofollow" href="{BY2}" target="_blank" title="Attribution License">{_CC_ICON}</a></small></p>',
            TEXT,
        ),
        (_mill(),),
    ),
    Practice(
        "credit_list",
        "WP Inject: several photos, credited in their order at the end",
        _post(
            _MILL,
            TEXT,
            '<p><img src="/up/saw.jpg" width="800"></p>',
            TEXT,
            f'<p><small>Photos by <a href="{PHOTO}" target="_blank">Ann Lee</a> <a rel="nofollow" href="{BY2}" '
            f'title="Attribution License">{_CC_ICON}</a>, <a href="https://www.flickr.com/photos/boek/99" target="_blank">Bo '
            f'Ek</a> <a rel="nofollow" href="{NCSA2}" title="Attribution-NonCommercial-ShareAlike License">{_CC_ICON}</a>'
            "</small></p>",
        ),
        (_mill(), Work("/up/saw.jpg", "by-nc-sa 2.0", "Bo Ek")),
    ),
    Practice(
        "credit_list",
        "Lumen: a citation of a picture by the photograph whose number its file has, and one of the chapter's text",
        _post(
            '<div class="wp-caption"><img src="/up/7944094174_f55e9b3a24_z.jpg" width="640"><p class="wp-caption-text">A house '
            "moves</p></div>",
            TEXT * 2,
            _lumen(
                (
                    "CC licensed content, Shared previously",
                    _citation(
                        "Biology",
                        "https://openstax.org/biology",
                        "OpenStax",
                        BY4,
                        "CC BY: Attribution",
                        "Rice University",
                    )
                    + _citation(
                        "Tiny house move",
                        "https://www.flickr.com/photos/annlee/7944094174/",
                        "Ann Lee",
                        SA4,
                        "CC BY-SA: Attribution-ShareAlike",
                    ),
                )
            ),
        ),
        (Work("/up/7944094174_f55e9b3a24_z.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "Lumen: the citation of a chapter's text alone, and a picture that nobody cites",
        _post(
            '<p><img src="/up/house.jpg" width="640"></p>',
            TEXT * 2,
            _lumen(
                (
                    "CC licensed content, Shared previously",
                    _citation(
                        "Biology",
                        "https://openstax.org/biology",
                        "OpenStax",
                        BY4,
                        "CC BY: Attribution",
                        "Rice University",
                    ),
                ),
                (
                    "All rights reserved content",
                    "<li>A film. <strong>License</strong>: <em>All Rights Reserved</em></li>",
                ),
            ),
        ),
    ),
    Practice(
        "page_license",
        "OpenStax: modification of work by somebody, and the book's licence",
        _site(
            '<figure id="CNX_1"><img src="/up/mill.jpg" width="800"><figcaption><span class="os-title-label">Figure </span>1.2 '
            f"The mill. (credit: modification of work by Ann Lee)</figcaption></figure>{TEXT}",
            f'<div class="attribution"><p>© 2024 OpenStax. Except where otherwise noted, textbooks on this site are licensed '
            f'under a <a href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p></div>',
        ),
    ),
    Practice(
        "figure",
        "LibreTexts: licence and name in brackets, and the page's licence at its end",
        _post(
            '<figure><img src="/up/mill.jpg" width="800"><figcaption>Figure 1.2.1: The mill. (CC BY 2.0; Ann Lee via Flickr)'
            f'</figcaption></figure>{TEXT}<figure><img src="/up/saw.jpg" width="800"><figcaption>Figure 1.2.2: The saw. '
            f"(Copyright; Bo Ek)</figcaption></figure>{TEXT}",
            '<hr class="autoattribution-divider"><div class="autoattribution"><p>This page titled <a href="/1.2">1.2: River</a> '
            f'is shared under a <a rel="nofollow" href="{BY4}">CC BY 4.0</a> license and was authored, remixed, and/or curated '
            'by <a href="https://openstax.org">OpenStax</a>.</p></div>',
        ),
        (_mill(),),
    ),
    Practice(
        "figure",
        "Modula: the licence as the caption of each picture of a gallery",
        _post(
            TEXT,
            '<div class="modula modula-gallery">'
            + "".join(
                f'<div class="modula-item"><a href="/up/{n}.jpg" data-caption=""><img src="/up/{n}-400x300.jpg" width="400" '
                f'height="300"></a><div class="modula-image-licensing-caption-wrap"><a class="modula-image-licensing-caption" '
                f'rel="license" href="{license}" target="_blank"><img alt="{name}" style="border-width:0" '
                f'src="/wp-content/plugins/modula/cc/{n}.png" /><span>This work is licensed under a {name}</span></a></div></div>'
                for n, license, name in (
                    ("mill", BY4, "Creative Commons Attribution 4.0 International License"),
                    (
                        "saw",
                        SA4,
                        "Creative Commons Attribution-ShareAlike 4.0 International License",
                    ),
                )
            )
            + "</div>",
        ),
        (_mill("by 4.0", None), Work("/up/saw.jpg", "by-sa 4.0")),
    ),
)


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
_COPYRIGHT = (
    '<div class="post-copyright"><div class="post-copyright__author"><span class="post-copyright-meta">文章作者: </span><span '
    'class="post-copyright-info"><a href="https://site.example">林安</a></span></div><div class="post-copyright__type"><span '
    'class="post-copyright-meta">文章链接: </span><span class="post-copyright-info"><a href="https://site.example/2024/river">'
    'https://site.example/2024/river</a></span></div><div class="post-copyright__notice"><span class="post-copyright-meta">'
    '版权声明: </span><span class="post-copyright-info">{}</span></div></div>'
)
# gohugoio/hugo, tpl/tplimpl/embedded/templates/shortcodes/figure.html at 2b73e89d; mmistakes/minimal-mistakes,
# _includes/page__hero.html; Wowchemy (featured image and site_footer_license.html) as built in sites of 2020 to 2024;
# quarto-cli, src/format/html/format-html-appendix.ts of 2022; distill's appendix, 2017 and its R port; Hexo's themes Butterfly
# (post-copyright) and Fluid (license-box); Ghost's cards.
STATIC_SITES = (
    Practice(
        "figure",
        "Hugo: attr and attrlink, the licence in the link's text",
        _post(
            TEXT,
            f'<figure><img src="/up/mill.jpg" alt="The mill at dusk"/><figcaption><h4>The mill</h4><p>The mill at dusk <a '
            f'href="{PHOTO}">Photo by Ann Lee, CC BY 2.0</a></p></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    Practice(
        "credit_line",
        "Minimal Mistakes: the caption of the picture behind the title",
        _site(
            _hero(
                f'Photo credit: <a href="{PHOTO}"><strong>Ann Lee</strong></a>, <a href="{BY2}">CC BY 2.0</a>'
            )
        ),
        (Work("/assets/images/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "credit_line",
        "Minimal Mistakes: a caption that credits Unsplash, under the site's licence",
        _site(
            _hero('Photo credit: <a href="https://unsplash.com"><strong>Unsplash</strong></a>'),
            f'<p>Content is licensed under <a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
    Practice(
        "statement",
        "Wowchemy: the featured image under the site's licence",
        _wowchemy(""),
        (Work("/post/river/featured.jpg", "by-nc-nd 4.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "Wowchemy: the featured image has a caption with another's name",
        _wowchemy(
            'Image credit: <a href="https://unsplash.com/photos/OGZtQF8iC0g"><strong>Bo Ek</strong></a>'
        ),
    ),
    Practice(
        "page_license",
        "Quarto: a section Reuse that is the licence's link",
        _quarto(
            f'<div id="quarto-reuse" class="quarto-appendix-contents"><div><a rel="license" href="{BY4}">{BY4}</a></div></div>',
            _plot("fig-flow-1", "Figure 1: The flow."),
        ),
        (Work("/river_files/figure-html/fig-flow-1.png", "by 4.0"),),
    ),
    Practice(
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
    Practice(
        "page_license",
        "Hexo's Butterfly: all articles of the blog are licensed",
        _post(
            '<div id="post-cover" style="background-image: url(\'/up/cover.jpg\')"></div>',
            _MILL,
            TEXT,
            _COPYRIGHT.format(
                f'本博客所有文章除特别声明外，均采用 <a href="{NCSA4}" target="_blank">CC BY-NC-SA 4.0</a> 许可协议。转载请注明来源 <a '
                'href="https://site.example">小溪</a>！'
            ),
        ),
    ),
    Practice(
        "page_license",
        "Hexo's Butterfly in English: all articles in this blog",
        _post(
            _MILL,
            TEXT,
            _COPYRIGHT.format(
                f'All articles in this blog are licensed under <a href="{NCSA4}">CC BY-NC-SA 4.0</a> unless stating additionally.'
            ),
        ),
    ),
    Practice(
        "page_license",
        "Hexo's Fluid: author, date and licence as rows below a post",
        _post(
            _SHOT,
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
)


def _player(file: str = "/podlove/file/77/s/webplayer/c/episode/e7.mp3") -> str:
    return f'<audio controls="controls" preload="none"><source src="{file}" type="audio/mpeg"/></audio>'


_PRESS = "https://media.blubrry.com/brook/site.example/e7.mp3"
# podlove/podlove-publisher, templates/license.twig at 46d95dba; PowerPress' player and links as copied in posts of 2018;
# Freesound's and Sketchfab's texts of attribution, and ccMixter's, as copied in lists of credits.
PODCASTS = (
    Practice(
        "page_license",
        "Podlove: the licence below an episode, its picture not in the link",
        _post(
            _player(),
            TEXT,
            '<div class="podlove_cc_license"><img src="/wp-content/plugins/podlove-podcasting-plugin-for-wordpress/images/cc/1_1.png" '
            f'alt="License" /><p>This work is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 '
            'International License</a></p></div><ul class="podlove-contributors"><li><img class="podlove-contributor-avatar avatar" '
            'src="/up/bo.jpg" width="50" height="50"> Bo Ek</li></ul>',
        ),
        (Work("/podlove/file/77/s/webplayer/c/episode/e7.mp3", "by 4.0"),),
    ),
    Practice(
        "statement",
        "PowerPress: player and links of one file, and a line on the podcast",
        _post(
            '<div class="powerpress_player" id="powerpress_player_9728"><audio class="wp-audio-shortcode" id="audio-1-1" '
            f'preload="none" style="width: 100%;" controls="controls"><source type="audio/mpeg" src="{_PRESS}?_=1" /><a '
            f'href="{_PRESS}">{_PRESS}</a></audio></div><p class="powerpress_links powerpress_links_mp3">Podcast: <a '
            f'href="{_PRESS}" class="powerpress_link_pinw" target="_blank" title="Play in new window" rel="nofollow">Play in new '
            f'window</a> | <a href="{_PRESS}" class="powerpress_link_d" title="Download" rel="nofollow" download="e7.mp3">Download'
            "</a></p>",
            TEXT,
            f'<p>This podcast is licensed under a <a href="{NCSA4}">Creative Commons Attribution-NonCommercial-ShareAlike 4.0 '
            "International License</a>.</p>",
        ),
        (Work(_PRESS, "by-nc-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "ccMixter: the music of an episode, with its featured singers",
        _post(
            _player(),
            TEXT,
            '<p>Drive by <a href="http://dig.ccmixter.org/people/AlexBeroza">Alex</a> (c) copyright 2013 Licensed under a Creative '
            f'Commons <a href="{CC}/licenses/by/3.0/">Attribution (3.0)</a> license. '
            '<a href="http://dig.ccmixter.org/files/AlexBeroza/43098">http://dig.ccmixter.org/files/AlexBeroza/43098</a> Ft: cdk'
            "</p>",
        ),
    ),
    Practice(
        "block",
        "Freesound: a list of sounds that the page does not play",
        _post(
            _MILL,
            TEXT,
            "<h3>Sounds</h3><ul><li>Wind 1 Loop by annlee -- https://freesound.org/s/179110/ -- License: Attribution 3.0</li><li>"
            "ping.mp3 by boek -- https://freesound.org/s/668790/ -- License: Creative Commons 0</li></ul>",
        ),
    ),
    Practice(
        "block",
        "Sketchfab: a model in a frame, its credit below, and a photograph above",
        _post(
            _MILL,
            TEXT,
            '<div class="sketchfab-embed-wrapper"><iframe title="Mill" src="https://sketchfab.com/models/58a1/embed"></iframe><p '
            'style="font-size: 13px;"><a href="https://sketchfab.com/3d-models/mill-58a1">Mill</a> by <a '
            'href="https://sketchfab.com/annlee">Ann Lee</a> on <a href="https://sketchfab.com">Sketchfab</a></p></div><p>"Mill" '
            f"(https://skfb.ly/o7vY7) by Ann Lee is licensed under Creative Commons Attribution ({BY4}).</p>",
        ),
    ),
    Practice(
        "block",
        "PeerTube: a film in a frame under a licence of its own",
        _post(
            _MILL,
            TEXT,
            '<iframe title="The river" width="560" height="315" src="https://peertube.example/videos/embed/9c9d" '
            f'sandbox="allow-same-origin allow-scripts"></iframe><p>Video: Ann Lee, <a href="{SA4}">CC BY-SA 4.0</a></p>',
        ),
    ),
)

_BADGE = (
    f'<a rel="license" href="{BY4}"><img alt="Creative Commons License" '
    'src="//i.creativecommons.org/l/by/4.0/88x31.png"></a>'
)
_EUROPEANA = (
    "<link rel='stylesheet' type='text/css' href='https://api.europeana.eu/attribution/style.css'/><dl "
    "class='europeana-attribution' lang='en'><dt>Title</dt><dd lang='la'><a "
    "href='http://data.europeana.eu/item/11602/HERBARWU' target='_blank' rel='noopener'>Silene genistifolia</a></dd><dt>Creator"
    "</dt><dd>Ann Lee</dd><dt>Institution</dt><dd lang=''><a href='https://herbarium.example/102495' target='_blank' "
    "rel='noopener'>University of Vienna</a></dd><dt>Country</dt><dd lang=''>Austria</dd><dt>Rights</dt><dd><a "
    f"href='{SA3}' target='_blank' rel='noopener'><span class='icon-cc'></span><span class='icon-by'></span>CC BY-SA</a></dd>"
    "</dl>"
)
# pkp/ojs, templates/frontend/objects/article_details.tpl at 01f644c1; DSpace 7's item page as built at
# repository.cam.ac.uk, 2026; Europeana's htmlAttributionSnippet in europeana/record-api's tests; Geograph's reuse page;
# Google's "Image metadata in Google Images"; Dataverse's citation block.
REPOSITORIES = (
    Practice(
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
    Practice(
        "page_license",
        "DSpace: an item's licence, and the first page of its PDF as thumbnail",
        _site(
            '<ds-item-page><h1 class="item-page-title-field">The river</h1><div class="row"><div class="col-md-4"><div '
            'class="thumbnail"><img class="img-thumbnail" src="/server/api/core/bitstreams/6a2f/content" alt="Thumbnail Image"></div>'
            '<div class="simple-view-element"><h2 class="simple-view-element-header">Files</h2><a href="/bitstreams/1/download">'
            'river.pdf</a> (2.1 MB)</div></div><div class="col-md-6"><div class="simple-view-element"><h2 '
            f'class="simple-view-element-header">Rights and licensing</h2><a href="{BY4}"><img src="/assets/images/cc-licenses/by.png" '
            'alt="Attribution 4.0 International (CC BY 4.0)"></a><div>Except where otherwised noted, this item\'s license is '
            f'described as <a href="{BY4}">Attribution 4.0 International (CC BY 4.0)</a></div></div></div></div></ds-item-page>',
        ),
    ),
    Practice(
        "figure",
        "Europeana: title, creator, institution and rights as a list below the picture",
        _post(
            TEXT,
            f'<figure><img src="/up/silene.jpg" width="800" alt=""><figcaption>{_EUROPEANA}</figcaption></figure>',
            TEXT,
        ),
        (Work("/up/silene.jpg", "by-sa 3.0", "Ann Lee", title="Silene genistifolia"),),
    ),
    Practice(
        "block",
        "Geograph: the words that it asks for below a picture",
        _post(
            TEXT,
            '<div class="photo"><a href="https://www.geograph.org.uk/photo/5561265"><img alt="Red Mill" '
            'src="https://s0.geograph.org.uk/geophotos/05/56/12/5561265_bc74db7d.jpg"></a><br>&copy; Copyright <a title="View '
            'profile" href="https://www.geograph.org.uk/profile/39198" xmlns:cc="http://creativecommons.org/ns#" '
            'property="cc:attributionName" rel="cc:attributionURL">Ann Lee</a> and licensed for <a '
            'href="https://www.geograph.org.uk/reuse.php?id=5561265">reuse</a> under this <a rel="license" '
            f'href="{CC}/licenses/by-sa/2.0/" class="nowrap" about="https://s0.geograph.org.uk/geophotos/05/56/12/'
            '5561265_bc74db7d.jpg" title="Creative Commons Attribution-Share Alike 2.0 Licence">Creative Commons Licence</a>.</div>',
            TEXT,
        ),
        (
            Work(
                "https://s0.geograph.org.uk/geophotos/05/56/12/5561265_bc74db7d.jpg",
                "by-sa 2.0",
                "Ann Lee",
            ),
        ),
    ),
    Practice(
        "block",
        "iNaturalist: some rights reserved, a licence without its version",
        _post(
            TEXT,
            _MILL,
            "<p>(c) Ann Lee, some rights reserved (CC BY-NC), uploaded by Ann Lee via <a "
            'href="https://www.inaturalist.org/observations/1">iNaturalist</a></p>',
            TEXT,
        ),
    ),
    Practice(
        "json_ld",
        "Google: an image whose licence is the site's own page of terms",
        _site(
            f"{_MILL}{TEXT}",
            f"<p>Text is licensed under <a rel='license' href='{BY4}'>CC BY 4.0</a>.</p>",
            '<script type="application/ld+json">{"@context": "https://schema.org/", "@type": "ImageObject", "contentUrl": '
            '"https://site.example/up/mill.jpg", "license": "https://site.example/license", "acquireLicensePage": '
            '"https://site.example/buy", "creditText": "Brook Lab", "creator": {"@type": "Person", "name": "Ann Lee"}, '
            '"copyrightNotice": "Cy Roth"}</script>',
        ),
    ),
)


def _figure(picture: str, caption: str) -> str:
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


_PHOTO_BY = (
    f'The mill at dusk. Photo by <a href="{PEOPLE}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a>'
)
_BLOGGER = "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEikJk"
_CDN = "https://substackcdn.com/image/fetch/"
_FETCHED = "f_auto,q_auto:good,fl_progressive:steep/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2F7c0c_1200x800.png"
_MEDIUM = "https://miro.medium.com/v2"
_SQUARE = "https://images.squarespace-cdn.com/content/v1/56a7/1622-QZWQ/mill.jpg"
# Gutenberg, packages/block-editor (inserter, openverse); Blogger's and Substack's markup as kept in posts of 2014 to 2025;
# TYPO3's css_styled_content, static/setup.txt; Plone's captioned images; Drupal's media and its credit field; Squarespace 7.1;
# Medium.
EDITORS = (
    Practice(
        "figure",
        "WordPress' own Openverse: a title, who, a slash, the licence",
        _post(
            TEXT,
            '<figure class="wp-block-image size-large"><img src="/up/mill.jpg" alt="Red mill" class="wp-image-7"/><figcaption '
            f'class="wp-element-caption">"<a href="{PHOTO}" target="_blank" rel="noreferrer noopener">Red mill</a>" by <a '
            f'href="{PEOPLE}" target="_blank" rel="noreferrer noopener">Ann Lee</a>/ <a href="{BY2}?ref=openverse" '
            'target="_blank" rel="noreferrer noopener">CC BY 2.0</a></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", title="Red mill", original=PHOTO),),
    ),
    Practice(
        "figure",
        "WordPress' own Openverse: a work without a title",
        _post(
            TEXT,
            '<figure class="wp-block-image size-large"><img src="/up/mill.jpg" alt="" class="wp-image-7"/><figcaption '
            f'class="wp-element-caption"><a href="{PHOTO}" target="_blank" rel="noreferrer noopener">Work</a> by Ann Lee/ <a '
            f'href="{BY2}?ref=openverse" target="_blank" rel="noreferrer noopener">CC BY 2.0</a></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    Practice(
        "block",
        "Blogger: a table whose second row is the caption",
        _post(
            '<div class="separator" style="clear: both; text-align: center;"><a href="/own.jpg" imageanchor="1"><img border="0" '
            'src="/own-s320.jpg" width="320"></a></div>',
            TEXT,
            '<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto;"><tbody>'
            f'<tr><td style="text-align: center;"><a href="{_BLOGGER}/s1600/mill.jpg" imageanchor="1"><img border="0" '
            f'data-original-height="1200" data-original-width="1600" height="300" src="{_BLOGGER}/s400/mill.jpg" width="400"></a>'
            f'</td></tr><tr><td class="tr-caption" style="text-align: center;">{_PHOTO_BY}</td></tr></tbody></table>',
            TEXT,
        ),
        (Work(f"{_BLOGGER}/s1600/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "Substack: the picture in a link to its file at the cache",
        _post(
            TEXT,
            f'<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="{_CDN}{_FETCHED}">'
            '<div class="image2-inset"><picture><source type="image/webp" '
            f'srcset="{_CDN}w_424,c_limit,f_webp,{_FETCHED} 424w, {_CDN}w_1456,c_limit,f_webp,{_FETCHED} 1456w"><img '
            f'src="{_CDN}w_1456,c_limit,{_FETCHED}" width="1200" height="800" class="sizing-normal" alt=""></picture></div></a>'
            f'<figcaption class="image-caption">{_PHOTO_BY}</figcaption></figure></div>',
            TEXT,
        ),
        (Work(f"{_CDN}w_1456,c_limit,{_FETCHED}", "by 2.0", "Ann Lee", title="The mill at dusk."),),
    ),
    Practice(
        "figure",
        "Medium: the sizes are those of the sources, and the picture has no address",
        _post(
            TEXT,
            '<figure class="ni nj nk"><div role="button" tabindex="0" class="nl nm"><picture><source '
            f'srcset="{_MEDIUM}/resize:fit:640/format:webp/1*aB-c.jpeg 640w, {_MEDIUM}/resize:fit:1400/format:webp/1*aB-c.jpeg '
            f'1400w" type="image/webp"><source data-testid="og" srcset="{_MEDIUM}/resize:fit:640/1*aB-c.jpeg 640w, '
            f'{_MEDIUM}/resize:fit:1400/1*aB-c.jpeg 1400w"><img alt="" class="bg nn no c" width="700" height="467" '
            f'loading="eager" role="presentation"></picture></div><figcaption class="np nq">{_PHOTO_BY}</figcaption></figure>',
            TEXT,
        ),
        (Work(f"{_MEDIUM}/resize:fit:1400/1*aB-c.jpeg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "Squarespace: the file in attributes, and again for who has no script",
        _post(
            TEXT,
            '<figure class="sqs-block-image-figure intrinsic" style="max-width:2500px;"><div class="image-block-wrapper" '
            f'data-animation-role="image"><noscript><img src="{_SQUARE}" alt=""></noscript><img class="thumb-image" '
            f'data-src="{_SQUARE}" data-image="{_SQUARE}" data-image-dimensions="2500x1667" data-load="false" alt=""></div>'
            f'<figcaption class="image-caption-wrapper"><div class="image-caption"><p>{_PHOTO_BY}</p></div></figcaption></figure>',
            TEXT,
        ),
        (Work(_SQUARE, "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "TYPO3 before HTML5: a list of a picture and its caption",
        _post(
            TEXT,
            '<div class="csc-textpic csc-textpic-left"><div class="csc-textpic-imagewrap"><dl class="csc-textpic-image '
            'csc-textpic-firstcol" style="width:400px;"><dt><a href="/fileadmin/mill.jpg" class="lightbox"><img '
            'src="/typo3temp/pics/1a2b3c4d5e.jpg" width="400" height="267" alt=""></a></dt><dd class="csc-textpic-caption">'
            f'{_PHOTO_BY}</dd></dl></div><div class="csc-textpic-text">{TEXT}</div></div>',
        ),
        (Work("/fileadmin/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "Plone: a list of a picture and its caption",
        _post(
            TEXT,
            '<dl class="image-left captioned" style="width:400px;"><dt><a rel="lightbox" href="/mill.jpg"><img '
            'src="/mill.jpg/@@images/1a2b.jpeg" alt="The mill" title="The mill" height="267" width="400"></a></dt><dd '
            f'class="image-caption" style="width:400px">{_PHOTO_BY}</dd></dl>',
            TEXT,
        ),
        (Work("/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "Drupal: a picture with its credit in a field of its own",
        _post(
            TEXT,
            '<article class="media media--type-image media--view-mode-default"><div class="field field--name-field-media-image '
            'field--type-image field--label-visually_hidden"><div class="field__label visually-hidden">Image</div><div '
            'class="field__item"><img loading="lazy" src="/sites/default/files/styles/large/public/mill.jpg?itok=aB3d" '
            'width="480" height="320" alt=""></div></div><div class="field field--name-field-media-credit field--label-inline">'
            f'<div class="field__label">Credit</div><div class="field__item">Ann Lee, <a href="{BY2}">CC BY 2.0</a></div></div>'
            "</article>",
            TEXT,
        ),
        (Work("/sites/default/files/styles/large/public/mill.jpg?itok=aB3d", "by 2.0", "Ann Lee"),),
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
_LOVEIT = f'<a rel="license external nofollow noopener noreffer" href="{NCSA4}" target="_blank">CC BY-NC-SA 4.0</a>'
_EPRINT = "https://eprints.example/538"


def _eprint(file: str, license: str) -> str:
    return (
        f'<table><tr><td valign="top" align="right"><a class="ep_document_link" href="{_EPRINT}/2/{file}"><img class="ep_doc_icon" '
        f'alt="[thumbnail of {file}]" src="{_EPRINT}/2.hassmallThumbnailVersion/{file}" border="0"></a></td><td valign="top"><span '
        f'class="ep_document_citation">Published Version<br>{file}</span> - Available under License <a href="{license}">Creative '
        f'Commons Attribution</a>.<br><a href="{_EPRINT}/2/{file}" class="ep_document_link">Download (367kB)</a></td></tr></table>'
    )


# Wikidot's license area and SCP's component:license-box; jekyll-theme-chirpy, _includes/post-tail and _layouts/post; Hugo's
# themes Stack (article-copyright) and LoveIt (config.toml); Google's site policies (content of this page); EPrints 3
# (render_value, hassmallThumbnailVersion); Omeka S, application/view/common/resource-values; Pressbooks, class-licensing.php;
# OpenGameArt's fields; Dataverse's citation block; Fandom's footer.
SYSTEMS = (
    Practice(
        "credit_list",
        "SCP: a box of rows that name each file, its author and its licence",
        _site(
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
    Practice(
        "page_license",
        "Chirpy: this post is licensed, by the author",
        _post(
            '<div class="mt-3 mb-3"><img src="/assets/img/mill.jpg" class="preview-img" alt="Preview Image" width="1200" height="630">'
            "</div>",
            TEXT,
            f'<div class="license-wrapper"><p class="text-muted">This post is licensed under <a href="{BY4}">CC BY 4.0</a> by the '
            "author.</p></div>",
        ),
    ),
    Practice(
        "statement",
        "Hugo's Stack: licensed under, in words below the article",
        _post(
            '<header class="article-header"><div class="article-image"><a href="/2024/river/"><img src="/2024/river/cover_hu1a_800.jpg" '
            'srcset="/2024/river/cover_hu1a_800.jpg 800w, /2024/river/cover_hu1a_1600.jpg 1600w" width="800" height="450" loading="lazy" '
            'alt="Featured image of post The river"></a></div></header>',
            TEXT,
            '<footer class="article-footer"><section class="article-copyright"><svg class="icon icon-copyright"></svg><span>Licensed '
            "under CC BY-NC-SA 4.0</span></section></footer>",
        ),
        (Work("/2024/river/cover_hu1a_1600.jpg", "by-nc-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "Hugo's LoveIt: the licence's link alone, below the post and at the foot",
        _site(
            '<div class="featured-image"><img class="lazyload" src="/svg/loading.min.svg" data-src="/images/mill.png" '
            'data-srcset="/images/mill.png, /images/mill.png 1.5x" data-sizes="auto" alt="/images/mill.png" title="The mill"></div>'
            f'{TEXT}<div class="post-info-license"><span>{_LOVEIT}</span></div>',
            f'<div class="footer-line"><i class="far fa-copyright fa-fw"></i> 2019 - 2024 <span class="author"><a href="/">Ann Lee</a>'
            f'</span> | <span class="license">{_LOVEIT}</span></div>',
        ),
        (Work("/images/mill.png", "by-nc-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "Google's developers' pages: the content of this page, and the code otherwise",
        _site(
            f'<div class="devsite-article-body"><p><img src="/docs/images/river-flow.png" width="900" height="500" alt="Flow"></p>{TEXT}</div>'
            f'<devsite-content-footer><p>Except as otherwise noted, the content of this page is licensed under the <a href="{BY4}">'
            "Creative Commons Attribution 4.0 License</a>, and code samples are licensed under the <a "
            'href="https://www.apache.org/licenses/LICENSE-2.0">Apache 2.0 License</a>. For details, see the <a '
            'href="https://developers.google.com/site-policies">Site Policies</a>.</p></devsite-content-footer>'
        ),
        (Work("/docs/images/river-flow.png", "by 4.0"),),
    ),
    Practice(
        "block",
        "EPrints: the thumbnail of a PDF, available under a licence",
        _post(f'<div class="ep_summary_content_main">{_eprint("river.pdf", BY4)}{TEXT}</div>'),
    ),
    Practice(
        "statement",
        "Omeka S: an item with its media and its values",
        _site(
            '<h2><span class="title">Red mill</span></h2><ul class="media-list"><li class="media-render file"><a '
            'href="/files/original/5e6f.jpg"><img src="/files/large/5e6f.jpg" alt="Red mill"></a></li></ul><dl>'
            '<div class="property"><dt>Title</dt><dd class="value" lang=""><span class="value-content">Red mill</span></dd></div><div '
            'class="property"><dt>Creator</dt><dd class="value" lang=""><span class="value-content">Ann Lee</span></dd></div><div '
            'class="property"><dt>License</dt><dd class="value uri"><a class="uri-value-link" target="_blank" '
            f'href="{BY4}">CC BY</a></dd></div></dl>'
        ),
        (Work("/files/original/5e6f.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "Pressbooks: the book's licence, except where otherwise noted, and a picture that is",
        _site(
            _figure(
                '<img src="/app/up/mill.jpg" width="800" alt="The mill">', "Figure 1: The mill."
            )
            + TEXT
            + _figure(
                '<img src="/app/up/Old-saw-1.jpg" width="800" alt="The saw">', "Figure 2: The saw."
            )
            + TEXT
            + '<div class="media-attributions clear" prefix:cc="http://creativecommons.org/ns#" prefix:dc="http://purl.org/dc/terms/">'
            '<h2>Media Attributions</h2><ul><li about="https://commons.wikimedia.org/wiki/File:Old_saw.jpg"><a rel="cc:attributionURL" '
            'href="https://commons.wikimedia.org/wiki/File:Old_saw.jpg" property="dc:title">Old saw</a> © <a rel="dc:creator" '
            f'href="https://bo.example" property="cc:attributionName">Bo Ek</a> is licensed under a <a rel="license" href="{SA4}">CC '
            "BY-SA (Attribution ShareAlike)</a> license</li></ul></div>",
            '<div class="license-attribution"><p><img src="/packages/buckram/assets/images/cc-by.svg" alt="Icon for the Creative Commons '
            'Attribution 4.0 International License"></p><p><a rel="cc:attributionURL" href="https://site.example/" property="dc:title">'
            'The book of rivers</a> Copyright &copy; 2024 by <a rel="dc:creator" href="https://site.example/" '
            f'property="cc:attributionName">Ann Lee</a> is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution '
            "4.0 International License</a>, except where otherwise noted.</p></div>",
        ),
        (
            Work("/app/up/Old-saw-1.jpg", "by-sa 4.0", "Bo Ek"),
            Work("/app/up/mill.jpg", "by 4.0", "Ann Lee"),
        ),
    ),
    Practice(
        "page_license",
        "Dataverse: the licence of a dataset",
        _site(
            '<div id="dataset-citation"><img src="/logos/dataset.png" width="100" height="100" alt="Dataset thumbnail"> Lee, Ann, 2024, '
            f'"The river"</div>{TEXT}<div class="form-group"><label>License/Data Use Agreement</label><img '
            'src="https://licensebuttons.net/p/zero/1.0/88x31.png" alt="CC0 1.0"> <a href="http://creativecommons.org/publicdomain/zero/'
            '1.0">CC0 1.0</a></div>',
            head='<script type="application/ld+json">{"@context": "http://schema.org", "@type": "Dataset", "name": "The river", "license": '
            '"http://creativecommons.org/publicdomain/zero/1.0", "creator": [{"@type": "Person", "name": "Ann Lee"}]}</script>',
        ),
    ),
    Practice(
        "page_license",
        "Fandom: community content, without a version",
        _site(
            f'{TEXT}<figure class="thumb tright show-info-icon"><a href="https://static.wikia.nocookie.net/brook/images/1/1b/Mill.jpg/'
            'revision/latest?cb=2010" class="image"><img src="https://static.wikia.nocookie.net/brook/images/1/1b/Mill.jpg/revision/latest/'
            'scale-to-width-down/250?cb=2010" width="250" height="167" class="thumbimage"></a><figcaption class="thumbcaption"><a '
            f'class="info-icon" href="/wiki/File:Mill.jpg"></a><p class="caption">The mill</p></figcaption></figure>{TEXT}',
            '<div>Community content is available under <a href="https://www.fandom.com/licensing">CC-BY-SA</a> unless otherwise noted.</div>',
        ),
    ),
    Practice(
        "statement",
        "OpenGameArt: a work's preview under its one licence",
        _site(
            '<div class="group-left"><div class="field field-name-author-submitter"><div class="field-label">Author:&nbsp;</div><span '
            'class=\'username\'><a href="/users/annlee">annlee</a></span></div><div class="field field-name-field-art-licenses"><div '
            'class="field-label">License(s):&nbsp;</div><div class="field-items"><div class="license-icon"><a '
            f"href='{CC}/licenses/by/3.0/' target='_blank'><img src='/sites/default/files/license_images/cc-by-3.png' alt=''><div "
            'class=\'license-name\'>CC-BY 3.0</div></a></div></div></div></div><div class="group-right"><div class="field '
            'field-name-field-art-preview"><div class="field-items"><div class="field-item even"><a '
            'href="/sites/default/files/mill.png"><img src="/sites/default/files/styles/medium/public/mill.png" alt="Preview"></a></div>'
            f"</div></div>{TEXT}</div>"
        ),
        (Work("/sites/default/files/mill.png", "by 3.0", "annlee"),),
    ),
)


_FLATICON = (
    '<div>{} made by <a href="https://www.flaticon.com/authors/kiranshastry" title="Kiranshastry">Kiranshastry</a> from <a '
    'href="https://www.flaticon.com/" title="Flaticon">www.flaticon.com</a> is licensed by <a '
    f'href="{CC}/licenses/by/3.0/" title="Creative Commons BY 3.0" target="_blank">CC 3.0 BY</a></div>'
)
_FLATICONS = tuple(
    _FLATICON.replace("{} made by", said)
    .replace("from", "{}")
    .format(where)
    .replace("is licensed by", licensed)
    for said, where, licensed in (
        ("Iconos diseñados por", "desde", "con licencia"),
        ("Icônes conçues par", "depuis", "sous licence"),
        ("Icons erstellt von", "von", "ist lizenziert von"),
        ("Ícones feitos por", "from", "está licenciado por"),
        ("Icone realizzate da", "da", "è autorizzato da"),
    )
)
_LEAFLET = (
    '<div id="map" class="leaflet-container" style="height: 400px"><div class="leaflet-tile-pane"><img class="leaflet-tile '
    'leaflet-tile-loaded" src="https://stamen-tiles-a.a.ssl.fastly.net/toner/9/268/178.png" style="width: 256px; height: 256px"><img '
    'class="leaflet-tile leaflet-tile-loaded" src="https://stamen-tiles-b.a.ssl.fastly.net/toner/9/269/178.png" style="width: 256px; '
    'height: 256px"></div><div class="leaflet-marker-pane"><img src="/js/leaflet/images/marker-icon.png" class="leaflet-marker-icon" '
    'style="width: 25px; height: 41px"></div><div class="leaflet-bottom leaflet-right"><div class="leaflet-control-attribution '
    'leaflet-control">{}</div></div></div>'
)
_TILES = (
    '<a href="http://leafletjs.com" title="A JS library for interactive maps">Leaflet</a> | Map tiles by <a '
    f'href="http://stamen.com">Stamen Design</a>, <a href="{CC}/licenses/by/3.0">CC BY 3.0</a> — Map data © <a '
    'href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'
)
_OSM = (
    '<a href="http://leafletjs.com">Leaflet</a> | Map data © <a href="http://openstreetmap.org">OpenStreetMap</a> contributors, <a '
    f'href="{CC}/licenses/by-sa/2.0/">CC-BY-SA</a>, Imagery © <a href="http://mapbox.com">Mapbox</a>'
)
# Flaticon's and the Noun Project's credits, Leaflet's control, and the notes of templates, icon sets and data as copied in pages.
_ASSETS = (
    ("Flaticon: icons", _FLATICON.format("Icons")),
    ("Flaticon: one icon", _FLATICON.format("Icon")),
    (
        "the Noun Project: an icon",
        f'<p>Mill by Bo Ek from the <a href="https://thenounproject.com">Noun Project</a> (<a href="{CC}/licenses/by/3.0/">CC BY 3.0</a>)</p>',
    ),
    (
        "Twemoji: graphics",
        f'<p>Emoji graphics by <a href="https://twemoji.twitter.com">Twitter</a>, licensed under <a href="{BY4}">CC-BY 4.0</a></p>',
    ),
    (
        "Font Awesome",
        f'<p>Font Awesome Free by @fontawesome, icons <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "FamFamFam: icons",
        f'<p>Silk icon set 1.3 by <a href="http://www.famfamfam.com">Mark James</a> (<a href="{CC}/licenses/by/2.5/">CC BY 2.5</a>)</p>',
    ),
    (
        "Free CSS Templates: the design",
        f'<p>Design by <a href="http://www.freecsstemplates.org/">Free CSS Templates</a>, released under <a href="{CC}/licenses/by/2.5/">CC '
        "Attribution 2.5</a></p>",
    ),
    (
        "Templated: this template",
        f'<p>This template is licensed under the <a href="{CC}/licenses/by/3.0/">Creative Commons Attribution 3.0</a> by <a '
        'href="http://templated.co">TEMPLATED</a></p>',
    ),
    (
        "HTML5 UP: the theme",
        f'<p>Theme: <a href="https://html5up.net">HTML5 UP</a>, <a href="{CC}/licenses/by/3.0/">CC BY 3.0</a></p>',
    ),
    (
        "Open-Meteo: the weather",
        f'<p><a href="https://open-meteo.com/">Weather data by Open-Meteo.com</a>, licensed under <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "GeoLite2: the place",
        f'<p>This product includes GeoLite2 data created by <a href="https://www.maxmind.com">MaxMind</a>, <a href="{SA4}">CC BY-SA 4.0</a></p>',
    ),
    (
        "GeoNames: the place",
        f'<p>Place names by <a href="https://www.geonames.org">GeoNames</a>, <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "Wiktionary: the words",
        f'<p>Definitions from <a href="https://en.wiktionary.org">Wiktionary</a>, available under the <a href="{SA3}">Creative Commons '
        "Attribution-ShareAlike License</a></p>",
    ),
    (
        "a sound of Freesound",
        f'<p>Sound effect by annlee from <a href="https://freesound.org/s/1">Freesound</a>, <a href="{BY4}">CC BY 4.0</a></p>',
    ),
    (
        "OpenStreetMap: the map",
        f'<p>© OpenStreetMap contributors, <a href="{CC}/licenses/by-sa/2.0/">CC BY-SA</a></p>',
    ),
)
ASSETS = (
    *(
        Practice("page_license", f"{name}, at the foot", _site(f"{_MILL}{TEXT}", words))
        for name, words in _ASSETS
    ),
    *(
        Practice("block", f"{name}, right below a photograph", _post(TEXT, _MILL, words))
        for name, words in _ASSETS
        if "Noun" not in name  # there it is the picture's own credit
    ),
    *(
        Practice(
            "page_license",
            f"Flaticon's words in other languages: {number}",
            _site(f"{_MILL}{words}{TEXT}", words),
        )
        for number, words in enumerate(_FLATICONS)
    ),
    Practice(
        "block", "Leaflet: tiles under a licence", _post(_MILL, TEXT, _LEAFLET.format(_TILES))
    ),
    Practice(
        "block", "Leaflet: a map's data under a licence", _post(_MILL, TEXT, _LEAFLET.format(_OSM))
    ),
    Practice(
        "block",
        "Leaflet: a map right below a photograph",
        _post(TEXT, _MILL, _LEAFLET.format(_TILES)),
    ),
)


def _conversation(name: str, caption: str, source: str) -> str:
    return (
        f'<figure class="align-center zoomable"><a href="https://images.theconversation.com/files/{name}/original/file-{name}.jpg?'
        f'ixlib=rb-1.1.0&amp;q=45&amp;auto=format&amp;w=1000&amp;fit=clip"><img alt="" src="https://images.theconversation.com/files/{name}/'
        f'original/file-{name}.jpg?ixlib=rb-1.1.0&amp;q=45&amp;auto=format&amp;w=754&amp;fit=clip"></a><figcaption><span class="caption">'
        f'{caption}</span> <span class="attribution">{source}</span></figcaption></figure>'
    )


def _conversed(name: str, width: int = 1000) -> str:
    return f"https://images.theconversation.com/files/{name}/original/file-{name}.jpg?ixlib=rb-1.1.0&q=45&auto=format&w={width}&fit=clip"


# The Conversation's "Republish this article", as republished by others.
PRESS = (
    Practice(
        "figure",
        "The Conversation: each picture's source and licence; agencies', authors' own; the article's licence",
        _post(
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
    Practice(
        "page_license",
        "The Conversation: a republished article, and a picture of nobody",
        _post(
            _MILL,
            TEXT,
            '<p>This article is republished from <a href="https://theconversation.com">The Conversation</a> under a <a '
            f'href="{CC}/licenses/by-nd/4.0/">Creative Commons license</a>. Read the <a href="https://theconversation.com/river-100001">'
            "original article</a>.</p>",
        ),
    ),
    *(
        Practice(
            "page_license",
            f"a republished article, {language}",
            _post(_MILL, TEXT, f"<p>{words}</p>"),
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
    Practice(
        "page_license",
        "ProPublica: a story that was republished under a licence",
        _post(
            _MILL,
            TEXT,
            '<p>This story was originally published by <a href="https://www.propublica.org">ProPublica</a> and is republished here under <a '
            f'href="{CC}/licenses/by-nc-nd/3.0/us/">CC BY-NC-ND 3.0</a>.</p>',
        ),
    ),
)


# INN/republication-tracker-tool, includes/class-widget.php and includes/shareable-content.php at the versions of Newspack
# (the widget's badge, and the box that its button opens); its predecessor Creative Commons Sharing. The Conversation's,
# ProPublica's and Grist's terms keep photographs out of what they let others republish.
def _republish(badge: str, box: str = "") -> str:
    return _site(
        f'{_MILL}{TEXT}<div class="widget republication_tracker_tool">{badge}<div class="message"><p>Republish our articles for free, '
        f"online or in print, under a Creative Commons license.</p></div></div>{box}"
    )


_BADGE = (
    f'<div class="license"><p><button name="Republish This Story" id="cc-btn" class="republication-tracker-tool-button">Republish This '
    f'Story</button></p><p><a class="license" rel="license" target="_blank" href="{CC}/licenses/by-nd/4.0/"><img alt="Creative Commons '
    'License" style="border-width:0" src="/wp-content/plugins/republication-tracker-tool/assets/img/creative-commons-sharing.png" /></a></p></div>'
)

REPUBLISHED = (
    Practice(
        "page_license",
        "Creative Commons Sharing: the badge of a widget that lets articles be republished",
        _republish(_BADGE),
    ),
    Practice(
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
    Practice(
        "page_license",
        "a newsroom: stories may be republished under a licence",
        _site(
            f"{_MILL}{TEXT}",
            f'<p>You may republish our stories under a <a rel="license" href="{CC}/licenses/by-nc-nd/4.0/">Creative Commons '
            "Attribution-NonCommercial-NoDerivatives 4.0 license</a>, photographs not among them.</p>",
        ),
    ),
    Practice(
        "page_license",
        "an article that is published under a licence, pictures to be looked at one by one",
        _post(
            _MILL,
            TEXT,
            f'<div class="article-licence"><a rel="license" href="{CC}/licenses/by-nc/4.0/"><img alt="Creative Commons License" '
            'src="https://licensebuttons.net/l/by-nc/4.0/88x31.png"></a><p>This article is published under a Creative Commons '
            "Attribution-NonCommercial 4.0 International licence. If you have any queries about republishing please contact us. Please "
            "check individual images for licensing details.</p></div>",
        ),
    ),
    # pluralistic.net as its posts were kept in repositories, 2024 to 2026.
    Practice(
        "page_license",
        "Pluralistic: quotations and images are not in the licence of the page",
        _post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt="A mill by a red river."></p>',
            TEXT,
            '<p><img src="https://craphound.com/images/by.svg.png" alt=""></p><p>This work – excluding any serialized fiction – is '
            "licensed under a Creative Commons Attribution 4.0 license. That means you can use it any way you like, including "
            "commercially, provided that you attribute it to me, Cy Roth, and include a link to site.example.</p><p><a "
            f'href="{BY4}">{BY4}</a></p><p>Quotations and images are not included in this license; they are included either under '
            "a limitation or exception to copyright, or on the basis of a separate license. Please exercise caution.</p>",
        ),
    ),
    Practice(
        "page_license",
        "Pluralistic: a collage of two works, each with its own licence",
        _post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>',
            TEXT,
            f'<p>(<em>Image: <a href="{COMMONS}">Ann Lee</a>, <a href="{SA4}">CC BY-SA 4.0</a>; <a '
            f'href="https://www.flickr.com/photos/bo/2">Bo Diaz</a>, <a href="{BY2}">CC BY 2.0</a>; modified</em>)</p>',
            f'<p>This work – excluding any serialized fiction – is licensed under a Creative Commons Attribution 4.0 license.</p><p><a href="{BY4}">{BY4}</a>'
            "</p><p>Quotations and images are not included in this license.</p>",
        ),
    ),
    Practice(
        "block",
        "Boing Boing: one image's credit in brackets at the end of the post",
        _post(
            '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>',
            TEXT,
            f'<p>(<em>Image: <a href="{PHOTO}">Red mill</a>, <a href="{PEOPLE}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a></em>)</p>',
        ),
        (_mill(),),
    ),
)


def _captioned(caption: str, tag: str = "figcaption", box: str = "figure") -> str:
    return _post(
        TEXT,
        f'<{box} class="image"><img src="/up/mill.jpg" width="800" height="500" alt=""><{tag}>{caption}</{tag}></{box}>',
        TEXT,
    )


def _caption(
    name: str,
    words: str,
    license: str,
    creator: str | None,
    tag: str = "figcaption",
    box: str = "figure",
) -> Practice:
    return Practice(
        "figure", name, _captioned(words, tag, box), (_mill(license, creator),) if license else ()
    )


# As sites wrote them whose sources are in public repositories.
CAPTIONS = (
    _caption(
        "Commons' plain text whose address stands in angle brackets",
        f"Ann Lee, CC BY-SA 4.0 <{SA4[:-1]}>, via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Attribution:, angle brackets again",
        f"Attribution: Ann Lee, CC BY-SA 4.0 <{SA4[:-1]}>, via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "a licence's name that leads to the file",
        'By Ann Lee, <a href="https://commons.wikimedia.org/w/index.php?curid=123">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "one link over all",
        f'<a href="{COMMONS}">Ann Lee / Wikimedia Commons / CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "one link over all, middle dots",
        f'<a href="{PHOTO}">Red mill · Ann Lee · CC BY 2.0</a>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "Photo and middle dots",
        f'<a href="{COMMONS}">Photo: Ann Lee · CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption("Photo:, commas", "Photo: annlee, Wikimedia Commons, CC BY 2.0", "by 2.0", "annlee"),
    _caption(
        "title by creator / licence",
        f'<a href="{PHOTO}">Red mill by Ann Lee / CC BY 2.0</a>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "a sentence, then Photo: names and slashes",
        "A red mill on the river. Photo: Ann Lee / Wikimedia Commons / CC BY-SA 3.0",
        "by-sa 3.0",
        "Ann Lee",
    ),
    _caption(
        "(Own work), square brackets",
        "A red mill. <br>By Ann Lee (Own work) [CC BY-SA 4.0], via Wikimedia Commons",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "owner's name only, Dotdash",
        '<span class="figure-article-caption-owner">Ann Lee / Wikimedia Commons / CC BY 2.0</span>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption("Credit: CC0 Public Domain", "A red mill. Credit: CC0 Public Domain", "cc0 1.0", None),
    _caption(
        "Credit: a site, then CC0", "A red mill. Credit: Pixabay/CC0 Public Domain", "cc0 1.0", None
    ),
    _caption("CC0 of a name", "Ann Lee, CC0, via Wikimedia Commons", "cc0 1.0", "Ann Lee"),
    _caption(
        "public domain of a name, which tells no mark",
        "Ann Lee, Public Domain, via Wikimedia Commons",
        "",
        None,
    ),
    _caption(
        "(Image credit: ...)",
        '<span class="caption-text">A red mill. </span><span class="credit" itemprop="copyrightHolder">(Image credit: Ann Lee, CC BY 2.0)</span>',
        "by 2.0",
        "Ann Lee",
    ),
    _caption(
        "Illustration: licensed under rel=license",
        f'Image by Ann Lee, licensed under <a rel="license" href="{BY4}">CC BY 4.0</a>.',
        "by 4.0",
        "Ann Lee",
    ),
    _caption(
        "and licensed",
        f'Image from SparkFun and licensed <a href="{SA4}">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "SparkFun",
    ),
    _caption(
        "cropped",
        f'<a href="{COMMONS}">Ann Lee</a> / <a href="https://commons.wikimedia.org">Wikimedia Commons</a> / <a href="{SA4}">CC BY-SA 4.0</a> (cropped)',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Vietnamese",
        f'Hình ảnh bởi Ann Lee, được cấp phép theo <a href="{SA4}">CC BY-SA 4.0</a>',
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "Japanese",
        "赤い水車。写真：Ann Lee / Wikimedia Commons / CC BY-SA 4.0",
        "by-sa 4.0",
        "Ann Lee",
    ),
    _caption(
        "French, with a space before the colon",
        "Un moulin. Photo : Ann Lee / Wikimedia Commons / CC BY-SA 3.0",
        "by-sa 3.0",
        "Ann Lee",
    ),
    _caption(
        "the figure of a paper with its DOI",
        f'Red mill: <a href="{COMMONS}">Lee A, Diaz B (2021) Mills of the river. River Letters 5(1): 93-120. https://doi.org/10.1234/river.5</a>, <a href="{BY4}">CC BY 4.0</a>, via Wikimedia Commons',
        "by 4.0",
        "Lee A",
    ),
    _caption(
        "sup below a picture, link to the file's page",
        '<sup><a href="https://en.wikipedia.org/wiki/Mill#/media/File:Red_mill.jpg">Ann Lee / Wikimedia Commons / CC BY-SA 4.0</a></sup>',
        "by-sa 4.0",
        "Ann Lee",
        "p",
        "div",
    ),
    _caption(
        "of a map's data",
        f'Map data: <a href="https://www.npmjs.com/package/@svg-maps/world">@svg-maps/world</a>, <a href="{BY4}">CC BY 4.0</a>',
        "",
        None,
    ),
    _caption(
        "of a chart's data", f'Data: Our World in Data, <a href="{BY4}">CC BY 4.0</a>', "", None
    ),
    _caption(
        "of a summary's text",
        f'Summary via <a href="https://en.wikipedia.org/wiki/Mill">Wikipedia</a> (<a href="{SA4}">CC BY-SA 4.0</a>)',
        "",
        None,
    ),
    _caption(
        "of a recipe's text",
        f'Text adapted from <a href="https://en.wikibooks.org/wiki/Cookbook:Bread">Wikibooks</a>, <a href="{SA4}">CC BY-SA 4.0</a>',
        "",
        None,
    ),
)

# squidfunk/mkdocs-material, src/partials/copyright.html at 9655c3a9; photosbyperkins.com, footer; a VuePress plugin of
# licences; Labs64/credit-tracker, credit-tracker-shortcodes.php at 044ffb92.
FOOTERS = (
    Practice(
        "page_license",
        "Material for MkDocs: copyright in the footer",
        _site(
            f"{_SHOT}{TEXT}",
            f'<div class="md-copyright"><div class="md-copyright__highlight">Copyright © 2024 Ann Lee, licensed under <a href="{BY4}">CC BY 4.0</a></div>Made with '
            '<a href="https://squidfunk.github.io/mkdocs-material/" target="_blank" rel="noopener">Material for MkDocs</a></div>',
        ),
        (Work("/up/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "a photographer's site: one link in the footer",
        _site(
            f"{_MILL}{TEXT}",
            f'<a href="{SA4}" target="_blank" rel="noopener noreferrer" class="footer__license">Photos licensed under CC BY-SA 4.0</a>',
        ),
        (_mill("by-sa 4.0", None),),
    ),
    Practice(
        "page_license",
        "VuePress: a licence with what data there is, the page and the whole site",
        _site(
            f"{_MILL}{TEXT}<details class='custom-block details'><summary>License</summary><div class='license-section'><p class='license-text' "
            'prefix="cc: http://creativecommons.org/ns# dc: http://purl.org/dc/terms/ schema: https://schema.org/" typeof="schema:CreativeWork '
            'cc:Work">This work, <a href="https://site.example/2024/river" property="schema:url dc:source">"The river"</a>, by <span '
            f'property="schema:author dc:creator">Ann Lee</span> is licensed under <a href="{SA4}" rel="license" property="cc:license '
            'schema:license">CC BY-SA 4.0</a>.</p></div></details>'
        ),
        (_mill("by-sa 4.0"),),
    ),
    *(
        Practice(
            "page_license",
            f"a button right below the last picture, which shows what the sentence says: {words}",
            _post(
                TEXT,
                _MILL,
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
                (_mill("by 4.0", None),),
            ),
        )
    ),
    Practice(
        "credit_list",
        "Credit Tracker: a table of the pictures' sources with a licence's column",
        _post(
            '<div id="attachment_7" class="wp-caption credit-tracker-caption alignnone" itemscope '
            'itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" src="/up/mill.jpg" width="800" height="500" '
            'alt=""><p class="wp-caption-text" itemprop="copyrightHolder">© Ann Lee - Flickr.com</p><meta itemprop="name" '
            'content="Red mill"><meta itemprop="caption" content=""><meta itemprop="author" content="Ann Lee"><meta '
            'itemprop="publisher" content="Flickr"></div>',
            TEXT,
            '<table id="credit-tracker-table" class="credit-tracker-default"><thead><th>&nbsp;</th><th>Ident-Nr.</th><th>Author</th><th>Publisher</th><th>Copyright</th><th>License</th></thead><tbody>'
            '<tr><td><img width="150" height="94" src="/up/mill-150x94.jpg" class="attachment-thumbnail" alt=""></td><td>2686928821</td><td>Ann '
            f'Lee</td><td>Flickr</td><td>© Ann Lee - Flickr.com</td><td><a href="{BY2}" target="__blank">Attribution License</a></td></tr>'
            "</tbody></table>",
        ),
        (_mill(),),
    ),
)

# As Creative Commons' chooser and editors say it in other languages.
LANGUAGES = tuple(
    Practice(
        "figure",
        f"credits in other languages: {words}",
        _captioned(f'{words} <a href="{BY4}">CC BY 4.0</a>{behind}'),
        (
            Work(
                "/up/mill.jpg",
                "by 4.0",
                "Ann Lee",
                title="Red mill" if "Red mill" in words else "",
            ),
        ),
    )
    for words, behind in (
        ("“Red mill” oleh Ann Lee dilisensikan di bawah", ""),
        ("“Red mill” de Ann Lee se encuentra bajo", ""),
        ("“Red mill” par Ann Lee est sous licence", ""),
        ("“Red mill” di Ann Lee è concesso in licenza con", ""),
        ("“Red mill” von Ann Lee ist lizenziert unter", ""),
        ("“Red mill” av Ann Lee är licensierad under", ""),
        ("“Red mill” autorstwa Ann Lee na licencji", ""),
        ("“Red mill” bởi Ann Lee được cấp phép theo", ""),
        ("“Red mill” от Ann Lee лицензировано по", ""),
        ("Foto van Ann Lee gelicenseerd onder", ""),
        ("Foto di Ann Lee distribuita con licenza", ""),
        ("Fotografia de Ann Lee sota llicència", ""),
        ("Fotografie de Ann Lee, licențiată sub", ""),
        ("Kuva: Ann Lee, lisensoitu", ""),
        ("Фото Ann Lee доступно по лицензии", ""),
        ("图片由 Ann Lee 提供，采用", " 许可"),
        ("图片作者：Ann Lee，许可协议：", ""),
        ("写真：Ann Lee（", "）"),
        ("Fotoğraf: Ann Lee,", " lisansı ile"),
    )
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


_INATURALIST = "https://inaturalist-open-data.s3.amazonaws.com/photos/12345/medium.jpg"
# DokuWiki's template as kept in a repository; theme-next's post-copyright and others' after it; saicaca/fuwari,
# src/components/misc/License.astro at 03ea9a71; iNaturalist's attribution as its API has it; captions in a class of their own.
THEMES = (
    *(
        Practice(
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
    Practice(
        "page_license",
        "two licences in one footer",
        _site(
            _MILL + TEXT,
            "<p>Except where otherwise noted, content on this wiki is licensed under the following license: <a class='urlextern' "
            f"rel='license' href='{NCSA4}'>CC Attribution-Noncommercial-Share Alike 4.0</a><a href='{CC}/licenses/by/3.0/nz/' "
            "rel='license'><img class='ccLogo' src='https://i.creativecommons.org/l/by/3.0/nz/80x15.png' alt='Creative Commons License'></a></p>",
        ),
    ),
    *(
        Practice(
            "page_license",
            f"Hexo's NexT below a picture: {words}",
            _post(
                TEXT,
                _MILL,
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
        Practice(
            "page_license",
            f"Fuwari: rows below a post: {labels[0]}",
            _post(TEXT, _MILL, _fuwari(*labels)),
            (_mill("by-nc-sa 4.0"),),
        )
        for labels in (
            ("Author", "Published at", "License"),
            ("作者", "发布于", "许可协议"),
            ("作者", "公開日", "ライセンス"),
        )
    ),
    Practice(
        "block",
        "a credit outside of its figure, and the next figure with another's",
        _post(
            TEXT,
            '<figure><img src="/up/mill.jpg" width="800" height="500" alt=""><figcaption>A red mill.</figcaption></figure><p '
            f'class="image-attribution">Ann Lee, <a href="{BY2}">CC BY 2.0</a></p><figure><img src="/up/other.jpg" width="800" height="500" '
            'alt=""><figcaption>A tower.</figcaption></figure><p class="image-attribution">Photo by Bo Diaz on Unsplash</p>',
            TEXT,
        ),
        (_mill(),),
    ),
    Practice(
        "block",
        "the source of an image is no part of its title",
        _post(
            TEXT,
            _MILL,
            f'<div class="image-attribution">Source image: Red mill by Ann Lee, <a href="{BY4}">CC BY 4.0</a></div>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee", title="Red mill"),),
    ),
    Practice(
        "figure",
        "iNaturalist's attributions: with a licence's link, without a version, and all rights reserved",
        _post(
            TEXT,
            *(
                f'<figure><img src="{_INATURALIST.replace("12345", n)}" width="500" height="333" alt=""><figcaption>{words}</figcaption></figure>'
                for n, words in (
                    (
                        "12345",
                        f'(c) Ann Lee, some rights reserved (<a href="{CC}/licenses/by-nc/4.0/">CC BY-NC</a>)',
                    ),
                    ("12346", "(c) Bo Diaz, some rights reserved (CC BY), uploaded by Bo Diaz"),
                    ("12347", "(c) Bo Diaz, all rights reserved"),
                )
            ),
            TEXT,
        ),
        (Work(_INATURALIST, "by-nc 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "GBIF: an address for a licence",
        _post(
            TEXT,
            _MILL,
            "<p>Photo by Ann Lee licensed under http://creativecommons.org/licenses/by-nc/4.0/</p>",
            TEXT,
        ),
        (_mill("by-nc 4.0"),),
    ),
    Practice(
        "block",
        "Encyclopedia of Life: the licence's icon, then whose it is",
        _post(
            TEXT,
            _MILL,
            f'<p><a href="{CC}/licenses/by-nc-sa/3.0/"><img src="/cc.png" alt="cc-by-nc-sa-3.0"></a> © Ann Lee. Source: Flickr</p>',
            TEXT,
        ),
        (_mill("by-nc-sa 3.0"),),
    ),
)

# What pages ask for that is of none of their pictures, beside ASSETS.
OTHER_WORKS = (
    *(
        Practice(
            "page_license",
            f"not of the picture above: {words}",
            _post(_MILL, f'<p>{words} <a href="{BY4}">CC BY 4.0</a></p>', TEXT),
        )
        for words in (
            "Recipe by Bo Diaz,",
            "Poem by Bo Diaz,",
            "Lesson plan by Bo Diaz,",
            "Slides by Bo Diaz,",
            "Code from Stack Overflow by Bo Diaz,",
            "The paper is open access:",
        )
    ),
    *(
        Practice(
            "page_license",
            f"a footer's, of something else: {words}",
            _site(_MILL + TEXT, f'<p>{words} <a href="{SA4}">CC BY-SA 4.0</a></p>'),
        )
        for words in (
            "Hero video by Bo Diaz,",
            "Pieces by CBurnett ·",
            "Sounds by Bo Diaz from Freesound,",
            "Favicon: Twemoji,",
            "Questions from Stack Overflow, licensed under",
            "Trivia questions by Open Trivia DB,",
            "Scripture quotations from the Berean Bible,",
            "Word list from JMdict, used under",
            "Typeface: Brook by Bo Diaz,",
            "Contains text from Wikipedia,",
        )
    ),
    *(
        Practice(
            "page_license",
            f"a sentence on what is no picture: {words}",
            _post(_MILL, TEXT, f'<p>{words} <a rel="license" href="{ND4}">CC BY-ND 4.0</a>.</p>'),
        )
        for words in (
            "This interview is licensed under",
            "This story is licensed under",
            "Our journalism is licensed under",
            "The written content on this site is licensed under",
            "This translation is licensed under",
            "This video is licensed under",
            "This font is licensed under",
            "These lecture notes are licensed under",
            "Want to share this story? It is available under",
            "Dieses Interview ist lizenziert unter",
            "Rediffusez nos articles gratuitement, sous licence",
            "Terbitkan ulang artikel kami, dengan lisensi",
        )
    ),
    Practice(
        "attribute",
        "a project's page: badges that say its licence",
        _post(
            '<p><a href="https://ci.example"><img src="https://img.shields.io/badge/license-CC--BY--4.0-blue.svg" alt="License: CC BY '
            '4.0"></a> <a href="/LICENSE"><img src="/docs/license-badge.png" alt="License: CC BY 4.0"></a></p>',
            TEXT,
            "<h2>License</h2><p>Code is MIT, documentation is CC BY 4.0.</p>",
        ),
    ),
    Practice(
        "block",
        "a film's poster and a film's thumbnail",
        _post(
            TEXT,
            '<video controls poster="/up/mill.jpg" src="/v.mp4"></video>',
            f'<p>Video: Bo Diaz, <a href="{BY4}">CC BY 4.0</a></p>',
            TEXT,
            '<a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" width="480" height="360" alt=""></a>',
            f'<p>Video by Bo Diaz, <a href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
)

_CREDITED = f'<a href="{PHOTO}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a>'
# A sentence that says "by" of something else, and then who made the picture.
TOLD = tuple(
    Practice(
        "figure",
        f"a sentence before the name: {words}",
        _captioned(f"{words} CC BY 2.0{behind}"),
        (_mill(),),
    )
    for words, behind in (
        ("A red mill by the river. Ann Lee,", ""),
        ("A bridge by night. © Ann Lee (", ")"),
        ("Two by two (Ann Lee,", ")"),
        ("Step by step | Ann Lee |", ""),
        ("A house by Lake Erie (Ann Lee,", ")"),
        ("Mural by Bo Diaz. Ann Lee/Flickr,", ""),
        ("The mill, painted by Bo Diaz in 1890. Ann Lee,", ""),
        ("The mill designed by Bo Diaz. Ann Lee,", ""),
        ("View from Lee Bridge. Ann Lee,", ""),
        ("Blick von oben. Ann Lee,", ""),
        ("Ansicht von Süden (Ann Lee,", ")"),
        ("El molino por dentro. Ann Lee,", ""),
        ("Mulino di Rialto. Ann Lee,", ""),
    )
)
# Names as people and offices have them at Flickr and Wikimedia Commons.
NAMED = tuple(
    Practice(
        "figure",
        f"a name: {name}: {words}",
        _captioned(words.format(name)),
        (_mill(creator=name.replace("&amp;", "&")),),
    )
    for name in (
        "Ann Lee, Jr.",
        "Bernard Spragg. NZ",
        "NASA/JPL-Caltech",
        "U.S. Fish &amp; Wildlife Service",
        "10 Downing Street",
        "李小龙",
    )
    for words in (
        "Photo by {}, CC BY 2.0",
        "“Red mill” by {} is licensed under CC BY 2.0",
        "A red mill. Photo: {} (CC BY 2.0)",
    )
)
# Where credits lead.
ORIGINALS = tuple(
    Practice(
        "figure",
        f"a credit that leads to {url}",
        _captioned(f'<a href="{url}">Red mill</a> by Ann Lee, <a href="{BY2}">CC BY 2.0</a>'),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", title="Red mill", original=url),),
    )
    for url in (
        "https://commons.wikimedia.org/w/index.php?curid=123",
        "https://nl.wikipedia.org/wiki/Bestand:Red_mill.jpg",
        "https://flic.kr/p/abc12",
        "https://www.flickr.com/photo.gne?id=2686928821",
        "https://www.inaturalist.org/photos/123",
        "https://www.geograph.org.uk/photo/123",
        "https://openverse.org/image/0a1b2c3d-0000-4000-8000-000000000000",
        "https://wordpress.org/openverse/image/0a1b2c3d-0000-4000-8000-000000000000",
        "https://wordpress.org/photos/photo/0a1b2c3d4e/",
        "https://www.deviantart.com/annlee/art/Red-mill-123",
        "https://500px.com/photo/123/red-mill",
        "https://wellcomecollection.org/works/abc",
        "https://www.ipernity.com/doc/annlee/123",
    )
)
# What editors call the picture at the top, in the last line of an article.
LEADS = (
    *(
        Practice(
            "credit_line",
            f"the picture at the top, in the article's last line: {words}",
            _post(
                _MILL,
                TEXT,
                '<p><img src="/up/other.jpg" width="800" height="500" alt=""></p>',
                TEXT,
                f"<p>{words} {_CREDITED}</p>",
            ),
            (Work("/up/mill.jpg", "by 2.0", "Ann Lee"),),
        )
        for words in (
            "Featured image by",
            "Cover photo by",
            "Opening photo:",
            "Photo at top:",
            "Front page image:",
            "Image d’en-tête :",
            "Photo d'ouverture :",
            "Imagen de portada:",
            "Foto destacada:",
            "Foto de capa:",
            "Immagine di copertina:",
            "Immagine di apertura:",
            "Omslagfoto:",
            "Kansikuva:",
            "Zdjęcie główne:",
            "题图：",
            "封面图：",
            "アイキャッチ画像：",
        )
    ),
    *(
        Practice(
            "block",
            f"the picture above, and no title: {words}",
            _post(TEXT, _MILL, f"<p>{words} {_CREDITED}</p>", TEXT),
            (Work("/up/mill.jpg", "by 2.0", "Ann Lee"),),
        )
        for words in (
            "The photo above is by",
            "Image above by",
            "Ph.",
            "📷",
            "📸:",
            "Pic:",
            "Crédit photo :",
        )
    ),
)


def _exe(content: str, license: str = SA4, said: str = "Obra publicada con") -> str:
    """Return a page of a resource made with eXeLearning, whose licence stands behind its blocks."""
    return (
        '<!doctype html><html lang="es"><head><title>Molinos</title></head><body class="exe-web-site"><section id="main">'
        '<header id="nodeDecoration"><h1 id="nodeTitle">Molinos</h1></header><article class="iDevice_wrapper textIdevice"><div '
        f'class="iDevice emphasis1"><div class="block iDevice_content"><div class="exe-text">{content}</div></div></div></article>'
        f'<div id="packageLicense" class="cc cc-by-sa"><p><span>{said}</span> <a rel="license" href="{license}">Licencia Creative '
        "Commons Reconocimiento Compartir igual 4.0</a></p></div></section></body></html>"
    )


def _exe_figure(author: str, title: str = "") -> str:
    return (
        '<figure class="exe-figure exe-image position-center license-CC0" style="width: 500px;"><img src="/man-8277190_1280.jpg" '
        f'alt="" width="500" height="332"><figcaption class="figcaption">{author}{title} <span class="license"><span class="sep">(</span><a '
        f'href="{CC}/publicdomain/zero/1.0/deed.es" rel="license nofollow noopener" target="_blank" title="Creative Commons (CC0)">'
        'CC0</a><span class="sep">)</span></span></figcaption></figure>'
    )


_EXE_FILE = "/man-8277190_1280.jpg"
# exelearning/iteexe, exe/webui/common.py, renderLicense; its editor's captions, as FigureNormalizer.spec.js of
# exelearning/exelearning expects them.
EXELEARNING = (
    Practice(
        "figure",
        "eXeLearning: the caption marks its author and its title, and the resource has another licence",
        _exe(
            _exe_figure(
                '<a href="https://site.example/ann" target="_blank" class="author" rel="noopener">Ann Lee</a>. ',
                '<a href="https://site.example/7" class="title" rel="noopener"><em>Brujas Piernas Rayas</em></a>',
            )
        ),
        (Work(_EXE_FILE, "cc0 1.0", "Ann Lee", "Brujas Piernas Rayas"),),
    ),
    Practice(
        "figure",
        "eXeLearning: the author is a sentence",
        _exe(
            _exe_figure(
                '<span class="author">Foto de Ann Lee en Unsplash</span>. ',
                '<span class="title"><em>retratos</em></span>',
            )
        ),
        (Work(_EXE_FILE, "cc0 1.0", "Ann Lee", "retratos"),),
    ),
    *(
        Practice(
            "figure",
            f"eXeLearning: {said} is nobody's name",
            _exe(_exe_figure(f'<span class="author">{said}</span>')),
            (Work(_EXE_FILE, "cc0 1.0"),),
        )
        for said in ("Elaboración propia", "Imagen de elaboración propia", "Fuente propia")
    ),
    Practice(
        "figure",
        "eXeLearning: the caption marks a title and nobody",
        _exe(_exe_figure("", '<span class="title"><em>Hello Right Hand Cartoon</em></span>')),
        (Work(_EXE_FILE, "cc0 1.0"),),
    ),
    Practice(
        "page_license",
        "eXeLearning: the resource's licence is no credit of the sign that ends its last block",
        _exe(
            '<p><img src="/IMG_1234.jpg" width="800" height="500" alt=""></p><p>Los pueblos del río tienen molinos.</p><p><img '
            'src="/padlet.png" width="225" height="225" alt=""></p>'
        ),
        (Work("/IMG_1234.jpg", "by-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "eXeLearning: nor of a stock library's photograph in the one block",
        _exe('<p><img src="/wind_energy_7394705_1280.jpg" width="1280" height="844" alt=""></p>'),
    ),
    Practice(
        "page_license",
        'eXeLearning: "Este REA" below a sign is the resource',
        _exe(
            '<p><img src="/IMG_1234.jpg" width="800" height="500" alt=""></p><p>Los pueblos del río tienen molinos.</p><p><img '
            'src="/sign.png" width="250" height="150" alt=""></p><ul><li>Este REA se ha publicado bajo <a '
            f'href="{SA4}">Licencia Creative Commons Reconocimiento Compartir igual 4.0</a></li></ul>'
        ),
        (Work("/IMG_1234.jpg", "by-sa 4.0"),),
    ),
)

GENERATORS = (
    *SEARCHES,
    *FLICKR,
    *WIKIS,
    *WORDPRESS,
    *STATIC_SITES,
    *PODCASTS,
    *REPOSITORIES,
    *EDITORS,
    *SYSTEMS,
    *ASSETS,
    *PRESS,
    *REPUBLISHED,
    *CAPTIONS,
    *FOOTERS,
    *LANGUAGES,
    *THEMES,
    *OTHER_WORKS,
    *LEADS,
    *TOLD,
    *NAMED,
    *ORIGINALS,
    *EXELEARNING,
)
