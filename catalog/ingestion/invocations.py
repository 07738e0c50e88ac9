"""Pull in rounds, each by another process, which share nothing but the event that goes between.

A Lambda has fifteen minutes. It pulls until shortly before its deadline and returns its event with
the cursor; the state machine calls it again with that, until the event says that it is done.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from catalog.apis.client import PoliteClient
from catalog.files import storage
from catalog.files.http import LONGEST_WAIT
from catalog.ingestion.pull import Cursor, Pulled, PullFailed, pull
from catalog.ingestion.reingestion import plan_days
from catalog.ingestion.runs import Run, finished
from catalog.ingestion.seen_ids import Target
from catalog.landing import landing_folder
from catalog.providers.base import Provider, Window

if TYPE_CHECKING:
    from catalog.ingestion.bulk import BulkReport


class Event(TypedDict):
    """What goes between rounds, as JSON.

    Attributes:
        provider: its name.
        day: the day to pull, `YYYY-MM-DD`; the first round chooses it when it is missing.
        reingestion: the day of the run, when an old day is pulled again.
        cursor: where the round before stopped; null at first.
        done: whether all is pulled.
        counts: of all rounds so far.
        folders: where the landing files lie, one per media type.
        error: why the round before stopped early, if it was not for its deadline.
        wait: seconds for which the provider is to be left alone before the next round; more than 0
            when it let the round before come no further.
    """

    provider: str
    day: NotRequired[str | None]
    reingestion: NotRequired[str | None]
    cursor: NotRequired[Cursor | None]
    done: NotRequired[bool]
    counts: NotRequired[Mapping[str, int]]
    folders: NotRequired[list[str]]
    error: NotRequired[str | None]
    wait: NotRequired[int]


# What a provider asks for at most, as far as we wait at all (catalog/files/http.py).
STAY_AWAY = int(LONGEST_WAIT)


def pull_round(
    event: Event, provider: Provider, *, output: str, client: PoliteClient, deadline: float
) -> Event:
    """Pull until it is done or the deadline comes, and return the event of the next round.

    A round that fails after it has written something returns, so that the next one begins behind
    what is written; one that fails at once raises, for the state machine to wait and retry.
    Doing a round twice writes the same files twice.

    Args:
        event: what the round before returned.
        provider: whom the event names.
        output: the landing zone.
        client: asks the provider.
        deadline: seconds since 1970 after which no page is begun.

    Raises:
        PullFailed: a page could not be had, and nothing was written before it.
        CatalogError: all was pulled, and it is not what the provider should have.
    """
    again = event.get("reingestion")
    run = Run(
        provider=provider, output=output, reingestion=date.fromisoformat(again) if again else None
    )
    target = Target(
        output=output, day=_day(event.get("day"), provider), reingestion=run.reingestion
    )
    before = event.get("cursor")
    pulled, error = _pulled(provider, target, before, client=client, deadline=deadline)
    if pulled.done:
        finished(run, target, pulled)
    return {
        "provider": provider.name,
        "day": str(target.day),
        "reingestion": again,
        "cursor": pulled.cursor,
        "done": pulled.done,
        "counts": pulled.counts,
        "folders": [
            storage.join(output, target.folder(provider, media_type))
            for media_type in provider.media
        ],
        "error": error,
        "wait": STAY_AWAY if _stands_still(before, pulled.cursor) else 0,
    }


def _pulled(
    provider: Provider,
    target: Target,
    before: Cursor | None,
    *,
    client: PoliteClient,
    deadline: float,
) -> tuple[Pulled, str | None]:
    """Return what a round brought, and the error that it stopped at behind its last page."""
    window = Window.of_day(target.day) if provider.dated else None
    try:
        return pull(provider, window, before, deadline, client=client, target=target), None
    except PullFailed as failure:
        if failure.pulled.cursor == before or not failure.pulled.files:
            raise
        return failure.pulled, str(failure)


def _stands_still(before: Cursor | None, after: Cursor | None) -> bool:
    return after is not None and after["step"] == (before["step"] if before else 0)


def reingestion_events(provider: Provider, today: date) -> list[Event]:
    """Return the first event of each day that is to be pulled again today, newest day first.

    At most `provider.reingestion.parallel` of them should run at a time.

    Raises:
        UsageError: the provider is not reingested.
    """
    return [
        {"provider": provider.name, "day": str(day), "reingestion": str(today)}
        for day in plan_days(provider, today)
    ]


def landed_event(provider: Provider, report: "BulkReport", output: str) -> Event:
    """Return the event of a pull that is done, to load what a bulk run landed.

    Args:
        provider: whose files they are.
        report: of the run; where the files had not changed there is nothing to load.
        output: the landing zone.
    """
    folders = [
        storage.join(output, landing_folder(media_type, slug, day=report.day))
        for media_type, slug in provider.media.items()
    ]
    return {
        "provider": provider.name,
        "day": str(report.day),
        "done": True,
        "counts": report.counts,
        "folders": folders if report.status == "done" else [],
    }


def _day(given: Any, provider: Provider) -> date:
    """Return the given day; else yesterday, which is complete, or today for the undated."""
    if given:
        return date.fromisoformat(given)
    return datetime.now(UTC).date() - timedelta(days=int(provider.dated))
