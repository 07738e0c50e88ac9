from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.cleaning.tags import clean_tags


def names(*given: str) -> list[str]:
    return [tag["name"] for tag in clean_tags(list(given), "example") or []]


def test_a_tag_is_denied_as_a_whole_whatever_its_case() -> None:
    assert names("ruby", "baby", "hobby", "by the sea", "cc0 party") == [
        "ruby",
        "baby",
        "hobby",
        "by the sea",
        "cc0 party",
    ]
    assert (
        names("by", "BY", "By-NC-sa", "CC0", "PDM", "No Person", "undefined", "squareformat") == []
    )


def test_machine_tags_of_upload_tools_are_denied_and_others_kept() -> None:
    assert names(
        "uploaded:by=flickrmobile",
        "uploaded:by=instagram",
        "flickriosapp:filter=Flamingo",
        "geo:lat=52.1",
        "Star Wars: A New Hope",
    ) == ["geo:lat=52.1", "Star Wars: A New Hope"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ([], None),
        ("a text is no list", None),
        ({"name": "no list"}, None),
        ([None, 7, {"name": 3}, {}, [], "  "], None),
        (["a", " a ", "A"], [("a", "example"), ("A", "example")]),
        (("b", "a"), [("b", "example"), ("a", "example")]),
        ([{"name": "a", "provider": "x"}, "a"], [("a", "x"), ("a", "example")]),
        ([{"name": "a", "provider": None}], [("a", "example")]),
        ([r"caf\u00e9", "café"], [("café", "example")]),
    ],
)
def test_each_name_stands_once_for_each_provider(value: Any, expected: Any) -> None:
    cleaned = clean_tags(value, "example")
    assert (cleaned and [(tag["name"], tag["provider"]) for tag in cleaned]) == expected


def test_of_two_accuracies_the_higher_one_is_kept_and_an_impossible_one_is_not() -> None:
    assert clean_tags(
        [
            {"name": "cat", "provider": "machine", "accuracy": 0.5},
            {"name": "cat", "provider": "machine", "accuracy": 1},
            {"name": "dog", "provider": "machine", "accuracy": 7},
            {"name": "cow", "provider": "machine", "accuracy": "0.9"},
        ],
        "example",
    ) == [
        {"name": "cat", "provider": "machine", "accuracy": 1.0},
        {"name": "dog", "provider": "machine"},
        {"name": "cow", "provider": "machine", "accuracy": 0.9},
    ]


WORDS = st.text(max_size=8) | st.sampled_from(["by", "BY ", "uploaded:by=x", "a", " a", "x" * 600])


@given(st.lists(WORDS, max_size=6))
def test_a_tag_is_cleaned_alike_as_a_text_and_as_an_object(words: list[str]) -> None:
    objects = [{"name": word, "provider": "example"} for word in words]
    oddly = [*objects, {"name": "by"}]
    assert clean_tags(words, "example") == clean_tags(objects, "else")
    assert clean_tags(words, "example") == clean_tags(oddly, "example")


def test_a_tag_of_more_than_a_thousand_characters_is_dropped() -> None:
    assert names("x" * 1001, "y" * 1000) == ["y" * 1000]
