"""`catalog licenses`: what a link to Creative Commons says, without asking anybody."""

import json
import sys
from collections.abc import Iterable, Iterator

import click

from catalog.licenses import from_url


@click.group()
def licenses() -> None:
    """Read links to Creative Commons licences, offline."""


@licenses.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
def resolve(urls: tuple[str, ...]) -> None:
    """Print one JSON line for each URL: the exact licence that it names, or nulls.

    A URL of `-` reads more of them from the standard input, one a line.
    """
    for url in _expanded(urls):
        click.echo(json.dumps(_as_line(url)))


def _expanded(urls: Iterable[str]) -> Iterator[str]:
    for url in urls:
        if url != "-":
            yield url
            continue
        for line in sys.stdin.buffer:
            text = line.decode("utf-8", "replace").strip()
            if text:
                yield text


def _as_line(url: str) -> dict[str, str | None]:
    found = from_url(url)
    return {
        "url": url,
        "license": found.slug if found else None,
        "license_version": found.version if found else None,
        "license_jurisdiction": found.jurisdiction if found else None,
        "license_url": found.url if found else None,
    }
