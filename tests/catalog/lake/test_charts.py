from xml.etree import ElementTree

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from catalog.lake.charts import (
    Bar,
    columns,
    escaped,
    heat_table,
    horizontal_bars,
    percent,
    share_bar,
    value_table,
)

BARS = st.lists(st.builds(Bar, st.text(), st.integers(0, 2**63)), max_size=6)


@settings(max_examples=40)
@given(bars=BARS)
def test_any_label_and_value_gives_a_well_formed_picture(bars: list[Bar]) -> None:
    drawn = [
        horizontal_bars(bars, title="t"),
        columns(bars, title="t"),
        share_bar(bars, title="t"),
        value_table(bars, head="h", unit="u"),
    ]
    assert [ElementTree.fromstring(picture).tag for picture in drawn] == [
        "svg",
        "svg",
        "svg",
        "table",
    ]


@settings(max_examples=40)
@given(text=st.text())
def test_a_text_is_never_markup_and_holds_nothing_unseen(text: str) -> None:
    shown = escaped(text)
    element = ElementTree.fromstring(f'<a b="{shown}">{shown}</a>')
    assert element.get("b") == (element.text or "")
    # Joiners shape letters of Persian, Hindi and others; nothing else is unseen.
    assert {c for c in shown if not c.isprintable()} <= {"\u200c", "\u200d"}
    assert "<" not in shown


def test_a_bar_is_as_long_as_its_share_of_the_longest_and_says_its_number() -> None:
    root = ElementTree.fromstring(horizontal_bars([Bar("a", 2000), Bar("b", 500)], title="Links"))
    assert root.get("aria-label") == "Links"
    assert [rect.get("width") for rect in root.iter("rect")] == ["280.0", "70.0"]
    assert [text.text for text in root.iter("text")] == ["a", "2,000", "b", "500"]


def test_a_long_host_keeps_its_beginning_and_its_end() -> None:
    drawn = horizontal_bars([Bar("collections.of.a.very.long.museum.example", 1)], title="t")
    assert ">collections.…eum.example</text>" in drawn


def test_a_heat_table_is_a_table_with_headers_and_dots_for_nothing() -> None:
    table = heat_table({("by", "4.0"): 4}, rows=["by", "nc"], heads=["4.0"], caption="Links")
    root = ElementTree.fromstring(table)
    assert [cell.text for cell in root.iter("th")] == ["4.0", "by", "nc"]
    assert [cell.text for cell in root.iter("td")] == [None, "4", "·"]


@pytest.mark.parametrize(
    ("part", "total", "shown"),
    [(1, 3, "33%"), (1, 1000, "0.1%"), (0, 5, "0%"), (0, 0, "0%"), (5, 5, "100%")],
)
def test_a_share_is_written_as_a_person_writes_it(part: int, total: int, shown: str) -> None:
    assert percent(part, total) == shown
