# ruff: noqa: E501 - lines of markup
"""Pages written after how the web credits its pictures, with what a person would take from each.

Every page stands for one practice that docs/page-reading.md explains. They are short, and in the
words and the markup that publishers, content management systems and standards use: Creative
Commons' chooser and recommended attribution, ccREL, RDFa 1.1, HTML microdata, schema.org with
Google's image metadata, WordPress, Drupal, MediaWiki, IIIF, and the captions of the press.
"""

from dataclasses import dataclass

CC = "https://creativecommons.org"
BY4 = f"{CC}/licenses/by/4.0/"
BY2 = f"{CC}/licenses/by/2.0/"
SA4 = f"{CC}/licenses/by-sa/4.0/"
SA3 = f"{CC}/licenses/by-sa/3.0/"
NC4 = f"{CC}/licenses/by-nc/4.0/"
ND4 = f"{CC}/licenses/by-nc-nd/4.0/"
ZERO = f"{CC}/publicdomain/zero/1.0/"
HOME = "https://site.example"
TEXT = (
    "<p>The river rises in the hills and takes the water of eleven brooks before it reaches the "
    "town, where it turns two mills and a saw. In spring it leaves its bed, and the meadows stand "
    "under water for a week or two; then the storks come.</p>"
)


@dataclass(frozen=True, slots=True)
class Work:
    """One medium that the page puts under a licence.

    Attributes:
        url: relative to the page.
        license: slug and version, as `by 4.0`.
        creator: as the page names it, None where it names nobody.
        title: what it is called, where that is asked; empty for nothing.
        original: the address that its credit links to, where that is asked.
    """

    url: str
    license: str
    creator: str | None = None
    title: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """One page.

    Attributes:
        kind: the row of docs/page-reading.md that it belongs to.
        name: a sentence about it.
        html: the page.
        works: what is right to take; nothing else is.
        url: where the page is.
    """

    kind: str
    name: str
    html: str
    works: tuple[Work, ...] = ()
    url: str = f"{HOME}/2024/river"


def _page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>The river</title>{head}</head><body><header><nav>"
        '<a href="/"><img src="/logo.png" alt="Site"></a> <a href="/about">About</a></nav></header>'
        f"<main>{body}</main><footer><p>© 2024 Site</p></footer></body></html>"
    )


