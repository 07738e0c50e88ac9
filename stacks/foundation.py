"""What everything else stands on and what is never rebuilt lightly: keys, network, buckets."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from catalog.operations.names import TOPIC
from stacks.config import DeploymentConfig
from stacks.constructs.logs import retention
from stacks.constructs.network import Network
from stacks.constructs.storage import Buckets


class Foundation(cdk.Stack):
    """Keys, VPC, buckets and the topic through which people are told."""

    def __init__(
        self, scope: Construct, construct_id: str, *, config: DeploymentConfig, **stack: Any
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self.config = config
        self.data_key = self._build_key()
        self.flow_logs = self._build_flow_logs()
        self.network = Network(
            self, "Network", config=config.network, region=config.region, log_group=self.flow_logs
        )
        self.buckets = Buckets(
            self,
            "Buckets",
            config=config.storage,
            suffix=config.suffix or f"{config.environment}-{self.account}",
            key=self.data_key,
        )
        for subnet in self.network.vpc.isolated_subnets:
            self.export_value(subnet.subnet_id)  # those that nobody uses now, too
        self.network.allow_s3([*self.buckets.all()], self.account)
        self.topic = self._build_topic()

    def _build_key(self) -> kms.Key:
        """Return the one key of everything: each costs a dollar a month."""
        keep = self.config.storage.retain
        key = kms.Key(
            self,
            "DataKey",
            alias="openverse/data",
            description="Buckets, database, logs and messages of the Openverse catalog",
            enable_key_rotation=True,
            removal_policy=cdk.RemovalPolicy.RETAIN if keep else cdk.RemovalPolicy.DESTROY,
        )
        groups = f"arn:aws:logs:{self.region}:{self.account}:log-group:*"
        _let_use(
            key,
            f"logs.{self.region}.amazonaws.com",
            {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncrypt*",
            "kms:GenerateDataKey*",
            "kms:DescribeKey",
        )
        return key

    def _build_flow_logs(self) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "FlowLogs",
            retention=retention(self.config.ops.log_days),
            encryption_key=self.data_key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _build_topic(self) -> sns.Topic:
        topic = sns.Topic(
            self,
            "Notices",
            topic_name=TOPIC,
            display_name="Openverse catalog",
            master_key=self.data_key,
            enforce_ssl=True,
        )
        own = {"StringEquals": {"aws:SourceAccount": self.account}}
        # EventBridge names no account: its guide says that conditions are not supported here.
        for service, conditions in (("cloudwatch", own), ("budgets", own), ("events", None)):
            principal = f"{service}.amazonaws.com"
            topic.add_to_resource_policy(
                iam.PolicyStatement(
                    sid=f"{service.title()}Tells",
                    principals=[iam.ServicePrincipal(principal)],
                    actions=["sns:Publish"],
                    resources=[topic.topic_arn],
                    conditions=conditions,
                )
            )
            _let_use(self.data_key, principal, conditions, "kms:Decrypt", "kms:GenerateDataKey*")
        for address in self.config.ops.emails:
            topic.add_subscription(subscriptions.EmailSubscription(address))
        return topic


def _let_use(
    key: kms.Key, principal: str, conditions: dict[str, Any] | None, *actions: str
) -> None:
    """Let a service use a key as itself, for our account's sake where it can say so."""
    key.add_to_resource_policy(
        iam.PolicyStatement(
            principals=[iam.ServicePrincipal(principal)],
            actions=[*actions],
            resources=["*"],
            conditions=conditions,
        )
    )
