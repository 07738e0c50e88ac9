"""`catalog records gone`: works that their source has no more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

import click

from catalog.apis.host_manners import BudgetSpentError
from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.link_options import ACCEPT, Asking, AskingOptions, asking, asking_options
from catalog.cli.output import say
from catalog.database import gone, link_checks, load_log
from catalog.database.connection import Connection
from catalog.database.gone import SourceAnswer, Suspect
from catalog.ingestion.clients import client_for
from catalog.ingestion.item_check import check_work
from catalog.operations.gone_rounds import TOGETHER, note_complete
from catalog.providers.base import Provider
from catalog.providers.registry import provider as provider_named
from catalog.providers.registry import providers
from catalog.records import MediaType


@click.command(name="gone")
@click.option("--provider", "name", help="Only this one's works. Default: of all.")
@click.option(
    "--landing",
    default="landing",
    metavar="FOLDER",
    help="The landing zone, local or s3://bucket: its runs tell which pulls were complete.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=2,
    help="So many complete pulls in a row must have missed a work.",
)
@click.option(
    "--mirror", metavar="URL", help="Ask this server for works and files instead of their own."
)
@click.option("--dry-run", is_flag=True, help="Only count: nothing is noted, asked or removed.")
@click.option(
    "--accept-counts",
    is_flag=True,
    help="Suspect and remove also more than a tenth of a provider's works at once.",
)
@asking_options
@database_options
def gone_command(
    *,
    name: str | None,
    landing: str,
    runs: int,
    dry_run: bool,
    accept_counts: bool,
    how: AskingOptions,
    database: DatabaseOptions,
) -> None:
    """Find works that their source has no more, check each by its address, and mark it removed.

    Works that no complete pull has seen are suspects. Each is asked for at its provider or, where
    that cannot be, by its file. What is gone, or no longer under a licence, is removed from the
    source's works (`removed_from_source`) with date and reason; seen again, it lives again. More
    than a tenth of a provider's works at once is held back and reported (exit code 1).
    """
    held: list[str] = []
    with open_database(database) as (_, connection):
        asks = asking(how, link_checks.known_placeholders(connection))
        for one in [provider_named(name)] if name else providers():
            if not dry_run:
                for sentence in note_complete(connection, one, landing):
                    say(sentence)
            for media_type, slug in one.media.items():
                job = _ProviderSweep(
                    connection, media_type, slug, dry_run=dry_run, accept=accept_counts
                )
                held += job.suspect(runs)
                held += job.check(_asker(one, asks, how.mirror))
    if held:
        raise click.exceptions.Exit(1)


@dataclass(frozen=True, slots=True)
class _ProviderSweep:
    """The works of one provider and media type."""

    connection: Connection
    media_type: MediaType
    slug: str
    dry_run: bool
    accept: bool

    def suspect(self, runs: int) -> Iterator[str]:
        """Compare with the complete pulls; yield what is held back."""
        sweep = gone.suspect_unseen(
            self.connection,
            self.media_type,
            self.slug,
            runs=runs,
            accept=self.accept,
            dry_run=self.dry_run,
        )
        if sweep.runs < runs:
            say(
                f"{self.slug}: {sweep.runs} of the {runs} complete pulls that it takes are there; "
                "nothing is suspected"
            )
            return
        say(
            f"{self.slug}: {sweep.unseen:,} of {sweep.living:,} works were not seen, "
            f"{sweep.suspected:,} are new suspects"
        )
        if sweep.held_back:
            say(f"{sweep.held_back}. {ACCEPT}")
            yield sweep.held_back

    def check(self, ask: Callable[[Suspect], SourceAnswer]) -> Iterator[str]:
        """Ask for the suspects and settle them; yield what is held back."""
        since = datetime.fromisoformat(load_log.now(self.connection))
        works = gone.suspects(self.connection, self.media_type, self.slug, limit=TOGETHER)
        if not works or self.dry_run:
            if works:
                say(f"{self.slug}: {len(works):,} suspects would be asked for")
            return
        findings: list[SourceAnswer] = []
        with bar("asking", "suspects") as progress:
            try:
                for number, work in enumerate(works, start=1):
                    findings.append(ask(work))
                    progress(number, len(works))
            except BudgetSpentError:
                say("the budget is spent; the next run goes on")
        done = gone.settle(
            self.connection,
            self.media_type,
            self.slug,
            findings,
            accept=self.accept,
            since=since,
        )
        summary = ", ".join(f"{verdict} {n:,}" for verdict, n in sorted(done.counts.items()))
        say(f"{self.slug}: {summary}; {done.removed:,} removed")
        if done.held_back:
            say(f"{done.held_back}. {ACCEPT}")
            yield done.held_back


def _asker(one: Provider, asks: Asking, mirror: str | None) -> Callable[[Suspect], SourceAnswer]:
    """Return what asks for a work: its provider, and where that cannot tell, its file."""
    client = cache(partial(client_for, one, mirror=mirror))  # it may need a key: made when needed

    def ask(work: Suspect) -> SourceAnswer:
        found = check_work(one, client, asks.prober, work.foreign_identifier, work.url)
        return SourceAnswer(work.identifier, found.state, found.evidence)

    return ask
