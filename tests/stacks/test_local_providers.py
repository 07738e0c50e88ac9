"""Providers pulled and loaded on the deployed platform: every way through the state machines."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import requests
from moto.stepfunctions.parser.api import StateMachineDoesNotExist
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from catalog.apis import web_session
from catalog.apis.host_manners import HostManners
from catalog.apis.paginators import SinglePage
from catalog.apis.web_session import public_session
from catalog.database import server as database_server
from catalog.database.connection import connect
from catalog.errors import UsageError
from catalog.files.http import HttpLimits
from catalog.ingestion import invocations, suspects
from catalog.operations import link_rounds
from catalog.providers import clevelandmuseum, inaturalist, registry
from catalog.providers.base import Payload, ReingestionRule
from scripts import account_check
from scripts.provider_api import page
from stacks.validation import EVENTS_OF_A_LOAD, EVENTS_OF_A_PULL
from tests.catalog.apis.misbehaving import running
from tests.catalog.fakeapi import (
    Answering,
    FakeApi,
    Reply,
    as_json,
    fake_provider,
    offset_pages,
    photo,
    serving,
)
from tests.catalog.ingestion.inaturalist_files import write_files
from tests.stacks.platform_view import (
    FILES,
    GONE,
    INGEST,
    LANDING,
    LINKS,
    POPULARITY,
    REINGEST,
    change_function,
    events_between,
    notice,
    outcome,
    states,
    until,
)

pytestmark = pytest.mark.infra

ONE_PAGE = 60  # seconds that a function has, all of which are its margin: one page a round
TODAY = datetime.now(UTC).date()
DAYS_AGO = [str(TODAY - timedelta(days=n)) for n in range(6)]


@pytest.fixture
def fake(aws, monkeypatch) -> Callable[..., AbstractContextManager[FakeApi]]:
    """Put a small API in the place of a provider, whose function has a second for a round."""

    @contextmanager
    def begin(
        answer: Answering, *, name: str = "nappy", seconds: int = ONE_PAGE + 1, **rules: Any
    ) -> Iterator[FakeApi]:
        change_function(aws, f"openverse-ingest-{name}", {}, Timeout=seconds)
        with serving(answer) as api:
            provider = fake_provider(api.url, name=name, **rules)
            monkeypatch.setattr(registry, "provider", lambda _: provider)
            yield api

    return begin


def loaded(aws) -> list[str]:
    with connect(database_server.url(aws.database)) as connection:
        rows = connection.execute("SELECT foreign_identifier FROM image").fetchall()
    return sorted((row[0] for row in rows), key=int)


def numbers(*ranges: range) -> list[str]:
    return [str(n) for numbers in ranges for n in numbers]


def refusing(offset: str, status: int, count: int = 40) -> Answering:
    """Answer with so many photos, but for the page at an offset."""

    def answer(path: str, query: dict[str, str]) -> Reply:
        return (status, {}, b"") if query["offset"] == offset else offset_pages(count)(path, query)

    return answer


def told(aws) -> tuple[str, str, dict[str, Any]]:
    """Return of the one notice the subject, the lines of its cause, and the input to go on with."""
    message = notice(aws)
    cause = message["text"].partition("\nCause: ")[2].partition("\nLogs: ")[0]
    return message["subject"], cause, json.loads(message["text"].splitlines()[-1])


def test_a_provider_is_pulled_into_the_landing_zone_and_loaded(aws, run, monkeypatch):
    quick = replace(clevelandmuseum.PROVIDER, limits=HttpLimits(delay=0.01), expect=None)
    monkeypatch.setattr(registry, "provider", lambda _: quick)
    with serving(lambda _, query: as_json(page(query | {"limit": "5"}, 20))) as api:
        change_function(aws, "openverse-ingest-clevelandmuseum", {"PROVIDER_URL": api.url})
        execution = run(INGEST, provider="clevelandmuseum")
    output = json.loads(execution["output"])
    landed = aws.client("s3").list_objects_v2(Bucket=LANDING)
    assert (execution["status"], output["pulled"]["written"], output["counts"]["inserted"]) == (
        "SUCCEEDED",
        18,
        18,
    )
    assert len(loaded(aws)) == 18
    assert any(item["Key"].endswith(".parquet") for item in landed["Contents"])


def test_a_provider_that_asks_to_be_left_alone_is_asked_again_later(aws, run, fake, monkeypatch):
    monkeypatch.setattr(invocations, "STAY_AWAY", 2)
    answers = iter([(429, {"Retry-After": "2"}, b"")])
    pages = offset_pages(20)
    with fake(lambda path, query: next(answers, None) or pages(path, query), seconds=ONE_PAGE):
        execution = run(INGEST, provider="nappy")
    assert (execution["status"], json.loads(execution["output"])["pulled"]["written"]) == (
        "SUCCEEDED",
        20,
    )
    passed = states(aws, execution)
    assert passed[:6] == ["Begin", "IsItPulled", "Pull", "CountPull", "IsPullDone", "LeaveAlone"]


def test_a_provider_that_is_never_to_be_asked_is_given_up_with_the_input_to_go_on(aws, run, fake):
    with fake(lambda _path, _query: (429, {"Retry-After": "9"}, b""), name="rawpixel"):
        execution = run(INGEST, provider="rawpixel", limit=100)
    subject, cause, again = told(aws)
    assert (execution["status"], execution["error"], subject) == (
        "FAILED",
        "PullFailed",
        "A provider could not be pulled",
    )
    assert cause == f"PullIncomplete: {execution['cause']}"
    assert execution["cause"].startswith(
        f"{TODAY}: the provider asked to be left alone for more than 5 minutes"
    )
    assert again == {"provider": "rawpixel", "limit": 100}


def test_what_a_failed_pull_brought_is_loaded_and_the_told_input_brings_the_rest(aws, run, fake):
    with fake(refusing("20", 400)) as api:
        execution = run(INGEST, provider="nappy")
        first = loaded(aws)
        _subject, cause, again = told(aws)
        api.answer = offset_pages(40)
        later = run(INGEST, **again)
    assert (execution["status"], execution["error"]) == ("FAILED", "PullFailed")
    assert states(aws, execution)[-4:] == [
        "SomethingIsMissing",
        "IsCauseOfCode",
        "NotifyFailure",
        "Failed",
    ]
    assert "1 page could not be had; the newest error: 400 from " in cause
    assert first == numbers(range(20), range(30, 40))
    assert (later["status"], loaded(aws)) == ("SUCCEEDED", numbers(range(40)))


def test_a_pull_that_gets_no_further_ends_and_is_loaded(aws, run, fake, monkeypatch):
    monkeypatch.setattr(invocations, "STAY_AWAY", 2)
    with fake(refusing("20", 401)):
        execution = run(INGEST, provider="nappy")
    assert (execution["status"], loaded(aws)) == ("FAILED", numbers(range(20)))
    assert states(aws, execution).count("LeaveAlone") >= 3
    assert "401 from " in told(aws)[1]


def test_an_error_of_the_function_itself_is_told_at_once_in_its_words(aws, run, fake):
    with fake(offset_pages(20)):
        execution = run(INGEST, provider="nappy", ids=["1"])
    assert (execution["error"], execution["cause"]) == (
        "PullFailed",
        "nappy cannot be asked for one work by its id",
    )
    assert states(aws, execution).count("Pull") == 1
    assert told(aws) == (
        "A provider could not be pulled",
        "UsageError: nappy cannot be asked for one work by its id",
        {"provider": "nappy", "ids": ["1"]},
    )


def test_what_came_before_a_function_broke_is_loaded(aws, run, fake, monkeypatch):
    def broken(_name):
        raise UsageError("the function is broken")

    with fake(offset_pages(40), seconds=ONE_PAGE):
        lookups = iter([registry.provider, registry.provider])
        monkeypatch.setattr(registry, "provider", lambda name: next(lookups, broken)(name))
        execution = run(INGEST, provider="nappy")
    assert (execution["status"], loaded(aws)) == ("FAILED", numbers(range(20)))
    assert "LoadWhatCame" in states(aws, execution)
    _subject, cause, again = told(aws)
    assert cause == "PullIncomplete: UsageError: the function is broken\n"
    assert again == {"provider": "nappy"}


def test_a_pull_of_too_many_rounds_is_loaded_and_told(aws, run, fake):
    with fake(offset_pages(200), seconds=ONE_PAGE):
        execution = run(INGEST, provider="nappy")
    assert (execution["status"], loaded(aws)) == ("FAILED", numbers(range(120)))
    assert told(aws)[1] == "PullIncomplete: TooManyPulls: It was not done after 12 rounds.\n"
    assert events_between(aws, execution, "Pull") == {EVENTS_OF_A_PULL}


def test_a_pull_that_lasts_days_is_loaded_as_it_comes(aws, run, fake, monkeypatch):
    monkeypatch.setattr(invocations, "_LOAD_FILES", 2)
    steps = aws.client("stepfunctions")
    with fake(offset_pages(50), seconds=ONE_PAGE):
        first = run(INGEST, provider="nappy")
        second, third = until(lambda: followers(steps, first, 2))
        ends = [outcome(aws, arn) for arn in (second, third)]
    assert [states(aws, each)[-2:] for each in (first, *ends)] == [
        ["PullOn", "GoesOn"],
        ["PullOn", "GoesOn"],
        ["IsAllPulled", "Done"],
    ]
    counts = [json.loads(each["output"])["counts"] for each in (first, *ends)]
    assert [count.get("inserted") or count["written"] for count in counts] == [20, 40, 10]
    assert loaded(aws) == numbers(range(50))


def followers(steps, first: dict[str, Any], count: int) -> list[str]:
    """Return what was started after an execution, once there are so many, the oldest first."""
    found = steps.list_executions(stateMachineArn=INGEST)["executions"]
    later = [each for each in found if each["startDate"] > first["startDate"]]
    later.sort(key=lambda each: each["startDate"])
    return [each["executionArn"] for each in later] if len(later) >= count else []


def test_a_pull_that_cannot_go_on_by_itself_is_told(aws, start, fake, monkeypatch):
    monkeypatch.setattr(invocations, "_LOAD_FILES", 2)
    with fake(offset_pages(50), seconds=ONE_PAGE):
        first = start(INGEST, provider="nappy")

        def refuse(*_arguments, **_named):
            raise StateMachineDoesNotExist

        monkeypatch.setattr(StepFunctionsParserBackend, "start_execution", refuse)
        execution = outcome(aws, first)
    assert (execution["status"], execution["error"]) == ("FAILED", "PullFailed")
    assert states(aws, execution)[-5:] == [
        "PullOn",
        "RestIsNotPulled",
        "IsCauseOfCode",
        "NotifyFailure",
        "Failed",
    ]
    assert told(aws)[2] == {"provider": "nappy"}


def test_what_is_pulled_already_is_loaded_without_asking_the_provider(aws, run):
    execution = run(INGEST, provider="nappy", done=True, counts={"written": 0}, folders=[])
    assert states(aws, execution) == [
        "Begin",
        "IsItPulled",
        "WhatToLoad",
        "Load",
        "CountLoad",
        "IsLoadDone",
        "IsAllPulled",
        "Done",
    ]


def test_files_that_cannot_be_loaded_are_told_with_the_input_that_loads_them(aws, run):
    folder = f"s3://{LANDING}/image/broken"
    s3 = aws.client("s3")
    s3.put_object(Bucket=LANDING, Key="image/broken/page-000000.parquet", Body=b"PAR1")
    event = {"provider": "nappy", "done": True, "counts": {"written": 1}, "folders": [folder]}
    execution = run(INGEST, **event)
    _subject, cause, again = told(aws)
    assert (execution["error"], again) == ("PullFailed", event)
    assert "image/broken/page-000000.parquet" in cause


def test_a_load_that_comes_to_no_end_is_told(aws, run):
    change_function(aws, "openverse-load-media", {}, Timeout=1)
    s3 = aws.client("s3")
    s3.put_object(Bucket=LANDING, Key="image/late/page-000000.parquet", Body=b"PAR1")
    event = {"provider": "nappy", "done": True, "counts": {}, "folders": [f"s3://{LANDING}/image"]}
    try:
        execution = run(INGEST, **event)
    finally:
        change_function(aws, "openverse-load-media", {}, Timeout=900)
    assert (execution["status"], execution["cause"]) == (
        "FAILED",
        "It was not done after 12 rounds.",
    )
    assert events_between(aws, execution, "Load") == {EVENTS_OF_A_LOAD}
    assert told(aws)[1:] == ("TooManyLoads: It was not done after 12 rounds.", event)


def daily(broken: set[str], asked: list[str]) -> tuple[Answering, dict[str, Any]]:
    """Return an API with one photo a day, and how its provider asks it."""

    def answer(_path: str, query: dict[str, str]) -> Reply:
        asked.append(query["day"])
        if query["day"] in broken:
            return 400, {}, b""
        return as_json({"total": 1, "photos": [photo(int(query["day"].replace("-", "")))]})

    rules: dict[str, Any] = {
        "name": "met",
        "dated": True,
        "schedule": "daily",
        "paginator": SinglePage(),
        "window_params": lambda window: {"day": f"{window.start:%Y-%m-%d}"},
    }
    return answer, rules


def test_missed_days_are_caught_up_with_and_a_failed_one_is_tried_again(aws, run, fake):
    broken, asked = {DAYS_AGO[4]}, []
    answer, rules = daily(broken, asked)
    with fake(answer, **rules):
        first = run(INGEST, provider="met", day=DAYS_AGO[4])
        run(INGEST, provider="met", day=DAYS_AGO[3])
        broken.clear()
        asked.clear()
        later = run(INGEST, provider="met")
    assert (first["status"], told(aws)[2]) == ("FAILED", {"provider": "met", "day": DAYS_AGO[4]})
    assert (later["status"], asked) == ("SUCCEEDED", [DAYS_AGO[n] for n in (4, 2, 1)])
    assert loaded(aws) == sorted(DAYS_AGO[n].replace("-", "") for n in (4, 3, 2, 1))


def test_a_day_that_fails_lets_the_others_go_on_where_that_is_asked_for(aws, run, fake):
    answer, rules = daily({DAYS_AGO[2]}, [])
    with fake(answer, **rules):
        run(INGEST, provider="met", day=DAYS_AGO[3])
        execution = run(INGEST, provider="met", skip_errors=True)
    assert (execution["status"], loaded(aws)) == (
        "FAILED",
        sorted(DAYS_AGO[n].replace("-", "") for n in (3, 1)),
    )
    assert told(aws)[2] == {"provider": "met", "skip_errors": True}


def test_a_pull_takes_the_options_of_the_command(aws, run, fake):
    with fake(offset_pages(40)):
        limited = run(INGEST, provider="nappy", limit=5, params={"kind": "photo"})
    one = Payload("photo", None, keys=("id",))
    with fake(
        lambda path, _query: as_json(photo(int(path.rpartition("/")[2]))), others=(one,)
    ) as api:
        address = f"{api.url}/one/{{id}}"
        known = replace(registry.provider("nappy"), item_url=address)
        registry.provider = lambda _: known
        by_id = run(INGEST, provider="nappy", ids=["77", "99"])
    assert [each["status"] for each in (limited, by_id)] == ["SUCCEEDED", "SUCCEEDED"]
    assert loaded(aws) == [*numbers(range(5)), "77", "99"]


def test_old_days_are_pulled_again_and_loaded(aws, run, fake):
    rule = ReingestionRule((2, 0, 0, 0, 0, 0), parallel=2)
    with fake(offset_pages(3), name="met", dated=True, reingestion=rule):
        execution = run(REINGEST, provider="met")
    landed = aws.client("s3").list_objects_v2(Bucket=LANDING, Prefix="image/fake/")["Contents"]
    reports = [item["Key"] for item in landed if f"reingestion={TODAY}/_report" in item["Key"]]
    assert (execution["status"], json.loads(execution["output"])["statuses"]["all"]) == (
        "SUCCEEDED",
        ["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"],
    )
    assert len(reports) == 3


def test_an_old_day_that_fails_is_told_and_lets_the_others_go_on(aws, run, fake):
    answer, rules = daily({DAYS_AGO[1]}, asked := [])
    with fake(answer, **rules, reingestion=ReingestionRule((2, 0, 0, 0, 0, 0))):
        execution = run(REINGEST, provider="met")
    assert (execution["status"], execution["error"], asked) == (
        "FAILED",
        "SomeDaysFailed",
        DAYS_AGO[:3],
    )
    assert told(aws)[2] == {
        "provider": "met",
        "day": DAYS_AGO[1],
        "reingestion": str(TODAY),
    }
    assert loaded(aws) == sorted(DAYS_AGO[n].replace("-", "") for n in (2, 0))


def test_days_that_cannot_be_listed_are_told(aws, run, monkeypatch):
    monkeypatch.setattr(registry, "provider", lambda _: clevelandmuseum.PROVIDER)
    execution = run(REINGEST, provider="met")
    assert (execution["error"], notice(aws)["subject"]) == (
        "NoPlan",
        "Old days could not be listed",
    )


def test_files_of_a_provider_are_landed_and_loaded_once(aws, run, tmp_path, monkeypatch):
    folder = write_files(tmp_path / "files")
    with serving(lambda path, _query: (200, {}, (folder / path[1:]).read_bytes())) as api:
        moved = replace(inaturalist.PROVIDER, url=f"{api.url}/photos.csv.gz", expect=None)
        monkeypatch.setattr(registry, "provider", lambda _: moved)
        runs = [run(FILES, provider="inaturalist") for _ in range(2)]
    landed, again = (json.loads(each["output"]) for each in runs)
    assert (landed["pulled"]["written"], landed["counts"]["inserted"], again["folders"]) == (
        4,
        4,
        [],
    )
    assert [each["status"] for each in runs] == ["SUCCEEDED", "SUCCEEDED"]


def test_files_that_cannot_be_had_are_told(aws, run, monkeypatch):
    with serving(lambda _path, _query: (404, {}, b"")) as api:
        moved = replace(inaturalist.PROVIDER, url=f"{api.url}/photos.csv.gz", expect=None)
        monkeypatch.setattr(registry, "provider", lambda _: moved)
        execution = run(FILES, provider="inaturalist")
    message = notice(aws)
    assert (execution["status"], execution["error"], message["subject"]) == (
        "FAILED",
        "FilesFailed",
        "The files of a provider could not be landed",
    )
    assert message["text"].startswith("Provider: inaturalist\n")


def test_dead_links_are_found_by_the_day_removed_in_time_and_live_again(aws, run, monkeypatch):
    monkeypatch.setattr(web_session, "public_session", partial(public_session, allow_private=True))
    monkeypatch.setattr(link_rounds, "HostManners", in_no_time)
    with running() as site, connect(database_server.url(aws.database)) as connection:
        connection.autocommit = True
        load_works(aws, run, site.base)
        site.gone = {"/7.jpg"}
        ends = [run(LINKS, media=["image"])]
        for column in ("checked_on", "first_failed_on", "since"):
            days = f"UPDATE link_check SET {column} = {column} - interval '31 days'"
            connection.execute(days)
        ends.append(run(LINKS, media=["image"], budget=1000))
        removed = connection.execute(REMOVED).fetchall()
        site.gone = set()
        connection.execute("UPDATE link_check SET checked_on = checked_on - interval '31 days'")
        ends.append(run(LINKS))
        left = connection.execute(REMOVED).fetchall()
    reports = [json.loads(each["output"])["report"] for each in ends]
    assert [each["status"] for each in ends] == ["SUCCEEDED"] * 3
    assert [report["states"] for report in reports] == [
        {"alive": 19, "gone": 1},
        {"alive": 19, "gone": 1},
        {"alive": 20},
    ]
    assert [(report["died"], report["revived"]) for report in reports] == [
        ({}, 0),
        ({"fake": 1}, 0),
        ({}, 1),
    ]
    assert (removed, left) == ([("7",)], [])


def in_no_time(session, agent, _delay, **more) -> HostManners:
    return HostManners(session, agent, 0, **more)


REMOVED = "SELECT foreign_identifier FROM image WHERE removed_from_source"


def load_works(aws, run, base: str) -> None:
    """Load twenty works of a provider, whose files are at a site."""
    with serving(offset_pages(20)) as api, pytest.MonkeyPatch.context() as patch:
        change_function(aws, "openverse-ingest-nappy", {}, Timeout=ONE_PAGE + 1)
        patch.setattr(registry, "provider", lambda _: fake_provider(api.url, name="nappy"))
        assert run(INGEST, provider="nappy")["status"] == "SUCCEEDED"
    with connect(database_server.url(aws.database)) as connection:
        connection.execute("UPDATE image SET url = replace(url, 'https://img.org', %s)", [base])


def test_a_provider_that_died_as_a_whole_is_told_and_loses_nothing(aws, run, monkeypatch):
    monkeypatch.setattr(web_session, "public_session", partial(public_session, allow_private=True))
    monkeypatch.setattr(link_rounds, "HostManners", in_no_time)
    with running() as site:
        load_works(aws, run, site.base)
        site.gone = {f"/{n}.jpg" for n in range(20)}
        execution = run(LINKS, media=["image"])
    message = notice(aws)
    assert (execution["status"], message["subject"]) == (
        "SUCCEEDED",
        "Links of works: look at this",
    )
    assert message["text"].startswith("fake: 20 of 20 files are gone or out of reach.")


def test_links_that_cannot_be_checked_are_told(aws, run, monkeypatch):
    def broken(*_arguments):
        raise UsageError("the session cannot be made")

    with running() as site:
        load_works(aws, run, site.base)
        monkeypatch.setattr(web_session, "public_session", broken)
        execution = run(LINKS, media=["image"])
    assert (execution["error"], execution["cause"]) == ("CheckFailed", "the session cannot be made")
    assert notice(aws)["subject"] == "Links of works could not be checked"


@contextmanager
def taken_down(fake, *, count: int = 20) -> Iterator[FakeApi]:
    """Put a provider in place that lists so many photos; 18 is gone, 19 is only left out."""

    def answer(path: str, query: dict[str, str]) -> Reply:
        if "id" not in query:
            return offset_pages(count)(path, query)
        found = [] if query["id"] == "18" else [photo(int(query["id"]))]
        return as_json({"total": len(found), "photos": found})

    with fake(answer, item_params={"id": "{id}"}) as api:
        yield api


def test_works_that_their_source_has_no_more_are_removed_and_live_again(aws, run, fake):
    with taken_down(fake):
        run(INGEST, provider="nappy")
    with taken_down(fake, count=18) as api:
        run(INGEST, provider="nappy", again=True)
        api.asked.clear()
        gone = run(GONE, provider="nappy", runs=1)
        asked = [query["id"] for _, _, query in api.asked]
    with connect(database_server.url(aws.database)) as connection:
        removed = connection.execute(REMOVED).fetchall()
    with taken_down(fake):
        run(INGEST, provider="nappy", again=True)
    with connect(database_server.url(aws.database)) as connection:
        later = connection.execute(REMOVED).fetchall()
    output = json.loads(gone["output"])
    assert (gone["status"], output["notice"]) == ("SUCCEEDED", "")
    assert output["report"] == {"suspected": 2, "asked": 2, "removed": 1}
    assert (sorted(asked), removed, later) == (["18", "19"], [("18",)], [])
    assert states(aws, gone) == [
        "Defaults",
        "Begin",
        "Note",
        "IsItDone",
        "Ask",
        "IsAllAskedFor",
        "Note",
        "IsItDone",
        "IsThereSomethingToTell",
        "Done",
    ]


def test_a_provider_whose_works_cannot_be_asked_for_is_told_and_costs_no_other_one(
    aws, run, fake, monkeypatch
):
    def broken(*_arguments, **_named):
        raise UsageError("the function is broken")

    with taken_down(fake):
        run(INGEST, provider="nappy")
    with taken_down(fake, count=18):
        run(INGEST, provider="nappy", again=True)
        monkeypatch.setattr(suspects, "ask_round", broken)
        gone = run(GONE, provider="nappy", runs=1)
    message = notice(aws)
    assert (gone["status"], message["subject"]) == (
        "SUCCEEDED",
        "Works at their sources: look at this",
    )
    assert message["text"].startswith(
        "nappy: its works could not be asked for: the function is broken\n"
    )


def test_every_provider_is_looked_at_for_works_that_are_gone(aws, run):
    gone = run(GONE)
    left = [item for item in registry.providers() if item.schedule and not item.bulk]
    assert gone["status"] == "SUCCEEDED"
    assert states(aws, gone).count("Note") == 1 + sum(len(item.media) for item in left)


def test_popularity_is_refreshed_in_rounds(aws, run):
    execution = run(POPULARITY)
    assert (execution["status"], json.loads(execution["output"])["done"]) == ("SUCCEEDED", True)


def test_every_step_of_the_nightly_check_works(aws, start, fake, monkeypatch):
    """What .github/workflows/account.yml does on a real account; Athena's answer is given here."""
    monkeypatch.setattr(account_check, "POLL_SECONDS", 0.2)
    answer = {"rows": [{"Data": [{"VarCharValue": "609"}]}], "column_info": []}
    queue = {"account_id": "123456789012", "region": "us-east-1", "results": [answer]}
    url = f"{aws.url}/moto-api/static/athena/query-results"
    requests.post(url, json=queue, timeout=10).raise_for_status()
    done = [account_check.STEPS[step](aws.client) for step in ("crawl", "publish", "query")]
    with fake(offset_pages(20)):
        done.append(account_check.provider(aws.client))
    assert done[0] == "CC-MAIN-2026-43: 4 files extracted"
    assert done[1].endswith(": published")
    assert done[2:] == ["609 links in the lake", "nappy: 20 records written, 20 inserted"]
