import random
import signal
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.database import deletion
from catalog.database.batch_runner import BatchLimits
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError, DatabaseError
from catalog.database.selection import Selection, by_condition
from catalog.errors import UsageError
from tests.catalog.database.killing import run_and_kill

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]
IMAGE = (
    "SELECT jsonb_agg(to_jsonb(t) - 'deleted_on' - 'deleted_reason' - 'standardized_popularity'"
    " - 'other_values' ORDER BY identifier) FROM "
)


def where(condition: str, source: str = "image") -> Selection:
    return by_condition(source, condition, name="w.sql")


def whole(connection: Connection, table: str) -> object:
    query = {"image": IMAGE + "image t", "deleted_image": IMAGE + "deleted_image t"}
    row = connection.execute(query[table]).fetchone()
    assert row
    return row[0]


def counts(connection: Connection) -> tuple[int, ...]:
    row = connection.execute(
        "SELECT (SELECT count(*) FROM image), (SELECT count(*) FROM deleted_image),"
        " (SELECT count(*) FROM batch_row), (SELECT count(*) FROM batch_run"
        " WHERE finished_on IS NULL)"
    ).fetchone()
    assert row
    return row


def test_deleted_records_are_moved_whole_with_moment_and_reason(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 3)
    before = whole(connection, "image")
    run = deletion.delete(connection, "image", where("true"), reason="takedown 7")
    assert (run.selected, run.done, run.passed_over, run.resumed) == (3, 3, 0, False)
    assert whole(connection, "deleted_image") == before
    assert counts(connection) == (0, 3, 0, 0)
    assert connection.execute(
        "SELECT DISTINCT deleted_reason, deleted_on > now() - interval '1 minute'"
        " FROM deleted_image"
    ).fetchall() == [("takedown 7", True)]


def test_restoring_brings_the_same_records_back(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 3)
    before = whole(connection, "image")
    deletion.delete(connection, "image", where("true"), reason="by mistake")
    chosen = where("deleted_reason = 'by mistake'", "deleted_image")
    assert deletion.restore(connection, "image", chosen).done == 3
    assert whole(connection, "image") == before
    assert counts(connection) == (3, 0, 0, 0)


def test_what_records_had_in_columns_of_an_operators_own_is_restored(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 3)
    connection.execute(
        "ALTER TABLE image ADD COLUMN note text, ADD COLUMN price numeric NOT NULL DEFAULT 1,"
        ' ADD COLUMN "at\'%" timestamptz[], ADD COLUMN gone int,'
        " ADD COLUMN length int GENERATED ALWAYS AS (length(title)) STORED"
    )
    connection.execute(
        "UPDATE image SET note = foreign_identifier || E'\n\"', price = 1.10000000000000000002,"
        " \"at'%%\" = ARRAY[created_on, NULL], gone = 5 WHERE foreign_identifier <> 'id-2'",
        (),
    )
    shown = "SELECT to_jsonb(t) - 'gone' - 'updated_on' FROM image t ORDER BY identifier"
    before = connection.execute(shown).fetchall()
    deletion.delete(connection, "image", where("true"), reason="by mistake")
    connection.execute("ALTER TABLE image DROP COLUMN gone, ADD COLUMN later int DEFAULT 9")
    assert deletion.restore(connection, "image", where("true", "deleted_image")).done == 3
    assert connection.execute("SELECT DISTINCT later FROM image").fetchall() == [(9,)]
    connection.execute("ALTER TABLE image DROP COLUMN later")
    assert connection.execute(shown).fetchall() == before
    told = connection.execute(
        "SELECT note, price FROM image ORDER BY foreign_identifier"
    ).fetchall()
    assert told[0] == ('id-0\n"', Decimal("1.10000000000000000002"))
    assert told[2] == (None, 1)


def test_what_no_record_may_have_is_not_restored(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 4)
    deletion.delete(connection, "image", where("true"), reason="asked for")
    # As an adoption keeps what was deleted: as it was.
    for number, fault in enumerate(
        ("license = 'xx'", "url = 'ftp://a.org/1'", "title = '', tags = '[1]', width = -1")
    ):
        connection.execute(
            f"UPDATE deleted_image SET {fault} WHERE foreign_identifier = 'id-{number}'"
        )
    run = deletion.restore(connection, "image", where("true", "deleted_image"))
    assert (run.done, run.passed_over) == (2, 2)
    query = "SELECT foreign_identifier, title, tags, width FROM image ORDER BY 1"
    assert connection.execute(query).fetchall() == [
        ("id-2", None, None, None),
        ("id-3", "picture 3", None, None),
    ]


