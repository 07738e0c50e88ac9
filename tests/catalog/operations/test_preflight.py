import pytest

from catalog.errors import UsageError
from catalog.operations.preflight import Fleet, plan_rest

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
