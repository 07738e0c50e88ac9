"""The report of a run: counts, failures, and whether the result can be trusted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.files import storage
from catalog.ingestion.failures import Ledger
from catalog.ingestion.pull import Checkpoint
from catalog.ingestion.seen_ids import Target
from catalog.providers.base import Provider

# A run in which so many records lack what they must have has met an API that changed its shape.
BROKEN_SHARE = 0.5
BROKEN_AT_LEAST = 20
# Entries of the ledger that a report names.
_MOST_NAMED = 1000
_COUNTS = ("fetched", "parsed", "written", "duplicates", "requests", "retries", "bytes")


@dataclass(frozen=True, slots=True)
class WindowReport:
    """What became of one window.

    Attributes:
        status: `done`; `incomplete`, when the walk came to its end and something is left in the
            ledger; `failed`; `limited`, when it ended at its limit; `accepted`, when a person took
            it as it is; `running`, when it stopped at its deadline; `skipped`, when it was complete
            already.
        duration: seconds of this run.
        errors: what could not be had: kind, parameters, error, attempts.
        error: why it failed, or what is left.
        note: what was given up.
    """

    provider: str
    day: date
    status: str
    counts: Mapping[str, int]
    duration: float
    cursor: Checkpoint | None = None
    files: Sequence[str] = ()
    errors: Sequence[Mapping[str, Any]] = ()
    error: str | None = None
    note: str | None = None

    @property
    def is_trouble(self) -> bool:
        """Whether something is left that the same command should get."""
        return self.status in {"failed", "incomplete"}

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
            "note": self.note,
            "cursor": self.cursor,
        }

    def _counted(self, kind: str) -> dict[str, int]:
        counted = sorted(self.counts.items())
        return {name.removeprefix(kind): n for name, n in counted if name.startswith(kind)}


def write_report(provider: Provider, target: Target, report: WindowReport) -> None:
    """Write a report beside the landing files of its run."""
    name = "_report.json" if target.name == "page" else f"_report.{target.name}.json"
    for media_type in provider.media:
        folder = target.folder(provider, media_type)
        storage.write_json(storage.join(target.output, folder, name), report.to_json())


def entries(ledger: Ledger) -> list[dict[str, Any]]:
    """Return what a report says of a ledger, the newest entries where there are very many."""
    named = sorted(ledger, key=lambda entry: entry.last_seen)[-_MOST_NAMED:]
    return [entry.to_json() for entry in named]


def left(ledger: Ledger) -> str | None:
    """Return in words what could not be had and is not given up; None when there is nothing.

    >>> left(Ledger()) is None
    True
    """
    kinds = Counter(entry.kind for entry in ledger.left)
    if not kinds:
        return None
    counted = [f"{n:,} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(kinds.items())]
    newest = max(ledger.left, key=lambda entry: entry.last_seen)
    return f"{' and '.join(counted)} could not be had; the newest error: {newest.error}"


def given_up(ledger: Ledger) -> str | None:
    """Return in words what is not tried again any more; None when there is nothing."""
    lost = [entry for entry in ledger if entry.settled == "given_up"]
    if not lost:
        return None
    named = ", ".join(entry.id or str(dict(entry.params)) for entry in lost[:5])
    more = f" and {len(lost) - 5:,} more" if len(lost) > 5 else ""
    return f"given up after {lost[0].attempts} runs: {named}{more}"


def broken(counts: Mapping[str, int]) -> str | None:
    """Return what to say of a run most of whose items lack what they must have."""
    names = ("rejected.missing_", "rejected.unexpected_shape")
    found = sum(n for name, n in counts.items() if name.startswith(names))
    if found < BROKEN_AT_LEAST or found <= BROKEN_SHARE * counts.get("fetched", 0):
        return None
    return f"{found} of {counts['fetched']} items lack what they must have: has the API changed?"
