"""`catalog popularity`: what counts, and how every record scores."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.renamed import formerly
from catalog.cli.tables import (
    Format,
    TableColumn,
    as_text,
    format_option,
    numbers,
    print_rows,
    print_table,
    texts,
)
from catalog.database import popularity, refresh
from catalog.database.popularity import EVERYONE, Metric
from catalog.database.refresh_workers import RefreshRequest
from catalog.records import MEDIA_TYPES, MediaType

_FOUND = (
    *texts("provider", "metric"),
    *numbers("percentile"),
    TableColumn("value", right=True, show=lambda value: as_text(value) or "none"),
    TableColumn("items", "rows with it", right=True),
    *numbers("unreadable"),
)
_media = click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), required=True, help="Whose metric."
)
_provider = click.option(
    "--provider",
    required=True,
    help=f"The provider, or {EVERYONE!r} for all that have no metric of their own.",
)


@click.group(name="popularity")
def command() -> None:
    """Score how popular each record is, comparably across providers.

    A record scores m / (m + c): m is its provider's metric (views, downloads ...), c a constant
    by which the provider's 85th percentile scores exactly 0.85.
    """


@command.command(name="refresh")
@click.option("--media", type=click.Choice(MEDIA_TYPES), help="Which table. Default: both.")
@click.option("--provider", "providers", multiple=True, help="Only these; may be repeated.")
@click.option(
    "--batch-size",
    type=click.IntRange(min=1),
    default=1_250,
    help="Rows that one transaction scores.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, help="Sessions at work at once.")
@click.option(
    "--statement-timeout",
    type=click.IntRange(min=1),
    default=300,
    help="Seconds after which a transaction is given up.",
)
@click.option("--restart", is_flag=True, help="Forget an interrupted refresh; find constants anew.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@format_option
@formerly("--report", "--format", "form", type=click.Choice(["table", "json"]))
@database_options
def refresh_command(
    *,
    media: MediaType | None,
    providers: tuple[str, ...],
    batch_size: int,
    workers: int,
    statement_timeout: int,
    restart: bool,
    dry_run: bool,
    form: Format,
    database: DatabaseOptions,
) -> None:
    """Find the constants and bring every score up to date.

    Only rows whose score changes are rewritten, in short transactions, so that loads go on beside
    it. Interrupted, the same command goes on where it stopped.
    """
    reports = []
    with open_database(database) as (url, connection):
        for media_type in (media,) if media else popularity.tables(connection, providers):
            request = RefreshRequest(
                media_type,
                providers,
                batch_rows=batch_size,
                workers=workers,
                statement_ms=statement_timeout * 1000,
                restart=restart,
            )
            if dry_run:
                done = refresh.preview(connection, request)
            else:
                with bar(f"popularity of {media_type}", "ranges") as progress:
                    done = refresh.refresh(url, request, progress=progress)
            reports.append(done)
            if form == "table":
                _print(done, popularity.metrics(connection))
    if form != "table":
        print_rows(form, (), reports)


@command.command(name="list")
@format_option
@database_options
def list_command(*, form: Format, database: DatabaseOptions) -> None:
    """Show what counts for each provider, and the constants in force."""
    with open_database(database) as (_, connection):
        found = popularity.metrics(connection)
    refreshed = TableColumn("refreshed_on", "refreshed", show=lambda when: as_text(when) or "never")
    columns = (
        TableColumn("media_type", "media"),
        *texts("provider", "metric"),
        *numbers("percentile", "value", "constant"),
        refreshed,
    )
    print_rows(form, columns, found)


@command.command(name="set")
@_media
@_provider
@click.option("--metric", required=True, help="A top-level key of meta_data.")
@click.option(
    "--percentile",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.85,
    help="A work at this percentile of the provider's values scores just that.",
)
@database_options
def set_command(
    *,
    media_type: MediaType,
    provider: str,
    metric: str,
    percentile: float,
    database: DatabaseOptions,
) -> None:
    """Decide what counts for a provider. `catalog popularity refresh` then scores its records."""
    with open_database(database) as (_, connection):
        popularity.set_metric(connection, Metric(media_type, provider, metric, percentile))
    say(f"{media_type} of {provider}: {metric} counts from the next refresh on")


@command.command(name="remove")
@_media
@_provider
@database_options
def remove_command(*, media_type: MediaType, provider: str, database: DatabaseOptions) -> None:
    """Let nothing count for a provider any more."""
    with open_database(database) as (_, connection):
        popularity.remove_metric(connection, media_type, provider)
    say(f"{media_type} of {provider}: nothing counts from the next refresh on")


def _print(report: refresh.RefreshReport, metrics: Sequence[Metric]) -> None:
    if report.resumed_from:
        moment = f"{report.resumed_from:%Y-%m-%d %H:%M} UTC"
        say(f"went on with the refresh of {moment}, with its constants")
    of_provider = {m.provider: m for m in metrics if m.media_type == report.media_type}
    rows = [
        {**asdict(finding), **_metric(of_provider[finding.provider])} for finding in report.findings
    ]
    if rows:
        print_table(_FOUND, rows)
    verb = "would change" if report.dry_run else "changed"
    click.echo(f"{report.media_type}: {report.changed:,} scores {verb} ({report.seconds:.1f} s)")


def _metric(metric: Metric) -> dict[str, Any]:
    return {"metric": metric.metric, "percentile": metric.percentile}
