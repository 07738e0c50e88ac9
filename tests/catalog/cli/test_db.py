from pathlib import Path

import pytest

from catalog.cli import main
from catalog.database import migrate, postgres_binaries, server
from catalog.database.connection import Connection

pytestmark = pytest.mark.postgres
LABELS = [migration.label for migration in migrate.migrations()]


def run(*arguments: str, code: int = 0) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["db", *arguments])
    assert (ended.value.code or 0) == code


def test_a_database_is_migrated_once_and_its_status_shown(
    database: str, connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    run("status", "--database-url", database, code=1)
    before = capsys.readouterr()
    assert before.out.count("pending") == len(LABELS)
    assert "Run `catalog db migrate`." in before.err
    run("migrate", "--database-url", database)
    assert f"applied {LABELS[0]}\n" in capsys.readouterr().err
    run("migrate", "--database-url", database)
    assert "0 applied; " in capsys.readouterr().err
    run("status", "--database-url", database)
    assert "pending" not in capsys.readouterr().out


def asked(url: str, db_dir: Path) -> str:
    query = ("-Atc", "SELECT current_database()")
    return postgres_binaries.run("psql", url, *query, within=[db_dir])


def test_the_embedded_server_is_started_for_its_url_and_stopped(
    own_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db_dir = own_dir / "db"
    run("url", "--db-dir", str(db_dir))
    url = capsys.readouterr().out.strip()
    assert url == server.url(db_dir)
    assert asked(url, db_dir) == "openledger"
    run("migrate", "--db-dir", str(db_dir))
    assert capsys.readouterr().err.endswith(f"applied; {url} is up to date\n")
    run("status", "--db-dir", str(db_dir))
    assert capsys.readouterr().out.splitlines()[0] == url
    assert server.is_running(db_dir)
    run("stop", "--db-dir", str(db_dir))
    assert capsys.readouterr().err == "stopped\n"
    assert not server.is_running(db_dir)
    run("stop", "--db-dir", str(db_dir))
    assert "no server runs in" in capsys.readouterr().err


def test_two_databases_at_once_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("url", "--database-url", "postgresql://x/y", "--db-dir", str(tmp_path), code=2)
    assert "exclude each other" in capsys.readouterr().err
