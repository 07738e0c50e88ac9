import json
from pathlib import Path

import orjson
import pyarrow.parquet as pq
import pytest

from catalog.engine import TaskReport
from catalog.files import storage
from catalog.links.extract import ExtractLinks
from catalog.links.link_rows import LINK_SCHEMA
from tests.catalog.links.wats import BY, page, read_rows, record, tree, wat

DATA = wat(page(BY, "https://[bad creativecommons.org"), page("https://x.org/"), page(BY, BY))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.warc.wat.gz"
    path.parent.mkdir()
    path.write_bytes(DATA)
    return path


def test_rows_and_report_are_written_under_the_file_s_stem(file: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    counts = {
        "bytes_inflated": 1845,
        "bytes_read": len(DATA),
        "errors.bad_url": 2,
        "pages": 2,
        "records_parsed": 2,
        "rows": 3,
    }
    report = ExtractLinks(str(output))(str(file))
    counts["bytes_inflated"] = report.counts["bytes_inflated"]
    assert report == TaskReport(str(file), "done", str(output / "a.parquet"), counts)
    assert sorted(tree(output)) == ["a.parquet", "a.report.json"]
    table = pq.read_table(output / "a.parquet")
    assert table.schema == LINK_SCHEMA
    assert table.to_pylist() == read_rows(DATA)[0]
    assert json.loads((output / "a.report.json").read_text()) == {
        "item": str(file),
        "status": "done",
        "counts": counts,
        "error": None,
    }


def test_the_same_file_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    ExtractLinks(str(tmp_path / "one"))(str(file))
    ExtractLinks(str(tmp_path / "two"))(str(file))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_finished_file_is_not_read_again(file: Path, tmp_path: Path) -> None:
    task = ExtractLinks(str(tmp_path / "out"))
    first = task(str(file))
    file.unlink()
    again = task(str(file))
    assert again == TaskReport(str(file), "skipped", first.output, first.counts)


def test_a_file_without_rows_has_an_empty_table(file: Path, tmp_path: Path) -> None:
    file.write_bytes(wat(page("https://x.org/")))
    ExtractLinks(str(tmp_path / "out"))(str(file))
    table = pq.read_table(tmp_path / "out" / "a.parquet")
    assert (table.num_rows, table.schema) == (0, LINK_SCHEMA)


@pytest.mark.parametrize("lost", ["a.parquet", "a.report.json"])
def test_a_file_of_which_half_is_lost_is_done_again(file: Path, tmp_path: Path, lost: str) -> None:
    task = ExtractLinks(str(tmp_path / "out"))
    task(str(file))
    before = tree(tmp_path / "out")
    (tmp_path / "out" / lost).unlink()
    assert task(str(file)).status == "done"
    assert tree(tmp_path / "out") == before


def test_a_file_that_cannot_be_read_fails_and_leaves_nothing(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"<html>not found</html>")
    report = ExtractLinks(str(tmp_path / "out"))(str(file))
    assert (report.status, report.error) == ("failed", "The file is not gzip.")
    assert tree(tmp_path / "out") == {}


def test_from_and_to_s3(aws: str) -> None:
    name = "crawl-data/CC-MAIN-2026-43/segments/17.1/wat/a.warc.wat.gz"
    storage.write_bytes(f"s3://bucket/{name}", DATA)
    task = ExtractLinks("s3://bucket/work/CC-MAIN-2026-43")
    assert task(f"s3://bucket/{name}").status == "done"
    assert task(f"s3://bucket/{name}").status == "skipped"
    assert list(storage.iter_files("s3://bucket/work")) == [
        "s3://bucket/work/CC-MAIN-2026-43/a.parquet",
        "s3://bucket/work/CC-MAIN-2026-43/a.report.json",
    ]


def test_a_cut_file_is_incomplete_and_read_again_only_when_another_lies_there(
    tmp_path: Path,
) -> None:
    path, output = tmp_path / "a.warc.wat.gz", str(tmp_path / "out")
    whole = wat(*[page(BY, url=f"https://{number}.org/") for number in range(30)])
    path.write_bytes(whole[: len(whole) // 2])
    cut = ExtractLinks(output)(str(path))
    assert (cut.status, cut.counts["errors.truncated_file"]) == ("incomplete", 1)
    told = orjson.loads((tmp_path / "out" / "a.report.json").read_bytes())
    assert told["status"] == "incomplete"
    assert told["read"] == {
        "size": len(whole) // 2,
        "etag": str(path.stat().st_mtime_ns),
    }
    assert ExtractLinks(output)(str(path)).status == "skipped"
    path.write_bytes(whole)
    again = ExtractLinks(output)(str(path))
    assert (again.status, again.counts["rows"]) == ("done", 30)
    assert ExtractLinks(output)(str(path)).status == "skipped"


def test_a_file_whose_records_cannot_be_read_fails_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.wat.gz"
    path.write_bytes(wat(record(b"{not json: creativecommons.org"), page(BY)))
    assert ExtractLinks(str(tmp_path / "out"))(str(path)).status == "done"
    path = tmp_path / "b.warc.wat.gz"
    path.write_bytes(wat(*[record(b"{not json: creativecommons.org")] * 3))
    report = ExtractLinks(str(tmp_path / "out"))(str(path))
    assert report.status == "failed"
    assert report.error == (
        "3 of the 3 records that were looked at cannot be read: "
        "this is no WAT as Common Crawl writes it"
    )
    assert not (tmp_path / "out" / "b.parquet").exists()
