"""An adoption whose process, or whose server, is killed at a chosen statement."""

import multiprocessing
import os
import signal
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from catalog.database.adopt import copying
from catalog.database.adopt.adoption import adopt
from catalog.database.adopt.state import AdoptionRequest

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.catalog.database.adopt.dying"])
# All that an adoption keeps, but for moments of its own.
CONTENT = (
    "SELECT md5(string_agg(r, '|' ORDER BY r)) FROM (SELECT to_jsonb(t)::text AS r FROM {} AS t) x"
)
ASIDE = (
    "SELECT md5(string_agg(r, '|' ORDER BY r)) FROM (SELECT concat_ws(',', table_name, identifier,"
    " reason, other_identifier, old_row) AS r FROM catalog_adoption.set_aside) AS x"
)
TALLY = (
    "SELECT table_name, what, sum(count) FROM catalog_adoption.tally GROUP BY 1, 2 ORDER BY 1, 2"
)


def content(url: str) -> list[Any]:
    """Return digests of what an adoption has left."""
    tables = ("image", "audio", "deleted_image", "deleted_audio")
    queries = [*(CONTENT.format(table) for table in tables), ASIDE]
    with psycopg.connect(url) as connection:
        found: list[Any] = [connection.execute(query).fetchone() for query in queries]
        return [*found, connection.execute(TALLY).fetchall()]


def adopt_and_die(request: AdoptionRequest, after: int, server: Path | None = None) -> int:
    """Adopt in a process that is killed before its n-th statement; return how many it sent.

    Args:
        request: what to take over.
        after: which statement, counted over all connections; 0: none.
        server: kill the server in this directory instead.
    """
    # A byte a statement: shared memory is not to be had on every machine.
    with tempfile.NamedTemporaryFile() as sent:
        child = PROCESSES.Process(target=_adopt, args=(request, after, server, sent.name))
        child.start()
        child.join(240)
        assert child.exitcode is not None
        assert child.exitcode == 0 or after
        return os.fstat(sent.fileno()).st_size


def _adopt(request: AdoptionRequest, after: int, server: Path | None, counter: str) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    sent = os.open(counter, os.O_WRONLY | os.O_APPEND)
    execute = psycopg.Connection.execute
    write = copying._copy

    def counted() -> None:
        os.write(sent, b".")
        if os.fstat(sent).st_size != after:
            return
        if server is None:
            os.kill(os.getpid(), signal.SIGKILL)
        pid = int((server / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def counted_execute(self: Any, *arguments: Any, **named: Any) -> Any:
        counted()
        return execute(self, *arguments, **named)

    def counted_write(*arguments: Any) -> None:
        counted()
        write(*arguments)
        counted()

    psycopg.Connection.execute = counted_execute  # type: ignore[method-assign]
    copying._copy = counted_write
    copying.BATCH_ROWS = 100
    adopt(request)
