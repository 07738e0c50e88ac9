"""Where the values of options come from, and which database is meant."""

import json
from pathlib import Path

import psycopg
import pytest

from catalog.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    captured = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, captured.out, captured.err


def test_an_option_beats_its_variable_and_the_variable_the_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("catalog.toml").write_text('[providers.list]\nformat = "jsonl"\n')
    _, filed, _ = run(capsys, "providers", "list")
    assert json.loads(filed.splitlines()[0])["provider"] == "artic"
    monkeypatch.setenv("CATALOG_PROVIDERS_LIST_FORMAT", "csv")
    _, variable, _ = run(capsys, "providers", "list")
    assert variable.startswith("provider,media,")
    _, given, _ = run(capsys, "providers", "list", "--format", "json")
    assert given.startswith("[\n")


def test_a_wrong_option_in_the_file_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("catalog.toml").write_text('[providers.list]\nfromat = "csv"\n')
    code, _, said = run(capsys, "providers", "list")
    assert code == 2
    assert said == (
        "error: the configuration's [providers.list] has 'fromat', no option. "
        "Did you mean 'format'?\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        ("stats",),
        ("db", "status"),
        ("popularity", "list"),
        ("denylist", "list"),
        ("load", "landing"),
    ],
)
def test_a_command_that_needs_a_database_makes_none(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: tuple[str, ...],
) -> None:
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "image_x.tsv").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    code, _, said = run(capsys, *command)
    assert (code, said) == (
        2,
        "error: there is no database in .catalog/db yet. `catalog db migrate` makes one; "
        "--db-dir and --database-url name another.\n",
    )
    assert not Path(".catalog").exists()


@pytest.mark.postgres
@pytest.mark.parametrize("command", [("stats",), ("popularity", "refresh"), ("load", "landing")])
def test_another_programs_database_is_left_alone(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    database: str,
    command: tuple[str, ...],
) -> None:
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "image_x.tsv").touch()
    monkeypatch.chdir(tmp_path)
    with psycopg.connect(database, autocommit=True) as shop:
        shop.execute("DROP SCHEMA public CASCADE")
        shop.execute("CREATE SCHEMA public")
        shop.execute("CREATE TABLE orders ()")
    monkeypatch.setenv("DATABASE_URL", database)
    code, _, said = run(capsys, *command, "--media", "image")
    assert code == 1
    assert "holds no catalog. Run `catalog db migrate` first. (--database-url and" in said
    with psycopg.connect(database) as shop:
        tables = shop.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    assert tables == [("orders",)]
