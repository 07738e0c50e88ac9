import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.database import migrate, popularity, refresh, server
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError, DatabaseError
from catalog.database.popularity import EVERYONE, Metric, MetricSample
from catalog.database.refresh_workers import RefreshRequest, stripes_of
from catalog.errors import UsageError
from tests.catalog.database.killing import run_and_kill

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]

EXPECTED = (
    "SELECT count(*) FROM image LEFT JOIN popularity_metric p USING (provider)"
    " WHERE standardized_popularity IS DISTINCT FROM CASE"
    " WHEN (meta_data ->> p.metric)::float8 = p.value THEN p.percentile"
    " ELSE (meta_data ->> p.metric)::float8 / ((meta_data ->> p.metric)::float8 + p.constant) END"
)


def wrong_scores(connection: Connection) -> int:
    row = connection.execute(EXPECTED).fetchone()
    assert row
    return row[0]


def scores(connection: Connection) -> list[tuple[str, float | None]]:
    return connection.execute(
        "SELECT foreign_identifier, standardized_popularity FROM image ORDER BY provider, 1"
    ).fetchall()


def test_every_row_gets_its_score_and_the_percentile_scores_itself(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 20, metric="views", values="n + 1")
    add_images("met", 2)
    report = refresh.refresh(database, RefreshRequest("image"))
    assert report.findings == (MetricSample("flickr", 17.0, 20, 0),)
    assert (report.changed, report.done, report.resumed_from) == (20, True, None)
    assert scores(connection)[:2] == [
        ("id-0", pytest.approx(1 / 4)),
        ("id-1", pytest.approx(2 / 5)),
    ]
    assert ("id-16", 0.85) in scores(connection)
    assert scores(connection)[20:] == [("id-0", None), ("id-1", None)]


def test_a_second_refresh_rewrites_nothing(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 5000, metric="views")
    refresh.refresh(database, RefreshRequest("image", batch_rows=100))
    before = connection.execute("SELECT ctid, xmin FROM image ORDER BY ctid").fetchall()
    assert refresh.refresh(database, RefreshRequest("image", batch_rows=100)).changed == 0
    assert connection.execute("SELECT ctid, xmin FROM image ORDER BY ctid").fetchall() == before


def test_only_rows_whose_score_changes_are_rewritten(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 1000, metric="views")
    refresh.refresh(database, RefreshRequest("image"))
    connection.execute(
        """UPDATE image SET meta_data = meta_data || '{"views": 1}'"""
        " WHERE foreign_identifier IN ('id-2', 'id-3')"
    )
    assert refresh.refresh(database, RefreshRequest("image")).changed == 2
    assert wrong_scores(connection) == 0


@pytest.mark.parametrize(
    ("rows_per_block", "stripes"), [(0.5, 4), (3.0, 4), (10.0, 11), (10.4, 12), (40.0, 16)]
)
def test_there_are_more_stripes_than_rows_in_a_block(rows_per_block: float, stripes: int) -> None:
    assert stripes_of(rows_per_block) == stripes


