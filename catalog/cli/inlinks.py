"""`catalog images inlinks`."""

import hashlib
from pathlib import Path

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.extract_display import run_shown
from catalog.cli.options import max_failed_option, source_option
from catalog.cli.output import say
from catalog.errors import UsageError
from catalog.files import storage
from catalog.lake.hotlink_counts import merge_hotlinks, scratch, write_wanted
from catalog.links.hotlinks import CountHotlinks
from catalog.links.links_run import LinksJob, plan


@click.command(name="inlinks")
@click.option("--crawl", metavar="ID", help="The crawl, such as CC-MAIN-2026-43, or latest.")
@source_option
@click.option(
    "--output",
    required=True,
    metavar="PLACE",
    help="Where to write <crawl>.inlinks.parquet: a directory or s3://bucket/prefix.",
)
@click.option("--wat", multiple=True, metavar="FILE", help="Read this file, or @list. Repeatable.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N files only.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes.")
@max_failed_option("The run fails if more of the files do.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="Count images on this host only, such as live.staticflickr.com. Repeatable.",
)
@click.option(
    "--memory-mb",
    default=2048,
    type=click.IntRange(min=64),
    help="What adding up may take before it goes to disk.",
)
@click.option("--from-catalog", is_flag=True, help="Count the images of the catalog only.")
@click.option("--load", is_flag=True, help="Then put the counts into the catalog.")
@database_options
def inlinks_command(
    *,
    crawl: str | None,
    source: str,
    output: str,
    wat: tuple[str, ...],
    limit: int | None,
    workers: int | None,
    max_failed: float,
    hosts: tuple[str, ...],
    memory_mb: int,
    from_catalog: bool,
    load: bool,
    database: DatabaseOptions,
) -> None:
    """Count how often other sites show each image, over a crawl's WAT files.

    Writes one row an image: url, inlinks (pages that show it) and inlink_hosts (their hosts). With
    a few hosts it is nearly as fast as reading the files. What was counted before is not read
    again: after a crash, run the same command.

    \b
    catalog images inlinks --crawl latest --host live.staticflickr.com --output work --load
    catalog popularity set --media image --provider '*' --metric inlinks
    """  # noqa: D301 - \b is click's own
    if hosts and from_catalog:
        raise UsageError("--host and --from-catalog exclude each other: say which images count.")
    with scratch(output) as folder:
        wanted = folder / "wanted.parquet" if from_catalog else None
        chosen = frozenset(host.lower() for host in hosts)
        if wanted:
            chosen = _catalog_hosts(wanted, database)
        place = storage.join(output, f"embeds-{_digest(chosen)}")
        job = plan(crawl, source=source, output=place, wat=wat, limit=limit)
        parts = _count(job, CountHotlinks(job.output, hosts=chosen), workers, max_failed)
        result = storage.join(output, f"{job.crawl}.inlinks.parquet")
        images = merge_hotlinks(parts, result, folder, wanted=wanted, memory_mb=memory_mb)
        say(f"{images:,} images of other sites are shown: {result}")
        if load:
            _load(result, job.crawl, folder, database)


def _digest(hosts: frozenset[str]) -> str:
    """Name what was counted, so that another choice of hosts is not taken for the same work."""
    return hashlib.sha256(" ".join(sorted(hosts)).encode()).hexdigest()[:8] if hosts else "all"


def _catalog_hosts(wanted: Path, database: DatabaseOptions) -> frozenset[str]:
    from catalog.database.inlinks import iter_image_urls

    with open_database(database) as (_, connection):
        hosts = write_wanted(iter_image_urls(connection), wanted)
    if not hosts:
        raise UsageError("the catalog has no images yet, so there is nothing to count.")
    return hosts


def _count(job: LinksJob, task: CountHotlinks, workers: int | None, max_failed: float) -> list[str]:
    summary = run_shown(job, task, workers, max_failed)
    return [task.target(item) for item in job.files if item not in summary.failed]


def _load(result: str, crawl: str, folder: Path, database: DatabaseOptions) -> None:
    from catalog.database.inlinks import load_inlinks

    with open_database(database) as (_, connection), status("load") as tell:
        loaded = load_inlinks(
            connection,
            storage.fetch(result, folder),
            crawl,
            progress=lambda urls: tell(f"load: {urls:,} URLs"),
        )
    say(f"{loaded.images:,} images of the catalog have new counts")
