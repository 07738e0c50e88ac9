import multiprocessing
import os
from pathlib import Path

import pytest

from catalog.apis.rate_limit import Breaker, CircuitOpen, RateLimiter, Robots, StoppedError
from catalog.errors import UsageError


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_turns_lie_one_delay_apart_and_a_late_one_comes_at_once(tmp_path: Path) -> None:
    clock = Clock()
    limiter = RateLimiter("fake", 5.0, folder=tmp_path, clock=clock)
    assert [limiter.reserve(), limiter.reserve()] == [1000.0, 1005.0]
    clock.now = 1100.0
    assert limiter.reserve() == 1100.0


def test_two_gates_of_one_provider_share_one_pace(tmp_path: Path) -> None:
    clock = Clock()
    first = RateLimiter("fake", 5.0, folder=tmp_path, clock=clock)
    second = RateLimiter("fake", 5.0, folder=tmp_path, clock=clock)
    assert [first.reserve(), second.reserve(), first.reserve()] == [1000.0, 1005.0, 1010.0]
    assert RateLimiter("other", 5.0, folder=tmp_path, clock=clock).reserve() == 1000.0


def test_a_provider_that_asks_for_a_pause_holds_everybody(tmp_path: Path) -> None:
    clock = Clock()
    RateLimiter("fake", 5.0, folder=tmp_path, clock=clock).back_off(60.0)
    assert RateLimiter("fake", 5.0, folder=tmp_path, clock=clock).reserve() == 1060.0


def test_a_turn_left_over_from_a_wrong_clock_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "fake").write_text("9999999999.0")
    (tmp_path / "torn").write_text("10.0.")
    assert RateLimiter("fake", 1.0, folder=tmp_path, clock=Clock()).reserve() == 1000.0
    assert RateLimiter("torn", 1.0, folder=tmp_path, clock=Clock()).reserve() == 1000.0


def test_a_turn_that_cannot_be_waited_for_stays_free(tmp_path: Path) -> None:
    limiter = RateLimiter("fake", 5.0, folder=tmp_path, clock=Clock())
    assert limiter.reserve(latest=900.0) == 1000.0  # at once: there is nothing to wait for
    with pytest.raises(StoppedError):
        limiter.reserve(latest=1004.9)
    assert limiter.reserve(latest=1005.0) == 1005.0


def test_a_turn_that_is_given_back_is_the_next_one_unless_a_later_one_is_taken(
    tmp_path: Path,
) -> None:
    limiter = RateLimiter("fake", 5.0, folder=tmp_path, clock=Clock())
    first, second = limiter.reserve(), limiter.reserve()
    limiter.give_back(first)
    assert limiter.reserve() == 1010.0
    limiter.give_back(second)
    limiter.give_back(1010.0)
    assert limiter.reserve() == 1010.0


def reserve_in_process(folder: Path, result: Path) -> None:
    limiter = RateLimiter("fake", 0.01, folder=folder)
    result.write_text("\n".join(str(limiter.reserve()) for _ in range(50)))


def test_processes_share_one_pace(tmp_path: Path) -> None:
    # Not a pool, whose locks a machine without /dev/shm does not have.
    new_process = multiprocessing.get_context("spawn").Process
    results = [tmp_path / f"{number}.txt" for number in range(3)]
    started = [new_process(target=reserve_in_process, args=(tmp_path, file)) for file in results]
    for process in started:
        process.start()
    for process in started:
        process.join()
    turns = sorted(float(line) for file in results for line in file.read_text().split())
    assert len(turns) == 150
    assert min(b - a for a, b in zip(turns, turns[1:], strict=False)) > 0.0099


def test_a_breaker_opens_after_failures_in_a_row_and_tries_again_when_cool() -> None:
    clock = Clock()
    breaker = Breaker(3, 60.0, clock)
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    breaker.check()
    breaker.failed()
    with pytest.raises(CircuitOpen, match="3 requests failed in a row"):
        breaker.check()
    clock.now += 60
    breaker.check()


def test_robots_are_asked_once_per_host() -> None:
    asked: list[str] = []

    def fetch(url: str) -> str | None:
        asked.append(url)
        return "User-agent: *\nDisallow: /api/private"

    robots = Robots("OpenverseCatalog/0.1", fetch)
    assert robots.allow("https://a.org/api/photos?page=1")
    assert not robots.allow("https://a.org/api/private/1")
    assert asked == ["https://a.org/robots.txt"]


def test_a_breaker_lets_through_what_is_asked_of_a_provider_that_is_alive() -> None:
    breaker = Breaker(2, 60.0, Clock())
    for _ in range(2):  # as often in a row as it takes failures to open it
        breaker.failed()
        breaker.failed()
        breaker.check(lambda: True)
    breaker.failed()
    breaker.failed()
    with pytest.raises(CircuitOpen):
        breaker.check(lambda: True)


def test_a_link_in_the_folder_of_turns_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("years of work")
    turns = tmp_path / "turns"
    turns.mkdir()
    (turns / "flickr").symlink_to(precious)
    with pytest.raises(UsageError, match="CATALOG_TURNS_DIR"):
        RateLimiter("flickr", 1.0, folder=turns).reserve()
    assert precious.read_text() == "years of work"


def test_a_folder_of_turns_is_the_users_own(tmp_path: Path) -> None:
    folder = tmp_path / "runtime" / "turns"
    RateLimiter("flickr", 0.0, folder=folder).reserve()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "flickr").stat().st_mode & 0o777 == 0o600


def test_a_folder_of_turns_that_another_user_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: tmp_path.stat().st_uid + 4711)
    monkeypatch.setattr("os.access", lambda *_: True)
    if tmp_path.stat().st_uid == 0:
        folder = tmp_path / "others"
        folder.mkdir()
        os.chown(folder, 12345, 12345)
    else:
        folder = tmp_path
    with pytest.raises(UsageError, match="belongs to another user"):
        RateLimiter("flickr", 1.0, folder=folder)
