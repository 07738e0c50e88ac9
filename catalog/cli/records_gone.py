"""`catalog records gone`: works that their source has no more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

import click

from catalog.apis.host_manners import BudgetSpentError
from catalog.cli.bar import bar
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.link_options import Asking, AskingOptions, asking, asking_options
from catalog.cli.output import say
from catalog.database import gone, link_checks, seen
from catalog.database.connection import Connection
from catalog.database.gone import SourceAnswer, Suspect
from catalog.errors import CatalogError
from catalog.ingestion.clients import client_for
from catalog.ingestion.complete_runs import whole_lists
from catalog.ingestion.item_check import check_item, has_items
from catalog.providers.base import Provider
from catalog.providers.registry import provider as provider_named
from catalog.providers.registry import providers
from catalog.records import MediaType

_ASKED_AT_ONCE = 1000


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
                _note_complete(connection, one, landing)
            for media_type, slug in one.media.items():
                job = _ProviderSweep(
                    connection, media_type, slug, dry_run=dry_run, accept=accept_counts
                )
                held += job.suspect(runs)
                held += job.check(_asker(one, asks, how.mirror))
    if held:
        raise click.exceptions.Exit(1)


def _note_complete(connection: Connection, one: Provider, landing: str) -> None:
    for found in whole_lists(landing, one):
        missing = seen.complete(
            connection, found.media_type, found.provider, found.batch, found.files
        )
        if missing:
            say(f"{found.batch}: {len(missing):,} files are not loaded yet, so it does not count")


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
            say(sweep.held_back)
            yield sweep.held_back

    def check(self, ask: Callable[[Suspect], SourceAnswer]) -> Iterator[str]:
        """Ask for the suspects and settle them; yield what is held back."""
        works = gone.suspects(self.connection, self.media_type, self.slug, limit=_ASKED_AT_ONCE)
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
            self.connection, self.media_type, self.slug, findings, accept=self.accept
        )
        summary = ", ".join(f"{verdict} {n:,}" for verdict, n in sorted(done.counts.items()))
        say(f"{self.slug}: {summary}; {done.removed:,} removed")
        if done.held_back:
            say(done.held_back)
            yield done.held_back


def _asker(one: Provider, asks: Asking, mirror: str | None) -> Callable[[Suspect], SourceAnswer]:
    """Return what asks for a work: its provider, and where that cannot tell, its file."""
    client = cache(partial(client_for, one, mirror=mirror))  # it may need a key: made when needed

    def ask(work: Suspect) -> SourceAnswer:
        if has_items(one):
            try:
                found = check_item(one, client(), work.foreign_identifier)
            except CatalogError as error:
                return SourceAnswer(work.identifier, "unclear", str(error))
            if found.state != "unclear":
                return SourceAnswer(work.identifier, found.state, found.evidence)
        return _by_file(asks, work)

    return ask


def _by_file(asks: Asking, work: Suspect) -> SourceAnswer:
    probe = asks.prober.probe(work.url)
    evidence = f"its file: {probe.detail or probe.status}"
    if probe.state == "gone":
        return SourceAnswer(work.identifier, "file_gone", evidence)
    is_alive = probe.state in {"alive", "moved"}
    return SourceAnswer(work.identifier, "alive" if is_alive else "unclear", evidence)
