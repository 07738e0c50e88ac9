from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.ingestion.clients import client_for
from catalog.ingestion.invocations import Event, pull_round, reingestion_events
from catalog.ingestion.pull import PullFailed
from catalog.providers.base import Expect, Reingestion
from tests.catalog.fakeapi import FakeApi, fake_provider, offset_pages, serving
from tests.catalog.ingestion.test_pull import landed


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with serving(offset_pages(40)) as served:
        yield served


def test_rounds_go_on_where_the_one_before_stopped(tmp_path: Path, api: FakeApi) -> None:
    provider = fake_provider(api.url)
    event: Event = {"provider": "fake", "day": "2026-11-03"}
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
    first: Event = {"provider": "fake", "day": "2026-11-03", "cursor": None}

    def again(event: Event, deadline: float) -> Event:
        return pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=deadline
        )

    again(first, 0.0)
    second = again(first, 0.0)
    again(second, 9e9)
    again(second, 9e9)
    assert landed(tmp_path) == [str(n) for n in range(40)]


def test_a_round_that_fails_later_returns_what_it_has_and_the_next_one_raises(
    tmp_path: Path,
) -> None:
    def answer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        return (400, {}, b"") if query["offset"] == "20" else offset_pages(40)(path, query)

    event: Event = {"provider": "fake", "day": "2026-11-03"}
    with serving(answer) as broken:
        provider = fake_provider(broken.url)
        event = pull_round(
            event, provider, output=str(tmp_path), client=client_for(provider), deadline=9e9
        )
        assert not event["done"]
        assert str(event["error"]).startswith("400 from ")
        with pytest.raises(PullFailed):
            pull_round(
                event, provider, output=str(tmp_path), client=client_for(provider), deadline=9e9
            )


def test_a_collection_that_is_too_small_fails_its_last_round(tmp_path: Path, api: FakeApi) -> None:
    provider = fake_provider(api.url, expect=Expect(min_records=100))
    with pytest.raises(CatalogError, match="only 40 records came"):
        pull_round(
            {"provider": "fake"},
            provider,
            output=str(tmp_path),
            client=client_for(provider),
            deadline=9e9,
        )


def test_a_reingestion_is_one_first_round_for_each_day(api: FakeApi) -> None:
    again = Reingestion((1, 1, 0, 0, 0, 0))
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
