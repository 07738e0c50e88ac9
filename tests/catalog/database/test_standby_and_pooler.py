"""What may stand between the catalog and its server: a standby, a reader's role, PgBouncer."""

import io
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from catalog.database import migrate, postgres_binaries, server
from catalog.database.changes import ChangeCursor, one_moment, write_changes
from catalog.database.connection import Connection, connect
from tests.catalog.database.loading import fates, image, landing, load
from tests.conftest import FAST

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
SENDS = {"wal_level": "replica", "max_wal_senders": "4", "hot_standby": "on"}
READING = [
    "db status",
    "stats",
    "links list",
    "records search rain",
    "changes --media image --output {folder}/changes.parquet",
    "export --output {folder}/export",
    "popularity list",
    "denylist list",
]
WRITING = [
    "db migrate",
    "load {folder}/1.parquet",
    "popularity set --media image --provider flickr --metric views",
    "popularity refresh --media image",
    "records delete --media image --where {folder}/where.sql --reason x --yes",
    "records restore --media image --where {folder}/where.sql --yes",
    "records renumber --media image --mapping {folder}/mapping.csv",
    "denylist add --provider flickr --creator x --reason y",
    "changes --media image --drop-older-than 1",
    "links check --mirror http://127.0.0.1:9 --allow-private --ignore-robots",
]

# Its preview tries the assignments, and takes a refusal for one of them.
TRYING = "batch-update --media image --select {folder}/where.sql --set {folder}/set.sql --yes"


@pytest.fixture
def primary(own_dir: Path, tmp_path: Path) -> Iterator[str]:
    own_dir.chmod(0o755)  # pg_basebackup and PgBouncer pass it as who runs the server
    url = server.start(own_dir / "primary", FAST | SENDS)
    try:
        with connect(url, autocommit=True) as connection:
            list(migrate.migrate(connection))
        rows = [image(n, title="rain") for n in range(3)]
        assert fates(load(url, landing(tmp_path / "1.parquet", rows))) == (3, 3, 0, 0)
        (tmp_path / "where.sql").write_text("foreign_identifier = '1'")
        (tmp_path / "set.sql").write_text("title = 'x'")
        (tmp_path / "mapping.csv").write_text("flickr\t1\t9\n")
        yield url
    finally:
        server.stop(own_dir / "primary", mode="immediate")


def given_away(folder: Path) -> Path:
    """Make a folder for who runs the servers."""
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        user = postgres_binaries.server_user()
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


