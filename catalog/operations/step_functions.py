"""Look up executions in Step Functions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


def is_running(client: "SFNClient", execution: str) -> bool:
    """Tell whether an execution has not ended; one that is not known any more has."""
    try:
        return client.describe_execution(executionArn=execution)["status"] == "RUNNING"
    except client.exceptions.ExecutionDoesNotExist:
        return False
