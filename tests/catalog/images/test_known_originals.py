"""Records of pages beside the originals that a real catalog has."""

import pytest

from catalog.database.errors import UnreachableError
from catalog.images import known_originals
from catalog.images.image_task import ExtractImages
from catalog.images.known_originals import held_against
from catalog.images.page_plan import plan
from catalog.pages.evidence import Confidence
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import figure, record, write_crawl

COMMONS = "https://upload.wikimedia.org/wikipedia/commons/8/80/Red_Mill.jpg"
ORIGINAL = "https://commons.wikimedia.org/wiki/File:Red_Mill.jpg"


@pytest.fixture
def catalog(connection, database):
    """Return the URL of a catalog with one photograph of each way to know one, and a sound."""
    add = (
        "INSERT INTO {} (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, creator)"
        " VALUES (now(), now(), %s, %s, %s, 'https://a.example/', %s, %s, %s, false, %s)"
    )
    images = (
        ("wikimedia", "123", COMMONS, "by-sa", "4.0", "Ann Lee"),
        ("flickr", "4567890", "https://live.staticflickr.com/1/4567890_a.jpg", "by", "2.0", "ann"),
    )
    for provider, identifier, url, license_, version, creator in images:
        values = (provider, provider, identifier, url, license_, version, creator)
        connection.execute(add.format("image"), values)
    sound = ("freesound", "freesound", "77", "https://cdn.example/77.mp3", "by", "4.0", "Bo Ek")
    connection.execute(add.format("audio"), sound)
    yield database
    known_originals.close()


def row(original, license_="by-sa", version="4.0", creator="Ann Lee", confidence="medium"):
    return {
        "url": "https://blog.example/mill.jpg",
        "license": license_,
        "license_version": version,
        "creator": creator,
        "meta_data": {"original": original, "confidence": confidence},
    }


def test_a_record_that_says_what_its_original_says_stays_as_it_is(catalog):
    rows = [("image", row(ORIGINAL))]

    assert held_against(catalog, rows, Confidence.MEDIUM) == (rows, {"originals.agree": 1})


def test_a_record_under_another_licence_than_its_original_is_dropped_with_the_reason(catalog):
    rows = [("image", row("https://www.flickr.com/photos/ann/4567890/", "by-nc", "2.0", "Ann"))]

    assert held_against(catalog, rows, Confidence.MEDIUM) == (
        [],
        {"originals.contradict": 1, "rejected.contradicts_original": 1},
    )


def test_who_wants_unsure_records_is_told_what_contradicts(catalog):
    rows = [("image", row(ORIGINAL, "by", "4.0", "Somebody Else"))]

    ((_, kept),), _ = held_against(catalog, rows, Confidence.LOW)

    assert kept["meta_data"] == {
        "original": ORIGINAL,
        "confidence": "low",
        "contradicts_original": ["license", "creator"],
    }


def test_another_creator_alone_lowers_a_sure_record_by_a_step(catalog):
    rows = [("image", row(ORIGINAL, creator="Somebody Else", confidence="high"))]

    ((_, kept),), counts = held_against(catalog, rows, Confidence.MEDIUM)

    assert kept["meta_data"]["confidence"] == "medium"
    assert counts == {"originals.contradict": 1}


def test_a_sound_is_held_against_the_sounds(catalog):
    sound = row("https://freesound.org/people/bo/sounds/77/", "by-nc", "4.0", "Bo Ek")

    assert held_against(catalog, [("audio", sound)], Confidence.MEDIUM)[0] == []


def test_what_the_catalog_does_not_have_and_what_names_no_original_stay(catalog):
    unknown = row("https://commons.wikimedia.org/wiki/File:Blue_Mill.jpg")
    elsewhere = row("https://museum.example/object/1")
    plain = {**row(ORIGINAL), "meta_data": {"confidence": "high"}}
    rows = [("image", unknown), ("image", elsewhere), ("image", plain)]

    assert held_against(catalog, rows, Confidence.MEDIUM) == (rows, {})


def test_a_database_that_is_not_there_is_told_without_its_password():
    url = "postgresql://ann:secret@localhost:1/none"

    with pytest.raises(UnreachableError) as told:
        held_against(url, [("image", row(ORIGINAL))], Confidence.MEDIUM)

    assert "secret" not in str(told.value)


def test_a_run_holds_its_records_against_the_catalog(catalog, tmp_path):
    url = "https://blog.example/mill"
    html = (
        '<figure><img src="/mill.jpg"><figcaption><a href="https://commons.wikimedia.org/wiki/'
        'File:Red_Mill.jpg">The mill</a> by Ann Lee, <a href="https://creativecommons.org/licenses'
        '/by/4.0/">CC BY 4.0</a></figcaption></figure>'
    )
    write_crawl(tmp_path, {url: record(url, html.encode())})
    wanted = plan(str(tmp_path / "lake"), CRAWL, {"blog.example": "blog.example"})
    folders = (CRAWL, str(tmp_path / "source"), str(tmp_path / "out"))

    (alone,) = [ExtractImages(*folders)(item.to_item()) for item in wanted]
    (compared,) = [ExtractImages(*folders, database_url=catalog)(w.to_item()) for w in wanted]

    assert (alone.counts["rows"], compared.counts["rows"]) == (1, 0)
    assert compared.counts["rejected.contradicts_original"] == 1


def test_a_run_writes_pictures_that_a_page_wants_kept_back_only_if_told_to(tmp_path):
    url = "https://blog.example/mill"
    headers = "Content-Type: text/html\r\nX-Robots-Tag: noai\r\nX-Robots-Tag: noimageindex"
    write_crawl(tmp_path, {url: record(url, figure("mill"), headers=headers)})
    wanted = plan(str(tmp_path / "lake"), CRAWL, {"blog.example": "blog.example"})
    folders = (CRAWL, str(tmp_path / "source"), str(tmp_path / "out"))

    (kept_back,) = [ExtractImages(*folders)(item.to_item()) for item in wanted]
    (written,) = [ExtractImages(*folders, opted_out=True)(item.to_item()) for item in wanted]

    assert (kept_back.counts["rows"], kept_back.counts["rejected.opted_out"]) == (0, 1)
    assert written.counts["rows"] == 1
