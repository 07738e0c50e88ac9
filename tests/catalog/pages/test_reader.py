import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.pages.evidence import Confidence, Rejection
from catalog.pages.reader import Page, read_page

URL = "https://photos.example/bees/1"
BY = "https://creativecommons.org/licenses/by/4.0/"
SA = "https://creativecommons.org/licenses/by-sa/3.0/de/"
REL = f'<a rel="license" href="{BY}">CC BY</a>'
LINK = f'<a href="{BY}">CC BY</a>'


def found(html, **options):
    """Return (url, licence, evidence, confidence) of each record, and the reasons."""
    reading = read_page(Page(URL, html.encode()), **options)
    return (
        [
            (
                record.url.removeprefix("https://photos.example"),
                f"{record.license_info.slug} {record.license_info.version}",
                record.meta_data["evidence"],
                record.meta_data["confidence"],
            )
            for record in reading.records
        ],
        dict(reading.reasons),
    )


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", %s}</script>"""


@pytest.mark.parametrize(
    ("html", "evidence", "confidence"),
    [
        (
            JSON_LD % f'"@type": "ImageObject", "contentUrl": "/bee.jpg", "license": "{BY}"',
            "json_ld",
            "high",
        ),
        (
            JSON_LD % f'"@type": "Photograph", "image": "/bee.jpg", "license": {{"@id": "{BY}"}}',
            "json_ld",
            "high",
        ),
        (
            JSON_LD % f'"@type": "BlogPosting", "image": ["/bee.jpg"], "license": "{BY}"',
            "json_ld",
            "medium",
        ),
        (
            '<div itemscope itemtype="https://schema.org/ImageObject">'
            f'<img itemprop="contentUrl" src="/bee.jpg">'
            f'<a itemprop="license" href="{BY}">c</a></div>',
            "microdata",
            "high",
        ),
        (
            '<div vocab="https://schema.org/" typeof="ImageObject">'
            f'<img property="contentUrl" src="/bee.jpg">'
            f'<a property="license" href="{BY}">c</a></div>',
            "rdfa",
            "high",
        ),
        (
            f'<div about="/bee.jpg"><img src="/bee.jpg"><a rel="license" href="{BY}">c</a></div>',
            "ccrel",
            "high",
        ),
        (
            f'<img src="/bee.jpg"><a about="/bee.jpg" rel="cc:license" href="{BY}">c</a>',
            "ccrel",
            "high",
        ),
        (
            f'<figure><img src="/bee.jpg"><figcaption>{REL}</figcaption></figure>',
            "figure",
            "high",
        ),
        (
            f'<figure><img src="/bee.jpg"><figcaption>{LINK}</figcaption></figure>',
            "figure",
            "medium",
        ),
        (
            f'<div class="wp-caption"><img src="/bee.jpg"><p>Photo: Ann, {LINK}</p></div>',
            "figure",
            "medium",
        ),
        (
            f'<div><p><img src="/bee.jpg"><br>Ann, {LINK}</p></div>',
            "block",
            "medium",
        ),
        (
            f'<meta property="og:image" content="/bee.jpg"><p>Header image: Ann ({LINK})</p>',
            "credit_line",
            "medium",
        ),
        (
            f'<img src="/bee.jpg"><footer>All photos are published under {LINK}</footer>',
            "statement",
            "medium",
        ),
        (
            f'<meta property="og:image" content="/bee.jpg"><img src="/bee-300x200.jpg">'
            f"<footer>{REL}</footer>",
            "page_license",
            "medium",
        ),
        (
            f'<link rel="license" href="{BY}"><meta name="twitter:image" content="/bee.jpg">'
            '<main><img src="/bee.jpg"></main>',
            "page_license",
            "medium",
        ),
        (
            f'<meta name="DCTERMS.license" content="{BY}"><figure><img src="/bee.jpg"></figure>',
            "page_metadata",
            "medium",
        ),
        (
            f'<meta name="DC.rights" content="See {BY}."><meta property="og:image" '
            'content="/bee.jpg"><img src="/bee.jpg">',
            "page_metadata",
            "medium",
        ),
        (
            '<span xmlns:dct="http://purl.org/dc/terms/" href="http://purl.org/dc/dcmitype/'
            f'StillImage" rel="dct:type">Bee</span>{REL}'
            '<meta property="og:image" content="/bee.jpg">',
            "page_license",
            "high",
        ),
    ],
)
def test_a_licence_is_found_where_publishers_declare_it(html, evidence, confidence):
    assert found(html) == ([("/bee.jpg", "by 4.0", evidence, confidence)], {})


