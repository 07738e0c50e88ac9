"""Answer a pipeline that asks whether its cost is accepted.

The token that the answer needs is in the execution's history and nowhere else: whoever may read
the history and answer, may approve; a notice that is forwarded gives nobody that right.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.errors import UsageError
from catalog.operations import names
from catalog.operations.step_functions import machines

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

PIPELINES = (names.ETL, names.IMAGES)
# The attribute of the question's message that holds the token; a mail does not show it.
TOKEN = "token"  # noqa: S105 - its name


@dataclass(frozen=True, slots=True)
class Question:
    """An execution that waits for a yes or no; `asked` is what people were told."""

    pipeline: str
    execution: str
    crawl: str
    asked: str
    token: str

    def __repr__(self) -> str:
        """Return no token."""
        return f"Question({self.pipeline}, {self.crawl})"


def iter_questions(client: "SFNClient", pipelines: Sequence[str] = PIPELINES) -> Iterator[Question]:
    """Yield what is waiting for an answer in these pipelines.

    Raises:
        UsageError: there is no such state machine in this account and region.
    """
    known = machines(client)
    for name in pipelines:
        if name not in known:
            raise UsageError(f"there is no state machine {name} here: deploy first.")
        running = client.get_paginator("list_executions").paginate(
            stateMachineArn=known[name], statusFilter="RUNNING"
        )
        for execution in (item for page in running for item in page["executions"]):
            question = _question(client, name, execution["executionArn"])
            if question:
                yield question


def _question(client: "SFNClient", pipeline: str, execution: str) -> Question | None:
    """Read the newest events of an execution: what waits has nothing after its question."""
    history = client.get_execution_history(
        executionArn=execution, reverseOrder=True, maxResults=1000, includeExecutionData=True
    )
    crawl, parameters = "", None
    for event in sorted(history["events"], key=lambda event: -event["id"]):
        if event["type"] in {"TaskStateExited", "TaskSucceeded", "TaskFailed"}:
            return None
        if event["type"] == "TaskScheduled" and parameters is None:
            parameters = json.loads(event["taskScheduledEventDetails"]["parameters"])
        if event["type"] == "TaskStateEntered":
            document = json.loads(event["stateEnteredEventDetails"]["input"])
            crawl = document.get("run", {}).get("crawl", "")
            break
    token = _token(parameters or {})
    if not token:
        return None
    return Question(pipeline, execution, crawl, str((parameters or {}).get("Message", "")), token)


def _token(parameters: dict[str, Any]) -> str:
    attribute = parameters.get("MessageAttributes", {}).get(TOKEN, {})
    return str(attribute.get("StringValue", ""))


def find(client: "SFNClient", crawl: str, pipeline: str | None = None) -> Question:
    """Return the one question about a crawl.

    Raises:
        UsageError: nothing, or more than one pipeline, waits for an answer about it.
    """
    waiting = list(iter_questions(client, [pipeline] if pipeline else PIPELINES))
    found = [question for question in waiting if question.crawl == crawl]
    if not found:
        others = ", ".join(sorted({f"{q.crawl} ({q.pipeline})" for q in waiting}))
        raise UsageError(
            f"nothing waits for an answer about {crawl}. "
            + (f"These do: {others}." if others else "No pipeline asks anything.")
        )
    if len(found) > 1:
        pipelines = " or ".join(sorted({question.pipeline for question in found}))
        raise UsageError(f"more than one asks about {crawl}: name it, --pipeline {pipelines}.")
    return found[0]


def approve(client: "SFNClient", question: Question) -> None:
    """Let the pipeline go on."""
    client.send_task_success(taskToken=question.token, output="true")


def refuse(client: "SFNClient", question: Question) -> None:
    """End the pipeline before anything is paid for."""
    client.send_task_failure(
        taskToken=question.token, error="Refused", cause="a person refused the cost"
    )
