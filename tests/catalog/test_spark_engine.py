"""Spark runs inputs in growing waves, so that a run of failures ends before all is paid for."""

from pathlib import Path

import pytest

from tests.spark import submit

# The folder is named after how many of the 400 inputs are good.
SCRIPT = """
import sys
from pathlib import Path
from pyspark.sql import SparkSession
from catalog.engine import SparkEngine, TaskReport
from catalog.links.links_run import LinksJob, run
from catalog.links.file_task import FileTask

class Touch(FileTask):
    def write(self, item, read, outcome, path): ...

    def __call__(self, item):
        Path(self.output, item).touch()
        refused = int(item) >= int(Path(self.output).name)
        return TaskReport(item, "failed" if refused else "done", error="403" if refused else None)

if __name__ == "__main__":
    folder, good = sys.argv[1:]
    job = LinksJob("CC-MAIN-2026-43", tuple(map(str, range(400))), folder + "/out")
    Path(folder, good).mkdir()
    engine = SparkEngine(SparkSession.builder.getOrCreate())
    summary = run(job, engine, task=Touch(f"{folder}/{good}"))
    print(dict(summary.totals))
"""


@pytest.mark.spark
def test_a_run_whose_inputs_are_refused_ends_after_an_early_wave(tmp_path: Path) -> None:
    script = tmp_path / "refused.py"
    script.write_text(SCRIPT)
    done = submit(script, str(tmp_path), "0")
    assert done.returncode == 0, done.stderr
    # Two cores: waves of 4 and 32 leave room for a few more failures, the third of 256 does not.
    assert done.stdout.strip() == "{'failed': 51}"
    touched = [path for path in (tmp_path / "0").iterdir() if path.name.isdecimal()]
    assert len(touched) == 4 + 32 + 256
