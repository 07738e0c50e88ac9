import io
import json
import os
import random
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pyarrow.parquet as pq
import pytest

from catalog.database import (
    batch_update,
    changes,
    deletion,
    gone,
    migrate,
    popularity,
    refresh,
    server,
)
from catalog.database.changes import ChangeCursor, StaleCursorError, one_moment, write_changes
from catalog.database.connection import Connection, connect
from catalog.database.export import export_schema
from catalog.database.record_facts import read_facts
from catalog.database.refresh import RefreshRequest
from catalog.database.selection import by_condition
from catalog.database.snapshot import write_snapshot
from catalog.errors import UsageError
from catalog.records import Row
from tests.catalog.database.chaos import PROCESSES, Scene, work_silently
from tests.catalog.database.loading import image, landing, load
from tests.conftest import FAST, copied_database

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def now(connection: Connection) -> ChangeCursor:
    with one_moment(connection) as cursor:
        return cursor


def feed(connection: Connection, since: ChangeCursor) -> tuple[list[dict[str, Any]], ChangeCursor]:
    stream = io.BytesIO()
    written, following = write_changes(connection, "image", since, stream, "jsonl")
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(rows) == written
    return rows, following


def told(connection: Connection, since: ChangeCursor) -> dict[str, tuple[str, list[str] | None]]:
    """Return kind and columns of each change, by title; a deleted record has none."""
    rows, _ = feed(connection, since)
    return {str(row["title"]): (row["change"], row["changed_columns"]) for row in rows}


