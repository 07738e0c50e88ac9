"""Everything of a crawl cluster that stands before there is one, and costs nothing."""

import hashlib
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_emr as emr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from catalog.operations.names import EMR_TAG
from stacks.constructs.grants import let_read, let_write
from stacks.constructs.job_flow import ClusterPlace
from stacks.constructs.network import Network
from stacks.nag import accept_wildcards, acknowledge

_SESSION_MANAGER = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
]


class ClusterBase(Construct):
    """Security groups, service role and security configuration that both pipelines share."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        network: Network,
        key: kms.IKey,
        bucket: s3.IBucket,
        certificates: str,
    ) -> None:
        super().__init__(scope, construct_id)
        self.network, self.bucket, self.key = network, bucket, key
        self.groups = ClusterGroups(self, "Groups", vpc=network.vpc)
        self.service_role = self._build_service_role()
        # Its content can only be changed by another one, which needs another name.
        mark = hashlib.sha256(certificates.encode()).hexdigest()[:8]
        self.security_name = f"openverse-crawl-{mark}" if certificates else "openverse-crawl"
        self.security = emr.CfnSecurityConfiguration(
            self,
            "Security",
            name=self.security_name,
            security_configuration=_security(key, certificates),
        )

    def place(self, profile: iam.CfnInstanceProfile) -> ClusterPlace:
        """Name everything that a cluster with this instance profile refers to."""
        return ClusterPlace(
            bucket=self.bucket.bucket_name,
            subnets=[subnet.subnet_id for subnet in self.network.cluster_subnets],
            primary_group=self.groups.primary.security_group_id,
            node_group=self.groups.nodes.security_group_id,
            service_group=self.groups.service.security_group_id,
            service_role=self.service_role.role_name,
            instance_profile=profile.ref,
            security_configuration=self.security_name,
        )

    def acknowledge(self) -> None:
        """Accept the wildcards of the service role once every pipeline is there."""
        accept_wildcards(self.service_role, "A data key of any kind may be asked for.")

    def _build_service_role(self) -> iam.Role:
        role = iam.Role(
            self,
            "ServiceRole",
            description="EMR starts and ends crawl clusters",
            assumed_by=iam.ServicePrincipal(
                "elasticmapreduce.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
            ),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name(
                    "service-role/AmazonEMRServicePolicy_v2"
                )
            ],
        )
        acknowledge(
            role,
            "AWS's own policy for EMR, which is limited to resources with EMR's tag and follows "
            "EMR's needs from release to release.",
            "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2]",
        )
        self._let_encrypt_disks(role)
        _let_make_spot_role(role)
        return role

    def _let_encrypt_disks(self, role: iam.Role) -> None:
        """Let EMR start nodes whose disks are encrypted with our key.

        The actions are those of "Encrypt EBS volumes" in the EMR Management Guide and of
        "Requirements for Amazon EBS encryption" in the EBS guide. A grant is made for EC2 only.
        """
        self.key.grant(
            role,
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=["kms:CreateGrant"],
                resources=[self.key.key_arn],
                conditions={"Bool": {"kms:GrantIsForAWSResource": "true"}},
            )
        )


class ClusterGroups(Construct):
    """The three security groups of a cluster in a private subnet, with every rule that EMR wants.

    EMR adds to its groups what is missing, behind CloudFormation's back, and a group to which
    another one's rules refer cannot be deleted. So all are declared here: the tables of "Working
    with Amazon EMR-managed security groups", and port 9443, without which RunJobFlow is refused
    since 5.30.
    """

    def __init__(self, scope: Construct, construct_id: str, *, vpc: ec2.IVpc) -> None:
        super().__init__(scope, construct_id)
        self._vpc = vpc
        self.primary = self._build("Primary", "EMR primary node")
        self.nodes = self._build("Nodes", "EMR core and task nodes")
        self.service = self._build("Service", "EMR service to the primary node", outbound=False)
        inside = {"tcp": ec2.Port.all_tcp(), "udp": ec2.Port.all_udp(), "icmp": ec2.Port.all_icmp()}
        for group in (self.primary, self.nodes):
            for peer in (self.primary, self.nodes):
                for what, ports in inside.items():
                    group.add_ingress_rule(peer, ports, f"{what} inside a cluster")
            group.add_ingress_rule(self.service, ec2.Port.tcp(8443), "EMR service to nodes")
            self.service.add_egress_rule(group, ec2.Port.tcp(8443), "EMR service to nodes")
        self.service.add_ingress_rule(self.primary, ec2.Port.tcp(9443), "Primary to EMR service")

    def _build(self, construct_id: str, what: str, *, outbound: bool = True) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self, construct_id, vpc=self._vpc, description=what, allow_all_outbound=outbound
        )
        cdk.Tags.of(group).add(EMR_TAG, "true")
        return group


class InstanceRole(Construct):
    """What the nodes of one pipeline may read and write."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        base: ClusterBase,
        name: str,
        session_manager: bool,
    ) -> None:
        super().__init__(scope, construct_id)
        self.role = iam.Role(
            self,
            "Role",
            description=f"Nodes of {name}",
            assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"),
        )
        self.profile = iam.CfnInstanceProfile(self, "Profile", roles=[self.role.role_name])
        base.service_role.add_to_policy(
            iam.PolicyStatement(
                actions=["iam:PassRole"],
                resources=[self.role.role_arn],
                conditions={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
            )
        )
        let_read(self.role, base.bucket, "scripts/*", "bootstrap/*", f"runs/{name}/*")
        let_write(self.role, base.bucket, f"log/pipeline/{name}/*")
        self._allow("s3:GetObject", "arn:aws:s3:::commoncrawl/*")
        self._allow("s3:ListBucket", "arn:aws:s3:::commoncrawl")
        if session_manager:
            self.role.add_to_policy(iam.PolicyStatement(actions=_SESSION_MANAGER, resources=["*"]))

    def acknowledge(self) -> None:
        """Accept the wildcards of this role once everything has been granted."""
        accept_wildcards(
            self.role,
            "Nodes read and write below named prefixes of our buckets and read Common Crawl.",
            unscoped="Session Manager has no resources to name in a policy.",
        )

    def _allow(self, action: str, resource: str) -> None:
        self.role.add_to_policy(iam.PolicyStatement(actions=[action], resources=[resource]))


def _let_make_spot_role(role: iam.Role) -> None:
    """Let EC2 make its role for spot nodes, in an account that never had one."""
    spot = "spot.amazonaws.com"
    role.add_to_policy(
        iam.PolicyStatement(
            actions=["iam:CreateServiceLinkedRole"],
            resources=[f"arn:aws:iam::*:role/aws-service-role/{spot}/AWSServiceRoleForEC2Spot*"],
            conditions={"StringLike": {"iam:AWSServiceName": spot}},
        )
    )


def _security(key: kms.IKey, certificates: str) -> dict[str, Any]:
    """Encrypt at rest with our key, in transit where certificates are given, and require IMDSv2."""
    at_rest = {
        "S3EncryptionConfiguration": {"EncryptionMode": "SSE-KMS", "AwsKmsKey": key.key_arn},
        "LocalDiskEncryptionConfiguration": {
            "EnableEbsEncryption": True,
            "EncryptionKeyProviderType": "AwsKms",
            "AwsKmsKey": key.key_arn,
        },
    }
    encryption: dict[str, Any] = {
        "EnableAtRestEncryption": True,
        "EnableInTransitEncryption": bool(certificates),
        "AtRestEncryptionConfiguration": at_rest,
    }
    if certificates:
        provider = {"CertificateProviderType": "PEM", "S3Object": certificates}
        encryption["InTransitEncryptionConfiguration"] = {"TLSCertificateConfiguration": provider}
    return {
        "EncryptionConfiguration": encryption,
        "InstanceMetadataServiceConfiguration": {
            "MinimumInstanceMetadataServiceVersion": 2,
            "HttpPutResponseHopLimit": 1,
        },
    }
