"""What loads obey: tombstones, the denylist, the scores."""

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from catalog.database import deletion, denylist, popularity, refresh
from catalog.database.connection import Connection, connect
from catalog.database.denylist import Creator
from catalog.database.popularity import EVERYONE, Metric
from catalog.database.refresh_workers import RefreshRequest
from catalog.database.selection import by_condition
from tests.catalog.database.loading import audio, fates, image, landing, load, rejections, stored

pytestmark = pytest.mark.postgres


def delete(connection: Connection, condition: str, table: Any = "image") -> None:
    chosen = by_condition(table, condition, name="w.sql")
    deletion.delete(connection, table, chosen, reason="takedown 7")


def test_a_deleted_record_does_not_come_back_and_is_counted(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    file = landing(tmp_path / "a.parquet", [image(1), image(2), image(3)])
    load(database, file)
    delete(connection, "foreign_identifier = '2'")
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, file, rejected=rejected)
    assert (fates(report), report.rejected) == ((3, 0, 0, 2), {"deleted": 1})
    assert stored(connection, "foreign_identifier") == [("1",), ("3",)]
    assert [
        (row["reason"], row["detail"], row["foreign_identifier"]) for row in rejections(rejected)
    ] == [("deleted", "takedown 7", "2")]


def test_a_deleted_recording_does_not_come_back(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    file = landing(tmp_path / "a.parquet", [audio(1), audio(2)], "audio")
    load(database, file)
    delete(connection, "foreign_identifier = '2'", "audio")
    assert load(database, file).rejected == {"deleted": 1}


def test_the_same_id_of_another_provider_is_another_record(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1)]))
    delete(connection, "true")
    other = image(1, provider="smk", source="smk", url="https://smk.org/1.jpg")
    assert load(database, landing(tmp_path / "b.parquet", [other])).inserted == 1


def test_a_restored_record_is_updated_again(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1)]))
    delete(connection, "true")
    chosen = by_condition("deleted_image", "true", name="w.sql")
    deletion.restore(connection, "image", chosen)
    newer = landing(tmp_path / "b.parquet", [image(1, title="Newer")])
    assert fates(load(database, newer)) == (1, 0, 1, 0)
    assert stored(connection, "title") == [("Newer",)]


@pytest.mark.parametrize(
    "denied",
    [Creator("flickr", "ann O'NYM"), Creator("flickr", creator_url="http://flickr.com/ann")],
)
def test_a_denied_creators_works_are_refused_and_counted(
    database: str, connection: Connection, tmp_path: Path, denied: Creator
) -> None:
    denylist.add(connection, denied, "asked for it")
    ann = {"creator": "Ann O'Nym", "creator_url": "https://flickr.com/ann/"}
    rows = [image(1, **ann), image(2, creator="Bob"), image(3)]
    other = image(4, **ann, provider="smk", source="smk")
    report = load(database, landing(tmp_path / "a.parquet", [*rows, other]))
    assert (report.inserted, report.rejected) == (3, {"denied_creator": 1})
    denylist.remove(connection, denied)
    assert load(database, tmp_path / "a.parquet").inserted == 1


def test_what_is_refused_by_rule_is_no_sign_of_a_broken_file(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1)]))
    delete(connection, "true")
    denylist.add(connection, Creator("flickr", "Ann"), "asked for it")
    rows = [image(1), image(2, creator="Ann"), image(3), image(3)]
    report = load(database, landing(tmp_path / "b.parquet", rows), max_rejected=0)
    assert report.rejected == {"deleted": 1, "denied_creator": 1}
    assert (report.duplicate_ids, report.inserted) == (1, 1)


def test_a_load_scores_what_it_writes_by_the_constants_in_force(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute(
        "UPDATE popularity_metric SET value = 17, constant = 3 WHERE provider = 'flickr'"
    )
    rows = [image(n, meta_data={"views": n}) for n in (1, 17)]
    rows += [image(2, meta_data={"views": "many"}), image(3)]
    load(database, landing(tmp_path / "a.parquet", rows))
    assert stored(connection, "foreign_identifier", "standardized_popularity") == [
        ("1", 1 / 4),
        ("17", 0.85),
        ("2", None),
        ("3", None),
    ]


def test_an_updated_record_is_scored_by_its_merged_meta_data(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute(
        "UPDATE popularity_metric SET value = 17, constant = 3 WHERE provider = 'flickr'"
    )
    load(
        database, landing(tmp_path / "a.parquet", [image(n, meta_data={"views": 1}) for n in "ab"])
    )
    newer = [image("a", title="New"), image("b", meta_data={"views": 3})]
    load(database, landing(tmp_path / "b.parquet", newer))
    assert stored(connection, "standardized_popularity") == [(1 / 4,), (1 / 2,)]


def test_a_load_and_a_refresh_give_the_same_scores(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    popularity.set_metric(connection, Metric("image", EVERYONE, "inlinks", 0.5))
    museum = {"provider": "met", "source": "met"}
    rows = [image(n, meta_data={"views": n * 7 % 13}) for n in range(40)]
    rows += [
        image(n, **museum, url=f"https://met.org/{n}.jpg", meta_data={"inlinks": n})
        for n in range(9)
    ]
    file = landing(tmp_path / "a.parquet", rows)
    load(database, file)
    refresh.refresh(database, RefreshRequest("image"))
    scores = stored(connection, "standardized_popularity")
    connection.execute("TRUNCATE image")
    load(database, file)
    assert stored(connection, "standardized_popularity") == scores
    assert refresh.refresh(database, RefreshRequest("image")).changed == 0


def test_a_load_that_runs_keeps_deletions_and_constants_waiting(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "a.parquet", [image(1)]))
    order: list[str] = []
    with connect(database) as running:
        running.execute("SELECT pg_advisory_xact_lock_shared(727000010)")

        def remove() -> None:
            delete(connection, "true")
            order.append("deleted")

        remover = threading.Thread(target=remove)
        remover.start()
        time.sleep(0.5)
        order.append("loaded")
        running.commit()
        remover.join()
    assert order == ["loaded", "deleted"]


def test_loads_and_deletions_that_meet_leave_no_deleted_record(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    file = landing(tmp_path / "a.parquet", [image(n) for n in range(2000)])
    load(database, file)
    (tmp_path / "w.sql").write_text("foreign_identifier::int % 2 = 0")
    command = [sys.executable, "-m", "catalog", "records", "delete", "--media", "image", "--yes"]
    command += ["--where", str(tmp_path / "w.sql"), "--reason", "x", "--batch-size", "40"]
    remover = subprocess.Popen(
        [*command, "--database-url", database],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while remover.poll() is None:
        load(database, file)
    assert remover.returncode == 0
    both = connection.execute(
        "SELECT count(*) FROM image JOIN deleted_image USING (provider, foreign_identifier)"
    ).fetchone()
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM image), (SELECT count(*) FROM deleted_image)"
    ).fetchone()
    assert (both, counts) == ((0,), (1000, 1000))
