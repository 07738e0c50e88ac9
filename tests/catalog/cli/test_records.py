from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection
from catalog.errors import UsageError

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def run(database: str, *arguments: str) -> Result:
    arguments = (*arguments, "--database-url", database)
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def images(connection: Connection) -> list[str]:
    rows = connection.execute("SELECT title FROM image ORDER BY title").fetchall()
    return [title for (title,) in rows]


@pytest.fixture
def condition(tmp_path: Path, add_images: AddImages) -> str:
    add_images("met", 3, creator="Ann")
    path = tmp_path / "w.sql"
    path.write_text("WHERE title = 'picture 1';")
    return str(path)


def test_a_deletion_is_a_dry_run_until_it_is_told_otherwise(
    database: str, connection: Connection, condition: str
) -> None:
    result = run(
        database,
        *("records", "delete", "--media", "image", "--where", condition, "--reason", "takedown"),
    )
    assert "selected in image: 1" in result.stderr
    assert "picture 1" in result.stderr
    assert "nothing was deleted; --yes deletes" in result.stderr
    assert (result.exit_code, result.stdout) == (0, "")
    assert images(connection) == ["picture 0", "picture 1", "picture 2"]


def test_a_record_is_deleted_and_restored(
    database: str, connection: Connection, condition: str
) -> None:
    which = ("--media", "image", "--where", condition)
    deleted = run(database, "records", "delete", *which, "--reason", "x", "--no-dry-run")
    assert deleted.stdout == "1 of 1 deleted\n"
    assert images(connection) == ["picture 0", "picture 2"]
    restored = run(database, "records", "restore", *which, "--yes")
    assert restored.stdout == "1 of 1 restored\n"
    assert images(connection) == ["picture 0", "picture 1", "picture 2"]


def test_records_are_deleted_by_the_providers_own_id(
    database: str, connection: Connection, condition: str, tmp_path: Path
) -> None:
    (tmp_path / "ids.txt").write_text("met\tid-0\nmet\tid-9\n")
    result = run(
        database,
        *("records", "delete", "--media", "image", "--ids", str(tmp_path / "ids.txt")),
        *("--reason", "x", "--yes"),
    )
    assert "1 of the ids are not in image" in result.stderr
    assert result.stdout == "1 of 1 deleted\n"
    assert images(connection) == ["picture 1", "picture 2"]


def test_a_condition_may_stand_on_the_command_line(
    database: str, connection: Connection, condition: str
) -> None:
    chosen = ("--media", "image", "--where", "title = 'picture 0'", "--reason", "x")
    assert run(database, "records", "delete", *chosen, "--yes").stdout == "1 of 1 deleted\n"
    assert images(connection) == ["picture 1", "picture 2"]


def test_nothing_is_deleted_without_saying_which(database: str) -> None:
    with pytest.raises(UsageError, match="say which records: give --where or --ids"):
        run(database, "records", "delete", "--media", "image", "--reason", "x", "--yes")


def test_a_batch_update_shows_what_it_would_do_and_then_does_it(
    database: str, connection: Connection, condition: str, tmp_path: Path
) -> None:
    (tmp_path / "set.sql").write_text("SET title = 'new', category = 'photograph'")
    command = ("batch-update", "--media", "image", "--select", condition)
    command += ("--set", str(tmp_path / "set.sql"))
    dry = run(database, *command)
    assert "photograph" in dry.stderr
    assert "nothing was changed; --yes changes" in dry.stderr
    assert images(connection) == ["picture 0", "picture 1", "picture 2"]
    assert run(database, *command, "--no-dry-run").stdout == "1 of 1 updated\n"
    assert images(connection) == ["new", "picture 0", "picture 2"]


def test_a_batch_update_that_cannot_be_resumed_says_so(database: str) -> None:
    with pytest.raises(UsageError, match="image has no unfinished update run 7. Unfinished: none"):
        run(database, "batch-update", "--media", "image", "--resume", "7")
    with pytest.raises(UsageError, match="give --select FILE and --set FILE, or --resume ID"):
        run(database, "batch-update", "--media", "image")


def test_a_denied_creators_works_are_deleted_when_asked(
    database: str, connection: Connection, condition: str
) -> None:
    who = ("--provider", "met", "--creator", "ann")
    first = run(database, "denylist", "add", *who, "--reason", "spam", "--delete-existing")
    assert "selected in image: 3" in first.stderr
    assert first.stderr.endswith("nothing was added or deleted; --yes does both\n")
    assert run(database, "denylist", "list", "--format", "json").stdout == "[]\n"
    assert len(images(connection)) == 3
    second = run(
        database, "denylist", "add", *who, "--reason", "spam", "--delete-existing", "--yes"
    )
    assert "added\n" in second.stderr
    assert second.stdout == "3 of 3 image records deleted\n"
    assert images(connection) == []


def test_the_denylist_is_listed_and_shortened(database: str) -> None:
    who = ("--provider", "met", "--creator", "Ann")
    run(database, "denylist", "add", *who, "--reason", "spam")
    again = run(database, "denylist", "add", *who, "--reason", "spam")
    assert again.stderr == "was on the list already\n"
    assert "spam" in run(database, "denylist", "list").stdout
    run(database, "denylist", "remove", *who)
    assert run(database, "denylist", "list", "--format", "json").stdout == "[]\n"
