"""What CloudFormation would refuse when one set of templates takes the place of another.

A property is create-only where its type's schema says so (AWS's published schemas, as cfn-lint
ships them): a change of it makes another resource first and deletes the old one after. So two
resources would have one name for a while, which CloudFormation refuses ("cannot update a stack when
a custom-named resource requires replacing"), as it does taking away or changing an export that
another stack imports.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any

Template = Mapping[str, Any]
Templates = Mapping[str, Template]
Place = tuple[str, str]  # stack and logical id
# What may be there once only, in an account, a VPC or a group. The rest of a type's identity is
# made by AWS.
_NAMES = {
    "AlarmName", "AliasName", "BucketName", "BudgetName", "CidrBlock", "DBClusterIdentifier",
    "DBClusterParameterGroupName", "DBInstanceIdentifier", "DBSubnetGroupName", "DashboardName",
    "FunctionName", "GroupName", "InstanceProfileName", "LogGroupName", "Name", "QueueName",
    "RoleName", "RuleName", "StateMachineName", "StatementName", "TopicName",
}  # fmt: skip
# These name a function that they belong to.
_OF_ANOTHER = {"AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Permission", "AWS::Lambda::Version"}
_NESTED_NAMES = {"AWS::Glue::Database": ("DatabaseInput", "Name")}


def refused(before: Templates, after: Templates) -> list[str]:
    """Return in a sentence each everything for which an update would be rolled back."""
    problems = []
    replaced = _replaced(before, after)
    for (stack, logical), properties in replaced.items():
        if name := _kept_name(before, after, stack, logical):
            what = f"{stack}/{logical} keeps its {name} and must be replaced"
            problems.append(f"{what} for {', '.join(properties)}")
    return [*problems, *_exports(before, after, replaced.keys()), *_taken_names(before, after)]


def _replaced(before: Templates, after: Templates) -> dict[Place, list[str]]:
    """Return what is made anew, with the properties that do it; one thing may entail others."""
    both = [
        (stack, logical)
        for stack, template in after.items()
        for logical in template["Resources"]
        if logical in before.get(stack, {"Resources": {}})["Resources"]
    ]
    found: dict[Place, list[str]] = {}
    while True:
        more = {
            place: properties
            for place in both
            if place not in found
            and (properties := list(_replacing(before, after, place, found.keys())))
        }
        if not more:
            return found
        found |= more


def _replacing(
    before: Templates, after: Templates, place: Place, replaced: Set[Place]
) -> Iterator[str]:
    """Yield the create-only properties of a resource that change, its type first of all."""
    stack, logical = place
    old, new = (templates[stack]["Resources"][logical] for templates in (before, after))
    if old["Type"] != new["Type"]:
        yield "Type"
        return
    for path in _create_only(new["Type"]):
        values = [_at(item.get("Properties", {}), path) for item in (old, new)]
        if values[0] != values[1] or any((stack, name) in replaced for name in _referred(values)):
            yield "/".join(path)


@cache
def _create_only(kind: str) -> tuple[tuple[str, ...], ...]:
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    if kind.startswith("Custom::"):
        return ()
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    paths = [path.split("/")[2:] for path in schema.get("createOnlyProperties", [])]
    return tuple(tuple(part for part in path if part != "*") for path in paths)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    if not path:
        return value
    if isinstance(value, list):
        return [_at(item, path) for item in value]
    return _at(value.get(path[0]), path[1:]) if isinstance(value, Mapping) else None


def _kept_name(before: Templates, after: Templates, stack: str, logical: str) -> str:
    names = [_name(t[stack]["Resources"][logical]) for t in (before, after)]
    return names[1] if names[0] == names[1] else ""


def _name(resource: Mapping[str, Any]) -> str:
    """Return what a resource is called where that is given, as text, and else nothing."""
    properties = resource.get("Properties", {})
    if resource["Type"] in _OF_ANOTHER:
        return ""
    if resource["Type"] in _NESTED_NAMES:
        return str(_at(properties, _NESTED_NAMES[resource["Type"]]) or "")
    found = [f"{key} {properties[key]}" for key in sorted(_NAMES & properties.keys())]
    return ", ".join(found)


def _exports(before: Templates, after: Templates, replaced: Set[Place]) -> Iterator[str]:
    """Exports that go or change while another stack, deployed later, still imports them."""
    imported = {name for template in before.values() for name in _imports(template)}
    for stack, template in before.items():
        kept = _exported(after.get(stack, {}))
        for name, value in _exported(template).items():
            if name not in imported:
                continue
            if name not in kept:
                yield f"{stack} would no longer export {name}, which another stack imports"
            elif kept[name] != value or any((stack, item) in replaced for item in _referred(value)):
                yield f"{stack} would export another {name}, which another stack imports"


def _exported(template: Template) -> dict[str, Any]:
    outputs = template.get("Outputs", {}).values()
    return {str(o["Export"]["Name"]): o["Value"] for o in outputs if "Export" in o}


def _imports(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if "Fn::ImportValue" in value:
            yield str(value["Fn::ImportValue"])
        for item in value.values():
            yield from _imports(item)
    elif isinstance(value, list):
        for item in value:
            yield from _imports(item)


def _referred(value: Any) -> Iterator[str]:
    """Yield the resources that an output speaks of."""
    if isinstance(value, Mapping):
        if "Ref" in value:
            yield str(value["Ref"])
        if "Fn::GetAtt" in value:
            yield str(value["Fn::GetAtt"][0])
        for item in value.values():
            yield from _referred(item)
    elif isinstance(value, list):
        for item in value:
            yield from _referred(item)


def _taken_names(before: Templates, after: Templates) -> Iterator[str]:
    """A resource under a new logical id with the name of one that is only deleted afterwards."""
    for stack, template in after.items():
        old = before.get(stack, {"Resources": {}})["Resources"]
        there = {(r["Type"], _name(r)) for i, r in old.items() if i not in template["Resources"]}
        for logical, resource in template["Resources"].items():
            if logical in old or not _name(resource):
                continue
            if (resource["Type"], _name(resource)) in there:
                yield f"{stack}/{logical} would take the name {_name(resource)} of another"
