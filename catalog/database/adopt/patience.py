"""Locks that are asked for so briefly that nobody has to wait long behind who asks."""

import time
from collections.abc import Callable
from typing import TypeVar

import psycopg

from catalog.database.adopt.state import AdoptionRequest
from catalog.database.connection import Connection
from catalog.database.errors import BusyError
from catalog.database.sql import statement

T = TypeVar("T")


def with_patience(connection: Connection, request: AdoptionRequest, doing: Callable[[], T]) -> T:
    """Do something for which a table must be locked, in one transaction, waiting briefly each time.

    Who waits for a lock keeps all others waiting, so it is never for long.

    Raises:
        BusyError: it could not be had in so many attempts.
    """
    for _ in range(request.attempts):
        try:
            with connection.transaction():
                limits = {"statement_timeout": "0", "lock_timeout": str(request.lock_ms)}
                connection.execute(statement("set_timeouts_here"), limits)
                return doing()
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            time.sleep(min(request.lock_ms / 1000, 1))
    raise BusyError(
        f"the tables were in use by others in {request.attempts} attempts of "
        f"{request.lock_ms / 1000:g} s. Nothing "
        "is lost: end what holds them (pg_stat_activity), and give the same command again."
    )
