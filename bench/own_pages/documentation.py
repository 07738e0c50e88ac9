# ruff: noqa: E501 - lines of markup
"""Documentation, whose pages have a licence and whose code has another."""

from bench.own_pages.frames import LINK_BY4, UPLOADED_SHOT, site_page
from bench.own_pages.page import BY4, SA4, TEXT, OwnPage, Work


def _noted(name: str, url: str, file: str | None) -> OwnPage:
    """Return a page with a diagram that is described, and shown again in a box that a click opens."""
    html = (
        f'<!doctype html><html><head><title>Introduction</title></head><body><article><h1>Introduction</h1>{TEXT * 2}<p><img src="/img/wheels.png" alt="Two wheels that drive a stone"></p><div class="lightbox"><img src="/img/wheels.png"></div>{TEXT}</article>'
        f"<footer>Except as otherwise noted, the content of this page is licensed under the {LINK_BY4}, and code samples are licensed under the Apache 2.0 License.</footer></body></html>"
    )
    works = (Work(file, "by 4.0"),) if file else ()
    return OwnPage("statement", f"whose the page's picture is: {name}", html, works, url)


PAGES = (
    # Google's site policies (content of this page).
    OwnPage(
        "statement",
        "Google's developers' pages: the content of this page, and the code otherwise",
        site_page(
            f'<div class="devsite-article-body"><p><img src="/docs/images/river-flow.png" width="900" height="500" alt="Flow"></p>{TEXT}</div>'
            f'<devsite-content-footer><p>Except as otherwise noted, the content of this page is licensed under the <a href="{BY4}">'
            "Creative Commons Attribution 4.0 License</a>, and code samples are licensed under the <a "
            'href="https://www.apache.org/licenses/LICENSE-2.0">Apache 2.0 License</a>. For details, see the <a '
            'href="https://developers.google.com/site-policies">Site Policies</a>.</p></devsite-content-footer>'
        ),
        (Work("/docs/images/river-flow.png", "by 4.0"),),
    ),
    # squidfunk/mkdocs-material, src/partials/copyright.html at 9655c3a9; a VuePress plugin of licences.
    OwnPage(
        "page_license",
        "Material for MkDocs: copyright in the footer",
        site_page(
            f"{UPLOADED_SHOT}{TEXT}",
            f'<div class="md-copyright"><div class="md-copyright__highlight">Copyright © 2024 Ann Lee, licensed under <a href="{BY4}">CC BY 4.0</a></div>Made with '
            '<a href="https://squidfunk.github.io/mkdocs-material/" target="_blank" rel="noopener">Material for MkDocs</a></div>',
        ),
        (Work("/up/IMG_1234.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "VuePress: a licence with what data there is, the page and the whole site",
        site_page(
            f"{UPLOADED_SHOT}{TEXT}<details class='custom-block details'><summary>License</summary><div class='license-section'><p class='license-text' "
            'prefix="cc: http://creativecommons.org/ns# dc: http://purl.org/dc/terms/ schema: https://schema.org/" typeof="schema:CreativeWork '
            'cc:Work">This work, <a href="https://site.example/2024/river" property="schema:url dc:source">"The river"</a>, by <span '
            f'property="schema:author dc:creator">Ann Lee</span> is licensed under <a href="{SA4}" rel="license" property="cc:license '
            'schema:license">CC BY-SA 4.0</a>.</p></div></details>'
        ),
        (Work("/up/IMG_1234.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    # Manuals whose footer says the same as Google's.
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
)
