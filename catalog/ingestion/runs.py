"""Run a provider's pulls from start to end on one machine: resumed, reported, checked.

Beside the landing files lies a report of the run; below `_state/` what a killed run needs to go on.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from catalog.apis.client import PoliteClient
from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage
from catalog.ingestion.pull import Cursor, Options, Pulled, PullFailed, pull
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Provider, Window

# A run in which so many records lack what they must have has met an API that changed its shape.
BROKEN_SHARE = 0.5
BROKEN_AT_LEAST = 20
Progress = Callable[[date, Mapping[str, int]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run is to do.

    Attributes:
        provider: whom to pull from.
        output: a directory or `s3://` URI.
        options: what is out of the ordinary; it gives the files names of their own.
        reingestion: the day on which old days are pulled again.
        again: pull what is complete already once more, from the start.
        complete: whether a finished run must bring the records that the provider expects.
        progress: called after every page.
    """

    provider: Provider
    output: str
    options: Options = field(default_factory=Options)
    reingestion: date | None = None
    again: bool = False
    complete: bool = True
    progress: Progress = lambda _day, _counts: None

    @property
    def name(self) -> str:
        """What the file names of this run begin with."""
        options = self.options
        told = [options.initial, options.batches, options.ids, dict(options.params), options.limit]
        if not any(told):
            return "page"
        text = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
        return f"part-{hashlib.blake2b(text, digest_size=4).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one window.

    Attributes:
        status: `done`, `failed`, or `skipped` when it was complete already.
        duration: seconds of this run.
        errors: parameters and error of every request that was skipped.
    """

    provider: str
    day: date
    status: str
    counts: Mapping[str, int]
    duration: float
    cursor: Cursor | None = None
    files: Sequence[str] = ()
    errors: Sequence[Mapping[str, Any]] = ()
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as the report file has it, rejections by reason, lost values by column."""
        return {
            "provider": self.provider,
            "day": str(self.day),
            "status": self.status,
            **{name: self.counts.get(name, 0) for name in _COUNTS},
            "rejected": self._counted("rejected."),
            "dropped": self._counted("dropped."),
            "duration": round(self.duration, 3),
            "errors": list(self.errors),
            "error": self.error,
            "cursor": self.cursor,
        }

    def _counted(self, kind: str) -> dict[str, int]:
        counted = sorted(self.counts.items())
        return {name.removeprefix(kind): n for name, n in counted if name.startswith(kind)}


_COUNTS = ("fetched", "parsed", "written", "duplicates", "requests", "retries", "bytes")


def run_days(
    run: Run,
    days: Sequence[date],
    client: Callable[[], PoliteClient],
    *,
    parallel: int = 1,
    stop_at_failure: bool = True,
) -> list[Report]:
    """Pull several days, at most so many at a time, and return their reports in the given order.

    Args:
        run: what to do for each day.
        days: for an undated provider the one day that the run is filed under.
        client: makes a client; each pull has its own, all keep one pace.
        parallel: pulls at a time.
        stop_at_failure: begin no further day once one has failed.
    """
    failed = threading.Event()

    def one(day: date) -> Report | None:
        if failed.is_set() and stop_at_failure:
            return None
        report = run_day(run, day, client())
        if report.status == "failed":
            failed.set()
        return report

    with ThreadPoolExecutor(max_workers=parallel) as pool:
        return [report for report in pool.map(one, days) if report]


def run_day(run: Run, day: date, client: PoliteClient) -> Report:
    """Pull one window to its end, from where an earlier run stopped; never raises CatalogError."""
    state = _State(run, day)
    if state.done and not run.again:
        return Report(run.provider.name, state.day, "skipped", state.counts, 0.0)
    if run.again:
        state.forget()
    target = Target(output=run.output, day=state.day, name=run.name, reingestion=run.reingestion)
    started = time.monotonic()

    def note(cursor: Cursor | None, counts: Mapping[str, int]) -> None:
        state.note(cursor, counts)
        run.progress(state.day, counts)

    try:
        pulled = pull(
            run.provider,
            Window.of_day(day) if run.provider.dated else None,
            state.cursor,
            client=client,
            target=target,
            options=run.options,
            note=note,
        )
        report = _judged(run, day, pulled, time.monotonic() - started)
    except CatalogError as error:
        pulled = error.pulled if isinstance(error, PullFailed) else Pulled((), {}, state.cursor)
        report = _report(run, day, pulled, time.monotonic() - started, str(error))
    _write_report(run, target, replace(report, day=state.day))
    return replace(report, day=state.day)


