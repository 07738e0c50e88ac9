"""Connections to the catalog database. A password never gets into an error or a log."""

import logging
import os
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from catalog.apis.secrets_manager import secret
from catalog.database import iam_login, pooler, server
from catalog.database.errors import UnreachableError
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.settings import Settings, load_settings

logger = logging.getLogger(__name__)
Connection = psycopg.Connection[tuple[Any, ...]]
# A client or a server that is gone without a word is noticed within a minute, and not after hours
# in which its transaction keeps others waiting.
_ALIVE: dict[str, Any] = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
# URLs of poolers that leave a session to its client.
_passed: set[str] = set()


def database_url(
    explicit: str | None = None, db_dir: Path | None = None, *, create: bool = False
) -> str:
    """Return the URL to use: what is given, what the settings name, or the embedded server's.

    The embedded server is started; its files are made only where `create` says so.

    Raises:
        UsageError: it has no files yet.
    """
    settings = load_settings()
    chosen = explicit or (None if db_dir else settings.database_url)
    if chosen:
        return chosen
    directory = db_dir or settings.db_dir
    if not create and not (directory / "PG_VERSION").exists():
        raise UsageError(
            f"there is no database in {directory} yet. `catalog db migrate` makes one; "
            "--db-dir and --database-url name another."
        )
    return server.start(directory)


def deployed_url() -> str:
    """Return the URL of a deployed function: a login by IAM, or DATABASE_URL."""
    return iam_login.url() or secret("DATABASE_URL")


def connect(
    target: str | Settings,
    *,
    autocommit: bool = False,
    timeout: int = 10,
    resume: float = 60,
) -> Connection:
    """Open a connection, in UTC and UTF-8, that names itself `catalog`.

    What the URL asks for stays, such as `?options=-csearch_path=...`. Nothing is asked for at the
    start that a pooler such as PgBouncer would refuse; such options are set afterwards. One that
    hands a session to others after each transaction is refused: see `pooler`.

    A server that is there and does not answer is waited for, and each wait is logged: an Aurora
    that has paused takes 15 seconds to resume, and more after a day (Aurora User Guide, "Scaling to
    zero ACUs"). Where DATABASE_IAM is set, the role logs in by IAM with a fresh token.

    The target is a PostgreSQL URL, or settings that name one or the embedded server's directory. It
    waits `timeout` seconds for one answer of the server, and goes on asking one that does not
    answer for `resume` seconds.

    Raises:
        UnreachableError: there is no connection; the message holds no password.
    """
    url = target if isinstance(target, str) else target.database_url or server.start(target.db_dir)
    started = time.monotonic()
    while True:
        try:
            return _open(url, autocommit=autocommit, timeout=timeout)
        except psycopg.Error as error:
            failure = without_secrets(str(error), url)
            waits = _is_resuming(error)
        waited = time.monotonic() - started
        # Raised outside the handler: psycopg's own error may quote the URL, and would be chained.
        if not waits or waited >= resume:
            raise UnreachableError(f"cannot connect to {describe(url)}: {failure}")
        logger.warning("waiting for %s, %.0f s so far: it may be resuming", describe(url), waited)
        time.sleep(1)


def _open(url: str, *, autocommit: bool, timeout: int) -> Connection:
    connection = _log_in(url, timeout)
    try:
        # A pooler answers with a number of its own: nothing is set before what it does is known.
        tune = statement("tune_session")
        if not connection.execute(tune, [connection.info.backend_pid]).rowcount:
            _pass_pooler(connection, url)
            connection.execute(tune, [None])
        connection.autocommit = autocommit
    except BaseException:
        connection.close()
        raise
    return connection


def _log_in(url: str, timeout: int) -> Connection:
    given: dict[str, Any] = {
        "autocommit": True,
        "connect_timeout": timeout,
        "application_name": "catalog",
        "client_encoding": "utf8",
        **_ALIVE,
        **iam_login.password(url),
    }
    try:
        return psycopg.connect(url, **given)
    except psycopg.OperationalError as error:
        if not pooler.REFUSAL.search(str(error)):
            raise
    return psycopg.connect(url, options="", **given)


def _pass_pooler(connection: Connection, url: str) -> None:
    """Find out once whether a pooler leaves us the session; set the options that it kept back."""
    if url not in _passed:
        shared = pooler.is_shared(connection, lambda: _log_in(url, 3))
        if shared:
            raise UnreachableError(f"cannot use {describe(url)}: {pooler.SHARED}")
        if shared is False:
            _passed.add(url)
    options = conninfo_to_dict(url).get("options") or os.environ.get("PGOPTIONS") or ""
    for setting in pooler.settings_in(str(options)).items():
        connection.execute(statement("set_option"), setting)


def _is_resuming(error: psycopg.Error) -> bool:
    """Tell whether a server may be about to answer: no answer yet, or "is starting up"."""
    starting = isinstance(error, psycopg.errors.CannotConnectNow) or "starting up" in str(error)
    return isinstance(error, psycopg.errors.ConnectionTimeout) or starting


def describe(url: str) -> str:
    """Return a database URL that is safe to write down; an embedded server's is the whole URL.

    >>> describe("postgresql://deploy:secret@db.example:5432/openledger?sslmode=require")
    'postgresql://deploy@db.example:5432/openledger'
    >>> describe("not a url: secret")
    'the database'
    """
    try:
        known = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return "the database"
    host, database = str(known.get("host") or ""), known.get("dbname") or ""
    user = f"{known['user']}@" if known.get("user") else ""
    port = f":{known['port']}" if known.get("port") else ""
    if host.startswith("/"):
        return f"postgresql://{user}{port}/{database}?host={quote(host, safe='')}"
    return f"postgresql://{user}{host}{port}/{database}"


def without_secrets(text: str, url: str) -> str:
    """Remove a database URL and its password, however it is spelled, from a message."""
    passwords = {_password(url), unquote(_password(url)), quote(unquote(_password(url)), safe="")}
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return "the database URL is not valid. Write postgresql://user:password@host:5432/database."
    for hidden in sorted({url, *passwords} - {""}, key=len, reverse=True):
        text = text.replace(hidden, "***")
    return " ".join(text.split())


def _password(url: str) -> str:
    try:
        known = conninfo_to_dict(url).get("password")
        return str(known or urlsplit(url).password or "")
    except (psycopg.ProgrammingError, ValueError):
        return ""
