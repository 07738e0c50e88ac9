"""Works that left their source, found and removed by functions in turns."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from catalog.apis.rate_limit import StoppedError
from catalog.apis.web_session import public_session
from catalog.database.connection import Connection
from catalog.ingestion import suspects
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import PullProgress
from catalog.ingestion.run_state import RunState, state_uri
from catalog.ingestion.suspects import GoneEvent, ask_round
from catalog.operations import gone_rounds
from catalog.operations.gone_rounds import note_round
from catalog.providers import registry
from tests.catalog.apis.misbehaving import Site, running
from tests.catalog.database.loading import image, landing, load
from tests.catalog.fakeapi import FakeApi, Reply, as_json, fake_provider, photo, serving

pytestmark = pytest.mark.postgres

GONE = {"95", "98"}


def answer(_path: str, query: dict[str, str]) -> Reply:
    if query["id"] in GONE:
        return 410, {}, b"{}"
    if query["id"] == "97":  # it cannot tell, so its file is asked for
        return as_json({"total": 1, "photos": [photo(1)]})
    return as_json({"total": 1, "photos": [photo(int(query["id"]))]})


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApi]:
    with serving(answer) as api:
        one = fake_provider(api.url, item_params={"id": "{id}"})
        monkeypatch.setattr(registry, "provider", lambda _name: one)
        monkeypatch.setattr(registry, "providers", lambda: [one])
        yield api


def pull(root: Path, database: str, day: int, count: int) -> None:
    """Write and load what a complete run of that day brings."""
    folder = root / f"image/fake/year=2026/month=11/day={day:02}"
    folder.mkdir(parents=True)
    rows = [
        image(n, provider="fake", source="fake", url=f"https://img.org/{n}.jpg")
        for n in range(count)
    ]
    load(database, landing(folder / "page-00000.parquet", rows))
    uri = state_uri(str(root), "fake", day=None, name="page")
    RunState(uri, date(2026, 11, day), PullProgress()).write("done")


def ask(event: GoneEvent, deadline: float = 9e9, **client: Any) -> GoneEvent:
    provider = registry.provider(event["current"])
    return ask_round(
        event,
        provider,
        partial(client_for, provider, **client),
        session=public_session("tests", allow_private=True),
        agent="tests",
        deadline=deadline,
        delay=0,
    )


@pytest.fixture
def rounds(
    connection: Connection, database: str, tmp_path: Path, api: FakeApi, site: Site
) -> Callable[..., list[GoneEvent]]:
    """Go through an execution and return the event of each round, as its machine does.

    Of three complete pulls the last two miss the last five of a hundred works.
    """
    pull(tmp_path, database, 1, 100)
    for day in (2, 3):
        pull(tmp_path, database, day, 95)
        told = gone_rounds.note_complete(connection, registry.provider("fake"), str(tmp_path))
        assert list(told) == []
    connection.execute("UPDATE image SET url = replace(url, 'https://img.org', %s)", [site.base])

    def run(asking: Callable[[GoneEvent], GoneEvent] = ask, **given: Any) -> list[GoneEvent]:
        events: list[GoneEvent] = [note_round(cast("GoneEvent", given), connection, str(tmp_path))]
        while not events[-1].get("done"):
            event = events[-1]
            is_to_ask = event["portion"] and not event["findings"] and not event.get("failure")
            following = asking(event) if is_to_ask else note_round(event, connection, str(tmp_path))
            events.append(following)
        return events

    return run


def removed(connection: Connection) -> list[str]:
    query = "SELECT foreign_identifier FROM image WHERE removed_from_source ORDER BY 1"
    return [row[0] for row in connection.execute(query)]


def test_works_that_two_complete_pulls_missed_are_asked_for_and_removed(
    connection: Connection, site: Site, rounds: Callable[..., list[GoneEvent]]
) -> None:
    site.gone = {"/97.jpg"}
    last = rounds()[-1]
    assert last["report"] == {"suspected": 5, "asked": 5, "removed": 3}
    assert (removed(connection), last["notice"]) == (["95", "97", "98"], "")
    evidence = "SELECT reason, evidence FROM record_life WHERE state = 'removed' ORDER BY 1, 2"
    assert connection.execute(evidence).fetchall() == [
        ("file_gone", "its file: 404"),
        ("gone_at_source", "its address answers that it is gone"),
        ("gone_at_source", "its address answers that it is gone"),
    ]
    assert rounds()[-1]["report"]["asked"] == 0  # not so soon again


def test_a_portion_that_takes_longer_than_a_call_is_settled_as_a_whole(
    connection: Connection, rounds: Callable[..., list[GoneEvent]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_work(event: GoneEvent) -> GoneEvent:
        times = iter([0.0])
        monkeypatch.setattr(suspects, "time", lambda: next(times, 1.0))
        return ask(event, deadline=0.5)

    events = rounds(one_work)
    assert [event["asked"] for event in events] == [0, 1, 2, 3, 4, 5, 0]
    assert [event["findings"] is None for event in events] == [True] * 5 + [False, True]
    assert removed(connection) == ["95", "98"]


def test_a_call_that_is_repeated_finds_and_removes_the_same(
    connection: Connection, tmp_path: Path, rounds: Callable[..., list[GoneEvent]]
) -> None:
    def twice(event: GoneEvent) -> GoneEvent:
        assert ask(event) == ask(event)
        return ask(event)

    events = rounds(twice)
    note_round(events[-2], connection, str(tmp_path))
    assert removed(connection) == ["95", "98"]


def test_more_than_a_tenth_at_once_is_held_back_told_and_believed_on_request(
    connection: Connection,
    database: str,
    tmp_path: Path,
    rounds: Callable[..., list[GoneEvent]],
) -> None:
    pull(tmp_path, database, 4, 80)
    held = rounds(runs=1)[-1]
    assert held["report"] == {"suspected": 0, "asked": 0, "removed": 0}
    assert held["notice"] == (
        "20 of 100 works of fake were not seen, more than 10%; held back until that is accepted"
    )
    done = rounds(runs=1, accept=True)[-1]
    assert (done["report"]["suspected"], done["notice"], removed(connection)) == (
        20,
        "",
        ["95", "98"],
    )


def test_a_provider_that_cannot_be_asked_is_told_and_its_works_stay_in_doubt(
    connection: Connection, rounds: Callable[..., list[GoneEvent]]
) -> None:
    def broken(event: GoneEvent) -> GoneEvent:
        cause = '{"errorMessage": "the key FAKE_KEY is missing", "errorType": "UsageError"}'
        return {**event, "failure": {"Error": "UsageError", "Cause": cause}}

    last = rounds(broken)[-1]
    assert last["notice"] == "fake: its works could not be asked for: the key FAKE_KEY is missing"
    assert last["report"] == {"suspected": 5, "asked": 0, "removed": 0}
    assert rounds()[-1]["report"] == {"suspected": 0, "asked": 5, "removed": 2}


def test_a_provider_that_lets_nobody_ask_for_a_whole_round_is_asked_another_day(
    rounds: Callable[..., list[GoneEvent]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise StoppedError("the deadline comes before the next request may be sent")

    monkeypatch.setattr(suspects, "check_work", stopped)
    events = rounds()
    assert [event["report"]["asked"] for event in events] == [0, 0, 0]


def test_providers_without_a_function_are_left_out_unless_they_are_named() -> None:
    names = {name.partition("/")[0] for name in gone_rounds._all(None)}
    assert names == {one.name for one in registry.providers() if one.schedule and not one.bulk}
    assert gone_rounds._all("met") == ["met/image"]
