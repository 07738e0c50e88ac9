from typing import Any

import pytest

from catalog.cleaning.values import array_items, boolean, integer


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (100, 100),
        (101, None),
        (-1, None),
        (7.9, 7),
        ("7", 7),
        (" 7.0 ", 7),
        ("1e2", 100),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("7px", None),
        ("²", None),
        ("9" * 5000, None),
        (True, None),
        (None, None),
        ([], None),
    ],
    ids=lambda value: repr(value)[:12],
)
def test_a_number_is_read_if_the_column_can_hold_it(value: Any, expected: int | None) -> None:
    assert integer(value, 100) == expected


def test_a_long_number_keeps_every_digit() -> None:
    assert integer("9007199254740993", 2**63 - 1) == 9007199254740993


def test_truth_is_spelled_in_four_ways_and_no_other() -> None:
    true = [boolean(word) for word in ["True", "true", "T", "t", True]]
    false = [boolean(word) for word in ["False", "false", "F", "f", False]]
    assert (true, false) == ([True] * 5, [False] * 5)
    assert [boolean(word) for word in ["yes", "1", 1, 0, "", None, "TRUE"]] == [None] * 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", []),
        ("{rock,pop}", ["rock", "pop"]),
        (r'{"a, b","c \"d\" \\ e"}', ["a, b", r'c "d" \ e']),
        ('{NULL,"NULL"}', ["NULL"]),
        ("rock", ["rock"]),
    ],
)
def test_an_array_literal_is_read_as_postgresql_writes_it(text: str, expected: list[str]) -> None:
    assert array_items(text) == expected