@pytest.mark.parametrize(
    ("html", "reasons"),
    [
        ("<p>hello", {"no_license": 1}),
        (
            '<p xmlns:cc="http://creativecommons.org/ns#"><img src="/a.jpg">',
            {"no_licensed_media": 1},
        ),
        (f"<p>text <footer>{REL}</footer>", {"no_licensed_media": 1}),
        (f'<img src="/a.jpg"><footer>{LINK}</footer>', {"license_only_mentioned": 1}),
        (f'<img src="/a.jpg"><footer>{REL}</footer>', {"low_confidence": 1}),
        (
            f'<meta property="og:image" content="/card.jpg"><footer>{REL}</footer>',
            {"low_confidence": 1},
        ),
        (
            f'<figure><img src="/a.jpg"></figure><footer>Text is available under {REL}</footer>',
            {"license_covers_text_only": 1},
        ),
        (
            f'<figure><img src="/a.jpg"></figure><p>Dieser Text steht unter {LINK}</p>',
            {"license_covers_text_only": 1},
        ),
        (
            f'<figure><img src="/a.jpg"></figure><a rel="license" href="{SA}">x</a>{REL}',
            {"ambiguous_page_license": 1},
        ),
        (
            f'<figure><img src="/a.jpg">{REL}<a rel="license" href="{SA}">x</a></figure>',
            {"ambiguous_license": 1},
        ),
        (
            f'<div class="comment-body"><p><img src="/a.jpg"> I saw {LINK}</p></div>',
            {"license_in_comment": 1},
        ),
        (
            '<figure><img src="/a.jpg"><a rel="license" '
            'href="https://creativecommons.org.evil.example/licenses/by/4.0/">x</a></figure>',
            {"unknown_license_url": 1},
        ),
        (
            '<figure><img src="/a.jpg"><a rel="license" '
            'href="https://evil.example/?https://creativecommons.org/licenses/by/4.0/">x</a></figure>',
            {"unknown_license_url": 1},
        ),
        (
            '<figure><img src="/a.jpg"><a rel="license" '
            'href="https://creativecommons.org/licenses/by/9.0/">x</a></figure>',
            {"unknown_license_url": 1},
        ),
        (
            JSON_LD
            % '"@type": "ImageObject", "contentUrl": "/a.jpg", "license": "creativecommons"',
            {"unknown_license_url": 1},
        ),
        (
            JSON_LD % f'"@type": "ImageObject", "contentUrl": "javascript:x", "license": "{BY}"',
            {"no_media_url": 1},
        ),
        (
            JSON_LD % f'"@type": "ImageObject", "contentUrl": "/88x31.png", "license": "{BY}"',
            {"license_button": 1},
        ),
        (
            JSON_LD
            % f'"@type": "ImageObject", "contentUrl": "/a.jpg", "license": "{BY}", "width": 1',
            {"tracking_pixel": 1},
        ),
        (
            JSON_LD
            % f'"@type": "ImageObject", "contentUrl": "/a.jpg", "license": "{BY}", "width": "48px"',
            {"too_small": 1},
        ),
        (
            JSON_LD % f'"@type": "Article", "image": "/logo.png", "license": "{BY}"',
            {"logo": 1},
        ),
        (
            f'<p about="/other/page"><a rel="license" href="{BY}">x</a></p>',
            {"no_media_for_subject": 1},
        ),
        (
            f'<div><p><img src="/a.jpg"></p><p>Lightbox by Ann, licensed under {LINK}</p></div>',
            {"license_only_mentioned": 1},
        ),
    ],
)
def test_what_no_licence_covers_is_rejected_with_a_reason(html, reasons):
    assert found(html) == ([], reasons)


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

    reading = read_page(Page(URL, html.encode()))

    assert reading.rejections == (Rejection("tracking_pixel", "https://photos.example/pixel.gif"),)


