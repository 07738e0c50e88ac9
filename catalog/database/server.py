"""The embedded PostgreSQL: started by the command that needs it, kept in one directory.

It listens on a Unix socket only, so it needs no port and no password: who may enter the directory
may use it. Several processes may start it at once; one does, the others wait and find it. It runs
until `catalog db stop`.
"""

import fcntl
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from catalog.database import postgres_binaries
from catalog.database.errors import DatabaseError
from catalog.errors import UsageError
from catalog.files import storage

DATABASE = "openledger"
SUPERUSER = "postgres"
# For loads of millions of rows: memory for their indexes, fewer checkpoints, no log for an empty
# table's first rows (there is no replica to follow it), no just-in-time compilation of short
# statements.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}
_LONGEST_SOCKET_PATH = 107  # sun_path of Linux, less the final NUL
_PATIENCE = 60.0
# "File exists": a session outlived the server by a moment and rolled back its unlogged tables, and
# recovery stumbles over what that left. The attempt that stumbles makes the next one clear it away.
_IN_THE_WAY = re.compile("still in use|already exists|File exists")
_OTHER_VERSION = (
    " Dump it with that version's pg_dump and restore the dump into another --db-dir, or name a "
    "server of that version by --database-url."
)


def start(db_dir: Path, settings: Mapping[str, str] | None = None) -> str:
    """Start the server unless it runs, creating its files the first time; return its URL.

    Settings override `SETTINGS`; they count only when this call starts it.

    Raises:
        DatabaseError: it does not start; the message has the server's own reason.
        UsageError: the directory cannot be used.
    """
    db_dir = db_dir.resolve()
    if not is_running(db_dir):
        with _lock(db_dir):
            if not is_running(db_dir):
                _create_files(db_dir)
                _start(db_dir, {**SETTINGS, **(settings or {})})
            _create_database(db_dir)
    return url(db_dir)


def stop(db_dir: Path, *, mode: str = "fast") -> bool:
    """Stop the server; return whether it ran. `immediate` stops it as a crash would."""
    db_dir = db_dir.resolve()
    if not (db_dir / "postmaster.pid").exists():
        return False
    with _lock(db_dir):
        running = is_running(db_dir)
        if running:
            stopping = ("pg_ctl", "-D", str(db_dir), "-m", mode, "-w", "stop")
            postgres_binaries.run(*stopping, within=[db_dir])
        if socket_dir(db_dir) != db_dir:
            shutil.rmtree(socket_dir(db_dir), ignore_errors=True)
            _socket_file(db_dir).unlink(missing_ok=True)
    return running


def url(db_dir: Path, database: str = DATABASE) -> str:
    """Return the URL of a database on the server in that directory, running or not."""
    host = quote(str(socket_dir(db_dir.resolve())), safe="")
    return f"postgresql://{SUPERUSER}@/{database}?host={host}"


