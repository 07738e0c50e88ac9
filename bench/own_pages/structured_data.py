# ruff: noqa: E501 - lines of markup
"""Licences that a page states for machines: JSON-LD, microdata, RDFa, ccREL, metadata."""

from bench.own_pages.frames import UPLOADED_MILL, json_ld, mill_article, plain_page, site_page
from bench.own_pages.page import BY2, BY4, CC, HOME, NC4, TEXT, ZERO, OwnPage, Work

PAGES = (
    OwnPage(
        "json_ld",
        "schema.org ImageObject as Google asks for it",
        plain_page(
            f"<img src='/puppy.jpg'>{TEXT}",
            json_ld(
                '{"@context": "https://schema.org/", "@type": "ImageObject", "contentUrl": '
                f'"{HOME}/puppy.jpg", "license": "{BY4}", "acquireLicensePage": "{HOME}/how-to", '
                '"creditText": "Labrador Lab", "creator": {"@type": "Person", "name": "Ann Lee"}, '
                '"copyrightNotice": "Clara Kent"}'
            ),
        ),
        (Work("/puppy.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "json_ld",
        "comments and trailing commas, as template engines leave them",
        plain_page(
            f"<img src='/a.jpg'>{TEXT}",
            json_ld(
                '// made by the theme\n{"@context": "https://schema.org", /* the picture */ "@type": '
                f'"ImageObject", "contentUrl": "/a.jpg", "license": "{BY4}",}}'
            ),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    OwnPage(
        "json_ld",
        "keywords that the context renames",
        plain_page(
            f"<img src='/a.jpg'>{TEXT}",
            json_ld(
                '{"@context": ["https://schema.org", {"id": "@id", "type": "@type"}], "type": '
                f'"ImageObject", "id": "{HOME}/a.jpg", "license": {{"id": "{BY4}"}}}}'
            ),
        ),
        (Work("/a.jpg", "by 4.0"),),
    ),
    OwnPage(
        "json_ld",
        "the licence as text",
        plain_page(
            f"<img src='/a.jpg'>{TEXT}",
            json_ld(
                '{"@context": "https://schema.org", "@type": "Sculpture", "image": "/a.jpg", '
                '"license": "CC BY 4.0", "creator": "Ann Lee"}'
            ),
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "json_ld",
        "two licences of one picture are none",
        plain_page(
            f"<img src='/a.jpg'>{TEXT}",
            json_ld(
                '{"@context": "https://schema.org", "@type": "ImageObject", "contentUrl": "/a.jpg", '
                f'"license": ["{BY4}", "{NC4}"]}}'
            ),
        ),
    ),
    OwnPage(
        "json_ld",
        "an article's licence does not cover a picture with a notice of its own",
        plain_page(
            f"<img src='/a.jpg'>{TEXT}",
            json_ld(
                f'{{"@context": "https://schema.org", "@type": "NewsArticle", "license": "{BY4}", "image": '
                '{"@type": "ImageObject", "url": "/a.jpg", "copyrightNotice": "© Bo Ek / Getty Images"}}'
            ),
        ),
    ),
    OwnPage(
        "json_ld",
        "an article's licence does not cover a picture that its caption credits to an agency",
        plain_page(
            f"<article><figure><img src='/a.jpg'><figcaption>Foto: Bo Ek / AFP</figcaption></figure>{TEXT}</article>",
            json_ld(
                f'{{"@context": "https://schema.org", "@type": "NewsArticle", "license": "{BY4}", "image": '
                '"/a.jpg"}'
            ),
        ),
    ),
    # dillonzq/LoveIt, layouts/partials/head/seo.html at 12bd1e19: the site's image and copyright for every page without its own.
    OwnPage(
        "json_ld",
        "an article whose picture it does not show, as a card that the whole site shares",
        plain_page(
            TEXT,
            json_ld(
                '{"@context": "http://schema.org", "@type": "BlogPosting", "headline": "The river", "image": ["/images/preview.png"], '
                f'"license": "{BY4}"}}'
            ),
        ),
    ),
    OwnPage(
        "json_ld",
        "a podcast episode and its file",
        plain_page(
            TEXT,
            json_ld(
                f'{{"@context": "https://schema.org", "@type": "PodcastEpisode", "name": "E7", "license": "{BY4}", '
                '"associatedMedia": {"@type": "MediaObject", "contentUrl": "/e7.mp3", "encodingFormat": "audio/mpeg"}}'
            ),
        ),
        (Work("/e7.mp3", "by 4.0"),),
    ),
    OwnPage(
        "json_ld",
        "a IIIF address without an ending",
        plain_page(
            TEXT,
            json_ld(
                '{"@context": "https://schema.org", "@type": "ImageObject", "url": "/iiif/3/jug/full/max/0/default", '
                f'"license": "{ZERO}"}}'
            ),
        ),
        (Work("/iiif/3/jug/full/max/0/default", "cc0 1.0"),),
    ),
    OwnPage(
        "microdata",
        "schema.org microdata round the picture",
        plain_page(
            "<div itemscope itemtype='https://schema.org/ImageObject'><h2 itemprop='name'>Beach</h2>By <span "
            "itemprop='author'>Ann Lee</span><img src='/a.jpg' itemprop='contentUrl'><span itemscope "
            f"itemtype='https://schema.org/CreativeWork' itemprop='license'><a itemprop='url' href='{BY4}'>CC BY</a></span></div>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "microdata",
        "HTML's vocabulary for licensing works, the licence by itemref (HTML Living Standard, 5.1.4)",
        plain_page(
            "<figure itemscope itemtype='http://n.whatwg.org/work' itemref='terms'><img itemprop='work' src='/a.jpg'>"
            "<figcaption itemprop='title'>The mill</figcaption><p>by <span itemprop='author'>Ann Lee</span></p></figure>"
            f"<p id='terms'>Under the <a itemprop='license' href='{BY4}'>licence</a></p>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "ccrel",
        "rel=license on the picture itself (RDFa 1.0)",
        plain_page(f"<p><img src='/a.jpg' alt='mill' rel='license' href='{BY2}'></p>{TEXT}"),
        (Work("/a.jpg", "by 2.0"),),
    ),
    OwnPage(
        "rdfa",
        "schema.org in RDFa Lite",
        plain_page(
            "<div vocab='https://schema.org/' typeof='ImageObject'><img property='contentUrl' src='/a.jpg'> by <span "
            f"property='creator'>Ann Lee</span>, <a property='license' href='{BY4}'>licence</a></div>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "ccrel",
        "ccREL: the licence is about the picture",
        plain_page(
            f"<div about='/a.jpg' xmlns:cc='{CC}/ns#'><img src='/a.jpg'><a rel='cc:attributionURL' property="
            f"'cc:attributionName' href='https://ann.example/'>Ann Lee</a> <a rel='license' href='{BY2}'>CC</a></div>"
        ),
        (Work("/a.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "ccrel",
        "rev=license with the picture inside (RDFa 1.1)",
        plain_page(f"<div about='{BY2}' rev='license'><img src='/a.jpg' alt='mill'></div>{TEXT}"),
        (Work("/a.jpg", "by 2.0"),),
    ),
    OwnPage(
        "json_ld",
        "an article's licence does not cover a picture that its description credits to somebody",
        plain_page(
            f"<article><img src='/a.jpg' width='900' alt='Photo: Bo Ek'>{TEXT}</article>",
            json_ld(
                f'{{"@context": "https://schema.org", "@type": "Article", "license": "{BY4}", '
                '"author": {"@type": "Person", "name": "Ann Lee"}, "image": "/a.jpg"}'
            ),
        ),
    ),
    OwnPage(
        "json_ld",
        "a picture whose notice names an agency, in spite of its licence",
        plain_page(
            "<article><h1>River</h1><img src='/mill.jpg'></article>",
            json_ld(
                f'{{"@context": "https://schema.org", "@type": "ImageObject", "contentUrl": "/mill.jpg", "license": "{BY4}", '
                '"copyrightNotice": "© 2020 Getty Images"}'
            ),
        ),
    ),
    OwnPage(
        "ccrel",
        "RDFa gives a picture a name under which nothing is kept",
        f'<!doctype html><html><body>{mill_article(TEXT)}<p><img src="/up/red-mill.png" about="/up/plan.png" rel="license" href="{BY4}"></p></body></html>',
        (Work("/up/red-mill.png", "by 4.0"),),
    ),
    # Google's "Image metadata in Google Images".
    OwnPage(
        "json_ld",
        "Google: an image whose licence is the site's own page of terms",
        site_page(
            f"{UPLOADED_MILL}{TEXT}",
            f"<p>Text is licensed under <a rel='license' href='{BY4}'>CC BY 4.0</a>.</p>",
            '<script type="application/ld+json">{"@context": "https://schema.org/", "@type": "ImageObject", "contentUrl": '
            '"https://site.example/up/mill.jpg", "license": "https://site.example/license", "acquireLicensePage": '
            '"https://site.example/buy", "creditText": "Brook Lab", "creator": {"@type": "Person", "name": "Ann Lee"}, '
            '"copyrightNotice": "Cy Roth"}</script>',
        ),
    ),
    # Dublin Core's dc:rights in a meta element.
    OwnPage(
        "page_metadata",
        "dc:rights says the licence in words",
        f'<!doctype html><html><head><title>Red mill</title><meta property="dc:rights" content="CC BY-NC-SA 3.0"></head><body>{mill_article("<p><img src=/up/red-mill.jpg width=800></p>", TEXT)}</body></html>',
        (Work("/up/red-mill.jpg", "by-nc-sa 3.0"),),
    ),
)
