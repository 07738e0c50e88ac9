"""`catalog crawl extract`."""

import click

from catalog.cli.extract_display import run_shown
from catalog.cli.options import max_failed_option, source_option
from catalog.cli.output import say
from catalog.cli.page_options import page_seconds_option
from catalog.cli.tables import Format, format_option, print_rows, texts
from catalog.errors import UsageError
from catalog.files.reading import ATTEMPTS
from catalog.links.links_run import LinksJob, plan, task_of
from catalog.warc.file_kind import Kind


@click.command(name="extract")
@click.option(
    "--crawl",
    metavar="ID",
    help="The crawl, such as CC-MAIN-2026-43, or latest. Needless where --wat's paths say it.",
)
@source_option
@click.option(
    "--output",
    required=True,
    metavar="PLACE",
    help="Where to write <crawl>/<file>.parquet: a directory or s3://bucket/prefix.",
)
@click.option(
    "--wat",
    multiple=True,
    metavar="FILE",
    help="Read this file (a path, URL, s3://, or @list of them) in place of the crawl's own list. "
    "Repeatable.",
)
@click.option(
    "--warc",
    multiple=True,
    metavar="FILE",
    help="The same with a WARC file, and with --from warc. A list may be a warc.paths.gz.",
)
@click.option(
    "--from",
    "from_",
    type=click.Choice(["wat", "warc"]),
    help="What to read. wat, the default, is quick and knows links only; warc reads the pages "
    "themselves, also those of CC-NEWS, and finds licences in JSON-LD, microdata and text.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N files only.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes; as many as there are cores by default.",
)
@max_failed_option("The run fails if more of the files do.")
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    default=ATTEMPTS,
    metavar="N",
    help="Give a file up after so many failed requests in a row.",
)
@page_seconds_option
@click.option("--dry-run", is_flag=True, help="List what would be read, and read nothing.")
@format_option
def extract_command(
    *,
    crawl: str | None,
    source: str,
    output: str,
    wat: tuple[str, ...],
    warc: tuple[str, ...],
    from_: str | None,
    limit: int | None,
    workers: int | None,
    max_failed: float,
    attempts: int,
    page_seconds: float,
    dry_run: bool,
    form: Format,
) -> None:
    """Find every link to creativecommons.org in a crawl's WAT or WARC files.

    Writes one Parquet file of link rows for each file, and its report beside it. What was
    written before is not read again: after a crash, or to try failed files once more, run the same
    command. Damage inside a file is counted, and the rest of the file is read.

    \b
    catalog crawl extract --crawl latest --limit 10 --output work
    catalog crawl extract --crawl CC-NEWS-2026-10 --from warc --output news
    catalog crawl extract --output work --wat @work/CC-MAIN-2026-43/failed.txt
    """  # noqa: D301 - \b is click's own
    job = plan(
        crawl,
        source=source,
        output=output,
        wat=warc or wat,
        limit=limit,
        kind=_kind(from_, wat, warc),
    )
    if dry_run:
        _show_plan(job, form)
        return
    task = task_of(job, attempts=attempts, page_seconds=page_seconds)
    run_shown(job, task, workers, max_failed)


def _kind(from_: str | None, wat: tuple[str, ...], warc: tuple[str, ...]) -> Kind:
    if warc and (wat or from_ == "wat"):
        raise UsageError("give WAT files or WARC files, not both: rows are made of one of them.")
    return "WARC" if warc or from_ == "warc" else "WAT"


def _show_plan(job: LinksJob, form: Format) -> None:
    say(f"would read {len(job.files):,} files of {job.crawl} into {job.output}")
    print_rows(form, texts("file"), [{"file": name} for name in job.files])
