from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from catalog.apis.paginators import SinglePage
from catalog.ingestion import invocations
from catalog.ingestion.clients import client_for
from catalog.ingestion.invocations import IngestEvent, pull_round, reingestion_events
from catalog.providers.base import Expect, Payload, Provider, ReingestionRule
from tests.catalog.fakeapi import (
    Answering,
    FakeApi,
    Reply,
    as_json,
    fake_provider,
    offset_pages,
    photo,
    serving,
)
from tests.catalog.ingestion.test_pull import landed


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with serving(offset_pages(40)) as served:
        yield served


def test_rounds_go_on_where_the_one_before_stopped(tmp_path: Path, api: FakeApi) -> None:
    provider = fake_provider(api.url)
    event: IngestEvent = {"provider": "fake", "day": "2026-11-03"}
    rounds = 0
    while not event.get("done"):
        event = pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=0.0
        )
        rounds += 1
    assert rounds == 4
    assert landed(tmp_path) == [str(n) for n in range(40)]
    assert event["counts"]["written"] == 40
    assert event["folders"] == [f"{tmp_path}/image/fake/year=2026/month=11/day=03"]
    assert (tmp_path / "image/fake/year=2026/month=11/day=03/_report.json").is_file()


def test_a_round_that_is_called_twice_writes_nothing_twice(tmp_path: Path, api: FakeApi) -> None:
    provider = fake_provider(api.url)
    first: IngestEvent = {"provider": "fake", "day": "2026-11-03", "cursor": None}

    def again(event: IngestEvent, deadline: float) -> IngestEvent:
        return pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=deadline
        )

    again(first, 0.0)
    second = again(first, 0.0)
    again(second, 9e9)
    again(second, 9e9)
    assert landed(tmp_path) == [str(n) for n in range(40)]


def rounds(
    provider: Provider, output: Path, event: IngestEvent, *, most: int = 20
) -> list[IngestEvent]:
    """Call rounds as the state machine does, and return what they returned."""
    events: list[IngestEvent] = []
    while not event.get("done") and len(events) < most:
        client = client_for(provider)
        event = pull_round(event, provider, output=str(output), client=client, deadline=9e9)
        events.append(event)
    return events


def refused(offset: str, status: int) -> Answering:
    def answer(path: str, query: dict[str, str]) -> Reply:
        return (status, {}, b"") if query["offset"] == offset else offset_pages(40)(path, query)

    return answer


def test_what_a_pull_cannot_have_is_told_at_its_end_and_the_rest_is_loaded(tmp_path: Path) -> None:
    with serving(refused("20", 400)) as broken:
        events = rounds(fake_provider(broken.url), tmp_path, {"provider": "fake"})
    assert len(events) == 1
    assert landed(tmp_path) == [str(n) for n in range(40) if not 20 <= n < 30]
    assert events[0]["done"]
    assert len(events[0]["failures"]) == 1
    assert "1 page could not be had; the newest error: 400 from " in events[0]["failures"][0]
    assert [folder.split("/image/")[1][:5] for folder in events[0]["folders"]] == ["fake/"]


def test_a_pull_that_gets_no_further_ends_after_some_rounds_and_is_loaded(tmp_path: Path) -> None:
    with serving(refused("20", 401)) as broken:
        events = rounds(fake_provider(broken.url), tmp_path, {"provider": "fake"})
    assert [event["done"] for event in events] == [False, False, False, False, True]
    assert [event["wait"] for event in events] == [0, 300, 300, 300, 0]
    assert "401 from " in events[-1]["failures"][0]
    assert events[-1]["folders"]
    assert landed(tmp_path) == [str(n) for n in range(20)]


def test_a_collection_that_is_too_small_fails_and_is_loaded(tmp_path: Path, api: FakeApi) -> None:
    provider = fake_provider(api.url, expect=Expect(min_records=100))
    (event,) = rounds(provider, tmp_path, {"provider": "fake"})
    assert "only 40 records came where at least 100 were expected" in event["failures"][0]
    assert event["folders"]