def _old(body: str, title: str = "The river", head: str = "") -> str:
    """Return a page without landmarks, as sites were written before HTML5."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def _json(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def _og(path: str) -> str:
    return f'<meta property="og:image" content="{path}">'


def _link(url: str, text: str = "CC BY 4.0", rel: str = "") -> str:
    return f'<a href="{url}"{f" rel={rel!r}" if rel else ""}>{text}</a>'


_CHOOSER = (
    f'<a rel="license" href="{SA4}"><img alt="Creative Commons Licence" style="border-width:0" '
    'src="https://i.creativecommons.org/l/by-sa/4.0/88x31.png"></a><br>This work by '
    f'<a xmlns:cc="{CC}/ns#" href="{HOME}" property="cc:attributionName" rel="cc:attributionURL">'
    f'Ann Lee</a> is licensed under a <a rel="license" href="{SA4}">Creative Commons '
    "Attribution-ShareAlike 4.0 International License</a>."
)

FIGURES = (
    Practice(
        "figure",
        "a figcaption credits the photographer and links the licence",
        _page(
            f"<article><h1>River</h1>{TEXT}<figure><img src='/a.jpg' alt=''><figcaption>The mill. "
            f"Photo: Ann Lee, {_link(BY4)}</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "a figcaption names the licence in words, without a link",
        _page(
            "<article><h1>River</h1><figure><img src='/a.jpg'><figcaption>Die Mühle. Foto: "
            f"Jürgen Groß, CC BY-SA 3.0</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Jürgen Groß"),),
    ),
    Practice(
        "figure",
        "WordPress 4 wraps picture and caption in div.wp-caption",
        _page(
            '<div class="entry"><div id="attachment_7" class="wp-caption alignleft"><a '
            'href="/up/a.jpg"><img src="/up/a-300x200.jpg" width="300" height="200"></a><p '
            f'class="wp-caption-text">The mill, by {_link("https://flickr.com/people/ann", "ann lee")}'
            f" ({_link(BY2, 'CC BY 2.0')})</p></div>{TEXT}</div>"
        ),
        (Work("/up/a.jpg", "by 2.0", "ann lee"),),
    ),
    Practice(
        "figure",
        "the figure is in the article's own header",
        _page(
            f"<article><header><h1>River</h1><figure><img src='/hero.jpg'><figcaption>© Ann Lee / "
            f"{_link(SA4, 'CC BY-SA 4.0')}</figcaption></figure></header>{TEXT}</article>"
        ),
        (Work("/hero.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "an agency's photograph in the same article has no licence",
        _page(
            f"<article><figure><img src='/dpa.jpg'><figcaption>Foto: Max Muster/dpa</figcaption>"
            f"</figure>{TEXT}<figure><img src='/a.jpg'><figcaption>Foto: Ann Lee ({_link(BY4)})"
            f"</figcaption></figure>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "the address of the licence stands in the caption as text",
        _page(
            "<figure><img src='/a.jpg'><figcaption>By Ann Lee (Own work) [CC BY-SA 3.0 "
            "(http://creativecommons.org/licenses/by-sa/3.0)], via Wikimedia Commons</figcaption>"
            f"</figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "a caption without the licence's version is no licence",
        _page(f"<figure><img src='/a.jpg'><figcaption>Ann Lee, CC BY</figcaption></figure>{TEXT}"),
    ),
    Practice(
        "figure",
        "a montage under two licences is under neither",
        _page(
            f"<figure><img src='/a.jpg'><figcaption>Fotos: Ann Lee ({_link(BY4)}), Bo Ek ("
            f"{_link(SA4, 'CC BY-SA 4.0')})</figcaption></figure>{TEXT}"
        ),
    ),
    Practice(
        "figure",
        "GFDL or a Creative Commons licence: the one that the catalog knows",
        _page(
            "<figure><img src='/a.jpg'><figcaption>Ann Lee, "
            f"<a href='https://www.gnu.org/copyleft/fdl.html'>GFDL</a> or {_link(SA3, 'CC BY-SA 3.0')}"
            f"</figcaption></figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "several versions of one licence at choice: the newest",
        _page(
            f"<figure><img src='/a.jpg'><figcaption>Ann Lee, {_link(SA3, 'CC BY-SA 3.0')}, "
            f"{_link(SA3.replace('3.0', '2.5'), '2.5')}, {_link(SA3.replace('3.0', '2.0'), '2.0')}"
            f"</figcaption></figure>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
)

BLOCKS = (
    Practice(
        "block",
        "a paragraph below the picture credits it",
        _page(
            f"<article>{TEXT}<p><img src='/a.jpg'></p><p class='has-text-align-right'>Foto: Ann Lee,"
            f" via Wikimedia Commons | Lizenz: {_link(SA4, 'CC BY-SA 4.0')}</p>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "each picture of a long article has its credit below it",
        _page(
            "<article>"
            + "".join(
                f"{TEXT}<p><img src='/{n}.jpg'></p><p><small>Photo by {who} / {_link(url, name)}"
                "</small></p>"
                for n, who, url, name in (
                    (1, "Ann Lee", BY4, "CC BY 4.0"),
                    (2, "Bo Ek", SA4, "CC BY-SA 4.0"),
                    (3, "Cy Roth", BY2, "CC BY 2.0"),
                )
            )
            + f"{TEXT}</article>"
        ),
        (
            Work("/1.jpg", "by 4.0", "Ann Lee"),
            Work("/2.jpg", "by-sa 4.0", "Bo Ek"),
            Work("/3.jpg", "by 2.0", "Cy Roth"),
        ),
    ),
    Practice(
        "block",
        "a gallery's cards each hold picture, title, author and licence",
        _page(
            '<div class="gallery">'
            + "".join(
                f'<div class="card"><a href="/photo/{n}"><img data-src="/p/{n}.jpg" class="lazyload"'
                f' src="data:image/gif;base64,R0"></a><h3>Title {n}</h3><span class="author">Ann Lee'
                f"</span> {_link(url, name)}</div>"
                for n, url, name in ((1, BY4, "CC BY 4.0"), (2, NC4, "CC BY-NC 4.0"))
            )
            + "</div>"
        ),
        (Work("/p/1.jpg", "by 4.0", "Ann Lee"), Work("/p/2.jpg", "by-nc 4.0", "Ann Lee")),
    ),
    Practice(
        "block",
        "a table's cell holds picture and button of the licence",
        _page(
            "<table><tr>"
            + "".join(
                f"<td><img src='/{n}.jpg'><br><a rel='license' href='{BY4}'><img "
                "src='/cc-by.png'></a></td>"
                for n in (1, 2)
            )
            + "</tr></table>"
        ),
        (Work("/1.jpg", "by 4.0"), Work("/2.jpg", "by 4.0")),
    ),
    Practice(
        "block",
        "Creative Commons' own form: title by author is licensed under",
        _page(
            f"{TEXT}<p><img src='/a.jpg'></p><p>“{_link('https://www.flickr.com/photos/ann/51234567/', 'Mill')}” by "
            f"{_link('https://www.flickr.com/photos/ann/', 'ann_lee')} is licensed under {_link(BY2, 'CC BY 2.0')}</p>{TEXT}"
        ),
        (Work("/a.jpg", "by 2.0", "ann_lee"),),
    ),
    Practice(
        "block",
        "the licence's button is no work, whatever it is called",
        _page(
            f"<p>{TEXT}</p><p><a rel='license' href='{BY4}'><img src='/images/footer_left.png'></a>"
            f" This text is licensed under {_link(BY4)}</p>"
        ),
    ),
    Practice(
        "block",
        "a credit below a film is not of the picture above it",
        _page(
            f"<article>{TEXT}<p><img src='/a.jpg'></p><iframe src='https://video.example/1'></iframe>"
            f"<p>Video: Ann Lee, {_link(BY4)}</p></article>"
        ),
    ),
    Practice(
        "block",
        "the licence of the script that shows the pictures is not theirs",
        _page(
            f"<div><img src='/a.jpg'></div><p>Lightbox script by Lokesh, {_link(BY2, 'CC BY 2.0')}</p>"
        ),
    ),
    Practice(
        "block",
        "the data of a map are not its picture",
        _page(f"<div><img src='/a.jpg'></div><p>Map data © OpenStreetMap, {_link(SA3)}</p>"),
    ),
)

CREDITS = (
    Practice(
        "credit_line",
        "a line at the end credits the title picture",
        _page(
            f"<article><h1>River</h1><img src='/hero.jpg' width='900'>{TEXT}{TEXT}{TEXT}<p>Titelbild: "
            f"Ann Lee, {_link(BY2, 'CC BY 2.0')}</p></article>",
            _og("/hero.jpg"),
        ),
        (Work("/hero.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "credit_line",
        "a line at the end credits the article's only picture",
        _page(
            f"<article><h1>River</h1><p><img src='/a.jpg' width='900'></p>{TEXT}{TEXT}{TEXT}{TEXT}<p>Image "
            f"credit: Ann Lee ({_link(BY2, 'CC BY 2.0')})</p></article>"
        ),
        (Work("/a.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "credit_line",
        "a line at the end of an article of three pictures says not which",
        _page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}<p>"
            f"<img src='/3.jpg'></p>{TEXT}{TEXT}{TEXT}<p>Photo: Ann Lee ({_link(BY2, 'CC BY 2.0')})</p></article>"
        ),
    ),
    Practice(
        "credit_line",
        "a section's background is credited at its end",
        _page(
            f"<div class='hero' style=\"background-image: url('/bg.jpg')\"><h1>River</h1>{TEXT}<p>"
            f"Background photo: Mill by Ann Lee is licensed {_link(BY4)}</p></div>"
        ),
        (Work("/bg.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "credit_list",
        "a numbered list at the end credits the pictures in order",
        _page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}{TEXT}"
            f"<h3>Bildnachweis</h3><ul><li>Bild 1: Ann Lee ({_link(BY4)})</li><li>Bild 2: Bo Ek, "
            f"{_link(SA4, 'CC BY-SA 4.0')}</li></ul></article>"
        ),
        (Work("/1.jpg", "by 4.0", "Ann Lee"), Work("/2.jpg", "by-sa 4.0", "Bo Ek")),
    ),
    Practice(
        "credit_list",
        "the credit links to the file whose name the picture has",
        _page(
            f"<article><p><img src='/up/51234567890_ab12cd_k.jpg'></p>{TEXT}<p><img src='/up/Red_Mill.jpg'></p>"
            f"{TEXT}{TEXT}<p>Photos: {_link('https://www.flickr.com/photos/ann/51234567890/', 'Ann Lee')}, "
            f"{_link(BY2, 'CC BY 2.0')}; <br>{_link('https://commons.wikimedia.org/wiki/File:Red_Mill.jpg', 'Bo Ek')}"
            f", {_link(SA3, 'CC BY-SA 3.0')}</p></article>"
        ),
        (
            Work("/up/51234567890_ab12cd_k.jpg", "by 2.0", "Ann Lee"),
            Work("/up/Red_Mill.jpg", "by-sa 3.0", "Bo Ek"),
        ),
    ),
    Practice(
        "attribute",
        "a lightbox keeps the credit as escaped markup",
        _page(
            "<a href='/big/a.jpg' data-lightbox='g' data-title='Mill, by Ann Lee, &lt;a href=&quot;"
            f"{BY4}&quot;&gt;CC BY 4.0&lt;/a&gt;'><img src='/small/a.jpg'></a>{TEXT}"
        ),
        (Work("/big/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "attribute",
        "the alternative text is the credit that Wikimedia Commons hands out",
        _page(
            "<p><img src='/a.jpg' alt='Red mill, By Ann Lee (Own work) [CC BY-SA 3.0 (http://"
            f"creativecommons.org/licenses/by-sa/3.0)], via Wikimedia Commons'></p>{TEXT}"
        ),
        (Work("/a.jpg", "by-sa 3.0", "Ann Lee"),),
    ),
)

PAGES = (
    Practice(
        "page_license",
        "the chooser's words in the sidebar cover the post's own picture",
        _page(
            f"<article><h1>River</h1><p><img src='/up/a-600x400.jpg'></p>{TEXT}</article><aside "
            f'class="sidebar widget_text"><img src="/mascot.png">{_CHOOSER}</aside>',
            _og(f"{HOME}/up/a.jpg"),
        ),
        (Work("/up/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "the picture's own caption comes before the page's licence",
        _page(
            "<article><figure><img src='/a.jpg'><figcaption>© Bo Ek / Getty Images</figcaption>"
            f"</figure>{TEXT}</article><footer>{_CHOOSER}</footer>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "a credit to somebody else comes before the page's licence",
        _page(
            "<article><figure><img src='/a.jpg'><figcaption>Foto: Bo Ek</figcaption></figure>"
            f"{TEXT}</article><footer>{_CHOOSER}</footer>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "a caption that credits the page's own author says nothing else",
        _page(
            "<article><figure><img src='/a.jpg'><figcaption>Foto: Ann Lee</figcaption></figure>"
            f"{TEXT}</article><footer>{_CHOOSER}</footer>",
            _og("/a.jpg"),
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "another licence in the caption comes before the page's",
        _page(
            "<article><figure><img src='/a.jpg'><figcaption>Bo Ek, CC BY-NC 2.0</figcaption>"
            f"</figure>{TEXT}</article><footer>{_CHOOSER}</footer>",
            _og("/a.jpg"),
        ),
        (Work("/a.jpg", "by-nc 2.0", "Bo Ek"),),
    ),
    Practice(
        "page_license",
        "a stock library's file name comes before the page's licence",
        _page(
            f"<article><img src='/up/shutterstock_12345678.jpg' width='900'>{TEXT}</article>"
            f"<footer>{_CHOOSER}</footer>",
            _og("/up/shutterstock_12345678.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "the end of the article credits the title picture to a stock library",
        _page(
            f"<article><img src='/hero.jpg' width='900'>{TEXT}{TEXT}{TEXT}<p>Titelbild: Bo Ek on "
            f"Unsplash</p></article><footer>{_CHOOSER}</footer>",
            _og("/hero.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "a licence of the text covers no picture",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>Text is available under"
            f" the {_link(SA4, 'CC BY-SA 4.0', 'license')}</footer>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "a licence of the articles covers no picture",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}<p>Our articles are published under "
            f"{_link(ND4, 'CC BY-NC-ND 4.0')}.</p></article>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "a licence that excepts the pictures covers none",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>This site is licensed "
            f"under {_link(BY4)}, except for photographs.</footer>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "two licences of equal standing cover nothing",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><footer>{_link(BY4, 'CC BY 4.0', 'license')} "
            f"<p>{_link(SA4, 'CC BY-SA 4.0', 'license')}</p></footer>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "Drupal names its node by about=, and the licence is the page's",
        _page(
            f"<article about='/node/5' typeof='schema:Article'><h1>River</h1><img src='/a.jpg' width='900'>{TEXT}"
            f"<div class='field-license'><a rel='license' href='{BY4}'>Creative Commons Attribution 4.0</a></div></article>",
            _og("/a.jpg"),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    Practice(
        "page_license",
        "an unclosed header does not swallow the page",
        "<html><body><header><h1>River</h1>"
        + TEXT * 3
        + f"<p><img src='/a.jpg'></p><p>Foto: Ann Lee ({_link(BY4)})</p>{TEXT * 3}</body></html>",
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "all photographs of the site are under a licence",
        _page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}<p><img src='/2.jpg'></p></article><p>All photos"
            f" on this site are licensed under {_link(ND4, 'CC BY-NC-ND 4.0')}.</p>"
        ),
        (Work("/1.jpg", "by-nc-nd 4.0"), Work("/2.jpg", "by-nc-nd 4.0")),
    ),
    Practice(
        "statement",
        "a government puts its content under a licence, except where otherwise stated",
        _page(
            f"<article><h1>River</h1><img src='/river-a.jpg' width='900'>{TEXT}</article><div>Except where "
            f"otherwise noted, content on this site is licensed under a {_link(BY4, 'Creative Commons Attribution 4.0 licence')}</div>",
            _og("/river-a.jpg"),
        ),
        (Work("/river-a.jpg", "by 4.0"),),
    ),
    Practice(
        "statement",
        "a museum's object page has a row for the licence of its image",
        _page(
            "<h1>Jug</h1><img src='/iiif/2/jug/full/!800,800/0/default.jpg' width='800'><dl><dt>Artist</dt><dd>"
            f"Ann Lee</dd><dt>License</dt><dd>{_link(ZERO, 'CC0 1.0')}</dd></dl>"
        ),
        (Work("/iiif/2/jug/full/!800,800/0/default.jpg", "cc0 1.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "a page that explains the licences has none",
        _page(
            f"<h1>Licences</h1><img src='/a.jpg' width='900'><ul><li>{_link(BY4, 'CC BY 4.0')}</li><li>"
            f"{_link(SA4, 'CC BY-SA 4.0')}</li><li>{_link(NC4, 'CC BY-NC 4.0')}</li><li>"
            f"{_link(ND4, 'CC BY-NC-ND 4.0')}</li></ul>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "page_license",
        "an episode's page: the licence covers the sound",
        _page(
            "<article><h1>Episode 7</h1><audio controls><source src='/e7.mp3' type='audio/mpeg'>"
            f"<source src='/e7.ogg'></audio>{TEXT}<p>This podcast is licensed under "
            f"<a rel='license' href='{BY4}'>CC BY 4.0</a>.</p></article>"
        ),
        (Work("/e7.mp3", "by 4.0"),),
    ),
    Practice(
        "page_license",
        "music that an episode only uses is credited, and the episode not licensed",
        _page(
            "<article><h1>Episode 7</h1><audio src='/e7.mp3'></audio>"
            f"{TEXT}<p>Music by Kevin Roth, {_link(BY4)}</p></article>"
        ),
    ),
    Practice(
        "page_license",
        "a reader's comment names a licence",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}</article><ol class='comment-list'><li class='comment'>"
            f"<p>Mine is under {_link(BY4, 'CC BY 4.0', 'license')}</p></li></ol>",
            _og("/a.jpg"),
        ),
    ),
    Practice(
        "file_page",
        "MediaWiki's page of a file: the file, and not the icons of the licence",
        _page(
            '<div class="fullImageLink" id="file"><a href="/images/8/8a/Mill.jpg"><img src="/images/thumb/8/8a/Mill.jpg/'
            '800px-Mill.jpg"></a></div><table class="fileinfotpl"><tr><td id="fileinfotpl_aut">Author</td><td>'
            '<a href="/wiki/User:Ann">Ann Lee</a></td></tr></table><table class="licensetpl"><tr><td><img '
            'src="/images/thumb/7/79/CC_some_rights_reserved.svg/90px-CC_some_rights_reserved.svg.png"></td><td><span '
            f'class="licensetpl_link">{SA3}</span><span class="licensetpl_short">CC BY-SA 3.0</span></td></tr></table>'
        ),
        (Work("/images/8/8a/Mill.jpg", "by-sa 3.0", "Ann Lee"),),
        f"{HOME}/wiki/File:Mill.jpg",
    ),
)

STRUCTURED = (
    Practice(
        "json_ld",
        "schema.org ImageObject as Google asks for it",
        _page(
            f"<img src='/puppy.jpg'>{TEXT}",
            _json(
                '{"@context": "https://schema.org/", "@type": "ImageObject", "contentUrl": '
                f'"{HOME}/puppy.jpg", "license": "{BY4}", "acquireLicensePage": "{HOME}/how-to", '
                '"creditText": "Labrador Lab", "creator": {"@type": "Person", "name": "Ann Lee"}, '
                '"copyrightNotice": "Clara Kent"}'
            ),
        ),
        (Work("/puppy.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "json_ld",
        "comments and trailing commas, as template engines leave them",
        _page(
            f"<img src='/a.jpg'>{TEXT}",
            _json(
                '// made by the theme\n{"@context": "https://schema.org", /* the picture */ "@type": '
                f'"ImageObject", "contentUrl": "/a.jpg", "license": "{BY4}",}}'
            ),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    Practice(
        "json_ld",
        "keywords that the context renames",
        _page(
            f"<img src='/a.jpg'>{TEXT}",
            _json(
                '{"@context": ["https://schema.org", {"id": "@id", "type": "@type"}], "type": '
                f'"ImageObject", "id": "{HOME}/a.jpg", "license": {{"id": "{BY4}"}}}}'
            ),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    Practice(
        "json_ld",
        "the licence as text",
        _page(
            f"<img src='/a.jpg'>{TEXT}",
            _json(
                '{"@context": "https://schema.org", "@type": "Sculpture", "image": "/a.jpg", '
                '"license": "CC BY 4.0", "creator": "Ann Lee"}'
            ),
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "json_ld",
        "two licences of one picture are none",
        _page(
            f"<img src='/a.jpg'>{TEXT}",
            _json(
                '{"@context": "https://schema.org", "@type": "ImageObject", "contentUrl": "/a.jpg", '
                f'"license": ["{BY4}", "{NC4}"]}}'
            ),
        ),
    ),
    Practice(
        "json_ld",
        "an article's licence does not cover a picture with a notice of its own",
        _page(
            f"<img src='/a.jpg'>{TEXT}",
            _json(
                f'{{"@context": "https://schema.org", "@type": "NewsArticle", "license": "{BY4}", "image": '
                '{"@type": "ImageObject", "url": "/a.jpg", "copyrightNotice": "© Bo Ek / Getty Images"}}'
            ),
        ),
    ),
    Practice(
        "json_ld",
        "an article's licence does not cover a picture that its caption credits to an agency",
        _page(
            f"<article><figure><img src='/a.jpg'><figcaption>Foto: Bo Ek / AFP</figcaption></figure>{TEXT}</article>",
            _json(
                f'{{"@context": "https://schema.org", "@type": "NewsArticle", "license": "{BY4}", "image": '
                '"/a.jpg"}'
            ),
        ),
    ),
    Practice(
        "json_ld",
        "a podcast episode and its file",
        _page(
            TEXT,
            _json(
                f'{{"@context": "https://schema.org", "@type": "PodcastEpisode", "name": "E7", "license": "{BY4}", '
                '"associatedMedia": {"@type": "MediaObject", "contentUrl": "/e7.mp3", "encodingFormat": "audio/mpeg"}}'
            ),
        ),
        (Work("/e7.mp3", "by 4.0"),),
    ),
    Practice(
        "json_ld",
        "a IIIF address without an ending",
        _page(
            TEXT,
            _json(
                '{"@context": "https://schema.org", "@type": "ImageObject", "url": "/iiif/3/jug/full/max/0/default", '
                f'"license": "{ZERO}"}}'
            ),
        ),
        (Work("/iiif/3/jug/full/max/0/default", "cc0 1.0"),),
    ),
    Practice(
        "microdata",
        "schema.org microdata round the picture",
        _page(
            "<div itemscope itemtype='https://schema.org/ImageObject'><h2 itemprop='name'>Beach</h2>By <span "
            "itemprop='author'>Ann Lee</span><img src='/a.jpg' itemprop='contentUrl'><span itemscope "
            f"itemtype='https://schema.org/CreativeWork' itemprop='license'><a itemprop='url' href='{BY4}'>CC BY</a></span></div>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "microdata",
        "HTML's vocabulary for licensing works, the licence by itemref (HTML Living Standard, 5.1.4)",
        _page(
            "<figure itemscope itemtype='http://n.whatwg.org/work' itemref='terms'><img itemprop='work' src='/a.jpg'>"
            "<figcaption itemprop='title'>The mill</figcaption><p>by <span itemprop='author'>Ann Lee</span></p></figure>"
            f"<p id='terms'>Under the <a itemprop='license' href='{BY4}'>licence</a></p>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "ccrel",
        "rel=license on the picture itself (RDFa 1.0)",
        _page(f"<p><img src='/a.jpg' alt='mill' rel='license' href='{BY2}'></p>{TEXT}"),
        (Work("/a.jpg", "by 2.0"),),
    ),
    Practice(
        "rdfa",
        "schema.org in RDFa Lite",
        _page(
            "<div vocab='https://schema.org/' typeof='ImageObject'><img property='contentUrl' src='/a.jpg'> by <span "
            f"property='creator'>Ann Lee</span>, <a property='license' href='{BY4}'>licence</a></div>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "ccrel",
        "ccREL: the licence is about the picture",
        _page(
            f"<div about='/a.jpg' xmlns:cc='{CC}/ns#'><img src='/a.jpg'><a rel='cc:attributionURL' property="
            f"'cc:attributionName' href='https://ann.example/'>Ann Lee</a> <a rel='license' href='{BY2}'>CC</a></div>"
        ),
        (Work("/a.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "ccrel",
        "rev=license with the picture inside (RDFa 1.1)",
        _page(f"<div about='{BY2}' rev='license'><img src='/a.jpg' alt='mill'></div>{TEXT}"),
        (Work("/a.jpg", "by 2.0"),),
    ),
)

FILES = (
    Practice(
        "figure",
        "srcset offers a larger file than src",
        _page(
            "<figure><img src='/a-small.jpg' srcset='/a-small.jpg 400w, /a-large.jpg 1600w'><figcaption>"
            f"Ann Lee, {_link(BY4)}</figcaption></figure>"
        ),
        (Work("/a-large.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "a picture that a script loads late, with its fallback",
        _page(
            "<figure><img class='lazy' src='/placeholder.png' data-src='/a.jpg'><noscript><img src='/a.jpg'>"
            f"</noscript><figcaption>Ann Lee, {_link(BY4)}</figcaption></figure>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "two sizes of one picture in two figures are one work",
        _page(
            f"<figure><img src='/up/a-300x200.jpg'><figcaption>Ann Lee, {_link(BY4)}</figcaption></figure>"
            f"{TEXT}<figure><img src='/up/a.jpg'><figcaption>Ann Lee, {_link(BY4)}</figcaption></figure>"
        ),
        (Work("/up/a.jpg", "by 4.0", "Ann Lee"),),
    ),
)

# What pages showed that were looked at after the rules were made.
SEEN = (
    Practice(
        "credit_list",
        "credits at the end link to the photographer, and so does the picture; a shot of a screen is nearer",
        _page(
            f"<article><a href='http://www.flickr.com/photos/annlee/220647/'><img src='/shocked.jpg'></a>{TEXT}<p><img "
            f"src='/own.jpg'></p><p>Photos:</p><p><a rel='cc:attributionURL' href='http://www.flickr.com/photos/annlee/'>"
            f"http://www.flickr.com/photos/annlee/</a> / <a rel='license' href='{BY2}'>CC BY 2.0</a></p></article>"
        ),
        (Work("/shocked.jpg", "by 2.0"),),
    ),
    Practice(
        "page_license",
        "rel=license in a credit for one photographer's picture is no licence of the page",
        _page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}<p>Photo Attribution: <a "
            "rel='cc:attributionURL' href='http://www.flickr.com/photos/annlee/'>http://www.flickr.com/photos/annlee/</a> / "
            f"<a rel='license' href='{BY2}'>CC BY 2.0</a></p></article>"
        ),
    ),
    Practice(
        "figure",
        "what is shown, then who took it, in a caption with the label alone",
        _page(
            f"{TEXT}<figure><img src='/a.jpg' alt='start'><figcaption>The start at the bridge, Jun 19. <span "
            "class='cr'>photo Ann Lee · CC BY-SA 4.0 · Wikimedia Commons</span></figcaption></figure>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "place, label and name below a picture, its licence without a link",
        _page(
            f"<section>{TEXT}<a href='next.html'><img src='/mill.jpg' alt=''><h4>The next chapter</h4></a><p>Mill at "
            f"dusk · photo ann_lee7 · CC BY 4.0 · Wikimedia Commons</p></section>{TEXT}{TEXT}<img src='/b.jpg'>"
        ),
        (Work("/mill.jpg", "by 4.0", "ann_lee7"),),
    ),
    Practice(
        "block",
        "a gallery's licence below a picture names no photographer",
        _page(
            f"<article>{TEXT}<p>Photo gallery · CC BY 4.0</p>{TEXT}{TEXT}<img src='/a.jpg'>{TEXT}<img src='/b.jpg'></article>"
        ),
    ),
    Practice(
        "credit_line",
        "the only picture behind a head is credited in it, and is set as a property of its own",
        _page(
            f"<section class='hero' style=\"--hero-img:url('/stand.jpg')\"><div><h1>The cup</h1>{TEXT}<p class='hero__credit'>"
            f"The stand, 2014 · photo Ann Lee · CC BY 2.0 · Wikimedia Commons</p></div></section>{TEXT}<img src='/a.jpg'>"
        ),
        (Work("/stand.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "credit_line",
        "a licence of the words in a box is not of the picture behind it",
        _page(
            f"<section style=\"background-image:url('/paper.jpg')\"><p>From a poem by Ann Lee, {_link(BY4)}</p>"
            f"{TEXT}</section>{TEXT}"
        ),
    ),
    Practice(
        "block",
        "a card states licence, creator and source in rows of their own",
        _page(
            "<div class='grid'>"
            + "".join(
                f"<article class='card'><div><img src='/{n}.jpg' alt='bay'></div><div><p class='badge'>wikimedia · "
                f"CC BY-SA 4.0</p><h3>{n}.jpg</h3><p><strong>Creator:</strong> {name}</p><p>Use: as you like</p>"
                f"<a href='https://commons.wikimedia.org/wiki/File%3A{n}.jpg'>Source page</a></div></article>"
                for n, name in (("bay", "Ann Lee"), ("pier", "Bo Ek"))
            )
            + "</div>"
        ),
        (Work("/bay.jpg", "by-sa 4.0", "Ann Lee"), Work("/pier.jpg", "by-sa 4.0", "Bo Ek")),
    ),
    Practice(
        "block",
        "name, archive, link to the source, licence",
        _page(
            "<article><img src='/a.jpg' alt='harbour'><h2>The harbour</h2><p>Ann Lee, City Archives. "
            f"{_link('https://commons.wikimedia.org/wiki/File:A.jpg', 'Source')} · {_link(BY4)}</p></article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "a photograph's file name ends in its licence",
        _page(
            "<figure><img src='/pygmy-cc-by-4.jpg' width='1200' height='900'><figcaption>A catfish. Photo: Ann Lee, "
            f"{_link(BY4, rel='license noopener')}. Resized.</figcaption></figure>{TEXT}"
        ),
        (Work("/pygmy-cc-by-4.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "these recordings: all sounds above",
        _page(
            f"<article>{TEXT}<p><audio src='/one.mp3'></audio></p><p>And the mix:</p><p><audio src='/mix.mp3'></audio>"
            f"</p><p>These recordings are Copyright Ann Lee {_link(NC4, 'CC-BY-NC')}</p></article>"
        ),
        (Work("/one.mp3", "by-nc 4.0", "Ann Lee"), Work("/mix.mp3", "by-nc 4.0", "Ann Lee")),
    ),
    Practice(
        "statement",
        "a story that tells under what somebody's paper was licensed",
        _page(
            f"<article><h1>Sold</h1><img src='/receipt.jpg' width='800' height='600'>{TEXT}<p>The article was first "
            f"published by a society. The work was licensed under a Creative Commons {_link(ND4, 'Attribution 4.0')} "
            "license, as the page clearly says.</p></article>"
        ),
    ),
    Practice(
        "statement",
        "a wish to show a figure that a licence forbids to cut out",
        _page(
            f"<article><h1>Access</h1><img src='/mail.jpg' width='800' height='600'>{TEXT}<p>I'd include a figure from "
            f"this work if I was allowed to, but it's licensed under {_link(ND4, 'CC BY-NC-ND')}, so I can't.</p></article>"
        ),
    ),
    Practice(
        "page_license",
        "a picture reposted from a network is not the site's",
        _page(
            f"<article><h1>Tick</h1><img src='/up/tumblr_n3wstblg_500.jpg' width='500' height='500'>{TEXT}</article>"
            f"<aside><p>Except where noted this site is licensed under {_link(BY4, rel='license')}</p></aside>"
        ),
    ),
    Practice(
        "page_license",
        "a shot of a screen shows somebody else's work",
        _page(
            f"<article><h1>Search</h1><img src='/up/Screen-Shot-2024-01-08.jpg' width='900' height='500'>{TEXT}"
            f"</article><footer><p>This site is licensed under {_link(BY4, rel='license')}</p></footer>"
        ),
    ),
    Practice(
        "figure",
        "one name under a gallery of many is not whose each of them is",
        _page(
            "<figure class='gallery'>"
            + "".join(f"<img src='/g{n}.jpg' width='600' height='400'>" for n in range(8))
            + f"<figcaption>The fair. Poster by Ann Lee, {_link(BY4)}</figcaption></figure>{TEXT}"
        ),
    ),
    Practice(
        "block",
        "rating stars, a button to donate and a sponsor's logo stand beside the licence",
        _page(
            f"<article><h1>Item</h1><p>Licensed under {_link(BY4)} <img src='/images/star.png'><img "
            "src='/images/star.png'> <a href='https://pay.example/'><img src='/bitcoinbutton.png'></a> <a "
            f"href='https://ministry.example/'><img src='/sponsors/bmjv.png'></a></p>{TEXT}</article>"
        ),
    ),
    Practice(
        "block",
        "a picture before the next heading is not beside the licence",
        _page(
            f"<article><h1>Item</h1><img src='/a.jpg' width='640' height='480'>{TEXT}<h2>Licence of the data</h2>"
            f"<p>{_link(BY4, 'CC')}</p></article>"
        ),
    ),
    Practice(
        "page_license",
        "the caption names a library that allows its own use only",
        _page(
            f"<article><h1>Mill</h1><figure><img src='/a.jpg'><figcaption>Foto: Ann Lee / pixelio.de</figcaption>"
            f"</figure>{TEXT}</article><footer><p>{_link(BY4, rel='license')}</p></footer>"
        ),
    ),
    Practice(
        "page_license",
        "what users contribute is licensed, and not the page's picture",
        _page(
            f"<article><h1>Question</h1><img src='/a.jpg' width='640' height='480'>{TEXT}</article><footer><p>User "
            f"contributions licensed under {_link(SA4, 'CC BY-SA 4.0', rel='license')}</p></footer>"
        ),
    ),
    Practice(
        "block",
        "about= names a fragment of the page",
        _page(
            f"<article><div about='#photo'><img src='/a.jpg' width='640' height='480'><p>Photo: Ann Lee, "
            f"{_link(BY4)}</p></div>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "the sizes are in data-srcset, for a script",
        _page(
            "<figure><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-srcset='/a-400.jpg 400w, /a-1600.jpg "
            f"1600w' class='lazyload'><figcaption>Photo: Ann Lee, {_link(BY4)}</figcaption></figure>{TEXT}"
        ),
        (Work("/a-1600.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "the chooser's words say that the page's one photograph is meant (StillImage)",
        _page(
            f"<h1>Mill</h1><img src='/a.jpg' width='900' height='600'><p><span xmlns:dct='http://purl.org/dc/terms/' "
            f"href='http://purl.org/dc/dcmitype/StillImage' rel='dct:type' property='dct:title'>Mill</span> by "
            f"<span property='cc:attributionName'>Ann Lee</span> is licensed under a {_link(SA4, 'CC', rel='license')}</p>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "our reports are elsewhere, and their licence is not the page's",
        _page(
            f"<article><h1>Impact</h1><img src='/a.jpg' width='640' height='480'>{TEXT}<p>Our annual reports are "
            f"published under a Creative Commons {_link(BY4, 'Attribution 4.0')} license.</p></article>"
        ),
    ),
    Practice(
        "block",
        "the words that Wikimedia Commons handed out, without a link",
        _page(
            f"<article>{TEXT}<p><img src='/kassen.jpg' alt='attribution'></p><p>\"Kassen\". Licensed under CC BY 1.0 via "
            f"Wikimedia Commons.</p>{TEXT}</article>"
        ),
        (Work("/kassen.jpg", "by 1.0"),),
    ),
    Practice(
        "block",
        "a figure and its legend in one paragraph, the credit in brackets",
        _page(
            f"<article>{TEXT}<p><img src='/niche.jpg' alt='Figure 5B'> Predicted distribution of the niche. The scale "
            "shows how likely it is; red is likelier than blue. (Figure 5B from Lee et al 2014. CC BY 4.0)</p></article>"
        ),
        (Work("/niche.jpg", "by 4.0", "Lee et al"),),
    ),
    Practice(
        "block",
        "the licence's icons, and in the next line by whom",
        _page(
            "<ul>"
            + "".join(
                f"<li><a href='https://www.flickr.com/photos/x/{n}/'><img src='/{file}.jpg' alt='puppy'></a> {n}. <a "
                f"href='{BY2}'><img src='/cc_icon_attribution_small.gif'></a> {_link(BY2, 'Some rights reserved')}<br>by "
                f"<a href='https://www.flickr.com/people/x{n}/'>{name}</a> on <a href='https://www.flickr.com/photos/x/{n}/'>Flickr</a></li>"
                for n, file, name in ((1021281747, "paw", "Ann Lee"), (1021281748, "tail", "bo_ek"))
            )
            + "</ul>"
        ),
        (Work("/paw.jpg", "by 2.0", "Ann Lee"), Work("/tail.jpg", "by 2.0", "bo_ek")),
    ),
    Practice(
        "statement",
        "it's licensed: what the paragraph before is of, and not the picture below it",
        _page(
            f"<article><h1>Training</h1><p>We have put together this content for those who want to learn. Share it however "
            f"you like, it's licensed under a {_link(BY4, 'Creative Commons Attribution 4.0')} license.</p><h2>Partners</h2>"
            f"<div><img src='/argus.png' width='200' height='120'></div><p>One of our partners.</p>{TEXT}</article>"
        ),
    ),
    Practice(
        "attribute",
        "a diagram of how much a licence is used is not under it",
        _page(
            f"<article><img src='/chart.png' alt='CC BY-SA 2.0 license usage in pictures taken since 1962'>{TEXT}</article>"
        ),
    ),
    Practice(
        "credit_list",
        "a list at the end names each picture's place, author and licence",
        _page(
            "<article><h1>西北自驾</h1>"
            + "".join(
                f"<h2>Day</h2><figure><img src='/{file}.jpg' width='960' alt='{place}实景'><figcaption>{place}实景"
                f"</figcaption></figure>{TEXT}"
                for file, place in (
                    ("hemu", "禾木村"),
                    ("kanas", "喀纳斯湖"),
                    ("sayram", "赛里木湖"),
                )
            )
            + "<p>图片来源</p><ul><li>禾木村｜作者：Nyx Ning｜许可：CC BY-SA 3.0</li><li>赛里木湖｜作者：George Lu｜许可：CC BY 2.0"
            "</li></ul></article>"
        ),
        (Work("/hemu.jpg", "by-sa 3.0", "Nyx Ning"), Work("/sayram.jpg", "by 2.0", "George Lu")),
    ),
    Practice(
        "credit_list",
        "a credit at the end names the title that the file has",
        _page(
            f"<article><h1>News</h1>{TEXT}<p><a href='/media/Apple_Tree.jpg'><img src='/media/Apple_Tree-300x182.jpg' "
            f"alt='An old tree. Photo credit: Ann Lee / Flickr'></a></p>{TEXT}<p><img src='/clap.jpg' width='400'></p>{TEXT}"
            f"<p>Photo Credit: “Apple Tree” by <a href='https://www.flickr.com/photos/ann/'>Ann Lee</a> is used under "
            f"{_link(BY2, 'CC BY 2.0')}.</p></article>"
        ),
        (Work("/media/Apple_Tree.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "credit_list",
        "two pictures have the name that the credit calls",
        _page(
            f"<article><h1>Trip</h1><img src='/1.jpg' width='640' alt='Harbour view'>{TEXT}<img src='/2.jpg' width='640' "
            f"alt='Harbour view'>{TEXT}{TEXT}<p>Harbour view, Ann Lee, CC BY 4.0</p></article>"
        ),
    ),
    Practice(
        "credit_line",
        "Italian: in the featured image",
        _page(
            f"<article><header><img src='/keleti.jpg' width='624' height='416'><h1>Concorso</h1></header>{TEXT}{TEXT}<p>"
            "<img src='/altra.jpg' width='300'></p><p>Nell’immagine in evidenza la foto settima classificata nella scorsa "
            "edizione del concorso, che ha visto la partecipazione di molti fotografi da tutta l'Europa: stazione ferroviaria "
            "di Keleti di Anna Rossi [Licenza CC-BY-SA 3.0].</p></article><article class='comment'>Bella</article>"
            "<article class='comment'>Grazie</article>"
        ),
        (Work("/keleti.jpg", "by-sa 3.0", "Anna Rossi"),),
    ),
    Practice(
        "page_license",
        "a photograph is credited at the end, and nobody can tell which it is",
        _page(
            f"<article><h1>Gita</h1>{TEXT}<p><img src='/IMG_20150920.jpg' width='640'></p>{TEXT}<p><img src='/b.jpg' "
            f"width='640'></p>{TEXT}{TEXT}<p>Foto dei partecipanti, disponibile su <a href='https://commons.wikimedia.org/wiki/"
            f"File:Gita_2015_-_gruppo.jpg'>Wikimedia Commons</a>, CC BY SA 4.0</p></article><aside><p>I contenuti del sito sono "
            f"distribuiti con {_link(NC4, 'licenza', rel='license')}</p></aside>"
        ),
    ),
    Practice(
        "page_license",
        "the page's card is the site's logo; the article's photograph is the main picture",
        _old(
            f"<nav><a href='/'><img src='/logo.svg' alt='Risk'></a></nav><article><h1>Group</h1><p><img src='/group.jpg' "
            f"alt='The group'></p>{TEXT}</article><footer>{_link(NC4, 'licence', rel='license')}</footer>",
            head=f"<meta property='og:image' content='{HOME}/logo.svg'>",
        ),
        (Work("/group.jpg", "by-nc 4.0"),),
    ),
    Practice(
        "page_license",
        "a picture named as Flickr names its files is of somebody else",
        _page(
            f"<article><h1>Visit</h1><p><img src='/3311423532_063882acaa_b1.jpg' width='640'></p>{TEXT}</article><footer>"
            f"{_link(BY4, rel='license')}</footer>"
        ),
    ),
    Practice(
        "page_license",
        "pictures that lead to other pages stand for those, and the author's book for the author",
        _old(
            f"<div><h1>Note</h1>{TEXT}</div><div class='author-box'><img src='/book.jpg' width='300'> Ann Lee writes books."
            "</div><div class='features'><a href='/other-story'><img src='/other.jpg' width='300'></a> The latest</div>"
            f"<footer>{_link(BY4, rel='license')}</footer>"
        ),
    ),
    Practice(
        "statement",
        "the copyright line at the foot of a page that has no footer",
        _old(
            f"<div><h1>Strip 66</h1><p><img src='/strip66.jpg' alt='Strip #66'></p>{TEXT}</div><div id='ft'><p><a href='/strip82'>"
            f"<img src='/strip82-100x100.jpg' width='120'></a></p><p>© Ann Lee. {_link(BY4, 'Some rights reserved')}.</p>"
            "<p>Powered by WordPress</p></div>"
        ),
        (Work("/strip66.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "a web comic: the picture of no size is called what the page is called",
        _old(
            "<div>Chat Systems</div><div id='comic'>"
            "<img src='/comics/chat_systems.png' alt='Chat Systems'></div><div id='bottom'><img src='/s/strip.jpg' width='520' "
            f"height='100' alt='Selected Comics'><p>This work is licensed under a {_link(NC4, 'CC BY-NC 4.0 License')}.</p></div>",
            "brook: Chat Systems",
        ),
        (Work("/comics/chat_systems.png", "by-nc 4.0"),),
    ),
    Practice(
        "block",
        "headings that explain licences, each below the example of the one before",
        _page(
            f"<article><h1>Licences</h1>{TEXT}<h2>Summary of License: {_link(BY4, 'Attribution')}</h2><p>Example: a map"
            f"</p><p><img src='/map.jpg' alt='A map'></p><p>From the home page.</p><h2>Summary of License: "
            f"{_link(SA4, 'Attribution-ShareAlike')}</h2><p>Example: a button</p><p><img src='/free.jpg' alt='Free'></p></article>"
        ),
    ),
    Practice(
        "credit_line",
        "the cover image is credited, and the page does not show it",
        _page(
            f"<article><h1>Tram</h1>{TEXT}{TEXT}<p><img src='/seat.jpg' width='1200' alt='Seats'></p>{TEXT}<p>Cover Image: "
            f"Central Station by Ann Lee [{_link(BY2, 'CC BY 2.0')}]</p></article>"
        ),
    ),
    Practice(
        "page_license",
        "a small picture that links its larger file, and a button that asks for money",
        _page(
            f"<article><h1>Sharing</h1><p><a href='/up/bike.jpg'><img src='/up/bike-150x150.jpg' width='150' height='150'></a>"
            f"</p>{TEXT}<p><img src='https://cdn.buymeacoffee.com/buttons/v2/default-yellow.png' alt='Buy Me A Coffee'></p>"
            f"<p>Sharing by Ann Lee is licensed under a {_link(BY4, 'CC', rel='license')}</p></article>"
        ),
        (Work("/up/bike.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "a paragraph of the story stands between a picture and a credit",
        _page(
            f"<article><h1>Trip</h1><p><img src='/1.jpg' width='640'></p>{TEXT}<p><img src='/2.jpg' width='640'></p>{TEXT}"
            f"<p>Photo: Ann Lee, {_link(BY4)}</p></article>"
        ),
    ),
)

# What a statement, a list or a system writes for several media at once.
_MILL = '<p><img src="/mill.jpg" width="800" height="500"></p>'
_SHOT = '<p><img src="/IMG_1234.jpg" width="800" height="500"></p>'
_SAW = '<p><img src="/saw.jpg" width="800" height="500"></p>'
_ANN = Work("/mill.jpg", "by 4.0", "Ann Lee")
_BOB = Work("/saw.jpg", "by-sa 4.0", "Bob Ray")
_TWO = f"Ann Lee, {_link(BY4)}; Bob Ray, {_link(SA4, 'CC BY-SA 4.0')}"


def _post(*parts: str, head: str = "") -> str:
    return _page(f"<article><h1>River</h1>{''.join(parts)}</article>", head)


SEVERAL = (
    Practice(
        "credit_list",
        "as many credits in one line at the end as there are pictures: in their order",
        _post(_MILL, TEXT, _SAW, TEXT, f"<p>Photos: {_TWO}</p>"),
        (_ANN, _BOB),
    ),
    Practice(
        "credit_list",
        "three credits and two pictures: nobody knows which",
        _post(
            _MILL, TEXT, _SAW, TEXT, f"<p>Photos: {_TWO}; Carl Day, {_link(BY2, 'CC BY 2.0')}</p>"
        ),
    ),
    Practice(
        "credit_list",
        "a list under its heading, as many credits as pictures",
        _post(
            _MILL,
            TEXT,
            _SAW,
            TEXT,
            f"<h3>Image credits</h3><ol><li>Ann Lee, {_link(BY4)}</li><li>Bob Ray, "
            f"{_link(SA4, 'CC BY-SA 4.0')}</li></ol>",
        ),
        (_ANN, _BOB),
    ),
    Practice(
        "figure",
        "one caption for two pictures: left, right",
        _post(
            TEXT,
            f"<figure>{_MILL}{_SAW}<figcaption>Left: a mill by Ann Lee, {_link(BY4)}. Right: a saw by Bob Ray, "
            f"{_link(SA4, 'CC BY-SA 4.0')}</figcaption></figure>",
            TEXT,
        ),
        (_ANN, _BOB),
    ),
    Practice(
        "credit_list",
        "places, each with its author and licence, between dots in one line",
        _post(
            '<img src="/p1.jpg" alt="Old harbour" width="700">',
            TEXT,
            '<img src="/p2.jpg" alt="Salt tower" width="700">',
            TEXT,
            TEXT,
            "<p>Salt tower: Bob Ray, CC BY-SA 4.0 · Old harbour: Ann Lee, CC BY 4.0</p>",
        ),
        (Work("/p2.jpg", "by-sa 4.0", "Bob Ray"), Work("/p1.jpg", "by 4.0", "Ann Lee")),
    ),
    Practice(
        "credit_line",
        "photos by one person at the end are all of the article",
        _post(_MILL, TEXT, _SAW, TEXT, f"<p>Photos by Ann Lee, {_link(BY4)}.</p>"),
        (_ANN, Work("/saw.jpg", "by 4.0", "Ann Lee")),
    ),
    Practice(
        "statement",
        "German: all photos by one person",
        _post(_MILL, TEXT, _SAW, TEXT, "<p>Alle Fotos: Ann Lee (CC BY 4.0)</p>"),
        (_ANN, Work("/saw.jpg", "by 4.0", "Ann Lee")),
    ),
    Practice(
        "statement",
        "the photos in this post",
        _post(
            _MILL,
            TEXT,
            _SAW,
            TEXT,
            f"<p>The photos in this post are licensed under {_link(BY4)}.</p>",
        ),
        (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
    ),
    Practice(
        "statement",
        "the following photos: those that name their originals, and by whom",
        _post(
            f"<p>The following photos are used under a {_link(BY2, 'CC BY 2.0')} license:</p><ul><li><img src='/mill.jpg' "
            "width='300'> Ann Lee, <a href='https://www.flickr.com/photos/annlee/44'>Flickr</a></li><li><img src='/own.jpg' "
            "width='300'> Our house</li></ul>",
        ),
        (Work("/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    Practice(
        "statement",
        "an open access article of Springer Nature, whose licence is of its figures, but not of those credited to others",
        _post(
            TEXT,
            f"<figure>{_MILL}<figcaption>Fig. 1 A mill</figcaption></figure><figure>{_SAW}<figcaption>Fig. 2 A saw. "
            "© Getty</figcaption></figure><p><b>Open Access</b> This article is licensed under a Creative Commons "
            "Attribution 4.0 International License, which permits use. The images or other third party material in this "
            "article are included in the article’s Creative Commons licence, unless indicated otherwise in a credit line to "
            f"the material. To view a copy of this licence, visit <a href='{BY4}' rel='license'>{BY4}</a>.</p><aside><img "
            "src='/other-article.png' width='215' height='120'></aside>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    Practice(
        "statement",
        "a footer that has one licence for the text and another for the pictures, but for those credited to others",
        _page(
            f"<main><article><h1>River</h1>{_MILL}{TEXT}<figure><img src='/saw.jpg'><figcaption>Photo: Getty</figcaption>"
            f"</figure></article></main><footer>Text: {_link(BY4)}, photos: {_link(NC4, 'CC BY-NC 4.0')}</footer>"
        ),
        (Work("/mill.jpg", "by-nc 4.0"),),
    ),
    Practice(
        "figure",
        "a caption that also reserves all rights: in two halves of a picture, or against its own licence",
        _post(
            TEXT,
            f"<figure><img src='/mill.jpg'><figcaption>Left: Ann Lee, {_link(BY4)}; right: Bob Ray, all rights "
            "reserved</figcaption></figure>",
        ),
    ),
    Practice(
        "json_ld",
        "a picture whose notice names an agency, in spite of its licence",
        _page(
            "<article><h1>River</h1><img src='/mill.jpg'></article>",
            _json(
                f'{{"@context": "https://schema.org", "@type": "ImageObject", "contentUrl": "/mill.jpg", "license": "{BY4}", '
                '"copyrightNotice": "© 2020 Getty Images"}'
            ),
        ),
    ),
    Practice(
        "statement",
        "an open access article as PLOS and PubMed Central show it: its numbered figures, but none taken from elsewhere",
        _post(
            "<p><b>Copyright:</b> © 2019 Lee et al. This is an open access article distributed under the terms of the "
            f"{_link(BY4, 'Creative Commons Attribution License')}, which permits unrestricted use.</p>",
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
        (Work("/figure/image?id=g1", "by 4.0"),),
    ),
    *(
        Practice(
            "block",
            f"a sentence on {what} below a picture is of none",
            _post(TEXT, _MILL, f"<p>{what} licensed under {_link(BY4)}.</p>", TEXT),
        )
        for what in (
            "In keeping with the original, this design is",
            "The schematics are",
            "This model is",
            "The STL files are",
        )
    ),
    Practice(
        "page_license",
        "the sign of what a post is about, by its description; the post's own picture follows",
        _page(
            "<article><h1>Tizen</h1><p><img src='/tizen_p.png' width='300' height='102' alt='[Logo de tizen]'> Tizen is "
            f"new.</p>{TEXT}{_MILL}{TEXT}</article><aside>{_link(BY4, rel='license')}</aside>"
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    Practice(
        "page_license",
        "pictures in the album that the site has under its own name at Picasa",
        _page(
            "<article><h1>River</h1><p>See <a href='http://picasaweb.google.es/rivertrip/River#5332'><img "
            f"src='http://lh5.ggpht.com/x/s640/River1.jpg'></a></p>{TEXT}</article><footer>{_link(BY4, rel='license')}</footer>"
        ),
        (Work("http://lh5.ggpht.com/x/s640/River1.jpg", "by 4.0"),),
        "https://rivertrip.example/2024/river",
    ),
    Practice(
        "statement",
        "an open access article as MDPI shows it: the figure's full size is in data-large",
        _post(
            TEXT,
            '<div class="html-fig-wrap"><div class="html-fig_img"><img data-large="/g1.png" data-lsrc="/g1-550.jpg" '
            'src="data:image/jpeg;base64,AAAA"></div><div class="html-fig_description"><b>Figure 1.</b> Growth of '
            "bananas.</div></div>",
            TEXT,
            "<p>© 2019 by the authors. Licensee MDPI, Basel, Switzerland. This article is an open access article distributed "
            f"under the terms and conditions of the Creative Commons Attribution (CC BY) license ({_link(BY4, BY4)}).</p>",
        ),
        (Work("/g1.png", "by 4.0"),),
    ),
    Practice(
        "statement",
        "a piece of news that calls itself an open access article: its pictures have no number and may be anybody's",
        _post(
            _MILL, TEXT, f"<p>This is an open access article distributed under {_link(BY4)}.</p>"
        ),
    ),
    Practice(
        "block",
        "a list of sound files, each with its licence",
        _post(
            f"<ul><li><a href='/a.mp3'>River song</a> by Ann Lee ({_link(BY4)})</li><li><a href='/b.mp3'>Mill song</a> by "
            f"Bob Ray ({_link(SA4, 'CC BY-SA 4.0')})</li></ul>",
        ),
        (Work("/a.mp3", "by 4.0", "Ann Lee"), Work("/b.mp3", "by-sa 4.0", "Bob Ray")),
    ),
    Practice(
        "statement",
        "this song is licensed, and its link stands below",
        _post(
            TEXT,
            f"<p>This song is licensed under {_link(NC4, 'CC BY-NC 4.0')}.</p><p><a href='/river.mp3'>Download the "
            "river song</a></p>",
        ),
        (Work("/river.mp3", "by-nc 4.0"),),
    ),
    Practice(
        "block",
        "the music of an episode's beginning, credited below its player",
        _post(
            "<audio controls src='/ep4.mp3'></audio><p>Intro: <a href='https://music.example/mill'>Mill</a> by Bob Ray is "
            f"licensed under {_link(BY4)}.</p>",
        ),
    ),
    Practice(
        "block",
        "a table of pictures with a column for the author",
        _old(
            "<table><tr><th>Photo</th><th>Author</th><th>License</th></tr><tr><td><img src='/mill.jpg' width='200'></td>"
            f"<td>Ann Lee</td><td>{_link(BY4)}</td></tr></table>"
        ),
        (_ANN,),
    ),
    Practice(
        "credit_list",
        "media attributions, in RDFa as Pressbooks writes it (its tests/test-attributions.php)",
        _post(
            TEXT,
            "<figure><img src='/Old-saw-1.jpg' width='800'></figure>",
            TEXT,
            "<div class='media-attributions' "
            'prefix:cc="http://creativecommons.org/ns#" prefix:dc="http://purl.org/dc/terms/"><h2>Media Attributions</h2>'
            '<ul><li about="https://commons.wikimedia.org/wiki/File:Old_saw.jpg"><a rel="cc:attributionURL" '
            'href="https://commons.wikimedia.org/wiki/File:Old_saw.jpg" property="dc:title">Old saw</a> © <a '
            'rel="dc:creator" href="https://bob.example" property="cc:attributionName">Bob Ray</a> is licensed under a <a '
            f'rel="license" href="{SA4}">CC BY-SA (Attribution ShareAlike)</a> license</li></ul></div>',
        ),
        (Work("/Old-saw-1.jpg", "by-sa 4.0", "Bob Ray"),),
    ),
    Practice(
        "attribute",
        "Jetpack's gallery keeps the description in an attribute, and the file in another",
        _post(
            TEXT,
            '<div class="tiled-gallery-item"><a href="/mill/"><img data-orig-file="/mill.jpg" data-image-title="mill" '
            'data-image-description="&lt;p&gt;Ann Lee, CC BY 4.0&lt;/p&gt;" data-large-file="/mill-1024x768.jpg" '
            'src="/mill.jpg?w=300&amp;h=225" width="300" height="225"></a></div>',
        ),
        (_ANN,),
    ),
)

# What more pages of the web do, each after a first look at them.
MORE = (
    Practice(
        "page_license",
        "the site's own account at a photo service keeps its pictures",
        _post(
            "<a href='https://www.flickr.com/photos/riverkitchen/4234232968/'><img width='500' "
            "src='https://farm3.static.flickr.com/2703/4234232968_0123456789.jpg'></a>",
            TEXT,
            f"<p>Esta obra está bajo una {_link(ND4, 'Licencia de Creative Commons', rel='license')}</p>",
        ),
        (Work("https://farm3.static.flickr.com/2703/4234232968_0123456789.jpg", "by-nc-nd 4.0"),),
        url="https://riverkitchen.example.org/2010/01/soup/",
    ),
    Practice(
        "page_license",
        "the cover of a book that the page tells of",
        _post(
            TEXT,
            "<p><img alt='The Deep River' src='/images/deep_river_cover.jpg' width='400'></p>",
            TEXT,
            f"<p>This work is licensed under {_link(BY4, rel='license')}</p>",
        ),
    ),
    Practice(
        "statement",
        "Omeka: an item's files are under what its row Rights says, also by whom",
        _page(
            "<h1>Map</h1><div id='item-images'><a class='download-file' href='/files/original/m1.jpg'><img class='full' "
            "src='/files/fullsize/m1.jpg'></a><a class='download-file' href='/files/original/m2.jpg'><img class='full' "
            "src='/files/fullsize/m2.jpg'></a></div><div id='dublin-core-rights' class='element'><h3>Rights</h3><div "
            "class='element-text'>Ann Lee / Map Collection, www.maps.example / CC BY-NC-ND 4.0</div></div>"
        ),
        (
            Work("/files/original/m1.jpg", "by-nc-nd 4.0", "Ann Lee"),
            Work("/files/original/m2.jpg", "by-nc-nd 4.0", "Ann Lee"),
        ),
    ),
    Practice(
        "credit_list",
        "Omeka: as many credits under Rights as files",
        _page(
            "<h1>Two portraits</h1><a href='/files/original/p1.jpg'><img src='/files/fullsize/p1.jpg'></a><a "
            "href='/files/original/p2.jpg'><img src='/files/fullsize/p2.jpg'></a><h3>Rights</h3><div>Ann Lee / NPG x16, "
            "National Portrait Gallery / CC BY-NC-ND 4.0<br>Bassano Ltd / NPG x34, National Portrait Gallery / CC0</div>"
        ),
        (
            Work("/files/original/p1.jpg", "by-nc-nd 4.0", "Ann Lee"),
            Work("/files/original/p2.jpg", "cc0 1.0", "Bassano Ltd"),
        ),
    ),
    Practice(
        "page_license",
        "Portuguese: the episode's licence, beside that of its music",
        _post(
            "<audio controls><source src='/20.mp3' type='audio/mpeg'></audio><ul><li><b>Música</b>: <a "
            f"href='https://music.example/90'>Redon</a> de Ann Lee, está licenciada nos termos da {_link(BY4)}.</li></ul>"
            f"<p>Este episódio está licenciado nos termos da "
            + _link(
                ND4,
                "Licença Creative Commons - Atribuição-NãoComercial-SemDerivações 4.0 Internacional",
            )
            + ".</p>",
        ),
        (Work("/20.mp3", "by-nc-nd 4.0"),),
    ),
    Practice(
        "statement",
        "Portuguese: the content of this site and this post",
        _post(
            _SHOT,
            TEXT,
            f"<p>O conteúdo desse site (e desse post) está sob a licença {_link(BY4)}.</p>",
        ),
        (Work("/IMG_1234.jpg", "by 4.0"),),
    ),
    Practice(
        "statement",
        "what somebody would have liked to do with all images",
        _post(
            _MILL,
            TEXT,
            "<p>All of these images were released under a liberal licence (we would have ideally liked to "
            "make them CC0, but this option does not exist) and so they are served under a CC-BY licence.</p>",
        ),
    ),
    Practice(
        "statement",
        "everything of mine on this site, and a picture named after a network that it tells of",
        _post(
            "<p><img src='/blog/fb-hides-its-tabs.png' width='600'></p>",
            TEXT,
            "<p>Feel free to re-use the image above. It, "
            f"like everything of mine on this site, is licensed under {_link(SA4, 'Creative Commons')}.</p>",
        ),
        (Work("/blog/fb-hides-its-tabs.png", "by-sa 4.0"),),
    ),
    Practice(
        "page_license",
        "a designer's sign beside the licence of the page",
        _post(
            TEXT,
            "<p>Coded by <a href='https://coders.example'><img src='/images/null2.png'></a></p><div>This work is "
            f"licensed under a {_link(NC4, 'Creative Commons Attribution-NonCommercial 4.0 International License.')} "
            f"<a href='{NC4}'><img src='/images/by-nc.png'></a></div>",
        ),
    ),
)

_FIGURE = "<figure><img src='/mill.jpg' width='800'><figcaption>{}</figcaption></figure>"


def _below_picture(words: str) -> str:
    return _post(TEXT, _MILL, f"<p>{words}</p>", TEXT)


# Licences that stand right beside a picture and are of something else.
OF_SOMETHING_ELSE = (
    *(
        Practice("block", name, _below_picture(words))
        for name, words in (
            ("a book to load", f"Download the book (PDF, {_link(BY4)})"),
            ("the slides of a talk", f"The slides of my talk are available under {_link(BY4)}."),
            ("a paper", f"Our paper is open access under {_link(BY4)} in a journal."),
            ("documentation", f"The code is MIT, the documentation is {_link(BY4)}."),
            ("what a program offers", f"The new chooser offers licences such as {_link(BY4)}."),
            ("a text by somebody", f"Text by Ann Lee, {_link(BY4)}"),
            ("a translation", f"Translated by Ann Lee from the original by Bob Ray, {_link(BY4)}"),
            (
                "a text made of another",
                f"This chapter is adapted from Biology by Ann Lee, {_link(BY4)}.",
            ),
            ("a novel that is told of", f"She published her novel under {_link(BY4)} in 2008."),
            (
                "a text, and a photo whose rights are kept",
                f"Text: Ann Lee, {_link(BY4)}. Photo: Bob Ray, all rights reserved.",
            ),
        )
    ),
    Practice(
        "figure",
        "a chart's data are under a licence, and the chart is not",
        _post(TEXT, _FIGURE.format(f"Rainfall 1990-2020. Data: World Bank ({_link(BY4)})")),
    ),
    Practice(
        "figure",
        "a chart has its own credit beside that of its data",
        _post(TEXT, _FIGURE.format(f"Chart: Ann Lee, {_link(BY4)} · Data: World Bank")),
        (_ANN,),
    ),
    Practice(
        "figure",
        "a note on the article's text in a caption",
        _post(
            TEXT,
            _FIGURE.format(
                f"The window by Ann Lee. Licensed under the {_link(BY4)}. Note that all of my article text "
                f"is available under the {_link(SA4, 'CC BY-SA 4.0')}."
            ),
        ),
        (_ANN,),
    ),
    *(
        Practice("statement", name, _post(_MILL, TEXT).replace("<p>© 2024 Site</p>", foot))
        for name, foot in (
            (
                "the text on this site",
                f"<p>Unless otherwise noted, text on this site is {_link(BY4)}.</p>",
            ),
            (
                "images are their owners'",
                f"<p>Content is licensed under {_link(BY4)}. Images are copyright of their owners.</p>",
            ),
            (
                "the line below keeps the photos",
                f"<p>Content is licensed under {_link(BY4)}.</p><p>Photos: all rights reserved.</p>",
            ),
            ("the site's design", f"<p>Design by Studio, licensed under {_link(BY4)}</p>"),
        )
    ),
    Practice(
        "statement",
        "the line below the picture names another site as its source",
        _post(_MILL, "<p>Source: http://stats.example/views.</p>", TEXT).replace(
            "<p>© 2024 Site</p>",
            f"<p>All content shared under {_link(BY4)}, unless otherwise mentioned</p>",
        ),
    ),
    Practice(
        "credit_line",
        "the sidebar credits the picture of the site's head",
        _post(_MILL, TEXT).replace(
            "<footer>", f"<aside><p>Header photo by Ann Lee, {_link(BY4)}</p></aside><footer>"
        ),
    ),
    Practice(
        "block",
        "examples of the licences, each beside its name",
        _post(
            "<ul>"
            + "".join(
                f"<li><img src='/{n}.png' width='300'> {_link(address, name)} lets others remix</li>"
                for n, (address, name) in enumerate(
                    (
                        (BY4, "CC BY 4.0"),
                        (SA4, "CC BY-SA 4.0"),
                        (NC4, "CC BY-NC 4.0"),
                        (ND4, "CC BY-NC-ND 4.0"),
                    )
                )
            )
            + "</ul>",
            TEXT,
        ),
    ),
    Practice(
        "statement",
        "all pictures, kept in the site's own account",
        _post(
            *(
                f"<a href='https://www.flickr.com/photos/annlee/{n}941719496'><img width='240' "
                f"src='http://farm4.static.flickr.com/3213/{n}941719496_caf2a6a813_m.jpg'></a>"
                for n in (2, 3)
            ),
            TEXT,
            f"<p>All pictures are licenced under {_link(BY2, 'CC BY 2.0')} and lie in my Flickr set.</p>",
        ),
        tuple(
            Work(f"http://farm4.static.flickr.com/3213/{n}941719496_caf2a6a813_m.jpg", "by 2.0")
            for n in (2, 3)
        ),
        url="https://annleetheory.example/keyboards",
    ),
)

_TEASERS = "".join(
    f"<article class='mini-post'><figure><img src='/{n}.jpg'></figure><h1><a href='/{n}'>{n}</a></h1></article>"
    for n in ("mill", "tower", "gate")
)
_UNDER = f"<p>This work is licensed under {_link(BY4)}</p>"
_ENTRY = f"<div class='entry-content'><h1>River</h1>{TEXT}<p><img src='/x1.png'></p>{TEXT}</div>"
_ICON = f'<a href="{BY4}"><i class="fa fa-creative-commons"></i></a>'


def _shown_as(alt: str, words: str, *before: str) -> str:
    """Return a post with a picture described so, and a line below it."""
    picture = f"<p><img src='/mill.jpg' width='800' alt='{alt}'></p>"
    return _post(TEXT, *before, picture, f"<p><em>{words}</em></p>", TEXT)


_NC_INTERNATIONAL = f"{_link(SA4, 'CC-BY-SA 4.0')} International License"
_MILL_SA = Work("/mill.jpg", "by-sa 4.0", "Mill Institute")


def _blogger(words: str) -> str:
    """Return a post of Blogger, whose text is a widget, with its licence in another."""
    return _old(
        "<div id='main'><div class='widget Blog'><div class='hentry'><div class='post-body'><p>"
        f"{_MILL[3:-4]} The mill.</p>{_SAW}{TEXT}</div></div></div></div><div class='sidebar'><div class='widget "
        "Profile'><img class='profile-img' src='/me.jpg' height='80' alt='Me'></div><div class='widget HTML'>"
        f"{words}</div></div>"
    )


CAPTIONED = (
    Practice(
        "block",
        "a numbered caption in the line below, one sentence of which credits it",
        _shown_as(
            "",
            "Figure 1: Plan of the mill and the titles of the six modules contained in the course. "
            f"Image by Mill Institute and licensed under {_NC_INTERNATIONAL}.",
            "<p><img src='/plan.png' width='700'></p>",
            TEXT,
        ),
        (_MILL_SA,),
    ),
    Practice(
        "block",
        "a numbered caption that speaks of material, its licence not linked",
        _shown_as(
            "",
            "Figure 2: One of the slides used in the video about the mill. Material created by Mill "
            "Institute and licensed under CC-BY-SA 4.0 International License.",
        ),
        (_MILL_SA,),
    ),
    Practice(
        "block",
        "this illustration is created by, and used under, right behind it",
        _post(
            TEXT,
            "<p><img src='/mill.jpg' width='800' alt='Illustration by Ann Lee of a mill'>\n<em>This illustration is created by "
            "Ann Lee with The Mill community. Used under a CC-BY 4.0 licence.</em></p>",
            TEXT,
        ),
        (_ANN,),
    ),
    Practice(
        "credit_list",
        "a title without quotes that is the picture's description, and speaks of a web site",
        _shown_as(
            "Our mills from the Mill web site",
            f"<a href='https://river.example.org/mills'>Our mills from the Mill web site</a> photo is licensed under {_link(BY4, 'CC-BY')}",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    Practice(
        "credit_list",
        "the cover of a book, credited by its own name",
        _shown_as(
            "Cover image from The Power of Mills",
            f"\"<a href='https://mills.example.org'>Cover image from The Power of Mills PDF</a>\" by Ann Lee is licensed under {_link(BY4, 'CC BY')}",
        ),
        (_ANN,),
    ),
    Practice(
        "credit_list",
        "Creative Commons itself made it",
        _shown_as(
            "Licences by kind",
            f"from \"<a href='https://stateof.creativecommons.org/2015'>State of the Commons</a>\" by "
            f"<a href='https://creativecommons.org'>Creative Commons</a> licensed under {_link(BY4, 'CC BY')}",
        ),
        (Work("/mill.jpg", "by 4.0", "Creative Commons"),),
    ),
    Practice(
        "credit_list",
        "a link to the full size of the picture below, with its licence in brackets",
        _post(
            TEXT,
            "<p>Query found in the examples (thanks to whoever made it). <a href='https://upload.wikimedia.org/wikipedia/commons/0/0f/Mills.svg'>"
            f"Click here for the full size</a> ({_link(ZERO, 'CC0')}).</p>",
            "<p><img src='https://upload.wikimedia.org/wikipedia/commons/thumb/0/0f/Mills.svg/1000px-Mills.svg.png' alt='Mills'></p>",
            TEXT,
        ),
        (
            Work(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/0/0f/Mills.svg/1000px-Mills.svg.png",
                "cc0 1.0",
            ),
        ),
    ),
    Practice(
        "block",
        "reproduced from a paper whose authors it cites",
        _shown_as("", "The mill's wheel. Reproduced under CC-BY-SA 4.0 from Garcia et al. (2020)."),
        (Work("/mill.jpg", "by-sa 4.0", "Garcia et al"),),
    ),
    Practice(
        "block",
        "a title with a client in it, and no name",
        _shown_as(
            "", f"<a href='/x'>Outreach Program for Women cartoon</a>, {_link(SA4, 'CC-BY-SA 4.0')}"
        ),
        (Work("/mill.jpg", "by-sa 4.0"),),
    ),
    *(
        Practice(
            "statement", f"a page's licence and the first picture of its text: {name}", page, works
        )
        for name, page, works in (
            (
                "somewhere in the text",
                _post(TEXT, TEXT, "<p><img src='/x1.png' width='600'></p>", TEXT, _UNDER),
                (),
            ),
            ("above the text", _post(_MILL, TEXT, _UNDER), (Work("/mill.jpg", "by 4.0"),)),
            (
                "somewhere, and the footer names the licence",
                _page(_ENTRY).replace("© 2024 Site", f"© 2024 Site, {_link(BY4)}"),
                (),
            ),
            (
                "somewhere, and the footer says rel=license",
                _page(_ENTRY).replace("© 2024 Site", f"© 2024 Site, {_link(BY4, rel='license')}"),
                (Work("/x1.png", "by 4.0"),),
            ),
            (
                "above the text, and rel=license",
                _post(_MILL, TEXT, _UNDER.replace("<a ", "<a rel='license' ")),
                (Work("/mill.jpg", "by 4.0"),),
            ),
            (
                "as a camera called it",
                _post(TEXT, _SHOT, _UNDER),
                (Work("/IMG_1234.jpg", "by 4.0"),),
            ),
            (
                "named as the page",
                _post(TEXT, TEXT, "<p><img src='/river/x1.png' width='600'></p>", TEXT, _UNDER),
                (Work("/river/x1.png", "by 4.0"),),
            ),
            (
                "and a credit of nobody knows which picture",
                _post(
                    _MILL,
                    TEXT,
                    TEXT,
                    _SAW,
                    TEXT,
                    TEXT,
                    "<p>Photo: Bob Ray / Town Archive</p>",
                    TEXT,
                    _UNDER,
                ),
                (),
            ),
        )
    ),
    *(
        Practice(
            "statement", f"all contents, the pictures expressly: {name}", _blogger(words), works
        )
        for name, words, works in (
            (
                "Italian",
                f"Tutto il contenuto di questo Blog (inclusi testo, fotografie e immagini in generale) è pubblicato secondo la {_link(BY4, 'Licenza Creative Commons')}.",
                (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
            ),
            (
                "English",
                f"All content on this blog, including the photos, is available under {_link(BY4)}.",
                (Work("/mill.jpg", "by 4.0"), Work("/saw.jpg", "by 4.0")),
            ),
            (
                "not so",
                f"All content on this blog, not including the photos, is under {_link(BY4)}.",
                (),
            ),
        )
    ),
    Practice(
        "page_license",
        "the sign of the show on the page of an episode",
        _post(
            _MILL,
            "<p><a href='/66.mp3'>Listen</a></p>",
            TEXT,
            f"<p>This podcast is licensed under {_link(BY4, rel='license')}</p>",
            head=_og("/mill.jpg"),
        ),
        (Work("/66.mp3", "by 4.0"),),
    ),
    Practice(
        "page_license",
        "the journal's cover on the page of an article",
        _post(
            "<div class='publication-cover'><img class='publication-cover-image' src='/S1-cov150h.png' width='300' alt='Mills'></div>",
            TEXT,
            f"<p>Under a Creative Commons {_link(BY4, 'license')}</p>",
            head=_og("/S1-cov150h.png"),
        ),
    ),
    Practice(
        "block",
        "a footer's columns: a picture, and the licence of the texts in two lines",
        _post(TEXT).replace(
            "<footer>",
            "<footer><div class='widget Image'><img src='/subscribe.jpg' width='400'></div><div class='widget Text'>All texts "
            f"on Site are under<br>{_link(SA4, 'CC BY-SA 4.0 (ShareAlike)')}</div>",
        ),
    ),
    Practice(
        "file_page",
        "a wiki's own box in the description of its file",
        _old(
            "<h1>File:Mill.png</h1><div class='fullImageLink' id='file'><a href='/w/images/Mill.png'><img src='/w/images/Mill.png' "
            "width='400'></a></div><div id='mw-imagepage-content'><p>The mill.</p><table><tr><td><img src='/w/images/Cc-somerights.png' "
            f"width='90'></td><td>This file is licensed under the {_link(SA3, 'Attribution-ShareAlike 3.0 Unported')}.</td></tr></table></div>"
        ),
        (Work("/w/images/Mill.png", "by-sa 3.0"),),
        url=f"{HOME}/wiki/File:Mill.png",
    ),
    Practice(
        "figure",
        "docutils' figure, whose file is called a banner",
        _post(
            "<div class='figure align-center'><img class='img-responsive' src='/20200404-banner.jpg' style='width: 70%'>"
            "<p class='caption'>\"Report\" by <a href='http://annlee.example'>AnnLee</a> <a href='https://flic.kr/p/QGKX1P'>on Flickr"
            "</a> (CC-BY 2.0 license)</p></div>",
            TEXT,
        ),
        (Work("/20200404-banner.jpg", "by 2.0", "AnnLee"),),
    ),
    Practice(
        "block",
        "the licence for intergovernmental organisations, named before its version",
        _below_picture("Kuva: ESA/Rosetta/NAVCAM – CC BY-SA IGO 3.0."),
        (Work("/mill.jpg", "by-sa 3.0", "ESA/Rosetta/NAVCAM"),),
    ),
    Practice(
        "figure",
        "an image from a dataset is an image",
        _post(
            _FIGURE.format(
                f"An image from the Mill Dataset, Lee & Ray (2024); licensed under CC BY 4.0: {BY4}."
            ),
            TEXT,
        ),
        (Work("/mill.jpg", "by 4.0", "Lee & Ray"),),
    ),
    Practice(
        "credit_list",
        "of the file that is linked and of what was made from it, the first",
        _post(
            "<p>Here is an example based upon a map from Wikipedia user <a href='https://en.wikipedia.org/wiki/File:Mill_map_proj.svg'>Ann Lee"
            f"</a> ({_link(SA3, 'CC BY-SA 3.0')}):</p><p><img src='/2000px-Mill_map_proj.svg_-1024x512.png'></p>"
            "<p><img src='/2000px-Mill_map_proj_stereographic-1024x575.png'></p>",
            TEXT,
        ),
        (Work("/2000px-Mill_map_proj.svg_-1024x512.png", "by-sa 3.0", "Ann Lee"),),
    ),
    *(
        Practice(
            "page_license",
            f"a site's licence and one picture: {name}",
            _post(TEXT, shown, TEXT).replace("© 2024 Site", f"© Site, licensed under {_link(BY4)}"),
            works,
        )
        for name, shown, works in (
            ("of the text", _SHOT, (Work("/IMG_1234.jpg", "by 4.0"),)),
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
    Practice(
        "page_license",
        "the author's own photograph at Flickr, as Flickr's code names it",
        _post(
            "<p><a href='http://www.flickr.com/photos/f/1/' title='Mill by Ann Lee, on Flickr'><img src='http://farm4.static.flickr.com/3095/1_eeb.jpg' width='500'></a></p>",
            TEXT,
            head="<meta name='author' content='Ann Lee'>",
        ).replace("© 2024 Site", f"© Ann Lee {_link(BY4, rel='license')}"),
        (Work("http://farm4.static.flickr.com/3095/1_eeb.jpg", "by 4.0", "Ann Lee"),),
    ),
    *(
        Practice(
            "block",
            f"a picture told by what it really is: {name}",
            _below_picture(words),
            (Work("/mill.jpg", lic, who),),
        )
        for name, words, lic, who in (
            (
                "not linked",
                "Das Bild mill.jpg ist in Wirklichkeit <a href='https://commons.wikimedia.org/wiki/File:M%C3%BChle_1273.jpg'>Mühle zur Regulierung "
                "des Abflusses im Moor</a> by Jürgen Groß / CC BY-SA 4.0.",
                "by-sa 4.0",
                "Jürgen Groß",
            ),
            (
                "of the home page",
                "Das Hintergrundbild der Homepage, hier 'mill.jpg' genannt, ist in Wirklichkeit <a href='https://commons.wikimedia.org/wiki/File:M%C3%BChle"
                ".jpg'>Mühle im Moor</a> by <a href='https://commons.wikimedia.org/wiki/User:A.Lee'>Ann Lee, Dorf</a> verwendet unter Creative Commons "
                "Attribution-Share Alike 4.0 International.",
                "by-sa 4.0",
                "Ann Lee, Dorf",
            ),
        )
    ),
    Practice(
        "credit_list",
        "the background of a page's head, whose file the credit links to",
        _page(
            "<section class='hero'><div class='hero-media' style=\"background-image:url('https://commons.wikimedia.org/wiki/Special:FilePath/Old_mill_hall.jpg"
            "?width=1800')\"></div><h1>Mill</h1><div class='hero-credit'>Foto: <a href='https://commons.wikimedia.org/wiki/File:Old_mill_hall.jpg'>Wikimedia "
            f"Commons</a> (CC BY-SA 4.0)</div></section><section>{TEXT}</section>"
        ),
        (
            Work(
                "https://commons.wikimedia.org/wiki/Special:FilePath/Old_mill_hall.jpg?width=1800",
                "by-sa 4.0",
            ),
        ),
    ),
    Practice(
        "statement",
        "an open-access article's figure, and the waiver for its data",
        _post(
            TEXT,
            "<div class='fig'><a href='/fig/F1'><img src='/1477-1.gif' alt='Figure 1' title='Figure 1'></a><div>Figure 1</div><p>The wheel.</p></div>",
            "<p>This is an Open Access article distributed under the terms of the Creative Commons Attribution License ("
            f"{_link(BY2, BY2)}), which permits use. The Creative Commons Public Domain Dedication waiver ({_link(ZERO, ZERO)}) applies to "
            "the data made available in this article.</p>",
        ),
        (Work("/1477-1.gif", "by 2.0"),),
    ),
    Practice(
        "page_license",
        "the poster on a wiki's page of a film",
        _post(
            "<p><img src='/oldmill.jpg' width='350'></p>",
            TEXT,
            head=_og("/oldmill.jpg"),
        ).replace("© 2024 Site", f"Site is licensed under {_link(BY4)}"),
        url=f"{HOME}/wiki/Film/OldMill",
    ),
)
LATER = (
    *(
        Practice("figure", f"a caption's form: {name}", _post(_FIGURE.format(words), TEXT), (work,))
        for name, words, work in (
            ("an icon of a font is the link", f"Ann Lee {_ICON}", _ANN),
            ("a space that breaks no line", "Ann Lee, CC&nbsp;BY&nbsp;4.0", _ANN),
            ("written together", "Ann Lee, CCBY 4.0", _ANN),
            ("(cc) before the code", "Ann Lee (cc) by 4.0", _ANN),
            ("the deed's whole name", "Ann Lee, Attribution 4.0 International (CC BY 4.0)", _ANN),
            (
                "the name behind the licence",
                "A mill. (CC BY 4.0; Ann Lee via Wikimedia Commons)",
                _ANN,
            ),
        )
    ),
    *(
        Practice("page_license", f"another's picture first: {name}", _post(shown, TEXT, _UNDER))
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
            ("a figure of others' paper", _FIGURE.format("Figure 1 from Lee et al. (2014)")),
        )
    ),
    Practice(
        "figure",
        "courtesy of an institute for software",
        _post(
            _FIGURE.format(
                f"Image courtesy of the Software Institute, licensed under {_link(BY4)}."
            ),
            TEXT,
        ),
        (Work("/mill.jpg", "by 4.0", "Software Institute"),),
    ),
    Practice(
        "credit_line",
        "an element called a credit in the head whose background it is of",
        _page(
            "<div class='hero' style='background-image:url(/mill.jpg)'><h1>River</h1><div class='photo-credit'>Ann Lee / "
            f"{_link(BY4)}</div></div><article>{TEXT}</article>"
        ),
        (_ANN,),
    ),
    Practice(
        "statement",
        "the byline names the author of what the page licenses",
        _post(
            "<p class='byline'>by <a rel='author' href='/ann'>Ann Lee</a></p>",
            _SHOT,
            TEXT,
            f"<p>This work is licensed under {_link(BY4)}</p>",
        ),
        (Work("/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "the sidebar's teasers are articles, too, and one shows the page's own picture",
        _post("<figure class='cover'><img src='/mill.jpg'></figure>", TEXT).replace(
            "<footer>",
            f"<section id='site-sidebar'>{_TEASERS}</section><footer><p>© Site {_link(BY4, rel='license')}</p>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    Practice(
        "statement",
        "this podcast is licensed, and the link to the licence follows in another sentence",
        _post(
            "<p>You can hear it <a href='/1of4.mp3'>here</a>.</p>",
            TEXT,
            "<p>This podcast is licensed under the same Creative "
            f"Commons license as the site. You may copy it (the full details are {_link(BY2, 'here')}).</p>",
        ),
        (Work("/1of4.mp3", "by 2.0"),),
    ),
    Practice(
        "statement",
        "Portuguese: the books are licensed; a code to pay by",
        _post(
            TEXT,
            f"<p>Os livros são disponibilizados sob a licença {_link(BY4)}.</p>",
            "<p><img src='/assets/qrcode-pix.png' alt='QR Code' width='300'></p>",
        ),
    ),
    Practice(
        "block",
        "Chinese: the book whose cover stands above is licensed",
        _post(
            TEXT,
            "<p><img src='/list13.jpg' width='300'></p><p>英文版：Codev2 (2005)</p><blockquote><p>该书可以免费下载，遵循"
            f"{_link(BY4)}。</p></blockquote>",
        ),
    ),
    Practice(
        "credit_line",
        "a photograph is credited at the end, and the only picture is of a film",
        _post(
            TEXT,
            TEXT,
            TEXT,
            "<p><img src='/disgusted.gif' alt='He is disgusted' width='300'></p>",
            TEXT,
            TEXT,
            TEXT,
            "<p>Photo Credit: <a href='https://www.flickr.com/photos/annlee/4481293621'>annlee</a> via "
            f"<a href='http://compfight.com'>Compfight</a> {_link(BY2, 'cc')}</p>",
        ),
    ),
)

# Pages on which nothing is right to take: a licence that is talked of, and pictures of others.
NOTHING = (
    Practice(
        "page_license",
        "the picture's description says who made it",
        _page(
            f"<article><img src='/a.jpg' width='900' alt='Photo: Bo Ek'>{TEXT}{_CHOOSER}</article>"
        ),
    ),
    Practice(
        "page_license",
        "a caption says whose drawing it is, with no label",
        _page(
            "<article><figure><img src='/a.jpg' width='900'><figcaption>Bo Ek's mockup</figcaption>"
            f"</figure>{TEXT}{_CHOOSER}</article>"
        ),
    ),
    Practice(
        "json_ld",
        "an article's licence does not cover a picture that its description credits to somebody",
        _page(
            f"<article><img src='/a.jpg' width='900' alt='Photo: Bo Ek'>{TEXT}</article>",
            _json(
                f'{{"@context": "https://schema.org", "@type": "Article", "license": "{BY4}", '
                '"author": {"@type": "Person", "name": "Ann Lee"}, "image": "/a.jpg"}'
            ),
        ),
    ),
    Practice(
        "page_license",
        "the picture of an episode is called as its guest, who seldom took it (only the sound is right)",
        _page(
            "<article><h1>7: Bo Ek on mills</h1><img src='/bo-ek.jpg' width='900'><audio src='/7.mp3'></audio>"
            f"{TEXT}{_CHOOSER}</article>"
        ).replace("<title>The river", "<title>7: Bo Ek on mills"),
        (Work("/7.mp3", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "page_license",
        "music that plays behind the page for ever is no recording of it",
        _page(f"<article><audio src='/a.mp3' autoplay loop></audio>{TEXT}{_CHOOSER}</article>"),
    ),
    Practice(
        "page_license",
        "a line apart from the only picture says who took it",
        _page(
            f"<article><img src='/a.jpg' width='900'>{TEXT}{TEXT}<p>The photo above was taken by Bo Ek."
            f"</p>{_CHOOSER}</article>"
        ),
    ),
    *(
        Practice(
            "page_license",
            f"the only picture stands {where}",
            _page(f"<article>{TEXT}{TEXT}{shown}{TEXT}{_CHOOSER}</article>"),
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
        Practice(
            "page_license",
            f"the page is {what}",
            _page(f"<article><img src='/a.jpg' width='900'>{TEXT}{_CHOOSER}</article>").replace(
                "<title>The river", f"<title>{title}"
            ),
            url=f"{HOME}{path}",
        )
        for what, title, path in (
            ("on one of the staff", "Bo Ek", "/people/bo-ek/"),
            ("an interview", "Interview with Bo Ek", "/2024/bo-ek/"),
            ("a review of a book", "Book review: The Mill", "/2024/the-mill/"),
        )
    ),
    Practice(
        "page_license",
        "the first picture is called as the place in the layout that it fills",
        _page(f"<article><img src='/images/header.jpg' width='900'>{TEXT}{_CHOOSER}</article>"),
    ),
    Practice(
        "statement",
        "a footer says that some of the content is licensed",
        _post(f"<img src='/river/a.jpg' width='900'>{TEXT}").replace(
            "© 2024 Site", f"Some content on this site is licensed under {_link(BY4)}."
        ),
    ),
    Practice(
        "block",
        "below a picture a font, a sound and a pattern to knit are credited",
        _post(
            *(
                f"{TEXT}<p><img src='/a{number}.jpg' width='900'></p><p>{said}, {_link(BY4)}</p>{TEXT}"
                for number, said in enumerate(
                    (
                        "<a href='https://fonts.google.com/specimen/Mill'>Mill</a> by Ann Lee",
                        "<a href='https://freesound.org/s/7/'>mill.wav</a> by annlee",
                        "Knitting pattern by Ann Lee",
                        "The intro is “Mill” by Ann Lee",
                    )
                )
            )
        ),
    ),
    *(
        Practice(
            "figure",
            f"a caption tells of a licence: {said!r}",
            _post(
                f"{TEXT}<figure><img src='/a.jpg' width='900'><figcaption>{said.format(_link(BY4))}"
                f"</figcaption></figure>{TEXT}"
            ),
        )
        for said in ("How {} works", "The number of works under {} grows", "The deed of {}")
    ),
    Practice(
        "block",
        "below a picture a table says what is under which licence",
        _post(
            f"{TEXT}<p><img src='/a.jpg' width='900'></p><table><tr><td>Scripts</td><td>MIT</td></tr>"
            f"<tr><td>Icons</td><td>{_link(BY4)}</td></tr></table>{TEXT}"
        ),
    ),
    *(
        Practice(
            "block",
            f"a picture above advice: {said!r}",
            _post(
                f"{TEXT}<p><img src='/a.jpg' width='900'></p><p>{said.format(_link(BY4))}</p>{TEXT}"
            ),
        )
        for said in (
            "We recommend {}.",
            "By submitting you agree to {}.",
            "Learn more about {}",
            "Most photos are licensed under {}.",
            "Posted in Rivers | {}",
        )
    ),
)

# Pages of credits: many pictures, many licences, and who made each in a row, a column or a mark.
_FOUR = (
    ("mill", "Ann Lee", BY4, "by 4.0", "CC BY 4.0"),
    ("tower", "boek42", SA3, "by-sa 3.0", "CC BY-SA 3.0"),
    ("market", "María José Ruiz", NC4, "by-nc 4.0", "CC BY-NC 4.0"),
    ("bridge", "Lars Ek", ND4, "by-nc-nd 4.0", "CC BY-NC-ND 4.0"),
)
_ALL_FOUR = tuple(Work(f"/{name}.jpg", said, who) for name, who, _, said, _ in _FOUR)


def _each(row: str) -> str:
    """Return a row for each picture, with {img}, {who}, {link} and {text} filled in."""
    return "".join(
        row.format(
            img=f"<img src='/{name}.jpg' width='300' height='200' alt=''>",
            who=who,
            link=_link(url, text),
            text=text,
        )
        for name, who, url, _, text in _FOUR
    )


MANY = (
    Practice(
        "block",
        "a table of pictures under four licences, with a column for who made each",
        _page(
            "<h1>Credits</h1><table><tr><th>Bild</th><th>Urheber</th><th>Lizenz</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{link}</td></tr>")
            + "</table>"
        ),
        _ALL_FOUR,
    ),
    Practice(
        "block",
        "the same with no link, and the makers under the heading Credit",
        _page(
            "<h1>Credits</h1><table><tr><th>Image</th><th>Credit</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{text}</td></tr>")
            + "</table>"
        ),
        _ALL_FOUR,
    ),
    Practice(
        "block",
        "a table of books says whose each is, and has no column of pictures",
        _page(
            "<h1>Books</h1><table><tr><th></th><th>Author</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{text}</td></tr>")
            + "</table>"
        ),
    ),
    Practice(
        "block",
        "a table of songs, whose covers are not what is licensed",
        _page(
            "<h1>Music</h1><table><tr><th>Cover</th><th>Track</th><th>Artist</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>River</td><td>{who}</td><td>{link}</td></tr>")
            + "</table>"
        ),
    ),
    Practice(
        "block",
        "cards under four licences, each with rows that name its author",
        _page(
            "<h1>Credits</h1>"
            + _each("<div class='card'>{img}<p>Author: {who}</p><p>License: {link}</p></div>")
        ),
        _ALL_FOUR,
    ),
    Practice(
        "block",
        "entries of a list whose marks say which of their words are the author's",
        _page(
            "<h1>Credits</h1><ul>"
            + _each(
                "<li>{img} <span class='title'>By the river</span> <span class='author'>{who}</span> "
                "<span class='license'>{link}</span></li>"
            )
            + "</ul>"
        ),
        _ALL_FOUR,
    ),
    *(
        Practice(
            "block",
            f"cards of three lines under four licences: title, {named!r}, {licensed!r}",
            _page(
                "<h1>Photo credits</h1>"
                + _each(
                    "<div class='card'>{img}<h3>By the river</h3><p>"
                    + named
                    + "</p><p>"
                    + licensed
                    + "</p></div>"
                )
            ),
            _ALL_FOUR,
        )
        for named, licensed in (
            ("{who}", "{link}"),
            ("{who} via Flickr", "License: {text}"),
            ("<a href='https://www.flickr.com/people/ann'>{who}</a>", "{text}"),
            ("by {who}", "{text}"),
            ("作者：{who}", "{link}"),
            ("📷 {who}", "{link}"),
            ("{link}", "Photo: {who}"),
        )
    ),
    Practice(
        "block",
        "cards of courses, which name their authors and lead on",
        _page(
            "<h1>Courses</h1>"
            + _each(
                "<div class='card'>{img}<h3><a href='https://books.example/river'>Rivers</a></h3><p>{who}</p>"
                "<p>{text}</p></div>"
            )
        ),
    ),
    Practice(
        "block",
        "four licences explained, each beside a picture that nobody is named for",
        _page("<h1>Licences</h1>" + _each("<div class='card'>{img}<p>{link}</p></div>")),
    ),
    Practice(
        "block",
        "below a picture stands no more than where it is from, without a link",
        _post(
            TEXT, "<p><img src='/mill.jpg' width='600'></p><p>Wikimedia Commons, CC BY-SA 4.0</p>"
        ),
        (Work("/mill.jpg", "by-sa 4.0"),),
    ),
    Practice(
        "figure",
        "a caption of three lines: what it shows, who made it, the licence",
        _post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption>The mill at night<br>Ann Lee<br>"
            f"{_link(BY4)}</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "figure",
        "a caption whose second line is no name",
        _post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption>The mill<br>At night, from the bridge<br>"
            f"{_link(BY4)}</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    Practice(
        "figure",
        "a link to the original that has name and licence for its text, as Hugo's attr",
        _post(
            TEXT,
            "<figure><img src='/mill.jpg' width='600'><figcaption><p>The mill at night "
            "<a href='https://commons.wikimedia.org/wiki/File:Mill_42.jpg'>Ann Lee, CC BY-SA 4.0</a></p>"
            "</figcaption></figure>",
        ),
        (Work("/mill.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "slides of reveal.js, whose backgrounds a script shows",
        _page(
            "<section data-background-image='/mill.jpg'><h2>The mill</h2><small>Photo: Ann Lee, "
            f"{_link(BY4)}</small></section><section data-background='#334455'><h2>Thanks</h2></section>"
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "credit_list",
        "photographers under one licence follow one another in one line, each with a link",
        _post(
            TEXT,
            "<p><img src='/a.jpg' width='600'></p>",
            TEXT,
            "<p><img src='/b.jpg' width='600'></p>",
            TEXT,
            f"<p>Image credits: <a href='https://www.flickr.com/photos/ann/4481293621'>annlee</a> ({_link(BY2, 'CC BY 2.0')}), "
            f"<a href='https://www.flickr.com/photos/bo/4481293622'>boek42</a> ({_link(BY2, 'CC BY 2.0')}).</p>",
        ),
        (Work("/a.jpg", "by 2.0", "annlee"), Work("/b.jpg", "by 2.0", "boek42")),
    ),
    Practice(
        "attribute",
        "a description that begins with the licence and ends with who made the picture",
        _post(TEXT, "<p><img src='/mill.jpg' width='600' alt='Photo CC BY 4.0 Ann Lee'></p>"),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "attribute",
        "a description in Chinese, whose bracket is a wide one",
        _post(TEXT, "<p><img src='/mill.jpg' width='600' alt='摄影：张三（CC BY 2.0）'></p>"),
        (Work("/mill.jpg", "by 2.0", "张三"),),
    ),
    Practice(
        "block",
        "a heading below a picture that names author and licence",
        _post(
            TEXT,
            f"<div><img src='/mill.jpg' width='600'></div><h6>Author: Ann Lee. License: {_link(BY4)}</h6>",
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "credit_line",
        "a header photo behind the words that credit it, which nothing else calls the page's",
        _page(
            f"<h1>The river</h1>{TEXT}<div class='hero' style='background-image:url(/mill.jpg)'><h2>Our mills</h2>"
            f"<p>Header photo: Ann Lee, {_link(BY4)}</p></div>{TEXT}"
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "credit_list",
        "a numbered caption whose second sentence says from whom it is adapted",
        _post(
            TEXT,
            "<p><img src='/wheel.png' width='600'></p>"
            f"<p>Figure 1: How the wheel turns. Adapted from Ann Lee, {_link(BY4)}</p>",
        ),
        (Work("/wheel.png", "by 4.0", "Ann Lee"),),
    ),
    Practice(
        "block",
        "Commons' words in Spanish below a picture, which begin as no Dutch article",
        _post(
            TEXT,
            "<p><img src='/molino.jpg' width='600'></p><p>De Ann Lee - Trabajo propio, "
            f"{_link(SA4, 'CC BY-SA 4.0')}, https://commons.wikimedia.org/w/index.php?curid=12345</p>",
        ),
        (Work("/molino.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
)

PRACTICES = (
    *NOTHING,
    *FIGURES,
    *BLOCKS,
    *CREDITS,
    *PAGES,
    *STRUCTURED,
    *FILES,
    *SEEN,
    *SEVERAL,
    *MORE,
    *OF_SOMETHING_ELSE,
    *LATER,
    *CAPTIONED,
    *MANY,
)
