"""Ingest one provider: walk its lists, parse, clean, and write landing files, page by page.

A pull is (provider, window, cursor). It may stop after any page and go on from the cursor, in
another process: what was written stays, is not written twice, and the file of a page has a name
that follows from the cursor, so that a page that was written but not yet noted is written over.

Fetching runs ahead of parsing by one page, in a thread of its own: the time between two requests is
the provider's delay and nothing more.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.apis.client import PoliteClient
from catalog.apis.rate_limit import StoppedError
from catalog.errors import CatalogError
from catalog.files import storage
from catalog.files.concurrent import prefetch
from catalog.ingestion.cursors import Cursor, Step
from catalog.ingestion.failures import Failure, Ledger, key_of, now
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.questions import Options
from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_items
from catalog.ingestion.seen_ids import Seen, Target
from catalog.landing import write_landing_file
from catalog.providers.base import Provider, Window
from catalog.records import MediaType, Row

Checkpoint = Mapping[str, Any]
_ITEMS_A_FILE = 50  # of items that are asked for one by one
_PATIENCE = 0.5  # seconds for a fetch that is under way; its thread ends with the process


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought.

    Attributes:
        files: the landing files that were written.
        counts: of the whole run so far: fetched, parsed, written, duplicates, rejected.<reason>,
            dropped.<column> and dropped.part_of_<column> (single values), errors, requests,
            retries, bytes.
        cursor: where to go on; None when the walk is at its end.
        ledger: what could not be had.
        full: whether it ended at the limit, before the end of the list.
    """

    files: tuple[str, ...]
    counts: Mapping[str, int]
    cursor: Checkpoint | None
    ledger: Ledger = field(default_factory=Ledger)
    full: bool = False

    @property
    def done(self) -> bool:
        """Whether the walk is at its end; what it could not have is in the ledger."""
        return self.cursor is None


class PullFailed(CatalogError):
    """Nothing more can be had for now. What was written stays; start again to go on from there."""

    def __init__(self, error: CatalogError, pulled: Pulled) -> None:
        super().__init__(str(error))
        self.pulled = pulled


@dataclass(slots=True)
class PullProgress:
    """How far a run is: what is written down of it, to go on from there.

    Attributes:
        step: number of the next landing file.
        cursor: where the walk is; None at its end, and before its start.
        counts: of the run so far.
        ledger: what could not be had.
        began: when the walk began, ISO 8601 in UTC; "" before its start.
        finished: whether the walk is at its end.
    """

    step: int = 0
    cursor: Cursor | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    began: str = ""
    finished: bool = False

    @property
    def checkpoint(self) -> Checkpoint | None:
        """Where to go on, as JSON values; None at the end."""
        if self.finished:
            return None
        place = self.cursor.to_json() if self.cursor else None
        return {"place": place, "step": self.step, "counts": dict(self.counts)}

    @classmethod
    def at(cls, checkpoint: Checkpoint | None, ledger: Ledger | None = None) -> "PullProgress":
        """Return the progress that a checkpoint stands for; the start for None."""
        if checkpoint is None:
            return cls(ledger=ledger or Ledger())
        cursor = Cursor.from_json(checkpoint["place"]) if checkpoint["place"] else None
        return cls(checkpoint["step"], cursor, checkpoint["counts"], ledger or Ledger())


Note = Callable[["PullProgress"], None]


def pull(
    provider: Provider,
    window: Window | None,
    progress: PullProgress | None = None,
    deadline: float | None = None,
    *,
    client: PoliteClient,
    target: Target,
    options: Options | None = None,
    retry: bool = True,
    note: Note = lambda _progress: None,
) -> Pulled:
    """Pull one window of one provider, until it is done or the deadline comes.

    What failed in an earlier run is asked for first. An item, a page or a list that cannot be had
    is noted in the ledger, and the rest goes on.

    Args:
        provider: what is pulled.
        window: the day, for a dated provider.
        progress: how far an earlier pull came.
        deadline: seconds since 1970 after which no page is begun but the first, and beyond which
            no request is waited for.
        client: asks the provider.
        target: where files go.
        options: what is out of the ordinary.
        retry: whether to ask for what is in the ledger.
        note: called after every written page with the progress, to write it down.

    Raises:
        PullFailed: nothing more can be had; holds what was pulled before, with the cursor.
        StoppedError: the client was cancelled.
    """
    options = options or Options()
    work = _Pull(provider, target, options, client, progress or PullProgress())
    iterator = PageIterator(provider, client, window, target.day, options)
    client.deadline = deadline
    try:
        with _fetched(work.steps(iterator, retry=retry), client) as steps:
            for step in steps:
                work.take(step)
                note(work.progress)
                if work.full or (deadline is not None and time.time() >= deadline):
                    break
    except StoppedError:
        if deadline is None or client.cancelled:
            raise
    except CatalogError as error:
        raise PullFailed(error, work.result()) from error
    return work.result()


@contextmanager
def _fetched(steps: Iterator[Step], client: PoliteClient) -> Iterator[Iterator[Step]]:
    """Fetch one step ahead, while the step before is parsed and written; at the end stop waiting.

    Raises:
        StoppedError: the client was cancelled.
    """

    def check() -> None:
        if client.cancelled:
            raise StoppedError("the pull was stopped")

    try:
        with prefetch(
            steps,
            most=1,
            stop=client.stop,
            check=check,
            patience=lambda: _PATIENCE if client.cancelled else None,
        ) as fetched:
            yield fetched
    finally:
        client.begin()


