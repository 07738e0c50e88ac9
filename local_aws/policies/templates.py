"""Synthesized templates as one account: references resolved, each role with all its statements."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from local_aws.policies.evaluator import Statement, as_list

ACCOUNT, REGION = "123456789012", "us-east-1"
Templates = Mapping[str, Mapping[str, Any]]
_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::NoValue": None,
}
# The property that names a resource, and its ARN. `{}` is the name.
_NAMED = {
    "AWS::S3::Bucket": ("BucketName", "arn:aws:s3:::{}"),
    "AWS::Lambda::Function": ("FunctionName", f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{{}}"),
    "AWS::StepFunctions::StateMachine": (
        "StateMachineName",
        f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{{}}",
    ),
    "AWS::SQS::Queue": ("QueueName", f"arn:aws:sqs:{REGION}:{ACCOUNT}:{{}}"),
    "AWS::SNS::Topic": ("TopicName", f"arn:aws:sns:{REGION}:{ACCOUNT}:{{}}"),
    "AWS::Logs::LogGroup": ("LogGroupName", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{{}}:*"),
    "AWS::KMS::Key": ("", f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{{}}"),
    "AWS::IAM::Role": ("RoleName", f"arn:aws:iam::{ACCOUNT}:role/{{}}"),
    "AWS::IAM::InstanceProfile": ("", f"arn:aws:iam::{ACCOUNT}:instance-profile/{{}}"),
    "AWS::RDS::DBCluster": ("", f"arn:aws:rds:{REGION}:{ACCOUNT}:cluster:{{}}"),
}
_ARN_AS_REF = {"AWS::SNS::Topic", "AWS::StepFunctions::StateMachine"}


@dataclass(frozen=True)
class Role:
    """A role with every statement that its policies have, AWS's own among them.

    Attributes:
        id: `Stack/LogicalId`.
        statements: each with `Policy`, the name of where it stands.
    """

    id: str
    arn: str
    description: str
    trust: Sequence[Statement]
    statements: Sequence[Statement]


class Account:
    """Everything that a set of templates would make in one account."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self._resolved: dict[str, list[tuple[str, dict[str, Any]]]] = {}

    @classmethod
    def of(cls, assembly: Path) -> "Account":
        """Read the templates of a synthesis."""
        paths = sorted(assembly.glob("*.template.json"))
        return cls({path.name.partition(".")[0]: json.loads(path.read_text()) for path in paths})

    def iter_resources(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield `Stack/LogicalId` and resolved properties of every resource of a type."""
        if kind not in self._resolved:
            self._resolved[kind] = list(self._iter(kind))
        yield from self._resolved[kind]

    def _iter(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for stack, template in self.templates.items():
            for logical, resource in template["Resources"].items():
                if resource["Type"] == kind:
                    yield f"{stack}/{logical}", self.resolve(resource.get("Properties", {}), stack)

    def arn(self, resource_id: str) -> str:
        """Return the ARN of a resource by its `Stack/LogicalId`."""
        stack, _, logical = resource_id.partition("/")
        return str(self._attribute(stack, logical, "Arn"))

    def resource_id(self, cluster_id: str) -> str:
        """Return what AWS calls a database cluster in policies, by its `Stack/LogicalId`."""
        stack, _, logical = cluster_id.partition("/")
        return str(self._attribute(stack, logical, "DBClusterResourceId"))

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Every role by its `Stack/LogicalId`."""
        attached = self._attached()
        return {
            role_id: Role(
                role_id,
                self.arn(role_id),
                properties.get("Description", ""),
                properties["AssumeRolePolicyDocument"]["Statement"],
                [
                    *(s for p in properties.get("Policies", []) for s in _statements(p, "inline")),
                    *(s for arn in properties.get("ManagedPolicyArns", []) for s in managed(arn)),
                    *attached.get(self._name(*role_id.split("/")), []),
                ],
            )
            for role_id, properties in self.iter_resources("AWS::IAM::Role")
        }

    def role_of(self, arn: str) -> Role:
        """Return a role by its ARN."""
        return self._by_arn[arn]

    @cached_property
    def _by_arn(self) -> Mapping[str, Role]:
        return {role.arn: role for role in self.roles.values()}

    def _attached(self) -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            for policy_id, properties in self.iter_resources(kind):
                for role in properties.get("Roles", []):
                    found.setdefault(role, []).extend(_statements(properties, policy_id))
        return found

    def resolve(self, value: Any, stack: str) -> Any:
        """Replace the references of a template by names and ARNs."""
        if isinstance(value, list):
            return [self.resolve(item, stack) for item in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            if function in self._functions:
                return self._functions[function](argument, stack)
        return {key: self.resolve(item, stack) for key, item in value.items()}

    @cached_property
    def _functions(self) -> Mapping[str, Callable[[Any, str], Any]]:
        """The intrinsic functions that the templates use."""
        resolve = self.resolve
        return {
            "Ref": lambda name, stack: self._ref(stack, name),
            "Fn::GetAtt": lambda parts, stack: self._attribute(stack, *parts),
            "Fn::Join": lambda given, stack: str(given[0]).join(map(str, resolve(given[1], stack))),
            "Fn::Select": lambda given, stack: resolve(given[1], stack)[int(given[0])],
            "Fn::Split": lambda given, stack: str(resolve(given[1], stack)).split(given[0]),
            "Fn::Sub": lambda text, stack: re.sub(
                r"\$\{([^}]+)\}", lambda m: str(self._ref(stack, m[1])), text
            ),
            "Fn::ImportValue": lambda name, stack: self._import(str(resolve(name, stack))),
        }

    def _ref(self, stack: str, logical: str) -> Any:
        if logical in _PSEUDO:
            return _PSEUDO[logical]
        resource = self.templates[stack]["Resources"].get(logical)
        if resource and resource["Type"] in _ARN_AS_REF:
            return self._attribute(stack, logical, "Arn")
        return self._name(stack, logical)

    def _attribute(self, stack: str, logical: str, attribute: str) -> Any:
        resource = self.templates[stack]["Resources"].get(logical, {})
        _, pattern = _NAMED.get(resource.get("Type", ""), ("", ""))
        name = self._name(stack, logical)
        if attribute in {"Arn", "TopicArn", "DBClusterArn"} and pattern:
            return pattern.format(name)
        return name if attribute == "GroupId" else f"{name}.{attribute}"

    def _name(self, stack: str, logical: str) -> str:
        resource = self.templates[stack]["Resources"].get(logical, {})
        key, _ = _NAMED.get(resource.get("Type", ""), ("", ""))
        given = resource.get("Properties", {}).get(key) if key else None
        return str(self.resolve(given, stack)) if given else f"{stack}.{logical}"

    def _import(self, name: str) -> Any:
        return self._exports[name]()

    @cached_property
    def _exports(self) -> Mapping[str, Callable[[], Any]]:
        return {
            self.resolve(output["Export"]["Name"], stack): partial(
                self.resolve, output["Value"], stack
            )
            for stack, template in self.templates.items()
            for output in template.get("Outputs", {}).values()
            if "Export" in output
        }


def _statements(policy: Mapping[str, Any], source: str) -> list[Statement]:
    statements = as_list(policy["PolicyDocument"]["Statement"])
    return [{**statement, "Policy": source} for statement in statements]


def managed(arn: str) -> list[Statement]:
    """Return the statements of a policy of AWS's own, from the dated copies that moto ships."""
    name = arn.rpartition("/")[2]
    document = _copies()[name]["Document"]
    return [{**statement, "Policy": name} for statement in as_list(document["Statement"])]


@cache
def _copies() -> dict[str, Any]:
    import moto.iam.aws_managed_policies as copies

    found: dict[str, Any] = json.loads(copies.aws_managed_policies_data)
    return found


def tags_of(properties: Mapping[str, Any]) -> dict[str, str]:
    """Return the tags of a resource, whichever way its type writes them."""
    tags = properties.get("Tags", [])
    if isinstance(tags, Mapping):
        return dict(tags)
    return {tag["Key"]: tag["Value"] for tag in tags}
