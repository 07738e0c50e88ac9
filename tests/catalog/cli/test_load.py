import json
from pathlib import Path
from typing import Any

import pytest

from catalog.cli import main
from catalog.database.connection import Connection
from tests.catalog.database.loading import audio, crawl_csv, image, landing, stored

pytestmark = pytest.mark.postgres


DROPPED = {
    "dropped.width": 1,
    "dropped.meta_data": 1,
    "dropped.category": 1,
    "dropped.part_of_tags": 1,
}


def run(*arguments: str, code: int = 0) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert (ended.value.code or 0) == code


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    (folder / "audio").mkdir(parents=True)
    landing(folder / "audio" / "jamendo.parquet", [audio(1)], "audio")
    landing(folder / "flickr.parquet", [image(1), image(2)])
    odd = image(3, width="wide", meta_data="{broken", category="painting", provider="met")
    last = image(3, title="Last", tags=["rain", "by"], provider="met")
    crawl_csv(folder / "met.csv", [odd, image(4, license="?"), last])
    return folder


def test_a_folder_is_loaded_with_a_report_as_json(
    database: str,
    connection: Connection,
    files: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rejected = tmp_path / "rejected"
    options = ("--database-url", database, "--rejected-dir", str(rejected), "--report", "json")
    run("load", str(files), *options)
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["total"] == {
        "audio": totals(files=1, read=1, inserted=1),
        "image": totals(
            files=2,
            read=5,
            inserted=3,
            duplicate_ids=1,
            rejected={"invalid_license": 1},
            dropped=DROPPED,
        ),
    }
    assert report["files"][2]["dropped"] == DROPPED
    assert report["errors"] == []
    assert [entry["file"] for entry in report["files"]] == [
        str(files / "audio" / "jamendo.parquet"),
        str(files / "flickr.parquet"),
        str(files / "met.csv"),
    ]
    lines = (rejected / "met.csv.rejected.jsonl").read_text().splitlines()
    assert [json.loads(line)["line"] for line in lines] == [3, 2]
    assert "[3/3] met.csv: 3 read, 1 inserted, 0 updated, 0 unchanged" in captured.err
    assert stored(connection, "foreign_identifier") == [("1",), ("2",), ("3",)]


def totals(**given: Any) -> dict[str, Any]:
    names = ("files", "read", "inserted", "updated", "unchanged", "duplicate_ids")
    zeros: dict[str, Any] = dict.fromkeys((*names, "duplicate_urls", "license_changes"), 0)
    return zeros | {"rejected": {}, "dropped": {}} | given


def test_a_table_is_shown_by_default(
    database: str, files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--database-url", database, "--rejected-dir", str(tmp_path / "rejected"))
    run("load", str(files / "met.csv"), *options)
    captured = capsys.readouterr()
    shown = [line.split("│")[1:3] for line in captured.out.splitlines() if "│" in line]
    cells = {name.strip(): count.strip() for name, count in shown}
    assert (cells["read"], cells["inserted"], cells["duplicate ids"]) == ("3", "1", "1")
    assert cells["rejected: invalid_license"] == "1"
    assert cells["dropped: part of tags"] == "1"
    assert "rows that were not loaded:" in captured.err


def test_a_bad_file_among_good_ones_ends_with_1_and_the_others_are_loaded(
    database: str,
    connection: Connection,
    files: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (files / "broken.parquet").write_text("<html>")
    options = ("--database-url", database, "--rejected-dir", str(tmp_path / "rejected"))
    run("load", str(files), *options, code=1)
    assert "broken.parquet is named .parquet but is not one" in capsys.readouterr().err
    assert len(stored(connection, "url")) == 3


def test_what_cannot_be_loaded_is_a_clear_error(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("load", str(tmp_path / "none"), "--database-url", database, code=1)
    assert "has no .parquet, .csv or .tsv file to load" in capsys.readouterr().err


def test_a_database_without_tables_says_what_to_do(
    database: str, connection: Connection, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection.execute("DROP SCHEMA public CASCADE")
    run("load", str(files), "--database-url", database, code=1)
    assert "Run `catalog db migrate` first." in capsys.readouterr().err


def test_no_password_is_shown_when_the_database_cannot_be_reached(
    files: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    url = "postgresql://deploy:hunter2@127.0.0.1:1/openledger"
    run("-v", "load", str(files), "--database-url", url, code=1)
    captured = capsys.readouterr()
    assert "cannot connect to postgresql://deploy@127.0.0.1:1/openledger" in captured.err
    assert "hunter2" not in captured.out + captured.err + caplog.text
