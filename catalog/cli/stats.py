"""`catalog stats`: what is in the catalog, and what was loaded."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Column, Table

from catalog.cli.database_options import database_options, open_database
from catalog.database import load_log
from catalog.database.load_log import Load
from catalog.database.stats import Stats, in_order, stats
from catalog.records import MEDIA_TYPES, MediaType


@click.command(name="stats", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--media", type=click.Choice(MEDIA_TYPES), help="Which table. Default: both.")
@click.option("--loads", "show_loads", is_flag=True, help="Show the history of loads instead.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="With --loads: how many, the newest first.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@database_options
def command(  # noqa: PLR0913 - one for each option
    *,
    media: MediaType | None,
    show_loads: bool,
    limit: int,
    form: str,
    database_url: str | None,
    db_dir: Path | None,
) -> None:
    """Count the catalog's records by provider, licence and freshness.

    Each table is read once. "updated" is when a record last changed, "synced" when its provider was
    last seen to have it.
    """
    with open_database(database_url, db_dir) as (_, connection):
        if show_loads:
            _show_loads(load_log.loads(connection, limit), as_json=form == "json")
            return
        found = stats(connection, [media] if media else MEDIA_TYPES)
    if form == "json":
        click.echo(json.dumps([counted.to_json() for counted in found], indent=2))
        return
    for counted in found:
        _show(counted)


def _show(counted: Stats) -> None:
    console = Console()
    console.print(f"{counted.media_type}: {counted.total:,} records", highlight=False)
    if counted.total or counted.deleted:
        console.print(_providers(counted))
        console.print(_counts("licence", counted.licenses))
        console.print(_ages(counted))
    if counted.deleted:
        console.print(_counts("deleted for", counted.deleted_for))


def _providers(counted: Stats) -> Table:
    table = Table("provider")
    for name in ("records", "share", "scored", "removed", "deleted"):
        table.add_column(name, justify="right", no_wrap=True)
    for provider in dict((counted.providers + counted.deleted).most_common()):
        table.add_row(*_provider_row(counted, provider))
    return table


def _provider_row(counted: Stats, provider: str) -> tuple[str, ...]:
    records = counted.providers[provider]
    numbers = (counted.scored[provider], counted.removed[provider], counted.deleted[provider])
    share = f"{100 * records / max(1, counted.total):.1f} %"
    return (provider, f"{records:,}", share, *(f"{number:,}" for number in numbers))


def _counts(name: str, counts: Mapping[str, int]) -> Table:
    table = Table(name)
    table.add_column("records", justify="right")
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(value, f"{count:,}")
    return table


def _ages(counted: Stats) -> Table:
    updated, synced = in_order(counted.updated), in_order(counted.synced)
    table = Table("age")
    table.add_column("updated", justify="right")
    table.add_column("synced", justify="right")
    for age in in_order(counted.updated + counted.synced):
        table.add_row(age, f"{updated.get(age, 0):,}", f"{synced.get(age, 0):,}")
    return table


def _show_loads(found: Sequence[Load], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(load) for load in found], default=str, indent=2))
        return
    table = Table("finished", "media", Column("file", overflow="fold", min_width=20), "by")
    for name in ("read", "inserted", "updated", "unchanged", "rejected", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    for load in found:
        rejected = sum(load.rejected.values()) + load.duplicate_ids + load.duplicate_urls
        counts = (load.read, load.inserted, load.updated, load.unchanged, rejected)
        place = (load.media_type, load.file.rpartition("/")[2], load.client)
        moment = f"{load.finished_on:%Y-%m-%d %H:%M}"
        table.add_row(moment, *place, *(f"{count:,}" for count in counts), f"{load.seconds:.1f}")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
