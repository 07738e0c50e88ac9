import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database.connection import connect
from tests.catalog.database.loading import image, landing, load, stored
from tests.catalog.links.wats import document, link, record, wat

CRAWL = "CC-MAIN-2026-43"
SAMPLE = Path(__file__).parents[3] / "sample"


@pytest.fixture
def wat_file(tmp_path: Path) -> Path:
    images = ["https://img.example.org/1.jpg", "https://elsewhere.net/b.jpg"]
    page = document([link(url, "IMG@/src") for url in images], url="http://blog.org/")
    path = tmp_path / "one.warc.wat.gz"
    path.write_bytes(wat(record(json.dumps(page).encode())))
    return path


def inlinks(wat_file: Path, output: Path, *more: str) -> list[dict[str, object]]:
    args = ["--crawl", CRAWL, "--wat", str(wat_file), "--workers", "1", "--output", str(output)]
    result = CliRunner().invoke(cli, ["images", "inlinks", *args, *more], catch_exceptions=False)
    assert result.exit_code == 0
    return pq.read_table(output / f"{CRAWL}.inlinks.parquet").to_pylist()


def test_all_foreign_images_are_counted_or_those_of_one_host(
    wat_file: Path, tmp_path: Path
) -> None:
    everything = inlinks(wat_file, tmp_path / "out")
    assert [row["url"] for row in everything] == [
        "https://elsewhere.net/b.jpg",
        "https://img.example.org/1.jpg",
    ]
    assert inlinks(wat_file, tmp_path / "out", "--host", "IMG.example.org") == [
        {"url": "https://img.example.org/1.jpg", "inlinks": 1, "inlink_hosts": 1}
    ]


def test_the_images_of_the_catalog_are_counted_and_get_their_counts(
    wat_file: Path, tmp_path: Path, database: str
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1), image(2)]))
    rows = inlinks(
        wat_file, tmp_path / "out", "--from-catalog", "--load", "--database-url", database
    )
    assert rows == [{"url": "https://img.example.org/1.jpg", "inlinks": 1, "inlink_hosts": 1}]
    with connect(database) as connection:
        assert stored(connection, "meta_data->'inlinks'") == [(1,), (None,)]


def test_the_sample_crawl_shows_a_photograph_of_another_site(tmp_path: Path) -> None:
    args = ["--crawl", CRAWL, "--source", str(SAMPLE), "--host", "media.photos.example"]
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["images", "inlinks", *args, "--output", str(out)])
    assert result.exit_code == 0
    assert pq.read_table(out / f"{CRAWL}.inlinks.parquet").to_pylist() == [
        {"url": "https://media.photos.example/80517/large.jpg", "inlinks": 1, "inlink_hosts": 1}
    ]
