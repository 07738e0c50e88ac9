"""Whether EMR could start a cluster: every call of the launch, and every rule that EMR wants."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from catalog.operations.names import EMR_TAG, ETL, IMAGES
from local_aws.policies.calls import Call, data_key, only
from local_aws.policies.evaluator import IamRequest
from local_aws.policies.templates import ACCOUNT, REGION, Account, Role, tags_of

_EMR = "AmazonEMRServicePolicy_v2, v6 of 2026-02-12"
_GROUPS = "EMR Management Guide, Working with Amazon EMR-managed security groups"
_EBS = "EMR Management Guide, Encrypt EBS volumes; EBS User Guide, Requirements for encryption"
_SLR = "EMR Management Guide, Using service-linked roles; AmazonElasticMapReduceRole"
_CLUSTER = f"arn:aws:elasticmapreduce:{REGION}:{ACCOUNT}:cluster/j-X"


def launch_calls(account: Account) -> Iterator[Call]:
    """Yield what EMR, EC2 and Step Functions ask for until the nodes of a cluster run."""
    for machine_name in (ETL, IMAGES):
        machine, request = job_flow(account, machine_name)
        service = _role_named(account, request["ServiceRole"])
        nodes = _nodes(account, request["JobFlowRole"])
        yield from _ask_for_cluster(account.role_of(machine["RoleArn"]), service, nodes)
        yield from _start_nodes(account, service, request)
        yield _pass_role(service, nodes)
        yield from _encrypt_disks(account, service)
        yield from _read_and_log(account, nodes, request)


def job_flow(account: Account, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a crawl's state machine and what it asks RunJobFlow for."""
    machines = [p for _, p in account.iter_resources("AWS::StepFunctions::StateMachine")]
    (machine,) = [item for item in machines if item["StateMachineName"] == name]
    states = json.loads(machine["DefinitionString"])["States"]
    return machine, states["LaunchCluster"]["Parameters"]


def _role_named(account: Account, name: str) -> Role:
    return account.role_of(f"arn:aws:iam::{ACCOUNT}:role/{name}")


def _nodes(account: Account, profile: str) -> Role:
    profiles = account.iter_resources("AWS::IAM::InstanceProfile")
    (found,) = [p for name, p in profiles if name.replace("/", ".") == profile]
    return _role_named(account, found["Roles"][0])


def _ask_for_cluster(machine: Role, service: Role, nodes: Role) -> Iterator[Call]:
    asks = "Step Functions, to ask for a cluster"
    source = "EMR Management Guide, Actions of RunJobFlow"
    requests = [
        IamRequest("elasticmapreduce:RunJobFlow", "*"),
        IamRequest("elasticmapreduce:AddTags", _CLUSTER),
        IamRequest("elasticmapreduce:PutAutoTerminationPolicy", _CLUSTER),
        IamRequest("elasticmapreduce:DescribeCluster", _CLUSTER),
        IamRequest("elasticmapreduce:TerminateJobFlows", _CLUSTER),
        _passing(service, "elasticmapreduce.amazonaws.com"),
        _passing(nodes, "ec2.amazonaws.com"),
    ]
    for request in requests:
        yield Call(asks, request, source, machine)
    yield Call(
        "EMR, to make its role for cleaning up",
        _service_linked("elasticmapreduce.amazonaws.com", "AWSServiceRoleForEMRCleanup"),
        _SLR,
        machine,
    )


def _passing(role: Role, service: str) -> IamRequest:
    return IamRequest("iam:PassRole", role.arn, {"iam:PassedToService": service})


def _pass_role(service: Role, nodes: Role) -> Call:
    return Call("EMR, to start nodes", _passing(nodes, "ec2.amazonaws.com"), _EMR, service)


def _service_linked(service: str, name: str) -> IamRequest:
    arn = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/{service}/{name}"
    return IamRequest("iam:CreateServiceLinkedRole", arn, {"iam:AWSServiceName": service})


