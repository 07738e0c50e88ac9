import json
import random
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from catalog.database import loader, migrate, server
from catalog.database.connection import Connection, connect
from catalog.database.errors import DatabaseError
from catalog.database.source_files import source_files
from catalog.records import Row
from tests.catalog.database.chaos import Scene
from tests.catalog.database.loading import (
    crawl_csv,
    fates,
    image,
    landing,
    load,
    stored,
)

pytestmark = pytest.mark.postgres
ROWS = 3000


@pytest.fixture
def scene(own_dir: Path, tmp_path: Path) -> Iterator[Scene]:
    """Two files: the second changes, adds, hands on urls and repeats ids of the first."""
    first = [image(n, tags=["rain"], meta_data={"views": n}) for n in range(ROWS)]
    second = [image(n, title=f"New {n}") for n in range(ROWS // 2, ROWS + 500)]
    second += [image(n, url=f"https://img.example.org/{n ^ 1}.jpg") for n in range(100)]
    files = (
        landing(tmp_path / "first.parquet", first),
        landing(tmp_path / "second.parquet", second),
    )
    scene = Scene(own_dir / "db", files, random.Random(20261123))
    scene.run_calmly()
    yield scene
    server.stop(scene.db_dir, mode="immediate")


def test_after_kills_of_loads_and_servers_the_same_command_gives_a_calm_runs_table(
    scene: Scene,
) -> None:
    scene.kill_loads(2)
    scene.empty()
    scene.kill_servers(1)
    assert scene.kills == 6
    with psycopg.connect(scene.url) as connection:
        left = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'load%'")
        assert left.fetchall() == []


@pytest.mark.slow
def test_after_very_many_kills_too(scene: Scene) -> None:
    scene.kill_loads(40)
    scene.empty()
    scene.kill_servers(20)
    assert scene.kills == 120


def test_loads_of_overlapping_files_at_once_lose_and_double_nothing(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute(f"ALTER DATABASE {connection.info.dbname} SET deadlock_timeout = '20ms'")
    forward = [image(n, title="forward") for n in range(800)]
    backward = [image(n, title="backward") for n in reversed(range(400, 1200))]
    files = [
        landing(tmp_path / f"{number}.parquet", rows)
        for number, rows in enumerate([forward, backward] * 2)
    ]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda file: load(database, file, attempts=30), files))
    assert sum(report.inserted for report in reports) == 1200
    assert [report.read for report in reports] == [800] * 4
    rows = stored(connection, "foreign_identifier", "title")
    assert len(rows) == 1200
    assert {title for number, title in rows if int(number) < 400} == {"forward"}
    assert {title for number, title in rows if int(number) >= 800} == {"backward"}


def test_a_deadlock_is_tried_again(
    database: str, connection: Connection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    connection.execute(f"ALTER DATABASE {connection.info.dbname} SET deadlock_timeout = '1s'")
    load(database, landing(tmp_path / "0.parquet", [image(n) for n in range(10)]))
    file = landing(tmp_path / "1.parquet", [image(n, title="New") for n in range(10)])
    caplog.set_level("INFO", "catalog.database")
    update = "UPDATE image SET creator = 'Ann' WHERE foreign_identifier"
    with ThreadPoolExecutor(1) as pool, connection.transaction():
        connection.execute("SET LOCAL deadlock_timeout = '60s'")
        connection.execute(f"{update} = '5'")
        loading = pool.submit(load, database, file)
        # The load has other rows and waits for row 5; now wait for those in turn.
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while connection.execute(waiting).fetchone() == (0,):
            time.sleep(0.01)
        connection.execute(f"{update} <> '5'")
    report = loading.result()
    assert "deadlock detected" in caplog.text
    assert fates(report) == (10, 0, 10, 0)
    assert stored(connection, "title", "creator") == [("New", "Ann")] * 10


def test_a_lost_connection_loads_nothing_and_says_what_to_do(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])

    def cut(phase: str, _rows: int) -> None:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND %s = 'merge'",
            [phase],
        )

    (source,) = source_files(str(path), media_type="image")
    with pytest.raises(DatabaseError, match=r"was lost .* nothing of .* Run the same command"):
        loader.load_file(database, source, progress=cut)
    assert stored(connection, "url") == []
    assert fates(load(database, path)) == (2, 2, 0, 0)


