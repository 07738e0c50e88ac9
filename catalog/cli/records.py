"""`catalog records`: find and show records, take them out for good, and bring them back."""

import click

from catalog.cli import LazyGroup, Table
from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.selecting import (
    RunningOptions,
    chosen,
    media_option,
    running_options,
    selecting_options,
    show,
    show_claims,
    tell,
)
from catalog.database import deletion, selection
from catalog.database.takedown import Named, claims, selected
from catalog.errors import UsageError
from catalog.records import MediaType

# Each of these has a module of its own, imported when it is called.
_READING: Table = {
    "show": ("catalog.cli.records_show:show_command", "Show everything about one record."),
    "search": ("catalog.cli.records_search:search_command", "Find records by words and facets."),
    "export": (
        "catalog.cli.records_export:export_command",
        "Write chosen records to a Parquet, CSV or JSON Lines file.",
    ),
    "gone": (
        "catalog.cli.records_gone:gone_command",
        "Find works that their source has no more, and mark them removed.",
    ),
    "index": (
        "catalog.cli.records_index:index_command",
        "Bring the search up to date with the records.",
    ),
    "renumber": (
        "catalog.cli.records_renumber:renumber_command",
        "Give records the new ids of their provider.",
    ),
}


@click.group(name="records", cls=LazyGroup, table=_READING)
def command() -> None:
    """Find, show and export records; delete them so that they stay deleted, and restore them."""


@command.command(name="delete")
@media_option
@selecting_options
@click.option("--url", help="The record whose file is at this URL, however it is spelled.")
@click.option("--page", help="The records whose landing page is this.")
@click.option("--creator", help="The records of a creator's name; with --provider.")
@click.option("--creator-url", help="The records of a creator's page.")
@click.option("--provider", help="Whose creator --creator is.")
@click.option("--reason", required=True, help="Why; kept with each record, up to 80 characters.")
@running_options
@database_options
def delete_command(
    *,
    media_type: MediaType,
    where: str | None,
    ids: str | None,
    url: str | None,
    page: str | None,
    creator: str | None,
    creator_url: str | None,
    provider: str | None,
    reason: str,
    how: RunningOptions,
    database: DatabaseOptions,
) -> None:
    """Move records to the tombstones: no load brings them back.

    Without --yes it only shows what it would delete. Interrupted, the same command goes on
    where it stopped. `catalog records restore` undoes it. Shown first is also what else claims the
    same files, live or deleted, as an image or a recording.
    """
    deletion.check_reason(reason)
    named = Named(url, page, creator, creator_url, provider)
    if named.given and (where or ids):
        raise UsageError("name records in one way: --where, --ids, or what people see")
    wanted = selected(media_type, named) if named.given else chosen(media_type, where, ids)
    with open_database(database) as (_, connection):
        show(selection.preview(connection, media_type, wanted), media_type)
        show_claims(claims(connection, media_type, wanted))
        if not how.yes:
            say("nothing was deleted; --yes deletes")
            return
        with bar("deleting", "records") as progress:
            run = deletion.delete(
                connection, media_type, wanted, reason=reason, limits=how.limits, progress=progress
            )
    tell(run, "deleted")


@command.command(name="restore")
@media_option
@selecting_options
@running_options
@database_options
def restore_command(
    *,
    media_type: MediaType,
    where: str | None,
    ids: str | None,
    how: RunningOptions,
    database: DatabaseOptions,
) -> None:
    """Move deleted records back; loads update them again.

    The condition may also use deleted_on and deleted_reason. A record that is there again, whose
    URL another has by now, or which lacks what every record has, stays deleted and is counted.
    """
    source = deletion.tombstones(media_type)
    wanted = chosen(source, where, ids)
    with open_database(database) as (_, connection):
        show(selection.preview(connection, source, wanted), source)
        if not how.yes:
            say("nothing was restored; --yes restores")
            return
        with bar("restoring", "records") as progress:
            run = deletion.restore(
                connection, media_type, wanted, limits=how.limits, progress=progress
            )
    tell(run, "restored")
