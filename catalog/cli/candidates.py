"""`catalog candidates`: domains that may become providers, and what people decided about them."""

import csv
import io
from typing import Any

import click
import orjson

from catalog.cli.bar import bar
from catalog.cli.options import max_failed_option, source_option
from catalog.cli.output import say
from catalog.cli.page_options import rate_option, reviews_option
from catalog.cli.tables import Format, TableColumn, format_option, numbers, print_rows, texts
from catalog.errors import UsageError
from catalog.files import storage
from catalog.images.candidates import Candidate, check_sample, find_candidates, to_details, to_rows
from catalog.images.candidates_page import render
from catalog.images.images_run import provider_of
from catalog.images.reviews import REVIEWS, Decision, decide, domain_name, read_reviews

_SHOWN = 15


@click.group(invoke_without_command=True)
@click.option("--crawl", metavar="ID", help="The crawl, such as CC-MAIN-2026-43.")
@click.option("--lake", metavar="PLACE", help="The lake's root: a directory or s3://bucket/prefix.")
@source_option
@click.option(
    "--output",
    default="candidates",
    metavar="PLACE",
    help="Where candidates.csv, .json and .html go: a directory or s3://bucket/prefix.",
)
@reviews_option
@click.option(
    "--sample-domains",
    type=click.IntRange(min=0),
    default=50,
    metavar="N",
    help="Look at pages of so many domains, those with the most pages.",
)
@click.option(
    "--sample-pages",
    type=click.IntRange(min=1),
    default=5,
    metavar="N",
    help="Look at so many pages of each.",
)
@rate_option
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    default=3,
    metavar="N",
    help="How often a page is asked for.",
)
@max_failed_option("The command fails if more of the pages cannot be fetched.", default=20.0)
@format_option
@click.pass_context
def candidates(
    context: click.Context,
    /,
    *,
    crawl: str | None,
    lake: str | None,
    source: str,
    output: str,
    reviews: str,
    max_failed: float,
    form: Format,
    **sampling: Any,
) -> None:
    """Rank the domains of a crawl that are not providers yet.

    The lake counts links, pages and images; some pages of the largest domains are fetched and read.
    Writes candidates.csv, candidates.json with the works that were found, and candidates.html, a
    page for the people who decide, and prints the first candidates. Known hosts, decided domains
    and those that only show a licence button are marked and come last.

    \b
    catalog candidates --crawl CC-MAIN-2026-43 --lake lake
    catalog candidates approve museum.example --note "whole collection, CC0"
    catalog images extract --crawl CC-MAIN-2026-43 --lake lake --output images --reviewed
    """  # noqa: D301 - \b is click's own
    if context.invoked_subcommand is not None:
        return
    if crawl is None or lake is None:
        raise UsageError("say which partition to look at: --crawl CC-MAIN-YYYY-WW --lake PLACE.")
    with bar("look at pages", "pages") as show:
        found = find_candidates(
            lake,
            crawl,
            source=source,
            reviews=read_reviews(reviews),
            on_page=show,
            **sampling,
        )
    _write(found, crawl, output)
    _show(found, crawl, form)
    check_sample(found, max_failed)


def _write(found: list[Candidate], crawl: str, output: str) -> None:
    rows = to_rows(found)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["domain"])
    writer.writeheader()
    writer.writerows(rows)
    details = orjson.dumps(to_details(crawl, found), option=orjson.OPT_INDENT_2).decode()
    pages = {"csv": text.getvalue(), "json": details, "html": render(crawl, found)}
    for name, data in pages.items():
        uri = storage.join(output, f"candidates.{name}")
        storage.write_bytes(uri, data.encode())
        say(f"wrote {uri}")


def _show(found: list[Candidate], crawl: str, form: Format) -> None:
    if form != "table":
        print_rows(form, (), to_rows(found))
        return
    open_ones = [one for one in found if not one.mark][:_SHOWN]
    print_rows(form, _COLUMNS, map(_shown, open_ones), title=f"{crawl}: candidates for providers")


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


_COLUMNS = (
    TableColumn("domain"),
    TableColumn("licences"),
    *numbers("pages", "images"),
    TableColumn("high", right=True, show=_per_cent),
    TableColumn("with media", right=True, show=_per_cent),
    *numbers("expected"),
)


def _shown(found: Candidate) -> dict[str, Any]:
    return {
        "domain": found.domain,
        "licences": [name for name, _ in found.licenses[:2]],
        "pages": found.pages,
        "images": found.images,
        "high": found.high_share,
        "with media": found.media_share,
        "expected": found.expected if found.read else None,
    }


@candidates.command()
@click.argument("domain")
@click.option("--note", required=True, help="Why, for those who come later.")
@click.option("--provider", metavar="NAME", help="Name for its records; the domain by default.")
@click.pass_context
def approve(context: click.Context, domain: str, *, note: str, provider: str | None) -> None:
    """Approve DOMAIN: `catalog images extract --reviewed` reads it and its subdomains."""
    _decide(context, domain, "approved", note, provider)


@candidates.command()
@click.argument("domain")
@click.option("--note", required=True, help="Why, for those who come later.")
@click.pass_context
def reject(context: click.Context, domain: str, *, note: str) -> None:
    """Reject DOMAIN: it is listed no more among those to review."""
    _decide(context, domain, "rejected", note, None)


@candidates.command()
@format_option
@click.pass_context
def decisions(context: click.Context, form: Format) -> None:
    """List what was decided, and why."""
    found = read_reviews(_reviews(context))
    columns = texts("domain", "decision", "provider", "decided_on", "note")
    print_rows(form, columns, list(found.values()))


def _reviews(context: click.Context) -> str:
    """Return the file of the decisions, an option of the group."""
    return str(context.parent.params["reviews"]) if context.parent else REVIEWS


def _decide(
    context: click.Context, domain: str, decision: Decision, note: str, provider: str | None
) -> None:
    name = domain_name(domain)
    uri = _reviews(context)
    review = decide(uri, name, decision, note=note, provider=provider or provider_of(name))
    say(f"{decision} {name} as {review.provider}, written to {uri}")
