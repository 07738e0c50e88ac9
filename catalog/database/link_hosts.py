"""Ask for links: several hosts at once, each of them one thing after another.

What was found is given out as it comes, some works of a host at a time, so that whoever notes it
loses little when it is killed.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue

from catalog.apis.host_manners import BudgetSpentError
from catalog.apis.link_probe import Probe
from catalog.database.link_schedule import Link, host_of

# So many answers in a row by which a host refuses, or does not answer: it is left alone.
_REFUSALS = 5
_SHORTEST_BACK_OFF = 60.0
# Works of one host, and seconds, after which what was found is given out.
_TOGETHER, _LONGEST = 25, 5.0

Probing = Callable[[str], Probe]
Holding = Callable[[str, float], None]
Found = Sequence[tuple[Link, Probe]]


@dataclass(slots=True)
class Piece:
    """What asking one host found lately.

    Attributes:
        left: works that were not asked for: no request was left, or the host refuses.
        is_spent: no request is left.
        refused: works left because their host refused, or did not answer, time after time: how
            many, by provider and state.
    """

    found: list[tuple[Link, Probe]] = field(default_factory=list)
    left: int = 0
    is_spent: bool = False
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(slots=True)
class Hosts:
    """Asks several hosts at once.

    Attributes:
        refusing: hosts that refuse: they are asked for nothing more.
        stop: set when nothing more is to be asked for.
    """

    pool: ThreadPoolExecutor
    probe: Probing
    back_off: Holding
    refusing: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    def ask(self, links: Sequence[Link]) -> Generator[Piece, None, None]:
        """Yield what was found as it comes. Whoever stops before the end stops the asking."""
        hosts: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            hosts[host_of(link.url)].append(link)
        pieces: SimpleQueue[Piece | BaseException | None] = SimpleQueue()
        for host, some in hosts.items():
            self.pool.submit(self._run, host, some, pieces)
        running, is_whole = len(hosts), False
        try:
            while running:
                piece = pieces.get()
                if isinstance(piece, BaseException):
                    raise piece
                if piece is None:
                    running -= 1
                else:
                    yield piece
            is_whole = True
        finally:
            if not is_whole:
                self.stop.set()

    def _run(
        self, host: str, links: Sequence[Link], pieces: SimpleQueue[Piece | BaseException | None]
    ) -> None:
        try:
            for piece in self._one_host(host, links):
                pieces.put(piece)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            pieces.put(error)
        pieces.put(None)

    def _one_host(self, host: str, links: Sequence[Link]) -> Iterator[Piece]:
        if host in self.refusing:
            yield Piece(left=len(links))
            return
        piece, begun, row = Piece(), time.monotonic(), Counter[str]()
        for number, link in enumerate(links):
            rest = links[number + 1 :]
            if self.stop.is_set():
                return
            try:
                probe = self.probe(link.url)
            except BudgetSpentError:
                piece.left, piece.is_spent = len(rest) + 1, True
                break
            piece.found.append((link, probe))
            if self._refuses(host, probe, row):
                piece.left = len(rest)
                if len(row) == 1 and row.total() >= _REFUSALS:
                    piece.refused.update((one.provider, probe.state) for one in rest)
                break
            if len(piece.found) >= _TOGETHER or time.monotonic() - begun > _LONGEST:
                yield piece
                piece, begun = Piece(), time.monotonic()
        yield piece

    def _refuses(self, host: str, probe: Probe, row: Counter[str]) -> bool:
        """Count refusals in a row, by state; tell whether a host is to be left alone."""
        is_refused = probe.state in {"blocked", "unreachable"} and probe.detail != "robots.txt"
        if not is_refused:
            row.clear()
            return False
        row[probe.state] += 1
        if probe.retry_after is not None:
            self.back_off(host, max(probe.retry_after, _SHORTEST_BACK_OFF))
        if row.total() >= _REFUSALS or probe.retry_after is not None:
            self.refusing.add(host)
            return True
        return False
