import pytest

from catalog.pages.evidence import Confidence
from catalog.pages.originals import Comparison, Original, compare, identity

ROW = {
    "license": "by",
    "license_version": "2.0",
    "creator": "Ann Lee",
    "meta_data": {"confidence": "high"},
}


def test_a_record_that_says_what_its_original_says_keeps_its_confidence():
    assert compare(ROW, {**ROW, "creator": "ann_lee"}) == Comparison((), Confidence.HIGH)


def test_another_licence_than_the_originals_makes_a_record_unsure():
    assert compare(ROW, {**ROW, "license": "by-nc"}) == Comparison(("license",), Confidence.LOW)


def test_another_creator_lowers_the_confidence_by_a_step():
    assert compare(ROW, {**ROW, "creator": "Bo Ek"}) == Comparison(("creator",), Confidence.MEDIUM)


def test_what_is_not_said_contradicts_nothing():
    assert compare({**ROW, "creator": None}, ROW) == Comparison((), Confidence.HIGH)


@pytest.mark.parametrize(
    ("address", "original"),
    [
        # Where Wikimedia Commons keeps these two, seen in pages that show them (2026-11-25).
        (
            "https://commons.wikimedia.org/wiki/File:Grand_Bazaar_(Istanbul).jpg",
            Original(
                "wikimedia",
                url="https://upload.wikimedia.org/wikipedia/commons/8/80/Grand_Bazaar_%28Istanbul%29.jpg",
            ),
        ),
        (
            "https://commons.wikimedia.org/wiki/File%3AMaguey_Bay.jpg",
            Original(
                "wikimedia",
                url="https://upload.wikimedia.org/wikipedia/commons/c/c3/Maguey_Bay.jpg",
            ),
        ),
        ("https://www.flickr.com/photos/ann/4567890/in/x", Original("flickr", "4567890")),
        ("https://www.inaturalist.org/photos/123", Original("inaturalist", "123")),
        ("https://freesound.org/people/ann/sounds/77/", Original("freesound", "77")),
        ("https://www.europeana.eu/de/item/12/ab_3", Original("europeana", "/12/ab_3")),
        ("https://ann.example/photos/1", None),
    ],
)
def test_an_original_is_known_by_its_identifier_or_its_file(address, original):
    assert identity(address) == original
