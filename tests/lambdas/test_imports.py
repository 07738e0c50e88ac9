"""What runs on AWS imports neither awswrangler nor pandas: only what publishes the lake does, late.

They take a second and 100 MB of each cold start, and the functions' layer does not hold them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for place in ("lambdas/*/handler.py", "glue_scripts/*.py", "emr_scripts/*.py")
    for path in ROOT.glob(place)
)
# Says after each program what came into the process with it.
PROBE = """
import importlib, json, sys
seen, found = set(), {}
for name in sys.argv[1:]:
    importlib.import_module(name)
    now = {"awswrangler", "pandas"} & set(sys.modules)
    found[name] = sorted(now - seen)
    seen |= now
print(json.dumps(found))
"""


def imported(*programs: str) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *programs],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "POWERTOOLS_SERVICE_NAME": "test", "POWERTOOLS_TRACE_DISABLED": "true"},
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_no_program_on_aws_begins_with_pandas() -> None:
    assert len(PROGRAMS) >= 20
    assert {name: new for name, new in imported(*PROGRAMS).items() if new} == {}


def test_the_probe_would_find_it() -> None:
    assert "pandas" in imported("json", "awswrangler")["awswrangler"]
