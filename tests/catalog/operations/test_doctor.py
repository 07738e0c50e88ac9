"""Against moto; test_local_deploy.py examines the deployed platform."""

import boto3
import pytest
from moto import mock_aws

from catalog.operations import names
from catalog.operations.doctor import SERVICE_ROLES, examine, wanted_secrets


@pytest.fixture
def clients(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    quotas = {names.SPOT_QUOTA: 3200, names.ON_DEMAND_QUOTA: 32, names.CONCURRENCY_QUOTA: 1000}

    class Quotas:
        def get_service_quota(self, *, ServiceCode, QuotaCode):  # noqa: N803 - AWS's names
            return {"Quota": {"Value": float(quotas[QuotaCode])}}

    def client(service):
        kept = Quotas() if service == "service-quotas" else None
        return kept or boto3.client(service, region_name="us-east-1")

    client.quotas = quotas
    with mock_aws():
        yield client


def found(clients, **options):
    options = {"vcpus": 3200, **options}
    return {item.check: item for item in examine(clients, **options)}


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
    assert told["CDK bootstrap"].todo == "scripts/cdk.sh bootstrap aws://ACCOUNT/us-east-1"


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
    for name in SERVICE_ROLES.values():
        clients("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")
    told = found(clients)
    assert {told[f"role {name}"].verdict for name in SERVICE_ROLES.values()} == {"ok"}


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


def test_a_subnet_that_emr_may_not_use_is_named(clients):
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": names.EMR_TAG, "Value": "true"}])
    told = found(clients)
    assert told["subnets for EMR"].todo == f"deploy again: EMR may not start a node in {subnet}"
    assert told["S3 endpoint"].verdict == "wrong"


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
    (only,) = examine(clients, vcpus=64)
    assert (only.verdict, only.todo) == ("wrong", "sign in: aws sso login")