def test_every_kind_of_change_is_told_with_its_columns(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    start = now(connection)
    load(database, landing(tmp_path / "a.parquet", [image(n) for n in range(4)]))
    assert told(connection, start) == {f"Title {n}": ("inserted", []) for n in range(4)}
    start = now(connection)
    rows = [image(0), image(1, creator="Ann"), image(5)]
    load(database, landing(tmp_path / "b.parquet", rows))
    assert told(connection, start) == {
        "Title 1": ("changed", ["creator", "updated_on"]),
        "Title 5": ("inserted", []),
    }
    start = now(connection)
    one = by_condition("image", "foreign_identifier = '3'", name="w")
    deletion.delete(connection, "image", one, reason="takedown 9")
    ((row,), start) = feed(connection, start)
    assert (row["change"], row["reason"], row["title"]) == ("deleted", "takedown 9", None)
    (identifier,) = connection.execute(
        "SELECT identifier::text FROM image WHERE foreign_identifier = '2'"
    ).fetchone() or ("",)
    gone.settle(connection, "image", "flickr", [gone.SourceAnswer(identifier, "file_gone", "404")])
    ((row,), start) = feed(connection, start)
    assert (row["change"], row["reason"], row["removed_from_source"]) == (
        "removed",
        "file_gone",
        True,
    )
    load(database, landing(tmp_path / "c.parquet", [image(2)]))
    assert told(connection, start)["Title 2"][0] == "revived"


def test_batch_updates_popularity_and_plain_sql_are_told(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 3, metric="views")
    start = now(connection)
    popularity.set_metric(connection, popularity.Metric("image", "met", "views"))
    refresh.refresh(database, RefreshRequest("image"))
    assert told(connection, start) == {
        f"picture {n}": ("changed", ["standardized_popularity"]) for n in range(3)
    }
    start = now(connection)
    wanted = by_condition("image", "title = 'picture 1'", name="w")
    batch_update.update(connection, "image", wanted, text="title = 'x'")
    assert told(connection, start) == {"x": ("changed", ["title"])}
    start = now(connection)
    connection.execute("UPDATE image SET last_synced_with_source = now()")
    assert told(connection, start) == {}


def test_a_transaction_that_commits_late_is_not_skipped(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 4)
    start = now(connection)
    with connect(database) as early, connect(database, autocommit=True) as late:
        early.execute("UPDATE image SET title = 'early' WHERE title = 'picture 0'")
        late.execute("UPDATE image SET title = 'late' WHERE title = 'picture 1'")
        rows, middle = feed(connection, start)
        assert [row["title"] for row in rows] == ["late"]
        late.execute("UPDATE image SET title = 'later' WHERE title = 'picture 2'")
        early.commit()
    rows, end = feed(connection, middle)
    assert sorted(row["title"] for row in rows) == ["early", "later"]
    assert feed(connection, end)[0] == []


def test_a_change_that_was_rolled_back_is_none(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 1)
    start = now(connection)
    with connect(database) as other:
        other.execute("UPDATE image SET title = 'never'")
        other.rollback()
    assert feed(connection, start)[0] == []


def test_a_cursor_of_another_server_or_of_dropped_changes_is_refused(
    connection: Connection, add_images: AddImages
) -> None:
    start = now(connection)
    with pytest.raises(StaleCursorError, match="another server"):
        feed(connection, ChangeCursor("1", start.snapshot))
    add_images("met", 3)
    after = now(connection)
    assert changes.drop_old(connection, after_all()) == 3
    with pytest.raises(StaleCursorError, match="not kept any more"):
        feed(connection, start)
    assert feed(connection, after)[0] == []


@pytest.mark.parametrize("snapshot", ["9:3:", "5:9:9,8,3", "0:0:", "5:9:7@1"])
def test_a_cursor_whose_numbers_no_server_could_have_is_none(
    connection: Connection, snapshot: str
) -> None:
    with pytest.raises(UsageError, match="is no cursor"):
        feed(connection, ChangeCursor.parse(f"{now(connection).server}.{snapshot}"))


def test_a_transaction_that_was_prepared_is_told_once_it_commits(
    own_dir: Path, tmp_path: Path
) -> None:
    change = "UPDATE image SET title = %s WHERE foreign_identifier = %s"
    url = server.start(own_dir / "db", {**FAST, "max_prepared_transactions": "2"})
    try:
        with connect(url, autocommit=True) as connection, connect(url) as other:
            list(migrate.migrate(connection))
            load(url, landing(tmp_path / "0.parquet", [image(n) for n in range(4)]))
            start = now(connection)
            other.execute(change, ["prepared", "1"])
            other.execute("PREPARE TRANSACTION 'one'")
            connection.execute(change, ["at once", "2"])
            rows, following = feed(connection, start)
            assert [row["title"] for row in rows] == ["at once"]
            connection.execute("COMMIT PREPARED 'one'")
            assert [row["title"] for row in feed(connection, following)[0]] == ["prepared"]
    finally:
        server.stop(own_dir / "db", mode="immediate")


def test_a_cursor_of_another_database_of_the_server_is_refused(
    server_dir: Path, connection: Connection
) -> None:
    with (
        copied_database(server_dir) as url,
        connect(url, autocommit=True) as other,
        pytest.raises(StaleCursorError, match="another server or database"),
    ):
        feed(connection, now(other))


def test_a_cursor_of_one_type_of_records_is_refused_for_another(
    connection: Connection, add_images: AddImages
) -> None:
    start = now(connection)
    add_images("met", 1)
    _, following = feed(connection, ChangeCursor.parse(str(start)))
    assert str(following).endswith(".image")
    assert feed(connection, ChangeCursor.parse(str(following)))[0] == []
    with pytest.raises(UsageError, match="up to where image records were read"):
        write_changes(connection, "audio", following, io.BytesIO(), "jsonl")
    write_changes(connection, "audio", start, io.BytesIO(), "jsonl")


def test_a_cursor_from_before_databases_were_told_apart_is_still_good(
    connection: Connection, add_images: AddImages
) -> None:
    start = now(connection)
    add_images("met", 2)
    old = f"{start.server.partition('-')[0]}.{start.snapshot}"
    assert len(feed(connection, ChangeCursor.parse(old))[0]) == 2


@pytest.mark.slow
def test_a_cursor_from_after_the_backup_that_was_restored_is_refused_however_much_is_done_then(
    own_dir: Path, tmp_path: Path
) -> None:
    def work(rounds: int) -> None:
        with connect(server.url(own_dir / "db"), autocommit=True) as connection:
            for number in range(rounds):
                connection.execute("UPDATE image SET title = %s", [f"Title {number}"])

    try:
        with connect(server.start(own_dir / "db", FAST), autocommit=True) as connection:
            list(migrate.migrate(connection))
            load(server.url(own_dir / "db"), landing(tmp_path / "0.parquet", [image(1)]))
            before = now(connection)
        server.stop(own_dir / "db")
        subprocess.run(["cp", "-a", own_dir / "db", own_dir / "backup"], check=True)
        server.start(own_dir / "db", FAST)
        work(3)
        with connect(server.url(own_dir / "db"), autocommit=True) as connection:
            after = now(connection)
        server.stop(own_dir / "db")
        shutil.rmtree(own_dir / "db")
        (own_dir / "backup").rename(own_dir / "db")
        server.start(own_dir / "db", FAST)
        for rounds in (0, 3, 30):
            work(rounds)
            with (
                connect(server.url(own_dir / "db"), autocommit=True) as connection,
                pytest.raises(StaleCursorError, match="was a backup restored"),
            ):
                feed(connection, after)
        with connect(server.url(own_dir / "db"), autocommit=True) as connection:
            assert len(feed(connection, before)[0]) == 1
    finally:
        server.stop(own_dir / "db", mode="immediate")


def test_a_record_that_gets_another_identifier_is_another_one(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    start = now(connection)
    new = UUID(int=7)
    row = connection.execute("SELECT identifier FROM image ORDER BY url LIMIT 1").fetchone()
    assert row
    connection.execute("UPDATE image SET identifier = %s WHERE identifier = %s", [new, row[0]])
    rows, _ = feed(connection, start)
    assert {(change["change"], change["identifier"]) for change in rows} == {
        ("deleted", str(row[0])),
        ("inserted", str(new)),
    }


def after_all() -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=1)


@pytest.mark.parametrize("text", ["", "7", "x.1:2:", "1.1:2", "1.1:2:3;4", "1.1:2:3,"])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no cursor"):
        ChangeCursor.parse(text)


def test_former_values_are_kept_with_the_load_that_replaced_them(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1)]))
    newer = image(
        1,
        title="New",
        creator="Ann",
        license="cc0",
        license_version="1.0",
        url="https://img.example.org/new.jpg",
        foreign_landing_url="https://example.org/new",
    )
    load(database, landing(tmp_path / "b.parquet", [newer]))
    (identifier,) = connection.execute("SELECT identifier::text FROM image").fetchone() or ("",)
    facts = read_facts(connection, "image", UUID(identifier))
    names = ("column_name", "old_value", "new_value")
    assert [tuple(map(former.get, names)) for former in facts.former_values] == [
        ("foreign_landing_url", "https://example.org/photos/1", "https://example.org/new"),
        ("url", "https://img.example.org/1.jpg", "https://img.example.org/new.jpg"),
        ("creator", None, "Ann"),
        ("title", "Title 1", "New"),
    ]
    assert {Path(former["file"]).name for former in facts.former_values} == {"b.parquet"}
    licences = ("old_license", "old_license_version", "new_license", "new_license_version")
    assert [tuple(map(change.get, licences)) for change in facts.license_changes] == [
        ("by", "4.0", "cc0", "1.0")
    ]


