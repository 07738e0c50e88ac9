import threading
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from catalog.database import gone
from catalog.database.connection import Connection
from catalog.database.errors import BusyError
from catalog.database.gone import SourceAnswer, Suspect, Sweep
from catalog.database.locks import beside_loads
from tests.catalog.database.loading import image, landing, load
from tests.catalog.database.test_seen import pull

pytestmark = pytest.mark.postgres


def lives(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT item.foreign_identifier, state, reason, evidence, item.removed_from_source"
        " FROM record_life JOIN image AS item USING (identifier)"
        " ORDER BY item.foreign_identifier"
    ).fetchall()


def suspected(database: str, connection: Connection, tmp_path: Path) -> list[Suspect]:
    pull(database, connection, tmp_path, 1, range(100))
    for day in (2, 3):
        pull(database, connection, tmp_path, day, range(97))
    gone.suspect_unseen(connection, "image", "flickr")
    return gone.suspects(connection, "image", "flickr")


def test_a_work_is_suspect_only_after_two_complete_pulls_missed_it(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(100))
    assert gone.suspect_unseen(connection, "image", "flickr") == Sweep("flickr", "image", 1)
    pull(database, connection, tmp_path, 2, range(97))
    assert gone.suspect_unseen(connection, "image", "flickr") == Sweep(
        "flickr", "image", 2, 100, 0, 0, 0
    )
    pull(database, connection, tmp_path, 3, range(97))
    dry = gone.suspect_unseen(connection, "image", "flickr", dry_run=True)
    assert (dry.unseen, dry.suspected) == (3, 0)
    assert lives(connection) == []
    assert gone.suspect_unseen(connection, "image", "flickr").suspected == 3
    assert gone.suspect_unseen(connection, "image", "flickr").suspected == 0
    assert lives(connection) == [
        (number, "suspect", "not_seen", None, False) for number in ("97", "98", "99")
    ]


def test_more_than_a_tenth_at_once_is_held_back_and_told(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(100))
    for day in (2, 3):
        pull(database, connection, tmp_path, day, range(80))
    sweep = gone.suspect_unseen(connection, "image", "flickr")
    assert sweep.held_back == (
        "20 of 100 works of flickr were not seen, more than 10%; held back until that is accepted"
    )
    assert lives(connection) == []
    assert gone.suspect_unseen(connection, "image", "flickr", accept=True).suspected == 20


@pytest.mark.parametrize(("left", "suspected"), [(6, 2), (5, 0), (1, 0)])
def test_of_a_small_provider_two_works_may_go_at_once_and_no_more(
    database: str, connection: Connection, tmp_path: Path, left: int, suspected: int
) -> None:
    pull(database, connection, tmp_path, 1, range(8))
    for day in (2, 3):
        pull(database, connection, tmp_path, day, range(left))
    sweep = gone.suspect_unseen(connection, "image", "flickr")
    assert (sweep.suspected, bool(sweep.held_back)) == (suspected, not suspected)
    identifiers = connection.execute("SELECT identifier::text FROM image").fetchall()
    found = [SourceAnswer(one, "file_gone", "404") for (one,) in identifiers[left:]]
    done = gone.settle(connection, "image", "flickr", found)
    assert (done.removed, bool(done.held_back)) == (suspected, not suspected)


def test_suspects_are_removed_with_their_reason_once_their_address_was_asked(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    works = suspected(database, connection, tmp_path)
    answers = {
        "97": ("gone_at_source", "404"),
        "98": ("license_withdrawn", "all rights reserved"),
        "99": ("alive", "200"),
    }
    found = [
        SourceAnswer(work.identifier, *answers[work.foreign_identifier])  # type: ignore[arg-type]
        for work in works
    ]
    counts = {"gone_at_source": 1, "license_withdrawn": 1, "alive": 1}
    done = gone.settle(connection, "image", "flickr", found)
    assert (done.counts, done.removed, done.held_back) == (counts, 2, None)
    assert lives(connection) == [
        ("97", "removed", "gone_at_source", "404", True),
        ("98", "removed", "license_withdrawn", "all rights reserved", True),
        ("99", "suspect", "not_seen", "200", False),
    ]
    assert gone.suspects(connection, "image", "flickr") == []


def test_what_is_seen_again_lives_again_even_where_nothing_changed(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    works = suspected(database, connection, tmp_path)
    (first,) = (work for work in works if work.foreign_identifier == "97")
    gone.settle(connection, "image", "flickr", [SourceAnswer(first.identifier, "gone_at_source")])
    load(database, landing(tmp_path / "again.parquet", [image(97), image(98)]))
    assert [(row[0], row[1], row[4]) for row in lives(connection)] == [
        ("97", "live", False),
        ("98", "live", False),
        ("99", "suspect", False),
    ]


def test_more_removals_than_a_tenth_are_held_back(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(50))
    rows = connection.execute("SELECT identifier::text FROM image LIMIT 12").fetchall()
    found = [SourceAnswer(identifier, "file_gone", "404") for (identifier,) in rows]
    held = gone.settle(connection, "image", "flickr", found)
    assert held.removed == 0
    assert held.held_back is not None
    assert held.held_back.startswith("12 of 50 works of flickr are gone, more than 10%")
    assert gone.settle(connection, "image", "flickr", found, accept=True).removed == 12


def test_what_a_load_saw_while_it_was_asked_for_is_not_removed(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    works = suspected(database, connection, tmp_path)
    since = datetime.now(UTC)
    load(database, landing(tmp_path / "again.parquet", [image(97)]))
    found = [SourceAnswer(work.identifier, "gone_at_source", "404") for work in works]
    assert gone.settle(connection, "image", "flickr", found, since=since).removed == 2
    assert [(row[0], row[1]) for row in lives(connection)] == [
        ("97", "live"),
        ("98", "removed"),
        ("99", "removed"),
    ]


def test_a_load_that_holds_a_work_is_waited_for(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    works = suspected(database, connection, tmp_path)
    other = psycopg.connect(database)
    held = "UPDATE image SET title = 'held' WHERE foreign_identifier = %s"
    other.execute(held, ["97"])
    ending = threading.Timer(1.5, other.commit)
    ending.start()
    found = [SourceAnswer(work.identifier, "gone_at_source", "404") for work in works]
    assert gone.settle(connection, "image", "flickr", found).removed == 3
    ending.join()  # the server has committed before the client knows
    other.close()


def test_loads_that_never_end_are_told_of(database: str, connection: Connection) -> None:
    load_lock = "SELECT pg_advisory_xact_lock(1)"
    with psycopg.connect(database) as other:
        other.execute(load_lock)
        with pytest.raises(BusyError, match="loads held what was to be written for 1 s"):
            beside_loads(connection, lambda: connection.execute(load_lock), patience=1)
