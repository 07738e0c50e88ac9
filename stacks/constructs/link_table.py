"""The lake's one table, with its columns as Glue and Athena name their types.

A test holds them against the schema that the extraction writes.
"""

import aws_cdk as cdk
from aws_cdk import aws_glue as glue
from aws_cdk import aws_s3 as s3
from constructs import Construct

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("provider_domain", "string", "host of the page"),
    ("content_path", "string", "path of the page"),
    ("content_query_string", "string", "query of the page"),
    ("cc_domain", "string", "host of the link"),
    ("cc_license", "string", "path of the link"),
    ("warc_segment", "string", "crawl path before /wat/"),
    ("warc_filename", "string", "file that holds the page"),
    ("content_offset", "bigint", "where the page starts in it, in bytes"),
    ("deflate_length", "bigint", "how long it is there, in bytes"),
    ("html_metadata", "string", "JSON: Images and Links"),
    ("license", "string", "slug of the licence, null where the link is none"),
    ("license_version", "string", "such as 4.0"),
    ("license_jurisdiction", "string", "port, such as jp"),
    ("link_kind", "string", "element and attribute, such as A@/href"),
    ("link_section", "string", "links or head; from WARC also json-ld, text and others"),
    ("rel_license", "boolean", "whether the link says rel=license"),
    ("page_url", "string", "URL of the page"),
    ("crawled_at", "timestamp", "when it was fetched, UTC"),
)
_PARQUET = "org.apache.hadoop.hive.ql.io.parquet"


class LinkTable(Construct):
    """The database and the table over `data/`, partitioned by crawl."""

    def __init__(
        self, scope: Construct, construct_id: str, *, database: str, table: str, bucket: s3.IBucket
    ) -> None:
        super().__init__(scope, construct_id)
        account = cdk.Stack.of(self).account
        held = glue.CfnDatabase(
            self,
            "Database",
            catalog_id=account,
            database_input=glue.CfnDatabase.DatabaseInputProperty(
                name=database, description="Links to Creative Commons found by Common Crawl"
            ),
        )
        crawl = glue.CfnTable.ColumnProperty(name="crawl", type="string", comment="CC-MAIN-YYYY-WW")
        glue.CfnTable(
            self,
            "Table",
            catalog_id=account,
            database_name=database,
            table_input=glue.CfnTable.TableInputProperty(
                name=table,
                description="One row for each link to creativecommons.org on a crawled page",
                table_type="EXTERNAL_TABLE",
                parameters={"classification": "parquet", "EXTERNAL": "TRUE"},
                partition_keys=[crawl],
                storage_descriptor=_storage(f"s3://{bucket.bucket_name}/data/"),
            ),
        ).add_resource_dependency(held)


def _storage(location: str) -> glue.CfnTable.StorageDescriptorProperty:
    return glue.CfnTable.StorageDescriptorProperty(
        columns=[
            glue.CfnTable.ColumnProperty(name=name, type=kind, comment=comment)
            for name, kind, comment in COLUMNS
        ],
        location=location,
        input_format=f"{_PARQUET}.MapredParquetInputFormat",
        output_format=f"{_PARQUET}.MapredParquetOutputFormat",
        serde_info=glue.CfnTable.SerdeInfoProperty(
            serialization_library=f"{_PARQUET}.serde.ParquetHiveSerDe"
        ),
    )
