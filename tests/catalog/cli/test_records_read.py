"""`catalog records show`, `search`, `export` and `catalog db shell`."""

import csv
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def run(database: str, *arguments: str, fails: bool = False) -> Result:
    arguments = (*arguments[:2], "--database-url", database, *arguments[2:])
    runner = CliRunner(env={"COLUMNS": "100"})
    done = runner.invoke(cli, arguments, catch_exceptions=fails)
    assert fails or done.exit_code == 0, done.output
    return done


def test_search_lists_what_it_found(database: str, add_images: AddImages) -> None:
    add_images("met", 3, creator="[bold]Ana")
    add_images("smk", 1)
    found = run(database, "records", "search", "picture", "--provider", "met", "--limit", "2")
    assert "[bold]Ana" in found.stdout
    assert "CC BY 4.0" in found.stdout
    assert found.stderr == "2 shown of 3 found\n"
    lines = run(database, "records", "search", "picture", "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(line)["provider"] for line in lines) == ["met", "met", "met", "smk"]
    rows = list(
        csv.DictReader(run(database, "records", "search", "--format", "csv").stdout.splitlines())
    )
    assert rows[0]["license"] == "by"
    assert run(database, "records", "search", "the", "--format", "json").stdout == "[]\n"


def test_show_prints_a_record_its_attribution_or_json(database: str, add_images: AddImages) -> None:
    add_images("met", 1, creator="Ana")
    url = "https://met.org/0.jpg"
    assert '"picture 0" (https://met.org/0) by Ana' in run(database, "records", "show", url).stdout
    document = json.loads(run(database, "records", "show", url, "--format", "json").stdout)
    assert (document["state"], document["record"]["provider"]) == ("live", "met")
    markdown = run(database, "records", "show", url, "--format", "markdown").stdout
    assert markdown.startswith('"[picture 0](<https://met.org/0>)" by Ana')
    assert "neither" in str(run(database, "records", "show", "nonsense", fails=True).exception)


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_exports_hold_the_records_and_the_data_policy(
    database: str, add_images: AddImages, tmp_path: Path, form: str
) -> None:
    add_images("met", 3, creator='Ana, "A"\nLima')
    add_images("smk", 2)
    file = tmp_path / f"out.{form}"
    done = run(
        database,
        *("records", "export", "--media", "image", "--output", str(file)),
        *("--words", "picture", "--where", "provider = 'met' AND title LIKE '%1%' -- it"),
    )
    assert done.stderr.startswith(
        f"1 image records written to {file}\nData policy: Not provided for military"
    )
    policy = "Not provided for military applications or for training image recognition"
    if form == "parquet":
        assert pq.read_table(file).select(["title", "creator", "provider"]).to_pylist() == [
            {"title": "picture 1", "creator": 'Ana, "A"\nLima', "provider": "met"}
        ]
        assert policy.encode() in pq.read_schema(file).metadata[b"dc:rights"]
        return
    beside = json.loads((tmp_path / f"out.{form}-metadata.json").read_bytes())
    assert beside["dc:rights"].startswith(policy)
    assert beside["url"] == f"out.{form}"
    if form == "csv":
        (row,) = csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))
    else:
        (row,) = map(json.loads, file.read_text().splitlines())
    assert (row["title"], row["creator"]) == ("picture 1", 'Ana, "A"\nLima')


def test_what_cannot_be_exported_is_told_and_leaves_no_file(database: str, tmp_path: Path) -> None:
    for options, message in (
        (["--output", str(tmp_path / "a.xls")], "say which format"),
        (["--output", "-", "--format", "parquet"], "cannot be written to stdout"),
        (["--output", str(tmp_path / "a.csv"), "--where", "nope = 1"], 'column "nope" does not'),
        (
            ["--output", str(tmp_path / "a.csv"), "--where", "true); DELETE FROM image; --"],
            "refuse",
        ),
        (["--output", str(tmp_path / "a.csv"), "--where", "  "], "holds no condition"),
        (["--output", str(tmp_path / "a.csv"), "--words", "the"], "too common"),
    ):
        done = run(database, "records", "export", "--media", "image", *options, fails=True)
        assert message in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_number_of_records(
    database: str, add_images: AddImages, tmp_path: Path
) -> None:
    add_images("met", 20_000)
    peaks = []
    for most in (3_000, 20_000):
        condition = f"substr(foreign_identifier, 4)::int < {most}"
        output = ("--output", str(tmp_path / "a.jsonl"), "--where", condition)
        tracemalloc.start()
        run(database, "records", "export", "--media", "image", *output)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_the_shell_is_psql_without_an_installation(database: str, connection: Connection) -> None:
    def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "catalog", "db", "shell", "--database-url", database]
        clean = {**os.environ, "PATH": "/nonexistent"}
        return subprocess.run(
            [*command, *arguments], env=clean, capture_output=True, text=True, check=False
        )

    assert shell("-c", "SELECT count(*) FROM image", "-At").stdout == "0\n"
    refused = shell("--read-only", "-c", "DELETE FROM image")
    assert "cannot execute DELETE in a read-only transaction" in refused.stderr


PRESSED_BEFORE_PSQL = """
import os, signal, sys, weakref
from catalog.cli import boundary, cli, db_shell

class Thing: ...

def without_password(url, known=db_shell.without_password):
    thing = Thing()
    finalizer = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
    del thing
    return known(url)

db_shell.without_password = without_password
command = ["db", "shell", "--database-url", sys.argv[1], "-c", "SELECT 'psql was started'"]
sys.exit(boundary.run(lambda: cli(command, standalone_mode=False)))
"""


def test_ctrl_c_right_before_the_shell_keeps_psql_from_starting(
    database: str, connection: Connection
) -> None:
    """In a finalizer Python swallows the exception, and psql would not know of it."""
    command = [sys.executable, "-c", PRESSED_BEFORE_PSQL, database]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 130)
    assert done.stderr.count("give the same command again to go on") == 1
