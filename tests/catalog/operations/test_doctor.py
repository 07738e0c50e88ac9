"""Against moto; test_local_deploy.py examines the deployed platform."""

from dataclasses import replace

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws

from catalog.operations import names
from catalog.operations.aws import SIGN_IN
from catalog.operations.doctor import NEEDS, SERVICE_ROLES, Needs, examine, wanted_secrets


def refused(code, call):
    return ClientError({"Error": {"Code": code, "Message": ""}}, call)


@pytest.fixture
def clients(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    quotas = {names.SPOT_QUOTA: 3200, names.ON_DEMAND_QUOTA: 32, names.CONCURRENCY_QUOTA: 1000}

    class Quotas:
        def get_service_quota(self, *, ServiceCode, QuotaCode):
            if QuotaCode not in quotas:
                raise refused("NoSuchResourceException", "GetServiceQuota")
            return {"Quota": {"Value": float(quotas[QuotaCode])}}

        def get_aws_default_service_quota(self, *, ServiceCode, QuotaCode):
            return {"Quota": {"Value": 5.0}}

    def client(service):
        kept = Quotas() if service == "service-quotas" else None
        return kept or boto3.client(service, region_name="us-east-1")

    client.quotas = quotas
    with mock_aws():
        yield client


def found(clients, **options):
    needs = replace(Needs(3200, 12, reserve=True), **options)
    return {item.check: item for item in examine(clients, needs)}


def test_a_new_account_lacks_the_bootstrap_and_the_rest_comes_later(clients):
    told = found(clients)
    assert {check: item.verdict for check, item in told.items() if "secret" not in check} == {
        "credentials": "ok",
        "region": "ok",
        "CDK bootstrap": "wrong",
        "quota: spot vCPUs": "ok",
        "quota: on-demand vCPUs": "ok",
        "quota: concurrent Lambdas": "ok",
        "role AWSServiceRoleForEMRCleanup": "later",
        "role AWSServiceRoleForEC2Spot": "later",
        "key openverse/data": "later",
        "network": "later",
        "database": "later",
        "notices": "later",
    }
    assert told["CDK bootstrap"].todo == "scripts/cdk.sh bootstrap aws://123456789012/us-east-1"


def test_quotas_of_a_new_account_are_told_with_what_to_ask_for(clients):
    clients.quotas.update({names.SPOT_QUOTA: 5, names.CONCURRENCY_QUOTA: 10})
    told = found(clients)
    spot, lambdas = told["quota: spot vCPUs"], told["quota: concurrent Lambdas"]
    assert (spot.verdict, spot.found, spot.todo) == (
        "wrong",
        "5 of 3200 needed",
        "ask for 3200 in Service Quotas (ec2, L-34B43A08), or lower crawl.task_vcpus",
    )
    assert lambdas.verdict == "wrong"
    assert "providers.reserve_concurrency=false" in lambdas.todo
    assert found(clients, reserve=False)["quota: concurrent Lambdas"].verdict == "ok"


def test_roles_that_are_there_are_found(clients):
    for name in SERVICE_ROLES:
        clients("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")
    told = found(clients)
    assert {told[f"role {name}"].verdict for name in SERVICE_ROLES} == {"ok"}


def test_secrets_are_looked_for_by_name_and_never_read(clients):
    name = f"{names.SECRETS}FLICKR_API_KEY"
    clients("secretsmanager").create_secret(Name=name, SecretString="k3y")
    told = found(clients)
    missing = told[f"secret {names.SECRETS}FREESOUND_TOKENS"]
    assert told[f"secret {name}"].verdict == "ok"
    assert (missing.verdict, missing.todo) == (
        "look",
        "CATALOG_SECRETS_PREFIX=openverse/providers/ catalog auth freesound",
    )
    assert "k3y" not in str(told)
    assert len(wanted_secrets()) == len([check for check in told if check.startswith("secret")])


def test_a_quota_that_was_never_applied_to_the_account_is_that_of_aws(clients):
    del clients.quotas[names.SPOT_QUOTA]
    told = found(clients)
    assert told["quota: spot vCPUs"].found == "5 of 3200 needed"
    assert told["quota: on-demand vCPUs"].verdict == "ok"


@pytest.fixture
def network(clients):
    """Make a VPC as it is deployed: everything tagged, and S3 reached from its subnet."""
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    ec2.create_vpc_endpoint(
        VpcId=vpc,
        ServiceName="com.amazonaws.us-east-1.s3",
        VpcEndpointType="Gateway",
        RouteTableIds=[table],
    )
    groups = [
        ec2.create_security_group(VpcId=vpc, GroupName=name, Description=name)["GroupId"]
        for name in ("primary", "nodes", "service")
    ]
    tags = [{"Key": names.EMR_TAG, "Value": "true"}]
    ec2.create_tags(Resources=[vpc, subnet, *groups], Tags=tags)
    return {"vpc": vpc, "subnet": subnet, "table": table, "group": groups[0], "tags": tags}


NETWORK = ("subnets for EMR", "groups for EMR", "S3 endpoint")


def test_a_network_as_it_is_deployed_is_fit(clients, network):
    told = found(clients)
    assert [(told[check].verdict, told[check].found) for check in NETWORK] == [
        ("ok", "1 subnets"),
        ("ok", "3 tagged"),
        ("ok", "reached from 1 of 1 subnets"),
    ]


def test_a_subnet_that_emr_may_not_use_is_named(clients, network):
    clients("ec2").delete_tags(Resources=[network["subnet"]], Tags=network["tags"])
    todo = f"deploy again: EMR may not start a node in {network['subnet']}"
    assert found(clients)["subnets for EMR"].todo == todo


def test_a_group_that_emr_may_not_use_is_told(clients, network):
    clients("ec2").delete_tags(Resources=[network["group"]], Tags=network["tags"])
    told = found(clients)["groups for EMR"]
    assert (told.verdict, told.found) == ("wrong", "2 tagged")


def test_a_subnet_from_which_nothing_leads_to_s3_is_named(clients, network):
    ec2 = clients("ec2")
    more = ec2.create_subnet(VpcId=network["vpc"], CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    ec2.create_tags(Resources=[more], Tags=network["tags"])
    told = found(clients)["S3 endpoint"]
    assert (told.verdict, told.found, told.todo) == (
        "wrong",
        "reached from 1 of 2 subnets",
        f"deploy again: nothing leads from {more} to S3",
    )
    (endpoint,) = ec2.describe_vpc_endpoints()["VpcEndpoints"]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
    assert found(clients)["S3 endpoint"].found == "not available"


def test_an_endpoint_that_was_asked_for_is_looked_at(clients, network):
    ec2 = clients("ec2")
    ec2.create_vpc_endpoint(
        VpcId=network["vpc"],
        ServiceName="com.amazonaws.us-east-1.kms",
        VpcEndpointType="Interface",
        SubnetIds=[network["subnet"]],
    )
    assert found(clients)["endpoint kms"].verdict == "ok"


@pytest.mark.parametrize(
    ("change", "state", "remedy"),
    [
        (
            "disable_key",
            "Disabled",
            "enable {} on the page of KMS",
        ),
        (
            "schedule_key_deletion",
            "PendingDeletion",
            "cancel its deletion on the page of KMS, and enable {}",
        ),
    ],
)
def test_a_key_that_cannot_be_used_is_told_with_the_way_back(clients, change, state, remedy):
    kms = clients("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/openverse/data", TargetKeyId=key)
    assert found(clients)["key openverse/data"].found == "Enabled"
    getattr(kms, change)(KeyId=key)
    told = found(clients)["key openverse/data"]
    assert (told.verdict, told.found, told.todo) == ("wrong", state, remedy.format(key))


def test_an_endpoint_that_cannot_be_reached_is_named_and_the_rest_goes_on(clients):
    def some(service):
        if service == "kms":
            raise EndpointConnectionError(endpoint_url="https://kms.us-east-1.amazonaws.com/")
        return clients(service)

    told = {item.check: item for item in examine(some, NEEDS["dev"])}
    lost = told["reach https://kms.us-east-1.amazonaws.com/"]
    assert (lost.verdict, lost.found) == ("wrong", "EndpointConnectionError")
    assert "proxy, firewall" in lost.todo
    assert told["notices"].verdict == "later"


def test_what_one_may_not_look_at_is_told_by_its_call(clients):
    def some(service):
        if service == "kms":
            raise refused("AccessDeniedException", "DescribeKey")
        return clients(service)

    told = {item.check: item for item in examine(some, NEEDS["dev"])}["DescribeKey"]
    assert (told.verdict, told.todo) == ("look", "allow yourself DescribeKey")


def test_a_mail_address_that_nobody_confirmed_is_told(clients):
    clients("sns").create_topic(Name=names.TOPIC)
    waiting = {"SubscriptionArn": "PendingConfirmation", "Endpoint": "me@example.org"}

    def some(service):
        client = clients(service)
        if service != "sns":
            return client
        pages = client.get_paginator

        class Pages:
            def paginate(self, **options):
                return [{"Subscriptions": [waiting]}]

        client.get_paginator = lambda name: pages(name) if name == "list_topics" else Pages()
        return client

    told = {item.check: item for item in examine(some, NEEDS["dev"])}["notices"]
    assert (told.verdict, told.found, told.todo) == (
        "wrong",
        "1 not confirmed",
        "open the mail from AWS",
    )


def test_somebody_must_be_told(clients):
    sns = clients("sns")
    topic = sns.create_topic(Name=names.TOPIC)["TopicArn"]
    assert found(clients)["notices"].found == "nobody is told of failures"
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="me@example.org")
    assert found(clients)["notices"].verdict == "ok"


def test_who_is_not_signed_in_is_told_that_and_no_more(clients, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    (only,) = examine(clients, NEEDS["dev"])
    assert (only.verdict, only.todo) == ("wrong", SIGN_IN)
