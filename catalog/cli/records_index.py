"""`catalog records index`: bring the search up to date."""

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.database import search_entries
from catalog.database.connection import Connection


@click.command(name="index")
@database_options
def index_command(*, database: DatabaseOptions) -> None:
    """Enter new and changed records into the tables that a search looks into.

    `catalog load` does this at its end. After other changes it is not urgent: a search reads the
    latest few thousand changed records itself. Interrupted, it is simply given again.

    \b
    catalog records index
    """  # noqa: D301 - \b is click's own
    with open_database(database) as (_, connection):
        say(f"{bring_up_to_date(connection):,} records entered")


def bring_up_to_date(connection: Connection) -> int:
    """Enter what waits, and say on the terminal how far it is."""
    with status("search") as tell:
        return search_entries.bring_up_to_date(
            connection,
            progress=lambda media_type, records: tell(f"search: {records:,} {media_type} entered"),
        )
