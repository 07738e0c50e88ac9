"""`catalog popularity`: what counts, and how every record scores."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from catalog.cli.bar import bar
from catalog.cli.database_options import database_options, open_database
from catalog.database import popularity, refresh
from catalog.database.popularity import EVERYONE, Metric
from catalog.database.refresh_workers import Request
from catalog.records import MEDIA_TYPES, MediaType

_HELP = {"help_option_names": ["-h", "--help"]}
_media = click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), required=True, help="Whose metric."
)
_provider = click.option(
    "--provider",
    required=True,
    help=f"The provider, or {EVERYONE!r} for all that have no metric of their own.",
)


@click.group(name="popularity", context_settings=_HELP)
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
    show_default=True,
    help="Rows that one transaction scores.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Sessions at work at once.",
)
@click.option(
    "--statement-timeout",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help="Seconds after which a transaction is given up.",
)
@click.option("--restart", is_flag=True, help="Forget an interrupted refresh; find constants anew.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("--report", type=click.Choice(["table", "json"]), default="table", show_default=True)
@database_options
def refresh_command(  # noqa: PLR0913 - one for each option
    *,
    media: MediaType | None,
    providers: tuple[str, ...],
    batch_size: int,
    workers: int,
    statement_timeout: int,
    restart: bool,
    dry_run: bool,
    report: str,
    database_url: str | None,
    db_dir: Path | None,
) -> None:
    """Find the constants and bring every score up to date.

    Only rows whose score changes are rewritten, in short transactions, so that loads go on beside
    it. Interrupted, the same command goes on where it stopped.
    """
    with open_database(database_url, db_dir) as (url, connection):
        for media_type in (media,) if media else popularity.tables(connection, providers):
            request = Request(
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
            _print(done, popularity.metrics(connection), as_json=report == "json")


@command.command(name="list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@database_options
def list_command(*, form: str, database_url: str | None, db_dir: Path | None) -> None:
    """Show what counts for each provider, and the constants in force."""
    with open_database(database_url, db_dir) as (_, connection):
        found = popularity.metrics(connection)
    if form == "json":
        click.echo(json.dumps([asdict(metric) for metric in found], default=str))
        return
    table = Table("media", "provider", "metric", "percentile", "value", "constant", "refreshed")
    for metric in found:
        moment = f"{metric.refreshed_on:%Y-%m-%d %H:%M}" if metric.refreshed_on else "never"
        numbers = (_number(metric.percentile), _number(metric.value), _number(metric.constant))
        table.add_row(metric.media_type, metric.provider, metric.metric, *numbers, moment)
    Console().print(table)


@command.command(name="set")
@_media
@_provider
@click.option("--metric", required=True, help="A top-level key of meta_data.")
@click.option("--percentile", type=float, default=0.85, show_default=True)
@database_options
def set_command(  # noqa: PLR0913 - one for each option
    *,
    media_type: MediaType,
    provider: str,
    metric: str,
    percentile: float,
    database_url: str | None,
    db_dir: Path | None,
) -> None:
    """Decide what counts for a provider. `catalog popularity refresh` then scores its records."""
    with open_database(database_url, db_dir) as (_, connection):
        popularity.set_metric(connection, Metric(media_type, provider, metric, percentile))
    click.echo(f"{media_type} of {provider}: {metric} counts from the next refresh on", err=True)


@command.command(name="remove")
@_media
@_provider
@database_options
def remove_command(
    *, media_type: MediaType, provider: str, database_url: str | None, db_dir: Path | None
) -> None:
    """Let nothing count for a provider any more."""
    with open_database(database_url, db_dir) as (_, connection):
        popularity.remove_metric(connection, media_type, provider)
    click.echo(f"{media_type} of {provider}: nothing counts from the next refresh on", err=True)


def _print(report: refresh.Report, metrics: Sequence[Metric], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(report), default=str))
        return
    if report.resumed_from:
        moment = f"{report.resumed_from:%Y-%m-%d %H:%M} UTC"
        click.echo(f"went on with the refresh of {moment}, with its constants", err=True)
    of_provider = {m.provider: m for m in metrics if m.media_type == report.media_type}
    table = Table("provider", "metric", "percentile", "value", "rows with it", "unreadable")
    for finding in report.findings:
        metric = of_provider[finding.provider]
        table.add_row(*_cells(finding, metric))
    if report.findings:
        Console().print(table)
    verb = "would change" if report.dry_run else "changed"
    click.echo(f"{report.media_type}: {report.changed:,} scores {verb} ({report.seconds:.1f} s)")


def _cells(finding: popularity.Finding, metric: Metric) -> tuple[str, ...]:
    value = "none" if finding.value is None else _number(finding.value)
    rows = (f"{finding.items:,}", f"{finding.unreadable:,}")
    return (finding.provider, metric.metric, _number(metric.percentile), value, *rows)


def _number(value: Any) -> str:
    return "" if value is None else f"{value:,.6g}"
