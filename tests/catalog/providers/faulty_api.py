"""A provider's own API on this machine, served from its evidence, with faults put in its place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq

from catalog.apis.paginators import Offset, PageNumber, Params
from catalog.files.http import HttpLimits
from catalog.ingestion.clients import client_for
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.runs import ProviderRun, run_day
from catalog.providers.base import Asker, Provider, Window
from catalog.providers.evidence import ApiEvidence, evidence_of
from tests.catalog.fakeapi import FakeApi, Reply, serving

DAY = date(2026, 11, 3)
PATIENCE = HttpLimits(
    delay=0.001, timeout=5, attempts=2, first_wait=0.002, breaker=12, cooldown=0.0
)
NOTHING: Reply = (404, {"Content-Type": "application/json"}, b'{"message": "no such answer"}')


def reply_of(one: ApiEvidence) -> Reply:
    """Return an answer as it goes over the wire."""
    kind = "text/html" if one.file.endswith(".html") else "application/json"
    headers = {name: value for name, value in one.headers.items() if name != "Retry-After"}
    return one.status, {"Content-Type": kind, **headers}, one.body


@dataclass
class EvidenceApi:
    """Serves the answer whose path and query fit a request best.

    Attributes:
        provider: whose evidence it is.
        faults: (kind, file) -> replies to give instead, one after the other; the last one stays.
        asked: files of the evidence that were served, in this order.
    """

    provider: Provider
    faults: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, path: str, query: Mapping[str, str]) -> Reply:
        one = self.find(unquote(path), query)
        if one is None:
            # A file of the CDN, whose size is asked for.
            is_file = path.rpartition(".")[2] in {"jpg", "jpeg", "png", "mp3", "webp"}
            return (200, {}, b"1" * 64) if is_file else NOTHING
        self.asked.append(one.file)
        replies = self.faults.get(one.file)
        if replies:
            return replies.pop(0) if len(replies) > 1 else replies[0]
        return reply_of(one)

    def find(self, path: str, query: Mapping[str, str]) -> ApiEvidence | None:
        """Return the answer to a request: of those that fit, the one that names most of it."""
        found, most = None, (-1, 0)
        for one in evidence_of(self.provider.name):
            exact = sum(query.get(name) == value for name, value in one.query.items())
            is_any = one.path == path and list(one.query.values()) == ["*"]
            fits = one.path == path and exact == len(one.query)
            # The answers of a list come in its order: what goes on names more, or comes later.
            if (fits or is_any) and (exact, len(one.query)) >= most:
                found, most = one, (exact, len(one.query))
        empty = next((o for o in evidence_of(self.provider.name) if o.kind == "empty"), None)
        # What lies behind the evidence's last page, or in another list, is nothing.
        return found or (empty if empty and empty.path == path else None)


def small(provider: Provider) -> Any:
    """Return a provider's paginator with pages as small as those of the evidence."""
    one = next(one for one in evidence_of(provider.name) if one.kind == "first")
    is_json = one.file.endswith(".json")
    size = len(provider.page.listed(one.payload) or ()) if is_json else 0
    paginator = provider.paginator
    if size and isinstance(paginator, PageNumber) and paginator.size:
        return replace(paginator, size=size)
    return replace(paginator, limit=size) if size and isinstance(paginator, Offset) else paginator


def quick(provider: Provider) -> Provider:
    """Return a provider that reads one list of its evidence, without patience."""
    first = provider.sets(DAY)[:1]
    return replace(
        provider,
        paginator=small(provider),
        sets=lambda _day: first,
        limits=PATIENCE,
        errors=tuple(replace(rule, wait=0.001) for rule in provider.errors),
        expect=None,
        slices=None,
        cuts=None,
        schedule=provider.schedule or "monthly",
        retired=None,
    )


@contextmanager
def evidence_api(provider: Provider) -> Iterator[tuple[EvidenceApi, FakeApi]]:
    """Serve a provider's evidence."""
    answering = EvidenceApi(provider)
    with serving(answering) as api:
        yield answering, api


def pulled(provider: Provider, api: FakeApi, output: Path, **options: Any) -> WindowReport:
    """Pull what the evidence holds, as `catalog ingest` does."""
    run = ProviderRun(provider=provider, output=str(output), **options)
    client = client_for(provider, mirror=api.url, delay=0.001)
    return run_day(run, DAY, client)


def landed(output: Path) -> list[dict[str, Any]]:
    """Return the whole rows that were landed, in the order in which they were written."""
    files = sorted(output.rglob("*.parquet"), key=lambda file: file.name)
    return [row for file in files for row in pq.read_table(file).to_pylist()]


@dataclass
class Brought:
    """What one step of a walk without faults brought.

    Attributes:
        pages: files of the evidence that the step read as pages.
        items: for each item that the step held: its row ids, and the files that were asked for it
            alone, each with the asker's method (json, optional, size).
    """

    pages: list[str]
    items: list[tuple[list[str], list[tuple[str, str]]]]

    @property
    def ids(self) -> list[str]:
        """Ids of the rows of all its items."""
        return [one for ids, _ in self.items for one in ids]


class _Listening:
    """An asker that notes which files of the evidence were asked for an item, and how."""

    def __init__(self, asker: Asker, asked: list[str]) -> None:
        self.asker, self.asked, self.files = asker, asked, list[tuple[str, str]]()

    def _noted(self, method: str, *given: Any) -> Any:
        before = len(self.asked)
        try:
            return getattr(self.asker, method)(*given)
        finally:
            self.files += [(file, method) for file in self.asked[before:]]

    def json(self, url: str, params: Params | None = None) -> Any:
        return self._noted("json", url, params)

    @property
    def missed(self) -> int:
        return self.asker.missed

    def optional(self, url: str, keys: tuple[str, ...] = ()) -> Any:
        return self._noted("optional", url, keys)

    def size(self, url: str) -> Any:
        return self._noted("size", url)


def walked(provider: Provider, answering: EvidenceApi, api: FakeApi) -> list[Brought]:
    """Walk the evidence step by step and tell which answers each row comes from."""
    heard: list[tuple[Any, list[tuple[str, str]]]] = []
    complete, asked = provider.complete, answering.asked

    def ask(asker: Asker, item: Any) -> Any:
        assert complete
        listening = _Listening(asker, asked)
        found = None if complete.needed else item
        try:
            found = complete.ask(listening, item)
        finally:
            heard.append((found, listening.files))
        return found

    if complete:
        provider = replace(provider, complete=replace(complete, ask=ask))
    window = Window.of_day(DAY) if provider.dated else None
    client = client_for(provider, mirror=api.url, delay=0.001)
    steps: list[Brought] = []
    before = len(asked)
    for step in PageIterator(provider, client, window, DAY).steps():
        alone = [file for _, files in heard for file, _ in files]
        pages = [file for file in asked[before:] if file not in alone]
        items = heard.copy() if complete else [(item, []) for item in step.items]
        brought = [(_ids(provider, item), files) for item, files in items]
        steps.append(Brought(pages or (steps[-1].pages if steps else []), brought))
        before = len(asked)
        heard.clear()
    return steps


def _ids(provider: Provider, item: Any) -> list[str]:
    outcomes = parse_items(provider, [item])
    return [str(one.row["foreign_identifier"]) for one in outcomes if isinstance(one, Parsed)]
