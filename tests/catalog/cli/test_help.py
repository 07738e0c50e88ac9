"""Every command shows in its help how it is used, and what it shows can be given."""

import shlex
from collections.abc import Iterator

import click
import pytest
from click.shell_completion import ShellComplete

from catalog.cli import cli


def leaves(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from leaves(below, click.Context(below, parent=context, info_name=name))
        if not command.invoke_without_command:
            return
    yield context.command_path, command


COMMANDS = dict(leaves(cli, click.Context(cli, info_name="catalog")))


def examples(path: str) -> list[str]:
    command = COMMANDS[path]
    words = f"{command.help or ''}\n{command.epilog or ''}"
    lines = [line.strip() for line in words.splitlines()]
    return [line for line in lines if line.startswith(f"{path} ") or line == path]


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_every_command_shows_an_example_that_can_be_given(path: str) -> None:
    shown = examples(path)
    assert shown, f"{path} --help has no example: add one to its docstring or to EXAMPLES"
    for example in shown:
        _parse("catalog", cli, shlex.split(example)[1:], None)


def _parse(
    name: str, command: click.Command, words: list[str], parent: click.Context | None
) -> None:
    """Parse a command line without doing anything."""
    context = command.make_context(name, words, parent=parent)
    if isinstance(command, click.Group) and context._protected_args + context.args:
        found, below, rest = command.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        assert below is not None
        assert found
        _parse(found, below, rest, context)


def test_options_of_every_command_stand_in_one_spelling() -> None:
    """One name for one thing: formats, consent, dry runs and per cent."""
    shown = {
        (path, name): param
        for path, command in COMMANDS.items()
        for param in command.params
        if isinstance(param, click.Option) and not param.hidden
        for name in param.opts
    }
    names = {name for _, name in shown}
    assert not names & {"--report", "--no-dry-run", "--json", "--csv", "--force", "--share"}
    shares = [
        path
        for (path, name), param in shown.items()
        if name.startswith("--max-") and param.metavar not in ("PERCENT", "N")
    ]
    assert shares == []
    formats = [path for (path, name) in shown if name == "--format"]
    assert len(formats) > 8


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ingest cle", ["clevelandmuseum"]),
        ("providers check met", ["met"]),
        ("records search --provider jam", ["jamendo"]),
        ("records exp", ["export"]),
        ("stats --format js", ["json", "jsonl"]),
    ],
)
def test_the_shell_completes_commands_options_and_providers(words: str, found: list[str]) -> None:
    *before, begun = words.split()
    complete = ShellComplete(cli, {}, "catalog", "_CATALOG_COMPLETE")
    assert [item.value for item in complete.get_completions(before, begun)] == found


def test_every_option_says_what_it_is() -> None:
    silent = [
        (path, param.name)
        for path, command in COMMANDS.items()
        for param in command.params
        if isinstance(param, click.Option) and not param.help and not param.hidden
    ]
    assert silent == []
