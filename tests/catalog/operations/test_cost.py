import pytest

from catalog.errors import UsageError
from catalog.operations.cost import cheapest, estimate, prices, total_size
from stacks.config import PROD

TIB = 2**40


@pytest.mark.parametrize(
    ("rate", "hours", "usd"), [(1, 2.2, 166), (2, 1.2, 90), (3, 0.86, 65), (4, 0.69, 52)]
)
def test_eighteen_tib_on_a_hundred_nodes(rate: float, hours: float, usd: float) -> None:
    told = estimate(18 * TIB, file_count=100_000, nodes=100, rate=rate)
    assert told.hours == pytest.approx(hours, rel=0.02)
    assert told.usd == pytest.approx(usd, rel=0.04)


def test_the_parts_of_the_price() -> None:
    told = estimate(
        3600 * 2_000_000 * 32 * 85, file_count=1000, instance_type="c7g.8xlarge", nodes=100, rate=2
    )
    hours = 1 + 11 / 60
    assert told.hours == pytest.approx(hours)
    around = 3 * hours * 0.2041 + 0.08 * 96 * 103 * hours / 730 + 0.0104
    assert told.usd == pytest.approx(100 * hours * (0.447 + 0.29) + around)
    assert told.usd_on_demand == pytest.approx(100 * hours * (1.16 + 0.29) + around)


def test_the_cheapest_machines_that_are_done_in_time_are_named() -> None:
    told = cheapest(18 * TIB, file_count=100_000, within=2.5)
    assert told is not None
    others = [
        estimate(18 * TIB, file_count=100_000, instance_type=name, nodes=nodes)
        for name in prices()["instances"]
        for nodes in (5, 10, 20, 40, 80)
    ]
    assert told.hours <= 2.5
    assert told.usd <= min(other.usd for other in others if other.hours <= 2.5)
    assert cheapest(18 * TIB, file_count=100_000, within=0.1) is None


def test_a_whole_crawl_takes_an_hour_and_costs_less_than_ten_dollars() -> None:
    """By default: 18 TiB on ten nodes, at the dated prices and the speed that is promised."""
    told = estimate(18 * TIB, file_count=100_000)
    assert (told.nodes, told.instance_type, told.rate) == (10, "c7g.8xlarge", 24)
    assert told.hours == pytest.approx(1.03, abs=0.01)
    assert told.usd == pytest.approx(9.37, abs=0.01)
    best = cheapest(18 * TIB, file_count=100_000, within=2.5)
    assert best is not None
    assert (best.nodes, best.instance_type, round(best.usd, 2)) == (6, "c7g.8xlarge", 9.18)


def test_production_asks_for_the_machines_of_that_estimate() -> None:
    assert PROD.crawl.task_vcpus == 10 * prices()["instances"]["c7g.8xlarge"]["vcpu"]


def test_at_a_third_of_the_promised_speed_a_crawl_still_ends_before_its_deadline() -> None:
    slow = estimate(18 * TIB, file_count=100_000, rate=9)
    assert slow.hours <= PROD.crawl.deadline_minutes / 60
    assert slow.usd == pytest.approx(20.76, abs=0.01)


def test_the_network_limits_the_rate() -> None:
    told = estimate(TIB, file_count=1, instance_type="c7g.8xlarge", rate=90)
    assert (told.rate, told.network_bound) == (pytest.approx(46.875), True)
    assert estimate(TIB, file_count=1, rate=9).network_bound is False


def test_what_cannot_be_estimated_is_refused() -> None:
    with pytest.raises(UsageError, match="no price for x1"):
        estimate(TIB, file_count=1, instance_type="x1")
    with pytest.raises(UsageError, match="must be more than 0"):
        estimate(0, file_count=1)


def test_the_size_of_all_files_follows_from_a_sample() -> None:
    uris = [f"f{number}" for number in range(1000)]
    sizes = {uri: 100 + number % 3 for number, uri in enumerate(uris)}
    assert total_size(uris, sizes.get, sample=1000) == sum(sizes.values())
    assert total_size(uris, sizes.get) == pytest.approx(sum(sizes.values()), rel=0.01)
    with pytest.raises(UsageError, match="--size-tib"):
        total_size(uris, lambda uri: None)
