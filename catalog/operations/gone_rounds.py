"""Remove works that left their source, where who reaches the database has no way out to the web.

The half of it beside the database: suspect what complete pulls did not see, pick whom to ask for,
settle what was found. The function of each provider does the other half
(`catalog/ingestion/suspects.py`).
"""

import base64
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

import orjson

from catalog.database import gone, link_checks, load_log, seen
from catalog.database.connection import Connection
from catalog.database.gone import SourceAnswer, Suspect
from catalog.files import storage
from catalog.ingestion.complete_runs import whole_lists
from catalog.ingestion.suspects import GoneEvent
from catalog.providers import registry
from catalog.providers.base import Provider

if TYPE_CHECKING:
    from catalog.records import MediaType

# Asked for in one execution, of one provider and medium.
TOGETHER = 1000


def note_round(event: GoneEvent, connection: Connection, landing: str) -> GoneEvent:
    """Settle what was asked for, then look at the next provider's works of one medium.

    The connection is in autocommit mode; the landing zone is local or `s3://`.
    """
    report = {"suspected": 0, "asked": 0, "removed": 0, **event.get("report", {})}
    notices = [event["notice"]] if event.get("notice") else []
    if event.get("portion"):
        notices += _settle(event, connection, report)
    left = list(event["left"] if "left" in event else _all(event.get("provider")))
    following: GoneEvent = {
        **event,
        "run": event.get("run") or uuid.uuid4().hex,
        "left": left[1:],
        "portion": None,
        "asked": 0,
        "rounds": 0,
        "findings": None,
        "failure": None,
        "done": not left,
    }
    if left:
        name, _, medium = left[0].partition("/")
        media_type = cast("MediaType", medium)
        following["current"], following["media_type"] = name, media_type
        provider = registry.provider(name)
        notices += _suspect(following, connection, landing, provider, report)
        following["since"] = load_log.now(connection)
        works = gone.suspects(connection, media_type, provider.media[media_type], limit=TOGETHER)
        if works:
            following["portion"] = _write(following, connection, landing, works)
    following["report"], following["notice"] = report, "\n".join(notices)
    return following


def note_complete(connection: Connection, provider: Provider, landing: str) -> Iterator[str]:
    """Note which landing folders are a provider's whole list; yield what cannot count yet."""
    for found in whole_lists(landing, provider):
        missing = seen.complete(
            connection, found.media_type, found.provider, found.batch, found.files
        )
        if missing:
            yield f"{found.batch}: {len(missing):,} files are not loaded yet, so it does not count"


def _all(name: str | None) -> list[str]:
    """Return what is looked at: the works of those providers that have a function to ask."""
    asked = [item for item in registry.providers() if item.schedule and not item.bulk]
    chosen = [registry.provider(name)] if name else asked
    return [f"{item.name}/{media_type}" for item in chosen for media_type in item.media]


def _suspect(
    event: GoneEvent,
    connection: Connection,
    landing: str,
    provider: Provider,
    report: dict[str, int],
) -> list[str]:
    list(note_complete(connection, provider, landing))  # what is missing counts another day
    sweep = gone.suspect_unseen(
        connection,
        event["media_type"],
        provider.media[event["media_type"]],
        runs=event.get("runs") or 2,
        accept=bool(event.get("accept")),
    )
    report["suspected"] += sweep.suspected
    return [sweep.held_back] if sweep.held_back else []


def _settle(event: GoneEvent, connection: Connection, report: dict[str, int]) -> list[str]:
    name, media_type = event["current"], event["media_type"]
    if failure := event.get("failure"):
        return [f"{name}: its works could not be asked for: {_message(failure)}"]
    found = orjson.loads(storage.read_bytes(str(event["findings"])))
    settled = gone.settle(
        connection,
        media_type,
        registry.provider(name).media[media_type],
        [SourceAnswer(*each) for each in found],
        accept=bool(event.get("accept")),
        since=datetime.fromisoformat(event["since"]) if event.get("since") else None,
    )
    report["asked"] += len(found)
    report["removed"] += settled.removed
    return [settled.held_back] if settled.held_back else []


def _message(failure: dict[str, str]) -> str:
    """Return what a function said; Lambda's own words for it are JSON."""
    try:
        return str(orjson.loads(failure["Cause"])["errorMessage"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return f"{failure.get('Error')}: {failure.get('Cause')}"


def _write(event: GoneEvent, connection: Connection, landing: str, works: list[Suspect]) -> str:
    """Write whom to ask for, with the digests of pictures that stand in for others."""
    known = sorted(link_checks.known_placeholders(connection))
    portion = {
        "works": [(work.identifier, work.foreign_identifier, work.url) for work in works],
        "placeholders": [base64.b64encode(digest).decode() for digest in known],
    }
    name = f"suspects-{event['run']}-{event['current']}-{event['media_type']}.json"
    uri = storage.join(landing, "links", name)
    storage.write_bytes(uri, orjson.dumps(portion))
    return uri
