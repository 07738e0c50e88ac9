"""Check whether works' files are still at their URLs, and remember what each asking found.

A work is dead only when its file was gone several times over days: see `Thresholds`. What was asked
is written down every few works, so that a run that is killed goes on where it stopped: what was
checked lately is not asked again.
"""

import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.apis.link_probe import Probe
from catalog.database import gone, link_schedule
from catalog.database.connection import Connection
from catalog.database.link_hosts import Found, Holding, Hosts, Piece, Probing
from catalog.database.link_schedule import Intervals, Link, Wanted, care_parameters, portions
from catalog.database.locks import beside_loads, for_table
from catalog.database.sql import statement
from catalog.records import MediaType

# Of so many works with one small picture at their URLs, it is none of theirs.
_PLACEHOLDER_WORKS = 5
# A provider of which so large a share is gone died as a whole. That is seen by at least so many
# works that were not in doubt before; or by all that it has, if they are more than two.
_WHOLE_SHARE, _WHOLE_WORKS = 0.9, 10


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a file that is gone is believed to be.

    Attributes:
        failures: askings in a row that must have found it gone or unreachable.
        gone_days: from the first of them, where the server says that it is gone.
        unreachable_days: the same, where nobody could tell.
    """

    failures: int = 2
    gone_days: float = 7
    unreachable_days: float = 30


@dataclass(slots=True)
class LinkReport:
    """What a run found.

    Attributes:
        states: works by state.
        died: by provider, works removed from now on, their files being gone for good.
        revived: works that are there again.
        held_back, alarms: sentences for the operator; an alarm is of a provider that died whole.
        left: works that were not asked for: the budget was spent, or their host refuses.
        by_provider: the states of works that were not in doubt before. A host that was given up
            counts for all works that it was to be asked for.
        asked, lost: works by provider, in doubt before or not; those that were not found.
    """

    checked: int = 0
    states: Counter[str] = field(default_factory=Counter)
    died: Counter[str] = field(default_factory=Counter)
    revived: int = 0
    held_back: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    left: int = 0
    by_provider: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    asked: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def check_links(
    connection: Connection,
    media_type: MediaType,
    wanted: Wanted,
    probe: Probing,
    *,
    back_off: Holding = lambda _host, _seconds: None,
    thresholds: Thresholds = Thresholds(),
    accept: bool = False,
    workers: int = 16,
    progress: Callable[[int], None] = lambda _done: None,
    stop: threading.Event | None = None,
) -> LinkReport:
    """Ask for links, note what was found, and remove works whose files are gone for good.

    The connection is in autocommit mode. `probe` asks for one URL, politely; several threads call
    it, one host in one of them. `back_off` keeps away from a host for some seconds. More than a
    tenth of a provider's works may die at once only if that is accepted. As many hosts as there are
    workers are asked at once; progress is told how many links were checked. `stop` is set when the
    run is broken off, so that nobody waits for a host's turn any more.
    """
    report, walk = LinkReport(), link_schedule.begin(connection)
    with ThreadPoolExecutor(workers) as pool:
        hosts = Hosts(pool, probe, back_off, walk.refusing, stop or threading.Event())
        for links in portions(connection, media_type, wanted, walk):
            so_far = report.checked
            spent = _check_some(
                connection, media_type, links, hosts, report, progress, wanted.intervals
            )
            # Nothing was asked: the next portion would be the same.
            if spent or report.checked == so_far:
                break
    named = None if wanted.links is None else [link.identifier for link in wanted.links]
    conclude(connection, media_type, report, thresholds, wanted.provider, named, accept=accept)
    return report


def conclude(
    connection: Connection,
    media_type: MediaType,
    report: LinkReport,
    thresholds: Thresholds,
    provider: str | None = None,
    identifiers: Sequence[uuid.UUID] | None = None,
    *,
    accept: bool = False,
) -> None:
    """Recognise pictures that stand in for others, and remove works whose files are gone for good.

    The end of `check_links`, whose arguments these are; of works that were named no others go.
    """
    with connection.transaction():
        connection.execute(statement("learn_placeholders"), {"works": _PLACEHOLDER_WORKS})
        connection.execute(statement("unmask_placeholders"))
    now = datetime.now(UTC)
    place = {
        "media_type": media_type,
        "provider": provider,
        "identifiers": identifiers,
        "failures": thresholds.failures,
        "gone_since": now - timedelta(days=thresholds.gone_days),
        "unreachable_since": now - timedelta(days=thresholds.unreachable_days),
    }
    _bury(connection, media_type, place, report, accept=accept)


def known_placeholders(connection: Connection) -> set[bytes]:
    """Return the digests of pictures that are known to stand in for others."""
    return {bytes(digest) for (digest,) in connection.execute(statement("list_placeholders"))}


def link_counts(
    connection: Connection, media_type: MediaType | None = None, provider: str | None = None
) -> list[dict[str, Any]]:
    """Return what is known of links: media type, provider, state, works, oldest, newest check."""
    place = {"media_type": media_type, "provider": provider}
    names = ("media_type", "provider", "state", "works", "oldest_check", "newest_check")
    rows = connection.execute(statement("count_links"), place).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _check_some(
    connection: Connection,
    media_type: MediaType,
    links: Sequence[Link],
    hosts: Hosts,
    report: LinkReport,
    progress: Callable[[int], None],
    intervals: Intervals,
) -> bool:
    """Ask for a portion of links; True: the budget is spent."""
    is_spent = False
    with closing(hosts.ask(links)) as pieces:
        for piece in pieces:
            is_spent |= piece.is_spent
            count_left(report, piece)
            if piece.found:
                note_found(connection, media_type, piece.found, report, intervals)
                progress(report.checked)
    return is_spent


def count_left(report: LinkReport, piece: Piece) -> None:
    """Count what was not asked for."""
    report.left += piece.left
    for (provider, state), works in piece.refused.items():
        report.by_provider[provider][state] += works


def note_found(
    connection: Connection,
    media_type: MediaType,
    found: Found,
    report: LinkReport,
    intervals: Intervals = Intervals(),  # noqa: B008 - frozen
) -> None:
    """Write down what was found, let works live again whose files are there, and count."""
    noted = {**_noted(media_type, found), **care_parameters(intervals)}

    def note() -> tuple[set[uuid.UUID], int]:
        doubted = {row[0] for row in connection.execute(statement("list_doubted_links"), noted)}
        connection.execute(for_table("note_links", media_type), noted)
        alive = [str(link.identifier) for link, probe in found if _is_alive(probe)]
        revived = gone.revive(connection, media_type, alive, reasons=["file_gone"])
        reported = {"media_type": media_type, "identifiers": alive}
        connection.execute(statement("relieve_reported"), reported)
        return doubted, revived

    doubted, revived = beside_loads(connection, note)
    report.revived += revived
    for link, probe in found:
        report.checked += 1
        report.states[probe.state] += 1
        report.by_provider[link.provider][probe.state] += link.identifier not in doubted
        report.asked[link.provider] += 1
        report.lost[link.provider] += probe.state in {"gone", "unreachable"}


def _is_alive(probe: Probe) -> bool:
    return probe.state in {"alive", "moved"}


def _noted(media_type: MediaType, found: Found) -> Mapping[str, Any]:
    links, probes = [link for link, _ in found], [probe for _, probe in found]
    return {
        "media_type": media_type,
        "identifiers": [link.identifier for link in links],
        "providers": [link.provider for link in links],
        "urls": [link.url for link in links],
        "states": [probe.state for probe in probes],
        "statuses": [probe.status for probe in probes],
        "final_urls": [_clean(probe.final_url) for probe in probes],
        "content_types": [_clean(probe.content_type) for probe in probes],
        "bytes": [probe.size for probe in probes],
        "digests": [probe.digest for probe in probes],
        "details": [_clean(probe.detail) for probe in probes],
    }


def _clean(text: str | None) -> str | None:
    """Return what a server said, as the database takes it."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:3000]


