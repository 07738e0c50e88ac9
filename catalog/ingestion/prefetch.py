"""Fetch one step ahead, in a thread, while the step before is parsed and written."""

import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Iterator

from catalog.apis.client import PoliteClient
from catalog.ingestion.cursors import Step


def ahead(
    steps: Iterator[Step], client: PoliteClient, *, ends: Callable[[Step], bool]
) -> Generator[Step]:
    """Yield the steps while the next one is fetched in a thread; closing it stops the thread.

    Args:
        steps: what is fetched.
        client: by which it is fetched, to stop its waiting.
        ends: tells the step after which nothing more is fetched.
    """
    client.stop.clear()
    fetcher = _Fetcher(steps, client.stop, ends)
    fetcher.start()
    try:
        while (item := fetcher.fetched.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        client.stop.set()
        fetcher.join()


class _Fetcher(threading.Thread):
    """Puts steps into a queue of one, then None; or what was raised."""

    def __init__(
        self, steps: Iterator[Step], stop: threading.Event, ends: Callable[[Step], bool]
    ) -> None:
        super().__init__(name="fetch", daemon=True)
        self.fetched: queue.Queue[Step | BaseException | None] = queue.Queue(maxsize=1)
        self._steps, self._stop_asked, self._ends = steps, stop, ends

    def run(self) -> None:
        try:
            for step in self._steps:
                self._put(step)
                if self._ends(step) or self._stop_asked.is_set():
                    break
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._put(error)

    def _put(self, item: Step | BaseException | None) -> None:
        while not self._stop_asked.is_set():
            with contextlib.suppress(queue.Full):
                self.fetched.put(item, timeout=0.1)
                return
