from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog.apis.client import PoliteClient
from catalog.apis.paginators import SinglePage
from catalog.errors import CatalogError
from catalog.ingestion import item_completion
from catalog.ingestion.clients import client_for
from catalog.ingestion.cursors import Cursor
from catalog.ingestion.invocations import IngestEvent, pull_round
from catalog.ingestion.item_completion import ItemCompleter
from catalog.ingestion.questions import ListQuestions
from catalog.providers.base import Asker, Completion, Provider, detail
from tests.catalog.fakeapi import FakeApi, Reply, as_json, fake_provider, photo, serving
from tests.catalog.ingestion.test_pull import landed

NUMBERS = list(range(12))
PLACE = Cursor(slices=((0, 0, -1),))


def answer(path: str, _query: dict[str, str]) -> Reply:
    number = path.rpartition("/")[2]
    if number == "photos":
        return as_json({"total": len(NUMBERS), "photos": [{"id": n} for n in NUMBERS]})
    return as_json(photo(int(number)))


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with serving(answer) as served:
        yield served


def in_detail(api: FakeApi) -> Provider:
    """Return a provider whose works are asked for one by one."""
    completion = detail(f"{api.url}/photos/{{id}}", key=lambda item: item["id"])
    return fake_provider(api.url, SinglePage(), complete=completion)


class Clock:
    """Seconds that pass only by asking."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def completer(clock: Clock, seconds: float) -> ItemCompleter:
    """Return one that takes so many seconds for an item."""

    def ask(_asker: Asker, item: Any) -> Any:
        clock.now += seconds
        return item

    provider = fake_provider("https://api.example.org")
    questions = ListQuestions(provider, client_for(provider), None, date(2026, 11, 3))
    completion = Completion(ask, key=lambda item: item["id"], at_once=5)
    return ItemCompleter(completion, questions, clock)


@pytest.mark.parametrize(
    ("seconds", "in_one_step"), [(0.01, 5), (0.4, 3), (0.9, 2), (5.0, 1), (600.0, 1)]
)
def test_items_are_handed_on_to_be_written_after_a_second_or_when_they_are_enough(
    seconds: float, in_one_step: int
) -> None:
    some = completer(Clock(), seconds).some([{"id": n} for n in NUMBERS], PLACE, {})
    assert [item["id"] for item in some.items] == NUMBERS[:in_one_step]
    assert some.after == in_one_step - 1


def test_all_items_of_a_page_come_whatever_the_steps_are() -> None:
    asking, place, came = completer(Clock(), 0.4), PLACE, []
    while True:
        some = asking.some([{"id": n} for n in reversed(NUMBERS)], place, {})
        came += [item["id"] for item in some.items]
        if some.after is None:
            break
        place = replace(place, after=some.after)
    assert came == NUMBERS


def test_a_page_none_of_whose_items_names_a_work_is_no_page_of_works() -> None:
    with pytest.raises(CatalogError, match="no item of a page of fake names a work"):
        completer(Clock(), 0).some(["a", "b"], PLACE, {})


def test_keys_of_several_types_cost_the_odd_ones() -> None:
    some = completer(Clock(), 0).some([{"id": 1}, {"id": "x"}, None, {"id": 0}], PLACE, {})
    assert [item["id"] for item in some.items] == [0, 1]
    assert some.rejected == [({"id": "x"}, "unexpected_shape"), (None, "null_item")]


class Cut(BaseException):
    """The machine is taken away."""


@pytest.mark.parametrize("requests", [1, 2, 3, 5])
def test_a_lambda_that_is_cut_after_any_few_requests_loses_one_item_at_most(
    requests: int, api: FakeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_completion, "WRITE_AFTER", -1.0)  # each item takes its second
    provider, lives = in_detail(api), 0
    event: IngestEvent = {"provider": "fake", "day": "2026-11-03"}
    while not event.get("done"):
        lives += 1
        assert lives < 40
        client = client_for(provider)
        cut_after(client, requests + 1, monkeypatch)  # the list itself is asked for in each life
        with suppress(Cut):
            event = pull_round(event, provider, output=str(tmp_path), client=client, deadline=9e9)
    assert landed(tmp_path) == list(map(str, NUMBERS))
    asked = [path for _, path, _ in api.asked if not path.endswith("/photos")]
    # Fetching runs ahead by a step: what was asked for and not written is asked for again.
    assert len(asked) <= len(NUMBERS) + 2 * lives


def cut_after(client: PoliteClient, requests: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the machine away at a request."""
    read, left = client.read, [requests]

    def counted(*given: Any, **named: Any) -> Any:
        if not left[0]:
            raise Cut
        left[0] -= 1
        return read(*given, **named)

    monkeypatch.setattr(client, "read", counted)


def test_a_lambda_whose_time_is_over_hands_on_what_it_has_noted(
    api: FakeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_completion, "WRITE_AFTER", -1.0)
    provider, rounds = in_detail(api), 0
    event: IngestEvent = {"provider": "fake", "day": "2026-11-03"}
    while not event.get("done"):
        event = pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=0.0
        )
        rounds += 1
        assert len(landed(tmp_path)) == rounds
    assert rounds == len(NUMBERS)
