"""The VPC: private subnets without a way out, and endpoints to the few services that are needed."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from stacks.config import NetworkConfig

# What a node without internet still reads from AWS itself: Amazon Linux packages, EMR's own
# repository and its instance-log bucket, and where CloudFormation takes answers of resources.
_AWS_BUCKETS = (
    "al2023-repos-{region}-*",
    "repo.{region}.emr.amazonaws.com",
    "prod.{region}.appinfo.src",
    "aws157-logs-*",
    "cloudformation-custom-resource-response-*",
    "cdk-*-assets-*-{region}",
)


class Network(Construct):
    """A VPC on whose crawl path no byte is paid for: S3 is reached through a gateway endpoint.

    There is no NAT gateway: 18 TiB through one would cost eight times the whole crawl job.
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
            availability_zones=[f"{region}{zone}" for zone in config.zones],
            nat_gateways=0,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name="Private", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=20
                )
            ],
            restrict_default_security_group=False,
        )
        self.vpc.add_flow_log(
            "FlowLogs", destination=ec2.FlowLogDestination.to_cloud_watch_logs(log_group)
        )
        self.s3 = self.vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        self._add_endpoints(config)

    def allow_s3(self, buckets: list[s3.Bucket], key: kms.IKey) -> None:
        """Let the gateway endpoint through to our buckets, Common Crawl and AWS's own; no others.

        The key needs no endpoint rule: S3 itself calls KMS for SSE-KMS objects.
        """
        own = [
            arn for bucket in buckets for arn in (bucket.bucket_arn, bucket.arn_for_objects("*"))
        ]
        self.s3.add_to_policy(_allow("OwnBuckets", ["s3:*Object*", "s3:List*", "s3:Get*"], own))
        self.s3.add_to_policy(
            _allow(
                "CommonCrawl",
                ["s3:GetObject", "s3:ListBucket"],
                ["arn:aws:s3:::commoncrawl", "arn:aws:s3:::commoncrawl/*"],
            )
        )
        names = [name.format(region=self._region) for name in _AWS_BUCKETS]
        self.s3.add_to_policy(
            _allow(
                "AwsOwn",
                ["s3:GetObject", "s3:PutObject"],
                [f"arn:aws:s3:::{name}/*" for name in names],
            )
        )

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


def _allow(sid: str, actions: list[str], resources: list[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid, principals=[iam.AnyPrincipal()], actions=actions, resources=resources
    )
