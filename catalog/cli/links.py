"""`catalog links`: whether works' files are still at their URLs."""

import io
from collections.abc import Mapping

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.link_options import ACCEPT, AskingOptions, asking, asking_options
from catalog.cli.output import say
from catalog.cli.tables import Format, format_option, numbers, print_rows, texts
from catalog.database import link_checks
from catalog.database.connection import Connection
from catalog.database.link_checks import LinkReport, Thresholds
from catalog.database.link_schedule import Intervals, Link, Wanted
from catalog.database.locks import only_one
from catalog.database.reported_links import links_of
from catalog.errors import UsageError
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType


@click.group(name="links")
def command() -> None:
    """Check whether works' files are still at their URLs, and see what is known of them."""


@command.command(name="check")
@click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), default="image", help="Whose files."
)
@click.option("--provider", help="Only this one's.")
@click.option("--sample", type=click.IntRange(min=1), help="So many works, chosen at random.")
@click.option(
    "--older-than",
    type=click.FloatRange(min=0),
    default=30.0,
    metavar="DAYS",
    help="Only files that were not asked for within so many days.",
)
@click.option(
    "--often",
    type=click.FloatRange(min=0),
    default=7.0,
    show_default=True,
    metavar="DAYS",
    help="The same for popular works (a score of 0.9 or more) and for those that are new here.",
)
@click.option(
    "--reported",
    metavar="FILE",
    help="Check exactly the works of a list of dead links, local or on S3: lines of text, CSV or "
    "JSON, each with a URL or an identifier in it.",
)
@click.option("--failures", type=click.IntRange(min=1), default=2, hidden=True)
@click.option(
    "--gone-days",
    type=click.FloatRange(min=0),
    default=7.0,
    help="A file that is gone is believed to be when it was so, each time, for so many days.",
)
@click.option(
    "--unreachable-days",
    type=click.FloatRange(min=0),
    default=30.0,
    help="The same of a file of which nobody can tell: no answer, no such host, an error.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=16,
    help="Files asked for at once.",
)
@click.option(
    "--accept-counts",
    is_flag=True,
    help="Remove also more than a tenth of a provider's works at once.",
)
@click.option("--mirror", metavar="URL", help="Ask this server for files instead of their own.")
@asking_options
@database_options
def check_command(
    *,
    media_type: MediaType,
    provider: str | None,
    sample: int | None,
    older_than: float,
    often: float,
    reported: str | None,
    failures: int,
    gone_days: float,
    unreachable_days: float,
    workers: int,
    accept_counts: bool,
    how: AskingOptions,
    database: DatabaseOptions,
) -> None:
    """Ask whether works' files are still there; remove works whose files are gone for good.

    Asks politely: hosts at their own pace, robots.txt kept, HEAD before a GET of the first bytes.
    To be refused (403, 429) says nothing of a file. A provider that is gone as a whole is reported
    and loses nothing (exit code 1). Interrupted, the same command goes on.

    \b
    catalog links check --provider flickr --sample 1000
    catalog links check --reported dead-links.csv
    """  # noqa: D301 - \b is click's own
    if reported and (provider or sample):
        raise UsageError("--reported names the works itself: leave --provider and --sample out.")
    with open_database(database) as (_, connection):
        links = _reported(connection, media_type, reported)
        wanted = Wanted(provider, sample, Intervals(older_than, often), links)
        asks = asking(how, link_checks.known_placeholders(connection))
        with only_one(connection, f"a check of {media_type} links"), status("asking") as tell:
            report = link_checks.check_links(
                connection,
                media_type,
                wanted,
                asks.prober.probe,
                back_off=asks.manners.back_off,
                thresholds=Thresholds(failures, gone_days, unreachable_days),
                accept=accept_counts,
                workers=workers,
                progress=lambda done: tell(f"{done:,} files, {asks.manners.spent:,} requests"),
                stop=asks.manners.stop,
            )
    _tell(report, asks.manners.spent)
    if report.alarms or report.held_back:
        raise click.exceptions.Exit(1)


def _reported(connection: Connection, media_type: MediaType, path: str | None) -> list[Link] | None:
    if path is None:
        return None
    with storage.open_read(path) as stream:
        lines = io.TextIOWrapper(stream, "utf-8-sig", errors="replace")
        links, unknown = links_of(connection, media_type, lines)
    say(f"{len(links):,} works are reported; {unknown:,} lines are of no {media_type} here")
    return links


def _tell(report: LinkReport, spent: int) -> None:
    _say_counts(f"{report.checked:,} files asked for in {spent:,} requests", report.states)
    if report.left:
        say(f"{report.left:,} were left: the budget is spent, or their host refuses. Run it again.")
    for provider, works in report.died.items():
        if works:
            say(f"{provider}: {works:,} works are removed, their files being gone")
    if report.revived:
        say(f"{report.revived:,} works live again")
    for sentence in (*report.alarms, *(f"{held}. {ACCEPT}" for held in report.held_back)):
        say(sentence)


def _say_counts(what: str, counts: Mapping[str, int]) -> None:
    summary = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
    say(f"{what}{': ' if summary else ''}{summary}")


@command.command(name="list")
@click.option("--media", "media_type", type=click.Choice(MEDIA_TYPES), help="Default: all.")
@click.option("--provider", help="Only this one's.")
@format_option
@database_options
def list_command(
    *,
    media_type: MediaType | None,
    provider: str | None,
    form: Format,
    database: DatabaseOptions,
) -> None:
    """Count links by provider and state: alive, moved, gone, blocked, unreachable."""
    with open_database(database) as (_, connection):
        found = link_checks.link_counts(connection, media_type, provider)
    columns = [
        *texts("media_type", "provider", "state"),
        *numbers("works"),
        *texts("oldest_check", "newest_check"),
    ]
    print_rows(form, columns, found)
