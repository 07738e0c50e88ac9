"""Messages about the work, on stderr, as verbose as -q and -v ask. Data goes to stdout, always."""

import logging
import os
import sys
from dataclasses import dataclass

import click


@dataclass(slots=True)
class Verbosity:
    """What the options -q, -v and --debug of this process say."""

    quiet: bool = False
    debug: bool = False


verbosity = Verbosity()


def say(text: str = "") -> None:
    """Say something about the work on stderr, unless --quiet is given."""
    if not verbosity.quiet:
        click.echo(text, err=True)


def occupy_streams() -> None:
    """Stand in for streams that were closed (`>&-`), or the next file takes their number.

    Input is then empty, messages go nowhere, and to write data fails.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest number that is free
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def reset() -> None:
    """Begin a command: warnings and errors are logged, the work is told of."""
    verbosity.quiet = verbosity.debug = False
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger().setLevel(logging.WARNING)


def be_quiet() -> None:
    """Say only what went wrong."""
    verbosity.quiet = True
    logging.getLogger().setLevel(logging.ERROR)


def be_verbose() -> None:
    """Log what is done."""
    logging.getLogger().setLevel(logging.INFO)


def debug() -> None:
    """Log what is done, and show where an error came from."""
    verbosity.debug = True
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("catalog").setLevel(logging.DEBUG)
