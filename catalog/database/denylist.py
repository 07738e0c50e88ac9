"""Creators whose works are not wanted: a load refuses what they made, and counts it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.deletion import check_reason
from catalog.database.sql import statement
from catalog.errors import UsageError


@dataclass(frozen=True, slots=True)
class Creator:
    """A creator of one provider, by name (whatever its case) or by page, never by both.

    Attributes:
        creator: as the `creator` column has it.
        creator_url: as the `creator_url` column has it; scheme and last slash do not count.
    """

    provider: str
    creator: str | None = None
    creator_url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what names nobody, or somebody twice."""
        if bool(self.creator) == bool(self.creator_url):
            raise UsageError("name one creator: give --creator or --creator-url")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    provider: str
    creator: str | None
    creator_url: str | None
    reason: str
    added_on: datetime


def add(connection: Connection, creator: Creator, reason: str) -> bool:
    """Deny a creator from the next load on; return False when it was denied already.

    Raises:
        BusyError: running loads do not end.
        UsageError: the reason is missing or too long.
    """
    check_reason(reason)
    with locks.changing_rules(connection):
        parameters = {**asdict(creator), "reason": reason}
        return bool(connection.execute(statement("deny_creator"), parameters).rowcount)


def remove(connection: Connection, creator: Creator) -> None:
    """Let loads take a creator's works again. What was deleted stays deleted.

    Raises:
        UsageError: the creator is not on the list.
    """
    with locks.changing_rules(connection):
        if not connection.execute(statement("allow_creator"), asdict(creator)).rowcount:
            name = creator.creator or creator.creator_url
            raise UsageError(f"{name!r} of {creator.provider} is not on the denylist")


def entries(connection: Connection) -> list[Entry]:
    """Return the whole list, by provider."""
    rows = connection.execute(statement("list_denied_creators")).fetchall()
    return [Entry(*row) for row in rows]
