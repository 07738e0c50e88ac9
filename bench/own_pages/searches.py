# ruff: noqa: E501 - lines of markup
"""Openverse, CC Search and Creative Commons' chooser: the credits that they hand out."""

from bench.own_pages.frames import (
    PHOTO,
    PHOTO_FILE,
    PHOTOGRAPHER,
    UPLOADED_MILL,
    chooser,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, CC, TEXT, OwnPage, Work


def _icons(*names: str) -> str:
    return "".join(
        f'<img src="https://mirrors.creativecommons.org/presskit/icons/{name}.svg" style="height: 1em; margin-right: '
        '0.125em; display: inline;"></img>'
        for name in names
    )


def _openverse(icons: str = "", query: str = "?ref=openverse") -> str:
    return (
        f'"<a rel="noopener noreferrer" href="{PHOTO}">Red mill</a>" by <a rel="noopener noreferrer" href="{PHOTOGRAPHER}">Ann '
        f'Lee</a> is licensed under <a rel="noopener noreferrer" href="{BY2}{query}">CC BY 2.0 {icons}</a>.'
    )


def _ccsearch(picture: str = "") -> str:
    icon = "height: inherit;margin-right: 3px;display: inline-block;"
    href = f"{BY2}?ref=ccsearch&atype=html"
    return (
        f'<p style="font-size: 0.9rem;font-style: italic;">{picture}<a href="{PHOTO}">"Red mill"</a><span> by <a '
        f'href="{PHOTOGRAPHER}">Ann Lee</a></span> is licensed under <a href="{href}" style="margin-right: 5px;">CC BY 2.0</a><a '
        f'href="{href}" target="_blank" rel="noopener noreferrer" style="display: inline-block;white-space: none;margin-top: '
        f'2px;margin-left: 3px;height: 22px !important;"><img style="{icon}" '
        f'src="https://search.creativecommons.org/static/img/cc_icon.svg?image_id=af7ad08b" /><img style="{icon}" '
        'src="https://search.creativecommons.org/static/img/cc-by_icon.svg" /></a></p>'
    )


PAGES = (
    # WordPress/openverse, frontend/src/utils/attribution-html.ts at 25ad120a; its predecessor CC Search as copied in posts
    # of 2020 and 2021; creativecommons/chooser, src/utils/license-utilities.js at 0f3932f3; Ghost's cards.
    OwnPage(
        "block",
        "Openverse: HTML with icons, below the picture",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p class="attribution">{_openverse(_icons("cc", "by"))}</p>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    OwnPage(
        "figure",
        "Openverse: rich text in a caption, spans round each piece as an editor keeps them",
        site_post(
            TEXT,
            '<figure class="kg-card kg-image-card kg-card-hascaption"><img src="/up/mill.jpg" class="kg-image" alt="" '
            'loading="lazy" width="800" height="500"><figcaption><span style="white-space: pre-wrap;">"</span><a '
            f'href="{PHOTO}" rel="noopener noreferrer"><span style="white-space: pre-wrap;">Wild Horse Art</span></a><span '
            f'style="white-space: pre-wrap;">" by&nbsp;</span><a href="{PHOTOGRAPHER}" rel="noopener noreferrer"><span>BLM '
            f'Nevada</span></a><span>&nbsp;is licensed under&nbsp;</span><a href="{BY2}?ref=openverse"><span>CC BY 2.0</span>'
            "</a><span>.</span></figcaption></figure>",
            TEXT,
        ),
        (uploaded_mill(creator="BLM Nevada"),),
    ),
    OwnPage(
        "block",
        "Openverse: plain text, whose last sentence tells where the licence is",
        site_post(
            TEXT,
            UPLOADED_MILL,
            '<p>"Red mill" by Ann Lee is licensed under CC BY 2.0. To view a copy of this license, visit '
            f"{BY2}?ref=openverse.</p>",
            TEXT,
        ),
        (uploaded_mill(),),
    ),
    OwnPage(
        "block",
        "Openverse: a work in the public domain is marked with",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p class="attribution">"<a rel="noopener noreferrer" href="{PHOTO}">Red mill</a>" by <a rel="noopener '
            f'noreferrer" href="{PHOTOGRAPHER}">Ann Lee</a> is marked with <a rel="noopener noreferrer" '
            f'href="{CC}/publicdomain/mark/1.0/?ref=openverse">Public Domain Mark 1.0 </a>.</p>',
            TEXT,
        ),
        (uploaded_mill("pdm 1.0"),),
    ),
    OwnPage(
        "credit_line",
        "Openverse: the credit of the head's picture at the end",
        site_post(
            '<p><img class="wp-post-image" src="/up/mill.jpg" width="1200" height="600"></p>',
            TEXT * 3,
            f"<p><small>Header photo: {_openverse(query='')}</small></p>",
        ),
        (uploaded_mill(),),
    ),
    OwnPage(
        "block",
        "CC Search: HTML with the picture itself",
        site_post(
            TEXT,
            _ccsearch(f'<img style="display: block;" src="{PHOTO_FILE}" alt="Red mill">'),
            TEXT,
        ),
        (Work(PHOTO_FILE, "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    OwnPage(
        "block",
        "CC Search: HTML without it, below a picture of the site",
        site_post(TEXT, UPLOADED_MILL, _ccsearch(), TEXT),
        (uploaded_mill(),),
    ),
    OwnPage(
        "page_license",
        "Creative Commons' chooser in the article: the article's own picture",
        site_post(UPLOADED_MILL, TEXT, TEXT, chooser()),
        (uploaded_mill("by-sa 4.0"),),
    ),
    OwnPage(
        "page_license",
        "Creative Commons' chooser in the footer, and a picture that is credited to somebody else",
        site_page(
            '<figure class="wp-block-image"><img src="/up/mill.jpg" width="800"><figcaption>Photo by Bo Ek on Unsplash'
            f"</figcaption></figure>{TEXT}",
            chooser("The Brook", "Cy Roth"),
        ),
    ),
    OwnPage(
        "page_license",
        "Creative Commons' chooser: no picture, and its own icons are none",
        site_page(TEXT * 2, chooser("The Brook", "Cy Roth")),
    ),
)
