"""The workflow files: no stored key, others' code by commit, calls of tested scripts only."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from catalog.cli.aws import aws
from scripts import account_check
from stacks.config import ConfigError, load_config

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
CHECKS = WORKFLOWS / "ci.yml"
# Those that sign in to an account.
SIGNING_IN = [WORKFLOWS / name for name in ("account.yml", "deploy.yml")]
# What a step may run; each of them is called by a test of this project.
CALLS = re.compile(
    r"make package|\.venv/bin/catalog aws doctor --environment \S+( \|\| true)?"
    r"|scripts/cdk\.sh -c deploy=true -c environment=\S+( -c \S+)* deploy --all --require-approval "
    r"never|\.venv/bin/python -m scripts\.(account_check \w+|destroy --environment dev --yes)"
)


@pytest.mark.parametrize("path", SIGNING_IN, ids=lambda path: path.stem)
def test_a_workflow_signs_in_by_oidc_and_runs_scripts_only(path):
    text = path.read_text()
    (job,) = yaml.safe_load(text)["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert (yaml.safe_load(text)["permissions"], job["permissions"]) == (
        {},
        {"contents": "read", "id-token": "write"},
    )
    assert "secrets." not in text
    assert "AKIA" not in text
    assert runs
    assert [run for run in runs if not CALLS.fullmatch(run)] == []


@pytest.mark.parametrize("path", [CHECKS, *SIGNING_IN], ids=lambda path: path.stem)
def test_a_workflow_runs_others_code_by_commit_only(path):
    """A tag can be moved to other code; the comment says which version the commit is."""
    uses = re.findall(r"uses: (.*)", path.read_text())
    assert len(uses) >= 3
    assert [
        use for use in uses if not re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)
    ] == []
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        assert job["steps"][0]["with"] == {"persist-credentials": False}


def test_a_change_is_linted_tested_on_each_python_and_proved_and_may_write_nothing():
    text = CHECKS.read_text()
    told = yaml.safe_load(text)
    jobs = told["jobs"]
    # YAML 1.1 reads the key `on` as true.
    assert told[True] == {"pull_request": {}, "push": {"branches": ["main"]}}
    assert {name: job["steps"][-1]["run"] for name, job in jobs.items()} == {
        "lint": "make lint",
        "test": "make test",
        "proof": "make proof",
    }
    assert jobs["test"]["strategy"]["matrix"] == {"python": ["3.11", "3.12", "3.13", "3.14"]}
    assert told["permissions"] == {}
    assert {str(job["permissions"]) for job in jobs.values()} == {"{'contents': 'read'}"}
    assert "secrets." not in text


def test_the_nightly_check_takes_down_what_it_made_whatever_happened():
    steps = yaml.safe_load(SIGNING_IN[0].read_text())["jobs"]["dev"]["steps"]
    assert (steps[-1]["if"], "scripts.destroy" in steps[-1]["run"]) == ("always()", True)


def words(path, what):
    """Return the words after a program in each step that calls it, as the workflow has them."""
    (job,) = yaml.safe_load(path.read_text())["jobs"].values()
    runs = [step["run"].partition(" ||")[0] for step in job["steps"] if "run" in step]
    return [run.partition(what)[2].split() for run in runs if what in run]


@pytest.mark.parametrize("path", SIGNING_IN, ids=lambda path: path.stem)
def test_every_option_of_a_workflow_is_known_to_what_it_calls(path):
    for options in words(path, "catalog aws "):
        command = aws.commands[options[0]]
        given = [option.replace('"$ENV"', "prod") for option in options[1:]]
        asked = command.make_context(options[0], given).params["environment"]
        assert asked == ("dev" if path.stem == "account" else "prod")
    for step in words(path, "scripts.account_check"):
        assert step[0] in account_check.STEPS
    for options in words(path, "scripts/cdk.sh"):
        given = [option.partition("=")[::2] for option in options if "=" in option]
        context = {key: value.replace('"$ENV"', "prod") for key, value in given}
        config = load_config(context)
        assert config.crawl.file_limit == (4 if path.stem == "account" else 0)


def test_an_option_that_the_deployment_does_not_know_would_be_found():
    with pytest.raises(ConfigError):
        load_config({"environment": "dev", "crawl.file_limits": "4"})


def actionlint(*arguments, text=None):
    """Run the program that comes with the development packages."""
    program = str(Path(sys.executable).parent / "actionlint")
    return subprocess.run(
        [program, *arguments], input=text, capture_output=True, text=True, check=False
    )


def test_actionlint_finds_nothing():
    found = actionlint(*map(str, WORKFLOWS.glob("*.yml")))
    assert (found.returncode, found.stdout) == (0, "")


def test_actionlint_would_find_a_mistake():
    """A step's input that its action does not know, and a context that there is not."""
    wrong = SIGNING_IN[0].read_text().replace("aws-region:", "region:").replace("vars.", "var.")
    found = actionlint("-no-color", "-oneline", "-", text=wrong)
    assert found.returncode == 1
    assert 'undefined variable "var"' in found.stdout
