"""Every command meets every kind of broken input with one clear line; click's tree has them all.

A new command is in here by itself: its required values are found by the type or the name of its
parameters, its places by what `is_place` says of them.
"""

import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.cli import cli
from catalog.cli.common import is_place
from catalog.lake.publish import publish
from scripts.provider_api import serving
from tests.catalog.cli.fork_runner import Case, Result
from tests.catalog.database.loading import image, landing
from tests.catalog.lake.working_output import CRAWL, link_row, write_working_file
from tests.conftest import copied_database

ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.postgres, pytest.mark.skipif(os.name != "posix", reason="forks")]


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can be given: its words, and the parameters of it and of its groups."""

    words: tuple[str, ...]
    levels: tuple[tuple[str, tuple[click.Parameter, ...]], ...]

    @property
    def parameters(self) -> list[click.Parameter]:
        return [param for _, params in self.levels for param in params]


def leaves(
    command: click.Command, context: click.Context | None = None, *levels: tuple[str, object]
) -> Iterator[Command]:
    here = click.Context(command, parent=context, info_name=command.name)
    path = (*levels, (str(command.name), tuple(command.params)))
    if isinstance(command, click.Group):
        for name in command.list_commands(here):
            below = command.get_command(here, name)
            assert below is not None
            below.name = name
            yield from leaves(below, here, *path)
        if not command.invoke_without_command:
            return
    yield Command(tuple(name for name, _ in path[1:]), path[1:])  # type: ignore[arg-type]


COMMANDS = {" ".join(command.words): command for command in leaves(cli)}
# Values that only the parameter's name tells. Others are found by their type.
VALUES = {
    "crawl": CRAWL,
    "domain": "museum.example",
    "name": "clevelandmuseum",
    "names": "clevelandmuseum",
    "provider": "met",
    "url": "http://127.0.0.1:9/",
    "urls": "https://creativecommons.org/licenses/by/4.0/",
    "creator": "ann",
    "limit": "1",
    "workers": "1",
    "sample_domains": "0",
    "attempts": "1",
}
# Parameters that are always given, where a command has them, although it could do without.
ALWAYS = {"crawl", "lake", "source", "output", "mirror", "rejected_dir", "reviews", "creator"}
ALWAYS |= {"limit", "workers", "sample_domains", "attempts"}
# What one command needs together with another parameter, and what cannot stand together.
TOGETHER = {"select": ("set_",), "set_": ("select",)}
NOT_TOGETHER = {"wat": ("crawl",)}
NEEDS = {"batch-update": ("select", "set_"), "records delete": ("where",)}
NEEDS |= {"records restore": ("where",)}
# Which else asks every provider, one after the other.
NEEDS |= {"providers check": ("names",)}
# An option of a group that its commands use.
OF_THE_GROUP = {"reviews"}
# These would end the test's own server, write into the project, or open a browser or a shell.
LEFT_OUT = {"providers new", "browse"}


def value(param: click.Parameter, good: dict[str, Path]) -> str:
    if param.name in good:
        return str(good[str(param.name)]).replace("http:/1", "http://1")
    if param.name in VALUES:
        return VALUES[str(param.name)]
    if isinstance(param.type, click.Choice):
        return str(param.type.choices[0])
    if isinstance(param.type, click.IntRange | click.FloatRange):
        return str(int(param.type.min or 0) + 1)
    return "1" if param.type in (click.INT, click.FLOAT) else "x"


def line(
    command: Command, good: dict[str, Path], database: str, broken: dict[str, str]
) -> list[str]:
    """Return a command line in which all is well but for what is broken."""
    name = " ".join(command.words)
    wanted = ALWAYS | set(NEEDS.get(name, ())) | broken.keys()
    wanted |= {other for one in broken for other in TOGETHER.get(one, ())}
    wanted -= {other for one in broken for other in NOT_TOGETHER.get(one, ())}
    if "where" in wanted and "ids" in broken:
        wanted.discard("where")
    if "db_dir" not in broken:
        wanted.add("database_url")
    arguments: list[str] = []
    for word, params in command.levels:
        arguments.append(word)
        for param in params:
            if not (param.required or param.name in wanted):
                continue
            given = broken.get(str(param.name)) or (
                database if param.name == "database_url" else value(param, good)
            )
            if isinstance(param, click.Option):
                arguments += [max(param.opts, key=len), given]
            else:
                arguments.append(given)
    return arguments


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    """Make a folder in which every command could do its work."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="catalog-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        write_working_file(str(folder / "work"), "a", [link_row("museum.example")], folder)
        publish(CRAWL, output=str(folder / "work"), lake=str(folder / "lake"))
        write_working_file(str(folder / "work"), "a", [link_row("museum.example")], folder)
        shutil.copytree(ROOT / "sample", folder / "sample")
        (folder / "landing").mkdir()
        landing(folder / "landing" / "image.parquet", [image(1)])
        (folder / "page.html").write_text("<p>a page</p>")
        (folder / "answer.json").write_text("{}")
        (folder / "where.sql").write_text("provider = 'met'")
        (folder / "set.sql").write_text("title = 'x'")
        (folder / "ids.txt").write_text("met\t1\n")
        (folder / "reviews.json").write_text("{}")
        (folder / "empty").touch()
        with serving(3) as api:
            (folder / "api").write_text(api)
            yield folder
        for path in folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o755)


