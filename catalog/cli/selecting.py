"""What the commands that change chosen rows share: options, the preview, the last line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from catalog.cli.options import gathered, together
from catalog.cli.output import say
from catalog.cli.renamed import formerly
from catalog.cli.tables import numbers, plain, print_table, texts
from catalog.database import selection
from catalog.database.batch_runner import BatchLimits, BatchRun
from catalog.database.selection import Preview, Selection
from catalog.database.takedown import NAMES
from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES

media_option = click.option(
    "--media", "media_type", type=click.Choice(MEDIA_TYPES), required=True, help="Which table."
)

where_option = click.option(
    "--where",
    metavar="SQL|FILE.sql",
    help="A condition on the table's columns (what follows WHERE), or a file that holds one.",
)
# What `chosen` reads.
selecting_options = together(
    where_option,
    click.option(
        "--ids",
        metavar="FILE",
        help="A line each: an identifier, or a provider, a tab and the provider's own id.",
    ),
)
yes_option = together(
    click.option(
        "--yes/--dry-run",
        default=False,
        show_default=False,
        help="Do it. Without --yes the command only shows what it would do.",
    ),
    formerly("--no-dry-run", "--yes", "yes", is_flag=True),
)


@dataclass(frozen=True, slots=True)
class RunningOptions:
    """What --yes, --batch-size and --statement-timeout say."""

    yes: bool
    batch_size: int
    statement_timeout: int

    @property
    def limits(self) -> BatchLimits:
        """What one batch may take."""
        return BatchLimits(batch_rows=self.batch_size, statement_ms=self.statement_timeout * 1000)


# The command gets them as one argument, `how`.
running_options = together(
    yes_option,
    click.option(
        "--batch-size", type=click.IntRange(min=1), default=10_000, help="Rows of one transaction."
    ),
    click.option(
        "--statement-timeout",
        type=click.IntRange(min=1),
        default=3600,
        help="Seconds after which a batch is given up.",
    ),
    gathered(RunningOptions, "how"),
)


def chosen(source: str, where: str | None, ids: str | None) -> Selection:
    """Return the rows that the options name.

    Raises:
        UsageError: they name none, or name them twice.
    """
    if bool(where) == bool(ids):
        raise UsageError("say which records: give --where or --ids")
    if where:
        return by_condition(source, where)
    return selection.by_ids(source, selection.read_text(ids or ""), name=ids or "")


def by_condition(source: str, where: str) -> Selection:
    """Return the rows for which a condition holds: `where` itself, or what is in that file.

    Raises:
        UsageError: there is no condition.
    """
    is_file = where.endswith(".sql") or (" " not in where and Path(where).exists())
    text = selection.read_text(where) if is_file else where
    return selection.by_condition(source, text, name=where if is_file else "--where")


def show(preview: Preview, source: str) -> None:
    """Print what a selection holds, on stderr."""
    say(f"selected in {source}: {preview.total:,}")
    if preview.sample:
        by_provider = [{"provider": name, "rows": n} for name, n in preview.by_provider.items()]
        print_table([*texts("provider"), *numbers("rows")], by_provider, err=True)
        names = ("identifier", "provider", "its id", "title", "page")
        rows = [dict(zip(names, row, strict=True)) for row in preview.sample]
        print_table(plain(*names), rows, title="for example", err=True)
    if preview.missing:
        say(f"{preview.missing:,} of the ids are not in {source}")


def show_claims(found: Sequence[Mapping[str, Any]]) -> None:
    """Print who else claims the files of chosen records, on stderr."""
    if found:
        say(
            f"{len(found):,} other records claim the same files; they stay unless you name them too"
        )
        print_table(plain(*NAMES), found, err=True)


def tell(run: BatchRun, verb: str) -> None:
    """Print what became of a run."""
    if run.resumed:
        say(f"went on with run {run.id} of {run.started_on:%Y-%m-%d %H:%M} UTC")
    click.echo(f"{run.done:,} of {run.selected:,} {verb}")
    if run.passed_over:
        why = "gone by then, another record is in the way, or it lacks what every record has"
        say(f"{run.passed_over:,} passed over: {why}")
