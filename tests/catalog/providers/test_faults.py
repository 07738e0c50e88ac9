"""Every provider meets every kind of fault, and loses nothing but what the fault is.

Its evidence is served as its own API serves it; what a run without faults lands is the truth.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.apis.error_rules import error_in
from catalog.apis.paginators import Offset, PageNumber
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import Progress, pull
from catalog.ingestion.seen_ids import Target
from catalog.providers import registry
from catalog.providers.base import Provider, Window
from catalog.providers.evidence import evidence_of
from tests.catalog.fakeapi import FakeApi, Reply
from tests.catalog.providers.faulty_api import (
    DAY,
    EvidenceApi,
    evidence_api,
    landed,
    pulled,
    quick,
    reply_of,
)

PULLED = [
    provider
    for provider in registry.providers()
    if not provider.bulk and any(one.kind == "first" for one in evidence_of(provider.name))
]
PROVIDERS = pytest.mark.parametrize("declared", PULLED, ids=[one.name for one in PULLED])
DOWN: Reply = (500, {}, b"")
_MOST_OF_ONE_WORK = 8  # records that one work of the evidence becomes


class Served:
    """A provider, its API, and what a run without faults lands."""

    def __init__(self, provider: Provider, api: EvidenceApi, server: FakeApi, folder: Path) -> None:
        self.provider, self.api, self.server, self.folder = provider, api, server, folder
        assert pulled(provider, server, folder / "truth").status == "done"
        self.truth = landed(folder / "truth")
        self.served = list(dict.fromkeys(api.asked))

    def run(self, **options: Any) -> str:
        return pulled(self.provider, self.server, self.folder / "out", **options).status

    @property
    def rows(self) -> list[str]:
        return landed(self.folder / "out")

    def page(self) -> str:
        """Return the file of the second page that a pull asks for, or of the only one."""
        kinds = {one.file: one.kind for one in evidence_of(self.provider.name)}
        lists = {"first", "middle", "last"} if not is_list_of_ids(self.provider) else {"list"}
        pages = [file for file in self.served if kinds[file] in lists]
        return pages[1] if len(pages) > 1 else pages[0]

    def work(self) -> str | None:
        """Return the file of the answer for one work that a pull asks for."""
        kinds = {one.file: one.kind for one in evidence_of(self.provider.name)}
        wanted = {"first", "middle", "last"} if is_list_of_ids(self.provider) else {"item"}
        works = [file for file in self.served if kinds[file] in wanted]
        return works[0] if works and self.provider.complete else None


def is_list_of_ids(provider: Provider) -> bool:
    """Tell whether the evidence's pages are the works of one list of ids (Met)."""
    first = next(one for one in evidence_of(provider.name) if one.kind == "first")
    return first.path != "/" + provider.url.format(page=1).split("/", 3)[3].rstrip("?")


@pytest.fixture
def served(declared: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    if declared.auth:
        monkeypatch.setenv(declared.auth.secret, "a key of ours")
    provider = quick(declared)
    with evidence_api(provider) as (api, server):
        yield Served(provider, api, server, tmp_path)


@PROVIDERS
def test_a_page_that_is_dead_is_had_by_the_next_run_and_costs_nothing_else(served: Served) -> None:
    served.api.faults[served.page()] = [DOWN]
    assert served.run() in {"incomplete", "failed"}
    assert set(served.rows) <= set(served.truth)
    served.api.faults.clear()
    assert served.run() == "done"
    assert set(served.rows) == set(served.truth)
    assert served.run() == "skipped"


@PROVIDERS
def test_a_work_that_is_dead_costs_itself_until_it_is_had(served: Served) -> None:
    work = served.work()
    if work is None:
        pytest.skip("asks for no work by itself")
    served.api.faults[work] = [DOWN]
    assert served.run() == "incomplete"
    assert len(served.rows) >= len(served.truth) - _MOST_OF_ONE_WORK
    served.api.faults.clear()
    assert served.run() == "done"
    assert set(served.rows) >= set(served.truth)


@PROVIDERS
def test_an_error_told_with_status_200_is_neither_data_nor_an_end(served: Served) -> None:
    told = [
        one
        for one in evidence_of(served.provider.name)
        if one.kind == "error" and one.status == 200 and one.file.endswith(".json")
    ]
    if not told:
        pytest.skip("tells no error with status 200 that is known")
    for one in told:
        assert error_in(served.provider.errors, 200, one.payload), one.file
        served.api.faults[served.page()] = [reply_of(one)]
        assert served.run(again=True) in {"incomplete", "failed"}
        served.api.faults.clear()
        assert served.run() == "done"
        assert set(served.rows) == set(served.truth)


@PROVIDERS
def test_a_null_in_a_list_costs_nothing_else(served: Served) -> None:
    page = served.page()
    one = next(one for one in evidence_of(served.provider.name) if one.file == page)
    payload = one.payload
    found = served.provider.page.listed(payload)
    if not found or served.provider.page.by_id or _list_in(served.provider, payload) is None:
        pytest.skip("its items do not stand in a list")
    _list_in(served.provider, payload)[0] = None
    status, headers, _ = reply_of(one)
    served.api.faults[page] = [(status, headers, orjson.dumps(payload))]
    assert served.run() == "done"
    assert len(set(served.truth) - set(served.rows)) <= _MOST_OF_ONE_WORK


def _list_in(provider: Provider, payload: Any) -> Any:
    found = payload
    for step in provider.page.path or ():
        found = found[step]
    return found if isinstance(found, list) else None


@PROVIDERS
def test_a_page_that_comes_once_more_is_asked_for_again(served: Served) -> None:
    one = {one.file: one for one in evidence_of(served.provider.name)}
    page = served.page()
    first = next((file for file in served.served if one[file].kind == "first"), page)
    if page == first or is_list_of_ids(served.provider):
        pytest.skip("has one page")
    served.api.faults[page] = [reply_of(one[first]), reply_of(one[page])]
    assert served.run() in {"done", "incomplete"}
    served.api.faults.clear()
    served.run()
    assert set(served.rows) == set(served.truth)


@PROVIDERS
def test_what_is_behind_a_ceiling_is_told_and_what_is_before_it_is_landed(served: Served) -> None:
    paginator = served.provider.paginator
    if isinstance(paginator, Offset):
        paginator = replace(paginator, ceiling=1)
    elif isinstance(paginator, PageNumber):
        paginator = replace(paginator, ceiling=paginator.first)
    else:
        pytest.skip("has no ceiling")
    served.provider = replace(served.provider, paginator=paginator)
    assert served.run() == "incomplete"
    assert served.rows
    assert set(served.rows) < set(served.truth)


@PROVIDERS
def test_a_pull_killed_at_every_step_lands_everything_once(served: Served) -> None:
    class Killed(BaseException):
        pass

    kept: list[bytes | None] = [None]

    def die(progress: Progress) -> None:
        kept[0] = orjson.dumps(progress.cursor)
        if progress.cursor is not None:
            raise Killed

    provider, done, lives = served.provider, False, 0
    window = Window.of_day(DAY) if provider.dated else None
    while not done and lives < 60:
        before = Progress.at(orjson.loads(kept[0])) if kept[0] else None
        client = client_for(provider, mirror=served.server.url, delay=0.001)
        target = Target(output=str(served.folder / "out"), day=DAY)
        try:
            done = pull(provider, window, before, client=client, target=target, note=die).done
        except Killed:
            lives += 1
    assert done
    assert served.rows == served.truth
