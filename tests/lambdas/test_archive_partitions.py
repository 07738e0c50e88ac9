from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.files import storage
from lambdas.archive_partitions.handler import MARGIN_MS, handler
from tests.lambdas.context import context

LAKE, ARCHIVE = "s3://bucket/lake", "s3://bucket/archive"
OLD, OLDER, NEW = "CC-MAIN-2026-30", "CC-MAIN-2025-51", "CC-MAIN-2026-43"


@pytest.fixture(autouse=True)
def lake(aws: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "1")
    monkeypatch.setenv("LAKE", LAKE)
    monkeypatch.setenv("ARCHIVE", ARCHIVE)
    monkeypatch.setenv("LIVE_PARTITIONS", "1")
    part = tmp_path / "part.parquet"
    pq.write_table(pa.table({"provider_domain": ["a.example"]}), part)
    for crawl in (OLDER, OLD, NEW):
        storage.write_bytes(f"{LAKE}/data/crawl={crawl}/part-00000.parquet", part.read_bytes())


def test_all_but_the_newest_partition_are_archived_and_the_live_ones_stay() -> None:
    live = list(storage.iter_files(f"{LAKE}/data"))
    assert handler({}, context()) == {"archived": [OLDER, OLD], "due": []}
    assert sorted(storage.iter_files(ARCHIVE)) == [
        f"{ARCHIVE}/crawls/{OLDER}/MANIFEST.json",
        f"{ARCHIVE}/crawls/{OLDER}/part-00000.parquet",
        f"{ARCHIVE}/crawls/{OLD}/MANIFEST.json",
        f"{ARCHIVE}/crawls/{OLD}/part-00000.parquet",
    ]
    assert list(storage.iter_files(f"{LAKE}/data")) == live
    assert handler({}, context()) == {"archived": [], "due": []}


def test_a_dry_run_says_what_is_due_and_archives_nothing() -> None:
    assert handler({"dry_run": True}, context()) == {"archived": [], "due": [OLDER, OLD]}
    assert list(storage.iter_files(ARCHIVE)) == []


def test_what_there_is_no_time_for_is_still_due() -> None:
    assert handler({}, context(MARGIN_MS / 1000)) == {"archived": [], "due": [OLDER, OLD]}
