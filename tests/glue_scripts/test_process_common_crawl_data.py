from pathlib import Path

import boto3
import pytest

from catalog.files import storage
from catalog.lake.publish import PublishOptions, publish
from tests.catalog.lake.working_output import CRAWL, link_row, write_working_file
from tests.spark import submit

SCRIPT = Path(__file__).parents[2] / "glue_scripts" / "process_common_crawl_data.py"
OUTPUT, LAKE = "s3://bucket/output", "s3://bucket"


# What Glue passes besides the job's own arguments.
GLUE = ("--JOB_NAME", "ProcessCommonCrawlData", "--enable-metrics", "true")


@pytest.mark.spark
def test_the_job_publishes_the_newest_crawl_through_spark_with_the_same_bytes(
    aws: str, tmp_path: Path
) -> None:
    for place in (OUTPUT, str(tmp_path / "out")):
        write_working_file(place, "b", [link_row("zoo.example"), link_row("ant.example")], tmp_path)
        write_working_file(place, "a", [link_row("art.example")], tmp_path)
    storage.write_bytes(f"{OUTPUT}/CC-MAIN-2026-42/old.report.json", b"{}")
    publish(CRAWL, output=str(tmp_path / "out"), lake=str(tmp_path), options=PublishOptions())

    places = ("--output", OUTPUT, "--lake", LAKE)
    table = ("--database", "commonsmapper", "--table", "data")
    done = submit(SCRIPT, *GLUE, "--crawl", "latest", *places, *table)

    assert done.returncode == 0, done.stderr
    expected = tmp_path / "data" / f"crawl={CRAWL}"
    assert {name: storage.read_bytes(name) for name in storage.iter_files(f"{LAKE}/data")} == {
        f"{LAKE}/data/crawl={CRAWL}/{name}": (expected / name).read_bytes()
        for name in ("_manifest.json", "part-00000.parquet")
    }
    answer = boto3.client("glue").get_partitions(DatabaseName="commonsmapper", TableName="data")
    assert [partition["Values"] for partition in answer["Partitions"]] == [[CRAWL]]
    assert list(storage.iter_files(OUTPUT)) == [f"{OUTPUT}/CC-MAIN-2026-42/old.report.json"]
