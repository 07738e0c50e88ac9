"""`make destroy` against moto; the CDK's command line, which needs the whole app, is stood in for.

tests/stacks/test_local_deploy.py takes the deployed platform down with the real one.
"""

import json
import subprocess
from pathlib import Path

import boto3
import pytest
import yaml
from moto import mock_aws
from moto.glue.models import glue_backends
from moto.glue.responses import GlueResponse

from catalog.operations.names import DATABASE, EMR_TAG
from local_aws import jobs
from scripts import destroy

ROOT = Path(__file__).parents[2]
ACCOUNT = "123456789012"
WORKFLOW = ROOT / ".github" / "workflows" / "account.yml"
TOPIC = {"Type": "AWS::SNS::Topic"}


def client(service):
    return boto3.client(service, region_name="us-east-1")


@pytest.fixture(autouse=True)
def account(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(destroy.time, "sleep", lambda seconds: None)
    with mock_aws():
        yield


@pytest.fixture
def cdk(monkeypatch):
    """Stand in for the CDK's command line: delete the environment's stacks, or fail as told."""
    calls = []

    def run(command, *, check):
        calls.append(command[1:])
        trouble = run.troubles.pop(0) if run.troubles else None
        if trouble:
            trouble()
            return subprocess.CompletedProcess(command, 1)
        environment = command[2].partition("=")[2]
        for stack in destroy.stacks(client, f"Openverse-{environment}-"):
            client("cloudformation").delete_stack(StackName=stack)
        for bucket in [] if environment == "prod" else destroy.all_buckets(client, environment):
            client("s3").delete_bucket(Bucket=bucket)
        return subprocess.CompletedProcess(command, 0)

    run.troubles, run.calls = [], calls
    monkeypatch.setattr(destroy.subprocess, "run", run)
    return run


def give(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["destroy", *arguments])
    destroy.main()


def make_stack(environment, resources=None):
    client("cloudformation").create_stack(
        StackName=f"Openverse-{environment}-Foundation",
        TemplateBody=json.dumps({"Resources": resources or {"Topic": TOPIC}}),
    )


def make_bucket(name):
    """Make a bucket with two versions of an object and a delete marker."""
    s3 = client("s3")
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    for body in (b"1", b"2"):
        s3.put_object(Bucket=name, Key="output/part", Body=body)
    s3.delete_object(Bucket=name, Key="output/part")
    return name


def bucket_names():
    return sorted(bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"])


def make_schedule(name):
    client("scheduler").create_schedule(
        Name=name,
        ScheduleExpression="rate(1 day)",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": "arn:aws:lambda:::x", "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/x"},
    )


def test_the_nightly_command_leaves_nothing_of_dev_and_touches_nothing_else(
    monkeypatch, cdk, capsys
):
    steps = yaml.safe_load(WORKFLOW.read_text())["jobs"]["dev"]["steps"]
    program, *arguments = steps[-1]["run"].split(" -m scripts.destroy ")
    assert program == ".venv/bin/python"
    make_stack("dev")
    make_bucket(f"openverse-access-logs-dev-{ACCOUNT}")
    make_bucket(f"commonsmapper-dev-{ACCOUNT}")
    make_bucket("somebody-else")
    make_schedule("openverse-nappy")
    make_schedule("another")
    give(monkeypatch, *arguments[0].split())
    assert cdk.calls == [
        ["-c", "environment=dev", "-c", "deploy=true", "destroy", "--all", "--force"]
    ]
    assert bucket_names() == ["somebody-else"]
    assert len(client("s3").list_object_versions(Bucket="somebody-else")["Versions"]) == 2
    assert [s["Name"] for s in client("scheduler").list_schedules()["Schedules"]] == ["another"]
    said = capsys.readouterr().err
    assert f"commonsmapper-dev-{ACCOUNT}: 3 versions deleted" in said
    assert said.endswith("nothing else is left\n")


@pytest.fixture
def running_job():
    """Start a run of the job that publishes, which has no end of its own."""
    glue = client("glue")
    script = {"Name": "glueetl", "ScriptLocation": "s3://bucket/script.py"}
    glue.create_job(Name="ProcessCommonCrawlData", Role="role", Command=script)
    run = glue.start_job_run(JobName="ProcessCommonCrawlData")["JobRunId"]
    made = glue_backends[ACCOUNT]["us-east-1"].get_job("ProcessCommonCrawlData").job_runs[0]
    made._transitions = [("STARTING", "RUNNING")]
    return run


def test_a_running_glue_job_is_stopped_before_anything_is_emptied(
    monkeypatch, cdk, running_job, capsys
):
    monkeypatch.setattr(GlueResponse, "batch_stop_job_run", jobs.batch_stop_job_run, raising=False)
    make_stack("dev")
    make_bucket(f"commonsmapper-dev-{ACCOUNT}")
    give(monkeypatch, "--yes")
    job = client("glue").get_job_run(JobName="ProcessCommonCrawlData", RunId=running_job)
    said = capsys.readouterr().err
    assert job["JobRun"]["JobRunState"] == "STOPPED"
    assert said.index("stopping 1 runs of ProcessCommonCrawlData") < said.index("versions deleted")


def test_the_log_groups_that_services_made_go_and_others_stay(monkeypatch, cdk):
    # "Logging for AWS Glue jobs" (2026-11) names the groups of a job, JobRun.LogGroupName of the
    # API reference another one. Those of a crawler and `logs-v2` are inferred: no page names them.
    ours = [
        "/aws-glue/crawlers-role/Openverse-dev-Lake-Crawler-openverse-glue",
        "/aws-glue/ProcessCommonCrawlData/openverse-glue-role/Openverse-dev-Lake-JobRole/error",
        "/aws-glue/jobs-Openverse-dev-Lake-JobRole-openverse-glue/output",
        "/aws-glue/jobs/logs-v2-openverse-glue",
        "/aws/lambda/Openverse-dev-Crawl-CustomCDKBucketDeployment",
        "/aws/lambda/openverse-load-media",
        "/aws/rds/cluster/openledger/postgresql",
    ]
    others = [
        "/aws-glue/jobs/output",
        "/aws/lambda/another",
        "/aws/rds/cluster/openledger2/postgresql",
    ]
    for name in [*ours, *others]:
        client("logs").create_log_group(logGroupName=name)
    make_stack("dev")
    give(monkeypatch, "--yes")
    left = client("logs").describe_log_groups()["logGroups"]
    assert [group["logGroupName"] for group in left] == others


def test_a_dry_run_says_what_goes_and_what_stays_and_does_nothing(monkeypatch, cdk, capsys):
    make_stack("dev")
    bucket = make_bucket(f"commonsmapper-dev-{ACCOUNT}")
    give(monkeypatch, "--dry-run")
    assert capsys.readouterr().err.splitlines() == [
        f"environment dev of account {ACCOUNT}",
        f"{bucket} goes, with every version in it",
        "the key goes: AWS deletes it after 30 days, in which it costs nothing",
        "every log group of ours goes, also those that Glue, Lambda and Aurora made",
        "secrets below openverse/providers/: stays, people made them, no stack did",
        "the CDK's bootstrap stack: stays, other apps of the account may use it",
        "service-linked roles: stays, AWS made them, for any app of the account; they cost nothing",
    ]
    assert (cdk.calls, len(client("s3").list_object_versions(Bucket=bucket)["Versions"])) == ([], 2)


def test_a_bucket_with_a_suffix_of_ones_own_is_found_through_its_stack(monkeypatch, capsys):
    mine = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "commonsmapper-mine"}}
    make_stack("dev", {"Data": mine})
    give(monkeypatch, "--dry-run")
    assert "commonsmapper-mine goes, with every version in it" in capsys.readouterr().err


