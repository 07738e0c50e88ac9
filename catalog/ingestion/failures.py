"""The failure ledger: every list, page and item that could not be fetched, to be retried.

An item, a page or a list that cannot be had is one entry, and the rest goes on. The next run of the
same provider tries the entries first. One that failed in so many runs is given up, and
named in the report.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from catalog.apis.paginators import Params

Kind = Literal["item", "page", "list"]
# Why an entry is not tried again: it failed too often, its error is known, a person said so, or
# the API says that there is nothing (404), which no second question changes; or no question of ours
# brings it (works that have no value for what their list is cut by).
Settled = Literal["given_up", "known", "accepted", "gone", "out_of_reach"]
# What keeps a run from being complete.
LEFT: frozenset[Settled | None] = frozenset({None, "known", "out_of_reach"})
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that could not be had.

    Attributes:
        kind: an item; a page, behind which the list goes on; or a list, from a page on.
        key: tells it from others of its run; the same thing has the same key in the next run.
        place: where it is, as JSON values (`Cursor.to_json`).
        until: of a page, the paginator's position at which the walk went on behind it.
        params: what was asked, without keys.
        error: what was said the last time.
        id: of the item.
        item: the item as its list had it, to ask for the rest of it again.
        attempts: runs in which it failed.
        first_seen, last_seen: when it failed, ISO 8601 in UTC.
        settled: why it is not tried again; None while it is.
        works: how many works it is, where that is known: those that are in no part of a cut list.
    """

    kind: Kind
    key: str
    place: Mapping[str, Any]
    params: Params
    error: str
    until: Mapping[str, Any] | None = None
    id: str | None = None
    item: Any = None
    attempts: int = 1
    first_seen: str = ""
    last_seen: str = ""
    settled: Settled | None = None
    works: int | None = None

    @property
    def open(self) -> bool:
        """Whether it is tried again."""
        return self.settled is None

    def to_json(self) -> dict[str, Any]:
        """Return it for a report: without the place and the item's own JSON."""
        hidden = {"key", "place", "item", "until"}
        values = {name: value for name, value in asdict(self).items() if name not in hidden}
        return {name: value for name, value in values.items() if value is not None}


def key_of(place: Mapping[str, Any], identifier: str | None = None) -> str:
    """Return the key of what failed at a place: of a list's page, or of one item of a list.

    An item keeps its key when the list is read again and the item lies on another page.
    """
    at = identifier if identifier is not None else place["at"]
    parts = [place["set"], place["slices"][0] if place["slices"] else None, at]
    return orjson.dumps(parts, option=orjson.OPT_SORT_KEYS).decode()


def now() -> str:
    """Return the moment as the ledger writes it, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Ledger:
    """The failures of one run of one provider, by their keys."""

    def __init__(self, entries: Iterable[Mapping[str, Any]] = ()) -> None:
        self._entries = {entry["key"]: Failure(**entry) for entry in entries}

    def __iter__(self) -> Iterator[Failure]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def open(self) -> list[Failure]:
        """What is tried again by the next run."""
        return [entry for entry in self if entry.open]

    @property
    def left(self) -> list[Failure]:
        """What keeps the run from being complete: all but what is gone, given up or accepted."""
        return [entry for entry in self if entry.settled in LEFT]

    def add(
        self, failure: Failure, *, settled: Settled | None = None, before: Failure | None = None
    ) -> None:
        """Note a failure of this run, once more if it failed before.

        Args:
            failure: what could not be had.
            settled: "known" for one that need not be tried again; "gone" stays so by itself.
            before: its entry, where that was taken out to try again.
        """
        moment = now()
        before = before or self._entries.get(failure.key)
        attempts = before.attempts + 1 if before else 1
        if before and before.settled == "accepted" and not _grew(before, failure):
            settled = "accepted"
        settled = settled or failure.settled
        if settled is None and attempts >= MOST_ATTEMPTS:
            settled = "given_up"
        self._entries[failure.key] = replace(
            failure,
            attempts=attempts,
            first_seen=before.first_seen if before else moment,
            last_seen=moment,
            settled=settled,
        )

    def take(self, key: str) -> Failure | None:
        """Take out an entry that came, or that has moved on."""
        return self._entries.pop(key, None)

    def put(self, failure: Failure) -> None:
        """Put an entry back as it is."""
        self._entries[failure.key] = failure

    def settle(self, how: Settled) -> None:
        """Try nothing of it again."""
        for key, entry in self._entries.items():
            if entry.settled in LEFT:
                self._entries[key] = replace(entry, settled=how)

    def sort_out(self, known: Callable[[str], bool]) -> None:
        """Settle the errors that are known, and try again those that are not known any more."""
        for key, entry in self._entries.items():
            if entry.settled in {None, "known"}:
                settled: Settled | None = "known" if known(entry.error) else None
                self._entries[key] = replace(entry, settled=settled)

    def begin_again(self) -> None:
        """Keep, for a walk from the start, only what it will meet again under the same key."""
        self._entries = {
            key: entry
            for key, entry in self._entries.items()
            if entry.kind == "item" or entry.works is not None
        }

    def drop_unseen(self, since: str) -> None:
        """Forget what a whole walk that began at a moment has not met again."""
        self._entries = {k: one for k, one in self._entries.items() if one.last_seen >= since}

    def to_json(self) -> list[dict[str, Any]]:
        """Return all entries as JSON values."""
        return [asdict(entry) for entry in self]


def _grew(before: Failure, failure: Failure) -> bool:
    """Tell whether more works are out of reach than a person has taken as lost."""
    return (failure.works or 0) > (before.works or failure.works or 0)
