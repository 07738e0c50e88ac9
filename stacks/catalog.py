"""The catalog database and what works on it."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import triggers
from constructs import Construct

from catalog.operations.names import DATABASE as NAME
from catalog.operations.names import POPULARITY
from stacks.config import DeploymentConfig
from stacks.constructs.database import Database
from stacks.constructs.python_function import Layers, PythonFunction
from stacks.constructs.rounds import Rounds
from stacks.constructs.schedule import DeadLetters, Schedule
from stacks.foundation import Foundation
from stacks.nag import acknowledge_triggers
from stacks.packages import Packages


class Catalog(cdk.Stack):
    """`openledger`, its migrations, and the Lambdas that load and refresh it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: DeploymentConfig,
        foundation: Foundation,
        packages: Packages,
        **stack: Any,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self.config, self.foundation = config, foundation
        self.buckets = foundation.buckets.seen_from(self)
        self.layers = Layers(self, "Layers", packages=packages)
        self.dead_letters = DeadLetters(
            self, "DeadLetters", name="openverse-catalog-undelivered", key=foundation.data_key
        )
        self.database = Database(
            self,
            "Database",
            config=config.database,
            vpc=foundation.network.vpc,
            key=foundation.database_key,
            log_days=config.ops.log_days,
            retain=config.storage.retain,
        )
        self._build_migrations()
        self.load = self._build_loader()
        self.popularity = self._build_popularity()

    def _build_migrations(self) -> None:
        """Migrate with every deployment that brings other code; one that fails is rolled back."""
        function = self._function(
            "apply_migrations", "Brings the tables of the catalog database up to date"
        )
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        triggers.Trigger(
            self,
            "Migrate",
            handler=function.function,
            execute_after=[self.database.cluster],
            timeout=cdk.Duration.minutes(10),
        )
        acknowledge_triggers(self)

    def _build_loader(self) -> PythonFunction:
        rejected = f"s3://{self.buckets.landing.bucket_name}/rejected"
        function = self._function(
            "load_media", "Loads landing files into the catalog database", REJECTED=rejected
        )
        self.buckets.landing.grant_read(function.role)
        self.buckets.images.grant_read(function.role)
        self.buckets.landing.grant_put(function.role, "rejected/*")
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        return function

    def _build_popularity(self) -> Rounds:
        function = self._function("refresh_popularity", "Scores the popularity of every record")
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        rounds = Rounds(
            self,
            "Popularity",
            name=POPULARITY,
            comment="Scores the popularity of every record",
            function=function,
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )
        Schedule(
            self,
            "PopularitySchedule",
            name=POPULARITY,
            expression="cron(0 2 1 * ? *)",
            target=rounds.machine,
            dead_letters=self.dead_letters,
            enabled=self.config.providers.scheduled,
        )
        return rounds

    def _function(self, name: str, description: str, **environment: str) -> PythonFunction:
        """A function inside the VPC that may know the database's password."""
        secret = self.database.cluster.secret
        endpoint = self.database.cluster.cluster_endpoint
        function = PythonFunction(
            self,
            name.title().replace("_", ""),
            name=name,
            function_name=f"openverse-{name.replace('_', '-')}",
            description=description,
            layers=self.layers,
            log_days=self.config.ops.log_days,
            key=self.foundation.data_key,
            environment={
                "DATABASE_SECRET_ARN": secret.secret_arn,
                "DATABASE_HOST": endpoint.hostname,
                "DATABASE_PORT": str(self.config.database.port),
                "DATABASE_NAME": NAME,
                **environment,
            },
            timeout=cdk.Duration.minutes(15),
            memory_mb=self.config.providers.load_memory_mb,
            vpc=self.foundation.network.vpc,
            security_group=self.database.clients,
        )
        function.allow(["secretsmanager:GetSecretValue"], [secret.secret_arn])
        function.role.add_to_policy(
            iam.PolicyStatement(
                actions=["kms:Decrypt"],
                resources=[self.foundation.database_key.key_arn],
                conditions={
                    "StringEquals": {
                        "kms:ViaService": f"secretsmanager.{self.region}.amazonaws.com"
                    }
                },
            )
        )
        return function


_REASON = "It reads landing files and writes rejected rows."
_INTERFACES = "Lambda makes its network interfaces under ids not known beforehand."
