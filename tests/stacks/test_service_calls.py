"""What AWS's own services need from us is there, and each part of it is needed."""

import copy
import json

import pytest

from catalog.operations.names import EMR_TAG
from local_aws.policies.evaluator import as_list
from local_aws.policies.service_calls import denied, service_calls
from local_aws.policies.templates import Account

pytestmark = pytest.mark.infra


@pytest.fixture(scope="module", params=["dev", "prod"])
def account(request):
    return Account.of(request.getfixturevalue(request.param).path)


@pytest.fixture(scope="module")
def templates(dev):
    return dev.templates()


def problems(templates):
    return denied(Account(templates))


def test_every_call_that_a_service_makes_for_us_is_allowed(account):
    assert denied(account) == []
    assert len(service_calls(account)) > 500


def without(templates, stack, logical, path):
    """The templates without one part of one resource."""
    changed = {**templates, stack: copy.deepcopy(templates[stack])}
    place = changed[stack]["Resources"]
    *parents, last = (logical, *path) if path else (logical,)
    for key in parents:
        place = place[key]
    del place[last]
    return changed


def tagged(templates):
    """Where the templates tag the network for EMR."""
    for stack, template in templates.items():
        for logical, resource in template["Resources"].items():
            tags = resource.get("Properties", {}).get("Tags", [])
            for number, tag in enumerate(tags if isinstance(tags, list) else []):
                if tag["Key"] == EMR_TAG:
                    yield stack, logical, ("Properties", "Tags", number)


def test_every_tag_of_the_network_is_needed(templates):
    places = list(tagged(templates))
    assert len(places) == 1 + 6 + 3  # VPC, subnets, groups
    for stack, logical, path in places:
        found = problems(without(templates, stack, logical, path))
        assert any(f"{stack}.{logical}" in problem for problem in found), logical


def test_every_rule_of_the_groups_is_needed(templates):
    rules = [
        (logical, resource)
        for logical, resource in templates["Crawl"]["Resources"].items()
        if resource["Type"] in {"AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"}
    ]
    assert len(rules) == 12 + 2 + 2 + 1
    for logical, rule in rules:
        (problem,) = problems(without(templates, "Crawl", logical, ()))
        assert f"{rule['Properties']['FromPort']} to" in problem


GRANTS = {
    "Crawl/ClusterServiceRoleDefaultPolicy": ["PolicyDocument"],
    "Foundation/DataKey": ["KeyPolicy"],
    "Foundation/NoticesPolicy": ["PolicyDocument"],
    "Ops/ChaosRoleDefaultPolicy": ["PolicyDocument"],
    "Providers/FilesJobRoleDefaultPolicy": ["PolicyDocument"],
    "Crawl/EtlScheduleRoleDefaultPolicy": ["PolicyDocument"],
    "Foundation/NetworkVpcFlowLogsIAMRoleDefaultPolicy": ["PolicyDocument"],
}
# Of a job's role, what Glue itself does with it.
FOR_SERVICES = {"Providers/FilesJobRoleDefaultPolicy": ("logs:", "cloudwatch:")}
# What the CDK grants together with what is needed.
NOT_FOR_SERVICES = {
    "kms:*",  # the account, whose own policies then decide
}


def grants(templates):
    """Every action that a policy for AWS's services allows, and where it stands."""
    for name, (key,) in GRANTS.items():
        stack, _, beginning = name.partition("/")
        resources = templates[stack]["Resources"]
        (logical,) = [
            name
            for name, resource in resources.items()
            if name.startswith(beginning) and key in resource["Properties"]
        ]
        statements = resources[logical]["Properties"][key]["Statement"]
        for number, statement in enumerate(statements):
            if statement["Effect"] == "Allow":
                own = FOR_SERVICES.get(name, ("",))
                for action in as_list(statement["Action"]):
                    if action.startswith(own):
                        yield stack, logical, key, number, action


def without_action(templates, stack, logical, key, number, action):
    changed = {**templates, stack: json.loads(json.dumps(templates[stack]))}
    statement = changed[stack]["Resources"][logical]["Properties"][key]["Statement"][number]
    statement["Action"] = [item for item in as_list(statement["Action"]) if item != action]
    return changed


def test_every_grant_to_a_service_is_needed(templates):
    kept = []
    for place in grants(templates):
        found = problems(without_action(templates, *place))
        named = place[-1].rstrip("*")
        if not any(f"may not {named}" in problem for problem in found):
            kept.append(f"{place[1]} {place[-1]}")
    needless = [item for item in kept if item.split()[-1] not in NOT_FOR_SERVICES]
    assert needless == []


def test_a_grant_for_disks_is_made_for_ec2_only(templates):
    condition = '"kms:GrantIsForAWSResource": "true"'
    without_condition = json.dumps(templates).replace(condition, '"kms:ViaService": ""')
    found = problems(json.loads(without_condition))
    assert any("kms:CreateGrant" in problem for problem in found)


def test_every_bucket_that_the_endpoint_lets_through_to_is_needed(templates):
    """Without its statement, or without one bucket of it, nodes would not reach something."""
    resources = templates["Foundation"]["Resources"]
    (logical,) = [n for n, r in resources.items() if r["Type"] == "AWS::EC2::VPCEndpoint"]
    statements = resources[logical]["Properties"]["PolicyDocument"]["Statement"]
    assert len(statements) == 5
    place = ("Properties", "PolicyDocument", "Statement")
    for number, statement in enumerate(statements):
        found = problems(without(templates, "Foundation", logical, (*place, number)))
        assert any("a node, to reach S3" in problem for problem in found), statement["Sid"]
    foreign = {"Repositories": 4, "EmrLogs": 1, "EmrHistory": 1}
    for number, statement in enumerate(statements):
        buckets = as_list(statement["Resource"])
        assert len(buckets) == foreign.get(statement["Sid"], len(buckets))
        if statement["Sid"] == "Repositories":
            for index in range(len(buckets)):
                path = (*place, number, "Resource", index)
                found = problems(without(templates, "Foundation", logical, path))
                assert any("a node, to reach S3" in problem for problem in found), buckets[index]