def test_a_statement_that_takes_too_long_ends_the_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1)])
    load(database, path)
    with connect(database) as other:
        other.execute("LOCK TABLE image IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(DatabaseError, match=r"statement timeout; .* by --statement-timeout"):
            load(database, path, statement_timeout=0.3)
    assert fates(load(database, path, statement_timeout=30)) == (1, 0, 0, 1)


def test_a_full_disk_loads_nothing_and_the_same_load_succeeds_when_there_is_room(
    own_dir: Path, tmp_path: Path
) -> None:
    first = landing(tmp_path / "first.parquet", noisy(1500))
    second = landing(tmp_path / "second.parquet", noisy(1500, title="New"))
    command = [sys.executable, "-m", "tests.catalog.database.full_disk", own_dir, first, second]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "lets us mount no disk" in done.stderr:
        pytest.skip(done.stderr)
    no_rows, rows, no_changes, changes = json.loads(done.stdout)
    assert re.fullmatch(FULL.format(first), no_rows)
    assert rows == [1500, 1500, 0, 0]
    assert re.fullmatch(FULL.format(second), no_changes)
    assert changes == [1500, 0, 1500, 0]


FULL = (
    "the database has no room left \\(could not .*: No space left on device\\); "
    "nothing of {} was loaded. Make room, then run the same command again."
)


def noisy(count: int, **given: str) -> list[Row]:
    """Return rows of eight kilobytes that hardly compress."""
    noise = random.Random(1)
    return [
        image(n, meta_data={"noise": noise.randbytes(4000).hex()}, **given) for n in range(count)
    ]


# Where no disk can be mounted for the test above, this one stands in.
@pytest.mark.slow
def test_a_file_that_may_not_grow_loads_nothing_and_the_same_load_succeeds_when_it_may(
    own_dir: Path, tmp_path: Path
) -> None:
    path = landing(tmp_path / "big.parquet", noisy(4000))
    db_dir = own_dir / "db"
    try:
        with connect(server.start(db_dir), autocommit=True) as connection:
            list(migrate.migrate(connection))
        server.stop(db_dir)
        with no_file_beyond(17 << 20):
            url = server.start(db_dir)
        with pytest.raises(DatabaseError, match=r"nothing of .*big.parquet was loaded"):
            load(url, path)
        with connect(url, autocommit=True) as connection:
            assert stored(connection, "url") == []
        server.stop(db_dir)
        assert fates(load(server.start(db_dir), path)) == (4000, 4000, 0, 0)
    finally:
        server.stop(db_dir, mode="immediate")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, in processes started meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


HOSTILE = [
    ("title", "'); DROP TABLE image; --", "'); DROP TABLE image; --"),
    ("title", "nul\x00inside", "nulinside"),
    ("title", "tab\tand\x08bell\x07", "tab andbell"),
    ("title", r"\N", r"\N"),
    ("creator", '","', "','"),
    ("meta_data", '{"lone": "\\ud800", "nul": "a\\u0000b", "ok": 1}', None),
    ("meta_data", '{"deep": ' * 500 + "1" + "}" * 500, None),
    ("meta_data", "{broken", None),
    ("tags", '[{"name": "\\u0000"}, {"name": "fine"}]', None),
    ("width", "1e400", None),
    ("filesize", "99999999999999999999999", None),
]


@pytest.mark.parametrize(("column", "value", "expected"), HOSTILE)
def test_a_hostile_value_harms_nothing(
    column: str,
    value: str,
    expected: str | None,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    path = crawl_csv(tmp_path / "x.csv", [image(1, **{column: value}), image(2)])
    assert fates(load(database, path)) == (2, 2, 0, 0)
    kept = stored(connection, column)[0][0]
    assert kept == expected or column not in {"title", "creator"}
    assert len(stored(connection, "url")) == 2


def test_an_enormous_value_costs_its_row_and_little_memory(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = crawl_csv(tmp_path / "x.csv", [image(1)])
    with path.open("a") as file:
        file.write("2,https://example.org/2,https://img.example.org/2.jpg,")
        file.writelines("x" * (1 << 20) for _ in range(1024))
        file.write("\n")
    crawl_csv(tmp_path / "more.csv", [image(3)])
    with path.open("a") as file:
        file.write((tmp_path / "more.csv").read_text().partition("\n")[2])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = load(database, path)
    assert (fates(report), report.rejected) == ((3, 2, 0, 0), {"line_too_long": 1})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert stored(connection, "foreign_identifier") == [("1",), ("3",)]


def test_an_error_while_reading_ends_the_threads_that_read(database: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("")
    with pytest.raises(DatabaseError):
        load(database, tmp_path / "x.csv")
    assert [thread for thread in threading.enumerate() if thread.name == "ahead"] == []
