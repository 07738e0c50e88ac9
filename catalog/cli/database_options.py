"""The options by which every command names its database.

The libraries of the database are imported when one is opened: commands that can do without have
these options too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog.cli.options import gathered, together
from catalog.errors import UsageError

if TYPE_CHECKING:
    from catalog.database.connection import Connection


db_dir_option = click.option(
    "--db-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Directory of the embedded server. Default: CATALOG_DB_DIR, or .catalog/db.",
)


@dataclass(frozen=True, slots=True)
class DatabaseOptions:
    """What --database-url and --db-dir say."""

    database_url: str | None
    db_dir: Path | None

    def chosen_url(self, *, create: bool = False) -> str:
        """Return the URL of the database that they, or the settings, name.

        Raises:
            UsageError: they name two databases, or none that is there.
        """
        from catalog.database.connection import database_url

        if self.database_url and self.db_dir:
            raise UsageError("--database-url and --db-dir exclude each other: name one server.")
        return database_url(self.database_url, self.db_dir, create=create)


# The command gets them as one argument, `database`.
database_options = together(
    click.option(
        "--database-url",
        metavar="URL",
        help="A PostgreSQL server of your own. Default: CATALOG_DATABASE_URL or DATABASE_URL, or "
        "the embedded server.",
    ),
    db_dir_option,
    gathered(DatabaseOptions, "database"),
)


@contextmanager
def open_database(database: DatabaseOptions) -> Iterator[tuple[str, "Connection"]]:
    """Give the URL of the database that the options name, and a connection in autocommit mode.

    Raises:
        MigrationError: it holds no catalog, or one of another version.
        UsageError: the options name two databases, or none that is there.
    """
    from catalog.database import connection as connections
    from catalog.database.migrate import require_current

    url = database.chosen_url()
    with connections.connect(url, autocommit=True) as connection:
        _require_catalog(connection, connections.describe(url))
        require_current(connection)
        yield url, connection


def _require_catalog(connection: "Connection", name: str) -> None:
    """Refuse a database in which nobody has put a catalog, such as another program's."""
    from catalog.database.errors import MigrationError
    from catalog.database.migrate import has_catalog

    if not has_catalog(connection):
        raise MigrationError(
            f"{name} holds no catalog. Run `catalog db migrate` first. "
            "(--database-url and --db-dir name another database.)"
        )
