import time
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.apis.paginators import SinglePage
from catalog.apis.rate_limit import RateLimiter
from catalog.errors import RecordRejected
from catalog.ingestion.clients import client_for
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.runs import ProviderRun, run_day, run_days
from catalog.providers.base import Expect, Provider
from catalog.records import MediaRecord
from tests.catalog.fakeapi import (
    as_json,
    fake_provider,
    offset_pages,
    parse_photo,
    photo,
    serving,
)

DAY = date(2026, 11, 3)
FOLDER = "image/fake/year=2026/month=11/day=03"


def judged(provider: Provider, output: Path, **options: Any) -> WindowReport:
    return run_day(
        ProviderRun(provider=provider, output=str(output), **options), DAY, client_for(provider)
    )


def test_a_report_tells_rejections_by_reason_and_lost_values_by_column(tmp_path: Path) -> None:
    def parse(item: dict[str, Any]) -> MediaRecord:
        if item["id"] == 0:
            raise RecordRejected("no_image")
        return replace(parse_photo(item), source="unknown", width=-1)

    with serving(offset_pages(3)) as api:
        judged(fake_provider(api.url, parse=parse), tmp_path)
    told = orjson.loads((tmp_path / f"{FOLDER}/_report.json").read_bytes())
    assert (told["fetched"], told["written"]) == (3, 2)
    assert told["rejected"] == {"no_image": 1}
    assert told["dropped"] == {"source": 2, "width": 2}


def test_too_few_records_of_a_whole_collection_fail_the_run(tmp_path: Path) -> None:
    with serving(offset_pages(7)) as api:
        report = judged(fake_provider(api.url, expect=Expect(min_records=10)), tmp_path)
    assert report.status == "failed"
    assert report.error == "only 7 records came where at least 10 were expected"


def test_too_many_records_fail_the_run_too(tmp_path: Path) -> None:
    with serving(offset_pages(7)) as api:
        expect = Expect(min_records=1, max_records=5)
        report = judged(fake_provider(api.url, expect=expect), tmp_path)
    assert report.error == "7 records came where at most 5 were expected"


def test_an_api_whose_records_changed_their_shape_fails_the_run(tmp_path: Path) -> None:
    renamed = [{"id": n, "title": "", "link": "https://img.org/1.jpg"} for n in range(30)]
    page = as_json({"total": 30, "photos": renamed})
    with serving(lambda _path, _query: page) as api:
        report = judged(fake_provider(api.url, paginator=SinglePage()), tmp_path)
    assert report.error == "30 of 30 items lack what they must have: has the API changed?"


def test_a_breaker_leaves_a_provider_alone_that_does_not_answer(tmp_path: Path) -> None:
    with serving(lambda _path, _query: (503, {}, b"")) as api:
        provider = fake_provider(api.url)
        report = judged(provider, tmp_path)
    assert report.status == "failed"
    assert "requests failed in a row" in str(report.error)
    assert len(api.asked) == provider.limits.breaker


def test_an_undated_run_that_was_killed_goes_on_on_another_day(tmp_path: Path) -> None:
    broken = [True]

    def answer(path: str, query: dict[str, str]) -> Any:
        if broken[0] and query["offset"] == "20":
            return 401, {}, b""
        return offset_pages(40)(path, query)

    with serving(answer) as api:
        provider = fake_provider(api.url)
        run = ProviderRun(provider=provider, output=str(tmp_path))
        first = run_day(run, DAY, client_for(provider))
        broken[0] = False
        second = run_day(run, date(2026, 11, 5), client_for(provider))
        third = run_day(run, date(2026, 12, 3), client_for(provider))
    assert (first.status, first.counts["written"]) == ("failed", 20)
    assert (second.status, second.day, second.counts["written"]) == ("done", DAY, 40)
    assert (third.status, third.day, third.counts["written"]) == ("done", date(2026, 12, 3), 40)


def test_days_are_pulled_in_parallel_at_one_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[float] = []
    reserve = RateLimiter.reserve

    def reserved(self: RateLimiter, latest: float | None = None) -> float:
        turns.append(reserve(self, latest))
        return turns[-1]

    monkeypatch.setattr(RateLimiter, "reserve", reserved)
    sent: list[float] = []
    days = [date(2026, 11, day) for day in range(1, 5)]

    def answer(_path: str, query: dict[str, str]) -> Any:
        sent.append(time.time())
        day = int(query["day"])
        return as_json({"total": 2, "photos": [photo(10 * day), photo(10 * day + 1)]})

    with serving(answer) as api:
        provider = fake_provider(
            api.url,
            name="fakeparallel",
            media={"image": "fakeparallel"},
            dated=True,
            window_params=lambda window: {"day": window.start.day},
            schedule="daily",
        )
        run = ProviderRun(provider=provider, output=str(tmp_path), reingestion=DAY)
        pace = 0.1
        reports = run_days(run, days, lambda: client_for(provider, delay=pace), parallel=4)
    assert [report.day for report in reports] == days
    assert [report.counts["written"] for report in reports] == [2, 2, 2, 2]
    # When a request arrives is the machine's affair; that it is not sent before its turn is ours.
    turns.sort()
    assert min(b - a for a, b in pairwise(turns)) > 0.999 * pace
    assert [moment >= turn for moment, turn in zip(sorted(sent), turns, strict=True)] == [True] * 4
    assert [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*.parquet"))] == [
        f"image/fakeparallel/year=2026/month=11/day={day:02d}/reingestion=2026-11-03/"
        "page-000000.parquet"
        for day in range(1, 5)
    ]
