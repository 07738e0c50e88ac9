"""Run a provider's pulls from start to end: resumed, reported, checked.

Beside the landing files lies a report of the run; below `_state/` what a run needs to go on, and
what became of it (catalog/ingestion/run_state.py).
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import orjson

from catalog.apis.client import PoliteClient
from catalog.files import storage
from catalog.ingestion.pull import Pulled, PullFailed, PullProgress, pull
from catalog.ingestion.questions import Options
from catalog.ingestion.reports import (
    WindowReport,
    broken,
    entries,
    given_up,
    left,
    write_report,
)
from catalog.ingestion.run_state import (
    RunState,
    Status,
    open_states,
    read_if_sound,
    read_state,
    state_uri,
)
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Provider, Window

Tell = Callable[[date, Mapping[str, int]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRun:
    """What one run is to do.

    Attributes:
        provider: whom to pull from.
        output: a directory or `s3://` URI.
        options: what is out of the ordinary; it gives the files names of their own.
        reingestion: the day on which old days are pulled again.
        again: pull what is complete already once more, from the start.
        complete: whether a finished run must bring the records that the provider expects.
        accept: take what cannot be had as lost: the run then counts as complete.
        progress: called after every page.
    """

    provider: Provider
    output: str
    options: Options = field(default_factory=Options)
    reingestion: date | None = None
    again: bool = False
    complete: bool = True
    accept: bool = False
    progress: Tell = lambda _day, _counts: None

    @property
    def name(self) -> str:
        """What the file names of this run begin with."""
        options = self.options
        to_json = [
            options.initial,
            options.batches,
            options.ids,
            dict(options.params),
            options.limit,
        ]
        if not any(to_json):
            return "page"
        text = orjson.dumps(to_json, option=orjson.OPT_SORT_KEYS)
        return f"part-{hashlib.blake2b(text, digest_size=4).hexdigest()}"

    def target(self, day: date) -> Target:
        """Return where the files of a day go."""
        return Target(output=self.output, day=day, name=self.name, reingestion=self.reingestion)

    def state_uri(self, day: date) -> str:
        """Return where the state of a day's run is."""
        return state_uri(
            self.output,
            self.provider.name,
            day=day if self.provider.dated else None,
            name=self.name,
            reingestion=self.reingestion,
        )


def run_days(
    run: ProviderRun,
    days: Sequence[date],
    client: Callable[[], PoliteClient],
    *,
    parallel: int = 1,
    stop_at_failure: bool = True,
) -> list[WindowReport]:
    """Pull several days, at most so many at a time, and return their reports in the given order.

    For an undated provider the one day is that under which the run is filed. Each pull has a client
    of its own; all keep one pace.
    """
    failed = threading.Event()

    def one(day: date) -> WindowReport | None:
        if failed.is_set() and stop_at_failure:
            return None
        report = run_day(run, day, client())
        if report.status == "failed":
            failed.set()
        return report

    with ThreadPoolExecutor(max_workers=parallel) as pool:
        return [report for report in pool.map(one, days) if report]


def run_earlier(
    run: ProviderRun, days: Sequence[date], client: Callable[[], PoliteClient]
) -> list[WindowReport]:
    """Try again what earlier runs of other days could not have, and return their reports."""
    if run.name != "page" or not run.provider.dated:
        return []
    return [run_day(run, day, client()) for day in days_with_failures(run) if day not in days]


def unfinished(run: ProviderRun) -> Iterator[RunState]:
    """Yield the states of such runs, of any day, that have something left."""
    for uri in open_states(run.output, run.provider.name):
        state = read_state(uri)
        if state and state.uri == run.state_uri(state.day):
            yield state


def days_with_failures(run: ProviderRun) -> list[date]:
    """Return the days whose walk came to its end, and whose ledger has something to try again."""
    left = (state for state in unfinished(run) if state.progress.finished)
    return [state.day for state in left if state.progress.ledger.open]


