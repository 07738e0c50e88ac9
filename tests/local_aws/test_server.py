"""The local AWS begins empty and leaves nothing behind in its process."""

import io
import json
import os
import threading
import zipfile
from typing import Any

import pytest
from moto.awslambda.models import lambda_backends
from moto.glue.models import FakeJob
from moto.stepfunctions.parser.utils import TMP_THREADS

from local_aws.environment import ACCOUNT, REGION, LocalAws
from local_aws.server import local_aws

pytestmark = pytest.mark.infra
ROLE = f"arn:aws:iam::{ACCOUNT}:role/any"


def create_role(aws: LocalAws) -> None:
    aws.client("iam").create_role(RoleName="any", AssumeRolePolicyDocument="{}")


def create_function(aws: LocalAws, source: str) -> Any:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("handler.py", source)
    made = aws.client("lambda").create_function(
        FunctionName="work",
        Role=ROLE,
        Runtime="python3.13",
        Handler="handler.handler",
        Code={"ZipFile": packed.getvalue()},
    )
    return lambda_backends[ACCOUNT][REGION].get_function(made["FunctionArn"])


def start_machine(aws: LocalAws, **state: Any) -> str:
    client = aws.client("stepfunctions")
    definition = {"StartAt": "Only", "States": {"Only": {"End": True, **state}}}
    machine = client.create_state_machine(
        name="machine", definition=json.dumps(definition), roleArn=ROLE
    )
    started = client.start_execution(stateMachineArn=machine["stateMachineArn"])
    arn: str = started["executionArn"]
    return arn


def test_each_local_aws_begins_empty() -> None:
    with local_aws() as first:
        first.client("s3").create_bucket(Bucket="bucket")
    with local_aws() as second:
        assert second.client("s3").list_buckets()["Buckets"] == []


def test_what_still_runs_is_ended_with_it() -> None:
    before = set(threading.enumerate())
    with local_aws() as aws:
        create_role(aws)
        arn = start_machine(aws, Type="Wait", Seconds=3600)
        running = aws.client("stepfunctions").describe_execution(executionArn=arn)["status"]
    assert running == "RUNNING"
    assert set(threading.enumerate()) - before == set()
    assert TMP_THREADS == []


def test_no_function_runs_after_it() -> None:
    with local_aws() as aws:
        create_role(aws)
        function = create_function(aws, "def handler(event, context):\n    return 'done'\n")
        during = function._invoke_lambda("{}")
    variables = dict(os.environ)
    assert during == ('"done"', False, "")
    with pytest.raises(RuntimeError, match="the local AWS has ended"):
        function._invoke_lambda("{}")
    assert dict(os.environ) == variables


def test_moto_s_jobs_are_its_own_again_afterwards() -> None:
    with local_aws():
        pass
    assert FakeJob.start_job_run.__module__ == "moto.glue.models"
