"""The commands and the settings, from click's own tree and from `catalog.settings`."""

from collections.abc import Iterator
from dataclasses import fields

import click

from catalog.cli import cli
from catalog.providers import registry
from catalog.settings import Settings, variable
from scripts.docblocks.table import code, table


def reference() -> str:
    """Return what `--help` says of every command."""
    return "\n\n".join(
        f"## {path}\n\n```text\n{command.get_help(context).strip()}\n```"
        for path, command, context in _commands(cli, None, "catalog")
    )


def _commands(
    command: click.Command, parent: click.Context | None, name: str
) -> Iterator[tuple[str, click.Command, click.Context]]:
    context = click.Context(
        command, parent=parent, info_name=name, terminal_width=96, **command.context_settings
    )
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from _commands(found, context, below)


def settings() -> str:
    """Return the table of the settings: variable, key of the file, what it is, default."""
    rows = (
        (
            code(variable(one.name)),
            code(one.name.replace("_", "-")),
            one.metadata["help"],
            code(one.metadata["default"]),
        )
        for one in fields(Settings)
    )
    return table(("variable", "key", "what it is", "default"), rows)


def secrets() -> str:
    """Return the variables that hold providers' keys."""
    rows = (
        (code(provider.auth.secret), code(provider.name))
        for provider in registry.providers()
        if provider.auth
    )
    return table(("variable", "key of"), rows)
