# ruff: noqa: E501 - lines of markup
"""Textbooks and courses: Lumen, OpenStax, LibreTexts, Pressbooks, eXeLearning."""

from bench.own_pages.frames import plain_post, site_page, site_post, uploaded_mill
from bench.own_pages.page import BY4, CC, SA4, TEXT, OwnPage, Work


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


def _figure(picture: str, caption: str) -> str:
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


TEXTBOOKS = (
    # Lumen's candela-citation, 2017-09-06; LibreTexts' autoattribution.
    OwnPage(
        "credit_list",
        "Lumen: a citation of a picture by the photograph whose number its file has, and one of the chapter's text",
        site_post(
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
    OwnPage(
        "page_license",
        "Lumen: the citation of a chapter's text alone, and a picture that nobody cites",
        site_post(
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
    OwnPage(
        "page_license",
        "OpenStax: modification of work by somebody, and the book's licence",
        site_page(
            '<figure id="CNX_1"><img src="/up/mill.jpg" width="800"><figcaption><span class="os-title-label">Figure </span>1.2 '
            f"The mill. (credit: modification of work by Ann Lee)</figcaption></figure>{TEXT}",
            f'<div class="attribution"><p>© 2024 OpenStax. Except where otherwise noted, textbooks on this site are licensed '
            f'under a <a href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p></div>',
        ),
    ),
    OwnPage(
        "figure",
        "LibreTexts: licence and name in brackets, and the page's licence at its end",
        site_post(
            '<figure><img src="/up/mill.jpg" width="800"><figcaption>Figure 1.2.1: The mill. (CC BY 2.0; Ann Lee via Flickr)'
            f'</figcaption></figure>{TEXT}<figure><img src="/up/saw.jpg" width="800"><figcaption>Figure 1.2.2: The saw. '
            f"(Copyright; Bo Ek)</figcaption></figure>{TEXT}",
            '<hr class="autoattribution-divider"><div class="autoattribution"><p>This page titled <a href="/1.2">1.2: River</a> '
            f'is shared under a <a rel="nofollow" href="{BY4}">CC BY 4.0</a> license and was authored, remixed, and/or curated '
            'by <a href="https://openstax.org">OpenStax</a>.</p></div>',
        ),
        (uploaded_mill(),),
    ),
    # Pressbooks, class-licensing.php and tests/test-attributions.php.
    OwnPage(
        "page_license",
        "Pressbooks: the book's licence, except where otherwise noted, and a picture that is",
        site_page(
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
    OwnPage(
        "credit_list",
        "media attributions, in RDFa as Pressbooks writes it (its tests/test-attributions.php)",
        plain_post(
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

EXELEARNING = (
    OwnPage(
        "page_license",
        "eXeLearning's boxes of one page, whose headings lead nowhere, are no list of articles",
        _exe("<h2>Molinos</h2><p><img src='molinos_01.png' width='600' alt='Molinos'></p>").replace(
            '<div id="packageLicense"',
            "".join(
                f'<article class="iDevice_wrapper"><h2>{name}</h2>{TEXT}</article>'
                for name in ("Ruedas", "Aspas", "Piedras")
            )
            + '<div id="packageLicense"',
        ),
        (Work("/2024/molinos_01.png", "by-sa 4.0"),),
    ),
    # exelearning/iteexe, exe/webui/common.py, renderLicense; its editor's captions, as FigureNormalizer.spec.js of
    # exelearning/exelearning expects them.
    OwnPage(
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
    OwnPage(
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
        OwnPage(
            "figure",
            f"eXeLearning: {said} is nobody's name",
            _exe(_exe_figure(f'<span class="author">{said}</span>')),
            (Work(_EXE_FILE, "cc0 1.0"),),
        )
        for said in ("Elaboración propia", "Imagen de elaboración propia", "Fuente propia")
    ),
    OwnPage(
        "figure",
        "eXeLearning: the caption marks a title and nobody",
        _exe(_exe_figure("", '<span class="title"><em>Hello Right Hand Cartoon</em></span>')),
        (Work(_EXE_FILE, "cc0 1.0"),),
    ),
    OwnPage(
        "page_license",
        "eXeLearning: the resource's licence is no credit of the sign that ends its last block",
        _exe(
            '<p><img src="/IMG_1234.jpg" width="800" height="500" alt=""></p><p>Los pueblos del río tienen molinos.</p><p><img '
            'src="/padlet.png" width="225" height="225" alt=""></p>'
        ),
        (Work("/IMG_1234.jpg", "by-sa 4.0"),),
    ),
    OwnPage(
        "page_license",
        "eXeLearning: nor of a stock library's photograph in the one block",
        _exe('<p><img src="/wind_energy_7394705_1280.jpg" width="1280" height="844" alt=""></p>'),
    ),
    OwnPage(
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

PAGES = (*TEXTBOOKS, *EXELEARNING)
