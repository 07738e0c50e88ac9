import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from catalog.database import postgres_binaries, server
from catalog.database.errors import DatabaseError
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


def test_a_server_that_does_not_start_says_why_in_one_line(db_dir: Path) -> None:
    """What its log says of earlier starts is not the reason."""
    server.start(db_dir)
    server.stop(db_dir)
    for file, wrong, told in (
        ("postgresql.conf", "odd = 3\n", r'unrecognized configuration parameter "odd" .*'),
        (
            "PG_VERSION",
            "15\n",
            r"database files are incompatible with server\. The data directory was initialized by "
            r"PostgreSQL version 15, .*\. Dump it with that version's pg_dump .*",
        ),
    ):
        kept = (db_dir / file).read_text()
        (db_dir / file).write_text(wrong)
        with pytest.raises(DatabaseError, match=f"does not start: {told}$"):
            server.start(db_dir)
        (db_dir / file).write_text(kept)


def test_the_server_never_runs_as_root() -> None:
    assert postgres_binaries.server_user().pw_uid != 0


def test_a_place_that_cannot_hold_a_database_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot use"):
        server.start(tmp_path / "file" / "db")


def test_a_socket_whose_path_would_be_too_long_lies_in_a_private_folder_of_a_new_name(
    db_dir: Path,
) -> None:
    long = db_dir.parent / ("x" * 60) / "db"
    assert server.socket_dir(long) == long  # nothing runs yet, and no name can be foreseen
    try:
        url = server.start(long)
        folder = server.socket_dir(long)
        assert folder.parent == Path(tempfile.gettempdir())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        folder.chmod(0o777)
        assert server.socket_dir(long) == long  # whoever could put a server there is not asked
        folder.chmod(0o700)
    finally:
        server.stop(long, mode="immediate")
    assert not folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize(
    ("owner", "mode", "wrong"),
    [(12345, 0o700, "belongs to another user"), (0, 0o777, "may be written to by others")],
)
def test_a_folder_that_others_made_or_may_write_to_is_refused(
    tmp_path: Path, owner: int, mode: int, wrong: str
) -> None:
    theirs = tmp_path / "db.unfinished"
    theirs.mkdir()
    theirs.chmod(mode)
    os.chown(theirs, owner, owner)
    with pytest.raises(UsageError, match=wrong):
        server._own(theirs)


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "db").symlink_to(tmp_path / "theirs")
    with pytest.raises(UsageError, match="symbolic link"):
        server._own(tmp_path / "db")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server to another user")
def test_closed_directories_above_keep_their_rights(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    db_dir = home / "project" / ".catalog" / "db"
    before = {above: above.stat().st_mode for above in db_dir.parents if above.exists()}
    try:
        with psycopg.connect(server.start(db_dir)) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("postgres",)
        assert (db_dir / "PG_VERSION").stat().st_uid == postgres_binaries.server_user().pw_uid
    finally:
        server.stop(db_dir, mode="immediate")
    assert {above: above.stat().st_mode for above in before} == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server to another user")
def test_where_nothing_lets_the_server_pass_the_error_names_the_closed_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_binaries, "_capabilities", lambda: 0)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(UsageError, match=f"may not pass {tmp_path}.*--db-dir"):
        postgres_binaries.run("pg_ctl", "--version", within=[closed / "db"])
