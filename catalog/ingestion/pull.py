"""Ingest one provider: walk its lists, parse, clean, and write landing files, page by page.

A pull is (provider, window, cursor). It may stop after any page and go on from the cursor, in
another process: what was written stays, is not written twice, and the file of a page has a name
that follows from the cursor, so that a page that was written but not yet noted is written over.

Fetching runs ahead of parsing by one page, in a thread of its own: the time between two requests is
the provider's delay and nothing more.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.apis.client import PoliteClient
from catalog.apis.paginators import Params
from catalog.apis.rate_limit import StoppedError
from catalog.errors import CatalogError
from catalog.files import storage
from catalog.ingestion.cursors import Place, Step
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.prefetch import ahead
from catalog.ingestion.record_parsing import Parsed, Rejection, parse_items
from catalog.ingestion.seen_ids import Seen, Target
from catalog.landing import write_landing_file
from catalog.providers.base import Provider, Window
from catalog.records import MediaType, Row

Cursor = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run may ask for beyond the ordinary.

    Attributes:
        initial: query parameters of the page to start with.
        batches: exactly these requests and nothing else.
        ids: exactly these works and nothing else.
        params: added to every request.
        limit: records to stop after.
        skip: decides whether an error is skipped (collected and reported at the end).
    """

    initial: Params | None = None
    batches: Sequence[Params] | None = None
    ids: Sequence[str] | None = None
    params: Params = field(default_factory=dict)
    limit: int | None = None
    skip: Callable[[CatalogError], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought.

    Attributes:
        files: the landing files that were written.
        counts: of the whole run so far: fetched, parsed, written, duplicates, rejected.<reason>,
            dropped.<column> and dropped.part_of_<column> (single values), errors, requests,
            retries, bytes.
        cursor: where to go on; None when all is done.
        errors: what was skipped: the parameters and the error.
    """

    files: tuple[str, ...]
    counts: Mapping[str, int]
    cursor: Cursor | None
    errors: tuple[Mapping[str, Any], ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.cursor is None


class PullFailed(CatalogError):  # noqa: N818 - it is what happened
    """A page could not be had. What was written before stays; start again to go on from there."""

    def __init__(self, error: CatalogError, params: Params, pulled: Pulled) -> None:
        asked = ", ".join(f"{name}={value}" for name, value in params.items())
        super().__init__(f"{error} (asked with {asked})" if asked else str(error))
        self.pulled = pulled


def pull(  # noqa: PLR0913 - each is one part of what a pull is
    provider: Provider,
    window: Window | None,
    cursor: Cursor | None = None,
    deadline: float | None = None,
    *,
    client: PoliteClient,
    target: Target,
    options: Options | None = None,
    note: Callable[[Cursor | None, Mapping[str, int]], None] = lambda _cursor, _counts: None,
) -> Pulled:
    """Pull one window of one provider, until it is done or the deadline comes.

    Args:
        provider: what is pulled.
        window: the day, for a dated provider.
        cursor: where an earlier pull stopped.
        deadline: seconds since 1970 after which no page is begun but the first, and beyond which
            no request is waited for.
        client: asks the provider.
        target: where files go.
        options: what is out of the ordinary.
        note: called after every written page with the cursor behind it, to write it down.

    Raises:
        PullFailed: a page could not be had; holds what was pulled before, with the cursor.
    """
    options = options or Options()
    work = _Pull(provider, target, options, client, cursor)
    walker = PageIterator(
        provider,
        client,
        window,
        target.day,
        params=options.params,
        batches=options.batches,
        ids=options.ids,
    )
    work.place = work.place or walker.first(options.initial)
    client.deadline = deadline
    steps = ahead(walker.steps(work.place), client, ends=work.fails)
    try:
        for step in steps:
            work.take(step)
            note(work.cursor, work.counts)
            if work.full or (deadline is not None and time.time() >= deadline):
                break
    except StoppedError:
        if deadline is None:
            raise
    finally:
        steps.close()
    return work.result()


class _Pull:
    """The state of one pull: what was counted, what was seen, where it is."""

    def __init__(
        self,
        provider: Provider,
        target: Target,
        options: Options,
        client: PoliteClient,
        cursor: Cursor | None,
    ) -> None:
        self.provider, self.target, self.options = provider, target, options
        self.client = client
        self.step: int = cursor["step"] if cursor else 0
        self.place = Place.from_json(cursor["place"]) if cursor else None
        self._before = Counter(cursor["counts"]) if cursor else Counter[str]()
        self.counts: Counter[str] = Counter(self._before)
        self.files: list[str] = []
        self.errors: list[Mapping[str, Any]] = list(cursor["errors"]) if cursor else []
        self.seen = Seen(provider, target, self.step)
        self._traffic = (client.traffic.requests, client.traffic.retries, client.traffic.bytes)
        self._resumed_at = self.step if cursor else None
        self._done = False

    @property
    def full(self) -> bool:
        """Whether the limit is reached."""
        limit = self.options.limit
        return limit is not None and self.counts["written"] >= limit

    @property
    def cursor(self) -> Cursor | None:
        """Where to go on, as JSON values."""
        if self._done or self.place is None:
            return None
        return {
            "place": self.place.to_json(),
            "step": self.step,
            "counts": dict(self.counts),
            "errors": self.errors,
        }

    def fails(self, step: Step) -> bool:
        """Tell whether a step's error ends the pull."""
        return step.error is not None and not self.options.skip(step.error)

    def take(self, step: Step) -> None:
        """Parse and write what a step brought, then move on."""
        if step.error and self.fails(step):
            raise PullFailed(step.error, step.params, self.result())
        rows = self._rows(step)
        self._write(rows)
        if step.error:
            self.counts["errors"] += 1
            self.errors.append({"params": dict(step.params), "error": str(step.error)})
        self._count_traffic()
        self.step += 1
        self.place = step.next
        self._done = step.next is None or self.full

    def _rows(self, step: Step) -> dict[MediaType, list[Row]]:
        rows: dict[MediaType, list[Row]] = {}
        self.counts["fetched"] += len(step.items) + len(step.rejected)
        for _, reason in step.rejected:
            self.counts[f"rejected.{reason}"] += 1
        for outcome in parse_items(self.provider, step.items, dropped=self.counts):
            if isinstance(outcome, Rejection):
                self.counts[f"rejected.{outcome.reason}"] += 1
            elif self._wanted(outcome):
                rows.setdefault(outcome.media_type, []).append(outcome.row)
                self.counts["written"] += 1
        return rows

    def _wanted(self, outcome: Parsed) -> bool:
        self.counts["parsed"] += 1
        if self.seen.before(outcome.media_type, outcome.row["foreign_identifier"]):
            self.counts["duplicates"] += 1
            return False
        return not self.full

    def _write(self, rows: Mapping[MediaType, list[Row]]) -> None:
        for media_type in self.provider.media:
            uri = self.target.file(self.provider, media_type, self.step)
            if rows.get(media_type):
                write_landing_file(uri, media_type, rows[media_type])
                self.files.append(uri)
            elif self.step == self._resumed_at:
                # The killed run may have written this page, and it has nothing in it any more.
                storage.delete(uri)

    def _count_traffic(self) -> None:
        traffic, (requests, retries, read) = self.client.traffic, self._traffic
        self.counts["requests"] = self._before["requests"] + traffic.requests - requests
        self.counts["retries"] = self._before["retries"] + traffic.retries - retries
        self.counts["bytes"] = self._before["bytes"] + traffic.bytes - read

    def result(self) -> Pulled:
        """Return what was pulled so far."""
        self._count_traffic()
        return Pulled(tuple(self.files), dict(self.counts), self.cursor, tuple(self.errors))
