"""The walks of docs/architecture.md are what happens: each function is called, in that order."""

import importlib
import inspect
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from click.testing import CliRunner
from moto.core.config import default_user_config
from moto.servicequotas.models import ServiceQuotasBackend

from catalog.cli import cli
from catalog.database import popularity
from catalog.database.connection import Connection
from catalog.database.load_landing import load_round
from catalog.database.refresh import RefreshRequest, refresh
from catalog.engine import Reports, Task
from catalog.ingestion.clients import client_for
from catalog.ingestion.invocations import pull_round
from catalog.lake.glue import GlueTable
from catalog.lake.publish import publish
from catalog.links import links_run
from catalog.operations import approvals, names
from catalog.operations.preflight import Fleet
from lambdas.preflight import handler as preflight
from lambdas.resolve_crawl import handler as resolve_crawl
from tests.catalog.database.loading import image, landing, load
from tests.catalog.fakeapi import as_json, fake_provider, parse_photo, photo, serving
from tests.lambdas.context import context

ROOT = Path(__file__).parents[2]
CRAWL = "CC-MAIN-2026-43"
DAY = date(2026, 11, 3)
_STEP = re.compile(r"^\d+\. `([\w.]+)`", re.MULTILINE)


def walk(title: str) -> list[str]:
    """Return the functions of the walk below a heading of the page."""
    page = (ROOT / "docs/architecture.md").read_text()
    section = page.partition(f"### {title}\n")[2].partition("\n#")[0]
    return _STEP.findall(section)


def code_of(name: str) -> CodeType:
    """Return the code of `package.module.function` or `package.module.Class.method`."""
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return inspect.unwrap(getattr(found, "callback", found)).__code__
    raise AssertionError(f"{name} is nowhere")


@contextmanager
def calls() -> Iterator[dict[CodeType, int]]:
    """Note the functions that are called meanwhile, by the order of their first calls."""
    seen: dict[CodeType, int] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.setdefault(frame.f_code, len(seen))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def in_order(title: str, seen: dict[CodeType, int]) -> None:
    names = walk(title)
    assert len(names) >= 8, f"no walk {title!r} is on the page"
    called = {name: seen.get(code_of(name)) for name in names}
    assert [name for name, at in called.items() if at is None] == []
    assert sorted(names, key=lambda name: called[name] or 0) == names


class OneAfterAnother:
    """Runs a task here, where its calls are seen."""

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        for item in items:
            yield task(item)


def test_a_wat_record_becomes_a_row_that_athena_sees(aws: str) -> None:
    with calls() as seen:
        job = links_run.plan(CRAWL, source=str(ROOT / "sample"), output="s3://bucket/output")
        links_run.run(job, OneAfterAnother(), task=links_run.task_of(job), max_failed=0)
        lake = "s3://bucket/lake"
        publish(CRAWL, output="s3://bucket/output", lake=lake, glue=GlueTable("commonsmapper"))
    in_order("A WAT record becomes a row that Athena sees", seen)


@pytest.mark.postgres
def test_a_photo_gets_its_score(database: str, connection: Connection, tmp_path: Path) -> None:
    def viewed(item: dict[str, Any]) -> Any:
        record = parse_photo(item)
        record.meta_data = {"views": item["id"]}
        return record

    photos = as_json({"total": 3, "photos": [photo(number) for number in (1, 2, 3)]})
    load(database, landing(tmp_path / "0.parquet", [image(0)]))  # the table is not empty
    popularity.set_metric(connection, popularity.Metric("image", "fake", "views"))
    with serving(lambda *_: photos) as api, calls() as seen:
        provider = fake_provider(api.url, parse=viewed)
        event = pull_round(
            {"provider": "fake", "day": str(DAY)},
            provider,
            output=str(tmp_path),
            client=client_for(provider),
            deadline=4e9,
        )
        folders = list(event["folders"])
        load_round({"folders": folders}, database, rejected=str(tmp_path / "no"), deadline=4e9)
        refresh(database, RefreshRequest("image"))
    in_order("A photo gets its score", seen)
    scores = connection.execute(
        "SELECT standardized_popularity FROM image WHERE provider = 'fake'"
    ).fetchall()
    assert len(scores) == 3
    assert all(0 < score < 1 for (score,) in scores)


def waiting_machine(question: dict[str, Any]) -> str:
    """Return a state machine that asks as `AskApproval` does."""
    task = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
        "Parameters": question,
        "End": True,
    }
    return json.dumps({"StartAt": "AskApproval", "States": {"AskApproval": task}})


def test_an_operator_approves_a_cost(aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "POWERTOOLS_TRACE_DISABLED": "true",
        "SOURCE": str(ROOT / "sample"),
        "LAKE": "s3://bucket/lake",
        "IMAGES": "s3://bucket/images",
        "FILE_LIMIT": "0",
        "SPOT_QUOTA": "L-34B43A08",
        "MOTO_PORT": str(urlsplit(aws).port),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(default_user_config, "stepfunctions", {"execute_state_machine": True})
    quota = {"ServiceCode": "ec2", "QuotaCode": "L-34B43A08", "Value": 64.0}
    monkeypatch.setattr(ServiceQuotasBackend, "get_service_quota", lambda *_, **__: quota)
    steps = boto3.client("stepfunctions")
    topic = boto3.client("sns").create_topic(Name="notices")["TopicArn"]
    token = {"DataType": "String", "StringValue.$": "$$.Task.Token"}
    question = {"TopicArn": topic, "Message": "?", "MessageAttributes": {approvals.TOKEN: token}}
    for name in approvals.PIPELINES:
        definition = waiting_machine(question)
        role = "arn:aws:iam::123456789012:role/crawl"
        steps.create_state_machine(name=name, definition=definition, roleArn=role)
    machine = f"arn:aws:states:us-east-1:123456789012:stateMachine:{names.ETL}"
    document = json.dumps({"run": {"crawl": CRAWL}})
    with calls() as seen:
        execution = steps.start_execution(stateMachineArn=machine, input=document)["executionArn"]
        request = {"pipeline": names.ETL, "crawl": "latest", "force": False}
        run = resolve_crawl.handler({**request, "execution": execution}, context())
        fleet = asdict(Fleet(16, ("c7g.4xlarge",), 16, core_nodes=1, within_hours=3))
        wanted: Any = {"pipeline": names.ETL, "crawl": run["crawl"], "fleet": fleet}
        preflight.handler(wanted, context())
        _wait_for(lambda: "TaskStarted" in _events(steps, execution))
        done = CliRunner().invoke(cli, ["crawl", "approve", "--crawl", CRAWL])
    assert done.output == f"{names.ETL} goes on with {CRAWL}\n"
    in_order("An operator approves a cost", seen)
    _wait_for(lambda: _status(steps, execution) == "SUCCEEDED")


def _events(steps: Any, execution: str) -> list[str]:
    history = steps.get_execution_history(executionArn=execution)
    return [event["type"] for event in history["events"]]


def _status(steps: Any, execution: str) -> str:
    return str(steps.describe_execution(executionArn=execution)["status"])


def _wait_for(is_so: Callable[[], bool], seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
