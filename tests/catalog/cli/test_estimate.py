import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.errors import UsageError
from tests.catalog.files.faulty_server import serve
from tests.catalog.links.test_warc_links import response
from tests.catalog.links.wats import BY, CRAWL, page, wat, write_crawl

GOOD = wat(page(BY))


def ask(source: object, *options: str) -> str:
    arguments = ["crawl", "estimate", "--crawl", CRAWL, "--source", str(source), *options]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_sizes_are_asked_of_the_server(tmp_path: Path) -> None:
    write_crawl(tmp_path, {"a": GOOD, "b": GOOD + GOOD})
    with serve(tmp_path) as (url, _):
        told = json.loads(ask(url, "--format", "json", "--nodes", "2", "--rate", "3"))
    assert (told["files"], told["size_bytes"]) == (2, 3 * len(GOOD))
    assert (told["nodes"], told["rate"], told["instance_type"]) == (2, 3.0, "c7g.8xlarge")


def test_the_rate_may_be_measured_here(tmp_path: Path) -> None:
    [path] = write_crawl(tmp_path, {"a": GOOD * 2000})
    told = json.loads(ask(tmp_path, "--format", "json", "--measure", str(path), "--size-tib", "18"))
    assert told["rate"] > 0
    assert told["size_bytes"] == 18 * 2**40


def test_the_table_shows_hours_and_dollars(tmp_path: Path) -> None:
    write_crawl(tmp_path, {"a": GOOD})
    table = ask(tmp_path, "--size-tib", "18", "--rate", "2", "--nodes", "100")
    cells = [[cell.strip() for cell in line.split("│")[1:3]] for line in table.splitlines()]
    assert ["hours", "1.19"] in cells
    assert ["USD, spot", "90.02"] in cells


def test_a_rate_is_given_or_measured(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not both"):
        ask(tmp_path, "--rate", "2", "--measure", "x")


def test_the_cost_of_reading_the_pages_themselves_is_told(tmp_path: Path) -> None:
    name = f"crawl-data/{CRAWL}/segments/17.1/warc/a.warc.gz"
    data = response(b"<p>nothing</p>") * 3
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(data)
    listing = tmp_path / f"crawl-data/{CRAWL}/warc.paths.gz"
    listing.write_bytes(gzip.compress(f"{name}\n".encode(), mtime=0))
    told = json.loads(ask(tmp_path, "--from", "warc", "--format", "json"))
    assert (told["files"], told["size_bytes"], told["rate"]) == (1, len(data), 24.0)
    measured = ["--measure", str(tmp_path / name), "--size-tib", "80"]
    told = json.loads(ask(tmp_path, "--from", "warc", "--format", "json", *measured))
    assert told["rate"] > 0
