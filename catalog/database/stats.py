"""What is in the catalog: by provider, licence, freshness; one pass over each table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from catalog.database.connection import Connection
from catalog.database.locks import for_table
from catalog.database.sql import statement
from catalog.records import MEDIA_TYPES, MediaType

# Ages in days that part the buckets; a bucket's name says what is in it.
_DAYS = (1, 7, 30, 90, 180, 365)
AGES = (
    *("under 1 day", "1 to 7 days", "7 to 30 days", "30 to 90 days", "90 to 180 days"),
    *("180 days to 1 year", "over 1 year"),
)
NEVER = "never"


@dataclass(slots=True)
class Stats:
    """Rows of one table, counted in several ways.

    Attributes:
        removed: rows that their source has no more, by provider.
        scored: rows with a popularity score, by provider.
        updated: rows by how long ago they were last written, in the order of `AGES`.
        synced: rows by how long ago their source was last seen to have them.
        seen: living rows that the newest complete pull of their provider saw, by provider.
        unseen: living rows that it did not; a row that was seen and unchanged is not among them.
        deleted: tombstones by provider.
        deleted_for: tombstones by reason.
    """

    media_type: MediaType
    total: int = 0
    providers: Counter[str] = field(default_factory=Counter)
    licenses: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    scored: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    synced: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    deleted_for: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data, the largest count first, ages in their order."""
        return {
            "media_type": self.media_type,
            "total": self.total,
            **{
                name: dict(getattr(self, name).most_common())
                for name in ("providers", "licenses", "removed", "scored")
            },
            "updated": in_order(self.updated),
            "synced": in_order(self.synced),
            "seen": dict(self.seen.most_common()),
            "unseen": dict(self.unseen.most_common()),
            "deleted": dict(self.deleted.most_common()),
            "deleted_for": dict(self.deleted_for.most_common()),
        }


def in_order(ages: Counter[str]) -> dict[str, int]:
    """Return counts by age, the youngest first, without those of which there are none."""
    return {age: ages[age] for age in (*AGES, NEVER) if ages[age]}


def stats(connection: Connection, media_types: Iterable[MediaType] = MEDIA_TYPES) -> list[Stats]:
    """Count every table, each in one scan of it and one of its tombstones."""
    return [_stats(connection, media_type) for media_type in media_types]


def _stats(connection: Connection, media_type: MediaType) -> Stats:
    found = Stats(media_type)
    query = for_table("count_media", media_type)
    for row in connection.execute(query, {"days": list(_DAYS)}).fetchall():
        _add(found, *row)
    place = {"media_type": media_type}
    # Without a complete pull there is nothing to compare with, and the table is read once.
    if connection.execute(statement("seen_providers"), place).fetchall():
        for provider, seen, unseen in connection.execute(
            for_table("count_seen_states", media_type), place
        ):
            found.seen[provider], found.unseen[provider] = seen, unseen
    for provider, reason, items in connection.execute(for_table("count_deleted", media_type)):
        found.deleted[provider] += items
        found.deleted_for[reason] += items
    return found


def _add(
    found: Stats,
    provider: str,
    license_: str,
    version: str,
    removed: bool,
    updated: int,
    synced: int | None,
    items: int,
    scored: int,
) -> None:
    found.total += items
    found.providers[provider] += items
    found.licenses[f"{license_} {version}"] += items
    found.updated[AGES[updated]] += items
    found.synced[NEVER if synced is None else AGES[synced]] += items
    if removed:
        found.removed[provider] += items
    if scored:
        found.scored[provider] += scored
