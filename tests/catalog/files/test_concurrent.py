import threading

import pytest

from catalog.files.concurrent import map_concurrently


def test_results_come_in_the_order_of_the_items_whoever_is_first() -> None:
    later = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            later.wait(5)
        if number == 1:
            later.set()
        return number * number

    assert list(map_concurrently(work, range(5), at_once=2)) == [0, 1, 4, 9, 16]


def test_items_are_taken_only_as_results_are() -> None:
    taken: list[int] = []

    def items():
        for number in range(1_000):
            taken.append(number)
            yield number

    results = map_concurrently(str, items(), at_once=4)

    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) <= 3 + 2 * 4
    results.close()


def test_the_first_error_is_raised_and_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 3:
            raise ValueError("three")
        return number

    with pytest.raises(ValueError, match="three"):
        list(map_concurrently(work, range(1_000), at_once=2))
    assert len(begun) < 20
