"""How the hosts of works are asked: each at its own pace, and only what its robots.txt allows."""

import hashlib
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from catalog.apis.rate_limit import RateLimiter, Robots
from catalog.apis.web_session import TIMEOUT, first_bytes

_LONGEST_ROBOTS = 512 * 1024  # RFC 9309, 2.5: at least 500 kibibytes must be parsed
_LONGEST_DELAY = 30.0
_NOTHING = "User-agent: *\nDisallow: /"


class BudgetSpentError(Exception):
    """As many requests were sent as may be."""


@dataclass(slots=True)
class HostManners:
    """Waits for a host's turn and reads its robots.txt, once; shared by threads.

    Attributes:
        session: what reads robots.txt.
        agent: our User-Agent.
        delay: seconds between two requests to one host; its Crawl-delay, up to 30 s, if longer.
        budget: requests that may be sent in all, those for robots.txt among them.
        robots: whether robots.txt is asked.
        stop: set when nothing more is to be asked: no request is left, and no turn is waited for.
    """

    session: requests.Session
    agent: str
    delay: float = 1.0
    budget: int = 10_000
    robots: bool = True
    spent: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    _limiters: dict[str, RateLimiter] = field(default_factory=dict)
    _robots: dict[str, Robots] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def may_ask(self, url: str) -> bool:
        """Wait for the turn of a URL's host; False: its robots.txt does not allow the URL.

        Raises:
            BudgetSpentError: no request is left.
        """
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].lower()
        if self.robots:
            rules = self._rules(host)
            if not rules.allow(url):
                return False
            asked = min(rules.crawl_delay(host) or 0.0, _LONGEST_DELAY)
            self._limiter(host).delay = max(self.delay, asked)
        self._spend()
        self._wait(host)
        return True

    def back_off(self, host: str, seconds: float) -> None:
        """Stay away from a host for so long, as it asked."""
        self._limiter(host).back_off(seconds)

    def _rules(self, host: str) -> Robots:
        with self._lock:
            return self._robots.setdefault(host, Robots(self.agent, self._read_robots))

    def _read_robots(self, url: str) -> str | None:
        """Return a robots.txt; where the server fails, nothing is allowed (RFC 9309, 2.3.1.4)."""
        self._spend()
        self._wait(urlsplit(url).netloc.lower())
        try:
            with self.session.get(url, timeout=TIMEOUT, stream=True) as answer:
                if answer.status_code >= 500 or answer.status_code == 429:
                    return _NOTHING
                if answer.status_code >= 400:
                    return None
                # Of one that breaks off, what came counts.
                return first_bytes(answer, _LONGEST_ROBOTS)[0].decode("utf-8", "replace")
        except (requests.RequestException, HTTPError, OSError):
            return None  # asking for the file itself will tell why

    def _spend(self) -> None:
        with self._lock:
            if self.spent >= self.budget or self.stop.is_set():
                raise BudgetSpentError
            self.spent += 1

    def _wait(self, host: str) -> None:
        slot = self._limiter(host).reserve()
        if self.stop.wait(max(0.0, slot - time.time())):
            raise BudgetSpentError

    def _limiter(self, host: str) -> RateLimiter:
        with self._lock:
            if host not in self._limiters:
                self._limiters[host] = RateLimiter(_file_name(host), self.delay)
            return self._limiters[host]


def _file_name(host: str) -> str:
    """Return a name for a host's turns; hosts come from outside, so nothing of it is trusted."""
    if re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,100}(:[0-9]{1,5})?", host) and ".." not in host:
        return f"host-{host.replace(':', '_')}"
    return f"host-{hashlib.sha256(host.encode()).hexdigest()[:32]}"
