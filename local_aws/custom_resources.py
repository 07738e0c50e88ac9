"""Custom resources: what CDK's own providers do in AWS, done here at once."""

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from local_aws.environment import LocalAws


def finish(aws: "LocalAws", resource_type: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Do what a custom resource is for and return its attributes.

    Raises:
        NotImplementedError: a type that nobody has taught this module; better than to pretend.
    """
    actions = {
        "Custom::CDKBucketDeployment": _copy_assets,
        "Custom::AWS": _call_service,
        "Custom::Trigger": _invoke,
        "Custom::S3AutoDeleteObjects": _nothing,
    }
    if resource_type not in actions:
        raise NotImplementedError(f"{resource_type} is not known to the local AWS")
    return actions[resource_type](aws, properties)


def _nothing(aws: "LocalAws", properties: dict[str, Any]) -> dict[str, Any]:
    return {}


def _copy_assets(aws: "LocalAws", properties: dict[str, Any]) -> dict[str, Any]:
    s3 = aws.client("s3")
    sources = zip(properties["SourceBucketNames"], properties["SourceObjectKeys"], strict=True)
    bucket, prefix = properties["DestinationBucketName"], properties["DestinationBucketKeyPrefix"]
    for source, key in sources:
        body = s3.get_object(Bucket=source, Key=key)["Body"].read()
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    s3.put_object(Bucket=bucket, Key=f"{prefix}/{name}", Body=archive.read(name))
    return {}


def _call_service(aws: "LocalAws", properties: dict[str, Any]) -> dict[str, Any]:
    call = json.loads(properties["Create"])
    if call["action"].endswith("CrawlerSchedule"):
        return {}  # moto keeps no clock of a crawler
    client = aws.client(call["service"].lower())
    method = next(
        name
        for name, operation in client.meta.method_to_api_mapping.items()
        if operation.lower() == call["action"].lower()
    )
    getattr(client, method)(**call.get("parameters", {}))
    return {}


def _invoke(aws: "LocalAws", properties: dict[str, Any]) -> dict[str, Any]:
    name = properties["HandlerArn"].partition(":function:")[2].partition(":")[0]
    answer = aws.client("lambda").invoke(FunctionName=name, Payload=b"{}")
    payload = answer["Payload"].read().decode()
    if answer.get("FunctionError"):
        raise RuntimeError(f"{name} failed: {payload}")
    return {}