def test_the_furniture_of_a_page_is_told_only_where_a_licence_is_of_its_pictures():
    furniture = '<img src="/logo.png"><img src="/sprite.png">'

    assert found(f"<header>{furniture}</header><footer>Text is available under {REL}</footer>") == (
        [],
        {"license_covers_text_only": 1},
    )
    assert found(
        f'<header>{furniture}</header><img src="/a.jpg"><footer>{REL}</footer>',
        least=Confidence.LOW,
    ) == ([("/a.jpg", "by 4.0", "page_license", "low")], {"logo": 1, "sprite": 1})


def test_a_main_picture_that_is_a_logo_is_rejected_with_that_reason():
    html = f'<meta property="og:image" content="/logo.png"><footer>{REL}</footer>'

    assert found(html) == ([], {"logo": 1, "no_licensed_media": 1})


def test_more_pictures_than_are_looked_at_are_told():
    html = "".join(f'<img src="/{n}.jpg">' for n in range(201)) + f"<footer>{REL}</footer>"

    assert found(html)[1] == {"page_too_many_pictures": 1, "low_confidence": 200}


def test_a_licence_in_the_footer_covers_the_page_and_not_its_icons():
    html = f"""<meta property="og:image" content="/bee.jpg"><main><img src="/bee.jpg">
        <img src="/hive.jpg"></main><footer><img src="/icons/mail.png" width="16">{REL}</footer>"""

    assert found(html) == (
        [("/bee.jpg", "by 4.0", "page_license", "medium")],
        {"low_confidence": 1, "too_small": 1},
    )


def test_a_licence_inside_a_figure_covers_that_figure_only():
    html = f"""<meta property="og:image" content="/a.jpg"><figure><img src="/a.jpg"></figure>
        <figure><img src="/b.jpg"><a rel="license" href="{SA}">BY-SA</a></figure>"""

    assert found(html) == ([("/b.jpg", "by-sa 3.0", "figure", "high")], {})


def test_a_figure_of_its_own_licence_beats_the_page_of_another():
    html = f"""<figure><img src="/b.jpg"><a rel="license" href="{SA}">BY-SA</a></figure>
        <meta property="og:image" content="/b.jpg"><footer>{REL}</footer>"""

    assert found(html)[0] == [("/b.jpg", "by-sa 3.0", "figure", "high")]


def test_low_confidence_is_written_when_it_is_asked_for():
    html = f'<img src="/a.jpg"><img src="/b.jpg"><footer>{REL}</footer>'

    assert found(html, least=Confidence.LOW)[0] == [
        ("/a.jpg", "by 4.0", "page_license", "low"),
        ("/b.jpg", "by 4.0", "page_license", "low"),
    ]


def test_each_entry_of_a_list_has_its_own_licence():
    html = f"""<ul><li><a href="/1"><img src="/a.jpg"></a><p>{REL}</p></li>
        <li><a href="/2"><img src="/b.jpg"></a><p><a rel="license" href="{SA}">x</a></p></li>
        </ul>"""

    assert found(html) == (
        [("/a.jpg", "by 4.0", "block", "medium"), ("/b.jpg", "by-sa 3.0", "block", "medium")],
        {},
    )


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(URL, b""), "empty_page"),
        (Page(URL, b"%PDF-1.4 creativecommons.org"), "not_html"),
        (Page(URL, b"<html>", "application/pdf"), "not_html"),
        (Page("https://web.archive.org/web/2016/http://a.example/", b"<html>"), "archived_copy"),
    ],
)
def test_what_is_no_page_of_its_own_is_not_read(page, reason):
    assert dict(read_page(page).reasons) == {reason: 1}


