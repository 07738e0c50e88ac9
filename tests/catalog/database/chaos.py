"""Killing loads and servers, and what must hold afterwards."""

import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from catalog.database import deletion, migrate, refresh, server
from catalog.database.connection import connect
from catalog.database.refresh import RefreshRequest
from catalog.database.selection import by_condition
from tests.catalog.database.loading import load

# Children start in milliseconds: what they need is imported once, before they are forked.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.catalog.database.loading"])
CONTENT = (
    "SELECT md5(string_agg(r, '|' ORDER BY r)) FROM (SELECT (to_jsonb(image) - 'identifier'"
    " - 'created_on' - 'updated_on' - 'last_synced_with_source')::text AS r FROM image) AS rows"
)


def content(url: str) -> str | None:
    """Return a digest of what the image table says, but for moments and identifiers."""
    with psycopg.connect(url) as connection:
        row = connection.execute(CONTENT).fetchone()
        assert row is not None
        return None if row[0] is None else str(row[0])


@dataclass
class Scene:
    """A server of its own, two files to load one after the other, and how that goes calmly.

    Attributes:
        states: the table's content before, between and after the two loads.
        seconds: how long a load takes.
    """

    db_dir: Path
    files: tuple[Path, Path]
    random: random.Random
    states: tuple[str | None, ...] = ()
    seconds: float = 0.0
    kills: int = 0

    @property
    def url(self) -> str:
        """Return the database's URL."""
        return server.url(self.db_dir)

    def run_calmly(self) -> None:
        """Load both files with nobody in the way, and remember the states."""
        server.start(self.db_dir)
        with connect(self.url, autocommit=True) as connection:
            list(migrate.migrate(connection))
        states = [content(self.url)]
        begun = time.monotonic()
        for file in self.files:
            self.load_in_child(file).join()
            states.append(content(self.url))
        self.seconds = (time.monotonic() - begun) / 2
        self.states = tuple(states)
        assert len(set(states)) == 3
        self.empty()

    def empty(self) -> None:
        """Begin anew."""
        with psycopg.connect(self.url) as connection:
            connection.execute("TRUNCATE image, load_count, load_history")

    def load_in_child(self, file: Path) -> "multiprocessing.process.BaseProcess":
        """Start a process that loads a file; what it says goes nowhere."""
        child = PROCESSES.Process(target=load_silently, args=(self.url, str(file)))
        child.start()
        return child

    def kill_loads(self, times: int) -> None:
        """Kill that many loads of each file at any moment, then let one finish."""
        for number, file in enumerate(self.files):
            for _ in range(times):
                child = self.load_in_child(file)
                time.sleep(self.random.uniform(0, self.seconds))
                child.kill()
                child.join()
                self.kills += 1
                assert content(self.url) in self.states[number : number + 2]
            self._finish(number)

    def kill_servers(self, times: int) -> None:
        """Kill the server, or one of its processes, in that many loads of each file."""
        for number, file in enumerate(self.files):
            for turn in range(times):
                child = self.load_in_child(file)
                time.sleep(self.random.uniform(0, self.seconds))
                os.kill(self.process(whole=turn % 2 == 0), signal.SIGKILL)
                child.join()
                self.kills += 1
                self.heal()
                assert content(self.url) in self.states[number : number + 2]
            self._finish(number)

    def process(self, *, whole: bool) -> int:
        """Return the number of the server's first process, or of any other."""
        first = int((self.db_dir / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return first if whole else int(self.random.choice(children))

    def heal(self) -> None:
        """Start the server, if it must be, and wait until it has recovered."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                server.start(self.db_dir)
                content(self.url)
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise TimeoutError("the server did not recover")

    def _finish(self, number: int) -> None:
        load(self.url, self.files[number])
        assert content(self.url) == self.states[number + 1]


def load_silently(url: str, file: str) -> None:
    """Load a file in a process that is about to be killed."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    load(url, file)


def work_silently(url: str, kind: str, argument: str) -> None:
    """Load a file, delete or restore records of a condition, or refresh; say nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if kind == "load":
        load(url, argument)
    elif kind == "refresh":
        refresh.refresh(url, RefreshRequest("image"))
    else:
        with connect(url, autocommit=True) as connection:
            if kind == "delete":
                deletion.delete(
                    connection, "image", by_condition("image", argument, name="w"), reason="x"
                )
            else:
                gone = by_condition("deleted_image", argument, name="w")
                deletion.restore(connection, "image", gone)
