"""`catalog stats`: what is in the catalog, and what was loaded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.tables import (
    Format,
    TableColumn,
    format_option,
    numbers,
    print_rows,
    print_table,
    texts,
)
from catalog.database import load_log
from catalog.database.load_log import Load
from catalog.database.stats import Stats, in_order, stats
from catalog.records import MEDIA_TYPES, MediaType


@click.command(name="stats")
@click.option("--media", type=click.Choice(MEDIA_TYPES), help="Which table. Default: both.")
@click.option("--loads", "show_loads", is_flag=True, help="Show the history of loads instead.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    help="With --loads: how many, the newest first.",
)
@format_option
@database_options
def command(
    *,
    media: MediaType | None,
    show_loads: bool,
    limit: int,
    form: Format,
    database: DatabaseOptions,
) -> None:
    """Count the catalog's records by provider, licence and freshness.

    Each table is read once. "updated" is when a record last changed, "synced" when its provider was
    last seen to have it. "seen" and "unseen" are of the provider's newest complete pull, changed or
    not; they are empty where there was none, see `catalog records gone`.
    """
    with open_database(database) as (_, connection):
        if show_loads:
            _show_loads(load_log.loads(connection, limit), form)
            return
        found = stats(connection, [media] if media else MEDIA_TYPES)
    if form == "table":
        for counted in found:
            _show(counted)
    elif form == "csv":
        print_rows(form, (), (row for counted in found for row in _flat(counted)))
    else:
        print_rows(form, (), [counted.to_json() for counted in found])


def _show(counted: Stats) -> None:
    click.echo(f"{counted.media_type}: {counted.total:,} records")
    if counted.total or counted.deleted:
        print_table([*texts("provider"), *numbers(*_NUMBERS)], _providers(counted))
        _counts("licence", counted.licenses)
        print_table([*texts("age"), *numbers("updated", "synced")], _ages(counted))
    if counted.deleted:
        _counts("deleted for", counted.deleted_for)


_NUMBERS = ("records", "share", "scored", "seen", "unseen", "removed", "deleted")


def _providers(counted: Stats) -> list[dict[str, Any]]:
    names = dict((counted.providers + counted.deleted).most_common())
    return [
        {
            "provider": name,
            "records": counted.providers[name],
            "share": f"{100 * counted.providers[name] / max(1, counted.total):.1f}%",
            "scored": counted.scored[name],
            "seen": counted.seen.get(name),
            "unseen": counted.unseen.get(name),
            "removed": counted.removed[name],
            "deleted": counted.deleted[name],
        }
        for name in names
    ]


def _counts(name: str, counts: Mapping[str, int]) -> None:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [{name: value, "records": count} for value, count in ordered]
    print_table([*texts(name), *numbers("records")], rows)


def _ages(counted: Stats) -> list[dict[str, Any]]:
    updated, synced = in_order(counted.updated), in_order(counted.synced)
    return [
        {"age": age, "updated": updated.get(age, 0), "synced": synced.get(age, 0)}
        for age in in_order(counted.updated + counted.synced)
    ]


def _flat(counted: Stats) -> Iterator[dict[str, Any]]:
    """Yield one row for each count, since CSV has no lists in lists."""
    for kind, value in counted.to_json().items():
        counts = value if isinstance(value, dict) else {"": value}
        for name, records in counts.items():
            if kind != "media_type":
                yield {
                    "media_type": counted.media_type,
                    "count_of": kind,
                    "name": name,
                    "records": records,
                }


_LOADS = (
    TableColumn("finished_on", "finished"),
    TableColumn("media_type", "media"),
    TableColumn("file", show=lambda file: str(file).rpartition("/")[2]),
    TableColumn("client", "by"),
    *numbers("read", "inserted", "updated", "unchanged", "rejected"),
    TableColumn("seconds", right=True, show=lambda seconds: f"{seconds:.1f}"),
)


def _show_loads(found: Sequence[Load], form: Format) -> None:
    if form != "table":
        print_rows(form, _LOADS, found)
        return
    print_table(_LOADS, [{**asdict(load), "rejected": _not_loaded(load)} for load in found])


def _not_loaded(load: Load) -> int:
    return sum(load.rejected.values()) + load.duplicate_ids + load.duplicate_urls
