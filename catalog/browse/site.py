"""The settings of one running page: database, folders, rights and tokens."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from catalog.database.connection import Connection, connect

HOST = "127.0.0.1"
# A page that takes longer is given up: somebody waits for it.
STATEMENT_MS = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseSite:
    """One running page.

    Attributes:
        database_url: where the records are. It may hold a password: it is kept out of `repr`.
        lake: the lake's root, or "".
        landing: the landing zone, with the reports of runs, or "".
        candidates: candidates.json of `catalog candidates`, or "".
        images: whether pages show pictures and sounds, which the browser fetches from their sites.
        edits: whether records may be deleted and restored, and candidates decided about.
        token: who knows it may look.
        form_token: what a form must send back, so that no other site can send it.
    """

    database_url: str = field(repr=False)
    port: int
    lake: str = ""
    landing: str = ""
    candidates: str = ""
    reviews: str = ""
    images: bool = True
    edits: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    deciding: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def url(self) -> str:
        """The address to open, with the token."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers of requests that are meant for this page."""
        return frozenset(f"{name}:{self.port}" for name in (HOST, "localhost"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that cannot change anything, in one transaction."""
        with connect(self.database_url) as connection:
            connection.read_only = True
            connection.execute(
                "SELECT set_config('statement_timeout', %s, true)", [str(STATEMENT_MS)]
            )
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Open a connection for a deletion or a restoration."""
        with connect(self.database_url, autocommit=True) as connection:
            yield connection
