"""What the documentation tells people to type is what the programs take."""

import re
import shlex

import click
import pytest

from catalog.cli import cli
from tests.docs.blocks import ALL, PAGES, ROOT


def parse(
    name: str, command: click.Command, words: list[str], parent: click.Context | None = None
) -> None:
    """Parse a command line without doing anything."""
    context = command.make_context(name, words, parent=parent)
    rest = [*context._protected_args, *context.args]
    if isinstance(command, click.Group) and rest:
        found, below, after = command.resolve_command(context, rest)
        assert found
        assert below is not None
        parse(found, below, after, context)


COMMAND = "(?:catalog|make|aws|python|pytest) [a-z-]"
LINES = sorted(
    {
        line.replace("\n", " ")
        for block in ALL
        for line in block.commands
        if line.startswith("catalog ")
    }
)


@pytest.mark.parametrize("line", LINES)
def test_every_command_that_a_page_shows_is_one_that_the_program_takes(line: str) -> None:
    words = shlex.split(line, comments=True)
    if ">" in words:
        words = words[: words.index(">")]
    parse("catalog", cli, words[1:])


def test_every_make_target_that_a_page_shows_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    shown = {
        word
        for block in ALL
        for line in block.commands
        for word in re.findall(r"(?:^|&& )make ([a-z-]+)", line)
    }
    assert len(shown) > 3
    assert shown <= targets


def test_commands_stand_in_blocks_that_can_be_checked() -> None:
    """An indented line, or a block without a language, would be passed over."""
    passed_over = []
    for page in PAGES:
        several = re.DOTALL | re.MULTILINE
        text = re.sub(r"^ *```\w+\n.*?^ *```$", "", page.read_text(), flags=several)
        passed_over += re.findall(rf"^ {{4,}}{COMMAND}.*", text, re.MULTILINE)
        for block in re.findall(r"^```\n(.*?)^```$", text, several):
            passed_over += re.findall(rf"^{COMMAND}.*", block, re.MULTILINE)
    assert passed_over == []
