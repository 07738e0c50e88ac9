"""The crawl's stack: what a cluster is asked for, and what guards its cost."""

import re
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator

from tests.stacks.reading import definition

pytestmark = pytest.mark.infra


def filled_in(value: Any) -> Any:
    """What Step Functions sends: a value where the definition has a path or a function."""
    if isinstance(value, list):
        return [filled_in(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key.removesuffix(".$"): sent(key, item) if key.endswith(".$") else filled_in(item)
        for key, item in value.items()
    }


def sent(key: str, path: str) -> Any:
    if key == "TargetSpotCapacity.$":
        return 64
    return ["word"] if path.startswith("States.Array") else "word"


def job_flow(assembly: Any, name: str = "common-crawl-etl") -> dict[str, Any]:
    machine = assembly.only("AWS::StepFunctions::StateMachine", StateMachineName=name)
    request: dict[str, Any] = definition(machine)["States"]["LaunchCluster"]["Parameters"]
    return request


def test_the_crawl_goes_to_s3_without_a_nat(prod):
    gateways = [
        item
        for item in prod.properties("AWS::EC2::VPCEndpoint")
        if item["VpcEndpointType"] == "Gateway"
    ]
    assert prod.resources("AWS::EC2::NatGateway") == []
    assert prod.resources("AWS::EC2::InternetGateway") == []
    assert prod.resources("AWS::EC2::Route") == []
    assert len(gateways[0]["RouteTableIds"]) == len(prod.resources("AWS::EC2::Subnet")) == 6


def test_the_crawl_is_looked_for_daily_on_the_first_six_days(prod, dev):
    schedules = [
        assembly.only("AWS::Scheduler::Schedule", Name="common-crawl-etl")
        for assembly in (prod, dev)
    ]
    assert [(item["ScheduleExpression"], item["State"]) for item in schedules] == [
        ("cron(0 6 1-6 * ? *)", "ENABLED"),
        ("cron(0 6 1-6 * ? *)", "DISABLED"),
    ]


@pytest.mark.parametrize("name", ["common-crawl-etl", "common-crawl-provider-images"])
def test_emr_accepts_the_cluster_as_it_is_described(prod, name):
    emr = botocore.session.get_session().get_service_model("emr")
    shape = emr.operation_model("RunJobFlow").input_shape
    report = ParamValidator().validate(filled_in(job_flow(prod, name)), shape)
    assert report.generate_report() == ""


def test_a_cluster_is_spot_private_short_lived_and_ends_itself(prod):
    request = job_flow(prod)
    instances = request["Instances"]
    fleets = {fleet["InstanceFleetType"]: fleet for fleet in instances["InstanceFleets"]}
    spot = fleets["TASK"]["LaunchSpecifications"]["SpotSpecification"]
    types = fleets["TASK"]["InstanceTypeConfigs"]
    assert (
        {name: "TargetOnDemandCapacity" in fleet for name, fleet in fleets.items()},
        fleets["TASK"]["TargetSpotCapacity.$"],
        spot,
        len(types) >= 10,
        {re.fullmatch(r"c\dg\.\w+", item["InstanceType"]) is not None for item in types},
        {item["BidPriceAsPercentageOfOnDemandPrice"] for item in types},
    ) == (
        {"MASTER": True, "CORE": True, "TASK": False},
        "$.attempt.vcpus",
        {
            "AllocationStrategy": "price-capacity-optimized",
            "TimeoutDurationMinutes": 10,
            "TimeoutAction": "TERMINATE_CLUSTER",
        },
        True,
        {True},
        {60},
    )
    assert (
        len(instances["Ec2SubnetIds"]),
        instances["KeepJobFlowAliveWhenNoSteps"],
        "Ec2KeyName" in instances,
        request["AutoTerminationPolicy"],
        request["Steps"][0]["ActionOnFailure"],
        request["SecurityConfiguration"],
    ) == (3, False, False, {"IdleTimeout": 600}, "TERMINATE_CLUSTER", "openverse-crawl")


def test_a_cluster_asks_for_the_second_version_of_the_metadata_service(prod):
    security = prod.only("AWS::EMR::SecurityConfiguration")["SecurityConfiguration"]
    assert security["InstanceMetadataServiceConfiguration"] == {
        "MinimumInstanceMetadataServiceVersion": 2,
        "HttpPutResponseHopLimit": 1,
    }
    assert security["EncryptionConfiguration"]["EnableAtRestEncryption"] is True


def test_every_node_has_the_disks_that_the_estimate_counts(prod):
    for fleet in job_flow(prod)["Instances"]["InstanceFleets"]:
        for item in fleet["InstanceTypeConfigs"]:
            (disk,) = item["EbsConfiguration"]["EbsBlockDeviceConfigs"]
            assert (disk["VolumeSpecification"]["SizeInGB"], disk["VolumesPerInstance"]) == (64, 1)
    assert job_flow(prod)["EbsRootVolumeSize"] == 32


def test_the_cost_gate_stands_at_a_hundred_dollars(prod):
    machine = prod.only("AWS::StepFunctions::StateMachine", StateMachineName="common-crawl-etl")
    (choice,) = definition(machine)["States"]["CostGate"]["Choices"]
    assert choice["And"][0] == {"Variable": "$.plan.most_usd", "NumericGreaterThan": 100}
