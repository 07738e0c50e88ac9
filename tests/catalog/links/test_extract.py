import bz2
import gzip
import json
import lzma
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow.parquet as pq
import pytest

from catalog.engine import TaskReport
from catalog.files import storage
from catalog.links.extract import ExtractLinks
from catalog.links.link_rows import LINK_SCHEMA
from tests.catalog.links.wats import (
    BY,
    document,
    errors_in,
    link,
    member,
    page,
    read_rows,
    record,
    tree,
    wat,
)

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
    assert (report.status, report.error) == (
        "failed",
        "the file is no WAT but something that begins with b'<html>not found</htm', "
        "as no archive does",
    )
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
        "this is no WAT as Common Crawl writes it (the first: JSONDecodeError: unexpected "
        "character, expected a string key: line 1 column 2 (char 1))"
    )
    assert not (tmp_path / "out" / "b.parquet").exists()


def extracted(path: Path, data: bytes) -> tuple[TaskReport, list[dict[str, object]]]:
    """Extract a file of these bytes; return the report and what was written of each row."""
    path.write_bytes(data)
    report = ExtractLinks(str(path.parent / "out"))(str(path))
    rows = pq.read_table(report.output).to_pylist() if report.output else []
    return report, rows


def test_a_wat_is_read_however_its_writer_ends_lines_and_numbers_versions(tmp_path: Path) -> None:
    usual = page(BY) + page(BY, url="https://other.org/")
    whole, expected = extracted(tmp_path / "usual.warc.wat.gz", member(usual))
    assert (whole.status, len(expected)) == ("done", 2)
    for name, text in {
        "lf_only": usual.replace(b"\r\n", b"\n"),
        "version_0_18": usual.replace(b"WARC/1.0", b"WARC/0.18"),
        "version_1_1": usual.replace(b"WARC/1.0", b"WARC/1.1"),
    }.items():
        report, rows = extracted(tmp_path / f"{name}.warc.wat.gz", member(text))
        assert (report.status, rows) == ("done", expected), name
    report, rows = extracted(tmp_path / "plain.warc.wat", usual)
    assert (report.status, rows) == ("done", expected)


def test_an_uncompressed_wat_that_was_cut_is_incomplete(tmp_path: Path) -> None:
    whole = page(BY) + page(BY, url="https://other.org/")
    cut, rows = extracted(tmp_path / "a.warc.wat", whole[:-200])
    assert (cut.status, cut.counts["errors.truncated_file"]) == ("incomplete", 1)
    assert [row["page_url"] for row in rows] == ["https://site.org/page?x=1"]
    long = page("https://x.org/") * 5000 + whole
    report, rows = extracted(tmp_path / "b.warc.wat", long)
    assert (report.status, len(rows), report.counts["bytes_inflated"]) == ("done", 2, len(long))


def test_a_record_that_describes_an_arc_is_a_page_like_another(tmp_path: Path) -> None:
    described = document([link(BY)])
    del described["Envelope"]["WARC-Header-Metadata"]
    described["Envelope"]["ARC-Header-Metadata"] = {
        "Target-URI": "https://a.example/x",
        "Date": "20120131235959",
        "Content-Type": "text/html",
    }
    report, rows = extracted(tmp_path / "a.arc.wat.gz", wat(record(json.dumps(described).encode())))
    assert (report.status, [(row["page_url"], row["license"]) for row in rows]) == (
        "done",
        [("https://a.example/x", "by")],
    )
    assert rows[0]["crawled_at"] == datetime(2012, 1, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "odd",
    [
        record(b'{"links": ["https://creativecommons.org/licenses/by/4.0/"]}'),
        b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Type: text/plain\r\n\r\n"
        b"creativecommons.org\r\n\r\n",
    ],
    ids=["another writer's JSON", "no JSON"],
)
def test_records_of_an_unknown_writer_fail_their_file(tmp_path: Path, odd: bytes) -> None:
    report, _ = extracted(tmp_path / "a.warc.wat.gz", wat(*[odd] * 3))
    assert report.status == "failed"
    assert "3 of the 3 records that were looked at cannot be read" in str(report.error)


