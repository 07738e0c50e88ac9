"""The grants that calls on the deployed platform rest on, on record: `used_grants.txt`.

The record lets a quick test say what is granted and never used. Whatever deploys the platform holds
its own lines when it ends: nothing is missing, nothing is new, and nothing is recorded that it no
longer uses. `RECORD_GRANTS=1 pytest tests/stacks/test_local_...` writes the lines of one file anew.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from local_aws.calls import Traced
from local_aws.policies.own_calls import missing, needed, used
from local_aws.policies.templates import Account

RECORD = Path(__file__).with_name("used_grants.txt")


def read_record() -> dict[str, set[str]]:
    """Return each grant on record, and the files of tests that use it."""
    lines = (line.split("\t") for line in RECORD.read_text().splitlines())
    return {grant: set(files.split(", ")) for grant, files in lines}


def write_record(record: dict[str, set[str]]) -> None:
    """Write the record, in order."""
    lines = [
        f"{grant}\t{', '.join(sorted(files))}" for grant, files in sorted(record.items()) if files
    ]
    RECORD.write_text("\n".join(lines) + "\n")


def hold(account: Account, calls: Iterable[Traced], request: pytest.FixtureRequest) -> None:
    """Hold the calls that the tests of a file made against the policies and the record.

    Raises:
        AssertionError: a call is not allowed, or the record is not what was used.
    """
    permissions = needed(account, calls)
    assert not (lacking := missing(permissions)), lacking
    name = request.path.name
    now = {str(grant) for grant in used(account, permissions)}
    record = read_record()
    if os.environ.get("RECORD_GRANTS"):
        for grant in now | record.keys():
            files = record.setdefault(grant, set())
            (files.add if grant in now else files.discard)(name)
        write_record(record)
        return
    if not any(name in files for files in record.values()):
        return  # of this file nothing is on record yet
    known = {grant for grant, files in record.items() if name in files}
    why = f"RECORD_GRANTS=1 pytest tests/stacks/{name} writes {RECORD.name} anew"
    assert not (new := sorted(now - known)), f"{new}; {why}"
    if _all_ran(request):
        idle = sorted(known - now)
        assert not idle, f"no test uses {idle} any more; {why}"


def _all_ran(request: pytest.FixtureRequest) -> bool:
    """Tell whether every test of the file was chosen, and none failed."""
    chosen = {
        getattr(item, "originalname", "")
        for item in request.session.items
        if item.path == request.path
    }
    tests = {name for name in vars(request.module) if name.startswith("test_")}
    return tests <= chosen and not request.session.testsfailed
