"""The command line, `catalog ...`: one module a command group, imported only when it is called.

Data goes to stdout, everything said about the work to stderr. Exit code 1 is a failed run, 2 a
request that cannot be.
"""

import importlib
import logging
import sys
from typing import Any

import click

from catalog.errors import CatalogError, UsageError

# command -> (module:attribute, one line of help). A command's module is loaded when it is called.
Table = dict[str, tuple[str, str]]
COMMANDS: Table = {
    "crawl": ("catalog.cli.crawl:crawl", "Common Crawl: find, publish and look at CC links."),
    "candidates": (
        "catalog.cli.candidates:candidates",
        "Rank domains that may become providers; keep decisions.",
    ),
    "images": ("catalog.cli.images:images", "Read licensed images and sounds out of web pages."),
    "licenses": (
        "catalog.cli.licenses:licenses",
        "Read links to Creative Commons licences, offline.",
    ),
    "providers": (
        "catalog.cli.providers:providers",
        "List the providers, and turn their answers into records.",
    ),
    "auth": ("catalog.cli.auth:auth", "Get the OAuth2 tokens that a provider needs."),
    "ingest": ("catalog.cli.ingest:ingest", "Pull records from a provider into the landing zone."),
    "db": ("catalog.cli.db:db", "Create, inspect and stop the catalog database."),
    "stats": ("catalog.cli.stats:command", "Count the catalog's records, and its loads."),
    "records": ("catalog.cli.records:command", "Delete records for good, or restore them."),
    "denylist": ("catalog.cli.denylist:command", "Keep creators' works out."),
    "batch-update": ("catalog.cli.batch_update:command", "Change many records by SQL."),
    "load": ("catalog.cli.load:load", "Load landing, crawl and old TSV files into the database."),
    "popularity": ("catalog.cli.popularity:command", "Score how popular each record is."),
}


class LazyGroup(click.Group):
    """A group whose commands stand in a table and are imported only when they are called.

    Args:
        table: the commands, in the order in which help lists them.
        args, kwargs: click's own.
    """

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the table's order."""
        return [*self.table, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands' lines of help without importing them."""
        lines = [(name, text) for name, (_, text) in self.table.items()]
        lines += [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(lines)


@click.group(
    cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="openverse-catalog-aws")
@click.option("-v", "--verbose", is_flag=True, help="Say more about the work, on stderr.")
def cli(*, verbose: bool) -> None:
    """Find openly licensed media on the web and keep it in one catalog.

    The data is not provided for military applications, nor for training image recognition without
    the team's review.
    """
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )


def main(args: list[str] | None = None) -> None:
    """Run the command line and turn errors into one clear line and an exit code."""
    try:
        cli(args, prog_name="catalog")
    except CatalogError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)


if __name__ == "__main__":
    main()
