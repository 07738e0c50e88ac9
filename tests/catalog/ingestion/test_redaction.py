"""What must not be written down is left out of an answer, however it is spelt."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.ingestion.redaction import without_keys, without_names


def test_a_key_is_replaced_in_values_in_names_of_fields_and_as_a_number() -> None:
    answer = {
        "apikey": "wsk12+3",
        "wsk12+3": None,
        "next": ["https://api.test/?wskey=wsk12%2B3&page=2", "?k=wsk12%2b3"],
        "client": 77123,
        "total": 77,
    }
    assert without_keys(answer, ["wsk12+3", "77123"]) == {
        "apikey": "a-key",
        "a-key": None,
        "next": ["https://api.test/?wskey=a-key&page=2", "?k=a-key"],
        "client": "a-key",
        "total": 77,
    }


def test_a_key_that_begins_another_one_leaves_nothing_of_it() -> None:
    assert without_keys("abc abcdef", ["abc", "abcdef"]) == "a-key a-key"


def test_without_a_key_nothing_is_changed() -> None:
    assert without_keys({"a": ["", 1, None]}, ["", ""]) == {"a": ["", 1, None]}


@given(
    st.text(min_size=6, max_size=20),
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=10,
    ),
)
def test_no_answer_keeps_a_key(key: str, other: object) -> None:
    answer = {"a": other, key: [key, f"x{key}y", {"b": key}]}
    found = without_keys(answer, [key])
    assert found["a-key"] == ["a-key", "xa-keyy", {"b": "a-key"}]


def test_names_of_people_are_left_out_wherever_they_stand() -> None:
    answer = {
        "title": "By Ann Other, in Ann Otherton",
        "owner": {"username": "Ann Other", "path_alias": "annother"},
        "profile": "https://e.org/people/annother/",
        "search": "https://e.org/?q=Ann+Other",
        "note": "write to ann.o@mail.example.com!",
        "url": "https://e.org",
    }
    assert without_names(answer) == {
        "title": "By A Person, in Ann Otherton",
        "owner": {"username": "A Person", "path_alias": "A Person"},
        "profile": "https://e.org/people/a-person/",
        "search": "https://e.org/?q=a-person",
        "note": "write to person@example.org!",
        "url": "https://e.org",
    }