def _start_nodes(account: Account, service: Role, request: Mapping[str, Any]) -> Iterator[Call]:
    """The fleet's nodes, their disks and interfaces, in each subnet and group of the request."""
    asks = "EMR, to start nodes"
    tags = {tag["Key"]: tag.get("Value", "x") for tag in request["Tags"]}
    asked = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
    existing = {f"aws:ResourceTag/{key}": value for key, value in tags.items()}
    ec2 = f"arn:aws:ec2:{REGION}:{ACCOUNT}"
    network = [*_network(account, request)]
    wanted: list[tuple[str, str, Mapping[str, str]]] = []
    for action in ("RunInstances", "CreateFleet"):
        wanted += [(action, arn, context) for arn, context in network]
        wanted += [(action, f"{ec2}:{kind}/x", asked) for kind in ("instance", "volume")]
        wanted += [(action, f"{ec2}:network-interface/x", {})]
        wanted += [(action, f"{ec2}:launch-template/x", existing)]
        wanted += [(action, f"arn:aws:ec2:{REGION}::image/ami-x", {})]
    wanted += [("CreateNetworkInterface", arn, context) for arn, context in network]
    wanted += [("CreateLaunchTemplate", f"{ec2}:launch-template/x", asked)]
    wanted += [("TerminateInstances", f"{ec2}:instance/x", existing)]
    for action, arn, context in wanted:
        yield Call(asks, IamRequest(f"ec2:{action}", arn, context), _EMR, service)
    yield Call(
        "EC2, to make its role for spot nodes",
        _service_linked("spot.amazonaws.com", "AWSServiceRoleForEC2Spot"),
        _SLR,
        service,
    )
    yield from _service_endpoint(account, service, network)


