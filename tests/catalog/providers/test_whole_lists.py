"""Whole lists, pulled from fakes that serve each provider's evidence as its API does."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from catalog.apis.client import PoliteClient
from catalog.apis.error_rules import error_in
from catalog.apis.paginators import dig
from catalog.errors import RetriableError, UsageError
from catalog.ingestion.clients import client_for
from catalog.ingestion.failures import Failure
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.pull import Checkpoint, Pulled, PullProgress, pull
from catalog.ingestion.questions import Options
from catalog.ingestion.record_parsing import Parsed, parse_answer, parse_items
from catalog.ingestion.seen_ids import Target
from catalog.providers import registry
from catalog.providers.base import Provider, Window
from catalog.providers.evidence import ApiEvidence
from tests.catalog.fakeapi import FakeApi, Reply, serving
from tests.catalog.providers.answers import answers, payload_of
from tests.catalog.providers.evidence_api import EvidenceApi, small

DAY = date(2026, 11, 3)
PULLED = [one for one in registry.providers() if not one.bulk]
PROVIDERS = pytest.mark.parametrize("provider", PULLED, ids=[one.name for one in PULLED])
BY_ID = [one for one in PULLED if one.item_url or one.item_params]
# Where a list only names the works, their records are those of the works' own answers.
WORKS = {"brooklynmuseum": ("item",), "internetarchive": ("item",), "nypl": ("item",)}
# What only a question besides the list says: a file's size, a pack, a file's use elsewhere.
ASKED = ("filesize", "audio_set", "meta_data")

Row = dict[str, Any]


@pytest.fixture(autouse=True)
def _no_other_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every provider a key, and every file on another host a size."""
    for provider in PULLED:
        if provider.auth:
            monkeypatch.setenv(provider.auth.secret, "key")
    monkeypatch.setattr(PoliteClient, "size", lambda _self, _url: 4242)


def of_the_list(provider: Provider) -> list[Row]:
    """Return the records of the declared pages of a list, without what is asked besides."""
    found: dict[str, Row] = {}
    for one in answers(provider, *WORKS.get(provider.name, ("first", "middle", "last"))):
        with contextlib.suppress(UsageError):
            for outcome in parse_answer(provider, payload_of(provider, one)):
                if isinstance(outcome, Parsed):
                    found.setdefault(outcome.row["foreign_identifier"], outcome.row)
    return plain(found.values())


def plain(rows: Any) -> list[Row]:
    kept = [{name: row[name] for name in row if name not in ASKED} for row in rows]
    return sorted(
        orjson.loads(orjson.dumps(kept, default=str)),
        key=lambda row: str(row["foreign_identifier"]),
    )


def landed(output: Path) -> list[Row]:
    files = sorted(output.rglob("*.parquet"))
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    return [
        {"id": row["foreign_identifier"], "url": row["url"], "title": row["title"]}
        for row in sorted(rows, key=lambda row: row["foreign_identifier"])
    ]


def short(rows: list[Row]) -> list[Row]:
    return [
        {"id": row["foreign_identifier"], "url": row["url"], "title": row["title"]} for row in rows
    ]


def pull_all(provider: Provider, api: FakeApi, output: Path, **options: Any) -> Pulled:
    client = client_for(provider, mirror=api.url, delay=0)
    window = Window.of_day(DAY) if provider.dated else None
    return pull(
        provider, window, client=client, target=Target(output=str(output), day=DAY), **options
    )


@contextlib.contextmanager
def api_of(provider: Provider) -> Iterator[tuple[FakeApi, EvidenceApi]]:
    fake = EvidenceApi(provider)
    with serving(fake) as api:
        yield api, fake


def unsettled(failure: Failure) -> bool:
    """Tell whether something could not be had that is not simply gone (a deleted pack)."""
    return failure.settled != "gone"


@PROVIDERS
def test_a_whole_list_becomes_its_records(provider: Provider) -> None:
    with api_of(provider) as (api, fake):
        client = client_for(small(provider), mirror=api.url, delay=0)
        window = Window.of_day(DAY) if provider.dated else None
        steps = list(PageIterator(small(provider), client, window, DAY).steps())
    assert [failure for step in steps for failure in step.failures if unsettled(failure)] == []
    outcomes = [one for step in steps for one in parse_items(provider, step.items)]
    rows = [one.row for one in outcomes if isinstance(one, Parsed)]
    assert plain(rows) == of_the_list(provider)
    assert fake.served[-1].kind != "error" or fake.served[-1].status in {400, 404}


@PROVIDERS
def test_a_whole_list_lands_once_however_often_the_pull_is_killed(
    provider: Provider, tmp_path: Path
) -> None:
    kept: list[Checkpoint | None] = [None]
    lives = 0

    def die(progress: PullProgress) -> None:
        kept[0] = progress.checkpoint
        if progress.checkpoint is not None:
            raise KeyboardInterrupt

    done = False
    with api_of(provider) as (api, _):
        while not done:
            assert lives < 20
            lives += 1
            with contextlib.suppress(KeyboardInterrupt):
                pulled = pull_all(
                    small(provider), api, tmp_path, progress=PullProgress.at(kept[0]), note=die
                )
                done = pulled.done
    assert landed(tmp_path) == short(of_the_list(provider))


