import random
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.database import batch_update, locks
from catalog.database.batch_runner import BatchLimits
from catalog.database.batch_update import Change
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError, DatabaseError
from catalog.database.selection import Selection, by_condition
from catalog.errors import UsageError
from tests.catalog.database.killing import run_and_kill

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]
TITLES = "SELECT title, count(*) FROM image GROUP BY title ORDER BY title"


def where(condition: str) -> Selection:
    return by_condition("image", condition, name="w.sql")


def identifiers(connection: Connection) -> list[object]:
    return [row[0] for row in connection.execute("SELECT identifier FROM image").fetchall()]


def test_the_chosen_rows_are_changed_and_no_others(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 7)
    add_images("smk", 2)
    run = batch_update.update(
        connection,
        "image",
        where("provider = 'met'"),
        text="title = 'x' -- all alike",
        limits=BatchLimits(batch_rows=3),
    )
    assert (run.selected, run.done, run.passed_over) == (7, 7, 0)
    assert connection.execute(TITLES).fetchall() == [("picture 0", 1), ("picture 1", 1), ("x", 7)]


def test_assignments_may_use_the_row_and_other_tables(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    text = "title = upper(title) || '%', category = (SELECT max(kind) FROM batch_run)"
    batch_update.update(connection, "image", where("true"), text=text)
    assert connection.execute("SELECT title, category FROM image ORDER BY 1").fetchall() == [
        ("PICTURE 0%", "update"),
        ("PICTURE 1%", "update"),
    ]


def test_a_preview_shows_what_would_change_and_changes_nothing(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 1)
    (identifier,) = identifiers(connection)
    changes = batch_update.preview(
        connection, "image", "title = 'x', category = NULL", [identifier]
    )
    assert changes == [Change(str(identifier), "title", "picture 0", "x")]
    assert connection.execute(TITLES).fetchall() == [("picture 0", 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", 'refuses the assignments: column "titel"'),
        ("title =", "refuses the assignments: syntax error"),
        ("title = 'x' WHERE true; --", "refuses the assignments: syntax error"),
        (
            "title = 'x'; UPDATE image SET title = 'y'",
            "refuses the assignments: cannot insert multiple commands",
        ),
        ("title = 'x' WHERE true --", "refuses the assignments: syntax error"),
        ("title = 'x' WHERE true /*", "refuses the assignments: unterminated"),
        ("license = repeat('x', 51)", "refuses the assignments: .*violates check"),
        ("width = 1 / 0", "refuses the assignments: division by zero"),
        ("title = $1", r"refuses the assignments: a parameter, such as \$1, is asked for. Write"),
        ("tags = to_jsonb($1::uuid[])", r"a parameter, such as \$1"),
        ("title = 'x'\0", "a NUL or broken character cannot stand in SQL"),
        ("identifier = gen_random_uuid()", "change identifiers"),
        ("created_on = 'epoch'", "change created_on, which never changes"),
    ],
)
def test_bad_assignments_are_refused_by_the_preview(
    connection: Connection, add_images: AddImages, text: str, said: str
) -> None:
    add_images("met", 2)
    with pytest.raises(UsageError, match=said):
        batch_update.preview(connection, "image", text, identifiers(connection))
    assert connection.execute(TITLES).fetchall() == [("picture 0", 1), ("picture 1", 1)]


@pytest.mark.parametrize(("text", "clean"), [(" SET a = 1;\n", "a = 1"), ("set b = 2", "b = 2")])
def test_assignments_may_be_written_as_people_write_them(text: str, clean: str) -> None:
    assert batch_update.assignments(text, name="s.sql") == clean


@pytest.mark.parametrize("text", ["", "SET", " ; "])
def test_no_assignments_are_an_error(text: str) -> None:
    with pytest.raises(UsageError, match=r"s.sql holds no assignments"):
        batch_update.assignments(text, name="s.sql")


@pytest.fixture
def holder(database: str) -> Iterator[Connection]:
    with connect(database) as other:
        yield other


def test_locked_rows_are_passed_by_and_changed_when_they_are_free(
    connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("met", 10)
    holder.execute("SELECT FROM image WHERE foreign_identifier = 'id-4' FOR UPDATE")
    release = threading.Timer(0.5, holder.rollback)
    release.start()
    limits = BatchLimits(batch_rows=3, pause=0.3)
    text = "title = title || '!'"
    run = batch_update.update(connection, "image", where("true"), text=text, limits=limits)
    release.join()
    assert run.done == 10
    assert connection.execute(
        "SELECT count(*) FROM image WHERE title ~ '^picture [0-9]!$'"
    ).fetchone() == (10,)


def test_a_run_that_met_locked_rows_is_resumed_by_its_number(
    connection: Connection, add_images: AddImages, holder: Connection
) -> None:
    add_images("met", 10)
    holder.execute("SELECT FROM image WHERE foreign_identifier = 'id-4' FOR UPDATE")
    limits = BatchLimits(batch_rows=3, pause=0.01, rounds=1)
    text = "title = title || '!'"
    with pytest.raises(BusyError, match="1 rows stay locked"):
        batch_update.update(connection, "image", where("true"), text=text, limits=limits)
    holder.rollback()
    with pytest.raises(UsageError, match="image has no unfinished update run 99. Unfinished: 1"):
        batch_update.resume(connection, "image", 99)
    run = batch_update.resume(connection, "image", 1)
    assert (run.resumed, run.done) == (True, 10)
    with pytest.raises(UsageError, match="no unfinished update run 1. Unfinished: none"):
        batch_update.resume(connection, "image", 1)


def test_a_finished_run_given_again_is_a_new_run(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 1)
    text = "title = title || '!'"
    first = batch_update.update(connection, "image", where("true"), text=text)
    second = batch_update.update(connection, "image", where("true"), text=text)
    assert (first.id, second.id, second.resumed) == (1, 2, False)
    assert connection.execute(TITLES).fetchall() == [("picture 0!!", 1)]


def test_rows_that_go_in_between_are_counted(connection: Connection, add_images: AddImages) -> None:
    add_images("met", 4)
    connection.execute(
        "CREATE FUNCTION eat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " DELETE FROM image WHERE foreign_identifier = 'id-3' AND NEW.reached = 0;"
        " RETURN NEW; END $$"
    )
    connection.execute(
        "CREATE TRIGGER eat BEFORE UPDATE ON batch_run FOR EACH ROW EXECUTE FUNCTION eat()"
    )
    run = batch_update.update(connection, "image", where("true"), text="title = 'x'")
    assert (run.selected, run.done, run.passed_over) == (4, 3, 1)


def test_a_refresh_and_a_batch_update_do_not_run_at_once(
    connection: Connection, holder: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_PATIENCE", 0.2)
    holder.autocommit = True
    with (
        locks.only_one(holder, locks.rewriting("image")),
        pytest.raises(BusyError, match="a refresh or batch update of image is already running"),
    ):
        batch_update.update(connection, "image", where("true"), text="title = 'x'")


def test_a_batch_that_takes_too_long_says_what_to_do(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    text = "title = title || pg_sleep(3)::text"
    with pytest.raises(DatabaseError, match="batch update stopped: a statement took too long."):
        batch_update.update(
            connection, "image", where("true"), text=text, limits=BatchLimits(statement_ms=200)
        )


@pytest.mark.slow
def test_a_batch_update_killed_at_random_moments_changes_each_row_once(
    database: str, connection: Connection, add_images: AddImages, tmp_path: Path
) -> None:
    add_images("met", 12_000)
    (tmp_path / "select.sql").write_text("provider = 'met'")
    (tmp_path / "set.sql").write_text("title = title || '!'")
    command = ["batch-update", "--media", "image", "--no-dry-run"]
    command += ["--select", str(tmp_path / "select.sql"), "--set", str(tmp_path / "set.sql")]
    command += ["--batch-size", "10", "--database-url", database]

    chance = random.Random(8)
    codes = [run_and_kill(command, 0.2 + chance.random() * 0.9) for _ in range(5)]
    codes.append(run_and_kill(command, 600))
    assert (codes[-1], -signal.SIGKILL in codes) == (0, True)
    # On a fast machine one may be done before it is killed; the next one is another update then.
    marks = f"^picture [0-9]+!{{{codes.count(0)}}}$"
    changed = connection.execute("SELECT count(*) FROM image WHERE title ~ %s", [marks])
    assert changed.fetchone() == (12_000,)
    assert connection.execute("SELECT count(*) FROM batch_row").fetchone() == (0,)
