"""What the contract tests know about the answers that are declared as evidence of each API."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from catalog.errors import UsageError
from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_answer, parse_items
from catalog.providers.base import Provider
from catalog.providers.evidence import ApiEvidence, evidence_of

EXPECTED = Path(__file__).parent / "expected"


def payload_of(provider: Provider, one: ApiEvidence) -> Any:
    """Return an answer as a provider's client reads it."""
    return orjson.loads(provider.repair(one.body) if provider.repair else one.body)


def answers(provider: Provider, *kinds: str) -> list[ApiEvidence]:
    """Return the declared answers that are JSON, of some kinds or of all but errors."""
    return [
        one
        for one in evidence_of(provider.name)
        if one.file.endswith((".json", ".xml"))
        and (one.kind in kinds if kinds else one.kind != "error")
    ]


def outcomes(provider: Provider) -> Iterator[Parsed | RejectedItem]:
    """Yield what becomes of all declared answers that records come from, in their order."""
    for one in answers(provider):
        try:
            yield from parse_answer(provider, payload_of(provider, one))
        except UsageError:  # ids, totals: what records do not come from
            continue


def rows(provider: Provider) -> list[dict[str, Any]]:
    """Return the records of all declared answers as JSON has them, each once."""
    found = [orjson.dumps(one.row) for one in outcomes(provider) if isinstance(one, Parsed)]
    return [orjson.loads(row) for row in dict.fromkeys(found)]


def expected_of(provider: Provider) -> list[dict[str, Any]]:
    """Return the records that are expected."""
    lines = (EXPECTED / f"{provider.name}.jsonl").read_bytes().splitlines()
    return [orjson.loads(line) for line in lines]


def recorded_item(provider: Provider) -> Any:
    """Return an item that becomes a record, as the provider's parser gets it."""
    items = items_of(provider)
    return next(item for item in items if isinstance(next(parse_items(provider, [item])), Parsed))


def items_of(provider: Provider) -> list[Any]:
    """Return all items of the declared answers, as the provider's parser gets them."""
    return [item for one in answers(provider) for item in _items(provider, one)]


def _items(provider: Provider, one: ApiEvidence) -> list[Any]:
    payload = payload_of(provider, one)
    found = (kind.items(payload) for kind in provider.payloads)
    return next((items for items in found if items is not None), [])


def without(item: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy of an item that lacks what lies at a path."""
    copy = orjson.loads(orjson.dumps(item))
    *steps, last = path
    place = copy
    for step in steps:
        place = place[step]
    del place[last]
    return copy
