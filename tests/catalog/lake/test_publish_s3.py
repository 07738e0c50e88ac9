"""Publishing to S3 and Glue: what Athena would see at any moment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest

from catalog.errors import UsageError
from catalog.files import storage
from catalog.files.s3 import s3_client
from catalog.lake.glue import GlueTable, athena_columns
from catalog.lake.lake import top_domains
from catalog.lake.publish import PublishOptions, publish
from tests.catalog.lake.working_output import CRAWL, link_row

OUTPUT, LAKE = "s3://bucket/output", "s3://bucket/lake"
GLUE = GlueTable("commonsmapper")
KEEP = PublishOptions(keep_output=True)
PARTITION = f"{LAKE}/data/crawl={CRAWL}"

Objects = dict[str, bytes]


@pytest.fixture
def output(aws: str, working: Callable[..., None]) -> str:
    working(OUTPUT, "b", [link_row("zoo.example"), link_row("art.example", "/2")])
    working(OUTPUT, "a", [link_row("art.example", "/1"), link_row("maps.example")])
    return OUTPUT


def objects(place: str) -> Objects:
    return {name: storage.read_bytes(name) for name in storage.iter_files(place)}


def registered() -> list[tuple[list[str], str]]:
    """Return the values and the location of each partition that Athena would read."""
    answer = boto3.client("glue").get_partitions(DatabaseName="commonsmapper", TableName="data")
    return [(p["Values"], p["StorageDescriptor"]["Location"]) for p in answer["Partitions"]]


def test_a_lake_in_s3_holds_the_same_bytes_as_one_on_disk(
    output: str, tmp_path: Path, working: Callable[..., None]
) -> None:
    local = str(tmp_path / "lake")
    publish(CRAWL, output=output, lake=local, options=KEEP)
    publish(CRAWL, output=output, lake=LAKE)
    here = Path(local, "data", f"crawl={CRAWL}")
    assert objects("s3://bucket") == {
        f"{PARTITION}/_manifest.json": (here / "_manifest.json").read_bytes(),
        f"{PARTITION}/part-00000.parquet": (here / "part-00000.parquet").read_bytes(),
    }


def test_top_domains_reads_a_lake_in_s3(output: str) -> None:
    publish(CRAWL, output=output, lake=LAKE)
    assert top_domains(LAKE, CRAWL, 1)[1] == [("art.example", 2, 2, 2, 1, 4, 1, "by 4.0")]


def test_the_partition_is_registered_with_the_lakes_columns(output: str) -> None:
    publish(CRAWL, output=output, lake=LAKE, glue=GLUE)
    assert registered() == [([CRAWL], f"{PARTITION}/")]
    table = boto3.client("glue").get_table(DatabaseName="commonsmapper", Name="data")["Table"]
    columns = {c["Name"]: c["Type"] for c in table["StorageDescriptor"]["Columns"]}
    assert columns == athena_columns()
    assert table["StorageDescriptor"]["Location"] == f"{LAKE}/data/"
    assert table["PartitionKeys"] == [{"Name": "crawl", "Type": "string"}]


def test_publishing_again_registers_nothing_twice(output: str) -> None:
    publish(CRAWL, output=output, lake=LAKE, glue=GLUE)
    assert publish(CRAWL, output=output, lake=LAKE, glue=GLUE).action == "unchanged"
    assert registered() == [([CRAWL], f"{PARTITION}/")]


def test_a_table_of_2018_gets_the_columns_it_lacks_and_keeps_its_partitions(output: str) -> None:
    import awswrangler as wr

    old = dict(list(athena_columns().items())[:10])
    wr.catalog.create_database("commonsmapper")
    wr.catalog.create_parquet_table(
        "commonsmapper", "data", f"{LAKE}/data/", old, partitions_types={"crawl": "string"}
    )
    place = f"{LAKE}/data/crawl=CC-MAIN-2018-22/"
    wr.catalog.add_parquet_partitions("commonsmapper", "data", {place: ["CC-MAIN-2018-22"]})
    publish(CRAWL, output=output, lake=LAKE, glue=GLUE)
    table = boto3.client("glue").get_table(DatabaseName="commonsmapper", Name="data")["Table"]
    columns = {c["Name"]: c["Type"] for c in table["StorageDescriptor"]["Columns"]}
    assert list(columns.items()) == list(athena_columns().items())
    assert sorted(registered()) == [
        (["CC-MAIN-2018-22"], place),
        ([CRAWL], f"{PARTITION}/"),
    ]


def test_a_glue_table_over_a_local_lake_is_refused(output: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a lake in S3"):
        publish(CRAWL, output=output, lake=str(tmp_path), glue=GLUE)


def test_a_bucket_that_is_not_there_is_one_clear_line(output: str) -> None:
    with pytest.raises(
        UsageError, match="cannot list s3://no-such-bucket/lake.*bucket does not exist"
    ):
        publish(CRAWL, output=output, lake="s3://no-such-bucket/lake")
    assert len(objects(OUTPUT)) == 4


class BreakAt:
    """Fail the n-th request to AWS, as a machine does that dies there."""

    def __init__(self, call: int) -> None:
        self.left = call

    def __call__(self, **kwargs: Any) -> None:
        self.left -= 1
        if self.left == 0:
            raise RuntimeError("the machine is gone")


def publish_breaking_at(call: int) -> None:
    """Publish, breaking at a request; afterwards requests work again."""
    boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register("before-call", BreakAt(call))
    s3_client.cache_clear()
    try:
        publish(CRAWL, output=OUTPUT, lake=LAKE, glue=GLUE, options=PublishOptions())
    except (RuntimeError, UsageError):
        pass
    finally:
        boto3.DEFAULT_SESSION = None
        s3_client.cache_clear()


def visible() -> Objects:
    """Return what Athena reads: nothing without a registered partition, no hidden names."""
    found: Objects = {}
    for _, place in registered():
        found |= {name: data for name, data in objects(place).items() if "/_" not in name}
    return found


def wanted() -> Objects:
    return {name: data for name, data in objects(PARTITION).items() if "/_" not in name}


@pytest.fixture
def replaced(output: str, working: Callable[..., None]) -> tuple[Objects, Objects]:
    """Publish one set of files, prepare another; return what the old and the new look like."""
    publish(CRAWL, output=output, lake="s3://bucket/trial", options=KEEP)
    working(OUTPUT, "c", [link_row("new.example")])
    publish(CRAWL, output=output, lake="s3://bucket/trial", options=KEEP)
    new = {n.replace("trial", "lake"): d for n, d in objects("s3://bucket/trial").items()}
    for name in ("c.parquet", "c.report.json"):
        storage.delete(f"{OUTPUT}/{CRAWL}/{name}")
    publish(CRAWL, output=output, lake=LAKE, glue=GLUE, options=KEEP)
    old = wanted()
    working(OUTPUT, "c", [link_row("new.example")])
    return old, {name: data for name, data in new.items() if "/_" not in name}


def check_break(call: int, old: Objects, new: Objects) -> None:
    publish_breaking_at(call)
    assert visible() in ({}, old, new)
    publish(CRAWL, output=OUTPUT, lake=LAKE, glue=GLUE)
    assert visible() == new
    assert list(objects("s3://bucket/lake/_staging")) == []
    assert objects(OUTPUT) == {}


@pytest.mark.parametrize("call", [14, 20, 24, 28, 34])
def test_athena_sees_the_old_partition_or_none_or_the_new_one_whenever_it_breaks(
    call: int, replaced: tuple[Objects, Objects]
) -> None:
    check_break(call, *replaced)


@pytest.mark.slow
@pytest.mark.parametrize("call", range(1, 36))
def test_athena_sees_the_old_partition_or_none_or_the_new_one_at_every_request(
    call: int, replaced: tuple[Objects, Objects]
) -> None:
    check_break(call, *replaced)
