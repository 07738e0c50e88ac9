import gzip
from pathlib import Path

import pytest

from catalog.errors import UsageError
from catalog.files import storage
from catalog.warc.crawl_paths import (
    check_crawl_id,
    crawl_of,
    resolve_crawl,
    segment_of,
    stem_of,
    wat_files,
)
from tests.catalog.files.faulty_server import serve
from tests.catalog.links.wats import write_crawl

WAT = "crawl-data/CC-MAIN-2026-43/segments/17.1/wat/a.warc.wat.gz"


@pytest.mark.parametrize(
    "crawl", ["CC-MAIN-2026", "CC-MAIN-2026-54", "CC-MAIN-2026-00", "cc-main-2026-43", "", "../x"]
)
def test_what_is_no_crawl_id_is_refused(crawl: str) -> None:
    with pytest.raises(UsageError, match="Write CC-MAIN-YYYY-WW"):
        check_crawl_id(crawl)


def test_a_path_tells_segment_crawl_and_stem() -> None:
    uri = f"https://data.commoncrawl.org/{WAT}"
    assert segment_of(uri) == "crawl-data/CC-MAIN-2026-43/segments/17.1"
    assert (crawl_of(uri), stem_of(uri)) == ("CC-MAIN-2026-43", "a")
    assert (segment_of("dir/wat/a.wat.gz"), crawl_of("a.gz"), stem_of("a.gz")) == (None, None, "a")


def test_the_files_of_a_crawl_keep_their_order(tmp_path: Path) -> None:
    paths = write_crawl(tmp_path, {"b": b"", "a": b""})
    assert wat_files(str(tmp_path), "CC-MAIN-2026-43") == [str(path) for path in paths]


def test_latest_is_the_newest_crawl_of_a_directory(tmp_path: Path) -> None:
    write_crawl(tmp_path, {"a": b""}, "CC-MAIN-2025-51")
    write_crawl(tmp_path, {"a": b""}, "CC-MAIN-2026-08")
    (tmp_path / "crawl-data" / "CC-NEWS").mkdir()
    assert resolve_crawl("latest", str(tmp_path)) == "CC-MAIN-2026-08"
    assert resolve_crawl("CC-MAIN-2025-51", str(tmp_path)) == "CC-MAIN-2025-51"


def test_latest_of_a_web_server_is_read_from_its_list(tmp_path: Path) -> None:
    (tmp_path / "collinfo.json").write_text('[{"id": "CC-MAIN-2026-38"}, {"id": "CC-MAIN-2012"}]')
    with serve(tmp_path) as (url, _):
        assert resolve_crawl("latest", url) == "CC-MAIN-2026-38"


def test_latest_and_the_files_of_a_bucket(aws: str) -> None:
    listing = gzip.compress(f"{WAT}\n".encode(), mtime=0)
    for crawl in ("CC-MAIN-2026-38", "CC-MAIN-2026-43"):
        storage.write_bytes(f"s3://bucket/crawl-data/{crawl}/wat.paths.gz", listing)
    assert resolve_crawl("latest", "s3://bucket/") == "CC-MAIN-2026-43"
    assert wat_files("s3://bucket/", "CC-MAIN-2026-43") == [f"s3://bucket/{WAT}"]
    with pytest.raises(UsageError, match="cannot list s3://no-such-bucket"):
        resolve_crawl("latest", "s3://no-such-bucket/")


def test_a_source_without_the_crawl_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no crawl CC-MAIN-2026-43"):
        wat_files(str(tmp_path), "CC-MAIN-2026-43")
    with pytest.raises(UsageError, match="Is it the right --source"):
        resolve_crawl("latest", str(tmp_path))


def test_a_list_that_is_none_says_so(tmp_path: Path) -> None:
    write_crawl(tmp_path, {})
    (tmp_path / "crawl-data" / "CC-MAIN-2026-43" / "wat.paths.gz").write_bytes(b"<html>")
    with pytest.raises(UsageError, match="is no gzipped list of paths"):
        wat_files(str(tmp_path), "CC-MAIN-2026-43")
    with serve(tmp_path) as (url, _), pytest.raises(UsageError, match="404 from"):
        resolve_crawl("latest", url)
