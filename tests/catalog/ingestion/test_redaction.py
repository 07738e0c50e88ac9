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


def test_a_short_key_is_replaced_as_a_word_of_its_own_and_never_inside_of_one() -> None:
    answer = {
        "id": "id",
        "width": 12,
        "idle": ["id", "ids", "a valid id.", "?id=id&wskey=id", "?u=%26key%3Did", "İd"],
    }
    assert without_keys(answer, ["id", "12"]) == {
        "id": "a-key",
        "width": "a-key",
        "idle": [
            "a-key",
            "ids",
            "a valid a-key.",
            "?a-key=a-key&wskey=a-key",
            "?u=%26key%3Da-key",
            "İd",
        ],
    }


@given(
    st.text(min_size=1, max_size=5, alphabet="abkey1+/"),
    st.dictionaries(st.text(alphabet="abkey1_", min_size=1), st.integers(10**6, 10**7)),
)
def test_a_short_key_changes_no_name_of_a_field_and_stands_in_no_value(
    key: str, other: dict[str, int]
) -> None:
    answer = {**other, "named": key, "url": f"https://e.org/?k={key}&n=2", "sent": [key]}
    found = without_keys(answer, [key])
    assert list(found) == list(answer)
    assert (found["named"], found["sent"]) == ("a-key", ["a-key"])
    assert without_keys(found, [key]) == found
    assert f"={key}&" not in found["url"]


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
