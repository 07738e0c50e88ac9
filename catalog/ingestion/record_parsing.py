"""From a provider's answer to clean rows: the half of ingestion that has no side effects."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from catalog.apis.error_rules import error_in, said
from catalog.apis.paginators import dig
from catalog.cleaning import clean_all
from catalog.errors import CatalogError, RecordRejected, UsageError
from catalog.providers.base import Provider
from catalog.records import MediaRecord, MediaType, Row

_TOGETHER = 100  # items


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """One record, or one item, that was understood and dropped.

    Attributes:
        id: the item's id at the provider, or None where it has none.
        detail: what was found, for a person.
    """

    reason: str
    id: str | None
    detail: str = ""


class Parsed(NamedTuple):
    """One clean row and the media type whose table it is for."""

    media_type: MediaType
    row: Row


def parse_answer(provider: Provider, payload: Any) -> Iterator[Parsed | RejectedItem]:
    """Parse one whole answer: a list page, an object, a detail.

    Raises:
        UsageError: it is no answer of that provider that records come from; an error answer is
            told in the API's own words.
    """
    error = error_in(provider.errors, None, payload)
    if error:
        raise UsageError(f"this is an error of {provider.name}: {error}")
    for kind in provider.payloads:
        items = kind.items(payload)
        if items is not None:
            return parse_items(provider, items)
    fragment = _fragment(provider, payload)
    if fragment is not None:
        return parse_items(provider, [fragment])
    if provider.page.items(payload) is not None:
        raise UsageError(
            f"this is a list of {provider.name} that records do not come from, but their ids; "
            f"give an answer of the kind: {_kinds(provider)}"
        )
    words = said(payload)
    raise UsageError(
        f"this is no answer of {provider.name}{f' but says: {words}' if words else ''}; "
        f"known kinds: {_kinds(provider)}"
    )


def _fragment(provider: Provider, payload: Any) -> Any:
    """Return an object that has half of what tells an item, to be rejected for what it lacks."""
    for kind in provider.payloads:
        if isinstance(payload, Mapping) and kind.path is None and kind.keys:
            has = sum(key in payload for key in kind.keys)
            if 2 * has >= len(kind.keys):
                return kind.adapt(payload) if kind.adapt else payload
    return None


def _kinds(provider: Provider) -> str:
    return ", ".join(kind.name for kind in provider.payloads)


def parse_items(
    provider: Provider, items: Iterable[Any], *, dropped: Counter[str] | None = None
) -> Iterator[Parsed | RejectedItem]:
    """Parse items as `provider.parse` gets them; no record is dropped without a Rejection.

    Single values that could not be kept are counted as `dropped.<column>`.
    """
    remaining = iter(items)
    while some := list(islice(remaining, _TOGETHER)):
        found = [(record, item) for item in some for record in _records(provider, item, dropped)]
        records = [record for record, _ in found if isinstance(record, MediaRecord)]
        cleaned = iter(clean_all(records, defaults=_defaults(provider), dropped=dropped))
        for record, item in found:
            if isinstance(record, RecordRejected):
                yield _rejection(provider, record, item)
            elif isinstance(outcome := next(cleaned), RecordRejected):
                yield _rejection(provider, outcome, item)
            else:
                yield Parsed(record.media_type, outcome)


def _records(
    provider: Provider, item: Any, dropped: Counter[str] | None
) -> list[MediaRecord | RecordRejected]:
    """Call the provider's parser; what an item lacks or holds in a wrong shape rejects it."""
    if item is None:  # APIs put null in the place of what is gone
        return [RecordRejected("null_item")]
    try:
        parsed = provider.parse(item)
        records = [parsed] if isinstance(parsed, MediaRecord) else list(parsed)
    except RecordRejected as error:
        return [error]
    except CatalogError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge: one item must not end its page
        records = _parsed_without_nulls(provider, item, error)
    if not records:
        return [RecordRejected("no_media")]
    return [_acceptable(provider, record, item, dropped) for record in records]


def _parsed_without_nulls(
    provider: Provider, item: Any, error: Exception
) -> list[MediaRecord | RecordRejected]:
    """Parse an item again: a null among others, or in a list's place, is nothing that it needs."""
    try:
        parsed = provider.parse(without_nulls(item))
        return [parsed] if isinstance(parsed, MediaRecord) else list(parsed)
    except RecordRejected as rejection:
        return [rejection]
    except Exception:  # noqa: BLE001 - as above; what is told is what the whole item raised
        return [_unreadable(error)]


def _id_is_none(provider: Provider, item: Any) -> bool:
    """Tell whether a null or worse stands where an item's id should be."""
    *path, name = provider.id_path
    holder = dig(item, tuple(path))
    return isinstance(holder, Mapping) and not isinstance(holder.get(name, ""), str | int)


def _missing(name: object) -> str:
    """Return the reason that names what is missing, in one word."""
    return "missing_" + re.sub(r"\W", "", str(name))


def _unreadable(error: Exception) -> RecordRejected:
    if isinstance(error, KeyError):
        return RecordRejected(_missing(error.args[0]))
    return RecordRejected("unexpected_shape", f"{type(error).__name__}: {error}"[:200])


def without_nulls(value: Any) -> Any:
    """Return a copy of a JSON value without nulls, as if they had never been written.

    >>> without_nulls({"tags": ["sea", None], "maker": None})
    {'tags': ['sea']}
    """
    if isinstance(value, list):
        return [without_nulls(one) for one in value if one is not None]
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return value


def _acceptable(
    provider: Provider,
    record: MediaRecord | RecordRejected,
    item: Any,
    dropped: Counter[str] | None,
) -> MediaRecord | RecordRejected:
    if isinstance(record, RecordRejected):
        return record
    # What was made with a null for an id has Python's word for it in it.
    made = f"{record.foreign_identifier} {record.foreign_landing_url}"
    if "None" in made and _id_is_none(provider, item):
        return RecordRejected(_missing(provider.id_path[-1]))
    slug = record.license_info.slug
    if slug not in provider.licenses:
        return RecordRejected("license_not_accepted", slug)
    if record.source and record.source not in provider.sources:
        _forget_source(record, dropped)
    return record


def _forget_source(record: MediaRecord, dropped: Counter[str] | None) -> None:
    """Leave a record to its provider whose collection is none that the provider declares."""
    record.source = None
    if dropped is not None:
        dropped["dropped.source"] += 1


def _defaults(provider: Provider) -> Mapping[MediaType, Mapping[str, str | None]]:
    shared = {"ingestion_type": "provider_api", "category": provider.category}
    return {
        media_type: {"provider": slug, "source": slug, **shared}
        for media_type, slug in provider.media.items()
    }


def _rejection(provider: Provider, error: RecordRejected, item: Any) -> RejectedItem:
    found = dig(item, provider.id_path)
    return RejectedItem(error.reason, None if found is None else str(found), error.detail)
