import argparse
import importlib.util
from pathlib import Path

import click
import pytest

from catalog.cli.extract import extract_command
from catalog.cli.extract_images import extract_images

SCRIPTS = Path(__file__).parents[2] / "emr_scripts"
# What says how this machine works, or how things are shown, is no business of a cluster's.
LOCAL = {"--workers", "--dry-run", "--per-second", "--help", "-h", "--format"}
LOCAL |= {"-q", "--quiet", "-v", "--verbose", "--debug"}
# Reviewed providers: the script takes the approved ones of --reviews; one provider may be named by
# its domain on the command line only.
ELSEWHERE = {"--reviewed", "--domain", "--warc", "--database-url"}


def parser_of(name: str) -> argparse.ArgumentParser:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parser: argparse.ArgumentParser = module._parser()
    return parser


@pytest.mark.parametrize(
    ("name", "command"),
    [("extract_cc_links", extract_command), ("extract_provider_images", extract_images)],
)
def test_a_step_takes_the_options_of_its_command_with_the_same_defaults(
    name: str, command: click.Command
) -> None:
    theirs = {
        option: action.default
        for action in parser_of(name)._actions
        for option in action.option_strings
    }
    ours = {
        option: parameter.default
        for parameter in command.params
        for option in parameter.opts
        if option not in LOCAL | ELSEWHERE
    }
    assert ours.keys() <= theirs.keys()
    for option in ("--max-failed", "--page-seconds", "--confidence"):
        assert theirs.get(option) == ours.get(option)