def test_who_does_not_type_the_name_has_done_nothing(monkeypatch, cdk):
    make_stack("dev")
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    with pytest.raises(SystemExit, match="nothing was done"):
        give(monkeypatch)
    assert cdk.calls == []


def test_production_keeps_its_data_and_says_why(monkeypatch, cdk, capsys):
    make_stack("prod")
    bucket = make_bucket(f"commonsmapper-prod-{ACCOUNT}")
    give(monkeypatch, "--environment", "prod", "--yes")
    assert destroy.stacks(client, "Openverse-") == []
    assert len(client("s3").list_object_versions(Bucket=bucket)["Versions"]) == 2
    said = capsys.readouterr().err
    assert f"{bucket} stays: it holds the catalog's data; delete it by hand when you are" in said
    assert "the key: stays, without it nothing in the buckets can be read" in said
    assert "a snapshot of the database: stays, made by CloudFormation" in said


def test_a_protected_database_is_told_before_anything_is_touched(monkeypatch, cdk):
    make_stack("prod")
    make_schedule("openverse-nappy")
    client("rds").create_db_cluster(
        DBClusterIdentifier=DATABASE,
        Engine="aurora-postgresql",
        MasterUsername="someone",
        MasterUserPassword="not-a-secret",
        DeletionProtection=True,
    )
    with pytest.raises(SystemExit, match="modify-db-cluster --db-cluster-identifier openledger"):
        give(monkeypatch, "--environment", "prod", "--yes")
    assert (cdk.calls, len(client("scheduler").list_schedules()["Schedules"])) == ([], 1)


