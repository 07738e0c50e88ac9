"""A pooler that leaves a session to its client is used; another is refused before anything is."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from catalog.cli import main
from catalog.database import pooler
from catalog.database.connection import Connection, connect
from catalog.database.errors import UnreachableError
from tests.catalog.database.loading import fates, image, landing, load
from tests.catalog.database.pooling import pooled

pytestmark = pytest.mark.postgres

TOLD = (
    r"cannot use postgresql://postgres@127.0.0.1:\d+/test_\d+: a pooler there hands sessions to "
    r"others after each transaction \(PgBouncer: pool_mode = transaction\). Connect to the server "
    r"itself, or to a pool with pool_mode = session."
)


@contextmanager
def others_at_work(url: str, clients: int) -> Iterator[None]:
    """Let other clients of the pool ask for one thing after another."""
    stopping = threading.Event()

    def work() -> None:
        with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
            while not stopping.is_set():
                connection.execute("SELECT pg_sleep(0.001)")

    workers = [threading.Thread(target=work) for _ in range(clients)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        stopping.set()
        for worker in workers:
            worker.join()


@pytest.mark.parametrize("by_turns", [False, True], ids=["last in first out", "by turns"])
@pytest.mark.parametrize(("size", "others"), [(1, 0), (2, 0), (9, 0), (3, 3)])
def test_one_that_hands_sessions_on_is_refused_however_many_it_has_and_whoever_else_is_at_work(
    database: str, size: int, by_turns: bool, others: int
) -> None:
    with (
        pooled(database, "transaction", size, by_turns=by_turns) as pool,
        others_at_work(pool.url, others),
        pytest.raises(UnreachableError, match=TOLD),
    ):
        connect(pool.url)


def test_nothing_is_set_in_sessions_of_others_before_a_pooler_is_refused(database: str) -> None:
    settings = "SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name"
    with pooled(database, "transaction", size=1) as pool:
        with psycopg.connect(pool.url, autocommit=True) as connection:
            before = connection.execute(settings).fetchall()
        with pytest.raises(UnreachableError):
            connect(pool.url)
        with psycopg.connect(pool.url, autocommit=True) as connection:
            assert connection.execute(settings).fetchall() == before


@pytest.mark.parametrize(
    "command",
    ["db migrate", "db status", "load {file}", "stats", "popularity refresh --media image"],
)
def test_each_command_says_in_one_line_what_to_do_and_writes_nothing(
    database: str,
    connection: Connection,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    file = landing(tmp_path / "1.parquet", [image(n) for n in range(9)])
    with pooled(database, "transaction") as pool:
        arguments = [*command.format(file=file).split(), "--database-url", pool.url]
        with pytest.raises(SystemExit) as ended:
            main(arguments)
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (1, "")
    assert re.fullmatch(f"error: {TOLD}\n", said.err)
    assert connection.execute("SELECT count(*) FROM image").fetchone() == (0,)


def test_one_that_leaves_sessions_to_their_clients_is_used_for_loads(
    database: str, tmp_path: Path
) -> None:
    file = landing(tmp_path / "1.parquet", [image(n) for n in range(9)])
    with pooled(database, "session") as pool:
        assert [fates(load(pool.url, file)) for _ in range(2)] == [(9, 9, 0, 0), (9, 0, 0, 9)]
        with connect(pool.url) as connection:
            found = connection.execute("SHOW client_connection_check_interval").fetchone()
    assert found == ("5s",)


def test_one_whose_only_session_we_have_is_used(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooler, "_SECONDS", 0.3)
    with pooled(database, "session", size=1) as pool, connect(pool.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_one_is_asked_once_by_a_program_and_not_for_each_of_its_connections(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    original = pooler.is_shared

    def spied(connection: psycopg.Connection, another: Callable[[], psycopg.Connection]) -> object:
        asked.append(1)
        return original(connection, another)

    monkeypatch.setattr(pooler, "is_shared", spied)
    with pooled(database, "session", size=9) as pool, ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(connect(pool.url))
        assert len(asked) == 1
    connect(database).close()  # no pooler: nobody is asked
    assert len(asked) == 1


OPTIONS = [
    "-csearch_path=catalog,public",
    "-c search_path=catalog -c work_mem=9MB",
    "--lock-timeout=7s --statement_timeout=8s",
    r"-c search_path=\"$user\",\ pg_catalog   -cwork_mem=9MB",
    r"-c catalog.note=a\\b\ =c",
]


@pytest.mark.parametrize("options", OPTIONS)
def test_options_of_the_url_that_a_pooler_refuses_hold_all_the_same(
    database: str, options: str
) -> None:
    shown = [f"current_setting('{name}', true)" for name in (
        "search_path", "work_mem", "lock_timeout", "statement_timeout", "catalog.note"
    )]  # fmt: skip
    query = f"SELECT {', '.join(shown)}"
    more = f"&options={quote(options)}"
    with connect(database + more) as connection:
        direct = connection.execute(query).fetchone()
    with pooled(database, "session") as pool:
        with pytest.raises(psycopg.OperationalError, match="unsupported startup parameter"):
            psycopg.connect(pool.url + more)
        with connect(pool.url + more) as connection:
            assert connection.execute(query).fetchone() == direct
    with connect(database) as connection:
        assert connection.execute(query).fetchone() != direct


def test_whoever_holds_a_pool_up_is_waited_for_seconds_and_no_longer(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooler, "_SECONDS", 0.2)
    with pooled(database, "session", size=1) as pool:
        holder = psycopg.connect(pool.url, autocommit=True)
        waiter = psycopg.connect(pool.url, autocommit=True)
        holder.execute("SELECT 1")
        began = time.monotonic()
        assert pooler.is_shared(waiter, lambda: psycopg.connect(pool.url)) is None
        assert time.monotonic() - began >= 0.2
        holder.close()
        waiter.close()


def test_who_was_given_two_sessions_needs_no_second_client_to_know(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooler, "_SECONDS", 0.2)
    with (
        pooled(database, "transaction", size=2, by_turns=True) as pool,
        pooled(database, "session", size=1) as exhausted,
        psycopg.connect(exhausted.url, autocommit=True) as holder,
        psycopg.connect(pool.url, autocommit=True) as client,
    ):
        holder.execute("SELECT 1")
        assert pooler.is_shared(client, lambda: psycopg.connect(exhausted.url)) is True
