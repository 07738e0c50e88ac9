"""Former names of options: accepted for one version, hidden from help."""

from collections.abc import Callable
from typing import Any

import click

from catalog.cli.options import Command
from catalog.cli.output import say


def formerly(old: str, new: str, name: str, **kind: Any) -> Callable[[Command], Command]:
    """Accept an option's former name.

    Args:
        old: such as `--report`.
        new: what it is called now; said when the old one is used.
        name: the parameter of the function that gets the value.
        kind: click's own, as the new option has them.
    """

    def renamed(context: click.Context, _param: click.Parameter, value: Any) -> None:
        if value in (None, False):
            return
        say(f"{old} is called {new} now")
        # Given options are handled before defaults are looked up.
        context.default_map = {**(context.default_map or {}), name: value}

    name_formerly = f"{name}_formerly"
    return click.option(
        old, name_formerly, hidden=True, expose_value=False, callback=renamed, **kind
    )
