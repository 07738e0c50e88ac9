# ruff: noqa: E501 - lines of markup
"""Which file of a picture is the work: the largest that is offered, once."""

from bench.own_pages.frames import LINK_BY4, anchor, plain_page, site_page
from bench.own_pages.page import BY4, TEXT, OwnPage, Work

PAGES = (
    OwnPage(
        "figure",
        "srcset offers a larger file than src",
        plain_page(
            "<figure><img src='/a-small.jpg' srcset='/a-small.jpg 400w, /a-large.jpg 1600w'><figcaption>"
            f"Ann Lee, {anchor(BY4)}</figcaption></figure>"
        ),
        (Work("/a-large.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a picture that a script loads late, with its fallback",
        plain_page(
            "<figure><img class='lazy' src='/placeholder.png' data-src='/a.jpg'><noscript><img src='/a.jpg'>"
            f"</noscript><figcaption>Ann Lee, {anchor(BY4)}</figcaption></figure>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "two sizes of one picture in two figures are one work",
        plain_page(
            f"<figure><img src='/up/a-300x200.jpg'><figcaption>Ann Lee, {anchor(BY4)}</figcaption></figure>"
            f"{TEXT}<figure><img src='/up/a.jpg'><figcaption>Ann Lee, {anchor(BY4)}</figcaption></figure>"
        ),
        (Work("/up/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "the sizes are in data-srcset, for a script",
        plain_page(
            "<figure><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-srcset='/a-400.jpg 400w, /a-1600.jpg "
            f"1600w' class='lazyload'><figcaption>Photo: Ann Lee, {anchor(BY4)}</figcaption></figure>{TEXT}"
        ),
        (Work("/a-1600.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a gallery's folders of one file in two sizes are one work",
        f'<!doctype html><html><body><article><h1>River</h1><figure><img src="/img/thumbs/x1.jpg" width="300"><figcaption>Ann Lee, {LINK_BY4}</figcaption></figure>{TEXT}<figure><img src="/img/x1.jpg" width="900"><figcaption>Ann Lee, {LINK_BY4}</figcaption></figure></article></body></html>',
        (Work("/img/x1.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "a srcset that a minifier wrote without spaces behind its commas",
        site_page(
            f'<figure><img srcset="/up/mill_900.jpg 900w,/up/mill_1500.jpg 1500w,/up/mill.jpg 6016w"><figcaption>Photo: Ann Lee, {LINK_BY4}</figcaption></figure>{TEXT}'
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "Hugo's copies of a file are one work",
        f'<!doctype html><html><body><article><h1>Paper</h1><div class="featured" style="background-image: url(/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_800x0_resize_box_2.png)"></div><figure><img src="/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_680x500_fill_q90_box_center_2.png" width="680" alt=""><figcaption>Illustration by Ann Lee, {LINK_BY4}</figcaption></figure></article></body></html>',
        (
            Work(
                "/p/featured_hua36eaceb4961d8d4480f77cd3ee5b407_17_680x500_fill_q90_box_center_2.png",
                "by 4.0",
                "Ann Lee",
            ),
        ),
    ),
)
