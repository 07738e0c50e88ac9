"""Pull in rounds, one Lambda invocation each; an event carries the state from one to the next.

A Lambda has fifteen minutes. It pulls until shortly before its deadline and returns its event; the
state machine calls it again with that, until the event says that it is done. How far the pull is,
and what it could not have, is in the landing zone (catalog/ingestion/run_state.py).

A pull that fails is `done` as well, and says what is `missing`: what came is loaded, and then the
execution fails with that. A pull that lasts days says `load` now and then.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from catalog.apis.client import PoliteClient
from catalog.errors import UsageError
from catalog.files import storage
from catalog.files.http import LONGEST_WAIT
from catalog.ingestion.pull import Checkpoint
from catalog.ingestion.questions import Options
from catalog.ingestion.reingestion import plan_days
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.runs import ProviderRun, run_day, unfinished
from catalog.ingestion.skippable_errors import is_known, read_known_errors
from catalog.landing import landing_folder
from catalog.providers.base import Provider

if TYPE_CHECKING:
    from catalog.ingestion.bulk import BulkReport


class IngestEvent(TypedDict):
    """What goes between rounds, as JSON. The first one may name the options of `catalog ingest`.

    Attributes:
        provider: its name.
        day: the day to pull, `YYYY-MM-DD`. Without it a dated provider's yesterday, the days
            before that were missed, and those that have something left.
        reingestion: the day of the run, when an old day is pulled again.
        limit, ids, params, again, accept: see `catalog ingest --help`.
        skip_errors: go on with the next day after one that failed.
        known_errors: URI of a list of errors that are not tried again.
        days: the days that are left, the current one first.
        cursor: where the round before stopped; null at first and at the end.
        done: whether all is pulled, or nothing more can be.
        counts: of all rounds so far; `counts_before`: of the days that are over.
        landing: the folders of the landing files of all days so far.
        folders: what is to be loaded, folders or files.
        load: whether to load `folders` now, and to go on with the pull afterwards.
        fresh: files that were written since the last loading, which was at `since` (seconds since
            1970). `partly`: whether there was a loading before the end.
        failures: what is missing of the days that are over; `missing` is the same as one text, ""
            where nothing is.
        resume: the input of another execution that goes on, after a failure.
        error: why the round before stopped early, if it was not for its deadline.
        stuck: how many rounds in a row failed without bringing anything.
        wait: seconds for which the provider is to be left alone before the next round; more than 0
            when it let the round before come no further. `waited`: these of all rounds in a row.
    """

    provider: str
    day: NotRequired[str | None]
    reingestion: NotRequired[str | None]
    limit: NotRequired[int | None]
    ids: NotRequired[list[str] | None]
    params: NotRequired[Mapping[str, str] | None]
    again: NotRequired[bool]
    accept: NotRequired[bool]
    skip_errors: NotRequired[bool]
    known_errors: NotRequired[str | None]
    days: NotRequired[list[str]]
    cursor: NotRequired[Checkpoint | None]
    done: NotRequired[bool]
    counts: NotRequired[Mapping[str, int]]
    counts_before: NotRequired[Mapping[str, int]]
    landing: NotRequired[list[str]]
    folders: NotRequired[list[str]]
    load: NotRequired[bool]
    fresh: NotRequired[list[str]]
    since: NotRequired[float]
    partly: NotRequired[bool]
    failures: NotRequired[list[str]]
    missing: NotRequired[str]
    resume: NotRequired[Mapping[str, Any]]
    error: NotRequired[str | None]
    stuck: NotRequired[int]
    wait: NotRequired[int]
    waited: NotRequired[int]


# What a provider asks for at most, as far as we wait at all (catalog/files/http.py).
STAY_AWAY = int(LONGEST_WAIT)
# Rounds in a row that may fail without bringing anything.
_MOST_STUCK = 3
# Missed days are looked for so far back.
_LOOK_BACK = 14
# What comes is loaded when it is so old, or so many files: an event holds 256 KB.
_LOAD_AFTER, _LOAD_FILES = 6 * 3600.0, 200
_OPTIONS = ("reingestion", "limit", "ids", "params", "accept", "skip_errors", "known_errors")
# Longer texts do not fit into a notice beside the rest; the reports in the landing zone say all.
_MOST_FAILURES, _LONGEST_FAILURE = 20, 500


def pull_round(
    event: IngestEvent,
    provider: Provider,
    *,
    output: str,
    client: PoliteClient,
    deadline: float,
    longest_wait: float = float("inf"),
) -> IngestEvent:
    """Pull until it is done or the deadline comes, and return the event of the next round.

    Doing a round twice does no harm: the second time it goes on where the first one stopped.

    No page is begun after the deadline, in seconds since 1970. A provider that lets no round come
    further for `longest_wait` seconds is given up.

    Raises:
        UsageError: the event asks for what this provider cannot do.
    """
    run = _run(event, provider, output)
    days = event.get("days") or [str(day) for day in _days(event, run)]
    # What failed before is tried again once in an execution, not in each of its rounds.
    is_first = event.get("cursor") is None
    report = run_day(run, date.fromisoformat(days[0]), client, deadline=deadline, retry=is_first)
    following = _following(event, run, days, report, longest_wait)
    return _with_what_to_load(event, following, run, report)


def _run(event: IngestEvent, provider: Provider, output: str) -> ProviderRun:
    ids, again = event.get("ids"), event.get("reingestion")
    if ids and not (provider.item_url or provider.item_params):
        raise UsageError(f"{provider.name} cannot be asked for one work by its id")
    listed = event.get("known_errors")
    known = is_known(provider.name, read_known_errors(listed) if listed else [])
    options = Options(
        ids=ids or None, params=event.get("params") or {}, limit=event.get("limit"), known=known
    )
    return ProviderRun(
        provider=provider,
        output=output,
        options=options,
        reingestion=date.fromisoformat(again) if again else None,
        again=event.get("again", False),
        complete=event.get("limit") is None,
        accept=event.get("accept", False),
    )


def _following(
    event: IngestEvent, run: ProviderRun, days: list[str], report: WindowReport, longest_wait: float
) -> IngestEvent:
    """Return the event that goes on with the same day, or with the next one."""
    before = event.get("cursor")
    stands_still = report.cursor is not None and _at(report.cursor) == _at(before)
    stuck = event.get("stuck", 0) + 1 if report.status == "failed" and stands_still else 0
    waited = event.get("waited", 0) + STAY_AWAY if stands_still else 0
    is_given_up = waited > longest_wait
    goes_on = report.cursor is not None and stuck <= _MOST_STUCK and not is_given_up
    failures = list(event.get("failures", ()))
    if is_given_up:
        failures.append(_given_up(report, longest_wait))
    elif not goes_on and report.is_trouble:
        failures.append(f"{report.day}: {report.error}")
    is_end = not goes_on and bool(failures) and not event.get("skip_errors")
    is_over = is_given_up or (is_end and report.status == "failed")
    left = days if goes_on else [] if is_over else days[1:]
    total = dict(Counter(event.get("counts_before", {})) + Counter(report.counts))
    following: IngestEvent = {
        "provider": run.provider.name,
        "day": str(report.day),
        "days": left,
        "cursor": report.cursor if goes_on else None,
        "done": not left,
        "counts": total,
        "counts_before": event.get("counts_before", {}) if goes_on else total,
        "failures": failures,
        "missing": _missing(failures),
        "resume": event.get("resume") or _resume(event, run),
        "error": report.error,
        "stuck": stuck if goes_on else 0,
        "wait": STAY_AWAY if goes_on and stands_still else 0,
        "waited": waited if goes_on else 0,
    }
    for name in _OPTIONS:  # `again` holds for the first round only
        if name in event:
            following[name] = event[name]  # type: ignore[literal-required]
    return following


def _given_up(report: WindowReport, longest_wait: float) -> str:
    why = f"; the newest error: {report.error}" if report.error else ""
    return (
        f"{report.day}: the provider asked to be left alone for more than "
        f"{longest_wait / 60:g} minutes{why}"
    )


def _missing(failures: Sequence[str]) -> str:
    lines = [failure[:_LONGEST_FAILURE] for failure in failures[:_MOST_FAILURES]]
    if more := len(failures) - len(lines):
        lines.append(f"and {more} more days")
    return "\n".join(lines)


def _resume(event: IngestEvent, run: ProviderRun) -> dict[str, Any]:
    """Return the input of the execution without what holds for its first round only."""
    given = {name: event.get(name) for name in ("day", *_OPTIONS)}
    kept = {name: value for name, value in given.items() if value is not None}
    return {"provider": run.provider.name, **kept}


def _at(cursor: Checkpoint | None) -> tuple[int, Any]:
    return (cursor["step"], cursor["place"]) if cursor else (0, None)


def _with_what_to_load(
    event: IngestEvent, following: IngestEvent, run: ProviderRun, report: WindowReport
) -> IngestEvent:
    """Add what is to be loaded: everything at the end, or what came when that lasts long."""
    target, now = run.target(report.day), time.time()
    folders = [
        storage.join(run.output, target.folder(run.provider, media_type))
        for media_type in run.provider.media
    ]
    following["landing"] = list(dict.fromkeys([*event.get("landing", ()), *folders]))
    fresh = [*event.get("fresh", ()), *report.files]
    since, partly = event.get("since", now), event.get("partly", False)
    is_time = bool(fresh) and (len(fresh) >= _LOAD_FILES or now - since >= _LOAD_AFTER)
    following["load"] = is_time and not following["done"]
    if following["load"]:
        following["folders"], following["fresh"] = fresh, []
        following["since"], following["partly"] = now, True
    else:
        to_load = fresh if partly else following["landing"]
        following["folders"], following["fresh"] = to_load, fresh
        following["since"], following["partly"] = since, partly
    return following


def _days(event: IngestEvent, run: ProviderRun) -> list[date]:
    """Return the days of an execution: the given one, or what is left and yesterday."""
    today = datetime.now(UTC).date()
    if event.get("day"):
        return [date.fromisoformat(str(event["day"]))]
    if not run.provider.dated:
        return [today]
    yesterday = today - timedelta(days=1)
    if run.name != "page" or run.reingestion:
        return [yesterday]
    left = [state.day for state in unfinished(run)]
    return sorted({*left, *missed_days(run, yesterday), yesterday})


def missed_days(run: ProviderRun, last: date) -> list[date]:
    """Return the days before `last` that have no run at all, back to the newest that has one.

    None are missed where no run is found in the last two weeks: the provider is new here.
    """
    missed: list[date] = []
    for n in range(1, _LOOK_BACK + 1):
        day = last - timedelta(days=n)
        if storage.exists(run.state_uri(day)):
            return missed
        missed.append(day)
    return []


def reingestion_events(provider: Provider, today: date) -> list[IngestEvent]:
    """Return the first event of each day that is to be pulled again today, newest day first.

    At most `provider.reingestion.parallel` of them should run at a time.

    Raises:
        UsageError: the provider is not reingested.
    """
    return [
        {"provider": provider.name, "day": str(day), "reingestion": str(today)}
        for day in plan_days(provider, today)
    ]


def landed_event(provider: Provider, report: "BulkReport", output: str) -> IngestEvent:
    """Return the event of a pull that is done, to load what a bulk run landed.

    Where the files had not changed there is nothing to load.
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
