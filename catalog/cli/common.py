"""What every command has, without its module saying so: -q, -v, --debug, and stricter numbers."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog.cli import output
from catalog.cli.examples import EXAMPLES
from catalog.errors import UsageError
from catalog.settings import like

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_EMPTY_OPTION = re.compile(r"(--[a-z][\w-]*)=")
_HOME = re.compile(r"(--[a-z][\w-]*=)(~(?:/.*)?)")
_PLACE = re.compile(r"\b(PLACE|FILE|DIR)\b")


def adopt(command: click.Command, path: str = "") -> click.Command:
    """Give a command, and those below it, what every command has; doing it twice changes nothing.

    It is done where a command is looked up, so that a new command has it too.

    The path is its name with those of its groups, such as `crawl extract`.
    """
    if not any(param.name == "debug" for param in command.params):
        for param in command.params:
            _only_finite(param)
            if type(param.type) is click.types.StringParamType and _names_provider(param):
                param.type = _ProviderName()
        command.params += _common_options()
        if path in EXAMPLES and not command.epilog:
            command.epilog = "\n".join(["\b", *EXAMPLES[path]])
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            adopt(below, f"{path} {name}".strip())
    return command


def is_place(param: click.Parameter) -> bool:
    """Tell whether a parameter names a file, a folder or an `s3://` place."""
    return isinstance(param.type, click.Path) or bool(_PLACE.search(param.metavar or ""))


def long_name(param: click.Parameter) -> str:
    """Return an option's long name without its hyphens; nothing for an argument."""
    return next((name[2:] for name in param.opts if name.startswith("--")), "")


def checked(arguments: list[str]) -> list[str]:
    """Return a command line's arguments with `--option=~/x` written out.

    Raises:
        click.UsageError: one is empty, as the unset variable of a shell is.
    """
    before = "an argument"
    for argument in arguments:
        empty = _EMPTY_OPTION.fullmatch(argument)
        if argument == "" or empty:
            name = empty[1] if empty else before
            raise click.UsageError(f"{name} is empty. Is a variable of the shell not set?")
        before = argument if argument.startswith("--") else "an argument"
    return [_HOME.sub(_written_out, argument) for argument in arguments]


def _written_out(found: re.Match[str]) -> str:
    return f"{found[1]}{Path(found[2]).expanduser()}"


class _Finite(click.types.FloatParamType):
    """A number; click takes `nan` and `inf` for numbers too."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        return _finite(self, super().convert(value, param, ctx), param, ctx)


class _FiniteRange(click.FloatRange):
    """A number within bounds; `nan` passes click's own comparison with them."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        return _finite(self, super().convert(value, param, ctx), param, ctx)


def _finite(
    kind: click.ParamType[Any],
    number: float,
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> float:
    if not math.isfinite(number):
        kind.fail(f"{number} is not a number that can be used here.", param, ctx)
    return number


def _only_finite(param: click.Parameter) -> None:
    kind = param.type
    if type(kind) is click.FloatRange:
        param.type = _FiniteRange(kind.min, kind.max, kind.min_open, kind.max_open, kind.clamp)
    elif type(kind) is click.types.FloatParamType:
        param.type = _Finite()


class _ProviderName(click.types.StringParamType):
    """A provider's name, which the shell completes."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        from catalog.providers.registry import NAMES

        return [CompletionItem(name) for name in NAMES if name.startswith(incomplete)]


def _names_provider(param: click.Parameter) -> bool:
    return "PROVIDER" in (param.metavar or "") or long_name(param) == "provider"


def _common_options() -> list[click.Parameter]:
    return [
        _flag(["-q", "--quiet"], "Say only what went wrong.", output.be_quiet),
        _flag(["-v", "--verbose"], "Say more on stderr.", output.be_verbose),
        _flag(["--debug"], "Show where an error came from.", output.debug),
    ]


def _flag(names: list[str], text: str, act: Callable[[], None]) -> click.Option:
    def chosen(context: click.Context, _param: click.Parameter, value: Any) -> None:
        _translate_defaults(context)
        if value:
            act()

    return click.Option(
        names, is_flag=True, expose_value=False, is_eager=True, callback=chosen, help=text
    )


def _translate_defaults(context: click.Context) -> None:
    """Give the file's values and the variables for a command's options the names click knows.

    A file has `max-failed` and the environment CATALOG_CRAWL_EXTRACT_MAX_FAILED where the function
    has `max_failed`. Tables of commands below stay.

    Raises:
        UsageError: the command has no such option.
    """
    given = context.default_map or {}
    options = {}
    for param in context.command.params:
        name = long_name(param)
        if name:
            options[name] = param.name
            if param.envvar is None and context.auto_envvar_prefix:
                ending = name.replace("-", "_").upper()
                param.envvar = f"{context.auto_envvar_prefix}_{ending}"
    translated = {}
    for key, value in given.items():
        if key in options:
            translated[str(options[key])] = value
        elif isinstance(value, dict) or key in options.values():
            translated[key] = value
        elif context.parent is not None:  # the root's are the settings, checked there
            place = ".".join(context.command_path.split()[1:])
            hint = like(key, sorted(options))
            raise UsageError(f"the configuration's [{place}] has {key!r}, no option. {hint}")
    context.default_map = translated
