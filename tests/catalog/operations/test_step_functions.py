import json
from typing import Any

import pytest

from catalog.errors import CatalogError, UsageError
from catalog.operations.step_functions import start, wait


class Steps:
    """Step Functions with two machines, whose one execution runs for a while and ends so."""

    def __init__(self, *ends: dict[str, Any]) -> None:
        self.answers = [{"status": "RUNNING"}, {"status": "RUNNING"}, *ends]
        self.started: dict[str, Any] = {}

    def get_paginator(self, _operation: str) -> Any:
        return self

    def paginate(self) -> list[dict[str, Any]]:
        names = ("openverse-ingest", "common-crawl-etl")
        return [{"stateMachines": [{"name": n, "stateMachineArn": f"arn:{n}"}]} for n in names]

    def start_execution(self, **request: Any) -> dict[str, str]:
        self.started = request
        return {"executionArn": "arn:1"}

    def describe_execution(self, **_request: Any) -> dict[str, Any]:
        return self.answers.pop(0)

    def get_execution_history(self, **_request: Any) -> dict[str, Any]:
        entered = [{"id": n, "stateEnteredEventDetails": {"name": f"S{n}"}} for n in (1, 3)]
        return {"events": [*entered, {"id": 4}]}


def test_an_execution_is_started_by_the_name_of_its_machine() -> None:
    steps: Any = Steps()
    assert start(steps, "openverse-ingest", {"provider": "met"}) == "arn:1"
    assert steps.started == {
        "stateMachineArn": "arn:openverse-ingest",
        "input": '{"provider": "met"}',
    }


def test_a_machine_that_is_not_there_is_told_with_those_that_are() -> None:
    steps: Any = Steps()
    message = "no state machine ingest here. There are: common-crawl-etl, openverse-ingest."
    with pytest.raises(UsageError, match=message):
        start(steps, "ingest", {})


def test_waiting_tells_the_newest_state_and_returns_the_output() -> None:
    steps: Any = Steps({"status": "SUCCEEDED", "output": json.dumps({"done": True})})
    told: list[str] = []
    assert wait(steps, "arn:1", tell=told.append, poll_seconds=0) == {"done": True}
    assert told == ["S3", "S3"]


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (
            {"status": "FAILED", "error": "PullFailed", "cause": "no key"},
            "arn:1 ended as FAILED: PullFailed: no key",
        ),
        ({"status": "ABORTED"}, "arn:1 ended as ABORTED: no cause is given"),
    ],
)
def test_an_execution_that_failed_is_told_with_its_cause(end: dict[str, str], message: str) -> None:
    steps: Any = Steps(end)
    with pytest.raises(CatalogError, match=message):
        wait(steps, "arn:1", poll_seconds=0)
