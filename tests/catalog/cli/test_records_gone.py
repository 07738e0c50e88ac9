from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection
from catalog.ingestion.pull import PullProgress
from catalog.ingestion.run_state import RunState, state_uri
from catalog.providers import registry
from tests.catalog.database.loading import image, landing, load
from tests.catalog.fakeapi import Reply, as_json, fake_provider, photo, serving

pytestmark = pytest.mark.postgres


def run(database: str, *arguments: str) -> Result:
    command = ("records", "gone", *arguments, "--delay", "0", "--database-url", database)
    return CliRunner(env={"COLUMNS": "160"}).invoke(cli, command, catch_exceptions=False)


def pull(root: Path, database: str, day: int, count: int) -> None:
    """Write and load what a complete run of that day brings."""
    folder = root / f"image/fake/year=2026/month=11/day={day:02}"
    folder.mkdir(parents=True)
    rows = [
        image(n, provider="fake", source="fake", url=f"https://img.org/{n}.jpg")
        for n in range(count)
    ]
    load(database, landing(folder / "page-00000.parquet", rows))
    uri = state_uri(str(root), "fake", day=None, name="page")
    RunState(uri, date(2026, 11, day), PullProgress()).write("done")


def answer(_path: str, query: dict[str, str]) -> Reply:
    if query["id"] == "98":
        return 410, {}, b"{}"
    return as_json({"total": 1, "photos": [photo(int(query["id"]))]})


def test_works_that_the_source_took_down_are_found_asked_for_and_removed(
    database: str, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(answer) as api:
        fake = fake_provider(api.url, item_params={"id": "{id}"})
        monkeypatch.setattr("catalog.cli.records_gone.provider_named", lambda _name: fake)
        given = ("--provider", "fake", "--landing", str(tmp_path))
        pull(tmp_path, database, 1, 100)
        assert run(database, *given).stderr == (
            "fake: 1 of the 2 complete pulls that it takes are there; nothing is suspected\n"
        )
        for day in (2, 3):
            pull(tmp_path, database, day, 98)
            done = run(database, *given) if day == 2 else run(database, *given, "--dry-run")
        assert done.exit_code == 0
        assert api.asked == []
        done = run(database, *given)
    assert "fake: 2 of 100 works were not seen, 2 are new suspects" in done.stderr
    assert "fake: alive 1, gone_at_source 1; 1 removed" in done.stderr
    assert connection.execute(
        "SELECT foreign_identifier FROM image WHERE removed_from_source"
    ).fetchall() == [("98",)]


def test_every_provider_is_looked_at_by_default(database: str, tmp_path: Path) -> None:
    done = run(database, "--landing", str(tmp_path))
    assert done.exit_code == 0
    told = [line.partition(": ")[0] for line in done.stderr.splitlines()]
    assert set(told) == {slug for one in registry.providers() for slug in one.media.values()}
