"""Many small requests at once: a report on S3 takes 30 ms to come, and a crawl has 100,000."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

AT_ONCE = 64
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
