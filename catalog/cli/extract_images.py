"""`catalog images extract`."""

from typing import Any

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, open_database
from catalog.cli.options import lake_options, max_failed_option, source_option
from catalog.cli.output import say
from catalog.cli.page_options import (
    confidence_option,
    page_seconds_option,
    rate_option,
    reviews_option,
)
from catalog.cli.tables import (
    Format,
    format_option,
    numbers,
    print_facts,
    print_rows,
    texts,
)
from catalog.engine import ProcessEngine, RunSummary
from catalog.images.image_task import ExtractImages
from catalog.images.images_run import check, domains_of, run
from catalog.images.page_plan import PageRequests, plan
from catalog.images.reviews import approved
from catalog.text import printable

_FAILED_SHOWN = 5


@click.command("extract")
@lake_options
@source_option
@click.option(
    "--output",
    required=True,
    metavar="PLACE",
    help="Where to write common_crawl_image_data/: a directory or s3://bucket/prefix.",
)
@click.option("--provider", "providers", multiple=True, metavar="NAME", help="Repeatable.")
@click.option(
    "--domain", "domains", multiple=True, metavar="D", help="With its subdomains. Repeatable."
)
@click.option("--reviewed", is_flag=True, help="All domains that the review approved.")
@reviews_option
@confidence_option("The least sure records to write.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N pages only.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes.")
@rate_option
@max_failed_option("The run fails, and ends early, if more of the groups of pages do.")
@page_seconds_option
@click.option(
    "--include-opted-out",
    "opted_out",
    is_flag=True,
    help="Write the media of pages that ask that their pictures are not indexed, too.",
)
@click.option(
    "--database-url",
    metavar="URL",
    help="Hold each record whose credit links to its original against the original that this "
    "catalog has: a contradiction lowers its confidence.",
)
@click.option("--dry-run", is_flag=True, help="List what would be fetched, and fetch nothing.")
@format_option
def extract_images(
    *,
    crawl: str,
    lake: str,
    source: str,
    output: str,
    providers: tuple[str, ...],
    domains: tuple[str, ...],
    reviewed: bool,
    reviews: str,
    limit: int | None,
    workers: int | None,
    max_failed: float,
    dry_run: bool,
    form: Format,
    **reading: Any,
) -> None:
    """Read licensed media out of the crawled pages of some providers.

    The lake says which pages link to a licence and where the crawl keeps them; each is fetched by
    its range of bytes and read as `extract-page` does. Writes
    common_crawl_image_data/<crawl>/<provider>/<file>.csv, ready for `catalog load`, and a report
    beside each. What was written before is not fetched again: after a crash run the same command.

    \b
    catalog images extract --crawl CC-MAIN-2026-43 --lake lake --output images --reviewed
    """  # noqa: D301 - \b is click's own
    known = approved(reviews)
    named = domains_of(providers, domains, known) if providers or domains else {}
    chosen = (known | named if reviewed else named) or domains_of((), (), {})
    wanted = plan(lake, crawl, chosen, limit=limit)
    if dry_run:
        _show_plan(wanted, form)
        return
    if reading["database_url"]:
        with open_database(DatabaseOptions(reading["database_url"], None)):
            pass  # there, and a catalog: better told now than after the first pages
    task = ExtractImages(crawl, source, output, **reading)
    summary = _run(wanted, task, workers, max_failed)
    _show_summary(summary, crawl)
    check(summary, max_failed)


def _run(
    wanted: list[PageRequests], task: ExtractImages, workers: int | None, max_failed: float
) -> RunSummary:
    with bar("fetch pages", "groups") as show:
        done = iter(range(1, len(wanted) + 1))
        return run(
            wanted,
            ProcessEngine(workers),
            task,
            max_failed=max_failed,
            on_report=lambda report: show(next(done), len(wanted)),
        )


def _show_plan(wanted: list[PageRequests], form: Format) -> None:
    pages = sum(item.page_count for item in wanted)
    archives = len({archive.warc for item in wanted for archive in item.archives})
    say(f"would fetch {pages:,} pages out of {archives:,} WARC files")
    rows = [
        {"provider": item.provider, "warc": archive.warc, "pages": len(archive.pages)}
        for item in wanted
        for archive in item.archives
    ]
    print_rows(form, [*texts("provider", "warc"), *numbers("pages")], rows)


def _show_summary(summary: RunSummary, crawl: str) -> None:
    names = ("pages", "pages_with_media", "rows", "requests", "bytes_read")
    facts = [
        (f"groups of pages {name}", summary.totals[name]) for name in ("done", "skipped", "failed")
    ]
    facts += [(name.replace("_", " "), summary.totals[name]) for name in names]
    for name in sorted(name for name in summary.totals if "." in name):
        facts.append((name.replace(".", ": ", 1), summary.totals[name]))
    print_facts(facts, title=f"images of {crawl}")
    for name, reason in list(summary.failed.items())[:_FAILED_SHOWN]:
        click.echo(printable(f"failed: {name}: {reason}"), err=True)