def test_a_round_takes_the_options_of_the_command(tmp_path: Path, api: FakeApi) -> None:
    (event,) = rounds(fake_provider(api.url), tmp_path, {"provider": "fake", "limit": 5})
    assert (event["failures"], event["counts"]["written"]) == ([], 5)
    provider = fake_provider(
        api.url, item_url=f"{api.url}/one/{{id}}", others=(Payload("photo", None, keys=("id",)),)
    )
    api.answer = lambda path, _query: as_json(photo(int(path.rpartition("/")[2])))
    (event,) = rounds(provider, tmp_path / "ids", {"provider": "fake", "ids": ["7", "9"]})
    assert landed(tmp_path / "ids") == ["7", "9"]


def test_missed_days_are_caught_up_with_and_what_failed_is_tried_again(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    ago = [str(today - timedelta(days=n)) for n in range(6)]
    asked: list[str] = []
    broken = {ago[5]}

    def answer(_path: str, query: dict[str, str]) -> Reply:
        asked.append(query["day"])
        if query["day"] in broken:
            return 400, {}, b""
        return as_json({"total": 1, "photos": [photo(int(query["day"].replace("-", "")))]})

    with serving(answer) as api:
        provider = fake_provider(
            api.url,
            dated=True,
            schedule="daily",
            paginator=SinglePage(),
            window_params=lambda window: {"day": f"{window.start:%Y-%m-%d}"},
        )
        first = rounds(provider, tmp_path, {"provider": "fake", "day": ago[5]})
        rounds(provider, tmp_path, {"provider": "fake", "day": ago[4]})
        broken.clear()
        asked.clear()
        later = rounds(provider, tmp_path, {"provider": "fake"})
        asked_then = list(asked)
        assert len(rounds(provider, tmp_path, {"provider": "fake"})) == 1
    assert len(first[-1]["failures"]) == 1
    assert asked_then == [ago[5], ago[3], ago[2], ago[1]]
    assert asked == asked_then  # nothing was left for another execution
    assert (later[-1]["failures"], len(later[-1]["folders"])) == ([], 4)


def test_what_comes_in_days_is_loaded_now_and_then(
    tmp_path: Path, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invocations, "_LOAD_FILES", 2)
    event: IngestEvent = {"provider": "fake", "day": "2026-11-03"}
    loads: list[tuple[bool, list[str]]] = []
    provider = fake_provider(api.url)
    while not event.get("done"):
        event = pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=0.0
        )
        loads.append((event["load"], [Path(one).name for one in event["folders"]]))
    assert [load for load, _ in loads] == [False, True, False, False]
    assert loads[1][1] == ["page-000000.parquet", "page-000001.parquet"]
    assert loads[3][1] == ["page-000002.parquet", "page-000003.parquet"]


def test_a_reingestion_is_one_first_round_for_each_day(api: FakeApi) -> None:
    again = ReingestionRule((1, 1, 0, 0, 0, 0))
    provider = fake_provider(api.url, dated=True, reingestion=again)
    assert reingestion_events(provider, date(2026, 11, 23)) == [
        {"provider": "fake", "day": "2026-11-23", "reingestion": "2026-11-23"},
        {"provider": "fake", "day": "2026-11-22", "reingestion": "2026-11-23"},
        {"provider": "fake", "day": "2026-11-15", "reingestion": "2026-11-23"},
    ]


def test_a_provider_that_lets_a_round_come_no_further_is_left_alone_before_the_next(
    tmp_path: Path,
) -> None:
    with serving(lambda _path, _query: (429, {"Retry-After": "9"}, b"")) as busy:
        # A name of its own: the pace of `fake` is kept for every test.
        provider = fake_provider(busy.url, name="busy")
        event = pull_round(
            {"provider": "busy", "day": "2026-11-03"},
            provider,
            output=str(tmp_path),
            client=client_for(provider),
            deadline=0.0,
        )
    assert (event["wait"], event["done"], event["folders"]) == (
        300,
        False,
        [f"{tmp_path}/image/fake/year=2026/month=11/day=03"],
    )


def test_a_round_that_came_further_is_followed_by_the_next_at_once(
    tmp_path: Path, api: FakeApi
) -> None:
    provider = fake_provider(api.url)
    event = pull_round(
        {"provider": "fake"},
        provider,
        output=str(tmp_path),
        client=client_for(provider),
        deadline=0.0,
    )
    assert (event["wait"], event["done"]) == (0, False)
