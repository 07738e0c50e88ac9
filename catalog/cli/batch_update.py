"""`catalog batch-update`: change many records by SQL, carefully."""

from typing import Any

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.selecting import media_option, running_options, show, tell
from catalog.cli.tables import print_table, texts
from catalog.database import batch_update, selection
from catalog.database.batch_runner import BatchLimits
from catalog.database.batch_update import Change
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
    yes: bool,
    batch_size: int,
    statement_timeout: int,
    database: DatabaseOptions,
) -> None:
    """Change many records in batches.

    Without --yes it shows which rows it would change and how a few of them would look. Rows
    that another session holds are passed by and tried again at the end. Interrupted, the same
    command, or --resume with the run's number, goes on where it stopped; no row is changed twice.
    """
    limits = BatchLimits(batch_rows=batch_size, statement_ms=statement_timeout * 1000)
    with open_database(database) as (_, connection):
        if resume is not None:
            if select or set_:
                raise UsageError("--resume takes no --select and no --set: the run has them")
            with bar("updating", "records") as progress:
                run = batch_update.resume(
                    connection, media_type, resume, limits=limits, progress=progress
                )
            tell(run, "updated")
            return
        wanted, text = _read(media_type, select, set_)
        _preview(connection, media_type, wanted, text)
        if not yes:
            say("nothing was changed; --yes changes")
            return
        with bar("updating", "records") as progress:
            run = batch_update.update(
                connection, media_type, wanted, text=text, limits=limits, progress=progress
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
        rows = [_row(change) for change in changes]
        print_table(
            texts("identifier", "column", "before", "after"), rows, title="for example", err=True
        )


def _row(change: Change) -> dict[str, Any]:
    return {
        "identifier": change.identifier,
        "column": change.column,
        "before": _text(change.before),
        "after": _text(change.after),
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)