def test_the_first_unreadable_records_are_kept_in_the_report(tmp_path: Path) -> None:
    broken = [
        record(b"{creativecommons.org").replace(
            b"Content-Type", b"WARC-Target-URI: https://%d.example/\r\nContent-Type" % number
        )
        for number in range(7)
    ]
    good = [page(BY, url=f"https://{number}.org/") for number in range(20)]
    report, rows = extracted(tmp_path / "a.warc.wat.gz", wat(*broken, *good))
    assert (report.status, report.counts["errors.invalid_json"], len(rows)) == ("done", 7, 20)
    told = orjson.loads((tmp_path / "out" / "a.report.json").read_bytes())
    assert [kept["url"] for kept in told["unreadable"]] == [
        f"https://{number}.example/" for number in range(5)
    ]
    assert told["unreadable"][0]["error"].startswith("JSONDecodeError: ")


def test_a_page_that_the_crawler_cut_and_one_without_an_address_are_counted(
    tmp_path: Path,
) -> None:
    cut, nameless = document([link(BY)]), document([link(BY)])
    cut["Envelope"]["WARC-Header-Metadata"]["WARC-Truncated"] = "length"
    del nameless["Envelope"]["WARC-Header-Metadata"]["WARC-Target-URI"]
    records = [record(json.dumps(described).encode()) for described in (cut, nameless)]
    report, rows = extracted(tmp_path / "a.warc.wat.gz", wat(*records, page(BY)))
    assert (report.status, len(rows)) == ("done", 2)
    assert (report.counts["truncated_pages"], report.counts["errors.no_page_url"]) == (1, 1)


def test_rel_is_unknown_before_wat_told_it_and_false_since(tmp_path: Path) -> None:
    records = []
    for day in ("2019-10-24", "2019-11-11"):
        links = [link(BY), link(BY, rel="license"), link(BY, path="IMG@/src")]
        described = document(links)
        described["Envelope"]["WARC-Header-Metadata"]["WARC-Date"] = f"{day}T00:00:00Z"
        records.append(record(json.dumps(described).encode()))
    _, rows = extracted(tmp_path / "a.warc.wat.gz", wat(*records))
    assert [row["rel_license"] for row in rows] == [None, True, False, False, True, False]


BARE = page(BY).rstrip()
PAGE, OTHER = page(BY), page(BY, url="https://other.org/")
LENGTH = b"Content-Length: "


def announcing(length: str) -> bytes:
    return PAGE.replace(LENGTH, LENGTH + length.encode() + b"\r\nX-Length: ")


@pytest.mark.parametrize(
    "data",
    [
        member(PAGE + OTHER),
        member(PAGE[:200]) + wat(PAGE[200:], OTHER),
        member(b"") + wat(PAGE, b"", OTHER, b""),
        wat(PAGE, b"junk", OTHER),
        wat(PAGE, b"\r\n\r\n", OTHER),
        wat(BARE, OTHER.rstrip()),
        wat(BARE, b"junk", OTHER),
        wat(PAGE.replace(b"\r\n", b"\n"), OTHER),
        member(PAGE) + b"\0" * 600 + member(OTHER) + b"\0",
        *(wat(announcing(length), OTHER) for length in ("-1", "abc", "\u00b2", "9" * 30, "0")),
        wat(PAGE.replace(LENGTH, b"X: "), OTHER),
        wat(PAGE.replace(LENGTH, b"X: " + b"a" * (9 << 20) + b"\r\n" + LENGTH), OTHER),
        wat(PAGE.replace(LENGTH, b"X: a\r\n" * 50_000 + LENGTH), OTHER),
        wat(PAGE.replace(LENGTH, b"X: a\r\n b\r\n\tc\r\n" + LENGTH), OTHER),
        wat(PAGE.replace(b"Content-Type: app", b"content-type:app"), OTHER),
        wat(PAGE.replace(b"/json", b"/json; charset=utf-8"), OTHER),
    ],
    ids=[
        *("one member", "a record in two members", "empty members", "a stray member"),
        *("a stray blank member", "no line ends", "a stray member at no line", "both line ends"),
        *("zeros", "negative length", "no length", "odd digit", "huge length", "length 0"),
        *("none announced", "huge head", "many heads", "heads of several lines", "lower case"),
        "with a charset",
    ],
)
def test_both_pages_of_an_odd_file_are_read(tmp_path: Path, data: bytes) -> None:
    report, rows = extracted(tmp_path / "a.warc.wat.gz", data)
    assert [row["page_url"] for row in rows] == ["https://site.org/page?x=1", "https://other.org/"]
    assert (report.status, errors_in(Counter(report.counts))) == ("done", {})


