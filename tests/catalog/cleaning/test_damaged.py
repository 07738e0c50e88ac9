"""Damage that real files have, and what becomes of it: repaired, or lost value by value."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalog.cleaning import clean_row
from catalog.cleaning.values import array_items, filetype_word, fraction, integer, parsed
from catalog.cleaning.vocabulary import FILETYPE_ALIASES
from catalog.text import clean_tag, clean_text, clean_title
from tests.growth import MOST, growth


def image(**given: Any) -> dict[str, Any]:
    row = {
        "foreign_identifier": "1",
        "foreign_landing_url": "https://example.org/1",
        "url": "https://example.org/1.jpg",
        "license": "by",
        "license_version": "4.0",
        "provider": "flickr",
    }
    return row | given


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        (r"y en Malasa\xf1a crecen corazones", "y en Malasaña crecen corazones"),
        (r"Caf\xc3\xa9", "Café"),
        (r"2012\u53f0\u5317", "2012台北"),
        (r"furiosos rayos\nserrano", "furiosos rayos serrano"),
        (r"one\r\ntwo\tthree", "one two three"),
        (r"C:\new\table", r"C:\new\table"),
        (r"100 \% wool", r"100 \% wool"),
    ],
)
def test_escapes_that_were_left_undecoded_are_read(damaged: str, meant: str) -> None:
    assert (clean_title(damaged), clean_text(damaged), clean_tag(damaged)) == (meant,) * 3
    row = clean_row(image(title=damaged, meta_data={"description": damaged}), "image")
    assert (row["title"], row["meta_data"]["description"]) == (meant, meant)


def test_a_letter_whose_escape_lost_its_backslash_is_read_in_names() -> None:
    assert clean_tag("malasau00f1a") == clean_title("malasau00f1a") == "malasaña"
    assert clean_tag("u00f1 and menu0041") == "u00f1 and menu0041"


@pytest.mark.parametrize("meant", ["École", "Straße", "Ørsted", "Ägypten", "Þingvellir", "l’été"])
@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
def test_utf8_that_was_read_as_something_else_is_repaired(meant: str, read_as: str) -> None:
    damaged = meant.encode().decode(read_as, "replace")
    if "\ufffd" not in damaged:
        assert clean_text(damaged) == clean_title(damaged) == meant


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("&lt;img src=x onerror=f()", None),
        ("Jane <img src=x onerror=f()", "Jane"),
        ("&lt;iframe&gt;X&lt;/iframe&gt;", "X"),
        ("<svg onload=f()>", None),
        ("<x href=javascript:f()>X</x>", "X"),
        ("<x onclick>X</x>", "X"),
        ("<!-- hidden", None),
        ("<SCRIPT>f()</SCRIPT>", "f()"),
        ("&amp;lt;object data=x&amp;gt;", None),
        ("<untitled>", None),
        ("&lt;no title&gt;", None),
        ("a < b and c > d", "a < b and c > d"),
        ("I <3 you = me", "I <3 you = me"),
    ],
)
def test_no_markup_of_a_title_becomes_live(given: str, kept: str | None) -> None:
    assert clean_title(given) == kept


def test_an_accuracy_may_come_as_text() -> None:
    tags = [{"name": "cat", "provider": "clarifai", "accuracy": "0.98224"}]
    dropped: Counter[str] = Counter()
    row = clean_row(image(tags=tags), "image", dropped=dropped)
    assert row["tags"] == [{"name": "cat", "provider": "clarifai", "accuracy": 0.98224}]
    assert dropped == {}


@pytest.mark.parametrize(
    ("text", "kept", "lost"),
    [
        ('{"views": NaN, "a": "b"}', {"a": "b"}, True),
        ('{"views": Infinity, "a": "b"}', {"a": "b"}, True),
        ('{"views": 1e400, "a": "b"}', {"a": "b"}, True),
        ('{"half": "x\\ud83d", "a": "b"}', {"half": "x", "a": "b"}, False),
        ('{"a": "b", "list": [1, 2,],}', {"a": "b", "list": [1, 2]}, False),
        ("{'a': 'b', 'nothing': None, 'yes': True}", {"a": "b", "yes": True}, False),
        ('{"id": 12345678901234567890123}', {"id": "12345678901234567890123"}, False),
        ('{"long": 0.12345678901234567890123}', {"long": "0.12345678901234567890123"}, False),
        ('{"lat": 52.520006599999998}', {"lat": "52.520006599999998"}, False),
    ],
)
def test_one_bad_token_costs_its_value_and_no_digit_is_lost(
    text: str, kept: dict[str, Any], lost: bool
) -> None:
    dropped: Counter[str] = Counter()
    found = clean_row(image(meta_data=text), "image", dropped=dropped)["meta_data"]
    assert {k: v for k, v in found.items() if not k.endswith("license_url")} == kept
    assert dropped == ({"dropped.part_of_meta_data": 1} if lost else {})


def test_categories_and_genres_may_be_written_as_arrays() -> None:
    dropped: Counter[str] = Counter()
    sound = {"url": "https://example.org/1.mp3", "category": "{music}", "genres": "{}"}
    row = clean_row(image(**sound), "audio", dropped=dropped)
    assert (row["category"], row["genres"], dropped) == ("music", None, {})
    row = clean_row(image(**sound | {"genres": '["rock","pop"]'}), "audio", dropped=dropped)
    assert (row["genres"], dropped) == (["rock", "pop"], {})


def test_an_id_out_of_a_column_of_numbers_with_gaps_has_no_fraction() -> None:
    assert clean_row(image(foreign_identifier=12345.0), "image")["foreign_identifier"] == "12345"


def test_texts_out_of_a_column_of_decimals_are_their_digits() -> None:
    given = {"foreign_identifier": Decimal("12345.00"), "license_version": Decimal("4.0")}
    row = clean_row(image(**given, creator=Decimal("1e999999999")), "image")
    assert (row["foreign_identifier"], row["license_version"]) == ("12345", "4.0")
    assert row["creator"] is None


def test_marks_that_nobody_sees_go_and_accents_are_composed() -> None:
    assert clean_title("safe\u202egnp.exe") == "safegnp.exe"
    assert clean_title("soft\u00adware\u200e") == "software"
    tags = clean_row(image(tags=["cafe\u0301", "café"]), "image")["tags"]
    assert tags == [{"name": "café", "provider": "flickr"}]


@pytest.mark.parametrize(
    "text", ["1_000", "²", "١٢", "１２", "infinity", "nan", "0x10", "12px", ""]
)
def test_what_is_no_number_to_people_is_none_to_us(text: str) -> None:
    assert (integer(text, 2**31), fraction(text)) == (None, None)


def test_a_film_is_no_sound_though_both_are_called_mpeg() -> None:
    words = ("audio/mpeg", "video/mpeg", ".mpeg")
    assert [filetype_word(word, FILETYPE_ALIASES) for word in words] == ["mp3", "mpg", "mp3"]


# Each of a length, so that the short one is as bad as the long one.
WORST = (
    (lambda length: '{"' + 'a\\"' * length + "}", array_items),
    (lambda length: '{"' + 'a\\"' * length + "\\}", array_items),
    (lambda length: '{"a": ["' + '",' * length * 2, parsed),
    (lambda length: "[" * length * 3, parsed),
    (lambda length: '{"a": 1' + "," * length * 3 + " " * length * 3, parsed),
)


@pytest.mark.parametrize(("worst", "read"), WORST)
def test_the_worst_text_takes_no_longer_than_its_length(
    worst: Callable[[int], str], read: Callable[[str], object]
) -> None:
    assert growth(read, 5_000, of=worst) < MOST
