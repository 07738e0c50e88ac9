"""`catalog records renumber`: give records the new ids of their provider."""

import click

from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.selecting import media_option, yes_option
from catalog.database.renumber import read_mapping, renumber
from catalog.database.selection import read_text
from catalog.records import MediaType


@click.command(name="renumber")
@media_option
@click.option(
    "--mapping",
    required=True,
    metavar="FILE",
    help="A line each: a provider, its old id and its new id, parted by tabs, or as CSV. Or the "
    "file of rejected rows of a load, in which each row names the record that has its file.",
)
@yes_option
@database_options
def renumber_command(
    *,
    media_type: MediaType,
    mapping: str,
    yes: bool,
    database: DatabaseOptions,
) -> None:
    """Give records the new ids of their provider; they stay the same records.

    Identifiers, dates, popularity and histories stay, and the old ids are remembered. Deleted
    records are renumbered as well, so that they stay away. It waits for running loads.
    """
    wanted = read_mapping(read_text(mapping), name=mapping)
    only_show = not yes
    with open_database(database) as (_, connection):
        found = renumber(connection, media_type, wanted, dry_run=only_show)
    click.echo(f"{found.changed:,} of {len(wanted):,} records renumbered")
    if found.tombstones:
        say(f"{found.tombstones:,} deleted records renumbered")
    if found.taken:
        say(f"{found.taken:,} keep their old id: another record, or a deleted one, has the new one")
    if found.unknown:
        say(f"{found.unknown:,} of the old ids are not in {media_type}")
    if only_show:
        say("nothing was changed; --yes changes it")
