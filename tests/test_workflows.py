"""The workflow files: no stored key, and nothing in them but calls of scripts that tests run."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = [ROOT / ".github" / "workflows" / name for name in ("account.yml", "deploy.yml")]
# What a step may run; each of them is called by a test of this project.
CALLS = re.compile(
    r"make package|\.venv/bin/catalog aws doctor( --\S+( \d+)?)*( \|\| true)?"
    r"|scripts/cdk\.sh -c deploy=true -c environment=\S+( -c \S+)* deploy --all --require-approval "
    r"never|\.venv/bin/python -m scripts\.(account_check \w+|destroy --environment dev --yes)"
)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_signs_in_by_oidc_and_runs_scripts_only(path):
    text = path.read_text()
    (job,) = yaml.safe_load(text)["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert yaml.safe_load(text)["permissions"] == {"contents": "read", "id-token": "write"}
    assert "secrets." not in text
    assert "AKIA" not in text
    assert runs
    assert [run for run in runs if not CALLS.fullmatch(run)] == []
    assert all("@v" in step["uses"] for step in job["steps"] if "uses" in step)


def test_the_nightly_check_takes_down_what_it_made_whatever_happened():
    steps = yaml.safe_load(WORKFLOWS[0].read_text())["jobs"]["dev"]["steps"]
    assert (steps[-1]["if"], "scripts.destroy" in steps[-1]["run"]) == ("always()", True)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actionlint_finds_nothing(path):
    linter = shutil.which("actionlint")
    if not linter:
        pytest.skip("actionlint is not installed here")
    found = subprocess.run([linter, str(path)], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")
