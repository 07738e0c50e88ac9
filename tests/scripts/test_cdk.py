import os
import shutil
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "cdk.sh"


def test_a_command_line_that_cannot_be_fetched_is_told_with_npms_reason(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(SCRIPT, tmp_path / "scripts")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    nowhere = {"registry": "http://127.0.0.1:9/", "fetch_retries": "0", "cache": str(tmp_path)}
    done = subprocess.run(
        [script, "synth"],
        env=os.environ | {f"npm_config_{name}": value for name, value in nowhere.items()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    first, *reason, words, hint = done.stderr.splitlines()
    assert first.startswith("fetching the CDK command line ")
    assert "ECONNREFUSED" in "".join(reason)
    assert words == (
        "the CDK command line cannot be fetched from npm's index: the lines above say why."
    )
    assert "npm_config_registry names another index" in hint
