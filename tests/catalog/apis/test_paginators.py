from typing import Any

import pytest

from catalog.apis.paginators import (
    CeilingReached,
    CursorLoop,
    Offset,
    PageNumber,
    Paginator,
    Position,
    SinglePage,
    Token,
    dig,
    merge_continued,
    number_at,
)
from catalog.files.http import Answer

URL = "https://api.org/list"
OFFSET = Offset("skip", "limit", 100, total=("info", "total"))
PAGES = PageNumber("page", "per_page", 50, pages=("pages",))
TOKEN = Token("cursor", ("nextCursor",), first="*", size_param="rows", size=10)


@pytest.mark.parametrize(
    ("paginator", "at", "url", "params"),
    [
        (SinglePage(), {}, URL, {}),
        (OFFSET, {"offset": 200}, URL, {"skip": 200, "limit": 100}),
        (Offset("start", None, 100), {"offset": 0}, URL, {"start": 0}),
        (PAGES, {"page": 3}, URL, {"page": 3, "per_page": 50}),
        (TOKEN, {"token": "*"}, URL, {"cursor": "*", "rows": 10}),
        (Token("cursor", ("next",)), {"token": None}, URL, {}),
    ],
)
def test_a_position_says_what_to_ask_for(
    paginator: Paginator, at: Position, url: str, params: dict[str, Any]
) -> None:
    assert paginator.ask(at, URL) == (url, params)


def test_a_page_number_may_stand_in_the_url() -> None:
    assert PageNumber(None).ask({"page": 4}, "https://a.org/desc/{page}") == (
        "https://a.org/desc/4",
        {},
    )


@pytest.mark.parametrize(
    ("paginator", "at", "payload", "count", "following"),
    [
        (SinglePage(), {}, {}, 9, None),
        (OFFSET, {"offset": 0}, {"info": {"total": 150}}, 100, {"offset": 100}),
        (OFFSET, {"offset": 100}, {"info": {"total": "150"}}, 50, None),
        (OFFSET, {"offset": 100}, {}, 0, None),
        (PAGES, {"page": 1}, {"pages": 2}, 50, {"page": 2}),
        (PAGES, {"page": 2}, {"pages": 2}, 50, None),
        (PAGES, {"page": 2}, {}, 0, None),
        (PageNumber("p", "s", 50, total=("n",)), {"page": 1}, {"n": 51}, 50, {"page": 2}),
        (PageNumber("p", "s", 50, total=("n",)), {"page": 2}, {"n": 100}, 50, None),
        (PageNumber("p", first=0, pages=("n",)), {"page": 1}, {"n": 2}, 9, None),
        (PageNumber(None, more=("nextPage",)), {"page": 1}, {"nextPage": 2}, 9, {"page": 2}),
        (PageNumber(None, more=("nextPage",)), {"page": 1}, {"nextPage": False}, 9, None),
        (TOKEN, {"token": "*"}, {}, 10, None),
    ],
)
def test_an_answer_says_where_the_next_page_starts(
    paginator: Paginator, at: Position, payload: Any, count: int, following: Position | None
) -> None:
    assert paginator.following(at, Answer(payload), count) == following


def test_a_short_page_moves_the_offset_by_what_came_so_that_nothing_is_lost() -> None:
    answer = Answer({"info": {"total": 1000}})
    assert OFFSET.following({"offset": 100}, answer, 60) == {"offset": 160}


def test_a_page_longer_than_asked_for_moves_the_offset_by_what_was_asked_for() -> None:
    answer = Answer({"info": {"total": 1000}})
    assert OFFSET.following({"offset": 100}, answer, 103) == {"offset": 200}


def test_the_last_page_may_be_named_by_a_header() -> None:
    paginator = PageNumber("page", pages_header="X-WP-TotalPages")
    answer = Answer([], {"X-WP-TotalPages": "2"})
    assert paginator.following({"page": 1}, answer, 10) == {"page": 2}
    assert paginator.following({"page": 2}, answer, 10) is None


def test_the_ceiling_of_a_list_is_an_error_while_there_is_more() -> None:
    paginator = Offset("from", "size", 2000, total=("total",), ceiling=10_000)
    with pytest.raises(CeilingReached, match="no more than 10000"):
        paginator.following({"offset": 8000}, Answer({"total": 12_000}), 2000)
    assert paginator.following({"offset": 8000}, Answer({"total": 10_000}), 2000) is None


@pytest.mark.parametrize("length", [1, 2, 3, 7, 20])
def test_a_loop_of_cursors_of_any_length_is_found(length: int) -> None:
    def walk() -> None:
        at = TOKEN.start()
        for step in range(20 * length):
            at = TOKEN.following(at, Answer({"nextCursor": f"t{step % length}"}), 10) or {}

    with pytest.raises(CursorLoop):
        walk()


def test_a_long_walk_without_a_loop_keeps_a_small_position() -> None:
    at = TOKEN.start()
    for step in range(1000):
        at = TOKEN.following(at, Answer({"nextCursor": f"t{step}"}), 10) or {}
    assert at == {"token": "t999", "mark": "t511", "steps": 1000}


@pytest.mark.parametrize(
    ("paginator", "at", "past"),
    [
        (OFFSET, {"offset": 100}, {"offset": 200}),
        (PAGES, {"page": 3}, {"page": 4}),
        (TOKEN, {"token": "x"}, None),
        (SinglePage(), {}, None),
    ],
)
def test_only_a_counted_page_can_be_skipped(
    paginator: Paginator, at: Position, past: Position | None
) -> None:
    assert paginator.past(at, 0) == past


@pytest.mark.parametrize(
    ("paginator", "params", "position"),
    [
        (OFFSET, {"skip": "300", "q": "x"}, {"offset": 300}),
        (PAGES, {"page": 7}, {"page": 7}),
        (TOKEN, {"cursor": "AoE"}, {"token": "AoE"}),
        (TOKEN, {}, {"token": "*"}),
        (SinglePage(), {"page": 7}, {}),
    ],
)
def test_a_position_is_found_from_the_parameters_of_a_request(
    paginator: Paginator, params: dict[str, Any], position: Position
) -> None:
    assert paginator.position(params) == position


def test_continued_answers_are_merged_by_page_and_property() -> None:
    first = {
        "query": {
            "pages": {"1": {"pageid": 1, "usage": ["a"], "info": [{"w": 2}]}, "2": {"pageid": 2}}
        }
    }
    second = {"query": {"pages": {"1": {"pageid": 1, "usage": ["a", "b"]}, "2": {"usage": ["c"]}}}}
    pages = merge_continued({}, first)
    assert merge_continued(pages, second) == {
        "1": {"pageid": 1, "usage": ["a", "b"], "info": [{"w": 2}]},
        "2": {"pageid": 2, "usage": ["c"]},
    }


def test_what_is_not_at_a_path_is_none() -> None:
    assert dig({"a": [{"b": 1}]}, ("a", 1, "b")) is None
    assert dig({"a": 3}, ("a", "b")) is None
    assert number_at({"n": "many"}, ("n",)) is None
