import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection
from tests.catalog.apis.misbehaving import Site, running

pytestmark = pytest.mark.postgres


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as server:
        yield server


def run(database: str, *arguments: str) -> Result:
    arguments = (*arguments, "--database-url", database)
    return CliRunner(env={"COLUMNS": "160"}).invoke(cli, arguments, catch_exceptions=False)


def check(database: str, *arguments: str) -> Result:
    return run(database, "links", "check", "--delay", "0", "--allow-private", *arguments)


@pytest.fixture
def works(connection: Connection, add_images: Callable[..., None], site: Site) -> Site:
    add_images("met", 20)
    connection.execute("UPDATE image SET url = replace(url, 'https://met.org', %s)", [site.base])
    return site


def test_dead_links_are_found_believed_in_time_and_revive(
    database: str, connection: Connection, works: Site
) -> None:
    works.gone = {"/7.jpg"}
    first = check(database)
    assert first.exit_code == 0
    assert "20 files asked for in 22 requests: alive 19, gone 1" in first.stderr
    second = check(database, "--older-than", "0", "--failures", "2", "--gone-days", "0")
    assert "met: 1 works are removed, their files being gone" in second.stderr
    assert connection.execute(
        "SELECT foreign_identifier FROM image WHERE removed_from_source"
    ).fetchall() == [("id-7",)]
    works.gone = set()
    assert "1 works live again" in check(database, "--older-than", "0").stderr
    listed = json.loads(run(database, "links", "list", "--format", "json").stdout)
    assert [(row["state"], row["works"]) for row in listed] == [("alive", 20)]


def test_a_run_keeps_its_budget_and_the_next_goes_on(database: str, works: Site) -> None:
    first = check(database, "--budget", "8", "--workers", "1")
    assert "7 files asked for in 8 requests: alive 7" in first.stderr
    assert "13 were left" in first.stderr
    assert "13 files asked for in 14 requests: alive 13" in check(database).stderr
    pictures = {path: n for path, n in works.counted.items() if path.endswith(".jpg")}
    assert set(pictures.values()) == {1}


def test_private_addresses_are_not_asked_without_the_option(database: str, works: Site) -> None:
    done = run(database, "links", "check", "--delay", "0", "--ignore-robots")
    assert "unreachable" in done.stderr
    assert works.asked == []


def test_a_provider_that_ended_is_an_alarm(database: str, works: Site) -> None:
    works.gone = {f"/{n}.jpg" for n in range(20)}
    done = check(database)
    assert done.exit_code == 1
    assert "met: 20 of 20 files are gone or out of reach" in done.stderr


def test_a_list_of_dead_links_is_checked(database: str, works: Site, tmp_path: Path) -> None:
    works.gone = {"/1.jpg"}
    listed = tmp_path / "dead.csv"
    listed.write_text(f"url,status\n{works.base}/1.jpg,404\n{works.base}/2.jpg,404\n")
    done = check(database, "--reported", str(listed))
    assert "2 works are reported; 0 lines are of no image here" in done.stderr
    assert "alive 1, gone 1" in done.stderr
