import contextlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from catalog.apis.paginators import Paginator
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import Cursor, Options, Pulled, PullFailed, pull
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Provider
from tests.catalog.fakeapi import (
    OFFSET,
    TOKEN,
    FakeApi,
    Misbehaving,
    as_json,
    fake_provider,
    offset_pages,
    photo,
    serving,
)

DAY = date(2026, 11, 3)
TRUTH = [str(n) for n in range(130)]


class Killed(BaseException):
    pass


def landed(output: Path) -> list[str]:
    files = sorted(output.rglob("*.parquet"))
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    return sorted((row["foreign_identifier"] for row in rows), key=int)


def pull_all(provider: Provider, output: Path, **options: Any) -> Pulled:
    target = Target(output=str(output), day=DAY)
    return pull(provider, None, client=client_for(provider), target=target, **options)


@pytest.mark.parametrize("paginator", [OFFSET, TOKEN], ids=["offset", "cursor"])
def test_all_records_land_once_from_an_api_that_misbehaves(
    tmp_path: Path, misbehaving: FakeApi, paginator: Paginator
) -> None:
    pulled = pull_all(fake_provider(misbehaving.url, paginator), tmp_path)
    assert pulled.done
    assert landed(tmp_path) == TRUTH
    assert pulled.counts["written"] == 130
    assert pulled.counts["retries"] >= 8


@pytest.mark.parametrize("noted", [True, False], ids=["after-noting", "before-noting"])
@pytest.mark.parametrize("paginator", [OFFSET, TOKEN], ids=["offset", "cursor"])
def test_a_pull_killed_at_every_page_loses_nothing_and_writes_nothing_twice(
    tmp_path: Path, misbehaving: FakeApi, paginator: Paginator, noted: bool
) -> None:
    provider = fake_provider(misbehaving.url, paginator)
    kept: list[Cursor | None] = [None]
    lives = 0

    def die(cursor: Cursor | None, counts: Mapping[str, int]) -> None:
        # The first life that reaches a page dies there, before or after it was noted.
        fresh = lives % 2 == 0
        if noted or not fresh:
            kept[0] = cursor
        if fresh and cursor is not None:
            raise Killed

    done = False
    while not done:
        with contextlib.suppress(Killed):
            done = pull_all(provider, tmp_path, cursor=kept[0], note=die).done
        lives += 1
    assert landed(tmp_path) == TRUTH


def test_a_pull_that_meets_its_deadline_is_taken_up_by_another(tmp_path: Path) -> None:
    with serving(offset_pages(60)) as api:
        provider = fake_provider(api.url)
        first = pull_all(provider, tmp_path, deadline=0.0)
        assert not first.done
        second = pull_all(provider, tmp_path, cursor=first.cursor)
    assert second.done
    assert landed(tmp_path) == [str(n) for n in range(60)]


def test_what_was_written_before_a_failure_stays_and_the_error_names_the_request(
    tmp_path: Path,
) -> None:
    def answer(path: str, query: dict[str, str]) -> Any:
        return (400, {}, b"no") if query["offset"] == "20" else offset_pages(60)(path, query)

    with serving(answer) as api, pytest.raises(PullFailed) as caught:
        pull_all(fake_provider(api.url), tmp_path)
    assert str(caught.value).startswith(f"400 from {api.url}/photos")
    assert landed(tmp_path) == [str(n) for n in range(20)]
    assert caught.value.pulled.cursor is not None
    assert caught.value.pulled.cursor["place"]["at"] == {"offset": 20}


def test_skipped_errors_are_collected_and_the_rest_is_pulled(tmp_path: Path) -> None:
    def answer(path: str, query: dict[str, str]) -> Any:
        return (400, {}, b"no") if query["offset"] == "20" else offset_pages(60)(path, query)

    with serving(answer) as api:
        pulled = pull_all(fake_provider(api.url), tmp_path, options=Options(skip=lambda _: True))
    assert len(pulled.errors) == 1
    assert landed(tmp_path) == [str(n) for n in range(60) if not 20 <= n < 30]


def test_a_limit_stops_within_a_page(tmp_path: Path) -> None:
    with serving(offset_pages(60)) as api:
        pulled = pull_all(fake_provider(api.url), tmp_path, options=Options(limit=25))
    assert pulled.done
    assert landed(tmp_path) == [str(n) for n in range(25)]


def test_a_page_that_came_short_loses_nothing(tmp_path: Path) -> None:
    def answer(_path: str, query: dict[str, str]) -> Any:
        start = int(query["offset"])
        end = min(50, start + (4 if start == 10 else 10))
        return as_json({"total": 50, "photos": [photo(n) for n in range(start, end)]})

    with serving(answer) as api:
        pull_all(fake_provider(api.url), tmp_path)
    assert landed(tmp_path) == [str(n) for n in range(50)]


def test_an_api_that_always_sends_the_same_page_is_noticed(tmp_path: Path) -> None:
    noticed = pytest.raises(PullFailed, match="the page before once more")
    with serving(lambda _path, _query: offset_pages(130)("", {})) as api, noticed:
        pull_all(fake_provider(api.url), tmp_path)
    assert landed(tmp_path) == [str(n) for n in range(10)]


def test_rejected_records_are_counted_by_their_reasons(tmp_path: Path) -> None:
    photos = [photo(1), {"id": 2, "title": "no file"}, photo(3) | {"file": ""}]
    page = {"total": 3, "photos": photos}
    with serving(lambda _path, _query: as_json(page)) as api:
        pulled = pull_all(fake_provider(api.url), tmp_path)
    assert pulled.counts == {
        "fetched": 3,
        "parsed": 1,
        "written": 1,
        "rejected.missing_file": 1,
        "rejected.missing_url": 1,
        "requests": 1,
        "retries": 0,
        "bytes": pulled.counts["bytes"],
    }


def test_a_request_says_who_asks(tmp_path: Path) -> None:
    with serving(offset_pages(5)) as api:
        pull_all(fake_provider(api.url), tmp_path)
    assert api.headers["User-Agent"].startswith("OpenverseCatalog/")
    assert "@" in api.headers["User-Agent"]


def test_the_last_try_of_a_misbehaving_page_is_not_wasted_on_the_ones_before(
    tmp_path: Path,
) -> None:
    api = Misbehaving()
    with serving(api) as server:
        pull_all(fake_provider(server.url), tmp_path)
    assert api.tries[0] == 2
    assert api.tries[10] == 3
    assert api.tries[120] == 1
