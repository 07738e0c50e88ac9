"""`catalog export`: a snapshot of the whole catalog."""

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.database.export import DATA_POLICY
from catalog.database.snapshot import write_snapshot
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType


@click.command(name="export")
@click.option(
    "--media",
    "media_types",
    type=click.Choice(MEDIA_TYPES),
    multiple=True,
    help="Which records. Repeatable. Default: all.",
)
@click.option(
    "--output", required=True, metavar="FOLDER", help="An empty folder, local or s3://bucket/key."
)
@click.option(
    "--cursor-file", metavar="FILE", help="Also write the cursor for `catalog changes` there."
)
@database_options
def command(
    *,
    media_types: tuple[MediaType, ...],
    output: str,
    cursor_file: str | None,
    database: DatabaseOptions,
) -> None:
    """Write all records, as they are at one moment, as Parquet files partitioned by provider.

    `manifest.json` lists the files with their rows and SHA-256, and the cursor from which
    `catalog changes` goes on; it is written last. `datapackage.json` describes them as a Data
    Package. The data policy is in both, and in each file's footer. For chosen records in one file
    there is `catalog records export`.
    """
    with (
        open_database(database) as (_, connection),
        status("export") as tell,
    ):
        snapshot = write_snapshot(
            connection,
            output,
            media_types or MEDIA_TYPES,
            lambda rows: tell(f"{rows:,} records"),
        )
    if cursor_file:
        storage.write_bytes(cursor_file, f"{snapshot.cursor}\n".encode())
    say(f"{snapshot.rows:,} records in {len(snapshot.files):,} files written to {output}")
    say(f"cursor: {snapshot.cursor}")
    say(f"Data policy: {DATA_POLICY}")
