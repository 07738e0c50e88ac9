import threading
import time
from collections import Counter

import pytest

from catalog.errors import PageTooSlowError
from catalog.links.time_budget import time_budget
from catalog.links.unreadable import Unreadable


def spin(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_block_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PageTooSlowError, match=r"more than 0\.05 seconds"), time_budget(0.05):
        spin(60)


def test_a_block_that_is_done_in_time_is_not_stopped_later() -> None:
    with time_budget(0.05):
        pass
    spin(0.1)


def test_no_limit_is_no_limit() -> None:
    with time_budget(0):
        spin(0.05)


def test_another_thread_has_no_limit() -> None:
    done = []

    def work() -> None:
        with time_budget(0.01):
            spin(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_a_slow_page_costs_itself_and_is_told() -> None:
    counts: Counter[str] = Counter()
    unreadable = Unreadable(counts, seconds=0.05)
    with unreadable.clock:
        for _ in range(30):  # many pages that take less, and more than one's time in all
            with unreadable.guard(b""):
                spin(0.01)
        with unreadable.guard(b"WARC/1.0\r\nWARC-Target-URI: https://slow.example/\r\n\r\n"):
            spin(60)
        with unreadable.guard(b""):
            pass
        spin(0.1)  # between two pages
    assert counts == {"errors.page_too_slow": 1}
    assert unreadable.kept == [
        {
            "url": "https://slow.example/",
            "error": "PageTooSlowError: it took more than 0.05 seconds",
        }
    ]
