"""`catalog ingest PROVIDER`: pull records from a provider into the landing zone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import orjson

from catalog.cli.bar import status
from catalog.cli.database_options import database_options, open_database
from catalog.cli.ingest_options import check_asked, check_options, chosen_days, pull_options
from catalog.cli.output import say
from catalog.cli.renamed import formerly
from catalog.cli.tables import (
    Format,
    TableColumn,
    format_option,
    numbers,
    print_rows,
    print_table,
    texts,
)
from catalog.errors import CatalogError
from catalog.files import storage
from catalog.ingestion import reingestion
from catalog.ingestion.clients import client_for
from catalog.ingestion.reports import WindowReport
from catalog.ingestion.runs import ProviderRun, run_days, run_earlier
from catalog.ingestion.seen_ids import Target
from catalog.landing import landing_folder
from catalog.providers import registry
from catalog.providers.base import Provider

_MOST_SHOWN = 20
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("name", metavar="PROVIDER")
@click.option("--output", default=".catalog/landing", metavar="DIR|s3://", help="The landing zone.")
@click.option(
    "--date", "day", type=DAY, help="One day. The default for a dated provider: yesterday."
)
@click.option("--from", "first", type=DAY, help="The first of several days.")
@click.option("--to", "end", type=DAY, help="The day after the last one.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many records.")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="K=V",
    help="Add a query parameter to every request.",
)
@click.option(
    "--initial-params",
    metavar="JSON",
    help="Start at the page that these parameters ask for, and go on.",
)
@click.option(
    "--params-file",
    type=click.Path(path_type=Path),
    help="Make exactly the requests of a JSON list of parameters.",
)
@click.option(
    "--id", "ids", multiple=True, metavar="ID", help="Ingest this work only; may be repeated."
)
@click.option(
    "--skip-errors",
    is_flag=True,
    help="Go on with the next day after one that failed.",
)
@click.option(
    "--known-errors",
    envvar="CATALOG_KNOWN_ERRORS",
    metavar="FILE|s3://",
    help="Do not try again the errors of a JSON list of {provider, issue, predicate}.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Take what cannot be had as lost, and the run as complete.",
)
@click.option("--again", is_flag=True, help="Pull what is complete already once more.")
@click.option(
    "--reingest", is_flag=True, help="Pull old days again, recent ones densely, old ones sparsely."
)
@click.option("--load", is_flag=True, help="Load what was pulled into the database.")
@database_options
@click.option(
    "--asked",
    is_flag=True,
    help="The provider wants to be asked before it is pulled, and has agreed.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Say what would be asked, with --reingest on which days; ask and write nothing.",
)
@formerly("--plan", "--dry-run", "dry_run", is_flag=True)
@format_option
@click.option(
    "--url", "mirror", metavar="URL", help="Ask this server instead of the provider's own."
)
@click.option("--delay", type=click.FloatRange(min=0), help="Seconds between two requests.")
def ingest(name: str, output: str, form: Format, **given: Any) -> None:
    """Pull records from PROVIDER into the landing zone.

    An item, a page or a list that cannot be had is noted, and the rest goes on. The same command,
    given again, goes on where a pull stopped and tries first what could not be had; it ends with 1
    until nothing is left, what is left was tried in five runs, or --accept says that it is lost.
    Landing files lie at MEDIA/PROVIDER/year=/month=/day=/, a report of the run beside them;
    `catalog providers status` shows what is left.
    """
    provider = registry.provider(name)
    check_options(provider, given)
    check_asked(provider, given)
    if given["load"] and not given["dry_run"]:
        with open_database(given["database"]):
            pass  # a database that cannot be loaded into is noticed before anything is pulled
    if provider.bulk and not given["ids"]:
        _ingest_files(provider, provider.bulk.files, output, given, form)
        return
    chosen = chosen_days(provider, given)
    if given["dry_run"] and given["reingest"]:
        _print_plan(provider, form)
        return
    run = ProviderRun(
        provider=provider,
        output=output,
        options=pull_options(provider, given),
        reingestion=datetime.now(UTC).date() if given["reingest"] else None,
        again=given["again"],
        complete=given["mirror"] is None and given["limit"] is None,
        accept=given["accept"],
    )
    if given["dry_run"]:
        _print_dry_run(run, chosen, form)
        return
    parallel = reingestion.of(provider).parallel if given["reingest"] else 1
    reports = _run(run, chosen, given, parallel)
    _print_reports(reports, form)
    if given["load"]:
        _load(output, [folder for report in reports for folder in _folders(run, report)], given)
    _raise_failures(run, chosen, reports)


def _folders(run: ProviderRun, report: WindowReport) -> list[str]:
    target = Target(output=run.output, day=report.day, reingestion=run.reingestion)
    return [target.folder(run.provider, media_type) for media_type in run.provider.media]


def _load(output: str, folders: list[str], given: Mapping[str, Any]) -> None:
    """Load landing folders as `catalog load` does; those without a file hold nothing to load."""
    from catalog.cli.load import load

    places = [storage.join(output, folder) for folder in folders]
    full = [place for place in places if next(storage.iter_files(place, ".parquet"), None)]
    if not full:
        say("nothing to load")
        return
    for option, value in asdict(given["database"]).items():
        if value:
            full += [f"--{option.replace('_', '-')}", str(value)]
    code = load.main(args=full, prog_name="catalog load", standalone_mode=False)
    if code:
        raise click.exceptions.Exit(code)


def _ingest_files(
    provider: Provider, names: Sequence[str], output: str, given: Mapping[str, Any], form: Format
) -> None:
    """Load the files of a provider that publishes files."""
    from catalog.engine import ProcessEngine
    from catalog.ingestion.bulk import run_bulk

    source = given["mirror"] or provider.url.rpartition("/")[0]
    if given["dry_run"]:
        files = [{"asks": f"{source}/{name}", "output": output} for name in names]
        print_rows(form, texts("asks", "output"), files)
        say("what has changed would be read")
        return
    report = run_bulk(
        provider,
        source,
        output,
        day=datetime.now(UTC).date(),
        engine=ProcessEngine(),
        again=given["again"],
        accept=given["accept"],
        complete=given["mirror"] is None,
        progress=lambda one, total: say(f"{one.item} {one.status} of {total}"),
    )
    if report.status == "unchanged":
        say(f"the files have not changed since {report.day}; nothing to do")
        return
    for name, count in sorted(report.counts.items()):
        say(f"{name}: {count:,}")
    if given["load"] and report.status == "done":
        media = provider.media.items()
        _load(output, [landing_folder(kind, slug, day=report.day) for kind, slug in media], given)
    if report.status == "failed":
        raise CatalogError("some ranges failed; give the command again to do those that are left")


def _print_plan(provider: Provider, form: Format) -> None:
    rules, today = reingestion.of(provider), datetime.now(UTC).date()
    planned = [age for part in reingestion.ages(rules.lengths) for age in part]
    days = [(today - timedelta(days=age), age) for age in planned]
    rows = [
        {"day": day, "age_days": age, "left_out": day < provider.start_date} for day, age in days
    ]
    early = TableColumn("left_out", show=lambda out: "before the first day" if out else "")
    print_rows(form, [*texts("day"), *numbers("age_days"), early], rows)
    say(f"{len(planned)} days, {rules.parallel} at a time")


def _print_dry_run(run: ProviderRun, chosen: list[date], form: Format) -> None:
    provider = run.provider
    rows = [
        {
            "asks": provider.url,
            "day": day if provider.dated else None,
            "lists": len(run.options.batches or run.options.ids or provider.sets(day)),
            "delay_seconds": provider.limits.delay,
            "media": list(provider.media),
            "output": storage.join(run.output, f"*/{run.name}-*"),
        }
        for day in chosen
    ]
    day = TableColumn("day", show=lambda day: "all" if day is None else str(day))
    columns = [*texts("asks"), day, *numbers("lists", "delay_seconds"), *texts("media", "output")]
    print_rows(form, columns, rows)


def _run(
    run: ProviderRun, chosen: list[date], given: Mapping[str, Any], parallel: int
) -> list[WindowReport]:
    def client() -> Any:
        return client_for(run.provider, mirror=given["mirror"], delay=given["delay"])

    client()  # a missing key is noticed before anything is begun
    with _progress(run) as reporting:
        earlier = [] if given["reingest"] else run_earlier(reporting, chosen, client)
        return earlier + run_days(
            reporting,
            chosen,
            client,
            parallel=parallel,
            stop_at_failure=not (given["skip_errors"] or given["reingest"]),
        )


@contextmanager
def _progress(run: ProviderRun) -> Iterator[ProviderRun]:
    """Show what has come so far."""
    with status(run.provider.name) as show:

        def tell(day: date, counts: Mapping[str, int]) -> None:
            done = f"{counts.get('written', 0):,} records, {counts.get('requests', 0):,} requests"
            show(f"{run.provider.name} {day}: {done}")

        yield replace(run, progress=tell)


def _print_reports(reports: list[WindowReport], form: Format) -> None:
    names = ("fetched", "written", "duplicates", "rejected", "requests", "retries", "seconds")
    if form == "table":
        print_table([*texts("day", "status"), *numbers(*names)], map(_line, reports), err=True)
    else:
        print_rows(form, (), map(_line, reports))


def _raise_failures(run: ProviderRun, chosen: list[date], reports: list[WindowReport]) -> None:
    """Name what could not be had, and fail for what is left of the days that were asked for."""
    for report in reports:
        for one in report.errors[-_MOST_SHOWN:]:
            say(f"not had: {orjson.dumps(one).decode()}")
        if len(report.errors) > _MOST_SHOWN:
            say(f"and {len(report.errors) - _MOST_SHOWN:,} more; the report names them")
        if report.note:
            say(f"{report.day}: {report.note}")
    troubles = [report for report in reports if report.is_trouble]
    for report in troubles:
        if run.provider.dated and report.day not in chosen:
            say(f"{report.day}, an earlier run: {report.error}")
    failed = [one for one in troubles if one.day in chosen or not run.provider.dated]
    if failed:
        raise CatalogError(
            "; ".join(f"{report.day}: {report.error}" for report in failed)
            + ". Give the same command again to try what is left."
        )


def _line(report: WindowReport) -> dict[str, Any]:
    counts = report.counts
    names = ("fetched", "written", "duplicates", "requests", "retries")
    return {
        "day": report.day,
        "status": report.status,
        **{name: counts.get(name, 0) for name in names},
        "rejected": sum(n for name, n in counts.items() if name.startswith("rejected.")),
        "seconds": round(report.duration, 1),
    }
