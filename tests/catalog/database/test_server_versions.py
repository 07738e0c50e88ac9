"""The catalog on every PostgreSQL that it says it needs; `scripts/postgres_servers.sh` has them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database import migrate, popularity, postgres_binaries, refresh, server
from catalog.database.connection import connect
from catalog.database.deletion import delete, restore
from catalog.database.refresh_workers import RefreshRequest
from catalog.database.selection import by_condition
from catalog.database.upgrade import unfinished
from tests.catalog.database.loading import audio, fates, image, landing, load
from tests.catalog.database.test_upgrade import break_some, old
from tests.conftest import FAST

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
# All commands that send statements of their own; those that go before leave something to do.
COMMANDS = [
    "db status",
    "load {folder}/all.parquet",
    "load {folder}/all.parquet",
    "popularity set --media image --provider flickr --metric views",
    "popularity refresh --media image",
    "popularity list",
    "stats",
    "records index",
    "records search rain",
    "records show https://img.example.org/1.jpg",
    "records export --media image --where {folder}/where.sql --output {folder}/1.jsonl",
    "records delete --media image --where {folder}/where.sql --reason takedown --yes",
    "records restore --media image --where {folder}/where.sql --yes",
    "records renumber --media image --mapping {folder}/mapping.csv",
    "records gone --provider flickr --landing {folder} --dry-run",
    "links check --mirror http://127.0.0.1:9 --allow-private --ignore-robots --sample 2",
    "links list",
    "denylist add --provider flickr --creator nobody --reason asked",
    "denylist list",
    "denylist remove --provider flickr --creator nobody",
    "batch-update --media image --select {folder}/where.sql --set {folder}/set.sql --yes",
    "db rekey",
    "changes --media image --output {folder}/changes.parquet",
    "export --output {folder}/export",
    "popularity remove --media image --provider flickr",
]
ROOT = Path(__file__).parents[3]
SERVERS = Path(os.environ.get("CATALOG_POSTGRES_SERVERS", ROOT / "build/postgres"))


run = postgres_binaries.run


def without_builtin_locale(program: str, *arguments: str, **more: Any) -> str:
    """Run a program; what initdb learned in PostgreSQL 17 is not asked of it."""
    provider = {"--locale-provider", "builtin"}
    return run(program, *(each for each in arguments if each not in provider), **more)


@pytest.fixture(params=[14, 15, 16, 17, 18])
def versioned(
    request: pytest.FixtureRequest, own_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Run a server of one major version and return the URL of a migrated database."""
    version = request.param
    programs = SERVERS / str(version) / "bin"
    if version != 18:
        if not (programs / "postgres").exists():
            pytest.skip(f"no PostgreSQL {version} in {SERVERS}: scripts/postgres_servers.sh")
        monkeypatch.setattr(postgres_binaries, "bin_dir", lambda: programs)
        monkeypatch.setattr(postgres_binaries, "run", without_builtin_locale)
    url = server.start(own_dir / "db", FAST)
    try:
        with connect(url, autocommit=True) as connection:
            assert connection.info.server_version // 10_000 == version
            list(migrate.migrate(connection))
        yield url
    finally:
        server.stop(own_dir / "db", mode="immediate")


def test_loads_merges_scores_deletions_and_restorations(versioned: str, tmp_path: Path) -> None:
    rows = [image(n, meta_data={"views": n}, tags=["rain"]) for n in range(200)]
    first = landing(tmp_path / "1.parquet", rows)
    assert fates(load(versioned, first)) == (200, 200, 0, 0)
    assert fates(load(versioned, first)) == (200, 0, 0, 200)
    changed = [image(n, title="new") for n in range(150, 250)]
    assert fates(load(versioned, landing(tmp_path / "2.parquet", changed))) == (100, 50, 50, 0)
    sounds = landing(tmp_path / "3.parquet", [audio(1, genres=["dub"], duration=90)], "audio")
    assert fates(load(versioned, sounds, media_type="audio")) == (1, 1, 0, 0)
    with connect(versioned, autocommit=True) as connection:
        popularity.set_metric(connection, popularity.Metric("image", "flickr", "views"))
        assert refresh.refresh(versioned, RefreshRequest("image")).changed == 200
        one = by_condition("image", "foreign_identifier = '7'", name="w.sql")
        assert delete(connection, "image", one, reason="takedown").done == 1
        assert load(versioned, first).rejected == {"deleted": 1}
        gone = by_condition("deleted_image", "true", name="w.sql")
        assert restore(connection, "image", gone).done == 1
        counted = connection.execute("SELECT count(*) FROM image").fetchone()
        assert counted == (250,)
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("UPDATE image SET license = 'xx'")


def test_a_vacuum_in_mid_load_hides_no_row(versioned: str, tmp_path: Path) -> None:
    from tests.catalog.database.test_merge import (
        test_a_vacuum_of_the_staged_rows_does_not_hide_their_number as vacuum_in_mid_load,
    )

    vacuum_in_mid_load(versioned, tmp_path)


def test_an_update_repairs_rows_and_ends_as_that_of_empty_tables(versioned: str) -> None:
    with connect(versioned, autocommit=True) as connection:
        old(connection, 20)
        break_some(connection)
        list(migrate.migrate(connection))
        told = [rule.split()[4] for rule in migrate.broken_rules(connection)]
        assert told == ["image_url_shape_check", "image_values_check"]
        assert (migrate.missing_keys(connection), unfinished(connection)) == ([], [])
        query = "SELECT count(*) FROM image WHERE title = 'Snow' AND tags IS NULL"
        assert connection.execute(query).fetchone() == (4,)


def test_every_command_does_its_work(versioned: str, tmp_path: Path) -> None:
    rows = [image(n, meta_data={"views": n}, title="rain") for n in range(30)]
    landing(tmp_path / "all.parquet", rows)
    (tmp_path / "where.sql").write_text("foreign_identifier = '1'")
    (tmp_path / "set.sql").write_text("title = 'snow'")
    (tmp_path / "mapping.csv").write_text("flickr\t2\t99\n")
    for command in COMMANDS:
        arguments = command.format(folder=tmp_path).split()
        done = CliRunner(env={"DATABASE_URL": versioned}).invoke(cli, arguments)
        assert (command, done.exit_code) == (command, 0), done.output
