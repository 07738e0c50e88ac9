import pytest

from catalog.pages.evidence import Confidence, RejectedWork
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage
from tests.catalog.pages.reading import BY, REL, URL, found


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        ('<img src="/pixel.gif">', "tracking_pixel"),
        ('<img src="/track?id=1" width="1" height="1">', "tracking_pixel"),
        ('<img src="https://pixel.wp.com/g.gif?v=ext">', "tracking_pixel"),
        ('<img src="/logo.svg">', "logo"),
        ('<img src="/img/site_logo_2.png">', "logo"),
        ('<div class="logo"><img src="/a.png"></div>', "logo"),
        ('<img src="https://secure.gravatar.com/avatar/1?s=96">', "avatar"),
        ('<img class="avatar" src="/u/1.jpg">', "avatar"),
        ('<img src="/i/icon-mail.png">', "icon"),
        ('<img src="/sprite.png">', "sprite"),
        ('<img src="/btn_donate.png">', "button"),
        ('<img src="/facebook.png">', "button"),
        ('<img src="/small.jpg" width="16" height="16">', "too_small"),
        ('<img src="/loading.jpg">', "placeholder"),
        ('<img src="/b.gif">', "unlabelled_gif"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP">', "data_url"),
        ('<img src="javascript:alert(1)">', "unusable_url"),
    ],
)
def test_furniture_is_never_a_work_and_that_is_told(image, reason):
    assert found(f"<p>{image} {REL}</p>", least=Confidence.LOW) == (
        [],
        {reason: 1, "no_licensed_media": 1},
    )


@pytest.mark.parametrize(
    "button",
    [
        '<img src="https://i.creativecommons.org/l/by/4.0/88x31.png">',
        '<img src="/images/cc-by.png">',
        '<img src="/theme/88x31.png">',
        # Its site shows the flag of a ported licence's country.
        '<img src="https://creativecommons.org/images/international/za.png">',
    ],
)
def test_a_licence_button_is_rejected_beside_a_picture_and_alone_means_that_there_is_none(button):
    alone = f'<p><a rel="license" href="{BY}">{button}</a></p>'

    assert found(alone) == ([], {"no_licensed_media": 1})
    assert found(f'<figure><img src="/bee.jpg">{alone}</figure>') == (
        [("/bee.jpg", "by 4.0", "figure", "high")],
        {"license_button": 1},
    )


def test_a_picture_without_an_address_is_none():
    assert found(f'<p><img alt="bee">{REL}</p>') == ([], {"no_licensed_media": 1})


def test_furniture_is_rejected_once_however_often_it_is_shown():
    pixel = '<img src="/pixel.gif">'
    html = f"""<figure><img src="/a.jpg">{pixel}{pixel}{REL}</figure>
        <figure><img src="/b.jpg">{pixel}{REL}</figure>"""

    reading = read_page(FetchedPage(URL, html.encode()))

    assert reading.rejections == (
        RejectedWork("tracking_pixel", "https://photos.example/pixel.gif"),
    )


def test_the_furniture_of_a_page_is_told_only_where_a_licence_is_of_its_pictures():
    furniture = '<img src="/logo.png"><img src="/sprite.png">'

    assert found(f"<header>{furniture}</header><footer>Text is available under {REL}</footer>") == (
        [],
        {"license_covers_text_only": 1},
    )
    assert found(
        f'<header>{furniture}</header><img src="/IMG_1234.jpg"><footer>{REL}</footer>',
        least=Confidence.LOW,
    ) == ([("/IMG_1234.jpg", "by 4.0", "page_license", "medium")], {"logo": 1, "sprite": 1})


def test_a_main_picture_that_is_a_logo_is_rejected_with_that_reason():
    html = f'<meta property="og:image" content="/logo.png"><footer>{REL}</footer>'

    assert found(html) == ([], {"logo": 1, "no_licensed_media": 1})


def test_more_pictures_than_are_looked_at_are_told():
    html = "".join(f'<img src="/{n}.jpg">' for n in range(203))

    records, reasons = found(html + f"<p>All photos are licensed under {REL}</p>")
    assert (len(records), reasons) == (200, {"page_too_many_pictures": 3})


def test_of_a_page_with_many_pictures_each_other_is_counted_and_not_judged_unless_wanted():
    html = "".join(f'<img src="/{n}.jpg">' for n in range(30)) + f"<footer>{REL}</footer>"

    assert found(html)[1] == {"low_confidence": 1, "other_picture_of_page": 29}


def test_a_licence_in_the_footer_covers_the_page_and_not_its_icons():
    html = f"""<meta property="og:image" content="/bee.jpg"><main><img src="/bee.jpg">
        <img src="/hive.jpg"></main><footer><img src="/icons/mail.png" width="16">{REL}</footer>"""

    assert found(html) == (
        [("/bee.jpg", "by 4.0", "page_license", "medium")],
        {"low_confidence": 1, "too_small": 1},
    )


def test_an_avatar_and_a_logo_beside_the_picture_of_a_licensed_figure_are_no_works():
    html = f"""<figure><img src="/photo.jpg"><figcaption><img class="avatar" src="/u/1.jpg">
        <img src="/logo.png">{REL}</figcaption></figure>"""

    assert found(html) == (
        [("/photo.jpg", "by 4.0", "figure", "high")],
        {"avatar": 1, "logo": 1},
    )


def test_the_only_picture_of_a_licensed_figure_may_be_called_a_logo():
    html = f'<figure><img src="/logo-on-a-wall.jpg">{REL}</figure>'

    assert found(html) == ([("/logo-on-a-wall.jpg", "by 4.0", "figure", "high")], {})