def test_records_that_exchange_their_urls_have_no_intermediate_past(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1), image(2)]))
    one, two = "https://img.example.org/1.jpg", "https://img.example.org/2.jpg"
    load(database, landing(tmp_path / "b.parquet", [image(1, url=two), image(2, url=one)]))
    former = connection.execute(
        "SELECT old_value FROM record_history WHERE column_name = 'url' ORDER BY 1"
    ).fetchall()
    assert former == [(one,), (two,)]


class Copy:
    """Somebody's copy of the catalog, made from a snapshot and kept in step by the feed."""

    def __init__(self, folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        self.cursor = ChangeCursor.parse(manifest["cursor"])
        self.rows: dict[str, dict[str, Any]] = {}
        for file in manifest["files"]:
            for row in pq.read_table(folder / file["path"], partitioning=None).to_pylist():
                self.rows[row["identifier"]] = row

    def catch_up(self, connection: Connection, path: Path) -> None:
        with path.open("wb") as stream:
            _, self.cursor = write_changes(connection, "image", self.cursor, stream, "parquet")
        for row in pq.read_table(path).to_pylist():
            if row["change"] == "deleted":
                self.rows.pop(row["identifier"], None)
            else:
                names = export_schema("image").names
                self.rows[row["identifier"]] = {name: row[name] for name in names}

    def compared(self) -> dict[str, dict[str, Any]]:
        return {
            key: {name: value for name, value in row.items() if name != "last_synced_with_source"}
            for key, row in self.rows.items()
        }


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_stays_in_step_through_random_work(
    database: str, connection: Connection, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    popularity.set_metric(connection, popularity.Metric("image", "flickr", "views"))
    load(database, landing(tmp_path / "0.parquet", [image(n) for n in range(30)]))
    write_snapshot(connection, str(tmp_path / "first"), ["image"])
    copy = Copy(tmp_path / "first")
    holder = psycopg.connect(database)

    def some_rows() -> list[Row]:
        numbers = chance.sample(range(60), 12)
        return [
            image(n, title=f"Title {n} {chance.randint(1, 3)}", meta_data={"views": n})
            for n in numbers
        ]

    def delete_some() -> None:
        wanted = by_condition(
            "image", f"foreign_identifier::int % 17 = {chance.randint(0, 16)}", name="w"
        )
        deletion.delete(connection, "image", wanted, reason="takedown")

    def restore_all() -> None:
        wanted = by_condition("deleted_image", "true", name="w")
        deletion.restore(connection, "image", wanted)

    def hold_open() -> None:
        holder.commit()
        holder.execute("UPDATE image SET thumbnail = url WHERE foreign_identifier = '7'")
        holder.commit() if chance.random() < 0.5 else holder.rollback()

    work: list[Callable[[], object]] = [
        lambda: load(database, landing(tmp_path / "n.parquet", some_rows())),
        lambda: load(database, landing(tmp_path / "m.parquet", some_rows())),
        delete_some,
        restore_all,
        hold_open,
        lambda: refresh.refresh(database, RefreshRequest("image")),
    ]
    for _ in range(10):
        chance.choice(work)()
        if chance.random() < 0.5:
            copy.catch_up(connection, tmp_path / "changes.parquet")
    copy.catch_up(connection, tmp_path / "changes.parquet")
    holder.close()
    write_snapshot(connection, str(tmp_path / "last"), ["image"])
    assert copy.compared() == Copy(tmp_path / "last").compared()


@pytest.mark.parametrize("rounds", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_a_copy_stays_in_step_through_kills_of_clients_and_servers(
    own_dir: Path, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(20261125 + rounds)
    first = landing(tmp_path / "0.parquet", [image(n, meta_data={"views": n}) for n in range(2000)])
    scene = Scene(own_dir / "db", (first, first), chance)
    try:
        with connect(server.start(scene.db_dir), autocommit=True) as connection:
            list(migrate.migrate(connection))
            popularity.set_metric(connection, popularity.Metric("image", "flickr", "views"))
            load(scene.url, first)
            write_snapshot(connection, str(tmp_path / "first"), ["image"])
        copy = Copy(tmp_path / "first")
        for number in range(rounds):
            work_and_kill(scene, tmp_path, number)
            with connect(scene.url, autocommit=True) as connection:
                copy.catch_up(connection, tmp_path / "changes.parquet")
        # Something is done, whatever was killed: a busy machine may have begun nothing.
        with connect(scene.url, autocommit=True) as connection:
            connection.execute("UPDATE image SET title = 'The last' WHERE title LIKE '%1'")
            copy.catch_up(connection, tmp_path / "changes.parquet")
            write_snapshot(connection, str(tmp_path / "last"), ["image"])
        assert copy.compared() == Copy(tmp_path / "last").compared()
        assert copy.compared() != Copy(tmp_path / "first").compared()
    finally:
        server.stop(scene.db_dir, mode="immediate")


def work_and_kill(scene: Scene, folder: Path, number: int) -> None:
    """Let a process change the catalog; kill it, its server, or nobody, at any moment."""
    chance = scene.random
    part = f"foreign_identifier::int % 7 = {chance.randrange(7)}"
    kind = chance.choice(["load", "load", "delete", "restore", "refresh"])
    if kind == "load":
        start = chance.randrange(2000)
        rows = [
            image(n, title=f"Title {n} {number}", meta_data={"views": n * chance.randrange(3)})
            for n in range(start, start + 1500)
        ]
        part = str(landing(folder / "next.parquet", rows))
    child = PROCESSES.Process(target=work_silently, args=(scene.url, kind, part))
    child.start()
    child.join(chance.uniform(0, 1))
    victim = chance.choice(["client", "server", "a process of the server", "nobody"])
    if victim == "client":
        child.kill()
    elif victim != "nobody":
        os.kill(scene.process(whole=victim == "server"), signal.SIGKILL)
    child.join()
    scene.heal()


def test_a_feed_read_while_others_write_misses_nothing(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 40)
    cursor, seen = now(connection), set()
    done = threading.Event()

    def write(first: int) -> None:
        with connect(database) as own:
            for number in range(first, first + 10):
                own.execute(
                    "UPDATE image SET title = 'new' WHERE foreign_identifier = %s",
                    [f"id-{number}"],
                )
                own.execute("SELECT pg_sleep(0.005)")
                own.commit()

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 10, 20, 30)]
    for writer in writers:
        writer.start()
    told: list[str] = []
    while not done.is_set():
        if not any(writer.is_alive() for writer in writers):
            done.set()
        rows, cursor = feed(connection, cursor)
        told += [row["foreign_identifier"] for row in rows]
    seen = set(told)
    assert len(told) == len(seen) == 40
