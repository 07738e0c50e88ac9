from datetime import date

import pytest

from catalog.errors import UsageError
from catalog.ingestion.reingestion import ages, days, plan_days
from catalog.providers import registry

WIKIMEDIA = [
    0,
    *range(1, 7),
    *range(36, 277, 30),
    *range(366, 1897, 90),
    *range(2076, 7297, 180),
]


def flat(lengths: tuple[int, ...]) -> list[int]:
    return [age for part in ages(lengths) for age in part]


def test_flickr_counts_on_from_the_end_of_each_list() -> None:
    assert flat((7, 12, 20, 24, 24, 40)) == [
        0,
        *range(1, 8),
        *range(14, 92, 7),
        *range(106, 392, 15),
        *range(421, 1112, 30),
        *range(1201, 3272, 90),
        *range(3451, 10472, 180),
    ]


def test_a_step_without_days_is_left_out() -> None:
    assert flat((6, 0, 0, 9, 18, 30)) == WIKIMEDIA


def test_europeana_ends_with_quarters() -> None:
    assert flat((7, 0, 0, 12, 40, 0)) == [
        0,
        *range(1, 8),
        *range(37, 368, 30),
        *range(457, 3968, 90),
    ]


@pytest.mark.parametrize(
    ("name", "total", "oldest"),
    [
        ("flickr", 128, 10_471),
        ("wikimedia", 64, 7_296),
        ("met", 64, 7_296),
        ("europeana", 60, 3_967),
    ],
)
def test_each_provider_has_its_days(name: str, total: int, oldest: int) -> None:
    reingestion = registry.provider(name).reingestion
    assert reingestion is not None
    assert len(flat(reingestion.lengths)) == total
    assert flat(reingestion.lengths)[-1] == oldest


def test_no_day_before_the_providers_first_is_pulled() -> None:
    found = days((2, 1, 0, 0, 0, 0), date(2026, 11, 10), start=date(2026, 11, 9))
    assert found == [date(2026, 11, 10), date(2026, 11, 9)]


def test_the_plan_of_a_provider_ends_with_its_first_day() -> None:
    found = plan_days(registry.provider("europeana"), date(2026, 11, 23))
    assert found[:2] == [date(2026, 11, 23), date(2026, 11, 22)]
    assert (len(found), found[-1]) == (32, date(2022, 12, 7))


def test_a_provider_that_is_not_asked_by_the_day_has_no_plan() -> None:
    with pytest.raises(UsageError, match="clevelandmuseum has no reingestion"):
        plan_days(registry.provider("clevelandmuseum"), date(2026, 11, 23))