def test_what_stands_under_the_same_names_for_another_environment_is_not_stopped(monkeypatch, cdk):
    make_stack("prod")
    make_schedule("openverse-nappy")
    with pytest.raises(SystemExit, match="the account holds Openverse-prod-Foundation"):
        give(monkeypatch, "--environment", "dev", "--yes")
    assert (cdk.calls, len(client("scheduler").list_schedules()["Schedules"])) == ([], 1)


def test_access_logs_that_come_after_emptying_are_removed_too(monkeypatch, cdk, capsys):
    make_stack("dev")
    logs = make_bucket(f"openverse-access-logs-dev-{ACCOUNT}")
    cdk.troubles.append(lambda: client("s3").put_object(Bucket=logs, Key="late", Body=b""))
    give(monkeypatch, "--yes")
    assert (len(cdk.calls), bucket_names()) == (2, [])
    assert f"{logs}: 1 versions deleted" in capsys.readouterr().err


def test_a_stack_that_will_not_go_ends_with_what_to_do(monkeypatch, cdk):
    make_stack("dev")
    cdk.troubles += [lambda: None] * destroy.ATTEMPTS
    with pytest.raises(SystemExit, match="what kept a stack. Give the command again"):
        give(monkeypatch, "--yes")


def test_what_is_still_there_is_named(monkeypatch):
    make_stack("dev")
    monkeypatch.setattr(
        destroy.subprocess, "run", lambda command, check: subprocess.CompletedProcess(command, 0)
    )
    with pytest.raises(SystemExit, match="still there: Openverse-dev-Foundation"):
        give(monkeypatch, "--yes")


def test_rules_that_emr_wrote_between_the_groups_are_revoked_and_ours_stay(monkeypatch, cdk):
    make_stack("dev")
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="primary", Description="p")["GroupId"]
    ec2.create_tags(Resources=[vpc, group], Tags=[{"Key": EMR_TAG, "Value": "true"}])
    described = {"IpRanges": [{"CidrIp": "10.0.0.0/16", "Description": "ours"}]}
    for port, peers in ((8443, {"UserIdGroupPairs": [{"GroupId": group}]}), (9443, described)):
        rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peers}
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    give(monkeypatch, "--yes")
    (left,) = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    assert [rule["FromPort"] for rule in left["IpPermissions"]] == [9443]


@pytest.mark.parametrize(
    ("rule", "is_of_emr"),
    [
        ({"ReferencedGroupInfo": {"GroupId": "sg-1"}}, True),
        ({"ReferencedGroupInfo": {"GroupId": "sg-1"}, "Description": "tcp inside"}, False),
        ({"CidrIpv4": "10.0.0.0/16"}, False),
    ],
)
def test_a_rule_between_groups_that_says_nothing_is_of_emr(rule, is_of_emr):
    """moto does not keep the description of a rule that names a group; AWS does."""

    class Rules:
        def describe_security_group_rules(self, **filters):
            return {"SecurityGroupRules": [rule]}

    assert bool(list(destroy._rules_of_emr(Rules(), "sg-2"))) is is_of_emr


def test_who_is_not_signed_in_is_told(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(SystemExit, match="error: there are no AWS credentials: set AWS_PROFILE"):
        give(monkeypatch, "--yes")