class _Pull:
    """The state of one pull: what was counted, what was seen, where it is."""

    def __init__(
        self,
        provider: Provider,
        target: Target,
        options: Options,
        client: PoliteClient,
        progress: PullProgress,
    ) -> None:
        self.provider, self.target, self.options = provider, target, options
        self.client, self.progress = client, progress
        progress.began = progress.began or now()
        progress.ledger.sort_out(options.known)
        self._before = Counter(progress.counts)
        self.counts: Counter[str] = Counter(self._before)
        self.files: list[str] = []
        self.seen = Seen(provider, target, progress.step)
        self._traffic = (client.traffic.requests, client.traffic.retries, client.traffic.bytes)
        self._resumed_at = progress.step
        self._retried: Failure | None = None
        self._key = ""
        self._growing: dict[MediaType, list[Row]] = {}
        self._file, self._fetched = progress.step, 0

    @property
    def full(self) -> bool:
        """Whether the limit is reached."""
        limit = self.options.limit
        return limit is not None and self.counts["written"] >= limit

    def steps(self, iterator: PageIterator, *, retry: bool) -> Iterator[Step]:
        """Yield what brings back what failed before, then the walk from where it is."""
        for failure in self.progress.ledger.open if retry else ():
            for step in iterator.again(failure):
                yield replace(step, retried=failure)
        if not self.progress.finished:
            yield from iterator.steps(self.progress.cursor or iterator.first(self.options.initial))

    def take(self, step: Step) -> None:
        """Parse and write what a step brought, then move on."""
        self._write(step, self._rows(step))
        self._settle(step)
        self._count_traffic()
        progress = self.progress
        progress.step = self._file + 1
        progress.counts = dict(self.counts)
        if step.retried is None:
            progress.cursor = step.next
            progress.finished = step.next is None or self.full
        if progress.finished and not self.full:
            progress.ledger.drop_unseen(progress.began)

    def _settle(self, step: Step) -> None:
        """Note in the ledger what failed, and what came that had failed before."""
        ledger = self.progress.ledger
        before = self._take_retried(step) if step.retried else None
        for failure in step.failures:
            self.counts["errors"] += failure.settled != "gone"
            ledger.add(
                failure,
                settled="known" if self.options.known(failure.error) else None,
                before=before if before and before.key == failure.key else None,
            )

    def _take_retried(self, step: Step) -> Failure | None:
        """Take out what is tried again; what of its list is left is an entry of its own."""
        if step.retried is not self._retried:
            self._retried, self._key = step.retried, step.retried.key if step.retried else ""
        before = self.progress.ledger.take(self._key)
        if before and step.next is not None and not step.is_last:
            where = step.next.to_json()
            rest = replace(before, place=where, key=key_of(where))
            self._key = rest.key
            self.progress.ledger.put(rest)
        return before

    def _rows(self, step: Step) -> dict[MediaType, list[Row]]:
        rows: dict[MediaType, list[Row]] = {}
        self.counts["fetched"] += len(step.items) + len(step.rejected)
        for _, reason in step.rejected:
            self.counts[f"rejected.{reason}"] += 1
        for outcome in parse_items(self.provider, step.items, dropped=self.counts):
            if isinstance(outcome, RejectedItem):
                self.counts[f"rejected.{outcome.reason}"] += 1
            elif self._wanted(outcome, again=step.retried is not None):
                rows.setdefault(outcome.media_type, []).append(outcome.row)
                self.counts["written"] += 1
        return rows

    def _wanted(self, outcome: Parsed, *, again: bool) -> bool:
        self.counts["parsed"] += 1
        # What is asked for again may have been written before, without what was missing then.
        if self.seen.before(outcome.media_type, outcome.row["foreign_identifier"]) and not again:
            self.counts["duplicates"] += 1
            return False
        return not self.full

    def _write(self, step: Step, rows: Mapping[MediaType, list[Row]]) -> None:
        """Write a step's rows; those of one page that come in small steps go into one file."""
        if not (step.same_file and self._fetched):
            self._file, self._growing, self._fetched = self.progress.step, {}, 0
        self._fetched += len(step.items) + len(step.rejected)
        for media_type in self.provider.media:
            grown = self._growing.setdefault(media_type, [])
            grown += rows.get(media_type, ())
            uri = self.target.file(self.provider, media_type, self._file)
            if rows.get(media_type):
                write_landing_file(uri, media_type, grown)
                self.files += [] if uri in self.files[-2:] else [uri]
            elif self._file == self._resumed_at and not grown:
                # The killed run may have written this page, and it has nothing in it any more.
                storage.delete(uri)
        if self._fetched >= _ITEMS_A_FILE:
            self._fetched = 0

    def _count_traffic(self) -> None:
        traffic, (requests, retries, read) = self.client.traffic, self._traffic
        self.counts["requests"] = self._before["requests"] + traffic.requests - requests
        self.counts["retries"] = self._before["retries"] + traffic.retries - retries
        self.counts["bytes"] = self._before["bytes"] + traffic.bytes - read

    def result(self) -> Pulled:
        """Return what was pulled so far."""
        self._count_traffic()
        progress = self.progress
        return Pulled(
            tuple(self.files), dict(self.counts), progress.checkpoint, progress.ledger, self.full
        )
