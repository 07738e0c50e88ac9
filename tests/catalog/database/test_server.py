import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from catalog.database import postgres_binaries, server
from catalog.errors import UsageError

pytestmark = pytest.mark.postgres


@pytest.fixture
def db_dir(own_dir: Path) -> Iterator[Path]:
    directory = own_dir / "deep" / ("d" * 60) / "db"
    yield directory
    server.stop(directory, mode="immediate")


def test_processes_that_start_it_at_once_share_one_server_which_survives_kill(
    db_dir: Path,
) -> None:
    command = [sys.executable, "-m", "catalog", "db", "url", "--db-dir", str(db_dir)]

    def run(_: int) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    with ThreadPoolExecutor(3) as pool:
        urls = set(pool.map(run, range(3)))
    assert urls == {server.url(db_dir)}
    with psycopg.connect(server.url(db_dir), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS a")

    pid = int((db_dir / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.01)
    # As after a restart of the machine: the number in the file belongs to somebody else now.
    text = (db_dir / "postmaster.pid").read_text()
    (db_dir / "postmaster.pid").write_text(text.replace(str(pid), str(os.getpid()), 1))
    with psycopg.connect(server.start(db_dir), autocommit=True) as connection:
        assert connection.execute("SELECT a FROM kept").fetchall() == [(1,)]

    assert server.stop(db_dir)
    assert not server.is_running(db_dir)
    assert not server.stop(db_dir)


def test_it_starts_again_after_sessions_that_died_after_it_rolled_back_unlogged_tables(
    own_dir: Path,
) -> None:
    db_dir = own_dir / "db"
    url = server.start(db_dir)
    with (
        closing(psycopg.connect(url, autocommit=True)) as other,
        closing(psycopg.connect(url)) as load,
    ):
        load.execute("CREATE UNLOGGED TABLE candidate (line bigint)")
        (left,) = load.execute("SELECT pg_relation_filepath('candidate')").fetchone() or ("",)
        other.execute("CREATE TABLE kept AS SELECT 1 AS a")  # writes out the log so far
        os.kill(int((db_dir / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        assert select.select([load], [], [], 30)[0]  # the session says goodbye
    assert (db_dir / left).exists()
    with psycopg.connect(server.start(db_dir), autocommit=True) as connection:
        assert connection.execute("SELECT a FROM kept").fetchall() == [(1,)]
    assert 'could not create file "base/' in (db_dir / "server.log").read_text()
    assert server.stop(db_dir)


def test_a_directory_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("my only copy")
    with pytest.raises(UsageError, match="not empty and holds no database"):
        server.start(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "my only copy"


def test_the_server_never_runs_as_root() -> None:
    assert postgres_binaries.server_user().pw_uid != 0


def test_a_place_that_cannot_hold_a_database_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot use"):
        server.start(tmp_path / "file" / "db")