def good_places(world: Path, case: Path) -> dict[str, Path]:
    names = {
        "mirror": "api",
        "lake": "lake",
        "source": "sample",
        "places": "landing",
        "where": "where.sql",
        "select": "where.sql",
        "set_": "set.sql",
        "ids": "ids.txt",
        "reviews": "reviews.json",
        "file": "page.html",
    }
    found = {name: world / place for name, place in names.items()}
    found["mirror"] = Path((world / "api").read_text())
    return found | {"output": case / "out", "rejected_dir": case / "rejected"}


def spoiled(good: Path, target: Path, spoil: Callable[[Path], object]) -> Path:
    """Copy what is good, and spoil every file of it."""
    if good.is_dir():
        shutil.copytree(good, target)
    elif good.exists():
        shutil.copy(good, target)
    else:
        target.touch()
    for path in target.rglob("*") if target.is_dir() else [target]:
        if path.is_file():
            spoil(path)
    return target


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(3000))


def a_folder(good: Path, target: Path) -> Path:
    target.mkdir()
    (target / "something").touch()
    return target


def linked(place: Path | str) -> Callable[[Path, Path], Path]:
    def make(good: Path, target: Path) -> Path:
        target.symlink_to(target if place == "itself" else place)
        return target

    return make


def a_fifo(good: Path, target: Path) -> Path:
    os.mkfifo(target)
    target.chmod(0o666)
    return target


def a_parquet_of_another_shape(good: Path, target: Path) -> Path:
    table = pa.table({"other": [1, 2]})
    return spoiled(good, target, lambda path: pq.write_table(table, path))


