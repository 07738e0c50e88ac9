import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from catalog.cli.tables import Format, TableColumn, numbers, print_rows, print_table, texts

ROWS = [
    {
        "domain": "travelnotes-of-a-long-name.example",
        "title": "[untitled (street scene)] [/i] \x1b[2J\nand a little more",
        "works": 12345,
        "seen_on": datetime(2026, 11, 25, 16, 30, tzinfo=UTC),
    },
    {"domain": "写真.example", "title": None, "works": 1, "seen_on": date(2026, 1, 2)},
]
COLUMNS = (*texts("domain", "title"), *numbers("works"), TableColumn("seen_on", "seen"))


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def show(form: Format, width: str = "") -> str:
        monkeypatch.setenv("COLUMNS", width)
        print_rows(form, COLUMNS, ROWS, title="[red]works[/red]")
        return capsys.readouterr().out

    return show


def test_what_looks_like_markup_is_shown_and_what_steers_a_terminal_is_not(shown) -> None:
    text = shown("table")
    assert text.startswith("[red]works[/red]\n")
    assert "[untitled (street scene)] [/i] �[2J and a little more" in text
    assert "\x1b" not in text


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def show(
        columns: Sequence[TableColumn], rows: list[dict[str, object]], width: int
    ) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        print_table(columns, rows)
        return capsys.readouterr().out.splitlines()

    return show


@pytest.mark.parametrize("width", [200, 100, 80, 60, 40])
def test_no_word_is_cut_or_broken_however_narrow_the_terminal_is(shown, width: int) -> None:
    text = shown("table", str(width))
    for word in ("travelnotes-of-a-long-name.example", "写真.example", "12,345", "(street"):
        assert word in text
    assert "…" not in text
    if width >= 60:
        assert max(map(len, text.splitlines())) <= width


def test_where_a_row_has_no_room_it_takes_several_lines(shown) -> None:
    assert shown("table", "60").splitlines()[1:] == [
        "domain",
        "  title                              works  seen",
        "────────────────────────────────────────────────────────────",
        "travelnotes-of-a-long-name.example",
        "  [untitled (street scene)] [/i]    12,345  2026-11-25 16:30",
        "  �[2J and a little more",
        "",
        "写真.example",
        "                                         1  2026-01-02",
    ]


def test_a_table_that_is_just_too_wide_loses_its_lines_and_what_is_empty(printed) -> None:
    row = {"name": "fox", "note": None, "url": "https://a.example/"}
    columns = texts("name", "note", "url")
    assert "│ fox  │      │ https://a.example/ │" in printed(columns, [row], 36)
    narrow = ["name  url", "────────────────────────", "fox   https://a.example/"]
    assert [printed(columns, [row], width) for width in (35, 24)] == [narrow, narrow]
    assert printed(columns, [], 10) == ["name  note", "  url", "──────────"]


def test_texts_wrap_where_that_takes_fewer_lines(printed) -> None:
    rows = [{"name": name, "says": "who runs away", "age": 1} for name in ("fox", "hen")]
    columns = [*texts("name", "says"), *numbers("age")]
    assert printed(columns, rows, 17) == [
        "name  says    age",
        "─────────────────",
        "fox   who       1",
        "      runs",
        "      away",
        "hen   who       1",
        "      runs",
        "      away",
    ]


def test_a_terminal_without_room_for_a_table_gets_a_line_for_each_value(printed) -> None:
    names = ("identifier", "landing_page", "thumbnail", "creator", "license")
    assert printed(texts(*names), [dict.fromkeys(names, "a-long-word")], 16) == [
        "identifier    a-long-word",
        "landing page  a-long-word",
        "thumbnail     a-long-word",
        "creator       a-long-word",
        "license       a-long-word",
        "",
    ]


def test_json_is_one_list_and_moments_are_iso_8601(shown) -> None:
    assert json.loads(shown("json")) == [
        {**ROWS[0], "seen_on": "2026-11-25T16:30:00+00:00"},
        {**ROWS[1], "seen_on": "2026-01-02"},
    ]


def test_json_lines_hold_the_same_objects(shown) -> None:
    lines = [json.loads(line) for line in shown("jsonl").splitlines()]
    assert lines == json.loads(shown("json"))


def test_csv_keeps_values_as_they_are(shown) -> None:
    assert shown("csv") == (
        "domain,title,works,seen_on\n"
        'travelnotes-of-a-long-name.example,"[untitled (street scene)] [/i] \x1b[2J\n'
        'and a little more",12345,2026-11-25T16:30:00+00:00\n'
        "写真.example,,1,2026-01-02\n"
    )


def test_a_listing_of_nothing_is_still_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for form in ("json", "jsonl", "csv"):
        print_rows(form, COLUMNS, [])  # type: ignore[arg-type]
        printed.append(capsys.readouterr().out)
    assert printed == ["[]\n", "", "domain,title,works,seen_on\n"]
