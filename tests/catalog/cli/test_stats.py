import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection
from tests.catalog.database.loading import image, landing

pytestmark = pytest.mark.postgres


def run(database: str, *arguments: str) -> Result:
    arguments = (*arguments, "--database-url", database)
    return CliRunner(env={"COLUMNS": "160"}).invoke(cli, arguments, catch_exceptions=False)


def test_stats_are_a_table_or_json(
    database: str, connection: Connection, add_images: Callable[..., None]
) -> None:
    add_images("met", 3)
    table = run(database, "stats", "--media", "image").stdout
    assert "image: 3 records" in table
    assert "by 4.0" in table
    document = json.loads(run(database, "stats", "--format", "json").stdout)
    assert [(part["media_type"], part["total"]) for part in document] == [
        ("image", 3),
        ("audio", 0),
    ]
    assert document[0]["updated"] == {"under 1 day": 3}


def test_loads_are_listed_and_abnormal_ones_refused(database: str, tmp_path: Path) -> None:
    folder = tmp_path / "image" / "flickr" / "year=2026" / "month=10"
    for day, count in ((1, 2000), (2, 7)):
        (folder / f"day=0{day}").mkdir(parents=True)
        rows = [image(f"{day}-{number}") for number in range(count)]
        landing(folder / f"day=0{day}" / "page-0.parquet", rows)
    rejected = ("--rejected-dir", str(tmp_path / "rejected"))
    assert run(database, "load", str(folder / "day=01"), *rejected).exit_code == 0
    refused = run(database, "load", str(folder / "day=02"), *rejected)
    assert refused.exit_code == 1
    assert "flickr gave 7 image rows, where its last batch had 2,000" in refused.stderr
    accepted = run(database, "load", str(folder / "day=02"), *rejected, "--accept-counts")
    assert accepted.exit_code == 0
    listed = run(database, "stats", "--loads").stdout.splitlines()
    shown = [[cell.strip() for cell in line.split("│")[2:4]] for line in listed if "│" in line]
    assert shown == [["image", "page-0.parquet"], ["image", "page-0.parquet"]]
    loads = json.loads(run(database, "stats", "--loads", "--format", "json").stdout)
    assert [(load["read"], load["counts_accepted"]) for load in loads] == [(7, True), (2000, False)]
