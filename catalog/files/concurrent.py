"""Work beside the work: many small requests at once, and the next item made ahead of its time.

A report on S3 takes 30 ms to come, and a crawl has 100,000.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar

AT_ONCE = 64
_LOOK_AGAIN = 0.1  # seconds, after which a wait looks whether it is still wanted
Item = TypeVar("Item")
Result = TypeVar("Result")


def map_concurrently(
    function: Callable[[Item], Result], items: Iterable[Item], *, at_once: int = AT_ONCE
) -> Iterator[Result]:
    """Yield `function(item)` for each item, in order, with some calls under way at a time.

    Unlike an executor's own `map` it takes from the items only as results are taken, so that memory
    stays bounded however many there are. What a call raises is raised in its place, and nothing
    more is begun after it.

    >>> list(map_concurrently(str.upper, ["a", "b", "c"]))
    ['A', 'B', 'C']
    """
    remaining = iter(items)
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[Future[Result]] = deque(
            pool.submit(function, item) for item in islice(remaining, 2 * at_once)
        )
        try:
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(function, item) for item in islice(remaining, 1))
                yield result
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def prefetch(
    items: Iterable[Item],
    most: int = 4,
    *,
    stop: threading.Event | None = None,
    check: Callable[[], None] = lambda: None,
    patience: Callable[[], float | None] = lambda: None,
) -> Iterator[Iterator[Item]]:
    """Make items in a thread of their own, at most a few ahead of who takes them.

    An error of the maker is raised where its item would have come.

    Args:
        items: what is made.
        most: how many may wait to be taken.
        stop: set at the end; for a maker that waits for something else meanwhile.
        check: called now and then while nothing comes; what it raises ends the wait.
        patience: seconds to wait for the maker at the end; None for as long as it takes.

    >>> with prefetch(range(3)) as numbers:
    ...     list(numbers)
    [0, 1, 2]
    """
    made: queue.Queue[Item | BaseException | None] = queue.Queue(most)
    stopped = stop or threading.Event()

    def put(item: Item | BaseException | None) -> None:
        while not stopped.is_set():
            with suppress(queue.Full):
                made.put(item, timeout=_LOOK_AGAIN)
                return

    def make() -> None:
        try:
            for item in items:
                put(item)
                if stopped.is_set():
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised in the taker's thread
            put(error)

    maker = threading.Thread(target=make, name="prefetch", daemon=True)
    maker.start()
    try:
        yield _taken(made, check)
    finally:
        stopped.set()
        maker.join(patience())


def _taken(
    made: "queue.Queue[Item | BaseException | None]", check: Callable[[], None]
) -> Iterator[Item]:
    while True:
        try:
            item = made.get(timeout=_LOOK_AGAIN)
        except queue.Empty:
            check()
            continue
        if item is None:
            return
        if isinstance(item, BaseException):
            raise item
        yield item
