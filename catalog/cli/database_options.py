"""The options by which every command names its database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from catalog.database import connection as connections
from catalog.database.connection import Connection
from catalog.database.migrate import require_current
from catalog.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


def database_options(command: F) -> F:
    """Add --database-url and --db-dir; `catalog.database.connection.database_url` reads them."""
    command = click.option(
        "--db-dir",
        type=click.Path(path_type=Path, file_okay=False),
        help="Directory of the embedded server. Default: .catalog/db, or CATALOG_DB_DIR.",
    )(command)
    return click.option(
        "--database-url",
        metavar="URL",
        help="A PostgreSQL server of your own. Default: DATABASE_URL, or the embedded server.",
    )(command)


@contextmanager
def open_database(url: str | None, db_dir: Path | None) -> Iterator[tuple[str, Connection]]:
    """Give the URL of the database that the options name, and a connection in autocommit mode.

    Raises:
        MigrationError: its tables are not those of this version.
        UsageError: the options name two databases.
    """
    if url and db_dir:
        raise UsageError("--database-url and --db-dir exclude each other: name one server.")
    url = connections.database_url(url, db_dir)
    with connections.connect(url, autocommit=True) as connection:
        require_current(connection)
        yield url, connection
