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
from catalog.errors import RecordRejected, UsageError
from catalog.providers.base import Parsed as Result
from catalog.providers.base import Provider
from catalog.providers.fields import UNREADABLE, missing, names_in, read
from catalog.records import MediaRecord, MediaType, Row
from catalog.text import clean_title
from catalog.urls import extension

_TOGETHER = 100  # items
# Of these no file has nothing: a 0 is how some APIs write that they do not know.
_SIZES = ("width", "height", "filesize", "duration", "bit_rate", "sample_rate")
# Files that are neither picture nor sound, though an answer may call them so.
_DOCUMENTS = frozenset({"pdf", "djvu", "djv", "html", "htm", "xml", "json", "txt", "epub", "zip"})
_NAMES_A_DOCUMENT = re.compile(rf"\.(?:{'|'.join(sorted(_DOCUMENTS))})\b", re.IGNORECASE)
Records = list[MediaRecord | RecordRejected]


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
            given in the API's own words.
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


def _records(provider: Provider, item: Any, dropped: Counter[str] | None) -> Records:
    """Call the provider's parser; what an item lacks or holds in a wrong shape rejects it."""
    if item is None:  # APIs put null in the place of what is gone
        return [RecordRejected("null_item")]
    found = read(item, lambda item: _listed(provider.parse(item)))
    records = [found] if isinstance(found, RecordRejected) else found
    if not records:
        return [RecordRejected("no_media")]
    return [_acceptable(provider, record, item, dropped) for record in records]


def _listed(parsed: Result) -> Records:
    return [parsed] if isinstance(parsed, MediaRecord) else list(parsed)


def _id_is_none(provider: Provider, item: Any) -> bool:
    """Tell whether a null or worse stands where an item's id should be."""
    *path, name = provider.id_path
    holder = dig(item, tuple(path))
    return isinstance(holder, Mapping) and not isinstance(holder.get(name, ""), str | int)


def _acceptable(
    provider: Provider,
    record: MediaRecord | RecordRejected,
    item: Any,
    dropped: Counter[str] | None,
) -> MediaRecord | RecordRejected:
    if isinstance(record, RecordRejected):
        return record
    # What was made with a null or worse for an id has Python's signs for it in it.
    made = f"{record.foreign_identifier} {record.foreign_landing_url}"
    if ("None" in made or "{" in made or "[" in made) and _id_is_none(provider, item):
        return RecordRejected(missing(provider.id_path[-1]))
    slug = record.license_info.slug
    if slug not in provider.licenses:
        return RecordRejected("license_not_accepted", slug)
    ending = _document(record.url)
    if ending:
        return RecordRejected("wrong_media_type", f"a {ending} file is no {record.media_type}")
    for column in _forgotten(provider, record):
        if dropped is not None:
            dropped[f"dropped.{column}"] += 1
    return record


def _forgotten(provider: Provider, record: MediaRecord) -> Iterator[str]:
    """Take out of a record what says nothing, and yield of which columns."""
    if record.source and record.source not in provider.sources:
        record.source = None  # a collection that the provider does not declare
        yield "source"
    for name in _SIZES:
        if (size := getattr(record, name)) is not None and (not size or size == "0"):
            setattr(record, name, None)
            yield name
    # An account, which has a page, may be called "Unknown".
    if isinstance(record.creator, str) and not record.creator_url:
        names = "; ".join(names_in(record.creator))
        if names != record.creator:
            record.creator = names or None
            yield "creator"
    about = record.meta_data
    if about and UNREADABLE in about:
        record.meta_data = about = {k: v for k, v in about.items() if k != UNREADABLE}
        yield "unreadable_value"
    text = about.get("description") if about else None
    if about and isinstance(text, str) and ("<" in text or "&" in text):
        record.meta_data = {**about, "description": clean_title(text)}


def _document(url: object) -> str | None:
    """Return the extension of a file that is no medium; of others, which are many, quickly none."""
    if not isinstance(url, str) or not _NAMES_A_DOCUMENT.search(url):
        return None
    ending = extension(url)
    return ending if ending in _DOCUMENTS else None


def _defaults(provider: Provider) -> Mapping[MediaType, Mapping[str, str | None]]:
    shared = {"ingestion_type": "provider_api", "category": provider.category}
    return {
        media_type: {"provider": slug, "source": slug, **shared}
        for media_type, slug in provider.media.items()
    }


def _rejection(provider: Provider, error: RecordRejected, item: Any) -> RejectedItem:
    found = dig(item, provider.id_path)
    return RejectedItem(error.reason, None if found is None else str(found), error.detail)