def _network(
    account: Account, request: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield ARN and tags of every subnet and group that a cluster is started in."""
    instances = request["Instances"]
    groups = [
        instances[key]
        for key in (
            "EmrManagedMasterSecurityGroup",
            "EmrManagedSlaveSecurityGroup",
            "ServiceAccessSecurityGroup",
        )
    ]
    kinds = {
        "subnet": ("AWS::EC2::Subnet", instances["Ec2SubnetIds"]),
        "security-group": ("AWS::EC2::SecurityGroup", groups),
    }
    for kind, (resource_type, ids) in kinds.items():
        known = {n.replace("/", "."): p for n, p in account.iter_resources(resource_type)}
        for item in ids:
            tags = tags_of(known[item])
            arn = f"arn:aws:ec2:{REGION}:{ACCOUNT}:{kind}/{item}"
            yield arn, {f"aws:ResourceTag/{key}": value for key, value in tags.items()}


def _service_endpoint(
    account: Account, service: Role, network: list[tuple[str, Mapping[str, str]]]
) -> Iterator[Call]:
    """EMR may make an endpoint of its own (`emr-service-vpce`) in a private subnet."""
    vpc, properties = only(account, "AWS::EC2::VPC", "")
    tags = {f"aws:ResourceTag/{k}": v for k, v in tags_of(properties).items()}
    arn = f"arn:aws:ec2:{REGION}:{ACCOUNT}:vpc/{vpc.replace('/', '.')}"
    for resource, context in [(arn, tags), *network]:
        request = IamRequest("ec2:CreateVpcEndpoint", resource, context)
        yield Call("EMR, to reach private nodes", request, _EMR, service)


def _encrypt_disks(account: Account, service: Role) -> Iterator[Call]:
    actions = (
        "CreateGrant",
        "Decrypt",
        "DescribeKey",
        "Encrypt",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
    )
    context = {"kms:GrantIsForAWSResource": "true"}
    for action in actions:
        request = IamRequest(f"kms:{action}", data_key(account), context)
        yield Call("EC2, to encrypt the nodes' disks", request, _EBS, service)


def _read_and_log(account: Account, nodes: Role, request: Mapping[str, Any]) -> Iterator[Call]:
    """What EMR's own agent on a node does as the nodes' role."""
    asks = "EMR on a node, to fetch code and write logs"
    bucket, _, log = request["LogUri"].removeprefix("s3://").partition("/")
    boot = request["BootstrapActions"][0]["ScriptBootstrapAction"]["Path"].removeprefix("s3://")
    source = "EMR Management Guide, Configure cluster logging; Create bootstrap actions"
    requests = [
        IamRequest("s3:GetObject", f"arn:aws:s3:::{boot}"),
        IamRequest("s3:GetObject", f"arn:aws:s3:::{_script(request)}"),
        IamRequest("s3:ListBucket", f"arn:aws:s3:::{bucket}"),  # before Hadoop reads a file
        IamRequest("s3:PutObject", f"arn:aws:s3:::{bucket}/{log}j-X/node/i-X/stderr.gz"),
        IamRequest("s3:AbortMultipartUpload", f"arn:aws:s3:::{bucket}/{log}j-X/node/i-X/stderr.gz"),
        IamRequest("s3:GetObject", "arn:aws:s3:::commoncrawl/crawl-data/x"),
        IamRequest("kms:Decrypt", data_key(account)),
        IamRequest("kms:GenerateDataKey", data_key(account)),
    ]
    _, endpoint = only(account, "AWS::EC2::VPCEndpoint", "VpcS3")
    for wanted in requests:
        yield Call(asks, wanted, source, nodes)
        if wanted.action.startswith("s3:"):
            yield _through_endpoint(wanted, endpoint)
    for name in (
        "al2023-repos-us-east-1-de612dc2",
        "repo.us-east-1.emr.amazonaws.com",
        "aws157-instance-data-0-prod-us-east-1",
        "aws157-instance-data-1-prod-us-east-1",
    ):
        yield _through_endpoint(IamRequest("s3:GetObject", f"arn:aws:s3:::{name}/x"), endpoint)
    for name in ("aws157-logs-prod", "prod.us-east-1.appinfo.src"):
        yield _through_endpoint(IamRequest("s3:PutObject", f"arn:aws:s3:::{name}/x"), endpoint)


def _script(request: Mapping[str, Any]) -> str:
    """Return bucket and key of the program that the cluster's one step runs."""
    words = json.dumps(request["Steps"])
    found = re.search(r"s3://([^\s\"',]+\.py)", words)
    if not found:
        raise LookupError("the step names no program in S3")
    return found[1]


def _through_endpoint(request: IamRequest, endpoint: Mapping[str, Any]) -> Call:
    context = {**request.context, "aws:ResourceAccount": ACCOUNT}
    return Call(
        "a node, to reach S3",
        IamRequest(request.action, request.resource, context, "nodes"),
        "EMR Management Guide, Sample policies for private subnets that access Amazon S3",
        policy=tuple(endpoint["PolicyDocument"]["Statement"]),
        where="the endpoint's policy",
    )


def untagged_subnets(account: Account) -> list[str]:
    """Return the subnets without EMR's tag: with `network.zones` clusters may start in any."""
    return [
        f"the subnet {name.replace('/', '.')} has no tag {EMR_TAG} ({_EMR})"
        for name, subnet in account.iter_resources("AWS::EC2::Subnet")
        if tags_of(subnet).get(EMR_TAG) != "true"
    ]


def missing_rules(account: Account) -> list[str]:
    """Return the rules of security groups that EMR wants and the templates do not declare."""
    instances = job_flow(account, ETL)[1]["Instances"]
    primary, nodes, service = (
        instances[f"{name}SecurityGroup"]
        for name in ("EmrManagedMaster", "EmrManagedSlave", "ServiceAccess")
    )
    inside = [("tcp", 0, 65535), ("udp", 0, 65535), ("icmp", -1, -1)]
    wanted = [
        ("in", group, peer, *ports)
        for group in (primary, nodes)
        for peer in (primary, nodes)
        for ports in inside
    ]
    for group in (primary, nodes):
        wanted += [
            ("in", group, service, "tcp", 8443, 8443),
            ("out", service, group, "tcp", 8443, 8443),
        ]
    wanted.append(("in", service, primary, "tcp", 9443, 9443))
    existing = set(_rules(account))
    return [
        f"the group {group} has no rule {way} for {peer}: {protocol} {low} to {high} ({_GROUPS})"
        for rule in wanted
        if rule not in existing
        for way, group, peer, protocol, low, high in [rule]
    ]


def _rules(account: Account) -> Iterator[tuple[str, str, str, str, int, int]]:
    ways = {
        "AWS::EC2::SecurityGroupIngress": ("in", "SourceSecurityGroupId"),
        "AWS::EC2::SecurityGroupEgress": ("out", "DestinationSecurityGroupId"),
    }
    for kind, (way, peer) in ways.items():
        for _, rule in account.iter_resources(kind):
            if peer in rule:
                ports = (rule["IpProtocol"], rule["FromPort"], rule["ToPort"])
                yield (way, rule["GroupId"], rule[peer], *ports)