@pytest.mark.parametrize("cut", [1, 2, 3, 8, 9, 20, -9, -8, -1])
def test_a_file_that_was_cut_in_its_second_member_is_incomplete(tmp_path: Path, cut: int) -> None:
    report, rows = extracted(tmp_path / "a.warc.wat.gz", member(PAGE) + member(OTHER)[:cut])
    assert (report.status, len(rows)) == ("incomplete", 1)
    assert errors_in(Counter(report.counts)) == {"errors.truncated_file": 1}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"null creativecommons.org", "unknown_record"),
        (b'["creativecommons.org"]', "unknown_record"),
        (b"[" * 100_000 + b"creativecommons.org", "invalid_json"),
    ],
    ids=["null", "a list", "very deep"],
)
def test_a_record_that_describes_nothing_is_counted(
    tmp_path: Path, body: bytes, reason: str
) -> None:
    report, rows = extracted(tmp_path / "a.warc.wat.gz", wat(record(body), PAGE, OTHER))
    assert (report.status, len(rows), report.counts[f"errors.{reason}"]) == ("done", 2, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (gzip.compress(b"") * 5, "the file is empty once it is unpacked"),
        (bz2.compress(PAGE), "begins with b'BZh91AY&SY"),
        (lzma.compress(PAGE), "begins with b'\\xfd7zXZ"),
        (b"\x28\xb5\x2f\xfd\x04\0", "compressed with zstd, which is not read"),
        (gzip.compress(wat(PAGE)), "begins with b'\\x1f\\x8b"),
        (gzip.compress(b"hello\n"), "begins with b'hello"),
        (b"version https://git-lfs.github.com/spec/v1\n", "begins with b'version https://git-"),
        (member(b"filedesc://1.arc.gz 0.0.0.0 2008"), "an ARC"),
        (wat(b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\nhello\r\n\r\n"), "a WET"),
    ],
    ids=["empty", "empty gzip", "bzip2", "xz", "zstd", "gzip twice", "text", "LFS", "ARC", "WET"],
)
def test_what_is_no_wat_is_named_and_leaves_nothing(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    report, _ = extracted(tmp_path / "a.warc.wat.gz", data)
    assert report.status == "failed"
    assert reason in str(report.error)
    assert tree(tmp_path / "out") == {}


def test_the_odd_files_that_were_collected_are_read_or_named(shared: Path, tmp_path: Path) -> None:
    def outcome(name: str) -> tuple[str, int | str]:
        report = ExtractLinks(str(tmp_path))(str(shared / "data" / "odd-wat" / name))
        return report.status, report.error or report.counts["rows"]

    assert outcome("ok.warc.wat.gz") == ("done", 1)
    assert outcome("whole30.warc.wat.gz") == ("done", 30)
    assert outcome("lf_only.warc.wat.gz") == ("done", 1)
    assert outcome("version_0_18.warc.wat.gz") == ("done", 2)
    assert outcome("arc_keys.warc.wat.gz") == ("done", 1)
    assert outcome("uncompressed.warc.wat") == ("done", 1)
    assert outcome("cut_in_the_middle.warc.wat.gz") == ("incomplete", 14)
    assert outcome("a_warc_not_a_wat.warc.gz") == (
        "failed",
        "the file is no WAT but a WARC of whole pages (--from warc reads those)",
    )


def test_a_file_that_is_empty_once_it_is_unpacked_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.wat.gz"
    path.write_bytes(gzip.compress(b""))
    report = ExtractLinks(str(tmp_path / "out"))(str(path))
    assert (report.status, report.error) == ("failed", "the file is empty once it is unpacked")
