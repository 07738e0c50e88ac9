"""`catalog load`: bring files into the catalog database."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import click

from catalog.cli.bar import status
from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.percent import Share
from catalog.cli.records_index import bring_up_to_date
from catalog.cli.renamed import formerly
from catalog.cli.tables import (
    Format,
    TableColumn,
    format_option,
    print_document,
    print_rows,
    print_table,
    texts,
)
from catalog.database import first_load, load_log, loader, source_files
from catalog.database.connection import connect
from catalog.database.errors import BusyError, MigrationError, UnreachableError
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.source_files import SourceFile
from catalog.database.tsv_layouts import LAYOUTS
from catalog.errors import CatalogError
from catalog.records import MEDIA_TYPES, MediaType

COUNTS = (
    *("read", "inserted", "updated", "unchanged", "duplicate_ids", "duplicate_urls"),
    "license_changes",
)


@click.command(name="load")
@click.argument("places", nargs=-1, required=True, metavar="FILE|DIR|s3://...")
@database_options
@click.option("--media", type=click.Choice(MEDIA_TYPES), help="Which table, if no name tells.")
@click.option(
    "--tsv-version",
    type=click.Choice(sorted({version for _, version in LAYOUTS})),
    help="Layout of TSV files whose name does not state it (as in _v001_).  [default: 000]",
)
@click.option(
    "--max-rejected",
    type=Share(),
    default="50",
    metavar="PERCENT",
    help="How many of a file's rows may be rejected; above it nothing of the file is loaded. "
    "Deleted records, denied creators and duplicates do not count.",
)
@click.option(
    "--rejected-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".catalog/rejected"),
    help="Where rows that are not loaded are written down, as <name>.rejected.jsonl.",
)
@click.option("--accept-counts", is_flag=True, help="Load also an abnormal number of rows.")
@click.option(
    "--resync-after",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Renew last_synced_with_source of unchanged rows older than this. Default: never.",
)
@click.option(
    "--max-renumbered",
    type=Share(),
    default="90",
    metavar="PERCENT",
    help="Refuse a file in which more of the known files come under other ids of their provider.",
)
@click.option(
    "--statement-timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=3600.0,
    help="Give a file up when one statement takes longer or waits longer. 0: never.",
)
@click.option(
    "--index/--no-index",
    default=True,
    help="Let searches find what was loaded, at the end; `catalog records index` does it later.",
)
@format_option
@formerly("--report", "--format", "form", type=click.Choice(["table", "json"]))
def load(
    *,
    places: tuple[str, ...],
    database: DatabaseOptions,
    media: MediaType | None,
    tsv_version: str | None,
    max_rejected: float,
    rejected_dir: Path,
    accept_counts: bool,
    resync_after: int | None,
    max_renumbered: float,
    statement_timeout: float,
    index: bool,
    form: Format,
) -> None:
    """Load landing Parquet, crawl image CSV and old TSV files.

    Each file is one transaction: all of it is loaded, or nothing. Loading a file again changes
    nothing, so a load that failed is simply repeated. Files below a folder are loaded in order;
    when one fails the others are still loaded, and the exit code is 1. Files for an empty table are
    read first and written together; a command that was stopped goes on from what it has read.
    """
    options = LoadOptions(
        max_rejected=max_rejected,
        statement_timeout=statement_timeout or None,
        max_renumbered=max_renumbered,
        resync_after=None if resync_after is None else timedelta(days=resync_after),
        accept_counts=accept_counts,
    )
    found = list(_find(places, media, tsv_version))
    options = replace(options, batches=load_log.batches([source for source, _ in found]))
    with open_database(database) as (url, _):
        reports, errors = _load_all(url, found, options, rejected_dir)
        if index and reports:
            _index(url)
    if form == "table":
        _show_tables(reports, errors)
    elif form == "json":
        _show_json(reports, errors)
    else:
        print_rows(form, (), reports)
    if errors:
        raise click.exceptions.Exit(1)


def _index(url: str) -> None:
    """Let searches find what was loaded; another load that does so already finds ours, too."""
    with suppress(BusyError), connect(url, autocommit=True) as connection:
        bring_up_to_date(connection)


def _find(
    places: Iterable[str], media: MediaType | None, version: str | None
) -> Iterator[tuple[SourceFile, str]]:
    """Yield each file with its name below the place that was asked for."""
    for place in places:
        for source in source_files.source_files(place, media_type=media, version=version):
            inside = source.uri.removeprefix(place.rstrip("/") + "/")
            yield source, inside if inside != source.uri else source.uri.rpartition("/")[2]


Failure = tuple[str, str]


def _load_all(
    url: str, found: Sequence[tuple[SourceFile, str]], options: LoadOptions, rejected_dir: Path
) -> tuple[list[FileReport], list[Failure]]:
    reports: list[FileReport] = []
    errors: list[Failure] = []
    labels = {
        source.uri: f"[{number}/{len(found)}] {name}"
        for number, (source, name) in enumerate(found, start=1)
    }
    paths = {source.uri: rejected_dir / f"{name}.rejected.jsonl" for source, name in found}
    with status("load") as tell:

        def progress(uri: str, phase: str, rows: int) -> None:
            tell(f"{labels[uri]}: {phase}, {rows:,} rows")

        together = _load_together(url, [source for source, _ in found], options, paths, progress)
        for source, _ in found:
            try:
                done = together.get(source.uri) or loader.load_file(
                    url,
                    source,
                    options=options,
                    rejected_path=paths[source.uri],
                    progress=partial(progress, source.uri),
                )
            except (MigrationError, UnreachableError):
                raise
            except CatalogError as error:
                errors.append((source.uri, str(error)))
                click.echo(f"error: {error}", err=True)
            else:
                reports.append(done)
                say(f"{labels[source.uri]}: {_sentence(done)}")
    return reports, errors


def _load_together(
    url: str,
    sources: Sequence[SourceFile],
    options: LoadOptions,
    paths: Mapping[str, Path],
    progress: first_load.Progress,
) -> dict[str, FileReport]:
    """Load what can be loaded together into an empty table; return the reports by file."""
    done = first_load.load_together(
        url,
        sources,
        options=options,
        rejected_path=lambda source: paths[source.uri],
        progress=progress,
    )
    return {report.file: report for report in done}


def _sentence(report: FileReport) -> str:
    rejected = sum(report.rejected.values())
    parts = [f"{report.read:,} read", f"{report.inserted:,} inserted"]
    parts += [f"{report.updated:,} updated", f"{report.unchanged:,} unchanged"]
    parts += [f"{report.duplicate_ids + report.duplicate_urls:,} duplicate"]
    return ", ".join([*parts, f"{rejected:,} rejected ({report.seconds:.1f} s)"])


def totals(reports: Iterable[FileReport]) -> dict[MediaType, dict[str, Any]]:
    """Add up reports by media type; `rejected` and `dropped` by reason."""
    summed: dict[MediaType, dict[str, Any]] = {}
    for report in reports:
        nothing = {"files": 0, **dict.fromkeys(COUNTS, 0), "rejected": {}, "dropped": {}}
        total = summed.setdefault(report.media_type, nothing)
        total["files"] += 1
        for name in COUNTS:
            total[name] += getattr(report, name)
        for name in ("rejected", "dropped"):
            total[name] = dict(Counter(total[name]) + Counter(getattr(report, name)))
    return summed


def _show_json(reports: Sequence[FileReport], errors: Sequence[Failure]) -> None:
    document = {
        "total": totals(reports),
        "files": [asdict(report) for report in reports],
        "errors": [{"file": file, "error": error} for file, error in errors],
    }
    print_document(document)


def _show_tables(reports: Sequence[FileReport], errors: Sequence[Failure]) -> None:
    total = totals(reports)
    rows = [
        {"what": name.replace("_", " "), **{media: total[media][name] for media in total}}
        for name in ("files", *COUNTS)
    ]
    for kind in ("rejected", "dropped"):
        for reason in sorted({reason for media in total for reason in total[media][kind]}):
            what = reason.removeprefix("dropped.").replace("part_of_", "part of ")
            counts = {media: total[media][kind].get(reason, 0) for media in total}
            rows.append({"what": f"{kind}: {what}", **counts})
    if reports:
        columns = [*texts("what"), *(TableColumn(media, right=True) for media in total)]
        print_table(columns, rows, title="loaded")
    for report in reports:
        if report.rejected_file:
            say(f"rows that were not loaded: {report.rejected_file}")
    if errors:
        click.echo(f"{len(errors)} of {len(errors) + len(reports)} files were not loaded", err=True)
