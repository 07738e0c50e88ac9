from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from catalog.errors import UsageError
from catalog.operations.lambda_input import check_event


class Event(TypedDict):
    name: str
    share: float
    count: NotRequired[int | None]
    kinds: NotRequired[list[Literal["image", "audio"]]]
    more: NotRequired[Mapping[str, Any]]


@pytest.mark.parametrize(
    "event",
    [
        {"name": "a", "share": 1},
        {"name": "a", "share": 0.5, "count": None, "kinds": [], "more": {}},
        {"name": "a", "share": 0.5, "count": 2, "kinds": ["audio"], "unknown": object()},
    ],
)
def test_an_event_that_has_what_is_needed_passes(event: Any) -> None:
    check_event(event, Event)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (None, "the event must be an object, not None"),
        ({}, "the event has no name and no share"),
        ({"name": 1, "share": 1}, "name in the event must be text, not 1"),
        ({"name": "a", "share": True}, "share in the event must be a number, not True"),
        (
            {"name": "a", "share": 1, "count": "2"},
            "count in the event must be a whole number or null, not '2'",
        ),
        (
            {"name": "a", "share": 1, "kinds": ["video"]},
            "kinds in the event must be a list of image or audio, not ['video']",
        ),
        ({"name": "a", "share": 1, "more": []}, "more in the event must be an object, not []"),
    ],
)
def test_a_broken_event_is_told_in_one_sentence(event: Any, message: str) -> None:
    with pytest.raises(UsageError) as error:
        check_event(event, Event)
    assert str(error.value) == message
