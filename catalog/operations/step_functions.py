"""What Step Functions knows of machines and executions."""

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from catalog.errors import CatalogError, UsageError

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_POLL_SECONDS = 2.0


def is_running(client: "SFNClient", execution: str) -> bool:
    """Tell whether an execution has not ended; one that is not known any more has."""
    try:
        return client.describe_execution(executionArn=execution)["status"] == "RUNNING"
    except client.exceptions.ExecutionDoesNotExist:
        return False


def machines(client: "SFNClient") -> dict[str, str]:
    """Return the ARN of every state machine of the account and region, by its name."""
    pages = client.get_paginator("list_state_machines").paginate()
    return {m["name"]: m["stateMachineArn"] for page in pages for m in page["stateMachines"]}


def start(client: "SFNClient", name: str, request: Mapping[str, Any]) -> str:
    """Start an execution and return its ARN.

    Raises:
        UsageError: there is no such state machine in this account and region.
    """
    known = machines(client)
    if name not in known:
        there = ", ".join(sorted(known)) or "none: deploy first"
        raise UsageError(f"there is no state machine {name} here. There are: {there}.")
    started = client.start_execution(stateMachineArn=known[name], input=json.dumps(request))
    return started["executionArn"]


def wait(
    client: "SFNClient",
    execution: str,
    *,
    tell: Callable[[str], None] = lambda _state: None,
    poll_seconds: float = _POLL_SECONDS,
) -> Any:
    """Wait until an execution has ended and return its output.

    It is told the state, again and again, with so many seconds between two looks.

    Raises:
        CatalogError: it failed; the message is its error and cause.
    """
    while (found := client.describe_execution(executionArn=execution))["status"] == "RUNNING":
        tell(current_state(client, execution))
        time.sleep(poll_seconds)
    if found["status"] != "SUCCEEDED":
        why = ": ".join(part for part in (found.get("error"), found.get("cause")) if part)
        raise CatalogError(f"{execution} ended as {found['status']}: {why or 'no cause is given'}")
    return json.loads(found["output"])


def current_state(client: "SFNClient", execution: str) -> str:
    """Return the name of the state that an execution entered last, "" before the first."""
    history = client.get_execution_history(
        executionArn=execution, reverseOrder=True, maxResults=100, includeExecutionData=False
    )
    newest = sorted(history["events"], key=lambda event: -event["id"])
    entered = (event.get("stateEnteredEventDetails", {}).get("name") for event in newest)
    return next((name for name in entered if name), "")
