"""What stands between us and the server, such as PgBouncer, must leave a session to its client.

Loads, jobs and migrations hold locks, a search path and settings for as long as a session lasts. A
pooler that hands sessions to others after each transaction would give away all of these, and what a
session says of its rows would be believed of the rows of others. So it is found out before anything
is set or written.
"""

import re
import select
import time
from collections.abc import Callable
from contextlib import closing

import psycopg

_WHICH_SERVER = b"SELECT pg_backend_pid() FROM set_config('catalog.kept', 'on', FALSE)"
_TURNS = 6
_SECONDS = 3.0
# PgBouncer's, of `options` itself (to 1.19) or of a setting in it (since 1.20): src/client.c.
REFUSAL = re.compile("unsupported (options )?startup parameter")
SHARED = (
    "a pooler there hands sessions to others after each transaction (PgBouncer: "
    "pool_mode = transaction). Connect to the server itself, or to a pool with pool_mode = session."
)


def is_shared(
    connection: psycopg.Connection, another: Callable[[], psycopg.Connection]
) -> bool | None:
    """Tell whether two clients get sessions of the server by turns; None: there was no answer.

    A client that has a session to itself always has the same one, and no other client has it. In
    turns, each in a transaction of its own, both get the session that is free, or several. First
    each sets something: RDS Proxy then leaves the session to it ("pinning", RDS User Guide).

    A pool in which each client waits for a session of its own has none left for the second.
    """
    try:
        other = another()
    except psycopg.Error:
        return None
    with closing(other):
        ours: set[bytes] = set()
        theirs: set[bytes] = set()
        for _ in range(_TURNS):
            # Twice: where two sessions are given in turn, each client would always get its own.
            for client, servers in ((connection, ours), (connection, ours), (other, theirs)):
                server = _server_of(client)
                if server is None:
                    return True if len(ours) > 1 else None
                servers.add(server)
            if len(ours) > 1 or len(theirs) > 1 or ours & theirs:
                return True
    return False


def _server_of(client: psycopg.Connection) -> bytes | None:
    """Return which process of the server answers, if one does within seconds."""
    link, until = client.pgconn, time.monotonic() + _SECONDS
    link.send_query(_WHICH_SERVER)
    found = None
    while True:
        while link.flush() or link.is_busy():
            if not select.select([link.socket], [], [], max(0, until - time.monotonic()))[0]:
                return None
            link.consume_input()
        result = link.get_result()
        if result is None:
            return found
        found = result.get_value(0, 0) if result.ntuples else None


def settings_in(options: str) -> dict[str, str]:
    r"""Return the settings of a URL's `options`, which are those of the server's command line.

    >>> settings_in(r"-csearch_path=a,b -c work_mem=1MB --lock-timeout=5s")
    {'search_path': 'a,b', 'work_mem': '1MB', 'lock_timeout': '5s'}
    >>> settings_in(r"-c DateStyle=SQL,\ DMY")
    {'DateStyle': 'SQL, DMY'}
    """
    joined = re.sub(r"(?<!\S)-c\s+", "-c", options)
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r"(?:\\.|[^\s\\])+", joined)]
    matches = [re.fullmatch(r"(?:-c|--)([\w.-]+)=(.*)", word, re.DOTALL) for word in words]
    return {match[1].replace("-", "_"): match[2] for match in matches if match}
