import pytest

from catalog.pages.reader import read_page
from catalog.pages.schema_org import milliseconds
from catalog.warc.fetched_page import FetchedPage
from tests.catalog.pages.reading import BY, JSON_LD, REL, URL


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

    record = read_page(FetchedPage(URL, html.encode())).records[0]

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
        "evidence_text": "license: http://creativecommons.org/licenses/by-sa/3.0/de/deed.de",
        "evidence_where": "json_ld: ImageObject",
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

    record = read_page(FetchedPage(URL, html.encode())).records[0]

    assert (record.width, record.height) == (None, 900)


def test_ccrel_gives_title_and_attribution():
    html = f"""<div xmlns:dct="http://purl.org/dc/terms/" about="/bee.jpg"><img src="/bee.jpg">
        <span property="dct:title">A bee</span> by
        <a property="cc:attributionName" rel="cc:attributionURL" href="/u/ann">Ann</a>
        <a rel="license" href="{BY}">CC BY</a></div>"""

    record = read_page(FetchedPage(URL, html.encode())).records[0]

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

    read = [
        read_page(FetchedPage(URL, made.encode())).records for made in (html, json_ld, page + shown)
    ]

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

    cover, song = read_page(FetchedPage(URL, html.encode())).records

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

    record = read_page(FetchedPage(URL, html.encode())).records[0]

    assert (record.media_type, record.url, record.duration, record.genres, record.creator) == (
        "audio",
        "https://photos.example/song.mp3",
        65_000,
        ["folk"],
        "Ann",
    )


def test_a_picture_in_two_sizes_is_one_record():
    html = f"""<meta property="og:title" content="A bee"><meta property="og:image" content="/l.jpg">
        <script type="application/ld+json">{{"@type": "VisualArtwork", "name": "Bee, gilt",
        "creator": {{"name": "Ann"}}, "image": {{"@type": "ImageObject", "contentUrl": "/l.jpg",
        "thumbnailUrl": "/s.jpg", "license": "{BY}"}}}}</script>
        <figure><img src="/s.jpg" width="200" alt="small">{REL}</figure>"""

    [record] = read_page(FetchedPage(URL, html.encode())).records

    assert (record.url, record.thumbnail, record.title, record.creator, record.width) == (
        "https://photos.example/l.jpg",
        "https://photos.example/s.jpg",
        "Bee, gilt",
        "Ann",
        None,
    )


def test_the_page_that_sells_licences_gets_an_absolute_address():
    html = f"""<div itemscope itemtype="https://schema.org/ImageObject">
        <img itemprop="contentUrl" src="/a.jpg"><a itemprop="license" href="{BY}">CC BY</a>
        <a itemprop="acquireLicensePage" href="/buy">Buy</a></div>"""

    (record,) = read_page(FetchedPage(URL, html.encode())).records

    assert record.meta_data["acquire_license_page"] == "https://photos.example/buy"


@pytest.mark.parametrize("name", ["_:b0", "#image"])
def test_a_name_within_json_ld_is_no_address(name):
    html = JSON_LD % (
        f'"@type": "ImageObject", "@id": "{name}", "contentUrl": "/a.jpg", "license": "{BY}",'
        f' "creator": {{"@type": "Person", "@id": "{name}1", "name": "Ann"}}'
    )

    (record,) = read_page(FetchedPage(URL, html.encode())).records

    assert (record.foreign_landing_url, record.creator, record.creator_url) == (URL, "Ann", None)


@pytest.mark.parametrize(
    ("duration", "found"),
    [
        ("PT3M20.5S", 200_500),
        ("P1DT1H", 90_000_000),
        ("PT" + "9" * 400 + "S", None),  # no float holds it
        ("PT" + "9" * 300 + "D", None),
        ("PT0.{}S".format("9" * 400), 1_000),
        ("PT", None),
        ("PT\u00b2S", None),
        ("PT-5S", None),
    ],
)
def test_a_duration_is_read_or_left_out_however_long_it_is(duration, found):
    assert milliseconds(duration) == found