def run_day(
    run: ProviderRun,
    day: date,
    client: PoliteClient,
    *,
    deadline: float | None = None,
    retry: bool = True,
) -> WindowReport:
    """Pull one window to its end, from where an earlier run stopped; never raises CatalogError.

    After the deadline, in seconds since 1970, no page is begun, and the report is `running`.
    `retry` asks for what could not be had before.
    """
    started = time.monotonic()
    state = _state(run, day)
    if state.ended:
        status = "skipped" if state.status == "done" else str(state.status)
        return WindowReport(run.provider.name, state.day, status, state.progress.counts, 0.0)
    if run.accept and state.progress.finished:
        return _end(run, state, _kept(state), started)
    if state.status == "failed" and state.progress.finished and not state.progress.ledger.open:
        return _repeated(run, state)
    try:
        pulled = _pulled(run, state, client, deadline, retry=retry)
    except PullFailed as failure:
        return _end(run, state, failure.pulled, started, str(failure))
    return _end(run, state, pulled, started)


def _state(run: ProviderRun, day: date) -> RunState:
    """Return the state to go on from: a new one where nothing is left of an earlier run."""
    fresh = RunState(run.state_uri(day), day, PullProgress())
    if run.again:
        before = read_if_sound(fresh.uri)
        _forget(run, before.day if before else day)
        storage.delete(fresh.uri)
        return fresh
    before = read_state(fresh.uri)
    if before is None:
        return fresh
    is_another = before.progress.finished and before.day != day
    if is_another and not run.provider.dated:
        # The walk of an earlier day is over, and another may bring what it could not have.
        before.progress.ledger.begin_again()
        fresh.progress = PullProgress(ledger=before.progress.ledger)
        return fresh
    return before


def _pulled(
    run: ProviderRun, state: RunState, client: PoliteClient, deadline: float | None, *, retry: bool
) -> Pulled:
    def note(progress: PullProgress) -> None:
        state.note(progress)
        run.progress(state.day, progress.counts)

    return pull(
        run.provider,
        Window.of_day(state.day) if run.provider.dated else None,
        state.progress,
        deadline,
        client=client,
        target=run.target(state.day),
        options=run.options,
        retry=retry,
        note=note,
    )


def _kept(state: RunState) -> Pulled:
    progress = state.progress
    return Pulled((), progress.counts, progress.checkpoint, progress.ledger)


def _repeated(run: ProviderRun, state: RunState) -> WindowReport:
    """Return the report of a run that is over and was not to be trusted; nothing is asked."""
    error = f"{state.error}. Give --again to pull it anew, or --accept to take it as it is"
    counts = state.progress.counts
    return WindowReport(run.provider.name, state.day, "failed", counts, 0.0, error=error)


def _end(
    run: ProviderRun, state: RunState, pulled: Pulled, started: float, error: str | None = None
) -> WindowReport:
    """Judge a pull, and write down what became of it."""
    status: Status = "running"
    if error:
        status = "failed"
    elif pulled.done:
        if run.accept:
            pulled.ledger.settle("accepted")
        status, error = _judged(run, pulled)
    state.progress.ledger, state.progress.counts = pulled.ledger, pulled.counts
    state.write(status, error)
    report = WindowReport(
        run.provider.name,
        state.day,
        status,
        pulled.counts,
        time.monotonic() - started,
        pulled.cursor,
        pulled.files,
        entries(pulled.ledger),
        error,
        given_up(pulled.ledger),
    )
    write_report(run.provider, run.target(state.day), report)
    return report


def _judged(run: ProviderRun, pulled: Pulled) -> tuple[Status, str | None]:
    """Decide whether a pull that came to its end is one to trust."""
    if pulled.full:
        return "limited", None
    error = broken(pulled.counts)
    expect = run.provider.expect
    if not error and expect and run.complete and run.name == "page":
        error = expect.problem(pulled.counts.get("parsed", 0))
    remains = left(pulled.ledger)
    if run.accept and (error or pulled.ledger):
        return "accepted", None
    if error:
        return "failed", f"{error}; {remains}" if remains else error
    return ("incomplete", remains) if remains else ("done", None)


def _forget(run: ProviderRun, day: date) -> None:
    """Delete the files that a run wrote."""
    for media_type in run.provider.media:
        folder = storage.join(run.output, run.target(day).folder(run.provider, media_type))
        for name in storage.iter_files(folder, ".parquet"):
            if name.rpartition("/")[2].startswith(f"{run.name}-"):
                storage.delete(name)
