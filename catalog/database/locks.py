"""Advisory locks for long jobs: one of a kind at a time, in short transactions with timeouts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.errors import BusyError, DatabaseError
from catalog.database.sql import statement
from catalog.records import MediaType

T = TypeVar("T")
# How long a new run waits for the session of a killed one to notice that nobody listens any more.
_PATIENCE = 10.0
WAIT_FOR_LOADS = 600_000
NO_LIMIT = 0


def for_table(name: str, media_type: MediaType) -> sql.Composed:
    """Return a named statement for one media table: `{media}` and `{deleted}` are its tables."""
    return sql.SQL(statement(name)).format(
        media=sql.Identifier(media_type), deleted=sql.Identifier(f"deleted_{media_type}")
    )


def set_timeouts(connection: Connection, *, statement_ms: int, lock_ms: int) -> None:
    """Set the session's limits, in milliseconds; 0 is none."""
    limits = {"statement_timeout": str(statement_ms), "lock_timeout": str(lock_ms)}
    connection.execute(statement("set_timeouts"), limits)


def rewriting(media_type: MediaType) -> str:
    """Return the lock for jobs that update a whole table; only one may run at a time.

    A refresh would miss a row that a batch update moves behind its back.
    """
    return f"a refresh or batch update of {media_type}"


def beside_loads(connection: Connection, doing: Callable[[], T], *, patience: float = 600) -> T:
    """Do something in one transaction, again while a load holds what it needs; return its result.

    The connection is in autocommit mode. Locks are waited for less long than the second after which
    PostgreSQL looks for a deadlock, so that no load is ever its victim. Patience is in seconds.

    Raises:
        BusyError: loads held it for all that time.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            with connection.transaction():
                limits = {"statement_timeout": "0", "lock_timeout": "800"}
                connection.execute(statement("set_timeouts_here"), limits)
                return doing()
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if time.monotonic() > deadline:
                raise BusyError(
                    f"loads held what was to be written for {patience:.0f} s. Nothing is lost: "
                    "give the same command again when they have ended."
                ) from error
        time.sleep(0.3)


@contextmanager
def only_one(connection: Connection, job: str) -> Iterator[None]:
    """Keep a second run of a job away while the block runs.

    The lock ends with the session of the connection, which is in autocommit mode. The job is named
    in words that fit "... is already running".

    Raises:
        BusyError: another session runs it.
    """
    deadline = time.monotonic() + _PATIENCE
    while not _hold(connection, job):
        if time.monotonic() > deadline:
            raise BusyError(f"{job} is already running{_holder(connection, job)}. Wait for it.")
        time.sleep(0.2)
    try:
        yield
    finally:
        if not connection.broken:
            connection.execute(statement("release_job"), {"job": job})


@contextmanager
def changing_rules(
    connection: Connection, wait_ms: int = WAIT_FOR_LOADS, *, statement_ms: int = NO_LIMIT
) -> Iterator[None]:
    """Change rules that loads read: in one transaction, while no load runs.

    The connection is outside a transaction. It waits so many milliseconds for the loads that run,
    and gives each statement of the block so many.

    Raises:
        BusyError: the running loads did not end in time.
    """
    with connection.transaction():
        limits = {"statement_timeout": str(NO_LIMIT), "lock_timeout": str(wait_ms)}
        connection.execute(statement("set_timeouts_here"), limits)
        try:
            connection.execute(statement("change_rules"))
        except psycopg.errors.LockNotAvailable as error:
            raise BusyError(
                f"loads were still running after {wait_ms / 1000:.0f} s. Try again when they end."
            ) from error
        limits = {"statement_timeout": str(statement_ms), "lock_timeout": str(wait_ms)}
        connection.execute(statement("set_timeouts_here"), limits)
        yield


@contextmanager
def explained(doing: str, advice: str) -> Iterator[None]:
    """Turn a database's refusal into one clear sentence that says what to do.

    It says what was being done, for "... failed", and what to do about it.
    """
    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        raise DatabaseError(f"{doing}: a statement took too long. {advice}") from error
    except psycopg.errors.LockNotAvailable as error:
        raise BusyError(f"{doing}: another session holds a lock. {advice}") from error
    except psycopg.OperationalError as error:
        message = " ".join(str(error).split())
        raise DatabaseError(f"{doing}: {message}. {advice}") from error


def _hold(connection: Connection, job: str) -> bool:
    row = connection.execute(statement("hold_job"), {"job": job}).fetchone()
    return bool(row and row[0])


def _holder(connection: Connection, job: str) -> str:
    row = connection.execute(statement("who_holds_job"), {"job": job}).fetchone()
    return f" (server process {row[0]}, since {row[1]:%Y-%m-%d %H:%M:%S} UTC)" if row else ""
