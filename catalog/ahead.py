"""Fetch one step ahead, in a thread, while the step before is parsed and written."""

import queue
import threading
from collections.abc import Callable, Generator, Iterator

from catalog.http import PoliteClient
from catalog.walking import Step


def ahead(
    steps: Iterator[Step], client: PoliteClient, *, ends: Callable[[Step], bool]
) -> Generator[Step]:
    """Yield the steps while the next one is fetched in a thread; closing it stops the thread.

    Args:
        steps: what is fetched.
        client: by which it is fetched, to stop its waiting.
        ends: tells the step after which nothing more is fetched.
    """
    waiting: queue.Queue[Step | BaseException | None] = queue.Queue(maxsize=1)
    client.stop.clear()

    def put(item: Step | BaseException | None) -> bool:
        while not client.stop.is_set():
            try:
                waiting.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def fetch() -> None:
        try:
            for step in steps:
                if not put(step):
                    return
                if ends(step):
                    break
            put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            put(error)

    thread = threading.Thread(target=fetch, name="fetch", daemon=True)
    thread.start()
    try:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        client.stop.set()
        thread.join()
