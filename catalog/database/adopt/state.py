"""What an adoption works on, and how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.database.adopt.forms import SourceTable
from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class AdoptionRequest:
    """What to take over, and how.

    Attributes:
        target: the URL of the database that becomes the catalog.
        source: the URL of the old one; None: it is the same, and is taken over in place.
        without: names of columns that stay behind.
        follow: bring over also what is written to the old tables meanwhile; in place always.
        workers: processes that clean rows.
        lock_ms: milliseconds to wait for the lock under which the tables change places.
        attempts: how often that is tried.
    """

    target: str
    source: str | None = None
    without: tuple[str, ...] = ()
    follow: bool = False
    workers: int = 2
    lock_ms: int = 3_000
    attempts: int = 100

    @property
    def in_place(self) -> bool:
        """Tell whether old and new tables are in one database."""
        return self.source is None

    @property
    def follows(self) -> bool:
        """Tell whether what is written meanwhile is brought over as well."""
        return self.in_place or self.follow

    @property
    def old(self) -> str:
        """Return the URL of the old tables."""
        return self.source or self.target


@dataclass(frozen=True, slots=True)
class AdoptionState:
    """How far an adoption has come, as the table `adoption` has it."""

    source: str
    identity: str
    in_place: bool
    follows: bool
    form: str
    without: list[str]
    writes: str
    schema: str
    phase: str
    started_on: datetime
    adopted_on: datetime | None


@dataclass(slots=True)
class AdoptionJob:
    """One call's work on an adoption.

    Attributes:
        target: where the new tables are made, in autocommit mode.
        source: where the old ones are; in place another session of the same database.
        role: whom both act as, where that is not who logged in.
        progress: is told a step, and how much of it is done and there is; 0 where nobody knows.
    """

    target: Connection
    source: Connection
    request: AdoptionRequest
    tables: list[SourceTable]
    state: AdoptionState
    role: str | None
    progress: Progress

    def tell(self, step: str, done: int = 0, total: int = 0) -> None:
        """Tell how far a step is."""
        self.progress(step, done, total)

    def enter(self, phase: str) -> None:
        """Write down, in the transaction of the caller, which phase comes next."""
        self.target.execute(statement("set_phase"), {"phase": phase})
        self.state = current_state(self.target)


def state_of(target: Connection) -> AdoptionState | None:
    """Return how far the adoption of a database has come; None: it has not begun."""
    row = target.execute(statement("describe_server")).fetchone()
    if row is None or not row[-1]:
        return None
    found = target.execute(statement("get_adoption")).fetchone()
    return AdoptionState(*found) if found else None


def current_state(target: Connection) -> AdoptionState:
    """Return how far an adoption that has begun has come.

    Raises:
        DatabaseError: it is gone.
    """
    state = state_of(target)
    if state is None:
        raise DatabaseError("the adoption is gone: somebody dropped the schema catalog_adoption")
    return state


def value(connection: Connection, name: str) -> Any:
    """Return what a named statement finds."""
    row = connection.execute(statement(name)).fetchone()
    return row[0] if row else None
