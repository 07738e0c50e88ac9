"""What the contract tests know about a provider's recorded answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from catalog.ingestion.record_parsing import Parsed, Rejection, parse_answer, parse_items
from catalog.providers.base import Provider

FIXTURES = Path(__file__).parent / "fixtures"


def outcomes(provider: Provider, folder: Path) -> Iterator[Parsed | Rejection]:
    """Yield what becomes of every recorded answer, files in the order of their names."""
    for file in sorted(folder.glob("*.json")):
        yield from parse_answer(provider, orjson.loads(file.read_bytes()))


def rows(provider: Provider, folder: Path) -> list[dict[str, Any]]:
    """Return the records of all recorded answers as JSON has them."""
    found = outcomes(provider, folder)
    return [orjson.loads(orjson.dumps(one.row)) for one in found if isinstance(one, Parsed)]


def expected(folder: Path) -> list[dict[str, Any]]:
    """Return the records that are expected."""
    return [orjson.loads(line) for line in (folder / "expected.jsonl").read_bytes().splitlines()]


def recorded_item(provider: Provider) -> Any:
    """Return an item that becomes a record, as the provider's parser gets it."""
    files = sorted((FIXTURES / provider.name).glob("*.json"))
    payloads = [orjson.loads(file.read_bytes()) for file in files]
    items = [item for payload in payloads for item in _items(provider, payload)]
    return next(item for item in items if isinstance(next(parse_items(provider, [item])), Parsed))


def _items(provider: Provider, payload: Any) -> list[Any]:
    found = (kind.items(payload) for kind in provider.payloads)
    return next(items for items in found if items is not None)


def without(item: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy of an item that lacks what lies at a path."""
    copy = orjson.loads(orjson.dumps(item))
    *steps, last = path
    place = copy
    for step in steps:
        place = place[step]
    del place[last]
    return copy
