"""The README's two commands work where there is Python, make, git and a shell, and nothing else."""

import faulthandler
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import ALL

ROOT = Path(__file__).parents[2]
# What Debian's essential packages, make and git bring, as far as it is called here.
PROGRAMS = (
    *("sh", "bash", "env", "make", "git", "python3", "dirname", "mkdir", "rm", "sleep", "cat"),
    *("cp", "mv", "ln", "ls", "chmod", "touch", "sed", "grep", "expand", "head", "tail", "id"),
    *("uname", "tr", "sort", "true", "expr", "mktemp", "date", "kill", "ps", "timeout"),
)
# Where root runs the tests somebody else gives the commands.
ORDINARY: dict[str, Any] = (
    {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
)
pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@dataclass(frozen=True)
class Machine:
    """A folder with the project in it, and the environment of somebody who has little."""

    project: Path
    environment: dict[str, str]

    def run(self, command: str, *, status: int = 0, **more: Any) -> str:
        done = subprocess.run(
            ["bash", "-c", f"umask 077; {command}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=900,
            check=False,
            **{"cwd": self.project, "env": self.environment, **ORDINARY, **more},
        )
        assert done.returncode == status, f"{command}\n{done.stdout[-3000:]}"
        return done.stdout


def python() -> str:
    """Return a Python that an ordinary user may run: the system's, unless it is too old."""
    for found in ("/usr/bin/python3", os.path.realpath(sys._base_executable)):  # type: ignore[attr-defined]
        new_enough = "import sys; sys.exit(sys.version_info < (3, 11))"
        if not subprocess.run([found, "-c", new_enough], check=False).returncode:
            return found
    raise AssertionError("there is no Python")


@pytest.fixture(scope="module", autouse=True)
def patience() -> None:
    """Let setting up take as long as the package index needs; each command has its own limit."""
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Give a copy of the project below a path with spaces, on a machine without pip and Node."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="catalog test ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "bin").mkdir()
        (folder / "home").mkdir()
        for program in PROGRAMS:
            found = python() if program == "python3" else shutil.which(program)
            if found:
                (folder / "bin" / program).symlink_to(found)
        # As on Debian, where ensurepip is in a package of its own.
        (folder / "without").mkdir()
        (folder / "without" / "ensurepip.py").write_text("raise ModuleNotFoundError('ensurepip')")
        project = folder / "ø catalog (1)"
        files = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        for file in filter(None, files.split("\0")):
            target = project / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / file).is_file():
                shutil.copy(ROOT / file, target)
        kept = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_", "REQUESTS_"))}
        kept |= {k: v for k, v in os.environ.items() if k.lower().endswith("_proxy")}
        environment = {
            **kept,
            "PATH": str(folder / "bin"),
            "HOME": str(folder / "home"),
            "PYTHONPATH": str(folder / "without"),
            "LANG": "C",
            "TERM": "dumb",
            "DATABASE_URL": "postgresql://shop@127.0.0.1:9/myshop",
        }
        for path in (folder / "home", project, *project.rglob("*")):
            if ORDINARY:
                os.chown(path, 65534, 65534)
        yield Machine(project, environment)


@pytest.fixture(scope="module")
def installed(machine: Machine) -> str:
    """Set up what the demo needs where somebody was stopped in that, and say what was said."""
    machine.run("python3 -m venv --without-pip .venv && rm -r .venv/bin")
    return machine.run("make .venv/run.stamp")


@pytest.fixture(scope="module")
def demo(machine: Machine, installed: str) -> str:
    """Run the demo, and say what it said."""
    return machine.run("make demo")


def printed(text: str) -> list[str]:
    """Return the commands that a text shows after a dollar sign."""
    return re.findall(r"^\$ (.*)$", text, re.MULTILINE)


def test_python_alone_is_enough_to_set_up_and_to_mend_what_is_half_made(
    installed: str, machine: Machine
) -> None:
    assert installed.startswith("setting up .venv from requirements.txt")
    assert "catalog, version" in machine.run(".venv/bin/catalog --version")


def test_the_demo_runs_and_says_nothing_that_only_a_terminal_understands(demo: str) -> None:
    assert "Done. Open demo-output/report.html" in demo
    assert "\x1b" not in demo


def test_every_command_that_the_demo_prints_can_be_given_again(demo: str, machine: Machine) -> None:
    commands = printed(demo)
    assert len(commands) >= 15
    for command in commands:
        machine.run(f". .venv/bin/activate; {command}")
    machine.run(". .venv/bin/activate; catalog db stop --db-dir demo-output/db")


# The commands of each page in their order, but those that say why they are not run.
PAGES = {
    page: [
        command
        for block in ALL
        if block.page == page and not block.reason
        for command in block.commands
    ]
    for page in sorted({block.page for block in ALL if not block.reason})
}


def typed(command: str) -> str:
    """Return a command as it is given here: what runs until Ctrl-C gets one."""
    if command.startswith("catalog browse"):
        return f"timeout --preserve-status --signal=INT 8 {command} || test $? = 130"
    return command


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_command_that_a_page_shows_can_be_given(
    demo: str, machine: Machine, page: str
) -> None:
    lines = [typed(command) for command in PAGES[page] if command != "make demo"]
    own = "docs/first-catalog.md"  # makes a catalog of its own
    place = "" if page == own else "export CATALOG_DB_DIR=demo-output/db"
    script = "\n".join(["set -e", "unset DATABASE_URL", place, ". .venv/bin/activate", *lines])
    machine.run(f"{script}\ncatalog db stop --db-dir demo-output/db")


def test_the_pages_show_enough_to_be_worth_this() -> None:
    assert len(PAGES) >= 6
    assert sum(map(len, PAGES.values())) >= 25


@pytest.mark.skipif(not ORDINARY, reason="only root can be two other users")
def test_another_user_of_the_machine_is_not_in_the_way_of_the_first(
    demo: str, machine: Machine
) -> None:
    other = machine.project.parent / "other"
    other.mkdir()
    daemon = pwd.getpwnam("daemon")  # PostgreSQL wants a user whom the machine knows
    os.chown(other, daemon.pw_uid, daemon.pw_gid)
    machine.run("chmod a+rx . && chmod -R a+rX .venv catalog scripts")
    programs = machine.project / ".venv" / "bin"
    api = f"'{programs}/python' '{machine.project}/scripts/provider_api.py' 5"
    theirs = {**machine.environment, "HOME": str(other)}
    first: dict[str, Any] = {"user": 65534, "group": 65534}
    ids = {"user": daemon.pw_uid, "group": daemon.pw_gid}
    second: dict[str, Any] = {**ids, "cwd": other, "env": theirs}
    for place, who in ((other, second), (machine.project / "mine", first), (other, second)):
        catalog, db = f"'{programs}/catalog'", f"--db-dir '{place}/db'"
        pull = f"ingest clevelandmuseum --url API --output '{place}/landing' --again --load {db}"
        machine.run(f"{catalog} db migrate {db} && {api} {catalog} {pull}", **who)
        machine.run(f"{catalog} db stop {db}", **who)


def test_a_file_of_the_project_is_as_private_as_the_umask_says(demo: str, machine: Machine) -> None:
    report = machine.project / "demo-output" / "report.html"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_python_that_is_too_old_is_named(machine: Machine) -> None:
    old = machine.project.parent / "old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    told = machine.run(f"PYTHON='{old}' scripts/install.sh requirements.txt", status=1)
    assert "Python 3.11 or newer is needed, but" in told
    assert "Python 3.9.2" in told
