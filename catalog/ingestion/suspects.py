"""Ask for works that may be gone, in rounds: the half of it that has no database.

Where the platform is deployed the function beside the database picks suspects and settles them
(`catalog/operations/gone_rounds.py`), and the function of the provider asks for them: it has the
provider's key and keeps its pace. Between them lie two files in the landing zone.
"""

import base64
from collections.abc import Callable
from functools import cache
from time import time
from typing import Any, NotRequired, TypedDict

import orjson
import requests

from catalog.apis.client import PoliteClient
from catalog.apis.host_manners import BudgetSpentError, HostManners
from catalog.apis.link_probe import LinkProber
from catalog.apis.rate_limit import StoppedError
from catalog.files import storage
from catalog.ingestion.item_check import check_work
from catalog.providers.base import Provider
from catalog.records import MediaType

# A provider that lets less than a portion through in so many rounds is asked again another day.
_MOST_ROUNDS = 30


class GoneEvent(TypedDict):
    """What goes between rounds, as JSON.

    Attributes:
        provider: only its works.
        runs: so many complete pulls in a row must have missed a work.
        accept: believe it also of more than a tenth of a provider's works at once.
        run: names the files of this execution.
        left: what is to be looked at after the current, each `provider/medium`; all at first.
        current, media_type: the provider and the medium that are looked at.
        portion: file of the suspects that are to be asked for; null where there are none.
        since: when they were picked: what a load has seen since is not gone.
        asked: how many of them were; `rounds`: in so many calls.
        findings: file of what was found; null until all are asked for.
        failure: what the function of the provider failed with, as Step Functions has it.
        report: works suspected, asked for and removed so far.
        done: whether all is settled.
        notice: what an operator should know: what is held back, and who could not be asked.
    """

    provider: NotRequired[str | None]
    runs: NotRequired[int | None]
    accept: NotRequired[bool | None]
    run: NotRequired[str]
    left: NotRequired[list[str]]
    current: NotRequired[str]
    media_type: NotRequired[MediaType]
    portion: NotRequired[str | None]
    since: NotRequired[str]
    asked: NotRequired[int]
    rounds: NotRequired[int]
    findings: NotRequired[str | None]
    failure: NotRequired[dict[str, str] | None]
    report: NotRequired[dict[str, int]]
    done: NotRequired[bool]
    notice: NotRequired[str]


def ask_round(
    event: GoneEvent,
    provider: Provider,
    client: Callable[[], PoliteClient],
    *,
    session: requests.Session,
    agent: str,
    deadline: float,
    delay: float = 1.0,
) -> GoneEvent:
    """Ask for a portion of suspects until the deadline, in seconds since 1970; return the event.

    The delay is in seconds between two requests for files to one host. A call that is repeated
    finds the same again.
    """
    uri = str(event["portion"])
    portion = orjson.loads(storage.read_bytes(uri))
    known = frozenset(map(base64.b64decode, portion["placeholders"]))
    manners = HostManners(session, agent, delay)
    prober = LinkProber(session, manners.may_ask, known.__contains__)
    ask = cache(client)  # one client for all: it keeps the pace
    target = f"{uri.removesuffix('.json')}-found.json"
    asked, is_stopped = event.get("asked", 0), False
    found: list[Any] = orjson.loads(storage.read_bytes(target))[:asked] if asked else []
    for identifier, own, url in portion["works"][asked:]:
        if time() >= deadline:
            break
        try:
            found.append([identifier, *check_work(provider, ask, prober, own, url)])
        except (StoppedError, BudgetSpentError):
            is_stopped = len(found) == asked  # a whole round brought nothing
            break
    storage.write_bytes(target, orjson.dumps(found))
    rounds = event.get("rounds", 0) + 1
    is_end = is_stopped or rounds >= _MOST_ROUNDS or len(found) == len(portion["works"])
    return {
        **event,
        "asked": len(found),
        "rounds": rounds,
        "findings": target if is_end else None,
    }
