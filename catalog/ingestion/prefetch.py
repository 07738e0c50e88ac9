"""Fetch one step ahead, in a thread, while the step before is parsed and written."""

import contextlib
import queue
import threading
from collections.abc import Generator, Iterator

from catalog.apis.client import PoliteClient
from catalog.apis.rate_limit import StoppedError
from catalog.ingestion.cursors import Step

_LOOK_AGAIN = 0.1  # seconds, after which a wait looks whether it is still wanted
_PATIENCE = 0.5  # seconds for a fetch that is under way; the thread ends with the process


def prefetch(steps: Iterator[Step], client: PoliteClient) -> Generator[Step]:
    """Yield the steps while the next one is fetched in a thread; closing it stops the thread.

    The client is told to wait no longer then.

    Raises:
        StoppedError: the client was cancelled.
    """
    fetcher = _Fetcher(steps, client)
    fetcher.start()
    try:
        while (item := fetcher.take()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        client.stop.set()
        fetcher.join(_PATIENCE if client.cancelled else None)
        client.begin()


class _Fetcher(threading.Thread):
    """Puts steps into a queue of one, then None; or what was raised."""

    def __init__(self, steps: Iterator[Step], client: PoliteClient) -> None:
        super().__init__(name="fetch", daemon=True)
        self._fetched: queue.Queue[Step | BaseException | None] = queue.Queue(maxsize=1)
        self._steps, self._client = steps, client

    def take(self) -> Step | BaseException | None:
        """Wait for what comes next."""
        while True:
            with contextlib.suppress(queue.Empty):
                return self._fetched.get(timeout=_LOOK_AGAIN)
            if self._client.cancelled:
                raise StoppedError("the pull was stopped")

    def run(self) -> None:
        try:
            for step in self._steps:
                self._put(step)
                if self._client.stop.is_set():
                    return
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._put(error)

    def _put(self, item: Step | BaseException | None) -> None:
        while not self._client.stop.is_set():
            with contextlib.suppress(queue.Full):
                self._fetched.put(item, timeout=_LOOK_AGAIN)
                return
