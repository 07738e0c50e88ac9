"""The catalog database: Aurora PostgreSQL Serverless v2 in subnets without a way out."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_rds as rds
from constructs import Construct

from catalog.operations.names import DATABASE as NAME
from stacks.config import DatabaseConfig
from stacks.constructs.logs import retention
from stacks.constructs.network import Network
from stacks.nag import acknowledge

USER = "catalog"


class Database(Construct):
    """The cluster. RDS itself keeps the password as a secret and changes it every seven days."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: DatabaseConfig,
        network: Network,
        key: kms.IKey,
        log_days: int,
        retain: bool,
    ) -> None:
        super().__init__(scope, construct_id)
        self._config, self._key, self._retain = config, key, retain
        self.group = ec2.SecurityGroup(
            self,
            "Group",
            vpc=network.vpc,
            description="The catalog database",
            allow_all_outbound=False,
        )
        self.clients = ec2.SecurityGroup(
            self,
            "Clients",
            vpc=network.vpc,
            description="Whatever may talk to the catalog database",
        )
        self.group.add_ingress_rule(
            self.clients, ec2.Port.tcp(config.port), "PostgreSQL from the Lambdas of the catalog"
        )
        self.log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/rds/cluster/{NAME}/postgresql",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.cluster = self._build_cluster(network)
        self.cluster.node.add_dependency(self.log_group)
        if not config.deletion_protection:
            acknowledge(
                self.cluster,
                "Only the development environment can be deleted in one go, and it is meant to be.",
                "RDS10",
            )

    def _build_cluster(self, network: Network) -> rds.DatabaseCluster:
        config = self._config
        engine = rds.DatabaseClusterEngine.aurora_postgres(
            version=rds.AuroraPostgresEngineVersion.of(
                config.version, config.version.partition(".")[0]
            )
        )
        return rds.DatabaseCluster(
            self,
            "Cluster",
            cluster_identifier=NAME,
            engine=engine,
            default_database_name=NAME,
            manage_master_user_password=True,
            credentials=rds.Credentials.from_username(USER),
            writer=rds.ClusterInstance.serverless_v2(
                "Writer", instance_identifier=f"{NAME}-writer"
            ),
            readers=[
                rds.ClusterInstance.serverless_v2(
                    f"Reader{number}",
                    instance_identifier=f"{NAME}-reader-{number}",
                    scale_with_writer=True,
                )
                for number in range(config.readers)
            ],
            serverless_v2_min_capacity=config.min_acu,
            serverless_v2_max_capacity=config.max_acu,
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnets=network.database_subnets),
            security_groups=[self.group],
            port=config.port,
            iam_authentication=True,
            enable_data_api=True,  # for making the roles that log in by IAM
            storage_encrypted=True,
            storage_encryption_key=self._key,
            parameter_group=rds.ParameterGroup(
                self,
                "Parameters",
                engine=engine,
                description="TLS only",
                parameters={"rds.force_ssl": "1"},
            ),
            backup=rds.BackupProps(retention=cdk.Duration.days(config.backup_days)),
            copy_tags_to_snapshot=True,
            cloudwatch_logs_exports=["postgresql"],
            deletion_protection=config.deletion_protection,
            removal_policy=cdk.RemovalPolicy.SNAPSHOT
            if self._retain
            else cdk.RemovalPolicy.DESTROY,
        )
