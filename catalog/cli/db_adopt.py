"""`catalog db adopt`: take over a catalog that Openverse's programs filled."""

import os
import time
from collections.abc import Callable
from datetime import timedelta

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options
from catalog.cli.output import say
from catalog.cli.selecting import yes_option
from catalog.cli.tables import numbers, print_rows, texts
from catalog.database.adopt import adoption
from catalog.database.adopt.plan import AdoptionPlan, plan
from catalog.database.adopt.state import AdoptionRequest
from catalog.errors import UsageError

GIGABYTE = 1e9


@click.command(name="adopt")
@click.option(
    "--from",
    "source",
    metavar="URL",
    help="The old catalog, to be copied into the database. Default: it is taken over in place.",
)
@click.option(
    "--follow",
    is_flag=True,
    help="With --from: bring over also what is written there meanwhile. Needs to own the tables.",
)
@click.option(
    "--without-column",
    "without",
    multiple=True,
    metavar="NAME",
    help="Leave a column behind that no known form has. May be given more than once.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="the number of cores",
    help="Processes that read and clean rows.",
)
@click.option("--undo", is_flag=True, help="Give the old tables their places back.")
@click.option("--abandon", is_flag=True, help="Drop what an unfinished adoption has made.")
@yes_option
@database_options
def adopt_command(
    *,
    source: str | None,
    follow: bool,
    without: tuple[str, ...],
    workers: int,
    undo: bool,
    abandon: bool,
    yes: bool,
    database: DatabaseOptions,
) -> None:
    """Take over the tables of an Openverse catalog: its records, tombstones and scores.

    Without --yes it only shows what it would do. In place the new tables are built beside the old
    ones, which are read and written meanwhile as ever, and change places with them in one short
    lock. With --from they are copied into an empty database on another server, which is the way for
    PostgreSQL 13. Interrupted, the same command goes on where it stopped.

    Identifiers, dates, scores and tombstones stay. Rows are cleaned as loading cleans them; those
    that can be no record are set aside, with the reason, in catalog_adoption.set_aside.
    docs/adopting.md says what it needs and how to go back.
    """
    if undo and abandon:
        raise UsageError(
            "--undo and --abandon exclude each other: one is after, one before the end"
        )
    if follow and not source:
        raise UsageError("--follow goes with --from; in place, changes are always followed")
    url = database.chosen_url(create=bool(source))
    request = AdoptionRequest(url, source, tuple(without), follow, workers)
    if undo or abandon:
        _go_back(request, undo=undo, yes=yes)
        return
    found = plan(request)
    _show_plan(found, request)
    if found.state and found.state.phase in {"adopted", "undone"}:
        return
    if not yes:
        say("nothing was changed; --yes takes it over")
        return
    with status("adopting") as tell:
        outcome = adoption.adopt(request, _ShownProgress(tell))
    _show_outcome(outcome)


class _ShownProgress:
    """Says which step is taken, how far it is, and how long it may take yet."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._step, self._begun, self._first = "", 0.0, 0

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._step, self._begun, self._first = step, time.monotonic(), done
        if not total:
            self._tell(step)
            return
        text = f"{step}: {done:,} of {total:,}"
        if done > self._first:
            each = (time.monotonic() - self._begun) / (done - self._first)
            text += f", about {timedelta(seconds=round(each * (total - done)))} left"
        self._tell(text)


def _go_back(request: AdoptionRequest, *, undo: bool, yes: bool) -> None:
    if not yes:
        say(
            "the old tables would get their places back; what was loaded since stays in catalog_new"
            if undo
            else "what the unfinished adoption has made would be dropped"
        )
        say("nothing was changed; --yes changes it")
        return
    if undo:
        adoption.undo(request)
        say("the old tables are in their places; the new ones are in catalog_new until --abandon")
    else:
        adoption.abandon(request)
        say("the adoption is forgotten; the old tables are as they were")


def _show_plan(found: AdoptionPlan, request: AdoptionRequest) -> None:
    click.echo(f"{found.form}, {found.source}")
    if found.state:
        when = found.state.adopted_on or found.state.started_on
        click.echo(f"{found.state.phase} since {when:%Y-%m-%d %H:%M} UTC")
    if not found.tables:
        return
    rows = [
        {
            "table": each.table.name,
            "rows": each.table.rows,
            "sampled": each.sampled,
            "repaired": each.expected("repaired"),
            "set_aside": sum(
                each.expected(what) for what in each.counts if what.startswith("aside.")
            ),
        }
        for each in found.tables
    ]
    print_rows(
        "table", [*texts("table"), *numbers("rows", "sampled", "repaired", "set_aside")], rows
    )
    for each in found.tables:
        _tell_details(each.table.name, each.counts, sampled=True)
    for remaining in found.remains:
        click.echo(remaining)
    click.echo(_time_told(found, request.workers))
    click.echo(
        f"{found.bytes / GIGABYTE:,.1f} GB of old tables stay, and the new ones take about as much"
    )


def _time_told(found: AdoptionPlan, workers: int) -> str:
    """Say how long it may take, and how sure that is."""
    likely, least, most = map(_duration, found.seconds(workers))
    sampled = sum(each.sampled for each in found.tables)
    return (
        f"about {likely} with {workers} workers ({least} to {most}), as busy as all machines are "
        f"now: {sampled:,} rows were read and cleaned to find out. To write rows and build indexes "
        "was not tried, but measured elsewhere, where the server was "
        f"{found.slowness:.1f} times as fast"
    )


def _duration(seconds: float) -> str:
    """Return a time in the unit in which it is two digits or so.

    >>> _duration(42), _duration(500), _duration(30_000)
    ('42 seconds', '8 minutes', '8.3 hours')
    """
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"


def _tell_details(name: str, counts: "dict[str, int]", *, sampled: bool) -> None:
    where = f"{name}, of the sample" if sampled else name
    for prefix, said in (("repaired.", "repaired"), ("dropped.", "lost"), ("aside.", "set aside")):
        parts = [
            f"{what.removeprefix(prefix)} {count:,}"
            for what, count in sorted(counts.items(), key=lambda one: -one[1])
            if what.startswith(prefix)
        ]
        if parts:
            click.echo(f"{where}: {said}: {', '.join(parts)}")


def _show_outcome(outcome: adoption.AdoptionOutcome) -> None:
    for name, counts in outcome.counts.items():
        click.echo(
            f"{name}: {counts['rows']:,} rows, {counts['as_they_were']:,} as they were, "
            f"{counts['repaired']:,} repaired"
        )
        _tell_details(name, counts, sampled=False)
    for (name, reason), count in outcome.aside.items():
        click.echo(f"catalog_adoption.set_aside: {count:,} rows of {name}: {reason}")
    for media_type, count in outcome.live_deleted.items():
        if count:
            say(f"{count:,} records of {media_type} live although they were deleted once")
    for each in outcome.remains:
        say(each)
    say("search finds the records once `catalog records index` has entered them")
    if outcome.state.in_place:
        say("the old tables are in the schema before_adoption. When you are sure:")
        say("  DROP SCHEMA before_adoption CASCADE")
