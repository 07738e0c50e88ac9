"""The saved state of a run: cursor, failure ledger, verdict.

`_state/<provider>/<window>-<run>.json` lies beside the landing files, so that the same command goes
on after a crash, on any machine. While anything of a run is left there is also a marker of the same
name that ends in `.open`, by which the next run finds it without reading all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import orjson

from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage
from catalog.ingestion.failures import Ledger, now
from catalog.ingestion.pull import PullProgress

# `running` is what a killed run leaves: it goes on when it is started again.
Status = Literal["running", "done", "incomplete", "failed", "limited", "accepted"]
# With these nothing is left to do.
COMPLETE: frozenset[str] = frozenset({"done", "accepted"})
ENDED: frozenset[str] = COMPLETE | {"limited"}


@dataclass(slots=True)
class RunState:
    """The state of one run of one window.

    Attributes:
        day: under which its files are filed.
        progress: how far it came.
        status: what became of it; None before it began.
        error: why it failed or is incomplete.
        updated: when it was written last, ISO 8601 in UTC.
    """

    uri: str
    day: date
    progress: PullProgress
    status: Status | None = None
    error: str | None = None
    updated: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in ENDED

    def note(self, progress: PullProgress) -> None:
        """Write down how far the run is."""
        self.progress = progress
        self.write("running")

    def write(self, status: Status, error: str | None = None) -> None:
        """Write down what became of the run, or that it is under way."""
        began = self.status is not None
        self.status, self.error, self.updated = status, error, now()
        storage.write_bytes(self.uri, orjson.dumps(self.to_json()))
        marker = f"{self.uri.removesuffix('.json')}.open"
        if self.ended:
            storage.delete(marker)
        elif status != "running" or not began:
            storage.write_bytes(marker, b"")

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        progress = self.progress
        return {
            "day": str(self.day),
            "status": self.status,
            "error": self.error,
            "updated": self.updated,
            "began": progress.began,
            "step": progress.step,
            "place": progress.cursor.to_json() if progress.cursor else None,
            "finished": progress.finished,
            "counts": dict(progress.counts),
            "ledger": progress.ledger.to_json(),
        }

    @classmethod
    def from_json(cls, uri: str, kept: Mapping[str, Any]) -> "RunState":
        """Read what `to_json` returned."""
        progress = PullProgress.at(
            {name: kept[name] for name in ("place", "step", "counts")}, Ledger(kept["ledger"])
        )
        progress.began, progress.finished = kept["began"], kept["finished"]
        day = date.fromisoformat(kept["day"])
        return cls(uri, day, progress, kept["status"], kept["error"], kept["updated"])


def state_folder(output: str, provider: str) -> str:
    """Return the folder that holds the states of a provider's runs."""
    return storage.join(output, "_state", provider)


def state_uri(
    output: str, provider: str, *, day: date | None, name: str, reingestion: date | None = None
) -> str:
    """Return where a run's state is: of a day, or of an undated provider (None)."""
    again = f"-reingestion-{reingestion}" if reingestion else ""
    window = str(day) if day else "undated"
    return storage.join(state_folder(output, provider), f"{window}{again}-{name}.json")


def read_state(uri: str) -> RunState | None:
    """Return the state of a run, or None where it never began.

    Raises:
        CatalogError: the file is not such a state.
    """
    try:
        return RunState.from_json(uri, orjson.loads(storage.read_bytes(uri)))
    except NotFoundError:
        return None
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise CatalogError(
            f"{uri} is not the state of a run ({type(error).__name__}: {error}). "
            "Delete it, or give --again, to pull from the start."
        ) from error


def read_if_sound(uri: str) -> RunState | None:
    """Return the state of a run, or None where it never began or the file is no such state."""
    try:
        return read_state(uri)
    except CatalogError:
        return None


def open_states(output: str, provider: str) -> Iterator[str]:
    """Yield where the states are of runs that have something left, oldest window first."""
    for marker in sorted(storage.iter_files(state_folder(output, provider), ".open")):
        yield f"{marker.removesuffix('.open')}.json"