@PROVIDERS
def test_every_page_may_fail_once_by_each_passing_error_that_the_api_is_known_for(
    provider: Provider, tmp_path: Path
) -> None:
    fake, failed = EvidenceApi(provider), set()
    errors = [(503, {}, b"<html>Busy</html>"), *map(as_reply, filter(passes, fake.answers))]

    def answer(path: str, query: dict[str, str]) -> Reply:
        for number, (status, headers, body) in enumerate(errors):
            asked = (number, path, tuple(sorted(query.items())))
            if asked not in failed:
                failed.add(asked)
                return status, {**headers, "Retry-After": "0"}, body
        return fake(path, query)

    with serving(answer) as api:
        pulled = pull_all(small(provider), api, tmp_path)
    assert pulled.done
    assert landed(tmp_path) == short(of_the_list(provider))


def passes(one: ApiEvidence) -> bool:
    """Tell whether an answer is an error after which the same request is sent again."""
    if one.kind != "error" or not one.file.endswith(".json"):
        return False
    rules = registry.provider(one.provider).errors
    return isinstance(error_in(rules, one.status, one.payload), RetriableError)


def as_reply(one: ApiEvidence) -> Reply:
    return one.status, dict(one.headers), one.body


WITH_MIDDLE = [one for one in PULLED if answers(one, "middle")]


@pytest.mark.parametrize("provider", WITH_MIDDLE, ids=[one.name for one in WITH_MIDDLE])
def test_a_page_that_cannot_be_had_costs_itself_until_a_later_run_has_it(
    provider: Provider, tmp_path: Path
) -> None:
    fake, broken = EvidenceApi(provider), True

    def answer(path: str, query: dict[str, str]) -> Reply:
        reply = fake(path, query)
        dead = broken and fake.served and fake.served[-1].kind == "middle"
        return (500, {}, b"<html>Oops</html>") if dead else reply

    progress: list[PullProgress] = []
    with serving(answer) as api:
        first = pull_all(small(provider), api, tmp_path, note=progress.append)
        had = [row["id"] for row in landed(tmp_path)]
        assert first.done
        assert any(failure.open for failure in first.ledger)
        assert set(ids_of(provider, "first")) <= set(had)
        broken = False
        again = PullProgress(finished=True, step=progress[-1].step, ledger=first.ledger)
        second = pull_all(small(provider), api, tmp_path, progress=again)
    assert second.done
    assert [failure for failure in second.ledger if failure.open] == []
    assert landed(tmp_path) == short(of_the_list(provider))


def ids_of(provider: Provider, kind: str) -> list[str]:
    """Return the ids of the records of one declared page, whose works may be elsewhere."""
    if not provider.page.records or provider.name == "wikimedia":
        return []
    [one] = answers(provider, kind)
    outcomes = parse_answer(provider, payload_of(provider, one))
    return [str(one.row["foreign_identifier"]) for one in outcomes if isinstance(one, Parsed)]


@PROVIDERS
def test_a_null_in_a_list_costs_nothing_else(provider: Provider, tmp_path: Path) -> None:
    fake = EvidenceApi(provider)

    def answer(path: str, query: dict[str, str]) -> Reply:
        status, headers, body = fake(path, query)
        if status != 200 or fake.served[-1].kind == "error":
            return status, headers, body
        payload = payload_of(provider, fake.served[-1])
        listed = dig(payload, provider.page.path or ())
        if isinstance(listed, list) and listed:
            listed.append(None)
        return status, headers, orjson.dumps(payload)

    with serving(answer) as api:
        pulled = pull_all(small(provider), api, tmp_path)
    assert pulled.done
    assert landed(tmp_path) == short(of_the_list(provider))


@pytest.mark.parametrize("provider", BY_ID, ids=[one.name for one in BY_ID])
def test_one_work_is_found_by_its_id(provider: Provider) -> None:
    [work, *_] = [one for one in answers(provider, "item", "first") if _names_a_work(one)]
    with api_of(provider) as (api, _):
        client = client_for(small(provider), mirror=api.url, delay=0)
        asked = PageIterator(
            small(provider), client, None, DAY, Options(ids=[_id_in(provider, work)])
        )
        [step] = asked.steps()
    outcomes = list(parse_items(provider, step.items))
    assert not step.failures
    assert any(isinstance(one, Parsed) for one in outcomes)


def _names_a_work(one: Any) -> bool:
    return one.kind == "item" or "/objects/" in one.path


def _id_in(provider: Provider, one: Any) -> str:
    """Return the id by which the declared request asks for a work."""
    if provider.item_url and "{id}" in provider.item_url:
        before, _, after = provider.item_url.partition("{id}")
        path = before.partition("://")[2].partition("/")[2]
        return one.path.removeprefix(f"/{path}").removesuffix(after)
    name, pattern = next((k, v) for k, v in provider.item_params.items() if "{id}" in str(v))
    before, _, after = str(pattern).partition("{id}")
    return one.query[name].removeprefix(before).removesuffix(after)
