"""Every provider meets every kind of fault, and loses nothing but what the fault is.

Its evidence is served as its own API serves it; what a run without faults lands is the truth.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.apis.error_rules import AccessRefused, error_in
from catalog.apis.paginators import Offset, PageNumber
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import PullProgress, pull
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.seen_ids import Target
from catalog.providers import registry
from catalog.providers.base import Provider, Window
from catalog.providers.evidence import evidence_of
from tests.catalog.fakeapi import Reply
from tests.catalog.providers.answers import payload_of
from tests.catalog.providers.faulty_api import (
    DAY,
    Brought,
    evidence_api,
    landed,
    pulled,
    quick,
    reply_of,
    walked,
)

PULLED = [
    provider
    for provider in registry.providers()
    if not provider.bulk
    # One that has only just been added has pages of which nobody knows how they go on.
    and any(
        one.kind == "first" and one.certainty != "inferred" for one in evidence_of(provider.name)
    )
]
PROVIDERS = pytest.mark.parametrize("declared", PULLED, ids=[one.name for one in PULLED])
DOWN: Reply = (500, {}, b"")


Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Truth:
    """What a run without faults lands, and which answers each row comes from."""

    rows: Rows
    steps: list[Brought]
    asked: list[str]


_TRUTHS: dict[str, Truth] = {}


def truth_of(provider: Provider, folder: Path) -> Truth:
    """Return the truth of a provider, which is found out once for all tests."""
    if provider.name not in _TRUTHS:
        with evidence_api(provider) as (api, server):
            assert pulled(provider, server, folder).status == "done"
            asked = list(dict.fromkeys(api.asked))
            api.asked.clear()
            steps = walked(provider, api, server)
        rows = landed(folder)
        assert {id_of(row) for row in rows} == {one for step in steps for one in step.ids}
        assert len({id_of(row) for row in rows}) == len(rows)
        _TRUTHS[provider.name] = Truth(rows, steps, asked)
    return _TRUTHS[provider.name]


def id_of(row: dict[str, Any]) -> str:
    return str(row["foreign_identifier"])


def differences(rows: Rows, expected: Rows) -> list[str]:
    """Return in words how rows differ from those that are expected, as whole rows."""
    came, wanted = Counter(map(_text, rows)), Counter(map(_text, expected))
    missing = [f"missing: {one}" for one in (wanted - came).elements()]
    return missing + [f"too much: {one}" for one in (came - wanted).elements()]


def _text(row: dict[str, Any]) -> str:
    return repr((id_of(row), sorted(row.items())))


class Served:
    """A provider, its API, and what a run without faults lands."""

    def __init__(self, declared: Provider, provider: Provider, truth: Truth, folder: Path) -> None:
        self.declared = declared
        self.provider, self.steps, self.served = provider, truth.steps, truth.asked
        self.truth, self.output = truth.rows, folder / "out"

    @contextmanager
    def up(self) -> Iterator[None]:
        with evidence_api(self.provider) as (self.api, self.server):
            yield

    def run(self, **options: Any) -> str:
        return self.report(**options).status

    def report(self, **options: Any) -> WindowReport:
        return pulled(self.provider, self.server, self.output, **options)

    @property
    def rows(self) -> Rows:
        return landed(self.output)

    @property
    def newest(self) -> Rows:
        """The rows as a load has them: of two of one work the one that was written last."""
        return list({id_of(row): row for row in landed(self.output)}.values())

    def without(self, lost: Iterable[str]) -> Rows:
        """Return the truth without some rows."""
        gone = set(lost)
        return [row for row in self.truth if id_of(row) not in gone]

    @property
    def pages(self) -> list[str]:
        """Files of the evidence that are pages, in the order in which they are asked for."""
        kinds = {one.file: one.kind for one in evidence_of(self.provider.name)}
        lists = {"first", "middle", "last"} if not is_list_of_ids(self.provider) else {"list"}
        return [file for file in self.served if kinds[file] in lists]

    @property
    def page(self) -> str:
        """The second page that a pull asks for, or the only one."""
        return self.pages[1] if len(self.pages) > 1 else self.pages[0]

    def lost_with(self, page: str) -> list[str]:
        """Return the ids of the rows that a dead page costs.

        Its own rows, and where only the page itself says where the list goes on, those behind it.
        """
        if self.provider.walk or not isinstance(self.provider.paginator, Offset | PageNumber):
            return self.behind(page)
        had = {one for step in self.steps if page not in step.pages for one in step.ids}
        own = [one for step in self.steps if page in step.pages for one in step.ids]
        return [one for one in own if one not in had]

    def behind(self, page: str) -> list[str]:
        """Return the ids of the rows of a page and of all behind it."""
        at = next(n for n, step in enumerate(self.steps) if page in step.pages)
        had = {one for step in self.steps[:at] for one in step.ids}
        return [one for step in self.steps[at:] for one in step.ids if one not in had]

    def first_of(self, page: str) -> list[str]:
        """Return the ids of the rows of the first item of a page."""
        held = next(step for step in self.steps if page in step.pages).items
        one = next(one for one in evidence_of(self.provider.name) if one.file == page)
        items = self.provider.page.listed(payload_of(self.provider, one)) or []
        complete = self.provider.complete
        # Those that are asked for one by one come in the order of their keys.
        at = (
            sum(complete.key(one) < complete.key(items[0]) for one in items if one)
            if complete
            else 0
        )
        return held[at][0]

    @property
    def work(self) -> str | None:
        """The first answer that a pull asks for because of one work that becomes rows."""
        works = [files for step in self.steps for ids, files in step.items if ids and files]
        return works[0][0][0] if works else None

    def touched_by(self, work: str) -> tuple[list[str], list[str]]:
        """Return the ids of the rows that are not had, and that are poorer, without an answer."""
        needed = bool(self.provider.complete and self.provider.complete.needed)
        lost, poorer = list[str](), list[str]()
        for ids, files in (item for step in self.steps for item in step.items):
            methods = {method for file, method in files if file == work}
            if methods:
                (lost if needed and methods & {"json", "size"} else poorer).extend(ids)
        return lost, poorer


def is_list_of_ids(provider: Provider) -> bool:
    """Tell whether the evidence's pages are the works of one list of ids (Met)."""
    first = next(one for one in evidence_of(provider.name) if one.kind == "first")
    return first.path != "/" + provider.url.format(page=1).split("/", 3)[3].rstrip("?")


