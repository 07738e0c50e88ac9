"""Former names of options: accepted for one version, hidden from help."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from catalog.cli.output import say

F = TypeVar("F", bound=Callable[..., Any])


def formerly(old: str, new: str, name: str, **kind: Any) -> Callable[[F], F]:
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

    return click.option(
        old,
        name + "_formerly",
        hidden=True,
        expose_value=False,
        callback=renamed,
        **kind,
    )