def test_audio_is_deleted_and_restored_alike(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO audio (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, duration,"
        " genres) VALUES (now(), now(), 'jamendo', 'jamendo', '1', 'https://a.org',"
        " 'https://a.org/1.mp3', 'by', '4.0', false, 60000, '{rock}')"
    )
    before = connection.execute("SELECT to_jsonb(audio) FROM audio").fetchone()
    assert deletion.delete(connection, "audio", where("true", "audio"), reason="x").done == 1
    chosen = where("true", "deleted_audio")
    assert deletion.restore(connection, "audio", chosen).done == 1
    assert connection.execute("SELECT to_jsonb(audio) FROM audio").fetchone() == before


def test_a_restored_record_scores_by_the_constants_of_today(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 1, metric="views", values="7")
    deletion.delete(connection, "image", where("true"), reason="x")
    connection.execute(
        "UPDATE popularity_metric SET value = 7, constant = 7 * 0.15 / 0.85"
        " WHERE provider = 'flickr'"
    )
    deletion.restore(connection, "image", where("true", "deleted_image"))
    assert connection.execute("SELECT standardized_popularity FROM image").fetchone() == (0.85,)


def test_a_record_that_is_there_again_stays_deleted_and_is_counted(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    deletion.delete(connection, "image", where("true"), reason="x")
    add_images("met", 1)
    run = deletion.restore(connection, "image", where("true", "deleted_image"))
    assert (run.done, run.passed_over) == (1, 1)
    assert counts(connection) == (2, 1, 0, 0)


def test_of_two_deletions_of_one_record_the_first_is_kept(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 1)
    deletion.delete(connection, "image", where("true"), reason="first")
    add_images("met", 1)
    assert deletion.delete(connection, "image", where("true"), reason="second").done == 1
    assert connection.execute("SELECT deleted_reason FROM deleted_image").fetchall() == [("first",)]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 81])
def test_a_reason_that_cannot_be_kept_is_refused(connection: Connection, reason: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        deletion.delete(connection, "image", where("true"), reason=reason)


@pytest.fixture
def holder(database: str) -> Iterator[Connection]:
    with connect(database) as other:
        yield other


def test_locked_records_are_passed_by_and_deleted_when_they_are_free(
    connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("met", 10)
    holder.execute("SELECT FROM image WHERE foreign_identifier = 'id-4' FOR UPDATE")
    release = threading.Timer(0.5, holder.rollback)
    release.start()
    limits = BatchLimits(batch_rows=3, pause=0.3)
    run = deletion.delete(connection, "image", where("true"), reason="x", limits=limits)
    release.join()
    assert run.done == 10
    assert counts(connection) == (0, 10, 0, 0)


def test_records_that_stay_locked_are_an_error_and_the_same_command_goes_on(
    connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("met", 10)
    holder.execute("SELECT FROM image WHERE foreign_identifier = 'id-4' FOR UPDATE")
    limits = BatchLimits(batch_rows=3, pause=0.01, rounds=2)
    with pytest.raises(BusyError, match="1 rows stay locked by other sessions. 9 are done"):
        deletion.delete(connection, "image", where("true"), reason="x", limits=limits)
    holder.rollback()
    run = deletion.delete(connection, "image", where("true"), reason="x", limits=limits)
    assert (run.resumed, run.done, run.selected) == (True, 10, 10)


def test_a_deletion_waits_for_running_loads(
    connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("met", 1)
    holder.execute("SELECT pg_advisory_xact_lock_shared(727000010)")
    with pytest.raises(BusyError, match="loads were still running after 0 s"):
        deletion.delete(
            connection, "image", where("true"), reason="x", limits=BatchLimits(loads_ms=100)
        )
    assert counts(connection)[:2] == (1, 0)
    holder.rollback()
    assert deletion.delete(connection, "image", where("true"), reason="x").done == 1


def test_a_batch_that_takes_too_long_says_what_to_do(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    connection.execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN PERFORM pg_sleep(5); RETURN OLD; END'"
    )
    connection.execute(
        "CREATE TRIGGER slow BEFORE DELETE ON image FOR EACH ROW EXECUTE FUNCTION slow()"
    )
    limits = BatchLimits(statement_ms=200)
    with pytest.raises(DatabaseError, match="the deletion stopped: a statement took too long. Wh"):
        deletion.delete(connection, "image", where("true"), reason="x", limits=limits)
    connection.execute("DROP TRIGGER slow ON image")
    run = deletion.delete(connection, "image", where("true"), reason="x")
    assert (run.resumed, run.done) == (True, 2)


def test_a_deletion_killed_at_random_moments_ends_like_a_calm_one(
    database: str, connection: Connection, add_images: AddImages, tmp_path: Path
) -> None:
    add_images("met", 12_000)
    add_images("smk", 500)
    before = connection.execute(
        "SELECT md5(string_agg(foreign_identifier, ',' ORDER BY foreign_identifier))"
        " FROM image WHERE provider = 'met'"
    ).fetchone()
    condition = tmp_path / "met.sql"
    condition.write_text("provider = 'met'")
    command = ["records", "delete", "--media", "image"]
    command += ["--where", str(condition), "--reason", "gone", "--yes", "--batch-size", "50"]
    command += ["--database-url", database]

    chance = random.Random(3)
    codes = [run_and_kill(command, 0.2 + chance.random() * 0.9) for _ in range(5)]
    assert -signal.SIGKILL in codes
    assert run_and_kill(command, 600) == 0
    assert counts(connection) == (500, 12_000, 0, 0)
    after = connection.execute(
        "SELECT md5(string_agg(foreign_identifier, ',' ORDER BY foreign_identifier))"
        " FROM deleted_image WHERE provider = 'met' AND deleted_reason = 'gone'"
    ).fetchone()
    assert after == before
