"""`catalog changes`: what changed since a copy was brought up to date."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.records_export import written
from catalog.database import changes
from catalog.database.changes import ChangeCursor
from catalog.errors import NotFoundError, UsageError
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType

FeedFormat = Literal["parquet", "jsonl"]


@click.command(name="changes")
@click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), default="image", help="Whose records."
)
@click.option("--since", metavar="CURSOR", help="Up to where the copy is.")
@click.option(
    "--cursor-file",
    metavar="FILE",
    help="Read the cursor from this file, and write the next one into it when all is written.",
)
@click.option(
    "--output",
    default="-",
    metavar="FILE",
    help="The file to write, local or s3://bucket/key; - is stdout, for jsonl.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("parquet", "jsonl")),
    help="Default: what the file's name ends with, or jsonl.",
)
@click.option(
    "--drop-older-than",
    type=click.IntRange(min=1),
    metavar="DAYS",
    help="Write nothing: forget changes that are older. Cursors from before end.",
)
@database_options
def command(
    *,
    media_type: MediaType,
    since: str | None,
    cursor_file: str | None,
    output: str,
    form: FeedFormat | None,
    drop_older_than: int | None,
    database: DatabaseOptions,
) -> None:
    """Write every record that changed since a cursor: inserted, changed, removed, revived, deleted.

    Each record comes once, as it is now, with the columns that changed; of a deleted one only its
    identifier. Whatever changed it counts: loads, deletions, batch updates, popularity. Nothing is
    skipped, however long a transaction took. The first cursor is that of `catalog export`; without
    --since nothing is written, and the cursor of this moment is printed.

    \b
    catalog export --output s3://bucket/snapshot --cursor-file image.cursor
    catalog changes --cursor-file image.cursor --output changes.parquet
    """  # noqa: D301 - \b is click's own
    if since and cursor_file:
        raise UsageError("--since and --cursor-file exclude each other.")
    with open_database(database) as (_, connection):
        if drop_older_than:
            before = datetime.now(UTC) - timedelta(days=drop_older_than)
            say(f"changes of {changes.drop_old(connection, before):,} records were dropped")
            return
        text = since or (_kept(cursor_file) if cursor_file else None)
        if text is None:
            with changes.one_moment(connection) as now:
                following = now
        else:
            cursor = ChangeCursor.parse(text)
            form = form or ("parquet" if output.endswith(".parquet") else "jsonl")
            with written(output, media_type, form) as stream, status("changes") as tell:
                records, following = changes.write_changes(
                    connection, media_type, cursor, stream, form, lambda n: tell(f"{n:,} records")
                )
            say(f"{records:,} {media_type} records changed")
    if cursor_file:
        storage.write_bytes(cursor_file, f"{following}\n".encode())
    say(f"next cursor: {following}")


def _kept(path: str) -> str | None:
    try:
        return storage.read_bytes(path).decode(errors="replace").strip()
    except NotFoundError:
        return None