def finished(run: Run, target: Target, pulled: Pulled, *, duration: float = 0.0) -> Report:
    """Write the report of a pull that came to its end.

    Raises:
        CatalogError: it is not what the provider should have.
    """
    report = _judged(run, target.day, pulled, duration)
    _write_report(run, target, report)
    if report.error:
        raise CatalogError(report.error)
    return report


def _judged(run: Run, day: date, pulled: Pulled, duration: float) -> Report:
    """Decide whether a pull that came to its end is one to trust."""
    error = None
    counts, expect = pulled.counts, run.provider.expect
    broken = sum(
        n
        for name, n in counts.items()
        if name.startswith("rejected.missing_") or name == "rejected.unexpected_shape"
    )
    if pulled.errors:
        error = f"{len(pulled.errors)} requests failed and were skipped; the report names them"
    elif broken >= BROKEN_AT_LEAST and broken > BROKEN_SHARE * counts.get("fetched", 0):
        error = (
            f"{broken} of {counts['fetched']} items lack what they must have: has the API changed?"
        )
    elif run.complete and expect and run.name == "page":
        error = _unexpected(counts.get("parsed", 0), expect.min_records, expect.max_records)
    return _report(run, day, pulled, duration, error)


def _unexpected(records: int, least: int, most: int | None) -> str | None:
    if records < least:
        return f"only {records} records came where at least {least} were expected"
    if most is not None and records > most:
        return f"{records} records came where at most {most} were expected"
    return None


def _report(run: Run, day: date, pulled: Pulled, duration: float, error: str | None) -> Report:
    return Report(
        run.provider.name,
        day,
        "failed" if error else "done",
        pulled.counts,
        duration,
        pulled.cursor,
        pulled.files,
        pulled.errors,
        error,
    )


def _write_report(run: Run, target: Target, report: Report) -> None:
    data = orjson.dumps(report.to_json(), option=orjson.OPT_INDENT_2)
    name = "_report.json" if run.name == "page" else f"_report.{run.name}.json"
    for media_type in run.provider.media:
        folder = target.folder(run.provider, media_type)
        storage.write_bytes(storage.join(run.output, folder, name), data)


class _State:
    """What is written down of one window, to go on after a crash."""

    def __init__(self, run: Run, day: date) -> None:
        window = str(day) if run.provider.dated else "undated"
        again = f"-reingestion-{run.reingestion}" if run.reingestion else ""
        self._uri = storage.join(
            run.output, "_state", run.provider.name, f"{window}{again}-{run.name}.json"
        )
        self._run, self.day = run, day
        self.done = False
        self.cursor: Cursor | None = None
        self.counts: Mapping[str, int] = {}
        self._read()

    def _read(self) -> None:
        try:
            kept = orjson.loads(storage.read_bytes(self._uri))
        except NotFoundError:
            return
        kept_day = date.fromisoformat(kept["day"])
        if kept["cursor"] is None and kept_day != self.day:
            return  # an earlier, finished run of a provider that is not asked by the day
        self.day, self.done = kept_day, kept["cursor"] is None
        self.cursor, self.counts = kept["cursor"], kept["counts"]

    def note(self, cursor: Cursor | None, counts: Mapping[str, int]) -> None:
        """Write down where the pull is."""
        kept = {"day": str(self.day), "cursor": cursor, "counts": dict(counts)}
        storage.write_bytes(self._uri, orjson.dumps(kept))

    def forget(self) -> None:
        """Delete what is written down, and the files that the run wrote."""
        run = self._run
        for media_type in run.provider.media:
            target = Target(
                output=run.output, day=self.day, name=run.name, reingestion=run.reingestion
            )
            folder = storage.join(run.output, target.folder(run.provider, media_type))
            for name in storage.iter_files(folder, ".parquet"):
                if name.rpartition("/")[2].startswith(f"{run.name}-"):
                    storage.delete(name)
        storage.delete(self._uri)
        self.done, self.cursor, self.counts = False, None, {}
