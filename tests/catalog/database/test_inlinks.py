from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.database.connection import Connection
from catalog.database.inlinks import InlinkCounts, iter_image_urls, load_inlinks
from tests.catalog.database.loading import image, landing, load, stored


def counts(path: Path, **images: tuple[int, int]) -> Path:
    rows = {
        "url": [f"https://img.example.org/{name.lstrip('n')}.jpg" for name in images],
        "inlinks": [inlinks for inlinks, _ in images.values()],
        "inlink_hosts": [hosts for _, hosts in images.values()],
    }
    pq.write_table(pa.table(rows), path)
    return path


def known(connection: Connection) -> list[tuple[object, object]]:
    found = stored(connection, "meta_data")
    return [(meta.get("inlinks"), meta.get("inlink_hosts")) for (meta,) in found]


def test_counts_are_copied_into_the_images_that_they_are_of(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1), image(2)]))
    path = counts(tmp_path / "counts.parquet", n1=(7, 3), n9=(5, 5))
    assert load_inlinks(connection, path, "CC-MAIN-2026-43") == InlinkCounts(urls=2, images=1)
    assert known(connection) == [(7, 3), (None, None)]


def test_loading_the_same_counts_again_rewrites_nothing_and_newer_ones_replace_them(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1), image(2)]))
    first = counts(tmp_path / "1.parquet", n1=(7, 3), n2=(1, 1))
    load_inlinks(connection, first, "CC-MAIN-2026-43", batch_rows=1)
    assert load_inlinks(connection, first, "CC-MAIN-2026-43") == InlinkCounts(urls=2, images=0)
    second = counts(tmp_path / "2.parquet", n1=(9, 4))
    assert load_inlinks(connection, second, "CC-MAIN-2026-47") == InlinkCounts(urls=2, images=1)
    assert known(connection) == [(9, 4), (1, 1)]


def test_an_image_that_is_loaded_later_finds_its_counts(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load_inlinks(connection, counts(tmp_path / "c.parquet", n3=(4, 2)), "CC-MAIN-2026-43")
    row = image(3, url="http://img.example.org/3.jpg")
    load(database, landing(tmp_path / "a.parquet", [row, image(4)]))
    assert known(connection) == [(4, 2), (None, None)]


def test_the_urls_of_all_images_can_be_read_one_by_one(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1), image(2)]))
    assert sorted(iter_image_urls(connection)) == [
        "https://img.example.org/1.jpg",
        "https://img.example.org/2.jpg",
    ]
