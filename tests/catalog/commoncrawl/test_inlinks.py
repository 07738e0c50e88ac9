from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.commoncrawl.embeds import EMBED_SCHEMA
from catalog.commoncrawl.inlinks import merge_embeds, write_wanted


def counted(path: Path, *rows: tuple[str, str, int]) -> str:
    columns = dict(zip(EMBED_SCHEMA.names, zip(*rows, strict=True), strict=True))
    pq.write_table(pa.table(columns, EMBED_SCHEMA), path)
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
    assert merge_embeds([one, two], str(tmp_path / "out.parquet")) == 2
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 4, "inlink_hosts": 2},
        {"url": "https://i.net/z", "inlinks": 1, "inlink_hosts": 1},
    ]


def test_the_http_and_the_https_address_of_a_picture_are_one(tmp_path: Path) -> None:
    one = counted(
        tmp_path / "1.parquet", ("http://i.net/a", "b.org", 2), ("https://i.net/a", "b.org", 3)
    )
    merge_embeds([one], str(tmp_path / "out.parquet"))
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 5, "inlink_hosts": 1}
    ]


def test_only_wanted_pictures_count_where_some_are_named(tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.parquet"
    assert write_wanted(["http://i.net/a", "https://J.net/b"], wanted) == {"i.net", "j.net"}
    one = counted(
        tmp_path / "1.parquet", ("https://i.net/a", "b.org", 1), ("https://i.net/x", "b.org", 1)
    )
    assert merge_embeds([one], str(tmp_path / "out.parquet"), wanted=wanted) == 1
    assert read(tmp_path / "out.parquet") == [
        {"url": "https://i.net/a", "inlinks": 1, "inlink_hosts": 1}
    ]


def test_more_than_fits_into_memory_is_counted_on_disk(tmp_path: Path) -> None:
    rows = [(f"https://i{n % 997}.net/{n}.jpg", f"h{n % 31}.org", 1) for n in range(400_000)]
    one = counted(tmp_path / "1.parquet", *rows)
    two = counted(tmp_path / "2.parquet", *rows)
    assert merge_embeds([one, two], str(tmp_path / "out.parquet"), memory_mb=100) == 400_000
    assert read(tmp_path / "out.parquet")[0]["inlinks"] == 2
