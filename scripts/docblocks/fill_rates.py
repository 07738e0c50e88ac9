"""How often the records of each provider have each field, from the answers kept as evidence."""

import orjson

from catalog.errors import UsageError
from catalog.ingestion.record_parsing import Parsed, parse_answer
from catalog.providers.base import Provider
from catalog.providers.evidence import ApiEvidence, evidence_of
from catalog.providers.registry import providers
from catalog.records import Row
from scripts.docblocks.table import code, table

FIELDS = (
    *("title", "creator", "creator_url", "tags", "thumbnail", "filetype", "filesize"),
    *("width", "height", "duration", "category", "watermarked"),
)


def fill_rates() -> str:
    """Return the share of each provider's records that have each field, in per cent."""
    rows = [(code(one.name), *_rates(one)) for one in providers()]
    return table(("provider", "records", *map(code, FIELDS)), rows)


def _rates(provider: Provider) -> list[str]:
    records = _records(provider)
    shares = (_share([row[name] for row in records if name in row]) for name in FIELDS)
    return [str(len(records)), *shares]


def _share(values: list[object]) -> str:
    if not values:
        return ""
    return f"{round(100 * sum(value not in (None, [], '') for value in values) / len(values))}"


def _records(provider: Provider) -> list[Row]:
    found: dict[str, Row] = {}
    for one in evidence_of(provider.name):
        if one.kind != "error" and one.file.endswith(".json"):
            found |= {row["foreign_identifier"]: row for row in _rows(provider, one)}
    return list(found.values())


def _rows(provider: Provider, one: ApiEvidence) -> list[Row]:
    payload = orjson.loads(provider.repair(one.body) if provider.repair else one.body)
    try:
        outcomes = list(parse_answer(provider, payload))
    except UsageError:  # ids or totals, which no records come from
        return []
    return [outcome.row for outcome in outcomes if isinstance(outcome, Parsed)]
