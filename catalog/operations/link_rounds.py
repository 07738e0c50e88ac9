"""Check works' links by the day, where who reaches the database has no way out to the web.

Two functions take turns. One, beside the database, notes what was found and picks what is asked for
next; the other, outside, asks. Between them lie two files in the landing zone, and an event that
says how many requests are left. A round that is called twice notes the same again.
"""

import base64
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any, NotRequired, TypedDict

import orjson
import requests

from catalog.apis.host_manners import BudgetSpentError, HostManners
from catalog.apis.link_probe import LinkProber, Probe
from catalog.database import link_checks
from catalog.database.connection import Connection
from catalog.database.link_checks import LinkReport, Thresholds
from catalog.database.link_hosts import Hosts
from catalog.database.link_schedule import Intervals, Link, Walk, Wanted, begin, next_links
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType

_HOSTS_AT_ONCE = 16
# Seconds after which nothing more is picked: the next day's execution goes on.
_LONGEST = 20 * 3600.0


class LinkEvent(TypedDict):
    """What goes between rounds, as JSON.

    Attributes:
        budget: requests that may be sent in all; `spent`: that were.
        media: the tables that are left, the current one first; all at first.
        provider: only its works.
        older_than: days since they were last asked for.
        often: the same of popular and fresh works.
        accept: remove also more than a tenth of a provider's works at once.
        run: names the files of this execution.
        walk: how far the walk over the current table's works has come, as `Walk` has it.
        number: of the portion that is under way.
        portion, findings: files of what to ask for, and of what was found; null where none is.
        report: what was found so far, as `LinkReport` has it.
        until: seconds since 1970 after which nothing more is picked.
        done: whether all is noted.
        notice: what an operator should know: a provider that died as a whole, removals held back.
    """

    budget: int
    media: NotRequired[list[MediaType]]
    provider: NotRequired[str | None]
    older_than: NotRequired[float]
    often: NotRequired[float]
    accept: NotRequired[bool]
    run: NotRequired[str]
    walk: NotRequired[Mapping[str, Any]]
    number: NotRequired[int]
    portion: NotRequired[str | None]
    findings: NotRequired[str | None]
    spent: NotRequired[int]
    until: NotRequired[float]
    report: NotRequired[Mapping[str, Any]]
    done: NotRequired[bool]
    notice: NotRequired[str]


def note_round(
    event: LinkEvent, connection: Connection, folder: str, thresholds: Thresholds | None = None
) -> LinkEvent:
    """Note what was found, and pick what is asked for next.

    The connection is in autocommit mode; the folder of the files is local or `s3://`.
    """
    believed = thresholds or Thresholds()
    media = list(event.get("media") or MEDIA_TYPES)
    report = _report(event.get("report"))
    if findings := event.get("findings"):
        found = [_found(entry) for entry in orjson.loads(storage.read_bytes(findings))]
        link_checks.note_found(connection, media[0], found, report, _intervals(event))
    following: LinkEvent = {**event, "number": event.get("number", 0) + 1, "findings": None}
    following["run"] = event.get("run") or uuid.uuid4().hex
    following["until"] = event.get("until") or time.time() + _LONGEST
    walk = _walk(event["walk"]) if "walk" in event else begin(connection)
    while media:
        links = _next(connection, media[0], following, walk)
        if links:
            name = f"portion-{following['run']}-{following['number']:05}.json"
            following["portion"] = _write_portion(storage.join(folder, name), connection, links)
            break
        provider, accept = event.get("provider"), event.get("accept", False)
        link_checks.conclude(connection, media[0], report, believed, provider, accept=accept)
        media, walk = media[1:], replace(begin(connection), refusing=walk.refusing)
    following["media"], following["done"] = media, not media
    following["walk"] = {
        **asdict(walk),
        "begun": walk.begun.isoformat(),
        "after": str(walk.after),
        "refusing": sorted(walk.refusing),
    }
    following["report"] = _kept(report)
    following["notice"] = "\n".join((*report.alarms, *report.held_back))
    if following["done"]:
        following["portion"] = None
    return following


