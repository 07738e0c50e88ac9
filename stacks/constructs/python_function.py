"""A Lambda of ours: `lambdas/<name>/handler.py`, the shared layers, a role of its own."""

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from catalog.operations.names import METRICS
from stacks.constructs.logs import retention
from stacks.constructs.network import Network
from stacks.nag import accept_wildcards, acknowledge
from stacks.packages import ROOT, Packages

_INTERFACES = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
]


class Layers(Construct):
    """The dependencies and the `catalog` package, as this stack's own layer versions.

    Each stack has its own: an exported layer version could never be replaced while another stack
    imports it.
    """

    def __init__(self, scope: Construct, construct_id: str, *, packages: Packages) -> None:
        super().__init__(scope, construct_id)
        self.versions = [
            lambda_.LayerVersion(
                self,
                name,
                code=lambda_.Code.from_asset(str(path)),
                compatible_architectures=[lambda_.Architecture.ARM_64],
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                description=f"Openverse catalog: {name.lower()}",
            )
            for name, path in packages.layers.items()
        ]


class PythonFunction(Construct):
    """One function with its log group, its role and nothing else in that role to begin with."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        function_name: str,
        description: str,
        layers: Layers,
        log_days: int,
        key: kms.IKey,
        environment: Mapping[str, str] | None = None,
        timeout: cdk.Duration | None = None,
        memory_mb: int = 512,
        concurrency: int | None = None,
        network: Network | None = None,
        security_group: ec2.ISecurityGroup | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.name = function_name
        self.log_group = self._build_logs(key, log_days)
        self.role = self._build_role(description, in_vpc=network is not None)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=function_name,
            description=description,
            code=lambda_.Code.from_asset(_source(name), exclude=["__pycache__", "README.md"]),
            handler="handler.handler",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            layers=layers.versions,
            role=self.role,
            log_group=self.log_group,
            environment=_environment(function_name, environment or {}),
            environment_encryption=key,
            timeout=timeout or cdk.Duration.minutes(5),
            memory_size=memory_mb,
            reserved_concurrent_executions=concurrency,
            tracing=lambda_.Tracing.ACTIVE,
            vpc=network.vpc if network else None,
            vpc_subnets=ec2.SubnetSelection(subnets=network.database_subnets) if network else None,
            security_groups=[security_group] if security_group else None,
        )
        acknowledge(
            self.function,
            "The locked libraries are tested up to Python 3.13, so that is what runs.",
            "L1",
        )

    def allow(self, actions: list[str], resources: list[str]) -> None:
        """Let the function do these things to these resources."""
        self.role.add_to_policy(iam.PolicyStatement(actions=actions, resources=resources))

    def _build_logs(self, key: kms.IKey, log_days: int) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{self.name}",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _build_role(self, description: str, *, in_vpc: bool) -> iam.Role:
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=description,
        )
        self.log_group.grant_write(role)
        if in_vpc:
            role.add_to_policy(iam.PolicyStatement(actions=_INTERFACES, resources=["*"]))
        return role

    def acknowledge(self, reason: str, *, unscoped: str = "") -> None:
        """Accept the wildcards of the function's role, once everything has been granted."""
        accept_wildcards(self.role, reason, unscoped=unscoped)


def _source(name: str) -> str:
    path = ROOT / "lambdas" / name
    if not (path / "handler.py").is_file():
        raise FileNotFoundError(f"{path}/handler.py is not there")
    return str(path)


def _environment(service: str, own: Mapping[str, str]) -> dict[str, str]:
    return {
        "POWERTOOLS_SERVICE_NAME": service,
        "POWERTOOLS_METRICS_NAMESPACE": METRICS,
        "LOG_LEVEL": "INFO",
        **own,
    }
