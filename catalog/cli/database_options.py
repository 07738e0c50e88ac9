"""The options by which every command names its database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