def _bury(
    connection: Connection,
    media_type: MediaType,
    place: Mapping[str, object],
    report: LinkReport,
    *,
    accept: bool,
) -> None:
    dead: dict[str, list[gone.SourceAnswer]] = defaultdict(list)
    for identifier, provider, evidence in connection.execute(
        for_table("list_dead_links", media_type), place
    ):
        dead[provider].append(gone.SourceAnswer(str(identifier), "file_gone", evidence))
    # Of links that were reported as dead, that most are says nothing of their provider.
    is_named = place["identifiers"] is not None
    whole = {} if is_named else _died_whole(connection, media_type, report)
    report.alarms += whole.values()
    for provider, findings in dead.items():
        if provider in whole and not accept:
            continue
        settled = gone.settle(connection, media_type, provider, findings, accept=accept)
        report.died[provider] = settled.removed
        if settled.held_back:
            report.held_back.append(settled.held_back)


def _died_whole(
    connection: Connection, media_type: MediaType, report: LinkReport
) -> dict[str, str]:
    """Return a sentence for each provider that is gone as a whole: one alarm, no removals."""
    found = {}
    for provider, states in report.by_provider.items():
        bad, total = states["gone"] + states["unreachable"], states.total() - states["blocked"]
        if total < _WHOLE_WORKS or bad < _WHOLE_SHARE * total:
            # To count all works takes a look at the whole table: only where there is a reason.
            is_odd = report.lost[provider] >= _WHOLE_SHARE * report.asked[provider]
            bad, total = _all_known(connection, media_type, provider) if is_odd else (0, 0)
        if bad:
            found[provider] = (
                f"{provider}: {bad:,} of {total:,} files are gone or out of reach. It seems to "
                "have moved or ended as a whole, so nothing of it is removed"
            )
        elif states.total() == states["blocked"] >= _WHOLE_WORKS:
            found[provider] = f"{provider} lets us ask for nothing ({states['blocked']:,} refused)"
    return found


def _all_known(connection: Connection, media_type: MediaType, provider: str) -> tuple[int, int]:
    """Return how many of a provider's files are lost, and of how many; nothing if most are there.

    That most are lost is said only where at least half of its works were asked for.
    """
    place = {"media_type": media_type, "provider": provider}
    row = connection.execute(for_table("count_known_links", media_type), place).fetchone()
    living, known, lost = row or (0, 0, 0)
    is_whole = known > gone.FEW_WORKS and known >= living / 2 and lost >= _WHOLE_SHARE * known
    return (lost, known) if is_whole else (0, 0)
