"""Ask a provider for one page and see whether what comes still becomes records."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from catalog.apis.client import PoliteClient
from catalog.errors import CatalogError
from catalog.ingestion.cursors import Step
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_items
from catalog.providers.base import Provider, Window

# A full day is cut into slices first, and a day may have nothing in its first list.
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Health:
    """What one page showed."""

    provider: str
    records: int
    rejected: dict[str, int]
    problem: str | None


def look(provider: Provider, client: PoliteClient) -> Health:
    """Ask for one page, yesterday's for a dated provider, and parse it; raises no CatalogError."""
    today = datetime.now(UTC).date()
    window = Window.of_day(today - timedelta(days=1)) if provider.dated else None
    few = replace(provider.complete, at_once=2) if provider.complete else None
    iterator = PageIterator(replace(provider, complete=few), client, window, today)
    try:
        step = _first_with_items(iterator)
    except CatalogError as error:
        return Health(provider.name, 0, {}, str(error))
    outcomes = list(parse_items(provider, step.items)) if step else []
    rejected: dict[str, int] = {}
    for one in outcomes:
        if isinstance(one, RejectedItem):
            rejected[one.reason] = rejected.get(one.reason, 0) + 1
    records = sum(isinstance(one, Parsed) for one in outcomes)
    return Health(provider.name, records, rejected, _problem(provider, records, rejected))


def _first_with_items(iterator: PageIterator) -> Step | None:
    for step in islice(iterator.steps(), _STEPS):
        if step.failures:
            raise CatalogError(step.failures[0].error)
        if step.items:
            return step
    return None


def _problem(provider: Provider, records: int, rejected: dict[str, int]) -> str | None:
    broken = [reason for reason in rejected if reason.startswith(("missing_", "unexpected_shape"))]
    if records:
        return None
    if broken:
        return f"no record parses ({', '.join(broken)}): the answers have changed"
    return None if rejected or provider.dated else "the first page is empty"