BROKEN: dict[str, Callable[[Path, Path], Path]] = {
    "missing": lambda good, target: target,
    "below a file": lambda good, target: Path("empty") / "x",
    "a folder": a_folder,
    "empty": lambda good, target: spoiled(good, target, lambda path: path.write_bytes(b"")),
    "garbage": lambda good, target: spoiled(good, target, garbage),
    "cut short": lambda good, target: spoiled(
        good, target, lambda path: os.truncate(path, path.stat().st_size // 2)
    ),
    "wrong type": lambda good, target: spoiled(good, target, lambda path: path.write_text("42\n")),
    "another Parquet": a_parquet_of_another_shape,
    "no permission": lambda good, target: spoiled(good, target, lambda path: path.chmod(0)),
    "no permission for the folder": lambda good, target: _closed(target),
    "a device": lambda good, target: _device(target),
    "a fifo": a_fifo,
    "a link to itself": linked("itself"),
    "a link to nothing": linked("nowhere"),
    "a name too long": lambda good, target: target.with_name("x" * 300),
}


# What is tried in each run of the tests, in turn, and not only in the long proofs.
SOME = ("garbage", "no permission")


def _device(target: Path) -> Path:
    """Return a device like /dev/null; one of our own where it could be replaced."""
    if os.geteuid() != 0:
        return Path("/dev/null")
    os.mknod(target, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    return target


def _closed(target: Path) -> Path:
    target.mkdir(mode=0)
    return target / "x"


def cases(command: Command, world: Path, database: str, which: str) -> Iterator[Case]:
    name = " ".join(command.words)
    number = 0

    def case(what: str, param: str = "", make: object = None, **more: object) -> Case:
        nonlocal number
        number += 1
        folder = world / which / name.replace(" ", "-") / str(number)
        folder.mkdir(parents=True)
        folder.chmod(0o777)
        (folder / "empty").touch()
        good = good_places(world, folder)
        broken = {}
        if param:
            suffix = good.get(param, Path("x")).suffix
            broken[param] = str(make(good.get(param, Path("none")), folder / f"broken{suffix}"))  # type: ignore[operator]
        made = Case(name, what, line(command, good, database, broken), str(folder), **more)  # type: ignore[arg-type]
        return replace(made, fifo=broken[param]) if what.endswith("a fifo") else made

    if which == "ctrl-c":
        yield from (case(f"Ctrl-C after {calls} calls", interrupt=calls) for calls in CALLS)
        return
    if which == "all":
        yield case("a full stdout", stdout="full")
        yield case("a closed stdout", stdout="closed")
    yield case("a full disk", full_disk=True)
    # Of a group's options, those that the group alone uses are tried with the group.
    own = [*command.levels[-1][1], *(p for p in command.parameters if p.name in OF_THE_GROUP)]
    for turn, param in enumerate(filter(is_place, dict.fromkeys(own))):
        for what, make in BROKEN.items():
            if which == "some" and what != SOME[turn % len(SOME)]:
                continue
            yield case(f"{param.name}: {what}", str(param.name), make, ordinary=True)


Runner = Callable[[str, str], list[tuple[Case, Result]]]


@pytest.fixture(scope="module")
def runner(world: Path, server_dir: Path) -> Iterator[Runner]:
    """Give a function that runs the cases of one command, some or all."""
    program = [sys.executable, "-m", "tests.catalog.cli.fork_runner"]
    pipe = subprocess.PIPE
    with (
        copied_database(server_dir) as url,
        subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None

        def run(name: str, which: str) -> list[tuple[Case, Result]]:
            done = []
            for case in cases(COMMANDS[name], world, url, which):
                process.stdin.write(json.dumps(asdict(case)) + "\n")
                process.stdin.flush()
                done.append((case, Result(**json.loads(process.stdout.readline()))))
            return done

        yield run
        process.stdin.close()


def fault(result: Result) -> str:
    """Say what is wrong with how a command ended; nothing when it is as it should be."""
    if result.code is None:
        return "hangs"
    if result.code not in (0, 1, 2):
        return f"exit code {result.code}"
    if re.search("^Traceback|^error: unexpected|^Exception ignored", result.err, re.MULTILINE):
        return "shows its insides"
    lines = [text for text in result.err.splitlines() if text.lower().startswith("error:")]
    if result.code and len(lines) != 1:
        return f"says {len(lines)} lines of error"
    return ""


NAMES = sorted(COMMANDS.keys() - LEFT_OUT)


@pytest.mark.parametrize("name", NAMES)
def test_broken_input_is_one_clear_line(name: str, runner: Runner) -> None:
    check(runner(name, "some"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_broken_input_is_one_clear_line(name: str, runner: Runner) -> None:
    check(runner(name, "all"))


# After how many calls Ctrl-C is pressed: at once, on the way in, in the midst of the work.
CALLS = (1, 100, 1_000, 10_000)


@pytest.mark.parametrize("name", NAMES)
def test_ctrl_c_ends_it_within_a_second_and_says_how_to_go_on(name: str, runner: Runner) -> None:
    pressed = [(case, result) for case, result in runner(name, "ctrl-c") if result.after]
    assert pressed
    for case, result in pressed:
        told = f"{case.what}\n{result.err[-2000:]}"
        assert result.code == 130, told
        assert result.err.count("give the same command again") == 1, told
        assert "Traceback" not in result.err, told
        assert result.after is not None
        # A second, but for what else this machine may do; who does not hear it is killed after 90.
        assert result.after < 10, told


def check(results: list[tuple[Case, Result]]) -> None:
    faults = [
        f"{case.what}: catalog {' '.join(case.arguments)}\n{told}\n{result.err[-600:]}"
        for case, result in results
        if (told := fault(result))
    ]
    assert not faults, "\n\n".join(faults)


def test_only_commands_that_are_tried_otherwise_are_left_out() -> None:
    assert LEFT_OUT - COMMANDS.keys() <= {"browse"}
