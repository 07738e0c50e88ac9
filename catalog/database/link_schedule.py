"""Which works' links are asked for next: those in doubt, of popular and of fresh works more often.

The order is one statement's, `list_links_to_check`; here are what it is told and how a run goes
from one portion to the next. No index is by popularity, for it would cost every refresh of it: the
popular works that were never asked for are found on a walk over all works, which begins anywhere.
"""

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from catalog.database import load_log
from catalog.database.connection import Connection
from catalog.database.locks import for_table
from catalog.records import MediaType

TOGETHER = 500
# Of so many works the walk takes the most needed portion.
_WINDOW = 10_000
_FIRST = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class Link:
    """The URL of one work's file."""

    identifier: uuid.UUID
    provider: str
    url: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """How soon links are asked for again, in days, and whose are asked for more often.

    Attributes:
        usual: of all other works.
        often: of popular and of fresh works; never more than `usual`.
        doubtful: of a work whose file was not found the last time.
        popular: from this score on, from 0 to 1, a work is popular: 0.9 is nine in ten or so of
            those of its provider behind it.
        fresh: a work is, for so many days from when it came into the catalog.
    """

    usual: float = 30
    often: float = 7
    doubtful: float = 1
    popular: float = 0.9
    fresh: float = 30

    def parameters(self, now: datetime) -> dict[str, Any]:
        """Return the moments and the score that the statements want."""

        def before(days: float) -> datetime:
            return now - timedelta(days=min(days, self.usual))

        return {
            "checked_before": before(self.usual),
            "often_before": before(self.often),
            "doubtful_before": before(self.doubtful),
            "popular": self.popular,
            "fresh_since": now - timedelta(days=self.fresh),
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links to check.

    Attributes:
        provider: only its; None for all.
        sample: so many, from a random place on, whatever they are; None for all that are due.
        intervals: when they are due.
        links: exactly these, whenever they were checked.
    """

    provider: str | None = None
    sample: int | None = None
    intervals: Intervals = Intervals()
    links: Sequence[Link] | None = None


@dataclass(slots=True)
class Walk:
    """How far a run has come.

    Attributes:
        begun: when it did, by the database's clock: what was asked for since is not due.
        after: the work behind which it goes on.
        laps: how often it came to the end of all works, and began again at the first.
        picked: works since the last time that it did.
        refusing: hosts that are asked for nothing more.
    """

    begun: datetime
    after: uuid.UUID = field(default_factory=uuid.uuid4)
    laps: int = 0
    picked: int = 0
    refusing: set[str] = field(default_factory=set)


def begin(connection: Connection) -> Walk:
    """Return the beginning of a walk, at a random work."""
    return Walk(datetime.fromisoformat(load_log.now(connection)))


def next_links(
    connection: Connection, media_type: MediaType, wanted: Wanted, walk: Walk
) -> list[Link]:
    """Return the next links that are due, the most needed first; none: all were asked for.

    What it returned before must have been noted, or its host be among the walk's `refusing`.
    """
    while True:
        place = {
            "media_type": media_type,
            "provider": wanted.provider,
            "after": walk.after,
            "window": _WINDOW,
            "limit": TOGETHER,
            "refusing": sorted(walk.refusing),
            **wanted.intervals.parameters(walk.begun),
        }
        rows = connection.execute(for_table("list_links_to_check", media_type), place).fetchall()
        links = [Link(*row[:3]) for row in rows if row[0] is not None]
        walked_to = rows[0][3]
        if walked_to is not None:
            walk.after = walked_to
        elif walk.laps and not walk.picked and not links:
            return []
        else:
            walk.after, walk.laps, walk.picked = _FIRST, walk.laps + 1, 0
        walk.picked += len(links)
        if links:
            return links


def portions(
    connection: Connection, media_type: MediaType, wanted: Wanted, walk: Walk
) -> Iterator[list[Link]]:
    """Yield portions of links until all that are wanted were asked for."""
    if wanted.links is not None:
        links = list(wanted.links)
        for start in range(0, len(links), TOGETHER):
            yield links[start : start + TOGETHER]
    elif wanted.sample is not None:
        yield from _sampled(connection, media_type, wanted, wanted.sample)
    else:
        while links := next_links(connection, media_type, wanted, walk):
            yield links


def _sampled(
    connection: Connection, media_type: MediaType, wanted: Wanted, size: int
) -> Iterator[list[Link]]:
    """Yield so many links from a random identifier on: identifiers are random, so is the sample."""
    taken: set[uuid.UUID] = set()
    now = datetime.fromisoformat(load_log.now(connection))
    for first in (uuid.UUID(int=random.getrandbits(128)), _FIRST):
        after = first
        while len(taken) < size:
            place = {
                "media_type": media_type,
                "provider": wanted.provider,
                "after": after,
                "limit": min(size - len(taken), TOGETHER),
                **wanted.intervals.parameters(now),
            }
            rows = connection.execute(for_table("sample_links", media_type), place).fetchall()
            links = [link for row in rows if (link := Link(*row)).identifier not in taken]
            if not links:
                break
            after = links[-1].identifier
            taken |= {link.identifier for link in links}
            yield links


def host_of(url: str) -> str:
    """Return the host of a URL, with its port; empty where it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def care_parameters(intervals: Intervals) -> Mapping[str, Any]:
    """Return by what it is decided how soon a link that was asked for is asked for again."""
    given = intervals.parameters(datetime.now(UTC))
    return {name: given[name] for name in ("popular", "fresh_since")}
