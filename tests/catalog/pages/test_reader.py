import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import PageTooSlowError
from catalog.pages.evidence import Confidence
from catalog.pages.parsing import parse
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage
from tests.catalog.pages.reading import BY, JSON_LD, LINK, REL, SA, URL, found


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
            JSON_LD % f'"@type": "BlogPosting", "image": ["/bee.jpg"], "license": "{BY}"'
            + '<img src="/bee.jpg">',
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
            "high",
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
            f'<meta name="DCTERMS.license" content="{BY}">'
            '<figure><img src="/bee.jpg"> A bee</figure>',
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
        (f'<img src="/a.jpg"><footer>{LINK}</footer>', {"low_confidence": 1}),
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
            f'<figure><img src="/a.jpg"></figure><footer><a rel="license" href="{SA}">x</a>{REL}',
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
            {"license_covers_text_only": 1},
        ),
    ],
)
def test_what_no_licence_covers_is_rejected_with_a_reason(html, reasons):
    assert found(html) == ([], reasons)


@pytest.mark.parametrize("blank", [" ", "\n", "\r\n    ", "\t", "&nbsp;", "\xa0", "\n&nbsp; "])
@pytest.mark.parametrize("name", ["Creative_Commons Attribution 4.0", "CC_BY 4.0"])
def test_a_licences_name_is_read_whatever_blank_parts_its_words(name, blank):
    credit = f"Photo by Ann Lee, {name.replace('_', blank)}"
    html = f"<figure><img src='/b.jpg'><figcaption>{credit}</figcaption></figure>"

    assert found(html) == ([("/b.jpg", "by 4.0", "figure", "medium")], {})


def test_words_of_which_none_is_the_other_s_neighbour_name_no_licence():
    html = "<p>A creative park of commons. An account in CC, by Ann Lee. <img src='/b.jpg'>"

    assert found(html) == ([], {"no_license": 1})


def test_a_licence_inside_a_figure_covers_that_figure_only():
    html = f"""<meta property="og:image" content="/a.jpg"><figure><img src="/a.jpg"></figure>
        <figure><img src="/b.jpg"><a rel="license" href="{SA}">BY-SA</a></figure>"""

    assert found(html) == ([("/b.jpg", "by-sa 3.0", "figure", "high")], {})


def test_a_figure_of_its_own_licence_beats_the_page_of_another():
    html = f"""<figure><img src="/b.jpg"><a rel="license" href="{SA}">BY-SA</a></figure>
        <meta property="og:image" content="/b.jpg"><footer>{REL}</footer>"""

    assert found(html)[0] == [("/b.jpg", "by-sa 3.0", "figure", "high")]


def test_low_confidence_is_written_when_it_is_asked_for():
    html = f'<img src="/IMG_1234.jpg"><img src="/b.jpg"><footer>{REL}</footer>'

    assert found(html, least=Confidence.LOW)[0] == [
        ("/IMG_1234.jpg", "by 4.0", "page_license", "medium"),
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
        (FetchedPage(URL, b""), "empty_page"),
        (FetchedPage(URL, b"%PDF-1.4 creativecommons.org"), "not_html"),
        (FetchedPage(URL, b"<html>", "application/pdf"), "not_html"),
    ],
)
def test_what_is_no_page_of_its_own_is_not_read(page, reason):
    assert dict(read_page(page).reasons) == {reason: 1}


def test_an_archives_copy_is_read_as_the_page_that_it_is_a_copy_of():
    archive = "https://web.archive.org/web/20160330101229"
    html = f"""<figure><img src="{archive}im_/http://a.example/bee.jpg"><figcaption>Photo: Ann,
        <a href="{archive}/{BY}">CC BY</a></figcaption></figure>"""

    (record,) = read_page(FetchedPage(f"{archive}/http://a.example/", html.encode())).records

    assert (record.url, record.foreign_landing_url, record.provider) == (
        "http://a.example/bee.jpg",
        "http://a.example/",
        "a.example",
    )
    assert record.meta_data["archived_copy"] == f"{archive}/http://a.example/"


