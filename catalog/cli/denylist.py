"""`catalog denylist`: creators whose works are not wanted."""

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.options import together
from catalog.cli.output import say
from catalog.cli.selecting import show, tell
from catalog.cli.tables import Format, TableColumn, format_option, print_rows, texts
from catalog.database import deletion, denylist, selection
from catalog.database.connection import Connection
from catalog.database.denylist import Creator
from catalog.database.selection import Selection
from catalog.records import MEDIA_TYPES, MediaType

_creator_options = together(
    click.option("--provider", required=True, help="The provider that they publish on."),
    click.option("--creator", help="Their name, whatever its case."),
    click.option("--creator-url", help="Their page, as `creator_url` has it."),
)


@click.group(name="denylist")
def command() -> None:
    """Keep creators out: every load refuses their works and counts them."""


@command.command(name="add")
@_creator_options
@click.option("--reason", required=True, help="Why, up to 80 characters.")
@click.option("--delete-existing", is_flag=True, help="Also delete the works that are there.")
@click.option("--yes", is_flag=True, help="With --delete-existing: do it.")
@database_options
def add_command(
    *,
    provider: str,
    creator: str | None,
    creator_url: str | None,
    reason: str,
    delete_existing: bool,
    yes: bool,
    database: DatabaseOptions,
) -> None:
    """Deny a creator from the next load on.

    With --delete-existing, but without --yes, it only shows the works that it would delete.
    """
    deletion.check_reason(reason)
    denied = Creator(provider, creator, creator_url)
    with open_database(database) as (_, connection):
        if delete_existing and not yes:
            _show_works(connection, denied)
            say("nothing was added or deleted; --yes does both")
            return
        added = denylist.add(connection, denied, reason)
        say("added" if added else "was on the list already")
        works = _show_works(connection, denied) if delete_existing else {}
        for media_type, wanted in works.items():
            _delete(connection, media_type, wanted, reason)


@command.command(name="remove")
@_creator_options
@database_options
def remove_command(
    *,
    provider: str,
    creator: str | None,
    creator_url: str | None,
    database: DatabaseOptions,
) -> None:
    """Let loads take a creator's works again. What was deleted stays deleted."""
    with open_database(database) as (_, connection):
        denylist.remove(connection, Creator(provider, creator, creator_url))
    say("removed")


@command.command(name="list")
@format_option
@database_options
def list_command(*, form: Format, database: DatabaseOptions) -> None:
    """Show who is denied, and why."""
    with open_database(database) as (_, connection):
        found = denylist.entries(connection)
    names = texts("provider", "creator", "creator_url", "reason")
    print_rows(form, [*names, TableColumn("added_on", "since")], found)


def _show_works(connection: Connection, denied: Creator) -> dict[MediaType, Selection]:
    """Show a creator's works, and return how to select them where there are some."""
    found: dict[MediaType, Selection] = {}
    for media_type in MEDIA_TYPES:
        wanted = selection.by_creator(
            media_type,
            denied.provider,
            creator=denied.creator,
            creator_url=denied.creator_url,
        )
        preview = selection.preview(connection, media_type, wanted)
        show(preview, media_type)
        if preview.total:
            found[media_type] = wanted
    return found


def _delete(connection: Connection, media_type: MediaType, wanted: Selection, reason: str) -> None:
    with bar("deleting", "records") as progress:
        run = deletion.delete(connection, media_type, wanted, reason=reason, progress=progress)
    tell(run, f"{media_type} records deleted")
