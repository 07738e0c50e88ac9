"""Which executions of a state machine are at work."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


def earlier_executions(client: "SFNClient", machine: str, own: str) -> list[str]:
    """Return the running executions that started before this one, so that one of two goes on.

    Args:
        client: asks Step Functions.
        machine: ARN of the state machine.
        own: ARN of the execution that asks.
    """
    pages = client.get_paginator("list_executions").paginate(
        stateMachineArn=machine, statusFilter="RUNNING"
    )
    running = [item for page in pages for item in page["executions"]]
    order = sorted(running, key=lambda item: (item["startDate"], item["executionArn"]))
    arns = [item["executionArn"] for item in order]
    return arns[: arns.index(own)] if own in arns else []
