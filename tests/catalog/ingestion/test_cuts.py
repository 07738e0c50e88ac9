"""A list behind an API's ceiling is cut and pulled whole, and what no part holds is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from catalog.apis.paginators import Offset
from catalog.ingestion.clients import client_for
from catalog.ingestion.failures import Ledger
from catalog.ingestion.pull import PullProgress, pull
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.runs import ProviderRun, run_day
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Completion, Cuts, Facets, Numbers, Prefixes, Provider
from tests.catalog.fakeapi import Answering, FakeApi, Reply, as_json, fake_provider, photo, serving

DAY = date(2026, 11, 3)
CEILING = 20  # the API gives no page from this offset on
Work = dict[str, Any]

YEARS = Numbers(1900, 2027, lambda start, end: {"from": start, "before": end})
DATES = Numbers(
    date(2000, 1, 1).toordinal(),
    date(2027, 1, 1).toordinal(),
    lambda start, end: {
        "since": str(date.fromordinal(start)),
        "until": str(date.fromordinal(end - 1)),
    },
)
IDS = Numbers(0, 1000, lambda start, end: {"id_from": start, "id_to": end - 1})
NAMES = Prefixes(lambda prefix: {"name": prefix}, "abc")
TYPES = Facets(({"type": "print"}, {"type": "painting"}, {"type": ""}))


def work(number: int) -> Work:
    day = date.fromordinal(date(2000, 1, 1).toordinal() + number * 50)
    name = "abc"[number % 3] + "abc"[number // 3 % 3] + "abc"[number // 9 % 3] + "abc"[number % 2]
    kind = ("print", "painting", "")[number % 3]
    return {**photo(number), "year": 1900 + number, "day": str(day), "name": name, "type": kind}


WORKS = [work(number) for number in range(100)]


def museum(works: Sequence[Work], ceiling: int = CEILING) -> Answering:
    """Return the API of a museum: it counts all works, and pages no farther than its ceiling."""

    def answer(_path: str, query: dict[str, str]) -> Reply:
        start = int(query["offset"])
        if start >= ceiling:
            return 400, {}, b'{"error": "offset too large"}'
        found = [one for one in works if _fits(one, query)]
        page = found[start : min(start + 10, ceiling)]
        return as_json({"total": len(found), "photos": page})

    return answer


def _fits(one: Work, query: Mapping[str, str]) -> bool:
    return all(
        (
            "from" not in query
            or (one["year"] and int(query["from"]) <= one["year"] < int(query["before"])),
            "since" not in query or (one["day"] and query["since"] <= one["day"] <= query["until"]),
            "id_from" not in query or int(query["id_from"]) <= one["id"] <= int(query["id_to"]),
            (one["name"] or "").startswith(query.get("name", "")),
            "type" not in query or one["type"] == query["type"],
        )
    )


def cut_provider(url: str, *by: Any, at_most: int = CEILING, **options: Any) -> Provider:
    return fake_provider(
        url,
        Offset("offset", "limit", 10, total=("total",), ceiling=CEILING),
        cuts=Cuts(total=("total",), at_most=at_most, by=by),
        **options,
    )


def pulled(provider: Provider, output: Path, **options: Any) -> WindowReport:
    run = ProviderRun(provider=provider, output=str(output), **options)
    return run_day(run, DAY, client_for(provider))


def ids(output: Path) -> list[int]:
    """Return the ids of all rows that were landed, each as often as it was."""
    tables = [pq.read_table(file) for file in output.rglob("*.parquet")]
    return sorted(
        int(str(one)) for table in tables for one in table["foreign_identifier"].to_pylist()
    )


@pytest.mark.parametrize(
    "by",
    [(YEARS,), (DATES,), (IDS,), (NAMES,), (TYPES, IDS), (TYPES, NAMES), (TYPES, YEARS, NAMES)],
    ids=["years", "dates", "ids", "prefixes", "types, ids", "types, prefixes", "three ways"],
)
def test_a_list_behind_a_ceiling_is_pulled_whole_by_its_parts(
    by: tuple[Any, ...], tmp_path: Path
) -> None:
    with serving(museum(WORKS)) as api:
        report = pulled(cut_provider(api.url, *by), tmp_path)
    assert (report.status, report.error, report.errors) == ("done", None, [])
    assert ids(tmp_path) == list(range(100))


def test_works_without_a_value_for_the_cut_are_told_until_a_person_accepts_it(
    tmp_path: Path,
) -> None:
    works = [{**one, "year": None} if one["id"] % 10 == 3 else one for one in WORKS]
    with serving(museum(works)) as api:
        provider = cut_provider(api.url, YEARS)
        first, asked = pulled(provider, tmp_path), len(api.asked)
        again = pulled(provider, tmp_path)
        assert len(api.asked) == asked  # no second question brings them
        accepted = pulled(provider, tmp_path, accept=True)
    said = "10 of 100 works are in no part of the list: they have no value for what it is cut by"
    assert (first.status, first.error) == (
        "incomplete",
        f"1 list could not be had; the newest error: {said}",
    )
    assert [(one["kind"], one["id"], one["settled"], one["error"]) for one in first.errors] == [
        ("list", "rest", "out_of_reach", said)
    ]
    assert ids(tmp_path) == [number for number in range(100) if number % 10 != 3]
    assert again.status == "incomplete"
    assert accepted.status == "accepted"


def test_works_out_of_reach_that_a_person_accepted_stay_so_until_they_are_more(
    tmp_path: Path,
) -> None:
    def without_years(count: int) -> Any:
        return museum([{**one, "year": None} if one["id"] < count else one for one in WORKS])

    def run(api: FakeApi, day: int, **options: Any) -> str:
        provider = cut_provider(api.url, YEARS)
        run = ProviderRun(provider=provider, output=str(tmp_path), **options)
        return run_day(run, DAY.replace(day=day), client_for(provider)).status

    with serving(without_years(10)) as api:
        runs = [run(api, 1), run(api, 1, accept=True), run(api, 2), run(api, 3)]
    with serving(without_years(11)) as api:
        runs += [run(api, 4), run(api, 4, accept=True), run(api, 5)]
    assert runs == ["incomplete", "accepted", "done", "done", "incomplete", "accepted", "done"]


def test_an_alphabet_that_lacks_a_character_is_told(tmp_path: Path) -> None:
    with serving(museum(WORKS)) as api:
        report = pulled(cut_provider(api.url, replace(NAMES, alphabet="ab")), tmp_path)
    named = [one["id"] for one in WORKS if set(one["name"][:2]) <= {"a", "b"}]
    assert report.status == "incomplete"
    assert [one["id"] for one in report.errors] == ["rest"]
    assert set(ids(tmp_path)) <= set(named)


def test_a_part_that_nothing_can_cut_is_read_as_far_as_the_api_lets_and_told(
    tmp_path: Path,
) -> None:
    works = [{**one, "year": 1950} for one in WORKS]
    with serving(museum(works)) as api:
        report = pulled(cut_provider(api.url, YEARS), tmp_path)
    assert report.status == "incomplete"
    assert [(one["kind"], one["params"]["from"]) for one in report.errors] == [("list", 1950)]
    assert ids(tmp_path) == list(range(CEILING))


def test_a_part_whose_first_page_is_dead_is_had_later_and_nothing_is_taken_for_missing(
    tmp_path: Path,
) -> None:
    well, down = museum(WORKS), [True]

    def answer(path: str, query: dict[str, str]) -> Reply:
        is_first_page = (query.get("id_from"), query["offset"]) == ("80", "0")
        return (500, {}, b"") if down[0] and is_first_page else well(path, query)

    by = Numbers(0, 200, IDS.ask)
    with serving(answer) as api:
        provider = cut_provider(api.url, by)
        first = pulled(provider, tmp_path)
        down[0] = False
        second = pulled(provider, tmp_path)
    assert (first.status, [one.get("id") for one in first.errors]) == ("incomplete", [None])
    assert second.status == "done"
    assert ids(tmp_path) == list(range(100))


def test_a_cut_list_that_is_killed_at_every_step_counts_its_parts_once(tmp_path: Path) -> None:
    works = [{**one, "year": None} if one["id"] % 10 == 3 else one for one in WORKS]
    complete = Completion(lambda _asker, item: item, key=lambda item: item["id"], at_once=3)

    class Killed(BaseException):
        pass

    kept: list[Any] = [None]
    ledger = Ledger()

    def die(progress: PullProgress) -> None:
        kept[0] = progress.checkpoint
        if progress.checkpoint is not None:
            raise Killed

    target, lives, done = Target(output=str(tmp_path), day=DAY), 0, False
    with serving(museum(works)) as api:
        provider = cut_provider(api.url, YEARS, complete=complete)
        while not done and lives < 200:
            progress = PullProgress.at(kept[0], ledger)
            client = client_for(provider)
            try:
                result = pull(provider, None, progress, client=client, target=target, note=die)
                ledger, done = result.ledger, result.done
            except Killed:
                lives += 1
    assert done
    assert [(one.id, one.error.partition(" works")[0]) for one in ledger] == [("rest", "10 of 100")]
    assert ids(tmp_path) == [number for number in range(100) if number % 10 != 3]
