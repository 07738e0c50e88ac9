"""Rate limiter, robots.txt and circuit breaker: how a server is asked without being a burden.

The pace is kept across threads and processes of one user on one machine, by a lock file per
provider in a folder of that user's (`CATALOG_TURNS_DIR`, or one below the runtime or cache
directory). Lambdas share no disk: there, a provider's function has a reserved concurrency of one.

robots.txt speaks to those who crawl pages. It is asked where we read pages, or an endpoint that a
site never documented for others; a documented API answers to its own terms, and is not asked.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from protego import Protego

from catalog.errors import CatalogError, UsageError
from catalog.settings import load_settings

_LONGEST_BACK_OFF = 600.0
_ELSEWHERE = "Set CATALOG_TURNS_DIR to a folder of your own."


class CircuitOpen(CatalogError):
    """The provider failed so often in a row that it is left alone for a while."""


class StoppedError(CatalogError):
    """The work was stopped while it waited."""


class RateLimiter:
    """Lets one request through per delay, whoever asks on this machine.

    The lock is held only while a slot is reserved, not while waiting for it.

    The delay is in seconds between the starts of two requests. A file of the provider's name holds
    the time of the last reserved slot, in the folder that the settings name unless another one is
    given.
    """

    def __init__(
        self,
        name: str,
        delay: float,
        *,
        folder: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.delay = delay
        self._clock = clock
        self._path = own_folder(folder or load_settings().turns) / name
        self._lock = threading.Lock()

    def reserve(self, latest: float | None = None) -> float:
        """Take the next free turn and return its time (seconds since 1970).

        Raises:
            StoppedError: it would have to be waited for beyond `latest`; it stays free.
        """

        def next_slot(now: float, last: float) -> float:
            slot = max(now, last + self.delay)
            if latest is not None and now < slot > latest:
                raise StoppedError("the deadline comes before the next request may be sent")
            return slot

        return self._move(next_slot)

    def give_back(self, slot: float) -> None:
        """Free a reserved turn that nothing was asked in, unless a later one is taken already."""
        self._move(lambda _, last: last - self.delay if last == slot else last)

    def back_off(self, seconds: float) -> None:
        """Let nobody through for so long: the provider asked us to stay away."""
        self._move(lambda now, last: max(last, now + seconds - self.delay))

    def _move(self, slot_after: Callable[[float, float], float]) -> float:
        with self._lock, _open(self._path) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            now, last = self._clock(), _seconds(file.read())
            # A turn far ahead is left over from a clock that was set back.
            last = last if last <= now + 1000 * self.delay + _LONGEST_BACK_OFF else now - self.delay
            slot = slot_after(now, last)
            file.seek(0)
            file.truncate()
            file.write(repr(slot))
        return slot


def own_folder(folder: Path) -> Path:
    """Make a folder that only this user may write to, where it is not there, and return it.

    Raises:
        UsageError: it cannot be made or written to, or it is another user's.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        owners = {folder.stat().st_uid, folder.lstat().st_uid}
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}. {_ELSEWHERE}") from error
    if not owners <= {os.geteuid(), 0} or not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{folder} belongs to another user. {_ELSEWHERE}")
    return folder


def _open(path: Path) -> IO[str]:
    """Open a file for reading and writing; never what a link that somebody else made points to."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.fdopen(os.open(path, flags, 0o600), "r+")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}. {_ELSEWHERE}") from error


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


@dataclass(slots=True)
class Breaker:
    """Opens after so many failures in a row, and lets one try through after `cooldown` seconds.

    Before it stays open it looks whether the provider is alive. One that is has answered, so what
    fails is what was asked for; that may happen so many times in a row as well.
    """

    failures: int
    cooldown: float
    clock: Callable[[], float] = time.monotonic
    _row: int = 0
    _looks: int = 0
    _opened: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def check(self, is_alive: Callable[[], bool] = lambda: False) -> None:
        """Raise CircuitOpen while left alone; `is_alive` asks for what was answered before."""
        if not self._is_open():
            return
        if self._looks < self.failures:
            self._looks += 1
            if is_alive():
                with self._lock:
                    self._row, self._opened = 0, None
                return
        raise CircuitOpen(
            f"{self._row} requests failed in a row: nothing more is asked for "
            f"{self.cooldown:.0f} s. Start again later; what was written stays."
        )

    def _is_open(self) -> bool:
        with self._lock:
            return self._opened is not None and self.clock() - self._opened < self.cooldown

    def failed(self) -> None:
        """Note a request that failed."""
        with self._lock:
            self._row += 1
            if self._row >= self.failures:
                self._opened = self.clock()

    def succeeded(self) -> None:
        """Note a request that was answered."""
        with self._lock:
            self._row, self._looks, self._opened = 0, 0, None


@dataclass(slots=True)
class Robots:
    """What the robots.txt of each host allows us, asked once per host.

    It is read for our User-Agent by `fetch`, which returns the text of a URL, or None when there is
    none (then all is allowed). Of rules the longest counts, and they may hold `*` and `$`
    (RFC 9309, 2.2.2 and 2.2.3).
    """

    agent: str
    fetch: Callable[[str], str | None]
    _rules: dict[str, Protego] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        """Tell whether the site lets us read a URL."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{_host(parts.netloc)}"
        if host not in self._rules:
            text = self.fetch(f"{host}/robots.txt") or ""
            self._rules[host] = Protego.parse(text.removeprefix("\ufeff"))
        return bool(self._rules[host].can_fetch(url, self._name))

    def crawl_delay(self, host: str) -> float | None:
        """Return the seconds that a host's robots.txt asks for, if it was read and names some."""
        for base, rules in self._rules.items():
            if base.partition("://")[2] == _host(host):
                delay = rules.crawl_delay(self._name)
                return float(delay) if delay is not None else None
        return None

    @property
    def _name(self) -> str:
        """By which a robots.txt knows us: a product's name, without version and address."""
        return self.agent.partition("/")[0]


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower()
