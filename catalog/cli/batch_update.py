"""`catalog batch-update`: change many records by SQL, carefully."""

from dataclasses import asdict

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.selecting import RunningOptions, media_option, running_options, show, tell
from catalog.cli.tables import plain, print_table
from catalog.database import batch_update, selection
from catalog.database.connection import Connection
from catalog.database.selection import Selection
from catalog.errors import UsageError
from catalog.records import MediaType


@click.command(name="batch-update")
@media_option
@click.option("--select", metavar="FILE", help="Which rows: what follows WHERE, in SQL.")
@click.option("--set", "set_", metavar="FILE", help="The change: what follows SET, in SQL.")
@click.option("--resume", type=int, metavar="ID", help="Go on with an interrupted run.")
@running_options
@database_options
def command(
    *,
    media_type: MediaType,
    select: str | None,
    set_: str | None,
    resume: int | None,
    how: RunningOptions,
    database: DatabaseOptions,
) -> None:
    """Change many records in batches.

    Without --yes it shows which rows it would change and how a few of them would look. Rows
    that another session holds are passed by and tried again at the end. Interrupted, the same
    command, or --resume with the run's number, goes on where it stopped; no row is changed twice.
    """
    with open_database(database) as (_, connection):
        if resume is not None:
            if select or set_:
                raise UsageError("--resume takes no --select and no --set: the run has them")
            with bar("updating", "records") as progress:
                run = batch_update.resume(
                    connection, media_type, resume, limits=how.limits, progress=progress
                )
            tell(run, "updated")
            return
        wanted, text = _read(media_type, select, set_)
        _preview(connection, media_type, wanted, text)
        if not how.yes:
            say("nothing was changed; --yes changes")
            return
        with bar("updating", "records") as progress:
            run = batch_update.update(
                connection, media_type, wanted, text=text, limits=how.limits, progress=progress
            )
    tell(run, "updated")


def _read(media_type: MediaType, select: str | None, set_: str | None) -> tuple[Selection, str]:
    if not select or not set_:
        raise UsageError("give --select FILE and --set FILE, or --resume ID")
    wanted = selection.by_condition(media_type, selection.read_text(select), name=select)
    return wanted, batch_update.assignments(selection.read_text(set_), name=set_)


def _preview(connection: Connection, media_type: MediaType, wanted: Selection, text: str) -> None:
    found = selection.preview(connection, media_type, wanted)
    show(found, media_type)
    changes = batch_update.preview(connection, media_type, text, [row[0] for row in found.sample])
    if changes:
        columns = plain("identifier", "column", "before", "after")
        print_table(columns, map(asdict, changes), title="for example", err=True)
