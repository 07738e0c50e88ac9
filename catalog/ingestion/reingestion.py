"""Which old days to pull again: recent ones often, old ones rarely."""

from collections.abc import Iterable
from datetime import date, timedelta

from catalog.errors import UsageError
from catalog.providers.base import Provider, ReingestionRule

STEPS = (1, 7, 15, 30, 90, 180)


def ages(lengths: Iterable[int]) -> list[list[int]]:
    """Return the ages in days to pull, one list per step, today (0) first.

    The first list counts by 1 day, the next goes on from its end by 7 days, then by 15, 30, 90 and
    180. A length of 0 leaves a list out.
    """
    lists, last = [[0]], 0
    for step, length in zip(STEPS, lengths, strict=True):
        if length:
            lists.append([last + step * n for n in range(1, length + 1)])
            last = lists[-1][-1]
    return lists


def days(lengths: Iterable[int], today: date, *, start: date) -> list[date]:
    """Return the days to pull, newest first, none before the provider's first day."""
    found = [today - timedelta(days=age) for part in ages(lengths) for age in part]
    return [day for day in found if day >= start]


def of(provider: Provider) -> ReingestionRule:
    """Return how a provider's old days are pulled again.

    Raises:
        UsageError: they are not.
    """
    if provider.reingestion is None:
        raise UsageError(
            f"{provider.name} has no reingestion: its records are not asked by the day"
        )
    return provider.reingestion


def plan_days(provider: Provider, today: date) -> list[date]:
    """Return the days of a provider to pull again today, newest first.

    Raises:
        UsageError: the provider is not reingested.
    """
    return days(of(provider).lengths, today, start=provider.start_date)
