"""`catalog db rekey`: bring stored URLs to their one spelling."""

from pathlib import Path

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.database.rekey import rekey
from catalog.records import MEDIA_TYPES, MediaType


@click.command(name="rekey")
@click.option("--media", type=click.Choice(MEDIA_TYPES), help="Which table. Default: all.")
@click.option(
    "--twice",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the identifiers of records whose file another record has; "
    "`catalog records delete --ids FILE` takes them out.",
)
@database_options
def rekey_command(
    *, media: MediaType | None, twice: Path | None, database: DatabaseOptions
) -> None:
    """Bring the URLs of stored records to the spelling in which new ones come.

    Of one file there are then no two records because of an umlaut in the host or an escape in lower
    case. It works beside loads, in short transactions; interrupted, it is simply given again.
    """
    for media_type in [media] if media else MEDIA_TYPES:
        with (
            open_database(database) as (_, connection),
            bar(f"reading {media_type}", "blocks") as progress,
        ):
            found = rekey(connection, media_type, progress=progress)
        click.echo(f"{media_type}: {found.changed:,} URLs respelled")
        if found.unusable:
            say(f"{found.unusable:,} URLs of {media_type} are none that a new record could have")
        if found.twice:
            say(f"{len(found.twice):,} records of {media_type} have a file of another record")
        if twice and found.twice:
            with twice.open("a", encoding="utf-8") as file:
                file.writelines(f"{identifier}\n" for identifier in found.twice)
