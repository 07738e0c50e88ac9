"""The command line, `catalog ...`: one module a command group, imported only when it is called.

Data goes to stdout, everything said about the work to stderr. Exit code 1 is a failed run, 2 a
request that cannot be. Nothing is done here that the rooms below could do.
"""

import importlib
import sys
from typing import Any

import click

from catalog.cli import boundary, output
from catalog.cli.common import adopt, checked
from catalog.settings import config

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
    "browse": (
        "catalog.cli.browse:browse",
        "Look at the catalog in a browser: records, providers, crawls, review.",
    ),
    "db": ("catalog.cli.db:db", "Create, inspect and stop the catalog database."),
    "stats": ("catalog.cli.stats:command", "Count the catalog's records, and its loads."),
    "records": ("catalog.cli.records:command", "Find, show, export, delete and restore records."),
    "export": ("catalog.cli.export:command", "Write a snapshot of the whole catalog."),
    "changes": (
        "catalog.cli.changes:command",
        "Write what changed since a snapshot, or since the last time.",
    ),
    "links": ("catalog.cli.links:command", "Check whether works' files are still at their URLs."),
    "denylist": ("catalog.cli.denylist:command", "Keep creators' works out."),
    "batch-update": ("catalog.cli.batch_update:command", "Change many records by SQL."),
    "load": ("catalog.cli.load:load", "Load landing, crawl and old TSV files into the database."),
    "aws": ("catalog.cli.aws:aws", "Look after the AWS account in which the catalog runs."),
    "popularity": ("catalog.cli.popularity:command", "Score how popular each record is."),
}


class LazyGroup(click.Group):
    """A group whose commands stand in a table and are imported only when they are called."""

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
        path = " ".join([*ctx.command_path.split()[1:], cmd_name])
        return adopt(getattr(importlib.import_module(module), attribute), path)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse empty arguments, and read the configuration file, before anything is done."""
        if ctx.parent is None:
            args = checked(args)
            ctx.default_map = dict(config())
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; when there is none of that name, say which ones are like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(args[0], possibilities=names, ctx=ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands' lines of help without importing them."""
        lines = [(name, text) for name, (_, text) in self.table.items()]
        lines += [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(lines)


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "show_default": True,
        "auto_envvar_prefix": "CATALOG",
    },
)
@click.version_option(package_name="openverse-catalog-aws")
def cli() -> None:
    """Find openly licensed media on the web and keep it in one catalog.

    The data is not provided for military applications, nor for training image recognition without
    the team's review.
    """


adopt(cli)


def main(args: list[str] | None = None) -> None:
    """Run the command line and turn errors into one clear line and an exit code."""
    output.occupy_streams()
    output.reset()
    sys.exit(boundary.run(lambda: cli.main(args, prog_name="catalog", standalone_mode=False)))


if __name__ == "__main__":
    main()
