"""A time budget for each page, so that no page can hold up its file."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from catalog.errors import PageTooSlowError

PAGE_SECONDS = 10.0


@contextmanager
def time_budget(seconds: float) -> Iterator[None]:
    """Raise PageTooSlowError inside the block when it takes longer.

    It works by the system's timer, in the main thread, where tasks run; elsewhere there is no
    limit. What a library does in one call is not interrupted: the parser's own limits bound that.

    Args:
        seconds: of processor time, so that a busy machine changes no result; 0 for no limit.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise PageTooSlowError(f"it took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
