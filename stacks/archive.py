"""Care of what is kept: old partitions go to Deep Archive, and the age of the newest is watched."""

from typing import Any

from aws_cdk import aws_iam as iam
from aws_cdk import aws_transfer as transfer
from constructs import Construct

from stacks.constructs.grants import let_read, let_write
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.schedule import Schedule
from stacks.function_stack import FunctionStack
from stacks.nag import accept_wildcards


class Archive(FunctionStack):
    """The archiver, the watch over freshness, and an SFTP connector where one is configured."""

    def __init__(self, scope: Construct, construct_id: str, **given: Any) -> None:
        super().__init__(scope, construct_id, undelivered="openverse-archive-undelivered", **given)
        self._build_archiver()
        self._build_watch()
        if self.config.archive.sftp_url:
            self._build_connector()

    def _build_archiver(self) -> None:
        function = self._function(
            "archive_partitions",
            "Copies old partitions of the lake to the archive",
            ARCHIVE=f"s3://{self.buckets.archive.bucket_name}",
            LIVE_PARTITIONS=str(self.config.archive.live_partitions),
        )
        let_read(function.role, self.buckets.lake, "data/*")
        let_read(function.role, self.buckets.archive, "crawls/*")
        let_write(function.role, self.buckets.archive, "crawls/*")
        function.acknowledge("It reads partitions and writes below crawls/ of the archive.")
        self._schedule(function, self.config.archive.schedule)

    def _build_watch(self) -> None:
        function = self._function(
            "watch_freshness",
            "Measures how old the newest data is",
            LANDING=f"s3://{self.buckets.landing.bucket_name}",
        )
        for bucket in (self.buckets.lake, self.buckets.landing):
            let_read(function.role, bucket)
        function.acknowledge("It reads what is newest in the lake and the landing zone.")
        self._schedule(function, "cron(0 7 * * ? *)")

    def _build_connector(self) -> None:
        """Let Transfer Family copy the archive to a server elsewhere, as rsync.net was used."""
        role = iam.Role(
            self,
            "ConnectorRole",
            assumed_by=iam.ServicePrincipal("transfer.amazonaws.com"),
            description="Copies the archive to another place over SFTP",
        )
        let_read(role, self.buckets.archive)
        place = f"{self.region}:{self.account}"
        secret = f"arn:aws:secretsmanager:{place}:secret:aws/transfer/openverse-archive-??????"
        role.add_to_policy(
            iam.PolicyStatement(actions=["secretsmanager:GetSecretValue"], resources=[secret])
        )
        accept_wildcards(role, "It reads the archive; a secret's name ends in random letters.")
        transfer.CfnConnector(
            self,
            "Connector",
            access_role=role.role_arn,
            url=self.config.archive.sftp_url,
            sftp_config=transfer.CfnConnector.SftpConfigProperty(
                trusted_host_keys=[self.config.archive.sftp_host_key],
                user_secret_id="aws/transfer/openverse-archive",  # noqa: S106 - its name
            ),
        )

    def _schedule(self, function: PythonFunction, expression: str) -> None:
        Schedule(
            self,
            f"{function.node.id}Schedule",
            name=function.name,
            expression=expression,
            target=function.function,
            dead_letters=self.dead_letters,
            enabled=self.config.archive.scheduled,
        )

    def _function(self, name: str, description: str, **environment: str) -> PythonFunction:
        lake = f"s3://{self.buckets.lake.bucket_name}"
        return self.build_function(name, description, {"LAKE": lake, **environment}, memory_mb=1024)
