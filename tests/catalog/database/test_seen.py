from collections.abc import Iterable
from pathlib import Path

import pytest

from catalog.database import seen
from catalog.database.connection import Connection
from catalog.database.gone import suspect_unseen
from catalog.database.stats import stats
from tests.catalog.database.loading import fates, image, landing, load

pytestmark = pytest.mark.postgres


def pull(
    database: str, connection: Connection, root: Path, day: int, numbers: Iterable[int]
) -> set[str]:
    """Load one whole pull of flickr and note it as complete; return files that were missing."""
    batch = f"image/flickr/year=2026/month=10/day={day:02}"
    (root / batch).mkdir(parents=True, exist_ok=True)
    file = landing(root / batch / "page-0.parquet", [image(number) for number in numbers])
    load(database, file)
    return seen.complete(connection, "image", "flickr", batch, [str(file)])


def test_an_unchanged_record_counts_as_seen_and_a_missing_one_as_unseen(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(100))
    pull(database, connection, tmp_path, 2, range(60))
    (found,) = stats(connection, ["image"])
    assert (found.total, found.seen, found.unseen) == (100, {"flickr": 60}, {"flickr": 40})


def test_a_pull_is_not_complete_while_one_of_its_files_is_not_loaded(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(3))
    batch = "image/flickr/year=2026/month=10/day=01"
    files = ["s3://b/page-0.parquet", "s3://b/page-1.parquet"]
    connection.execute("UPDATE seen_batch SET complete_on = NULL")
    assert seen.complete(connection, "image", "flickr", batch, files) == {"page-1.parquet"}
    assert seen.complete_batches(connection, "image", "flickr", 9) == []


def test_of_two_whole_pulls_in_a_day_the_second_counts(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(100))
    batch = "image/flickr/year=2026/month=10/day=01"
    more = landing(
        tmp_path / batch / "page-1.parquet", [image(number) for number in range(99, 120)]
    )
    load(database, more)
    pull(database, connection, tmp_path, 1, range(98))
    (found,) = stats(connection, ["image"])
    assert (found.total, found.seen, found.unseen) == (120, {"flickr": 98}, {"flickr": 22})


def test_loading_a_file_again_keeps_its_keys_once(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    for _ in range(2):
        pull(database, connection, tmp_path, 1, range(10_000))
    rows = connection.execute("SELECT cardinality(keys) FROM seen_keys ORDER BY 1").fetchall()
    assert sum(count for (count,) in rows) == 10_000
    assert len(rows) <= 3


def test_the_moment_of_the_last_sight_follows_where_it_lags(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    pull(database, connection, tmp_path, 1, range(20))
    connection.execute("UPDATE image SET last_synced_with_source = now() - interval '40 days'")
    connection.execute("UPDATE image SET updated_on = now() - interval '40 days'")
    pull(database, connection, tmp_path, 2, range(15))
    sweep = suspect_unseen(connection, "image", "flickr", runs=1, accept=True)
    assert (sweep.synced, sweep.unseen, sweep.suspected) == (15, 5, 5)
    assert connection.execute(
        "SELECT count(*) FILTER (WHERE last_synced_with_source > now() - interval '1 hour'),"
        " count(*) FILTER (WHERE updated_on > now() - interval '1 hour') FROM image"
    ).fetchall() == [(15, 0)]


def test_an_unchanged_file_is_still_unchanged(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    file = landing(tmp_path / "a.parquet", [image(number) for number in range(5)])
    load(database, file)
    assert fates(load(database, file)) == (5, 0, 0, 5)
