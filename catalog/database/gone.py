"""Works that left their source: suspected, checked one by one, removed; restored when seen again.

A work is removed only after its own address was asked. More than a share of a provider's works at
once is more often a broken list or a changed address than a fact, so it is held back and reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, Literal

from catalog.database.connection import Connection
from catalog.database.locks import beside_loads, for_table
from catalog.database.seen import complete_batches
from catalog.database.sql import statement
from catalog.records import MediaType

Verdict = Literal["alive", "unclear", "gone_at_source", "license_withdrawn", "file_gone"]
GONE: frozenset[str] = frozenset({"gone_at_source", "license_withdrawn", "file_gone"})
# More of a provider's living works do not go at once; what goes within a week is at once, for a
# day's budget of requests finds no more.
MOST_SHARE = 0.1
_AT_ONCE = timedelta(days=7)
# So few works may go whatever their share: somebody took them down.
FEW_WORKS = 2
_TOGETHER = 500
_LONGEST_EVIDENCE = 500
# A seen work's `last_synced_with_source` follows when it lags by so much.
_RESYNC_AFTER = timedelta(days=30)
_RECHECK_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A work that may be gone, with the addresses by which it is checked."""

    identifier: str
    provider: str
    foreign_identifier: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """What asking for a work found; `evidence` says it in a few words, such as "404"."""

    identifier: str
    verdict: Verdict
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What comparing a provider's works with its complete pulls found.

    Attributes:
        runs: how many complete pulls were there to compare with.
        living: works that live.
        unseen: of these, what none of them saw.
        suspected: works that are in doubt from now on.
        synced: works whose moment of the last sight was brought up to date.
        held_back: why nothing was suspected, if so.
    """

    provider: str
    media_type: MediaType
    runs: int
    living: int = 0
    unseen: int = 0
    suspected: int = 0
    synced: int = 0
    held_back: str | None = None


@dataclass(slots=True)
class Removal:
    """What became of suspects."""

    counts: dict[str, int] = field(default_factory=dict)
    removed: int = 0
    held_back: str | None = None


def suspect_unseen(
    connection: Connection,
    media_type: MediaType,
    provider: str,
    *,
    runs: int = 2,
    accept: bool = False,
    dry_run: bool = False,
) -> Sweep:
    """Suspect a provider's works that its last complete pulls did not see.

    The connection is in autocommit mode. So many complete pulls must have missed a work; where
    fewer are there, nothing is done. More than a tenth of the living works is suspected only if
    that is accepted.
    """
    pulls = complete_batches(connection, media_type, provider, runs)
    if len(pulls) < runs:
        return Sweep(provider, media_type, len(pulls))
    since, newest = pulls[-1].first_seen_on, pulls[0].first_seen_on
    place = {"media_type": media_type, "provider": provider, "since": since}

    def compare() -> Sweep:
        connection.execute(statement("gather_seen"), place)
        connection.execute(statement("analyze_seen"))
        row = connection.execute(for_table("count_unseen", media_type), place).fetchone()
        living, unseen = row or (0, 0)
        held = None if accept else too_many(provider, unseen, living, "were not seen")
        suspected = synced = 0
        if not dry_run:
            moments = {**place, "seen_on": newest, "lagging": newest - _RESYNC_AFTER}
            synced = connection.execute(for_table("sync_seen", media_type), moments).rowcount
            if not held:
                query = for_table("suspect_unseen", media_type)
                suspected = connection.execute(query, place).rowcount
            connection.execute(statement("drop_old_seen"), {**place, "before": since})
        connection.execute(statement("drop_seen_now"))
        return Sweep(provider, media_type, runs, living, unseen, suspected, synced, held)

    return beside_loads(connection, compare)


def too_many(provider: str, count: int, living: int, what: str) -> str | None:
    """Return why so many works at once are not believed, or None."""
    if count <= FEW_WORKS or count <= MOST_SHARE * living:
        return None
    works = f"{count:,} of {living:,} works of {provider}"
    return f"{works} {what}, more than {MOST_SHARE:.0%}; held back until that is accepted"


def suspects(
    connection: Connection,
    media_type: MediaType,
    provider: str,
    *,
    limit: int = 1000,
) -> list[Suspect]:
    """Return works in doubt that were not checked for a while, the longest doubted first."""
    place: dict[str, Any] = {
        "media_type": media_type,
        "provider": provider,
        "limit": limit,
        "checked_before": datetime.now(UTC) - _RECHECK_AFTER,
    }
    rows = connection.execute(for_table("list_suspects", media_type), place).fetchall()
    return [Suspect(str(identifier), *rest) for identifier, *rest in rows]


def settle(
    connection: Connection,
    media_type: MediaType,
    provider: str,
    findings: Sequence[SourceAnswer],
    *,
    accept: bool = False,
    since: datetime | None = None,
) -> Removal:
    """Remove works that are gone, let live those that are there; the others stay in doubt.

    Nothing is removed when that would be, with what went lately, more than a tenth of the
    provider's living works. A work that a load has seen again since a moment is left alone, and so
    is one whose file has another URL by now. The connection is in autocommit mode.
    """
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    gone = [finding for finding in findings if finding.verdict in GONE]
    held = None if accept else _held_back(connection, media_type, provider, gone)
    removed = 0
    for each in () if held else _some(gone):
        place = {**_parameters(media_type, each), "accepted": accept, "since": since}
        removed += beside_loads(connection, partial(_remove, connection, media_type, place))
    rest = [finding for finding in findings if finding.verdict not in GONE]
    for each in _some(rest):
        connection.execute(statement("note_checked"), _parameters(media_type, each))
    return Removal(counts, removed, held)


def _held_back(
    connection: Connection, media_type: MediaType, provider: str, found: Sequence[SourceAnswer]
) -> str | None:
    if not found:
        return None
    place = {
        **_parameters(media_type, found),
        "provider": provider,
        "since": datetime.now(UTC) - _AT_ONCE,
    }
    row = connection.execute(for_table("count_living", media_type), place).fetchone()
    living, lately = row or (0, 0)
    what = f"are gone ({lately:,} of them went within a week)" if lately else "are gone"
    return too_many(provider, len(found) + lately, living + lately, what)


def _remove(connection: Connection, media_type: MediaType, place: Mapping[str, Any]) -> int:
    row = connection.execute(for_table("remove_gone", media_type), place).fetchone()
    return row[0] if row else 0


def revive(
    connection: Connection,
    media_type: MediaType,
    identifiers: Sequence[str],
    *,
    reasons: Sequence[str] | None = None,
) -> int:
    """Let removed works live again whose address answers; with `reasons`, only those removed so."""
    parameters = {
        "media_type": media_type,
        "identifiers": list(identifiers),
        "reasons": None if reasons is None else list(reasons),
    }
    return connection.execute(for_table("revive_works", media_type), parameters).rowcount


def _some(found: Sequence[SourceAnswer]) -> Iterator[list[SourceAnswer]]:
    rest = iter(found)
    while part := list(islice(rest, _TOGETHER)):
        yield part


def _parameters(media_type: MediaType, found: Sequence[SourceAnswer]) -> dict[str, Any]:
    return {
        "media_type": media_type,
        "identifiers": [finding.identifier for finding in found],
        "reasons": [finding.verdict for finding in found],
        "evidence": [finding.evidence[:_LONGEST_EVIDENCE] for finding in found],
    }
