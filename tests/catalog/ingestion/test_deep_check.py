"""An API is held against its evidence; here the evidence itself is served, then changed."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import orjson
import pytest

from catalog.ingestion.clients import client_for
from catalog.ingestion.deep_check import deep_check, drift, record
from catalog.providers import registry
from catalog.providers.evidence import evidence_of
from tests.catalog.fakeapi import Reply, serving
from tests.catalog.providers.faulty_api import EvidenceApi, evidence_api, quick

DAY = date(2026, 11, 25)
SECRET = "s3cr+t/ke=y"


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


@pytest.mark.parametrize("name", [one.name for one in registry.providers() if not one.bulk])
def test_no_pages_of_any_provider_drift_from_their_own_evidence(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = quick(registry.provider(name))
    if provider.auth:
        monkeypatch.setenv(provider.auth.secret, SECRET)
    with evidence_api(provider) as (_, server):
        findings = deep_check(provider, client_for(provider, mirror=server.url, delay=0.001))
    pages = [one for one in findings if one.kind in {"first", "middle", "last"}]
    assert [(one.kind, one.problem, one.drift) for one in pages if not one.is_sound] == []
    # The lists of the Met and of Incompetech come at once; the batches of Commons are walked.
    at_once = {"met", "incompetech", "wikimedia"}
    assert (len(pages) == 1) == (name in at_once)


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


SPELT = (SECRET, "s3cr%2Bt%2Fke%3Dy", "s3cr%2Bt/ke%3Dy", "czNjcit0L2tlPXk=")
WITH_KEYS = [one.name for one in registry.providers() if one.auth and evidence_of(one.name)]


@pytest.mark.parametrize("name", WITH_KEYS)
def test_a_key_that_an_api_repeats_is_recorded_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands in the body (as Europeana's `apikey`), in a next link, in a name, in a header."""
    provider = quick(registry.provider(name))
    assert provider.auth
    monkeypatch.setenv(provider.auth.secret, SECRET)
    evidence = EvidenceApi(provider)
    signatures: list[str] = []

    def echo(path: str, query: Mapping[str, str]) -> Reply:
        status, headers, body = evidence(path, query)
        signatures.append(query.get("s", "") if provider.auth and provider.auth.sign else "")
        if status == 200 and body.startswith(b"{"):
            said = {"apikey": SECRET, SECRET: [f"?k={one}" for one in SPELT], "s": signatures[-1]}
            body = orjson.dumps({**orjson.loads(body), "_request": said})
        return status, {**headers, "Link": f"<https://api.test/?k={SPELT[1]}>; rel=next"}, body

    with serving(echo) as server:
        findings = deep_check(provider, client_for(provider, mirror=server.url, delay=0.001))
    files = record(tmp_path, provider, findings, DAY)
    written = b"".join(file.read_bytes() for file in files).decode()
    assert [one for one in (*SPELT, *filter(None, signatures)) if one in written] == []
    assert "<https://api.test/?k=a-key>; rel=next" in written
    told = [str(one) for one in findings]
    assert [one for one in SPELT if any(one in words for words in told)] == []
