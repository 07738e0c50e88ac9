"""A provider's own API on this machine, served from its evidence, with faults put in its place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq

from catalog.apis.paginators import Offset, PageNumber
from catalog.files.http import Limits
from catalog.ingestion.clients import client_for
from catalog.ingestion.reports import Report
from catalog.ingestion.runs import Run, run_day
from catalog.providers.base import Provider
from catalog.providers.evidence import Evidence, evidence_of
from tests.catalog.fakeapi import FakeApi, Reply, serving

DAY = date(2026, 11, 3)
PATIENCE = Limits(delay=0.001, timeout=5, attempts=2, first_wait=0.002, breaker=12, cooldown=0.0)
NOTHING: Reply = (404, {"Content-Type": "application/json"}, b'{"message": "no such answer"}')


def reply_of(one: Evidence) -> Reply:
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

    def find(self, path: str, query: Mapping[str, str]) -> Evidence | None:
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
    size = len(provider.page.listed(one.payload) or ()) if one.file.endswith(".json") else 0
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


def pulled(provider: Provider, api: FakeApi, output: Path, **options: Any) -> Report:
    """Pull what the evidence holds, as `catalog ingest` does."""
    run = Run(provider=provider, output=str(output), **options)
    client = client_for(provider, mirror=api.url, delay=0.001)
    return run_day(run, DAY, client)


def landed(output: Path) -> list[str]:
    """Return the rows that were landed, by their ids, in the order of the alphabet."""
    rows = [row for file in output.rglob("*.parquet") for row in pq.read_table(file).to_pylist()]
    return sorted(row["foreign_identifier"] for row in rows)
