from catalog.pages.evidence import Confidence
from catalog.pages.originals import Comparison, compare, identity

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


def test_an_original_is_known_by_its_provider_and_number_or_name():
    assert identity("https://commons.wikimedia.org/wiki/File:Red_Mill.jpg") == (
        "wikimedia",
        "Red Mill.jpg",
    )
    assert identity("https://ann.example/photos/1") is None
