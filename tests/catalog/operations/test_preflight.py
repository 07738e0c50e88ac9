from pathlib import Path
from typing import Any

import pytest

from catalog.errors import UsageError
from catalog.operations.preflight import Fleet, QuotaTooSmallError, plan, plan_rest
from catalog.operations.run_state import CrawlRun, read_inputs

TERABYTE = 10**12
FLEET = Fleet(
    vcpus=3200,
    types=("c7g.4xlarge", "c7g.8xlarge", "c7g.16xlarge"),
    smallest=64,
    core_nodes=2,
    within_hours=2.5,
)


def fleet(**changes: object) -> Fleet:
    names = ("vcpus", "types", "smallest", "core_nodes", "within_hours")
    return Fleet(**{**{name: getattr(FLEET, name) for name in names}, **changes})


def test_the_estimate_is_of_the_cheapest_type_that_is_in_time() -> None:
    told = FLEET.estimate(18 * TERABYTE, 90_000)
    others = [fleet(types=(name,)).estimate(18 * TERABYTE, 90_000) for name in FLEET.types[:2]]
    assert told.usd == min(each.usd for each in others)
    assert all(each.hours <= 2.5 for each in others)


def test_where_none_is_in_time_it_is_of_the_fastest() -> None:
    slow = fleet(vcpus=64)
    others = [
        fleet(vcpus=64, types=(name,)).estimate(18 * TERABYTE, 90_000) for name in FLEET.types[:2]
    ]
    told = slow.estimate(18 * TERABYTE, 90_000)
    assert told.hours == min(each.hours for each in others) > 2.5


def test_a_type_without_a_price_cannot_be_estimated() -> None:
    with pytest.raises(UsageError, match=r"there is no price for any of x1.large\."):
        fleet(types=("x1.large",)).estimate(TERABYTE, 100)


@pytest.mark.parametrize(
    ("left", "vcpus"), [(1, 64), (1_800, 64), (1_801, 128), (45_000, 1600), (90_000, 3200)]
)
def test_the_second_cluster_is_as_large_as_what_is_left_asks_for(left: int, vcpus: int) -> None:
    assert plan_rest(FLEET, 18 * TERABYTE, 90_000, left)["vcpus"] == vcpus


def test_the_second_cluster_takes_about_as_long_and_costs_its_share() -> None:
    first = FLEET.estimate(18 * TERABYTE, 90_000)
    second = plan_rest(FLEET, 18 * TERABYTE, 90_000, 9_000)
    assert second["hours"] == pytest.approx(first.hours, rel=0.02)
    assert second["usd"] == pytest.approx(first.usd / 10, rel=0.3)  # the primary is one in both


class Crawl:
    """A pipeline of a thousand files of 200 MB each, of which some have no output yet."""

    def __init__(self, left: int) -> None:
        self.left = left

    def inputs(self, _crawl: str) -> list[str]:
        return [f"file-{n}" for n in range(1000)]

    def size(self, _crawl: str, items: list[str]) -> int:
        return len(items) * 200_000_000

    def missing(self, expected: list[str], _run: CrawlRun) -> list[str]:
        return expected[: self.left]


class Allowed:
    def __init__(self, vcpus: int) -> None:
        self.vcpus = vcpus

    def get_service_quota(self, **_asked: str) -> Any:
        return {"Quota": {"Value": float(self.vcpus)}}


def planned(folder: Path, left: int, *, allowed: int = 3200) -> dict[str, Any]:
    run = CrawlRun(str(folder), "common-crawl-etl", "CC-MAIN-2026-43")
    crawl: Any = Crawl(left)
    quotas = Allowed(allowed)
    found = plan(run, crawl, FLEET, limit=None, quotas=quotas, quota_code="L-34B43A08")
    assert len(read_inputs(run, 1)) == found["files"] == 1000  # what is there is measured by all
    return found


def test_a_crawl_of_which_nothing_is_left_costs_nothing_and_needs_no_quota(tmp_path: Path) -> None:
    found = planned(tmp_path, 0, allowed=0)
    assert [found[key] for key in ("left", "usd", "second_usd", "most_usd", "hours")] == [0] * 5


def test_a_crawl_that_is_started_again_is_sized_priced_and_allowed_by_what_is_left(
    tmp_path: Path,
) -> None:
    whole, rest = planned(tmp_path, 1000), planned(tmp_path, 20, allowed=64)
    assert [(found["left"], found["vcpus"]) for found in (whole, rest)] == [(1000, 3200), (20, 64)]
    assert rest["most_usd"] < whole["most_usd"] / 10
    with pytest.raises(QuotaTooSmallError, match="asks for 3200 spot vCPUs and the account may"):
        planned(tmp_path, 1000, allowed=64)