def test_a_player_in_a_licensed_figure_is_a_sound():
    html = f'<figure><audio><source src="/song.ogg"></audio><figcaption>{REL}</figcaption></figure>'

    record = read_page(FetchedPage(URL, html.encode())).records[0]

    assert (record.media_type, record.url) == ("audio", "https://photos.example/song.ogg")


def test_addresses_are_relative_to_the_base_element():
    html = f'<base href="//cdn.example/x/"><figure><img src="bee.jpg">{REL}</figure>'

    assert (
        read_page(FetchedPage(URL, html.encode())).records[0].url == "https://cdn.example/x/bee.jpg"
    )


def test_a_picture_that_loads_late_is_read_from_where_its_address_is_kept():
    html = f'<figure><img src="data:image/gif;base64,x" data-src="/bee.jpg">{REL}</figure>'

    assert found(html)[0] == [("/bee.jpg", "by 4.0", "figure", "high")]


def test_a_blurred_copy_stands_for_the_picture_that_a_script_puts_there():
    html = f'<figure><img src="/bee-20x15.jpg" data-src="/bee.jpg">{REL}</figure>'

    assert found(html)[0] == [("/bee.jpg", "by 4.0", "figure", "high")]


def test_a_canonical_address_on_another_site_is_not_believed():
    canonical = '<link rel="canonical" href="https://evil.example/">'
    html = f'{canonical}<figure><img src="/b.jpg">{REL}</figure>'

    assert read_page(FetchedPage(URL, html.encode())).records[0].foreign_landing_url == URL


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
    reading = read_page(FetchedPage(URL, html.encode("utf-8", "replace")), least=Confidence.LOW)

    assert all(
        record.url.startswith(("http://", "https://")) and record.license_info.version
        for record in reading.records
    )
    assert reading.records or reading.rejections


def test_a_shown_picture_that_links_to_a_larger_one_is_its_thumbnail():
    html = f'<figure><a href="/l.jpg"><img src="/s.jpg" width="200"></a>{REL}</figure>'

    [record] = read_page(FetchedPage(URL, html.encode())).records

    assert (record.url, record.thumbnail, record.width) == (
        "https://photos.example/l.jpg",
        "https://photos.example/s.jpg",
        None,
    )


def test_a_link_to_a_wikis_page_about_the_file_is_no_larger_picture():
    page = "https://wiki.example/wiki/File:l.jpg"
    html = f'<figure><a href="{page}"><img src="/s.jpg"></a>{REL}</figure>'

    assert found(html)[0] == [("/s.jpg", "by 4.0", "figure", "high")]


def test_a_host_in_capital_letters_is_a_licence_too():
    link = f'<a rel="license" href="{BY.upper().replace("LICENSES/BY", "licenses/by")}">CC</a>'

    assert found(f'<figure><img src="/bee.jpg">{link}</figure>')[0] == [
        ("/bee.jpg", "by 4.0", "figure", "high")
    ]


def test_media_of_a_page_that_asks_that_its_pictures_are_not_indexed_are_held_back():
    html = f"""<meta name="robots" content="noimageindex, noai"><figure><img src="/a.jpg">
        <figcaption>{REL}</figcaption></figure>"""

    assert found(html) == ([], {"opted_out": 1})
    (record,) = read_page(FetchedPage(URL, html.encode()), opted_out=True).records
    assert record.meta_data["opt_outs"] == ["noimageindex", "noai"]


def test_a_page_that_asks_for_no_training_is_written_with_that():
    html = f"<figure><img src='/a.jpg'><figcaption>{REL}</figcaption></figure>"

    (record,) = read_page(FetchedPage(URL, html.encode(), None, "noai")).records

    assert record.meta_data["opt_outs"] == ["noai"]


def test_a_page_that_takes_longer_than_it_may_is_rejected_with_that_reason():
    html = f"<figure><img src='/a.jpg'><figcaption>{REL}</figcaption></figure>"

    assert read_page(FetchedPage(URL, html.encode()), seconds=-1).reasons == {"page_too_slow": 1}


def test_the_walk_over_a_pages_elements_ends_in_time_too():
    html = f"<p>{REL}</p>" + "<i>a</i>" * 12_000
    late = time.monotonic() + 0.0001

    with pytest.raises(PageTooSlowError):
        parse(html.encode(), URL, late)
