import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection
from catalog.database.export import DATA_POLICY
from catalog.errors import UsageError

pytestmark = pytest.mark.postgres


def run(database: str, *arguments: str) -> Result:
    arguments = (*arguments, "--database-url", database)
    return CliRunner(env={"COLUMNS": "160"}).invoke(cli, arguments, catch_exceptions=False)


def test_a_snapshot_and_the_changes_after_it(
    database: str, connection: Connection, add_images: Callable[..., None], tmp_path: Path
) -> None:
    add_images("met", 3)
    add_images("s mk", 2)
    folder, cursor = tmp_path / "snapshot", str(tmp_path / "c")
    done = run(database, "export", "--output", str(folder), "--cursor-file", cursor)
    assert "5 records in 2 files written" in done.stderr
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["data_policy"] == DATA_POLICY
    assert [(file["path"], file["rows"]) for file in manifest["files"]] == [
        ("image/by_provider=met/part-00000.parquet", 3),
        ("image/by_provider=s%20mk/part-00000.parquet", 2),
    ]
    assert pq.read_metadata(folder / manifest["files"][0]["path"]).metadata is not None
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["description"] == DATA_POLICY
    assert [resource["path"] for resource in package["resources"]] == [
        file["path"] for file in manifest["files"]
    ]
    connection.execute("UPDATE image SET title = 'new' WHERE title = 'picture 1'")
    output = tmp_path / "changes.jsonl"
    done = run(database, "changes", "--cursor-file", cursor, "--output", str(output))
    assert "2 image records changed" in done.stderr
    rows = [json.loads(line) for line in output.read_text().splitlines()]
    assert {(row["change"], row["title"], *row["changed_columns"]) for row in rows} == {
        ("changed", "new", "title")
    }
    assert DATA_POLICY in (tmp_path / "changes.jsonl-metadata.json").read_text()
    again = run(database, "changes", "--cursor-file", cursor)
    assert (again.stdout, "0 image records changed" in again.stderr) == ("", True)


def test_a_second_snapshot_needs_a_folder_of_its_own(database: str, tmp_path: Path) -> None:
    assert run(database, "export", "--output", str(tmp_path / "a")).exit_code == 0
    with pytest.raises(Exception, match="is not empty"):
        run(database, "export", "--output", str(tmp_path / "a"))


def test_without_a_cursor_the_one_of_this_moment_is_told(database: str) -> None:
    done = run(database, "changes")
    assert done.stdout == ""
    assert "next cursor: " in done.stderr


def test_old_changes_are_dropped_on_demand(
    database: str, connection: Connection, add_images: Callable[..., None]
) -> None:
    add_images("met", 3)
    connection.execute("UPDATE record_change SET changed_on = now() - interval '9 days'")
    done = run(database, "changes", "--drop-older-than", "8")
    assert "changes of 3 records were dropped" in done.stderr


def test_a_cursor_file_that_holds_no_text_is_refused(database: str, tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is no cursor"):
        run(database, "changes", "--cursor-file", str(tmp_path / "c"))
