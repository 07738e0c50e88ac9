"""The status of every provider: last complete run, open failures, counts of the last runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from catalog.errors import NotFoundError
from catalog.files import storage
from catalog.ingestion.failures import LEFT
from catalog.ingestion.run_state import (
    COMPLETE,
    RunState,
    open_states,
    read_if_sound,
    state_folder,
)
from catalog.providers.base import Provider

_COUNTS = ("fetched", "written", "duplicates", "errors", "requests")
# How many runs are shown, and how far back a complete one is looked for.
_RUNS, _LOOK_BACK = 3, 400


@dataclass(frozen=True, slots=True)
class ProviderStatus:
    """How one provider stands.

    Attributes:
        schedule: how often it should be pulled; None when it is retired.
        last_complete: the day of its newest complete run; None when there is none.
        age_days: days since then.
        status: of its newest run; None when it never ran.
        updated: when that run was last under way, ISO 8601 in UTC.
        error: what that run lacks.
        left: entries of the ledger that keep runs from being complete, those of older runs too.
        given_up: entries that are not tried again any more.
        failures: what is left, as reports tell it.
        runs: the newest runs: day, status and counts.
    """

    provider: str
    schedule: str | None
    last_complete: date | None
    age_days: int | None
    status: str | None
    updated: str | None
    error: str | None
    left: int
    given_up: int
    failures: list[dict[str, Any]]
    runs: list[dict[str, Any]]


def provider_status(output: str, provider: Provider, today: date) -> ProviderStatus:
    """Return how a provider stands, by what its runs wrote down."""
    if provider.bulk:
        return _of_files(output, provider, today)
    newest: list[RunState] = []
    complete: date | None = None
    for n, state in enumerate(_newest_first(output, provider)):
        if len(newest) < _RUNS:
            newest.append(state)
        if state.status in COMPLETE:
            complete = state.day
            break
        if n > _LOOK_BACK:
            break
    read = (read_if_sound(uri) for uri in open_states(output, provider.name))
    unfinished = [state for state in read if state]
    ledgers = {state.uri: state.progress.ledger for state in (*newest, *unfinished)}
    entries = [entry for ledger in ledgers.values() for entry in ledger]
    left = [entry for entry in entries if entry.settled in LEFT]
    last = max(newest, key=lambda state: state.updated, default=None)
    return ProviderStatus(
        provider.name,
        provider.schedule,
        complete,
        (today - complete).days if complete else None,
        last.status if last else None,
        last.updated if last else None,
        last.error if last else None,
        len(left),
        sum(entry.settled == "given_up" for entry in entries),
        [entry.to_json() for entry in left],
        [_run_json(state) for state in newest],
    )


def _newest_first(output: str, provider: Provider) -> Iterator[RunState]:
    """Yield the states of ordinary runs; those of parts, options and old days again are others."""
    folder = state_folder(output, provider.name)
    names = [uri for uri in storage.iter_files(folder, "-page.json") if "-reingestion-" not in uri]
    for uri in sorted(names, reverse=True):
        if state := read_if_sound(uri):
            yield state


def _run_json(state: RunState) -> dict[str, Any]:
    counts = state.progress.counts
    rejected = sum(n for name, n in counts.items() if name.startswith("rejected."))
    numbers = {name: counts.get(name, 0) for name in _COUNTS}
    return {"day": state.day, "status": state.status, **numbers, "rejected": rejected}


def _of_files(output: str, provider: Provider, today: date) -> ProviderStatus:
    """Return how a provider stands that publishes files (catalog/ingestion/bulk.py)."""
    kept: Mapping[str, Any] = {}
    try:
        uri = storage.join(state_folder(output, provider.name), "files.json")
        kept = orjson.loads(storage.read_bytes(uri))
    except (NotFoundError, orjson.JSONDecodeError):
        pass
    done = bool(kept.get("done"))
    day = date.fromisoformat(kept["day"]) if kept else None
    counts = kept.get("counts", {})
    failed = int(counts.get("failed", 0))
    status = None if not kept else "done" if done else "failed" if failed else "running"
    run = {"day": day, "status": status, **{name: counts.get(name, 0) for name in _COUNTS}}
    complete = day if done else None
    return ProviderStatus(
        provider.name,
        provider.schedule,
        complete,
        (today - complete).days if complete else None,
        status,
        None,
        f"{failed} ranges failed" if failed else None,
        failed,
        0,
        [],
        [run] if kept else [],
    )
