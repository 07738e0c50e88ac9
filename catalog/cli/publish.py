"""`catalog crawl publish`."""

from typing import Any

import click

from catalog.cli.options import lake_options, max_failed_option
from catalog.cli.output import say
from catalog.engine import TaskReport
from catalog.lake.glue import GlueTable
from catalog.lake.publish import Published, PublishOptions, publish

_SAID = {
    "published": "published",
    "unchanged": "was published already:",
    "planned": "would be published:",
}


@click.command(name="publish")
@lake_options
@click.option(
    "--output",
    required=True,
    metavar="PLACE",
    help="Where `crawl extract` wrote: a directory or s3://bucket/prefix.",
)
@click.option("--glue-database", metavar="NAME", help="Register in this Glue database.")
@click.option("--glue-table", metavar="NAME", default="data", help="Table in that database.")
@click.option(
    "--part-mb", default=256, type=click.IntRange(min=1), help="About how large a file becomes."
)
@click.option(
    "--memory-mb",
    default=2048,
    type=click.IntRange(min=64),
    help="What the merge may take before it goes to disk.",
)
@max_failed_option("How many of the crawl's files may be missing because they failed.", default=0.0)
@click.option(
    "--max-incomplete",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="PERCENT",
    help="How many of the crawl's files may be incomplete because they end inside a record.",
)
@click.option(
    "--prefer",
    type=click.Choice(["wat", "warc"]),
    help="Which rows to take where the same pages were read from WAT and from WARC.",
)
@click.option("--replace", is_flag=True, help="Give up published rows that are not in the output.")
@click.option("--keep-output", is_flag=True, help="Do not remove the working output.")
@click.option("--dry-run", is_flag=True, help="Check, say what would be done, change nothing.")
def publish_command(
    *,
    crawl: str,
    lake: str,
    output: str,
    glue_database: str | None,
    glue_table: str,
    **options: Any,
) -> None:
    """Merge an extraction's output into the partition of its crawl.

    Row counts are checked against the extraction's reports first. The partition becomes visible
    only when it is complete; then the working output is removed. Publishing again is safe.
    """
    done = publish(
        crawl,
        output=output,
        lake=lake,
        glue=GlueTable(glue_database, glue_table) if glue_database else None,
        options=PublishOptions(**options),
        on_part=_say_part,
    )
    say(_summary(done))
    for name in done.failed:
        click.echo(f"missing, because it failed: {name}", err=True)
    for name in done.incomplete:
        click.echo(f"incomplete, because its file was cut: {name}", err=True)


def _say_part(report: TaskReport, parts: int) -> None:
    again = " (was there)" if report.status == "skipped" else ""
    say(f"{report.item} of {parts}: {report.counts['rows']:,} rows{again}")


def _summary(done: Published) -> str:
    return (
        f"{_SAID[done.action]} {done.uri}: {_counted(done.rows, 'row')} from "
        f"{_counted(done.inputs, 'working file')} in {_counted(done.parts, 'file')}"
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
