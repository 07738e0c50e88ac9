"""The input of EMR's RunJobFlow, as data. A test holds it against botocore's own description of it.

Keys that end in `.$` are filled in by Step Functions from the execution's state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.operations.cost import DATA_GB, ROOT_GB
from catalog.operations.names import CRAWL_TAG, EMR_TAG, PIPELINE_TAG
from stacks.config import GRAVITON_TYPES, CrawlConfig

# EMR's default for an 8xlarge is four volumes of 128 GB, which would cost a tenth of the crawl.
_DISK = {
    "EbsBlockDeviceConfigs": [
        {
            "VolumeSpecification": {"VolumeType": "gp3", "SizeInGB": DATA_GB},
            "VolumesPerInstance": 1,
        }
    ]
}
PYTHON_HOME = "/opt/openverse"


@dataclass(frozen=True, slots=True)
class PipelineSpec:
    """What tells one crawl pipeline from the other.

    Attributes:
        name: of the state machine and of the log prefix.
        title: the pipeline's name in the handbook, and the cluster's name.
        script: file below `scripts/`.
        arguments: of the script; paths into the execution's state and Step Functions' own
            functions are filled in.
        task_vcpus: how many spot vCPUs are asked for.
        schedule: when it looks for work, as a cron expression.
    """

    name: str
    title: str
    script: str
    arguments: tuple[str, ...]
    task_vcpus: int
    schedule: str


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """Where a cluster runs and as whom: names and ids made by the stack."""

    bucket: str
    subnets: Sequence[str]
    primary_group: str
    node_group: str
    service_group: str
    service_role: str
    instance_profile: str
    security_configuration: str


def build_job_flow(spec: PipelineSpec, config: CrawlConfig, place: ClusterPlace) -> dict[str, Any]:
    """Describe a cluster that does one step and ends itself."""
    return {
        "Name.$": f"States.Format('{spec.title} {{}} attempt {{}}', $.run.crawl, $.attempt.number)",
        "ReleaseLabel": config.release_label,
        "LogUri": f"s3://{place.bucket}/log/pipeline/{spec.name}/",
        "Applications": [{"Name": "Spark"}],
        "ServiceRole": place.service_role,
        "JobFlowRole": place.instance_profile,
        "SecurityConfiguration": place.security_configuration,
        "AutoTerminationPolicy": {"IdleTimeout": config.idle_seconds},
        "ScaleDownBehavior": "TERMINATE_AT_TASK_COMPLETION",
        "StepConcurrencyLevel": 1,
        "EbsRootVolumeSize": ROOT_GB,
        "VisibleToAllUsers": True,
        "Instances": _instances(config, place, spec.task_vcpus),
        "BootstrapActions": [_bootstrap(place.bucket)],
        "Configurations": _configurations(),
        "Steps": [_step(spec, place.bucket)],
        "Tags": _tags(spec),
    }


def _instances(config: CrawlConfig, place: ClusterPlace, task_vcpus: int) -> dict[str, Any]:
    key_pair = {"Ec2KeyName": config.key_pair} if config.key_pair else {}
    return {
        **key_pair,
        "Ec2SubnetIds": [*place.subnets],
        "EmrManagedMasterSecurityGroup": place.primary_group,
        "EmrManagedSlaveSecurityGroup": place.node_group,
        "ServiceAccessSecurityGroup": place.service_group,
        "KeepJobFlowAliveWhenNoSteps": False,
        "TerminationProtected": False,
        "InstanceFleets": [
            _on_demand_fleet("MASTER", config.primary_type, 1),
            _on_demand_fleet("CORE", config.core_type, config.core_nodes),
            _spot_fleet(config, task_vcpus),
        ],
    }


def _on_demand_fleet(role: str, instance_type: str, nodes: int) -> dict[str, Any]:
    return {
        "Name": role.lower(),
        "InstanceFleetType": role,
        "TargetOnDemandCapacity": nodes,
        "InstanceTypeConfigs": [
            {"InstanceType": instance_type, "WeightedCapacity": 1, "EbsConfiguration": _DISK}
        ],
        "LaunchSpecifications": {
            "OnDemandSpecification": {"AllocationStrategy": "lowest-price"},
        },
    }


def fleet_of(config: CrawlConfig, vcpus: int) -> dict[str, Any]:
    """Return the working nodes of a first cluster, as catalog/operations/preflight.py takes them.

    No type is heavier than the smallest fleet, so that a second cluster can be of one block.
    """
    fit = {name: GRAVITON_TYPES[name] for name in config.task_types}
    types = {name: weight for name, weight in fit.items() if weight <= vcpus}
    return {
        "vcpus": vcpus,
        "types": [*types],
        "smallest": max(types.values()),
        "core_nodes": config.core_nodes,
        "within_hours": round(config.deadline_minutes / 60, 3),
    }


def _spot_fleet(config: CrawlConfig, vcpus: int) -> dict[str, Any]:
    types = {name: GRAVITON_TYPES[name] for name in fleet_of(config, vcpus)["types"]}
    return {
        "Name": "task",
        "InstanceFleetType": "TASK",
        "TargetSpotCapacity.$": "$.attempt.vcpus",
        "InstanceTypeConfigs": [
            {
                "InstanceType": name,
                "WeightedCapacity": weight,
                "BidPriceAsPercentageOfOnDemandPrice": config.bid_percent,
                "EbsConfiguration": _DISK,
            }
            for name, weight in types.items()
        ],
        "LaunchSpecifications": {
            "SpotSpecification": {
                "AllocationStrategy": "price-capacity-optimized",
                "TimeoutDurationMinutes": config.provisioning_minutes,
                "TimeoutAction": "TERMINATE_CLUSTER",
            }
        },
    }


def _bootstrap(bucket: str) -> dict[str, Any]:
    return {
        "Name": "Unpack the catalog and its libraries",
        "ScriptBootstrapAction": {
            "Path": f"s3://{bucket}/bootstrap/install.sh",
            "Args": [f"s3://{bucket}/bootstrap/", PYTHON_HOME],
        },
    }


def _step(spec: PipelineSpec, bucket: str) -> dict[str, Any]:
    arguments = [
        "spark-submit",
        "--deploy-mode",
        "cluster",
        f"s3://{bucket}/scripts/{spec.script}",
        *spec.arguments,
    ]
    shown = ", ".join(
        item if item.startswith(("$", "States.")) else f"'{item}'" for item in arguments
    )
    return {
        "Name": spec.script,
        "ActionOnFailure": "TERMINATE_CLUSTER",
        "HadoopJarStep": {"Jar": "command-runner.jar", "Args.$": f"States.Array({shown})"},
    }


def _tags(spec: PipelineSpec) -> list[Mapping[str, str]]:
    return [
        {"Key": EMR_TAG, "Value": "true"},
        {"Key": PIPELINE_TAG, "Value": spec.name},
        {"Key": CRAWL_TAG, "Value.$": "$.run.crawl"},
    ]


def _configurations() -> list[dict[str, Any]]:
    """Settings for tasks of a minute each on nodes that may vanish.

    The application master stays on the on-demand core nodes: a reclaimed spot node then costs
    only the files that it was reading.
    """
    python = {"PYSPARK_PYTHON": "python3.11", "PYTHONPATH": PYTHON_HOME}
    environment = {
        f"{prefix}.{name}": value
        for prefix in ("spark.yarn.appMasterEnv", "spark.executorEnv")
        for name, value in python.items()
    }
    return [
        {
            "Classification": "yarn-site",
            "Properties": {
                "yarn.node-labels.enabled": "true",
                "yarn.node-labels.am.default-node-label-expression": "CORE",
                "yarn.resourcemanager.nodemanager-graceful-decommission-timeout-secs": "120",
            },
        },
        {
            "Classification": "spark-defaults",
            "Properties": {
                "spark.dynamicAllocation.enabled": "false",
                "spark.executor.instances": "10000",  # as many as the fleet holds
                "spark.executor.cores": "4",
                "spark.executor.memory": "3g",
                "spark.executor.memoryOverhead": "3g",
                "spark.python.worker.reuse": "true",
                "spark.speculation": "true",
                "spark.speculation.multiplier": "3",
                "spark.speculation.quantile": "0.9",
                "spark.task.maxFailures": "10",
                "spark.decommission.enabled": "true",
                "spark.network.timeout": "300s",
                **environment,
            },
        },
    ]
