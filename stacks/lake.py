"""The interim data lake: what fills it, what describes it, what asks it."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_athena as athena
from aws_cdk import aws_glue as glue
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from stacks.config import DeploymentConfig
from stacks.constructs.link_table import COLUMNS
from stacks.foundation import Foundation
from stacks.nag import accept_wildcards, acknowledge_copies
from stacks.packages import ROOT, Packages

DATABASE = "commonsmapper"
TABLE = "data"
WORKGROUP = "openverse"
QUERY = "Top_CC_Licensed_Domains"


class Lake(cdk.Stack):
    """Glue database, job, trigger and crawler; Athena workgroup and saved query."""

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
        self.config, self.foundation = config.lake, foundation
        self.bucket = foundation.buckets.seen_from(self).lake
        self._upload(packages)
        self._build_table()
        self.security = self._build_security()
        self._build_job(packages)
        self._build_crawler()
        self._build_athena()

    def _upload(self, packages: Packages) -> None:
        sources = {"glue/scripts": ROOT / "glue_scripts", "glue/wheels": packages.glue}
        for prefix, path in sources.items():
            deployment.BucketDeployment(
                self,
                prefix.rpartition("/")[2].title(),
                sources=[deployment.Source.asset(str(path), exclude=["__pycache__"])],
                destination_bucket=self.bucket,
                destination_key_prefix=prefix,
                memory_limit=1024,
                ephemeral_storage_size=cdk.Size.gibibytes(2),
            )
        acknowledge_copies(self)

    def _build_table(self) -> None:
        database = glue.CfnDatabase(
            self,
            "Database",
            catalog_id=self.account,
            database_input=glue.CfnDatabase.DatabaseInputProperty(
                name=DATABASE, description="Links to Creative Commons found by Common Crawl"
            ),
        )
        table = glue.CfnTable(
            self,
            "Table",
            catalog_id=self.account,
            database_name=DATABASE,
            table_input=glue.CfnTable.TableInputProperty(
                name=TABLE,
                description="One row for each link to creativecommons.org on a crawled page",
                table_type="EXTERNAL_TABLE",
                parameters={"classification": "parquet", "EXTERNAL": "TRUE"},
                partition_keys=[
                    glue.CfnTable.ColumnProperty(
                        name="crawl", type="string", comment="CC-MAIN-YYYY-WW"
                    )
                ],
                storage_descriptor=self._storage(),
            ),
        )
        table.add_resource_dependency(database)

    def _storage(self) -> glue.CfnTable.StorageDescriptorProperty:
        parquet = "org.apache.hadoop.hive.ql.io.parquet"
        return glue.CfnTable.StorageDescriptorProperty(
            columns=[
                glue.CfnTable.ColumnProperty(name=name, type=kind, comment=comment)
                for name, kind, comment in COLUMNS
            ],
            location=f"s3://{self.bucket.bucket_name}/data/",
            input_format=f"{parquet}.MapredParquetInputFormat",
            output_format=f"{parquet}.MapredParquetOutputFormat",
            serde_info=glue.CfnTable.SerdeInfoProperty(
                serialization_library=f"{parquet}.serde.ParquetHiveSerDe"
            ),
        )

    def _build_security(self) -> glue.CfnSecurityConfiguration:
        """Encrypt what jobs and crawlers write, log and remember with our key."""
        kind = glue.CfnSecurityConfiguration
        key = self.foundation.data_key.key_arn
        return kind(
            self,
            "Security",
            name="openverse-glue",
            encryption_configuration=kind.EncryptionConfigurationProperty(
                s3_encryptions=[
                    kind.S3EncryptionProperty(s3_encryption_mode="SSE-KMS", kms_key_arn=key)
                ],
                cloud_watch_encryption=kind.CloudWatchEncryptionProperty(
                    cloud_watch_encryption_mode="SSE-KMS", kms_key_arn=key
                ),
                job_bookmarks_encryption=kind.JobBookmarksEncryptionProperty(
                    job_bookmarks_encryption_mode="CSE-KMS", kms_key_arn=key
                ),
            ),
        )

    def _build_role(self, construct_id: str, what: str, writes: tuple[str, ...]) -> iam.Role:
        role = iam.Role(
            self,
            construct_id,
            description=what,
            assumed_by=iam.ServicePrincipal(
                "glue.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            ),
        )
        self.bucket.grant_read(role)
        for prefix in writes:
            self.bucket.grant_read_write(role, prefix)
            self.bucket.grant_delete(role, prefix)
        names = (
            "catalog",
            f"database/{DATABASE}",
            f"table/{DATABASE}/*",
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=[
                    "glue:GetDatabase",
                    "glue:GetDatabases",
                    "glue:GetTable",
                    "glue:UpdateTable",
                    "glue:GetPartition",
                    "glue:GetPartitions",
                    "glue:CreatePartition",
                    "glue:UpdatePartition",
                    "glue:BatchCreatePartition",
                    "glue:BatchGetPartition",
                    "glue:BatchDeletePartition",
                ],
                resources=[f"arn:aws:glue:{self.region}:{self.account}:{name}" for name in names],
            )
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=[
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:PutLogEvents",
                    "logs:AssociateKmsKey",
                ],
                resources=[
                    f"arn:aws:logs:{self.region}:{self.account}:log-group:/aws-glue/*",
                ],
            )
        )
        self.foundation.data_key.grant_encrypt_decrypt(role)
        accept_wildcards(
            role,
            "It works on the tables of its own database, named prefixes of its own bucket and "
            "Glue's log groups.",
        )
        return role

    def _build_job(self, packages: Packages) -> None:
        bucket = self.bucket.bucket_name
        wheels = sorted(path.name for path in packages.glue.glob("*.whl"))
        role = self._build_role(
            "JobRole",
            "ProcessCommonCrawlData publishes a crawl in the lake",
            ("output/*", "data/*", "_staging/*"),
        )
        job = glue.CfnJob(
            self,
            "Job",
            name="ProcessCommonCrawlData",
            description="Aggregates the newest crawl's output, moves it to the lake and adds the "
            "partition",
            role=role.role_arn,
            command=glue.CfnJob.JobCommandProperty(
                name="glueetl",
                python_version="3",
                script_location=f"s3://{bucket}/glue/scripts/process_common_crawl_data.py",
            ),
            glue_version="5.0",
            worker_type=self.config.glue_worker_type,
            number_of_workers=self.config.glue_workers,
            timeout=self.config.glue_timeout_minutes,
            max_retries=1,
            execution_property=glue.CfnJob.ExecutionPropertyProperty(max_concurrent_runs=1),
            security_configuration="openverse-glue",
            default_arguments={
                **self._job_arguments(),
                "--additional-python-modules": ",".join(
                    f"s3://{bucket}/glue/wheels/{name}" for name in wheels
                ),
                "--python-modules-installer-option": "--no-index --no-deps",
                "--enable-metrics": "true",
                "--enable-continuous-cloudwatch-log": "true",
                "--job-bookmark-option": "job-bookmark-disable",
                "--enable-glue-datacatalog": "true",
            },
        )
        job.add_resource_dependency(self.security)
        glue.CfnTrigger(
            self,
            "Trigger",
            name="trg_ProcessCommonCrawlData",
            description="Day 7 of each month, 23:00 UTC",
            type="SCHEDULED",
            schedule="cron(0 23 7 * ? *)",
            start_on_creation=self.config.scheduled,
            actions=[glue.CfnTrigger.ActionProperty(job_name="ProcessCommonCrawlData")],
        ).add_resource_dependency(job)

    def _job_arguments(self) -> dict[str, str]:
        lake = f"s3://{self.bucket.bucket_name}"
        return {
            "--crawl": "latest",
            "--output": f"{lake}/output",
            "--lake": lake,
            "--database": DATABASE,
            "--table": TABLE,
        }

    def _build_crawler(self) -> None:
        """Refresh the table. The job adds its own partition, so nothing waits for this."""
        kind = glue.CfnCrawler
        role = self._build_role("CrawlerRole", "LoadCommonCrawlData refreshes the lake", ())
        crawler = kind(
            self,
            "Crawler",
            name="LoadCommonCrawlData",
            description="Refreshes the table and picks up partitions that were put there by hand",
            role=role.role_arn,
            database_name=DATABASE,
            targets=kind.TargetsProperty(
                catalog_targets=[kind.CatalogTargetProperty(database_name=DATABASE, tables=[TABLE])]
            ),
            schedule=kind.ScheduleProperty(schedule_expression="cron(30 23 7 * ? *)")
            if self.config.scheduled
            else None,
            schema_change_policy=kind.SchemaChangePolicyProperty(
                update_behavior="LOG", delete_behavior="LOG"
            ),
            configuration='{"Version":1.0,"Grouping":{"TableGroupingPolicy":'
            '"CombineCompatibleSchemas"},"CrawlerOutput":{"Partitions":'
            '{"AddOrUpdateBehavior":"InheritFromTable"}}}',
            crawler_security_configuration="openverse-glue",
        )
        crawler.add_resource_dependency(self.security)

    def _build_athena(self) -> None:
        """One workgroup whose settings no query can override, and the saved query."""
        kind = athena.CfnWorkGroup
        workgroup = kind(
            self,
            "Workgroup",
            name=WORKGROUP,
            description="Questions to the lake, with a limit on what one may scan",
            recursive_delete_option=True,
            work_group_configuration=kind.WorkGroupConfigurationProperty(
                enforce_work_group_configuration=True,
                publish_cloud_watch_metrics_enabled=True,
                bytes_scanned_cutoff_per_query=self.config.scan_limit_gb * 10**9,
                engine_version=kind.EngineVersionProperty(
                    selected_engine_version="Athena engine version 3"
                ),
                result_configuration=kind.ResultConfigurationProperty(
                    output_location=f"s3://{self.bucket.bucket_name}/athena-results/",
                    expected_bucket_owner=self.account,
                    encryption_configuration=kind.EncryptionConfigurationProperty(
                        encryption_option="SSE_KMS", kms_key=self.foundation.data_key.key_arn
                    ),
                ),
            ),
        )
        path = ROOT / "catalog" / "queries" / "top_cc_licensed_domains.sql"
        if path.is_file():
            self._build_query(workgroup, path.read_text())

    def _build_query(self, workgroup: athena.CfnWorkGroup, sql: str) -> None:
        athena.CfnNamedQuery(
            self,
            "Query",
            name=QUERY,
            description="The domains with the most links to Creative Commons in one crawl; run it "
            "with the crawl as its parameter",
            database=DATABASE,
            query_string=sql,
            work_group=WORKGROUP,
        ).add_resource_dependency(workgroup)
        athena.CfnPreparedStatement(
            self,
            "Statement",
            statement_name=QUERY,
            description="EXECUTE Top_CC_Licensed_Domains USING 'CC-MAIN-YYYY-WW'",
            query_statement=sql,
            work_group=WORKGROUP,
        ).add_resource_dependency(workgroup)