def test_hardly_any_new_version_leaves_its_page(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    # Nobody else is at the table: no old version may be reused that an ANALYZE could still see.
    connection.execute("ALTER TABLE image SET (autovacuum_enabled = FALSE)")
    add_images("flickr", 20_000, metric="views")
    refresh.refresh(database, RefreshRequest("image", workers=1))
    updated = inside = 0
    until = time.monotonic() + 30
    while updated < 20_000 and time.monotonic() < until:  # sessions tell it after they have ended
        time.sleep(0.05)
        updated, inside = connection.execute(
            "SELECT pg_stat_get_tuples_updated('image'::regclass),"
            " pg_stat_get_tuples_hot_updated('image'::regclass)"
        ).fetchone() or (0, 0)
    assert updated == 20_000
    assert inside > 17_000


def test_a_metric_that_goes_takes_its_scores_with_it(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 3, metric="views")
    refresh.refresh(database, RefreshRequest("image"))
    popularity.remove_metric(connection, "image", "flickr")
    assert refresh.refresh(database, RefreshRequest("image")).changed == 3
    assert scores(connection) == [("id-0", None), ("id-1", None), ("id-2", None)]


def test_records_without_a_metric_of_their_own_score_by_everyones(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    popularity.set_metric(connection, Metric("image", EVERYONE, "inlinks", 0.5))
    add_images("flickr", 1, metric="views", values="4")
    add_images("met", 1, metric="inlinks", values="10")
    add_images("smk", 2, metric="inlinks", values="30")
    refresh.refresh(database, RefreshRequest("image"))
    assert scores(connection) == [("id-0", 0.85), ("id-0", 10 / 40), ("id-0", 0.5), ("id-1", 0.5)]


def test_a_refresh_of_one_provider_leaves_the_others(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 1, metric="views", values="4")
    add_images("wikimedia", 1, metric="global_usage_count", values="4")
    refresh.refresh(database, RefreshRequest("image", providers=("wikimedia",)))
    assert scores(connection) == [("id-0", None), ("id-0", 0.85)]


def test_a_provider_without_a_metric_is_an_error_that_names_those_that_have_one(
    database: str,
) -> None:
    with pytest.raises(UsageError, match="'met' has no image popularity metric. These have: flick"):
        refresh.refresh(database, RefreshRequest("image", providers=("met",)))


def test_an_empty_table_is_soon_done(database: str) -> None:
    report = refresh.refresh(database, RefreshRequest("audio"))
    assert (report.changed, report.done, report.findings) == (0, True, ())


def test_a_preview_finds_the_same_and_changes_nothing(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 20, metric="views", values="n + 1")
    report = refresh.preview(connection, RefreshRequest("image"))
    assert (report.changed, report.dry_run) == (20, True)
    assert report.findings == (MetricSample("flickr", 17.0, 20, 0),)
    assert {score for _, score in scores(connection)} == {None}
    assert {metric.value for metric in popularity.metrics(connection)} == {None}


def test_a_refresh_stops_at_its_deadline_and_goes_on_later(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 4000, metric="views")
    request = RefreshRequest("image", batch_rows=50)
    first = refresh.refresh(database, request, deadline=time.monotonic())
    assert (first.done, first.changed) == (False, 0)
    second = refresh.refresh(database, request)
    assert (second.done, second.changed, second.findings) == (True, 3999 + 1, ())
    assert second.resumed_from is not None
    assert wrong_scores(connection) == 0


def test_a_restart_forgets_the_interrupted_refresh(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 400, metric="views")
    refresh.refresh(database, RefreshRequest("image"), deadline=time.monotonic())
    connection.execute("""UPDATE image SET meta_data = '{"views": 5}'""")
    report = refresh.refresh(database, RefreshRequest("image", restart=True))
    assert (report.resumed_from, report.findings) == (None, (MetricSample("flickr", 5.0, 400, 0),))
    assert wrong_scores(connection) == 0


def test_a_table_rewritten_in_between_is_gone_through_from_its_start(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 4000, metric="views")
    refresh.refresh(database, RefreshRequest("image", batch_rows=50), deadline=time.monotonic())
    connection.execute("DELETE FROM popularity_range WHERE first_block = 0")
    connection.execute("VACUUM FULL image")
    assert refresh.refresh(database, RefreshRequest("image", batch_rows=50)).done
    assert wrong_scores(connection) == 0


def test_two_refreshes_of_one_table_do_not_run_at_once(
    database: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.database.locks._PATIENCE", 0.3)
    with refresh.locks.only_one(connection, "a refresh or batch update of image"):
        pid = connection.info.backend_pid
        with pytest.raises(BusyError, match=f"image is already running .server process {pid}, si"):
            refresh.refresh(database, RefreshRequest("image"))
        assert refresh.refresh(database, RefreshRequest("audio")).done


@pytest.fixture
def holder(database: str) -> Iterator[Connection]:
    """Another session, that holds a row."""
    with connect(database) as other:
        yield other


def test_locked_rows_are_put_off_and_waited_for_at_the_end(
    database: str, connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("flickr", 2000, metric="views")
    holder.execute("SELECT FROM image WHERE foreign_identifier = 'id-1' FOR UPDATE")
    release = threading.Timer(1.5, holder.rollback)
    release.start()
    report = refresh.refresh(database, RefreshRequest("image", batch_rows=20))
    release.join()
    assert (report.done, report.changed) == (True, 2000)
    assert wrong_scores(connection) == 0


def test_rows_that_stay_locked_are_an_error_that_names_who_holds_them(
    database: str, connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("flickr", 2000, metric="views")
    holder.execute("UPDATE image SET title = 'x' WHERE foreign_identifier = 'id-1'")
    pid = holder.info.backend_pid
    request = RefreshRequest("image", batch_rows=20, lock_ms=100, last_lock_ms=200)
    with pytest.raises(BusyError, match=rf"rows in 1 ranges of image stayed locked .*{pid}"):
        refresh.refresh(database, request)
    holder.rollback()
    assert refresh.refresh(database, RefreshRequest("image", batch_rows=20)).done
    assert wrong_scores(connection) == 0


def test_new_constants_wait_for_running_loads_and_say_so(
    database: str, add_images: AddImages, holder: Connection
) -> None:
    add_images("flickr", 3, metric="views")
    holder.execute("SELECT pg_advisory_xact_lock_shared(727000010)")
    with pytest.raises(BusyError, match="loads were still running after 0 s"):
        refresh.refresh(database, RefreshRequest("image", loads_ms=100))
    holder.rollback()
    assert refresh.refresh(database, RefreshRequest("image")).done


def test_a_statement_that_takes_too_long_says_what_to_do(
    database: str, connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("flickr", 2000, metric="views")
    holder.execute("UPDATE image SET title = 'x'")
    with pytest.raises(DatabaseError, match="took too long. What is done stays done: give the s"):
        refresh.refresh(database, RefreshRequest("image", statement_ms=100, lock_ms=0))
    holder.rollback()
    assert refresh.refresh(database, RefreshRequest("image")).done


def test_a_lost_connection_is_one_clear_error_and_the_refresh_goes_on(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 5000, metric="views")

    def cut(done: int, total: int) -> None:
        if done == 2:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(DatabaseError, match="refresh of image stopped: .*give the same command"):
        refresh.refresh(database, RefreshRequest("image", batch_rows=20), progress=cut)
    report = refresh.refresh(database, RefreshRequest("image", batch_rows=20))
    assert (report.done, report.resumed_from is not None) == (True, True)
    assert wrong_scores(connection) == 0


@pytest.mark.slow
def test_a_refresh_killed_at_random_moments_ends_like_a_calm_one(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 30_000, metric="views", values="(n * 7919) % 5003")
    add_images("met", 1000)
    command = ["popularity", "refresh", "--media", "image", "--batch-size", "100"]
    command += ["--database-url", database]
    chance = random.Random(5)
    codes = [run_and_kill(command, chance.random() * 0.9) for _ in range(6)]
    assert -signal.SIGKILL in codes
    assert run_and_kill(command, 600) == 0
    assert wrong_scores(connection) == 0
    runs = connection.execute(
        "SELECT count(*) FILTER (WHERE finished_on IS NULL),"
        " (SELECT count(*) FROM popularity_range) FROM popularity_run"
    ).fetchone()
    assert runs == (0, 0)


def test_a_refresh_goes_on_after_its_server_was_killed(own_dir: Path) -> None:
    directory = own_dir / "db"
    url = server.start(directory, {"fsync": "off"})
    try:
        with connect(url, autocommit=True) as connection:
            list(migrate.migrate(connection))
            connection.execute(
                "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
                " foreign_landing_url, url, license, license_version, removed_from_source,"
                " meta_data) SELECT now(), now(), 'flickr', 'flickr', n, 'https://a.org',"
                " 'https://a.org/' || n, 'by', '4.0', false, jsonb_build_object('views', n % 977)"
                " FROM generate_series(1, 10000) n"
            )
        postmaster = int((directory / "postmaster.pid").read_text().split("\n")[0])

        def kill(done: int, total: int) -> None:
            if done == total // 2:
                os.kill(postmaster, signal.SIGKILL)

        with pytest.raises(DatabaseError):
            refresh.refresh(url, RefreshRequest("image", batch_rows=20), progress=kill)
        url = server.start(directory, {"fsync": "off"})
        report = refresh.refresh(url, RefreshRequest("image", batch_rows=20))
        assert (report.done, report.resumed_from is not None) == (True, True)
        with connect(url) as connection:
            assert wrong_scores(connection) == 0
    finally:
        server.stop(directory, mode="immediate")