@pytest.fixture
def standby(primary: str, own_dir: Path) -> Iterator[str]:
    place, socket = given_away(own_dir / "standby"), server.socket_dir(own_dir / "primary")
    options = ("-D", str(place), "-R", "-X", "stream", "-c", "fast", "-U", server.SUPERUSER)
    postgres_binaries.run("pg_basebackup", "-h", str(socket), *options, within=[own_dir])
    (place / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # the primary's
    url = server.start(place, FAST | SENDS)
    try:
        yield url
    finally:
        server.stop(place, mode="immediate")


def outcome(command: str, url: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["catalog", *command.format(folder=folder).split()],
        env={**os.environ, "CATALOG_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_standby_is_read_and_whatever_writes_says_in_a_line_that_it_is_one(
    standby: str, tmp_path: Path
) -> None:
    with connect(standby) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
    reads_and_is_refused(standby, tmp_path, "read-only|recovery", "a copy that can only be read")


def until(connection: Connection, title: str) -> None:
    query = "SELECT count(*) FROM image WHERE title = %s"
    deadline = time.monotonic() + 300
    while connection.execute(query, [title]).fetchone() != (1,):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_cursor_of_a_standby_skips_nothing_that_was_under_way_on_the_primary(
    primary: str, standby: str
) -> None:
    write = "UPDATE image SET title = %s WHERE foreign_identifier = %s"
    with (
        connect(primary) as slow,
        connect(primary, autocommit=True) as quick,
        connect(standby, autocommit=True) as reader,
    ):
        slow.execute(write, ["late", "1"])
        quick.execute(write, ["early", "2"])
        until(reader, "early")
        with one_moment(reader) as cursor:
            pass
        slow.commit()
        until(reader, "late")
        feed = io.BytesIO()
        write_changes(reader, "image", ChangeCursor.parse(str(cursor)), feed, "jsonl")
    assert "late" in {json.loads(line)["title"] for line in feed.getvalue().splitlines()}


def test_who_may_only_read_is_told_in_a_line_that_a_right_is_missing(
    primary: str, tmp_path: Path
) -> None:
    with psycopg.connect(primary, autocommit=True) as connection:
        connection.execute(
            "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"
        )
    url = primary.replace("postgres@", "reader@")
    reads_and_is_refused(url, tmp_path, "permission denied", "see Roles in docs/operations.md")


def reads_and_is_refused(url: str, folder: Path, why: str, hint: str) -> None:
    for command in READING:
        code, said = outcome(command, url, folder)
        assert (command, code) == (command, 0), said
    for command in WRITING:
        code, said = outcome(command, url, folder)
        assert (command, code, said.count("error:")) == (command, 1, 1), said
        assert "Traceback" not in said
        assert re.search(why, said), (command, said)
        assert hint in said, (command, said)
    code, said = outcome(TRYING, url, folder)
    assert (code, said.count("error:"), bool(re.search(why, said))) == (2, 1, True), said


PGBOUNCER = """
[databases]
openledger = host={socket} dbname=openledger user=postgres
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
auth_type = any
pool_mode = {mode}
{more}
logfile = {folder}/log
"""
needs_pgbouncer = pytest.mark.skipif(
    not shutil.which("pgbouncer"), reason="PgBouncer is not installed"
)


@contextmanager
def pgbouncer(own_dir: Path, mode: str, more: str = "") -> Iterator[str]:
    """Run PgBouncer before the primary as it comes, but for its pool_mode and what is given."""
    folder = given_away(own_dir / "pooler")
    socket = server.socket_dir(own_dir / "primary")
    ini = PGBOUNCER.format(socket=socket, folder=folder, mode=mode, more=more)
    (folder / "ini").write_text(ini)
    user = None if os.geteuid() else postgres_binaries.server_user()
    process = subprocess.Popen(
        [shutil.which("pgbouncer") or "", str(folder / "ini")],
        stderr=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
    )
    try:
        deadline = time.monotonic() + 300
        while not (folder / ".s.PGSQL.6432").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"postgresql://postgres@/openledger?host={folder}&port=6432"
    finally:
        process.terminate()
        process.wait(30)


@needs_pgbouncer
def test_loads_and_jobs_work_through_pgbouncer_as_it_comes(
    primary: str, own_dir: Path, tmp_path: Path
) -> None:
    with pgbouncer(own_dir, "session") as url:
        again = landing(tmp_path / "2.parquet", [image(n, title="new") for n in range(5)])
        assert fates(load(url, again)) == (5, 2, 3, 0)
        (tmp_path / "where.sql").write_text("foreign_identifier = '2'")
        for command in [*READING, *WRITING, TRYING]:
            code, said = outcome(command, url, tmp_path)
            # Nobody listens at the mirror of the links: that is told by 1.
            assert (command, code) == (command, int("links check" in command)), said
    with connect(primary) as connection:
        query = "SELECT foreign_identifier, title FROM image ORDER BY foreign_identifier"
        found = connection.execute(query).fetchall()
    assert found == [("0", "rain"), ("1", "rain"), ("2", "x"), ("3", "new"), ("4", "new")]


@needs_pgbouncer
@pytest.mark.parametrize("more", ["", "ignore_startup_parameters = options"])
def test_the_urls_search_path_holds_where_pgbouncer_refuses_or_ignores_options(
    primary: str, own_dir: Path, tmp_path: Path, more: str
) -> None:
    with psycopg.connect(primary, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA elsewhere")
    with pgbouncer(own_dir, "session", more) as url:
        elsewhere = url + "&options=-csearch_path%3Delsewhere"
        assert outcome("db migrate", elsewhere, tmp_path)[0] == 0
        assert fates(load(elsewhere, tmp_path / "1.parquet")) == (3, 3, 0, 0)
    with connect(primary) as connection:
        query = "SELECT count(*) FROM elsewhere.image"
        assert connection.execute(query).fetchone() == (3,)


@needs_pgbouncer
@pytest.mark.parametrize("mode", ["transaction", "statement"])
@pytest.mark.parametrize("more", ["", "min_pool_size = 2\nserver_round_robin = 1"])
def test_each_command_says_in_a_line_that_pgbouncer_hands_sessions_on_and_writes_nothing(
    primary: str, own_dir: Path, tmp_path: Path, mode: str, more: str
) -> None:
    dump = ("pg_dump", "--restrict-key=x", primary)
    before = postgres_binaries.run(*dump, within=[own_dir])
    with pgbouncer(own_dir, mode, more) as url:
        for command in [*READING, *WRITING, TRYING]:
            code, said = outcome(command, url, tmp_path)
            assert (command, code, said.count("error:")) == (command, 1, 1), said
            assert "cannot use postgresql://postgres@:6432/openledger" in said, (command, said)
            assert "or to a pool with pool_mode = session." in said, (command, said)
    assert postgres_binaries.run(*dump, within=[own_dir]) == before


@needs_pgbouncer
def test_a_load_that_was_killed_behind_pgbouncer_leaves_no_session_that_holds_anything(
    primary: str, own_dir: Path, tmp_path: Path
) -> None:
    rows = [image(n, title="new") for n in range(50)]
    file = landing(tmp_path / "2.parquet", rows)
    with pgbouncer(own_dir, "session") as url, connect(primary) as holder:
        holder.execute("LOCK TABLE image IN SHARE MODE")  # the load waits for it
        command = ["catalog", "load", str(file), "--database-url", url]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as loading:
            waiting = "SELECT pid FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
            with connect(primary, autocommit=True) as observer:
                until_there(observer, waiting)
            loading.kill()
        holder.rollback()
        assert fates(load(url, file)) == (50, 47, 3, 0)


def until_there(connection: Connection, query: LiteralString) -> None:
    deadline = time.monotonic() + 300
    while not connection.execute(query).fetchall():
        assert time.monotonic() < deadline
        time.sleep(0.05)