def test_everything_that_schema_org_says_is_kept():
    html = """<link rel="canonical" href="/bees/one"><script type="application/ld+json">{
        "@context": "https://schema.org", "@type": "ImageObject", "name": "A bee",
        "contentUrl": "../img/bee.jpg", "thumbnailUrl": "/t/bee.jpg",
        "license": "http://creativecommons.org/licenses/by-sa/3.0/de/deed.de",
        "acquireLicensePage": "https://photos.example/buy", "creditText": "Ann / Hive",
        "copyrightNotice": "(c) Ann",
        "creator": {"@type": "Person", "name": "Ann", "url": "/u/ann"},
        "width": {"@type": "QuantitativeValue", "value": 1200}, "height": "800px",
        "keywords": "bee, hive,bee", "description": "On a flower"}</script>"""

    record = read_page(Page(URL, html.encode())).records[0]

    assert (record.title, record.creator, record.creator_url) == (
        "A bee",
        "Ann",
        "https://photos.example/u/ann",
    )
    assert (record.url, record.thumbnail, record.foreign_landing_url) == (
        "https://photos.example/img/bee.jpg",
        "https://photos.example/t/bee.jpg",
        "https://photos.example/bees/one",
    )
    assert (record.width, record.height, record.filetype, record.tags) == (
        1200,
        800,
        "jpg",
        ["bee", "hive"],
    )
    assert record.meta_data == {
        "description": "On a flower",
        "credit_text": "Ann / Hive",
        "copyright_notice": "(c) Ann",
        "acquire_license_page": "https://photos.example/buy",
        "evidence": "json_ld",
        "confidence": "high",
    }
    assert (record.provider, record.source, record.ingestion_type) == (
        "photos.example",
        "photos.example",
        "commoncrawl",
    )


def test_a_declared_size_of_zero_is_unknown():
    html = JSON_LD % (
        f'"@type": "ImageObject", "contentUrl": "/a.jpg", "license": "{BY}", "width": 0,'
        '"height": 900'
    )

    record = read_page(Page(URL, html.encode())).records[0]

    assert (record.width, record.height) == (None, 900)


def test_ccrel_gives_title_and_attribution():
    html = f"""<div xmlns:dct="http://purl.org/dc/terms/" about="/bee.jpg"><img src="/bee.jpg">
        <span property="dct:title">A bee</span> by
        <a property="cc:attributionName" rel="cc:attributionURL" href="/u/ann">Ann</a>
        <a rel="license" href="{BY}">CC BY</a></div>"""

    record = read_page(Page(URL, html.encode())).records[0]

    assert (record.title, record.creator, record.creator_url) == (
        "A bee",
        "Ann",
        "https://photos.example/u/ann",
    )


def test_an_address_is_nobodys_name():
    html = f"""<div about="/bee.jpg" typeof="dct:StillImage"><img src="/bee.jpg">
        <a rel="cc:attributionURL author" property="cc:attributionName" href="/u/ann">Ann</a>
        <a rel="license" href="{BY}">CC BY</a></div>"""
    json_ld = JSON_LD % (
        f'"@type": "ImageObject", "contentUrl": "/hive.jpg", "license": "{BY}",'
        '"author": "https://photos.example/u/ann"'
    )
    page = f'<meta name="author" content="https://ann.example/"><link rel="license" href="{BY}">'
    shown = '<meta property="og:image" content="/wax.jpg"><img src="/wax.jpg">'

    read = [read_page(Page(URL, made.encode())).records for made in (html, json_ld, page + shown)]

    assert [(record.creator, record.creator_url) for [record] in read] == [
        ("Ann", "https://photos.example/u/ann"),
        (None, "https://photos.example/u/ann"),
        (None, None),
    ]


def test_the_file_of_a_recording_has_what_the_recording_says_and_its_cover_has_not():
    html = JSON_LD % (
        '"@type": "MusicRecording", "name": "Song", "byArtist": {"name": "Ann", "url": "/u/ann"},'
        f'"duration": "PT3M12S", "image": {{"@type": "ImageObject", "license": "{BY}", '
        '"contentUrl": "/cover.jpg"}, "audio": {"@type": "AudioObject", '
        f'"contentUrl": "/song.mp3", "license": "{BY}"}}'
    )

    cover, song = read_page(Page(URL, html.encode())).records

    assert (song.title, song.creator, song.creator_url, song.duration) == (
        "Song",
        "Ann",
        "https://photos.example/u/ann",
        192_000,
    )
    assert (cover.title, cover.creator, cover.duration) == ("Song", None, None)