def ask_round(
    event: LinkEvent,
    *,
    session: requests.Session,
    agent: str,
    deadline: float,
    delay: float = 1.0,
) -> LinkEvent:
    """Ask for a portion of links until the deadline comes or no request is left.

    The deadline is in seconds since 1970, the delay in seconds between two requests to one host.
    """
    portion = orjson.loads(storage.read_bytes(str(event["portion"])))
    links = [Link(uuid.UUID(one[0]), one[1], one[2]) for one in portion["links"]]
    known = frozenset(map(base64.b64decode, portion["placeholders"]))
    spent = event.get("spent", 0)
    manners = HostManners(session, agent, delay, budget=event["budget"] - spent)
    prober = LinkProber(session, _until(deadline, manners.may_ask), known.__contains__)
    walk = event["walk"]
    found: list[tuple[Link, Probe]] = []
    report = _report(event.get("report"))
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        hosts = Hosts(pool, prober.probe, manners.back_off, set(walk["refusing"]))
        for piece in hosts.ask(links):
            found += piece.found
            link_checks.count_left(report, piece)
    findings = f"{str(event['portion']).removesuffix('.json')}-found.json"
    storage.write_bytes(findings, orjson.dumps([_entry(link, probe) for link, probe in found]))
    following: LinkEvent = {**event, "findings": findings, "spent": spent + manners.spent}
    following["walk"] = {**walk, "refusing": sorted(hosts.refusing)}
    following["report"] = _kept(report)
    return following


def _until(deadline: float, may_ask: Callable[[str], bool]) -> Callable[[str], bool]:
    def ask(url: str) -> bool:
        if time.time() >= deadline:
            raise BudgetSpentError
        return may_ask(url)

    return ask


def _next(
    connection: Connection, media_type: MediaType, event: LinkEvent, walk: Walk
) -> list[Link]:
    if event.get("spent", 0) >= event["budget"] or time.time() >= event["until"]:
        return []
    return next_links(
        connection, media_type, Wanted(event.get("provider"), intervals=_intervals(event)), walk
    )


def _intervals(event: LinkEvent) -> Intervals:
    usual = Intervals()
    return Intervals(event.get("older_than", usual.usual), event.get("often", usual.often))


def _walk(kept: Mapping[str, Any]) -> Walk:
    return Walk(
        datetime.fromisoformat(kept["begun"]),
        uuid.UUID(kept["after"]),
        kept["laps"],
        kept["picked"],
        set(kept["refusing"]),
    )


def _write_portion(uri: str, connection: Connection, links: list[Link]) -> str:
    placeholders = link_checks.known_placeholders(connection)
    portion = {
        "links": [(str(link.identifier), link.provider, link.url) for link in links],
        "placeholders": [base64.b64encode(digest).decode() for digest in sorted(placeholders)],
    }
    storage.write_bytes(uri, orjson.dumps(portion))
    return uri


def _report(kept: Mapping[str, Any] | None) -> LinkReport:
    report = LinkReport(**(kept or {}))
    report.states, report.died = Counter(report.states), Counter(report.died)
    report.asked, report.lost = Counter(report.asked), Counter(report.lost)
    providers = {name: Counter(states) for name, states in report.by_provider.items()}
    report.by_provider = defaultdict(Counter, providers)
    return report


def _kept(report: LinkReport) -> dict[str, Any]:
    return {field.name: getattr(report, field.name) for field in fields(report)}


def _entry(link: Link, probe: Probe) -> dict[str, Any]:
    digest = base64.b64encode(probe.digest).decode() if probe.digest else None
    return {
        "link": (str(link.identifier), link.provider, link.url),
        "probe": {**asdict(probe), "digest": digest},
    }


def _found(entry: Mapping[str, Any]) -> tuple[Link, Probe]:
    identifier, provider, url = entry["link"]
    kept = entry["probe"]
    digest = base64.b64decode(kept["digest"]) if kept["digest"] else None
    return Link(uuid.UUID(identifier), provider, url), Probe(**{**kept, "digest": digest})
