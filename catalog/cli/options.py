"""Options that several commands take."""

from collections.abc import Callable
from dataclasses import fields
from functools import reduce, wraps
from typing import Any, TypeVar, cast

import click

from catalog.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator that adds several options, listed by help in this order."""
    return lambda command: reduce(lambda made, add: add(made), reversed(options), command)


def gathered(kind: type, name: str) -> Callable[[Command], Command]:
    """Return a decorator: the options that a dataclass has as fields come as one argument."""

    def gather(command: Command) -> Command:
        @wraps(command)
        def run(*args: Any, **options: Any) -> Any:
            values = {field.name: options.pop(field.name) for field in fields(kind)}
            return command(*args, **options, **{name: kind(**values)})

        return cast("Command", run)

    return gather


def max_failed_option(what: str, default: float = 5.0) -> Callable[[Command], Command]:
    """Add --max-failed, in per cent."""
    share = click.FloatRange(0, 100)
    return click.option("--max-failed", type=share, default=default, metavar="PERCENT", help=what)


lake_options = together(
    click.option(
        "--crawl", required=True, metavar="ID", help="The crawl, such as CC-MAIN-2026-43."
    ),
    click.option(
        "--lake",
        required=True,
        metavar="PLACE",
        help="The lake's root: a directory or s3://bucket/prefix.",
    ),
)
source_option = click.option(
    "--source",
    metavar="PLACE",
    default=lambda: load_settings().common_crawl,
    show_default="https://data.commoncrawl.org/",
    help="Where crawl-data/ lies: a URL, s3://commoncrawl/ (needs AWS credentials), a directory.",
)