def test_a_sound_is_read_like_an_image():
    html = JSON_LD % (
        f'"@type": "AudioObject", "contentUrl": "/song.mp3", "license": "{BY}", "name": "Song",'
        '"duration": "PT1M5S", "genre": ["folk"], "byArtist": {"name": "Ann"}'
    )

    record = read_page(Page(URL, html.encode())).records[0]

    assert (record.media_type, record.url, record.duration, record.genres, record.creator) == (
        "audio",
        "https://photos.example/song.mp3",
        65_000,
        ["folk"],
        "Ann",
    )


def test_a_player_in_a_licensed_figure_is_a_sound():
    html = f'<figure><audio><source src="/song.ogg"></audio><figcaption>{REL}</figcaption></figure>'

    record = read_page(Page(URL, html.encode())).records[0]

    assert (record.media_type, record.url) == ("audio", "https://photos.example/song.ogg")


def test_addresses_are_relative_to_the_base_element():
    html = f'<base href="//cdn.example/x/"><figure><img src="bee.jpg">{REL}</figure>'

    assert read_page(Page(URL, html.encode())).records[0].url == "https://cdn.example/x/bee.jpg"


def test_a_picture_that_loads_late_is_read_from_where_its_address_is_kept():
    html = f'<figure><img src="data:image/gif;base64,x" data-src="/bee.jpg">{REL}</figure>'

    assert found(html)[0] == [("/bee.jpg", "by 4.0", "figure", "high")]


def test_a_canonical_address_on_another_site_is_not_believed():
    canonical = '<link rel="canonical" href="https://evil.example/">'
    html = f'{canonical}<figure><img src="/b.jpg">{REL}</figure>'

    assert read_page(Page(URL, html.encode())).records[0].foreign_landing_url == URL


def test_broken_markup_is_read_as_browsers_do():
    html = f'<figure><img src=/bee.jpg alt="x><b>y" <figcaption><p>{REL}</b></figure></div></p>'

    assert found(html)[0] == [("/bee.jpg", "by 4.0", "figure", "high")]


FRAGMENTS = st.sampled_from(
    [
        "<figure>",
        "</figure>",
        "<div about='/x'>",
        "<div itemscope itemtype='x:ImageObject'>",
        "</div>",
        REL,
        LINK,
        '<img src="/a.jpg">',
        "<img src=x:y itemprop=contentUrl>",
        "<base href=':'>",
        '<a property="cc:attributionName" rel="cc:attributionURL" href="//[">',
        "<table><td>",
        "<p typeof>",
        '<script type="application/ld+json">',
        '{"@type": ["ImageObject"], "license": {"url": [',
        "</script>",
        '<meta property="og:image" content="//">',
        "<svg>",
        "<template>",
        "<!--",
        "\0",
        "é\ud7ff",
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=30))
def test_no_page_makes_the_reader_fail_and_every_record_is_complete(fragments):
    html = "<html>" + "".join(fragments) + LINK
    reading = read_page(Page(URL, html.encode("utf-8", "replace")), least=Confidence.LOW)

    assert all(
        record.url.startswith(("http://", "https://")) and record.license_info.version
        for record in reading.records
    )
    assert reading.records or reading.rejections


def test_a_picture_in_two_sizes_is_one_record():
    html = f"""<meta property="og:title" content="A bee"><meta property="og:image" content="/l.jpg">
        <script type="application/ld+json">{{"@type": "VisualArtwork", "name": "Bee, gilt",
        "creator": {{"name": "Ann"}}, "image": {{"@type": "ImageObject", "contentUrl": "/l.jpg",
        "thumbnailUrl": "/s.jpg", "license": "{BY}"}}}}</script>
        <figure><img src="/s.jpg" width="200" alt="small">{REL}</figure>"""

    [record] = read_page(Page(URL, html.encode())).records

    assert (record.url, record.thumbnail, record.title, record.creator, record.width) == (
        "https://photos.example/l.jpg",
        "https://photos.example/s.jpg",
        "Bee, gilt",
        "Ann",
        None,
    )