@pytest.fixture
def served(
    declared: Provider,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Served]:
    if declared.auth:
        monkeypatch.setenv(declared.auth.secret, "a key of ours")
    # A kill is an exception here and no power cut, and there is no configuration to read.
    monkeypatch.setattr("catalog.files.local._sync", lambda _path: None)
    (tmp_path / "catalog.toml").touch()
    monkeypatch.setenv("CATALOG_CONFIG", str(tmp_path / "catalog.toml"))
    provider = quick(declared)
    found = Served(
        declared, provider, truth_of(provider, tmp_path_factory.mktemp("truth")), tmp_path
    )
    with found.up():
        yield found


@PROVIDERS
def test_a_page_that_is_dead_is_had_by_the_next_run_and_costs_nothing_else(served: Served) -> None:
    served.api.faults[served.page] = [DOWN]
    assert served.run() == "incomplete"
    assert differences(served.rows, served.without(served.lost_with(served.page))) == []
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []
    assert served.run() == "skipped"


@PROVIDERS
def test_a_work_that_is_dead_costs_itself_until_it_is_had(served: Served) -> None:
    work = served.work
    if work is None:
        pytest.skip("asks for no work by itself")
    served.api.faults[work] = [DOWN]
    lost, poorer = served.touched_by(work)
    assert lost or poorer
    assert served.run() == "incomplete"
    untouched = [row for row in served.rows if id_of(row) not in poorer]
    assert differences(untouched, served.without([*lost, *poorer])) == []
    assert {id_of(row) for row in served.rows} >= set(poorer)
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.newest, served.truth) == []


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
        error = error_in(served.provider.errors, 200, one.payload)
        assert error, one.file
        served.api.faults[served.page] = [reply_of(one)]
        if isinstance(error, AccessRefused):  # nothing else can be had either
            assert served.run(again=True) == "failed"
            assert differences(served.rows, served.without(served.behind(served.page))) == []
        else:
            assert served.run(again=True) == "incomplete"
            assert differences(served.rows, served.without(served.lost_with(served.page))) == []
        served.api.faults.clear()
        assert served.run() == "done"
        assert differences(served.rows, served.truth) == []


