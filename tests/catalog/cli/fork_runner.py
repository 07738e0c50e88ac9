"""Runs many command lines, each in a process of its own, without starting Python for each.

    python -m tests.catalog.cli.fork_runner <cases.jsonl >results.jsonl

A case is a `Case` as JSON. The command's modules are imported once; a case is a fork, which may
become an ordinary user, be refused to write to the disk, or have a full stdout.
"""

import ctypes
import json
import os
import re
import resource
import select
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from types import FrameType

import click

from catalog.cli import boundary, cli, main

SECONDS = 90.0
PRESSED = re.compile(r"^@pressed ([\d.]+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One command line and what the machine is like.

    Attributes:
        ordinary: whether it is given by somebody who may not read and write what root may.
        full_disk: whether no file may grow.
        stdout: "pipe", "full" or "closed".
        fifo: a pipe that somebody opens for writing and closes again.
        interrupt: press Ctrl-C after so many calls of functions in the command's work; 0: never.
    """

    command: str
    what: str
    arguments: list[str]
    folder: str
    ordinary: bool = False
    full_disk: bool = False
    stdout: str = "pipe"
    fifo: str = ""
    interrupt: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case; the code is None when it had to be killed.

    `after` is the seconds that it went on after a Ctrl-C; None when it was not interrupted.
    """

    code: int | None
    out: str
    err: str
    seconds: float = 0.0
    after: float | None = None


def import_all(command: click.Command, context: click.Context | None = None) -> None:
    """Import every command's module."""
    if isinstance(command, click.Group):
        here = click.Context(command, parent=context, info_name=command.name)
        for name in command.list_commands(here):
            import_all(command.get_command(here, name) or command, here)


def run(case: Case) -> Result:
    """Run one case to its end."""
    out, err, start = os.pipe(), os.pipe(), time.monotonic()
    pid = os.fork()
    if pid == 0:
        _become(case, out[1], err[1])
    os.close(out[1])
    os.close(err[1])
    texts = _read(pid, out[0], err[0])
    _, status = os.waitpid(pid, 0)
    code = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    end = time.monotonic()
    pressed = PRESSED.search(texts[1])
    after = end - float(pressed[1]) if pressed else None
    return Result(code, texts[0], PRESSED.sub("", texts[1]), end - start, after)


def _become(case: Case, out: int, err: int) -> None:
    os.setpgid(0, 0)
    os.chdir(case.folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open("/dev/full", os.O_WRONLY) if case.stdout == "full" else out, 1)
    os.dup2(err, 2)
    if case.fifo and os.fork() == 0:
        os.closerange(1, 100)
        os.close(os.open(case.fifo, os.O_WRONLY))
        os._exit(0)
    if case.ordinary and os.geteuid() == 0:
        _obey_permissions()
    if case.stdout == "closed":
        os.close(1)
    if case.full_disk:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if case.interrupt:
        _interrupt_after(case.interrupt)
    code = 0
    try:
        main(case.arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - this is what the tests look for
        import traceback

        os.write(2, traceback.format_exc().encode())
        code = 99
    sys.stderr.flush()
    os._exit(code)


def _interrupt_after(calls: int) -> None:
    """Send SIGINT to this process after so many calls below the command line's boundary."""
    left = calls
    begun = False

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal left, begun
        if frame.f_code is boundary._done.__code__:
            begun = event == "call"
            if not begun:
                sys.setprofile(None)  # the work is done
        if begun and event == "call":
            left -= 1
            if left == 0:
                sys.setprofile(None)
                os.write(2, f"@pressed {time.monotonic()}\n".encode())
                os.kill(os.getpid(), signal.SIGINT)

    sys.setprofile(count)


def _obey_permissions() -> None:
    """Give up root's right to read and write whatever the permissions say, for good.

    The user stays root, so that Python itself can be read wherever it is installed.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH of linux/capability.h
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP of linux/prctl.h
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice 32 bits
    libc.capget(header, sets)
    for number in range(3):
        sets[number] &= ~0b110
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")


def _read(pid: int, *pipes: int) -> list[str]:
    texts = dict.fromkeys(pipes, b"")
    still, deadline = set(pipes), time.monotonic() + SECONDS
    while still and time.monotonic() < deadline:
        for pipe in select.select(list(still), [], [], 0.2)[0]:
            data = os.read(pipe, 1 << 16)
            texts[pipe] += data
            if not data:
                still.discard(pipe)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # what it left running holds our pipes
    for pipe in pipes:
        os.close(pipe)
    return [texts[pipe].decode(errors="replace") for pipe in pipes]


def serve() -> None:
    """Run the cases of stdin."""
    import_all(cli)
    for line in sys.stdin:
        result = run(Case(**json.loads(line)))
        print(json.dumps(asdict(result)), flush=True)  # noqa: T201 - it is its answer


if __name__ == "__main__":
    os.umask(0o022)
    serve()
