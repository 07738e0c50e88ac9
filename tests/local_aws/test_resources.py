"""What moto's CloudFormation is taught, without a server."""

import json

import boto3
import pytest
from moto import mock_aws
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import SubnetBackend

from local_aws import resources

NETWORK = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
    "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
    "Subnet": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"},
    },
    "Association": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"RouteTableId": {"Ref": "Table"}, "SubnetId": {"Ref": "Subnet"}},
    },
}


@pytest.fixture(autouse=True)
def taught(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setattr(SubnetBackend, "create_subnet_association", resources.associate)
    monkeypatch.setattr(RouteTable, "delete", resources._forget_routes, raising=False)


@mock_aws
def test_a_subnet_has_the_route_table_that_its_template_gives_it_and_goes_with_it():
    cloudformation = boto3.client("cloudformation", region_name="us-east-1")
    ec2 = boto3.client("ec2", region_name="us-east-1")
    before = len(ec2.describe_route_tables()["RouteTables"])
    body = json.dumps({"Resources": NETWORK})
    cloudformation.create_stack(StackName="network", TemplateBody=body)
    made = cloudformation.describe_stack_resources(StackName="network")["StackResources"]
    ids = {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in made}
    wanted = [{"Name": "association.subnet-id", "Values": [ids["Subnet"]]}]
    (table,) = ec2.describe_route_tables(Filters=wanted)["RouteTables"]
    assert table["RouteTableId"] == ids["Table"]
    cloudformation.delete_stack(StackName="network")
    assert ids["Subnet"] not in {s["SubnetId"] for s in ec2.describe_subnets()["Subnets"]}
    assert ids["Vpc"] not in {v["VpcId"] for v in ec2.describe_vpcs()["Vpcs"]}
    assert len(ec2.describe_route_tables()["RouteTables"]) == before