@PROVIDERS
def test_a_null_in_a_list_costs_nothing_else(served: Served) -> None:
    page = served.page
    one = next(one for one in evidence_of(served.provider.name) if one.file == page)
    payload = payload_of(served.provider, one)
    found = _list_in(served.provider, payload)
    if not found or served.provider.page.by_id:
        pytest.skip("its items do not stand in a list")
    expected = served.without(served.first_of(page))
    found[0] = None
    status, headers, _ = reply_of(one)
    served.api.faults[page] = [(status, headers, orjson.dumps(payload))]
    assert served.run() == "done"
    assert differences(served.rows, expected) == []


def _list_in(provider: Provider, payload: Any) -> Any:
    found = payload
    for step in provider.page.path or ():
        found = found[step]
    return found if isinstance(found, list) else None


@PROVIDERS
def test_a_page_that_comes_once_more_is_asked_for_again(served: Served) -> None:
    one = {one.file: one for one in evidence_of(served.provider.name)}
    if len(served.pages) < 2:
        pytest.skip("has one page")
    first, page = served.pages[:2]
    served.api.faults[page] = [reply_of(one[first]), reply_of(one[page])]
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []


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
    before = {one for step in served.steps if served.pages[0] in step.pages for one in step.ids}
    assert served.run() == "incomplete"
    assert differences(served.rows, [row for row in served.truth if id_of(row) in before]) == []


@PROVIDERS
def test_a_pull_killed_at_every_step_lands_everything_once(served: Served) -> None:
    class Killed(BaseException):
        pass

    kept: list[bytes | None] = [None]

    def die(progress: PullProgress) -> None:
        kept[0] = orjson.dumps(progress.checkpoint)
        if progress.checkpoint is not None:
            raise Killed

    provider, done, lives = served.provider, False, 0
    window = Window.of_day(DAY) if provider.dated else None
    target = Target(output=str(served.output), day=DAY)
    while not done and lives < 60:
        before = PullProgress.at(orjson.loads(kept[0])) if kept[0] else None
        client = client_for(provider, mirror=served.server.url, delay=0.001)
        try:
            done = pull(provider, window, before, client=client, target=target, note=die).done
        except Killed:
            lives += 1
    assert done
    assert differences(served.rows, served.truth) == []


@PROVIDERS
def test_a_key_that_is_refused_in_mid_run_ends_it_and_the_same_command_goes_on(
    served: Served,
) -> None:
    served.api.faults[served.page] = [(401, {}, b'{"message": "Invalid key"}')]
    report = served.report()
    assert report.status == "failed"
    assert "Invalid key" in (report.error or "")
    assert differences(served.rows, served.without(served.behind(served.page))) == []
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []


# What an API may answer for ever: it wants to be left alone, or somebody to log in elsewhere.
FOR_EVER: list[Reply] = [
    (429, {"Retry-After": "0"}, b""),
    (429, {"Retry-After": "soon"}, b"slow down"),
    (503, {"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}, b""),
    (302, {"Location": "https://login.example.org/?next=/"}, b""),
    (429, {"Retry-After": "-1"}, b"<html>Too many requests</html>"),
]


@PROVIDERS
def test_a_page_that_is_refused_for_ever_costs_itself_and_is_had_later(served: Served) -> None:
    lasting = FOR_EVER[PULLED.index(served.declared) % len(FOR_EVER)]
    served.api.faults[served.page] = [lasting]
    for _ in range(2):
        assert served.run() == "incomplete"
        assert differences(served.rows, served.without(served.lost_with(served.page))) == []
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []
