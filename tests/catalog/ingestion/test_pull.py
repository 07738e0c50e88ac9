import contextlib
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from catalog.apis.paginators import Paginator
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import Pulled, PullFailed, PullProgress, pull
from catalog.ingestion.questions import Options
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Provider
from tests.catalog.fakeapi import (
    HURRY,
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
    provider = fake_provider(misbehaving.url, paginator, limits=HURRY)
    pulled = pull_all(provider, tmp_path)
    assert pulled.done
    assert landed(tmp_path) == TRUTH
    assert pulled.counts["written"] == 130
    assert pulled.counts["retries"] >= 8


@pytest.mark.parametrize("noted", [True, False], ids=["after-noting", "before-noting"])
@pytest.mark.parametrize("paginator", [OFFSET, TOKEN], ids=["offset", "cursor"])
def test_a_pull_killed_at_every_page_loses_nothing_and_writes_nothing_twice(
    tmp_path: Path, misbehaving: FakeApi, paginator: Paginator, noted: bool
) -> None:
    provider = fake_provider(misbehaving.url, paginator, limits=HURRY)
    kept: list[bytes | None] = [None]
    lives = 0

    def die(progress: PullProgress) -> None:
        # The first life that reaches a page dies there, before or after it was noted.
        fresh = lives % 2 == 0
        if noted or not fresh:
            kept[0] = orjson.dumps(progress.checkpoint)
        if fresh and progress.checkpoint is not None:
            raise Killed

    done = False
    while not done:
        with contextlib.suppress(Killed):
            before = PullProgress.at(orjson.loads(kept[0])) if kept[0] else None
            done = pull_all(provider, tmp_path, progress=before, note=die).done
        lives += 1
    assert landed(tmp_path) == TRUTH


def test_a_pull_that_meets_its_deadline_is_taken_up_by_another(tmp_path: Path) -> None:
    with serving(offset_pages(60)) as api:
        provider = fake_provider(api.url)
        first = pull_all(provider, tmp_path, deadline=0.0)
        assert not first.done
        second = pull_all(provider, tmp_path, progress=PullProgress.at(first.cursor))
    assert second.done
    assert landed(tmp_path) == [str(n) for n in range(60)]


def refusing(offset: int, *, then: list[bool] | None = None) -> Any:
    """Return the API of 60 photos whose page at an offset is refused while `then` says so."""

    def answer(path: str, query: dict[str, str]) -> Any:
        refused = query["offset"] == str(offset) and (then is None or then[0])
        return (400, {}, b'{"message": "bad page"}') if refused else offset_pages(60)(path, query)

    return answer


def test_a_page_that_cannot_be_had_is_one_entry_and_the_rest_is_pulled(tmp_path: Path) -> None:
    with serving(refusing(20)) as api:
        pulled = pull_all(fake_provider(api.url), tmp_path)
    assert pulled.done
    assert landed(tmp_path) == [str(n) for n in range(60) if not 20 <= n < 30]
    entry = next(iter(pulled.ledger))
    assert (entry.kind, entry.params, entry.attempts) == ("page", {"offset": 20, "limit": 10}, 1)
    assert entry.error == f"400 from {api.url}/photos: bad page"


def test_what_could_not_be_had_is_asked_for_first_by_the_next_pull(tmp_path: Path) -> None:
    broken = [True]
    with serving(refusing(20, then=broken)) as api:
        provider = fake_provider(api.url)
        first = pull_all(provider, tmp_path)
        assert [entry.params["offset"] for entry in first.ledger.open] == [20]
        broken[0], asked = False, len(api.asked)
        progress = PullProgress(step=9, counts=first.counts, ledger=first.ledger, finished=True)
        second = pull_all(provider, tmp_path, progress=progress)
    assert len(second.ledger) == 0
    assert [query["offset"] for _, _, query in api.asked[asked:]] == ["20"]
    assert landed(tmp_path) == [str(n) for n in range(60)]
    assert second.counts["written"] == 60


def test_a_list_of_which_nobody_knows_the_next_page_is_gone_on_with_where_it_failed(
    tmp_path: Path,
) -> None:
    broken = [True]

    def answer(path: str, query: dict[str, str]) -> Any:
        refused = broken[0] and query.get("cursor") == "20"
        return (500, {}, b"") if refused else offset_pages(60)(path, query)

    with serving(answer) as api:
        provider = fake_provider(api.url, TOKEN)
        first = pull_all(provider, tmp_path)
        assert (first.done, [entry.kind for entry in first.ledger]) == (True, ["list"])
        assert landed(tmp_path) == [str(n) for n in range(20)]
        broken[0] = False
        again = PullProgress(step=9, counts=first.counts, ledger=first.ledger, finished=True)
        second = pull_all(provider, tmp_path, progress=again)
    assert len(second.ledger) == 0
    assert landed(tmp_path) == [str(n) for n in range(60)]


def test_a_wrong_key_ends_a_pull_that_goes_on_from_there_later(tmp_path: Path) -> None:
    answers = offset_pages(60)

    def answer(path: str, query: dict[str, str]) -> Any:
        return (401, {}, b"") if query["offset"] == "20" else answers(path, query)

    with serving(answer) as api, pytest.raises(PullFailed) as caught:
        pull_all(fake_provider(api.url), tmp_path)
    assert str(caught.value) == f"401 from {api.url}/photos"
    assert landed(tmp_path) == [str(n) for n in range(20)]
    assert caught.value.pulled.cursor is not None
    assert caught.value.pulled.cursor["place"]["at"] == {"offset": 20}


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
    with serving(lambda _path, _query: offset_pages(130)("", {})) as api:
        pulled = pull_all(fake_provider(api.url), tmp_path)
    assert landed(tmp_path) == [str(n) for n in range(10)]
    assert [entry.kind for entry in pulled.ledger] == ["page", "page", "list"]
    error = "the API sent the page before once more"
    assert {entry.error for entry in pulled.ledger} == {error}


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Misbehaving()
    monkeypatch.setattr(api, "page_2", None)  # slow, for a client in a hurry
    with serving(api) as server:
        pull_all(fake_provider(server.url), tmp_path)
    assert api.tries[0] == 2
    assert api.tries[10] == 3
    assert api.tries[120] == 1
