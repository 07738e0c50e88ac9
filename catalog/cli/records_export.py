"""`catalog records export`: chosen records as a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.search_options import facet_options, searched
from catalog.cli.selecting import by_condition, media_option, where_option
from catalog.database.connection import Connection
from catalog.database.export import DATA_POLICY, FORMATS, Format, export, metadata_file
from catalog.database.search import Search, selection_of
from catalog.database.selection import Selection
from catalog.errors import UsageError
from catalog.files import storage
from catalog.records import MediaType


@click.command(name="export")
@media_option
@click.option(
    "--output",
    required=True,
    metavar="FILE",
    help="The file to write, local or s3://bucket/key; - is stdout, for csv and jsonl.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: what the file's name ends with.",
)
@where_option
@click.option(
    "--words", default="", show_default=False, help="Only records with these words, as in a search."
)
@facet_options
@database_options
def export_command(
    *,
    media_type: MediaType,
    output: str,
    form: Format | None,
    where: str | None,
    words: str,
    database: DatabaseOptions,
    **facets: tuple[str, ...],
) -> None:
    """Write the records that all options name, or all, to one Parquet, CSV or JSON Lines file.

    Rows are streamed: memory does not grow with their number. The file appears when it is whole.
    The data policy is in a Parquet file's footer, and in FILE-metadata.json beside the others.

    \b
    catalog records export --media image --provider met --output met.parquet
    catalog records export --media image --where "width > 4000 AND license = 'cc0'" --output big.csv
    """  # noqa: D301 - \b is click's own
    form = form or _format_of(output)
    wanted = searched(media_type, words, facets)
    with open_database(database) as (_, connection):
        chosen = _selections(connection, wanted, where)
        with written(output, media_type, form) as stream, status("export") as tell:
            rows = export(
                connection, media_type, chosen, stream, form, lambda n: tell(f"{n:,} records")
            )
    say(f"{rows:,} {media_type} records written to {output}")
    say(f"Data policy: {DATA_POLICY}")


def _format_of(output: str) -> Format:
    form = next((form for form in FORMATS if output.endswith(f".{form}")), None)
    if form is None:
        raise UsageError(f"say which format: --format {'|'.join(FORMATS)}")
    return form


def _selections(connection: Connection, wanted: Search, where: str | None) -> list[Selection]:
    found = [] if wanted.is_open else [selection_of(connection, wanted)]
    if where is not None:
        found.append(by_condition(wanted.media_type, where))
    return found


@contextmanager
def written(output: str, media_type: MediaType, form: Format) -> Iterator[BinaryIO]:
    """Give a stream to write records to: stdout for `-`, else a file that appears when it is whole.

    The data policy goes beside a file that cannot hold it.

    Raises:
        UsageError: it cannot be stdout.
    """
    if output == "-":
        if form == "parquet":
            raise UsageError("a Parquet file cannot be written to stdout: name a file")
        yield sys.stdout.buffer
        return
    with storage.open_write(output) as path:
        with path.open("wb") as stream:
            yield stream
        if form != "parquet":
            description = metadata_file(media_type, form, output.rpartition("/")[2])
            storage.write_bytes(f"{output}-metadata.json", description)
