import os
import tarfile
from pathlib import Path

import pytest

from catalog import storage
from catalog.commoncrawl.archive import (
    archive_partition,
    read_archived,
    restore_partition,
    to_archive,
)
from catalog.errors import CatalogError

CRAWL = "CC-MAIN-2024-22"


def partition(lake: str, crawl: str = CRAWL, parts: int = 3) -> None:
    for number in range(parts):
        uri = storage.join(lake, "data", f"crawl={crawl}", f"part-{number:05}.parquet")
        storage.write_bytes(uri, b"PAR1" + bytes([number]) * 1000)
    uri = storage.join(lake, "data", f"crawl={crawl}", "_manifest.json")
    storage.write_bytes(uri, b'{"rows": 3}')


def contents(place: str) -> dict[str, bytes]:
    return {uri.removeprefix(place): storage.read_bytes(uri) for uri in storage.iter_files(place)}


@pytest.fixture
def lake(tmp_path: Path) -> str:
    place = str(tmp_path / "lake")
    partition(place)
    return place


@pytest.fixture
def archive(tmp_path: Path) -> str:
    return str(tmp_path / "archive")


def test_all_but_the_newest_partitions_are_to_be_archived_once(lake: str, archive: str) -> None:
    partition(lake, "CC-MAIN-2023-06")
    partition(lake, "CC-MAIN-2026-43")
    assert to_archive(lake, archive, keep=1) == ["CC-MAIN-2023-06", CRAWL]
    archive_partition(lake, CRAWL, archive)
    assert to_archive(lake, archive, keep=1) == ["CC-MAIN-2023-06"]
    assert to_archive(lake, archive, keep=9) == []


def test_a_partition_is_bundled_and_stays_where_it_is(lake: str, archive: str) -> None:
    before = contents(lake)
    archived = archive_partition(lake, CRAWL, archive, bundle_bytes=2010)
    assert archived == read_archived(archive, CRAWL)
    assert archived is not None
    assert [[m.name for m in bundle.members] for bundle in archived.bundles] == [
        ["part-00000.parquet", "part-00001.parquet"],
        ["part-00002.parquet", "_manifest.json"],
    ]
    with tarfile.open(f"{archive}/crawls/{CRAWL}/bundle-00001.tar") as tar:
        assert tar.getnames() == ["part-00002.parquet", "_manifest.json"]
    assert contents(lake) == before


def test_archiving_twice_gives_the_same_bytes(lake: str, archive: str, tmp_path: Path) -> None:
    archive_partition(lake, CRAWL, archive)
    before = contents(archive)
    archive_partition(lake, CRAWL, archive)
    assert contents(archive) == before
    os.utime(f"{lake}/data/crawl={CRAWL}/part-00000.parquet", (1, 1))
    archive_partition(lake, CRAWL, str(tmp_path / "other"))
    assert contents(str(tmp_path / "other")) == before


def test_a_run_that_stopped_goes_on_at_the_next_bundle(lake: str, archive: str) -> None:
    assert archive_partition(lake, CRAWL, archive, bundle_bytes=1000, deadline=0) is None
    written: list[str] = []

    def stop_after_two(bundle: object) -> None:
        written.append(str(bundle))
        if len(written) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive_partition(lake, CRAWL, archive, bundle_bytes=1000, on_bundle=stop_after_two)
    assert read_archived(archive, CRAWL) is None
    first = Path(f"{archive}/crawls/{CRAWL}/bundle-00000.tar").stat().st_mtime_ns
    archived = archive_partition(lake, CRAWL, archive, bundle_bytes=1000)
    assert archived is not None
    assert len(archived.bundles) == 4
    assert Path(f"{archive}/crawls/{CRAWL}/bundle-00000.tar").stat().st_mtime_ns == first


def test_a_partition_that_was_lost_comes_back_byte_for_byte(lake: str, archive: str) -> None:
    before = contents(lake)
    archive_partition(lake, CRAWL, archive, bundle_bytes=1000)
    storage.delete_tree(f"{lake}/data/crawl={CRAWL}")
    restore_partition(CRAWL, archive, lake)
    assert contents(lake) == before


def test_a_partition_that_is_there_or_was_never_archived_is_not_restored(
    lake: str, archive: str
) -> None:
    archive_partition(lake, CRAWL, archive)
    with pytest.raises(CatalogError, match="is there already, whole"):
        restore_partition(CRAWL, archive, lake)
    with pytest.raises(CatalogError, match="no archived partition of CC-MAIN-2018-22"):
        restore_partition("CC-MAIN-2018-22", archive, lake)


def test_a_damaged_bundle_is_noticed_and_nothing_damaged_is_restored(
    lake: str, archive: str
) -> None:
    archive_partition(lake, CRAWL, archive)
    bundle = Path(f"{archive}/crawls/{CRAWL}/bundle-00000.tar")
    data = bytearray(bundle.read_bytes())
    data[520] ^= 1
    bundle.write_bytes(data)
    storage.delete_tree(f"{lake}/data/crawl={CRAWL}")
    with pytest.raises(CatalogError, match=r"part-00000.parquet in .* is damaged"):
        restore_partition(CRAWL, archive, lake)
    assert contents(lake) == {}


def test_what_lies_cold_in_s3_is_asked_for_first(aws: str) -> None:
    partition("s3://bucket/lake")
    archive_partition("s3://bucket/lake", CRAWL, "s3://bucket/archive")
    key = f"archive/crawls/{CRAWL}/bundle-00000.tar"
    s3 = storage.s3_client()
    cold = {"Bucket": "bucket", "Key": key}
    s3.copy_object(**cold, CopySource=cold, StorageClass="DEEP_ARCHIVE")
    before = contents("s3://bucket/lake")
    storage.delete_tree("s3://bucket/lake")
    with pytest.raises(CatalogError, match="1 of 1 bundles are in cold storage"):
        restore_partition(CRAWL, "s3://bucket/archive", "s3://bucket/lake")
    assert "Restore" in s3.head_object(**cold)
    restore_partition(CRAWL, "s3://bucket/archive", "s3://bucket/lake")
    assert contents("s3://bucket/lake") == before
