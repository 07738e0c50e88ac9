"""What asks the lake: an Athena workgroup with a limit, and the saved query."""

import aws_cdk as cdk
from aws_cdk import aws_athena as athena
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from stacks.packages import ROOT

WORKGROUP = "openverse"
QUERY = "Top_CC_Licensed_Domains"


class Questions(Construct):
    """One workgroup whose settings no query can override, and the saved query."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: s3.IBucket,
        key: kms.IKey,
        database: str,
        scan_limit_gb: int,
    ) -> None:
        super().__init__(scope, construct_id)
        workgroup = self._build_workgroup(bucket, key, scan_limit_gb)
        sql = (ROOT / "catalog" / "queries" / "top_cc_licensed_domains.sql").read_text()
        athena.CfnNamedQuery(
            self,
            "Query",
            name=QUERY,
            description="The domains with the most links to Creative Commons in one crawl; run it "
            "with the crawl as its parameter",
            database=database,
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

    def _build_workgroup(
        self, bucket: s3.IBucket, key: kms.IKey, scan_limit_gb: int
    ) -> athena.CfnWorkGroup:
        kind = athena.CfnWorkGroup
        return kind(
            self,
            "Workgroup",
            name=WORKGROUP,
            description="Questions to the lake, with a limit on what one may scan",
            recursive_delete_option=True,
            work_group_configuration=kind.WorkGroupConfigurationProperty(
                enforce_work_group_configuration=True,
                publish_cloud_watch_metrics_enabled=True,
                bytes_scanned_cutoff_per_query=scan_limit_gb * 10**9,
                engine_version=kind.EngineVersionProperty(
                    selected_engine_version="Athena engine version 3"
                ),
                result_configuration=kind.ResultConfigurationProperty(
                    output_location=f"s3://{bucket.bucket_name}/athena-results/",
                    expected_bucket_owner=cdk.Stack.of(self).account,
                    encryption_configuration=kind.EncryptionConfigurationProperty(
                        encryption_option="SSE_KMS", kms_key=key.key_arn
                    ),
                ),
            ),
        )
