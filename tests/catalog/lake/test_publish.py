"""Publishing on a local disk: what is visible, what is kept, what is refused."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import duckdb
import orjson
import pytest

from catalog.errors import CatalogError, UsageError
from catalog.lake.extract_output import WorkingFile
from catalog.lake.lake import read_manifest
from catalog.lake.publish import Published, PublishOptions, plan_parts, publish
from catalog.links.link_rows import LINK_SCHEMA
from tests.catalog.lake.working_output import CRAWL, link_row, report

Tree = dict[str, str]


@pytest.fixture
def output(tmp_path: Path, working: Callable[..., None]) -> str:
    place = str(tmp_path / "out")
    working(place, "b", [link_row("zoo.example"), link_row("art.example", "/2")])
    working(place, "a", [link_row("art.example", "/1"), link_row("maps.example")])
    working(place, "c", [])
    return place


@pytest.fixture
def lake(tmp_path: Path) -> str:
    return str(tmp_path / "lake")


def tree(root: str) -> Tree:
    files = sorted(path for path in Path(root).rglob("*") if path.is_file())
    return {str(p.relative_to(root)): sha256(p.read_bytes()).hexdigest() for p in files}


def rows(lake: str) -> list[tuple[Any, ...]]:
    parts = f"{lake}/data/crawl={CRAWL}/part-*.parquet"
    query = "SELECT provider_domain, content_path FROM read_parquet($parts)"
    return duckdb.execute(query, {"parts": parts}).fetchall()


def test_rows_are_sorted_by_domain_and_keep_their_order_within_it(output: str, lake: str) -> None:
    done = publish(CRAWL, output=output, lake=lake)
    assert rows(lake) == [
        ("art.example", "/1"),
        ("art.example", "/2"),
        ("maps.example", "/"),
        ("zoo.example", "/"),
    ]
    uri = f"{lake}/data/crawl={CRAWL}"
    assert done == Published(uri, "published", rows=4, parts=1, inputs=3, failed=())


def test_a_part_has_the_columns_and_types_of_the_lake(output: str, lake: str) -> None:
    import pyarrow.parquet as pq

    publish(CRAWL, output=output, lake=lake)
    part = pq.read_table(f"{lake}/data/crawl={CRAWL}/part-00000.parquet", partitioning=None)
    assert part.schema.equals(LINK_SCHEMA)
    assert part.to_pylist()[0] == link_row("art.example", "/1")


def test_the_manifest_says_what_the_partition_holds_and_what_it_was_made_of(
    output: str, lake: str
) -> None:
    inputs = tree(f"{output}/{CRAWL}")
    publish(CRAWL, output=output, lake=lake)
    partition = Path(lake, "data", f"crawl={CRAWL}")
    manifest = orjson.loads((partition / "_manifest.json").read_bytes())
    part = partition / "part-00000.parquet"
    assert manifest["parts"] == [
        {
            "name": "part-00000.parquet",
            "rows": 4,
            "bytes": part.stat().st_size,
            "sha256": sha256(part.read_bytes()).hexdigest(),
        }
    ]
    assert (manifest["crawl"], manifest["rows"], manifest["failed"]) == (CRAWL, 4, [])
    assert [(file["name"], file["rows"], file["sha256"]) for file in manifest["inputs"]] == [
        ("a.parquet", 2, inputs["a.parquet"]),
        ("b.parquet", 2, inputs["b.parquet"]),
        ("c.parquet", 0, inputs["c.parquet"]),
    ]


def test_the_working_output_and_the_staging_place_are_gone_afterwards(
    output: str, lake: str
) -> None:
    publish(CRAWL, output=output, lake=lake)
    assert tree(output) == {}
    assert list(tree(lake)) == [
        f"data/crawl={CRAWL}/_manifest.json",
        f"data/crawl={CRAWL}/part-00000.parquet",
    ]


def test_many_files_become_parts_of_about_the_size_asked_for(
    tmp_path: Path, lake: str, working: Callable[..., None]
) -> None:
    output = str(tmp_path / "out")
    long = "x" * 700_000
    for name in "abcde":
        working(output, name, [link_row(f"{name}.example", html_metadata=f"{name}{long}")])
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(part_mb=0))
    assert [name for name in tree(lake) if name.endswith(".parquet")] == [
        f"data/crawl={CRAWL}/part-0000{n}.parquet" for n in range(5)
    ]


def test_a_part_is_filled_up_to_just_its_size() -> None:
    files = [WorkingFile(name, name, size, 1) for name, size in (("a", 10), ("b", 10), ("c", 1))]
    parts = plan_parts(files, 20)
    assert [[file.name for file in part] for part in parts.values()] == [["a", "b"], ["c"]]


def test_a_file_that_failed_since_is_not_passed_over(output: str, lake: str) -> None:
    """Its report alone is new: there is no other Parquet file than the published ones."""
    kept = PublishOptions(keep_output=True)
    publish(CRAWL, output=output, lake=lake, options=kept)
    Path(output, CRAWL, "z.report.json").write_bytes(report("failed"))
    with pytest.raises(CatalogError, match=r"z\.parquet could not be extracted"):
        publish(CRAWL, output=output, lake=lake, options=kept)


def test_publishing_twice_gives_the_same_bytes(output: str, lake: str) -> None:
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(keep_output=True))
    once = tree(lake)
    again = publish(CRAWL, output=output, lake=lake, options=PublishOptions(keep_output=True))
    assert (tree(lake), again.action) == (once, "unchanged")
    after_removal = publish(CRAWL, output=output, lake=lake)
    assert (tree(lake), after_removal.action) == (once, "unchanged")
    assert publish(CRAWL, output=output, lake=lake).action == "unchanged"
    assert tree(lake) == once


def test_the_same_files_give_the_same_bytes_in_another_lake(
    output: str, lake: str, tmp_path: Path
) -> None:
    other = str(tmp_path / "other")
    publish(CRAWL, output=output, lake=other, options=PublishOptions(keep_output=True))
    publish(CRAWL, output=output, lake=lake)
    assert tree(lake) == tree(other)


def test_files_extracted_later_are_added_when_the_earlier_ones_are_still_there(
    output: str, lake: str, working: Callable[..., None]
) -> None:
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(keep_output=True))
    working(output, "d", [link_row("new.example")])
    publish(CRAWL, output=output, lake=lake)
    assert len(rows(lake)) == 5


def test_published_rows_are_not_given_up_by_accident(
    output: str, lake: str, working: Callable[..., None]
) -> None:
    publish(CRAWL, output=output, lake=lake)
    working(output, "d", [link_row("new.example")])
    with pytest.raises(UsageError, match=r"holds 3 files that the working output has not"):
        publish(CRAWL, output=output, lake=lake)
    assert len(rows(lake)) == 4
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(replace=True))
    assert rows(lake) == [("new.example", "/")]


def test_a_partition_that_something_else_wrote_is_not_replaced_by_accident(
    output: str, lake: str
) -> None:
    old = Path(lake, "data", f"crawl={CRAWL}", "part-00000-old.snappy.parquet")
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    with pytest.raises(UsageError, match="without a manifest"):
        publish(CRAWL, output=output, lake=lake)
    assert old.read_bytes() == b"old"


def test_a_dry_run_checks_and_changes_nothing(output: str, lake: str) -> None:
    before = tree(output)
    plan = publish(CRAWL, output=output, lake=lake, options=PublishOptions(dry_run=True))
    assert (plan.action, plan.rows, plan.parts, plan.inputs) == ("planned", 4, 1, 3)
    assert (tree(output), Path(lake).exists()) == (before, False)


def test_nothing_to_publish_and_no_crawl_id_are_said_before_any_work(
    tmp_path: Path, lake: str
) -> None:
    with pytest.raises(UsageError, match="holds nothing to publish. Run `catalog crawl extract"):
        publish(CRAWL, output=str(tmp_path / "none"), lake=lake)
    with pytest.raises(UsageError, match="is no crawl"):
        publish("../../etc", output=str(tmp_path), lake=lake)
    assert not Path(lake).exists()


def test_a_row_that_the_report_does_not_count_stops_everything(output: str, lake: str) -> None:
    Path(output, CRAWL, "a.report.json").write_bytes(report(rows=3))
    with pytest.raises(CatalogError, match=r"a\.parquet has 2 rows, but the reports count 3"):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake, "data").exists()
    assert len(tree(output)) == 6


def test_an_extraction_that_was_stopped_is_not_taken_for_a_crawl(output: str, lake: str) -> None:
    unfinished = Path(output, CRAWL, "unfinished.txt")
    unfinished.write_text("x/wat/a.warc.wat.gz\nx/wat/y.warc.wat.gz\nx/wat/z.warc.wat.gz\n")
    with pytest.raises(CatalogError, match=r"not finished: y\.parquet, z\.parquet not read yet"):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake).exists()
    unfinished.write_text("x/wat/a.warc.wat.gz\n")
    assert publish(CRAWL, output=output, lake=lake).rows == 4
    assert tree(output) == {}


def test_a_file_without_a_report_is_an_unfinished_extraction(output: str, lake: str) -> None:
    Path(output, CRAWL, "b.report.json").unlink()
    with pytest.raises(CatalogError, match=r"b\.parquet .* without a report of success"):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake).exists()


def test_a_report_without_its_file_is_named(output: str, lake: str) -> None:
    Path(output, CRAWL, "b.parquet").unlink()
    with pytest.raises(CatalogError, match=r"b\.parquet .* report but no Parquet file"):
        publish(CRAWL, output=output, lake=lake)


def test_a_report_that_is_none_is_named(output: str, lake: str) -> None:
    Path(output, CRAWL, "b.report.json").write_bytes(b'{"status": "do')
    with pytest.raises(CatalogError, match=r"b\.report\.json is no report"):
        publish(CRAWL, output=output, lake=lake)


def test_failed_files_are_missing_only_as_far_as_that_is_allowed(output: str, lake: str) -> None:
    Path(output, CRAWL, "z.report.json").write_bytes(report("failed"))
    with pytest.raises(CatalogError, match=r"z\.parquet could not be extracted \(1 of 4\)"):
        publish(CRAWL, output=output, lake=lake)
    done = publish(CRAWL, output=output, lake=lake, options=PublishOptions(max_failed=25))
    assert (done.action, done.failed) == ("published", ("z.parquet",))


def test_incomplete_files_are_named_and_allowed_only_up_to_a_share(output: str, lake: str) -> None:
    told = Path(output, CRAWL, "a.report.json")
    told.write_bytes(told.read_bytes().replace(b'"done"', b'"incomplete"'))
    with pytest.raises(CatalogError, match=r"a\.parquet were made of files .*\(1 of 3\)"):
        publish(CRAWL, output=output, lake=lake, options=PublishOptions(max_incomplete=33))
    done = publish(CRAWL, output=output, lake=lake, options=PublishOptions(max_incomplete=34))
    assert (done.action, done.incomplete) == ("published", ("a.parquet",))
    manifest = read_manifest(lake, CRAWL)
    assert manifest
    assert manifest.incomplete == ("a.parquet",)


@pytest.mark.parametrize(
    ("prefer", "paths", "left_out"),
    [
        ("warc", {"/1", "/2", "/3"}, "a.parquet"),
        ("wat", {"/1", "/3"}, "a.warc.parquet"),
    ],
)
def test_pages_that_were_read_from_wat_and_from_warc_count_once(
    tmp_path: Path,
    lake: str,
    working: Callable[..., None],
    prefer: Literal["wat", "warc"],
    paths: set[str],
    left_out: str,
) -> None:
    output = str(tmp_path / "out")
    link, statement = link_row("art.example", "/1"), link_row("art.example", "/2")
    working(output, "a", [link])
    working(output, "a.warc", [link, statement])
    working(output, "b.warc", [link_row("art.example", "/3")])

    refused = "read from WAT and from WARC: a.parquet. .*--prefer warc .*--prefer wat"
    with pytest.raises(UsageError, match=refused):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake).exists()

    options = PublishOptions(prefer=prefer, keep_output=True)
    first = publish(CRAWL, output=output, lake=lake, options=options)
    again = publish(CRAWL, output=output, lake=lake, options=options)

    assert (first.action, again.action) == ("published", "unchanged")
    assert sorted(path for _, path in rows(lake)) == sorted(paths)
    manifest = read_manifest(lake, CRAWL)
    assert manifest
    assert manifest.left_out == (left_out,)
    assert [facts.name for facts in manifest.inputs] == sorted(
        {"a.parquet", "a.warc.parquet", "b.warc.parquet"} - {left_out}
    )


def test_pages_that_could_be_read_in_one_of_two_ways_are_not_missing(
    tmp_path: Path, lake: str, working: Callable[..., None]
) -> None:
    output = str(tmp_path / "out")
    working(output, "a.warc", [link_row("art.example", "/1")])
    Path(output, CRAWL, "a.report.json").write_bytes(report("failed"))
    done = publish(CRAWL, output=output, lake=lake)
    assert (done.rows, done.failed) == (1, ())


def test_a_partition_made_of_wat_is_made_of_warc_when_that_is_preferred(
    tmp_path: Path, lake: str, working: Callable[..., None]
) -> None:
    output = str(tmp_path / "out")
    working(output, "a", [link_row("art.example", "/1")])
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(keep_output=True))
    working(output, "a.warc", [link_row("art.example", "/1"), link_row("art.example", "/2")])
    done = publish(CRAWL, output=output, lake=lake, options=PublishOptions(prefer="warc"))
    assert (done.action, done.rows) == ("published", 2)


def test_a_damaged_footer_is_named_and_nothing_is_published(output: str, lake: str) -> None:
    path = Path(output, CRAWL, "b.parquet")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(CatalogError, match=r"b\.parquet is damaged"):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake, "data").exists()


def test_damaged_pages_are_named_and_nothing_is_published(output: str, lake: str) -> None:
    path = Path(output, CRAWL, "b.parquet")
    data = bytearray(path.read_bytes())
    data[4:400] = b"\xff" * 396
    path.write_bytes(bytes(data))
    with pytest.raises(CatalogError, match=r"b\.parquet is damaged"):
        publish(CRAWL, output=output, lake=lake)
    assert not Path(lake, "data").exists()


def test_a_file_with_other_columns_is_refused(output: str, lake: str) -> None:
    path = Path(output, CRAWL, "b.parquet")
    duckdb.execute("COPY (SELECT 1 AS a UNION ALL SELECT 2) TO $path", {"path": str(path)})
    with pytest.raises(CatalogError, match=r"b\.parquet has other columns than link rows"):
        publish(CRAWL, output=output, lake=lake)


def test_what_an_earlier_run_left_in_the_staging_place_does_not_get_published(
    output: str, lake: str
) -> None:
    stray = Path(lake, "_staging", f"crawl={CRAWL}", "partition", "part-00007.parquet")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    (stray.parent / ".x.tmp").write_bytes(b"half")
    publish(CRAWL, output=output, lake=lake)
    assert list(tree(lake)) == [
        f"data/crawl={CRAWL}/_manifest.json",
        f"data/crawl={CRAWL}/part-00000.parquet",
    ]


def test_a_lake_that_cannot_be_written_is_one_clear_line(output: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot write to"):
        publish(CRAWL, output=output, lake=str(tmp_path / "file"))
    assert len(tree(output)) == 6


def test_a_merge_in_little_memory_gives_the_same_bytes_and_in_too_little_says_so(
    tmp_path: Path, lake: str, working: Callable[..., None]
) -> None:
    output, other = str(tmp_path / "out"), str(tmp_path / "other")
    rows = [link_row(f"{n % 97}.example", html_metadata=f"{n}" * 400) for n in range(30_000)]
    working(output, "a", rows)
    with pytest.raises(CatalogError, match="100 MB are too little to merge 1 files"):
        publish(CRAWL, output=output, lake=lake, options=PublishOptions(memory_mb=100))
    publish(CRAWL, output=output, lake=other, options=PublishOptions(keep_output=True))
    publish(CRAWL, output=output, lake=lake, options=PublishOptions(memory_mb=300))
    assert tree(lake) == tree(other)
