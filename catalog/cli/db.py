"""`catalog db`: the database itself."""

from pathlib import Path

import click

from catalog.cli import LazyGroup
from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, db_dir_option
from catalog.cli.output import say
from catalog.cli.records_index import bring_up_to_date
from catalog.cli.tables import Format, TableColumn, as_text, format_option, print_rows, texts
from catalog.database import migrate, server, upgrade
from catalog.database.connection import connect, describe
from catalog.settings import load_settings

_SHELL = "catalog.cli.db_shell:shell_command"
_ADOPT = "catalog.cli.db_adopt:adopt_command"
_REKEY = "catalog.cli.db_rekey:rekey_command"


@click.group(
    name="db",
    cls=LazyGroup,
    table={
        "shell": (_SHELL, "Open psql on the database."),
        "adopt": (_ADOPT, "Take over a catalog that Openverse's programs filled."),
        "rekey": (_REKEY, "Bring stored URLs to their one spelling."),
    },
)
def db() -> None:
    """Create, inspect and stop the catalog database.

    It is the one that --database-url or --db-dir names, else the variable CATALOG_DATABASE_URL or
    CATALOG_DB_DIR, else the configuration file, else DATABASE_URL. Where none does it is an
    embedded PostgreSQL in .catalog/db, which `catalog db migrate` makes. It starts when a command
    needs it and runs until `catalog db stop`.
    """


@db.command(name="migrate")
@database_options
def migrate_command(*, database: DatabaseOptions) -> None:
    """Bring the database's tables up to date.

    Each migration runs in one transaction and is recorded. Running it again does nothing.

    Tables that have rows are read and written by others meanwhile: nobody waits for longer than a
    second. What an update must read of them is read at the end, block by block. Interrupted, the
    same command goes on where it was.
    """
    url = database.chosen_url(create=True)
    count = 0
    with connect(url, autocommit=True) as connection:
        with status("migrating") as tell:
            for migration in migrate.migrate(connection, tell=tell):
                say(f"applied {migration.label}")
                count += 1
        bring_up_to_date(connection)
    say(f"{count} applied; {describe(url)} is up to date")


@db.command(name="status")
@format_option
@database_options
def status_command(*, form: Format, database: DatabaseOptions) -> None:
    """Show which migrations are applied.

    Exit code 1 when some are pending, or when a table lacks an index by which loads know its rows.
    """
    url = database.chosen_url()
    with connect(url, autocommit=True) as connection:
        found = migrate.status(connection)
        missing, unfinished = migrate.missing_keys(connection), upgrade.unfinished(connection)
        broken = [] if unfinished else migrate.broken_rules(connection)
    rows = [{"migration": one.label, "applied_on": one.applied_on} for one in found]
    applied = TableColumn("applied_on", "applied", show=lambda moment: as_text(moment) or "pending")
    if form == "table":
        click.echo(describe(url))
    print_rows(form, [*texts("migration"), applied], rows)
    if not all(migration.applied_on for migration in found):
        say("Run `catalog db migrate`.")
        raise click.exceptions.Exit(1)
    for key in missing:
        say(
            f"the unique index on {key} is gone, so a load may store things twice. Create it again."
        )
    for rule in broken:
        say(rule)
    for left in unfinished:
        say(f"{left}: `catalog db migrate` goes on with that.")
    if missing:
        raise click.exceptions.Exit(1)


@db.command(name="url")
@database_options
def url_command(*, database: DatabaseOptions) -> None:
    """Print the database's URL, for psql and others; start the embedded server if it must run.

    The password of a server of your own is printed as it was given: do not put it in a log. (Other
    commands name the database without its password and options.)
    """
    click.echo(database.chosen_url(create=True))


@db.command(name="stop")
@db_dir_option
def stop_command(*, db_dir: Path | None) -> None:
    """Stop the embedded server. Its data stays."""
    directory = db_dir or load_settings().db_dir
    stopped = server.stop(directory)
    say("stopped" if stopped else f"no server runs in {directory}")
