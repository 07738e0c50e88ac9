import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import psycopg
import pyarrow as pa
import pytest

from catalog.cli import main
from catalog.cli.boundary import explained
from catalog.errors import CatalogError, UsageError


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (UsageError("no such crawl"), "no such crawl", 2),
        (CatalogError("3 files failed"), "3 files failed", 1),
        (
            PermissionError(errno.EACCES, "Permission denied", "/a"),
            "/a: Permission denied. Change its permissions, or choose another place.",
            2,
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "/a"),
            "/a: No space left on device. Make room, then give the same command again.",
            1,
        ),
        (duckdb.IOException("no magic bytes\nat 4"), "DuckDB says: no magic bytes", 1),
        (pa.ArrowInvalid("not a parquet file"), "Arrow says: not a parquet file", 1),
        (
            psycopg.OperationalError("server closed\nthe connection"),
            "PostgreSQL says: server closed",
            1,
        ),
        (
            CatalogError("cannot reach postgresql://ann:s3cret@db/openledger"),
            "cannot reach postgresql://ann:***@db/openledger",
            1,
        ),
        (KeyError("x"), "unexpected KeyError: 'x'. --debug shows where.", 1),
    ],
)
def test_every_error_is_one_line_and_a_code(error: Exception, line: str, code: int) -> None:
    assert explained(error) == (line, code)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("stat",), "Error: No such command 'stat'. Did you mean 'stats'?"),
        (("crawl", "publsh"), "Error: No such command 'publsh'. Did you mean 'publish'?"),
        (("db", "stauts"), "Error: No such command 'stauts'. Did you mean 'status'?"),
        (("load", ""), "Error: an argument is empty. Is a variable of the shell not set?"),
        (
            ("candidates", "--output="),
            "Error: --output is empty. Is a variable of the shell not set?",
        ),
        (
            ("crawl", "estimate", "--crawl", "latest", "--rate", "nan"),
            "Error: Invalid value for '--rate': nan is not a number that can be used here.",
        ),
        (
            ("images", "inlinks", "--output", "x", "--max-failed", "inf"),
            "Error: Invalid value for '--max-failed': inf is not in the range 0<=x<=100.",
        ),
    ],
)
def test_requests_that_cannot_be_are_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], line: str
) -> None:
    code, said = run(capsys, *arguments)
    assert (code, said.splitlines()[-1]) == (2, line)


def test_a_traceback_is_shown_with_debug_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command = ("candidates", "--reviews", str(tmp_path), "approve", "a.example", "--note", "x")
    code, said = run(capsys, *command)
    assert (code, said.count("\n")) == (2, 1)
    assert str(tmp_path) in said
    code, said = run(capsys, *command, "--debug")
    assert (code, "Traceback" in said) == (2, True)


def catalog(*arguments: str, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "catalog", *arguments],
        text=True,
        stderr=subprocess.PIPE,
        **more,  # type: ignore[call-overload]
    )


def test_a_full_disk_behind_stdout_is_one_line_and_exit_code_1() -> None:
    with Path("/dev/full").open("w") as full:
        process = catalog("providers", "list", stdout=full)
        _, said = process.communicate()
    assert process.returncode == 1
    assert said == (
        "error: No space left on device. Make room, then give the same command again.\n"
    )


@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [
        (">&-", 1, "error: the output cannot be written: it is closed\n"),
        ("<&-", 0, ""),
        ("<&- >&-", 1, "error: the output cannot be written: it is closed\n"),
        (">&- 2>&-", 1, ""),
    ],
)
def test_a_stream_that_the_shell_closed_is_no_place_for_a_file(
    closed: str, code: int, told: str
) -> None:
    command = f"'{sys.executable}' -m catalog licenses resolve https://e.example/ {closed}"
    done = subprocess.run(
        ["/bin/sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (code, told)


def test_a_reader_that_goes_away_is_no_error_to_talk_about() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = catalog("providers", "list", stdout=writing)
    os.close(writing)
    assert process.communicate() == (None, "")
    assert process.returncode == 1


SLOW = """
import os, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
from catalog.cli import boundary

def work():
    with ThreadPoolExecutor(2) as pool:
        print("begun", flush=True)
        list(pool.map(time.sleep, [600, 600]))  # longer than pytest lets a test take

sys.exit(boundary.run(work))
"""


@pytest.mark.parametrize("inherited", ["", "trap '' INT; "])
def test_one_interrupt_ends_even_threads_and_where_it_was_inherited_as_ignored(
    inherited: str,
) -> None:
    process = subprocess.Popen(
        ["sh", "-c", f'{inherited}exec "$0" -c "$1"', sys.executable, SLOW],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.strip() == (
        "interrupted. What was finished is kept and nothing is half done: "
        "give the same command again to go on."
    )
