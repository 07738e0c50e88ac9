"""What docs/operations.md tells an operator to type, typed as printed, on the deployed platform.

The local AWS stands in for an account; what needs AWS's own command line, or another version of the
code, is not typed here. `make destroy` is tried in tests/scripts/test_destroy.py.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.providers import registry
from local_aws import clusters
from local_aws.environment import LocalAws
from tests.catalog.fakeapi import fake_provider, serving
from tests.docs.blocks import ROOT, blocks
from tests.stacks.platform_view import ETL, INGEST, LAKE, change_function, notice, outcome, read
from tests.stacks.test_local_providers import daily

pytestmark = [pytest.mark.infra, pytest.mark.slow]

CRAWL = "CC-MAIN-2026-43"
ELSEWHERE = ("aws ", "git ", "make ")
LINES = [
    line.partition(" #")[0].rstrip()
    for block in blocks(ROOT / "docs" / "operations.md")
    if block.reason == "needs an AWS account"
    for line in block.commands
    if not line.startswith(ELSEWHERE)
]
START = f"catalog aws start common-crawl-etl --crawl {CRAWL}"
PROVIDER = (
    """catalog aws start openverse-ingest --input '{"provider": "met", "day": "2026-11-03"}'"""
)
SECRET = "catalog aws secret FLICKR_API_KEY"
DOCTOR, PROD = "catalog aws doctor", "catalog aws doctor --environment prod"
APPROVE, REFUSE = (f"catalog crawl {word} --crawl {CRAWL}" for word in ("approve", "refuse"))
REDRIVE = (
    "catalog crawl extract --crawl CRAWL --source s3://commoncrawl/ --output s3://BUCKET/output "
    "--wat @s3://BUCKET/runs/common-crawl-etl/CRAWL/inputs-3.txt"
)

Typed = Callable[..., str]


@pytest.fixture
def typed(aws: LocalAws) -> Typed:
    """Type a line that is printed in the page, and return what is printed."""

    def run(line: str, *, exits: int = 0, answer: str = "") -> str:
        assert line in LINES
        line = line.replace("BUCKET", LAKE).replace(" CRAWL ", f" {CRAWL} ")
        line = line.replace("/CRAWL/", f"/{CRAWL}/")
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        done = subprocess.run(
            ["/bin/bash", "-c", line],
            env={**os.environ, **aws.environment(), "PATH": path},
            input=answer,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == exits, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def end(aws: LocalAws, machine: str) -> str:
    """Wait for the newest execution of a machine and return how it ended."""
    client = aws.client("stepfunctions")
    found = client.list_executions(stateMachineArn=machine)["executions"]
    newest = max(found, key=lambda item: item["startDate"])
    status: str = outcome(aws, newest["executionArn"])["status"]
    return status


def test_every_line_of_the_page_is_typed_here():
    assert sorted(LINES) == sorted(
        [SECRET, START, PROVIDER, DOCTOR, PROD, APPROVE, REFUSE, REDRIVE]
    )


def test_a_provider_is_given_its_key_and_a_new_one_as_printed(aws, typed):
    secrets = aws.client("secretsmanager")
    for key in ("k3y", "n3w"):
        assert typed(SECRET, answer=f"{key}\n") == "openverse/providers/FLICKR_API_KEY is kept\n"
        found = secrets.get_secret_value(SecretId="openverse/providers/FLICKR_API_KEY")
        assert found["SecretString"] == key


def test_the_doctor_finds_an_account_fit_for_each_environment(typed):
    assert "wrong" not in typed(DOCTOR)
    assert "of 320 needed" in typed(PROD)


def test_a_crawl_is_started_and_its_cost_approved_or_refused_as_printed(aws, start, typed):
    start(ETL)
    notice(aws)
    typed(REFUSE)
    assert end(aws, ETL) == "FAILED"
    assert "Refused" in notice(aws)["text"]
    assert "started arn:aws:states" in typed(START)
    assert APPROVE in notice(aws)["text"]
    typed(APPROVE)
    assert end(aws, ETL) == "SUCCEEDED"


def test_what_two_clusters_left_is_extracted_by_hand_and_the_crawl_is_ready(aws, run, typed):
    clusters.OUTCOMES.extend(["lose half", "lose half"])
    assert run(ETL, accept_cost=True)["cause"] == "coverage"
    assert "inputs-3.txt" in notice(aws)["text"]
    typed(REDRIVE)
    assert run(ETL, accept_cost=True)["status"] == "SUCCEEDED"
    ready = json.loads(read(aws, f"runs/common-crawl-etl/{CRAWL}/ready.json"))
    assert ready["coverage"]["found"] == 4


def test_a_day_of_a_provider_is_pulled_and_loaded_as_printed(aws, start, typed, monkeypatch):
    asked: list[str] = []
    answer, rules = daily(set(), asked)
    change_function(aws, "openverse-ingest-met", {}, Timeout=61)
    with serving(answer) as api:
        provider = fake_provider(api.url, **rules)
        monkeypatch.setattr(registry, "provider", lambda _: provider)
        assert "started arn:aws:states" in typed(PROVIDER)
        assert end(aws, INGEST) == "SUCCEEDED"
    assert asked == ["2026-11-03"]
