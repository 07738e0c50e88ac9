import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.errors import CatalogError, UsageError
from catalog.lake.hotlink_counts import merge_hotlinks, scratch, write_wanted
from catalog.links.hotlinks import HOTLINK_SCHEMA


def counted(path: Path, *rows: tuple[str, str, int]) -> str:
    columns = dict(zip(HOTLINK_SCHEMA.names, zip(*rows, strict=True), strict=True))
    pq.write_table(pa.table(columns, HOTLINK_SCHEMA), path)
    return str(path)


def read(path: Path) -> list[dict[str, Any]]:
    return pq.read_table(path).to_pylist()


def test_pages_are_added_and_hosts_counted_once_over_all_files(tmp_path: Path) -> None:
    one = counted(
        tmp_path / "1.parquet", ("https://i.net/a", "b.org", 2), ("https://i.net/z", "b.org", 1)
    )
    two = counted(
        tmp_path / "2.parquet", ("https://i.net/a", "b.org", 1), ("https://i.net/a", "c.org", 1)
    )
    assert merge_hotlinks([one, two], str(tmp_path / "out.parquet"), tmp_path) == 2
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 4, "inlink_hosts": 2},
        {"url": "https://i.net/z", "inlinks": 1, "inlink_hosts": 1},
    ]


def test_the_http_and_the_https_address_of_a_picture_are_one(tmp_path: Path) -> None:
    one = counted(
        tmp_path / "1.parquet", ("http://i.net/a", "b.org", 2), ("https://i.net/a", "b.org", 3)
    )
    merge_hotlinks([one], str(tmp_path / "out.parquet"), tmp_path)
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 5, "inlink_hosts": 1}
    ]


def test_only_wanted_pictures_count_where_some_are_named(tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.parquet"
    assert write_wanted(["http://i.net/a", "https://J.net/b"], wanted) == {"i.net", "j.net"}
    one = counted(
        tmp_path / "1.parquet", ("https://i.net/a", "b.org", 1), ("https://i.net/x", "b.org", 1)
    )
    assert merge_hotlinks([one], str(tmp_path / "out.parquet"), tmp_path, wanted=wanted) == 1
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 1, "inlink_hosts": 1}
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Write the hotlinks of two files: 150,000 images, each shown by one page in each file."""
    folder = tmp_path_factory.mktemp("many")
    rows = [(f"https://i{n % 997}.net/{n}.jpg", f"h{n % 31}.org", 1) for n in range(150_000)]
    one = counted(folder / "1.parquet", *rows)
    return [one, str(shutil.copy(one, folder / "2.parquet"))]


def test_more_than_fits_into_memory_goes_to_disk_and_gives_the_same_bytes(
    many: list[str], tmp_path: Path
) -> None:
    assert merge_hotlinks(many, str(tmp_path / "all.parquet"), tmp_path) == 150_000
    assert merge_hotlinks(many, str(tmp_path / "spilt.parquet"), tmp_path, memory_mb=48) == 150_000
    assert read(tmp_path / "all.parquet")[0]["inlinks"] == 2
    assert (tmp_path / "spilt.parquet").read_bytes() == (tmp_path / "all.parquet").read_bytes()


def test_the_same_sum_in_the_same_memory_needs_the_disk(many: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    (folder / "spill").write_text("in the way of the directory")
    with pytest.raises(CatalogError, match="IO Error: Failed to create directory .*/spill"):
        merge_hotlinks(many, str(tmp_path / "out.parquet"), folder, memory_mb=48)
    assert list(tmp_path.glob("*.parquet")) == []


def test_far_too_little_memory_is_named_with_what_to_do(many: list[str], tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"^16 MB are too little to add up 2 files\. Give more"):
        merge_hotlinks(many, str(tmp_path / "out.parquet"), tmp_path, memory_mb=16)
    assert [path.name for path in tmp_path.iterdir()] == ["wanted.parquet"]


def test_a_damaged_count_is_named_with_what_to_do(tmp_path: Path) -> None:
    one = counted(tmp_path / "1.parquet", ("https://i.net/a", "b.org", 2))
    Path(one).write_bytes(Path(one).read_bytes()[:-9])
    with pytest.raises(CatalogError, match=r"1\.parquet'\. Delete .* run the same command again"):
        merge_hotlinks([one], str(tmp_path / "out.parquet"), tmp_path)


def test_what_a_killed_run_left_is_cleared_and_nothing_is_left_at_the_end(tmp_path: Path) -> None:
    left = tmp_path / "inlinks.scratch" / "spill" / "left"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    with scratch(str(tmp_path)) as folder:
        assert list(folder.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a directory")
    with pytest.raises(UsageError, match="cannot write to .*file: Not a directory"):
        scratch(str(file)).__enter__()