def is_running(db_dir: Path) -> bool:
    """Tell whether the server of that directory answers, once it has recovered from a crash."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(url(db_dir, "postgres"), connect_timeout=5).close()
            return True
        except psycopg.OperationalError as error:
            # "... is starting up", "... in recovery mode", "... shutting down"
            if "the database system is" not in str(error) or time.monotonic() > deadline:
                return False
        time.sleep(0.05)


def socket_dir(db_dir: Path) -> Path:
    """Return where the socket lies: in the directory, or in a short one where its path is long.

    The short one has a name that nobody can foresee, which stands in a file beside the directory;
    it is believed only while it is the server's own.
    """
    if len(os.fsencode(db_dir / ".s.PGSQL.5432")) <= _LONGEST_SOCKET_PATH:
        return db_dir
    try:
        found = Path(_socket_file(db_dir).read_text().strip())
        _check_own(found)
    except (OSError, UsageError):
        return db_dir
    return found


def _socket_file(db_dir: Path) -> Path:
    return db_dir.with_name(f"{db_dir.name}.socket")


def _make_socket_dir(db_dir: Path) -> Path:
    if len(os.fsencode(db_dir / ".s.PGSQL.5432")) <= _LONGEST_SOCKET_PATH:
        return db_dir
    directory = socket_dir(db_dir)
    if directory == db_dir:
        directory = Path(tempfile.mkdtemp(prefix="catalog-db-"))
        _own(directory)
        with storage.open_write(str(_socket_file(db_dir))) as path:
            path.write_text(f"{directory}\n")
    return directory


@contextmanager
def _lock(db_dir: Path) -> Iterator[None]:
    path = db_dir.with_name(f"{db_dir.name}.lock")
    try:
        db_dir.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        raise UsageError(f"cannot use {db_dir} for a database: {error.strerror}") from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _own(directory: Path) -> None:
    """Make a directory that only the server's user may enter.

    Raises:
        UsageError: there is one that others made, or may enter.
    """
    directory.mkdir(mode=0o700, exist_ok=True)
    _check_own(directory)
    if os.geteuid() == 0:
        user = postgres_binaries.server_user()
        os.chown(directory, user.pw_uid, user.pw_gid)


def _check_own(directory: Path) -> None:
    """Refuse a directory in which somebody else could put a server of his in the place of ours.

    Raises:
        UsageError: it is one.
    """
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise UsageError(
            f"{directory} is no directory, or a symbolic link; a database needs one of its own."
        )
    is_root = os.geteuid() == 0
    owners = (0, postgres_binaries.server_user().pw_uid) if is_root else (os.geteuid(),)
    if found.st_uid not in owners:
        raise UsageError(f"{directory} belongs to another user. Choose another --db-dir.")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(f"{directory} may be written to by others. Say: chmod go-w {directory}")


def _create_files(db_dir: Path) -> None:
    if (db_dir / "PG_VERSION").exists():
        _own(db_dir)
        return
    if db_dir.is_dir() and any(db_dir.iterdir()):
        raise UsageError(f"{db_dir} is not empty and holds no database. Choose another --db-dir.")
    # Built beside its place and renamed, so that a killed initdb leaves nothing half made in it.
    unfinished = db_dir.with_name(f"{db_dir.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(unfinished)
    postgres_binaries.run(
        "initdb",
        *("--pgdata", str(unfinished), "--username", SUPERUSER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"),
        within=[unfinished],
    )
    if db_dir.is_dir():
        db_dir.rmdir()
    unfinished.rename(db_dir)


def _start(db_dir: Path, settings: Mapping[str, str]) -> None:
    directory = _make_socket_dir(db_dir)
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    options += f" -c unix_socket_directories='{directory}'"
    deadline = time.monotonic() + _PATIENCE
    server_log = db_dir / "server.log"
    while True:
        _forget_dead_server(db_dir)
        before = server_log.stat().st_size if server_log.exists() else 0
        try:
            log = ("-l", str(server_log))
            starting = ("-D", str(db_dir), "-w", "-t", "300", *log, "-o", options, "start")
            postgres_binaries.run("pg_ctl", *starting, within=[db_dir, directory])
            return
        except DatabaseError as error:
            if is_running(db_dir):
                return
            # A killed server needs a moment to be buried, and its children to notice it.
            said = _text_after(server_log, before)
            if not _IN_THE_WAY.search(said) or time.monotonic() > deadline:
                why = postgres_binaries.reason(said or str(error))
                advice = _OTHER_VERSION if "initialized by PostgreSQL version" in why else ""
                message = f"the embedded PostgreSQL does not start: {why}.{advice}"
                raise DatabaseError(message) from error
            time.sleep(0.2)


def _forget_dead_server(db_dir: Path) -> None:
    """Remove the lock files of a server that is gone, though its number is not.

    It may be another process's by now, or a dead process's that nobody has collected. Sessions of
    the dead server that still live are noticed by PostgreSQL itself, by their shared memory.
    """
    for lock_file in (db_dir / "postmaster.pid", socket_dir(db_dir) / ".s.PGSQL.5432.lock"):
        try:
            pid = int(lock_file.read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if b"postgres" not in command:
            lock_file.unlink(missing_ok=True)


def _text_after(log: Path, size: int) -> str:
    return log.read_bytes()[size:].decode(errors="replace") if log.exists() else ""


def _create_database(db_dir: Path) -> None:
    with psycopg.connect(url(db_dir, "postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            # `openledger` is DATABASE; CREATE DATABASE takes no parameters.
            connection.execute("CREATE DATABASE openledger")
