import json

import pytest

from catalog.errors import UsageError
from catalog.images.reviews import approved, decide, read_reviews


def test_decisions_are_kept_sorted_and_the_last_one_counts(tmp_path):
    uri = str(tmp_path / "reviews.json")
    decide(uri, "b.example", "approved", note="fine", provider="b", day="2026-11-01")
    decide(uri, "a.example", "approved", note="yes", provider="a", day="2026-11-02")
    decide(uri, "b.example", "rejected", note="gone", provider="b", day="2026-11-03")

    assert list(json.loads((tmp_path / "reviews.json").read_text()).items()) == [
        (
            "a.example",
            {"decision": "approved", "provider": "a", "note": "yes", "decided_on": "2026-11-02"},
        ),
        (
            "b.example",
            {"decision": "rejected", "provider": "b", "note": "gone", "decided_on": "2026-11-03"},
        ),
    ]
    assert approved(uri) == {"a.example": "a"}


def test_no_file_is_no_decision(tmp_path):
    assert read_reviews(str(tmp_path / "none.json")) == {}


@pytest.mark.parametrize("text", ["[", "[1]", '{"a.example": {"decision": "approved"}}'])
def test_a_file_of_something_else_is_told(tmp_path, text):
    (tmp_path / "reviews.json").write_text(text)

    with pytest.raises(UsageError, match="is no file of reviews"):
        read_reviews(str(tmp_path / "reviews.json"))
