"""The interim data lake: what fills it, what describes it, what asks it."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_glue as glue
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from catalog.operations.names import CRAWLER, PUBLISH_JOB, PUBLISH_TRIGGER
from catalog.operations.names import LAKE_DATABASE as DATABASE
from catalog.operations.names import LAKE_TABLE as TABLE
from stacks.config import DeploymentConfig
from stacks.constructs.athena_queries import Questions
from stacks.constructs.glue_clock import GlueClock
from stacks.constructs.glue_job import (
    METRICS_HAVE_NONE,
    SCRIPTS,
    SECURITY,
    WHEELS,
    GlueJob,
    GlueRole,
)
from stacks.constructs.grants import let_delete, let_read, let_write
from stacks.constructs.link_table import LinkTable
from stacks.constructs.logs import retention
from stacks.foundation import Foundation
from stacks.nag import accept_wildcards, acknowledge_calls, acknowledge_copies
from stacks.packages import ROOT, Packages

# What registering a partition calls, and a column that was added (catalog/lake/glue.py).
_PUBLISHES = (
    "GetDatabase",
    "GetTable",
    "UpdateTable",
    "BatchCreatePartition",
    "BatchDeletePartition",
)
# AWS lists nowhere what a crawler calls, and its own policy allows all of Glue: these read a
# database and its tables, and make or change partitions.
_CRAWLS = (
    "GetDatabase",
    "GetTable",
    "GetTables",
    "UpdateTable",
    "GetPartition",
    "GetPartitions",
    "BatchGetPartition",
    "BatchCreatePartition",
    "BatchUpdatePartition",
)


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
        LinkTable(self, "Links", database=DATABASE, table=TABLE, bucket=self.bucket)
        self.security = self._build_security()
        self._log_days = config.ops.log_days
        self.switch_logs = self._build_switch_logs()
        self._build_job(packages)
        self._build_crawler()
        Questions(
            self,
            "Questions",
            bucket=self.bucket,
            key=foundation.data_key,
            database=DATABASE,
            scan_limit_gb=self.config.scan_limit_gb,
        )
        acknowledge_calls(self)

    def _upload(self, packages: Packages) -> None:
        sources = {SCRIPTS: ROOT / "glue_scripts", WHEELS: packages.glue}
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

    def _build_security(self) -> glue.CfnSecurityConfiguration:
        """Encrypt what jobs and crawlers write, log and remember with our key."""
        kind = glue.CfnSecurityConfiguration
        key = self.foundation.data_key.key_arn
        return kind(
            self,
            "Security",
            name=SECURITY,
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

    def _build_role(
        self, construct_id: str, what: str, calls: tuple[str, ...], writes: tuple[str, ...]
    ) -> iam.IRole:
        granted = GlueRole(self, construct_id, what=what, key=self.foundation.data_key)
        let_read(granted.role, self.bucket)
        if writes:
            let_write(granted.role, self.bucket, *writes)
            let_delete(granted.role, self.bucket, *writes)
        place = f"arn:aws:glue:{self.region}:{self.account}"
        names = ("catalog", f"database/{DATABASE}", f"table/{DATABASE}/*")
        granted.allow("glue", calls, [f"{place}:{name}" for name in names])
        accept_wildcards(
            granted,
            "It works on the tables of its own database, named prefixes of its own bucket and "
            "Glue's log groups.",
            unscoped=METRICS_HAVE_NONE,
        )
        return granted.role

    def _build_job(self, packages: Packages) -> None:
        name = PUBLISH_JOB
        role = self._build_role(
            "JobRole",
            "ProcessCommonCrawlData publishes a crawl in the lake",
            _PUBLISHES,
            ("output/*", "data/*", "_staging/*"),
        )
        job = GlueJob(
            self,
            "Job",
            name=name,
            description="Aggregates the newest crawl's output, moves it to the lake and adds the "
            "partition",
            script="process_common_crawl_data.py",
            arguments=self._job_arguments(),
            role=role,
            bucket=self.bucket,
            key=self.foundation.data_key,
            log_days=self._log_days,
            packages=packages,
            worker_type=self.config.glue_worker_type,
            workers=self.config.glue_workers,
            timeout_minutes=self.config.glue_timeout_minutes,
        ).job
        job.add_resource_dependency(self.security)
        trigger = glue.CfnTrigger(
            self,
            "Trigger",
            name=PUBLISH_TRIGGER,
            description="Day 7 of each month, 23:00 UTC",
            type="SCHEDULED",
            schedule="cron(0 23 7 * ? *)",
            actions=[glue.CfnTrigger.ActionProperty(job_name=name)],
        )
        trigger.add_resource_dependency(job)
        self._switch("TriggerClock", trigger, PUBLISH_TRIGGER, is_crawler=False)

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
        role = self._build_role(
            "CrawlerRole", "LoadCommonCrawlData refreshes the lake", _CRAWLS, ()
        )
        crawler = kind(
            self,
            "Crawler",
            name=CRAWLER,
            description="Refreshes the table and picks up partitions that were put there by hand",
            role=role.role_arn,
            database_name=DATABASE,
            targets=kind.TargetsProperty(
                catalog_targets=[kind.CatalogTargetProperty(database_name=DATABASE, tables=[TABLE])]
            ),
            schedule=kind.ScheduleProperty(schedule_expression="cron(30 23 7 * ? *)"),
            schema_change_policy=kind.SchemaChangePolicyProperty(
                update_behavior="LOG", delete_behavior="LOG"
            ),
            configuration='{"Version":1.0,"Grouping":{"TableGroupingPolicy":'
            '"CombineCompatibleSchemas"},"CrawlerOutput":{"Partitions":'
            '{"AddOrUpdateBehavior":"InheritFromTable"}}}',
            crawler_security_configuration=SECURITY,
        )
        crawler.add_resource_dependency(self.security)
        self._switch("CrawlerClock", crawler, CRAWLER, is_crawler=True)

    def _build_switch_logs(self) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "SwitchLogs",
            retention=retention(self._log_days),
            encryption_key=self.foundation.data_key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _switch(
        self, construct_id: str, switched: Construct, name: str, *, is_crawler: bool
    ) -> None:
        kind = "crawler" if is_crawler else "trigger"
        GlueClock(
            self,
            construct_id,
            switched=switched,
            name=name,
            is_crawler=is_crawler,
            arn=f"arn:aws:glue:{self.region}:{self.account}:{kind}/{name}",
            on=self.config.scheduled,
            log_group=self.switch_logs,
        )
