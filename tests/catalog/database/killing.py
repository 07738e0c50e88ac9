"""A command that is killed, in the words of the tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence


def run_and_kill(command: Sequence[str], after: float) -> int:
    """Run `catalog <command>`, kill it after so many seconds, and return its exit code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "catalog", *command],
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait()
