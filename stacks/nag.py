"""Findings of cdk-nag that are accepted, each for one construct and with its reason."""

import json
from collections.abc import Iterator
from typing import Any

import aws_cdk as cdk
from constructs import Construct, IConstruct

_BASIC_EXECUTION = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
_XRAY = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def acknowledge(construct: IConstruct, reason: str, *rules: str) -> None:
    """Accept findings on a construct and what it holds.

    Args:
        construct: the narrowest construct that has the finding.
        reason: why it is right here, for a reviewer.
        rules: rule names as cdk-nag prints them, such as `S1` or `IAM5[Resource::*]`.
    """
    validations = cdk.Validations.of(construct)
    for rule in rules:
        validations.acknowledge(cdk.Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason))


def acknowledge_below(scope: Construct, ending: str, reason: str, *rules: str) -> None:
    """Accept findings on the constructs of a scope whose path ends so, and fail where none does."""
    found = [node for node in scope.node.find_all() if node.node.path.endswith(ending)]
    if not found:
        raise LookupError(f"{scope.node.path} has no construct that ends in {ending!r}")
    for node in found:
        acknowledge(node, reason, *rules)


def accept_wildcards(scope: Construct, reason: str, *, unscoped: str = "") -> None:
    """Accept each wildcard in the policy of one role, once everything has been granted to it.

    A statement on all resources (`*`) is accepted only with a reason of its own, except that of
    X-Ray, which has no resources.

    Args:
        scope: the construct that holds exactly one role.
        reason: why names with wildcards are right here.
        unscoped: why some actions must be allowed on `*`.
    """
    stack = cdk.Stack.of(scope)
    policies = [n for n in scope.node.find_all() if n.node.path.endswith("DefaultPolicy/Resource")]
    if not policies:
        raise LookupError(f"{scope.node.path} has no policy")
    for policy in policies:
        document = stack.resolve(policy.policy_document)
        for statement in document["Statement"]:
            for finding in _wildcards(statement):
                why = reason
                if finding == "Resource::*":
                    if not _actions(statement) <= _XRAY and not unscoped:
                        raise LookupError(f"{policy.node.path}: {statement} is on all resources")
                    why = unscoped or "X-Ray has no resources to name in a policy."
                acknowledge(policy, why, f"IAM5[{finding}]")


def _wildcards(statement: dict[str, Any]) -> Iterator[str]:
    for action in _actions(statement):
        if "*" in action:
            yield f"Action::{action}"
    for resource in _as_list(statement["Resource"]):
        if "*" in (name := _flatten(resource)):
            yield f"Resource::{name}"


def _actions(statement: dict[str, Any]) -> set[str]:
    return set(_as_list(statement["Action"]))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flatten(value: Any) -> str:
    """Write a CloudFormation reference the way cdk-nag does in the name of a finding."""
    if isinstance(value, str):
        return value
    ((function, argument),) = value.items()
    if function == "Fn::Join":
        return "".join(_flatten(part) for part in argument[1])
    if function == "Fn::GetAtt":
        return f"<{argument[0]}.{argument[1]}>"
    if function == "Ref":
        return f"<{argument}>"
    if function == "Fn::ImportValue":
        return _flatten(argument)
    return json.dumps(value, separators=(",", ":"))


def acknowledge_copies(stack: cdk.Stack) -> None:
    """Accept the findings on CDK's own function that copies assets into buckets."""
    reason = "CDK's own provider copies our assets at deploy time; its code and role are CDK's."
    for node in stack.node.children:
        if node.node.id.startswith("Custom::CDKBucketDeployment"):
            accept_wildcards(node, reason)
            assets = "arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-" + stack.region + "/*"
            acknowledge(node, reason, f"IAM5[Resource::{assets}]")
            acknowledge(node, reason, "L1", f"IAM4[Policy::{_BASIC_EXECUTION}]")


def acknowledge_triggers(stack: cdk.Stack) -> None:
    """Accept the findings on CDK's own function that calls ours at deploy time."""
    reason = "CDK's own provider calls our function at deploy time; its code and role are CDK's."
    for node in stack.node.children:
        if node.node.id.startswith("AWSCDK.TriggerCustomResourceProvider"):
            acknowledge(node, reason, "L1", "IAM4", "IAM5")


def acknowledge_calls(stack: cdk.Stack) -> None:
    """Accept the findings on CDK's own function that calls AWS at deploy time."""
    reason = "CDK's own provider makes one call at deploy time; its code and role are CDK's."
    for node in stack.node.children:
        if node.node.id.startswith("AWS679"):
            acknowledge(node, reason, "L1", f"IAM4[Policy::{_BASIC_EXECUTION}]")
