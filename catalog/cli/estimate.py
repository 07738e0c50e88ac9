"""`catalog crawl estimate`."""

import tempfile
import time

import click

from catalog.cli.options import source_option
from catalog.cli.tables import Format, format_option, print_document, print_facts, print_rows
from catalog.errors import CatalogError, RetriableError, UsageError
from catalog.files import storage
from catalog.links.extract import ExtractLinks, ExtractWarcLinks
from catalog.operations.cost import (
    DEFAULT_INSTANCE,
    DEFAULT_NODES,
    DEFAULT_RATE,
    DEFAULT_WARC_RATE,
    Estimate,
    cheapest,
    estimate,
    in_words,
    prices,
    total_size,
)
from catalog.warc.crawl_paths import resolve_crawl, warc_files, wat_files

_TIB = 2**40


@click.command(name="estimate")
@click.option("--crawl", required=True, metavar="ID", help="The crawl, or latest.")
@click.option(
    "--from",
    "from_",
    type=click.Choice(["wat", "warc"]),
    default="wat",
    help="What would be read; a crawl's WARC files are about five times its WAT files.",
)
@source_option
@click.option(
    "--instance-type", default=DEFAULT_INSTANCE, metavar="TYPE", help="Machine of each worker."
)
@click.option(
    "--nodes",
    default=DEFAULT_NODES,
    type=click.IntRange(min=1),
    metavar="N",
    help="How many workers.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MB/S",
    help="Compressed MB/s that one vCPU extracts.  "
    f"[default: {DEFAULT_RATE}; of WARC {DEFAULT_WARC_RATE}]",
)
@click.option(
    "--within",
    default=2.5,
    type=click.FloatRange(min=0, min_open=True),
    metavar="HOURS",
    help="Name the cheapest machines that are done in this time.",
)
@click.option("--measure", metavar="FILE", help="Measure the rate here, by extracting this file.")
@click.option(
    "--size-tib",
    type=click.FloatRange(min=0, min_open=True),
    metavar="TIB",
    help="The size of all files; otherwise 200 of them are asked for theirs.",
)
@format_option
def estimate_command(
    *,
    crawl: str,
    from_: str,
    source: str,
    instance_type: str,
    nodes: int,
    rate: float | None,
    measure: str | None,
    within: float,
    size_tib: float | None,
    form: Format,
) -> None:
    """Say how long a full crawl takes on EMR, and what it costs."""
    if rate is not None and measure is not None:
        raise UsageError("give --rate or --measure, not both.")
    is_warc = from_ == "warc"
    crawl = resolve_crawl(crawl, source)
    uris = warc_files(source, crawl) if is_warc else wat_files(source, crawl)
    size = round(size_tib * _TIB) if size_tib else total_size(uris, _size_of)
    usual = DEFAULT_WARC_RATE if is_warc else DEFAULT_RATE
    speed = _measured(measure, is_warc=is_warc) if measure else rate or usual
    estimated = estimate(
        size, file_count=len(uris), instance_type=instance_type, nodes=nodes, rate=speed
    )
    if form == "table":
        _show(estimated, within, cheapest(size, file_count=len(uris), within=within, rate=speed))
    elif form == "json":
        print_document(estimated)
    else:
        print_rows(form, (), [estimated])


def _size_of(uri: str) -> int | None:
    try:
        return storage.size(uri)
    except RetriableError:
        return None


def _measured(file: str, *, is_warc: bool) -> float:
    """Return the compressed MB/s at which one process of this machine extracts a file."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        report = (ExtractWarcLinks if is_warc else ExtractLinks)(folder)(file)
        seconds = time.perf_counter() - start
    if report.status != "done":
        raise CatalogError(f"{file} could not be extracted: {report.error}")
    return report.counts["bytes_read"] / 1e6 / seconds


def _show(estimated: Estimate, within: float, best: Estimate | None) -> None:
    bound = " (network)" if estimated.network_bound else ""
    facts = (
        ("files", estimated.files),
        ("size", f"{estimated.size_bytes / _TIB:.3f} TiB"),
        ("nodes", f"{estimated.nodes} x {estimated.instance_type}"),
        ("MB/s for each vCPU", f"{estimated.rate:.2f}{bound}"),
        ("hours", f"{estimated.hours:.2f}"),
        ("USD, spot", f"{estimated.usd:.2f}"),
        ("USD, on demand", f"{estimated.usd_on_demand:.2f}"),
        (f"cheapest within {within:g} h", in_words(best)),
    )
    title = f"{prices()['region']}, prices of {estimated.prices_of}"
    print_facts(facts, title=title, err=False)
