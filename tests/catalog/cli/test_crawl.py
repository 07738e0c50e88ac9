import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog.cli import cli, main
from tests.catalog.lake.working_output import CRAWL, link_row, write_working_file


@pytest.fixture
def output(tmp_path: Path) -> str:
    place = str(tmp_path / "out")
    write_working_file(place, "a", [link_row("art.example"), link_row("\x1b[2J.example")], tmp_path)
    return place


@pytest.fixture
def run() -> Callable[..., tuple[str, str]]:
    def call(*args: str) -> tuple[str, str]:
        result = CliRunner().invoke(cli, ["crawl", *args], catch_exceptions=False)
        assert result.exit_code == 0
        return result.stdout, result.stderr

    return call


def test_publish_says_what_it_did_on_stderr(
    run: Callable[..., tuple[str, str]], output: str, tmp_path: Path
) -> None:
    args = ("publish", "--crawl", CRAWL, "--output", output, "--lake", str(tmp_path / "lake"))
    uri = f"{tmp_path}/lake/data/crawl={CRAWL}"
    summary = f"{uri}: 2 rows from 1 working file in 1 file\n"
    assert run(*args, "--dry-run") == ("", f"would be published: {summary}")
    assert run(*args) == ("", f"part-00000.parquet of 1: 2 rows\npublished {summary}")
    assert run(*args) == ("", f"was published already: {summary}")


def test_top_domains_prints_a_table_csv_or_json(
    run: Callable[..., tuple[str, str]], output: str, tmp_path: Path
) -> None:
    lake = ("--crawl", CRAWL, "--lake", str(tmp_path / "lake"))
    run("publish", "--output", output, *lake)
    table, _ = run("top-domains", *lake)
    assert "art.example" in table
    assert "�[2J.example" in table
    assert "\x1b" not in table
    csv, _ = run("top-domains", *lake, "--format", "csv", "--limit", "1")
    assert csv.splitlines()[1] == "\x1b[2J.example,1,1,1,1,2,1,by 4.0"
    [record] = json.loads(run("top-domains", *lake, "--format", "json", "--limit", "1")[0])
    assert (record["total"], record["top_license"]) == (1, "by 4.0")


def test_a_missing_partition_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["crawl", "top-domains", "--crawl", CRAWL, "--lake", str(tmp_path)])
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path} has no partition of {CRAWL}. It has: none at all.\n"
    )
