"""By how much longer a work takes on eight times as much, whatever machine it runs on.

About 8 where time grows with the size, 64 where it grows with its square, 1 where it does not grow.
No test asserts seconds: a busy machine has few of them.
"""

import gc
import time
from collections.abc import Callable
from typing import Any

TIMES = 8
MOST = 24.0  # between linear and quadratic
NONE = 4.0  # between not at all and linear
TOO_SHORT = 0.02  # seconds in which nothing can be told, nor hurt


def growth(work: Callable[[Any], object], size: int, of: Callable[[int], Any] = int) -> float:
    """Return how many times as long the work takes on `of(8 * size)` as on `of(size)`.

    Each is the least of several: what else the machine does can only add to it. 0 where even the
    large one is too short to be told from nothing. What makes the text is not timed.
    """
    little, much = of(size), of(TIMES * size)
    large = seconds(lambda: work(much))
    if large < TOO_SHORT:
        return 0.0
    small = min(seconds(lambda: work(little)) for _ in range(3))
    for _ in range(4):  # what is quadratic stays so
        if large < MOST * small:
            break
        large = min(large, seconds(lambda: work(much)))
    return large / small


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds for the work alone.

    Neither other threads count, nor a look of the collector at all that other tests have left.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        start = time.thread_time()
        work()
        return time.thread_time() - start
    finally:
        if collects:
            gc.enable()