def test_a_shown_picture_that_links_to_a_larger_one_is_its_thumbnail():
    html = f'<figure><a href="/l.jpg"><img src="/s.jpg" width="200"></a>{REL}</figure>'

    [record] = read_page(Page(URL, html.encode())).records

    assert (record.url, record.thumbnail, record.width) == (
        "https://photos.example/l.jpg",
        "https://photos.example/s.jpg",
        None,
    )


def test_a_link_to_a_wikis_page_about_the_file_is_no_larger_picture():
    page = "https://wiki.example/wiki/File:l.jpg"
    html = f'<figure><a href="{page}"><img src="/s.jpg"></a>{REL}</figure>'

    assert found(html)[0] == [("/s.jpg", "by 4.0", "figure", "high")]


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


def test_the_page_that_sells_licences_gets_an_absolute_address():
    html = f"""<div itemscope itemtype="https://schema.org/ImageObject">
        <img itemprop="contentUrl" src="/a.jpg"><a itemprop="license" href="{BY}">CC BY</a>
        <a itemprop="acquireLicensePage" href="/buy">Buy</a></div>"""

    (record,) = read_page(Page(URL, html.encode())).records

    assert record.meta_data["acquire_license_page"] == "https://photos.example/buy"


@pytest.mark.parametrize("name", ["_:b0", "#image"])
def test_a_name_within_json_ld_is_no_address(name):
    html = JSON_LD % (
        f'"@type": "ImageObject", "@id": "{name}", "contentUrl": "/a.jpg", "license": "{BY}",'
        f' "creator": {{"@type": "Person", "@id": "{name}1", "name": "Ann"}}'
    )

    (record,) = read_page(Page(URL, html.encode())).records

    assert (record.foreign_landing_url, record.creator, record.creator_url) == (URL, "Ann", None)


@pytest.mark.parametrize(
    ("figure", "title"),
    [
        (f'<img src="/a.jpg" title="A bee" alt="bee">{REL}', "A bee"),
        (f'<img src="/a.jpg" alt="A bee"><figcaption>Hive. Photo: Ann {REL}</figcaption>', "A bee"),
        (
            f'<img src="/a.jpg" alt=""><figcaption>A bee. Photo: Ann, {REL}</figcaption>',
            "A bee.",
        ),
        (
            '<img src="/a.jpg" alt="DSC_0012.JPG"><figcaption>A bee, by <a rel="author">Ann Lee'
            f"</a>, {REL}</figcaption>",
            "A bee",
        ),
        (f'<img src="/a.jpg" alt="IMG_2024"><figcaption>Foto: Ann {REL}</figcaption>', None),
        (f'<img src="/a.jpg"><figcaption>{REL}</figcaption>', None),
        (
            f'<img src="/a.jpg"><img src="/b.jpg"><figcaption>A bee, a hive. {REL}</figcaption>',
            None,
        ),
    ],
)
def test_a_licensed_figure_is_titled_by_what_stands_at_its_picture(figure, title):
    record = read_page(Page(URL, f"<figure>{figure}</figure>".encode())).records[0]

    assert record.title == title


def test_a_declared_picture_without_a_name_has_the_title_that_the_page_shows_it_with():
    html = '<img src="/bee.jpg" alt="A bee">' + JSON_LD % (
        f'"@type": "ImageObject", "contentUrl": "/bee.jpg", "license": "{BY}"'
    )

    assert read_page(Page(URL, html.encode())).records[0].title == "A bee"


def test_a_host_in_capital_letters_is_a_licence_too():
    link = f'<a rel="license" href="{BY.upper().replace("LICENSES/BY", "licenses/by")}">CC</a>'

    assert found(f'<figure><img src="/bee.jpg">{link}</figure>')[0] == [
        ("/bee.jpg", "by 4.0", "figure", "high")
    ]
