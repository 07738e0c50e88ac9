"""A time budget for each page, so that no page can hold up its file."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from catalog.errors import PageTooSlowError

PAGE_SECONDS = 10.0
_TICKS = 10  # of the clock, in the time of one page


class PageClock:
    """Stops pages that take longer than their time: `with clock:`, in it `with clock.page():`.

    One timer of the system serves all pages: to set it for each would cost more than reading most.
    It ticks ten times in a page's time, so a page may take a tenth longer. It works in the main
    thread, where tasks run; elsewhere there is no limit. What a library does in one call is not
    interrupted: the parser's own limits bound that.

    Args:
        seconds: of processor time, so that a busy machine changes no result; 0 for no limit.
    """

    def __init__(self, seconds: float) -> None:
        self.is_running = False
        self._seconds = seconds
        self._is_in_page = False
        self._ticks = 0
        self._before: Any = None

    def __enter__(self) -> Self:
        """Start."""
        if self._seconds and threading.current_thread() is threading.main_thread():
            self.is_running = True
            tick = self._seconds / _TICKS
            self._before = signal.signal(signal.SIGPROF, self._tick)
            signal.setitimer(signal.ITIMER_PROF, tick, tick)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self.is_running:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self._before)
            self.is_running = False

    @contextmanager
    def page(self) -> Iterator[None]:
        """Raise PageTooSlowError inside the block when it takes longer."""
        self._ticks = 0
        self._is_in_page = True
        try:
            yield
        finally:
            self._is_in_page = False

    def _tick(self, number: int, frame: object) -> None:
        self._ticks += 1
        if self._is_in_page and self._ticks > _TICKS:
            raise PageTooSlowError(f"it took more than {self._seconds:g} seconds")


@contextmanager
def time_budget(seconds: float) -> Iterator[None]:
    """Raise PageTooSlowError inside the block when it takes longer: a PageClock for one page."""
    with PageClock(seconds) as clock, clock.page():
        yield
