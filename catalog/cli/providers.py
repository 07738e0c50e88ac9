"""`catalog providers`: what there is, and what it makes of an answer."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.table import Table

from catalog.errors import UsageError
from catalog.parsing import Parsed, Rejection, parse_answer
from catalog.providers import registry
from catalog.providers.base import Provider


@click.group()
def providers() -> None:
    """The APIs that records come from."""


@providers.command("list")
def list_providers() -> None:
    """Print one line for each provider."""
    table = Table(box=None, pad_edge=False)
    for heading in ("provider", "media", "licences", "schedule", "limits", "key", "last checked"):
        table.add_column(heading, overflow="fold")
    for provider in registry.providers():
        table.add_row(*_facts(provider))
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width).print(table)


def _facts(provider: Provider) -> tuple[str, ...]:
    return (
        provider.name,
        ", ".join(provider.media),
        provider.license_policy,
        provider.schedule or "retired",
        f"{provider.rate_limit}; we wait {provider.limits.delay:g} s",
        provider.auth.secret if provider.auth else "none",
        str(provider.last_checked),
    )


@providers.command()
@click.argument("name", metavar="PROVIDER")
@click.argument("file", type=click.Path(path_type=Path))
def parse(name: str, file: Path) -> None:
    """Turn a recorded answer of PROVIDER into records, offline.

    FILE holds the JSON of one answer that records come from: a list page, an object, a detail.
    Records go to stdout, one JSON object a line; rejected ones to stderr, with reason and id.
    """
    provider = registry.provider(name)
    for outcome in _outcomes(provider, file):
        if isinstance(outcome, Parsed):
            click.echo(orjson.dumps(outcome.row).decode())
        else:
            line = {"rejected": outcome.reason, "id": outcome.id, "detail": outcome.detail}
            click.echo(orjson.dumps(line).decode(), err=True)


def _outcomes(provider: Provider, file: Path) -> Iterator[Parsed | Rejection]:
    if provider.bulk and file.name in provider.bulk:
        from catalog.bulk import parse_files

        missing = [name for name in provider.bulk if not (file.parent / name).is_file()]
        if missing:
            raise UsageError(f"beside {file} there must be: {', '.join(missing)}")
        return parse_files(provider, str(file.parent))
    return parse_answer(provider, _read(file, provider))


def _read(file: Path, provider: Provider) -> object:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    try:
        return orjson.loads(provider.repair(data) if provider.repair else data)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{file} is no JSON: {error}") from error
