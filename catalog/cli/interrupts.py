"""Ctrl-C: the work stops within a second and says how to resume it; the exit code is 130.

Every output is written under another name and renamed when it is whole, and every change of the
database is a transaction, so that ending at any moment does no harm. What keeps a thread waiting
(a slow server, a pause between requests) is therefore not waited for.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.machinery import ExtensionFileLoader
from types import FrameType

INTERRUPTED = 130
_SAID = (
    "interrupted. What was finished is kept and nothing is half done: "
    "give the same command again to go on."
)
_AGAIN = 0.05  # seconds after which an interruption is tried again
_GRACE = 0.6  # seconds in which the work may end by itself
_SHOW_CURSOR = "\x1b[?25h"
_pressed = threading.Event()
_said = threading.Event()


@contextmanager
def watching_interrupts() -> Iterator[None]:
    """End the process within a second of the first SIGINT, however busy it is.

    SIGINT counts even where it was inherited as ignored, as a background job of a shell has it:
    who sends it means it. Off the main thread nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _pressed.clear()
    _said.clear()
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    handler = signal.signal(signal.SIGINT, _interrupt)
    unraisable = sys.unraisablehook
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    # The system writes into the pipe at once, even while the main thread is inside a library.
    threading.Thread(target=_watch, args=(reader,), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGINT, handler)
        sys.unraisablehook = unraisable
        os.close(writer)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but not while an extension module is loaded: wait until it is there.

    One in C++ whose initialization is interrupted aborts the whole process (DuckDB does).
    """
    _pressed.set()
    while frame is not None:
        if isinstance(frame.f_locals.get("self"), ExtensionFileLoader):
            again = threading.Timer(_AGAIN, os.kill, (os.getpid(), number))
            again.daemon = True
            again.start()
            return
        frame = frame.f_back
    # In a finalizer Python only prints the interruption; `_watch` ends the process all the same.
    sys.unraisablehook = _say_nothing
    raise KeyboardInterrupt


def _say_nothing(_: object) -> None: ...


def was_interrupted() -> bool:
    """Return whether Ctrl-C was pressed, also where the exception was lost on its way."""
    return _pressed.is_set()


def say_interrupted() -> None:
    """Say what an interruption means, once."""
    if _said.is_set():
        return
    _said.set()
    with suppress(OSError, ValueError):
        if sys.stderr.isatty():
            sys.stderr.write(_SHOW_CURSOR)
        sys.stderr.write(f"\n{_SAID}\n")
        sys.stderr.flush()


def _watch(reader: int) -> None:
    """Wait for SIGINT, then end this process and those it started when it does not by itself."""
    while True:
        number = os.read(reader, 1)
        if not number:  # the command is done
            os.close(reader)
            return
        if number[0] == signal.SIGINT:
            break
    time.sleep(_GRACE)
    for child in multiprocessing.active_children():
        child.kill()
    say_interrupted()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(INTERRUPTED)
