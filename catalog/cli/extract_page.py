"""`catalog images extract-page`: one saved page, read as the pipeline reads it."""

from functools import partial
from pathlib import Path

import click
import orjson

from catalog.cli.page_options import confidence_option
from catalog.errors import UsageError
from catalog.files import storage
from catalog.pages.evidence import Confidence
from catalog.pages.explain import explained
from catalog.pages.link_resolution import resolve
from catalog.pages.reader import SECONDS, unreadable
from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage

_WHY = {
    "not_html": "is not HTML",
    "empty_page": "is empty",
}


@click.command("extract-page")
@click.argument("file", metavar="FILE.html", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Where the page was fetched; addresses in it need that.")
@click.option("--content-type", help="The Content-Type header it came with, for its charset.")
@click.option("--provider", help="Name for the records' provider; the site's or host's by default.")
@confidence_option("The least sure records to print.")
@click.option(
    "--include-opted-out",
    "opted_out",
    is_flag=True,
    help="Print the media of a page that asks that its pictures are not indexed, too.",
)
@click.option("--x-robots-tag", help="The X-Robots-Tag header the page came with.")
@click.option("--tdm-reservation", help="The TDM-Reservation header the page came with.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=SECONDS,
    help="How long reading the page may take.",
)
@click.option(
    "--explain",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    help="Write a page that shows each candidate and each rejection, with its words or reason.",
)
def extract_page(
    file: Path,
    *,
    url: str,
    content_type: str | None,
    provider: str | None,
    least: Confidence,
    opted_out: bool,
    x_robots_tag: str | None,
    tdm_reservation: str | None,
    seconds: float,
    explain: Path | None,
) -> None:
    """Read one saved page; "-" is standard input.

    Records go to stdout, one JSON object a line; what was rejected goes to stderr, with reason and
    detail. docs/page-reading.md explains what counts as evidence.
    """
    page = FetchedPage(
        _absolute(url),
        _read(file),
        content_type,
        x_robots_tag,
        tdm_reservation=tdm_reservation,
    )
    reason = unreadable(page)
    if reason in _WHY:
        name = "standard input" if str(file) == "-" else file
        raise UsageError(f"{name} {_WHY[reason]}. Give a saved web page.")
    read = partial(page_rows, page, provider=provider, opted_out=opted_out, seconds=seconds)
    found = read(least=least)
    if explain:
        text = explained(url, read(least=Confidence.LOW), least)
        storage.write_bytes(str(explain), text.encode())
    for _, row in found.rows:
        click.echo(orjson.dumps(row).decode())
    for rejected in found.rejections:
        line = {"rejected": rejected.reason, "detail": rejected.detail}
        click.echo(orjson.dumps(line).decode(), err=True)


def _absolute(url: str) -> str:
    if not resolve(url, url) or not url.startswith(("http://", "https://")):
        raise UsageError(f"--url {url!r} is no web address. Write https://host/path.")
    return url


def _read(file: Path) -> bytes:
    try:
        with click.open_file(str(file), "rb") as stream:
            data: bytes = stream.read()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    return data
