"""The VPC: private subnets without a way out, and endpoints to the few services that are needed."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from catalog.operations.names import EMR_TAG
from stacks.config import NetworkConfig

# All zones of us-east-1.
ZONES = ("a", "b", "c", "d", "e", "f")
# RDS lets no subnet go in which an instance stands, and not every service is in every zone.
DATABASE_ZONES = ("a", "b", "c")
# What a node without internet asks of AWS's own buckets: "Sample policies for private subnets that
# access Amazon S3" in the EMR Management Guide (read 2026-11). These names are whole: whoever may
# write to a bucket of a similar name could otherwise be sent our data.
_REPOSITORIES = (
    "al2023-repos-{region}-de612dc2",
    "repo.{region}.emr.amazonaws.com",
    "aws157-instance-data-0-prod-{region}",
    "aws157-instance-data-1-prod-{region}",
)
_LOGS_OF_EMR = "aws157-logs-prod"  # in us-east-1 without the region
_HISTORY = "prod.{region}.appinfo.src"


class Network(Construct):
    """A VPC on whose crawl path no byte is paid for: S3 is reached through a gateway endpoint.

    There is no NAT gateway: 18 TiB through one would cost eight times the whole crawl job. It has
    a subnet in every zone, which costs nothing, whatever zones are in use: another choice of zones
    then makes and removes no subnet, and no export that other stacks import.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: NetworkConfig,
        region: str,
        log_group: logs.ILogGroup,
    ) -> None:
        super().__init__(scope, construct_id)
        self._region = region
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            ip_addresses=ec2.IpAddresses.cidr(config.cidr),
            availability_zones=[f"{region}{zone}" for zone in ZONES],
            nat_gateways=0,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name="Private", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=20
                )
            ],
            restrict_default_security_group=False,
        )
        # EMR's service role may launch into a network with this tag only; the VPC and its subnets.
        cdk.Tags.of(self.vpc).add(
            EMR_TAG, "true", include_resource_types=["AWS::EC2::VPC", "AWS::EC2::Subnet"]
        )
        self.vpc.add_flow_log(
            "FlowLogs", destination=ec2.FlowLogDestination.to_cloud_watch_logs(log_group)
        )
        self.cluster_subnets = self._subnets(config.zones)
        self.database_subnets = self._subnets(DATABASE_ZONES)
        self.s3 = self.vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        if config.endpoints:
            self._add_endpoints(config)

    def _subnets(self, zones: Sequence[str]) -> list[ec2.ISubnet]:
        selection = self.vpc.select_subnets(
            subnet_type=ec2.SubnetType.PRIVATE_ISOLATED,
            availability_zones=[f"{self._region}{zone}" for zone in zones],
        )
        return list(selection.subnets)

    def allow_s3(self, buckets: list[s3.Bucket], account: str) -> None:
        """Let the gateway endpoint through to our buckets, Common Crawl and AWS's own; no others.

        The key needs no endpoint rule: S3 itself calls KMS for SSE-KMS objects.
        """
        own = [
            arn for bucket in buckets for arn in (bucket.bucket_arn, bucket.arn_for_objects("*"))
        ]
        crawl = ["arn:aws:s3:::commoncrawl", "arn:aws:s3:::commoncrawl/*"]
        read, write = ["s3:GetObject"], ["s3:PutObject"]
        history = ["s3:Put*", "s3:Get*", "s3:Create*", "s3:Abort*", "s3:List*"]
        for sid, actions, resources, owner in (
            ("OwnBuckets", ["s3:*Object*", "s3:List*", "s3:Get*", "s3:Abort*"], own, account),
            ("CommonCrawl", ["s3:GetObject", "s3:ListBucket"], crawl, ""),
            ("Repositories", read, self._objects(*_REPOSITORIES), ""),
            ("EmrLogs", write, self._objects(_LOGS_OF_EMR), ""),
            ("EmrHistory", history, self._objects(_HISTORY), ""),
        ):
            self.s3.add_to_policy(
                iam.PolicyStatement(
                    sid=sid,
                    principals=[iam.AnyPrincipal()],
                    actions=actions,
                    resources=resources,
                    conditions={"StringEquals": {"aws:ResourceAccount": owner}} if owner else None,
                )
            )

    def _objects(self, *names: str) -> list[str]:
        return [f"arn:aws:s3:::{name.format(region=self._region)}/*" for name in names]

    def _add_endpoints(self, config: NetworkConfig) -> None:
        zones = [f"{self._region}{zone}" for zone in config.zones[: config.endpoint_zones]]
        self.endpoints = ec2.SecurityGroup(
            self,
            "Endpoints",
            vpc=self.vpc,
            description="HTTPS from the VPC to AWS services",
            allow_all_outbound=False,
        )
        self.endpoints.add_ingress_rule(
            ec2.Peer.ipv4(config.cidr), ec2.Port.tcp(443), "HTTPS from inside the VPC"
        )
        for name in config.endpoints:
            self.vpc.add_interface_endpoint(
                name.title(),
                service=ec2.InterfaceVpcEndpointAwsService(name, port=443),
                subnets=ec2.SubnetSelection(availability_zones=zones),
                security_groups=[self.endpoints],
                open=False,
            )
