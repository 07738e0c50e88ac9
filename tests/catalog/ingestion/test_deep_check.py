"""An API is held against its evidence; here the evidence itself is served, then changed."""

import tomllib
from datetime import date
from pathlib import Path

import orjson

from catalog.ingestion.clients import client_for
from catalog.ingestion.deep_check import deep_check, drift, record, without_names
from catalog.providers import registry
from catalog.providers.evidence import evidence_of
from tests.catalog.providers.faulty_api import evidence_api, quick

DAY = date(2026, 11, 25)


def test_an_api_that_answers_as_its_evidence_says_shows_no_drift() -> None:
    provider = quick(registry.provider("clevelandmuseum"))
    with evidence_api(provider) as (_, server):
        findings = deep_check(provider, client_for(provider, mirror=server.url, delay=0.001))
    pages = [one for one in findings if one.kind in {"first", "middle", "last"}]
    assert [(one.kind, one.problem, one.drift) for one in pages] == [
        ("first", None, ()),
        ("middle", None, ()),
        ("last", None, ()),
    ]


def test_a_field_that_is_lost_or_retyped_is_a_problem_and_a_new_one_is_told() -> None:
    provider = quick(registry.provider("clevelandmuseum"))
    one = next(one for one in evidence_of(provider.name) if one.kind == "first")
    changed = one.payload
    for work in changed["data"]:
        del work["title"]
        work["id"], work["colour"] = str(work["id"]), "blue"
    with evidence_api(provider) as (api, server):
        api.faults[one.file] = [(200, {}, orjson.dumps(changed))]
        findings = deep_check(provider, client_for(provider, mirror=server.url, delay=0.001))
    first = findings[0]
    assert not first.is_sound
    assert "lost: data.[].title" in first.drift
    assert "retyped: data.[].id was number, is text" in first.drift
    assert "new: data.[].colour" in first.drift


def test_a_value_that_may_be_null_is_no_drift() -> None:
    assert drift([{"a": 1}, {"a": None}], {"a": None}) == ()
    assert drift([{"a": 1}], {"a": None}) == ()


def test_what_is_recorded_is_evidence_again(tmp_path: Path) -> None:
    provider = quick(registry.provider("clevelandmuseum"))
    with evidence_api(provider) as (_, server):
        findings = deep_check(provider, client_for(provider, mirror=server.url, delay=0.001))
    record(tmp_path, provider, findings, DAY)
    told = tomllib.loads((tmp_path / provider.name / "evidence.toml").read_text())
    assert {one["kind"] for one in told["answer"]} >= {"first", "middle", "last"}
    assert {(one["certainty"], one["date"]) for one in told["answer"]} == {("recorded", DAY)}


def test_names_of_people_are_left_out_wherever_they_stand() -> None:
    answer = {"title": "By Ann Other", "owner": {"username": "Ann Other"}, "url": "https://e.org"}
    assert without_names(answer) == {
        "title": "By A Person",
        "owner": {"username": "A Person"},
        "url": "https://e.org",
    }
