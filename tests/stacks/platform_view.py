"""What a person would ask a deployed platform: how did it end, what was written, who was told."""

import time
from collections.abc import Callable
from typing import Any

from catalog.database import server as database_server
from catalog.database.connection import connect
from local_aws.environment import LocalAws
from local_aws.inbox import notices
from scripts.destroy import empty

MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine"
ETL = f"{MACHINES}:common-crawl-etl"
IMAGES = f"{MACHINES}:common-crawl-provider-images"
INGEST = f"{MACHINES}:openverse-ingest"
FILES = f"{MACHINES}:openverse-ingest-files"
REINGEST = f"{MACHINES}:openverse-reingest"
POPULARITY = f"{MACHINES}:openverse-refresh-popularity"
LINKS = f"{MACHINES}:openverse-check-links"
GONE = f"{MACHINES}:openverse-remove-gone"
LAKE = "commonsmapper-v2-dev-123456789012"
LANDING = "openverse-landing-dev-123456789012"


def outcome(aws: LocalAws, arn: str) -> dict[str, Any]:
    client = aws.client("stepfunctions")
    try:
        until(lambda: client.describe_execution(executionArn=arn)["status"] != "RUNNING")
    except TimeoutError:
        history = client.get_execution_history(executionArn=arn)["events"]
        raise TimeoutError(f"{arn} does not end; where it stands: {history[-2:]}") from None
    execution: dict[str, Any] = client.describe_execution(executionArn=arn)
    return execution


def until(happens: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + 240  # a busy machine takes its time; pytest ends a test at 300
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.1)
    raise TimeoutError


def objects(aws: LocalAws, prefix: str) -> list[str]:
    found = aws.client("s3").list_objects_v2(Bucket=LAKE, Prefix=prefix).get("Contents", [])
    return [item["Key"] for item in found]


def read(aws: LocalAws, key: str) -> bytes:
    data: bytes = aws.client("s3").get_object(Bucket=LAKE, Key=key)["Body"].read()
    return data


def notice(aws: LocalAws) -> dict[str, str]:
    """Wait for the one notice of a run."""
    (message,) = until(lambda: notices(aws))
    return {"subject": message["Subject"], "text": message["Message"]}


_LEFT_OUT = {
    "Wait",
    "LookAtCluster",
    "CountPoll",
    "ReadInput",
    "IsInputAnObject",
    "MergeInput",
    "ListInput",
    "CountInput",
    "IsInputRight",
    "TakeInput",
}


def events_between(aws: LocalAws, execution: dict[str, Any], name: str) -> set[int]:
    """Return how many events lie between one entry of a state and the next."""
    history = aws.client("stepfunctions").get_execution_history(
        executionArn=execution["executionArn"], maxResults=1000
    )
    entries = [
        event["id"]
        for event in history["events"]
        if event.get("stateEnteredEventDetails", {}).get("name") == name
    ]
    return {later - entry for entry, later in zip(entries, entries[1:], strict=False)}


def states(aws: LocalAws, execution: dict[str, Any]) -> list[str]:
    """The states that an execution went through, without those of waiting and of the input."""
    history = aws.client("stepfunctions").get_execution_history(
        executionArn=execution["executionArn"], maxResults=1000
    )
    names = [
        event["stateEnteredEventDetails"]["name"]
        for event in history["events"]
        if "stateEnteredEventDetails" in event
    ]
    return [name for name in names if name not in _LEFT_OUT]


def change_function(aws: LocalAws, name: str, variables: dict[str, str], **more: Any) -> None:
    """Give a deployed function further variables."""
    functions = aws.client("lambda")
    kept = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=name, Environment={"Variables": {**kept, **variables}}, **more
    )


def empty_platform(aws: LocalAws) -> None:
    """Delete what runs have left: outputs, landing files and their states, works."""
    s3 = aws.client("s3")
    for prefix in ("runs/", "output/", "data/", "reviews"):
        for key in objects(aws, prefix):
            s3.delete_object(Bucket=LAKE, Key=key)
    empty(s3, LANDING)
    with connect(database_server.url(aws.database)) as connection:
        connection.execute(
            "TRUNCATE image, audio, load_history, seen_batch, seen_keys, link_check, link_history,"
            " record_life CASCADE"
        )
